"""From a document to its mentions, in the order in which they stand there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

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
from seeds.reading.tokens import tokens
from seeds.reading.units import units
from seeds.reading.years import Years
from seeds.reading.zones import Zones, as_known, learnt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeds.document import Document
    from seeds.reading.name import Name
    from seeds.reading.unit import Unit

_WIDE = str.maketrans("()", "（）")
_NAMES = re.compile(r"项目|名称|工程|地块|点位|小区|片区|路名|道路|学校|站点|内容")
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
    for unit in units(document.text):
        yield from reading.read(unit)
    yield from reading.rest()


@dataclass(slots=True)
class _Row:
    """A place in one context: its first mention with a status, and where else it stands."""

    found: Found
    also: list[int] = field(default_factory=list)


class _Reading:
    """Reads the units of one document; holds what earlier units say for later ones."""

    def __init__(self, document: Document, lent: Lent, report: str) -> None:
        self.text, self.report = document.text, report
        beginning = fold(document.text[:BEGINNING])
        zones = lent.zones or learnt(beginning)
        self.zones = Zones(zones)
        home = home_of(beginning)
        own = {} if lent.zones else as_known(zones)
        if home.district and home.district not in lent.names:
            own[home.district] = Known(home.district, "area", "area")
        self.own = re.compile("|".join(map(re.escape, sorted(own, key=len, reverse=True)))) if own else None
        self.forms = Forms(lexicon(lent.names), home, own)
        self.years: Years | None = None
        self.beginning = beginning
        self.table_title = ""
        self.context: tuple[str, ...] | None = None
        self.rows: dict[tuple[str, ...], _Row] = {}
        self.row = ""
        self.road: tuple[str, ...] | None = None
        self.places: list[tuple[str, ...]] = []

    def read(self, unit: Unit) -> Iterator[Found]:
        """Yield the rows of the context that ends before a unit, and read the unit."""
        if self.years is None:
            self.years = Years(unit.text, self.beginning[:1500])
        if unit.kind == "title":
            self.table_title = unit.text
        context = (unit.table or "", *(() if unit.table else unit.headings[:2]))
        if context != self.context:
            yield from self.rest()
            self.context = context
            if not unit.table and unit.kind != "title":
                self.table_title = ""
        if unit.kind in ("header", "title") or not unit.text:
            return
        self.years.read(headings=unit.headings, text=unit.text)
        if self._limits(unit):
            return
        self.forms.named = bool(unit.kind == "label" or _NAMES.search(unit.column))
        said = tokens(unit.text, self.forms.lexicon, self.own)
        names = names_in(said, self.forms)
        if names:
            self._add(unit, names)

    def _limits(self, unit: Unit) -> bool:
        """Give the road of this row the limits that a cell of its own states."""
        if unit.row != self.row:
            self.row, self.road, self.places = unit.row, None, []
        if unit.column and self.places and is_where(unit.column):
            return self._addressed(unit)
        ends = limits(unit.column, unit.text) if unit.column and self.road else None
        if ends is None or self.road not in self.rows:
            return False
        row = self.rows.pop(self.road)
        row.found = limited(row.found, ends)
        self.rows[(row.found.name, *ends, row.found.placeable)] = row
        self.road = None
        return True

    def _addressed(self, unit: Unit) -> bool:
        """Give the one place of this row the address that a cell of its own states."""
        names = names_in(tokens(unit.text, self.forms.lexicon, self.own), self.forms)
        addresses = [name.address for name in names if name.address]
        row = self.rows.get(self.places[0]) if len(self.places) == 1 else None
        if len(addresses) != 1 or row is None or row.found.address:
            return False
        row.found = replace(row.found, address=addresses[0])
        return True

    def rest(self) -> list[Found]:
        """Return the rows of the context that is being read, and begin a new one."""
        rows = [
            replace(row.found, note=_noted(row)) if row.also else row.found
            for row in self.rows.values()
        ]
        self.rows = {}
        return sorted(rows, key=lambda row: (row.start, row.end))

    def _add(self, unit: Unit, names: list[Name]) -> None:
        said = _said(unit.text, names)
        zone = self.zones.of_row(unit.row) if unit.row or unit.kind == "label" else ""
        last: Name | None = None
        for name, status in zip(names, said, strict=True):
            found = self._found(unit, name, status, zone or self.zones.before(name, last, unit.text))
            last = name if name.zone or not found.zone_reported else replace(name, zone=found.zone_reported)
            key = (found.name, found.road_from, found.road_to, found.placeable)
            if unit.table and found.kind == "road" and len(names) == 1:
                self.road = key
            if unit.table and found.placeable != "no":
                self.places.append(key)
            row = self.rows.get(key)
            if row is None:
                self.rows[key] = _Row(found)
            elif found.status and not row.found.status and found.placeable != "no":
                row.also.append(row.found.start)
                zone = found.zone_reported or row.found.zone_reported
                row.found = replace(found, zone_reported=zone)
            else:
                row.also.append(found.start)
                if found.zone_reported and not row.found.zone_reported:
                    row.found = replace(row.found, zone_reported=found.zone_reported)

    def _found(self, unit: Unit, name: Name, status: str, zone: str) -> Found:
        start, end = unit.span(name.start, name.end)
        zone = name.zone or zone or self.zones.of_sentence(unit.text, name.start)
        year = self.years.year(  # type: ignore[union-attr]
            headings=unit.headings, table_title=self.table_title, text=unit.text, position=name.start
        )
        return Found(
            self.report, unit.table, unit.headings[-1] if unit.headings else "", start, end,
            re.sub(r"\s+", " ", self.text[start:end]), name.name.translate(_WIDE), name.kind, name.road_from,
            name.road_to, name.address, name.parent, status,
            "" if name.placeable == "no" else stage_of(status), year, zone, name.placeable, name.note,
        )  # fmt: skip


def _said(text: str, names: list[Name]) -> list[str]:
    """Return what is said of each name; nothing of one inside another, or of a counted class."""
    standing: list[Name] = []
    for name in names:
        inside = standing and name.start < standing[-1].end and name.end <= standing[-1].end
        same = standing and (name.start, name.end) == (standing[-1].start, standing[-1].end)
        if name.note != COUNTED and (same or not inside):
            standing.append(name)
    said = dict(zip(map(id, standing), statuses(text, _spans(standing)), strict=True))
    return [said.get(id(name), "") for name in names]


def _spans(names: list[Name]) -> list[tuple[int, int]]:
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
