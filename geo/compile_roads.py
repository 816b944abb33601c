"""
From OpenStreetMap ways to roads and crossings: merged, thinned, and where they meet.

Ways of one name and make are merged into long lines; thinning keeps every vertex where roads meet,
so that the network stays a network.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, groupby, pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPoint

from geo.metric import DEGREE_DECIMALS, to_degrees, to_metres
from geo.osm_text import NAMED_BY, aliases, level, line_parts, simplified, wkt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from geo.osm_source import OsmFeature

CENTRE_LINE_TOLERANCE_M = 1.0
CROSSING_CLUSTER_M = 110.0
"""Shared nodes of two roads closer than this are one crossing (dual carriageways, ramps)."""

_ONEWAY = {"yes", "-1", "true", "1"}
_VERTEX = tuple[float, float]


def road_rows(ways: list[OsmFeature]) -> list[tuple[object, ...]]:
    """Return the rows of the table `roads`, one for each merged line."""
    junctions = _junctions(ways)
    groups: dict[tuple[str, ...], list[OsmFeature]] = defaultdict(list)
    for way in ways:
        oneway = "yes" if way.tags.get("oneway") in _ONEWAY else "no"
        t = way.tags
        key: tuple[str, ...] = (
            t.get("name", ""),
            aliases(t),
            t.get("name:en", ""),
            t["highway"],
            level(t),
            oneway,
            t.get(NAMED_BY, ""),
        )
        groups[key].append(way)
    rows: list[tuple[object, ...]] = []
    for key in sorted(groups):
        rows += [(*key, ids, shape) for ids, shape in _merged(groups[key], junctions)]
    return sorted(rows, key=lambda row: (row[:7], row[8]))


def _junctions(ways: Iterable[OsmFeature]) -> set[_VERTEX]:
    """Return the vertices where ways meet (or one meets itself); thinning must keep them."""
    seen: dict[_VERTEX, int] = defaultdict(int)
    for way in ways:
        for line in line_parts(way.geometry):
            for point, _ in groupby(_vertices(line)):
                seen[point] += 1
    return {point for point, count in seen.items() if count > 1}


def _merged(ways: list[OsmFeature], junctions: set[_VERTEX]) -> Iterator[tuple[str, str]]:
    owner: dict[tuple[_VERTEX, _VERTEX], int] = {}
    lines = []
    for way in ways:
        for line in line_parts(way.geometry):
            points = _vertices(line)
            if way.tags.get("oneway") == "-1":
                points.reverse()
            for a, b in pairwise(points):
                owner[a, b] = owner[b, a] = way.osm_id
            lines.append(LineString(points))
    directed = ways[0].tags.get("oneway") in _ONEWAY
    merged = shapely.line_merge(MultiLineString(lines), directed=directed)
    for line in line_parts(merged):
        points = _vertices(line)
        ids = dict.fromkeys(owner[pair] for pair in pairwise(points) if pair in owner)
        yield " ".join(map(str, sorted(ids))), wkt(LineString(_thinned(points, junctions)))


def _thinned(points: list[_VERTEX], junctions: set[_VERTEX]) -> list[_VERTEX]:
    """Simplify a polyline piece by piece, so that every junction vertex stays."""
    fixed = [i for i, p in enumerate(points) if p in junctions or i in (0, len(points) - 1)]
    kept = [points[0]]
    for first, last in pairwise(fixed):
        piece = points[first : last + 1]
        if len(piece) > 2:  # noqa: PLR2004 - nothing to thin between two points
            piece = _vertices(simplified(LineString(piece), CENTRE_LINE_TOLERANCE_M))
            piece[0], piece[-1] = points[first], points[last]
        kept += piece[1:]
    return kept


def crossing_rows(ways: list[OsmFeature]) -> list[tuple[object, ...]]:
    """Return the rows of the table `crossings`: where two named roads share nodes."""
    at: dict[_VERTEX, set[str]] = defaultdict(set)
    for way in ways:
        name = way.tags.get("name", "")
        if name:
            for line in line_parts(way.geometry):
                for point in _vertices(line):
                    at[point].add(name)
    pairs: dict[tuple[str, str], set[_VERTEX]] = defaultdict(set)
    for point, names in at.items():
        for a, b in combinations(sorted(names), 2):
            pairs[a, b].add(point)
    rows: list[tuple[object, ...]] = []
    for (a, b), points in sorted(pairs.items()):
        for lon, lat, spread, count in clusters(sorted(points)):
            rows.append((a, b, f"{lon:.6f}", f"{lat:.6f}", f"{spread:.0f}", count))
    return rows


def clusters(points: list[_VERTEX]) -> list[tuple[float, float, float, int]]:
    """
    Gather points that lie within `CROSSING_CLUSTER_M` of one another (single linkage).

    Returns
    -------
    For each cluster its mean position (lon, lat), its largest distance from there in metres, and
    the number of points; ordered by position.
    """
    metric = to_metres(MultiPoint(points))
    discs = shapely.union_all([p.buffer(CROSSING_CLUSTER_M / 2) for p in metric.geoms])
    found = []
    for disc in shapely.get_parts(discs):
        members = MultiPoint([p for p in metric.geoms if disc.covers(p)])
        centre = members.centroid
        spread = max(centre.distance(p) for p in members.geoms)
        where = to_degrees(centre)
        found.append((where.x, where.y, spread, len(members.geoms)))
    return sorted(found)


def _vertices(line: BaseGeometry) -> list[_VERTEX]:
    rounded = np.round(shapely.get_coordinates(line), DEGREE_DECIMALS)
    return [(float(x), float(y)) for x, y in rounded]
