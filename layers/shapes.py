"""
Geometry made fit for hand-over: rounded, valid, right-handed, one dimension.

Vertices are rounded one by one first, so that neighbours keep their shared edges; only what that
breaks is snapped or repaired.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, Point
from shapely.ops import linemerge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Shapes = NDArray[np.object_]

DECIMALS = 6
GRID_DEG = 1e-6
FAMILIES = ("points", "lines", "polygons")
_POINT, _LINESTRING, _POLYGON, _MULTIPOLYGON = 0, 1, 3, 6
_PLAIN = (_POINT, _LINESTRING, _POLYGON, _MULTIPOLYGON)
"""Type numbers of shapely: what `clean` needs no splitting or joining for."""


def family(geometry: BaseGeometry) -> str:
    """Return `points`, `lines` or `polygons`: the highest dimension in `geometry`."""
    return FAMILIES[int(shapely.get_dimensions(geometry))]


def clean(geometry: BaseGeometry) -> BaseGeometry:
    """
    Return `geometry` as it is written: 2-D, 6 decimals, valid, no repeated vertex, one dimension.

    Lines keep their direction; several points become the one nearest to their middle. The result is
    empty where nothing of the geometry is larger than the grid of about 10 cm.

    Parameters
    ----------
    geometry
        Any geometry, (lon, lat) degrees.
    """
    if geometry.is_empty:
        return geometry
    target = int(shapely.get_dimensions(geometry))
    flat = _of_dimension(shapely.force_2d(geometry), target)
    rounded = _rounded(flat)
    if not rounded.is_valid or _collapsed(rounded, flat):
        rounded = _repaired(flat, target)
    if rounded.is_empty:
        return rounded
    rounded = shapely.remove_repeated_points(rounded, 0.0)
    return (_single_point, _tidy_lines, _tidy_polygons)[target](rounded)


def cleaned(geometries: Iterable[BaseGeometry]) -> Shapes:
    """
    Return geometries as `clean` does, in the same order.

    What rounding leaves whole is done for all at once; only the others are looked at one by one.
    """
    given = _array(geometries)
    found = given.copy()
    plain = _plain(given)
    found[plain] = shapely.transform(shapely.force_2d(given[plain]), _round)
    plain &= shapely.is_valid(found) & ~_with_collapsed_part(found)
    tidy = shapely.remove_repeated_points(found[plain], 0.0)
    alone = (shapely.get_type_id(tidy) == _MULTIPOLYGON) & (shapely.get_num_geometries(tidy) == 1)
    tidy[alone] = shapely.get_geometry(tidy[alone], 0)
    found[plain] = shapely.orient_polygons(tidy)
    for place in np.flatnonzero(~plain):
        found[place] = clean(given[place])
    return found


def middles(geometries: Iterable[BaseGeometry]) -> Shapes:
    """Return the points that `middle` gives, in the same order."""
    given = _array(geometries)
    found, plain, kinds = given.copy(), _plain(given), shapely.get_type_id(given)
    lines, areas = plain & (kinds == _LINESTRING), plain & (kinds >= _POLYGON)
    found[lines] = shapely.line_interpolate_point(given[lines], 0.5, normalized=True)
    found[areas] = shapely.point_on_surface(given[areas])
    found[plain] = shapely.points(_round(shapely.get_coordinates(found[plain])))
    for place in np.flatnonzero(~plain):
        found[place] = middle(given[place])
    return found


def middle(geometry: BaseGeometry) -> Point:
    """Return one point on `geometry`: itself, the middle of its longest line, inside its area."""
    kind = family(geometry)
    if kind == "points":
        found = _single_point(geometry)
    elif kind == "lines":
        parts = shapely.get_parts(geometry)
        longest = parts[int(np.argmax(shapely.length(parts)))]
        found = longest.interpolate(0.5, normalized=True)
    else:
        found = geometry.representative_point()
    return Point(*_round(shapely.get_coordinates(found))[0])


def uniform(geometries: Iterable[BaseGeometry]) -> Shapes:
    """
    Return geometries of one family as one GeoJSON type: points, or lines or polygons as Multi.

    Always Multi, so that a table keeps its geometry type from one edition to the next.
    """
    found = _array(geometries)
    kinds = shapely.get_type_id(found)
    for kind, wrap in ((_LINESTRING, shapely.multilinestrings), (_POLYGON, shapely.multipolygons)):
        single = kinds == kind
        if single.any():
            found[single] = wrap(found[single], indices=np.arange(np.count_nonzero(single)))
    return found


def _array(geometries: Iterable[BaseGeometry]) -> Shapes:
    """Return geometries as an array of its own."""
    rows = list(geometries)
    found = np.empty(len(rows), dtype=object)
    found[:] = rows
    return found


def _plain(geometries: Shapes) -> NDArray[np.bool_]:
    """Tell of each geometry whether it is one point, one line or polygons, and not empty."""
    kinds = shapely.get_type_id(geometries)
    return np.isin(kinds, _PLAIN) & ~shapely.is_empty(geometries)


def _with_collapsed_part(geometries: Shapes) -> NDArray[np.bool_]:
    """Tell of each geometry whether it holds a line without length or a polygon without area."""
    parts, owner = shapely.get_parts(geometries, return_index=True)
    dimensions = shapely.get_dimensions(parts)
    size = np.where(dimensions == 1, shapely.length(parts), shapely.area(parts))
    found = np.zeros(len(geometries), dtype=bool)
    found[owner[(size <= 0) & (dimensions > 0)]] = True
    return found


def _round(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.round(points, DECIMALS) + 0.0


def _rounded(geometry: BaseGeometry) -> BaseGeometry:
    """Round each vertex by itself."""
    return shapely.transform(geometry, _round)


def _collapsed(rounded: BaseGeometry, original: BaseGeometry) -> bool:
    """Tell whether rounding left a part without length or area."""
    before, after = shapely.get_parts(original), shapely.get_parts(rounded)
    size = shapely.area if shapely.get_dimensions(original) == 2 else shapely.length  # noqa: PLR2004
    if shapely.get_dimensions(original) == 0:
        return False
    return len(after) < len(before) or bool(np.any(size(after) <= 0))


def _repaired(geometry: BaseGeometry, dimension: int) -> BaseGeometry:
    """Snap to the grid as a whole; what stays invalid is made valid, keeping the dimension."""
    valid = geometry if geometry.is_valid else shapely.make_valid(geometry)
    snapped = shapely.set_precision(_of_dimension(valid, dimension), GRID_DEG)
    rounded = _rounded(_of_dimension(snapped, dimension))
    if rounded.is_valid:
        return rounded
    return _rounded(_of_dimension(shapely.make_valid(rounded), dimension))


def _of_dimension(geometry: BaseGeometry, dimension: int) -> BaseGeometry:
    """Return the parts of that dimension only."""
    parts = _flat_parts(geometry)
    mine = [part for part in parts if shapely.get_dimensions(part) == dimension]
    return geometry if len(mine) == len(parts) else shapely.union_all(mine)


def _flat_parts(geometry: BaseGeometry) -> list[BaseGeometry]:
    """Return the simple parts of a geometry, collections inside collections opened."""
    parts = [geometry]
    while any(hasattr(part, "geoms") for part in parts):
        parts = [inner for part in parts for inner in getattr(part, "geoms", [part])]
    return parts


def _single_point(geometry: BaseGeometry) -> Point:
    """Return the point, or of several the one nearest to their middle."""
    points = shapely.get_coordinates(geometry)
    far = np.hypot(*(points - points.mean(axis=0)).T)
    return Point(*points[int(np.argmin(far))])


def _tidy_lines(geometry: BaseGeometry) -> BaseGeometry:
    """Join lines that run on into one another, without turning any round."""
    parts = [p for p in _flat_parts(geometry) if isinstance(p, LineString) and p.length > 0]
    return _unwrapped(linemerge(MultiLineString(parts), directed=True))


def _tidy_polygons(geometry: BaseGeometry) -> BaseGeometry:
    """Wind rings by the right-hand rule and unwrap a Multi of one."""
    return shapely.orient_polygons(_unwrapped(geometry))


def _unwrapped(geometry: BaseGeometry) -> BaseGeometry:
    """Return the only part of a collection of one."""
    parts = shapely.get_parts(geometry)
    return parts[0] if len(parts) == 1 else geometry
