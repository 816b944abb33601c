"""Turn geometries of GeoJSON into what PostGIS reads: EWKB in hexadecimal, EPSG:4326."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import shape

from layers.postgis.failures import PublishError
from layers.shapes import uniform

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

SRID = 4326
_MULTI = {"LineString": "MultiLineString", "Polygon": "MultiPolygon"}
_LIMITS = np.array([180.0, 90.0])


def as_ewkb(
    geometries: Sequence[object], geometry_type: str, ids: Sequence[str], where: str
) -> list[str]:
    """
    Return the geometries of one sheet.

    Parameters
    ----------
    geometries
        As they stand in the GeoJSON, (lon, lat) degrees.
    geometry_type
        `Point`, `MultiLineString` or `MultiPolygon`; a single line or polygon becomes a Multi.
    ids
        Whose they are.
    where
        What to say of the place.

    Raises
    ------
    PublishError
        If one is missing, of another type, empty, or not in degrees.
    """
    shapes = np.empty(len(geometries), dtype=object)
    for nth, geometry in enumerate(geometries):
        shapes[nth] = _shape(geometry, geometry_type, f"{where}：{ids[nth]}")
    places, of = shapely.get_coordinates(shapes, return_index=True)
    # The comparison is false for what is no number.
    wrong = of[~(np.abs(places) <= _LIMITS).all(axis=1)]
    if wrong.size:
        raise PublishError(f"{where}：{ids[wrong[0]]} 的坐标不是经纬度")
    marked = shapely.set_srid(shapes, SRID)
    found = shapely.to_wkb(marked, hex=True, output_dimension=2, include_srid=True, byte_order=1)
    return [str(code) for code in found]


def _shape(geometry: object, geometry_type: str, where: str) -> BaseGeometry:
    given: dict[str, Any] = geometry if isinstance(geometry, dict) else {}
    came = given.get("type")
    if not isinstance(came, str) or geometry_type not in {came, _MULTI.get(came)}:
        raise PublishError(f"{where} 的图形应为 {geometry_type}，实际是 {came!r:.40}")
    try:
        found: BaseGeometry = shape(given)
    except (ArithmeticError, LookupError, TypeError, ValueError, shapely.errors.ShapelyError):
        raise PublishError(f"{where} 的图形读不出来") from None
    if found.is_empty:
        raise PublishError(f"{where} 的图形是空的")
    whole: BaseGeometry = uniform([found])[0]
    return whole
