"""Table rows that were torn by the end of a page or column, made whole where that is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.formats.pdf_lines import begins_item, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seeds.formats.blocks import Block

_BREAK = "<br>"


def join_torn_tables(blocks: Iterable[Block]) -> Iterator[Block]:
    """
    Return the blocks with a table that goes on in the next block joined to it.

    It goes on for certain if its cells are lists with bullets and the next table, of as many
    columns and perhaps under the same header, begins in the middle of an item.
    """
    before: Block | None = None
    for block in blocks:
        if before is not None and _continues(before, block):
            _append(before, block)
            continue
        if before is not None:
            yield before
        before = block
    if before is not None:
        yield before


def _body(before: Block, block: Block) -> list[list[str]]:
    """Return the rows of a table without a header that repeats that of the table before."""
    repeated = len(block.rows) > 1 and block.rows[0] == before.rows[0]
    return block.rows[1:] if repeated else block.rows


def _continues(before: Block, block: Block) -> bool:
    if before.kind != "table" or block.kind != "table":
        return False
    if len(before.rows[-1]) != len(block.rows[-1]):
        return False
    pairs = zip(before.rows[-1][1:], _body(before, block)[0][1:], strict=False)
    return any(
        begins_item(last) and first and not begins_item(first)
        for last, first in ((_last_part(cell), after) for cell, after in pairs)
    )


def _last_part(cell: str) -> str:
    return cell.rpartition(_BREAK)[2]


def _append(before: Block, block: Block) -> None:
    first, *others = _body(before, block)
    before.rows[-1] = [_together(a, b) for a, b in zip(before.rows[-1], first, strict=True)]
    before.rows.extend(others)


def _together(cell: str, rest: str) -> str:
    if not cell or not rest:
        return cell or rest
    return f"{cell}{_BREAK}{rest}" if begins_item(rest) else joined(cell, rest)
