"""A bundle is read from a folder or a ZIP, or refused before a database is asked."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from shapely import from_wkb, get_srid

from layers.postgis.failures import PublishError
from layers.postgis.reading import read_bundle

Content = dict[str, list[dict[str, Any]]]
Write = Callable[..., Path]


def test_folder_and_zip_are_the_same(
    write: Write, packed: Callable[[Path], Path], content: Content
) -> None:
    folder = write(content)
    bundle = read_bundle(folder)
    assert bundle == read_bundle(packed(folder))
    assert bundle.counts == {"points": 3, "lines": 2, "polygons": 2, "zones": 1, "unlocated": 1}
    assert (bundle.version, bundle.date) == ("2026-03-08-00000001", "2026-03-08")
    assert (bundle.district_code, bundle.district) == ("999901", "青溪区")


def test_a_build_without_an_edition_is_called_by_what_it_holds(
    write: Write, content: Content
) -> None:
    first = read_bundle(write(content, edition=None, date=None, district=None))
    assert first.version == f"build-{first.checksum[:8]}"
    assert (first.date, first.district_code) == ("", "")
    content["points"][0]["properties"]["name"] = "别名"
    assert read_bundle(write(content, edition=None)).version != first.version


def test_order_does_not_matter(write: Write, content: Content) -> None:
    first = read_bundle(write(content))
    for features in content.values():
        features.reverse()
    assert read_bundle(write(content)) == first


def test_geometries_carry_their_coordinate_system(write: Write, content: Content) -> None:
    content["lines"][0]["geometry"] = {
        "type": "LineString", "coordinates": [[121.4, 31.1, 5.0], [121.5, 31.2, 6.0]],
    }  # fmt: skip
    shape = from_wkb(str(read_bundle(write(content)).rows["lines"][0][-1]))
    assert (shape.geom_type, int(get_srid(shape)), shape.has_z) == ("MultiLineString", 4326, False)


def test_one_row_a_project_and_no_mark_of_spreadsheets(write: Write, content: Content) -> None:
    rows = read_bundle(write(content)).rows["unlocated"]
    assert [row[:3] for row in rows] == [("QX0090", "无处楼", "无处楼")]
    assert "=只有名称" in rows[0]


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=r"没有这个文件夹或 \.zip；请先运行 zonemap handoff"):
        read_bundle(tmp_path / "handoff")
    with pytest.raises(PublishError, match=r"里没有 manifest\.json；应为 zonemap handoff 写的"):
        read_bundle(tmp_path)


@pytest.mark.parametrize("name", ["geojson/lines.geojson", "unlocated.csv"])
def test_a_file_that_is_missing_or_was_changed_is_refused(
    write: Write, content: Content, name: str
) -> None:
    folder = write(content)
    with (folder / name).open("ab") as file:
        file.write(b"\n")
    with pytest.raises(PublishError, match=f"{name}：和 manifest.json 里的校验和不一致"):
        read_bundle(folder)
    (folder / name).unlink()
    with pytest.raises(PublishError, match=f"里没有 {name}"):
        read_bundle(folder)


def test_broken_archives_are_refused(write: Write, content: Content, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(PublishError, match=r"应为完整的、不加密的 \.zip"):
        read_bundle(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/manifest.json", b"{" * 1000)
    content_ = bytearray(path.read_bytes())
    content_[50] ^= 0xFF
    path.write_bytes(content_)
    with pytest.raises(PublishError):
        read_bundle(path)


def test_an_archive_that_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("layers.postgis.archives.LARGEST", 1_000_000)
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b" " * 2_000_000)
    with pytest.raises(PublishError, match="超过 1 MB"):
        read_bundle(path)


@pytest.mark.parametrize(
    "text", ["", "[", "[]", "{}", '{"files": []}', "\ufeff\ufeff{}", "[" * 99999]
)
def test_a_manifest_that_is_none_is_refused(write: Write, content: Content, text: str) -> None:
    folder = write(content)
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(PublishError, match=r"manifest\.json"):
        read_bundle(folder)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": None}, "第 1 个要素：name 不能为空"),
        ({"name": ""}, "第 1 个要素：name 不能为空"),
        ({"name": "a\0b"}, "name 里有 NUL 字符"),
        ({"name": "a\ud800"}, "name 里有半个字符"),
        ({"name": 5}, "name 应为文字，实际是 5"),
        ({"name": ["x"]}, "name 应为文字"),
        ({"accuracy_m": "60"}, "accuracy_m 应为整数"),
        ({"accuracy_m": 60.5}, "accuracy_m 应为整数"),
        ({"accuracy_m": True}, "accuracy_m 应为整数"),
        ({"accuracy_m": 2**31}, "accuracy_m 应为整数"),
        ({"accuracy_m": float("nan")}, "accuracy_m 应为整数"),
        ({"accuracy_m": float("inf")}, "accuracy_m 应为整数"),
        ({"zone_agrees": 1}, "zone_agrees 应为是或否"),
        ({"strange": 1}, "有不认识的列 strange"),
        ({"id": "QX0009"}, "id 和属性里的 id 不同"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    write: Write, content: Content, change: dict[str, Any], words: str
) -> None:
    content["points"][0]["properties"].update(change)
    with pytest.raises(PublishError, match=words):
        read_bundle(write(content))


def test_whole_numbers_may_be_written_as_reals(write: Write, content: Content) -> None:
    content["points"][0]["properties"]["accuracy_m"] = 60.0
    assert 60 in read_bundle(write(content)).rows["points"][0]


def test_a_column_that_an_older_bundle_lacks_is_null(write: Write, content: Content) -> None:
    del content["points"][0]["properties"]["note"]
    assert read_bundle(write(content)).rows["points"][0][-2] is None


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        (None, "图形应为 Point，实际是 None"),
        ([], "图形应为 Point"),
        ({"type": ["Point"], "coordinates": [1, 2]}, "图形应为 Point"),
        ({"type": "MultiPoint", "coordinates": [[121.4, 31.1]]}, "图形应为 Point"),
        ({"type": "Point"}, "图形读不出来"),
        ({"type": "Point", "coordinates": []}, "图形是空的"),
        ({"type": "Point", "coordinates": ["a", "b"]}, "图形读不出来"),
        ({"type": "Point", "coordinates": [31.1, 121.4]}, "QX0001 的坐标不是经纬度"),
        ({"type": "Point", "coordinates": [1e300, 0]}, "QX0001 的坐标不是经纬度"),
        ({"type": "Point", "coordinates": [float("nan"), 31.1]}, "QX0001 的"),
    ],
)
def test_a_geometry_that_does_not_fit_is_refused(
    write: Write, content: Content, geometry: Any, words: str
) -> None:
    content["points"][0]["geometry"] = geometry
    with pytest.raises(PublishError, match=words):
        read_bundle(write(content))


@pytest.mark.parametrize("sheet", ["points", "polygons"])
def test_an_id_that_stands_twice_is_refused(write: Write, content: Content, sheet: str) -> None:
    twin = json.loads(json.dumps(content["points"][1]))
    if sheet == "polygons":
        twin["geometry"] = content["polygons"][0]["geometry"]
    content[sheet].append(twin)
    with pytest.raises(PublishError, match=f"编号 QX0002 在 points 和 {sheet} 里重复"):
        read_bundle(write(content))
