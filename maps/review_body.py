"""The report as HTML: headings, paragraphs, lists and real tables, with what was left out said."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from maps.review_strings import words
from maps.text import page_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from maps.review_marks import Stretch
    from maps.review_text import Writer
    from seeds.reading.units import Unit

DEEPEST = 6
_WIDE = 4

Part = tuple[int, "Unit"]
"""A unit with its ordinal."""


def body(
    units: Sequence[Unit],
    marks: Mapping[int, tuple[Stretch, ...]],
    writer: Writer,
    *,
    language: str,
    short: bool,
) -> str:
    """
    Return the report; where it is `short`, only units with marks, their neighbours and headings.

    Parameters
    ----------
    units
        All units, in document order.
    marks
        The marked stretches by the ordinal of the unit.
    writer
        What writes the text of a unit.
    language
        Of the words that are not the report's.
    short
        Whether units far from every mark are left out.
    """
    parts = _kept(units, marks) if short else enumerate(units)
    blocks = Blocks(marks, writer, language)
    pieces: list[str] = []
    before = -1
    for _, group in groupby(parts, _Key()):
        members = list(group)
        pieces.append(_gap(units[before + 1 : members[0][0]], language))
        pieces.append(blocks.html(members))
        before = members[-1][0]
    pieces.append(_gap(units[before + 1 :], language))
    return "\n".join(piece for piece in pieces if piece)


def _kept(units: Sequence[Unit], marks: Mapping[int, tuple[Stretch, ...]]) -> Iterator[Part]:
    """Yield what a long report shows."""
    near = {at + step for at in marks for step in (-1, 0, 1)}
    for order, unit in enumerate(units):
        if order in near or unit.kind == "heading":
            yield order, unit


class _Key:
    """Give the units of one table, or of one list, the same key; anything else its own."""

    def __init__(self) -> None:
        self._number = 0
        self._last = ("", "", -2)

    def __call__(self, part: Part) -> int:
        order, unit = part
        kind = "table" if unit.table else unit.kind
        now = (kind, unit.table, order)
        same = kind in {"table", "item"} and now[:2] == self._last[:2]
        if not same or order != self._last[2] + 1:
            self._number += 1
        self._last = now
        return self._number


def _gap(left_out: Sequence[Unit], language: str) -> str:
    """Return the line that says what is not shown."""
    if not left_out:
        return ""
    fill = {
        "units": f"{len(left_out):,}",
        "characters": f"{sum(len(unit.text) for unit in left_out):,}",
    }
    data = "".join(f' data-{key}="{value}"' for key, value in fill.items())
    return f'<p class="gap" data-t="gap"{data}>{page_text(words("gap", language, **fill))}</p>'


class Blocks:
    """Writes one block after the other."""

    def __init__(
        self, marks: Mapping[int, tuple[Stretch, ...]], writer: Writer, language: str
    ) -> None:
        self._marks = marks
        self._writer = writer
        self._language = language
        self._above = 1

    def html(self, members: Sequence[Part]) -> str:
        """Return one block: a heading, a paragraph, a list or a table."""
        first = members[0][1]
        if first.table:
            return self._table(members)
        if first.kind == "item":
            return self._list(members)
        return "\n".join(self._single(part) for part in members)

    def _text(self, part: Part) -> str:
        """Return the text of a unit with its marks."""
        return self._writer.html(part[1], self._marks.get(part[0], ()))

    def _single(self, part: Part) -> str:
        """Return what stands alone."""
        unit = part[1]
        if unit.kind == "heading":
            level = min(max(unit.level, 1) + 1, DEEPEST)
            self._above = min(level, self._above + 1)  # no level is left out on the way down
            tag = f"h{self._above}"
            return f'<{tag} class="l{level}">{self._text(part)}</{tag}>'
        look = ' class="caption"' if unit.kind == "title" else ""
        return f"<p{look}>{self._text(part)}</p>"

    def _list(self, items: Iterable[Part]) -> str:
        """Return items as a list."""
        return "<ul>" + "".join(f"<li>{self._text(part)}</li>" for part in items) + "</ul>"

    def _table(self, members: Sequence[Part]) -> str:
        """Return a table: title, header rows, rows with a label and cells of items."""
        titles = [part for part in members if part[1].kind == "title"]
        rows = list(self._rows([part for part in members if part[1].kind != "title"]))
        caption = "<br>".join(self._text(part) for part in titles)
        caption = f"<caption>{caption}</caption>" if caption else ""
        widest = max((row.count("<td") + row.count("<th") for row in rows), default=0)
        look = ' class="table"'
        if widest >= _WIDE:  # it scrolls sideways on a phone, so the keyboard must reach it
            said = page_text(words("wide_table", self._language))
            look = ' class="table wide" role="region" tabindex="0" data-t-label="wide_table"'
            look += f' aria-label="{said}"'
        return f"<div{look}><table>{caption}\n" + "\n".join(rows) + "</table></div>"

    def _rows(self, parts: Sequence[Part]) -> Iterator[str]:
        """Yield the rows of a table."""
        columns: list[str] = []
        row = _Row()
        for header, group in groupby(parts, lambda part: part[1].kind == "header"):
            members = list(group)
            if header:
                yield from self._finished(row, columns)
                row = _Row()
                after = next((unit for at, unit in parts if at > members[-1][0]), None)
                columns, head = self._header(members, after)
                yield head
                continue
            for part in members:
                if row.ends_before(part[1]):
                    yield from self._finished(row, columns)
                    row = _Row()
                row.add(part)
        yield from self._finished(row, columns)

    def _header(self, members: Iterable[Part], after: Unit | None) -> tuple[list[str], str]:
        """Return the names of the columns and the header row; `after` is what stands below it."""
        cells: list[tuple[str, str]] = []
        for order, unit in members:
            cells += self._writer.cells(unit, self._marks.get(order, ()))
        if after and after.kind == "label" and not after.column and cells[0][0]:
            cells.insert(0, ("", ""))  # nothing stands above the labels
        html = "".join(f'<th scope="col">{html}</th>' for _, html in cells)
        return [name for name, _ in cells], f"<tr>{html}</tr>"

    def _finished(self, row: _Row, columns: Sequence[str]) -> Iterator[str]:
        """Yield a row, unless nothing is in it."""
        if row.label is None and not row.cells:
            return
        if row.label is not None:
            label = self._text(row.label)
        else:
            said = page_text(words("carried", self._language))
            carried = f' <span class="carried" data-t="carried">{said}</span>'
            label = page_text(row.name) + carried if row.name else ""
        order = [*columns[1:], *(name for name in row.cells if name not in columns[1:])]
        wanted = [name for name in order if name in row.cells] if len(order) == 1 else order
        cells = "".join(f"<td>{self._cell(row.cells.get(name, []))}</td>" for name in wanted)
        yield f'<tr><th scope="row">{label}</th>{cells}</tr>'

    def _cell(self, items: Sequence[Part]) -> str:
        """Return the inside of a cell."""
        if len(items) > 1:
            return self._list(items)
        return "".join(self._text(part) for part in items)


class _Row:
    """A row of a table while it is read."""

    def __init__(self) -> None:
        self.label: Part | None = None
        self.name = ""
        self.cells: dict[str, list[Part]] = {}

    def ends_before(self, unit: Unit) -> bool:
        """Tell whether `unit` begins another row."""
        if unit.kind == "label":
            return self.label is not None or bool(self.cells)
        return bool(self.cells or self.label) and unit.row != self.name

    def add(self, part: Part) -> None:
        """Take a unit in."""
        unit = part[1]
        if unit.kind == "label":
            self.label, self.name = part, unit.row or unit.text
            return
        if self.label is None:
            self.name = unit.row
        self.cells.setdefault(unit.column, []).append(part)
