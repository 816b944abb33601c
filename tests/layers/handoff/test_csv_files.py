"""CSV of a hand-off: what Excel opens, no cell that runs, and the same again when read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from shapely.geometry import Point, Polygon

from layers.csvtext import FORMULA_STARTS
from layers.features import Feature, Value
from layers.handoff.csv_files import CELL_LIMIT, parts
from layers.handoff.delivery import Delivery

SHEETS = ("points", "lines", "polygons", "zones")


def content(delivery: Delivery, name: str) -> bytes:
    return {part.path: part.content for part in parts(delivery)}[f"csv/{name}.csv"]


def rows(delivery: Delivery, name: str) -> list[dict[str, str]]:
    text = content(delivery, name).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_cell(value: Value) -> str:
    """Return a value as it stands in a cell without quote."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def test_excel_sees_that_it_is_unicode(text_delivery: Delivery) -> None:
    for part in parts(text_delivery):
        assert part.content.startswith(b"\xef\xbb\xbf")
        assert part.content.count(b"\xef\xbb\xbf") == 1


def test_columns_are_those_of_the_sheet_and_a_position(text_delivery: Delivery) -> None:
    for name in SHEETS:
        names = [field.name for field in text_delivery.sheet(name).fields]
        assert list(rows(text_delivery, name)[0]) == [*names, "lon", "lat", "wkt"]


def test_counts_and_order(text_delivery: Delivery) -> None:
    for part in parts(text_delivery):
        sheet = text_delivery.sheet(part.path[4:-4])
        found = [row["id"] for row in rows(text_delivery, sheet.name)]
        assert found == [feature.id for feature in sheet.features]
        assert part.counts == {sheet.name: len(found)}


def test_a_sheet_without_features_has_a_header(empty_delivery: Delivery) -> None:
    lines = content(empty_delivery, "lines").decode("utf-8-sig").splitlines()
    assert len(lines) == 1
    assert lines[0].endswith("last_seen,note,lon,lat,wkt")


def test_no_cell_runs_in_a_spreadsheet(text_delivery: Delivery) -> None:
    cells = [cell for row in rows(text_delivery, "points") for cell in row.values()]
    assert "'=HYPERLINK(1)" in cells
    assert [cell for cell in cells if cell.startswith(FORMULA_STARTS)] == []


def test_the_quote_is_the_only_change(text_delivery: Delivery) -> None:
    for name in SHEETS:
        sheet = text_delivery.sheet(name)
        for row, feature in zip(rows(text_delivery, name), sheet.features, strict=True):
            for field in sheet.fields:
                given, cell = as_cell(feature.properties[field.name]), row[field.name]
                assert cell in {given, f"'{given}"}, field.name
                assert (cell != given) == given.startswith(FORMULA_STARTS)


def test_position_is_a_point_on_the_thing(text_delivery: Delivery) -> None:
    for name in SHEETS:
        frame = text_delivery.sheet(name).frame
        for row, shape in zip(rows(text_delivery, name), frame.geometry, strict=True):
            assert shape.distance(Point(float(row["lon"]), float(row["lat"]))) < 1e-6
            assert shapely.equals_exact(shapely.from_wkt(row["wkt"]), shape, 0)


def test_a_shape_longer_than_a_cell_is_left_to_other_formats(
    make_delivery: Callable[[list[Feature]], Delivery], text_features: list[Feature]
) -> None:
    turns = np.linspace(0, 2 * np.pi, 3001)
    wide = Polygon(np.c_[121.45 + 0.04 * np.cos(turns), 31.15 + 0.04 * np.sin(turns)])
    small = next(f for f in text_features if f.id == "QH0008")
    big = Feature("QH0007", wide, {**small.properties, "id": "QH0007"})
    found = rows(make_delivery([big, small]), "polygons")
    assert len(wide.wkt) > CELL_LIMIT
    assert (found[0]["wkt"], found[0]["lon"] != "") == ("", True)
    assert found[1]["wkt"].startswith("MULTIPOLYGON")
    assert max(len(cell) for row in found for cell in row.values()) <= CELL_LIMIT


@pytest.mark.parametrize("name", SHEETS)
def test_gdal_reads_points_and_shapes(text_delivery: Delivery, tmp_path: Path, name: str) -> None:
    """It takes a carriage return inside a cell for a line feed; nothing else changes."""
    path = tmp_path / f"{name}.csv"
    path.write_bytes(content(text_delivery, name))
    shapes = pyogrio.read_dataframe(path, GEOM_POSSIBLE_NAMES="wkt", KEEP_GEOM_COLUMNS="NO")
    points = pyogrio.read_dataframe(path, X_POSSIBLE_NAMES="lon", Y_POSSIBLE_NAMES="lat")
    sheet = text_delivery.sheet(name)
    given = sheet.frame.geometry.array
    assert shapely.equals_exact(shapes.geometry.array, given, 1e-9).all()
    assert (shapely.distance(points.geometry.array, given) < 1e-6).all()
    cells = rows(text_delivery, name)
    ours = [row[field.name].replace("\r", "\n") for row in cells for field in sheet.fields]
    theirs = [row[field.name] for _, row in shapes.iterrows() for field in sheet.fields]
    assert theirs == ours
