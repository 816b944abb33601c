"""
Repairs of one geometry, on the numbers as they stand: only what is certain.

Heights stay; nothing that is not asked for is touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import mapping
from shapely.geometry import shape as to_shape

from layers.checking.kinds import DEPTHS
from layers.checking.topology import MENDED, made_valid
from layers.checking.vertices import MOST_DECIMALS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Floats = NDArray[np.float64]
    Move = Callable[[Floats], Floats]

_GRID = 10.0**-MOST_DECIMALS
_METRES_A_DEGREE = 111_320.0
_LEAST = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}


def mended(
    geometry: dict[str, Any], rules: Collection[str], move: Move | None = None
) -> tuple[dict[str, Any], list[str]]:
    """
    Return a geometry repaired, as a new one, and remarks on what that changed.

    Parameters
    ----------
    geometry
        A GeoJSON geometry that can be read.
    rules
        What to repair, by rule.
    move
        What brings first and second numbers to (lon, lat), if they have to be moved.
    """
    if geometry["type"] == "GeometryCollection":
        pairs = [mended(one, rules, move) for one in geometry["geometries"]]
        remarks = [remark for _, below in pairs for remark in below]
        return {**geometry, "geometries": [one for one, _ in pairs]}, remarks
    if not geometry["coordinates"]:
        return geometry, []
    found = dict(geometry)
    remarks = []
    if move is not None:
        found = _moved(found, move)
    if "precision" in rules:
        found = _rounded(found)
    if "unclosed-ring" in rules:
        found = _by_ring(found, lambda ring, _: ring if ring[0] == ring[-1] else [*ring, ring[0]])
    if "repeated-point" in rules:
        found = _by_line(found, _once)
    if MENDED & set(rules):
        found, remarks = _valid(found)
    if "winding" in rules:
        found = _by_ring(found, _wound)
    return found, remarks


def _positions(coordinates: list[Any], depth: int) -> list[list[float]]:
    """Return all positions of nested coordinates, the very lists."""
    found = [coordinates]
    for _ in range(depth):
        found = [inner for each in found for inner in each]
    return found


def _copied(geometry: dict[str, Any]) -> tuple[dict[str, Any], list[list[float]]]:
    """Return a geometry whose positions may be changed, and those positions."""

    def copy(each: list[Any], depth: int) -> list[Any]:
        return [copy(one, depth - 1) for one in each] if depth else list(each)

    depth = DEPTHS[geometry["type"]]
    coordinates = copy(geometry["coordinates"], depth)
    return {**geometry, "coordinates": coordinates}, _positions(coordinates, depth)


def _moved(geometry: dict[str, Any], move: Move) -> dict[str, Any]:
    found, positions = _copied(geometry)
    pairs = move(np.array([position[:2] for position in positions], dtype=float))
    for position, pair in zip(positions, pairs.tolist(), strict=True):
        position[:2] = pair
    return found


def _rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    """Return a geometry with fewer decimals; where that breaks it, snapped as a whole."""
    found, positions = _copied(geometry)
    pairs = np.round(np.array([position[:2] for position in positions], dtype=float), MOST_DECIMALS)
    for position, pair in zip(positions, (pairs + 0.0).tolist(), strict=True):
        position[:2] = pair
    before, after = _shape_of(geometry), _shape_of(found)
    if before is None or after is None or after.is_valid or not before.is_valid:
        return found
    if before.has_z:
        return geometry
    snapped = shapely.set_precision(before, _GRID)
    same = not snapped.is_empty and shapely.get_dimensions(snapped) == shapely.get_dimensions(
        before
    )
    return _written(geometry, snapped) if same else geometry


def _once(line: list[list[float]], least: int) -> list[list[float]]:
    """Return a line without the same point twice in turn."""
    found = [one for nth, one in enumerate(line) if nth == 0 or one != line[nth - 1]]
    return found if len(found) >= least else line


def _wound(ring: list[list[float]], outer: bool) -> list[list[float]]:
    """Return an outer ring counter-clockwise, an inner one clockwise."""
    x, y = (np.array([one[:2] for one in ring]) - ring[0][:2]).T
    area = float(np.dot(x, np.roll(y, -1)) - np.dot(np.roll(x, -1), y))
    return ring[::-1] if (area < 0) == outer and area else ring


def _by_ring(
    geometry: dict[str, Any], change: Callable[[list[Any], bool], list[Any]]
) -> dict[str, Any]:
    """Change each ring of a polygon, knowing whether it is an outer one."""
    coordinates = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        rings = [change(ring, nth == 0) for nth, ring in enumerate(coordinates)]
        return {**geometry, "coordinates": rings}
    if geometry["type"] == "MultiPolygon":
        polygons = [
            [change(ring, nth == 0) for nth, ring in enumerate(rings)] for rings in coordinates
        ]
        return {**geometry, "coordinates": polygons}
    return geometry


def _by_line(
    geometry: dict[str, Any], change: Callable[[list[Any], int], list[Any]]
) -> dict[str, Any]:
    """Change each line or ring, knowing the least number of positions that it must keep."""
    kind = geometry["type"]
    least = _LEAST.get(kind, 0)
    if kind == "LineString":
        return {**geometry, "coordinates": change(geometry["coordinates"], least)}
    if kind == "MultiLineString":
        lines = [change(line, least) for line in geometry["coordinates"]]
        return {**geometry, "coordinates": lines}
    return _by_ring(geometry, lambda ring, _: change(ring, least)) if least else geometry


def _valid(geometry: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return a polygon made valid, and what that did to its area."""
    before = _shape_of(geometry)
    if before is None or before.is_valid or before.has_z or "Polygon" not in geometry["type"]:
        return geometry, []
    after = made_valid(before)
    if after is None:
        return geometry, []
    was, now = _area_m2(before), _area_m2(after)
    return _written(geometry, after), [f"面积由 {was:.0f} 变为 {now:.0f} 平方米"]


def _area_m2(geometry: BaseGeometry) -> float:
    """Return the area about a place, square metres, on a sphere."""
    south, north = geometry.bounds[1], geometry.bounds[3]
    narrow = float(np.cos(np.radians((south + north) / 2)))
    return float(geometry.area) * narrow * _METRES_A_DEGREE**2


def _shape_of(geometry: dict[str, Any]) -> BaseGeometry | None:
    """Return the shape of a geometry; None where GEOS cannot make it."""
    try:
        return to_shape({key: geometry[key] for key in ("type", "coordinates")})
    except (ValueError, TypeError, IndexError, shapely.errors.ShapelyError):
        return None


def _written(geometry: dict[str, Any], shape: BaseGeometry) -> dict[str, Any]:
    """Return a geometry with another shape; a polygon of one part stays what it was."""
    if geometry["type"].startswith("Multi"):
        if isinstance(shape, shapely.Polygon):
            shape = shapely.MultiPolygon([shape])
        elif isinstance(shape, shapely.LineString):
            shape = shapely.MultiLineString([shape])
    given = mapping(shape)
    return {**geometry, "type": given["type"], "coordinates": _listed(given["coordinates"])}


def _listed(coordinates: Any) -> Any:  # noqa: ANN401 - tuples of any depth
    return (
        [_listed(one) for one in coordinates]
        if isinstance(coordinates, tuple | list)
        else coordinates
    )
