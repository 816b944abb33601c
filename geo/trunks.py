"""
The trunks of a road: its longest ways, found and centred once, from which stretches are cut.

A piece of a shortest way is itself the shortest way between its ends, so every stretch whose two
ends lie at one trunk is cut out of it instead of being searched for and centred anew.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import LineString, Point

from geo.centring import TWIN_M, centred
from geo.metric import to_degrees
from geo.paths import RoadGraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

REACH_M = TWIN_M + 5.0
"""How far a junction's middle may lie from the line drawn between the carriageways, metres."""
_MOST = 4
"""Trunks that a road may have: beside its longest way, the longest ways of its branches."""
_STEP_M = 20.0
_Spot = tuple[float, float]
_Hole = tuple[_Spot, _Spot, float]


@dataclass(frozen=True, slots=True)
class Trunk:
    """
    One long way along a road.

    `line` and its vertices `xy` are in metres, `lonlat` are the same vertices in degrees and
    `along` their distances along the line. `holes` are the pieces that no map has, each as (from,
    to, width): where along the line it begins and ends, and how wide it is. `returns` tells that
    the line comes back beside itself, so that a piece of it need not be the way that is meant.
    Trunks of one road with another `piece` are joined by no way.
    """

    line: LineString
    xy: NDArray[np.float64]
    lonlat: NDArray[np.float64]
    along: list[float]
    holes: list[tuple[float, float, float]]
    returns: bool
    piece: int
    _spots: dict[_Spot, float | None] = field(default_factory=dict)

    def learn(self, points: Iterable[_Spot]) -> None:
        """Find the spots of many junctions (metres) together."""
        wanted = [point for point in points if point not in self._spots]
        where = np.asarray(shapely.points(np.array(wanted).reshape(-1, 2)))
        near = np.asarray(shapely.dwithin(where, self.line, REACH_M))
        along = np.asarray(shapely.line_locate_point(self.line, where))
        for point, at, spot in zip(wanted, near.tolist(), along.tolist(), strict=True):
            self._spots[point] = spot if at else None

    def spot(self, point: _Spot) -> float | None:
        """Return how far along the trunk a junction (metres) lies, None if it is not at it."""
        if point not in self._spots:
            self.learn([point])
        return self._spots[point]

    def cut(self, low: float, high: float) -> slice:
        """Return which vertices lie between two spots."""
        return slice(bisect_left(self.along, low), bisect_left(self.along, high))

    def gap(self, low: float, high: float) -> float:
        """Return how much between two spots is on no map, metres."""
        if not self.holes:
            return 0.0
        return sum(gap for a, b, gap in self.holes if low - 1 <= a and b <= high + 1)


def trunks_of(shape: BaseGeometry) -> list[Trunk]:
    """Return the trunks of a road, longest first; metres in."""
    graph = RoadGraph(shape, [])
    piece = graph.piece_of
    found = [_trunk(shape, *graph.longest_way(), piece)]
    nodes = np.array(graph.nodes)
    points = shapely.points(nodes)
    while len(found) < _MOST:
        apart = np.min([shapely.distance(trunk.line, points) for trunk in found], axis=0)
        if apart.max() <= REACH_M:
            break
        x, y = nodes[int(apart.argmax())].tolist()
        way, holes = graph.longest_way((x, y))
        if len(way) < 2:  # noqa: PLR2004 - a piece of one vertex is no way
            break
        found.append(_trunk(shape, way, holes, piece))
    return found


def _trunk(
    shape: BaseGeometry, way: list[_Spot], jumped: list[_Hole], piece: Mapping[_Spot, int]
) -> Trunk:
    line = centred(LineString(way), shape)
    xy = shapely.get_coordinates(line)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
    holes = []
    for a, b, gap in jumped:
        spots = sorted(float(line.project(Point(node))) for node in (a, b))
        holes.append((spots[0], spots[1], gap))
    lonlat = shapely.get_coordinates(to_degrees(line))
    return Trunk(line, xy, lonlat, along.tolist(), holes, _returns(line), piece[way[0]])


def _returns(line: LineString) -> bool:
    """Tell whether a line comes back beside itself."""
    where = np.arange(0, line.length, _STEP_M)
    points = shapely.line_interpolate_point(line, where)
    one, other = STRtree(points).query(points, predicate="dwithin", distance=REACH_M)
    return bool((np.abs(where[one] - where[other]) > 3 * REACH_M).any())
