"""
The way along one road: shortest path over its pieces, drawn between its carriageways.

All geometry in metres. A road is a bag of line strings; they are joined where they share a vertex,
where carriageways run side by side, and - at a price and reported - over short holes.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import LineString, Point

from geo.centring import TWIN_M, centred

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

GAP_M = 420.0
"""Longest hole in a road that a path may jump, in metres."""
_TURN_M = 5 * TWIN_M
"""Two vertices this far apart along one line but side by side lie on two carriageways, metres."""
_TWIN_PRICE = 1.6
_GAP_PRICE = 4.0
_Node = tuple[float, float]


class RoadGraph:
    """
    A road as nodes and weighted edges.

    Parameters
    ----------
    shape
        Line work of the road, metres.
    stops
        For each end of interest the points that must become nodes: (position, reach in metres);
        every piece within reach gets a node at its nearest point, at least the nearest piece does.
    """

    def __init__(self, shape: BaseGeometry, stops: Sequence[tuple[Point, float]]) -> None:
        self._next: dict[_Node, dict[_Node, float]] = defaultdict(dict)
        self._holes: dict[tuple[_Node, _Node], float] = {}
        self.stops: list[set[_Node]] = [set() for _ in stops]
        owner: dict[_Node, tuple[int, float]] = {}
        for part, marks in enumerate(self._with_stops(shape, stops)):
            for along, node in marks:
                owner.setdefault(node, (part, along))
            for (_, a), (_, b) in pairwise(marks):
                if a != b:
                    self._join(a, b, _gap(a, b))
        self._bridge_carriageways(owner)
        self._bridge_holes()

    def path(self) -> tuple[LineString, float] | None:
        """Return the line from the first stop to the second and the holes jumped, in metres."""
        best = self._dijkstra(self.stops[0], self.stops[1])
        if len(best) < 2:  # noqa: PLR2004 - a line has two ends
            return None
        holes = sum(self._holes.get(pair, 0.0) for pair in pairwise(best))
        return LineString(best), holes

    # --- building ----------------------------------------------------------------------------

    def _with_stops(
        self, shape: BaseGeometry, stops: Sequence[tuple[Point, float]]
    ) -> Iterable[list[tuple[float, _Node]]]:
        parts = shapely.get_parts(shape)
        extra: dict[int, list[float]] = defaultdict(list)
        for which, (point, reach) in enumerate(stops):
            apart = shapely.distance(parts, point)
            near = np.flatnonzero(apart <= max(reach, float(apart.min()) + 0.5))
            for i in near.tolist():
                along = float(parts[i].project(point))
                extra[i].append(along)
                self.stops[which].add(_node(parts[i].interpolate(along)))
        for i, part in enumerate(parts):
            marks = _marks(part)
            marks += [(m, _node(part.interpolate(m))) for m in extra[i]]
            yield sorted(marks, key=lambda mark: mark[0])

    def _join(self, a: _Node, b: _Node, cost: float) -> None:
        for p, q in ((a, b), (b, a)):
            self._next[p][q] = min(cost, self._next[p].get(q, cost))

    def _bridge_carriageways(self, owner: dict[_Node, tuple[int, float]]) -> None:
        nodes = sorted(self._next)
        tree = STRtree(shapely.points(nodes))
        first, second = tree.query(tree.geometries, predicate="dwithin", distance=TWIN_M)
        parts, along = np.array([owner[node] for node in nodes]).T
        back = np.abs(along[first] - along[second]) > _TURN_M  # one line there and back again
        wanted = (first < second) & ((parts[first] != parts[second]) | back)
        for i, j in zip(first[wanted].tolist(), second[wanted].tolist(), strict=True):
            a, b = nodes[i], nodes[j]
            if b not in self._next[a]:
                self._join(a, b, _TWIN_PRICE * _gap(a, b) + 2)

    def _bridge_holes(self) -> None:
        pieces = self._pieces()
        links = [
            (*_closest(pieces[i], pieces[j]), i, j)
            for i in range(len(pieces))
            for j in range(i + 1, len(pieces))
        ]
        group = list(range(len(pieces)))
        for gap, a, b, i, j in sorted(links):
            if gap <= GAP_M and group[i] != group[j]:
                self._join(a, b, _GAP_PRICE * gap)
                self._holes[a, b] = self._holes[b, a] = gap
                old, new = group[i], group[j]
                group = [new if g == old else g for g in group]

    def _pieces(self) -> list[list[_Node]]:
        left, pieces = set(self._next), []
        for seed in sorted(self._next):
            if seed not in left:
                continue
            stack, piece = [seed], []
            left.discard(seed)
            while stack:
                node = stack.pop()
                piece.append(node)
                fresh = [n for n in self._next[node] if n in left]
                left.difference_update(fresh)
                stack += fresh
            pieces.append(sorted(piece))
        return pieces

    # --- searching ---------------------------------------------------------------------------

    def longest(self) -> LineString:
        """Return the longest of the shortest ways (found by searching twice)."""
        return LineString(self.longest_way()[0])

    @property
    def nodes(self) -> list[_Node]:
        """All nodes of the road, in order of position."""
        return sorted(self._next)

    @property
    def piece_of(self) -> dict[_Node, int]:
        """The number of the piece of each node; no way joins nodes of two pieces."""
        return {node: n for n, piece in enumerate(self._pieces()) for node in piece}

    def longest_way(
        self, seed: _Node | None = None
    ) -> tuple[list[_Node], list[tuple[_Node, _Node, float]]]:
        """
        Return the nodes of the longest way, and the holes in it: both rims and the width.

        With `seed`, of the longest way that begins at that node.
        """
        if seed is None:
            seed = self._dijkstra({min(_longest_piece(self._pieces()))}, None)[-1]
        nodes = self._dijkstra({seed}, None)
        holes = [(a, b, self._holes.get((a, b), 0.0)) for a, b in pairwise(nodes)]
        return nodes, [hole for hole in holes if hole[2]]

    def _dijkstra(self, sources: set[_Node], targets: set[_Node] | None) -> list[_Node]:
        """Return the way to the nearest target, or to the farthest node when `targets` is None."""
        cost = dict.fromkeys(sources, 0.0)
        came: dict[_Node, _Node] = {}
        heap = [(0.0, node) for node in sorted(sources)]
        done: dict[_Node, None] = {}
        while heap:
            spent, node = heapq.heappop(heap)
            if node in done:
                continue
            done[node] = None
            if targets is not None and node in targets:
                return _unwind(came, node)
            for other, step in self._next[node].items():
                total = spent + step
                if total < cost.get(other, np.inf):
                    cost[other], came[other] = total, node
                    heapq.heappush(heap, (total, other))
        return [] if targets is not None else _unwind(came, list(done)[-1])


def longest_axis(shape: BaseGeometry) -> LineString:
    """Return the longest way along a road, between its carriageways, metres in and out."""
    return centred(RoadGraph(shape, []).longest(), shape)


def _longest_piece(pieces: list[list[_Node]]) -> list[_Node]:
    return max(pieces, key=lambda piece: (float(np.hypot(*np.ptp(piece, axis=0))), piece))


def _unwind(came: dict[_Node, _Node], node: _Node) -> list[_Node]:
    path = [node]
    while node in came:
        node = came[node]
        path.append(node)
    return path[::-1]


def _round(xy: Sequence[float]) -> _Node:
    return round(float(xy[0]), 2), round(float(xy[1]), 2)


def _node(point: Point) -> _Node:
    return _round((point.x, point.y))


def _gap(a: _Node, b: _Node) -> float:
    return float(np.hypot(a[0] - b[0], a[1] - b[1]))


def _closest(a: list[_Node], b: list[_Node]) -> tuple[float, _Node, _Node]:
    first, second = np.array(a), np.array(b)
    apart = np.hypot(*(first[:, None, :] - second[None, :, :]).transpose(2, 0, 1))
    i, j = np.unravel_index(int(apart.argmin()), apart.shape)
    return float(apart[i, j]), a[int(i)], b[int(j)]


def _marks(part: LineString) -> list[tuple[float, _Node]]:
    """Return each vertex with its distance along the line."""
    xy = shapely.get_coordinates(part)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
    return [(float(s), _round(point)) for s, point in zip(along, xy, strict=True)]
