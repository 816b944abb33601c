"""
Datums: what the two numbers of a position mean, and how to turn them into WGS-84 and back.

Known are WGS-84 (and its UTM zone 51), CGCS2000 (EPSG:4490, and the 3-degree belts EPSG:4549 and
EPSG:4528), Web Mercator, GCJ-02 and BD-09. WGS-84 and CGCS2000 differ by some decimetres that only
a local realisation knows: here, as in PROJ, one is taken for the other (a ballpark identity). The
city grid of Shanghai (上海2000坐标系) is converted by the city's own office alone: it is not
imitated.

Order is always (lon, lat) in degrees or (easting, northing) in metres, whatever order a standard
or a survey office writes. Numbers give numbers, numpy arrays give arrays of the same shape.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import shapely
from pyproj import Transformer

from geo import datum_offsets as offsets
from geo.datum_offsets import CHINA_BOX
from geo.datum_table import DATUMS, Datum, DatumError, check_positions, datum_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import ArrayLike, NDArray

    Pair = tuple[Any, Any]
    Degrees = NDArray[np.float64]
    Move = Callable[[Degrees, Degrees], Pair]

__all__ = [
    "CHINA_BOX",
    "DATUMS",
    "Datum",
    "DatumError",
    "bd09_to_gcj02",
    "bd09_to_wgs84",
    "datum_of",
    "from_wgs84",
    "gcj02_to_bd09",
    "gcj02_to_wgs84",
    "shape_from_wgs84",
    "shape_to_wgs84",
    "to_wgs84",
    "wgs84_to_bd09",
    "wgs84_to_gcj02",
]
G = TypeVar("G", bound=Any)


def to_wgs84(x: ArrayLike, y: ArrayLike, datum: str) -> Pair:
    """
    Return (lon, lat), degrees WGS-84, of positions of a datum.

    Parameters
    ----------
    x, y
        Numbers or arrays of one shape: lon and lat in degrees, or easting and northing in metres.
    datum
        A code of `DATUMS`, or another word that `datum_of` knows. Required: a position without a
        datum has no place.

    Returns
    -------
    Two floats, or two float arrays of the same shape. `from_wgs84` undoes it to 1e-6 m; GCJ-02
    and BD-09 within about 1 km of the edge of `CHINA_BOX` excepted.

    Raises
    ------
    DatumError
        If the datum is not known, or a number is not finite or outside the datum's box.
    """
    known = datum_of(datum)
    move = _TO_WGS84.get(known.code) or _by_proj(known.crs, "EPSG:4326")
    return _moved(move, x, y, known)


def from_wgs84(lon: ArrayLike, lat: ArrayLike, datum: str) -> Pair:
    """
    Return positions of a datum of (lon, lat), degrees WGS-84; the converse of `to_wgs84`.

    Raises
    ------
    DatumError
        If the datum is not known, or a position is not finite or outside the datum's domain.
    """
    known = datum_of(datum)
    move = _FROM_WGS84.get(known.code) or _by_proj("EPSG:4326", known.crs)
    return _moved(move, lon, lat, DATUMS["wgs84"], known)


def shape_to_wgs84(shape: G, datum: str) -> G:
    """
    Return a shapely geometry, or array of them, in (lon, lat) degrees WGS-84.

    Every vertex is moved by `to_wgs84`; heights are left out.

    Raises
    ------
    DatumError
        As `to_wgs84`.
    """
    return _reshaped(shape, lambda x, y: to_wgs84(x, y, datum))


def shape_from_wgs84(shape: G, datum: str) -> G:
    """Return a shapely geometry (or array) of degrees WGS-84 in `datum`, as `from_wgs84` does."""
    return _reshaped(shape, lambda lon, lat: from_wgs84(lon, lat, datum))


def wgs84_to_gcj02(lon: ArrayLike, lat: ArrayLike) -> Pair:
    """
    Return GCJ-02 of WGS-84; both (lon, lat) in degrees, numbers or arrays of one shape.

    Outside `CHINA_BOX` GCJ-02 is WGS-84.

    Raises
    ------
    DatumError
        If a number is not finite or no degree.
    """
    return from_wgs84(lon, lat, "gcj02")


def gcj02_to_wgs84(lon: ArrayLike, lat: ArrayLike) -> Pair:
    """Return WGS-84 of GCJ-02, the exact inverse of `wgs84_to_gcj02`."""
    return to_wgs84(lon, lat, "gcj02")


def wgs84_to_bd09(lon: ArrayLike, lat: ArrayLike) -> Pair:
    """Return BD-09 of WGS-84; parameters and errors as `wgs84_to_gcj02`."""
    return from_wgs84(lon, lat, "bd09")


def bd09_to_wgs84(lon: ArrayLike, lat: ArrayLike) -> Pair:
    """Return WGS-84 of BD-09, the exact inverse of `wgs84_to_bd09`."""
    return to_wgs84(lon, lat, "bd09")


def gcj02_to_bd09(lon: ArrayLike, lat: ArrayLike) -> Pair:
    """Return BD-09 of GCJ-02, by a formula that has no box; errors as `wgs84_to_gcj02`."""
    return _moved(offsets.bd09_of_gcj02, lon, lat, DATUMS["gcj02"])


def bd09_to_gcj02(lon: ArrayLike, lat: ArrayLike) -> Pair:
    """Return GCJ-02 of BD-09, the exact inverse of `gcj02_to_bd09`."""
    return _moved(offsets.gcj02_of_bd09, lon, lat, DATUMS["bd09"])


def _same(x: Degrees, y: Degrees) -> Pair:
    return x, y


_TO_WGS84: Mapping[str, Move] = {
    "wgs84": _same,
    "cgcs2000": _same,
    "gcj02": offsets.from_gcj02,
    "bd09": offsets.from_bd09,
}
_FROM_WGS84: Mapping[str, Move] = {
    "wgs84": _same,
    "cgcs2000": _same,
    "gcj02": offsets.gcj02_of,
    "bd09": offsets.bd09_of,
}


@cache
def _by_proj(source: str, target: str) -> Move:
    move: Move = Transformer.from_crs(source, target, always_xy=True).transform
    return move


def _moved(move: Move, x: ArrayLike, y: ArrayLike, datum: Datum, aim: Datum | None = None) -> Pair:
    """Apply `move` to checked numbers; numbers stay numbers, and arrays are new ones."""
    first, second = np.broadcast_arrays(np.array(x, dtype=float), np.array(y, dtype=float))
    check_positions(first, second, datum, aim)
    if not first.size:
        return first.copy(), second.copy()
    found = move(first, second)
    if first.ndim == 0:
        return float(found[0]), float(found[1])
    return np.array(found[0]), np.array(found[1])


def _reshaped(shape: G, move: Callable[[ArrayLike, ArrayLike], Pair]) -> G:
    def points(pairs: Degrees) -> Degrees:
        return np.column_stack(move(pairs[:, 0], pairs[:, 1]))

    found: G = shapely.transform(shape, points)
    return found
