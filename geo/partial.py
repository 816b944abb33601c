"""
What is sure of a stretch that does not run through on the map, or is on no map at all.

Everything drawn here is a sketch, says so, and claims no more than its shape can hold. All in
metres; answers are hits or sentences in plain words.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import LineString, Point
from shapely.ops import nearest_points

from geo.crossings import NEAR_M, Crossing

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry

    from geo.answer import Hit
    from geo.lines import Named
    from geo.roads import Path, Roads

SKETCHED = "示意：道路尚未见于地图，按两端直线画出"
EDGE_OF_DATA_M = 300.0
"""How far around the district the data is whole, metres."""
SURE_OF_SKETCH_M = 300.0
"""The least that a road on no map claims, metres."""
_SKETCH_REACH_M = 3000.0
_OPEN_REACH_M = 500.0
"""How far a road of the map may still have to grow to an end that it is said to reach."""
_SURE_OF_GAP_M = 100.0
"""The least that a straight line across a gap in a road claims, metres."""
_GAP_REACH_M = 1500.0
"""How far apart two ends on one broken road may be; beyond, the name may belong to two roads."""
_SIDE_M = 200.0
"""A road that goes on less far than this beyond its known end does not lie on that side."""


class Partial:
    """Draws what is sure, over the roads and the district (metres) of one gazetteer."""

    def __init__(
        self, roads: Roads, home: BaseGeometry, hit: Callable[..., Hit], near_m: float
    ) -> None:
        self._near_m = near_m
        self._roads = roads
        self._home = home
        self._hit = hit

    def part(
        self,
        road: Named,
        names: tuple[str, str],
        met: list[list[Crossing]],
        ends: list[Named | None],
        hint: BaseGeometry | None,
    ) -> Hit | str:
        """Return what is sure of a stretch when it does not run through on the map."""
        if all(met):
            spots = min(product(*met), key=lambda pair: pair[0].point.distance(pair[1].point))
            line = LineString([spot.point for spot in spots])
            if line.length < 1:
                return f"路段：{road.name}与{names[0]}、{names[1]}交于同一处，两端之间没有路段"
            if line.length > _GAP_REACH_M:
                return f"路段：{road.name}在两端之间地图上不连续，两端相距{line.length:.0f}米"
            note = f"示意：{road.name}在两端之间地图上不连续，按直线画出"
            claim = max(line.length / 4, _SURE_OF_GAP_M)
            return self._hit(line, "stretch_partial", claim, road.osm_ids, note)
        known = next((i for i in (0, 1) if met[i]), None)
        if known is None:
            return self._beyond(road, names, ends, hint)
        other = ends[1 - known]
        if other is None:
            return self._onward(road, met[known], names[1 - known], reverse=known == 1)
        return self._continued(road, met[known], other, names[1 - known], reverse=known == 1)

    def _beyond(
        self,
        road: Named,
        names: tuple[str, str],
        ends: list[Named | None],
        hint: BaseGeometry | None,
    ) -> Hit | str:
        """Return a straight line where the road is to be continued but meets neither end yet."""
        if any(end is None for end in ends):
            lost = "、".join(name for name, end in zip(names, ends, strict=True) if end is None)
            return f"路段：{road.name}与两端都不相交，地图上也没有{lost}"
        shapes = [end.shape for end in ends if end is not None]
        near, far = sorted(float(road.shape.distance(shape)) for shape in shapes)
        if near > _OPEN_REACH_M or far > _GAP_REACH_M:
            return f"路段：{road.name}与两端都不相交，在地图上相距{near:.0f}米和{far:.0f}米"
        tips = shapely.get_parts(road.shape.boundary)
        tip = min(tips, key=lambda p: sum(p.distance(shape) for shape in shapes))
        found = self.sketched(road.name, names, ends, tip if hint is None else hint)
        if isinstance(found, str):
            return found
        return replace(found, note=f"示意：{road.name}在地图上还不到这一段，按两端直线画出")

    def _continued(
        self, road: Named, met: list[Crossing], other: Named, name: str, *, reverse: bool
    ) -> Hit | str:
        """Return the road from its known end on, and straight to the road it does not reach yet."""
        tip, far = nearest_points(road.shape, other.wall)  # of a river: its water
        gap = float(tip.distance(far))
        if gap > _OPEN_REACH_M:
            return f"路段：{road.name}与{name}在地图上相距{gap:.0f}米"
        path = self._roads.between(road.name, met, [Crossing(tip, "near")])
        start = min(met, key=lambda c: c.point.distance(tip)).point
        runs = path is not None and path.length_m > NEAR_M
        built = list(path.line.coords) if path is not None and runs else [start.coords[0]]
        line = LineString([*built, far.coords[0]])
        note = f"示意：{road.name}在地图上距{name}还有约{gap:.0f}米，这一段按直线画出"
        claim = self._near_m + gap / 2
        return self._hit(
            line.reverse() if reverse else line, "stretch_partial", claim, road.osm_ids, note
        )

    def _onward(self, road: Named, stops: list[Crossing], lost: str, *, reverse: bool) -> Hit | str:
        """Return the road from its one known end to where it stops, if it goes one way only."""
        tips = shapely.get_parts(road.shape.boundary)
        inside = [p for p in tips if self._home.distance(p) < EDGE_OF_DATA_M]
        tip = max(inside, key=lambda p: p.distance(stops[0].point), default=None)
        path = (
            None if tip is None else self._roads.between(road.name, stops, [Crossing(tip, "near")])
        )
        if path is None:
            return f"路段：地图上没有{lost}，也无法沿{road.name}画线"
        behind = max((_behind(path, p) for p in tips), default=0.0)
        if behind > max(_SIDE_M, path.length_m / 2) or path.length_m + behind > _GAP_REACH_M:
            return f"路段：地图上没有{lost}，从另一端起沿{road.name}往哪边、画多远都不能确定"
        line = path.line.reverse() if reverse else path.line
        note = f"示意：地图上没有{lost}，只知另一端，画到路的尽头"
        return self._hit(line, "stretch_partial", line.length + behind, road.osm_ids, note)

    def sketched(
        self,
        host: str,
        names: tuple[str, str],
        ends: list[Named | None],
        hint: BaseGeometry | None,
    ) -> Hit | str:
        """Return a straight line between two known ends of a road that is on no map."""
        lost = [name for name, end in zip(names, ends, strict=True) if end is None]
        if lost:
            return f"路段：地图上没有{host}，也没有它的一端{'、'.join(lost)}"
        a, b = (end.shape for end in ends if end is not None)
        if hint is None:
            spots = nearest_points(a, b)
            reach = float(spots[0].distance(spots[1]))
            claim = max(reach, SURE_OF_SKETCH_M, self._slack(a, b, LineString(spots)))
            if reach < 30 or claim > _SKETCH_REACH_M:  # noqa: PLR2004 - metres
                return f"路段：地图上没有{host}，两端位置也不足以画线"
        else:
            middle = hint.centroid
            spots = nearest_points(a, middle)[0], nearest_points(b, middle)[0]
            reach = float(spots[0].distance(spots[1]))
            if not 30 < reach < _SKETCH_REACH_M:  # noqa: PLR2004 - metres
                return f"路段：地图上没有{host}，两端按线索相距{reach:.0f}米，不足以画线"
            claim = max(SURE_OF_SKETCH_M, reach / 2)
        notes = [end.note for end in ends if end is not None and end.kind == "project"]
        return self._hit(LineString(spots), "stretch_partial", claim, "", SKETCHED, *notes)

    def _slack(self, a: BaseGeometry, b: BaseGeometry, line: LineString) -> float:
        """Return how far along the shorter of two ends a road between them may lie, metres."""
        shorter = min(a, b, key=lambda shape: shape.length).intersection(self._home)
        spots = map(Point, shapely.get_coordinates(shorter))
        return max(map(line.distance, spots), default=0.0)


def _behind(path: Path, tip: Point) -> float:
    """Return how far a tip of the road lies the other way from the known end of a drawn piece."""
    return tip.distance(path.start.point) if path.line.project(tip) < NEAR_M else 0.0


def no_surer(found: Hit | str, within_m: float) -> Hit | str:
    """Widen a hit to the radius of the clue that it rests on."""
    if isinstance(found, str) or found.accuracy_m >= within_m:
        return found
    return replace(found, accuracy_m=within_m)
