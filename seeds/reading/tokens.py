"""A text as words: one letter a word, and where each word stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seeds.reading.lexicon import KNOWN, RAW

if TYPE_CHECKING:
    from seeds.reading.lexicon import Lexicon

BRACKET, NUMBERS, LINE = "B", "N", "M"
_WHOLE = re.compile(
    r"(?P<B>\([^()\n]{1,60}\))"
    r"|(?<![\d.])(?:\d{1,4}(?:-\d{1,4})?[、和]){0,20}\d{1,4}(?:-\d{1,4})?"
    r"(?:(?P<M>号线)|(?P<g>号口|号门|号井|号出入口)|(?P<N>号楼|号院|号(?!院线)|支弄|弄|#楼|#))"
)


_STRAY_MEASURE = re.compile(r"(?<![dzmgi])m|(?<![dz])T")


@dataclass(frozen=True, slots=True)
class Tokens:
    """
    The words of `text`: word `k` is `text[starts[k]:ends[k]]`, its class is `letters[k]`.

    `patterns[k]` is its number in the lexicon, -1 for a run of characters that no word covers,
    for a pair of brackets with all that stands in it, for house numbers and for numbered lines.
    """

    text: str
    letters: str
    starts: list[int]
    ends: list[int]
    patterns: list[int]

    def word(self, k: int) -> str:
        """Return word `k` as it stands in the text."""
        return self.text[self.starts[k] : self.ends[k]]

    def words(self, first: int, last: int) -> str:
        """Return the words from `first` up to but not including `last`, as they stand."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""


def _mask(found: re.Match[str]) -> str:
    """Return as many characters that are in no word."""
    return "\0" * (found.end() - found.start())


def tokens(text: str, lexicon: Lexicon, own: re.Pattern[str] | None = None) -> Tokens:
    """
    Split a folded text into words, longest first; gaps between words are words as well.

    `own` finds the names that the report itself made known; they come before all words.
    """
    masked = text
    pending: list[tuple[int, int, str]] = []
    for pattern in (_WHOLE,) if own is None else (own, _WHOLE):
        found = [(m.start(), m.end(), m.lastgroup or KNOWN) for m in pattern.finditer(masked)]
        if found:
            pending += found
            masked = pattern.sub(_mask, masked)
    if own is not None:
        pending.sort()
    hits = lexicon.automaton.find_matches_as_indexes(masked)
    pending.append((len(text) + 1, len(text) + 1, ""))
    pending.reverse()
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    patterns: list[int] = []
    classes = lexicon.letters
    at = 0
    opening, closing, group = pending.pop()
    for pattern, start, end in hits:
        while start >= closing:
            if at < opening:
                letters.append(RAW)
                starts.append(at)
                ends.append(opening)
                patterns.append(-1)
            letters.append(group)
            starts.append(opening)
            ends.append(closing)
            patterns.append(-1)
            at = closing
            opening, closing, group = pending.pop()
        if at < start:
            letters.append(RAW)
            starts.append(at)
            ends.append(start)
            patterns.append(-1)
        letters.append(classes[pattern])
        starts.append(start)
        ends.append(end)
        patterns.append(pattern)
        at = end
    while closing <= len(text):
        if at < opening:
            letters.append(RAW)
            starts.append(at)
            ends.append(opening)
            patterns.append(-1)
        letters.append(group)
        starts.append(opening)
        ends.append(closing)
        patterns.append(-1)
        at = closing
        opening, closing, group = pending.pop()
    if at < len(text):
        letters.append(RAW)
        starts.append(at)
        ends.append(len(text))
        patterns.append(-1)
    return Tokens(text, _STRAY_MEASURE.sub(RAW, "".join(letters)), starts, ends, patterns)
