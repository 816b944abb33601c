"""
Crossings and stretches: where roads meet, and the line from one crossing to another.

Works in metres (EPSG:32651); `geo.locate` turns answers back into degrees. A stretch runs along
the edges of its own name; where the road is a dual carriageway the line is drawn between the two.
Each road is prepared once (its trunk, `geo.trunks`), and each pair of lines is met once.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString

from geo.banks import river_meetings
from geo.crossings import NEAR_M, Crossing, meetings
from geo.metric import to_metres
from geo.paths import RoadGraph, centred
from geo.trunks import trunk_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer import Gazetteer
    from geo.lines import Named, NamedLines
    from geo.trunks import Trunk

__all__ = ["NEAR_M", "Crossing", "Path", "Roads", "meetings"]

_STOP_REACH_M = 12.0
_JUNCTION_M = 5.0
_HOLE_PRICE = 3.0
_WINDING = 1.6
"""How much longer than the straight line a way may be before it is searched for anew."""


@dataclass(frozen=True, slots=True)
class Path:
    """A line along a road, from its first end to its second, in metres."""

    line: LineString
    gap_m: float
    start: Crossing
    end: Crossing


class Roads:
    """Crossings and stretches of the gazetteer's named lines, in metres."""

    def __init__(self, gazetteer: Gazetteer, lines: NamedLines) -> None:
        self._gazetteer = gazetteer
        self._lines = lines
        self._met: dict[tuple[str, str], list[Crossing]] = {}
        self._trunks: dict[str, Trunk] = {}

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
        hits = self._gazetteer.crossings(a.name, b.name) if a.kind == b.kind == "road" else []
        if hits:
            points = to_metres(shapely.points([(lon, lat) for lon, lat, _ in hits]))
            return [
                Crossing(point, "node", spread)
                for point, (_, _, spread) in zip(points, hits, strict=True)
            ]
        if "river" in (a.kind, b.kind) and a.kind != b.kind:
            road, river = (a, b) if b.kind == "river" else (b, a)
            return river_meetings(road.shape, river)
        return meetings(a.shape, b.shape)

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
        found = [
            path
            for a, b in product(start, end)
            if a.point.distance(b.point) > 1 and (path := self._way(named, a, b)) is not None
        ]
        return found if len(found) < 2 else sorted(found, key=_price)  # noqa: PLR2004

    def trunk(self, road: Named) -> Trunk:
        """Return the longest way along a road, drawn between its carriageways."""
        if road.name not in self._trunks:
            self._trunks[road.name] = trunk_of(road.shape)
        return self._trunks[road.name]

    def _way(self, road: Named, start: Crossing, end: Crossing) -> Path | None:
        trunk = self.trunk(road)
        spots = trunk.spot(start.point), trunk.spot(end.point)
        if spots[0] is None or spots[1] is None:
            return searched(road.shape, start, end)
        inner, gap = trunk.cut(spots[0], spots[1])
        path = Path(_joined(inner, start, end), gap, start, end)
        if path.line.length <= _WINDING * start.point.distance(end.point):
            return path
        other = searched(road.shape, start, end)  # the trunk may run back beside itself
        return path if other is None else min(path, other, key=_price)


def searched(shape: BaseGeometry, start: Crossing, end: Crossing) -> Path | None:
    """Return the way between two crossings that need not lie at the road's trunk, metres."""
    stops = [(c.point, c.spread_m + _STOP_REACH_M) for c in (start, end)]
    found = RoadGraph(shape, stops).path()
    if found is None:
        return None
    line, gap = found
    inner = shapely.get_coordinates(centred(line, shape))[1:-1]
    return Path(_joined(inner, start, end), gap, start, end)


def _joined(inner: NDArray[np.float64], start: Crossing, end: Crossing) -> LineString:
    """Join both ends by the vertices that lie in neither junction: no line turns back in one."""
    ends = np.array([[c.point.x, c.point.y] for c in (start, end)])
    reach = np.array([c.spread_m + _JUNCTION_M for c in (start, end)])
    away = np.hypot(*(inner[:, None, :] - ends[None, :, :]).transpose(2, 0, 1)) > reach
    kept = inner[away.all(axis=1)]
    return LineString(np.vstack([ends[:1], kept, ends[1:]]))


def _price(path: Path) -> float:
    return float(path.line.length) + _HOLE_PRICE * path.gap_m
