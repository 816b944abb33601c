"""An official outline file replaces the computed outlines, or is refused with the reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import LineString, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry

from geo.datum import shape_from_wgs84
from layers.errors import LayerError
from layers.zones import ZoneLayer

Rules = dict[str, Any]
Outlines = dict[str, BaseGeometry]
EAST, WEST = box(121.41, 31.10, 121.44, 31.14), box(121.40, 31.10, 121.41, 31.14)


def feature(shape: BaseGeometry, **properties: str) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": mapping(shape)}


def loaded(folder: Path, rules: Rules, outlines: Outlines, features: object) -> ZoneLayer:
    path = folder / "official.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    rules["official"] = path.name
    return ZoneLayer.from_rules(rules, outlines, lambda _: None, folder=folder)


def test_official_outline_replaces_the_computed(
    tmp_path: Path, rules: Rules, outlines: Outlines
) -> None:
    rows = [feature(EAST, code="east"), feature(WEST, name="西片")]
    zones = loaded(tmp_path, rules, outlines, rows)
    assert zones.zone("east").shape.equals(EAST)


def test_official_outline_is_not_indicative(
    tmp_path: Path, rules: Rules, outlines: Outlines
) -> None:
    rows = [feature(EAST, code="east"), feature(WEST, code="west")]
    zone = loaded(tmp_path, rules, outlines, rows).zone("west")
    assert (zone.indicative, zone.evidence) == (False, ("fact: official.geojson",))


def test_zone_in_two_features_is_joined(tmp_path: Path, rules: Rules, outlines: Outlines) -> None:
    halves = [box(121.41, 31.10, 121.44, 31.12), box(121.41, 31.12, 121.44, 31.14)]
    rows = [*(feature(half, code="east") for half in halves), feature(WEST, code="west")]
    assert loaded(tmp_path, rules, outlines, rows).zone("east").shape.equals(EAST)


def test_zones_on_each_other_are_refused(tmp_path: Path, rules: Rules, outlines: Outlines) -> None:
    rows = [feature(EAST, code="east"), feature(box(121.40, 31.10, 121.42, 31.14), code="west")]
    with pytest.raises(LayerError, match="east 与 west 重叠"):
        loaded(tmp_path, rules, outlines, rows)


@pytest.mark.parametrize("given", [[1], "x", {"name": ["东片"]}, {"code": {}}])
def test_odd_properties_are_refused(
    tmp_path: Path, rules: Rules, outlines: Outlines, given: object
) -> None:
    row = {**feature(EAST), "properties": given}
    with pytest.raises(LayerError, match="属性 code 或 name"):
        loaded(tmp_path, rules, outlines, [row])


def test_missing_zone_is_named(tmp_path: Path, rules: Rules, outlines: Outlines) -> None:
    with pytest.raises(LayerError, match="缺少功能区 west"):
        loaded(tmp_path, rules, outlines, [feature(EAST, code="east")])


def test_unknown_zone_lists_the_known(tmp_path: Path, rules: Rules, outlines: Outlines) -> None:
    with pytest.raises(LayerError, match=r"第 1 个要素.*east=东片"):
        loaded(tmp_path, rules, outlines, [feature(EAST, code="north")])


@pytest.mark.parametrize(
    ("shape", "what"),
    [
        (LineString([(121.41, 31.1), (121.42, 31.1)]), "LineString"),
        (Polygon([(121.4, 31.1), (121.41, 31.11), (121.41, 31.1), (121.4, 31.11)]), "自相交"),
    ],
)
def test_not_a_valid_polygon_is_refused(
    tmp_path: Path, rules: Rules, outlines: Outlines, shape: BaseGeometry, what: str
) -> None:
    with pytest.raises(LayerError, match=what):
        loaded(tmp_path, rules, outlines, [feature(shape, code="east")])


def test_null_geometry_is_refused(tmp_path: Path, rules: Rules, outlines: Outlines) -> None:
    row = {"type": "Feature", "properties": {"code": "east"}, "geometry": None}
    with pytest.raises(LayerError, match="几何读不出来"):
        loaded(tmp_path, rules, outlines, [row])


def test_swapped_coordinates_are_refused(tmp_path: Path, rules: Rules, outlines: Outlines) -> None:
    rows = [
        feature(box(31.10, 121.41, 31.14, 121.44), code="east"),
        feature(box(31.10, 121.40, 31.14, 121.41), code="west"),
    ]
    with pytest.raises(LayerError, match="经度在前"):
        loaded(tmp_path, rules, outlines, rows)


def test_missing_file_is_named(tmp_path: Path, rules: Rules, outlines: Outlines) -> None:
    rules["official"] = "gone.geojson"
    with pytest.raises(LayerError, match=r"gone\.geojson"):
        ZoneLayer.from_rules(rules, outlines, lambda _: None, folder=tmp_path)


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b'{"features": 3}', b"[" * 100_000])
def test_file_that_is_no_geojson_is_refused(
    tmp_path: Path, rules: Rules, outlines: Outlines, content: bytes
) -> None:
    (tmp_path / "bad.geojson").write_bytes(content)
    rules["official"] = "bad.geojson"
    with pytest.raises(LayerError, match=r"bad\.geojson.*GeoJSON"):
        ZoneLayer.from_rules(rules, outlines, lambda _: None, folder=tmp_path)


def test_official_file_needs_a_folder(rules: Rules, outlines: Outlines) -> None:
    rules["official"] = "official.geojson"
    with pytest.raises(LayerError, match="区文件夹"):
        ZoneLayer.from_rules(rules, outlines, lambda _: None)


@pytest.mark.parametrize("datum", ["gcj02", "bd09", "epsg:4549", "EPSG:4528", "cgcs2000"])
def test_the_file_may_be_of_another_datum_if_that_is_said(
    tmp_path: Path, rules: Rules, outlines: Outlines, datum: str
) -> None:
    rules["official_datum"] = datum
    shapes = {"east": EAST, "west": WEST}
    rows = [feature(shape_from_wgs84(s, datum), code=code) for code, s in shapes.items()]
    zones = loaded(tmp_path, rules, outlines, rows)
    assert zones.zone("east").shape.symmetric_difference(EAST).area < 1e-9 * EAST.area


def test_a_datum_that_is_not_known_is_refused(
    tmp_path: Path, rules: Rules, outlines: Outlines
) -> None:
    rules["official_datum"] = "上海2000"
    with pytest.raises(LayerError, match=r"zones.toml：official_datum 不认识坐标系“上海2000”"):
        loaded(tmp_path, rules, outlines, [feature(EAST, code="east")])


@pytest.mark.parametrize(
    ("datum", "what"),
    [("epsg:4549", "第 1 个要素.*应为 50000 到"), ("epsg:3857", "坐标是按 epsg:3857 转换的")],
)
def test_numbers_that_are_not_of_the_datum_named_are_refused(
    tmp_path: Path, rules: Rules, outlines: Outlines, datum: str, what: str
) -> None:
    rules["official_datum"] = datum
    rows = [feature(EAST, code="east"), feature(WEST, code="west")]
    with pytest.raises(LayerError, match=what):
        loaded(tmp_path, rules, outlines, rows)
