"""
Measure how long each format of the hand-off takes, beside a bare pyogrio write of the same frames.

    python tests/bench/handoff_formats.py [--features 100000] [--tries 3] [--only gpkg ...]

The features are made up: points, lines and areas of some twenty vertices by turns, with all columns
and Chinese text. The frames are built once, for both sides, and not timed. Ours is what a hand-off
calls, bytes in memory with titles, styles and checks; theirs is `pyogrio.write_dataframe` without
any of that (GeoParquet: `GeoDataFrame.to_parquet`), one layer after the other. Both write CGCS2000
from degrees; tiles have the same columns and zooms. Beside the time on the clock stands the time
that the program was at work: other programs do not lengthen it, and it is what is judged. By turns,
and of all turns the shortest counts. A format whose module is not there is left out, and said so.
"""

from __future__ import annotations

import argparse
import gc
import math
import random
import shutil
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyogrio
import shapely

from layers.features import Feature
from layers.findings import Findings
from layers.handoff.delivery import Delivery
from layers.handoff.edition import Edition
from layers.handoff.fields import FEATURE_FIELDS, ZONE_FIELDS
from layers.handoff.pmtiles import SHOWN, ZOOMS
from layers.handoff.sheets import Sheet
from layers.zones import ZoneLayer
from seeds.vocabulary import KINDS, METHODS, STAGES

LARGEST_RATIO = 1.5
WEST, SOUTH, WIDE, HIGH = 121.38, 31.08, 0.10, 0.14
VERTICES = 20
ZONES = {"alpha": "甲功能区", "beta": "乙功能区", "gamma": "丙功能区"}

Write = Callable[[Delivery, Path], object]
Times = tuple[float, float]
"""On the clock, and at work."""


class Format(NamedTuple):
    """What we write with which module, and what is written without us."""

    module: str
    bare: Write
    ours: Write | None = None


def values(dice: random.Random, number: int) -> dict[str, Any]:
    """Return the columns of one feature."""
    kind, stage = dice.choice(list(KINDS)), dice.choice([*STAGES, None])
    zone, start = dice.choice(list(ZONES)), dice.randrange(90_000)
    line = number % 3 == 1
    return {
        "id": f"XH{number:06d}",
        "name": f"某某路{number}号地块",
        "label": f"某某路{number}号地块（{number % 97}-{number % 89}）",
        "name_en": f"Plot {number}" if number % 5 == 0 else None,
        "aliases": f"{number}号;老{number}号地块" if number % 4 == 0 else None,
        "kind": kind,
        "kind_zh": KINDS[kind].zh,
        "zone": zone,
        "zone_zh": ZONES[zone],
        "zone_reported": ZONES[zone] if number % 2 else None,
        "zone_spatial": zone,
        "zone_agrees": number % 11 != 0 if number % 2 else None,
        "zone_gap_m": 0 if number % 2 else None,
        "stage": stage,
        "stage_zh": STAGES[stage].zh if stage else None,
        "status": "推进建设",
        "year": str(2020 + number % 7),
        "parent": None,
        "road_name": f"第{number % 400}路" if line else None,
        "from_road": f"第{number % 399}路" if line else None,
        "to_road": f"第{number % 397}路" if line else None,
        "address": None,
        "method": dice.choice(list(METHODS)),
        "accuracy_m": dice.choice([40, 80, 180, 450, 900]),
        "runner_up": f"place 别处{number}（{start} m）",
        "source": "OSM 道路网",
        "source_id": f"way/{100_000_000 + number}",
        "snapshot": "2026-03-08",
        "report": "004",
        "table_ref": "表3",
        "evidence": f"003:表3@{start}-{start + 9};004@{start + 20}-{start + 31}",
        "first_seen": "003",
        "last_seen": "004",
        "note": "由已知地物推得的位置" if number % 3 == 0 else None,
    }


def crowd(count: int) -> Delivery:
    """Return a delivery of `count` made-up features; the same for the same count."""
    dice, numbers = random.Random(count), np.random.default_rng(count)
    middles = np.array([WEST, SOUTH]) + np.array([WIDE, HIGH]) * numbers.random((count, 2))
    turns = np.linspace(0, 2 * np.pi, VERTICES, endpoint=False)
    circle = 0.0005 * np.column_stack([np.cos(turns), np.sin(turns)])
    wave = 0.0002 * np.column_stack([np.arange(VERTICES), 2 * np.sin(np.arange(VERTICES))])
    kinds = ("points", "lines", "polygons")
    rows: dict[str, list[Feature]] = {name: [] for name in kinds}
    for number, middle in enumerate(middles):
        make: tuple[Callable[[], Any], ...] = (
            lambda at=middle: shapely.Point(at),  # type: ignore[misc]
            lambda at=middle: shapely.LineString(at + wave),  # type: ignore[misc]
            lambda at=middle: shapely.Polygon(at + circle),  # type: ignore[misc]
        )
        feature = Feature(f"XH{number:06d}", make[number % 3](), values(dice, number))
        rows[kinds[number % 3]].append(feature)
    sheets = [Sheet(name, FEATURE_FIELDS, tuple(rows[name])) for name in kinds]
    edition = Edition(
        slug="invented",
        code="999901",
        name="某区",
        name_en="Somewhere",
        version="2026-07-28-00000000",
        date="2026-07-28",
        snapshots={},
        reports=(),
        sources=(),
        licences=("ODbL-1.0",),
        bbox=(WEST, SOUTH, WEST + WIDE, SOUTH + HIGH),
    )
    all_sheets = (*sheets, Sheet("zones", ZONE_FIELDS, ()))
    for sheet in all_sheets:
        _ = sheet.frame  # built here, once
    return Delivery(edition, all_sheets, (), Findings({}, ()), ZoneLayer(()), {})


def each(driver: str, ending: str, **options: Any) -> Write:
    """Return a bare write of every sheet with features, a file a sheet."""

    def write(delivery: Delivery, folder: Path) -> None:
        for sheet in delivery.sheets:
            path = folder / f"{sheet.name}.{ending}"
            if sheet.features:
                pyogrio.write_dataframe(sheet.frame, path, driver=driver, **options)

    return write


def bare_gpkg(delivery: Delivery, folder: Path, crs: str = "") -> None:
    """Write every sheet as a layer of one GeoPackage."""
    for sheet in delivery.sheets:
        frame = sheet.frame.to_crs(crs) if crs else sheet.frame
        path = folder / "all.gpkg"
        pyogrio.write_dataframe(frame, path, layer=sheet.name, append=path.exists())


def bare_tiles(delivery: Delivery, folder: Path) -> None:
    """Write the tiles of every sheet, an archive a sheet."""
    low, high = ZOOMS
    for sheet in delivery.sheets:
        shown = [name for name in sheet.frame.columns if name in {*SHOWN, "geometry"}]
        path = folder / f"{sheet.name}.pmtiles"
        if sheet.features:
            options = {"MINZOOM": str(low), "MAXZOOM": str(high)}
            pyogrio.write_dataframe(sheet.frame[shown], path, driver="PMTiles", **options)


def bare_parquet(delivery: Delivery, folder: Path) -> None:
    """Write a GeoParquet a sheet, with a box beside each geometry as ours has."""
    for sheet in delivery.sheets:
        sheet.frame.to_parquet(folder / f"{sheet.name}.parquet", write_covering_bbox=True)


def our_gpkg(crs: str) -> Write:
    """Return how we write the GeoPackage of one reference system."""

    def write(delivery: Delivery, folder: Path) -> None:
        module = import_module("layers.handoff.geopackage")
        path = folder / "all.gpkg"
        module.write_geopackage(delivery, path, crs)
        path.read_bytes()

    return write


FORMATS: Mapping[str, Format] = {
    "gpkg": Format("geopackage", bare_gpkg, our_gpkg("EPSG:4326")),
    "gpkg_cgcs2000": Format(
        "geopackage",
        lambda delivery, folder: bare_gpkg(delivery, folder, "EPSG:4549"),
        our_gpkg("EPSG:4549"),
    ),
    "flatgeobuf": Format("flatgeobuf", each("FlatGeobuf", "fgb")),
    "geoparquet": Format("geoparquet", bare_parquet),
    "shapefile": Format("shapefile", each("ESRI Shapefile", "shp", ENCODING="UTF-8")),
    "kml": Format("kml", each("KML", "kml")),
    "pmtiles": Format("pmtiles", bare_tiles),
    "geojson": Format("geojson_files", each("GeoJSON", "geojson")),
    "jsonfg": Format("jsonfg", each("JSONFG", "json")),
    "geojsonseq": Format("geojsonseq", each("GeoJSONSeq", "geojsons")),
    "csv": Format("csv_files", each("CSV", "csv", GEOMETRY="AS_WKT")),
}
"""One line a format: another one is measured by adding it here."""


def ours(name: str) -> Write | None:
    """Return how we write a format; none if its module is not there."""
    known = FORMATS[name]
    module = f"layers.handoff.{known.module}"
    if find_spec(module) is None:
        return None
    parts = import_module(module).parts
    return known.ours or (lambda delivery, _folder: parts(delivery))


def seconds(write: Write, delivery: Delivery) -> Times:
    """Return what one write into an empty folder takes."""
    folder = Path(tempfile.mkdtemp(prefix="handoff-"))
    try:
        gc.collect()
        clock, work = time.perf_counter(), time.process_time()
        write(delivery, folder)
        return time.perf_counter() - clock, time.process_time() - work
    finally:
        shutil.rmtree(folder)


def compared(write: Write, bare: Write, delivery: Delivery, tries: int) -> tuple[Times, Times]:
    """Return our times and theirs, by turns, so that a noisy minute is as noisy for both."""
    mine, theirs = (math.inf, math.inf), (math.inf, math.inf)
    for _ in range(tries):
        mine = shorter(mine, seconds(write, delivery))
        theirs = shorter(theirs, seconds(bare, delivery))
    return mine, theirs


def shorter(one: Times, other: Times) -> Times:
    """Return the least of either time."""
    return min(one[0], other[0]), min(one[1], other[1])


def main(count: int, slack: float, names: list[str], tries: int) -> int:
    """Return 0 if no format takes more than its share."""
    delivery = crowd(count)
    slow = 0
    sys.stdout.write(f"{count} features, seconds at work (and on the clock)\n")
    for name in names:
        write = ours(name)
        if write is None:
            sys.stdout.write(f"{name:14} not there\n")
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # bare Shapefiles cut names and texts
            mine, theirs = compared(write, FORMATS[name].bare, delivery, tries)
        clock, ratio = mine[0] / theirs[0], mine[1] / theirs[1]
        slow += ratio > LARGEST_RATIO / slack
        sys.stdout.write(
            f"{name:14} ours {mine[1]:6.2f} ({mine[0]:6.2f})  bare {theirs[1]:6.2f}"
            f" ({theirs[0]:6.2f})  ratio {ratio:.2f} ({clock:.2f})\n"
        )
        sys.stdout.flush()
    sys.stdout.write(f"ratio at most {LARGEST_RATIO / slack:.2f}; slower: {slow}\n")
    return int(slow > 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--features", type=int, default=100_000)
    parser.add_argument("--slack", type=float, default=1.0)
    parser.add_argument("--tries", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=list(FORMATS), default=list(FORMATS))
    given = parser.parse_args()
    sys.exit(main(given.features, given.slack, given.only, given.tries))
