"""
Where a road meets a river: over its centre line, or at one of its banks.

All geometry in metres. A bank is the rim of the water surface on one side of the centre line; where
no surface is known the centre line stands for it, with a wider claim.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import MultiPoint, Point
from shapely.ops import nearest_points

from geo.centring import TWIN_M
from geo.crossings import NEAR_M, Crossing, meetings

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.lines import Named

HALF_RIVER_M = 25.0
"""How far a bank may lie from the centre line of a river whose surface is unknown, in metres."""
_AHEAD = {"东": (1.0, 0.0), "西": (-1.0, 0.0), "北": (0.0, 1.0), "南": (0.0, -1.0)}


def river_meetings(road: BaseGeometry, river: Named) -> list[Crossing]:
    """
    Return where a road meets a river, or the bank of it that `river.bank` names.

    Parameters
    ----------
    road
        Line work, metres.
    river
        A line of kind river; `wall` holds its surface if that is known.
    """
    met = meetings(road, river.shape)
    water = _water(river.wall)
    if not river.bank:
        return met or ([] if water is None else _shore(road, water))
    dry = [c for c in met if water is None or water.distance(c.point) > TWIN_M]
    if water is None or dry:
        return [replace(c, doubt_m=HALF_RIVER_M, note=_NO_SURFACE) for c in dry]
    banks = [_bank(road, water, c.point, river.bank) for c in met if c.how == "over"]
    found = [bank for bank in banks if bank is not None]
    if found:
        return found
    return [
        c
        for c in _shore(road, water)
        if _side(nearest_points(river.shape, c.point)[0], c.point, river.bank) > 0
    ]


_NO_SURFACE = "河面范围未知，岸线按河道中线画"


def _water(wall: BaseGeometry) -> BaseGeometry | None:
    parts = [part for part in shapely.get_parts(wall) if part.geom_type == "Polygon"]
    return shapely.union_all(parts) if parts else None


def _bank(road: BaseGeometry, water: BaseGeometry, middle: Point, side: str) -> Crossing | None:
    """Return where the road leaves the water on one side of a crossing of the centre line."""
    wet = [
        part
        for part in shapely.get_parts(shapely.line_merge(road.intersection(water)))
        if part.geom_type == "LineString" and part.distance(middle) <= TWIN_M
    ]
    rims = [
        point
        for part in wet
        for point in shapely.get_parts(part.boundary)
        if _side(middle, point, side) > 0
    ]
    if not rims:
        return None
    ends = MultiPoint(rims)
    centre = ends.centroid
    return Crossing(centre, "bank", max(centre.distance(p) for p in ends.geoms))


def _shore(road: BaseGeometry, water: BaseGeometry) -> list[Crossing]:
    """Return where a road that does not cross the river comes to its water."""
    gap = float(road.distance(water))
    if gap > NEAR_M:
        return []
    on_road, on_water = nearest_points(road, water)
    return [Crossing(on_road if gap == 0 else on_water, "bank", gap_m=gap)]


def _side(middle: Point, point: Point, side: str) -> float:
    east, north = _AHEAD[side]
    return (point.x - middle.x) * east + (point.y - middle.y) * north
