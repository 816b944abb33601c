"""GeoPackages: what the standard asks for, what QGIS looks for, and everything read back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyogrio
import pyproj
import pytest
import shapely
from shapely.geometry import Point, Polygon, box

from geo.datum import shape_from_wgs84
from layers.features import Feature
from layers.handoff import geopackage
from layers.handoff.delivery import Delivery
from layers.handoff.fields import UNLOCATED_FIELDS
from layers.handoff.sheets import Sheet
from seeds.vocabulary import KINDS, METHODS, STAGES

CORE = {
    "gpkg_spatial_ref_sys": {
        "srs_name", "srs_id", "organization", "organization_coordsys_id", "definition",
        "description",
    },
    "gpkg_contents": {
        "table_name", "data_type", "identifier", "description", "last_change", "min_x", "min_y",
        "max_x", "max_y", "srs_id",
    },
    "gpkg_geometry_columns": {
        "table_name", "column_name", "geometry_type_name", "srs_id", "z", "m",
    },
    "gpkg_extensions": {
        "table_name", "column_name", "extension_name", "definition", "scope",
    },
    "gpkg_data_columns": {
        "table_name", "column_name", "name", "title", "description", "mime_type",
        "constraint_name",
    },
    "gpkg_data_column_constraints": {
        "constraint_name", "constraint_type", "value", "min", "min_is_inclusive", "max",
        "max_is_inclusive", "description",
    },
    "gpkg_metadata": {"id", "md_scope", "md_standard_uri", "mime_type", "metadata"},
    "gpkg_metadata_reference": {
        "reference_scope", "table_name", "column_name", "row_id_value", "timestamp", "md_file_id",
        "md_parent_id",
    },
    "layer_styles": {
        "id", "f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column",
        "styleName", "styleQML", "styleSLD", "useAsDefault", "description", "owner", "ui",
        "update_time",
    },
}  # fmt: skip
"""Tables and columns, from OGC 12-128r18 and QGIS."""
TYPES = {"BOOLEAN", "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER", "FLOAT", "DOUBLE", "REAL"}
TYPES |= {"TEXT", "BLOB", "DATE", "DATETIME", "POINT", "MULTILINESTRING", "MULTIPOLYGON"}


class Database:
    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path)

    def __call__(self, sql: str, *values: Any) -> list[Any]:
        return self.connection.execute(sql, values).fetchall()

    def columns(self, table: str) -> dict[str, str]:
        return {row[1]: row[2] for row in self(f'PRAGMA table_info("{table}")')}

    def tables(self) -> set[str]:
        return {name for (name,) in self("SELECT name FROM sqlite_master WHERE type = 'table'")}


@pytest.fixture(scope="module", params=["EPSG:4326", "EPSG:4549"])
def crs(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def file(hostile: Delivery, crs: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gpkg") / "all.gpkg"
    geopackage.write_geopackage(hostile, path, crs)
    return path


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    found = Database(file)
    with closing(found.connection):
        yield found


def test_two_files_are_handed_over_and_counted(hostile: Delivery) -> None:
    found = geopackage.parts(hostile)
    counts = {"points": 8, "lines": 2, "polygons": 2, "zones": 2, "unlocated": 2}
    assert [(part.path, part.crs, part.counts) for part in found] == [
        ("gpkg/newtown.gpkg", "EPSG:4326", counts),
        ("gpkg/newtown_cgcs2000.gpkg", "EPSG:4549", counts),
    ]


def test_a_district_far_from_the_belt_gets_no_file_in_it(hostile: Delivery) -> None:
    west = replace(hostile, edition=replace(hostile.edition, bbox=(104.0, 30.5, 104.1, 30.6)))
    assert [part.crs for part in geopackage.parts(west)] == ["EPSG:4326"]


# --- the standard ------------------------------------------------------------------------------


def test_the_head_says_geopackage(file: Path, database: Database) -> None:
    assert file.read_bytes()[:16] == b"SQLite format 3\0"
    assert database("PRAGMA application_id") == [(0x47504B47,)]  # GPKG
    assert database("PRAGMA user_version") == [(10300,)]


def test_the_database_is_sound_and_alone(file: Path, database: Database) -> None:
    assert database("PRAGMA integrity_check") == [("ok",)]
    assert database("PRAGMA foreign_key_check") == []
    assert database("PRAGMA journal_mode") != [("wal",)]
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("table", CORE)
def test_the_tables_of_the_standard_are_there(database: Database, table: str) -> None:
    assert set(database.columns(table)) == CORE[table]


def test_every_table_of_users_is_listed_with_one_key(database: Database) -> None:
    listed = dict(database("SELECT table_name, data_type FROM gpkg_contents"))
    assert listed == {
        **dict.fromkeys(("points", "lines", "polygons", "zones"), "features"),
        **dict.fromkeys(("unlocated", "layer_styles"), "attributes"),
    }
    own = {t for t in database.tables() if not t.startswith(("gpkg_", "rtree_", "sqlite_"))}
    assert own == set(listed)
    for table in listed:
        keys = [row for row in database(f"PRAGMA table_info({table})") if row[5]]
        assert [row[2] for row in keys] == ["INTEGER"]
        types = {kind.partition("(")[0] for kind in database.columns(table).values()}
        assert types <= TYPES


def test_every_reference_system_that_is_used_is_defined(database: Database, crs: str) -> None:
    systems = {row[0]: row for row in database("SELECT srs_id, * FROM gpkg_spatial_ref_sys")}
    assert {-1, 0} <= set(systems)
    code = int(crs.partition(":")[2])
    assert systems[code][3:5] == ("EPSG", code)
    assert pyproj.CRS.from_wkt(systems[code][5]) == pyproj.CRS.from_user_input(crs)
    assert {s for (s,) in database("SELECT srs_id FROM gpkg_geometry_columns")} == {code}
    assert {s for (s,) in database("SELECT srs_id FROM gpkg_contents")} <= {code, 0}


def test_geometry_is_as_the_columns_say(database: Database, crs: str) -> None:
    stated = dict(database("SELECT table_name, geometry_type_name FROM gpkg_geometry_columns"))
    codes = {"POINT": 1, "MULTILINESTRING": 5, "MULTIPOLYGON": 6}
    for table, kind in stated.items():
        for (blob,) in database(f"SELECT geom FROM {table}"):
            assert blob[:3] == b"GP\0"
            flags = blob[3]
            assert int.from_bytes(blob[4:8], "little") == int(crs.partition(":")[2])
            size = 8 + {0: 0, 1: 32}[flags >> 1 & 7]
            assert int.from_bytes(blob[size + 1 : size + 5], "little") == codes[kind]
            assert shapely.from_wkb(blob[size:]).is_valid


def test_extents_hold_all_there_is(file: Path, database: Database) -> None:
    for name, *extent in database(
        "SELECT table_name, min_x, min_y, max_x, max_y FROM gpkg_contents"
        " WHERE data_type = 'features'"
    ):
        bounds = pyogrio.read_dataframe(file, layer=name).total_bounds
        assert extent == pytest.approx(list(bounds), abs=1e-3)


def test_every_layer_has_an_index_of_all_its_rows(database: Database) -> None:
    indexed = database(
        "SELECT table_name, column_name, scope FROM gpkg_extensions"
        " WHERE extension_name = 'gpkg_rtree_index'"
    )
    assert {row[0] for row in indexed} == {"points", "lines", "polygons", "zones"}
    assert {row[1:] for row in indexed} == {("geom", "write-only")}
    for table, *_ in indexed:
        rows = database(f"SELECT fid FROM {table} ORDER BY fid")
        assert rows == database(f"SELECT id FROM rtree_{table}_geom ORDER BY id")
        assert database(f"SELECT rtreecheck('rtree_{table}_geom')") == [("ok",)]
        triggers = database(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
            " AND name LIKE 'rtree_%'",
            table,
        )
        assert triggers[0][0] >= 6


def test_extensions_are_registered(database: Database) -> None:
    listed = {
        (table, name)
        for table, name in database("SELECT table_name, extension_name FROM gpkg_extensions")
        if name != "gpkg_rtree_index"
    }
    assert listed == {
        ("gpkg_data_columns", "gpkg_schema"),
        ("gpkg_data_column_constraints", "gpkg_schema"),
        ("gpkg_metadata", "gpkg_metadata"),
        ("gpkg_metadata_reference", "gpkg_metadata"),
    }


def test_no_stamp_is_from_the_clock(database: Database) -> None:
    stamps = database(
        "SELECT last_change FROM gpkg_contents UNION SELECT timestamp FROM gpkg_metadata_reference"
        " UNION SELECT update_time FROM layer_styles"
    )
    assert stamps == [("2026-07-28T00:00:00.000Z",)]


# --- what people see ---------------------------------------------------------------------------


def test_layers_are_called_in_chinese(database: Database, hostile: Delivery) -> None:
    called = dict(database("SELECT table_name, identifier FROM gpkg_contents"))
    assert called["unlocated"] == "未上图"
    assert {s.name: called[s.name] for s in hostile.sheets} == {
        s.name: s.title_zh for s in hostile.sheets
    }


def test_every_column_has_a_title_and_a_meaning(database: Database, hostile: Delivery) -> None:
    told = {row[:2]: row[2:] for row in database("SELECT * FROM gpkg_data_columns")}
    tables = {s.name: s.fields for s in hostile.sheets} | {"unlocated": UNLOCATED_FIELDS}
    assert set(told) == {(table, f.name) for table, fields in tables.items() for f in fields}
    for table, fields in tables.items():
        for field in fields:
            name, title, meaning, mime_type, listed = told[table, field.name]
            assert (name, title, mime_type) == (field.zh, field.en, None)
            assert field.about_zh in meaning
            assert listed == (field.name if field.values else None)


def test_closed_lists_hold_every_word(database: Database) -> None:
    rows = database(
        "SELECT constraint_name, value, description FROM gpkg_data_column_constraints"
        " WHERE constraint_type = 'enum' AND min IS NULL AND max IS NULL"
        " AND min_is_inclusive IS NULL AND max_is_inclusive IS NULL"
    )
    lists = {"kind": KINDS, "stage": STAGES, "method": METHODS}
    assert sorted(rows) == sorted(
        (name, word, f"{label.zh} / {label.en}")
        for name, words in lists.items()
        for word, label in words.items()
    )


def test_a_style_is_the_default_where_there_is_one(database: Database) -> None:
    rows = database(
        "SELECT f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
        " styleQML, styleSLD, useAsDefault, description, owner, ui FROM layer_styles"
    )
    assert rows == [
        ("", "", "points", "geom", "points", "<qgis 'x'/>", "<sld/>", 1, "点：地点", "", None),
        ("", "", "zones", "geom", "zones", "<q/>", "<s/>", 1, "功能区（示意范围）", "", None),
    ]


def test_the_licence_is_in_the_file(database: Database) -> None:
    rows = database(
        "SELECT r.reference_scope, m.md_scope, m.mime_type, m.metadata FROM gpkg_metadata m"
        " JOIN gpkg_metadata_reference r ON r.md_file_id = m.id"
    )
    assert [row[:3] for row in rows] == [("geopackage", "dataset", "application/json")]
    about = json.loads(rows[0][3])
    assert about["license"] == ["ODbL-1.0"]
    assert about["rightsHolder"] == ["© 众人"]


# --- read back ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["points", "lines", "polygons", "zones"])
def test_gdal_reads_back_what_was_written(
    file: Path, crs: str, hostile: Delivery, expected: Any, name: str
) -> None:
    frame = pyogrio.read_dataframe(file, layer=name)
    assert frame.crs == crs
    sheet = expected(hostile.sheet(name))
    assert sheet.read(frame) == sheet.rows()
    sheet.check_geometry(frame.to_crs("EPSG:4326"))
    assert list(frame["id"]) == [item.id for item in hostile.sheet(name).features]


@pytest.mark.parametrize("name", ["points", "lines", "polygons", "zones"])
def test_another_gdal_reads_it_too(
    file: Path, hostile: Delivery, expected: Any, ogr2ogr: Any, name: str
) -> None:
    frame = ogr2ogr(file, name)
    sheet = expected(hostile.sheet(name))
    assert sheet.read(frame) == sheet.rows()
    sheet.check_geometry(frame)


def test_what_is_not_on_the_map_is_a_table(file: Path, hostile: Delivery) -> None:
    frame = pyogrio.read_dataframe(file, layer="unlocated")
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    assert rows == list(hostile.unlocated)


def test_ogrinfo_has_nothing_to_say(file: Path, ogrinfo: Any) -> None:
    text = ogrinfo(file)
    assert "Feature Count: 8" in text
    assert "domain name=kind" in text


def test_empty_sheets_keep_type_and_columns(
    nothing: Delivery, tmp_path: Path, ogrinfo: Any
) -> None:
    path = tmp_path / "empty.gpkg"
    geopackage.write_geopackage(nothing, path)
    for sheet in nothing.sheets:
        info = pyogrio.read_info(path, layer=sheet.name)
        assert info["geometry_type"] == sheet.geometry_type
        assert list(info["fields"]) == [field.name for field in sheet.fields]
        assert info["features"] == 0
    assert pyogrio.read_info(path, layer="unlocated")["features"] == 0
    ogrinfo(path)


# --- CGCS2000 ----------------------------------------------------------------------------------


def test_east_comes_first_in_metres(hostile: Delivery, tmp_path: Path) -> None:
    path = tmp_path / "metres.gpkg"
    geopackage.write_geopackage(hostile, path, geopackage.CGCS2000)
    read = pyogrio.read_dataframe(path, layer="points")
    project = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:4549", always_xy=True).transform
    for item, shape in zip(hostile.sheet("points").features, read.geometry, strict=True):
        assert isinstance(item.geometry, Point)
        x, y = project(item.geometry.x, item.geometry.y)
        assert (shape.x, shape.y) == pytest.approx((x, y), abs=1e-3)
        assert 600_000 < shape.x < 700_000
        assert shape.y > 3_000_000


def test_an_outline_that_the_projection_breaks_is_mended(hostile: Delivery) -> None:
    """A hole that touches a long edge lies across it once the edge is straight in metres."""
    court = [(121.5, 31.0), (121.6, 31.2), (121.4, 31.2)]
    block = Polygon(box(121.0, 31.0, 122.0, 31.5).exterior, [court])
    assert block.is_valid
    assert not shape_from_wgs84(block, "epsg:4549").is_valid
    fields = hostile.sheet("polygons").fields
    values = hostile.sheet("polygons").features[0].properties
    sheet = Sheet("polygons", fields, (Feature("a", block, values),))
    (mended,) = geopackage._in_metres(sheet.frame).geometry
    assert mended.is_valid
    assert mended.geom_type == "MultiPolygon"
    assert mended.area == pytest.approx(shape_from_wgs84(block, "epsg:4549").area, rel=1e-3)
