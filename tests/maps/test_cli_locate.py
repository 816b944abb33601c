"""`zonemap locate` as a user sees it: on the terminal, as JSON, and in batch."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from maps.asking import Asker

Run = Callable[..., Any]


@pytest.fixture
def batch(run: Run, town_folder: Path, here: Path) -> Callable[[str], list[dict[str, Any]]]:
    """Return what locates a table of names and returns the features."""

    def features(table: str) -> list[dict[str, Any]]:
        (here / "names.csv").write_text(table, encoding="utf-8")
        ran = run("locate", "--input", "names.csv", "--out", "x.geojson", "--district", town_folder)
        assert (ran.code, ran.err) == (0, "")
        found: dict[str, Any] = json.loads((here / "x.geojson").read_text(encoding="utf-8"))
        return list(found["features"])

    return features


def test_a_name_is_answered_in_plain_lines(run: Run, town_folder: Path) -> None:
    ran = run("locate", "竹林路（中和路-北山路）", "--district", town_folder)
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "竹林路（中和路-北山路）：路段：部分已知，示意，线，121.408000,31.112000，误差约 282 米",
        "  依据 OpenStreetMap 107",
        "  数据日期 2026-03-08",
        "  说明 示意：竹林路在地图上距北山路还有约443米，这一段按直线画出",
    ]


def test_a_name_that_is_not_found_lists_what_was_tried(run: Run, town_folder: Path) -> None:
    ran = run("locate", "无名路12号", "--district", town_folder)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "无名路12号：没有找到（未找到）",
        "  试过 门牌：地图上没有无名路",
        "  试过 地名：地名库里没有“无名路12号”",
    ]


def test_several_names_are_answered_in_order(run: Run, town_folder: Path) -> None:
    ran = run("locate", "青溪公园", "无名路", "中和路100号", "--district", town_folder, "--json")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["name"] for row in rows] == ["青溪公园", "无名路", "中和路100号"]
    assert [row["method"] for row in rows] == ["place", "none", "address"]
    assert rows[1]["geometry"] is None


def test_a_zone_is_answered_with_its_indicative_outline(run: Run, town_folder: Path) -> None:
    ran = run("locate", "西片", "--json", "--district", town_folder)
    row = json.loads(ran.out)
    assert (row["method"], row["source_id"], row["note"]) == ("place", "west", "示意")
    assert row["geometry"]["type"] in {"Polygon", "MultiPolygon"}


def test_a_trap_is_refused_with_its_reason(run: Run, town_folder: Path) -> None:
    ran = run("locate", "新青大学", "--district", town_folder)
    assert ran.out.endswith("  试过 不作为地点：校址在外区\n")


def test_without_a_district_the_shipped_one_is_asked(run: Run) -> None:
    assert "误差约 25 米" in run("locate", "五原路（武康路-乌鲁木齐中路）").out


def test_a_batch_says_how_many_were_found(run: Run, town_folder: Path, here: Path) -> None:
    (here / "names.csv").write_text("id,name\n1,青溪公园\n2,无名路\n", encoding="utf-8")
    ran = run("locate", "--input", "names.csv", "--out", "x.geojson", "--district", town_folder)
    assert (ran.code, ran.out) == (0, "2 个名称，找到 1 个，写入 x.geojson\n")


def test_a_batch_has_a_feature_a_row_in_the_order_of_the_table(
    batch: Callable[[str], list[dict[str, Any]]],
) -> None:
    found = batch("id,name\nb,青溪公园\na,无名路\n")
    assert [(f["id"], f["properties"]["id"]) for f in found] == [("b", "b"), ("a", "a")]
    assert [f["properties"]["method"] for f in found] == ["place", "none"]
    assert (found[1]["geometry"], found[1]["properties"]["accuracy_m"]) == (None, None)


def test_a_batch_uses_the_optional_columns(batch: Callable[[str], list[dict[str, Any]]]) -> None:
    found = batch(
        "id,name,kind,zone,road_from,road_to,address,parent,aliases\n"
        "1,百合苑,school,西片,,,,,\n"
        "2,中和路,,,东湖路,西园路,,,\n"
        "3,三角口,intersection,,中和路,西园路,,,\n"
        "4,丁楼,,,,,中和路300号,,\n"
        "5,图书馆,,,,,,新青大学,\n"
        "6,大绿地,,west,,,,,青溪公园;老公园\n"
    )
    methods = [f["properties"]["method"] for f in found]
    assert methods == ["place", "stretch", "crossing", "address", "part_of", "place"]
    assert found[1]["geometry"]["coordinates"][0] == [121.414, 31.11]


@pytest.mark.parametrize("table", ["\ufeffid,name\r\n1,青溪公园\r\n", 'id,name\n1,"青溪公园"'])
def test_a_batch_may_come_from_a_spreadsheet(
    batch: Callable[[str], list[dict[str, Any]]], table: str
) -> None:
    assert batch(table)[0]["properties"]["source_id"] == "way/201"


def test_a_batch_replaces_the_earlier_answer(
    batch: Callable[[str], list[dict[str, Any]]], here: Path
) -> None:
    batch("id,name\n1,青溪公园\n2,无名路\n")
    assert len(batch("id,name\n3,清溪河\n")) == 1
    assert sorted(path.name for path in here.iterdir()) == ["names.csv", "x.geojson"]


def test_the_same_batch_gives_the_same_bytes(
    batch: Callable[[str], list[dict[str, Any]]], here: Path
) -> None:
    texts = []
    for _ in range(2):
        batch("id,name\n1,青溪公园\n2,中和路（西园路-东湖路）\n3,无名路\n")
        texts.append((here / "x.geojson").read_bytes())
    assert texts[0] == texts[1]


def test_a_reader_that_goes_away_hears_nothing(town_folder: Path) -> None:
    command = [sys.executable, "-m", "maps", "locate", "青溪公园", "--district", str(town_folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert (said, process.returncode) == (b"", 2)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_answer_that_cannot_be_shown_fails_in_one_line(town_folder: Path) -> None:
    command = [sys.executable, "-m", "maps", "locate", "青溪公园", "--district", str(town_folder)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("zonemap: 标准输出：读写失败")
    assert done.stderr.count(b"\n") == 1


def test_a_terminal_that_cannot_show_chinese_shows_something(town_folder: Path) -> None:
    command = [sys.executable, "-m", "maps", "locate", "青溪公园", "--district", str(town_folder)]
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, env=ascii_only, check=True)
    assert b"OpenStreetMap way/201" in done.stdout
    assert done.stderr == b""


def test_an_interrupted_batch_leaves_the_earlier_answer(
    run: Run, town_folder: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    (here / "names.csv").write_text("id,name\n1,青溪公园\n", encoding="utf-8")
    (here / "x.geojson").write_text("earlier", encoding="utf-8")
    monkeypatch.setattr(Asker, "_answer", interrupted)
    ran = run("locate", "--input", "names.csv", "--out", "x.geojson", "--district", town_folder)
    assert (ran.code, ran.out, ran.err) == (2, "", "zonemap: 已中断，没有写出任何文件\n")
    assert (here / "x.geojson").read_text(encoding="utf-8") == "earlier"
