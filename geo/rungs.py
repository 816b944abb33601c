"""
The rungs of the ladder: each turns one kind of statement into a hit, or says why not.

A rung takes names and returns a `Hit` (degrees) or a sentence in plain words that goes into the
list of what was tried. Rungs know the gazetteer, not the projects.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import LineString, Point
from shapely.ops import nearest_points

from geo import accuracy
from geo.accuracy import Claims
from geo.answer import Hit
from geo.blocks import BoundsRung
from geo.house_numbers import HouseNumbers, how_in_words
from geo.lines import NamedLines
from geo.metric import to_degrees, to_metres
from geo.roads import Crossing, Roads

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.addresses import Habit
    from geo.bounds_text import Side
    from geo.gazetteer import Gazetteer, KnownNumber
    from geo.lines import Named
    from geo.names import Address

OSM = "OpenStreetMap"
SKETCHED = "示意：道路尚未见于地图，按两端直线画出"
_EDGE_OF_DATA_M = 300.0
_SKETCH_REACH_M = 3000.0
_OPEN_REACH_M = 500.0
"""How far a road of the map may still have to grow to an end that it is said to reach."""
_GAP_REACH_M = 1500.0
"""How far apart two ends on one broken road may be; beyond, the name may belong to two roads."""
_FLOOR = {"node": accuracy.NODE_M, "over": accuracy.OVER_M, "near": accuracy.NEAR_M}


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
    claims
        How far off answers are.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        numbers: Mapping[str, Sequence[KnownNumber]] | None = None,
        habit: Habit | None = None,
        claims: Claims | None = None,
    ) -> None:
        self.claims = claims or Claims()
        self.gazetteer = gazetteer
        self.lines = NamedLines(gazetteer)
        self.roads = Roads(gazetteer, self.lines)
        self.numbers = HouseNumbers(
            gazetteer,
            self.lines,
            numbers=numbers,
            habit=habit,
            is_end=lambda point: bool(self._around.covers(point)),
            claims=self.claims,
        )
        self._bounds = BoundsRung(gazetteer, self.lines, self.roads, self._hit)

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
        claim = _FLOOR[best.how] + best.spread_m / 2 + best.gap_m
        note = _crossing_note(best)
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
        """
        Return the line along `host` from `start` to `end`.

        `hint` (metres) says roughly where it is and `within_m` how sure that is; they decide on
        roads that no map has yet. `lent` holds ends that are new roads themselves.
        """
        if not start and not end:
            return self.whole(host)
        road = self.lines.find(host)
        ends = [self.lines.find(name) or (lent or {}).get(name) for name in (start, end)]
        if road is None:
            return _no_surer(self._sketched(host, (start, end), ends, hint), within_m)
        if any(line is not None and line.name == road.name for line in ends):
            return f"路段：{host}不能以自己为一端"
        met = [self.roads.crossings(host, name) for name in (start, end)]
        if all(met):
            path = self.roads.between(host, *met)
            if path is not None:
                claim = max(
                    _FLOOR[c.how] + c.spread_m / 2 + c.gap_m for c in (path.start, path.end)
                )
                notes = [_crossing_note(c) for c in (path.start, path.end)]
                notes += [road.note, *(e.note for e in ends if e is not None)]
                if path.gap_m:
                    notes.append(f"沿线有约{path.gap_m:.0f}米地图上不连续")
                return self._hit(path.line, "stretch", claim + path.gap_m / 2, road.osm_ids, *notes)
        found = self._part(road, (start, end), met, ends, hint)
        return found if any(met) else _no_surer(found, within_m)

    def _part(
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
            return self._hit(line, "stretch_partial", max(line.length / 4, 100), road.osm_ids, note)
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
        found = self._sketched(road.name, names, ends, tip if hint is None else hint)
        if isinstance(found, str):
            return found
        return replace(found, note=f"示意：{road.name}在地图上还不到这一段，按两端直线画出")

    def _continued(
        self, road: Named, met: list[Crossing], other: Named, name: str, *, reverse: bool
    ) -> Hit | str:
        """Return the road from its known end on, and straight to the road it does not reach yet."""
        tip, far = nearest_points(road.shape, other.shape)
        gap = float(tip.distance(far))
        if gap > _OPEN_REACH_M:
            return f"路段：{road.name}与{name}在地图上相距{gap:.0f}米"
        path = self.roads.between(road.name, met, [Crossing(tip, "near")])
        start = min(met, key=lambda c: c.point.distance(tip)).point
        built = list(path.line.coords) if path is not None else [start.coords[0]]
        line = LineString([*built, far.coords[0]])
        note = f"示意：{road.name}在地图上距{name}还有约{gap:.0f}米，这一段按直线画出"
        claim = accuracy.NEAR_M + gap / 2
        return self._hit(
            line.reverse() if reverse else line, "stretch_partial", claim, road.osm_ids, note
        )

    def _onward(self, road: Named, stops: list[Crossing], lost: str, *, reverse: bool) -> Hit | str:
        """Return the road from its one known end to its farther end inside the district."""
        tips = shapely.get_parts(road.shape.boundary)
        inside = [p for p in tips if self.home.distance(p) < _EDGE_OF_DATA_M]
        tip = max(inside, key=lambda p: p.distance(stops[0].point), default=None)
        path = (
            None if tip is None else self.roads.between(road.name, stops, [Crossing(tip, "near")])
        )
        if path is None:
            return f"路段：地图上没有{lost}，也无法沿{road.name}画线"
        line = path.line.reverse() if reverse else path.line
        note = f"示意：地图上没有{lost}，只知另一端，画到路的尽头"
        return self._hit(line, "stretch_partial", line.length, road.osm_ids, note)

    def _sketched(
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
            claim = max(reach, 300.0, self._slack(a, b, LineString(spots)))
            if reach < 30 or claim > _SKETCH_REACH_M:  # noqa: PLR2004 - metres
                return f"路段：地图上没有{host}，两端位置也不足以画线"
        else:
            middle = hint.centroid
            spots = nearest_points(a, middle)[0], nearest_points(b, middle)[0]
            reach = float(spots[0].distance(spots[1]))
            if not 30 < reach < _SKETCH_REACH_M:  # noqa: PLR2004 - metres
                return f"路段：地图上没有{host}，两端按线索相距{reach:.0f}米，不足以画线"
            claim = max(300.0, reach / 2)
        notes = [end.note for end in ends if end is not None and end.kind == "project"]
        return self._hit(LineString(spots), "stretch_partial", claim, "", SKETCHED, *notes)

    def _slack(self, a: BaseGeometry, b: BaseGeometry, line: LineString) -> float:
        """Return how far along the shorter of two ends a road between them may lie, metres."""
        shorter = min(a, b, key=lambda shape: shape.length).intersection(self.home)
        spots = map(Point, shapely.get_coordinates(shorter))
        return max(map(line.distance, spots), default=0.0)

    def whole(self, name: str) -> Hit | str:
        """Return a whole road, river or metro line, clipped to the district."""
        line = self.lines.find(name)
        if line is None:
            return f"线路：地图上没有{name}"
        inside = line.shape.intersection(self.home)
        shape = line.shape if inside.is_empty else shapely.line_merge(inside)
        if inside.is_empty:
            return f"线路：{name}不在本区内"
        method = "road" if line.kind == "road" else "line"
        return self._hit(shape, method, accuracy.LINE_M, line.osm_ids, line.note)

    # --- bounds ------------------------------------------------------------------------------

    def bounds(self, *plots: Iterable[Side | str]) -> Hit | str:
        """Return the ground between named sides, of one plot or several."""
        return self._bounds.find(plots)

    # --- address -----------------------------------------------------------------------------

    def address(self, address: Address, *, between: tuple[str, ...] = ()) -> Hit | str:
        """Return where a house number lies; `between` names two roads on either side of it."""
        road = self.numbers.road(address.road)
        if road is None:
            return f"门牌：地图上没有{address.road}"
        found, claim = self.numbers.find(road, address)
        if found.how == "off":
            asked = f"{address.number}{address.unit}"
            return f"门牌：按已知门牌推算，地图范围内的{address.road}没有{asked}"
        point = found.point
        ends = [self.roads.crossings(address.road, name) for name in between]
        if len(ends) == 2 and all(ends) and found.how != "exact":  # noqa: PLR2004
            point, off = road.within(found, (ends[0][0].point, ends[1][0].point))
            claim = min(claim, round(off + accuracy.NODE_M, -1))
        source = address.road if found.nearest is None else found.nearest.source
        return self._hit(point, "address", claim, source, how_in_words(found))

    # --- helpers -----------------------------------------------------------------------------

    def _hit(
        self, shape: BaseGeometry, method: str, claim: float, source_id: str, *notes: str
    ) -> Hit:
        note = "；".join(dict.fromkeys(n for n in notes if n))
        table = "lines" if method == "line" else "roads"
        snapshot = self.gazetteer.snapshot(table)
        return Hit(to_degrees(shape), method, round(claim), OSM, source_id, snapshot, note)


def _no_surer(found: Hit | str, within_m: float) -> Hit | str:
    """Widen a hit to the radius of the clue that it rests on."""
    if isinstance(found, str) or found.accuracy_m >= within_m:
        return found
    return replace(found, accuracy_m=within_m)


def _crossing_note(crossing: Crossing) -> str:
    if crossing.how == "over":
        return "两线在地图上上下相交，没有共同的路口"
    if crossing.how == "near":
        return f"两线在地图上相距约{crossing.gap_m:.0f}米，取中间"
    return ""
