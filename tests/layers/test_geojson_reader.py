"""GeoJSON of other people is read as it stands, and what is wrong with it is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from layers.errors import LayerError
from layers.geojson_reader import GeoJsonFile, read_geojson
from seeds.errors import SeedError

POINT: dict[str, Any] = {"type": "Point", "coordinates": [121.43, 31.18]}
POLYGON: dict[str, Any] = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}


def feature(geometry: object, **members: object) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": {}, **members}


def read(folder: Path, content: object, *, head: bytes = b"") -> GeoJsonFile:
    path = folder / "a.geojson"
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.write_bytes(head + text.encode())
    return read_geojson(path)


@pytest.mark.parametrize(
    "content",
    [
        {"type": "FeatureCollection", "features": [feature(POINT)]},
        feature(POINT),
        POINT,
        {"type": "GeometryCollection", "geometries": [POINT]},
    ],
    ids=["collection", "feature", "geometry", "geometries"],
)
def test_every_kind_of_geojson_is_read(tmp_path: Path, content: object) -> None:
    (item,) = read(tmp_path, content).items
    assert item.shape is not None
    assert item.shape.bounds == (121.43, 31.18, 121.43, 31.18)


@pytest.mark.parametrize(
    "geometry",
    [
        POINT,
        POLYGON,
        {"type": "MultiPoint", "coordinates": [[0, 0], [1, 1]]},
        {"type": "LineString", "coordinates": [[0, 0], [1, 1, 5]]},
        {"type": "MultiLineString", "coordinates": [[[0, 0], [1, 1]]]},
        {"type": "MultiPolygon", "coordinates": [POLYGON["coordinates"]]},
    ],
    ids=lambda geometry: geometry["type"],
)
def test_every_geometry_is_read(tmp_path: Path, geometry: dict[str, Any]) -> None:
    (item,) = read(tmp_path, feature(geometry)).items
    assert item.shape is not None
    assert not item.shape.has_z  # a height on some of the points is no fault
    assert item.shape.geom_type == geometry["type"]


@pytest.mark.parametrize(
    "row",
    [feature(None), {"type": "Feature"}, feature({"type": "Point", "coordinates": []})],
    ids=["null", "missing", "empty"],
)
def test_no_geometry_is_no_fault(tmp_path: Path, row: object) -> None:
    (item,) = read(tmp_path, {"type": "FeatureCollection", "features": [row]}).items
    assert (item.shape, item.fault) == (None, "")


@pytest.mark.parametrize(
    "row",
    [
        feature({"type": "Point", "coordinates": ["121.43", "31.18"]}),
        feature({"type": "Point", "coordinates": None}),
        feature({"type": "Point"}),
        feature({"type": "Circle", "coordinates": [0, 0]}),
        feature({"type": "LineString", "coordinates": [[0, 0]]}),
        feature({"type": "Point", "coordinates": [True, False]}),
        feature({"type": "Point", "coordinates": [10**400, 0]}),
        feature({"type": "Polygon", "coordinates": [0, 0]}),
        feature({"type": "Point", "coordinates": [[0, 0], [1, 1]]}),
        feature({"type": "GeometryCollection", "geometries": [{"type": "Point"}]}),
        feature([121.43, 31.18]),
        feature("POINT (1 1)"),
        {"type": "Thing"},
        7,
        None,
    ],
)
def test_a_feature_that_cannot_be_read_is_told_and_the_others_are_read(
    tmp_path: Path, row: object
) -> None:
    content = {"type": "FeatureCollection", "features": [row, feature(POINT)]}
    bad, good = read(tmp_path, content).items
    assert (bad.shape, bad.label) == (None, "第 1 个要素")
    assert bad.fault
    assert good.shape is not None


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_what_is_no_number_is_a_fault(tmp_path: Path, number: str) -> None:
    text = f'{{"type": "LineString", "coordinates": [[121, 31], [{number}, 31.1]]}}'
    (item,) = read(tmp_path, text).items
    assert (item.shape, item.fault) == (None, "坐标应为有限的数")


@pytest.mark.parametrize(
    ("members", "label"),
    [
        ({"id": "XH0001"}, "XH0001"),
        ({"id": 7}, "7"),
        ({"properties": {"id": "a"}}, "a"),
        ({"properties": {"编号": 12}}, "12"),
        ({"id": True}, "第 1 个要素"),
        ({"id": "", "properties": None}, "第 1 个要素"),
        ({"properties": ["x"]}, "第 1 个要素"),
    ],
)
def test_features_are_called_by_their_id(
    tmp_path: Path, members: dict[str, Any], label: str
) -> None:
    assert read(tmp_path, feature(POINT, **members)).items[0].label == label


def test_names_are_taken_from_the_usual_properties(tmp_path: Path) -> None:
    given = {"名称": "青溪公园", "name": "青溪绿地", "label": "青溪绿地", "title": 3.5, "x": "no"}
    assert read(tmp_path, feature(POINT, properties=given)).items[0].names == (
        "青溪绿地",
        "青溪公园",
    )


def test_a_byte_order_mark_is_read_over_and_told(tmp_path: Path) -> None:
    assert read(tmp_path, POINT, head=b"\xef\xbb\xbf").bom
    assert not read(tmp_path, POINT).bom


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"type": "Feature", ', "第 1 行第 21 列不是完整的 JSON"),
        ("<html></html>", "不是完整的 JSON"),
        ("[1, 2]", "应为 GeoJSON"),
        ('{"type": "Topology"}', '实际 type 是 "Topology"'),
        ('{"type": ["Feature"]}', "应为 GeoJSON"),
        ('{"type": "FeatureCollection"}', "应为 GeoJSON"),
        ("[" * 200_000, "读不出来"),
        (f'{{"type": "Point", "coordinates": [{"9" * 5000}, 1]}}', "读不出来"),
    ],
    ids=["cut", "html", "list", "topojson", "odd", "bare", "deep", "long"],
)
def test_what_is_no_geojson_is_refused(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(LayerError, match=words):
        read(tmp_path, content)


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "gbk.geojson"
    path.write_bytes(json.dumps(feature(POINT, id="徐"), ensure_ascii=False).encode("gb18030"))
    with pytest.raises(SeedError, match="应为 UTF-8"):
        read_geojson(path)
