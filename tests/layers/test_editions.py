"""Editions read back from folders, ZIPs and single files; what is none is told in one line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import LineString, Point, box

from layers.assemble import Atlas
from layers.editions import HOLDINGS, edition_data, read_edition
from layers.errors import LayerError
from layers.features import PROPERTIES, Feature
from layers.files import layer_files
from layers.findings import Findings
from layers.handoff.delivery import Delivery
from layers.handoff.edition import Edition
from layers.handoff.sheets import sheets
from layers.unlocated import UNLOCATED_COLUMNS
from layers.zones import ZoneLayer
from seeds.errors import ZonemapError

VERSION = "2026-03-08-0123abcd"
SHAPES = {"A1": Point(121.41, 31.11), "B1": LineString([(121.41, 31.11), (121.42, 31.11)]),
          "C1": box(121.41, 31.11, 121.42, 31.12)}  # fmt: skip


def feature(key: str) -> Feature:
    given = {"id": key, "name": key, "label": f"名{key}", "kind": "park", "zone": "east"}
    return Feature(key, SHAPES[key], {**dict.fromkeys(PROPERTIES), **given})


def entry(key: str, **given: str) -> dict[str, str | None]:
    named = {"id": key, "name": "甲", "label": "甲楼", "kind": "other", "reason": "无"}
    return {**dict.fromkeys(UNLOCATED_COLUMNS), **named, **given}


@pytest.fixture
def atlas() -> Atlas:
    entries = (entry("D1", aliases="乙;丙"), entry("D2", label="=1+1", reason="-x"))
    return Atlas(tuple(map(feature, SHAPES)), entries, Findings({}, ()))


@pytest.fixture
def folder(tmp_path: Path, atlas: Atlas, zones: ZoneLayer) -> Path:
    """Return an edition as a folder."""
    where = tmp_path / "one"
    for name, text in layer_files(atlas, zones).items():
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).write_text(text, encoding="utf-8", newline="\n")
    (where / "version.txt").write_text(f"青禾区 {VERSION}\n", encoding="utf-8")
    return where


def test_a_folder_is_read_whole(folder: Path) -> None:
    found = read_edition(folder)
    assert (found.name, found.version) == (str(folder), VERSION)
    assert {key: placed.sheet for key, placed in found.places.items()} == {
        "A1": "points", "B1": "lines", "C1": "polygons",
    }  # fmt: skip
    assert found.places["A1"].geometry.equals(SHAPES["A1"])
    assert found.places["A1"].properties["label"] == "名A1"
    assert set(found.zones) == {"east", "west"}
    assert found.holds == set(HOLDINGS)


def test_the_list_has_one_row_a_project_and_the_text_as_it_was(folder: Path) -> None:
    found = read_edition(folder).unlocated
    assert list(found) == ["D1", "D2"]
    assert (found["D1"]["name"], found["D1"]["aliases"]) == ("甲", "乙;丙")
    assert (found["D2"]["label"], found["D2"]["reason"]) == ("=1+1", "-x")


@pytest.mark.parametrize("top", ["", "newbridge-1"])
def test_a_zip_says_the_same_as_its_folder(folder: Path, tmp_path: Path, top: str) -> None:
    inside = tmp_path / "inside"
    shutil.copytree(folder, inside / top)
    packed = Path(shutil.make_archive(str(tmp_path / "x"), "zip", inside))
    found, whole = read_edition(packed), read_edition(folder)
    assert (found.version, found.unlocated, found.holds) == (VERSION, whole.unlocated, whole.holds)
    assert found.places == whole.places
    assert found.zones == whole.zones


def test_what_is_about_to_be_written_is_what_is_read_back(
    folder: Path, atlas: Atlas, zones: ZoneLayer
) -> None:
    edition = Edition("x", "1", "青禾区", "", VERSION, "2026-03-08", {}, (), (), (), (0, 0, 1, 1))
    rows = sheets(atlas.features, zones)
    delivery = Delivery(edition, rows, atlas.unlocated, atlas.findings, zones, {})
    made, read = edition_data(delivery), read_edition(folder)
    assert made.version == read.version
    assert {k: p.properties for k, p in made.places.items()} == {
        k: p.properties for k, p in read.places.items()
    }
    assert made.unlocated.keys() == read.unlocated.keys()
    assert made.zones.keys() == read.zones.keys()


@pytest.mark.parametrize(
    ("name", "places", "holds"),
    [
        ("points", ["A1"], {"points"}),
        ("zones", [], {"zones"}),
        ("zone/east", ["A1", "B1", "C1"], set()),
    ],
)
def test_one_file_is_a_part_of_an_edition(
    folder: Path, name: str, places: list[str], holds: set[str]
) -> None:
    found = read_edition(folder / f"geojson/{name}.geojson")
    assert (list(found.places), set(found.holds), found.version) == (places, holds, "")


def test_a_build_says_no_version_and_an_older_one_has_no_list(folder: Path) -> None:
    (folder / "version.txt").unlink()
    (folder / "unlocated.csv").unlink()
    found = read_edition(folder)
    assert (found.version, found.unlocated) == ("", {})
    assert found.holds == set(HOLDINGS) - {"unlocated"}


def test_a_mark_at_the_beginning_is_passed_over(folder: Path) -> None:
    for name in ("unlocated.csv", "geojson/points.geojson"):
        path = folder / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    found = read_edition(folder)
    assert "A1" in found.places
    assert "D1" in found.unlocated


# --- what is none ----------------------------------------------------------------------------


def change_first(folder: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    path = folder / "geojson/points.geojson"
    content = json.loads(path.read_text("utf-8"))
    change(content["features"][0])
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda row: row.pop("geometry"), "要素 A1：没有图形"),
        (lambda row: row.update(geometry={"type": "Point", "coordinates": []}), "要素 A1：图形"),
        (lambda row: row["geometry"].update(coordinates=["东", "北"]), "要素 A1：图形读不出来"),
        (lambda row: row["geometry"].update(coordinates=[float("nan"), 1]), "要素 A1：图形"),
        (lambda row: row["geometry"].update(coordinates=[355000, 3450000]), "不是经纬度"),
        (lambda row: row["geometry"].update(type="Blob"), "要素 A1：图形读不出来"),
        (lambda row: row["geometry"].update(type=["Point"]), "要素 A1：图形读不出来"),
        (lambda row: row.pop("properties"), "第 1 个要素应为带属性的 Feature"),
        (lambda row: (row.pop("id"), row["properties"].pop("id")), "第 1 个要素没有编号"),
        (lambda row: row.update(id="B1"), "编号 B1 出现在两个文件里"),
    ],
)
def test_a_place_that_cannot_be_read_is_told(
    folder: Path, change: Callable[[dict[str, Any]], Any], why: str
) -> None:
    change_first(folder, change)
    with pytest.raises(LayerError, match=why):
        read_edition(folder)


def test_an_id_that_stands_twice_is_told(folder: Path) -> None:
    path = folder / "geojson/points.geojson"
    content = json.loads(path.read_text("utf-8"))
    content["features"] *= 2
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(LayerError, match="编号 A1 重复"):
        read_edition(folder)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("geojson/points.geojson", b"{", "不是完整的 UTF-8 JSON"),
        ("geojson/points.geojson", b"\xff\xfe", "不是完整的 UTF-8 JSON"),
        ("geojson/points.geojson", b"[" * 100_000, "不是完整的 UTF-8 JSON"),
        ("geojson/points.geojson", b'{"type": "Topology"}', "应为 GeoJSON 的 FeatureCollection"),
        ("geojson/points.geojson", b"[]", "应为 GeoJSON 的 FeatureCollection"),
        ("geojson/points.geojson", None, "里面没有 geojson/points.geojson"),
        ("unlocated.csv", b"a,b\n1,2\n", "表头应有 id、label、reason"),
        ("unlocated.csv", b"", "表头应有 id、label、reason"),
        ("unlocated.csv", b"id,label,reason\n,x,y\n", "有一行没有编号"),
        ("unlocated.csv", b"id,label,reason\n\xff,x,y\n", "不是完整的 UTF-8 CSV"),
        ("unlocated.csv", b'id,label,reason\n1,"x,y\n', "不是完整的 UTF-8 CSV"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    folder: Path, name: str, content: bytes | None, why: str
) -> None:
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    with pytest.raises(ZonemapError, match=why) as told:
        read_edition(folder)
    assert "\n" not in str(told.value)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LayerError, match="找不到这一版"):
        read_edition(tmp_path / "no")
    (tmp_path / "empty").mkdir()
    with pytest.raises(LayerError, match="应为 handoff 或 build 的输出"):
        read_edition(tmp_path / "empty")
    (tmp_path / "x.geojson").write_text('{"type": "FeatureCollection", "features": [{"a": 1}]}')
    with pytest.raises(LayerError, match="第 1 个要素应为带属性的 Feature"):
        read_edition(tmp_path / "x.geojson")
