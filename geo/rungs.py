"""
The rungs of the ladder: each turns one kind of statement into a hit, or says why not.

A rung takes names and returns a `Hit` (degrees) or a sentence in plain words that goes into the
list of what was tried. Rungs know the gazetteer, not the projects.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import Point

from geo import accuracy
from geo.addresses import Anchor, Habit, NumberedRoad
from geo.answer import Hit
from geo.lines import NamedLines
from geo.metric import to_degrees, to_metres
from geo.names import name_key
from geo.plots import Block, block_between
from geo.roads import Roads
from geo.stretches import Stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.crossings import Crossing
    from geo.gazetteer import Gazetteer, KnownNumber
    from geo.lines import Named
    from geo.names import Address

OSM = "OpenStreetMap"
_EDGE_OF_DATA_M = 300.0


class Rungs:
    """
    The rungs over one gazetteer.

    Parameters
    ----------
    gazetteer
        Where names are looked up.
    numbers
        Known house numbers beside those of the gazetteer: road name to numbers.
    habit
        How house numbers run where none is known.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        numbers: Mapping[str, Sequence[KnownNumber]] | None = None,
        habit: Habit | None = None,
    ) -> None:
        self.gazetteer = gazetteer
        self.lines = NamedLines(gazetteer)
        self.roads = Roads(gazetteer, self.lines)
        self._numbers = {name_key(road): found for road, found in (numbers or {}).items()}
        self._habit = habit or Habit()
        self._numbered: dict[str, NumberedRoad] = {}
        self._blocks: dict[frozenset[str], Block | None] = {}

    @cached_property
    def home(self) -> BaseGeometry:
        """The district's shape, metres."""
        return to_metres(self.gazetteer.district.shape)

    @cached_property
    def _around(self) -> BaseGeometry:
        """The district and the rim up to which the data is whole, metres."""
        around = self.home.buffer(_EDGE_OF_DATA_M)
        shapely.prepare(around)
        return around

    # --- crossing ----------------------------------------------------------------------------

    def crossing(self, first: str, second: str, *, hint: Point | None = None) -> Hit | str:
        """Return where two roads (or a road and a river) meet."""
        missing = [name for name in (first, second) if self.lines.find(name) is None]
        if missing:
            return f"路口：地图上没有{'、'.join(missing)}"
        found = self.roads.crossings(first, second)
        if not found:
            return f"路口：{first}与{second}在地图上不相交"
        found = sorted(found, key=lambda c: self._merit(c, hint))
        best = found[0]
        claim = best.claim_m
        note = best.said()
        if len(found) > 1:
            apart = max(best.point.distance(other.point) for other in found[1:])
            note = f"两路相交{len(found)}处，取其一，最远的另一处相距约{apart:.0f}米" + (
                f"；{note}" if note else ""
            )
            claim = max(claim, apart) if hint is None else claim
        return self._hit(best.point, "crossing", claim, f"{first}×{second}", note)

    def _merit(self, crossing: Crossing, hint: Point | None) -> tuple[float, float, float]:
        away = 0.0 if hint is None else crossing.point.distance(hint)
        outside = float(self.home.distance(crossing.point) > 0)
        return outside, away, float(crossing.point.distance(self.home.centroid))

    # --- stretch -----------------------------------------------------------------------------

    @cached_property
    def stretches(self) -> Stretches:
        """The rung for stretches."""
        return Stretches(self.gazetteer, self.lines, self.roads, self._hit)

    def stretch(
        self,
        host: str,
        start: str,
        end: str,
        *,
        hint: BaseGeometry | None = None,
        within_m: float = 0.0,
        lent: Mapping[str, Named] | None = None,
    ) -> Hit | str:
        """Return the line along `host` from `start` to `end` (`Stretches.between`)."""
        if not start and not end:
            return self.whole(host)
        return self.stretches.between(host, start, end, hint=hint, within_m=within_m, lent=lent)

    def whole(self, name: str) -> Hit | str:
        """Return a whole road, river or metro line, clipped to the district."""
        return self.stretches.whole(name)

    # --- bounds ------------------------------------------------------------------------------

    def bounds(self, names: Iterable[str], *, hint: Point | None = None) -> Hit | str:
        """Return the block between named roads or rivers."""
        wanted = list(dict.fromkeys(name for name in names if name))
        found = {name: self.lines.find(name) for name in wanted}
        lost = [name for name, line in found.items() if line is None]
        walls = {name: line.wall for name, line in found.items() if line is not None}
        if lost:
            return f"四至：地图上没有{'、'.join(lost)}"
        key = frozenset(wanted) if hint is None else None
        if key is None or key not in self._blocks:
            block = block_between(walls, hint=hint)
            if key is not None:
                self._blocks[key] = block
        else:
            block = self._blocks[key]
        if block is None:
            return f"四至：{'、'.join(wanted)}在地图上围不成一块地"
        note = f"四至有缺口，最宽约{block.open_m:.0f}米，已直接连上" if block.open_m else ""
        return self._hit(
            block.shape, "bounds", accuracy.BLOCK_M + block.open_m / 2, "、".join(wanted), note
        )

    # --- address -----------------------------------------------------------------------------

    def address(self, address: Address, *, between: tuple[str, ...] = ()) -> Hit | str:
        """Return where a house number lies; `between` names two roads on either side of it."""
        line = self.lines.find(address.road)
        if line is None or line.kind != "road":
            return f"门牌：地图上没有{address.road}"
        if line.name not in self._numbered:
            self._numbered[line.name] = self._numbered_road(line)
        road = self._numbered[line.name]
        found = road.find(address.number)
        if found.how == "off":
            asked = f"{address.number}{address.unit}"
            return f"门牌：按已知门牌推算，地图范围内的{address.road}没有{asked}"
        claim = min(accuracy.address_m(found.how, found.reach_m), float(road.axis.length))
        point = found.point
        ends = [self.roads.crossings(line.name, name) for name in between]
        if len(ends) == 2 and all(ends) and found.how != "exact":  # noqa: PLR2004
            point, off = road.within(found, (ends[0][0].point, ends[1][0].point))
            claim = min(claim, round(off + accuracy.NODE_M, -1))
        near = found.nearest
        how = {
            "exact": "门牌位置已知",
            "between": "在已知门牌之间内插",
            "beyond": "按已知门牌向外推算",
            "one": "该路只有一个已知门牌，按惯例方向推算",
            "habit": "该路没有已知门牌，按本市门牌惯例推算",
            "none": "该路没有已知门牌，取路中",
        }[found.how]
        note = how if near is None else f"{how}（最近的已知门牌：{near.number}号）"
        source = line.name if near is None else near.source
        return self._hit(point, "address", claim, source, note)

    def _numbered_road(self, line: Named) -> NumberedRoad:
        known = [*self._numbers.get(name_key(line.name), ()), *self.gazetteer.numbers(line.name)]
        anchors = [Anchor(k.number, to_metres(Point(k.lon, k.lat)), k.source) for k in known]
        return NumberedRoad(line.shape, anchors, is_end=self._around.covers, habit=self._habit)

    # --- helpers -----------------------------------------------------------------------------

    def _hit(
        self,
        shape: BaseGeometry,
        method: str,
        claim: float,
        source_id: str,
        *notes: str,
        degrees: BaseGeometry | None = None,
    ) -> Hit:
        note = "；".join(dict.fromkeys(filter(None, notes)))
        table = "lines" if method == "line" else "roads"
        snapshot = self.gazetteer.snapshot(table)
        where = to_degrees(shape) if degrees is None else degrees
        return Hit(where, method, round(claim), OSM, source_id, snapshot, note)
