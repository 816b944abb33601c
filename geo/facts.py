"""
Checked facts: one row of `locators.csv` turned into a hit.

A fact keeps the radius that a person gave it; the rung that carries it out may only widen it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shapely.geometry import LineString, Point

from geo.answer import Hit
from geo.metric import to_metres
from geo.names import name_key, parse_address
from geo.rungs import OSM

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.gazetteer import Place
    from geo.rungs import Rungs
    from seeds.records import LocatorFact

_SAME_OBJECT_M = 400.0
_BETWEEN_STOPS = 1.5
"""A line from stop to stop is less sure than the stops by this factor."""
_WIDENED = {"stretch", "address"}
_SOURCES = {
    "page": "公开网页",
    "report": "报告",
    "address_list": "公开清单的地址文字",
    "general_knowledge": "常识",
}
_CERTAINTY = {"likely": "推断", "doubtful": "存疑"}


class FactReader:
    """Carries out checked facts with the rungs of one gazetteer."""

    def __init__(self, rungs: Rungs) -> None:
        self._rungs = rungs
        self._known: dict[tuple[str, int], Hit | str] = {}
        self._do: dict[str, Callable[[LocatorFact], Hit | str]] = {
            "osm": self._object,
            "point": self._point,
            "address": self._address,
            "crossing": lambda fact: rungs.crossing(fact.arg1, fact.arg2),
            "bounds": lambda fact: rungs.bounds(fact.args),
            "stretch": lambda fact: rungs.stretch(fact.arg1, fact.arg2, fact.arg3),
            "none": lambda fact: f"查证过：{fact.arg1}" if fact.arg1 else "查证过，没有可信的来源",
        }

    def read(self, fact: LocatorFact) -> Hit | str:
        """Return what a fact says, or why it cannot be carried out."""
        key = (fact.name, fact.rank)
        if key not in self._known:
            self._known[key] = self._with_source(self._do[fact.method](fact), fact)
        return self._known[key]

    def stations(self, facts: Sequence[LocatorFact]) -> Hit | str:
        """Return a line through the known stations of a metro line whose track no map has."""
        stops = [Point(float(f.arg1), float(f.arg2)) for f in facts if f.method == "osm"]
        if len(stops) < 2:  # noqa: PLR2004 - a line has two ends
            return ""
        line = LineString(_chained(stops))
        claim = _BETWEEN_STOPS * max(
            fact.accuracy_m or 0.0 for fact in facts if fact.method == "osm"
        )
        note = f"示意：线路走向未见于地图，按已知的{len(stops)}座车站连线"
        ids = " ".join(fact.arg3 for fact in facts if fact.method == "osm")
        return Hit(
            line,
            "line",
            claim,
            OSM,
            ids,
            self._rungs.gazetteer.snapshot("places"),
            note,
        )

    def _with_source(self, found: Hit | str, fact: LocatorFact) -> Hit | str:
        if isinstance(found, str):
            return found
        own = fact.accuracy_m
        widened = found.accuracy_m if fact.method in _WIDENED else 0.0
        claim = max(own, widened) if own is not None else found.accuracy_m
        doubt = _CERTAINTY.get(fact.certainty, "")
        note = "；".join(part for part in (doubt, found.note) if part)
        said = f"{fact.arg1}{fact.arg2}" if fact.method == "address" else found.source_id
        word = _SOURCES.get(fact.source_type, fact.source_type)
        source = found.source if fact.source_type == "osm" else f"locators.csv（{word}）"
        return replace(found, accuracy_m=claim, note=note, said=said, source=source, source_id=said)

    def _object(self, fact: LocatorFact) -> Hit | str:
        where = Point(float(fact.arg1), float(fact.arg2))
        place = self._same_object(fact, where)
        snapshot = place.snapshot if place else self._rungs.gazetteer.snapshot("places")
        source = place.source_id if place else fact.arg3
        shape = where if place is None or place.kind == "metro_station" else place.shape
        return Hit(shape, "place", fact.accuracy_m or 0.0, OSM, source, snapshot)

    def _same_object(self, fact: LocatorFact, where: Point) -> Place | None:
        """Return the gazetteer's object that the fact names by id, or else by name and position."""
        named = self._rungs.gazetteer.places(fact.arg4)
        for place in named:
            if place.source_id.rpartition("/")[2] == fact.arg3:
                return place
        here = to_metres(where)
        near = [(float(to_metres(place.shape).distance(here)), place) for place in named]
        apart, nearest = min(near, key=lambda pair: pair[0], default=(_SAME_OBJECT_M, None))
        return nearest if apart < _SAME_OBJECT_M else None

    def _point(self, fact: LocatorFact) -> Hit | str:
        where = Point(float(fact.arg1), float(fact.arg2))
        return Hit(where, "place", fact.accuracy_m or 0.0, note="由已知地物推得的位置")

    def _address(self, fact: LocatorFact) -> Hit | str:
        address = parse_address(fact.arg1 + fact.arg2)
        if address is None or name_key(address.road) != name_key(fact.arg1):
            return f"门牌：看不懂“{fact.arg1}{fact.arg2}”"
        between = tuple(fact.arg3.split("|")) if "|" in fact.arg3 else ()
        return self._rungs.address(address, between=between)


def _chained(points: list[Point]) -> list[Point]:
    """Order points along the way that always goes to the nearest one left, from an outer end."""
    start = max(points, key=lambda p: sum(p.distance(q) for q in points))
    chain, left = [start], [p for p in points if p is not start]
    while left:
        nearest = min(left, key=chain[-1].distance)
        chain.append(nearest)
        left.remove(nearest)
    return chain
