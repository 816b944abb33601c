"""
The trunk of a road: its longest way, found and centred once, from which stretches are cut.

A piece of a shortest way is itself the shortest way between its ends, so every stretch whose two
ends lie at the trunk is cut out of it instead of being searched for and centred anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString, Point

from geo.paths import TWIN_M, RoadGraph, centred

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

REACH_M = TWIN_M / 2 + 12.0
"""How far a junction's middle may lie from the line drawn between the carriageways, metres."""


@dataclass(frozen=True, slots=True)
class Trunk:
    """
    The longest way along a road, metres.

    `holes` are the pieces that no map has, each as (from, to, length): where along the line it
    begins and ends, and how wide it is.
    """

    line: LineString
    xy: NDArray[np.float64]
    along: NDArray[np.float64]
    holes: tuple[tuple[float, float, float], ...]

    def spot(self, point: Point) -> float | None:
        """Return how far along the trunk a junction lies, None if it does not lie at it."""
        if self.line.distance(point) > REACH_M:
            return None
        return float(self.line.project(point))

    def cut(self, start: float, end: float) -> tuple[NDArray[np.float64], float]:
        """Return the vertices between two spots, in that order, and the holes among them."""
        low, high = min(start, end), max(start, end)
        first, last = np.searchsorted(self.along, (low, high))
        inner = self.xy[first:last]
        gap = sum(gap for a, b, gap in self.holes if low - 1 <= a and b <= high + 1)
        return (inner if start <= end else inner[::-1]), gap


def trunk_of(shape: BaseGeometry) -> Trunk:
    """Return the trunk of a road, metres in and out."""
    nodes, jumped = RoadGraph(shape, []).longest_way()
    line = centred(LineString(nodes), shape)
    xy = shapely.get_coordinates(line)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
    holes = []
    for a, b, gap in jumped:
        spots = sorted(float(line.project(Point(node))) for node in (a, b))
        holes.append((spots[0], spots[1], gap))
    return Trunk(line, xy, along, tuple(holes))
