"""The JSON Schemas: they hold for what is handed over, and refuse what is not as they say."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from layers.geojson import collection
from layers.handoff import geojson_files, schema
from layers.handoff.fields import FEATURE_FIELDS, UNLOCATED_FIELDS, ZONE_FIELDS
from layers.unlocated import unlocated_csv
from seeds.identity import new_id

if TYPE_CHECKING:
    from layers.handoff.delivery import Delivery

Json = dict[str, Any]
SHEETS = ("points", "lines", "polygons", "zones")


def validator_for(name: str, delivery: Delivery) -> Draft202012Validator:
    made = {part.path: part.content for part in schema.parts(delivery)}
    content = json.loads(made[f"schema/{name}.schema.json"])
    Draft202012Validator.check_schema(content)
    return Draft202012Validator(content)


def written(name: str, delivery: Delivery) -> Json:
    found: Json = json.loads(json.dumps(collection(delivery.sheet(name).features, name)))
    return found


@pytest.mark.parametrize("name", SHEETS)
def test_every_feature_of_the_town_is_as_its_schema_says(
    name: str, town_delivery: Delivery
) -> None:
    content = written(name, town_delivery)
    assert content["features"]
    validator_for(name, town_delivery).validate(content)


@pytest.mark.parametrize("name", SHEETS)
def test_every_shipped_feature_is_as_its_schema_says(name: str, shipped_delivery: Delivery) -> None:
    content = written(name, shipped_delivery)
    assert len(content["features"]) > 4
    validator_for(name, shipped_delivery).validate(content)


def test_what_is_not_on_the_map_is_as_its_schema_says(
    town_delivery: Delivery, shipped_delivery: Delivery
) -> None:
    for delivery in (town_delivery, shipped_delivery):
        assert delivery.unlocated
        for entry in delivery.unlocated:
            validator_for("unlocated", delivery).validate(entry)


def test_every_file_that_is_written_is_as_its_schema_says(town_delivery: Delivery) -> None:
    parts = geojson_files.parts(town_delivery)
    assert len(parts) == 4 + 3 * len(town_delivery.zones.codes)
    for part in parts:
        name = part.path.removesuffix(".geojson").rpartition("/")[2].rpartition("_")[2]
        known = validator_for(name if name in SHEETS else "points", town_delivery)
        known.validate(json.loads(part.content))


def test_a_row_of_the_table_is_as_its_schema_says(town_delivery: Delivery) -> None:
    text = unlocated_csv(town_delivery.unlocated)
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows
    for row in rows:
        entry = {key: value or None for key, value in row.items()}
        validator_for("unlocated", town_delivery).validate(entry)


def test_a_schema_keeps_its_id_from_edition_to_edition(town_delivery: Delivery) -> None:
    later = replace(town_delivery, edition=replace(town_delivery.edition, version="2030-01-01-0"))
    assert schema.parts(later) == schema.parts(town_delivery)


def test_a_sheet_without_features_is_as_its_schema_says(town_delivery: Delivery) -> None:
    content = {"type": "FeatureCollection", "name": "points", "features": []}
    validator_for("points", town_delivery).validate(content)


def test_the_id_of_a_place_that_was_only_extracted_is_taken(town_delivery: Delivery) -> None:
    content = written("points", town_delivery)
    first = content["features"][0]
    for name in ("甲", "乙", "丙"):
        first["id"] = first["properties"]["id"] = new_id(("site", name), "999901", ())
        validator_for("points", town_delivery).validate(content)


def _set(key: str, value: object) -> Callable[[Json], object]:
    return lambda content: content["features"][0]["properties"].update({key: value})


def _geometry(kind: str, coordinates: object) -> Callable[[Json], object]:
    geometry = {"type": kind, "coordinates": coordinates}
    return lambda content: content["features"][0].update({"geometry": geometry})


BAD: dict[str, Callable[[Json], object]] = {
    "another geometry type": _geometry("LineString", [[121.4, 31.1], [121.5, 31.2]]),
    "no geometry": lambda content: content["features"][0].update({"geometry": None}),
    "latitude first": _geometry("Point", [31.1, 121.4]),
    "metres": _geometry("Point", [636_966.0, 3_452_000.0]),
    "a third coordinate": _geometry("Point", [121.4, 31.1, 4.0]),
    "one coordinate": _geometry("Point", [121.4]),
    "text for a coordinate": _geometry("Point", ["121.4", 31.1]),
    "a short bbox": lambda content: content["features"][0].update({"bbox": [1, 2, 3]}),
    "a crs": lambda content: content.update({"crs": {"type": "name"}}),
    "another type": lambda content: content.update({"type": "Feature"}),
    "a feature without id": lambda content: content["features"][0].pop("id"),
    "a number for an id": lambda content: content["features"][0].update({"id": 7}),
    "an id with a blank": _set("id", "QX 0001"),
    "a key too much": _set("colour", "red"),
    "a key too few": lambda content: content["features"][0]["properties"].pop("note"),
    "a member too much": lambda content: content["features"][0].update({"style": {}}),
    "an unknown kind": _set("kind", "palace"),
    "a kind that is null": _set("kind", None),
    "an unknown method": _set("method", "guess"),
    "an unknown stage": _set("stage", "dreamt"),
    "an unknown zone": _set("zone", "north"),
    "a zone that nobody drew": _set("zone_reported", "北片"),
    "a year in words": _set("year", "明年"),
    "a date with strokes": _set("snapshot", "2026/03/08"),
    "accuracy as text": _set("accuracy_m", "100"),
    "accuracy below nought": _set("accuracy_m", -1),
    "accuracy with a fraction": _set("accuracy_m", 12.5),
    "a flag as a number": _set("zone_agrees", 1),
    "empty text for null": _set("note", ""),
    "a list": _set("aliases", ["甲", "乙"]),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_wrong_is_refused(what: str, town_delivery: Delivery) -> None:
    content = written("points", town_delivery)
    validator = validator_for("points", town_delivery)
    assert validator.is_valid(content)
    BAD[what](content)
    assert not validator.is_valid(content), what


def test_a_line_of_one_position_and_a_ring_of_three_are_refused(town_delivery: Delivery) -> None:
    for name, cut in (("lines", 1), ("polygons", 3)):
        content = written(name, town_delivery)
        part = content["features"][0]["geometry"]["coordinates"][0]
        short = part if name == "lines" else part[0]
        del short[cut:]
        assert not validator_for(name, town_delivery).is_valid(content)


def test_a_row_without_a_reason_is_refused(town_delivery: Delivery) -> None:
    entry = dict(town_delivery.unlocated[0])
    validator = validator_for("unlocated", town_delivery)
    assert validator.is_valid(entry)
    assert not validator.is_valid({**entry, "reason": None})
    assert not validator.is_valid({key: value for key, value in entry.items() if key != "tried"})


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("points", FEATURE_FIELDS),
        ("lines", FEATURE_FIELDS),
        ("polygons", FEATURE_FIELDS),
        ("zones", ZONE_FIELDS),
    ],
)
def test_every_column_stands_in_order_with_its_titles(
    name: str, fields: tuple[Any, ...], town_delivery: Delivery
) -> None:
    content = validator_for(name, town_delivery).schema
    assert isinstance(content, dict)
    found = content["$defs"]["feature"]["properties"]["properties"]
    assert list(found["properties"]) == found["required"] == [field.name for field in fields]
    for field in fields:
        entry = found["properties"][field.name]
        assert entry["title"] == f"{field.zh} / {field.en}"
        assert field.about_zh in entry["description"]
        assert field.about_en in entry["description"]


def test_a_feature_by_itself_can_be_checked(town_delivery: Delivery) -> None:
    content = validator_for("points", town_delivery).schema
    assert isinstance(content, dict)
    alone = Draft202012Validator({"$ref": "#/$defs/feature", "$defs": content["$defs"]})
    feature = written("points", town_delivery)["features"][0]
    alone.validate(feature)
    worse = copy.deepcopy(feature)
    worse["properties"]["kind"] = "palace"
    assert not alone.is_valid(worse)


def test_nothing_has_to_be_fetched(town_delivery: Delivery) -> None:
    for part in schema.parts(town_delivery):
        content = json.loads(part.content)
        assert content["$id"].startswith("urn:zonemap:999901:schema:")
        references = [line for line in part.content.decode().split("\n") if '"$ref"' in line]
        assert all('"#/$defs/' in line for line in references)


def test_the_files_are_named_as_the_layout_says_and_always_the_same(
    town_delivery: Delivery,
) -> None:
    parts = schema.parts(town_delivery)
    assert [part.path for part in parts] == [
        f"schema/{name}.schema.json" for name in (*SHEETS, "unlocated")
    ]
    assert parts == schema.parts(town_delivery)
    assert len(UNLOCATED_FIELDS) == len(json.loads(parts[-1].content)["required"])
