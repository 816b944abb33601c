"""From a document to its mentions, in the order in which they stand there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from seeds.reading.fold import fold
from seeds.reading.forms import COUNTED, Forms
from seeds.reading.found import Found
from seeds.reading.home import home_of
from seeds.reading.lending import Lent
from seeds.reading.lexicon import Known, lexicon
from seeds.reading.limits import is_where, limited, limits
from seeds.reading.phrases import names_in
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
    yield from reading.rest()


@dataclass(slots=True)
class _Row:
    """A place in one context: its first mention with a status, and where else it stands."""

    found: Found
    also: list[int] = field(default_factory=list)


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
        self.zones = Zones(zones)
        home = home_of(self.beginning)
        own = {} if lent.zones else as_known(zones)
        if home.district and home.district not in lent.names:
            own[home.district] = Known(home.district, "area", "area")
        self.own = own_words(own)
        self.forms = Forms(lexicon(lent.names), home, own)
        self.years: Years | None = None
        self.table_title = ""
        self.context: tuple[str, ...] | None = None
        self.rows: dict[tuple[str, ...], _Row] = {}
        self.row = ""
        self.road: tuple[str, ...] | None = None
        self.places: list[tuple[str, ...]] = []

    def read(self, parts: list[_Part]) -> Iterator[Found]:
        """Yield the rows of the contexts that end in some parts, and read them."""
        starts, at = [], 0
        for part in parts:
            starts.append(at)
            at += len(part.text) + 1
        named = [part.unit.kind == "label" or _names_column(part.unit.column) for part in parts]
        said = tokens("\n".join(part.text for part in parts), self.forms.lexicon, self.own)
        for part, start, names in zip(
            parts, starts, names_in(said, self.forms, starts, named), strict=True
        ):
            yield from self._enter(part.unit)
            if part.unit.kind in _NO_PROSE:
                continue
            self.years.read(headings=part.unit.headings, text=part.unit.text)  # type: ignore[union-attr]
            if names and not self._stated(part.unit, names):
                self._add(part, start, names)

    def _enter(self, unit: Unit) -> list[Found]:
        """Return the rows of the context that ends before a unit."""
        if self.years is None:
            self.years = Years(unit.text, self.beginning[:1500])
        if unit.kind == "title":
            self.table_title = unit.text
        if unit.row != self.row:
            self.row, self.road, self.places = unit.row, None, []
        context = (unit.table,) if unit.table else ("", *unit.headings[:2])
        if context == self.context:
            return []
        rows, self.context = self.rest(), context
        if not unit.table and unit.kind != "title":
            self.table_title = ""
        return rows

    def rest(self) -> list[Found]:
        """Return the rows of the context that is being read, and begin a new one."""
        rows = [
            replace(row.found, note=_noted(row)) if row.also else row.found
            for row in self.rows.values()
        ]
        self.rows = {}
        return sorted(rows, key=lambda row: (row.start, row.end))

    # --- what a cell says of another cell's place -------------------------------------------------

    def _stated(self, unit: Unit, names: list[Name]) -> bool:
        """Give the place of this row the limits or the address that a cell of its own states."""
        if not unit.column:
            return False
        if self.places and is_where(unit.column):
            return self._addressed(names)
        ends = limits(unit.column, unit.text) if self.road in self.rows else None
        if ends is None or self.road is None:
            return False
        row = self.rows.pop(self.road)
        row.found = limited(row.found, ends)
        self.rows[(row.found.name, *ends, row.found.placeable)] = row
        self.road = None
        return True

    def _addressed(self, names: list[Name]) -> bool:
        """Give the one place of this row its address."""
        addresses = [name.address for name in names if name.address]
        row = self.rows.get(self.places[0]) if len(self.places) == 1 else None
        if len(addresses) != 1 or row is None or row.found.address:
            return False
        row.found = replace(row.found, address=addresses[0])
        return True

    # --- mentions ---------------------------------------------------------------------------------

    def _add(self, part: _Part, start: int, names: list[Name]) -> None:
        unit = part.unit
        names = [name._replace(start=name.start - start, end=name.end - start) for name in names]
        zone = self.zones.of_row(unit.row) if unit.row or unit.kind == "label" else ""
        last: Name | None = None
        for name, status in zip(names, _said(part.text, names), strict=True):
            near = zone or self.zones.before(name, last, part.text)
            found = self._found(part, name, status, near)
            last = name if name.zone else name._replace(zone=found.zone_reported)
            self._enter_row(unit, found, alone=len(names) == 1)

    def _enter_row(self, unit: Unit, found: Found, *, alone: bool) -> None:
        """Keep a mention: the first of its place in this context, or one more of it."""
        key = (found.name, found.road_from, found.road_to, found.placeable)
        if unit.table and found.placeable != "no":
            self.places.append(key)
            if found.kind == "road" and alone:
                self.road = key
        row = self.rows.get(key)
        if row is None:
            self.rows[key] = _Row(found)
            return
        better = found.status and not row.found.status and found.placeable != "no"
        row.also.append(row.found.start if better else found.start)
        zone = row.found.zone_reported or found.zone_reported
        if better:
            row.found = replace(found, zone_reported=found.zone_reported or zone)
        elif zone != row.found.zone_reported:
            row.found = replace(row.found, zone_reported=zone)

    def _found(self, part: _Part, name: Name, status: str, zone: str) -> Found:
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


def _noted(row: _Row) -> str:
    also = "also@" + ",".join(str(start) for start in sorted(row.also))
    return f"{row.found.note}; {also}" if row.found.note else also
