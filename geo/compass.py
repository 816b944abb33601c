"""
Whether the compass words of a text agree with a block: on which side each line truly lies.

What counts is which way the edge of the block faces along a line, not where the line's middle is:
so long and slanting blocks are judged rightly too. All geometry in metres.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry.polygon import orient

from geo.plots import CLOSED_M, WALL_M

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry import Polygon
    from shapely.geometry.base import BaseGeometry

BEARING = dict(zip("北东南西", range(0, 360, 90), strict=True)) | {
    "东北": 45, "东南": 135, "西南": 225, "西北": 315,
}  # fmt: skip
"""Degrees clockwise from north."""
TURN_DEG = 75.0
"""How far a planner's compass word may be from the true direction, degrees."""
PLAIN, ASLANT, AGAINST = range(3)


@dataclass(frozen=True, slots=True)
class Wall:
    """One side of a plot on the map, metres; `compass` is blank if the text does not say it."""

    name: str
    compass: str
    shape: BaseGeometry
    notes: tuple[str, ...] = ()


def agreement(block: Polygon, walls: Sequence[Wall]) -> tuple[int, str]:
    """
    Return how far the compass words of a text agree with a block.

    Parameters
    ----------
    block
        Reaches up to the walls, metres.
    walls
        Its sides; those without a compass word agree with everything.

    Returns
    -------
    `PLAIN`, `ASLANT` (about a quarter turn off) or `AGAINST`, and in words what does not agree.
    """
    worst, words = PLAIN, ""
    for wall in walls:
        if not wall.compass:
            continue
        share = sum(1 for other in walls if other.name == wall.name)
        pieces = outward(block, wall.shape)
        bearing = BEARING[wall.compass]
        if facing(pieces, bearing) * share >= 0.5:  # noqa: PLR2004 - most of the edge
            continue
        across = facing(pieces, bearing, turn=105.0) * share >= 0.5  # noqa: PLR2004
        true = max(BEARING, key=lambda point: facing(pieces, BEARING[point], turn=23.0))
        if (state := ASLANT if across else AGAINST) > worst:
            worst, words = state, f"写{wall.compass}至{wall.name}，而地图上它在{true}侧"
    return worst, words


def outward(shape: Polygon, side: BaseGeometry) -> list[tuple[float, float]]:
    """
    Return which way the edge of a block faces along one of its sides.

    Returns
    -------
    (bearing, length) of each piece of the edge: degrees clockwise from north, metres.
    """
    ring = shapely.get_coordinates(shapely.segmentize(orient(shape).exterior.simplify(5.0), 20.0))
    step = np.diff(ring, axis=0)
    middles = shapely.points((ring[1:] + ring[:-1]) / 2)
    along = shapely.distance(middles, side)
    near = along <= max(float(along.min()), WALL_M) + CLOSED_M
    # The ring runs counter-clockwise: what is outside lies to the right of each step.
    bearings = np.degrees(np.arctan2(step[:, 1], -step[:, 0])) % 360
    lengths = np.hypot(*step.T)
    return list(zip(bearings[near].tolist(), lengths[near].tolist(), strict=True))


def facing(
    pieces: Iterable[tuple[float, float]], bearing: float, *, turn: float = TURN_DEG
) -> float:
    """Return the share of an edge that faces `bearing` or at most `turn` degrees off, 0 to 1."""
    rows = list(pieces)
    total = sum(length for _, length in rows)
    turned = sum(n for angle, n in rows if abs((angle - bearing + 180) % 360 - 180) <= turn)
    return turned / total if total else 0.0


def depth(shape: BaseGeometry, compass: str) -> float:
    """Return how far a shape reaches in one direction, metres."""
    turn = math.radians(BEARING[compass])
    xy = shapely.get_coordinates(shape)
    along = xy[:, 0] * math.sin(turn) + xy[:, 1] * math.cos(turn)
    return float(along.max() - along.min())
