"""
A road or river as a cutting line: one clean curve that crosses an area from side to side.

Real roads come as two carriageways with gaps and ramps; the middle of what lies in each slice of
about 30 m across the line gives one curve, drawn on straight beyond both ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry import Point
    from shapely.geometry.base import BaseGeometry

SLICE_DEG = 0.0003
STEP_DEG = 0.00005
REACH_DEG = 0.003


@dataclass(frozen=True, slots=True)
class CutLine:
    """
    A curve `across = f(along)`, degrees; `side` says which land it keeps.

    For `east` and `west` the curve runs with latitude, for `north` and `south` with longitude.
    """

    side: str
    along: NDArray[np.float64]
    across: NDArray[np.float64]

    def keeps(self, point: Point) -> bool:
        """Tell whether `point` (lon, lat) lies on the side that is kept."""
        along, across = (point.y, point.x) if self.side in {"east", "west"} else (point.x, point.y)
        offset = across - float(np.interp(along, self.along, self.across))
        return offset > 0 if self.side in {"east", "north"} else offset < 0

    def line(self, area: BaseGeometry) -> LineString:
        """Return the curve, long enough to cross the bounds of `area`."""
        west, south, east, north = area.bounds
        low, high = (south, north) if self.side in {"east", "west"} else (west, east)
        inner = (self.along > low) & (self.along < high)
        along = np.concatenate([[low - REACH_DEG], self.along[inner], [high + REACH_DEG]])
        across = np.interp(along, self.along, self.across)
        pair = (across, along) if self.side in {"east", "west"} else (along, across)
        return LineString(np.column_stack(pair))


def cut_line(side: str, road: BaseGeometry, area: BaseGeometry) -> CutLine | None:
    """
    Return the curve along `road` that cuts `area`, or None if the road does not cross it.

    Parameters
    ----------
    side
        `east`, `west`, `north` or `south`: the land that is kept.
    road
        The road's or river's lines, (lon, lat) degrees; any number of carriageways.
    area
        The polygon to cut, (lon, lat) degrees.
    """
    if not road.intersects(area):
        return None
    west, south, east, north = area.bounds
    near = shapely.clip_by_rect(
        road, west - REACH_DEG, south - REACH_DEG, east + REACH_DEG, north + REACH_DEG
    )
    points = shapely.get_coordinates(shapely.segmentize(near, STEP_DEG))
    along, across = (1, 0) if side in {"east", "west"} else (0, 1)
    slices = np.floor(points[:, along] / SLICE_DEG).astype(np.int64)
    index = np.unique(slices, return_inverse=True)[1]
    counts = np.bincount(index)
    return CutLine(
        side,
        np.bincount(index, points[:, along]) / counts,
        np.bincount(index, points[:, across]) / counts,
    )
