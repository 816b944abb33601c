"""
Crossings and stretches: where roads meet, and the line from one crossing to another.

Works in metres (EPSG:32651); `geo.locate` turns answers back into degrees. A stretch runs along
the edges of its own name; where the road is a dual carriageway the line is drawn between the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import LineString, Point
from shapely.ops import nearest_points

from geo.metric import to_metres
from geo.paths import TWIN_M, RoadGraph, centred

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer import Gazetteer
    from geo.lines import NamedLines

NEAR_M = 60.0
"""Two roads that come this close without a common node still count as meeting."""
_STOP_REACH_M = 12.0


@dataclass(frozen=True, slots=True)
class Crossing:
    """
    Where two lines meet; `point` in metres.

    `how` is `node` (a common node), `over` (one passes over the other) or `near` (they come within
    `NEAR_M`); `gap_m` is the distance left open, `spread_m` the size of the junction.
    """

    point: Point
    how: str
    spread_m: float = 0.0
    gap_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Path:
    """A line along a road, from its first end to its second, in metres."""

    line: LineString
    gap_m: float
    start: Crossing
    end: Crossing


class Roads:
    """Crossings and stretches of the gazetteer's named lines, in metres."""

    def __init__(self, gazetteer: Gazetteer, lines: NamedLines) -> None:
        self._gazetteer = gazetteer
        self._lines = lines

    # --- crossings ---------------------------------------------------------------------------

    def crossings(self, first: str, second: str) -> list[Crossing]:
        """
        Return every place where two named lines meet, common nodes before near misses.

        Parameters
        ----------
        first, second
            Names of roads, or of a road and a river, a railway or a boundary.
        """
        a, b = self._lines.find(first), self._lines.find(second)
        if a is None or b is None or a.name == b.name:
            return []
        hits = self._gazetteer.crossings(a.name, b.name) if a.kind == b.kind == "road" else []
        if hits:
            points = to_metres(shapely.points([(lon, lat) for lon, lat, _ in hits]))
            return [
                Crossing(point, "node", spread)
                for point, (_, _, spread) in zip(points, hits, strict=True)
            ]
        return meetings(a.shape, b.shape)

    # --- stretches ---------------------------------------------------------------------------

    def between(self, host: str, start: Sequence[Crossing], end: Sequence[Crossing]) -> Path | None:
        """
        Return the shortest way along `host` from one of `start` to one of `end`.

        Returns
        -------
        Path in metres, or None when no way along the road joins them.
        """
        named = self._lines.find(host)
        if named is None or not start or not end:
            return None
        shape = named.shape
        pairs = [(a, b) for a, b in product(start, end) if a.point.distance(b.point) > 1]
        found = [path for a, b in pairs if (path := _along(shape, a, b)) is not None]
        return min(found, key=lambda path: path.line.length + 3 * path.gap_m, default=None)


def _along(shape: BaseGeometry, start: Crossing, end: Crossing) -> Path | None:
    stops = [(c.point, c.spread_m + _STOP_REACH_M) for c in (start, end)]
    found = RoadGraph(shape, stops).path()
    if found is None:
        return None
    line, gap = found
    inner = list(centred(line, shape).coords)
    ends = (start.point, end.point)
    inner[0], inner[-1] = ends[0].coords[0], ends[1].coords[0]
    return Path(_untangled(LineString(inner), start, end), gap, start, end)


def _untangled(line: LineString, start: Crossing, end: Crossing) -> LineString:
    """Drop vertices inside the two junctions, so that the line does not turn back on itself."""
    points = list(line.coords)
    kept = [
        p
        for p in points[1:-1]
        if start.point.distance(Point(p)) > start.spread_m + 5
        and end.point.distance(Point(p)) > end.spread_m + 5
    ]
    return LineString([points[0], *kept, points[-1]])


def meetings(a: BaseGeometry, b: BaseGeometry) -> list[Crossing]:
    """Return where two line works cross or come near each other (metres in, metres out)."""
    met = a.intersection(b)
    if not met.is_empty:
        spots = shapely.get_parts(met.buffer(TWIN_M).simplify(1))
        return [Crossing(spot.intersection(met).centroid, "over") for spot in spots]
    gap = a.distance(b)
    if gap > NEAR_M:
        return []
    p, q = nearest_points(a, b)
    return [Crossing(LineString([p, q]).centroid, "near", gap_m=float(gap))]
