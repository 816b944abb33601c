"""
The gazetteer: what has a name and where it is, read table by table when it is first asked for.

Tables come from `geo.compile`; positions are (lon, lat) degrees, WGS 84, until `geo.roads` turns
them into metres.
"""

from __future__ import annotations

import bisect
import itertools
import math
import re
import tomllib
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import MultiLineString, Point

from geo import tables
from geo.errors import GazetteerError
from geo.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

_WHOLE_NAME = 4
_LINE_KINDS = {"river": "river", "metro": "metro_line"}


@dataclass(frozen=True, slots=True)
class RoadEdge:
    """One piece of a road between merges; `shape` in degrees, in driving order if one way."""

    name: str
    road_class: str
    level: str
    oneway: bool
    named_by: str
    osm_ids: str
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A river, a metro line or a railway; `shape` in degrees."""

    kind: str
    name: str
    osm_ids: str
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Place:
    """A named object; `shape` is its outline or its point, in degrees."""

    name: str
    aliases: tuple[str, ...]
    name_en: str
    kind: str
    osm_class: str
    status: str
    source_id: str
    snapshot: str
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Outline:
    """The district or a subdistrict; `shape` in degrees."""

    kind: str
    name: str
    name_en: str
    code: str
    source_id: str
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class KnownNumber:
    """A house number with a position, degrees; `source` says who says so."""

    number: int
    unit: str
    lon: float
    lat: float
    source: str
    osm_id: str = ""
    """Id of the object that bears it, without its type; blank if none does."""
    by_crossing: bool = False
    """Whether the position is that of a crossing which its address names beside it."""


class Gazetteer:
    """
    Read-only view of one gazetteer folder.

    Parameters
    ----------
    folder
        Folder with the tables of `geo.tables.COLUMNS` and `snapshot.toml`.

    Raises
    ------
    GazetteerError
        When a table is missing or malformed, at the moment it is first needed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._places_as_asked: dict[str, tuple[Place, ...]] = {}

    # --- what is known of the snapshot -------------------------------------------------------

    @cached_property
    def meta(self) -> dict[str, object]:
        """Return the content of `snapshot.toml` (source, dates, licence, counts)."""
        path = self.folder / "snapshot.toml"
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise GazetteerError(f"地名库里没有 {path.name}（在 {self.folder} 找过）") from None
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise GazetteerError(f"{path} 读不出来：应为可读的 UTF-8 TOML 文件") from error

    def snapshot(self, table: str) -> str:
        """Return the snapshot date (ISO) of a table, blank if unknown."""
        dates = self.meta.get("dates", {})
        return str(dates.get(table, "")) if isinstance(dates, dict) else ""

    # --- roads -------------------------------------------------------------------------------

    @cached_property
    def _road_rows(self) -> list[list[str]]:
        return tables.read(self.folder, "roads")

    @cached_property
    def _roads_by_key(self) -> Mapping[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self._road_rows):
            for key in {name_key(n) for n in (row[0], _bare(row[0]), *_split(row[1])) if n}:
                index[key].append(number)
        return index

    def road_edges(self, name: str) -> list[RoadEdge]:
        """Return the pieces of the road called `name`; empty when there is none."""
        return _edges(self._rows_called(name))

    def _rows_called(self, name: str) -> list[list[str]]:
        """Return the rows of a road; what another road was once called does not count beside it."""
        key = name_key(name)
        rows = [self._road_rows[i] for i in self._roads_by_key.get(key, ())]
        own = [row for row in rows if key in (name_key(row[0]), name_key(_bare(row[0])))]
        return [row for row in rows if not row[0] or row in own] if own else rows

    @cached_property
    def all_edges(self) -> list[RoadEdge]:
        """All road pieces, unnamed ones too (for backdrops)."""
        return _edges(self._road_rows)

    @cached_property
    def junctions(self) -> Mapping[frozenset[str], list[tuple[float, float, float]]]:
        """Where roads share a node: keys of both names -> (lon, lat, spread in metres) of each."""
        found: dict[frozenset[str], list[tuple[float, float, float]]] = defaultdict(list)
        for a, b, lon, lat, spread, _ in tables.read(self.folder, "crossings"):
            pair = frozenset((name_key(a), name_key(b)))
            with _readable("crossings"):
                found[pair].append((_number(lon), _number(lat), _number(spread)))
        return found

    def crossings(self, first: str, second: str) -> list[tuple[float, float, float]]:
        """Return where two roads share a node: (lon, lat, spread in metres) for each place."""
        names = [self._main_names(name) for name in (first, second)]
        return [
            hit
            for a in names[0]
            for b in names[1]
            for hit in self.junctions.get(frozenset((a, b)), ())
            if a != b
        ]

    def _main_names(self, name: str) -> list[str]:
        return sorted({name_key(row[0]) for row in self._rows_called(name)})

    # --- rivers and rails --------------------------------------------------------------------

    @cached_property
    def _line_rows(self) -> list[list[str]]:
        return tables.read(self.folder, "lines")

    @cached_property
    def _lines_by_key(self) -> Mapping[str, list[list[str]]]:
        index: dict[str, list[list[str]]] = defaultdict(list)
        for row in self._line_rows:
            for key in {name_key(n) for n in (row[1], *_split(row[2]))}:
                index[key].append(row)
        return index

    def named_lines(self, name: str, *, kind: str = "") -> list[NamedLine]:
        """Return rivers, metro lines and railways called `name` (all when it is blank)."""
        rows = self._lines_by_key.get(name_key(name), []) if name else self._line_rows
        with _readable("lines"):
            return [
                NamedLine(row[0], row[1], row[5], _shape(row[6]))
                for row in rows
                if not kind or row[0] == kind
            ]

    # --- places and outlines -----------------------------------------------------------------

    @cached_property
    def _place_rows(self) -> list[list[str]]:
        return tables.read(self.folder, "places")

    @cached_property
    def _places_by_key(self) -> Mapping[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self._place_rows):
            for key in dict.fromkeys(map(name_key, _place_names(row))):
                index[key].append(number)
        return index

    def places(self, name: str) -> tuple[Place, ...]:
        """Return every object whose name or other name is exactly `name`."""
        known = self._places_as_asked.get(name)
        if known is not None:
            return known
        rows = [self._place_rows[i] for i in self._places_by_key.get(name_key(name), ())]
        found = tuple(map(_place, rows))
        if found:  # what is not there may be asked in any number of ways
            self._places_as_asked[name] = found
        return found

    @cached_property
    def _outline_rows(self) -> Mapping[str, int]:
        return {row[7]: number for number, row in enumerate(self._place_rows) if row[11]}

    def outline_of(self, osm_id: str) -> BaseGeometry | None:
        """Return the outline of the place with this id (without its type), None for a point."""
        number = self._outline_rows.get(osm_id)
        return None if number is None else _place(self._place_rows[number]).shape

    def names(self) -> list[tuple[str, str]]:
        """Return name and kind of every named place, subdistrict, river and metro line."""
        places = [(row[0], row[3]) for row in self._place_rows]
        lines = [(row[1], _LINE_KINDS[row[0]]) for row in self._line_rows if row[0] in _LINE_KINDS]
        return [*places, *lines, *((outline.name, "area") for outline in self.outlines)]

    @cached_property
    def _sorted_names(self) -> list[str]:
        return sorted({row[0] for row in self._place_rows})

    def names_beginning(self, start: str) -> list[str]:
        """Return the names of places that begin with `start` and go on after it, in order."""
        first = bisect.bisect_right(self._sorted_names, start)
        rest = itertools.islice(self._sorted_names, first, None)
        return list(itertools.takewhile(lambda name: name.startswith(start), rest))

    def labels(self) -> Iterator[tuple[str, str, str]]:
        """Yield name, kind and English name of everything that can be asked for by name."""
        for row in self._place_rows:
            yield from ((name, row[3], row[2]) for name in _place_names(row))
        for row in self._road_rows:
            if row[0]:
                yield _bare(row[0]), "road", row[2]
        for row in self._line_rows:
            if row[1]:
                yield row[1], _LINE_KINDS.get(row[0], "other"), row[3]
        for outline in self.outlines:
            yield outline.name, "area", outline.name_en

    def places_of_kind(self, kind: str) -> list[Place]:
        """Return all places of one kind that have an outline."""
        return [_place(row) for row in self._place_rows if row[3] == kind and row[11]]

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        """The district and its subdistricts."""
        rows = tables.read(self.folder, "outlines")
        with _readable("outlines"):
            shapes = [_shape(row[6]) for row in rows]
        return tuple(
            Outline(r[0], r[1], r[2], r[3], _osm(r[4], r[5]), shape)
            for r, shape in zip(rows, shapes, strict=True)
        )

    def outline(self, name: str) -> Outline | None:
        """Return the district or subdistrict of that name."""
        key = name_key(name)
        return next((o for o in self.outlines if name_key(o.name) == key), None)

    @cached_property
    def district(self) -> Outline:
        """The district itself."""
        found = next((o for o in self.outlines if o.kind == "district"), None)
        if found is None:
            raise GazetteerError("outlines.csv 里没有 kind 为 district 的一行（区界）")
        return found

    @cached_property
    def _surfaces(self) -> tuple[BaseGeometry, ...]:
        rows = tables.read(self.folder, "surfaces")
        with _readable("surfaces"):
            return tuple(_shape(row[4]) for row in rows)

    def surfaces(self) -> tuple[BaseGeometry, ...]:
        """Return the water surfaces, in degrees."""
        return self._surfaces

    @cached_property
    def _numbers(self) -> Mapping[str, list[KnownNumber]]:
        found: dict[str, list[KnownNumber]] = defaultdict(list)
        for road, number, unit, lon, lat, kind, osm_id in tables.read(self.folder, "addresses"):
            with _readable("addresses"):
                known = KnownNumber(
                    int(number), unit, _number(lon), _number(lat), f"{kind}/{osm_id}", osm_id
                )
            found[name_key(road)].append(known)
        return found

    def numbers(self, road: str) -> list[KnownNumber]:
        """Return the house numbers that OpenStreetMap itself knows on a road."""
        return list(self._numbers.get(name_key(road), ()))

    def numbered_roads(self) -> list[str]:
        """Return the match keys of the roads on which OpenStreetMap knows a number."""
        return sorted(self._numbers)


@contextmanager
def _readable(table: str) -> Iterator[None]:
    """Say in which table a cell is no number or no geometry."""
    try:
        yield
    except (ValueError, shapely.errors.ShapelyError) as error:
        raise GazetteerError(f"{table}.csv 里有一格应为数字或 WKT，读不出来") from error


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _shape(text: str) -> BaseGeometry:
    """Read WKT; a coordinate that is no number would only be noticed where it is used."""
    low = text.lower()
    if "nan" in low or "inf" in low:
        raise ValueError(text)
    return shapely.from_wkt(text)


def _osm(kind: str, number: str) -> str:
    """Return the id of an object as OpenStreetMap writes it; bare or blank if it is not known."""
    if kind:
        return f"{kind}/{number}"
    return number if number != "0" else ""


def _bare(name: str) -> str:
    """Return a road's name without what stands in brackets after it (one deck of a tunnel)."""
    return re.sub(r"[（(][^（()）]*[)）]$", "", name)


def _split(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part] if cell else []


def _place_names(row: list[str]) -> list[str]:
    """Return a place's name and its other names; two institutions of one house are two names."""
    names = [row[0], *_split(row[1])]
    parts = row[0].split(" & ") if " & " in row[0] else []
    whole = all(len(part) >= _WHOLE_NAME and "一" <= part[0] <= "鿿" for part in parts)
    return [*names, *parts] if whole else names


def _edges(rows: list[list[str]]) -> list[RoadEdge]:
    if not rows:
        return []
    with _readable("roads"):
        shapes = [_shape(row[8]) for row in rows]
    return [
        RoadEdge(row[0], row[3], row[4], row[5] == "yes", row[6], row[7], shape)
        for row, shape in zip(rows, shapes, strict=True)
    ]


def _place(row: list[str]) -> Place:
    with _readable("places"):
        shape = _shape(row[11]) if row[11] else Point(_number(row[9]), _number(row[10]))
    source = _osm(row[6], row[7])
    names = tuple(_split(row[1]))
    return Place(row[0], names, row[2], row[3], row[4], row[5], source, row[8], shape)


def as_lines(shapes: Iterable[BaseGeometry]) -> MultiLineString:
    """Gather line work into one MultiLineString."""
    parts = [part for shape in shapes for part in shapely.get_parts(shape)]
    return MultiLineString([part for part in parts if part.geom_type == "LineString"])
