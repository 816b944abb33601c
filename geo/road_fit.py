"""
How well shapes lie in a road network: on it, beside it, or across it.

Streets lie on roads, what has a door lies near one, and plots and campuses are not crossed by one.
A set that is shifted as a whole loses all three; how far it loses them is judged by shifting it in
many other directions, so that dense towns, grids and clusters are their own yardstick.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Floats = NDArray[np.float64]

NEAR_M = 30.0
ON_M = 15.0
INSIDE_M = 10.0
PLOT_M2 = (1_000.0, 200_000.0)
LEAST_LINE_M = 60.0
CELL_M = 60.0
MOST_UNITS = 200
SAMPLES = 10
# Weight of a unit that fits and of one that does not: logarithms of how much more (less) frequent
# that is among places where they belong than anywhere; measured on 2,285 points, 39 lines and 800
# outlines of a city district, and rounded. Lines fit only if more than half of them is on roads:
# a railway that a wrong shift lays along a street is less.
POINT_WEIGHTS = (0.7, -0.5)
LINE_WEIGHTS = (1.6, -2.0)
PLOT_WEIGHTS = (0.6, -1.5)


@dataclass(frozen=True, slots=True)
class Units:
    """
    What of a set of shapes tells something, metres.

    Attributes
    ----------
    points
        Coordinates, shape (n, 2): points, and the middles of small outlines.
    lines
        Places along lines, shape (m, `SAMPLES`, 2).
    plots
        Outlines, drawn in a little.
    """

    points: Floats
    lines: Floats
    plots: NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.points) + len(self.lines) + len(self.plots)

    def moved(self, move: Callable[[Floats], Floats]) -> Units:
        """Return the same units elsewhere; `move` takes and returns coordinates (n, 2)."""
        lines = move(self.lines.reshape(-1, 2)).reshape(self.lines.shape)
        return Units(move(self.points), lines, shapely.transform(self.plots, move))

    def middles(self) -> Floats:
        """Return the middle of each unit, shape (points + lines + plots, 2)."""
        plots = shapely.get_coordinates(shapely.centroid(self.plots))
        return np.vstack([self.points, self.lines.mean(axis=1), plots])


def units_of(shapes: NDArray[np.object_]) -> Units:
    """
    Return the telling parts of shapes in metres, at most `MOST_UNITS` of each type.

    Points that share a cell of `CELL_M` count once; short lines, and outlines so large that roads
    cross them anyway, say nothing.
    """
    parts = shapely.get_parts(shapely.get_parts(shapes))
    parts = parts[~shapely.is_empty(parts)]
    dimension, area = shapely.get_dimensions(parts), shapely.area(parts)
    small = (dimension == 2) & (area < PLOT_M2[0])  # noqa: PLR2004
    spots = shapely.get_coordinates(shapely.centroid(parts[(dimension == 0) | small]))
    _, first = np.unique(np.floor(spots / CELL_M), axis=0, return_index=True)
    streets = parts[(dimension == 1) & (shapely.length(parts) >= LEAST_LINE_M)]
    inside = shapely.buffer(_some(parts[(area >= PLOT_M2[0]) & (area <= PLOT_M2[1])]), -INSIDE_M)
    along = (np.arange(SAMPLES) + 0.5) / SAMPLES
    samples = shapely.line_interpolate_point(_some(streets)[:, None], along, normalized=True)
    return Units(
        _some(spots[np.sort(first)]),
        shapely.get_coordinates(samples).reshape(-1, SAMPLES, 2),
        inside[~shapely.is_empty(inside)],
    )


def _some(items: NDArray[Any]) -> NDArray[Any]:
    """Return at most `MOST_UNITS` items, spread over all."""
    return items[:: max(1, -(-len(items) // MOST_UNITS))]


class RoadNet:
    """
    The roads of a district, metres.

    Parameters
    ----------
    roads
        Centre lines.
    cover
        The area in which all roads are known; what lies outside is not judged.
    """

    def __init__(self, roads: NDArray[np.object_], cover: BaseGeometry) -> None:
        self._tree = shapely.STRtree(_pieces(roads))
        self._cover = cover
        shapely.prepare(cover)

    def fits(self, units: Units) -> Floats:
        """
        Return how well each unit fits where it lies; NaN outside the cover.

        Returns
        -------
        Weights, shape (points + lines + plots,): above zero for what fits.
        """
        near = self._within(units.points, NEAR_M)
        on = self._within(units.lines.reshape(-1, 2), ON_M).reshape(-1, SAMPLES).mean(axis=1)
        crossed = np.zeros(len(units.plots), dtype=bool)
        crossed[self._tree.query(units.plots, predicate="intersects")[0]] = True
        found = np.concatenate(
            [
                np.where(near, *POINT_WEIGHTS),
                LINE_WEIGHTS[1] + on * (LINE_WEIGHTS[0] - LINE_WEIGHTS[1]),
                np.where(crossed, PLOT_WEIGHTS[1], PLOT_WEIGHTS[0]),
            ]
        )
        found[~shapely.contains_xy(self._cover, units.middles())] = np.nan
        return found

    def _within(self, spots: Floats, reach: float) -> NDArray[np.bool_]:
        found = np.zeros(len(spots), dtype=bool)
        hits = self._tree.query(shapely.points(spots), predicate="dwithin", distance=reach)
        found[hits[0]] = True
        return found


def _pieces(lines: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return lines cut at every vertex, for which a tree is faster."""
    spots, of = shapely.get_coordinates(shapely.get_parts(lines), return_index=True)
    pairs = np.stack([spots[:-1], spots[1:]], axis=1)[of[1:] == of[:-1]]
    found: NDArray[np.object_] = shapely.linestrings(pairs)
    return found
