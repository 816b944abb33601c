"""A text as words: one letter a word, and where each word stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

from seeds.reading.company import by_company
from seeds.reading.lexicon import FUNCTION, KNOWN, MADE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seeds.reading.lexicon import Lexicon

# It begins with one set of signs, so that most of a text is passed over fast.
_MADE_WORDS = re.compile(
    r"[(\d](?:(?<=\()(?P<B>[^()\n]{1,60}\))|(?<=\d)(?<!\d\d)(?<!\.\d)"
    r"\d{0,3}(?:-\d{1,4})?(?:号?[、和]\d{1,4}(?:-\d{1,4})?){0,20}"
    r"(?:(?P<M>号线)|(?P<g>号口|号门|号井|号出入口)|(?P<N>号楼(?!宇)|号院(?!线)|号(?!院线)|支弄|弄|#楼|#)))"
)
_NUMBER = {letter: k - len(MADE) for k, letter in enumerate(MADE)}
_FUNCTION = _NUMBER[FUNCTION]
_LEADS = frozenset("设受过而抓跑如边")
"""Verbs of one character that no list can hold: they also stand in names."""

_BOUNDARIES = frozenset("vfpTEckgqw")
_SHORT = 2
_NO_WORD = "\0"
_START = itemgetter(1)
Word: TypeAlias = tuple[int, int, int]
"""The number of a word in the lexicon, or a negative one; its first and its last offset."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """
    The words of `text`: word `k` is `text[starts[k]:ends[k]]`, its class is `letters[k]`.

    `patterns[k]` is its number in the lexicon, negative for a run of characters that no word
    covers, for a verb of one character before one, for a pair of brackets with all that stands in
    it, for house numbers, for numbered lines and for names that the report itself made known.
    """

    text: str
    letters: str
    starts: Sequence[int]
    ends: Sequence[int]
    patterns: Sequence[int]

    def word(self, k: int) -> str:
        """Return word `k` as it stands in the text."""
        return self.text[self.starts[k] : self.ends[k]]

    def words(self, first: int, last: int) -> str:
        """Return the words from `first` up to but not including `last`, as they stand."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""


def own_words(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds names that the report itself made known, None without any."""
    words = sorted(names, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words))) if words else None


def tokens(text: str, lexicon: Lexicon, own: re.Pattern[str] | None = None) -> Tokens:
    """
    Split a folded text into words, longest first; gaps between words are words as well.

    What `own` finds (see `own_words`), brackets, house numbers and numbered lines come before
    the words of the lexicon.
    """
    if not text:
        return Tokens(text, "", (), (), ())
    made = [(_NUMBER[m.lastgroup], *m.span()) for m in _MADE_WORDS.finditer(text)]  # type: ignore[index]
    if own is not None:
        made = _with_own(text, own, made)
    hits = lexicon.automaton.find_matches_as_indexes(_masked(text, made) if made else text)
    hits = sorted([*hits, *made], key=_START)
    hits = sorted([*hits, *_gaps(text, hits, lexicon.letters)], key=_START)
    patterns, starts, ends = zip(*hits, strict=True)
    letters = "".join(map(lexicon.letters.__getitem__, patterns))
    letters = by_company(text, letters, starts, ends)
    return Tokens(text, letters, starts, ends, patterns)


def _gaps(text: str, hits: list[Word], letters: str) -> list[Word]:
    """Return the words between words, each cut behind a verb of one character at its begin."""
    gaps: list[Word] = []
    at, before = 0, _FUNCTION
    for pattern, start, end in hits:
        if at != start:
            if text[at] in _LEADS and start - at > _SHORT and letters[before] in _BOUNDARIES:
                gaps.append((_FUNCTION, at, at + 1))
                at += 1
            gaps.append((-1, at, start))
        at, before = end, pattern
    if at != len(text):
        gaps.append((-1, at, len(text)))
    return gaps


def _with_own(text: str, own: re.Pattern[str], made: list[Word]) -> list[Word]:
    """Add the names of the report's own that stand in no other made word."""
    names = [(_NUMBER[KNOWN], *m.span()) for m in own.finditer(text)]
    if not names or not made:
        return names or made
    ends = [end for _, _, end in made]
    free = [
        name
        for name in names
        if (k := bisect_right(ends, name[1])) == len(made) or made[k][1] >= name[2]
    ]
    return sorted([*made, *free], key=_START)


def _masked(text: str, made: list[Word]) -> str:
    """Return a text in which made words are signs of no word."""
    pieces: list[str] = []
    at = 0
    for _, start, end in made:
        pieces += (text[at:start], _NO_WORD * (end - start))
        at = end
    return "".join([*pieces, text[at:]])
