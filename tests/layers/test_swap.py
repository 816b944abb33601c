"""Folders change places at once, and what killed runs left is tidied."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from layers.outputs import OutputFolder
from layers.swap import exchange, tidy

OLD, NEW = {"a.csv": "old"}, {"a.csv": "new"}


@pytest.fixture(scope="module")
def dead() -> int:
    """Return the number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can")
def test_two_folders_change_places(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "said").write_text(name, encoding="utf-8")
    assert exchange(tmp_path / "one", tmp_path / "two")
    assert (tmp_path / "one" / "said").read_text(encoding="utf-8") == "two"
    assert (tmp_path / "two" / "said").read_text(encoding="utf-8") == "one"


def test_what_is_not_there_changes_no_place(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    assert not exchange(tmp_path / "one", tmp_path / "two")
    assert names(tmp_path) == ["one"]


def test_where_it_cannot_be_nothing_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    OutputFolder(tmp_path / "out").write(OLD)
    OutputFolder(tmp_path / "out").write(NEW)
    assert (tmp_path / "out" / "a.csv").read_text(encoding="utf-8") == "new"
    assert names(tmp_path) == ["out"]


def test_stage_of_a_killed_run_is_cleared_away(tmp_path: Path, dead: int) -> None:
    OutputFolder(tmp_path / "out").write(OLD)
    (tmp_path / f".out.{dead}.new").mkdir()
    (tmp_path / f".out.{dead}.old1").mkdir()
    OutputFolder(tmp_path / "out").write(NEW)
    assert names(tmp_path) == ["out"]


def test_folder_that_a_killed_run_moved_aside_comes_back(tmp_path: Path, dead: int) -> None:
    OutputFolder(tmp_path / "out").write(OLD)
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "out").rename(tmp_path / f".out.{dead}.old")
    OutputFolder(tmp_path / "out").write(NEW)
    assert names(tmp_path) == ["out"]
    assert names(tmp_path / "out") == ["a.csv", "manifest.json", "mine.txt"]


def test_what_a_running_process_or_somebody_else_has_there_stays(tmp_path: Path) -> None:
    kept = [f".out.{os.getpid()}.new", ".out.x.new", ".other.1.new", ".out.bak"]
    for name in kept:
        (tmp_path / name).mkdir()
    tidy(tmp_path / "out")
    assert names(tmp_path) == sorted(kept)
