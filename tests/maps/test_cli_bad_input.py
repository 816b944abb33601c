"""Bad input: one plain line that says what was expected and where, exit 2, nothing half written."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from layers import outputs
from maps import build as job
from maps import gazetteering

Run = Callable[..., Any]
Tree = Callable[[Path], dict[str, bytes]]

TABLES: dict[str, bytes] = {
    "ok.csv": "id,name\n1,中和路\n".encode(),
    "empty.csv": b"",
    "blank.csv": b" \n\n",
    "header.csv": b"name,where\n1,2\n",
    "twice.csv": b"id,name,name\n1,2,3\n",
    "encoding.csv": b"id,name\n1,\xd6\xd0\xba\xcd\xc2\xb7\n",
    "binary.csv": b"id,name\n1,\x00\n",
    "zone.csv": "id,name,zone\n1,中和路,火星\n".encode(),
    "kind.csv": "id,name,kind\n1,中和路,spaceship\n".encode(),
    "id.csv": "id,name\n7,中和路\n7,北山路\n".encode(),
    "noid.csv": "id,name\n,中和路\n".encode(),
    "noname.csv": b"id,name\n1,\n",
    "cells.csv": "id,name\n1,中和路,2\n".encode(),
    "quote.csv": 'id,name\n1,"中和路\n'.encode(),
}


@pytest.fixture
def bad(here: Path) -> Path:
    """Return the current folder, with tables that cannot be used, a folder and earlier output."""
    for name, content in TABLES.items():
        (here / name).write_bytes(content)
    (here / "folder").mkdir()
    (here / "file").write_text("a file", encoding="utf-8")
    (here / "old").mkdir()
    (here / "old" / "qa.json").write_text("earlier", encoding="utf-8")
    (here / "old.geojson").write_text("earlier", encoding="utf-8")
    return here


@pytest.fixture
def refused(run: Run, bad: Path, tree: Tree) -> Callable[..., str]:
    """Return what runs a command that must be refused, and returns the one line it says."""

    def line(*words: object) -> str:
        before = tree(bad.parent)
        ran = run(*words)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("zonemap: ")
        assert ran.err.count("\n") == 1
        assert tree(bad.parent) == before
        assert list(bad.parent.rglob(".*")) == []
        return str(ran.err)

    return line


Refused = Callable[..., str]


def full(*_: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


def interrupted(*_: object, **__: object) -> NoReturn:
    raise KeyboardInterrupt


# --- tables of names -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("missing.csv", "missing.csv：找不到这个文件"),
        ("folder", "folder：应为文件，实际是文件夹"),
        ("file/names.csv", "file/names.csv：上级路径不是文件夹，无法读取"),
        ("empty.csv", "empty.csv：文件是空的"),
        ("blank.csv", "blank.csv：文件是空的"),
        ("header.csv", "header.csv:1: 表头应有 id,name，"),
        ("twice.csv", "重复 name"),
        ("encoding.csv", "encoding.csv 第 2 行：应为 UTF-8 编码"),
        ("binary.csv", "binary.csv 第 2 行：应为纯文本，遇到 NUL 字节"),
        ("zone.csv", "zone.csv:2: zone '火星' 不是已知功能区，可用 east、west、东片、西片"),
        ("kind.csv", "kind.csv:2: kind 'spaceship' 不是已知类别，可用 plot、road_segment"),
        ("id.csv", "id.csv:3: id '7' 重复"),
        ("noid.csv", "noid.csv:2: id 不能为空"),
        ("noname.csv", "noname.csv:2: name 不能为空"),
        ("cells.csv", "cells.csv:2: 应有 2 格"),
        ("quote.csv", "无法按 CSV 解析，请检查引号是否成对"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(
    refused: Refused, town_folder: Path, table: str, why: str
) -> None:
    words = ("locate", "--input", table, "--out", "old.geojson", "--district", town_folder)
    assert why in refused(*words)


@pytest.mark.parametrize(
    ("out", "why"),
    [
        ("folder", "folder：应为文件，实际是文件夹；请写上文件名"),
        ("file/x.geojson", "file：上级应为文件夹，实际是文件"),
        ("missing/x.geojson", "missing：上级文件夹不存在，请先建好"),
    ],
)
def test_a_file_that_cannot_be_written_is_refused(
    refused: Refused, town_folder: Path, out: str, why: str
) -> None:
    words = ("locate", "--input", "ok.csv", "--out", out, "--district", town_folder)
    assert why in refused(*words)


def test_the_answers_cannot_take_the_place_of_the_names(
    refused: Refused, here: Path, town_folder: Path
) -> None:
    before = (here / "ok.csv").read_bytes()
    words = ("locate", "--input", "ok.csv", "--out", "./ok.csv", "--district", town_folder)
    assert "--input 和 --out 不能是同一个文件" in refused(*words)
    assert (here / "ok.csv").read_bytes() == before


def test_a_full_disk_leaves_the_earlier_answers(
    refused: Refused, town_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outputs, "_write_bytes", full)
    said = refused("locate", "--input", "ok.csv", "--out", "old.geojson", "--district", town_folder)
    assert said == (
        "zonemap: old.geojson：磁盘已满，请腾出空间后重试。没有写出任何文件，原有内容未动\n"
    )


# --- output folders --------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["build", "layers", "map"])
@pytest.mark.parametrize(
    ("out", "why"),
    [
        ("file", "file：应为文件夹，实际是文件；请换一个名称"),
        ("file/out", "file：上级应为文件夹，实际是文件"),
        ("missing/out", "missing：上级文件夹不存在，请先建好"),
        (".", ".：是当前文件夹或其上级，不能整体替换；请写成子文件夹，例如 ./out"),
    ],
)
def test_a_folder_that_cannot_be_written_is_refused(
    refused: Refused, town_folder: Path, command: str, out: str, why: str
) -> None:
    assert why in refused(command, "--out", out, "--district", town_folder)


def test_a_full_disk_leaves_the_earlier_build(
    refused: Refused, town_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outputs, "_write_bytes", full)
    said = refused("layers", "--out", "old", "--district", town_folder)
    assert "old：磁盘已满" in said


def test_an_interrupted_build_leaves_the_earlier_one(
    refused: Refused, town_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "build", interrupted)
    said = refused("build", "--out", "old", "--district", town_folder)
    assert said == "zonemap: 已中断，没有写出任何文件\n"


# --- district folders ------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["build", "layers", "map", "gazetteer info", "locate 中和路"])
@pytest.mark.parametrize(
    ("district", "why"),
    [("missing", "missing：应为区县文件夹，找不到"), ("file", "file：应为区县文件夹，实际是文件")],
)
def test_a_district_that_is_no_folder_is_refused(
    refused: Refused, command: str, district: str, why: str
) -> None:
    assert why in refused(*command.split(), "--district", district)


@pytest.mark.parametrize(
    ("file", "content", "why"),
    [
        ("projects.csv", None, "projects.csv：找不到这个文件"),
        ("projects.csv", b"", "projects.csv：文件是空的"),
        ("projects.csv", b"x\n", "projects.csv 第 1 行：表头应为 id,name,label"),
        ("locators.csv", b"\xff\xfe", "locators.csv 第 1 行：应为 UTF-8 编码"),
        ("district.toml", b"name = ", "district.toml：不是有效的 TOML"),
        ("zones.toml", None, "zones.toml：找不到这个文件"),
        ("zones.toml", b"[[zone", "zones.toml：不是有效的 TOML"),
        ("zones.toml", b'note = "x"\n', "zones.toml：应至少有一个 [[zone]]"),
        ("gazetteer/roads.csv", None, "地名库里没有 roads.csv（在 "),
        ("gazetteer/roads.csv", b"", "roads.csv:1 表头应为 name,alt_names"),
        ("gazetteer/roads.csv", b"x\n", "roads.csv:1 表头应为 name,alt_names"),
        ("gazetteer/outlines.csv", b"\xff", "outlines.csv 读不出来：应为 UTF-8 文本表格"),
        ("gazetteer/snapshot.toml", b"dates", "snapshot.toml 读不出来"),
    ],
)
def test_a_broken_district_is_refused(
    refused: Refused, town_copy: Path, file: str, content: bytes | None, why: str
) -> None:
    if content is None:
        (town_copy / file).unlink()
    else:
        (town_copy / file).write_bytes(content)
    assert why in refused("layers", "--out", "old", "--district", town_copy)


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        ("zones.toml", "东湖路街道", "火星街道", "没有名为 '火星街道' 的街道或镇"),
        ("zones.toml", 'zone = "east"', 'zone = "mars"', "'mars' 不在可用值之内：west、east"),
        ("projects.csv", "西片", "火星", "zone_reported 列：不认识 '火星'；应为 东片、西片 之一"),
        ("projects.csv", ",park,", ",spaceship,", "kind 列：不认识 'spaceship'"),
        ("projects.csv", "QX0002", "QX0001", "id 列：'QX0001' 重复，第 2 行已有"),
        ("gazetteer/outlines.csv", "district,", "region,", "没有 kind 为 district 的一行"),
        ("gazetteer/outlines.csv", "POLYGON", "POLY", "outlines.csv 里有一格应为数字或 WKT"),
        ("gazetteer/roads.csv", "LINESTRING", "LINE", "roads.csv 里有一格应为数字或 WKT"),
    ],
)
def test_a_broken_row_is_refused(
    refused: Refused, town_copy: Path, file: str, old: str, new: str, why: str
) -> None:
    path = town_copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert why in refused("layers", "--out", "old", "--district", town_copy)


# --- sources of a gazetteer ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("--osm missing.osm", "找不到 OSM 文件：missing.osm"),
        ("--osm folder", "应为 .osm 或 .osm.pbf 文件，实际是文件夹：folder"),
        ("--osm empty.csv", "OSM 文件是空的：empty.csv"),
        ("--osm ok.csv", "ok.csv：应为 OSM 的 .osm（XML）或 .osm.pbf，内容两者都不是"),
        ("--geojson missing", "找不到 OSM 数据文件夹：missing"),
        ("--geojson file", "应为存放 GeoJSON 的文件夹，实际是文件：file"),
        ("--geojson folder", "folder 里应有 roads.geojson，没有找到"),
    ],
)
def test_a_source_that_cannot_be_used_is_refused(
    refused: Refused, town_copy: Path, source: str, why: str
) -> None:
    assert why in refused("gazetteer", "build", *source.split(), "--district", town_copy)


def test_a_source_of_another_town_is_refused(refused: Refused, town_osm: Path) -> None:
    said = refused("gazetteer", "build", "--osm", town_osm, "--out", "old")
    assert "town.osm：没有名为“徐汇区”的行政区界线" in said


def test_a_gazetteer_cannot_take_the_place_of_a_file(
    refused: Refused, town_folder: Path, town_osm: Path
) -> None:
    words = ("gazetteer", "build", "--osm", town_osm, "--district", town_folder, "--out", "file")
    assert "file：应为文件夹，实际是文件" in refused(*words)


@pytest.mark.parametrize("failure", [full, interrupted])
def test_a_gazetteer_that_is_not_finished_leaves_the_earlier_one(
    refused: Refused,
    town_copy: Path,
    town_osm: Path,
    monkeypatch: pytest.MonkeyPatch,
    failure: Callable[..., NoReturn],
) -> None:
    monkeypatch.setattr(outputs, "_write_bytes", failure)
    refused("gazetteer", "build", "--osm", town_osm, "--district", town_copy)


def test_an_interrupted_download_leaves_the_earlier_gazetteer(
    refused: Refused, town_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gazetteering, "_snapshot", interrupted)
    refused("gazetteer", "build", "--place", "青溪区", "--district", town_copy)
