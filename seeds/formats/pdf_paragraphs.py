"""From lines of print to headings, paragraphs, list items and lists set in columns."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from seeds.formats.blocks import Block, is_caption
from seeds.formats.headings import pattern_level
from seeds.formats.pdf_aligned import split_aligned
from seeds.formats.pdf_lines import Line, begins_item, goes_on, joined, same_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seeds.formats.pdf_order import Item

_LARGER = 1.13
_LONGEST_HEADING = 80
_MOST_SIZES = 4
_INDENT = 1.2
_LOOSE = 1.45
_SAME_SIZE = 0.12
_CLOSE = 2.0


class Sizes:
    """
    The sizes of print in a document: that of the text, and those of headings by rank.

    `measure` is how long a full line of the text is.

    Parameters
    ----------
    lines
        All lines of the document.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        characters: Counter[float] = Counter()
        for line in lines:
            characters[_rounded(line.size)] += len(line.text)
        self.body = max(characters, key=lambda size: (characters[size], size), default=0.0)
        larger = sorted((s for s in characters if s > _LARGER * self.body), reverse=True)
        self._ranks = {size: min(rank, _MOST_SIZES) for rank, size in enumerate(larger, start=1)}
        widths = sorted(line.x1 - line.x0 for line in lines if _rounded(line.size) == self.body)
        self.measure = widths[len(widths) * 9 // 10] if widths else 0.0
        self._deepest = min(len(larger), _MOST_SIZES)

    def goes_on(self, before: Line, line: Line) -> bool:
        """Tell whether two lines are one heading."""
        size = _rounded(before.size)
        alike = size in self._ranks and size == _rounded(line.size)
        return alike and not pattern_level(line.text) and before.y - line.y < _CLOSE * line.size

    def level(self, size: float, text: str) -> int:
        """Return the heading level of a text printed in `size`, 0 if it is none."""
        rank = self._ranks.get(_rounded(size), 0)
        if rank and len(text) <= _LONGEST_HEADING and not text.endswith(("。", "；", "，")):
            return rank
        pattern = pattern_level(text)
        return self._deepest + pattern - 1 if pattern else 0


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def blocks_of(column: Sequence[Item], sizes: Sizes) -> Iterator[Block]:
    """Return the blocks of a column: its tables, and its lines joined to paragraphs."""
    edges = _edges(column, sizes)
    lines: list[Line] = []
    for item in [*column, None]:
        if isinstance(item, Line):
            lines.append(item)
            continue
        for part in split_aligned(lines):
            if isinstance(part, Block):
                yield part
            else:
                yield from _typed(part, sizes, edges)
        yield from item.blocks if item is not None else ()
        lines = []


def _edges(column: Sequence[Item], sizes: Sizes) -> tuple[float, float]:
    """Return the left and right edge of the print in a column; a table may be wider than it."""
    lines = [item for item in column if isinstance(item, Line)]
    if not lines:
        return 0.0, 0.0
    left = min(line.x0 for line in lines)
    right = max(item.x1 for item in column)
    widest = min(left + sizes.measure, right)
    return left, max(widest, *(line.x1 for line in lines))


def _typed(lines: Sequence[Line], sizes: Sizes, edges: tuple[float, float]) -> Iterator[Block]:
    for text, size in _paragraphs(same_rows(lines), sizes, edges):
        level = sizes.level(size, text)
        if level:
            yield Block("heading", text, level=level)
        else:
            yield Block("paragraph", text)


def _paragraphs(
    lines: Sequence[Line], sizes: Sizes, edges: tuple[float, float]
) -> Iterator[tuple[str, float]]:
    """Return the paragraphs with their sizes of print."""
    if not lines:
        return
    pitch = _pitch(lines)
    text, before = lines[0].text, lines[0]
    for line in lines[1:]:
        if sizes.goes_on(before, line):
            text = joined(text, line.text)
        elif _breaks(before, line, edges, pitch) or is_caption(text):
            yield text, before.size
            text = line.text
        else:
            text = joined(text, line.text)
        before = line
    yield text, before.size


def _pitch(lines: Sequence[Line]) -> float:
    """Return the usual distance from line to line, in sizes of print."""
    steps = sorted((before.y - line.y) / max(line.size, 1.0) for before, line in pairwise(lines))
    return steps[len(steps) // 3] if steps else 1.5


def _breaks(before: Line, line: Line, edges: tuple[float, float], pitch: float) -> bool:
    """Tell whether a paragraph ends between two lines."""
    left, right = edges
    if abs(before.size - line.size) > _SAME_SIZE * before.size or begins_item(line.text):
        return True
    if (before.y - line.y) / line.size > max(_LOOSE * pitch, 1.4):
        return True
    if _is_centred(before, edges) and _is_centred(line, edges):
        return False  # a title of several lines
    if line.x0 - left > _INDENT * line.size and line.x0 - before.x0 > _INDENT * line.size:
        return True
    return not goes_on(before, line, right - before.x1)


def _is_centred(line: Line, edges: tuple[float, float]) -> bool:
    left, right = line.x0 - edges[0], edges[1] - line.x1
    return left > _INDENT * line.size and abs(left - right) < line.size
