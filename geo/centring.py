"""
Dual carriageways: a path along one of them moved to the middle between them.

All geometry in metres. Short double bends, where a way changes from one to the other, go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import LineString

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

TWIN_M = 45.0
"""Carriageways of one road lie at most this far apart, in metres."""
_SAMPLE_M = 20.0
_TWIN_SHARE = 0.3
_JOG = 20.0


def centred(line: LineString, shape: BaseGeometry, *, twin_m: float = TWIN_M) -> LineString:
    """
    Move a path to the middle between the carriageways of its road.

    Parameters
    ----------
    line
        A path along one carriageway, metres.
    shape
        All line work of the road, metres.
    twin_m
        How far away the other carriageway may be.

    Returns
    -------
    The centre line, in the same direction; `line` itself where the road is not divided.
    """
    steps = max(2, int(line.length // _SAMPLE_M))
    where = np.linspace(0, line.length, steps + 1)
    here, ahead, behind = (
        shapely.get_coordinates(shapely.line_interpolate_point(line, np.clip(s, 0, line.length)))
        for s in (where, where + 5, where - 5)
    )
    along = ahead - behind
    along /= np.maximum(np.hypot(*along.T), 1e-9)[:, None]
    normal = np.column_stack([-along[:, 1], along[:, 0]])
    owner, aside = _met_aside(here, normal, shape, twin_m)
    left, right = np.zeros(len(here)), np.zeros(len(here))
    np.minimum.at(left, owner, aside)
    np.maximum.at(right, owner, aside)
    offsets = (left + right) / 2
    if (np.abs(offsets) > 2).mean() < _TWIN_SHARE:  # noqa: PLR2004 - metres, drawing noise
        return line
    moved = here + _smooth(offsets)[:, None] * normal
    return LineString(_unjogged(shapely.get_coordinates(LineString(moved).simplify(2.0))))


def _unjogged(xy: np.ndarray) -> np.ndarray:
    """Straighten the short double bends of a way that changes from one carriageway to another."""
    points = xy.tolist()
    number = 1
    while number < len(points) - 2:
        a, b, c, d = (np.array(p) for p in points[number - 1 : number + 3])
        turns = [_turn(b - a, c - b), _turn(c - b, d - c)]
        if np.hypot(*(c - b)) < TWIN_M and min(map(abs, turns)) > _JOG and turns[0] * turns[1] < 0:
            points[number : number + 2] = [((b + c) / 2).tolist()]
            number = max(1, number - 1)
        else:
            number += 1
    return np.array(points)


def _turn(a: np.ndarray, b: np.ndarray) -> float:
    """Return by how many degrees a way turns, left positive."""
    return float(np.degrees(np.arctan2(a[0] * b[1] - a[1] * b[0], a @ b)))


def _met_aside(
    here: np.ndarray, normal: np.ndarray, shape: BaseGeometry, twin_m: float
) -> tuple[np.ndarray, np.ndarray]:
    """
    Return where the road's pieces are met to the left and right of some points.

    Returns
    -------
    The number of the point and how far along its normal, metres, for each piece met.
    """
    first, last = _segments(shape)
    reach = twin_m * normal
    probes = shapely.linestrings(np.stack([here - reach, here + reach], axis=1))
    tree = STRtree(np.asarray(shapely.linestrings(np.stack([first, last], axis=1))))
    owner, piece = tree.query(probes, predicate="intersects")
    ahead, away = last[piece] - first[piece], first[piece] - here[owner]
    across = _cross(normal[owner], ahead)
    slanted = np.abs(across) > 1e-9  # noqa: PLR2004 - a piece along the normal is met nowhere
    aside = _cross(away[slanted], ahead[slanted]) / across[slanted]
    return owner[slanted], np.clip(aside, -twin_m, twin_m)


def _segments(shape: BaseGeometry) -> tuple[np.ndarray, np.ndarray]:
    xy, part = shapely.get_coordinates(shapely.get_parts(shape), return_index=True)
    joined = part[1:] == part[:-1]
    return xy[:-1][joined], xy[1:][joined]


def _cross(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.asarray(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])


def _smooth(offsets: np.ndarray) -> np.ndarray:
    """Median over seven samples, then mean over five: jogs at ramps go, bends stay."""
    padded = np.pad(offsets, 3, mode="edge")
    steady = np.median(np.lib.stride_tricks.sliding_window_view(padded, 7), axis=1)
    padded = np.pad(steady, 2, mode="edge")
    return np.asarray(np.lib.stride_tricks.sliding_window_view(padded, 5).mean(axis=1))
