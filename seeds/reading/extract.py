"""From a document to its mentions, in the order in which they stand there."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from seeds.reading.contexts import Context
from seeds.reading.fold import fold
from seeds.reading.forms import Forms
from seeds.reading.found import Found
from seeds.reading.home import home_of
from seeds.reading.knowledge import Knowledge
from seeds.reading.lending import Lent
from seeds.reading.lexicon import Known, lexicon
from seeds.reading.phrases import names_in
from seeds.reading.refusals import COUNTED
from seeds.reading.stages import stage_of
from seeds.reading.status import statuses
from seeds.reading.tokens import own_words, tokens
from seeds.reading.units import units
from seeds.reading.years import Years
from seeds.reading.zones import Zones, as_known, learnt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seeds.document import Document
    from seeds.reading.name import Name
    from seeds.reading.unit import Unit

_WIDE = str.maketrans("()", "（）")
_NAMES = re.compile(r"项目|名称|工程|地块|点位|小区|片区|路名|道路|学校|站点|内容")
_NO_PROSE = frozenset(("header", "title"))
_BATCH = 16_000
BEGINNING = 40_000
"""How many characters at the beginning tell what a report is about and which zones it names."""


def extract(document: Document, lent: Lent | None = None, *, report: str = "") -> Iterator[Found]:
    """
    Yield the mentions of a document in the order of the text.

    Parameters
    ----------
    document
        The report as read.
    lent
        The names that a district lends; None reads with everyday words only.
    report
        The id of the report, written to every row; the file's name without one.
    """
    reading = _Reading(document, lent or Lent(), report or document.name)
    for parts in _batches(units(document.text)):
        yield from reading.read(parts)
    yield from reading.context.close()


class _Part(NamedTuple):
    """A stretch of a unit that is read in one piece; `at` is where in the unit it begins."""

    unit: Unit
    at: int
    text: str


class _Reading:
    """Reads the units of one document; holds what earlier units say for later ones."""

    def __init__(self, document: Document, lent: Lent, report: str) -> None:
        self.text, self.report = document.text, report
        self.beginning = fold(document.text[:BEGINNING])
        zones = lent.zones or learnt(self.beginning)
        self.zones = Zones(zones, given=bool(lent.zones))
        home = home_of(self.beginning)
        own = {} if lent.zones else as_known(zones)
        if home.district and home.district not in lent.names:
            own[home.district] = Known(home.district, "area", "area")
        self.own = own_words(own)
        self.forms = Forms(Knowledge(lexicon(lent.names), home, own))
        self.years: Years | None = None
        self.table_title = ""
        self.context, self.row, self.row_zone = Context(), "", ""
        self.under: tuple[str, ...] | None = None

    def read(self, parts: list[_Part]) -> Iterator[Found]:
        """Yield the rows of the contexts that end in some parts, and read them."""
        starts, at = [], 0
        for part in parts:
            starts.append(at)
            at += len(part.text) + 1
        named = [part.unit.kind == "label" or _names_column(part.unit.column) for part in parts]
        said = tokens(
            "\n".join(part.text for part in parts), self.forms.knowledge.lexicon, self.own
        )
        for part, start, names in zip(
            parts, starts, names_in(said, self.forms, starts, named), strict=True
        ):
            yield from self._enter(part.unit)
            if part.unit.kind in _NO_PROSE:
                continue
            self.years.read(headings=part.unit.headings, text=part.unit.text)  # type: ignore[union-attr]
            if names and not self.context.states(part.unit, names):
                self._add(part, start, names)

    def _enter(self, unit: Unit) -> list[Found]:
        """Return the rows of the context that ends before a unit."""
        if self.years is None:
            self.years = Years(unit.text, self.beginning[:1500])
        if unit.kind == "title":
            self.table_title = unit.text
        if unit.row != self.row:
            self.row, self.row_zone = unit.row, ""
            self.context.next_row()
        self.row_zone = self.zones.of_cell(unit.column, unit.text) or self.row_zone
        under = (unit.table,) if unit.table else ("", *unit.headings[:2])
        if under == self.under:
            return []
        self.under = under
        if not unit.table and unit.kind != "title":
            self.table_title = ""
        return self.context.close()

    def _add(self, part: _Part, start: int, names: list[Name]) -> None:
        """Keep the mentions of a part, which begins at `start` in what was read with it."""
        unit = part.unit
        names = [name._replace(start=name.start - start, end=name.end - start) for name in names]
        zone = self.zones.of_row(unit.row) if unit.row or unit.kind == "label" else ""
        zone = zone or self.row_zone
        last: Name | None = None
        for name, status in zip(names, _said(part.text, names), strict=True):
            near = zone or self.zones.before(name, last, part.text)
            found = self._found(part, name, status, near)
            last = name if name.zone else name._replace(zone=found.zone_reported)
            self.context.add(found, in_table=bool(unit.table), alone=len(names) == 1)

    def _found(self, part: _Part, name: Name, status: str, zone: str) -> Found:
        """Return a name of a part as a mention."""
        unit, at = part.unit, part.at
        start, end = unit.span(name.start + at, name.end + at)
        year = self.years.year(  # type: ignore[union-attr]
            headings=unit.headings,
            table_title=self.table_title,
            text=unit.text,
            position=name.start + at,
        )
        return Found(
            self.report, unit.table, unit.headings[-1] if unit.headings else "", start, end,
            " ".join(self.text[start:end].split()), name.name.translate(_WIDE), name.kind,
            name.road_from, name.road_to, name.address, name.parent, status,
            "" if name.placeable == "no" else stage_of(status), year,
            name.zone or zone or self.zones.of_sentence(part.text, name.start),
            name.placeable, name.note,
        )  # fmt: skip


def _batches(read: Iterable[Unit]) -> Iterator[list[_Part]]:
    """Yield units in handfuls, so that the cost of a pass over a text is shared."""
    batch: list[_Part] = []
    size = 0
    for unit in read:
        for at, text in _pieces(unit.text):
            batch.append(_Part(unit, at, text))
            size += len(text)
            if size > _BATCH:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield a long text in pieces that end where a sentence or a clause ends."""
    start = 0
    while len(text) - start > _BATCH:
        end = max(text.rfind(sign, start, start + _BATCH) for sign in "。;,、") + 1
        end = end if end > start else start + _BATCH
        yield start, text[start:end]
        start = end
    yield start, text[start:] if start else text


@cache
def _names_column(column: str) -> bool:
    """Tell whether a column holds names."""
    return bool(_NAMES.search(column))


def _said(text: str, names: list[Name]) -> list[str]:
    """Return what is said of each name; nothing of one inside another, or of a counted class."""
    standing: list[Name] = []
    for name in names:
        last = standing[-1] if standing else None
        inside = last is not None and name.start < last.end and name.end <= last.end
        same = last is not None and (name.start, name.end) == (last.start, last.end)
        if name.note != COUNTED and (same or not inside):
            standing.append(name)
    said = dict(zip(map(id, standing), statuses(text, _spans(standing)), strict=True))
    return [said.get(id(name), "") for name in names]


def _spans(names: list[Name]) -> list[tuple[int, int]]:
    """Return the spans of names, cut so that they do not overlap."""
    spans: list[tuple[int, int]] = []
    at = 0
    for name in names:
        start = max(name.start, at) if spans and (name.start, name.end) != spans[-1] else name.start
        spans.append((start, max(name.end, start)))
        at = spans[-1][1]
    return spans
