"""Tables without rules: rows of short entries with white lanes running down between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.formats.blocks import Block
from seeds.formats.pdf_lines import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seeds.formats.pdf_lines import Line

_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 2
_LANE = 1.5


def split_aligned(lines: Sequence[Line]) -> Iterator[list[Line] | Block]:
    """Return the lines in order, and in the place of those that are set in columns a table."""
    run: list[list[Line]] = []
    prose: list[Line] = []
    for row in [*rows_of(lines), []]:
        if len(row) >= _FEWEST_COLUMNS:
            run.append(row)
            continue
        table = _table(run)
        if table is None:
            prose.extend(line for parts in run for line in parts)
        else:
            yield prose
            yield table
            prose = []
        run = []
        prose.extend(row)
    yield prose


def _table(rows: Sequence[Sequence[Line]]) -> Block | None:
    """Return the table that rows come to, None if no lane runs down between their entries."""
    if len(rows) < _FEWEST_ROWS:
        return None
    lane = _LANE * rows[0][0].size
    columns: list[list[float]] = []
    for line in sorted((line for row in rows for line in row), key=lambda found: found.x0):
        if columns and line.x0 < columns[-1][1] + lane:
            columns[-1][1] = max(columns[-1][1], line.x1)
        else:
            columns.append([line.x0, line.x1])
    if len(columns) < _FEWEST_COLUMNS:
        return None
    cells = [
        [" ".join(line.text for line in row if start <= line.x0 <= end) for start, end in columns]
        for row in rows
    ]
    return Block("table", rows=cells)
