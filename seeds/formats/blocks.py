"""
Blocks of a document, and the text they are written as: one convention for all formats.

Headings are lines `# ` to `###### `, paragraphs stand apart by a blank line, list items are lines
`- item`, a table row is one line with a tab between cells and `<br>` for a break in a cell; a
caption is a line of its own just before the rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_COLUMNS, MOST_SPAN = 1000, 1000
DEEPEST_HEADING = 6
LONGEST_CAPTION = 80

_CAPTION = re.compile(r"(?:附|续)?表\s*[（(]?[0-9０-９一二三四五六七八九十]|(?:单位|计量单位)[：:]")
_BLANKS = re.compile(r"[\s\x00\ufeff]+")


@dataclass(slots=True)
class Block:
    """A heading, paragraph, list item or table; `rows` are the cells of a table as laid out."""

    kind: Literal["heading", "paragraph", "item", "table"]
    text: str = ""
    level: int = 0
    rows: list[list[str]] = field(default_factory=list)


@dataclass(slots=True)
class Cell:
    """A table cell as its file describes it: what is in it, how far it reaches right and down."""

    blocks: list[Block] = field(default_factory=list)
    across: int = 1
    down: int = 1

    def text(self) -> str:
        """Return the content as one line, `<br>` between its parts."""
        return "<br>".join(part for block in self.blocks for part in _parts(block))


def _parts(block: Block) -> Iterator[str]:
    if block.kind != "table":
        yield block.text
        return
    for row in block.rows:
        yield from (cell for cell in row if cell)


def one_line(text: str) -> str:
    """Return the text with every run of white space as one blank, none at the ends."""
    return _BLANKS.sub(" ", text).strip()


def table_blocks(rows: Sequence[Sequence[Cell]]) -> list[Block]:
    """
    Return the blocks that a table of a file comes to.

    A merged cell is written once, in its first row and column; the others it covers are empty.
    Rows that span the whole table above all others are its caption. A table that only arranges a
    page (one column, or one that mostly holds another table) is dissolved into what it holds.
    """
    if _only_arranges(rows):
        return [block for row in rows for cell in row for block in cell.blocks]
    grid, wide = _lay_out(rows)
    columns = [at for at in range(_width(grid)) if any(len(r) > at and r[at] for r in grid)]
    kept = [
        ([row[at] if at < len(row) else "" for at in columns], is_wide)
        for row, is_wide in zip(grid, wide, strict=True)
        if any(row)
    ]
    captions: list[Block] = []
    while kept and kept[0][1]:
        captions.append(Block("paragraph", kept.pop(0)[0][0].replace("<br>", "")))
    if not kept:
        return captions
    return [*captions, Block("table", rows=[row for row, _ in kept])]


def _width(grid: Iterable[Sequence[str]]) -> int:
    return max((len(row) for row in grid), default=0)


def _only_arranges(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether a table has one column only, or holds little besides another table."""
    if all(len(row) <= 1 for row in rows):
        return True
    if not any(b.kind == "table" for row in rows for cell in row for b in cell.blocks):
        return False
    sizes = {"table": 0, "else": 0}
    for row in rows:
        for block in (block for cell in row for block in cell.blocks):
            kind = "table" if block.kind == "table" else "else"
            sizes[kind] += sum(len(part) for part in _parts(block))
    return sizes["table"] >= sizes["else"]


def _lay_out(rows: Sequence[Sequence[Cell]]) -> tuple[list[list[str]], list[bool]]:
    """Return the texts by row and column, and for each row whether one cell spans all of it."""
    grid: list[list[str]] = []
    spans: list[list[tuple[int, int]]] = []  # column and width of the cells of each row
    hanging: dict[int, int] = {}  # column -> rows that a cell from above still covers
    for row in rows:
        texts: dict[int, str] = {}
        starts = []
        at = 0
        for cell in row:
            while hanging.get(at, 0) > 0:
                at += 1
            across = max(1, min(cell.across, MOST_SPAN))
            if at + across > MOST_COLUMNS:
                break
            texts[at] = cell.text()
            starts.append((at, across))
            for column in range(at, at + across):
                hanging[column] = max(1, cell.down)
            at += across
        hanging = {column: left - 1 for column, left in hanging.items() if left > 1}
        grid.append([texts.get(column, "") for column in range(max(texts, default=-1) + 1)])
        spans.append(starts)
    width = max((at + across for row in spans for at, across in row), default=0)
    return grid, [len(row) == 1 and row[0] == (0, width) for row in spans]


def write(blocks: Iterable[Block]) -> str:
    """Return the text of the blocks; it ends with a line feed unless it is empty."""
    pieces: list[str] = []
    before: Block | None = None
    for block in blocks:
        text = _written(block)
        if not text:
            continue
        if before is not None:
            pieces.append("\n" if _close(before, block) else "\n\n")
        pieces.append(text)
        before = block
    if pieces:
        pieces.append("\n")
    return "".join(pieces)


def _close(before: Block, block: Block) -> bool:
    """Tell whether no blank line belongs between two blocks."""
    if before.kind == block.kind == "item":
        return True
    return block.kind == "table" and before.kind == "paragraph" and is_caption(before.text)


def is_caption(text: str) -> bool:
    """Tell whether a line reads like what stands above a table."""
    return len(text) <= LONGEST_CAPTION and _CAPTION.match(text) is not None


def _written(block: Block) -> str:
    if block.kind == "table":
        return "\n".join(_row(row) for row in block.rows)
    text = block.text
    if not text or block.kind == "paragraph":
        return text
    if block.kind == "item":
        return f"- {text}"
    return f"{'#' * max(1, min(block.level, DEEPEST_HEADING))} {text}"


def _row(cells: Sequence[str]) -> str:
    """Return a row as a line; empty cells at its end are left out, but one tab always stays."""
    last = max((at for at, cell in enumerate(cells) if cell), default=0)
    return "\t".join(cells[: max(2, last + 1)]) if len(cells) > 1 else f"{cells[0]}\t"
