"""
Shapes brought to lists of lines and rings, and packed for a page.

A shape comes as a GeoJSON geometry or as an object with `__geo_interface__` (shapely). Coordinates
are (lon, lat) in degrees.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import Polygon, shape
from shapely.geometry.base import BaseGeometry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Position = tuple[float, float]
PACK_SCALE = 100_000
"""Units of a packed coordinate in one degree: 5 decimals, about one metre."""

METRES_PER_DEGREE = 111_000.0


def geometry_of(value: Any) -> BaseGeometry | None:  # noqa: ANN401
    """
    Return `value` as a shapely geometry, None when it has no shape.

    Parameters
    ----------
    value
        A mapping with `geometry` (a feature), a GeoJSON geometry or a shapely geometry.
    """
    if value is None or isinstance(value, BaseGeometry):
        return value
    if hasattr(value, "__geo_interface__"):
        value = value.__geo_interface__
    if "coordinates" in value and "type" in value:
        return shape(value)
    return geometry_of(value.get("geometry"))


def line_parts(geometry: BaseGeometry | None) -> list[BaseGeometry]:
    """Return the lines of `geometry`; rings of polygons count as lines, points do not."""
    if geometry is None or geometry.is_empty:
        return []
    if geometry.geom_type == "LineString":  # nearly always
        return [geometry]
    parts = []
    for part in shapely.get_parts(shapely.get_parts(geometry)):
        if isinstance(part, Polygon):
            parts.extend([part.exterior, *part.interiors])
        elif part.geom_type in {"LineString", "LinearRing"}:
            parts.append(part)
    return parts


def polygon_parts(geometry: BaseGeometry | None) -> list[Polygon]:
    """Return the polygons of `geometry`."""
    if geometry is None or geometry.is_empty:
        return []
    if isinstance(geometry, Polygon):
        return [geometry]
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return [part for part in parts if isinstance(part, Polygon)]


def pack_lines(lines: Sequence[BaseGeometry], scale: int = PACK_SCALE) -> list[list[int]]:
    """
    Return each line as whole steps of 1/`scale` degrees, each from the position before it.

    >>> pack_lines([shapely.LineString([(121.4, 31.2), (121.40001, 31.19998)])])
    [[12140000, 3120000, 1, -2]]
    """
    if not len(lines):
        return []
    positions, owners = shapely.get_coordinates(lines, return_index=True)
    whole = np.rint(positions * scale).astype(np.int64)
    first = np.diff(owners, prepend=-1) != 0
    steps = np.diff(whole, axis=0, prepend=0)
    steps[first] = whole[first]
    kept = first | steps.any(axis=1)
    ends = np.cumsum(np.bincount(owners[kept], minlength=len(lines)))
    return [part.ravel().tolist() for part in np.split(steps[kept], ends[:-1])]


def pack_polygons(polygons: Sequence[Polygon], scale: int = PACK_SCALE) -> list[list[list[int]]]:
    """Return the packed shell and holes of each polygon."""
    rings = [[polygon.exterior, *polygon.interiors] for polygon in polygons]
    packed = iter(pack_lines([ring for members in rings for ring in members], scale))
    return [[next(packed) for _ in members] for members in rings]


def anchor(geometry: BaseGeometry) -> Position:
    """Return the position where a symbol stands: on the line, or inside the polygon."""
    parts = shapely.get_parts(geometry)
    largest = max(parts, key=lambda part: (part.area, part.length))
    if largest.geom_type == "LineString":
        point = largest.interpolate(0.5, normalized=True)
    elif largest.geom_type == "Polygon":
        point = largest.representative_point()
    else:
        point = largest
    return round(point.x, 6), round(point.y, 6)


def area_m2(geometry: BaseGeometry) -> float:
    """Return the area in square metres, to about one percent (for drawing, not for figures)."""
    if geometry.is_empty:
        return 0.0
    middle = math.radians((geometry.bounds[1] + geometry.bounds[3]) / 2)
    return float(geometry.area) * METRES_PER_DEGREE**2 * math.cos(middle)


def bounds_of(geometries: Iterable[BaseGeometry]) -> tuple[float, float, float, float] | None:
    """Return west, south, east, north of all `geometries`, None when there is none."""
    boxes = [item.bounds for item in geometries if not item.is_empty]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def name_of(entry: Any) -> str:  # noqa: ANN401
    """Return the name of a backdrop entry; bare shapes have none."""
    found = entry.get("name") if isinstance(entry, dict) else ""
    return str(found or "")


def properties(feature: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the properties of a feature, empty when it has none."""
    found: Mapping[str, Any] = feature.get("properties") or {}
    return found
