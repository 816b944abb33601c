"""
Where the mentions stand in the units of a report: document offsets turned into stretches of text.

Stretches do not overlap. Where mentions nest or cross, a stretch belongs to several of them, and
each mention is in every stretch that it covers; so nothing is lost and no mark lies in another.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from seeds.reading.units import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from seeds.reading.found import Found
    from seeds.reading.units import Unit

LONGEST = 1000
"""A mention that claims more characters than this is marked in its first thousand."""

_ALSO = re.compile(r"[;；\s]*also@(\d{1,12}(?:[,，]\s*\d{1,12})*)")
_BREAKS = frozenset({"heading", "title", "header"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """
    A part of a unit that mentions cover.

    `mains` are the ordinals of the mentions that stand here, `alsos` of those that stand here
    again; `begins` are those of `mains` that begin here.
    """

    start: int
    end: int
    mains: tuple[int, ...]
    alsos: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text `start` to `end` of the unit with the ordinal `unit`."""

    unit: int
    start: int
    end: int


def also_offsets(note: str) -> tuple[int, ...]:
    """
    Return where else the place of a note stands.

    >>> also_offsets("新建; also@7,12")
    (7, 12)
    """
    numbers = (re.findall(r"\d+", found[1]) for found in _ALSO.finditer(note))
    return tuple(int(number) for group in numbers for number in group)


def bare_note(note: str) -> str:
    """
    Return a note without the further places.

    >>> bare_note("新建; also@7,12")
    '新建'
    """
    return _ALSO.sub("", note).strip("；; ") if "also@" in note else note


def stretches(units: Sequence[Unit], found: Sequence[Found]) -> Mapping[int, tuple[Stretch, ...]]:
    """
    Return the marked stretches of each unit, by the ordinal of the unit, in order.

    A mention whose characters stand in no unit has no stretch.
    """
    runs = _Runs(units)
    spans: dict[int, dict[tuple[int, int], tuple[set[int], set[int]]]] = defaultdict(dict)
    for ordinal, item in enumerate(found):
        for piece in runs.pieces(item):
            ends = (piece.start, piece.end)
            spans[piece.unit].setdefault(ends, (set(), set()))[0].add(ordinal)
        for piece in runs.further(item):
            ends = (piece.start, piece.end)
            spans[piece.unit].setdefault(ends, (set(), set()))[1].add(ordinal)
    shown: set[int] = set()
    return {unit: tuple(_split(spans[unit], shown)) for unit in sorted(spans)}


def _split(
    spans: Mapping[tuple[int, int], tuple[set[int], set[int]]], shown: set[int]
) -> Iterator[Stretch]:
    """Cut overlapping spans at each other's ends; add to `shown` what has begun."""
    opening: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for ends in spans:
        opening[ends[0]].append(ends)
    cuts = sorted({cut for ends in spans for cut in ends})
    active: list[tuple[int, int]] = []
    for start, end in pairwise(cuts):
        active = [ends for ends in (*active, *opening[start]) if ends[1] > start]
        if not active:
            continue
        mains = sorted(set().union(*(spans[ends][0] for ends in active)))
        alsos = sorted(set().union(*(spans[ends][1] for ends in active)) - set(mains))
        begins = tuple(ordinal for ordinal in mains if ordinal not in shown)
        shown.update(begins)
        yield Stretch(start, end, tuple(mains), tuple(alsos), begins)


class _Runs:
    """The runs of all units by their place in the document."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._runs = sorted(
            (start, start + length, order, cut)
            for order, unit in enumerate(units)
            for start, length, cut in runs_of(unit)
        )
        self._starts = [run[0] for run in self._runs]

    def pieces(self, item: Found) -> list[_Piece]:
        """Return where a mention stands; the first piece goes on over a page break."""
        if item.end <= item.start:
            return []
        pieces = self._between(item.start, min(item.end, item.start + LONGEST))
        if len(pieces) == 1:
            return [self._carried_on(pieces[0], item)]
        return pieces

    def further(self, item: Found) -> Iterator[_Piece]:
        """Yield where the place of a mention stands again."""
        length = min(max(item.end - item.start, 1), LONGEST)
        written = fold("".join(item.written.split()))
        for start in also_offsets(item.note):
            for piece in self._between(start, start + length)[:1]:
                text = self._units[piece.unit].text
                same = bool(written) and text.startswith(written, piece.start)
                yield replace(piece, end=piece.start + len(written)) if same else piece

    def _between(self, start: int, end: int) -> list[_Piece]:
        """Return what stands from `start` to `end` in the document; repeated headers do not."""
        at = max(bisect_right(self._starts, start) - 1, 0)
        found: list[_Piece] = []
        while at < len(self._runs) and self._runs[at][0] < end:
            left, right, unit, cut = self._runs[at]
            at += 1
            if right <= start:
                continue
            i, j = cut + max(start - left, 0), cut + min(end, right) - left
            if found and (found[-1].unit, found[-1].end) == (unit, i):
                found[-1] = _Piece(unit, found[-1].start, j)
            elif not found or self._units[unit].kind not in _BREAKS:
                found.append(_Piece(unit, i, j))
        return found

    def _carried_on(self, piece: _Piece, item: Found) -> _Piece:
        """Let a torn name end where the whole name ends, if that is what the unit says."""
        unit = self._units[piece.unit]
        at = bisect_left(unit.cuts, piece.end)
        torn = at < len(unit.cuts) and unit.cuts[at] == piece.end
        if not torn or len(item.name) <= piece.end - piece.start:
            return piece
        name = fold(item.name)
        if unit.text.startswith(name, piece.start):
            return _Piece(piece.unit, piece.start, piece.start + len(name))
        return piece


def runs_of(unit: Unit) -> Iterator[tuple[int, int, int]]:
    """Yield document offset, length and position in the text of each run of a unit."""
    ends = (*unit.cuts[1:], len(unit.text))
    for start, cut, end in zip(unit.starts, unit.cuts, ends, strict=True):
        if end > cut:
            yield start, end - cut, cut
