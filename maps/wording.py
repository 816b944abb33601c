"""
English for the sentences that the program itself writes: notes, reasons, what was tried, sources.

A text is taken apart at its semicolons, and every part has to fit a row of
`maps/words/sentences.csv`. What a person wrote freely fits none: then there is no English, and the
page shows the Chinese as it is. Names inside are written as `maps.latin.english` writes them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from maps.latin import english
from maps.readings import HAN, has_han, is_han
from maps.text import plain_text
from maps.wordlist import Sentence, sentences
from seeds.vocabulary import METHODS

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 4000
_DEEPEST = 3
_HOLE = re.compile(r"\{([a-zM])\}")
_PATTERNS = {
    "a": "(?P<a>.+?)", "b": "(?P<b>.+?)", "x": "(?P<x>.+)", "r": r"(?P<r>.+?)",
    "n": r"(?P<n>\d[\d.]*)", "m": r"(?P<m>\d[\d.]*)", "d": r"(?P<d>\d{4}-\d\d-\d\d)",
    "s": "(?P<s>[东南西北]{1,2})", "t": "(?P<t>[东南西北]{1,2})",
}  # fmt: skip
"""What may stand in a hole: names (a, b), a sentence (x), as it is (r), numbers, a day, sides."""

_SIDES = {"东": "east", "南": "south", "西": "west", "北": "north"}
_MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_RUNNER_UP = re.compile(r"(?P<method>[a-z_]+)(?: (?P<what>.+))?（(?P<gap>\d+) m）")
_WORDS = re.compile(r"(?<![A-Za-z.])[a-z]{2,}(?![A-Za-z]|\.\w)")
_ENGLISH = 7
_GRAMMAR = re.compile("[，。、的了在是把被]")
_LISTED = re.compile("、(?![^（(]*[）)])")
_TABLE = re.compile(r"表(\d+)")
_CHINESE = re.compile(f"(?:[0-9]+-)?[0-9]*[{HAN}][{HAN}0-9（）·—-]*")


def in_english(text: str, lent: Mapping[str, str] | None = None) -> str | None:
    """
    Return a sentence of the program in English, None where it holds what a person wrote freely.

    Parameters
    ----------
    text
        `note`, `reason`, `tried`, `source` or `runner_up` of a feature or an unlocated row.
    lent
        Names with the English that is theirs, as for `maps.latin.english`.

    >>> in_english("推断；四至围合面积约230000平方米")
    'Inferred; block between its four bounds, about 230,000 m²'
    >>> in_english("地名：地名库里没有“宋庆龄小学”")
    'Name: no “Soong Ching Ling Primary School” in the gazetteer'
    >>> in_english("问过居委，说在路东边") is None
    True
    """
    if found := _RUNNER_UP.fullmatch(text):
        return _runner_up(found, lent)
    if not has_han(text):
        return plain_text(text)
    said = _sentence(text, lent, _DEEPEST) if len(text) <= _LONGEST else None
    if said is None:
        return None
    return plain_text(said[:1].upper() + said[1:] if is_han(text[0]) else said)


def _sentence(text: str, lent: Mapping[str, str] | None, deep: int) -> str | None:
    """Return the parts of a text in English, joined again; None where one of them has none."""
    parts = []
    for part in text.split("；"):
        said = _part(part.strip(), lent, deep)
        if said is None:
            return None
        parts.append(said)
    return "; ".join(parts)


def _part(part: str, lent: Mapping[str, str] | None, deep: int) -> str | None:
    """Return one sentence in English: by the table, or a note that is English but for its names."""
    if not has_han(part):
        return part
    for row in _table() if deep else ():
        if all(words in part for words in row.words) and (found := row.pattern.fullmatch(part)):
            said = _filled(found, row, lent, deep)
            if said is not None:
                return said
    return _names_in(part, lent)


def _names_in(part: str, lent: Mapping[str, str] | None) -> str | None:
    """Return a note that is English but for the names in it; None if it is Chinese."""
    letters = sum(len(word) for word in _WORDS.findall(part))
    if letters < _ENGLISH or _GRAMMAR.search(part) or 2 * letters < sum(map(is_han, part)):
        return None
    with_tables = _TABLE.sub(r"table \1", part)
    return _CHINESE.sub(lambda name: english(name[0], lent), with_tables)


def _filled(
    found: re.Match[str], row: _Row, lent: Mapping[str, str] | None, deep: int
) -> str | None:
    """Return a template with what was found in its holes; None where a sentence in it has none."""
    held: dict[str, str] = {}
    for hole, text in found.groupdict().items():
        said = _held(hole, text, lent, deep)
        if said is None:
            return None
        held[hole] = said
    held["M"] = _month(held.get("m", ""))
    template = row.same if row.same and held["a"] == held["b"] else row.english
    return _HOLE.sub(lambda hole: held[hole[1]], template)


def _held(hole: str, text: str, lent: Mapping[str, str] | None, deep: int) -> str | None:
    """Return the English of what stands in one hole."""
    if hole == "x":
        return _sentence(text, lent, deep - 1)
    if hole in ("a", "b"):
        *others, last = (english(name, lent) for name in _LISTED.split(text))
        return f"{', '.join(others)} and {last}" if others else last
    if hole in ("s", "t"):
        return "-".join(_SIDES[char] for char in sorted(text, key="南北东西".index))
    if hole in ("n", "m") and len(text) > 4 and text.isdigit():  # noqa: PLR2004 - years stay whole
        return f"{int(text):,}"
    return None if has_han(text) else unicodedata.normalize("NFKC", text)


def _month(number: str) -> str:
    """Return the name of a month, the number itself if there is none."""
    known = number.isdigit() and 0 < int(number) < len(_MONTHS)
    return _MONTHS[int(number)] if known else number


def _runner_up(found: re.Match[str], lent: Mapping[str, str] | None) -> str:
    """Return the next best answer: how it was found, what it is, how far away it lies."""
    method = METHODS[found["method"]].en if found["method"] in METHODS else found["method"]
    what = english(found["what"] or "", lent)
    said = f"{method}: {what}" if what else method
    return f"{said[:1].upper()}{said[1:]} ({int(found['gap']):,} m)"


class _Row(NamedTuple):
    """A row of the table, ready to be tried: what must stand in a text, and where."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]
    english: str
    same: str


@cache
def _table() -> tuple[_Row, ...]:
    """Return the rows of the table, in their order."""
    return tuple(map(_row, sentences()))


def _row(sentence: Sentence) -> _Row:
    """Return one row: its words as they are, and what may stand in its holes."""
    pieces = _HOLE.split(sentence.chinese)  # words, hole, words, hole, …
    pattern = "".join(_PATTERNS[p] if k % 2 else re.escape(p) for k, p in enumerate(pieces))
    words = tuple(filter(None, pieces[::2]))
    return _Row(words, re.compile(pattern), sentence.english, sentence.same)
