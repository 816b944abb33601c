"""
Tables of a PDF, found by their ruled lines.

Rules that cross each other form a grid. Two neighbouring fields without a rule between them are one
merged cell. A side that is open (many bureaus draw no outer border) ends where the rules end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seeds.formats.blocks import Block, Cell, table_blocks
from seeds.formats.pdf_lines import cell_parts, lines_of
from seeds.formats.pdf_page import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seeds.formats.pdf_page import Glyph, Page

_SNAP, _REACH = 2.5, 3.5
_MOST_RULES, _MOST_FIELDS = 4000, 40_000
_COVER = 0.5
_OPEN_SIDE = 12.0
_FEWEST_COLUMNS = 2


@dataclass(slots=True)
class Table:
    """A table on a page: its borders and the blocks it comes to."""

    x0: float
    x1: float
    bottom: float
    top: float
    blocks: list[Block]


@dataclass(slots=True)
class _Grid:
    """Rules that belong together; `xs` ascend, `ys` ascend too (the first is the lowest)."""

    level: list[Rule]
    upright: list[Rule]
    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)

    def fields(self) -> int:
        return (len(self.xs) - 1) * (len(self.ys) - 1)

    def holds(self, glyph: Glyph) -> bool:
        x, y = _middle(glyph)
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.x0 + glyph.x1) / 2, glyph.y + 0.35 * glyph.size


def take_tables(page: Page) -> tuple[list[Table], list[Glyph]]:
    """Return the tables of a page, and the characters that stand in none."""
    rest = page.glyphs
    tables = []
    for grid in _grids(page):
        inside = [glyph for glyph in rest if grid.holds(glyph)]
        if not inside:
            continue
        blocks = _blocks(grid, inside)
        if not any(block.kind == "table" for block in blocks):
            continue  # a frame, a chart, an underlined title
        taken = {id(glyph) for glyph in inside}
        rest = [glyph for glyph in rest if id(glyph) not in taken]
        tables.append(Table(grid.xs[0], grid.xs[-1], grid.ys[0], grid.ys[-1], blocks))
    return tables, rest


# --- grids -----------------------------------------------------------------------------------


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Return rules with those that touch on one line made one."""
    merged: list[Rule] = []
    group: list[Rule] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if group and rule.at - group[0].at > _SNAP:
            merged.extend(_chained(group))
            group = []
        group.append(rule)
    return [*merged, *_chained(group)]


def _chained(group: Sequence[Rule]) -> Iterable[Rule]:
    last: Rule | None = None
    for rule in sorted(group, key=lambda r: r.start):
        if last is not None and rule.start <= last.end + _REACH:
            last.end = max(last.end, rule.end)
        else:
            if last is not None:
                yield last
            last = Rule(rule.at, rule.start, rule.end)
    if last is not None:
        yield last


def _grids(page: Page) -> list[_Grid]:
    """Return the grids of a page, the smallest first."""
    level, upright = _merged(page.level), _merged(page.upright)
    if not level or not upright or len(level) + len(upright) > _MOST_RULES:
        return []
    grids = [_bounded(grid) for grid in _connected(level, upright)]
    return sorted(
        (g for g in grids if len(g.xs) > _FEWEST_COLUMNS and 0 < g.fields() <= _MOST_FIELDS),
        key=lambda g: (g.xs[-1] - g.xs[0]) * (g.ys[-1] - g.ys[0]),
    )


def _connected(level: list[Rule], upright: list[Rule]) -> Iterable[_Grid]:
    """Return groups of rules that cross or touch one another."""
    parent = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    places = [rule.at for rule in level]
    for number, rule in enumerate(upright, start=len(level)):
        low, high = (
            bisect_left(places, rule.start - _REACH),
            bisect_right(places, rule.end + _REACH),
        )
        for at in range(low, high):
            if level[at].start - _REACH <= rule.at <= level[at].end + _REACH:
                parent[root(at)] = root(number)
    groups: dict[int, _Grid] = {}
    for at, rule in enumerate([*level, *upright]):
        grid = groups.setdefault(root(at), _Grid([], []))
        (grid.level if at < len(level) else grid.upright).append(rule)
    return (grid for grid in groups.values() if grid.level and grid.upright)


def _bounded(grid: _Grid) -> _Grid:
    grid.xs = _places(grid.upright, grid.level)
    grid.ys = _places(grid.level, grid.upright)
    return grid


def _places(rules: Sequence[Rule], across: Sequence[Rule]) -> list[float]:
    """Return where rules lie, and where those across them end if a side is open."""
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > _SNAP:
            places.append(at)
    starts = sorted(rule.start for rule in across)
    ends = sorted(rule.end for rule in across)
    if places[0] - starts[len(starts) // 4] > _OPEN_SIDE:
        places.insert(0, starts[len(starts) // 4])
    if ends[-1 - len(ends) // 4] - places[-1] > _OPEN_SIDE:
        places.append(ends[-1 - len(ends) // 4])
    return places


# --- cells -----------------------------------------------------------------------------------


def _covers(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    """Tell whether rules lie between two neighbouring fields for most of their side."""
    length = 0.0
    for rule in rules:
        if abs(rule.at - at) <= _SNAP:
            length += max(0.0, min(rule.end, end) - max(rule.start, start))
    return length >= _COVER * (end - start)


def _homes(grid: _Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each field (row from the top, column) the first field of its merged cell."""
    columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
    parent = {(row, column): (row, column) for row in range(rows) for column in range(columns)}

    def root(at: tuple[int, int]) -> tuple[int, int]:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    by_x = _by_place(grid.upright, grid.xs)
    by_y = _by_place(grid.level, grid.ys)
    for row, column in parent:
        low, high = grid.ys[rows - row - 1], grid.ys[rows - row]
        left, right = grid.xs[column], grid.xs[column + 1]
        if column + 1 < columns and not _covers(by_x[column + 1], right, low, high):
            _unite(parent, root((row, column)), root((row, column + 1)))
        if row + 1 < rows and not _covers(by_y[rows - row - 1], low, left, right):
            _unite(parent, root((row, column)), root((row + 1, column)))
    return {at: root(at) for at in parent}


def _unite(
    parent: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], two: tuple[int, int]
) -> None:
    first, second = sorted((one, two))
    parent[second] = first


def _by_place(rules: Sequence[Rule], places: Sequence[float]) -> list[list[Rule]]:
    """Return the rules that lie at each place."""
    ordered = sorted(rules, key=lambda rule: rule.at)
    ats = [rule.at for rule in ordered]
    return [
        ordered[bisect_left(ats, place - _SNAP) : bisect_right(ats, place + _SNAP)]
        for place in places
    ]


def _blocks(grid: _Grid, glyphs: Sequence[Glyph]) -> list[Block]:
    """Return the blocks of a grid with the characters in it."""
    homes = _homes(grid)
    columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
    inside: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        x, y = _middle(glyph)
        column = min(columns - 1, max(0, bisect_right(grid.xs, x) - 1))
        row = rows - 1 - min(rows - 1, max(0, bisect_right(grid.ys, y) - 1))
        inside.setdefault(homes[row, column], []).append(glyph)
    reach: dict[tuple[int, int], int] = {}
    for (_, column), home in homes.items():
        reach[home] = max(reach.get(home, 0), column + 1)
    cells = [[Cell() for _ in range(columns)] for _ in range(rows)]
    for (row, column), content in inside.items():
        right = reach[row, column]
        parts = cell_parts(lines_of(content), grid.xs[column], grid.xs[right])
        cells[row][column].blocks = [Block("paragraph", part) for part in parts]
        if all(homes[row, at] == (row, column) for at in range(columns)):
            cells[row] = [Cell(cells[row][0].blocks, columns)]
    return table_blocks(cells)
