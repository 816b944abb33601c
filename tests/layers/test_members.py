"""Files out of folders and ZIPs of others: only what is asked for, and never too much of it."""

from __future__ import annotations

import tracemalloc
import zipfile
from pathlib import Path

import pytest

from layers import members
from layers.errors import LayerError
from layers.members import Folder, Zip


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    return tmp_path / "x.zip"


def write(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return path


def test_a_folder_gives_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_bytes(b"1")
    folder = Folder(tmp_path)
    assert folder.read("a/b.txt") == b"1"
    assert folder.read("a/c.txt") is None
    assert folder.read("a") is None


@pytest.mark.parametrize("top", ["", "newbridge-2026-01-01-abcd/", "一版/"])
def test_a_zip_may_have_one_folder_around_it(packed: Path, top: str) -> None:
    write(packed, {f"{top}version.txt": b"1", f"{top}geojson/points.geojson": b"2"})
    found = Zip(packed)
    assert (found.read("version.txt"), found.read("geojson/points.geojson")) == (b"1", b"2")
    assert found.read("changes.csv") is None


@pytest.mark.parametrize("top", ["../", "/", "..\\..\\", "C:/"])
def test_a_path_that_leads_out_is_nothing_but_a_name(
    packed: Path, tmp_path: Path, top: str
) -> None:
    write(packed, {f"{top}version.txt": b"1", "readme.txt": b"2"})
    assert Zip(packed).read("version.txt") is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.zip"]


def test_a_zip_with_only_a_path_that_leads_up_has_no_folder_around_it(packed: Path) -> None:
    write(packed, {"../version.txt": b"1"})
    assert Zip(packed).read("version.txt") is None


def test_what_unpacks_to_too_much_is_refused(packed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "LARGEST", 1000)
    write(packed, {"version.txt": b"0" * 1001, "other.txt": b"0" * 1000})
    found = Zip(packed)
    assert found.read("other.txt") == b"0" * 1000
    with pytest.raises(LayerError, match="不像是一版数据"):
        found.read("version.txt")


def test_no_more_than_the_limit_is_unpacked(packed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "LARGEST", 10_000)
    write(packed, {"version.txt": b"0" * 50_000_000})
    found = Zip(packed)
    tracemalloc.start()
    with pytest.raises(LayerError):
        found.read("version.txt")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


def test_a_size_in_the_directory_that_is_a_lie_deceives_nobody(
    packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(packed, {"version.txt": b"0" * 5000})
    raw = packed.read_bytes()
    size = (5000).to_bytes(4, "little")
    assert raw.count(size) == 2
    packed.write_bytes(raw.replace(size, (5).to_bytes(4, "little")))
    monkeypatch.setattr(members, "LARGEST", 1000)
    try:
        content = Zip(packed).read("version.txt") or b""
    except LayerError:
        return
    assert len(content) <= 1000


def test_a_folder_has_the_same_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "LARGEST", 3)
    (tmp_path / "a").write_bytes(b"1234")
    with pytest.raises(LayerError, match="不像是一版数据"):
        Folder(tmp_path).read("a")


def test_too_many_files_are_refused(packed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "MOST_MEMBERS", 2)
    write(packed, dict.fromkeys("abc", b""))
    with pytest.raises(LayerError, match="多于 2 个"):
        Zip(packed)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(packed: Path) -> None:
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("version.txt", b"1")
        file.writestr("version.txt", b"2")
    with pytest.raises(LayerError, match="同名"):
        Zip(packed)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"no zip at all", b"PK\x05\x06" + b"\x00" * 9]
)
def test_what_is_no_zip_is_told(packed: Path, content: bytes) -> None:
    packed.write_bytes(content)
    with pytest.raises(LayerError, match=r"x\.zip：不是完整的 ZIP 文件"):
        Zip(packed)


def test_a_damaged_or_encrypted_file_is_told(packed: Path) -> None:
    write(packed, {"version.txt": bytes(range(256)) * 9})
    raw = bytearray(packed.read_bytes())
    raw[60] ^= 0xFF
    packed.write_bytes(bytes(raw))
    with pytest.raises(LayerError, match="已损坏"):
        Zip(packed).read("version.txt")
    write(packed, {"version.txt": b"1"})
    raw = bytearray(packed.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    packed.write_bytes(bytes(raw))
    with pytest.raises(LayerError, match="有密码"):
        Zip(packed).read("version.txt")
