"""The data dictionary for machines: complete, and of one mind with the schemas and the table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from layers.features import PROPERTIES
from layers.handoff import csv_files, dictionary, geopackage, schema, shapefile
from layers.postgis.tables import GEOM
from layers.unlocated import UNLOCATED_COLUMNS
from seeds.vocabulary import KINDS, METHODS

if TYPE_CHECKING:
    from layers.handoff.delivery import Delivery

Json = dict[str, Any]


def sheets(delivery: Delivery) -> dict[str, Json]:
    (part,) = dictionary.parts(delivery)
    return {sheet["name"]: sheet for sheet in json.loads(part.content)["sheets"]}


def test_every_sheet_says_what_a_row_is(shipped_delivery: Delivery) -> None:
    found = sheets(shipped_delivery)
    assert list(found) == ["points", "lines", "polygons", "zones", "unlocated"]
    for sheet in found.values():
        assert sheet["row"]["zh"]
        assert sheet["row"]["en"]
    assert [sheet["geometry_type"] for sheet in found.values()] == [
        "Point", "MultiLineString", "MultiPolygon", "MultiPolygon", None,
    ]  # fmt: skip
    assert [sheet["rows"] for sheet in found.values()] == [
        *(len(sheet.features) for sheet in shipped_delivery.sheets),
        len(shipped_delivery.unlocated),
    ]


def test_columns_stand_in_the_order_in_which_they_are_written(town_delivery: Delivery) -> None:
    found = sheets(town_delivery)
    for name in ("points", "lines", "polygons"):
        assert [column["name"] for column in found[name]["columns"]] == list(PROPERTIES)
    assert [c["name"] for c in found["unlocated"]["columns"]] == list(UNLOCATED_COLUMNS)


def test_a_column_has_all_that_is_known_of_it(town_delivery: Delivery) -> None:
    columns = {column["name"]: column for column in sheets(town_delivery)["points"]["columns"]}
    accuracy = columns["accuracy_m"]
    assert (accuracy["type"], accuracy["unit"], accuracy["nullable"]) == ("integer", "m", True)
    assert columns["zone_reported"]["names"]["shapefile"] == "zone_rep"
    assert columns["zone_reported"]["names"]["geoparquet"] == "zone_reported"
    kinds = {value["value"]: (value["zh"], value["en"]) for value in columns["kind"]["values"]}
    assert kinds == {word: tuple(label) for word, label in KINDS.items()}
    assert [value["value"] for value in columns["method"]["values"]] == list(METHODS)
    assert [value["value"] for value in columns["zone"]["values"]] == ["west", "east"]
    assert columns["note"]["values"] is None
    assert columns["year"]["pattern"] == "^[0-9]{4}(-[0-9]{4})?$"


def test_every_format_says_how_its_columns_are_called(town_delivery: Delivery) -> None:
    (part,) = dictionary.parts(town_delivery)
    found = {entry["name"]: entry for entry in json.loads(part.content)["formats"]}
    column = sheets(town_delivery)["points"]["columns"][0]
    assert list(found) == list(column["names"])
    assert [name for name, entry in found.items() if entry["columns_by"] == "short"] == [
        "shapefile"
    ]
    assert all(entry["note"]["zh"] and entry["note"]["en"] for entry in found.values())


def test_the_notes_on_formats_hold(town_delivery: Delivery) -> None:
    (header, *_) = csv_files.parts(town_delivery)[0].content.decode("utf-8-sig").splitlines()
    names = [column["name"] for column in sheets(town_delivery)["points"]["columns"]]
    more = [name for name in header.split(",") if name not in names]
    note = dictionary.FORMATS["csv"][1].en
    assert more
    assert all(name in note for name in more)
    assert geopackage.GEOMETRY in dictionary.FORMATS["gpkg"][1].en
    assert GEOM in dictionary.FORMATS["postgis"][1].en
    assert str(shapefile.WIDTH) in dictionary.FORMATS["shapefile"][1].en


@pytest.mark.parametrize("name", ["points", "lines", "polygons", "zones", "unlocated"])
def test_dictionary_and_schema_agree(name: str, shipped_delivery: Delivery) -> None:
    made = {part.path: json.loads(part.content) for part in schema.parts(shipped_delivery)}
    content = made[f"schema/{name}.schema.json"]
    if name != "unlocated":
        content = content["$defs"]["feature"]["properties"]["properties"]
    for column in sheets(shipped_delivery)[name]["columns"]:
        entry = content["properties"][column["name"]]
        kinds = entry["type"] if isinstance(entry["type"], list) else [entry["type"]]
        assert kinds[0] == column["type"]
        assert ("null" in kinds) == column["nullable"]
        words = [word for word in entry.get("enum", []) if word is not None]
        assert words == [value["value"] for value in column["values"] or []]
        assert entry.get("pattern") == column["pattern"]


def test_hostile_names_stay_text(hostile_delivery: Delivery) -> None:
    (part,) = dictionary.parts(hostile_delivery)
    content = json.loads(part.content)
    assert "<script>" in content["district"]["zh"]
    assert "\n" not in content["district"]["zh"]
    assert (part,) == tuple(dictionary.parts(hostile_delivery))
