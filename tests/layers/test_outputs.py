"""Written whole or not at all: whatever fails, what stood there before stands there after."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layers import outputs
from layers.errors import OutputError
from layers.outputs import OutputFolder, check_file, write_file, write_files
from seeds.errors import ZonemapError

OLD = {"qa.json": "old", "geojson/points.geojson": "old points", "gone.csv": "old"}
NEW = {"qa.json": "new", "geojson/points.geojson": "new points", "extra.csv": "new"}


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def failing(number: int, code: int = errno.ENOSPC) -> Callable[[Path, Iterable[bytes]], None]:
    """Return a writer that fails at the given file, half written."""
    real = outputs._write_bytes
    count = 0

    def write(path: Path, contents: Iterable[bytes]) -> None:
        nonlocal count
        count += 1
        if count == number:
            path.write_bytes(next(iter(contents))[:1])
            raise OSError(code, os.strerror(code))
        real(path, contents)

    return write


def test_new_folder_holds_the_files(tmp_path: Path) -> None:
    OutputFolder(tmp_path / "out").write(NEW)
    assert tree(tmp_path / "out")["geojson/points.geojson"] == b"new points"


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    OutputFolder(tmp_path / "out").write({"a.png": b"\x89PNG\r\n"})
    assert (tmp_path / "out/a.png").read_bytes() == b"\x89PNG\r\n"


def test_manifest_lists_every_file_with_its_checksum(tmp_path: Path) -> None:
    OutputFolder(tmp_path / "out").write({"a.txt": "abc"})
    listed = json.loads((tmp_path / "out/manifest.json").read_text("utf-8"))
    assert listed["files"]["a.txt"]["bytes"] == 3
    assert listed["files"]["a.txt"]["sha256"].startswith("ba7816bf8f01cfea")


def test_second_build_replaces_the_first(tmp_path: Path) -> None:
    OutputFolder(tmp_path / "out").write(OLD)
    OutputFolder(tmp_path / "out").write(NEW)
    assert sorted(tree(tmp_path / "out")) == [
        "extra.csv",
        "geojson/points.geojson",
        "manifest.json",
        "qa.json",
    ]


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    OutputFolder(tmp_path / "one").write(NEW)
    OutputFolder(tmp_path / "two").write(OLD)
    OutputFolder(tmp_path / "two").write(NEW)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_foreign_files_stay(tmp_path: Path) -> None:
    OutputFolder(tmp_path / "out").write(OLD)
    (tmp_path / "out/mine").mkdir()
    (tmp_path / "out/mine/notes.txt").write_text("keep", "utf-8")
    OutputFolder(tmp_path / "out").write(NEW)
    assert tree(tmp_path / "out")["mine/notes.txt"] == b"keep"


def test_old_file_that_somebody_edited_is_theirs(tmp_path: Path) -> None:
    OutputFolder(tmp_path / "out").write(OLD)
    (tmp_path / "out/gone.csv").write_text("edited", "utf-8")
    OutputFolder(tmp_path / "out").write(NEW)
    assert tree(tmp_path / "out")["gone.csv"] == b"edited"


def test_foreign_empty_folder_and_link_stay(tmp_path: Path) -> None:
    (tmp_path / "out/empty").mkdir(parents=True)
    (tmp_path / "out/link").symlink_to("nowhere")
    OutputFolder(tmp_path / "out").write(NEW)
    assert (tmp_path / "out/empty").is_dir()
    assert (tmp_path / "out/link").readlink() == Path("nowhere")


def test_broken_manifest_makes_everything_foreign(tmp_path: Path) -> None:
    OutputFolder(tmp_path / "out").write(OLD)
    (tmp_path / "out/manifest.json").write_text("{", "utf-8")
    OutputFolder(tmp_path / "out").write(NEW)
    assert tree(tmp_path / "out")["gone.csv"] == b"old"


def test_linked_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    OutputFolder(tmp_path / "out").write(NEW)
    assert (tmp_path / "out").is_symlink()
    assert tree(tmp_path / "real")["qa.json"] == b"new"


def test_permissions_of_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o750)
    OutputFolder(tmp_path / "out").write(NEW)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o750


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(number=st.integers(1, 4), existing=st.booleans())
def test_failure_at_any_file_leaves_everything_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, number: int, existing: bool
) -> None:
    home = tmp_path_factory.mktemp("home")
    if existing:
        OutputFolder(home / "out").write(OLD)
    before = tree(home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outputs, "_write_bytes", failing(number))
        with pytest.raises(OutputError, match="磁盘已满"):
            OutputFolder(home / "out").write(NEW)
    assert tree(home) == before
    assert [path.name for path in home.iterdir()] == (["out"] if existing else [])


def test_failed_swap_brings_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    OutputFolder(tmp_path / "out").write(OLD)
    before = tree(tmp_path)
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self.name.endswith("new"):
            raise OSError(errno.EBUSY, "busy")
        return real(self, target)

    monkeypatch.setattr(outputs, "exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OutputError, match="正被占用"):
        OutputFolder(tmp_path / "out").write(NEW)
    assert tree(tmp_path) == before


def test_interrupt_in_the_swap_brings_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    OutputFolder(tmp_path / "out").write(OLD)
    before = tree(tmp_path)
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self.name.endswith("new"):
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(outputs, "exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(KeyboardInterrupt):
        OutputFolder(tmp_path / "out").write(NEW)
    assert tree(tmp_path) == before


def test_disk_full_while_foreign_files_are_copied_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/notes.txt").write_text("keep", "utf-8")
    before = tree(tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(outputs, "_link_or_copy", full)
    with pytest.raises(OutputError, match="磁盘已满"):
        OutputFolder(tmp_path / "out").write(NEW)
    assert tree(tmp_path) == before


def test_where_links_are_not_possible_files_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/notes.txt").write_text("keep", "utf-8")

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    OutputFolder(tmp_path / "out").write(NEW)
    assert tree(tmp_path / "out")["notes.txt"] == b"keep"


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EROFS, "只读"), (errno.EIO, "写不进去")],
)
def test_message_says_why_and_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    monkeypatch.setattr(outputs, "_write_bytes", failing(1, code))
    with pytest.raises(OutputError, match=f"out：.*{words}.*原有内容未动"):
        OutputFolder(tmp_path / "out").write(NEW)


def test_target_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", "utf-8")
    with pytest.raises(OutputError, match="应为文件夹，实际是文件"):
        OutputFolder(tmp_path / "out").check()


def test_missing_parent_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="上级文件夹不存在"):
        OutputFolder(tmp_path / "no/out").check()


def test_parent_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no").write_text("x", "utf-8")
    with pytest.raises(OutputError, match="上级应为文件夹"):
        OutputFolder(tmp_path / "no/out").check()


@pytest.mark.parametrize("locked", [".", "out"])
def test_folder_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locked: str
) -> None:
    (tmp_path / "out").mkdir()
    closed = (tmp_path / locked).resolve()
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != closed)
    with pytest.raises(OutputError, match="没有写入权限"):
        OutputFolder(tmp_path / "out").check()


@pytest.mark.parametrize("target", [".", ".."])
def test_current_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(OutputError, match=r"\./out"):
        OutputFolder(Path(target)).check()


def test_folder_full_of_other_things_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outputs, "FOREIGN_LIMIT", 2)
    (tmp_path / "out").mkdir()
    for number in range(3):
        (tmp_path / f"out/{number}").touch()
    with pytest.raises(OutputError, match="不像是输出文件夹"):
        OutputFolder(tmp_path / "out").check()


def test_folder_full_of_our_own_things_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = OutputFolder(tmp_path / "out")
    folder.write({f"tiles/{number}.png": b"x" for number in range(9)})
    monkeypatch.setattr(
        outputs, "FOREIGN_LIMIT", 2
    )  # the list of the build is one that is not in it
    folder.write({"a": "x"})
    assert not (tmp_path / "out/tiles").exists()


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "", "manifest.json"])
def test_path_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="不能用在输出里"):
        OutputFolder(tmp_path / "out").write({name: "x"})


@pytest.mark.parametrize("way", ["file", "folder"])
def test_foreign_thing_in_the_way_is_refused(tmp_path: Path, way: str) -> None:
    (tmp_path / "out").mkdir()
    if way == "file":
        (tmp_path / "out/geojson").write_text("mine", "utf-8")
    else:
        (tmp_path / "out/qa.json").mkdir()
        (tmp_path / "out/qa.json/mine").write_text("mine", "utf-8")
    before = tree(tmp_path)
    with pytest.raises(OutputError, match="同名"):
        OutputFolder(tmp_path / "out").write(NEW)
    assert tree(tmp_path) == before


def test_output_error_is_caught_as_the_root() -> None:
    assert issubclass(OutputError, ZonemapError)


def test_single_file_is_written(tmp_path: Path) -> None:
    write_file(tmp_path / "a.csv", "青松\n")
    assert (tmp_path / "a.csv").read_bytes() == "青松\n".encode()


def test_single_file_stays_as_it_was_on_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_file(tmp_path / "a.csv", "old")
    monkeypatch.setattr(outputs, "_write_bytes", failing(1))
    with pytest.raises(OutputError, match="磁盘已满"):
        write_file(tmp_path / "a.csv", "new")
    assert tree(tmp_path) == {"a.csv": b"old"}


def test_single_file_over_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="实际是文件夹"):
        write_file(tmp_path, "x")


def test_single_file_over_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="设备或管道"):
        write_file(tmp_path / "pipe", "x")
    assert (tmp_path / "pipe").is_fifo()


def test_single_file_without_its_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="上级文件夹不存在"):
        write_file(tmp_path / "no/a.csv", "x")


def test_a_file_is_written_part_by_part(tmp_path: Path) -> None:
    staged: list[str] = []

    def parts() -> Iterator[str | bytes]:
        yield "青松\n"
        staged.extend(path.name for path in tmp_path.iterdir())
        yield b"\x00\r\n"

    write_files({tmp_path / "a.csv": parts()})
    assert tree(tmp_path) == {"a.csv": "青松\n".encode() + b"\x00\r\n"}
    assert "a.csv" not in staged
    assert len(staged) == 1


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_error_between_parts_leaves_the_earlier_file(
    tmp_path: Path, error: type[BaseException]
) -> None:
    def parts() -> Iterator[str]:
        yield "new"
        raise error

    write_file(tmp_path / "a.csv", "old")
    with pytest.raises(error):
        write_files({tmp_path / "a.csv": parts()})
    assert tree(tmp_path) == {"a.csv": b"old"}


@pytest.mark.parametrize("number", [1, 2])
def test_files_are_written_together_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    both = [tmp_path / "a.csv", tmp_path / "b.html"]
    write_files(dict.fromkeys(both, ("old",)))
    before = tree(tmp_path)
    monkeypatch.setattr(outputs, "_write_bytes", failing(number))
    with pytest.raises(OutputError, match=rf"{both[number - 1].name}：磁盘已满.*没有写出任何文件"):
        write_files(dict.fromkeys(both, ("new",)))
    assert tree(tmp_path) == before
    write_files({both[0]: ("new",)})
    assert tree(tmp_path)["a.csv"] == b"new"


def test_a_link_keeps_pointing_at_the_file(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old", "utf-8")
    (tmp_path / "link.csv").symlink_to("real.csv")
    write_file(tmp_path / "link.csv", "new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


def test_a_file_that_can_be_written_is_not_touched_by_the_check(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old", "utf-8")
    check_file(tmp_path / "a.csv")
    check_file(tmp_path / "b.csv")
    assert tree(tmp_path) == {"a.csv": b"old"}


def test_a_path_through_links_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to("circle")
    with pytest.raises(OutputError, match="上级文件夹不存在"):
        check_file(tmp_path / "circle" / "a.csv")


@pytest.mark.parametrize("locked", [".", "missing"])
def test_check_refuses_what_writing_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locked: str
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OutputError, match=r"没有写入权限|上级文件夹不存在"):
        check_file(tmp_path / locked / "a.csv")
