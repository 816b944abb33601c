"""
The block between four named roads or rivers (四至).

The sides are drawn as walls a few metres thick; the free ground that touches every side is the
block. Walls are thickened until the block closes, at most to half of `OPEN_CORNER_M`, so a corner
may stand open by that much; how much it took is part of the answer. All geometry in metres.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import Polygon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry import Point
    from shapely.geometry.base import BaseGeometry

OPEN_CORNER_M = 150.0
"""Widest open corner that is closed (and reported), in metres."""
_WALLS_M = (6.0, 25.0, 50.0, OPEN_CORNER_M / 2)
_LARGEST_M2 = 6e6
_SMALLEST_M2 = 400.0
_TOUCH_M = 12.0


@dataclass(frozen=True, slots=True)
class Block:
    """The ground between named sides, metres; `open_m` is the widest corner that stood open."""

    shape: Polygon
    open_m: float


def block_between(sides: Mapping[str, BaseGeometry], *, hint: Point | None = None) -> Block | None:
    """
    Return the block that every one of `sides` touches.

    Parameters
    ----------
    sides
        Name to line work (or a river's surface), metres; three or more.
    hint
        A point that the block should hold or lie near, if several blocks touch all sides.

    Returns
    -------
    The block, or None when the sides do not close one.
    """
    if len(sides) < 3:  # noqa: PLR2004 - two lines enclose nothing
        return None
    frame = shapely.box(*shapely.total_bounds(list(sides.values()))).buffer(400)
    for wall in _WALLS_M:
        found = _enclosed(sides, frame, wall)
        if found:
            best = min(found, key=lambda shape: _rank(shape, hint))
            return Block(best, 0.0 if wall == _WALLS_M[0] else 2 * wall)
    return None


def _enclosed(sides: Mapping[str, BaseGeometry], frame: Polygon, wall: float) -> list[Polygon]:
    walls = shapely.geometrycollections(list(sides.values())).buffer(wall, quad_segs=2)
    rim = frame.exterior
    blocks = []
    for free in shapely.get_parts(frame.difference(walls)):
        if free.distance(rim) < 1 or not _SMALLEST_M2 / 4 < free.area < _LARGEST_M2:
            continue
        if all(free.distance(side) <= wall + _TOUCH_M for side in sides.values()):
            blocks.append(_grown(free, wall))
    return [block for block in blocks if block.area > _SMALLEST_M2]


def _grown(free: Polygon, wall: float) -> Polygon:
    """Give back the ground that the walls took."""
    whole: BaseGeometry = free
    if wall > _WALLS_M[0]:
        grown = free.buffer(wall - _WALLS_M[0], join_style="mitre", mitre_limit=2.0)
        whole = max(shapely.get_parts(grown), key=lambda part: float(part.area))
    return Polygon(shapely.get_coordinates(shapely.get_exterior_ring(whole.simplify(1.0))))


def _rank(shape: Polygon, hint: Point | None) -> tuple[float, float]:
    return (0.0 if hint is None else float(shape.distance(hint))), -float(shape.area)
