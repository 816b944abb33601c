"""The files of a build: which there are, what is in them, the same bytes twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from shapely.geometry import LineString, Point, box

from geo.answer import Answer
from layers.assemble import Atlas, assemble
from layers.files import geojson_files, layer_files
from layers.zones import ZoneLayer
from seeds.district import District
from seeds.records import Project


@pytest.fixture
def atlas(
    make_district: Callable[..., District],
    make_project: Callable[..., Project],
    knows: Any,
    zones: ZoneLayer,
) -> Atlas:
    shapes = [
        Point(121.43, 31.13),
        LineString([(121.431, 31.13), (121.433, 31.13)]),
        box(121.405, 31.13, 121.406, 31.131),
        None,
        Point(121.6, 31.3),
    ]
    answers = {
        f"QH000{number}": Answer(shape, "place" if shape else "none", 50.0)
        for number, shape in enumerate(shapes, start=1)
    }
    projects = tuple(make_project(id=name) for name in answers)
    return assemble(make_district(projects=projects), knows(answers), zones)


def ids(text: str) -> list[str]:
    return [feature["id"] for feature in json.loads(text)["features"]]


def test_every_file_is_there(atlas: Atlas, zones: ZoneLayer) -> None:
    zone_files = [
        f"geojson/zone/{code}{kind}.geojson"
        for code in ("east", "west")
        for kind in ("", "_lines", "_polygons")
    ]
    assert sorted(layer_files(atlas, zones)) == sorted(
        [
            *(f"geojson/{name}.geojson" for name in ("points", "lines", "polygons", "zones")),
            *zone_files,
            "issues.csv",
            "qa.json",
            "unlocated.csv",
        ]
    )


def test_each_feature_is_in_one_of_the_three(atlas: Atlas, zones: ZoneLayer) -> None:
    files = layer_files(atlas, zones)
    found = [ids(files[f"geojson/{name}.geojson"]) for name in ("points", "lines", "polygons")]
    assert found == [["QH0001", "QH0005"], ["QH0002"], ["QH0003"]]


def test_zone_file_holds_everything_of_the_zone_as_points(atlas: Atlas, zones: ZoneLayer) -> None:
    content = json.loads(layer_files(atlas, zones)["geojson/zone/east.geojson"])
    assert [f["id"] for f in content["features"]] == ["QH0001", "QH0002"]
    assert {f["geometry"]["type"] for f in content["features"]} == {"Point"}


def test_zone_lines_keep_their_shape(atlas: Atlas, zones: ZoneLayer) -> None:
    content = json.loads(layer_files(atlas, zones)["geojson/zone/east_lines.geojson"])
    assert content["features"][0]["geometry"]["coordinates"] == [
        [[121.431, 31.13], [121.433, 31.13]]
    ]


def test_zones_file_says_that_it_is_indicative(atlas: Atlas, zones: ZoneLayer) -> None:
    content = json.loads(layer_files(atlas, zones)["geojson/zones.geojson"])
    assert content["note"] == "示意"


def test_snapshot_stands_in_every_collection(atlas: Atlas, zones: ZoneLayer) -> None:
    files = layer_files(atlas, zones, members={"snapshot": "2026-03-08"})
    collections = [json.loads(text) for name, text in files.items() if name.endswith(".geojson")]
    assert {content["snapshot"] for content in collections} == {"2026-03-08"}


def test_same_atlas_same_bytes(atlas: Atlas, zones: ZoneLayer) -> None:
    assert layer_files(atlas, zones) == layer_files(atlas, zones)


def test_each_file_says_what_is_in_it(atlas: Atlas, zones: ZoneLayer) -> None:
    for file in geojson_files(atlas.features, zones):
        assert file.count == len(ids(file.text))
        assert file.path.startswith(f"geojson/zone/{file.zone}" if file.zone else "geojson/")
    found = {file.path: file.kind for file in geojson_files(atlas.features, zones)}
    assert found["geojson/zone/east.geojson"] == found["geojson/points.geojson"] == "points"
    assert found["geojson/zone/east_polygons.geojson"] == "polygons"


def test_a_feature_is_spelt_the_same_in_each_file(atlas: Atlas, zones: ZoneLayer) -> None:
    files = layer_files(atlas, zones)
    whole = files["geojson/lines.geojson"].split("\n")[1:-2]
    assert whole == files["geojson/zone/east_lines.geojson"].split("\n")[1:-2]
