"""Valid files raise no error and no warning: the examples of RFC 7946, and every kind there is."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from layers.checking.finding import NOTE


def polygon(*rings: list[list[float]]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def feature(geometry: Any, **members: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": {}, **members}


def collection(*rows: Any, **members: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(rows), **members}


OUTER = [[100.0, 0.0], [101.0, 0.0], [101.0, 1.0], [100.0, 1.0], [100.0, 0.0]]
INNER = [[100.8, 0.8], [100.8, 0.2], [100.2, 0.2], [100.2, 0.8], [100.8, 0.8]]
SECOND = [[102.0, 2.0], [103.0, 2.0], [103.0, 3.0], [102.0, 3.0], [102.0, 2.0]]
HOLE = [[100.2, 0.2], [100.2, 0.8], [100.8, 0.8], [100.8, 0.2], [100.2, 0.2]]
WEST = [[[180.0, 40.0], [180.0, 50.0], [170.0, 50.0], [170.0, 40.0], [180.0, 40.0]]]
EAST = [[[-170.0, 40.0], [-170.0, 50.0], [-180.0, 50.0], [-180.0, 40.0], [-170.0, 40.0]]]
FIRST_LINE = [[102.0, 0.0], [103.0, 1.0], [104.0, 0.0], [105.0, 1.0]]

RFC_7946: dict[str, dict[str, Any]] = {
    "1.5 collection": collection(
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [102.0, 0.5]},
            "properties": {"prop0": "value0"},
        },
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": FIRST_LINE},
            "properties": {"prop0": "value0", "prop1": 0.0},
        },
        {
            "type": "Feature",
            "geometry": polygon(OUTER),
            "properties": {"prop0": "value0", "prop1": {"this": "that"}},
        },
    ),
    "5 bbox of a feature": {
        "type": "Feature",
        "bbox": [-10.0, -10.0, 10.0, 10.0],
        "geometry": polygon([[-10.0, -10.0], [10.0, -10.0], [10.0, 10.0], [-10.0, -10.0]]),
        "properties": None,
    },
    "5 bbox of a collection": collection(bbox=[100.0, 0.0, 105.0, 1.0]),
    "5 bbox with heights": collection(bbox=[100.0, 0.0, -100.0, 105.0, 1.0, 0.0]),
    "5.2 bbox across the date line": collection(
        feature({"type": "Point", "coordinates": [178.4, -18.1]}),
        feature({"type": "Point", "coordinates": [-179.2, -17.3]}),
        bbox=[177.0, -20.0, -178.0, -16.0],
    ),
    "5.2 bbox round the globe": collection(bbox=[-180.0, -20.0, 180.0, -16.0]),
    "5.3 bbox of the pole": collection(
        feature({"type": "Point", "coordinates": [12.0, 85.0]}),
        bbox=[-180.0, 60.0, 180.0, 90.0],
    ),
    "3.1.9 line cut at the date line": {
        "type": "MultiLineString",
        "coordinates": [[[170.0, 45.0], [180.0, 45.0]], [[-180.0, 45.0], [-170.0, 45.0]]],
    },
    "3.1.9 polygon cut at the date line": {"type": "MultiPolygon", "coordinates": [WEST, EAST]},
    "6.1 foreign member": {
        "type": "Feature",
        "id": "f1",
        "geometry": {"type": "Point", "coordinates": [36.6, -122.3][::-1]},
        "properties": {},
        "title": "Example Feature",
    },
    "6.1 foreign object": {
        "type": "Feature",
        "id": "f2",
        "geometry": {"type": "Point", "coordinates": [-122.308, 36.619]},
        "properties": {},
        "centerline": {"type": "LineString", "coordinates": [[-170, 10], [170, 11]]},
    },
    "A.1 points": {"type": "Point", "coordinates": [100.0, 0.0]},
    "A.2 lines": {"type": "LineString", "coordinates": [[100.0, 0.0], [101.0, 1.0]]},
    "A.3 polygon": polygon(OUTER),
    "A.3 polygon with a hole": polygon(OUTER, INNER),
    "A.4 points": {"type": "MultiPoint", "coordinates": [[100.0, 0.0], [101.0, 1.0]]},
    "A.5 lines": {
        "type": "MultiLineString",
        "coordinates": [[[100.0, 0.0], [101.0, 1.0]], [[102.0, 2.0], [103.0, 3.0]]],
    },
    "A.6 polygons": {"type": "MultiPolygon", "coordinates": [[SECOND], [OUTER, HOLE]]},
    "A.7 collection": {
        "type": "GeometryCollection",
        "geometries": [
            {"type": "Point", "coordinates": [100.0, 0.0]},
            {"type": "LineString", "coordinates": [[101.0, 0.0], [102.0, 1.0]]},
        ],
    },
}

POINT = {"type": "Point", "coordinates": [7.5, 47.25]}
KINDS: dict[str, Any] = {
    "point of whole numbers": {"type": "Point", "coordinates": [0, 0]},
    "point in exponents": '{"type": "Point", "coordinates": [1.0e1, -2.5E-1]}',
    "point with a height": {"type": "Point", "coordinates": [7.5, 47.25, 410.5]},
    "line with heights": {"type": "LineString", "coordinates": [[7, 47, 1], [8, 48, 2]]},
    "line that comes back": {
        "type": "LineString",
        "coordinates": [[7, 47], [8, 48], [8, 47], [7, 48]],
    },
    "polygon with heights": polygon([[7, 47, 1], [8, 47, 1], [8, 48, 1], [7, 47, 1]]),
    "polygon of the globe": polygon([[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]),
    "polygons that touch in a point": {
        "type": "MultiPolygon",
        "coordinates": [
            [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]],
            [[[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]],
        ],
    },
    "hole that touches the edge in a point": polygon(
        [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], [[0, 2], [1, 3], [1, 1], [0, 2]]
    ),
    "null geometry": feature(None),
    "null properties": {"type": "Feature", "geometry": POINT, "properties": None},
    "empty collection": collection(),
    "empty coordinates": collection(
        *[
            feature({"type": kind, "coordinates": []})
            for kind in (
                "Point",
                "MultiPoint",
                "LineString",
                "MultiLineString",
                "Polygon",
                "MultiPolygon",
            )
        ]
    ),
    "empty geometry collection": {"type": "GeometryCollection", "geometries": []},
    "id in words": feature(POINT, id="Zürich"),
    "id in numbers": feature(POINT, id=0),
    "id with a fraction": feature(POINT, id=1.5),
    "large whole number": feature(POINT, id=2**64, properties={"n": 2**200}),
    "bbox of a geometry": {**POINT, "bbox": [7.5, 47.25, 7.5, 47.25]},
    "bbox with heights": feature(
        {"type": "Point", "coordinates": [7.5, 47.25, 4]}, bbox=[7, 47, 4, 8, 48, 4]
    ),
    "bbox that is rounded": feature(
        {"type": "Point", "coordinates": [7.5123456, 47.25]}, bbox=[7.51235, 47.25, 7.51235, 47.25]
    ),
    "unicode": feature(POINT, properties={"名称": "漕河泾 🚇 Straße “ñ”", "𠮷": "\U00020bb7"}),
    "escapes": r'{"type": "Point", "coordinates": [1, 2], "note": "\u6f15\n\t\\"}',
    "any blanks": '\r\n\t{"type"\n:\t"Point","coordinates":[ 1 ,\n2 ]}\n\n ',
    "features before the type": '{"features": [], "type": "FeatureCollection"}',
    "foreign members that are GeoJSON": feature(POINT, place=POINT, bounds=polygon(OUTER)),
    "property named as a member": feature(POINT, properties={"type": "x", "coordinates": 1}),
    "property named id": feature(POINT, properties={"id": 7}),
    "the same id as a number": feature(POINT, id=7, properties={"id": "7"}),
    "mixed types": collection(feature(POINT), feature(polygon(OUTER)), feature(None)),
    "same features twice": collection(feature(POINT), feature(POINT)),
}


@pytest.mark.parametrize("name", RFC_7946)
def test_the_examples_of_the_rfc_raise_no_alarm(check: Callable[..., Any], name: str) -> None:
    alarms = [found for found in check(RFC_7946[name]) if found.severity != NOTE]
    assert alarms == []


@pytest.mark.parametrize("name", KINDS)
def test_valid_files_raise_no_alarm(check: Callable[..., Any], name: str) -> None:
    alarms = [found for found in check(KINDS[name]) if found.severity != NOTE]
    assert alarms == []


@pytest.mark.parametrize("name", ["5.2 bbox across the date line", "5.3 bbox of the pole"])
def test_what_lies_outside_such_a_box_is_seen(check: Callable[..., Any], name: str) -> None:
    content = json.loads(json.dumps(RFC_7946[name]))
    content["features"].append(feature({"type": "Point", "coordinates": [12.5, 12.5]}))
    assert "bbox-wrong" in {found.rule for found in check(content)}
