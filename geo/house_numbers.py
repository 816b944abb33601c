"""The rung of addresses: a road with a house number, a lane or a range of them."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from shapely.geometry import LineString, Point

from geo.addresses import Anchor, Habit, NumberedRoad
from geo.gazetteer import KnownNumber
from geo.metric import to_metres
from geo.names import name_key
from geo.numbering import STEP_SHARE, Pace
from seeds.vocabulary import BY_CROSSING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.accuracy import Claims
    from geo.addresses import NumberedPoint
    from geo.gazetteer import Gazetteer
    from geo.lines import Named, NamedLines
    from geo.names import Address
    from seeds.district import District

_SAME_OBJECT_M = 60.0
_NEAR_A_CROSSING_M = 50.0
"""How far a number may be from the crossing that its address names beside it, metres."""
_INSIDE_A_LANE_M = 60.0
"""How far a house may lie inside its lane, metres."""
_ONE_THING_M = 1000.0
"""Numbers of one address that lie further apart than this are not one place, metres."""
_HOW = {
    "exact": "门牌位置已知",
    "between": "在已知门牌之间内插",
    "beyond": "按已知门牌向外推算",
    "one": "该路只有一个已知门牌，按惯例方向推算",
    "habit": "该路没有已知门牌，按本市门牌惯例推算",
    "none": "该路没有已知门牌，取路中",
}


class HouseNumbers:
    """
    House numbers of one gazetteer.

    Parameters
    ----------
    gazetteer
        Known numbers, and the outlines of what bears them.
    lines
        Roads by name.
    numbers
        Known numbers beside those of the gazetteer: road name to numbers.
    habit
        How numbers run where none is known.
    is_end
        Tells whether a point (metres) is far enough inside the data to be the end of a road.
    claims
        How far off answers are.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        lines: NamedLines,
        *,
        numbers: Mapping[str, Sequence[KnownNumber]] | None,
        habit: Habit | None,
        is_end: Callable[[Point], bool],
        claims: Claims,
    ) -> None:
        self._claims = claims
        self._gazetteer = gazetteer
        self._lines = lines
        self._numbers = {name_key(road): found for road, found in (numbers or {}).items()}
        self._habit = habit or Habit()
        self._is_end = is_end
        self._roads: dict[str, NumberedRoad] = {}

    def road(self, name: str) -> NumberedRoad | None:
        """Return the road with its numbers, None if no road has that name."""
        line = self._lines.find(name)
        if line is None or line.kind != "road":
            return None
        if line.name not in self._roads:
            anchors = [
                Anchor(k.number, self._shape(k), k.source, _NEAR_A_CROSSING_M * k.by_crossing)
                for k in self.known(line)
            ]
            self._roads[line.name] = self.numbered(line, anchors)
        return self._roads[line.name]

    def roads(self) -> list[str]:
        """Return the roads (their match keys) of which any number is known."""
        return sorted({*self._numbers, *self._gazetteer.numbered_roads()})

    def known(self, line: Named) -> list[KnownNumber]:
        """Return all numbers known on a road, the district's own first."""
        return [*self._numbers.get(name_key(line.name), ()), *self._gazetteer.numbers(line.name)]

    def numbered(self, line: Named, anchors: Sequence[Anchor]) -> NumberedRoad:
        """Return a road with just these known numbers."""
        return NumberedRoad(line.shape, anchors, is_end=self._is_end, habit=self._habit)

    def _shape(self, known: KnownNumber) -> BaseGeometry:
        """Return the outline of what bears a number, or its point, metres."""
        point = Point(known.lon, known.lat)
        outline = self._gazetteer.outline_of(known.osm_id) if known.osm_id else None
        if outline is None:
            return to_metres(point)
        here, shape = to_metres(point), to_metres(outline)
        return shape if shape.distance(here) < _SAME_OBJECT_M else here

    def claim(self, found: NumberedPoint, road: NumberedRoad, address: Address) -> float:
        """Return how far off a found number may be, metres: not more than a whole road is long."""
        claim = self._claims.metres("address", found.how, sigma_m=found.sigma_m)
        if address.unit != "号" and re.search(r"\d", address.rest):
            claim += _INSIDE_A_LANE_M
        return min(claim, float(road.axis.length)) if road.is_whole else claim

    def find(self, road: NumberedRoad, address: Address) -> tuple[NumberedPoint, float]:
        """
        Return where an address lies (a range: its middle) and the claim, metres.

        It lies nowhere, with a claim of nought, where `how` is `off` (`geo.addresses`) or `apart`
        (the numbers of a range are `sigma_m` metres from one another, too far to be one place).
        """
        found, last = road.find(address.number), road.find(address.last)
        for one in (found, last):
            if one.how == "off":
                return one, 0.0
        claim = self.claim(found, road, address)
        if address.last == address.number:
            return found, claim
        both = LineString([found.point, last.point])
        if both.length > _ONE_THING_M:
            return replace(found, how="apart", sigma_m=float(both.length)), 0.0
        middle = Point(both.interpolate(0.5, normalized=True))
        half = float(both.length) / 2
        surer = min((found, last), key=lambda one: one.sigma_m)
        how = surer.how if surer.how != "exact" or half < 1 else "between"
        ranged = replace(surer, point=middle, how=how)
        return ranged, max(claim, self.claim(last, road, address)) + half


def how_in_words(found: NumberedPoint) -> str:
    """Return in plain words how a number was found."""
    near = found.nearest
    words = _HOW[found.how]
    return words if near is None else f"{words}（最近的已知门牌：{near.number}号）"


# --- what a district says -------------------------------------------------------------------------


def habit_of(district: District | None) -> Habit | None:
    """Return how house numbers run in the district, if its folder says so."""
    said = district.numbering if district else None
    if said is None:
        return None
    east, north = said.heading
    length = math.hypot(east, north)
    odd_left = {"left": True, "right": False}.get(said.odd)
    pace = Pace(step_m=said.step_m, step_sd_m=STEP_SHARE * said.step_m)
    return Habit((east / length, north / length), odd_left=odd_left, pace=pace)


def numbers_of(district: District | None) -> dict[str, list[KnownNumber]]:
    """Return the house numbers of `addresses.csv` that have a position, by road."""
    found: dict[str, list[KnownNumber]] = defaultdict(list)
    for known in district.addresses if district else ():
        if known.lon is None or known.lat is None:
            continue
        number = int(known.number)
        source = f"{known.road}{known.number}{known.unit} {known.name}"
        found[known.road].append(
            KnownNumber(
                number,
                known.unit,
                known.lon,
                known.lat,
                source,
                known.osm_id,
                by_crossing=known.layer == BY_CROSSING,
            )
        )
    return found
