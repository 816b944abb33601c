"""Which named roads are new, gone, renamed, longer or shorter than before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from shapely import STRtree
from shapely.errors import ShapelyError
from shapely.geometry import MultiLineString, Polygon

from geo.errors import GazetteerError
from geo.metric import to_metres
from geo.osm_text import line_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

    Row = Mapping[str, str]

SAME_LINE_M = 15.0
"""A line within this of another one is that one under another name."""
BESIDE_M = 40.0
"""The other carriageway of a road lies within this."""
MOST = 0.5
SHORTEST_M = 20.0
MARKED_M = 100.0
MARKED_SHARE = 0.1
"""A road is longer or shorter if both are exceeded: metres and share of its former length."""


@dataclass(frozen=True, slots=True)
class _Road:
    """All lines of one name, in metres, and the ids of their ways."""

    lines: tuple[BaseGeometry, ...]
    ids: frozenset[str]

    @property
    def whole(self) -> BaseGeometry:
        return MultiLineString([part for line in self.lines for part in line_parts(line)])


def road_changes(
    old: Iterable[Row], new: Iterable[Row], area: BaseGeometry
) -> Iterator[tuple[str, str, str, str, str, str]]:
    """
    Yield (change, name, before, after, metres, osm ids), ordered by change and name.

    Parameters
    ----------
    old, new
        Rows of the tables `roads`.
    area
        (lon, lat) degrees; only what lies in it counts.

    Raises
    ------
    GazetteerError
        If a line cannot be read.
    """
    before, after = _grouped(old), _grouped(new)
    same = {name for name in before.keys() & after.keys() if before[name] == after[name]}
    was = {name: _road(rows, area) for name, rows in before.items() if name not in same}
    now = {name: _road(rows, area) for name, rows in after.items() if name not in same}
    gone = sorted(was.keys() - now.keys())
    fresh = sorted(now.keys() - was.keys())
    renamed = {name: _successor(was[name], now, fresh) for name in gone}
    heirs = set(renamed.values())
    for name in fresh:
        length = _extent_m(now[name].lines)
        if name not in heirs and length >= SHORTEST_M:
            yield "new", name, "", "", f"{length:.0f}", _ids(now[name])
    for name in gone:
        if renamed[name]:
            yield "renamed", renamed[name], name, renamed[name], "", _ids(was[name])
        elif (length := _extent_m(was[name].lines)) >= SHORTEST_M:
            yield "gone", name, "", "", f"{length:.0f}", _ids(was[name])
    for name in sorted(was.keys() & now.keys()):
        yield from _grown("longer", name, was[name], now[name])
    for name in sorted(was.keys() & now.keys()):
        yield from _grown("shorter", name, now[name], was[name], length_of=was[name])


def _grouped(rows: Iterable[Row]) -> dict[str, list[tuple[str, str]]]:
    """Return line and ids of each named road's rows."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        if row["name"]:
            found.setdefault(row["name"], []).append((row["wkt"], row["osm_ids"]))
    return found


def _road(rows: list[tuple[str, str]], area: BaseGeometry) -> _Road:
    try:
        shapes = shapely.from_wkt([text for text, _ in rows])
    except ShapelyError as error:
        raise GazetteerError(f"roads.csv：有一条线读不出来（{error}）") from error
    inside = [to_metres(shape) for shape in shapely.intersection(shapes, area) if shape.length]
    longest_first = sorted(inside, key=lambda line: -line.length)
    ids = frozenset(i for _, text in rows for i in text.split() if i != "0")
    return _Road(tuple(longest_first), ids)


def _ids(road: _Road) -> str:
    return _in_order(road.ids)


def _in_order(ids: Iterable[str]) -> str:
    """Return ids by size, as numbers are."""
    return " ".join(sorted(ids, key=lambda text: (len(text), text)))


def _successor(road: _Road, now: Mapping[str, _Road], fresh: list[str]) -> str:
    """Return the name that the road bears now, "" if it is gone."""
    shares = {
        name: len(road.ids & other.ids) / len(road.ids) if road.ids else 0.0
        for name, other in now.items()
    }
    best = max(sorted(shares), key=lambda name: shares[name], default="")
    if best and shares[best] >= MOST:
        return best
    whole, length = road.whole, road.whole.length
    lines = [now[name].whole for name in fresh]
    near = STRtree(lines).query(whole, predicate="dwithin", distance=SAME_LINE_M)
    covered = {fresh[i]: whole.intersection(lines[i].buffer(SAME_LINE_M)).length for i in near}
    best = max(sorted(covered), key=lambda name: covered[name], default="")
    return best if best and covered[best] >= MOST * length > 0 else ""


def _grown(
    change: str, name: str, short: _Road, long: _Road, length_of: _Road | None = None
) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Yield that `long` has a marked part that `short` has not."""
    extra = _extent_m(long.lines, beyond=short.whole)
    former = _extent_m((length_of or short).lines)
    if extra >= max(MARKED_M, MARKED_SHARE * former):
        yield change, name, "", "", f"{extra:.0f}", _in_order(long.ids - short.ids)


def _extent_m(lines: Iterable[BaseGeometry], beyond: BaseGeometry | None = None) -> float:
    """Return the length of what the lines cover, beside one another counted once, in metres."""
    covered: BaseGeometry = Polygon() if beyond is None else beyond.buffer(BESIDE_M)
    total = 0.0
    for line in lines:
        part = line.difference(covered)
        total += part.length
        if part.length:
            covered = covered.union(part.buffer(BESIDE_M, cap_style="flat"))
    return total
