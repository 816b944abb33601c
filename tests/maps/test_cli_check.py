"""`zonemap check` as a user sees it: what is wrong with the coordinates of a file, and the mend."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import Point, mapping, shape

from geo.datum import shape_from_wgs84

Run = Callable[..., Any]


def collection(shapes: list[Any], **properties: Any) -> str:
    rows = [
        {"type": "Feature", "id": nth, "geometry": one and mapping(one), "properties": properties}
        for nth, one in enumerate(shapes, start=1)
    ]
    return json.dumps({"type": "FeatureCollection", "features": rows})


@pytest.fixture
def rewritten(shipped_output: Path, here: Path) -> Callable[..., Path]:
    """Return what writes a file of the build anew, each geometry changed."""

    def write(kind: str, change: Callable[[Any], Any]) -> Path:
        content = json.loads((shipped_output / f"geojson/{kind}.geojson").read_text("utf-8"))
        for row in content["features"]:
            row["geometry"] = mapping(change(shape(row["geometry"])))
        (here / "x.geojson").write_text(json.dumps(content), encoding="utf-8")
        return Path("x.geojson")

    return write


@pytest.mark.parametrize("kind", ["points", "lines", "polygons", "zones"])
def test_what_the_program_writes_itself_is_fine(run: Run, shipped_output: Path, kind: str) -> None:
    ran = run("check", shipped_output / f"geojson/{kind}.geojson")
    assert (ran.code, ran.err) == (0, "")
    assert "警告" not in ran.out


@pytest.mark.parametrize("kind", ["points", "lines", "polygons"])
@pytest.mark.parametrize(
    ("datum", "size", "name"), [("gcj02", "490 m", "GCJ-02"), ("bd09", "1160 m", "BD-09")]
)
def test_a_shifted_file_is_told_with_its_datum(
    run: Run, rewritten: Callable[..., Path], kind: str, datum: str, size: str, name: str
) -> None:
    ran = run("check", rewritten(kind, lambda one: shape_from_wgs84(one, datum)))
    assert (ran.code, ran.err, ran.out.count("\n")) == (1, "", 1)
    assert ran.out.startswith(f"x.geojson：警告：坐标整体偏移约 {size}（偏东 ")
    assert f"是 {name}" in ran.out
    assert "请先转换到 WGS-84" in ran.out


@pytest.mark.parametrize(
    ("datum", "words"),
    [
        ("epsg:4549", "CGCS2000 三度带平面坐标，中央经线 120°、不带带号（EPSG:4549）"),
        ("epsg:4528", "CGCS2000 三度带平面坐标，第 40 带、带带号（EPSG:4528）"),
        ("epsg:3857", "Web 墨卡托平面坐标（EPSG:3857）"),
        ("epsg:32651", "WGS-84 UTM 51 带平面坐标（EPSG:32651）"),
    ],
)
def test_metres_are_told_with_their_name(
    run: Run, rewritten: Callable[..., Path], datum: str, words: str
) -> None:
    ran = run("check", rewritten("polygons", lambda one: shape_from_wgs84(one, datum)))
    assert ran.code == 1
    assert ran.out == (
        f"x.geojson：警告：整个文件的坐标是米，不是度，像是 {words}。"
        "GeoJSON 应为 WGS-84 经纬度，请先转换再导出（projected-metres）\n"
    )


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ([(31.11, 121.41), (31.12, 121.40)], "整个文件的坐标写成了（纬度, 经度）"),
        ([(87.6, 43.8), (87.7, 43.9)], "整个文件不在青溪区：坐标在经度 87.650、纬度 43.850 一带"),
        ([(1234.5, -876.5), (1300, -900)], "整个文件的坐标不是经纬度，也不是已知的平面坐标"),
        ([(31.11, 121.41), *[(121.41, 31.11)] * 6], "1 个要素（1）的坐标写成了（纬度, 经度）"),
    ],
    ids=["swapped", "elsewhere", "city grid", "one of many"],
)
def test_wrong_numbers_are_told(
    run: Run, town_folder: Path, here: Path, points: list[Any], words: str
) -> None:
    (here / "x.geojson").write_text(collection([Point(p) for p in points]), encoding="utf-8")
    ran = run("check", "x.geojson", "--district", town_folder)
    assert (ran.code, ran.err) == (1, "")
    assert words in ran.out


def test_a_few_things_elsewhere_are_no_fault_of_the_file(
    run: Run, town_folder: Path, here: Path
) -> None:
    shapes = [Point(121.41, 31.11)] * 5 + [Point(87.6, 43.8), None]
    (here / "x.geojson").write_text(collection(shapes), encoding="utf-8")
    ran = run("check", "x.geojson", "--district", town_folder)
    assert ran.code == 0
    assert "提示：看不出坐标是否整体偏移" in ran.out


def test_findings_as_json_have_a_line_each(run: Run, town_folder: Path, here: Path) -> None:
    text = collection([Point(31.11, 121.41), Point(31.12, 121.4)])
    (here / "x.geojson").write_bytes(b"\xef\xbb\xbf" + text.encode())
    ran = run("check", "x.geojson", "--json", "--district", town_folder)
    assert ran.code == 1
    first, second = (json.loads(line) for line in ran.out.splitlines())
    assert list(first) == ["file", "feature", "rule", "severity", "message", "mend"]
    assert (first["rule"], first["severity"]) == ("bom", "note")
    assert second == {
        "file": "x.geojson",
        "feature": "",
        "rule": "axes-swapped",
        "severity": "warning",
        "message": "整个文件的坐标写成了（纬度, 经度）",
        "mend": "GeoJSON 应为（经度, 纬度），请对调",
    }


def test_a_feature_that_cannot_be_read_is_named(run: Run, town_folder: Path, here: Path) -> None:
    content = json.loads(collection([Point(121.41, 31.11)] * 2))
    content["features"][1]["geometry"]["coordinates"] = ["东", "北"]
    (here / "x.geojson").write_text(json.dumps(content), encoding="utf-8")
    ran = run("check", "x.geojson", "--district", town_folder)
    assert ran.code == 1
    assert "x.geojson 2：警告：坐标应为有限的数" in ran.out


@pytest.mark.parametrize("shapes", [[], [None, None]], ids=["empty", "null"])
def test_a_file_without_shapes_is_fine_and_said_so(
    run: Run, town_folder: Path, here: Path, shapes: list[Any]
) -> None:
    (here / "x.geojson").write_text(collection(shapes), encoding="utf-8")
    ran = run("check", "x.geojson", "--district", town_folder)
    assert (ran.code, ran.out) == (0, "x.geojson：提示：没有图形，坐标无从检查（no-geometry）\n")


def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_being_checked(
    run: Run, town_folder: Path, here: Path
) -> None:
    (here / "bad.geojson").write_text("{", encoding="utf-8")
    (here / "good.geojson").write_text(collection([Point(31.11, 121.41)]), encoding="utf-8")
    ran = run("check", "bad.geojson", "no.geojson", "good.geojson", "--district", town_folder)
    assert ran.code == 2
    assert ran.err.splitlines() == [
        "zonemap: bad.geojson：第 1 行第 2 列不是完整的 JSON，应为 GeoJSON",
        "zonemap: no.geojson：找不到这个文件",
    ]
    assert "good.geojson：警告：" in ran.out


def test_ids_that_deceive_the_eye_are_written_out(run: Run, town_folder: Path, here: Path) -> None:
    content = json.loads(collection([Point(121.41, 31.11)] * 9 + [Point(31.11, 121.41)]))
    content["features"][-1]["id"] = "\u202e甲\n乙"
    (here / "x.geojson").write_text(json.dumps(content), encoding="utf-8")
    ran = run("check", "x.geojson", "--district", town_folder)
    assert "[U+202E]甲 乙" in ran.out
