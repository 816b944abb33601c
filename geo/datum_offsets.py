"""
GCJ-02 and BD-09: the offsets that Chinese web maps add to WGS-84, and their exact inverse.

GCJ-02 is what Amap and Tencent show: WGS-84 moved by some hundred metres, by a formula of which
the constants are published. It is defined for China only; outside `CHINA_BOX` it is WGS-84 itself.
Baidu moves GCJ-02 once more, by about a kilometre and everywhere (BD-09).

All positions are (lon, lat), degrees, checked by `geo.datum`: float arrays of one shape, which are
not changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Degrees = NDArray[np.float64]
    Pair = tuple[Degrees, Degrees]
    Move = Callable[[Degrees, Degrees], Pair]

CHINA_BOX = (72.004, 0.8293, 137.8347, 55.8271)
"""West, south, east, north: the box of the published formula; its edge belongs to it."""
SEMI_MAJOR_M = 6378245.0
ECCENTRICITY_2 = 0.00669342162296594323
"""The Krasovsky ellipsoid, as the published formula has it."""
_BD_WAVE = np.pi * 3000.0 / 180.0
_BD_LON, _BD_LAT = 0.0065, 0.006
_BEYOND_DEG = 0.1
_NEAR_DEG = 1e-13
_ROUNDING_DEG = 1e-11
_ROUNDS = 40


def in_china_box(lon: Degrees, lat: Degrees, beyond: float = 0.0) -> NDArray[np.bool_]:
    """Tell for each position whether it lies in `CHINA_BOX`, or at most `beyond` degrees out."""
    west, south, east, north = CHINA_BOX
    across = (lon >= west - beyond) & (lon <= east + beyond)
    inside: NDArray[np.bool_] = across & (lat >= south - beyond) & (lat <= north + beyond)
    return inside


def gcj02_of(lon: Degrees, lat: Degrees) -> Pair:
    """Return GCJ-02 of WGS-84, degrees; WGS-84 itself outside the box."""
    return _where(in_china_box(lon, lat), _gcj02_formula, lon, lat)


def bd09_of(lon: Degrees, lat: Degrees) -> Pair:
    """Return BD-09 of WGS-84, degrees; by way of GCJ-02."""
    return bd09_of_gcj02(*gcj02_of(lon, lat))


def from_gcj02(lon: Degrees, lat: Degrees) -> Pair:
    """
    Return WGS-84 of GCJ-02, degrees, to less than a micrometre.

    Where the solution lies outside the box, the position is taken as it is. Within about 1 km of
    the edge of the box, which runs through the sea and foreign land, the jump at the edge leaves
    positions that have no inverse or two; what lies inside the box is preferred.
    """
    near = in_china_box(lon, lat, _BEYOND_DEG)
    found = _where(near, lambda x, y: _solved(_gcj02_formula, x, y), lon, lat)
    inside = in_china_box(*found, _ROUNDING_DEG)
    west, south, east, north = CHINA_BOX
    x, y = np.clip(found[0], west, east), np.clip(found[1], south, north)
    return np.where(inside, x, lon), np.where(inside, y, lat)


def from_bd09(lon: Degrees, lat: Degrees) -> Pair:
    """Return WGS-84 of BD-09, degrees, to less than a micrometre; near the edge as `from_gcj02`."""
    return from_gcj02(*gcj02_of_bd09(lon, lat))


def bd09_of_gcj02(lon: Degrees, lat: Degrees) -> Pair:
    """Return BD-09 of GCJ-02, degrees; a formula without a box."""
    radius = np.hypot(lon, lat) + 2e-5 * np.sin(lat * _BD_WAVE)
    angle = np.arctan2(lat, lon) + 3e-6 * np.cos(lon * _BD_WAVE)
    return radius * np.cos(angle) + _BD_LON, radius * np.sin(angle) + _BD_LAT


def gcj02_of_bd09(lon: Degrees, lat: Degrees) -> Pair:
    """Return GCJ-02 of BD-09, degrees, to less than a micrometre; a formula without a box."""
    return _solved(bd09_of_gcj02, lon, lat)


def _gcj02_formula(lon: Degrees, lat: Degrees) -> Pair:
    """Return the published formula, wherever it is asked."""
    x, y = lon - 105.0, lat - 35.0
    root = 0.2 * np.sqrt(np.abs(x))
    short = 20.0 * np.sin(6.0 * np.pi * x) + 20.0 * np.sin(2.0 * np.pi * x)
    north_m = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + root
    north_m += (2.0 / 3.0) * (
        short
        + 20.0 * np.sin(np.pi * y)
        + 40.0 * np.sin(np.pi / 3.0 * y)
        + 160.0 * np.sin(np.pi / 12.0 * y)
        + 320.0 * np.sin(np.pi / 30.0 * y)
    )
    east_m = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.5 * root
    east_m += (2.0 / 3.0) * (
        short
        + 20.0 * np.sin(np.pi * x)
        + 40.0 * np.sin(np.pi / 3.0 * x)
        + 150.0 * np.sin(np.pi / 12.0 * x)
        + 300.0 * np.sin(np.pi / 30.0 * x)
    )
    phi = np.radians(lat)
    flat = 1.0 - ECCENTRICITY_2 * np.sin(phi) ** 2
    along = SEMI_MAJOR_M * (1.0 - ECCENTRICITY_2) / flat**1.5
    across = SEMI_MAJOR_M / np.sqrt(flat) * np.cos(phi)
    return lon + np.degrees(east_m / across), lat + np.degrees(north_m / along)


def _where(chosen: NDArray[np.bool_], move: Move, lon: Degrees, lat: Degrees) -> Pair:
    """Apply `move` to the chosen positions; the others stay."""
    x, y = np.array(lon), np.array(lat)
    x[chosen], y[chosen] = move(x[chosen], y[chosen])
    return x, y


def _solved(forward: Move, lon: Degrees, lat: Degrees) -> Pair:
    """
    Return what `forward` moves to (lon, lat), by fixed point.

    Each round leaves at most a fiftieth of the error; it ends when nothing moves any more.
    """
    x, y = lon, lat
    for _ in range(_ROUNDS):
        there_x, there_y = forward(x, y)
        step_x, step_y = lon - there_x, lat - there_y
        x, y = x + step_x, y + step_y
        if not np.any(np.maximum(np.abs(step_x), np.abs(step_y)) > _NEAR_DEG):
            break
    return x, y
