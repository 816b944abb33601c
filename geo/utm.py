"""
The transverse Mercator projection of WGS 84 in zones of six degrees (UTM, north).

Krüger's series to the sixth order of the third flattening (Karney, J. Geod. 85, 2011), as PROJ
computes it: within a few degrees of the zone both agree to a nanometre (a test compares them).
Here because importing pyproj takes longer than locating a name does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_RADIUS_M, _FLATTENING = 6378137.0, 1 / 298.257223563
_SCALE, _EAST_M = 0.9996, 500_000.0
_ECCENTRICITY = np.sqrt(_FLATTENING * (2 - _FLATTENING))
_N = _FLATTENING / (2 - _FLATTENING)
_AXIS_M = _SCALE * _RADIUS_M / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64 + _N**6 / 256)


def _coefficients(rows: list[list[float]]) -> list[float]:
    """Return the coefficients of sin 2jx, j = 1 to 6, from their own in the powers of n."""
    return [sum(c * _N**k for k, c in enumerate(row, 1)) for row in rows]


_FORWARD = _coefficients(
    [
        [1 / 2, -2 / 3, 5 / 16, 41 / 180, -127 / 288, 7891 / 37800],
        [0, 13 / 48, -3 / 5, 557 / 1440, 281 / 630, -1983433 / 1935360],
        [0, 0, 61 / 240, -103 / 140, 15061 / 26880, 167603 / 181440],
        [0, 0, 0, 49561 / 161280, -179 / 168, 6601661 / 7257600],
        [0, 0, 0, 0, 34729 / 80640, -3418889 / 1995840],
        [0, 0, 0, 0, 0, 212378941 / 319334400],
    ]
)
_BACKWARD = _coefficients(
    [
        [1 / 2, -2 / 3, 37 / 96, -1 / 360, -81 / 512, 96199 / 604800],
        [0, 1 / 48, 1 / 15, -437 / 1440, 46 / 105, -1118711 / 3870720],
        [0, 0, 17 / 480, -37 / 840, -209 / 4480, 5569 / 90720],
        [0, 0, 0, 4397 / 161280, -11 / 504, -830251 / 7257600],
        [0, 0, 0, 0, 4583 / 161280, -108847 / 3991680],
        [0, 0, 0, 0, 0, 20648693 / 638668800],
    ]
)
_LATITUDE = _coefficients(
    [
        [2, -2 / 3, -2, 116 / 45, 26 / 45, -2854 / 675],
        [0, 7 / 3, -8 / 5, -227 / 45, 2704 / 315, 2323 / 945],
        [0, 0, 56 / 15, -136 / 35, -1262 / 105, 73814 / 2835],
        [0, 0, 0, 4279 / 630, -332 / 35, -399572 / 14175],
        [0, 0, 0, 0, 4174 / 315, -144838 / 6237],
        [0, 0, 0, 0, 0, 601676 / 22275],
    ]
)


def _series(coefficients: Sequence[float], x: NDArray[Any]) -> NDArray[Any]:
    """Return the sum of the coefficients times sin 2jx (Clenshaw: only one sine and cosine)."""
    twice = 2 * np.cos(2 * x)
    after, last = 0.0, coefficients[-1]
    for coefficient in coefficients[-2::-1]:
        last, after = twice * last - after + coefficient, last
    total: NDArray[Any] = np.sin(2 * x) * last
    return total


def to_utm(points: NDArray[np.float64], zone: int) -> NDArray[np.float64]:
    """
    Project points.

    Parameters
    ----------
    points
        (n, 2): longitude, latitude in degrees, WGS 84, in or near the zone.
    zone
        1 to 60.

    Returns
    -------
    (n, 2): easting, northing in metres.
    """
    away = np.radians(points[:, 0] - (6 * zone - 183))
    sine = np.sin(np.radians(points[:, 1]))
    conformal = np.sinh(np.arctanh(sine) - _ECCENTRICITY * np.arctanh(_ECCENTRICITY * sine))
    north = np.arctan2(conformal, np.cos(away))
    east = np.arcsinh(np.sin(away) / np.hypot(conformal, np.cos(away)))
    sphere = north + 1j * east
    plane = _AXIS_M * (sphere + _series(_FORWARD, sphere))
    found = np.empty(points.shape)
    found[:, 0], found[:, 1] = plane.imag + _EAST_M, plane.real
    return found


def from_utm(points: NDArray[np.float64], zone: int) -> NDArray[np.float64]:
    """Return the (n, 2) degrees of (n, 2) eastings and northings in metres."""
    plane = (points[:, 1] + 1j * (points[:, 0] - _EAST_M)) / _AXIS_M
    sphere = plane - _series(_BACKWARD, plane)
    away = np.arctan2(np.sinh(sphere.imag), np.cos(sphere.real))
    conformal = np.arcsin(np.sin(sphere.real) / np.cosh(sphere.imag))
    latitude = conformal + _series(_LATITUDE, conformal)
    found = np.empty(points.shape)
    found[:, 0], found[:, 1] = np.degrees(away) + (6 * zone - 183), np.degrees(latitude)
    return found
