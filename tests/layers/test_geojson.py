"""RFC 7946: what is written can be read by anybody, and is the same twice."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, box, shape
from shapely.geometry.base import BaseGeometry

from layers.errors import LayerError
from layers.features import Feature
from layers.geojson import (
    as_points,
    by_family,
    collection,
    dumps,
    dumps_collection,
    to_geodataframe,
    zone_features,
)
from layers.zones import ZoneLayer

HERE = Point(121.4371234567, 31.1329876543)


def thing(number: int, geometry: BaseGeometry = HERE, **properties: Any) -> Feature:
    name = f"QH{number:04}"
    return Feature(name, geometry, {"id": name, "name": "青松公园", **properties})


def written(*features: Feature) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(dumps(features, "points"))
    return content


def test_six_decimals() -> None:
    assert written(thing(1))["features"][0]["geometry"]["coordinates"] == [121.437123, 31.132988]


def test_id_stands_at_the_top_and_among_the_properties() -> None:
    feature = written(thing(1))["features"][0]
    assert feature["id"] == feature["properties"]["id"] == "QH0001"


def test_no_crs_member() -> None:
    assert "crs" not in written(thing(1))


def test_bbox_of_the_collection_is_west_south_east_north() -> None:
    content = written(thing(1, Point(121.4, 31.2)), thing(2, Point(121.5, 31.1)))
    assert content["bbox"] == [121.4, 31.1, 121.5, 31.2]


def test_bbox_of_a_feature() -> None:
    line = LineString([(121.5, 31.1), (121.4, 31.2)])
    assert written(thing(1, line))["features"][0]["bbox"] == [121.4, 31.1, 121.5, 31.2]


def test_rings_are_closed_and_right_handed() -> None:
    clockwise = shape(
        {
            "type": "Polygon",
            "coordinates": [[(121.4, 31.1), (121.4, 31.2), (121.5, 31.2), (121.4, 31.1)]],
        }
    )
    ring = written(thing(1, clockwise))["features"][0]["geometry"]["coordinates"][0][0]
    assert ring[0] == ring[-1]
    assert ring[:3] in (
        [[121.4, 31.1], [121.5, 31.2], [121.4, 31.2]],
        [[121.5, 31.2], [121.4, 31.2], [121.4, 31.1]],
        [[121.4, 31.2], [121.4, 31.1], [121.5, 31.2]],
    )


def test_one_type_a_file() -> None:
    pair = MultiPolygon([box(121.4, 31.1, 121.41, 31.11), box(121.5, 31.1, 121.51, 31.11)])
    content = written(thing(1, box(121.3, 31.1, 121.31, 31.11)), thing(2, pair))
    assert {f["geometry"]["type"] for f in content["features"]} == {"MultiPolygon"}


def test_mixed_families_are_refused() -> None:
    with pytest.raises(LayerError, match="lines、points"):
        written(thing(1), thing(2, LineString([(121.4, 31.1), (121.5, 31.1)])))


def test_repeated_id_is_refused() -> None:
    with pytest.raises(LayerError, match="QH0001 重复"):
        written(thing(1), thing(1))


def test_empty_geometry_is_refused() -> None:
    with pytest.raises(LayerError, match="要素 QH0001"):
        written(thing(1, Point()))


def test_one_feature_a_line() -> None:
    lines = dumps([thing(1), thing(2)], "points").splitlines()
    assert [line[:30] for line in lines[1:3]] == [
        '{"type": "Feature", "id": "QH0',
        '{"type": "Feature", "id": "QH0',
    ]
    assert len(lines) == 4


def test_line_breaks_of_unicode_do_not_break_lines() -> None:
    text = dumps([thing(1, note="a\u2028b\u2029c\x85d")], "points")
    assert len(text.splitlines()) == 3
    assert json.loads(text)["features"][0]["properties"]["note"] == "a\u2028b\u2029c\x85d"


def test_chinese_stays_readable() -> None:
    assert "青松公园" in dumps([thing(1)], "points")


def test_attribution_and_licence_are_members() -> None:
    content = written(thing(1))
    assert content["attribution"] == "© OpenStreetMap contributors, ODbL 1.0"
    assert content["licence"] == "ODbL-1.0"


def test_further_members_are_written_unless_empty() -> None:
    content = collection([thing(1)], "points", members={"snapshot": "2026-03-08", "note": ""})
    assert content["snapshot"] == "2026-03-08"
    assert "note" not in content


def test_empty_collection_has_no_bbox() -> None:
    content = written()
    assert "bbox" not in content
    assert content["features"] == []


def test_not_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        dumps([thing(1, accuracy_m=float("nan"))], "points")


@pytest.mark.parametrize(
    "where",
    [Point(float("nan"), 31.1), LineString([(121.4, 31.1), (float("inf"), 31.1)])],
)
def test_a_coordinate_that_is_no_number_is_refused(where: BaseGeometry) -> None:
    with pytest.raises(LayerError, match="要素 QH0002：坐标应为有限的数"):
        dumps([thing(1), thing(2, where)], "points")


@pytest.mark.parametrize(
    "shapes",
    [
        [HERE, Point(121, 31.1), Point(0.00001, -0.0), Point(-0.5, 0.0001)],
        [
            LineString([(121.4, 31.1), (121.5, 31.1)]),
            MultiLineString([[(121.4, 31.1), (122, 31)], [(121.5, 31.3), (121.6, 31.3)]]),
        ],
        [
            box(121.4, 31.1, 121.5, 31.2).difference(box(121.42, 31.12, 121.43, 31.13)),
            box(121, 31, 122, 32),
            MultiPolygon([box(121.4, 31.1, 121.41, 31.11), box(121.5, 31.1, 121.51, 31.11)]),
        ],
        [],
    ],
)
def test_text_is_what_json_makes_of_the_plain_values(shapes: list[BaseGeometry]) -> None:
    """Number for number and blank for blank, whoever spells the coordinates."""
    features = [thing(number, shape, note='"\u2028') for number, shape in enumerate(shapes)]
    assert dumps(features, "all") == dumps_collection(collection(features, "all"))


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), max_size=30))
@settings(max_examples=100, deadline=None)
def test_any_numbers_are_spelt_as_json_spells_them(points: list[tuple[float, float]]) -> None:
    features = [thing(number, Point(point)) for number, point in enumerate(points)]
    assert dumps(features, "all") == dumps_collection(collection(features, "all"))


def test_same_features_same_bytes() -> None:
    features = [thing(1), thing(2, Point(121.5, 31.1))]
    assert dumps(features, "points") == dumps(features, "points")


def test_families_are_sorted_by_id() -> None:
    line = LineString([(121.4, 31.1), (121.5, 31.1)])
    found = by_family([thing(3), thing(2, line), thing(1)])
    assert [f.id for f in found["points"]] == ["QH0001", "QH0003"]
    assert [f.id for f in found["lines"]] == ["QH0002"]
    assert found["polygons"] == []


def test_everything_as_points_keeps_its_properties() -> None:
    found = as_points([thing(1, box(121.4, 31.1, 121.5, 31.2))])[0]
    assert found.geometry.geom_type == "Point"
    assert found.properties == {"id": "QH0001", "name": "青松公园"}


def test_zones_are_marked_indicative(zones: ZoneLayer) -> None:
    content = collection(zone_features(zones), "zones")
    found = content["features"][0]["properties"]
    assert (found["code"], found["indicative"], found["note"]) == ("east", True, "示意")


def test_zone_outlines_stay_edge_to_edge_once_rounded(zones: ZoneLayer) -> None:
    content = collection(zone_features(zones), "zones")
    east, west = (shape(feature["geometry"]) for feature in content["features"])
    assert east.intersection(west).area == 0
    assert east.union(west).equals(box(121.40, 31.10, 121.44, 31.14))


def test_geodataframe_has_a_column_per_property() -> None:
    frame = to_geodataframe([thing(1), thing(2)])
    assert list(frame.columns) == ["id", "name", "geometry"]
    assert frame.crs.to_epsg() == 4326


def test_geodataframe_of_nothing_is_empty() -> None:
    assert to_geodataframe([]).empty
