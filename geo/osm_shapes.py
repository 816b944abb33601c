"""Geometries of OSM objects in one spelling, (lon, lat) degrees; lines keep their direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

LINE, AREA = 1, 2
"""Dimensions of a geometry."""
RING_POINTS = 4
"""A closed ring has at least three corners and the first one again."""


def way_shape(shape: BaseGeometry, *, area: bool) -> BaseGeometry:
    """Return a way's geometry: with `area` a closed one is a Polygon, all else is a line."""
    if isinstance(shape, MultiPolygon) and len(shape.geoms) == 1:
        shape = shape.geoms[0]
    if isinstance(shape, Polygon):
        return shape if area else LineString(shape.exterior.coords)
    if not area or not isinstance(shape, LineString) or not shape.is_closed:
        return shape
    return Polygon(shape.coords) if len(shape.coords) >= RING_POINTS else shape


def tidy_shape(shape: BaseGeometry) -> BaseGeometry:
    """
    Return a valid geometry in one spelling.

    Outlines are repaired and start at a fixed corner; a multi-part of one becomes its part; a
    mixed collection keeps its parts of the highest dimension.
    """
    dimension = shapely.get_dimensions(shape)
    if dimension == AREA:
        valid = shape if shape.is_valid else shapely.make_valid(shape)
        return shapely.normalize(_areas(valid))
    if dimension == LINE and not isinstance(shape, LineString):
        return _lines(shape)
    return shape


def _areas(shape: BaseGeometry) -> BaseGeometry:
    """Return the areas in `shape`, as a single or a multi geometry."""
    parts = [part for part in _flat(shape) if isinstance(part, Polygon)]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def _lines(shape: BaseGeometry) -> BaseGeometry:
    """Return the lines in `shape`, as a single or a multi geometry."""
    parts = [part for part in _flat(shape) if isinstance(part, LineString)]
    return parts[0] if len(parts) == 1 else MultiLineString(parts)


def _flat(shape: BaseGeometry) -> list[BaseGeometry]:
    """Return the parts of `shape`, with collections inside collections opened once."""
    return list(shapely.get_parts(shapely.get_parts(shape)))
