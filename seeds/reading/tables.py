"""Which lines are rows, and of which table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeds.reading.fold import BULLET
from seeds.reading.outline import numbered
from seeds.reading.pieces import HARD_BULLETS, SOFT_BULLETS
from seeds.reading.rows import Cell, Table, is_header

if TYPE_CHECKING:
    from seeds.reading.lines import Line
    from seeds.reading.outline import Title
    from seeds.reading.unit import Unit

BULLETS = frozenset(HARD_BULLETS + SOFT_BULLETS + BULLET)

_TAB_CELL = re.compile(r"[^\t]+")
_PIPE_CELL = re.compile(r"[^|]+")
_PIPE_RULE = frozenset("|:- \t")
_NUMBER = re.compile(r"[0-9]{1,4}")
_FEWEST = 2


class Tables:
    """The table that is open, the one before it, and the title that waits for its table."""

    def __init__(self) -> None:
        self.title: Title | None = None
        self._open: Table | None = None
        self._closed: Table | None = None
        self._unnumbered = 0
        self._piped = False

    def announce(self, title: Title, out: list[Unit]) -> bool:
        """Take a title; tell whether it only repeats that of the table that goes on."""
        table = self._open or self._closed
        again = title.more and not title.name
        if table is not None and (again or (title.name and title.name == table.name)):
            self._open = table
            return True
        if not again:
            self.close(out)
            self.title = title if title.name else None
        return False

    def feed(
        self, cells: list[Cell], above: tuple[str, ...], out: list[Unit], *, blank: bool, head: bool
    ) -> None:
        """Take a row; a table is begun if none is open, below the headings `above`."""
        if self._open is None:
            if self.title is not None:
                self._open = Table(self.title.name, above)
            else:
                self._unnumbered += 1
                self._open = Table(f"表#{self._unnumbered}", above, self._closed)
            self.title = None
        self._open.feed(cells, out, blank=blank, head=head)

    def close(self, out: list[Unit]) -> None:
        """End the open table."""
        if self._open is not None:
            self._open.close(out)
            self._closed = self._open
            self._open = None
            self._piped = False

    def is_open(self) -> bool:
        """Tell whether the next row would belong to a table that has begun."""
        return self._open is not None

    def lists_with(self, bullet: str) -> bool:
        """Tell whether the open table ends with a list that has this very bullet."""
        return self._open is not None and self._open.lists_with(bullet)

    def take_line(self, line: Line, stripped: str, out: list[Unit], *, blank: bool) -> bool:
        """Take a line that lost its tab or goes on in a cell; tell whether it is one."""
        if self._open is None or not self._open.takes(stripped, blank=blank):
            return False
        self._open.take_line(line.start, line.text, out, blank=blank)
        return True

    def in_tabs(self, line: Line, following: Line | None) -> list[Cell] | None:
        """Give the cells of a line with tabs, if it is a row."""
        cells = _cells(line, "\t", _TAB_CELL, 0)
        if self._open is None:
            return cells if self._opens(cells, following) else None
        return None if line.blank and _is_sentence(cells) else cells

    def _opens(self, cells: list[Cell], following: Line | None) -> bool:
        """Tell a first row from a line that is set in or numbered with a tab, or of contents."""
        if len(cells) < _FEWEST or cells[0].column:
            return False
        if self.title is not None:
            return True
        mark = cells[0].block.strip()
        if numbered(mark)[1] == len(mark) or mark in BULLETS or mark in "-*+":
            return False
        if _NUMBER.fullmatch(cells[-1].block.strip()):
            return len(cells) > _FEWEST
        return (
            is_header(cells)
            or "<" in cells[1].block
            or (following is not None and "\t" in following.text)
        )

    def in_pipes(self, line: Line, following: Line | None) -> list[Cell] | None:
        """Give the cells of a line with pipes, if it is a row; none if it is the rule below one."""
        text = line.text.strip()
        if _is_rule(text):
            return []
        ruled = following is not None and _is_rule(following.text)
        within = self._piped and not line.blank
        if (text[0] != "|" or text.find("|", 1, -1) < 0) and not (ruled or within):
            return None
        self._piped = True
        return _cells(line, "|", _PIPE_CELL, -1 if text[0] == "|" else 0)


def has_empty_corner(cells: list[Cell], following: Line | None) -> bool:
    """Tell a header of pipes that names every column but the first, by the rule below it."""
    return (
        following is not None
        and "-" in following.text
        and _is_rule(following.text.strip())
        and is_header(cells, first=1)
    )


def _is_rule(line: str) -> bool:
    return _PIPE_RULE.issuperset(line) and (
        "-|" in line or "|-" in line or "| " in line or "||" in line
    )


def _cells(line: Line, separator: str, pattern: re.Pattern[str], column: int) -> list[Cell]:
    """Give the cells of a line that are not empty."""
    text = line.text
    cells = []
    at = 0
    for match in pattern.finditer(text):
        first = match.start()
        column += text.count(separator, at, first)
        at = first
        block = match.group()
        if not block.isspace():
            cells.append(Cell(max(column, 0), line.start + first, block))
    return cells


def _is_sentence(cells: list[Cell]) -> bool:
    """Tell a paragraph set in with a tab from a row that goes on."""
    if len(cells) != 1 or cells[0].column == 0:
        return False
    block = cells[0].block.strip()
    return "<" not in block and block[-1] == "。" and block[0] not in BULLETS
