from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any

import pyogrio
import pytest
import shapely

from geo.osm_file import read_osm_file
from geo.osm_source import OsmError, OsmFeature

if TYPE_CHECKING:
    from pathlib import Path

Box = tuple[float, float, float, float]
NODES = '<node id="1" lat="31.1" lon="121.4"/><node id="2" lat="31.1" lon="121.5"/>'
WAY = '<way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way>'


@pytest.fixture(scope="module")
def town(
    tmp_path_factory: pytest.TempPathFactory, town_xml: bytes
) -> dict[tuple[str, int], OsmFeature]:
    path = tmp_path_factory.mktemp("town") / "town.osm"
    path.write_bytes(town_xml)
    return {(f.osm_type, f.osm_id): f for f in read_osm_file(path).features}


def write(folder: Path, body: str, root: str = "", name: str = "x.osm") -> Path:
    path = folder / name
    text = f'<?xml version="1.0"?>\n<osm version="0.6"{root}>{body}</osm>\n'
    path.write_text(text, encoding="utf-8")
    return path


def test_xml_and_pbf_give_the_same_features(osm_path: Path, pbf_path: Path) -> None:
    assert read_osm_file(osm_path) == read_osm_file(pbf_path)


def test_features_are_ordered_by_type_and_id(osm_path: Path) -> None:
    kinds = {"node": 0, "way": 1, "relation": 2}
    keys = [(kinds[f.osm_type], f.osm_id) for f in read_osm_file(osm_path).features]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys)) == 27


@pytest.mark.parametrize(
    ("key", "tags"),
    [
        (
            ("way", 101),
            {
                "alt_name": "Rue des Feuilles",
                "highway": "secondary",
                "name": "红叶路",
                "name:en": "Hongye Road",
                "oneway": "yes",
            },
        ),
        (("way", 103), {"highway": "tertiary", "name": "白桦路", "name:zh": "白桦路"}),
        (
            ("way", 104),
            {"highway": "primary", "layer": "-1", "name": "青石路隧道", "tunnel": "yes"},
        ),
        (
            ("way", 105),
            {"bridge": "yes", "highway": "motorway", "layer": "1", "name": "云上高架"},
        ),
        (("way", 108), {"highway": "service"}),
        (("way", 109), {"highway": "residential", "name": "回头路", "oneway": "-1"}),
        (
            ("way", 111),
            {
                "alt_name": "新开路",
                "construction": "primary",
                "highway": "construction",
                "name": "新开路（在建）",
            },
        ),
        (("way", 124), {"natural": "water"}),
        (
            ("way", 140),
            {
                "addr:housenumber": "8号",
                "addr:street": "白桦路",
                "building": "yes",
                "name": "云杉大厦",
            },
        ),
        (
            ("node", 201),
            {
                "alt_name": "红叶路",
                "construction": "yes",
                "name": "红叶路（在建）",
                "railway": "station",
                "station": "subway",
            },
        ),
        (("node", 210), {"addr:housenumber": "12弄", "addr:street": "白桦路"}),
        (
            ("relation", 302),
            {"name": "七十七号线：南门 → 北门", "ref": "77", "route": "subway"},
        ),
        (
            ("relation", 304),
            {
                "admin_level": "6",
                "boundary": "administrative",
                "name": "新桥区",
                "name:en": "Newbridge",
            },
        ),
    ],
)
def test_tags_are_normalised(
    town: dict[tuple[str, int], OsmFeature], key: tuple[str, int], tags: dict[str, str]
) -> None:
    assert town[key].tags == tags


def test_quotes_arrows_and_line_breaks_in_a_name_survive(
    town: dict[tuple[str, int], OsmFeature],
) -> None:
    assert town["node", 211].tags["name"] == '“新桥”"小\\学"=>a, 乙&<b>'


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (("way", 106), "LineString"),  # a closed highway
        (("way", 107), "Polygon"),  # the same with area=yes
        (("way", 130), "Polygon"),
        (("way", 131), "LineString"),  # leisure=track
        (("way", 142), "Polygon"),  # a house number only
        (("relation", 301), "Polygon"),
        (("relation", 302), "MultiLineString"),
        (("relation", 304), "Polygon"),
    ],
)
def test_geometry_follows_the_tags(
    town: dict[tuple[str, int], OsmFeature], key: tuple[str, int], kind: str
) -> None:
    assert town[key].geometry.geom_type == kind


def test_one_way_line_keeps_its_direction(town: dict[tuple[str, int], OsmFeature]) -> None:
    coords = [lon for lon, _ in town["way", 102].geometry.coords]
    assert coords == sorted(coords, reverse=True)


def test_outline_of_open_ways_has_its_hole(town: dict[tuple[str, int], OsmFeature]) -> None:
    water = town["relation", 301].geometry
    assert isinstance(water, shapely.Polygon)
    assert (len(water.interiors), round(water.area * 1e6, 3)) == (1, 17.5)


def test_two_outlines_share_a_border(town: dict[tuple[str, int], OsmFeature]) -> None:
    whole, east = town["relation", 304].geometry, town["relation", 305].geometry
    assert whole.contains(east)
    assert east.area / whole.area == pytest.approx(0.5)


@pytest.mark.parametrize(
    "key",
    [
        ("way", 132),  # natural=scrub
        ("way", 141),  # a building without name or number
        ("node", 202),  # a switch
        ("node", 212),  # a bench
        ("node", 213),  # traffic lights
        ("relation", 303),  # a bus route
        ("relation", 306),  # a province
        ("relation", 307),  # an outline with a missing side
    ],
)
def test_what_no_gazetteer_needs_is_left_out(
    town: dict[tuple[str, int], OsmFeature], key: tuple[str, int]
) -> None:
    assert key not in town


def test_box_keeps_what_touches_it_whole(osm_path: Path, town_box: Box) -> None:
    inside = read_osm_file(osm_path, (121.4005, 31.109, 121.4015, 31.1095)).features
    assert [(f.osm_type, f.osm_id) for f in inside] == [
        ("way", 109),
        ("relation", 304),
    ]
    assert inside[1].geometry.bounds == (121.4, 31.1, 121.42, 31.12)


@pytest.mark.parametrize(
    ("root", "head", "date"),
    [
        (' osmosis_replication_timestamp="2026-03-08T01:02:03Z"', "", "2026-03-08"),
        (' generator="x" timestamp="2026-03-09T01:02:03Z"', "", "2026-03-09"),
        ("", '<meta osm_base="2026-03-10T01:02:03Z"/>', "2026-03-10"),
        (' generator="x"', "", ""),
    ],
)
def test_date_of_xml_stands_in_its_head(tmp_path: Path, root: str, head: str, date: str) -> None:
    snapshot = read_osm_file(write(tmp_path, head + NODES + WAY, root))
    assert (snapshot.dates, snapshot.features[0].snapshot) == ({"osm": date}, date)


def test_date_of_an_object_is_not_the_date_of_the_file(tmp_path: Path) -> None:
    old = NODES.replace("lat=", 'timestamp="2009-01-01T00:00:00Z" lat=')
    assert read_osm_file(write(tmp_path, old + WAY)).dates == {"osm": ""}


def test_date_of_pbf_stands_in_its_header(pbf_path: Path) -> None:
    assert read_osm_file(pbf_path).dates == {"osm": "2026-03-08"}


def test_content_tells_the_format(pbf_path: Path) -> None:
    renamed = pbf_path.rename(pbf_path.with_name("download"))
    assert len(read_osm_file(renamed).features) == 27


def test_new_objects_of_an_editor_are_read(tmp_path: Path) -> None:
    body = (NODES + WAY).replace('"1"', '"-1"').replace('"2"', '"-2"').replace('"9"', '"-9"')
    (feature,) = read_osm_file(write(tmp_path, body)).features
    assert (feature.osm_id, len(feature.geometry.coords)) == (-9, 2)


def test_ways_before_their_nodes_are_read(tmp_path: Path) -> None:
    many = "".join(WAY.replace('"9"', f'"{number}"') for number in range(10, 80_010))
    snapshot = read_osm_file(write(tmp_path, many + NODES))
    assert len(snapshot.features) == 80_000


def test_nothing_is_left_in_the_temporary_folder(
    osm_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    before = sorted(path.name for path in tmp_path.iterdir())
    read_osm_file(osm_path)
    assert not list(scratch.iterdir())
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OsmError, match="找不到 OSM 文件"):
        read_osm_file(tmp_path / "nowhere.osm.pbf")


def test_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OsmError, match="实际是文件夹"):
        read_osm_file(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "是空的"),
        (b"<html><body>504</body></html>", "内容两者都不是"),
        (b'{"elements": []}', "内容两者都不是"),
        (b"\x1f\x8b\x08\x00", "压缩文件不完整或已损坏"),
        (b'<osm version="0.6"></osm>', "没有可用的道路"),
        (b'<osm version="0.6"><node id="1"</osm>', "不是完整有效的 OSM 数据"),
    ],
)
def test_unusable_content_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "x.osm"
    path.write_bytes(content)
    with pytest.raises(OsmError, match=message):
        read_osm_file(path)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.99])
@pytest.mark.parametrize("form", ["osm_path", "pbf_path"])
def test_file_cut_short_is_refused(form: str, share: float, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue(form)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(OsmError, match=r"不完整|损坏|缺"):
        read_osm_file(path)


def test_broken_block_of_a_pbf_is_refused(pbf_path: Path) -> None:
    whole = bytearray(pbf_path.read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 40] = bytes(40)
    pbf_path.write_bytes(whole)
    with pytest.raises(OsmError, match="不是完整有效的 OSM 数据"):
        read_osm_file(pbf_path)


def test_box_without_anything_is_refused(osm_path: Path) -> None:
    with pytest.raises(OsmError, match="范围内：没有可用的"):
        read_osm_file(osm_path, (0.0, 0.0, 1.0, 1.0))


def test_old_gdal_is_refused(osm_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyogrio, "__gdal_version__", (3, 9, 2))
    with pytest.raises(OsmError, match=r"需要 GDAL 3\.10 以上"):
        read_osm_file(osm_path)


def test_process_wide_options_are_put_back(tmp_path: Path) -> None:
    body = (NODES + WAY).replace('"1"', '"-1"').replace('"2"', '"-2"')
    before: Any = pyogrio.get_gdal_config_option("OSM_USE_CUSTOM_INDEXING")
    read_osm_file(write(tmp_path, body))
    assert pyogrio.get_gdal_config_option("OSM_USE_CUSTOM_INDEXING") == before
