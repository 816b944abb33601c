"""Shapefiles: short names, long texts in pieces, and the list that says how to join them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point

from layers.errors import LayerError
from layers.features import Feature
from layers.handoff import shapefile
from layers.handoff.delivery import Delivery
from layers.handoff.fields import FEATURE_FIELDS, Field
from layers.handoff.parts import Part
from layers.handoff.shapefile import pieces
from layers.handoff.sheets import Sheet

SHEETS = ["points", "lines", "polygons", "zones"]


def listed(parts: list[Part], sheet: str) -> dict[str, list[str]]:
    """Return field to its columns, as `fields.csv` says."""
    text = next(part.content for part in parts if part.path == "shapefile/fields.csv")
    found: dict[str, list[str]] = {}
    for row in csv.DictReader(io.StringIO(text.decode("utf-8-sig"))):
        if row["sheet"] == sheet:
            found.setdefault(row["field"], []).append(row["short"])
            assert len(found[row["field"]]) == int(row["part"])
    return found


def joined(frame: Any, columns: dict[str, list[str]]) -> Any:
    """Return the frame with each text whole again, under its full name."""
    whole = {
        field: frame[shorts[0]]
        if len(shorts) == 1
        else frame[shorts].fillna("").agg("".join, axis=1)
        for field, shorts in columns.items()
    }
    return frame[["geometry"]].assign(**whole)


def seen(rows: dict[str, Any]) -> dict[str, Any]:
    """Return rows as a table keeps them: no blanks at the ends of a text, an empty one is none."""
    return {
        name: {
            key: (value.strip(" ") or None) if isinstance(value, str) else value
            for key, value in row.items()
        }
        for name, row in rows.items()
    }


@pytest.mark.parametrize("name", SHEETS)
def test_gdal_reads_back_what_was_written(
    hostile: Delivery, put: Any, expected: Any, name: str
) -> None:
    parts = shapefile.parts(hostile)
    path = put(parts)[f"shapefile/{name}.shp"]
    frame = pyogrio.read_dataframe(path)
    assert frame.crs == "EPSG:4326"
    sheet = expected(hostile.sheet(name))
    whole = joined(frame, listed(parts, name))
    assert seen(sheet.read(whole)) == seen(sheet.rows())
    sheet.check_geometry(whole)
    assert list(frame["id"]) == [item.id for item in hostile.sheet(name).features]


@pytest.mark.parametrize("name", SHEETS)
def test_another_gdal_reads_it_too(
    hostile: Delivery, put: Any, expected: Any, ogr2ogr: Any, ogrinfo: Any, name: str
) -> None:
    parts = shapefile.parts(hostile)
    path = put(parts)[f"shapefile/{name}.shp"]
    whole = joined(ogr2ogr(path, name), listed(parts, name))
    sheet = expected(hostile.sheet(name))
    assert seen(sheet.read(whole)) == seen(sheet.rows())
    sheet.check_geometry(whole)
    ogrinfo(path)


def test_a_long_text_takes_as_many_columns_as_it_needs(hostile: Delivery, put: Any) -> None:
    parts = shapefile.parts(hostile)
    columns = listed(parts, "points")["note"]
    longest = max(len(str(f.properties["note"]).encode()) for f in hostile.sheet("points").features)
    assert columns[:3] == ["note", "note_2", "note_3"]
    assert longest / 254 < len(columns) < longest / 254 * 1.1 + 1
    assert listed(parts, "lines")["note"] == ["note"]


def test_files_say_how_to_read_them(hostile: Delivery, put: Any) -> None:
    files = put(shapefile.parts(hostile))
    assert {path.suffix for path in files.values()} == {
        ".shp", ".shx", ".dbf", ".prj", ".cpg", ".csv",
    }  # fmt: skip
    assert files["shapefile/points.cpg"].read_text(encoding="ascii") == "UTF-8"
    assert files["shapefile/points.prj"].read_text(encoding="ascii").startswith('GEOGCS["GCS_WGS')
    assert files["shapefile/points.dbf"].read_bytes()[1:4] == bytes([126, 7, 28])  # 2026-07-28
    assert files["shapefile/fields.csv"].read_bytes().startswith(b"\xef\xbb\xbf")


def test_counts_stand_at_the_main_file_alone(hostile: Delivery) -> None:
    counts = {part.path: part.counts for part in shapefile.parts(hostile) if part.counts}
    assert counts == {
        f"shapefile/{sheet.name}.shp": {sheet.name: len(sheet.features)} for sheet in hostile.sheets
    }


def test_every_column_name_is_short_plain_and_alone(hostile: Delivery, put: Any) -> None:
    for name, path in put(shapefile.parts(hostile)).items():
        if name.endswith(".shp"):
            names = [str(field) for field in pyogrio.read_info(path)["fields"]]
            assert all(len(field) <= 10 and field.isascii() for field in names)
            assert len({field.lower() for field in names}) == len(names)


def test_a_further_name_that_is_taken_is_not_taken_again(tmp_path: Path) -> None:
    note = next(field for field in FEATURE_FIELDS if field.name == "note")
    fields: tuple[Field, ...] = (note, replace(note, name="other", short="note_2"))
    row = Feature("a", Point(121.4, 31.1), {"note": "长" * 300, "other": "短"})
    columns = shapefile.write_sheet(
        Sheet("points", fields, (row,)), tmp_path / "a.shp", "2026-01-01"
    )
    shorts = [column.short for column in columns]
    assert len(set(shorts)) == len(shorts) == 5
    assert all(len(short) <= 10 for short in shorts)
    read = pyogrio.read_dataframe(tmp_path / "a.shp")
    assert "".join(read[c.short][0] for c in columns if c.field.name == "note") == "长" * 300
    assert read["note_2"][0] == "短"


def test_a_text_that_no_table_can_hold_is_refused_in_one_line(tmp_path: Path) -> None:
    note = next(field for field in FEATURE_FIELDS if field.name == "note")
    row = Feature("a", Point(121.4, 31.1), {"note": "长" * 30_000})
    with pytest.raises(LayerError, match="note") as caught:
        shapefile.write_sheet(Sheet("points", (note,), (row,)), tmp_path / "a.shp", "2026-01-01")
    assert "\n" not in str(caught.value)


def test_empty_sheets_keep_type_and_columns(nothing: Delivery, put: Any, ogrinfo: Any) -> None:
    for name, path in put(shapefile.parts(nothing)).items():
        if name.endswith(".shp"):
            sheet = nothing.sheet(path.stem)
            info = pyogrio.read_info(path)
            assert info["geometry_type"] == {
                "Point": "Point", "MultiLineString": "LineString", "MultiPolygon": "Polygon",
            }[sheet.geometry_type]  # fmt: skip
            assert list(info["fields"]) == [field.short for field in sheet.fields]
            assert info["features"] == 0
            ogrinfo(path)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(4, 40))
def test_pieces_are_whole_characters_that_fit(text: str, width: int) -> None:
    found = pieces(text, width)
    assert "".join(found) == text
    assert all(len(piece.encode()) <= width for piece in found)


@given(st.text("路 ab", max_size=300))
def test_no_piece_begins_or_ends_with_a_blank_that_could_be_elsewhere(text: str) -> None:
    words = " ".join(text.split())
    found = pieces(words, 12)
    long_words = any(len(word.encode()) > 1 for word in words.split())
    for piece in found if long_words and "  " not in words else []:
        if any(len(word.encode()) > 1 for word in piece.split()):
            assert piece == piece.strip(" ")
