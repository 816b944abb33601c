"""
Reading order: which line of print follows which.

A page is read from top to bottom. Where a gutter runs down between two stacks of full lines, the
left stack is read before the right one; whatever crosses the gutter (a title, a wide table) ends
both. Two stacks of short entries are no columns of print but a list set in columns: read across.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.formats.pdf_lines import Line
from seeds.formats.pdf_tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

Item = Line | Table

_STEP = 2.0
_FEWEST_LINES = 4
_NARROWEST = 8.0
"""A column of print is at least so many characters wide."""
_FULL = 0.6
"""Share of its column that the middle one of its lines fills."""
_SHARE = 0.5
"""At most so much of the page, to what stands in columns, crosses the gutter."""
_DEEPEST = 4
_MARGIN = 0.15
"""A gutter runs at least so far from the edges, as a share of the width."""


def reading_order(items: Sequence[Item], depth: int = 0) -> list[list[Item]]:
    """
    Return the lines and tables of a page as columns in the order they are read.

    Parameters
    ----------
    items
        Lines and tables of a page, in any order.
    depth
        How many gutters have been found around them already.
    """
    ordered = sorted(items, key=lambda item: (-item.top, item.x0))
    gutter = _gutter(ordered) if depth < _DEEPEST else None
    if gutter is None:
        return [ordered] if ordered else []
    columns: list[list[Item]] = []
    wide: list[Item] = []
    left: list[Item] = []
    right: list[Item] = []
    for item in [*ordered, None]:
        crosses = item is None or (item.x0 < gutter < item.x1)
        if crosses and (left or right):
            columns.extend(_band(left, right, depth))
            left, right = [], []
        if item is None:
            break
        if crosses:
            wide.append(item)
            continue
        if wide:
            columns.append(wide)
            wide = []
        (left if item.x1 <= gutter else right).append(item)
    return [*columns, wide] if wide else columns


def _band(left: list[Item], right: list[Item], depth: int) -> list[list[Item]]:
    """Return what stands between two things that cross the gutter."""
    if _is_column(left) and _is_column(right):
        return [*reading_order(left, depth + 1), *reading_order(right, depth + 1)]
    if _is_beside(left, right):
        return [sorted([*left, *right], key=lambda item: (-item.top, item.x0))]
    return [*reading_order(left, depth + 1), *reading_order(right, depth + 1)]


def _is_beside(left: Sequence[Item], right: Sequence[Item]) -> bool:
    """Tell whether lines left and right of the gutter share their baselines, as in a list."""
    if not left or not right:
        return True
    places = [item.bottom for item in left]
    shared = sum(any(abs(item.bottom - at) < 1 for at in places) for item in right)
    return len(left) < _FEWEST_LINES and len(right) < _FEWEST_LINES and shared > 0


def _height(items: Sequence[Item]) -> float:
    return sum(item.top - item.bottom for item in items)


def _is_column(items: Sequence[Item]) -> bool:
    """Tell whether a stack of lines and tables is a column of print."""
    lines = [item for item in items if isinstance(item, Line)]
    if _height(items) > 2 * _height(lines):
        return True  # mostly tables
    if len(lines) < _FEWEST_LINES:
        return False
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    widths = sorted(line.x1 - line.x0 for line in lines)
    size = sorted(line.size for line in lines)[len(lines) // 2]
    return width >= _NARROWEST * size and widths[len(widths) // 2] >= _FULL * width


def _gutter(items: Sequence[Item]) -> float | None:
    """Return where a gutter runs down the page, None if there is none."""
    if len(items) < _FEWEST_LINES:
        return None
    start, end = min(item.x0 for item in items), max(item.x1 for item in items)
    margin = _MARGIN * (end - start)
    steps = max(0, int((end - start - 2 * margin) / _STEP))
    places = [start + margin + _STEP * step for step in range(steps)]
    crossing = [[item for item in items if item.x0 < at < item.x1] for at in places]
    if not crossing:
        return None
    heights = [_height(crossed) for crossed in crossing]
    first = heights.index(min(heights))
    last = first
    while last + 1 < len(heights) and heights[last + 1] == heights[first]:
        last += 1
    gutter = places[(first + last) // 2]
    left = [item for item in items if item.x1 <= gutter]
    right = [item for item in items if item.x0 >= gutter]
    enough = heights[first] <= _SHARE * (_height(left) + _height(right))
    return gutter if enough and _is_column(left) and _is_column(right) else None
