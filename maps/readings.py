"""
How characters are read: the syllables of a name, and the other ones people may type.

Readings come from pypinyin, except where names of places are read otherwise than the dictionary
says (`maps/words/readings.csv`: 闵行 is Minhang, not Minxing). pypinyin is imported with the first
question, for it takes a quarter of a second.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from maps.wordlist import readings_table

if TYPE_CHECKING:
    from collections.abc import Iterator

HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u31c0-\u31ef\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Every Chinese character, as a class of regular expressions without its brackets."""

_IN_PLACES = {"长": "chang", "都": "du", "莘": "xin", "〇": "ling"}
"""What a character is in names of places, where no phrase of the table or pypinyin's says else."""

_OTHERWISE = {
    "长": ("zhang",), "行": ("hang", "xing"), "乐": ("yue",), "弄": ("long",), "都": ("dou",),
    "莘": ("shen",), "重": ("chong", "zhong"), "曾": ("ceng", "zeng"), "圩": ("wei", "xu"),
    "陂": ("bei", "pi"), "泷": ("long", "shuang"), "堡": ("bao", "pu", "bu"), "厦": ("sha", "xia"),
    "浒": ("hu", "xu"), "番": ("fan", "pan"), "柏": ("bai", "bo"), "朝": ("zhao", "chao"),
    "单": ("shan", "dan"), "盛": ("cheng",), "蚌": ("bang",), "陕": ("shan",), "钥": ("yue",),
    "弥": ("ni",), "尉": ("wei",), "仇": ("qiu",), "泊": ("po",), "率": ("lv", "lu"),
    "宿": ("xiu",), "箐": ("jing",), "瞿": ("ju",), "泾": ("jin",), "鲡": ("li",),
}  # fmt: skip
"""The other readings by which people look for a place, wrong ones among them (瞿溪 Juxi)."""

_MAX_KEYS = 8
_MAX_SIGNS = 60
_RUNS = re.compile(f"[{HAN}]+|[^{HAN}\\W_]+")


def is_han(char: str) -> bool:
    """
    Tell whether a character is a Chinese one.

    >>> is_han("徐"), is_han("X"), is_han("（")
    (True, False, False)
    """
    return bool(_han().fullmatch(char))


def has_han(text: str) -> bool:
    """Tell whether there is a Chinese character in `text`."""
    return _han().search(text) is not None


@cache
def _han() -> re.Pattern[str]:
    return re.compile(f"[{HAN}]")


@lru_cache(maxsize=16384)
def syllables(run: str) -> tuple[str, ...]:
    """
    Return the syllables of a run of Chinese characters, in small letters without tones.

    What has no reading is written as its code point; the result has no Chinese character.

    >>> syllables("闵行"), syllables("绿苑"), syllables("长桥")
    (('min', 'hang'), ('lü', 'yuan'), ('chang', 'qiao'))
    """
    said: list[str] = []
    for part, known in _parts(run):
        said += known or _looked_up(part)
    return tuple(said)


def _parts(run: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Cut a run into phrases of the table with their syllables and what lies between."""
    table, longest = readings_table()
    start = at = 0
    while at < len(run):
        sizes = range(min(longest, len(run) - at), 1, -1)
        size = next((n for n in sizes if run[at : at + n] in table), 0)
        if size:
            if start < at:
                yield run[start:at], ()
            yield run[at : at + size], table[run[at : at + size]]
            start = at = at + size
        else:
            at += 1
    if start < at:
        yield run[start:at], ()


def _looked_up(part: str) -> list[str]:
    """Return pypinyin's syllables of characters that the table does not know."""
    if all(len(_alone(char)) == 1 for char in part):  # nearly always, and much quicker
        return [_alone(char)[0] for char in part]
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - a quarter of a second

    found = lazy_pinyin(part, style=Style.NORMAL, v_to_u=True, errors=_coded)
    if len(found) != len(part):
        found = [_alone(char)[0] for char in part]
    return [_IN_PLACES.get(char, said) for char, said in zip(part, found, strict=True)]


@cache
def _alone(char: str) -> tuple[str, ...]:
    """Return the readings of one character, the likeliest first; its code point if none."""
    if char in _IN_PLACES:
        return (_IN_PLACES[char],)
    from pypinyin import Style, pinyin  # noqa: PLC0415 - a quarter of a second

    found = pinyin(char, style=Style.NORMAL, heteronym=True, v_to_u=True, errors=_coded)[0]
    return tuple(dict.fromkeys("".join(filter(_is_plain, _bare(said))) for said in found))


def _bare(said: str) -> str:
    """Return a syllable with its marks taken off (ḿ), but for the two dots of ü."""
    return "".join(c if c == "ü" else unicodedata.normalize("NFD", c)[0] for c in said)


def _is_plain(char: str) -> bool:
    return not is_han(char)


def _coded(chars: str) -> str:
    """Write characters that nobody can read as code points, as `maps.text` does."""
    return "".join(f"[U+{ord(char):04X}]" for char in chars)


def word_of(said: tuple[str, ...]) -> str:
    """
    Join syllables to one word as Chinese signs do, with an apostrophe before a vowel.

    >>> word_of(("dong", "an")), word_of(("yu", "de"))
    ("Dong'an", 'Yude')
    """
    parts = [
        f"'{part}" if k and part[:1] in tuple("aeo") and said[k - 1][-1:].isalpha() else part
        for k, part in enumerate(said)
    ]
    return _capital("".join(parts))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def search_keys(name: str, *aliases: str) -> list[str]:
    """
    Return what people may type for a thing: pinyin without blanks, and initials, of all its names.

    Both ways of reading a character that is read in several ways are in it (changqiao, zhangqiao).
    Digits and Latin letters stay, in small letters; a name without a Chinese character gives none,
    for it is found as it is written. Names are read up to their 60th sign.

    >>> search_keys("裕德路"), search_keys("Library")
    (['yudelu', 'ydl'], [])
    """
    keys: dict[str, None] = {}
    for text in (name, *aliases):
        keys |= dict.fromkeys(_keys(text))
    return list(keys)


@lru_cache(maxsize=16384)
def _keys(text: str) -> tuple[str, ...]:
    """Return the keys of one name: the spellings, then the initials."""
    plain = unicodedata.normalize("NFKC", text[:_MAX_SIGNS]).casefold()
    if not has_han(plain):
        return ()
    said: list[tuple[str, ...]] = []
    firsts: list[tuple[str, ...]] = []
    for run in _RUNS.findall(plain):
        ways = [*map(_typed, run, syllables(run))] if is_han(run[0]) else [(run,)]
        said += ways
        firsts += [_initials(way) for way in ways] if is_han(run[0]) else ways
    short = (key for key in _joined(firsts) if len(key) > 1)
    return tuple(dict.fromkeys((*_joined(said), *short)))


def _joined(choices: list[tuple[str, ...]]) -> list[str]:
    """Return the spellings, the likeliest first: all, or where they are many, one change each."""
    first = [ways[0] for ways in choices]
    if prod(map(len, choices)) <= _MAX_KEYS:
        return list(dict.fromkeys(map("".join, product(*choices))))
    changed = ([*first[:k], way, *first[k + 1 :]] for k, ways in enumerate(choices) for way in ways)
    return list(dict.fromkeys(map("".join, (first, *changed))))[:_MAX_KEYS]


def _initials(ways: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first letters of a syllable's spellings; a code point stays whole."""
    return tuple(dict.fromkeys(way[:1] if way.isalpha() else way for way in ways))


def _typed(char: str, said: str) -> tuple[str, ...]:
    """Return how a syllable is typed, the right reading first; ü is v or u on a keyboard."""
    ways = (said, *_OTHERWISE.get(char, ()))
    typed = [
        way.replace("ü", letter) for way in ways for letter in ("v" if "ü" in way else "-", "u")
    ]
    return tuple(dict.fromkeys(way for way in typed if way.isascii()))
