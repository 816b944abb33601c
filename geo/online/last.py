"""
The last rung: what is asked of online services, and what never is.

Asked are names of single things, and house numbers, that nothing offline could place. Not asked
are traps, what people looked for in vain, what the gazetteer knows and refuses, whole lines,
stretches, crossings and blocks (a point would be a stand-in), names that many things bear, and
cities and provinces, whose namesakes here are restaurants.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.names import name_key, parse_address, parse_bounds, parse_crossing, parse_stretch
from geo.online.contract import Area, Ask
from seeds.naming import LONG, family_of, is_class_name
from seeds.reading.home import provinces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.answer import Answer, Query
    from geo.gazetteer import Gazetteer
    from geo.online.asking import Online
    from seeds.district import District
    from seeds.records import LocatorFact, Project

MOST_ASKED = 3
"""So many names of one thing are asked for."""
_LINE_ENDINGS = (
    "路", "街", "大道", "公路", "高速", "高架", "环线", "弄", "隧道", "号线",
    "河", "港", "浜", "塘", "江", "泾", "路段", "以东", "以西", "以南", "以北",
)  # fmt: skip
_UNASKED_FAMILIES = LONG | {"crossing", "rail"}
_UNASKED_KINDS = {"area"}
_SHORTEST = 2
_LONGEST = 40


class LastRung:
    """
    Online services bound to one district.

    Parameters
    ----------
    online
        The services.
    gazetteer
        Names that it knows are not asked for; its district is where answers must lie.
    district
        Traps, zones and the district's number.
    """

    def __init__(
        self, online: Online, gazetteer: Gazetteer, district: District | None = None
    ) -> None:
        self._online = online
        self._gazetteer = gazetteer
        outline = gazetteer.district
        code = district.code if district else outline.code
        west, south, east, north = outline.shape.bounds
        self._area = Area(outline.name, code, (west, south, east, north), outline.shape)
        self._never = {name_key(name) for line in provinces() for name in line}
        self._never.update(_never(district) if district else ())

    def project(self, project: Project, facts: Sequence[LocatorFact], offline: Answer) -> Answer:
        """Return the answer for a project of the district that `offline` does not place."""
        if project.placeable == "no" or any(fact.method == "none" for fact in facts):
            return offline
        first, *others = project.names
        return self._answer([first, project.address, *others], project.kind, offline)

    def query(self, query: Query, offline: Answer) -> Answer:
        """Return the answer for a free name that `offline` does not place."""
        if query.road_from or query.road_to:
            return offline
        return self._answer([query.name, query.address, *query.aliases], query.kind, offline)

    def _answer(self, names: Iterable[str], kind: str, offline: Answer) -> Answer:
        if offline.geometry is not None or kind in _UNASKED_KINDS:
            return offline
        if family_of(kind) in _UNASKED_FAMILIES:
            return offline
        texts = list(dict.fromkeys(names))
        if self._refused(texts):
            return offline
        asks = [Ask(text, self._area, kind) for text in texts if _is_single(text)][:MOST_ASKED]
        outcome = self._online.look_up(asks)
        tried = tuple(dict.fromkeys((*offline.tried, *outcome.tried)))
        hit = outcome.hit
        if hit is None:
            return replace(offline, note=outcome.withheld or offline.note, tried=tried)
        return replace(
            offline,
            geometry=hit.shape,
            method=hit.method,
            accuracy_m=hit.accuracy_m,
            source=hit.source,
            source_id=hit.source_id,
            note=hit.note,
            tried=tried,
        )

    def _refused(self, names: Iterable[str]) -> bool:
        """Tell whether the district's own facts already say of a name that it is not placed."""
        return any(
            name_key(name) in self._never or self._gazetteer.places(name) for name in names if name
        )


def _never(district: District) -> Iterator[str]:
    """Yield the keys of traps, of what people looked for in vain, and of zones (outlines)."""
    yield from (name_key(trap.name) for trap in district.traps)
    yield from (name_key(fact.name) for fact in district.locators if fact.method == "none")
    for zone in district.zone_rules.get("zone", ()):
        for name in (zone.get("code"), zone.get("name"), *zone.get("variants", ())):
            yield name_key(str(name))


def _is_single(text: str) -> bool:
    """Tell whether a text names one thing, so that a point can be its place."""
    if not _SHORTEST <= len(text) <= _LONGEST or is_class_name(text):
        return False
    if any(read(text) for read in (parse_stretch, parse_bounds, parse_crossing)):
        return False
    return parse_address(text) is not None or not text.endswith(_LINE_ENDINGS)
