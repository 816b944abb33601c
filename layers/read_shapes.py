"""
Geometries of GeoJSON made into shapes, all of one type at once: of very many, one by one is slow.

What does not look as it should is left to shapely, which tells what is wrong with it.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import shape as to_shape

from layers.errors import LayerError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Shapes = NDArray[np.object_]

_DEPTHS = {
    "Point": (shapely.GeometryType.POINT, 0),
    "LineString": (shapely.GeometryType.LINESTRING, 1),
    "MultiLineString": (shapely.GeometryType.MULTILINESTRING, 2),
    "Polygon": (shapely.GeometryType.POLYGON, 2),
    "MultiPolygon": (shapely.GeometryType.MULTIPOLYGON, 3),
}
"""GeoJSON type to that of shapely, and how many lists are round its positions."""

_LIMITS = (180.0, 90.0)


def read_shapes(geometries: Sequence[Any], where: Callable[[int], str]) -> Shapes:
    """
    Return the shapes of GeoJSON geometries.

    Parameters
    ----------
    geometries
        As they were read, (lon, lat) degrees.
    where
        Says of the nth what it is, for the message.

    Raises
    ------
    LayerError
        If one is no geometry, or empty, or not in degrees.
    """
    found = np.empty(len(geometries), dtype=object)
    groups: dict[str, list[int]] = defaultdict(list)
    for nth, given in enumerate(geometries):
        kind = given.get("type") if isinstance(given, dict) else None
        groups[kind if isinstance(kind, str) else ""].append(nth)
    for kind, members in groups.items():
        shapes = _together(kind, [geometries[nth] for nth in members])
        if shapes is None:
            found[members] = [_alone(geometries[nth], where(nth)) for nth in members]
        else:
            found[members] = shapes
    return found


def _together(kind: str, geometries: Sequence[dict[str, Any]]) -> Shapes | None:
    """Return shapes of one type; None if they are not all as they should be."""
    if kind not in _DEPTHS:
        return None
    target, depth = _DEPTHS[kind]
    try:
        parts: Sequence[Any] = [given["coordinates"] for given in geometries]
        offsets = []
        for _ in range(depth):
            offsets.append(np.array([0, *accumulate(map(len, parts))]))
            parts = list(chain.from_iterable(parts))
        positions = np.array(parts)
        if not _are_degrees(positions) or any(np.any(np.diff(ends) == 0) for ends in offsets):
            return None
        found: Shapes = shapely.from_ragged_array(target, positions[:, :2], tuple(offsets[::-1]))
    except (KeyError, TypeError, ValueError, shapely.errors.ShapelyError):
        return None
    return found


def _are_degrees(positions: NDArray[Any]) -> bool:
    """Tell whether these are pairs of numbers that longitudes and latitudes can be."""
    if positions.ndim != 2 or positions.shape[1] < 2 or positions.dtype.kind not in "if":  # noqa: PLR2004
        return False
    return bool(np.all(np.abs(positions[:, :2]) <= _LIMITS))


def _alone(geometry: object, where: str) -> BaseGeometry:
    """Return one shape, or say what is wrong with it."""
    if not isinstance(geometry, dict):
        raise LayerError("没有图形", where=where)
    try:
        shape = shapely.force_2d(to_shape(geometry))
    except (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise LayerError("图形读不出来", where=where) from error
    except shapely.errors.ShapelyError as error:
        raise LayerError("图形读不出来", where=where) from error
    positions = shapely.get_coordinates(shape)
    if not len(positions) or not np.all(np.abs(positions) <= _LIMITS):
        raise LayerError("图形是空的，或坐标不是经纬度", where=where)
    found: BaseGeometry = shape
    return found
