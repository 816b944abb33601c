"""
Whether the shapes that are handed over are sound: each test with what failed it.

They are made to pass (`layers.shapes.clean`); this says that it was looked at, and how much there
is.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.metric import to_metres
from layers.shapes import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from layers.features import Feature

    Shapes = NDArray[np.object_]
    Flags = NDArray[np.bool_]

TINY_M, TINY_M2 = 1.0, 1.0
_DIGITS = 10.0**DECIMALS

CHECKS = {
    "valid": ("图形有效，边不自交", "Valid, no ring crosses itself"),
    "one_type": ("不是图形集合", "No geometry collection"),
    "flat": ("二维，没有高程", "Two-dimensional"),
    "in_range": ("经纬度在范围之内", "Longitude and latitude within range"),
    "near_zones": ("触及各功能区的总范围", "Touches the ground of the zones"),
    "right_handed": ("外环逆时针，内环顺时针", "Outer rings counter-clockwise, holes clockwise"),
    "rounded": (f"坐标不超过 {DECIMALS} 位小数", f"No more than {DECIMALS} decimals"),
    "large_enough": ("线长于 1 米，面大于 1 平方米", "Lines above 1 m, areas above 1 m²"),
}
"""Each test with its Chinese and English sentence."""


def soundness(features: Iterable[Feature], ground: BaseGeometry) -> dict[str, Any]:
    """
    Return what there is, and for each test how many were tested and the ids that failed.

    `shared` counts features whose exact shape another has too: several things in one building.

    Parameters
    ----------
    features
        What is on the map, (lon, lat) degrees.
    ground
        The union of the zones: what does not touch it is told.
    """
    rows = list(features)
    shapes = np.array([row.geometry for row in rows], dtype=object)
    if not rows:
        return {"shapes": 0, "vertices": 0, "shared": 0, "checks": []}
    found = {
        "valid": shapely.is_valid(shapes),
        "one_type": shapely.get_type_id(shapes) != shapely.GeometryType.GEOMETRYCOLLECTION,
        "flat": ~shapely.has_z(shapes),
        "in_range": _in_range(shapes),
        "near_zones": shapely.intersects(shapes, ground),
        "right_handed": _right_handed(shapes),
        "rounded": _rounded(shapes),
        "large_enough": _large_enough(shapes),
    }
    ids = [row.id for row in rows]
    return {
        "shapes": len(rows),
        "vertices": int(shapely.get_num_coordinates(shapes).sum()),
        "shared": _shared(shapes),
        "checks": [
            {
                "check": name,
                "tested": len(rows),
                "failed": [id_ for id_, passed in zip(ids, found[name], strict=True) if not passed],
            }
            for name in CHECKS
        ],
    }


def _in_range(shapes: Shapes) -> Flags:
    bounds = shapely.bounds(shapes)
    low, high = np.array([-180, -90] * 2), np.array([180, 90] * 2)
    return np.asarray(np.all((bounds >= low) & (bounds <= high), axis=1))


def _right_handed(shapes: Shapes) -> Flags:
    """Tell which are unchanged by the right-hand rule; what has no ring is."""
    return np.asarray(shapely.equals_exact(shapes, shapely.orient_polygons(shapes), tolerance=0))


def _rounded(shapes: Shapes) -> Flags:
    points, owner = shapely.get_coordinates(shapes, return_index=True)
    fine = np.all(np.round(points * _DIGITS) / _DIGITS == np.round(points, 15), axis=1)
    rough = np.unique(owner[~fine])
    return ~np.isin(np.arange(len(shapes)), rough)


def _large_enough(shapes: Shapes) -> Flags:
    metres = to_metres(shapes)
    dimensions = shapely.get_dimensions(shapes)
    lines = (dimensions != 1) | (shapely.length(metres) > TINY_M)
    areas = (dimensions != 2) | (shapely.area(metres) > TINY_M2)  # noqa: PLR2004
    return np.asarray(lines & areas)


def _shared(shapes: Shapes) -> int:
    """Return how many share their exact shape with another."""
    counts = Counter(shapely.to_wkb(shapely.normalize(shapes)).tolist())
    return sum(count for count in counts.values() if count > 1)
