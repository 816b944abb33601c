"""`zonemap build REPORT...`: from a report that nobody prepared to every output, in one command."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from layers import outputs

Run = Callable[..., Any]
Tree = Callable[[Path], dict[str, bytes]]

TEXT = """\
# 青溪区2031年重点项目报告

青溪公园开工，中和路（西园路-东湖路）竣工，栗子公园开工，槐树路（柳树路-桑树路）竣工。
"""
ELSEWHERE = "# 静海区2031年政府工作报告\n\n静海区人民政府建成青溪公园，枣树公园开工。\n"
SHIPPED = """\
# 徐汇区2031年重点工作安排

武康大楼开工，裕德路（漕溪路-文定路）竣工，梧桐栗子公园开工。
"""
SHAPES = ("points", "lines", "polygons")


@pytest.fixture
def report(here: Path) -> Path:
    """Return a report in the current folder."""
    (here / "r.md").write_text(TEXT, encoding="utf-8")
    return Path("r.md")


@pytest.fixture
def refused(run: Run, here: Path, tree: Tree, town_folder: Path) -> Callable[..., str]:
    """Return what runs a build that must be refused, and returns the one line it says."""

    def line(*words: object) -> str:
        before = tree(here)
        ran = run("build", *words, "--district", town_folder)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("zonemap: ")
        assert ran.err.count("\n") == 1
        assert tree(here) == before
        return str(ran.err)

    return line


def drawn(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the features of a build by the name they bear."""
    texts = [(folder / "geojson" / f"{shape}.geojson").read_text("utf-8") for shape in SHAPES]
    features = [feature for text in texts for feature in json.loads(text)["features"]]
    return {feature["properties"]["name"]: feature for feature in features}


def listed(folder: Path) -> dict[str, dict[str, str]]:
    """Return the projects that are not on the map, by name."""
    text = (folder / "unlocated.csv").read_text(encoding="utf-8-sig")
    return {row["name"]: row for row in csv.DictReader(io.StringIO(text))}


def ids(folder: Path) -> dict[str, str]:
    found = {name: str(feature["id"]) for name, feature in drawn(folder).items()}
    return found | {name: row["id"] for name, row in listed(folder).items()}


def test_known_projects_keep_their_ids_and_are_drawn(
    run: Run, report: Path, town_folder: Path, here: Path
) -> None:
    ran = run("build", report, "--district", town_folder)
    assert (ran.code, ran.err) == (0, "")
    found = drawn(here / "out")
    assert (found["青溪公园"]["id"], found["中和路"]["id"]) == ("QX0001", "QX0002")
    assert found["青溪公园"]["properties"]["status"] == "开工"
    assert found["青溪公园"]["properties"]["year"] == "2031"


def test_new_projects_get_ids_and_are_listed_with_a_reason(
    run: Run, report: Path, town_folder: Path, here: Path
) -> None:
    run("build", report, "--district", town_folder)
    found = listed(here / "out")
    assert {"栗子公园", "槐树路"} <= set(found)
    assert all(row["reason"] for row in found.values())
    assert not {row["id"] for row in found.values()} & {f"QX000{number}" for number in range(10)}


def test_what_the_reports_do_not_name_is_not_drawn(
    run: Run, report: Path, town_folder: Path, here: Path
) -> None:
    run("build", report, "--district", town_folder)
    assert not {"三角地", "无处楼"} & set(ids(here / "out"))


def test_evidence_points_into_the_report(
    run: Run, report: Path, town_folder: Path, here: Path
) -> None:
    run("build", report, "--district", town_folder)
    evidence = drawn(here / "out")["青溪公园"]["properties"]["evidence"]
    start, end = evidence.rpartition("@")[2].split("-")
    assert TEXT[int(start) : int(end)] == "青溪公园"


def test_a_new_id_does_not_hang_on_the_rest_of_the_report(
    run: Run, report: Path, town_folder: Path, here: Path
) -> None:
    words = ("--quiet", "--district", town_folder)
    run("build", report, "--out", "one", *words)
    (here / "s.txt").write_text(
        "青溪区2032年计划\n\n胡桃中学开工，栗子公园竣工，槐树路（柳树路-桑树路）竣工。\n",
        encoding="utf-8",
    )
    run("build", "s.txt", "--out", "two", *words)
    run("build", "s.txt", report, "--out", "both", *words)
    one, two, both = (ids(here / name) for name in ("one", "two", "both"))
    assert one["栗子公园"] == two["栗子公园"] == both["栗子公园"]
    assert one["槐树路"] == two["槐树路"]
    assert set(one) | set(two) == set(both)


def test_the_order_of_the_reports_does_not_matter(
    run: Run, report: Path, town_folder: Path, here: Path, tree: Tree
) -> None:
    (here / "s.txt").write_text("青溪区2032年计划\n\n栗子公园竣工。\n", encoding="utf-8")
    run("build", report, "s.txt", "--out", "one", "--district", town_folder)
    run("build", "s.txt", report, report, "--out", "two", "--district", town_folder)
    assert tree(here / "one") == tree(here / "two")


def test_a_report_in_the_output_folder_stays(
    run: Run, town_folder: Path, here: Path, tree: Tree
) -> None:
    (here / "out").mkdir()
    (here / "out" / "r.md").write_text(TEXT, encoding="utf-8")
    assert run("build", "out/r.md", "--district", town_folder).code == 0
    assert tree(here / "out")["r.md"] == TEXT.encode()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_an_encoding_reaches_the_reader(
    run: Run, town_folder: Path, here: Path, encoding: str
) -> None:
    (here / "r.txt").write_bytes(TEXT.encode(encoding))
    words = ("--quiet", "--encoding", encoding, "--district", town_folder)
    assert run("build", "r.txt", *words).code == 0
    assert drawn(here / "out")["青溪公园"]["id"] == "QX0001"


def test_what_is_not_placed_fails_a_build_only_on_request(
    run: Run, report: Path, town_folder: Path, here: Path
) -> None:
    words = ("build", report, "--quiet", "--district", town_folder)
    assert run(*words, "--fail-on-unlocated").code == 1
    assert (here / "out" / "planner.html").exists()


def test_a_report_without_places_builds_an_empty_map(
    run: Run, town_folder: Path, here: Path
) -> None:
    (here / "r.txt").write_text("今天天气很好。\n", encoding="utf-8")
    ran = run("build", "r.txt", "--district", town_folder)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("0 处地点：上图 0，未上图 0\n")
    assert ids(here / "out") == {}


def test_hostile_text_is_text_in_every_output(
    run: Run, town_folder: Path, here: Path, tree: Tree
) -> None:
    text = (
        "# 青溪区2031年报告\n\n青溪公园开工，=HYPERLINK(1)公园开工，{{7*7}}公园开工，"
        "</script><script>alert(1)</script>公园开工，\x1b[31m栗子公园开工。\n"
    )
    (here / "\x1b[1mr.txt").write_text(text, encoding="utf-8")
    ran = run("build", "\x1b[1mr.txt", "--district", town_folder)
    assert (ran.code, ran.err) == (0, "")
    assert "\x1b" not in ran.out
    made = tree(here / "out")
    page = made["planner.html"].decode()
    assert "<script>alert" not in page
    assert "{{7*7}}" not in page
    cells = made["unlocated.csv"].decode("utf-8-sig").replace("\n", ",").split(",")
    assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == []


# --- refusals --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("empty.txt", b"", "empty.txt：应为有文字的报告，实际是空的"),
        ("blank.md", b" \n\n", "blank.md：应为有文字的报告，实际是空的"),
        ("far.txt", ELSEWHERE.encode(), "far.txt：这份报告写的是静海区，应为青溪区的报告"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "picture.txt：应为 txt、md、html"),
        ("cut.pdf", b"%PDF-1.4\n1 0 obj", "cut.pdf：应为完整的 pdf 文件"),
        ("cut.docx", b"PK\x03\x04", "cut.docx："),
        ("noise.txt", bytes(range(256)) * 9, "noise.txt：应为文本"),
    ],
)
def test_a_report_that_cannot_be_used_is_refused(
    refused: Callable[..., str], report: Path, here: Path, name: str, content: bytes, why: str
) -> None:
    (here / name).write_bytes(content)
    (here / "out").mkdir()
    (here / "out" / "qa.json").write_text("earlier", encoding="utf-8")
    assert why in refused(report, name)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("missing.md", "missing.md：找不到这个文件"),
        (".", "应为文件，实际是文件夹"),
        ("r.md --encoding klingon", "不认识的编码 'klingon'"),
        ("r.md --encoding gbk", "应为 gbk 编码"),
        ("r.md --out r.md", "r.md：应为文件夹，实际是文件"),
        ("--encoding gbk", "build 的 --encoding 要和报告一起用"),
    ],
)
def test_words_that_cannot_work_are_refused(
    refused: Callable[..., str], report: Path, words: str, why: str
) -> None:
    assert why in refused(*words.split())


@pytest.mark.parametrize("command", ["layers", "map"])
def test_only_a_whole_build_reads_reports(run: Run, report: Path, command: str) -> None:
    ran = run(command, report)
    assert (ran.code, ran.out) == (2, "")
    assert "不认识 r.md" in ran.err


def test_a_build_that_fails_at_its_last_file_leaves_the_earlier_one(
    refused: Callable[..., str], report: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(path: Path, contents: Iterable[bytes]) -> None:
        if path.name == "manifest.json":
            raise OSError(28, "No space left on device")
        path.write_bytes(b"".join(contents))

    (here / "out").mkdir()
    (here / "out" / "qa.json").write_text("earlier", encoding="utf-8")
    monkeypatch.setattr(outputs, "_write_bytes", failing)
    assert "磁盘已满" in refused(report)


# --- the district that ships -----------------------------------------------------------------


def test_the_whole_chain_on_the_shipped_district(run: Run, here: Path, tree: Tree) -> None:
    (here / "r.md").write_text(SHIPPED, encoding="utf-8")
    assert run("build", "r.md", "--quiet").code == 0
    found, missing = drawn(here / "out"), listed(here / "out")
    assert (found["武康大楼"]["id"], found["裕德路"]["id"]) == ("XH0021", "XH0127")
    assert found["裕德路"]["geometry"]["type"] == "MultiLineString"
    assert "梧桐栗子公园" in missing
    assert {"planner.html", "overview.png", "overview.svg", "issues.csv", "qa.json"} <= set(
        tree(here / "out")
    )
    command = [sys.executable, "-m", "maps", "build", "r.md", "--quiet", "--out", "again"]
    subprocess.run(
        command, check=True, env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    )
    assert tree(here / "again") == tree(here / "out")
