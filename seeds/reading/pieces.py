"""Cells and paragraphs split into their items, and torn items joined again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeds.reading.fold import BULLET
from seeds.reading.markup import ALNUM, Piece, clean, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

HARD_BULLETS = "➤➢➣➔➜●■◆▪◼◾►▶▸⚫⬤❖✓✔" + "".join(map(chr, range(0xF06C, 0xF100)))
"""Bullets wherever they stand; the last are those of the symbol fonts of word processors."""

SOFT_BULLETS = "·○□◇☆※▲△★"
"""Bullets at the beginning of an item only."""

_LIST_TAG = tag("[uo]l|li|d[dlt]")
_HARD = re.compile(
    rf"[<{HARD_BULLETS}{BULLET}](?:(?<=[{HARD_BULLETS}])|(?<=<){_LIST_TAG[1:]}"
    rf"|(?<=[ \n\t>;。]{BULLET}))(?:[ \n\t]+|[{HARD_BULLETS}{BULLET}]|{_LIST_TAG})*+"
)
_BULLET = re.compile(rf"[{HARD_BULLETS}]")
_OPENING = re.compile(rf"<(?:[uoUO][lL]|[lL][iI]|[dD][dtDT])|[{HARD_BULLETS}{BULLET}]")
_LEAD = re.compile(
    rf"(?:[ \n\t]+|{tag('p|div|b|span|strong')}|\*\*)*+"
    rf"(?:[{BULLET}{SOFT_BULLETS}][ \n\t]*+|[-*+][ \t]++(?=\S))"
)
_SOFT_TAG = tag("p|div|br")
_SOFT = re.compile(rf"{_SOFT_TAG}(?:[ \n\t]+|{_SOFT_TAG})*+")
_SPLITTING = re.compile(rf"<[/a-zA-Z]|[{HARD_BULLETS}{BULLET}]")
_REMARKABLE = re.compile(rf"[ \n\t<*_&\\!\[\]+{HARD_BULLETS}{BULLET}{SOFT_BULLETS}-]")
_WRAPPED = 3
_NARROWEST = 4
"""A cell whose lines are as many and as wide may be one text broken by a narrow column."""


def has_bullet(line: str) -> bool:
    """Tell whether a bullet stands anywhere in a line."""
    return _BULLET.search(line) is not None


def split(block: str, base: int) -> list[Piece]:
    """
    Split a cell or a paragraph into its items: at bullets and `<li>`, else at `<br>` and `</p>`.

    `block` is folded but for its bullets and begins at `base` in the document.
    """
    if not _REMARKABLE.search(block):
        return [Piece(block, (base,), (0,))] if block else []
    pieces: list[Piece] = []
    if not _SPLITTING.search(block):
        _add(pieces, block, (0, len(block)), base, listed=False)
        return pieces
    last = 0
    listed = False
    for match in _HARD.finditer(block):
        a, b = match.span()
        if a > last:
            _add(pieces, block, (last, a), base, listed=listed)
        listed = _OPENING.search(block, a, b) is not None
        last = b
    if last:
        if last < len(block):
            _add(pieces, block, (last, len(block)), base, listed=listed)
    elif "<" in block and _SOFT.search(block):
        pieces = _split_softly(block, base)
    else:
        _add(pieces, block, (0, len(block)), base, listed=False)
    return pieces


def _add(
    pieces: list[Piece], block: str, span: tuple[int, int], base: int, *, listed: bool
) -> None:
    first, end = span
    lead = _LEAD.match(block, first, end)
    if lead:
        first = lead.end()
        listed = True
    piece = clean(block, first, end, base, listed=listed)
    if piece:
        pieces.append(piece)


def _split_softly(block: str, base: int) -> list[Piece]:
    pieces: list[Piece] = []
    last = 0
    for match in _SOFT.finditer(block):
        _add(pieces, block, (last, match.start()), base, listed=False)
        last = match.end()
    _add(pieces, block, (last, len(block)), base, listed=False)
    return [join(pieces)] if _is_wrapped(pieces) else pieces


def _is_wrapped(pieces: list[Piece]) -> bool:
    """Tell one text broken by a narrow column from several: lines of one width, commas in it."""
    if len(pieces) < _WRAPPED or any(piece.listed for piece in pieces):
        return False
    widths = [len(piece.text) for piece in pieces[:-1]]
    return (
        max(widths) - min(widths) <= 1
        and min(widths) >= _NARROWEST
        and len(pieces[-1].text) <= max(widths)
        and not any(piece.text[-1] in ";。" for piece in pieces[:-1])
        and any(mark in piece.text for piece in pieces for mark in "、,")
    )


def join(pieces: Sequence[Piece], *, apart: bool = False) -> Piece:
    """
    Join pieces that belong together though something stands between them in the document.

    A blank is put between two words of letters or digits; between all pieces if `apart`. It
    stands at the character that follows the piece before it.
    """
    if len(pieces) == 1:
        return pieces[0]
    texts: list[str] = []
    starts: list[int] = []
    cuts: list[int] = []
    torn: list[int] = []
    size = 0
    for piece in pieces:
        if size:
            torn.append(size)
            if apart or (texts[-1][-1] in ALNUM and piece.text[0] in ALNUM):
                texts.append(" ")
                starts.append(starts[-1] + size - cuts[-1])
                cuts.append(size)
                size += 1
        texts.append(piece.text)
        starts.extend(piece.starts)
        cuts.extend([cut + size for cut in piece.cuts])
        torn.extend([tear + size for tear in piece.torn])
        size += len(piece.text)
    return Piece("".join(texts), tuple(starts), tuple(cuts), tuple(torn), pieces[0].listed)
