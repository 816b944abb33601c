"""
Metres and degrees: lengths and areas are taken here, what comes in other datums by `geo.datum`.

Positions are (lon, lat), degrees, WGS 84; lengths and areas are taken in EPSG:32651 (UTM zone 51
north, the zone of Shanghai), whose scale error there is below 0.05 %.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import shapely

from geo.utm import from_utm, to_utm
from seeds.vocabulary import METRIC_CRS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

G = TypeVar("G", bound=Any)
DEGREE_DECIMALS = 6


_ZONE = int(METRIC_CRS.removeprefix("EPSG:326"))


def _project(points: NDArray[np.float64], *, forward: bool) -> NDArray[np.float64]:
    return to_utm(points, _ZONE) if forward else from_utm(points, _ZONE)


def to_metres(geometry: G) -> G:
    """
    Return `geometry` (or an array of geometries) projected from degrees to metres.

    Parameters
    ----------
    geometry
        Shapely geometry or array of them; (lon, lat), degrees, WGS 84.

    Returns
    -------
    The same shape in EPSG:32651, metres, (easting, northing).
    """
    found: G = shapely.transform(geometry, lambda points: _project(points, forward=True))
    return found


def to_degrees(geometry: G) -> G:
    """Return `geometry` projected back from EPSG:32651 metres to (lon, lat) degrees."""
    found: G = shapely.transform(geometry, lambda points: _project(points, forward=False))
    return found


def area_m2(geometry: BaseGeometry) -> float:
    """Return the area in square metres of a geometry given in degrees."""
    return float(to_metres(geometry).area)


def distance_m(first: BaseGeometry, second: BaseGeometry) -> float:
    """Return the distance in metres between two geometries given in degrees."""
    return float(to_metres(first).distance(to_metres(second)))
