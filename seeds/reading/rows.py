"""The rows of a table, put together again where a page break tore them."""

from __future__ import annotations

import re
from typing import NamedTuple

from seeds.reading.fold import BULLET
from seeds.reading.lines import ENDS
from seeds.reading.markup import Piece, tag
from seeds.reading.pieces import HARD_BULLETS, join, split
from seeds.reading.unit import Unit

_SERIAL_HEADERS = frozenset(
    ("序号", "编号", "项次", "次序", "序", "项目序号", "No.", "No", "NO", "NO.", "#")
)
_FIRST = re.compile(r"\(?(?:0?1|一|①)[).、]?")
_NUMBER = re.compile(
    r"\(?(?:[0-9]{1,4}(?:[-.][0-9]{1,3})?|[一二三四五六七八九十]{1,3}|[①-⑳])[).、]?"
)
_CHINESE_NUMBER = re.compile(r"\(?[一二三四五六七八九十]{1,3}[)、.]?")
_SECTION = re.compile(
    r"^(?:\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}[、.])|(?:区|街道|镇|板块|类|项目|工程|领域|方面)$"
)
_LONGEST_HEADER_CELL = 24
_MOST_COLUMNS = 200
_OPENER = re.compile(rf"(?:[ \n\t]+|{tag('p|div|span|b')})*+<(?:[uoUO][lL]|[lL][iI])\b")
_BULLETS = frozenset(HARD_BULLETS + BULLET)
_NAME = 15
"""A cell without a bullet that is shorter may be a name of its own."""
_JOINTS = "、,和与及的(-至在对将以"
_GOES_ON = "、,;。)"


class Cell(NamedTuple):
    """A cell that is not empty: its column, where it begins, how it reads, how many it spans."""

    column: int
    start: int
    block: str
    spans: int = 1


class Table:
    """Takes rows, gives units; the newest row is held back until it is known to be whole."""

    def __init__(self, name: str, headings: tuple[str, ...], before: Table | None = None) -> None:
        """Begin a table; it may turn out to go on from the one `before`, which has ended."""
        self.name = name
        self.row = ""
        self._above = self._headings = headings
        self._divides = False
        self._before = before
        self._header: tuple[str, ...] = ()
        self._blocks: set[tuple[str, ...]] = set()
        self._waiting: Piece | None = None
        self._rows = 0
        self._numbered = False
        self._listed = False
        self._broken = False
        self._bulleted = ""  # the cell read last, if it is a list
        self._label: list[Piece] = []
        self._held: dict[int, list[list[Piece]]] = {}

    def feed(self, cells: list[Cell], out: list[Unit], *, blank: bool, head: bool = False) -> None:
        """
        Take a row.

        Parameters
        ----------
        cells
            Those that are not empty, left to right.
        out
            Where finished units go.
        blank
            Whether something stands between this row and the one before.
        head
            Whether the markup says that this is a header row.
        """
        blocks = tuple(cell.block.strip().replace(" ", "") for cell in cells[:_MOST_COLUMNS])
        if blocks in self._blocks:
            self._broken = True
        elif not self._rows and (head or (not self._header and is_header(cells))):
            self._take_header(cells, out)
            self._blocks.add(blocks)
        else:
            self._broken |= blank
            self._take_row(cells, out)
            self._broken = False
            self._rows += 1

    def _take_header(self, cells: list[Cell], out: list[Unit]) -> None:
        names = list(self._header)
        pieces = []
        for cell in cells:
            whole = split(cell.block, cell.start)
            if not whole:
                continue
            pieces.append(join(whole))
            names.extend([""] * (cell.column + cell.spans - len(names)))
            for column in range(cell.column, cell.column + cell.spans):
                names[column] += pieces[-1].text
        self._header = tuple(names)
        self._numbered = bool(names) and names[0] in _SERIAL_HEADERS
        if not pieces:
            return
        piece = join(pieces, apart=True)
        if self._before is not None and self._before._header == self._header:  # noqa: SLF001
            self._waiting = piece
        else:
            out.append(self._unit("header", piece, "", ""))

    def _resume(self, out: list[Unit], *, goes_on: bool) -> None:
        """Decide at the first row whether a table under the same header is a new one."""
        if goes_on and self._before is not None:
            self.name, self.row = self._before.name, self._before.row
        elif self._waiting is not None:
            out.append(self._unit("header", self._waiting, "", ""))
        self._before = self._waiting = None

    def _unit(self, kind: str, piece: Piece, column: str, row: str) -> Unit:
        return Unit(
            kind, piece.text, piece.starts, piece.cuts, 0, self._headings, self.name,
            column, row, piece.torn,
        )  # fmt: skip

    def _take_row(self, cells: list[Cell], out: list[Unit]) -> None:
        if not self._rows and not self._numbered:
            self._numbered = (
                cells[0].column == 0
                and len(cells) > 1
                and _FIRST.fullmatch(cells[0].block.strip()) is not None
            )
        label = self._label_of(cells)
        if not self._rows:
            self._resume(out, goes_on=label is None)
        if label is None and self._broken:
            cells = [cell for cell in cells if not self._mend(cell)]
        self.flush(out)
        if label is not None:
            if self._divides:
                self._headings = (*self._above, self.row)
            self._label = split(label.block, label.start)
            self.row = join(self._label).text if self._label else self.row
        for cell in cells:
            if cell is not label and not (self._numbered and cell.column == 0):
                self._hold(cell.column, split(cell.block, cell.start), cell.block)
        self._divides = label is not None and not self._held and self._is_section(cells[0])

    def _is_section(self, first: Cell) -> bool:
        """Tell a row that stands above those below it from one whose other cells are empty."""
        if self._numbered and _CHINESE_NUMBER.fullmatch(first.block.strip()):
            return True
        return _SECTION.search(self.row) is not None

    def _hold(self, column: int, pieces: list[Piece], block: str) -> None:
        if pieces:
            self._held.setdefault(column, []).extend([piece] for piece in pieces)
            self._listed |= pieces[-1].listed
            self._bulleted = block if column and pieces[-1].listed else ""

    def _label_of(self, cells: list[Cell]) -> Cell | None:
        first = cells[0]
        if not self._numbered:
            return first if first.column == 0 else None
        if first.column > 0:
            return first if first.column == 1 and not self._broken else None
        for cell in cells[1:]:
            if not _NUMBER.fullmatch(cell.block.strip()):
                return cell
        return None

    def _mend(self, cell: Cell) -> bool:
        """Glue a cell to the one held back in its column, if that is where it belongs."""
        if _OPENER.match(cell.block):
            return False
        pieces = split(cell.block, cell.start)
        if not pieces:
            return True
        if self._numbered and cell.column == 1 and self._label:
            self._label.extend(pieces)
            self.row = join(self._label).text
            return True
        items = self._held.get(cell.column)
        if not items or not _goes_on(items[-1][-1], pieces[0]):
            return False
        items[-1].append(pieces[0])
        self._hold(cell.column, pieces[1:], cell.block)
        return True

    def lists_with(self, bullet: str) -> bool:
        """Tell whether the cell read last is a list with this very bullet."""
        return bullet in _BULLETS and bullet in self._bulleted and bool(self._held)

    def takes(self, line: str, *, blank: bool) -> bool:
        """Tell whether a line without a tab is a cell that lost it, or goes on in the last one."""
        if self._broken and self._header:
            return True
        column = next(reversed(self._held), None)
        if blank or column is None:
            return blank and self.lists_with(line[0])
        last = self._held[column][-1][-1]
        return last.text[-1] in ",、(" or (self._listed and _starts_listed(line))

    def take_line(self, start: int, block: str, out: list[Unit], *, blank: bool) -> None:
        """Take such a line."""
        column = next(reversed(self._held), max(1, len(self._header) - 1))
        cell = Cell(column, start, block)
        if blank:
            self.feed([cell], out, blank=True)
        elif not self._mend(cell):
            self._hold(column, split(block, start), block)
        self._broken = False

    def flush(self, out: list[Unit]) -> None:
        """Hand out what was held back."""
        if self._divides:
            self._headings = self._above
        if self._label:
            column = self._column(1 if self._numbered else 0)
            out.append(self._unit("label", join(self._label), column, self.row))
            self._label = []
        for place, items in self._held.items():
            column = self._column(place)
            out.extend([self._unit("item", join(item), column, self.row) for item in items])
        self._held = {}

    def close(self, out: list[Unit]) -> None:
        """Hand out everything, also a header without rows."""
        self.flush(out)
        if self._waiting is not None:
            self._resume(out, goes_on=False)

    def _column(self, column: int) -> str:
        if not self._header:
            return ""
        return self._header[min(column, len(self._header) - 1)]


def _goes_on(before: Piece, after: Piece) -> bool:
    """Tell by the evidence of the two texts whether a page break tore one item."""
    if after.listed or before.text[-1] in ENDS:
        return False
    if before.listed or before.text[-1] in _JOINTS or after.text[0] in _GOES_ON:
        return True
    return before.text.count("(") > before.text.count(")") or len(before.text) > _NAME


def _starts_listed(block: str) -> bool:
    pieces = split(block[:_LONGEST_HEADER_CELL], 0)
    return bool(pieces) and pieces[0].listed


def is_header(cells: list[Cell], *, first: int = 0) -> bool:
    """
    Tell whether a row could be a header: several short cells, none a number or a sentence.

    Its cells begin in the column `first`.
    """
    if not 1 < len(cells) <= _MOST_COLUMNS or cells[0].column != first:
        return False
    for cell in cells:
        block = cell.block.strip()
        if len(block) > _LONGEST_HEADER_CELL or block[-1] in ENDS or _NUMBER.fullmatch(block):
            return False
        if "。" in block or _starts_listed(block):
            return False
    return True
