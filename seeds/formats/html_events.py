"""From the events of an HTML parser to blocks; a stack of our own, no recursion."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seeds.formats import boilerplate
from seeds.formats.blocks import Block, Cell, one_line, table_blocks

if TYPE_CHECKING:
    from collections.abc import Mapping

_BREAKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd",
    "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p",
    "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_DEEPEST_TABLE = 24
_LONGEST_HEADING = 150


@dataclass(slots=True)
class Piece:
    """A block of the page and where it stands on it."""

    block: Block
    size: int
    linked: int = 0
    known: bool = False
    around: bool = False
    hard: bool = False


@dataclass(slots=True)
class _Open:
    """An element that is open: its depth in the page and what it brought."""

    depth: int
    tag: str
    known: bool = False
    around: bool = False
    hard: bool = False


@dataclass(slots=True)
class _Table:
    rows: list[list[Cell]] = field(default_factory=list)
    caption: list[Block] = field(default_factory=list)
    into: list[Block] | None = None  # where text goes: a cell, the caption, or the page
    linked: int = 0


class PageEvents:
    """
    Target of an HTML parser.

    `pieces` is what the page holds in order, `title` its <title>, `article_title` the title that
    the content systems of Chinese authorities put into a <meta>.
    """

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.title = ""
        self.article_title: str | None = None
        self._depth = 0
        self._unseen = 0  # depth of the element that is being skipped, 0 if none
        self._marks: list[_Open] = []  # open elements that change what is inside of them
        self._words: list[str] = []
        self._linked = 0
        self._tables: list[_Table] = []

    # --- events -------------------------------------------------------------------------------

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an opening tag."""
        self._depth += 1
        if self._unseen:
            return
        if tag in boilerplate.UNSEEN or (tag != "body" and boilerplate.is_hidden(attributes)):
            self._unseen = self._depth
            return
        if tag == "meta":
            self._meta(attributes)
        if tag in _BREAKS:
            self._flush()
        self._mark(tag, attributes)
        self._open_table_part(tag, attributes)

    def end(self, tag: str) -> None:
        """Take a closing tag."""
        depth = self._depth
        self._depth -= 1
        if self._unseen:
            if depth == self._unseen:
                self._unseen = 0
            return
        if tag in _BREAKS:
            self._flush()
        closed = None
        if self._marks and self._marks[-1].depth == depth:
            closed = self._marks.pop()
        if closed is not None:
            self._close_table_part(closed)

    def data(self, text: str) -> None:
        """Take text."""
        if self._unseen:
            return
        if self._marks and self._marks[-1].tag == "title":
            self.title += text
            return
        if self._is_in("pre"):
            for at, line in enumerate(text.split("\n")):
                if at:
                    self._flush()
                self._words.append(line)
            return
        self._words.append(text)
        if self._is_in("a"):
            self._linked += len(text.strip())

    def comment(self, text: str) -> None:
        """Pass over a comment."""

    def close(self) -> PageEvents:
        """Finish the page."""
        self._flush()
        while self._tables:
            self._settle_table()
        return self

    # --- elements -----------------------------------------------------------------------------

    def _meta(self, attributes: Mapping[str, str]) -> None:
        if (attributes.get("name") or "").lower() == "articletitle":
            self.article_title = attributes.get("content")

    def _mark(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Remember an element that says what its content is."""
        last = self._marks[-1] if self._marks else None
        known = (last is not None and last.known) or boilerplate.holds_report(tag, attributes)
        hard = (last is not None and last.hard) or (
            tag in boilerplate.AROUND or (tag in boilerplate.ENDS and not known)
        )
        around = (last is not None and last.around) or (
            tag not in {"body", "html", *boilerplate.BODY_OF_TEXT}
            and boilerplate.is_around(attributes)
        )
        changes = last is None or (known, hard, around) != (last.known, last.hard, last.around)
        if changes or tag in _TELLING:
            self._marks.append(_Open(self._depth, tag, known=known, around=around, hard=hard))

    def _is_in(self, tag: str) -> bool:
        return bool(self._marks) and self._marks[-1].tag == tag

    def _open_table_part(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "table" and len(self._tables) < _DEEPEST_TABLE:
            self._tables.append(_Table())
            return
        table = self._tables[-1] if self._tables else None
        if table is None:
            return
        if tag == "tr":
            table.rows.append([])
        elif tag in {"td", "th"}:
            if not table.rows:
                table.rows.append([])
            cell = Cell([], _span(attributes, "colspan"), _span(attributes, "rowspan"))
            table.rows[-1].append(cell)
            table.into = cell.blocks
        elif tag == "caption":
            table.into = table.caption

    def _close_table_part(self, closed: _Open) -> None:
        if not self._tables:
            return
        if closed.tag in {"td", "th", "caption"}:
            self._tables[-1].into = None
        elif closed.tag == "table":
            self._settle_table()

    def _settle_table(self) -> None:
        table = self._tables.pop()
        captions = [Block("paragraph", block.text) for block in table.caption]
        self._put([*captions, *table_blocks(table.rows)], table.linked)

    # --- text ---------------------------------------------------------------------------------

    def _flush(self) -> None:
        """Make a block of the text that has come since the last break."""
        if not self._words:
            return
        text = one_line("".join(self._words))
        linked, self._linked = self._linked, 0
        self._words.clear()
        if text:
            self._put([self._block(text)], linked)

    def _block(self, text: str) -> Block:
        for mark in reversed(self._marks[-12:]):
            if mark.tag in _HEADINGS and len(text) <= _LONGEST_HEADING:
                return Block("heading", text, level=_HEADINGS[mark.tag])
            if mark.tag == "li":
                return Block("item", text)
            if mark.tag in {"td", "th", "caption"}:
                break
        return Block("paragraph", text)

    def _put(self, blocks: list[Block], linked: int) -> None:
        """Put blocks where the page is now: into the cell that is open, else on the page."""
        for table in reversed(self._tables):
            if table.into is not None:
                table.into.extend(blocks)
                table.linked += linked
                return
        last = self._marks[-1] if self._marks else None
        for block in blocks:
            piece = Piece(block, _size(block), linked)
            if last is not None:
                piece.known, piece.around, piece.hard = last.known, last.around, last.hard
            self.pieces.append(piece)


_TELLING = frozenset(("a", "caption", "li", "pre", "table", "td", "th", "title", "tr", *_HEADINGS))


def _size(block: Block) -> int:
    return len(block.text) + sum(len(cell) for row in block.rows for cell in row)


def _span(attributes: Mapping[str, str], key: str) -> int:
    if not attributes:
        return 1
    found = re.match(r"\s*(\d{1,6})", attributes.get(key) or "")
    return max(1, int(found.group(1))) if found else 1
