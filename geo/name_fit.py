"""
Whether named shapes lie where the gazetteer has what is called so: the direct way to see a shift.

Only names of few, small places count (a chain of shops or a large park tells no vector), and roads,
on which a line of that name must lie.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.gazetteer import as_lines
from geo.metric import to_metres

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer import Gazetteer

    Floats = NDArray[np.float64]

MOST_NAMESAKES = 3
MOST_NAMES = 400
SMALL_M = 500.0
"""Larger things, measured across, have their middle anywhere."""
HERE_M = 120.0
ON_ROAD_M = 40.0
ON_ROAD_SHARE = 0.7
_ALONG = np.arange(0.05, 1, 0.1)


@dataclass(frozen=True, slots=True)
class Namesake:
    """
    A shape of which the gazetteer knows the name.

    Attributes
    ----------
    nth
        Which shape of the set it is.
    middles
        Middles of the places of that name, metres, shape (n, 2); empty for a road.
    road
        The road of that name, metres; None for places.
    """

    nth: int
    middles: Floats
    road: BaseGeometry | None

    def offset(self, shape: BaseGeometry) -> Floats | None:
        """Return from the nearest place of that name to `shape` (metres): (east, north)."""
        if self.road is not None:
            return None
        away: Floats = shapely.get_coordinates(shapely.centroid(shape)) - self.middles
        nearest: Floats = away[np.argmin(np.hypot(*away.T))]
        return nearest

    def agrees(self, shape: BaseGeometry) -> bool:
        """Tell whether `shape` (metres) lies where its name is."""
        offset = self.offset(shape)
        if offset is not None:
            return bool(np.hypot(*offset) <= HERE_M)
        parts = shapely.get_parts(shape)
        parts = parts[shapely.get_dimensions(parts) == 1]
        spots = shapely.line_interpolate_point(parts[:, None], _ALONG, normalized=True)
        near = shapely.distance(spots, self.road) <= ON_ROAD_M
        return bool(near.mean() >= ON_ROAD_SHARE)


def namesakes(
    gazetteer: Gazetteer, shapes: NDArray[np.object_], names: Sequence[Iterable[str]]
) -> list[Namesake]:
    """
    Return for which shapes (metres) the gazetteer knows a name, each name once.

    Parameters
    ----------
    gazetteer
        Places and roads.
    shapes, names
        The shapes, and for each the names it may go by, best first.
    """
    found: list[Namesake] = []
    seen: set[str] = set()
    for nth, (shape, words) in enumerate(zip(shapes, names, strict=True)):
        if len(found) == MOST_NAMES:
            break
        for word in words:
            known = None if word in seen else _known(gazetteer, nth, shape, word)
            if known is not None:
                seen.add(word)
                found.append(known)
                break
    return found


def _known(gazetteer: Gazetteer, nth: int, shape: BaseGeometry, name: str) -> Namesake | None:
    if shapely.get_dimensions(shape) == 1:
        edges = gazetteer.road_edges(name)
        if not edges:
            return None
        return Namesake(nth, np.empty((0, 2)), to_metres(as_lines(edge.shape for edge in edges)))
    places = gazetteer.places(name)
    if not 0 < len(places) <= MOST_NAMESAKES or _across(shape) > SMALL_M:
        return None
    known = to_metres(np.array([place.shape for place in places]))
    if max(map(_across, known)) > SMALL_M:
        return None
    return Namesake(nth, shapely.get_coordinates(shapely.centroid(known)), None)


def _across(shape: BaseGeometry) -> float:
    west, south, east, north = shape.bounds
    return float(np.hypot(east - west, north - south))
