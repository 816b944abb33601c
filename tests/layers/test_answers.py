"""Answers as GeoJSON: a feature a row, null geometry where nothing was found."""

from __future__ import annotations

import json
from typing import Any

import pytest
from shapely.geometry import GeometryCollection, LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo.answer import Answer, Candidate, Query
from layers.answers import answer_properties, answers_geojson, candidate_text

PROPERTIES = [
    "id", "name", "method", "accuracy_m", "source", "source_id", "snapshot", "runner_up", "note",
    "tried", "margin", "candidates",
]  # fmt: skip
FULL = Answer(
    Point(121.4, 31.1), "place", 60.0, "OSM", "way/1", "2026-03-08", "road 1（9 m）", "示意",
    ("门牌：没有", "地名：没有"),
)  # fmt: skip
NOTHING = Answer(None, "none", tried=("地名：没有",))


def collection(*answers: Answer) -> dict[str, Any]:
    queries = [Query(f"q{number}", f"名{number}") for number in range(len(answers))]
    found: dict[str, Any] = json.loads(answers_geojson(queries, answers))
    return found


def test_each_row_gets_one_feature_in_order() -> None:
    found = collection(NOTHING, FULL, NOTHING)["features"]
    assert [(f["type"], f["id"]) for f in found] == [("Feature", f"q{n}") for n in range(3)]


def test_what_was_not_found_has_no_geometry_but_says_what_was_tried() -> None:
    (feature,) = collection(NOTHING)["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["method"] == "none"
    assert feature["properties"]["tried"] == "地名：没有"


def test_properties_are_flat_and_the_same_for_every_answer() -> None:
    found = [f["properties"] for f in collection(FULL, NOTHING)["features"]]
    assert [list(properties) for properties in found] == [PROPERTIES, PROPERTIES]
    values = [value for properties in found for value in properties.values()]
    assert all(value is None or isinstance(value, str | float) for value in values)


def test_nothing_known_is_null_not_blank() -> None:
    properties = answer_properties(Query("1", "甲"), Answer(Point(0, 0), "place", 60.0))
    unknown = ("source", "source_id", "snapshot", "runner_up", "note", "tried")
    assert [properties[key] for key in unknown] == [None] * 6


def test_all_that_is_known_is_told() -> None:
    properties = answer_properties(Query("1", "甲"), FULL)
    assert list(properties.values()) == [
        "1", "甲", "place", 60.0, "OSM", "way/1", "2026-03-08", "road 1（9 m）", "示意",
        "门牌：没有；地名：没有", None, None,
    ]  # fmt: skip


def test_candidates_are_one_text_with_their_positions() -> None:
    near = Candidate("青柳公园", "park", "way/1", 121.4, 31.1, 0.9, "读音相同")
    other = Candidate("柳树", "自定", "", 121.41, 31.1, 0.5)
    properties = answer_properties(Query("1", "甲"), Answer(None, "none", candidates=(near, other)))
    assert properties["candidates"] == (
        "青柳公园（公园，way/1，121.400000,31.100000，读音相同，0.90）；柳树（自定，121.410000,31.100000，0.50）"
    )


def test_a_line_keeps_its_direction() -> None:
    line = LineString([(121.42, 31.1), (121.41, 31.1), (121.4, 31.1)])
    (feature,) = collection(Answer(line, "stretch", 25.0))["features"]
    assert [x for x, _ in feature["geometry"]["coordinates"]] == [121.42, 121.41, 121.4]


def test_rings_run_counter_clockwise_and_degrees_have_six_decimals() -> None:
    clockwise = Polygon([(121.4, 31.1), (121.4, 31.11), (121.41000012345, 31.11), (121.41, 31.1)])
    (feature,) = collection(Answer(clockwise, "place", 30.0))["features"]
    ring = feature["geometry"]["coordinates"][0]
    assert Polygon(ring).exterior.is_ccw
    assert [121.41, 31.11] in ring


@pytest.mark.parametrize("shape", [Polygon(), GeometryCollection()])
def test_an_empty_shape_is_null(shape: BaseGeometry) -> None:
    (feature,) = collection(Answer(shape, "place", 30.0))["features"]
    assert feature["geometry"] is None


def test_the_collection_names_its_source_and_licence_and_no_crs() -> None:
    found = collection()
    assert list(found) == ["type", "attribution", "licence", "features"]
    assert "OpenStreetMap" in found["attribution"]
    assert found["features"] == []


def test_rows_and_answers_must_match() -> None:
    with pytest.raises(ValueError, match="zip"):
        answers_geojson([Query("1", "甲")], [])


def test_chinese_stays_readable() -> None:
    assert "青松园" in answers_geojson([Query("1", "青松园")], [NOTHING])


def test_a_candidate_in_many_pieces_is_told_by_its_first() -> None:
    road = Candidate("甲路", "road", "11 12 13", 121.4, 31.1, 0.5, "写法相近")
    assert candidate_text(road) == "甲路（道路，11 等3段，121.400000,31.100000，写法相近，0.50）"
