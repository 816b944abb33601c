"""Mentions as a table: the columns of the contract, all rows, and no cell that runs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from shapely.geometry import LineString, Point, box
from shapely.geometry.base import BaseGeometry

from layers.features import Feature
from layers.mentions import csv_parts, json_parts, located_geojson
from seeds.reading.found import Found

HEADER = (
    "report,table,section,start,end,written,name,kind,road_from,road_to,address,parent,status,"
    "stage,year,zone_reported,placeable,note"
)
COLUMNS = HEADER.split(",")
PINE = Found("r1", "表1", "一、进展", 3, 7, "青松 公园", "青松公园", "park", stage="open")


def table(found: list[Found]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(csv_parts(found)), newline="")))


def place(key: str, geometry: BaseGeometry) -> Feature:
    return Feature(key, geometry, {"id": key, "name": f"地点{key}"})


def test_the_columns_stand_in_the_order_of_the_contract() -> None:
    assert "".join(csv_parts([])) == HEADER + "\n"
    assert list(json.loads("".join(json_parts([PINE])))[0]) == COLUMNS


def test_a_row_says_what_was_found() -> None:
    row = table([PINE])[0]
    assert (row["start"], row["end"], row["written"], row["address"]) == ("3", "7", "青松 公园", "")


def test_json_keeps_numbers_as_numbers_and_chinese_readable() -> None:
    text = "".join(json_parts([PINE]))
    assert (json.loads(text)[0]["start"], json.loads(text)[0]["end"]) == (3, 7)
    assert "青松公园" in text


@pytest.mark.parametrize("number", [0, 1, 2, 1000, 1001, 2500])
def test_every_row_comes_out_in_order(number: int) -> None:
    found = [replace(PINE, start=at) for at in range(number)]
    assert [int(row["start"]) for row in table(found)] == list(range(number))
    rows = json.loads("".join(json_parts(found)))
    assert [row["start"] for row in rows] == list(range(number))


def test_json_has_a_line_a_row() -> None:
    assert "".join(json_parts([PINE, PINE])).count("\n") == 4
    assert "".join(json_parts([])) == "[]\n"


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-cmd", "@SUM(1)", "＝1", "\tx"])
def test_a_formula_is_text_in_a_spreadsheet_and_as_it_stands_in_json(cell: str) -> None:
    found = [replace(PINE, written=cell, name=cell, section=cell)]
    row = table(found)[0]
    assert [row["written"], row["name"], row["section"]] == [f"'{cell}"] * 3
    assert json.loads("".join(json_parts(found)))[0]["written"] == cell


@pytest.mark.parametrize("cell", ['"', ",", "甲\n乙", "</script>", "{{7*7}}", "\u2028", "\x1b[31m"])
def test_any_sign_comes_back(cell: str) -> None:
    found = [replace(PINE, section=cell)]
    assert table(found)[0]["section"] == cell
    assert json.loads("".join(json_parts(found)))[0]["section"] == cell


@pytest.mark.parametrize("parts", [csv_parts, json_parts])
def test_rows_are_taken_as_they_are_needed(parts: Any) -> None:
    taken = 0

    def endless() -> Iterator[Found]:
        nonlocal taken
        while True:
            taken += 1
            yield PINE

    made = parts(endless())
    next(made)
    next(made)
    assert taken <= 1000


def test_located_places_of_all_shapes_stand_in_one_file() -> None:
    shapes = [
        place("C", Point(121.4, 31.1)),
        place("A", LineString([(121.41, 31.11), (121.42, 31.12)])),
        place("B", box(121.43, 31.13, 121.44, 31.14)),
    ]
    found = json.loads(located_geojson(shapes, missing=0))
    assert [feature["id"] for feature in found["features"]] == ["A", "B", "C"]
    kinds = [feature["geometry"]["type"] for feature in found["features"]]
    assert kinds == ["MultiLineString", "MultiPolygon", "Point"]
    assert found["bbox"] == [121.4, 31.1, 121.44, 31.14]
    assert "OpenStreetMap" in found["attribution"]
    assert "note" not in found


def test_what_is_not_located_is_said() -> None:
    found = json.loads(located_geojson([place("A", Point(121.4, 31.1))], missing=3))
    assert "3 处没有找到位置" in found["note"]


def test_nothing_located_is_an_empty_collection() -> None:
    found = json.loads(located_geojson([], missing=0))
    assert (found["type"], found["features"]) == ("FeatureCollection", [])
    assert "bbox" not in found
