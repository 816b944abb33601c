"""A text as words: one letter a word, and where each word stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from seeds.reading.lexicon import GENERIC, MADE, RAW, ROAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seeds.reading.lexicon import Lexicon

_MADE_WORDS = (
    r"(?P<B>\([^()\n]{1,60}\))"
    r"|(?<![\d.])(?:\d{1,4}(?:-\d{1,4})?号?[、和]){0,20}\d{1,4}(?:-\d{1,4})?"
    r"(?:(?P<M>号线)|(?P<g>号口|号门|号井|号出入口)|(?P<N>号楼|号院|号(?!院线)|支弄|弄|#楼|#))"
)
_STRAY_MEASURE = re.compile(r"(?<![dzmgi])m|(?<![dz])T")
_ROAD_IN_WORD = re.compile(r"g(?=B)")
_NUMBER = {letter: k - len(MADE) for k, letter in enumerate(MADE)}
_START = itemgetter(1)


@dataclass(frozen=True, slots=True)
class Tokens:
    """
    The words of `text`: word `k` is `text[starts[k]:ends[k]]`, its class is `letters[k]`.

    `patterns[k]` is its number in the lexicon, negative for a run of characters that no word
    covers, for a pair of brackets with all that stands in it, for house numbers, for numbered
    lines and for names that the report itself made known.
    """

    text: str
    letters: str
    starts: list[int]
    ends: Sequence[int]
    patterns: Sequence[int]

    def word(self, k: int) -> str:
        """Return word `k` as it stands in the text."""
        return self.text[self.starts[k] : self.ends[k]]

    def words(self, first: int, last: int) -> str:
        """Return the words from `first` up to but not including `last`, as they stand."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""


def made_words(own: Iterable[str] = ()) -> re.Pattern[str]:
    """
    Return what finds the words that are in no lexicon: brackets, house numbers, numbered lines.

    `own` are names that the report itself made known; they are words as well.
    """
    names = "|".join(map(re.escape, sorted(own, key=len, reverse=True)))
    return re.compile(f"(?P<K>{names})|{_MADE_WORDS}" if names else _MADE_WORDS)


_MADE = made_words()


def tokens(text: str, lexicon: Lexicon, made: re.Pattern[str] = _MADE) -> Tokens:
    """
    Split a folded text into words, longest first; gaps between words are words as well.

    What `made` finds comes before all words of the lexicon (see `made_words`).
    """
    if not text:
        return Tokens(text, "", [], (), ())
    own = [(_NUMBER[m.lastgroup], *m.span()) for m in made.finditer(text)]  # type: ignore[index]
    hits = lexicon.automaton.find_matches_as_indexes(made.sub(_mask, text) if own else text)
    if own:
        hits = sorted([*hits, *own], key=_START)
    at, gaps = 0, []
    for _, start, end in hits:
        if at != start:
            gaps.append((-1, at, start))
        at = end
    if at != len(text):
        gaps.append((-1, at, len(text)))
    if gaps:
        hits = sorted([*hits, *gaps], key=_START)
    patterns, starts, ends = zip(*hits, strict=True)
    letters = _STRAY_MEASURE.sub(RAW, "".join(map(lexicon.letters.__getitem__, patterns)))
    if "gB" in letters:
        letters = _ROAD_IN_WORD.sub(
            lambda found: ROAD if text[ends[found.start()] - 1] == "路" else GENERIC, letters
        )
    return Tokens(text, letters, list(starts), ends, patterns)


def _mask(found: re.Match[str]) -> str:
    """Return as many characters that are in no word."""
    return "\0" * (found.end() - found.start())
