"""A file is read as it stands: every kind of GeoJSON, ids, names, places in the text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from layers.checking.reading import Document, document_of, read_document
from layers.errors import LayerError

POINT: dict[str, Any] = {"type": "Point", "coordinates": [121.43, 31.18]}
POLYGON: dict[str, Any] = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}


def feature(geometry: object, **members: object) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": {}, **members}


def read(content: object) -> Document:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return document_of(Path("a.geojson"), text.encode())


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
def test_every_kind_of_geojson_is_read(content: object) -> None:
    document = read(content)
    assert len(document.rows) == 1
    assert document.vectors.bounds.tolist() == [[121.43, 31.18, 121.43, 31.18]]


@pytest.mark.parametrize(
    "geometry",
    [
        POINT,
        POLYGON,
        {"type": "MultiPoint", "coordinates": [[0, 0], [1, 1]]},
        {"type": "LineString", "coordinates": [[0, 0], [1, 1, 5]]},
        {"type": "MultiLineString", "coordinates": [[[0, 0], [1, 1]], [[2, 2], [3, 3]]]},
        {"type": "MultiPolygon", "coordinates": [POLYGON["coordinates"]]},
    ],
    ids=lambda geometry: geometry["type"],
)
def test_every_geometry_becomes_its_shape(geometry: dict[str, Any]) -> None:
    (shape,) = read(feature(geometry)).vectors.by_row
    assert shape.geom_type == geometry["type"]
    assert not shape.has_z  # a height on some of the points is told elsewhere


def test_a_polygon_keeps_its_holes_and_a_collection_its_members() -> None:
    outer = [[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]]
    holes = [[[n, n], [n, n + 1], [n + 1, n + 1], [n, n]] for n in (1, 4)]
    polygon = {"type": "Polygon", "coordinates": [outer, *holes]}
    both = {"type": "GeometryCollection", "geometries": [polygon, POINT]}
    rows = [feature(polygon), feature(None), feature(both), feature(POLYGON)]
    document = read({"type": "FeatureCollection", "features": rows})
    first, second, third = document.vectors.by_row
    assert document.vectors.rows.tolist() == [0, 2, 3]
    assert (first.area, len(first.interiors), third.area) == (80, 2, 0.5)
    assert [part.geom_type for part in second.geoms] == ["Polygon", "Point"]


@pytest.mark.parametrize(
    ("members", "called"),
    [
        ({"id": "XH0001"}, "XH0001"),
        ({"id": 7}, "7"),
        ({"properties": {"id": "a"}}, "a"),
        ({"properties": {"编号": 12}}, "12"),
        ({"id": True}, "第 1 个要素"),
        ({"id": "", "properties": None}, "第 1 个要素"),
        ({"properties": ["x"]}, "第 1 个要素"),
        ({"id": 2**20_000}, "第 1 个要素"),
    ],
)
def test_features_are_called_by_their_id(members: dict[str, Any], called: str) -> None:
    text = json.dumps(feature(POINT)) if members.get("id") == 2**20_000 else None
    assert read(text or feature(POINT, **members)).called(0) == called


def test_names_are_taken_from_the_usual_properties() -> None:
    given = {"名称": "青溪公园", "name": "青溪绿地", "label": "青溪绿地", "title": 3.5, "x": "no"}
    assert read(feature(POINT, properties=given)).rows[0].names == ("青溪绿地", "青溪公园")


def test_findings_say_the_line_and_the_json_path(check: Callable[..., Any]) -> None:
    bad = feature({"type": "LineString", "coordinates": [[121.41, 31.11], ["x", 31.11]]}, id="B")
    rows = ",\n".join(map(json.dumps, [feature(POINT, id="A"), bad]))
    text = f'{{"type": "FeatureCollection",\n"name": "x",\n"features": [\n{rows}\n]}}'
    (found,) = [one for one in check(text) if one.rule == "coordinate-type"]
    assert (found.feature, found.index, found.line) == ("B", 2, 5)
    assert found.path == "features[1].geometry.coordinates[1]"


def test_text_that_is_no_json_says_line_and_column(check: Callable[..., Any]) -> None:
    (found,) = check('{"type": "FeatureCollection",\n "features": [}')
    assert (found.rule, found.line, found.column) == ("not-json", 2, 15)


@pytest.mark.parametrize(
    "text",
    [
        '{"type" "Feature"}', '{"type": "Feature" 1}', "{1: 2}", '{"features": [1 2]}', "{",
        '{"features": [', '{"a":', '{"a": 1}}', "nonsense", '{"features": [1,]}', '{"a": 1,}',
    ],
)  # fmt: skip
def test_whatever_json_refuses_is_refused_at_the_same_place(
    check: Callable[..., Any], text: str
) -> None:
    with pytest.raises(json.JSONDecodeError) as refused:
        json.loads(text)
    (found,) = check(text)
    assert (found.rule, found.line) == ("not-json", 1)
    assert abs(found.column - refused.value.colno) <= 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<html></html>", "网页"),
        ("[1, 2]", "数组"),
        ('{"type": "Topology"}', "TopoJSON"),
        ('\x1e{"type": "Feature"}', "GeoJSONSeq"),
        ("id,lon,lat\n1,121,31\n", "CSV"),
        ("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))", "WKT"),
    ],
)
def test_other_formats_are_called_by_their_name(
    check: Callable[..., Any], text: str, words: str
) -> None:
    (found,) = check(text)
    assert found.rule == "other-format"
    assert words in found.message


def test_a_name_without_the_usual_ending_is_noted(check: Callable[..., Any]) -> None:
    assert "file-name" in {one.rule for one in check(POINT, "x.json")}
    assert "file-name" not in {one.rule for one in check(POINT, "x.GeoJSON")}


@pytest.mark.parametrize("place", ["missing.geojson", ".", "file/below.geojson"])
def test_a_file_that_cannot_be_opened_is_an_error(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(LayerError):
        read_document(tmp_path / place)


@pytest.mark.parametrize("depth", [50, 300, 900])
def test_deep_nesting_is_no_crash(check: Callable[..., Any], depth: int) -> None:
    inner = '{"type": "GeometryCollection", "geometries": [' * depth + "]}" * depth
    assert check(inner)
    assert check('{"type": "Point", "coordinates": ' + "[" * depth + "]" * depth + "}")
    deep = '{"a": ' * depth + "1" + "}" * depth
    assert check(json.dumps(feature(POINT))[:-1] + f', "x": {deep}, "properties": {deep}}}')


def test_features_written_twice_count_once(check: Callable[..., Any]) -> None:
    row = json.dumps(feature(POINT, id="A"))
    text = f'{{"type": "FeatureCollection", "features": [{row}, {row}], "features": [{row}]}}'
    assert "duplicate-key" in {one.rule for one in check(text)}
    assert "id-duplicate" not in {one.rule for one in check(text)}


@pytest.mark.parametrize("number", ["1e300", "-1.7e308", "5e-324", "1e154"])
def test_numbers_as_large_as_they_go_are_no_crash(check: Callable[..., Any], number: str) -> None:
    ring = f"[[121.41, 31.11], [{number}, 31.11], [121.42, {number}], [121.41, 31.11]]"
    for kind, coordinates in (("LineString", ring), ("Polygon", f"[{ring}]")):
        shape = f'{{"type": "{kind}", "coordinates": {coordinates}, "bbox": [1, 2]}}'
        assert "bbox-invalid" in {one.rule for one in check(shape)}
