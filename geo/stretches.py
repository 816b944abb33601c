"""
The rung for stretches: along a road from one end to the other, or what is sure of it.

Answers are hits (degrees) or sentences in plain words for the list of what was tried. What does
not run through on the map is drawn by `geo.partial`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import Point

from geo.crossings import Crossing
from geo.metric import to_metres
from geo.partial import EDGE_OF_DATA_M, SKETCHED, SURE_OF_SKETCH_M, Partial, no_surer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shapely.geometry import LineString
    from shapely.geometry.base import BaseGeometry

    from geo.accuracy import Claims
    from geo.answer import Hit
    from geo.gazetteer import Gazetteer
    from geo.lines import Named, NamedLines
    from geo.roads import Path, Roads
    from geo.said import Stretch

_RIVAL = 1.5
"""A second way up to this many times as long as the shortest one is as good a reading."""
_BESIDE_M = 35.0
_GROWTH_M = 1200.0
"""How far the middle of an extension may lie from the tip of the built road, in metres."""
_AHEAD = {"东": (1.0, 0.0), "西": (-1.0, 0.0), "北": (0.0, 1.0), "南": (0.0, -1.0)}


class Stretches:
    """
    Stretches of the named lines of one gazetteer.

    Parameters
    ----------
    gazetteer, lines, roads
        Where names are looked up and lines meet.
    hit
        Makes a hit from (shape in metres, method, claim in metres, source id, notes).
    claims
        How far off crossings and whole lines are.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        lines: NamedLines,
        roads: Roads,
        hit: Callable[..., Hit],
        claims: Claims,
    ) -> None:
        self._claims = claims
        self._gazetteer = gazetteer
        self._lines = lines
        self._roads = roads
        self._hit = hit

    @cached_property
    def home(self) -> BaseGeometry:
        """The district's shape, metres."""
        return to_metres(self._gazetteer.district.shape)

    @cached_property
    def _end_name(self) -> Callable[[str], str]:
        from geo.stretch_names import end_name  # noqa: PLC0415 - a grammar that few names need

        return end_name

    @cached_property
    def _partial(self) -> Partial:
        return Partial(self._roads, self.home, self._hit, self._claims.metres("crossing", "near"))

    # --- what a name says --------------------------------------------------------------------

    def read(self, said: Stretch) -> Hit | str:
        """Return the stretch that a name says (`geo.stretch_names.parse_stretch`)."""
        if said.part:
            names = _own_names(self._gazetteer.district.name)
            if said.part not in names:
                return f"路段：“{said.part}段”不是本区的名称，不知指哪一段"
        if said.start and said.end:
            return self.between(said.host, said.start, said.end)
        if said.grows:
            return self._grown(said.host, said.toward)
        if said.start:
            return self._open(said.host, said.start, said.toward)
        return self.whole(said.host)

    def whole(self, name: str) -> Hit | str:
        """Return a whole road, river or metro line, clipped to the district."""
        line = self._lines.find(name)
        if line is None:
            return f"线路：地图上没有{name}"
        inside = line.shape.intersection(self.home)
        shape = line.shape if inside.is_empty else shapely.line_merge(inside)
        if inside.is_empty:
            return f"线路：{name}不在本区内"
        method = "road" if line.kind == "road" else "line"
        claim = self._claims.metres(method, "whole")
        return self._hit(shape, method, claim, line.osm_ids, line.note, how="whole")

    # --- from one end to the other -----------------------------------------------------------

    def between(
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
        names = self._end_name(start), self._end_name(end)
        road = self._lines.find(host)
        ends = [
            self._lines.find(name) or (lent.get(said) or lent.get(name) if lent else None)
            for name, said in zip(names, (start, end), strict=True)
        ]
        if road is None:
            return no_surer(self._partial.sketched(host, names, ends, hint), within_m)
        if any(line is not None and line.name == road.name and not line.bank for line in ends):
            return f"路段：{host}不能以自己为一端"
        met = [self._roads.crossings(host, name) for name in names]
        if met[0] and met[1]:
            ways = self._roads.ways(host, *met)
            if ways:
                return self._chosen(road, names, ends, met, ways, hint)
        found = self._partial.part(road, names, met, ends, hint)
        return found if any(met) else no_surer(found, within_m)

    def _chosen(
        self,
        road: Named,
        names: tuple[str, str],
        ends: list[Named | None],
        met: list[list[Crossing]],
        ways: list[Path],
        hint: BaseGeometry | None,
    ) -> Hit | str:
        """Return the way that is meant among those that roads met twice leave open."""
        path, widened, why = ways[0], 0.0, ""
        if len(ways) > 1:
            twice = "、".join(n for n, spots in zip(names, met, strict=True) if len(spots) > 1)
            rivals = [way for way in ways[1:] if not _holds(way, path)]
            if rivals and hint is not None:
                middle = hint.centroid
                path = min([path, *rivals], key=lambda way: float(way.line.distance(middle)))
                why = f"{road.name}与{twice}相交不止一处，按线索取其一"
            elif rivals and self._is_ambiguous(path, rivals[0]):
                lengths = "、".join(f"{way.length_m:.0f}米" for way in (path, rivals[0]))
                return f"路段：{road.name}与{twice}相交不止一处，两种画法（长{lengths}）不能分辨"
            else:
                apart = min(_apart(way, path) for way in ways[1:])
                widened = apart if apart <= path.length_m / 2 else 0.0
                why = f"{road.name}与{twice}相交不止一处，取两端相距最近的一处"
        first, last = self._claims.crossing(path.start), self._claims.crossing(path.end)
        claim, worse = (first, path.start) if first >= last else (last, path.end)
        notes = [path.start.said(), path.end.said(), why]
        notes += [line.note for line in (road, *ends) if line is not None and line.note]
        if path.gap_m:
            notes.append(f"沿线有约{path.gap_m:.0f}米地图上不连续")
        claim = max(claim, widened) + path.gap_m / 2
        ready = path.degrees
        line = path.line if ready is None else ready
        return self._hit(line, "stretch", claim, road.osm_ids, *notes, degrees=ready, how=worse.how)

    def _is_ambiguous(self, path: Path, rival: Path) -> bool:
        """Tell whether a second way is as good a reading as the shortest, and elsewhere."""
        claim = max(map(self._claims.crossing, (path.start, path.end)))
        return rival.length_m < _RIVAL * path.length_m and _apart(rival, path) > claim

    def sketch(self, line: LineString, within_m: float, names: str) -> Hit:
        """Return a road drawn together with the new roads that it bounds (metres)."""
        claim = max(within_m, SURE_OF_SKETCH_M, line.length / 2)
        note = f"{names}互为端点，按各自的线索一并画出"
        return self._hit(line, "stretch_partial", claim, "", SKETCHED, note)

    # --- with an open end --------------------------------------------------------------------

    def _open(self, host: str, start: str, toward: str) -> Hit | str:
        """Return the road from a known end on, the way the compass word says, in the district."""
        road = self._lines.find(host)
        met = self._roads.crossings(host, start)
        if road is None or not met:
            return f"路段：地图上没有{host}与{start}的路口"
        found = [tip for tip in self._tips(road) if _ahead(met[0].point, tip, toward) > _BESIDE_M]
        if not found:
            return f"路段：{host}在{start}以{toward}没有路"
        tip = max(found, key=lambda p: _ahead(met[0].point, p, toward))
        path = self._roads.between(host, met, [_near(tip)])
        if path is None:
            return f"路段：无法从{start}沿{host}向{toward}画线"
        note = f"{toward}端画到{host}在本区地图上的尽头"
        claim = self._claims.metres("crossing", "near")
        claim = max(self._claims.crossing(path.start), claim) + path.gap_m / 2
        return self._hit(path.line, "stretch", claim, road.osm_ids, note, road.note)

    def _grown(self, host: str, toward: str) -> Hit | str:
        """Return the tip of the built road from which an extension without an end starts."""
        road = self._lines.find(host)
        if road is None:
            return f"路段：地图上没有{host}，不知从何处延伸"
        tips = self._tips(road, cut=False)
        middle = road.shape.centroid
        tips = [tip for tip in tips if not toward or _ahead(middle, tip, toward) > _BESIDE_M]
        if not tips or (not toward and len(tips) > 1):
            return f"路段：{host}的延伸段没有写到哪里，已建道路的尽头也不能确定"
        tip = max(tips, key=lambda p: _ahead(middle, p, toward) if toward else 0.0)
        note = f"示意：{host}的延伸段没有写到哪里，只给出已建道路{toward}端的位置"
        return self._hit(tip, "stretch_partial", _GROWTH_M, road.osm_ids, note)

    def _tips(self, road: Named, *, cut: bool = True) -> list[Point]:
        """Return both ends of the road's longest way, cut off at the edge of the district."""
        line = self._roads.trunks(road)[0].line
        if cut:
            inside = shapely.get_parts(shapely.line_merge(line.intersection(self.home)))
            longest = max(inside, key=lambda part: part.length, default=line)
            return [Point(longest.coords[0]), Point(longest.coords[-1])]
        ends = Point(line.coords[0]), Point(line.coords[-1])
        return [tip for tip in ends if self.home.distance(tip) < EDGE_OF_DATA_M]


def _own_names(district: str) -> set[str]:
    stem = district.removesuffix("区")
    return {district, stem, f"{stem}境内", f"{district}境内", "本区", "区内", "我区"}


def _near(point: Point) -> Crossing:
    return Crossing(point, "near")


def _ahead(origin: Point, point: Point, side: str) -> float:
    east, north = _AHEAD[side]
    return (point.x - origin.x) * east + (point.y - origin.y) * north


def _holds(longer: Path, shorter: Path) -> bool:
    """Tell whether one way runs over the whole of another: it only goes on to a later meeting."""
    return all(longer.line.distance(c.point) <= _BESIDE_M for c in (shorter.start, shorter.end))


def _apart(one: Path, other: Path) -> float:
    pairs = ((one.start, other.start), (one.end, other.end))
    return max(float(a.point.distance(b.point)) for a, b in pairs)
