"""
Roads that no map has and that bound one another, drawn together.

`甲路（红叶路-乙路）` and `乙路（甲路-白桦路）` meet at a corner that neither alone can tell.
Each has a clue, roughly where its middle is; the corner lies where the clues of both put it, each
counting by how sure it is. All in metres; the order of asking does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from shapely.geometry import LineString, Point
from shapely.ops import nearest_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

SHORTEST_M = 30.0
LONGEST_M = 3000.0
_HALF_SURE = 0.25
"""What the clue of a road that is new at both ends counts: its corner may lie either way."""


@dataclass(frozen=True, slots=True)
class NewRoad:
    """
    A road on no map, from `ends[0]` to `ends[1]`, each the key of a line.

    `known` holds the ends that are on the map; `clue` is roughly where the road is, None if
    nothing says so, and `within_m` how sure that is.
    """

    key: str
    ends: tuple[str, str]
    known: tuple[BaseGeometry | None, BaseGeometry | None]
    clue: BaseGeometry | None
    within_m: float


def systems(roads: Iterable[NewRoad]) -> list[list[NewRoad]]:
    """Return the groups of roads that are each other's ends, both ways; by key."""
    named = {road.key: road for road in roads}
    left = sorted(named)
    found = []
    while left:
        group, queue = [], [left[0]]
        while queue:
            key = queue.pop()
            if key in left:
                left.remove(key)
                group.append(key)
                queue += [end for end in named[key].ends if _mutual(named, key, end)]
        if len(group) > 1:
            found.append([named[key] for key in sorted(group)])
    return found


def _mutual(named: Mapping[str, NewRoad], key: str, end: str) -> bool:
    return end != key and end in named and key in named[end].ends


def solve(group: list[NewRoad]) -> dict[str, LineString] | None:
    """
    Return a line for each road of a group, their common ends the same point.

    Returns
    -------
    Road key to line from its first end to its second, metres. None when the clues do not suffice:
    a corner of which nothing is known, or roads that would lie on top of one another.
    """
    named = {road.key: road for road in group}
    corners: dict[frozenset[str], NDArray[np.float64]] = {}
    for one, other in combinations(sorted(named), 2):
        if _mutual(named, one, other):
            wishes = [wish for key in (one, other) if (wish := _wish(named[key])) is not None]
            if not wishes:
                return None
            places, weights = zip(*wishes, strict=True)
            corners[frozenset((one, other))] = np.average(places, axis=0, weights=weights)
    lines = {road.key: _line(road, corners) for road in group}
    drawn = {key: line for key, line in lines.items() if line is not None}
    if len(drawn) < len(lines) or any(_same(*pair) for pair in combinations(drawn.values(), 2)):
        return None
    return drawn


def _wish(road: NewRoad) -> tuple[NDArray[np.float64], float] | None:
    """Return where a road alone would put its corner, and how much that counts."""
    if road.clue is None:
        return None
    middle = road.clue.centroid
    sure = 1.0 / max(road.within_m, 1.0) ** 2
    anchor = next((shape for shape in road.known if shape is not None), None)
    if anchor is None:
        return _xy(middle), sure * _HALF_SURE
    foot = nearest_points(anchor, middle)[0]
    if foot.distance(middle) < SHORTEST_M:  # it tells where the known end is, not the corner
        return None
    return 2 * _xy(middle) - _xy(foot), sure


def _line(
    road: NewRoad, corners: Mapping[frozenset[str], NDArray[np.float64]]
) -> LineString | None:
    ends: list[NDArray[np.float64] | None] = [
        corners.get(frozenset((road.key, end))) for end in road.ends
    ]
    for number, shape in enumerate(road.known):
        other = ends[1 - number]
        if ends[number] is None and shape is not None and other is not None:
            ends[number] = _xy(nearest_points(shape, Point(other))[0])
    if ends[0] is None or ends[1] is None:
        return None
    line = LineString([ends[0], ends[1]])
    return line if SHORTEST_M < line.length < LONGEST_M else None


def _same(one: LineString, other: LineString) -> bool:
    return float(one.hausdorff_distance(other)) < SHORTEST_M


def _xy(point: Point) -> NDArray[np.float64]:
    return np.array([point.x, point.y])
