"""
Whether a set of shapes is shifted as a whole, and of which datum it then probably is.

Two witnesses are asked under each assumption (the numbers are WGS-84, GCJ-02, BD-09): the roads,
in which a set that lies right fits far better than in chance positions (`geo.road_fit`), and the
names that the gazetteer knows (`geo.name_fit`). Where neither can tell, or they differ, the answer
is that one cannot tell: a small or thin set is never said to be shifted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.datum import to_wgs84
from geo.datum_offsets import in_china_box
from geo.metric import to_degrees, to_metres
from geo.name_fit import namesakes
from geo.road_fit import RoadNet, units_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer import Gazetteer
    from geo.road_fit import Units

    Floats = NDArray[np.float64]
    Shapes = Sequence[BaseGeometry] | NDArray[np.object_]

FINE, SHIFTED, UNSURE = "fine", "shifted", "unsure"
ASSUMED = ("wgs84", "gcj02", "bd09")
"""What the numbers may be; outside China only the first."""
COVER_M = 300.0
"""Roads are known this far outside the district."""
MOST_SHAPES = 2000
# Roads: by how many standard deviations of chance positions a fit must stand out.
LEAST_UNITS = 10
STANDS_OUT = 4.0
STANDS_OUT_MORE = 3.0
FITS_WELL = 3.5
CHANCES = 100
CHANCE_M = (250.0, 1500.0)
APART_M = 150.0
# Names: shares of those known that agree.
LEAST_NAMES = 4
MOST_AGREE = 0.6
FEW_AGREE = 0.3
LEAST_VECTORS = 6
SAME_WAY_M = 60.0


@dataclass(frozen=True, slots=True)
class Shift:
    """
    What was found of a set.

    Attributes
    ----------
    state
        `FINE`, `SHIFTED` or `UNSURE`.
    datum
        What the numbers probably are: a code of `geo.datum.DATUMS`, blank where that is not known.
    east_m, north_m
        Median shift of the set against where it belongs, metres; zero unless `SHIFTED`.
    share
        Share of the judged names or shapes that lie better so than as WGS-84.
    judged
        Of how many that is the share.
    witnesses
        Who says so: `roads`, `names`, both or none.
    """

    state: str
    datum: str = ""
    east_m: float = 0.0
    north_m: float = 0.0
    share: float = 0.0
    judged: int = 0
    witnesses: tuple[str, ...] = ()

    @property
    def confidence(self) -> str:
        """How sure that is, in words that people read; blank if nothing could be told."""
        if self.state == UNSURE:
            return ""
        return "几乎可以肯定" if len(self.witnesses) > 1 else "很可能"


class ShiftJudge:
    """
    Judges sets against one district.

    Parameters
    ----------
    gazetteer
        Roads, places and the outline of the district.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        roads = [edge.shape for edge in gazetteer.all_edges if edge.level != "tunnel"]
        cover = to_metres(gazetteer.district.shape).simplify(20).buffer(COVER_M)
        middle = shapely.get_coordinates(gazetteer.district.shape.centroid)
        self._assumed = ASSUMED if in_china_box(*middle.T).all() else ASSUMED[:1]
        self._net = RoadNet(to_metres(np.array(roads, dtype=object)), cover)

    def judge(self, shapes: Shapes, names: Sequence[Iterable[str]] = ()) -> Shift:
        """
        Tell whether shapes are shifted as a whole.

        Parameters
        ----------
        shapes
            Geometries whose numbers are taken for (lon, lat), degrees; near the district.
        names
            For each the names it may go by, best first; empty if none are known.

        Raises
        ------
        DatumError
            If a number is not finite or no degree.
        """
        step = max(1, -(-len(shapes) // MOST_SHAPES))
        given = np.empty(len(shapes[::step]), dtype=object)
        given[:] = shapes[::step]
        called = names[::step] if names else [()] * len(given)
        metric = to_metres(given)
        said = [self._by_names(metric, called), self._by_roads(units_of(metric))]
        said = [shift for shift in said if shift.state != UNSURE]
        if not said or len({(shift.state, shift.datum) for shift in said}) > 1:
            return Shift(UNSURE)
        witnesses = tuple(who for shift in said for who in shift.witnesses)
        return replace(said[0], witnesses=witnesses)

    # --- roads -------------------------------------------------------------------------------

    def _by_roads(self, units: Units) -> Shift:
        if len(units) < LEAST_UNITS:
            return Shift(UNSURE)
        read = {datum: units.moved(as_datum(datum)) for datum in self._assumed}
        vectors = {
            datum: np.median(units.middles() - moved.middles(), axis=0)
            for datum, moved in read.items()
        }
        fits = {datum: self._net.fits(moved) for datum, moved in read.items()}
        mean, spread = self._chance(units, np.array([*vectors.values()]))
        stand = {
            datum: (np.nanmean(fit) - mean) / spread
            for datum, fit in fits.items()
            if np.isfinite(fit).sum() >= LEAST_UNITS
        }
        belongs = {d: z for d, z in stand.items() if np.nanmean(fits[d]) > 0}
        best = max(belongs, key=belongs.__getitem__, default="")
        if best == "wgs84" and stand[best] >= FITS_WELL:
            return Shift(FINE, best, judged=len(units), witnesses=("roads",))
        if best in {"", "wgs84"} or stand[best] < STANDS_OUT:
            return Shift(UNSURE)
        if stand[best] - stand.get("wgs84", 0.0) < STANDS_OUT_MORE:
            return Shift(UNSURE)
        better = fits[best] - fits["wgs84"]
        better = better[np.isfinite(better) & (better != 0)]
        share = float(np.mean(better > 0)) if len(better) else 0.0
        east, north = map(float, vectors[best])
        return Shift(SHIFTED, best, east, north, share, len(better), ("roads",))

    def _chance(self, units: Units, vectors: Floats) -> tuple[float, float]:
        """Return mean and spread of the fit in positions that mean nothing."""
        found, seen = [], []
        for vector in _chances():
            if np.hypot(*(vectors + vector).T).min() < APART_M:  # there it may belong
                continue
            fit = self._net.fits(units.moved(partial(np.add, vector)))
            known = np.isfinite(fit)
            if known.any():
                found.append(float(fit[known].mean()))
                seen.append(int(known.sum()))
        kept = [fit for fit, count in zip(found, seen, strict=True) if 2 * count >= max(seen)]
        if len(kept) < CHANCES // 4:
            return 0.0, np.inf
        return float(np.mean(kept)), max(float(np.std(kept)), 1e-6)

    # --- names -------------------------------------------------------------------------------

    def _by_names(self, metric: NDArray[np.object_], names: Sequence[Iterable[str]]) -> Shift:
        known = namesakes(self._gazetteer, metric, names)
        if len(known) < LEAST_NAMES:
            return Shift(UNSURE)
        shapes = metric[[one.nth for one in known]]
        read = {datum: shapely.transform(shapes, as_datum(datum)) for datum in self._assumed}
        agree = {
            datum: float(np.mean([one.agrees(s) for one, s in zip(known, moved, strict=True)]))
            for datum, moved in read.items()
        }
        best = max(agree, key=agree.__getitem__)
        if best == "wgs84" and agree[best] >= MOST_AGREE:
            return Shift(FINE, best, judged=len(known), witnesses=("names",))
        if agree["wgs84"] > FEW_AGREE:
            return Shift(UNSURE)
        offsets = [one.offset(shape) for one, shape in zip(known, shapes, strict=True)]
        vectors = np.array([offset for offset in offsets if offset is not None]).reshape(-1, 2)
        if agree[best] >= MOST_AGREE:
            moved = shapely.get_coordinates(shapely.centroid(read[best]))
            given = shapely.get_coordinates(shapely.centroid(shapes))
            east, north = map(float, np.median(given - moved, axis=0))
            return Shift(SHIFTED, best, east, north, agree[best], len(known), ("names",))
        return _some_shift(vectors)


def _some_shift(vectors: Floats) -> Shift:
    """Return the common shift of vectors that no datum explains, if they have one."""
    if len(vectors) < LEAST_VECTORS:
        return Shift(UNSURE)
    middle = np.median(vectors, axis=0)
    off = np.hypot(*(vectors - middle).T)
    if np.median(off) > SAME_WAY_M or np.hypot(*middle) < APART_M:
        return Shift(UNSURE)
    east, north = map(float, middle)
    share = float(np.mean(off <= APART_M))
    return Shift(SHIFTED, "", east, north, share, len(vectors), ("names",))


def as_datum(datum: str) -> Callable[[Floats], Floats]:
    """Return what moves metres that were read as WGS-84 to where they are if read as `datum`."""

    def moved(spots: Floats) -> Floats:
        if datum == "wgs84" or not len(spots):
            return spots
        pairs = shapely.get_coordinates(to_degrees(shapely.points(spots)))
        right = shapely.points(np.column_stack(to_wgs84(pairs[:, 0], pairs[:, 1], datum)))
        found: Floats = shapely.get_coordinates(to_metres(right))
        return found

    return moved


def _chances() -> Floats:
    """Return shifts that mean nothing (east, north), metres, evenly over a ring."""
    nth = np.arange(CHANCES)
    low, high = CHANCE_M
    radius = np.sqrt(low**2 + (high**2 - low**2) * ((nth + 0.5) / CHANCES))
    angle = nth * np.pi * (3 - np.sqrt(5))
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
