"""
How shapes differ between two editions: moved, of another shape, another type, another size.

Lengths, areas and distances are taken in EPSG:32651, in metres, for all pairs at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.metric import to_metres
from layers.shapes import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Shapes = NDArray[np.object_]
    Floats = NDArray[np.float64]

NEAR_M = 1.0
"""What lies no farther apart has not moved: coordinates are written to about 10 cm."""

SIZE_SHARE = 0.01
"""A length or area that differs by no more than this share of the larger one is the same."""

_STEPS = 32
_SHORTEST_STEP_M = 2.0


@dataclass(frozen=True, slots=True)
class ShapeChange:
    """
    How one shape became another.

    Attributes
    ----------
    types
        `points`, `lines` or `polygons`, before and after.
    middles
        The middle (centre of gravity) before and after, (lon, lat) degrees to six decimals.
    metres, farthest_m
        As in `layers.change_words.Change`.
    sizes
        Length in m or area in m2, before and after; 0 for points.
    overlap
        Area in common as a share of the area of both together; None unless both are areas.
    """

    types: tuple[str, str]
    middles: tuple[tuple[float, float], tuple[float, float]]
    metres: float
    farthest_m: float
    sizes: tuple[float, float]
    overlap: float | None

    @property
    def moved(self) -> bool:
        """Tell whether it lies elsewhere as a whole."""
        return self.metres > NEAR_M

    @property
    def resized(self) -> bool:
        """Tell whether it is longer or larger, or the other way round."""
        first, second = self.sizes
        same_type = self.types[0] == self.types[1]
        return same_type and abs(first - second) > max(SIZE_SHARE * max(first, second), NEAR_M)


def shape_changes(
    old: Sequence[BaseGeometry], new: Sequence[BaseGeometry], *, overlaps: bool = False
) -> list[ShapeChange | None]:
    """
    Return how each shape became the other; None where they lie within `NEAR_M`.

    Parameters
    ----------
    old, new
        Pairs, (lon, lat) degrees.
    overlaps
        Whether the area in common is wanted.
    """
    before, after = (np.array([*given, None], dtype=object)[:-1] for given in (old, new))
    found: list[ShapeChange | None] = [None] * len(before)
    unlike = np.flatnonzero(~_same(before, after))
    if not len(unlike):
        return found
    pair = to_metres(before[unlike]), to_metres(after[unlike])
    types = [shapely.get_dimensions(each) for each in pair]
    centres = [_positions(shapely.centroid(each)) for each in pair]
    metres = np.hypot(*(centres[1] - centres[0]).T)
    farthest = _farthest(*pair)
    middles = [
        np.round(_positions(shapely.centroid(each[unlike])), 6) + 0.0 for each in (before, after)
    ]
    sizes = [_sizes(each, kinds) for each, kinds in zip(pair, types, strict=True)]
    for k, nth in enumerate(unlike):
        if types[0][k] == types[1][k] and farthest[k] <= NEAR_M:
            continue
        found[nth] = ShapeChange(
            types=(FAMILIES[types[0][k]], FAMILIES[types[1][k]]),
            middles=(tuple(middles[0][k].tolist()), tuple(middles[1][k].tolist())),
            metres=round(float(metres[k]), 2),
            farthest_m=round(float(farthest[k]), 2),
            sizes=(float(sizes[0][k]), float(sizes[1][k])),
            overlap=_overlap(pair[0][k], pair[1][k]) if overlaps else None,
        )
    return found


def _same(first: Shapes, second: Shapes) -> NDArray[np.bool_]:
    """Tell which pairs have the same corners in the same order."""
    found: NDArray[np.bool_] = shapely.equals_exact(first, second, 0.0)
    return found


def _positions(points: Shapes) -> Floats:
    found: Floats = shapely.get_coordinates(points)
    return found


def _farthest(first: Shapes, second: Shapes) -> Floats:
    """
    Return how far outlines lie apart; of points, which are the most, by their positions.

    Lines get corners at every 32nd of their length, so that what is missing between two corners
    counts too.
    """
    found = np.zeros(len(first))
    spots = (shapely.get_type_id(first) == 0) & (shapely.get_type_id(second) == 0)
    steps = _positions(second[spots]) - _positions(first[spots])
    found[spots] = np.hypot(*steps.T)
    rest = ~spots
    found[rest] = shapely.hausdorff_distance(_cornered(first[rest]), _cornered(second[rest]))
    return found


def _cornered(shapes: Shapes) -> Shapes:
    step = np.maximum(shapely.length(shapes) / _STEPS, _SHORTEST_STEP_M)
    found: Shapes = shapely.segmentize(shapes, step)
    return found


def _sizes(shapes: Shapes, types: NDArray[np.int32]) -> Floats:
    found: Floats = np.where(types == FAMILIES.index("polygons"), shapely.area(shapes), 0.0)
    lengths: Floats = np.where(types == FAMILIES.index("lines"), shapely.length(shapes), found)
    return lengths


def _overlap(first: BaseGeometry, second: BaseGeometry) -> float | None:
    """Return the area in common as a share of that of both together."""
    if not (first.area and second.area):
        return None
    first, second = (g if g.is_valid else shapely.make_valid(g) for g in (first, second))
    common = first.intersection(second).area
    return float(common / (first.area + second.area - common))
