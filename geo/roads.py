"""
Crossings and stretches: where roads meet, and the line from one crossing to another.

Works in metres (EPSG:32651); `geo.rungs` turns answers back into degrees. A stretch runs along
the edges of its own name; where the road is a dual carriageway the line is drawn between the two.
Each road is prepared once (its trunk, `geo.trunks`), and each pair of lines is met once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import dist
from typing import TYPE_CHECKING, cast

import numpy as np
import shapely

from geo.banks import river_meetings
from geo.centring import centred
from geo.crossings import NEAR_M, Crossing, meetings
from geo.metric import to_metres
from geo.paths import RoadGraph
from geo.trunks import trunks_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry import LineString
    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer import Gazetteer
    from geo.lines import Named, NamedLines
    from geo.trunks import Trunk

__all__ = ["NEAR_M", "Crossing", "Path", "Roads", "meetings"]

_Spot = tuple[float, float]
_STOP_REACH_M = 12.0
_JUNCTION_M = 5.0
_HOLE_PRICE = 3.0
_WINDING = 1.6
"""How much longer than the straight line a way may be before it is searched for anew."""


@dataclass(frozen=True, slots=True)
class Path:
    """
    A line along a road, from its first end to its second.

    `inner` are its vertices between the ends, in metres; `lonlat` the same in degrees where they
    are known already; `gap_m` is how much of it no map has.
    """

    start: Crossing
    end: Crossing
    inner: NDArray[np.float64]
    length_m: float
    gap_m: float
    lonlat: NDArray[np.float64] | None = None

    @property
    def line(self) -> LineString:
        """The line in metres."""
        return _line(self.start.xy, self.inner, self.end.xy)

    @property
    def degrees(self) -> LineString | None:
        """The line in degrees, None where it is still to be projected."""
        first, last = self.start.lonlat, self.end.lonlat
        if self.lonlat is None or first is None or last is None:
            return None
        return _line(first, self.lonlat, last)


def _line(
    first: tuple[float, float], inner: NDArray[np.float64], last: tuple[float, float]
) -> LineString:
    joined = np.empty((len(inner) + 2, 2))
    joined[0], joined[1:-1], joined[-1] = first, inner, last
    return cast("LineString", shapely.linestrings(joined))


class Roads:
    """Crossings and stretches of the gazetteer's named lines, in metres."""

    def __init__(self, gazetteer: Gazetteer, lines: NamedLines) -> None:
        self._gazetteer = gazetteer
        self._lines = lines
        self._met: dict[tuple[str, str], list[Crossing]] = {}
        self._trunks: dict[str, list[Trunk]] = {}

    # --- crossings ---------------------------------------------------------------------------

    def crossings(self, first: str, second: str) -> list[Crossing]:
        """
        Return every place where two named lines meet, common nodes before near misses.

        Parameters
        ----------
        first, second
            Names of roads, or of a road and a river, a railway or a boundary.
        """
        key = (first, second)
        if key not in self._met:
            self._met[key] = self._meet(self._lines.find(first), self._lines.find(second))
        return self._met[key]

    def _meet(self, a: Named | None, b: Named | None) -> list[Crossing]:
        if a is None or b is None or a.name == b.name:
            return []
        pairs = (frozenset((one, two)) for one in a.keys for two in b.keys)
        found = [spot for pair in pairs for spot in self._junctions.get(pair, ())]
        if found:
            return found
        if "river" in (a.kind, b.kind) and a.kind != b.kind:
            road, river = (a, b) if b.kind == "river" else (b, a)
            return river_meetings(road.shape, river)
        return meetings(a.shape, b.shape)

    @cached_property
    def _junctions(self) -> Mapping[frozenset[str], list[Crossing]]:
        """All junctions of the gazetteer, projected together."""
        table = self._gazetteer.junctions
        lonlat = [hit[:2] for hits in table.values() for hit in hits]
        points = iter(to_metres(np.asarray(shapely.points(np.array(lonlat).reshape(-1, 2)))))
        return {
            pair: [Crossing(next(points), "node", hit[2], lonlat=hit[:2]) for hit in hits]
            for pair, hits in table.items()
        }

    @cached_property
    def _junctions_on(self) -> Mapping[str, list[tuple[float, float]]]:
        """Where the junctions of each road are, metres."""
        found: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for pair, crossings in self._junctions.items():
            for key in pair:
                found[key] += [crossing.xy for crossing in crossings]
        return found

    # --- stretches ---------------------------------------------------------------------------

    def between(self, host: str, start: Sequence[Crossing], end: Sequence[Crossing]) -> Path | None:
        """
        Return the shortest way along `host` from one of `start` to one of `end`.

        Returns
        -------
        Path in metres, or None when no way along the road joins them.
        """
        return next(iter(self.ways(host, start, end)), None)

    def ways(self, host: str, start: Sequence[Crossing], end: Sequence[Crossing]) -> list[Path]:
        """Return the way from each of `start` to each of `end` along `host`, shortest first."""
        named = self._lines.find(host)
        if named is None or not start or not end:
            return []
        if len(start) == len(end) == 1:  # as good as always
            path = self._way(named, start[0], end[0])
            return [] if path is None else [path]
        found = [
            path for a, b in product(start, end) if (path := self._way(named, a, b)) is not None
        ]
        return sorted(found, key=_price)

    def trunks(self, road: Named) -> list[Trunk]:
        """Return the longest ways along a road, drawn between its carriageways, longest first."""
        if road.name not in self._trunks:
            found = trunks_of(road.shape)
            for trunk in found:
                trunk.learn(spot for key in road.keys for spot in self._junctions_on.get(key, ()))
            self._trunks[road.name] = found
        return self._trunks[road.name]

    def _way(self, road: Named, start: Crossing, end: Crossing) -> Path | None:
        here, there = start.xy, end.xy
        if dist(here, there) <= 1:
            return None
        for trunk in self.trunks(road):
            first, last = trunk.spot(here), trunk.spot(there)
            if first is None or last is None:
                continue
            path = _cut(trunk, start, end, first, last)
            if trunk.returns and path.length_m > _WINDING * dist(here, there):
                other = searched(road.shape, start, end)
                return path if other is None else min(path, other, key=_price)
            return path
        if _apart(self.trunks(road), here, there):
            return None
        return searched(road.shape, start, end)


def _apart(trunks: list[Trunk], here: _Spot, there: _Spot) -> bool:
    """Tell whether two spots are known to lie on pieces of a road that no way joins."""
    first, last = (
        {trunk.piece for trunk in trunks if trunk.spot(spot) is not None} for spot in (here, there)
    )
    return bool(first) and bool(last) and first.isdisjoint(last)


def _cut(trunk: Trunk, start: Crossing, end: Crossing, first: float, last: float) -> Path:
    """Cut a path out of a trunk; vertices inside a junction go, lest the line turns back there."""
    if first <= last:
        low, high, step, reach = first, last, 1, (start.spread_m, end.spread_m)
    else:
        low, high, step, reach = last, first, -1, (end.spread_m, start.spread_m)
    inner = trunk.cut(low + reach[0] + _JUNCTION_M, high - reach[1] - _JUNCTION_M)
    xy, lonlat = trunk.xy[inner][::step], trunk.lonlat[inner][::step]
    return Path(start, end, xy, high - low, trunk.gap(low, high), lonlat)


def searched(shape: BaseGeometry, start: Crossing, end: Crossing) -> Path | None:
    """Return the way between two crossings that need not lie at a trunk of the road, metres."""
    stops = [(c.point, c.spread_m + _STOP_REACH_M) for c in (start, end)]
    found = RoadGraph(shape, stops).path()
    if found is None:
        return None
    line, gap = found
    inner = shapely.get_coordinates(centred(line, shape))[1:-1]
    reach = np.array([c.spread_m + _JUNCTION_M for c in (start, end)])
    ends = np.array([start.xy, end.xy])
    away = np.hypot(*(inner[:, None, :] - ends[None, :, :]).transpose(2, 0, 1)) > reach
    inner = inner[away.all(axis=1)]
    steps = np.diff(np.vstack([ends[:1], inner, ends[1:]]), axis=0)
    return Path(start, end, inner, float(np.hypot(*steps.T).sum()), gap)


def _price(path: Path) -> float:
    return path.length_m + _HOLE_PRICE * path.gap_m
