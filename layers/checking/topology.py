"""Rules about shapes that GEOS refuses, told by what is wrong with them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely

from layers.checking.shaping import SHELL
from layers.checking.vertices import MOST_DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from layers.checking.finding import Finding
    from layers.checking.reading import Document
    from layers.checking.vectors import Vectors

MENDED = frozenset({"self-intersection", "parts-overlap"})
"""What making valid mends for certain, in two dimensions."""
_FLAT = 1e-9
"""Breadth of a ring, as a share of its length, below which it is a line."""
_HOLES = {"Hole lies outside": "洞在外环之外", "Holes are nested": "洞里还有洞"}
_LINES = frozenset({"LineString", "MultiLineString"})


def invalid(document: Document) -> Iterator[Finding]:
    """Tell of shapes that are not valid."""
    vectors = document.vectors
    wrong = np.flatnonzero(~vectors.valid)
    reasons = shapely.is_valid_reason(vectors.by_geometry[wrong])
    for geometry, reason in zip(wrong.tolist(), reasons.tolist(), strict=True):
        one = vectors.shapes.geometries[geometry]
        rule, words = fault_of(vectors, geometry, reason)
        fixable = rule in MENDED and one.dimensions == 2  # noqa: PLR2004 - heights are not made up
        if fixable and made_valid(vectors.by_geometry[geometry]) is None:
            rule, words, fixable = "zero-area", "面的面积是零：环去而复回", False
        mend = None if fixable or rule not in MENDED else "请在原软件里改正边界"
        message = words + _spot(reason)
        yield document.finding(rule, message, one.row, mend=mend, fixable=fixable)


def made_valid(shape: BaseGeometry) -> BaseGeometry | None:
    """
    Return a polygon, or several, made valid on the grid on which it is written.

    Parameters
    ----------
    shape
        Polygon or MultiPolygon in two dimensions, degrees.

    Returns
    -------
    What has an area, rings by the right-hand rule; None where nothing has, or GEOS gives up.
    """
    found = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    for _ in range(2):  # the first rounding may break it anew
        snapped = shapely.set_precision(_surfaces(found), 10.0**-MOST_DECIMALS)
        found = shapely.transform(snapped, lambda points: np.round(points, MOST_DECIMALS) + 0.0)
        if found.is_valid:
            break
    found = shapely.orient_polygons(found)
    return None if found.is_empty or not found.is_valid else found


def _surfaces(shape: BaseGeometry) -> BaseGeometry:
    """Return the polygons of a shape, one alone as it is."""
    parts = [inner for part in shapely.get_parts(shape) for inner in shapely.get_parts(part)]
    polygons = [part for part in parts if isinstance(part, shapely.Polygon)]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def fault_of(vectors: Vectors, geometry: int, reason: str) -> tuple[str, str]:
    """
    Return the rule and the words for an invalid geometry.

    Parameters
    ----------
    vectors
        The arrays.
    geometry
        Which of the geometries.
    reason
        What GEOS says of it.
    """
    if vectors.shapes.geometries[geometry].type in _LINES:
        return "zero-length", "线的长度是零：所有的点相同"
    parts = vectors.rings_of(geometry)
    rings = [vectors.part_xy(part) for part in parts]
    if any(_is_flat(ring) for ring in rings):
        return "zero-area", "面的面积是零：环的点在一条线上"
    if not all(_alone(ring) for ring in rings):
        return "self-intersection", "边界自相交"
    starts = np.append(np.flatnonzero(vectors.roles[parts] == SHELL), len(parts))
    for first, last in pairwise(starts.tolist()):
        if not shapely.Polygon(rings[first], rings[first + 1 : last]).is_valid:
            known = [words for start, words in _HOLES.items() if reason.startswith(start)]
            return "hole-outside", known[0] if known else "洞与外环或别的洞相交"
    return "parts-overlap", "MultiPolygon 的几个面互相重叠"


def _is_flat(ring: np.typing.NDArray[np.float64]) -> bool:
    """Tell whether all points of a ring lie on one line."""
    least, most = np.linalg.svd(ring - ring.mean(axis=0), compute_uv=False)[[-1, 0]]
    return bool(least <= _FLAT * most)


def _alone(ring: np.typing.NDArray[np.float64]) -> bool:
    return bool(shapely.Polygon(ring).is_valid)


def _spot(reason: str) -> str:
    """Return where GEOS sees the fault, in words."""
    _, bracket, numbers = reason.partition("[")
    lon, _, lat = numbers.rstrip("]").partition(" ")
    return f"，在 {lon}, {lat} 处" if bracket and lat else ""
