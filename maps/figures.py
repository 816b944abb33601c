"""Lengths and areas for the summary of a page, measured on the plane and not on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.metric import to_metres

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry


def sizes(geometries: Sequence[BaseGeometry | None]) -> list[int]:
    """
    Return the length of each line (m) and the area of each polygon (m²), 0 for all else.

    Parameters
    ----------
    geometries
        (lon, lat) degrees, WGS 84.

    Returns
    -------
    One whole number each, taken in EPSG:32651.

    >>> sizes([shapely.Point(121.4, 31.1), None])
    [0, 0]
    """
    given = np.array(geometries, dtype=object)
    if not len(given):
        return []
    dimension = shapely.get_dimensions(given)
    extended = dimension > 0
    plane = np.full(len(given), None, dtype=object)
    plane[extended] = to_metres(given[extended])
    found = np.where(dimension == 1, shapely.length(plane), shapely.area(plane))
    return [int(value) for value in np.rint(np.nan_to_num(found))]
