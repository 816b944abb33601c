"""`zonemap check` as a user sees it: what is wrong with a file, the mend, and the repaired copy."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from shapely.geometry import Point, box, mapping, shape

from geo.datum import shape_from_wgs84
from layers import outputs

Run = Callable[..., Any]


ALL_KINDS = ("points", "lines", "polygons")


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


def test_what_the_program_writes_itself_raises_no_alarm(run: Run, shipped_output: Path) -> None:
    files = sorted(shipped_output.rglob("*.geojson"))
    assert len(files) > 10
    ran = run("check", "--strict", *files)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1].startswith(f"共 {len(files)} 个文件：错误 0 处、警告 0 处")


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize(
    ("datum", "size", "name"), [("gcj02", "490 m", "GCJ-02"), ("bd09", "1160 m", "BD-09")]
)
def test_a_shifted_file_is_told_with_its_datum(
    run: Run, rewritten: Callable[..., Path], kind: str, datum: str, size: str, name: str
) -> None:
    ran = run("check", rewritten(kind, lambda one: shape_from_wgs84(one, datum)))
    assert (ran.code, ran.err) == (1, "")
    (line,) = [line for line in ran.out.splitlines() if "（datum-shift）" in line]
    assert line.startswith(f"x.geojson：错误：坐标整体偏移约 {size}（偏东 ")
    assert f"是 {name}" in line
    assert "请先转换到 WGS-84" in line


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
    assert (
        f"x.geojson：错误：整个文件的坐标是米，不是度，像是 {words}。"
        "GeoJSON 应为 WGS-84 经纬度，请先转换再导出（projected-metres）\n"
    ) in ran.out


@pytest.mark.parametrize(
    ("points", "words", "code"),
    [
        ([(31.11, 121.41), (31.12, 121.40)], "整个文件的坐标写成了（纬度, 经度）", 1),
        (
            [(87.6, 43.8), (87.7, 43.9)],
            "整个文件不在青溪区：坐标在经度 87.650、纬度 43.850 一带",
            0,
        ),
        ([(1234.5, -876.5), (1300, -900)], "整个文件的坐标不是经纬度，也不是已知的平面坐标", 1),
        ([(31.11, 121.41), *[(121.41, 31.11)] * 6], "1 个要素（1）的坐标写成了（纬度, 经度）", 1),
        ([(87.6, 43.8), *[(121.41, 31.11)] * 6], "要素 1（第 1 个，第 1 行）：警告：不在青溪区", 0),
    ],
    ids=["swapped", "elsewhere", "city grid", "one of many", "stray"],
)
def test_wrong_numbers_are_told(
    run: Run, town_folder: Path, here: Path, points: list[Any], words: str, code: int
) -> None:
    (here / "x.geojson").write_text(collection([Point(p) for p in points]), encoding="utf-8")
    ran = run("check", "x.geojson", "--district", town_folder)
    assert (ran.code, ran.err) == (code, "")
    assert words in ran.out


def test_warnings_fail_only_where_the_user_asks(run: Run, town_folder: Path, here: Path) -> None:
    shapes = [Point(121.4112, 31.1123)] * 5 + [Point(87.6, 43.8), None]
    (here / "x.geojson").write_text(collection(shapes), encoding="utf-8")
    words = ("check", "x.geojson", "--district", town_folder)
    ran = run(*words)
    assert ran.code == 0
    assert "提示：看不出坐标是否整体偏移" in ran.out
    assert ran.out.splitlines()[-1].startswith("共 1 个文件：错误 0 处、警告 1 处、提示 ")
    assert run(*words, "--strict").code == 1


def test_findings_as_json_have_a_line_each(run: Run, town_folder: Path, here: Path) -> None:
    text = collection([Point(31.1123, 121.4112), Point(31.1234, 121.4012)])
    (here / "x.geojson").write_bytes(b"\xef\xbb\xbf" + text.encode())
    ran = run("check", "x.geojson", "--json", "--district", town_folder)
    assert ran.code == 1
    first, second = (json.loads(line) for line in ran.out.splitlines())
    assert (first["rule"], first["severity"], first["fixable"]) == ("bom", "warning", True)
    assert second == {
        "file": "x.geojson",
        "feature": "",
        "index": None,
        "rule": "axes-swapped",
        "severity": "error",
        "message": "整个文件的坐标写成了（纬度, 经度）",
        "mend": "GeoJSON 应为（经度, 纬度），请对调",
        "path": "",
        "line": None,
        "column": None,
        "fixable": True,
    }


def test_a_feature_that_cannot_be_read_is_named(run: Run, town_folder: Path, here: Path) -> None:
    content = json.loads(collection([Point(121.41, 31.11)] * 2))
    content["features"][1]["geometry"]["coordinates"] = ["东", "北"]
    (here / "x.geojson").write_text(json.dumps(content, indent=1), encoding="utf-8")
    ran = run("check", "x.geojson", "--district", town_folder)
    assert ran.code == 1
    assert (
        "x.geojson 要素 2（第 2 个，第 16 行）：错误：坐标应为有限的数，实际是文字“东”" in ran.out
    )


@pytest.mark.parametrize("shapes", [[], [None, None]], ids=["empty", "null"])
def test_a_file_without_shapes_is_fine_and_said_so(
    run: Run, town_folder: Path, here: Path, shapes: list[Any]
) -> None:
    (here / "x.geojson").write_text(collection(shapes), encoding="utf-8")
    ran = run("check", "x.geojson", "--strict", "--district", town_folder)
    assert ran.code == 0
    assert "x.geojson：提示：没有图形，坐标无从检查（no-geometry）\n" in ran.out


def test_a_file_that_cannot_be_opened_does_not_keep_the_others_from_being_checked(
    run: Run, town_folder: Path, here: Path
) -> None:
    (here / "bad.geojson").write_text("{", encoding="utf-8")
    (here / "good.geojson").write_text(collection([Point(31.11, 121.41)]), encoding="utf-8")
    ran = run("check", "bad.geojson", "no.geojson", "good.geojson", "--district", town_folder)
    assert ran.code == 2
    assert ran.err == "zonemap: no.geojson：找不到这个文件\n"
    assert "bad.geojson：错误：第 1 行第 2 列不是完整的 JSON，应为 GeoJSON" in ran.out
    assert "good.geojson：错误：" in ran.out


def test_ids_that_deceive_the_eye_are_written_out(run: Run, town_folder: Path, here: Path) -> None:
    content = json.loads(collection([Point(121.41, 31.11)] * 9 + [Point(31.11, 121.41)]))
    content["features"][-1]["id"] = "\u202e甲\n乙"
    content["features"][0]["properties"]["\x1b[31m"] = "\x1b[2J"
    (here / "x.geojson").write_text(json.dumps(content), encoding="utf-8")
    ran = run("check", "x.geojson", "--district", town_folder)
    assert "[U+202E]甲 乙" in ran.out
    assert "\x1b" not in ran.out
    assert "\x1b" not in run("check", "x.geojson", "--json", "--district", town_folder).out


def test_many_findings_of_one_rule_are_summed_up(run: Run, town_folder: Path, here: Path) -> None:
    shapes = [mapping(box(121.411 + n / 1e4, 31.11, 121.4115 + n / 1e4, 31.111)) for n in range(20)]
    content = json.loads(collection([shape(one) for one in shapes]))
    for row in content["features"]:
        row["geometry"]["coordinates"][0].reverse()
    (here / "x.geojson").write_text(json.dumps(content), encoding="utf-8")
    words = ("check", "x.geojson", "--district", town_folder)
    short, whole = run(*words), run(*words, "--all")
    assert short.code == whole.code == 0
    assert short.out.count("1 个外环是顺时针") == 5
    assert "警告：另有 15 处同样的（winding），用 --all 全部列出" in short.out
    assert whole.out.count("1 个外环是顺时针") == 20
    assert short.out.splitlines()[-1] == whole.out.splitlines()[-1]


# --- repaired copies -------------------------------------------------------------------------


@pytest.fixture
def crooked(here: Path) -> Path:
    """Return a file with three faults that can be mended and one that cannot."""
    content = json.loads(collection([box(121.411, 31.1101, 121.4115, 31.1111)], title="x"))
    content["features"][0]["geometry"]["coordinates"][0].reverse()
    content["features"].append({"type": "Feature", "id": 2, "geometry": {"type": "Point"}})
    (here / "x.geojson").write_bytes(b"\xef\xbb\xbf" + json.dumps(content).encode())
    return Path("x.geojson")


def test_a_repaired_copy_stands_beside_the_file(
    run: Run, town_folder: Path, here: Path, crooked: Path
) -> None:
    before = crooked.read_bytes()
    ran = run("check", crooked, "--fix", "--district", town_folder)
    assert (ran.code, ran.err) == (1, "")
    assert "x.fixed.geojson：已修 3 处，原文件未动\n" in ran.out
    assert "x.fixed.geojson：已修 要素 1：1 个外环是顺时针（winding）\n" in ran.out
    assert "x.fixed.geojson：还要人处理：coordinates-missing 1 处\n" in ran.out
    assert crooked.read_bytes() == before
    assert sorted(path.name for path in here.iterdir()) == ["x.fixed.geojson", "x.geojson"]
    again = run("check", "x.fixed.geojson", "--fix", "--json", "--district", town_folder)
    assert not any(json.loads(line)["fixable"] for line in again.out.splitlines())
    assert not Path("x.fixed.fixed.geojson").exists()


def test_a_copy_takes_no_other_file_s_place_unless_told(
    run: Run, town_folder: Path, crooked: Path
) -> None:
    words = ("check", crooked, "--fix", "--district", town_folder)
    other = Path("x.fixed.geojson")
    other.write_text("mine", encoding="utf-8")
    ran = run(*words)
    assert (ran.code, other.read_text("utf-8")) == (2, "mine")
    assert "已有这个文件，没有覆盖；要覆盖请加 --force" in ran.err
    assert run(*words, "--force").code == 1
    assert json.loads(other.read_text("utf-8"))["features"]


@pytest.mark.parametrize("link", [False, True])
def test_a_copy_never_takes_the_place_of_the_file(
    run: Run, town_folder: Path, crooked: Path, link: bool
) -> None:
    before = crooked.read_bytes()
    if link:
        Path("y.geojson").symlink_to(crooked)
    target = "y.geojson" if link else "./x.geojson"
    words = ("check", crooked, "--fix", "--force", "--out", target, "--district", town_folder)
    ran = run(*words)
    assert (ran.code, crooked.read_bytes()) == (2, before)
    assert "副本不能写在原文件上" in ran.err


def test_a_copy_goes_where_it_is_told(run: Run, town_folder: Path, crooked: Path) -> None:
    ran = run("check", crooked, "--fix", "--out", "new.geojson", "--district", town_folder)
    assert ran.code == 1
    assert Path("new.geojson").is_file()
    assert not Path("x.fixed.geojson").exists()


@pytest.mark.parametrize("words", [("--out", "y"), ("x.geojson", "--fix", "--out", "y")])
def test_one_copy_for_several_files_is_refused(
    run: Run, town_folder: Path, crooked: Path, words: tuple[str, ...]
) -> None:
    ran = run("check", crooked, *words, "--district", town_folder)
    assert (ran.code, ran.out) == (2, "")
    assert "--out 要和 --fix 一起用，并且只给一个文件" in ran.err


def test_where_nothing_can_be_mended_no_copy_is_written(
    run: Run, town_folder: Path, here: Path
) -> None:
    (here / "x.geojson").write_text(collection([Point(121.4112, 31.1123)]), encoding="utf-8")
    ran = run("check", "x.geojson", "--fix", "--district", town_folder)
    assert "没有可以自动修的，没有写副本" in ran.out
    assert [path.name for path in here.iterdir()] == ["x.geojson"]


def test_a_full_disk_leaves_no_half_copy(
    run: Run, town_folder: Path, here: Path, crooked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(outputs, "_write_bytes", full)
    ran = run("check", crooked, "--fix", "--district", town_folder)
    assert ran.code == 2
    assert "磁盘已满" in ran.err
    assert [path.name for path in here.iterdir()] == ["x.geojson"]
