"""
The proper rest of a name: its roads, its endings of one character, and what only pinyin can write.

Road names are read whole (医学院路 is Yixueyuan Road, as on its signs), with side and number as
words of their own: 中山南一路 is Zhongshan South No. 1 Road.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from maps.readings import syllables, word_of
from maps.tokens import LATIN, LENT, NUMBER, OF, RAW, SIGN, Token, value_of
from maps.wordlist import (
    COUNT,
    END,
    KIND,
    NAME,
    RING,
    ROAD,
    WATER,
    WORD,
    readings_table,
    words,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

JOIN, ACROSS, ROUND = "join", "across", "round"

_SIDES = {"东": "East", "南": "South", "西": "West", "北": "North", "中": "Middle"}
_CONJUNCTIONS = {"和": "and", "与": "and", "及": "and", "暨": "and", "至": "to"}
_IN_FRONT = {"区": "District", "市": "Municipal", "原": "Former"}
_NUMERALS = "一二三四五六七八九十"
_ALWAYS = ("路", "支路", "大道", "公路", "高架道路", "高架路", "高架", "高速公路", "高速", "快速路")
_MIN_STEM = 2
_WHOLE = 4
_BANK = re.compile(r"(?P<what>.{2,}[河江港浜湖路街])(?P<side>[东南西北])[侧面岸边]?")
_AFTER_ROAD = re.compile(r"(?P<side>[东南西北])[侧面边]?")
_HOMESTEAD = ".家[宅弄浜角堰湾桥渡塘汇嘴堂楼]"
_INNER = re.compile("..[区县镇](?=..)(?![东南西北中]?[路街])")
_FAMILY = re.compile(f".?{_HOMESTEAD}")
_SETTLED = frozenset({KIND, ROAD, END, WATER, LENT, NAME, NUMBER, COUNT, RING, WORD})


def resolved(group: Sequence[Token]) -> list[Token]:
    """Return the tokens of one group with every `RAW` one told apart and written in English."""
    done: list[Token] = []
    for k, token in enumerate(group):
        if token.sort == RAW:
            following = group[k + 1] if k + 1 < len(group) else None
            _resolve(token.text, done, following)
        else:
            done.append(token)
    return done


def _resolve(run: str, done: list[Token], following: Token | None) -> None:
    """Add what a run of characters holds to `done`, which may change its last token."""
    while run:
        settled = bool(done) and done[-1].sort in _SETTLED
        if settled and run[0] in _CONJUNCTIONS and (run[1:] or following):
            done.append(Token(JOIN, run[0], _CONJUNCTIONS[run[0]]))
            run = run[1:]
        elif settled and run[0] == "跨" and run[1:]:
            done.append(Token(ACROSS, run, _place(run[1:])))
            run = ""
        elif inner := _INNER.match(run):
            done.append(_ended(inner[0], last=False, behind=False))
            run = run[inner.end() :]
        elif (road := _road(run)) and (road.start("kind") or done):
            _add_road(road, done)
            run = run[road.end() :]
        else:
            done.append(_rest(run, done, following))
            run = ""


def _road(run: str) -> re.Match[str] | None:
    """Find the first road of a run, from its start."""
    return _road_pattern().match(run)


@cache
def _road_pattern() -> re.Pattern[str]:
    at_end = "|".join(sorted(set(words(ROAD)) - {*_ALWAYS, "道"}, key=len, reverse=True))
    always = "|".join(sorted(_ALWAYS, key=len, reverse=True))
    return re.compile(rf"(?P<stem>.*?)(?P<kind>{always}|(?:{at_end})$|(?<=.{{3}})道$)")


def _add_road(road: re.Match[str], done: list[Token]) -> None:
    """Add a road; the word before it is its proper part where it has none of its own."""
    stem, kind = road["stem"], words(ROAD)[road["kind"]].english
    name, number = stem, ""
    if name[-1:] in tuple(_NUMERALS) and (len(name) > _MIN_STEM or (len(name) == 1 and done)):
        name, number = name[:-1], f"No. {value_of(name[-1])} "
    side = ""
    if name[-1:] in _SIDES and (len(name) > _MIN_STEM or (len(name) == 1 and done)):
        name, side = name[:-1], f"{_SIDES[name[-1]]} "
    text = road[0]
    if name:
        proper = _old(name) + " "
    elif _is_named(done[-1]):
        before = done.pop()
        text = before.text + text
        planned = before.sort == RING or (before.sort == WORD and number and not side)
        proper = (before.english if planned else word_of(syllables(before.text))) + " "
    else:
        proper = ""
    done.append(Token(ROAD, text, f"{proper}{side}{number}{kind}"))


def _is_named(token: Token) -> bool:
    """Tell whether a token is a word, which a road or river may be called after."""
    is_word = token.sort in (WORD, KIND, NAME, RING) and len(token.text) >= _MIN_STEM
    return is_word and not re.search(r"[0-9A-Za-z]", token.text)


def _old(name: str) -> str:
    """Return the proper part of a road; 老沪闵 is Old Humin."""
    if name[0] == "老" and len(name) > _MIN_STEM:
        return f"Old {word_of(syllables(name[1:]))}"
    return word_of(syllables(name))


def _rest(run: str, done: list[Token], following: Token | None) -> Token:
    """Return what is left when there is no road in a run any more."""
    if following is None and run in words(WATER) and done and _is_named(done[-1]):
        run = done.pop().text + run  # 机场河 is Jichang River, as its signs say
        return Token(WATER, run, f"{word_of(syllables(run[:-1]))} {_water(run)}")
    token = _at_end(run, done) if following is None else _before(run, done, following)
    behind = bool(done) and done[-1].sort not in (JOIN, SIGN, LATIN)
    return token or _ended(run, last=following is None, behind=behind)


def _water(run: str) -> str:
    """Return the word for the water that a name ends with."""
    return words(WATER)[run[-1]].english.lstrip("+ ")


def _at_end(run: str, done: list[Token]) -> Token | None:
    """Return the side of a road or river that a name ends with (关港河北), or None."""
    if done and done[-1].sort == ROAD and (side := _AFTER_ROAD.fullmatch(run)):
        return Token(OF, run, f"{_SIDES[side['side']]} of {{}}")
    if bank := _BANK.fullmatch(run):
        return Token(KIND, run, f"{_SIDES[bank['side']]} of {_place(bank['what'])}")
    return None


def _before(run: str, done: list[Token], following: Token) -> Token | None:
    """Return a run that says something of the word behind it, None if it is a name."""
    if not done and run == "环" and following.sort in (NAME, LENT):
        return Token(ROUND, run, "Area")
    if not done and run in _IN_FRONT:
        return Token(WORD, run, _IN_FRONT[run])
    if run in _SIDES and following.sort in (KIND, WORD):
        return Token(WORD, run, _SIDES[run])
    if following.sort == KIND and run[-1] in "东南西北" and len(run) > _MIN_STEM:
        return Token(RAW, run, f"{spelt(run[:-1])} {_SIDES[run[-1]]}")
    return None


def _ended(run: str, *, last: bool, behind: bool) -> Token:
    """Return a run with its ending of one character in English, if it has one."""
    stem = run[:-1]
    enough = len(stem) >= _MIN_STEM or (not stem and behind)
    if enough and run[-1] == "市":
        return Token(NAME, run, spelt(stem))
    endings = words(END, WATER) if last else words(END)
    if enough and run[-1] in endings:
        english = endings[run[-1]].english
        if english.startswith("+"):
            return Token(WATER, run, f"{word_of(syllables(run))}{english[1:]}")
        if run[-1] in words(WATER) and stem:
            return Token(WATER, run, f"{word_of(syllables(stem))} {_water(run)}")
        return Token(END, run, f"{spelt(stem)} {english}" if stem else english)
    return Token(RAW, run, spelt(run))


def _place(run: str) -> str:
    """Return a place that another one is told by: a road, a river, or pinyin."""
    done: list[Token] = []
    _resolve(run, done, None)
    return " ".join(token.english for token in done)


@lru_cache(maxsize=8192)
def spelt(run: str) -> str:
    """
    Return pinyin: one word, or where a run is long the words that the dictionary sees in it.

    >>> spelt("裕德"), spelt("徐家汇书画")
    ('Yude', 'Xujiahui Shuhua')
    """
    said = syllables(run)
    if len(run) < _WHOLE or _FAMILY.fullmatch(run):
        return word_of(said)
    pieces, at = [], 0
    for piece in _split(run):
        pieces.append(word_of(said[at : at + len(piece)]))
        at += len(piece)
    return " ".join(pieces)


def _split(run: str) -> list[str]:
    """Cut a long run into words of pypinyin's dictionary and, between them, pairs."""
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415 - a quarter of a second

    pieces: list[str] = []
    unknown = at = 0
    while at <= len(run):
        size = next((n for n in (4, 3, 2) if _is_word(run[at : at + n], n, PHRASES_DICT)), 0)
        if size or at == len(run):
            pieces += _pairs(run[unknown:at])
            pieces += [run[at : at + size]] if size else []
            at += size or 1
            unknown = at
        else:
            at += 1
    return pieces


def _is_word(piece: str, size: int, phrases: Mapping[str, object]) -> bool:
    """Tell whether a piece of that size is a word: of the table of readings or of pypinyin."""
    if len(piece) != size:
        return False
    known = piece in readings_table()[0] or piece in phrases
    return known or re.fullmatch(_HOMESTEAD, piece) is not None


def _pairs(run: str) -> list[str]:
    """Cut what no dictionary knows into pairs, unless it is short; the last may be longer."""
    if len(run) <= _WHOLE:
        return [run] if run else []
    starts = range(0, len(run) - _MIN_STEM, _MIN_STEM)
    return [*(run[k : k + _MIN_STEM] for k in starts[:-1]), run[starts[-1] :]]
