"""Crossings: where two lines meet, how, and how far off that may be; all in metres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import LineString, Point
from shapely.ops import nearest_points

from geo.centring import TWIN_M

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

NEAR_M = 60.0
"""Two roads that come this close without a common node still count as meeting."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """
    Where two lines meet; `point` in metres.

    `how` is `node` (a common node), `over` (one passes over the other), `bank` (a road leaves the
    water) or `near` (they come within `NEAR_M`); `gap_m` is the distance left open, `spread_m` the
    size of the junction, `doubt_m` what an assumption adds, and `note` says which. `lonlat` is the
    point in degrees where that is known.
    """

    point: Point
    how: str
    spread_m: float = 0.0
    gap_m: float = 0.0
    doubt_m: float = 0.0
    note: str = ""
    lonlat: tuple[float, float] | None = None

    @property
    def xy(self) -> tuple[float, float]:
        """The point as plain numbers, metres."""
        return self.point.x, self.point.y

    @property
    def slack_m(self) -> float:
        """How far off it may be by its own size and by what was assumed, metres."""
        return self.spread_m / 2 + self.gap_m + self.doubt_m

    def said(self) -> str:
        """Return what a reader must know of the crossing, in plain words."""
        if self.how == "over":
            return "；".join(filter(None, ("两线在地图上上下相交，没有共同的路口", self.note)))
        if self.how == "near":
            how = f"两线在地图上相距约{self.gap_m:.0f}米，取中间"
            return "；".join(filter(None, (how, self.note)))
        return self.note


def meetings(a: BaseGeometry, b: BaseGeometry) -> list[Crossing]:
    """Return where two line works cross or come near each other (metres in, metres out)."""
    met = a.intersection(b)
    if not met.is_empty:
        spots = shapely.get_parts(met.buffer(TWIN_M).simplify(1))
        return [Crossing(spot.intersection(met).centroid, "over") for spot in spots]
    gap = a.distance(b)
    if gap > NEAR_M:
        return []
    p, q = nearest_points(a, b)
    return [Crossing(LineString([p, q]).centroid, "near", gap_m=float(gap))]
