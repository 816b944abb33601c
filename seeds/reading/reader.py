"""Goes through the lines of a report and tells headings, paragraphs, lists and tables apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.reading import htmltable
from seeds.reading.fold import fold_but_bullet
from seeds.reading.lines import Line, is_noise, lines, list_mark
from seeds.reading.markup import Piece, clean
from seeds.reading.outline import (
    PLAIN,
    SMALL_NUMBER,
    Outline,
    Title,
    head,
    numbered,
    rank_of,
    title,
)
from seeds.reading.pieces import join
from seeds.reading.prose import Paragraph
from seeds.reading.tables import BULLETS, Tables, has_empty_corner
from seeds.reading.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeds.reading.rows import Cell

_SPECIAL = BULLETS | frozenset("#|*-+>!<_`=~第附表图续([一二三四五六七八九十0123456789ivxIVX")


class Reader:
    """Reads one document; `read` gives its units."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._out: list[Unit] = []
        self._outline = Outline()
        self._tables = Tables()
        self._paragraph: Paragraph | None = None
        self._following: Line | None = None
        self._gap = False  # whether a line was left out since the last that counts
        self._skip_to = 0
        self._unclosed = False

    def read(self) -> Iterator[Unit]:
        """Give the units in document order."""
        out = self._out
        source = lines(self._text)
        line = next(source, None)
        while line is not None:
            self._following = next(source, None)
            self._take(line)
            if out:
                yield from out
                out.clear()
            line = self._following
        self._end_paragraph()
        self._tables.close(out)
        yield from out

    def _take(self, line: Line) -> None:
        if line.start < self._skip_to:
            line = Line(self._skip_to, line.text[self._skip_to - line.start :], 0)
        text = line.text
        if "<" in text and not self._unclosed and htmltable.OPENING.search(text):
            line = self._take_html(line)
            text = line.text
        stripped = text.strip()
        if not stripped or ("\t" in text and self._take_row(line, "\t")):
            return
        if "|" in text and self._take_row(line, "|"):
            return
        if stripped[0] in _SPECIAL and self._take_special(line, stripped):
            return
        blank = line.blank > 0 or self._gap
        if self._tables.take_line(line, stripped, self._out, blank=blank):
            self._gap = False
        elif self._paragraph is not None and self._paragraph.goes_on_with(
            line, stripped, blank=blank
        ):
            self._paragraph.add(line, stripped, apart=self._gap)
            self._gap = False
        else:
            self._begin(line, 0, "paragraph")

    # -- tables --------------------------------------------------------------------------------

    def _take_row(self, line: Line, separator: str) -> bool:
        read = self._tables.in_tabs if separator == "\t" else self._tables.in_pipes
        cells = read(line, self._following)
        if cells:
            head = separator == "|" and has_empty_corner(cells, self._following)
            self._feed(cells, blank=line.blank, head=head)
        return cells is not None

    def _feed(self, cells: list[Cell], *, blank: int, head: bool = False) -> None:
        self._end_paragraph()
        self._tables.feed(
            cells, self._outline.above, self._out, blank=blank > 0 or self._gap, head=head
        )
        self._gap = False

    def _take_html(self, line: Line) -> Line:
        """Take the HTML tables that begin in a line; give what is left of the line."""
        text = line.text
        blank = line.blank
        at = 0
        while at < len(text):
            opening = htmltable.OPENING.search(text, at)
            if opening is None:
                break
            start = line.start + opening.start()
            end = htmltable.end_of(self._text, start)
            if end < 0:
                self._unclosed = True
                break
            before = text[at : opening.start()]
            if before.strip():
                self._take(Line(line.start + at, before, blank))
                blank = 0
            for cells, is_head in htmltable.rows(fold_but_bullet(self._text[start:end]), start):
                self._feed(cells, blank=blank, head=is_head)
                blank = 0
            self._skip_to = end
            at = end - line.start
        return Line(line.start + at, text[at:], blank)

    # -- what is more than prose by its first character ----------------------------------------

    def _take_special(self, line: Line, stripped: str) -> bool:
        if is_noise(stripped):
            self._gap = True
            return True
        if self._take_heading(line, stripped):
            return True
        if stripped[0] in BULLETS:
            if self._tables.is_open() and (not line.blank or self._is_of_table(stripped[0])):
                return False
            self._begin(line, 0, "item")
            return True
        mark, number = list_mark(stripped)
        if not mark or (number and not self._counts(line, stripped, number)):
            return False
        self._begin(line, line.text.index(stripped[0]) + mark, "item", number)
        return True

    def _is_of_table(self, bullet: str) -> bool:
        """Tell a list that goes on below a page break from one that follows the table."""
        following = self._following
        whole = (
            following is None
            or following.blank > 0
            or "\t" in following.text
            or following.text.strip()[0] in BULLETS
        )
        return whole and self._tables.lists_with(bullet)

    def _counts(self, line: Line, stripped: str, number: int) -> bool:
        """Tell a numbered item from a number at the beginning of a broken line."""
        paragraph = self._paragraph
        if paragraph is None or not self._runs_on(line, stripped):
            return True
        return number == paragraph.number + 1 > 1

    def _runs_on(self, line: Line, stripped: str) -> bool:
        """Tell whether the open paragraph is in mid sentence right above a line."""
        if self._paragraph is None:
            return False
        if line.blank or self._gap:
            return self._paragraph.last[-1] in ",、("
        return self._paragraph.breaks_off_before(line, stripped)

    def _take_heading(self, line: Line, stripped: str) -> bool:
        heading = head(stripped)
        if not heading.core:
            return heading.depth > 0
        named = title(heading.core)
        rank = 0 if named else rank_of(heading, stripped)
        if not (named or rank):
            return False
        if not heading.depth and (self._is_list(rank) or self._runs_on(line, stripped)):
            return False
        self._end_paragraph()
        first = line.text.index(stripped[0]) + heading.first
        if named:
            self._gap |= self._tables.announce(named, self._out)
            self._add("title", clean(line.text, first, len(line.text), line.start), named.name)
        else:
            self._tables.close(self._out)
            self._tables.title = None
            self._out.extend(self._outline.add(line.text[first:], line.start + first, rank))
        return True

    def _is_list(self, rank: int) -> bool:
        """Tell a numbered item from a numbered heading by the lines around it."""
        if rank < SMALL_NUMBER:
            return False
        if self._paragraph is not None and self._paragraph.number:
            return True
        following = self._following
        return following is not None and numbered(following.text.strip())[0] == rank

    # -- prose ---------------------------------------------------------------------------------

    def _begin(self, line: Line, cut: int, kind: str, number: int = 0) -> None:
        self._end_paragraph()
        self._tables.close(self._out)
        self._paragraph = Paragraph(line, cut, kind, number)
        self._gap = False

    def _end_paragraph(self) -> None:
        paragraph = self._paragraph
        if paragraph is None:
            return
        self._paragraph = None
        heading = paragraph.heading()
        if heading is not None:
            self._add_plain(*heading)
            return
        if not paragraph.is_remark():
            self._tables.title = None
        for item in paragraph.items(self._text):
            piece = join(item)
            self._add("item" if piece.listed else paragraph.kind, piece)

    def _add_plain(self, block: str, start: int) -> None:
        """Add a short line that stands alone: a heading, or what a table is called."""
        named = self._tables.title
        if named is None or not named.bare:
            self._out.extend(self._outline.add(block, start, PLAIN))
            return
        self._tables.title = Title(named.name, more=False, bare=False)
        self._add("title", clean(block, 0, len(block), start), named.name)

    def _add(self, kind: str, piece: Piece | None, table: str = "") -> None:
        if piece is not None:
            self._out.append(
                Unit(
                    kind, piece.text, piece.starts, piece.cuts, 0, self._outline.above, table,
                    torn=piece.torn,
                )
            )  # fmt: skip
