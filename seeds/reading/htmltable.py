"""The rows of a table written in HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeds.reading.markup import tag
from seeds.reading.rows import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator

OPENING = re.compile(tag("table").replace("/?", "", 1))
_CLOSING = re.compile(tag("table").replace("?", "", 1))
_PART = re.compile(r"<(/?)((?i:table|caption|tr|td|th))(?=[\s/>])([^<>]{0,400})>")
_MOST_SPANNED = 50
_SPAN = re.compile(r"\b((?i:row|col))(?i:span) {0,3}= {0,3}[\"']?([0-9]{1,3})")


def end_of(text: str, start: int) -> int:
    """Find the end of the table that begins at `start`; -1 if it is never closed."""
    match = _CLOSING.search(text, start)
    return match.end() if match else -1


def rows(block: str, start: int) -> Iterator[tuple[list[Cell], bool]]:
    """
    Give the rows of a table and whether each is a header by its markup.

    `block` is the folded table, which begins at `start` in the document.
    """
    row = _Row(start)
    for match in _PART.finditer(block):
        closing, name, attributes = match.groups()
        name = name.lower()
        row.close(block, match.start())
        if name in ("tr", "table"):
            if row.cells:
                yield row.cells, row.is_head
            row.begin()
        elif name in ("td", "th") and not closing:
            row.open(match.end(), attributes, is_head=name == "th")
    row.close(block, len(block))
    if row.cells:
        yield row.cells, row.is_head


class _Row:
    """The row that is being read, and how many further rows cells above it span."""

    def __init__(self, start: int) -> None:
        self._start = start
        self._below: dict[int, int] = {}
        self._opened = -1
        self._spans = 1
        self.begin()

    def begin(self) -> None:
        self.cells: list[Cell] = []
        self.is_head = True
        self._column = 0

    def open(self, at: int, attributes: str, *, is_head: bool) -> None:
        while self._below.get(self._column, 0) > 0:
            self._below[self._column] -= 1
            self._column += 1
        spans = {what.lower(): int(count) for what, count in _SPAN.findall(attributes)}
        self._spans = min(max(spans.get("col", 1), 1), _MOST_SPANNED)
        if "row" in spans:
            for column in range(self._column, self._column + self._spans):
                self._below[column] = spans["row"] - 1
        self._opened = at
        self.is_head &= is_head

    def close(self, block: str, at: int) -> None:
        if self._opened < 0:
            return
        text = block[self._opened : at]
        if text and not text.isspace():
            self.cells.append(Cell(self._column, self._start + self._opened, text, self._spans))
        self._opened = -1
        self._column += self._spans
