"""Answers held against positions known from elsewhere, and house numbers against each other."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import Point

from geo.calibrate import LEFT_OUT, Measured
from geo.errors import TruthError
from geo.find import find_place
from geo.metric import to_metres
from geo.names import parse_address
from seeds.tables import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from geo.answer import Hit
    from geo.names import Address
    from geo.rungs import Rungs

REQUIRED = ("id", "type", "name", "road", "road_from", "road_to", "address", "lon", "lat")
TYPES = ("crossing", "stretch", "address", "name")
_CAMPUS_M = 400.0
"""A point inside an outline that reaches no farther than this from its middle is met exactly."""


def read_truth(path: Path) -> list[dict[str, str]]:
    """
    Read a CSV file of known positions.

    Parameters
    ----------
    path
        UTF-8 CSV with at least the columns `REQUIRED`; `type` is one of `TYPES`, `lon` and `lat`
        are degrees, WGS 84. `lon2`, `lat2` are the end of a stretch, `kind` the kind of a name.

    Raises
    ------
    TruthError
        If a column is missing, a type unknown or a position no number.
    SeedError
        If the file cannot be read as UTF-8 text.
    """
    reader = csv.DictReader(io.StringIO(read_text(path), newline=""))
    missing = [name for name in REQUIRED if name not in (reader.fieldnames or ())]
    if missing:
        raise TruthError(f"{path}:1: 缺少列 {'、'.join(missing)}")
    rows = []
    for row in reader:
        where = f"{path}:{reader.line_num}"
        if row["type"] not in TYPES:
            raise TruthError(f"{where}: type 应为 {'、'.join(TYPES)} 之一，实际是 {row['type']!r}")
        for column in ("lon", "lat", *(("lon2", "lat2") if row["type"] == "stretch" else ())):
            try:
                float(row[column])
            except (KeyError, TypeError, ValueError):
                raise TruthError(f"{where}: {column} 应为经纬度（度）") from None
        rows.append(row)
    return rows


def against_truth(rungs: Rungs, rows: Iterable[Mapping[str, str]], source: str) -> list[Measured]:
    """
    Return the errors of the rungs' answers; what is not found at all is not among them.

    Parameters
    ----------
    rungs
        The rungs of one gazetteer.
    rows
        As `read_truth` returns them.
    source
        Written to every row.
    """
    found = (_measured(rungs, row, source) for row in rows)
    return [one for one in found if one is not None]


def against_each_other(rungs: Rungs) -> list[Measured]:
    """Return the error of each known house number when only the others of its road are known."""
    numbers = rungs.numbers
    return [one for road in numbers.roads() for one in _left_out(rungs, road)]


def _left_out(rungs: Rungs, name: str) -> Iterator[Measured]:
    whole, line = rungs.numbers.road(name), rungs.lines.find(name)
    if whole is None or line is None:
        return
    for number in sorted({anchor.number for anchor in whole.anchors}):
        rest = [anchor for anchor in whole.anchors if anchor.number != number]
        found = rungs.numbers.numbered(line, rest).find(number)
        if found.how == "off":
            continue
        for anchor in whole.anchors:
            if anchor.number == number:
                error = found.point.distance(anchor.shape.representative_point())
                yield Measured("address", found.how, found.sigma_m, float(error), name, LEFT_OUT)


def _measured(rungs: Rungs, row: Mapping[str, str], source: str) -> Measured | None:
    kind, group = row["type"], row["road"] or row["name"]
    truth = to_metres(Point(float(row["lon"]), float(row["lat"])))
    if kind == "address":
        address = parse_address(row["address"] or row["name"])
        return None if address is None else _number(rungs, address, truth, group, source)
    hit: Hit | str
    if kind == "crossing":
        hit = rungs.crossing(row["road"], row["road_from"])
    elif kind == "stretch":
        hit = rungs.stretch(row["road"], row["road_from"], row["road_to"])
    else:
        hit = find_place(
            rungs.gazetteer, row["name"], kind=row.get("kind") or "", claims=rungs.claims
        )
    if isinstance(hit, str):
        return None
    error = _error(hit, truth)
    if kind == "stretch":
        end = to_metres(Point(float(row["lon2"]), float(row["lat2"])))
        spots = shapely.get_coordinates(to_metres(hit.shape))
        first, last = Point(spots[0]), Point(spots[-1])
        error = max(float(first.distance(truth)), float(last.distance(end)))
    method = "crossing" if kind == "stretch" else hit.method  # where it ends, it crosses
    return Measured(method, hit.how, 0.0, error, group, source)


def _number(
    rungs: Rungs, address: Address, truth: Point, group: str, source: str
) -> Measured | None:
    road = rungs.numbers.road(address.road)
    if road is None:
        return None
    found = rungs.numbers.find(road, address)[0]
    if found.how in {"off", "apart"}:
        return None
    error = float(found.point.distance(truth))
    return Measured("address", found.how, found.sigma_m, error, group, source)


def _error(hit: Hit, truth: Point) -> float:
    """Return the distance from the truth, metres: none inside a campus, else from its middle."""
    shape = to_metres(hit.shape)
    middle = shapely.box(*shape.bounds).centroid
    reach = shapely.hausdorff_distance(middle, shape)
    if shape.covers(truth) and reach <= _CAMPUS_M:
        return 0.0
    return float(middle.distance(truth))
