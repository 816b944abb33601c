"""JSON-FG: the rules of the standard's core, the axis order, and what GDAL makes of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyogrio
import pytest
import shapely
from pyproj import CRS
from shapely.geometry import Point, shape

from layers.features import Feature
from layers.handoff.delivery import Delivery
from layers.handoff.jsonfg import CRS_URI, parts, time_of

SHEETS = ("points", "lines", "polygons", "zones")
SPEC = "http://www.opengis.net/spec/json-fg-1/1.0/conf/"
DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
DIMENSIONS = {"Point": 0, "MultiLineString": 1, "MultiPolygon": 2}


def documents(delivery: Delivery) -> dict[str, dict[str, Any]]:
    return {part.path[7:-5]: json.loads(part.content) for part in parts(delivery)}


def complaints(document: dict[str, Any]) -> Iterator[str]:
    """Yield what breaks a rule of 21-045r1: clauses Core, Feature Types and Schemas, Profiles."""
    if document.get("type") != "FeatureCollection":
        yield "root is no collection"
    conforms = document.get("conformsTo")
    if not isinstance(conforms, list) or f"{SPEC}core" not in conforms:
        yield "metadata: core is not declared"
    elif f"{SPEC}types-schemas" in conforms and not isinstance(document.get("featureType"), str):
        yield "feature-type: none"
    for feature in document["features"]:
        yield from _about(feature, document)


def _about(feature: dict[str, Any], document: dict[str, Any]) -> Iterator[str]:
    if missing := {"type", "time", "place", "geometry", "properties"} - set(feature):
        yield f"schema-valid: without {sorted(missing)}"
        return
    place, geometry = feature["place"], feature["geometry"]
    if {"conformsTo", "coordRefSys"} & (set(feature) | set(place) | set(geometry)):
        yield "metadata, same-crs: only the root may have it"
    if document.get("coordRefSys", "CRS84").endswith(("CRS84", "CRS84h")):
        yield "place: in longitude and latitude"
    if place == geometry:
        yield "fallback: the same twice"
    if DIMENSIONS[place["type"]] != document["geometryDimension"]:
        yield "geometry-dimension: another"
    if not shape(place).is_valid:
        yield "geom-valid: place is not valid"
    first, second = (shape(g) for g in (place, geometry))
    if shapely.get_coordinate_dimension(first) != shapely.get_coordinate_dimension(second):
        yield "coordinate-dimension: two"
    west, south, east, north = second.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        yield "geometry-wgs84: out of range"
    yield from _about_time(feature["time"])


def _about_time(time: dict[str, Any] | None) -> Iterator[str]:
    if time is None:
        return
    start, end = time["interval"]
    if not (DATE.fullmatch(start) and DATE.fullmatch(end)):
        yield "interval: no dates"
    if start > end:
        yield "interval: runs backwards"


def test_the_rules_of_the_standard_hold(text_delivery: Delivery) -> None:
    for name, document in documents(text_delivery).items():
        assert list(complaints(document)) == [], name
        assert len(document["features"]) > 0


def test_the_rules_hold_for_empty_sheets(empty_delivery: Delivery) -> None:
    found = documents(empty_delivery)
    assert [list(complaints(document)) for document in found.values()] == [[], [], [], []]
    assert found["lines"]["features"] == []
    assert "bbox" not in found["lines"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"conformsTo": []}, "metadata"),
        ({"featureType": None}, "feature-type"),
        ({"coordRefSys": "http://www.opengis.net/def/crs/OGC/0/CRS84"}, "place"),
        ({"geometryDimension": 1}, "geometry-dimension"),
    ],
)
def test_the_rules_find_what_breaks_them(
    text_delivery: Delivery, change: dict[str, Any], why: str
) -> None:
    broken = documents(text_delivery)["points"] | change
    assert next(complaints(broken)).startswith(why)


def test_place_has_latitude_first_as_its_system_has_it(text_delivery: Delivery) -> None:
    assert [axis.direction for axis in CRS("EPSG:4490").axis_info] == ["north", "east"]
    found = documents(text_delivery)
    assert {document["coordRefSys"] for document in found.values()} == {CRS_URI}
    feature = found["points"]["features"][1]
    assert feature["place"]["coordinates"] == [31.132988, 121.437123]
    assert feature["geometry"]["coordinates"] == [121.437123, 31.132988]
    for document in found.values():
        for feature in document["features"]:
            swapped = shapely.transform(shape(feature["place"]), lambda points: points[:, ::-1])
            assert shapely.equals_exact(swapped, shape(feature["geometry"]), 0)


def test_a_file_says_that_the_datums_are_taken_as_one(text_delivery: Delivery) -> None:
    for document in documents(text_delivery).values():
        assert "数值未作变换" in document["note"]
        assert "taken as one" in document["note_en"]


def test_a_file_names_its_profile_its_twin_and_its_schema(text_delivery: Delivery) -> None:
    links = {link["rel"]: link["href"] for link in documents(text_delivery)["lines"]["links"]}
    assert links == {
        "profile": "http://www.opengis.net/def/profile/OGC/0/jsonfg-plus",
        "alternate": "../geojson/lines.geojson",
        "describedby": "../schema/lines.schema.json",
    }


@pytest.mark.parametrize(
    ("year", "interval"),
    [
        ("2026", ["2026-01-01", "2026-12-31"]),
        ("2021-2025", ["2021-01-01", "2025-12-31"]),
        ("2025-2021", None),
        ("年内", None),
        ("２０２６", None),
        ("", None),
        (None, None),
    ],
)
def test_time_is_the_years_that_are_spoken_of(year: str | None, interval: list[str] | None) -> None:
    assert time_of(year) == (None if interval is None else {"interval": interval})


def test_a_time_stands_beside_its_year(text_delivery: Delivery) -> None:
    by_id = {feature["id"]: feature for feature in documents(text_delivery)["points"]["features"]}
    assert by_id["QH0001"]["time"] == {"interval": ["2024-01-01", "2024-12-31"]}
    assert by_id["QH0002"]["time"] is None
    zones = documents(text_delivery)["zones"]["features"]
    assert {feature["time"] for feature in zones} == {None}


def test_counts_and_order(text_delivery: Delivery) -> None:
    for part in parts(text_delivery):
        sheet = text_delivery.sheet(part.path[7:-5])
        ids = [feature["id"] for feature in json.loads(part.content)["features"]]
        assert ids == [feature.id for feature in sheet.features]
        assert part.counts == {sheet.name: len(ids)}


@pytest.mark.parametrize("name", SHEETS)
def test_gdal_reads_what_was_written(text_delivery: Delivery, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.json"
    path.write_bytes(
        {part.path: part.content for part in parts(text_delivery)}[f"jsonfg/{name}.json"]
    )
    info = pyogrio.read_info(path)
    assert (info["driver"], info["crs"], info["layer_name"]) == ("JSONFG", "EPSG:4490", name)
    read, sheet = pyogrio.read_dataframe(path), text_delivery.sheet(name)
    assert shapely.equals_exact(read.geometry.array, sheet.frame.geometry.array, 1e-9).all()
    for field in sheet.fields:
        given = [feature.properties[field.name] for feature in sheet.features]
        back = [None if value != value else value for value in read[field.name]]  # noqa: PLR0124
        assert back == given, field.name


def test_numbers_that_python_spells_otherwise_are_the_same_both_ways(
    make_delivery: Callable[[list[Feature]], Delivery], text_features: list[Feature]
) -> None:
    whole = Feature("QH0001", Point(121.0, 0.00002), text_features[0].properties)
    feature = documents(make_delivery([whole]))["points"]["features"][0]
    assert feature["place"]["coordinates"] == [0.00002, 121.0]
