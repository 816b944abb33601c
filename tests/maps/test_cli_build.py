"""`zonemap build`, `layers` and `map`: which files come out, how it ends, and what is said."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from layers import outputs

Run = Callable[..., Any]
Tree = Callable[[Path], dict[str, bytes]]

PAGES = {"planner.html", "embed.html", "index.html", "overview.png", "overview.svg"}
TABLES = {"unlocated.csv", "issues.csv", "qa.json", "qa.html"}
SHAPES = {"points", "lines", "polygons"}


def layer_names(*zones: str) -> set[str]:
    """Return the files that hand the layers over."""
    names = {f"geojson/{name}.geojson" for name in (*SHAPES, "zones")}
    names |= {f"geojson/zone/{code}.geojson" for code in zones}
    names |= {f"geojson/zone/{code}_{part}.geojson" for code in zones for part in SHAPES}
    return (names | TABLES) - {f"geojson/zone/{code}_points.geojson" for code in zones}


def test_a_build_writes_every_file(shipped_output: Path, tree: Tree) -> None:
    zones = ("xujiahui", "westbund", "caohejing", "midtown", "huajing")
    assert set(tree(shipped_output)) == PAGES | layer_names(*zones) | {"manifest.json"}


def test_no_file_of_a_build_is_empty(shipped_output: Path, tree: Tree) -> None:
    assert min(map(len, tree(shipped_output).values())) > 60


@pytest.mark.parametrize(
    ("command", "names"),
    [("layers", layer_names("west", "east")), ("map", PAGES)],
)
def test_a_part_of_a_build_writes_its_files_only(
    run: Run, town_folder: Path, here: Path, tree: Tree, command: str, names: set[str]
) -> None:
    assert run(command, "--out", "out", "--district", town_folder).code == 0
    assert set(tree(here / "out")) == names | {"manifest.json"}


def test_the_number_of_the_approval_comes_from_the_command_or_from_the_folder(
    run: Run, town_folder: Path, here: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "approved"
    shutil.copytree(town_folder, folder)
    with (folder / "district.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[map]\napproval = "沪S（2026）001号"\n')
    numbers = []
    for words in ((town_folder,), (folder,), (folder, "--approval", "沪S（2026）002号")):
        assert run("map", "--quiet", "--district", *words).code == 0
        page = (here / "out" / "planner.html").read_text(encoding="utf-8")
        numbers.append(re.findall(r'"approval":"(.*?)"', page)[0])
    assert numbers == ["", "沪S（2026）001号", "沪S（2026）002号"]
    assert "沪S（2026）002号" in (here / "out" / "overview.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", ["", " ", "一\n二", "长" * 61])
def test_an_approval_of_no_or_many_lines_is_refused_in_one(run: Run, number: str) -> None:
    ran = run("map", "--approval", number)
    assert ran.code == 2
    assert "--approval 应为一行审图号" in ran.err
    assert ran.err.count("\n") == 1


def test_another_district_goes_through_the_same_program(
    run: Run, town_folder: Path, here: Path, tree: Tree
) -> None:
    ran = run("build", "--district", town_folder)
    assert (ran.code, ran.err) == (0, "")
    found = tree(here / "out")  # the folder that is taken when none is named
    assert set(found) == PAGES | layer_names("west", "east") | {"manifest.json"}
    assert not any("徐汇".encode() in content for content in found.values())


def test_nothing_of_this_machine_is_in_the_output(shipped_output: Path, tree: Tree) -> None:
    marks = [str(Path.home()).encode() + b"/", b"/tmp/", str(shipped_output).encode()]
    texts = {k: v for k, v in tree(shipped_output).items() if not k.endswith(".png")}
    assert [name for name, text in texts.items() if any(mark in text for mark in marks)] == []


def test_two_builds_are_the_same_byte_for_byte(
    shipped_output: Path, tmp_path: Path, tree: Tree
) -> None:
    command = [sys.executable, "-m", "maps", "build", "--quiet", "--out", str(tmp_path / "out")]
    subprocess.run(
        command, check=True, env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    )
    first, second = tree(shipped_output), tree(tmp_path / "out")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_a_build_replaces_the_earlier_one_and_keeps_what_is_not_its_own(
    run: Run, town_folder: Path, here: Path, tree: Tree
) -> None:
    run("layers", "--out", "out", "--district", town_folder)
    before = tree(here / "out")
    (here / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    run("layers", "--out", "out", "--district", town_folder)
    assert tree(here / "out") == before | {"notes.txt": b"mine"}


def test_every_project_is_drawn_or_listed_with_a_reason(shipped_output: Path) -> None:
    ids: list[str] = []
    for name in SHAPES:
        text = (shipped_output / "geojson" / f"{name}.geojson").read_text(encoding="utf-8")
        ids += [feature["id"] for feature in json.loads(text)["features"]]
    rows = (shipped_output / "unlocated.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    listed = {row.split(",")[0] for row in rows}
    assert len(ids) == len(set(ids))
    assert not set(ids) & listed
    assert len(ids) + len(listed) >= 300


@pytest.mark.parametrize(("words", "code"), [(("--fail-on-unlocated",), 1), ((), 0)])
def test_what_is_not_placed_fails_a_build_only_on_request(
    run: Run, town_folder: Path, here: Path, words: tuple[str, ...], code: int
) -> None:
    assert run("build", "--district", town_folder, *words).code == code
    assert (here / "out" / "planner.html").exists()


def test_a_build_says_on_one_screen_what_it_did(run: Run, town_folder: Path, here: Path) -> None:
    lines = run("layers", "--out", "new", "--district", town_folder).out.splitlines()
    assert lines[0] == "6 处地点：上图 5，未上图 1"
    assert lines[-1].endswith("，写入 new")
    assert "未上图 无处楼" in lines


def test_a_quiet_build_says_nothing(run: Run, town_folder: Path, here: Path) -> None:
    ran = run("layers", "--quiet", "--district", town_folder)
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_no_progress_is_written_where_nobody_looks(run: Run, town_folder: Path, here: Path) -> None:
    assert run("layers", "--district", town_folder).err == ""


def test_a_build_that_fails_at_its_last_file_leaves_the_earlier_one(
    run: Run, town_folder: Path, here: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(path: Path, contents: Iterable[bytes]) -> None:
        if path.name == "manifest.json":
            raise OSError(28, "No space left on device")
        path.write_bytes(b"".join(contents))

    run("layers", "--district", town_folder)
    before = tree(here)
    monkeypatch.setattr(outputs, "_write_bytes", failing)
    ran = run("layers", "--district", town_folder)
    assert (ran.code, ran.out) == (2, "")
    assert tree(here) == before
