from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from geo.osm_folder import read_geojson_folder
from geo.osm_source import OsmError, OsmFeature

if TYPE_CHECKING:
    from pathlib import Path

POINT = {"type": "Point", "coordinates": [121.4, 31.1]}
LINE = {"type": "LineString", "coordinates": [[121.4, 31.1], [121.41, 31.1], [121.42, 31.11]]}
RING = [[121.4, 31.1], [121.41, 31.1], [121.41, 31.11], [121.4, 31.1]]
AREA = {"type": "Polygon", "coordinates": [RING]}
ISLANDS = {
    "type": "MultiPolygon",
    "coordinates": [[RING], [[[lon + 0.1, lat] for lon, lat in RING]]],
}
ROAD = {"osm_id": 7, "name": "红叶路", "highway": "primary"}


def write(folder: Path, stem: str, *rows: tuple[dict[str, Any], Any], **members: Any) -> Path:
    features = [{"type": "Feature", "properties": p, "geometry": g} for p, g in rows]
    whole = {"type": "FeatureCollection", **members, "features": features}
    path = folder / f"{stem}.geojson"
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "roads", (ROAD, LINE))
    return tmp_path


def only(folder: Path, osm_id: int) -> OsmFeature:
    (found,) = [f for f in read_geojson_folder(folder).features if f.osm_id == osm_id]
    return found


@pytest.mark.parametrize(
    ("stem", "columns", "shape", "expected"),
    [
        (
            "roads",
            {"osm_id": 9, "highway": "trunk", "name_en": "Red", "oneway": "yes", "bridge": "T"},
            LINE,
            ("way", {"bridge": "yes", "highway": "trunk", "name:en": "Red", "oneway": "yes"}),
        ),
        (
            "areas",
            {"osm_id": "900000000", "name": "松园", "fclass": "park", "area_m2": 5.0},
            AREA,
            ("way", {"fclass": "park", "leisure": "park", "name": "松园"}),
        ),
        (
            "pois",
            {"osm_id": "9", "name": "甲", "fclass": "hospital"},
            POINT,
            ("node", {"amenity": "hospital", "fclass": "hospital", "name": "甲"}),
        ),
        (
            "pois",
            {"osm_id": "9", "name": "甲", "fclass": "bookshop"},
            POINT,
            ("node", {"fclass": "bookshop", "name": "甲", "shop": "books"}),
        ),
        (
            "places",
            {"osm_id": "9", "name": "甲村", "fclass": "village"},
            POINT,
            ("node", {"fclass": "village", "name": "甲村", "place": "village"}),
        ),
        (
            "water",
            {"osm_id": "9", "name": None, "fclass": "riverbank"},
            ISLANDS,
            ("relation", {"fclass": "riverbank", "natural": "water", "water": "river"}),
        ),
        (
            "waterways",
            {"osm_id": "9", "name": "小青河", "fclass": "river", "width": 25},
            LINE,
            ("way", {"fclass": "river", "name": "小青河", "waterway": "river", "width": "25"}),
        ),
        (
            "railways",
            {"osm_id": "9", "name": None, "fclass": "subway", "bridge": "F", "tunnel": "T"},
            LINE,
            ("way", {"fclass": "subway", "railway": "subway", "tunnel": "yes"}),
        ),
        (
            "station_nodes",
            {"osm_node": 9, "name": "甲", "kind": "stop_position", "under_construction": True},
            POINT,
            (
                "node",
                {
                    "construction": "yes",
                    "fclass": "stop_position",
                    "name": "甲",
                    "public_transport": "stop_position",
                    "railway": "stop",
                    "subway": "yes",
                },
            ),
        ),
        (
            "station_nodes",
            {"osm_node": 9, "name": "甲", "kind": "station", "under_construction": False},
            POINT,
            (
                "node",
                {
                    "fclass": "station",
                    "name": "甲",
                    "public_transport": "station",
                    "railway": "station",
                    "station": "subway",
                    "subway": "yes",
                },
            ),
        ),
        (
            "subdistricts",
            {"osm_relation": 9, "name": "东街道", "street_code": "999901001"},
            AREA,
            (
                "relation",
                {
                    "admin_level": "8",
                    "boundary": "administrative",
                    "name": "东街道",
                    "ref": "999901001",
                },
            ),
        ),
    ],
)
def test_columns_become_osm_tags(
    tmp_path: Path,
    stem: str,
    columns: dict[str, Any],
    shape: Any,
    expected: tuple[str, dict[str, str]],
) -> None:
    write(tmp_path, "roads")
    write(tmp_path, stem, (columns, shape))
    (feature,) = read_geojson_folder(tmp_path).features
    assert (feature.osm_type, feature.tags) == expected


def test_metro_line_is_a_subway_route(folder: Path) -> None:
    write(folder, "metro_lines", ({"name": "三四号线", "route": "3-4"}, LINE))
    assert only(folder, 0).tags == {"name": "三四号线", "ref": "3;4", "route": "subway"}


def test_metro_network_keeps_its_lines_and_is_no_route(folder: Path) -> None:
    mixed = {"type": "GeometryCollection", "geometries": [POINT, LINE]}
    write(folder, "metro_lines", ({"name": "全网", "route": "network"}, mixed))
    feature = only(folder, 0)
    assert (feature.geometry.geom_type, "route" in feature.tags) == ("LineString", False)


def test_district_is_an_outline_of_level_6(folder: Path) -> None:
    write(folder, "district", ({"name": "新桥区", "adcode": "999901"}, ISLANDS))
    feature = only(folder, 0)
    assert (feature.osm_type, feature.tags["admin_level"]) == ("", "6")


@pytest.mark.parametrize(
    "name", ["甲站（在建）", "甲站 (在建)", "甲站(在建）（Still in construction)"]
)
def test_building_site_keeps_its_name_and_gets_a_plain_one(folder: Path, name: str) -> None:
    write(folder, "areas", ({"osm_id": 8, "name": name, "fclass": "railway_station"}, AREA))
    tags = only(folder, 8).tags
    assert (tags["name"], tags["alt_name"], tags["construction"]) == (name, "甲站", "yes")


def test_name_that_only_starts_with_the_word_is_no_building_site(folder: Path) -> None:
    write(folder, "areas", ({"osm_id": 8, "name": "在建中学", "fclass": "school"}, AREA))
    assert "construction" not in only(folder, 8).tags


def test_unknown_class_keeps_name_and_class(folder: Path) -> None:
    write(folder, "pois", ({"osm_id": 8, "name": "甲", "fclass": "teleporter"}, POINT))
    assert only(folder, 8).tags == {"fclass": "teleporter", "name": "甲"}


def test_outline_below_all_way_numbers_does_not_say_its_type(folder: Path) -> None:
    write(folder, "areas", ({"osm_id": 8, "name": "甲", "fclass": "park"}, AREA))
    assert only(folder, 8).osm_type == ""


def test_rows_of_one_object_are_merged(folder: Path) -> None:
    row = {"osm_id": "8", "name": "塔", "fclass": "tower"}
    write(folder, "areas", (row, AREA), (row | {"fclass": "attraction"}, AREA))
    assert only(folder, 8).tags == {
        "fclass": "tower;attraction",
        "man_made": "tower",
        "name": "塔",
        "tourism": "attraction",
    }


def test_first_file_gives_the_geometry_of_an_object(folder: Path) -> None:
    row = {"osm_id": "8", "name": "湖", "fclass": "water"}
    write(folder, "areas", (row, AREA))
    write(folder, "water", (row, ISLANDS))
    assert only(folder, 8).geometry.geom_type == "Polygon"


def test_node_and_way_of_one_number_stay_two(folder: Path) -> None:
    write(folder, "pois", ({"osm_id": 7, "name": "甲", "fclass": "cafe"}, POINT))
    found = [f.osm_type for f in read_geojson_folder(folder).features if f.osm_id == 7]
    assert found == ["node", "way"]


def test_order_of_rows_does_not_matter(folder: Path) -> None:
    rows = [({"osm_id": n, "name": str(n), "highway": "primary"}, LINE) for n in (5, 3, 4)]
    write(folder, "roads", *rows)
    forwards = read_geojson_folder(folder)
    write(folder, "roads", *reversed(rows))
    assert read_geojson_folder(folder) == forwards


def test_lines_keep_their_direction(folder: Path) -> None:
    assert list(only(folder, 7).geometry.coords) == [tuple(c) for c in LINE["coordinates"]]


def test_bow_tie_is_repaired(folder: Path) -> None:
    bow = [[121.4, 31.1], [121.41, 31.11], [121.41, 31.1], [121.4, 31.11], [121.4, 31.1]]
    shape = {"type": "Polygon", "coordinates": [bow]}
    write(folder, "areas", ({"osm_id": 8, "name": "甲", "fclass": "park"}, shape))
    assert only(folder, 8).geometry.is_valid


def test_row_without_geometry_is_passed_over(folder: Path) -> None:
    write(folder, "pois", ({"osm_id": 8, "name": "甲", "fclass": "cafe"}, None))
    assert [f.osm_id for f in read_geojson_folder(folder).features] == [7]


def test_other_files_are_ignored(folder: Path) -> None:
    (folder / "notes.geojson").write_text("not JSON", encoding="utf-8")
    assert len(read_geojson_folder(folder).features) == 1


def test_dates_are_arguments(folder: Path) -> None:
    snapshot = read_geojson_folder(folder, {"roads": "2026-03-08", "water": "2026-03"})
    assert (snapshot.dates, snapshot.features[0].snapshot) == (
        {"roads": "2026-03-08"},
        "2026-03-08",
    )


def test_dates_are_empty_when_nobody_tells(folder: Path) -> None:
    assert read_geojson_folder(folder).dates == {"roads": ""}


def test_dates_stand_in_a_sidecar(folder: Path) -> None:
    text = '[dates]\nroads = 2026-03-08\ndistrict = "2026-03"\n'
    (folder / "snapshot.toml").write_text(text, encoding="utf-8")
    assert read_geojson_folder(folder).dates == {"roads": "2026-03-08"}


def test_argument_goes_before_sidecar(folder: Path) -> None:
    (folder / "snapshot.toml").write_text('[dates]\nroads = "2020"\n', encoding="utf-8")
    assert read_geojson_folder(folder, {"roads": "2026"}).dates == {"roads": "2026"}


@pytest.mark.parametrize(
    ("dates", "message"),
    [
        ({"raods": "2026-03-08"}, "不认识数据日期“raods”"),
        ({"roads": "08.03.2026"}, "应写成 2026-03-08"),
        ({"roads": "2026-13-01"}, "应写成 2026-03-08"),
    ],
)
def test_wrong_date_is_refused(folder: Path, dates: dict[str, str], message: str) -> None:
    with pytest.raises(OsmError, match=message):
        read_geojson_folder(folder, dates)


def test_sidecar_without_a_table_is_refused(folder: Path) -> None:
    (folder / "snapshot.toml").write_text('dates = "2026"\n', encoding="utf-8")
    with pytest.raises(OsmError, match="dates 应为表"):
        read_geojson_folder(folder)


def test_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OsmError, match="找不到 OSM 数据文件夹"):
        read_geojson_folder(tmp_path / "nowhere")


def test_file_in_place_of_a_folder_is_refused(folder: Path) -> None:
    with pytest.raises(OsmError, match="实际是文件"):
        read_geojson_folder(folder / "roads.geojson")


def test_folder_without_roads_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "pois")
    with pytest.raises(OsmError, match=r"应有 roads\.geojson"):
        read_geojson_folder(tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"type":\n "Feat', "第 2 行第 2 列：不是完整的 JSON"),
        ("[]", "应为 GeoJSON FeatureCollection"),
        ('{"type": "Feature", "features": []}', "应为 GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection", "features": [3]}', "第 1 个要素：应为 GeoJSON Feature"),
    ],
)
def test_broken_file_is_refused(folder: Path, text: str, message: str) -> None:
    (folder / "pois.geojson").write_text(text, encoding="utf-8")
    with pytest.raises(OsmError, match=rf"pois\.geojson.*{message}"):
        read_geojson_folder(folder)


def test_projected_file_is_refused(folder: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4549"}}
    write(folder, "pois", crs=crs)
    with pytest.raises(OsmError, match="坐标应为 WGS-84"):
        read_geojson_folder(folder)


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        ({"type": "Point", "coordinates": [31.1, 121.4]}, "写反了"),
        ({"type": "Point", "coordinates": [637000.0, 3445000.0]}, "是否投影坐标"),
        ({"type": "Point", "coordinates": ["a", "b"]}, "不是有效的 GeoJSON 几何"),
        ({"type": "Blob", "coordinates": []}, "不是有效的 GeoJSON 几何"),
        ({"type": "Polygon", "coordinates": [[[121.4, 31.1]]]}, "不是有效的 GeoJSON 几何"),
    ],
)
def test_wrong_geometry_is_refused(folder: Path, shape: Any, message: str) -> None:
    write(folder, "pois", ({"osm_id": 1}, POINT), ({"osm_id": 2}, shape))
    with pytest.raises(OsmError, match=f"第 2 个要素.*{message}"):
        read_geojson_folder(folder)


def test_id_that_is_no_number_is_refused(folder: Path) -> None:
    write(folder, "pois", ({"osm_id": "w12", "name": "甲"}, POINT))
    with pytest.raises(OsmError, match="osm_id 应为整数，实际是“w12”"):
        read_geojson_folder(folder)
