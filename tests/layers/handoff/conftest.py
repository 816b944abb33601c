"""Deliveries with text that means harm, awkward or empty ones, and what readers should find."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon, box

from layers.features import PROPERTIES, Feature
from layers.findings import Findings
from layers.handoff.delivery import Delivery, SheetStyle
from layers.handoff.edition import Edition
from layers.handoff.fields import FEATURE_FIELDS, FLAG, UNLOCATED_FIELDS, ZONE_FIELDS, Field
from layers.handoff.parts import Part
from layers.handoff.sheets import Sheet, sheets
from layers.zones import ZoneLayer
from seeds.district import Source

HOSTILE = {
    "QH0001": "它's “引号” \"quoted\" ; 'x'); DROP TABLE points; --",
    "QH0002": '<script>alert("徐")</script> & &amp; ]]> <![CDATA[',
    "QH0003": "第一行\n第二行\r\n\t尾",
    "QH0004": "𠮷野家🏗️👩‍🔧",
    "QH0005": "甲\x00乙\x01丙\x1f丁\u202e戊\u2028己\ufffe庚",
    "QH0006": "漕河泾，one two  three " * 300,
    "QH0007": "",
    "QH0008": "=1+1",
}
"""Id of a point to its note."""


def properties(key: str, fields: tuple[Field, ...], **changes: Any) -> dict[str, Any]:
    kind = {"kind": "park", "kind_zh": "公园", "method": "place", "reason": "未知"}
    values: dict[str, Any] = {
        "id": key,
        "code": key,
        "name": "青松公园",
        "label": f"青松公园（{key}）",
    } | kind
    values |= {"area_km2": 1.234, "indicative": True}
    return {f.name: values.get(f.name) for f in fields} | changes


def feature(name: str, geometry: Any, **changes: Any) -> Feature:
    return Feature(name, geometry, properties(name, FEATURE_FIELDS, **changes))


def newtown(slug: str = "newtown") -> Edition:
    return Edition(
        slug=slug,
        code="999901",
        name="青禾区",
        name_en="Greenfield",
        version="2026-07-28-1a2b3c4d",
        date="2026-07-28",
        snapshots={"roads": "2026-03-08"},
        reports=(),
        sources=(Source("OpenStreetMap", "https://example.org/", "ODbL-1.0", "© 众人"),),
        licences=("ODbL-1.0",),
        bbox=(121.4, 31.1, 121.44, 31.14),
    )


def full() -> Delivery:
    points = [
        feature(
            name,
            Point(121.4 + nth / 1000, 31.1),
            note=note,
            zone_agrees=(True, False, None)[nth % 3],
            zone_gap_m=(0, 1200, None)[nth % 3],
            accuracy_m=80,
            year="2021-2025",
        )
        for nth, (name, note) in enumerate(HOSTILE.items())
    ]
    split = MultiLineString(
        [[(121.41, 31.11), (121.42, 31.115)], [(121.43, 31.11), (121.44, 31.1)]]
    )
    lines = [
        feature("QH0101", LineString([(121.41, 31.11), (121.42, 31.12), (121.421345, 31.123457)])),
        feature("QH0102", split, stage="started", stage_zh="开工"),
    ]
    hole = Polygon(
        box(121.41, 31.11, 121.43, 31.13).exterior, [box(121.415, 31.115, 121.42, 31.12).exterior]
    )
    polygons = [
        feature("QH0201", hole),
        feature(
            "QH0202",
            MultiPolygon([box(121.4, 31.1, 121.401, 31.101), box(121.41, 31.1, 121.42, 31.105)]),
        ),
    ]
    zones = [
        Feature(code, shape, properties(code, ZONE_FIELDS, name=name, indicative=bool(nth)))
        for nth, (code, name, shape) in enumerate(
            [
                ("east", "东片", box(121.42, 31.1, 121.44, 31.14)),
                ("west", "西片<b>", box(121.4, 31.1, 121.42, 31.14)),
            ]
        )
    ]
    return delivery(
        {"points": points, "lines": lines, "polygons": polygons, "zones": zones},
        unlocated=tuple(properties(name, UNLOCATED_FIELDS) for name in ("QH0301", "QH0302")),
        styles={"points": SheetStyle("<qgis 'x'/>", "<sld/>"), "zones": SheetStyle("<q/>", "<s/>")},
    )


def delivery(rows: dict[str, list[Feature]], **changes: Any) -> Delivery:
    sheets = tuple(
        Sheet(name, ZONE_FIELDS if name == "zones" else FEATURE_FIELDS, tuple(rows.get(name, ())))
        for name in ("points", "lines", "polygons", "zones")
    )
    values: dict[str, Any] = {
        "unlocated": (),
        "findings": Findings({}, ()),
        "zones": ZoneLayer(()),
        "styles": {},
    }
    return Delivery(edition=newtown(), sheets=sheets, **(values | changes))


@pytest.fixture(scope="session")
def hostile() -> Delivery:
    """Return a delivery of all geometries whose texts try to be SQL, XML, HTML and more."""
    return full()


@pytest.fixture(scope="session")
def nothing() -> Delivery:
    """Return a delivery of four empty sheets."""
    return delivery({})


@pytest.fixture
def put(tmp_path: Path) -> Any:
    """Return a function that writes parts below a folder, and what stands where."""

    def write(parts: list[Part]) -> dict[str, Path]:
        found = {}
        for part in parts:
            found[part.path] = tmp_path / part.path
            found[part.path].parent.mkdir(parents=True, exist_ok=True)
            found[part.path].write_bytes(part.content)
        return found

    return write


def plain(value: Any, field: Field) -> Any:
    """Return what a reader gave as Python has it: None, bool, int, float or str."""
    import pandas as pd  # noqa: PLC0415 - heavy

    if pd.isna(value):
        return None
    if field.type == FLAG:
        return bool(value)
    return {"integer": int, "number": float}.get(field.type, str)(value)


class Expected:
    """What a sheet should be like when it is read back."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def rows(self, *, nul: str = "\ufffd") -> dict[str, dict[str, Any]]:
        """Return values by id; GDAL ends a text at U+0000, so we write another character."""
        return {
            item.id: {
                key: value.replace("\x00", nul) if isinstance(value, str) else value
                for key, value in item.properties.items()
            }
            for item in self.sheet.features
        }

    def read(
        self, frame: Any, names: dict[str, str] | None = None, *, unset: bool = False
    ) -> dict[str, dict[str, Any]]:
        """
        Return what was read.

        `names` says what a column is called there, `unset` that one without a value may be missing.
        """
        called = {f.name: (names or {}).get(f.name, f.name) for f in self.sheet.fields}
        rows = []
        for record in frame.drop(columns=frame.geometry.name).to_dict("records"):
            found = dict.fromkeys(called.values()) | record if unset else record
            rows.append({f.name: plain(found[called[f.name]], f) for f in self.sheet.fields})
        return {row["id"]: row for row in rows}

    def check_geometry(self, frame: Any, key: str = "id") -> None:
        """Check that every geometry is where it was, to 1e-6 degrees."""
        read = dict(zip(frame[key], frame.geometry, strict=True))
        for name, shape in zip(self.sheet.frame["id"], self.sheet.frame.geometry, strict=True):
            assert shapely.equals_exact(normal(read[name]), normal(shape), 1e-6)


def normal(shape: Any) -> Any:
    """Return a geometry with its parts and vertices in one order, whatever the last bit says."""
    rounded = shapely.transform(many(shape), lambda pairs: np.round(pairs, 6))
    return shapely.normalize(rounded)


def many(shape: Any) -> Any:
    """Return a geometry as a Multi, as not every format keeps one of one."""
    types: dict[str, Any] = {"LineString": MultiLineString, "Polygon": MultiPolygon}
    wrap = types.get(shape.geom_type)
    return wrap([shape]) if wrap else shape


@pytest.fixture
def expected() -> type[Expected]:
    return Expected


@pytest.fixture
def ogr2ogr() -> Any:
    """Return a function that reads a layer with the GDAL of the system, as GeoJSON in WGS-84."""
    program = shutil.which("ogr2ogr")
    if program is None:
        pytest.skip("needs ogr2ogr (Debian: gdal-bin)")

    def read(path: Path, layer: str, *options: str) -> Any:
        import geopandas as gpd  # noqa: PLC0415 - heavy

        told = ["-lco", "COORDINATE_PRECISION=9", "-t_srs", "EPSG:4326", *options]
        command = [program, "-f", "GeoJSON", *told, "/vsistdout/", str(path), layer]
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        assert not done.stderr
        features = json.loads(done.stdout)["features"]
        assert features
        return gpd.GeoDataFrame.from_features(features, crs="EPSG:4326")

    return read


@pytest.fixture
def ogrinfo() -> Any:
    """Return a function that lists a file with the GDAL of the system, which must not complain."""
    program = shutil.which("ogrinfo")
    if program is None:
        pytest.skip("needs ogrinfo (Debian: gdal-bin)")

    def read(path: Path) -> str:
        done = subprocess.run([program, "-ro", "-al", str(path)], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        assert not done.stderr
        return done.stdout.decode(errors="replace")

    return read


# --- texts and geometries that text formats could lose ---------------------------------------

TEXTS = (
    "=HYPERLINK(1)",
    "</script><script>alert(1)</script>",
    'a "b", c; d\\e',
    "第一行\n第二行\r第三行",
    "a\u2028b\u2029c\x85d\u202ee",
    "＝1+1",
    "-",
    "𠮷野家 🗺",
)
"""Texts that a format could break on, run, or lose."""


def _text_feature(number: int, geometry: Any, **changes: Any) -> Feature:
    name = f"QH{number:04}"
    values: dict[str, Any] = dict.fromkeys(PROPERTIES)
    values |= {"id": name, "name": "青松公园", "label": "青松公园", "kind": "park"}
    values |= {"kind_zh": "公园", "zone": "east", "method": "place", "accuracy_m": 50}
    values |= {"zone_agrees": bool(number % 2), "zone_gap_m": number * 7, "year": "2024"}
    return Feature(name, geometry, values | changes)


@pytest.fixture
def text_features() -> list[Feature]:
    """Return features of all families, not in id order, not clean."""
    ring = Polygon([(121.4, 31.1), (121.4, 31.11), (121.41, 31.11), (121.41, 31.1)])
    holed = ring.difference(box(121.402, 31.102, 121.404, 31.104))
    pair = MultiPolygon([box(121.43, 31.13, 121.44, 31.14), box(121.45, 31.13, 121.46, 31.14)])
    line = LineString([(121.41, 31.12), (121.42, 31.12), (121.43, 31.125)])
    hostile = [
        _text_feature(
            10 + number, Point(121.4 + number / 1000, 31.12), name=text, label=text, note=text
        )
        for number, text in enumerate(TEXTS)
    ]
    return [
        _text_feature(9, pair, zone="west", year="2021-2025", zone_agrees=None),
        _text_feature(8, holed, zone=None, year=None, zone_gap_m=None),
        _text_feature(5, line, zone="west", year="2026-2024"),
        _text_feature(2, Point(121.4371234567, 31.1329876543), year="年内"),
        _text_feature(1, Point(121.5, 31.0)),
        *hostile,
    ]


@pytest.fixture
def edition() -> Edition:
    return Edition(
        slug="qinghe",
        code="999901",
        name="青禾区",
        name_en="Greenfield",
        version="2026-03-08-0a1b2c3d",
        date="2026-03-08",
        snapshots={"places": "2026-01-29", "roads": "2026-03-08"},
        reports=(),
        sources=(),
        licences=(),
        bbox=(121.4, 31.0, 121.5, 31.2),
    )


@pytest.fixture
def make_delivery(zones: ZoneLayer, edition: Edition) -> Callable[[list[Feature]], Delivery]:
    """Return what makes a delivery of features."""

    def make(features: list[Feature]) -> Delivery:
        return Delivery(edition, sheets(features, zones), (), Findings({}, ()), zones, {})

    return make


@pytest.fixture
def text_delivery(
    make_delivery: Callable[[list[Feature]], Delivery], text_features: list[Feature]
) -> Delivery:
    return make_delivery(text_features)


@pytest.fixture
def empty_delivery(make_delivery: Callable[[list[Feature]], Delivery]) -> Delivery:
    """Return a delivery with zones only."""
    return make_delivery([])
