"""
Geometries as flat arrays: read once, every position checked for its kind, then judged by numpy.

What cannot be a geometry is told as a fault with its JSON path; the others stand in the arrays.
"""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from layers.checking.kinds import DEPTHS, GEOMETRIES, cased, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    Part = tuple[int, Any, str]

POINT, LINE, SHELL, HOLE = range(4)
"""What a part is: points, a line, an outer ring, an inner ring."""
LEAST = {POINT: 1, LINE: 2, SHELL: 4, HOLE: 4}
_ROLES = {"Point": POINT, "MultiPoint": POINT, "LineString": LINE, "MultiLineString": LINE}
_WORDS = {LINE: "线至少要有 2 个点", SHELL: "环至少要有 4 个点", HOLE: "环至少要有 4 个点"}
_NUMBERS = frozenset({int, float})
MOST_NUMBERS = 3
_FEWEST_TO_CLOSE = 3
"""Three points that are not closed are a triangle that wants its fourth."""


class Fault(NamedTuple):
    """What is wrong with one geometry: row, rule, JSON path below the feature, message."""

    row: int
    rule: str
    path: str
    message: str


class Geometry(NamedTuple):
    """One simple geometry: its row and type, whether in a collection, numbers a position."""

    row: int
    type: str
    inside: bool
    dimensions: int


class _FaultError(ValueError):
    def __init__(self, rule: str, path: str, message: str) -> None:
        super().__init__(message)
        self.rule, self.path, self.message = rule, path, message


@dataclass(slots=True)
class Shapes:
    """
    The geometries of a file.

    Attributes
    ----------
    xy
        All longitudes and latitudes in turn.
    counts, roles, owners
        By part: how many positions, `POINT` to `HOLE`, which of `geometries`.
    geometries
        In the order of the file.
    types
        Outermost geometry type by row; of those that can be read.
    faults, extras
        What is wrong, and members other than coordinates: (row, path, geometry, is collection).
    """

    xy: array[float]
    counts: list[int]
    roles: list[int]
    owners: list[int]
    geometries: list[Geometry]
    types: dict[int, str]
    faults: list[Fault]
    extras: list[tuple[int, str, dict[str, Any]]]

    @classmethod
    def empty(cls) -> Shapes:
        """Return arrays to fill."""
        return cls(array("d"), [], [], [], [], {}, [], [])

    def add(self, row: int, geometry: object, path: str) -> None:
        """Take in the geometry of a row; a fault in one of a collection spoils the row."""
        marks = len(self.xy), len(self.counts), len(self.geometries)
        try:
            for each, place, depth in _opened(geometry, path):
                self._one(row, each, place, depth)
        except _FaultError as fault:
            self.faults.append(Fault(row, fault.rule, fault.path, fault.message))
            del self.xy[marks[0] :]
            for parts in (self.counts, self.roles, self.owners):
                del parts[marks[1] :]
            del self.geometries[marks[2] :]
            self.types.pop(row, None)

    def _one(self, row: int, geometry: dict[str, Any], path: str, depth: int) -> None:
        kind = geometry["type"]
        self.types.setdefault(row, kind)
        if len(geometry) > 2:  # noqa: PLR2004 - type and coordinates
            self.extras.append((row, path, {k: geometry[k] for k in geometry if k not in _OWN}))
        if kind == "GeometryCollection":
            if depth:
                message = "GeometryCollection 里还有 GeometryCollection"
                self.faults.append(Fault(row, "collection-nested", path, message))
            return
        sizes: set[int] = set()
        for role, positions, place in _parts(kind, geometry["coordinates"], _below(path)):
            flat, size = _flat(positions, place)
            if len(flat) < 2 * LEAST[role] and not _triangle(role, flat):
                got = f"，实际 {len(flat) // 2} 个"
                raise _FaultError("too-few-positions", place, _WORDS.get(role, "没有位置") + got)
            sizes |= size
            self.xy += flat
            self.counts.append(len(flat) // 2)
            self.roles.append(role)
            self.owners.append(len(self.geometries))
        self.geometries.append(Geometry(row, kind, depth > 0, max(sizes, default=0)))
        self._tell_sizes(row, path, sizes)

    def _tell_sizes(self, row: int, path: str, sizes: set[int]) -> None:
        if not sizes:
            self.faults.append(Fault(row, "geometry-empty", path, "图形是空的（没有坐标）"))
        elif max(sizes) > MOST_NUMBERS:
            message = f"有的位置有 {max(sizes)} 个数，应为 2 个或 3 个"
            self.faults.append(Fault(row, "position-extra", path, message))
        elif len(sizes) > 1:
            message = "一部分位置有高程，一部分没有"
            self.faults.append(Fault(row, "mixed-dimensions", path, message))


_OWN = frozenset({"type", "coordinates", "geometries"})


def _below(path: str) -> str:
    return f"{path}.coordinates" if path else "coordinates"


def _triangle(role: int, flat: array[float]) -> bool:
    return role in (SHELL, HOLE) and len(flat) == 2 * _FEWEST_TO_CLOSE and flat[:2] != flat[-2:]


def _opened(geometry: object, path: str) -> Iterator[tuple[dict[str, Any], str, int]]:
    """Yield a geometry and, of a collection, those inside, each with its path and depth."""
    stack = [(geometry, path, 0)]
    while stack:
        each, place, depth = stack.pop()
        if not isinstance(each, dict):
            raise _FaultError("unreadable", place, f"应为 GeoJSON 几何（对象），实际是{told(each)}")
        kind = each.get("type")
        if kind == "GeometryCollection":
            members = each.get("geometries")
            if not isinstance(members, list):
                message = "GeometryCollection 没有数组 geometries"
                raise _FaultError("geometries-missing", place, message)
            below = f"{place}.geometries" if place else "geometries"
            inner = [(one, f"{below}[{nth}]", depth + 1) for nth, one in enumerate(members)]
            stack += reversed(inner)
        elif not isinstance(kind, str) or kind not in DEPTHS:
            raise _typed(kind, place)
        elif each.get("coordinates") is None:
            raise _FaultError("coordinates-missing", place, "图形没有坐标（coordinates）")
        yield each, place, depth


def _typed(kind: object, place: str) -> _FaultError:
    if kind is None:
        return _FaultError("geometry-type", place, "图形没有 type")
    if (right := cased(kind)) in GEOMETRIES:
        return _FaultError("type-case", place, f"type 应写作 {right}，实际是 {told(kind)}")
    return _FaultError("geometry-type", place, f"图形的 type 是{told(kind)}，不是七种几何之一")


def _parts(kind: str, coordinates: Any, path: str) -> Iterator[Part]:  # noqa: ANN401 - any JSON
    """Yield the parts of a geometry: role, positions as they stand, path."""
    depth = DEPTHS[kind]
    if coordinates == []:
        return
    if depth == 0:
        yield POINT, [coordinates], path
        return
    levels = _lists([(coordinates, path)])
    for _ in range(depth - 1):
        levels = _lists(
            [(one, f"{at}[{nth}]") for each, at in levels for nth, one in enumerate(each)]
        )
        if kind == "MultiPolygon" and not all(one for one, _ in levels):
            raise _FaultError("too-few-positions", path, "MultiPolygon 里有一个面没有环")
    if kind in _ROLES:
        yield from ((_ROLES[kind], positions, place) for positions, place in levels)
        return
    shells = _shells(kind, coordinates)
    for (positions, place), shell in zip(levels, shells, strict=True):
        yield SHELL if shell else HOLE, positions, place


def _shells(kind: str, coordinates: list[Any]) -> list[bool]:
    """Tell of each ring whether it is the first of its polygon."""
    polygons = [coordinates] if kind == "Polygon" else coordinates
    return [nth == 0 for rings in polygons for nth in range(len(rings))]


def _lists(each: list[tuple[Any, str]]) -> list[tuple[list[Any], str]]:
    for one, place in each:
        if not isinstance(one, list):
            raise _FaultError(
                "coordinates-depth", place, f"坐标的层数不对：应为数组，实际是{told(one)}"
            )
    return each


def _flat(positions: list[Any], path: str) -> tuple[array[float], set[int]]:
    """Return the first two numbers of every position, and how many numbers positions have."""
    sizes = set(map(len, positions)) if set(map(type, positions)) <= {list} else {0}
    if min(sizes, default=2) < 2 or not set(map(type, chain.from_iterable(positions))) <= _NUMBERS:  # noqa: PLR2004 - lon, lat
        raise _first_fault(positions, path)
    try:
        everything = array("d", chain.from_iterable(positions))
    except OverflowError:
        raise _FaultError("not-finite", path, "坐标应为有限的数，实际大到无法表示") from None
    if not math.isfinite(sum(everything)) and not all(map(math.isfinite, everything)):
        raise _FaultError("not-finite", path, "坐标应为有限的数，实际有 NaN 或 Infinity")
    if sizes <= {2}:
        return everything, sizes
    return array("d", chain.from_iterable(position[:2] for position in positions)), sizes


def _first_fault(positions: list[Any], path: str) -> _FaultError:
    """Return what is wrong with the first position that is none."""
    for nth, position in enumerate(positions):
        place = f"{path}[{nth}]" if len(positions) > 1 or not path.endswith("coordinates") else path
        if not isinstance(position, list):
            if position is None or isinstance(position, str):
                return _FaultError(
                    "coordinate-type", place, f"位置应为 [经度, 纬度]，实际是{told(position)}"
                )
            return _FaultError(
                "coordinates-depth",
                place,
                f"坐标的层数不对：应为 [经度, 纬度]，实际是{told(position)}",
            )
        if any(isinstance(number, list) for number in position):
            return _FaultError("coordinates-depth", place, "坐标的层数不对：方括号多了一层")
        odd = [number for number in position if type(number) not in _NUMBERS]
        if odd:
            return _FaultError("coordinate-type", place, f"坐标应为有限的数，实际是{told(odd[0])}")
        if len(position) < 2:  # noqa: PLR2004 - lon, lat
            return _FaultError(
                "position-short", place, f"位置只有 {len(position)} 个数，应为经度和纬度"
            )
    return _FaultError("unreadable", path, "坐标读不出来")
