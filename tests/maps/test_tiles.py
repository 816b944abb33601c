from __future__ import annotations

import sys
import zlib
from pathlib import Path
from typing import Any

import pytest

from maps import tiles
from maps.errors import PageError
from maps.tiles import TileArchive, TileFolder, taken, tile_at

BOUNDS = (121.40, 31.10, 121.44, 31.18)


def png(shade: int = 200) -> bytes:
    """Return a grey tile of 256 × 256."""
    rows = b"".join(b"\x00" + bytes([shade]) * 256 for _ in range(256))
    parts = (
        (b"IHDR", b"\0\0\1\0\0\0\1\0\x08\0\0\0\0"),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)
        for name, data in parts
    )


def squares(zoom: int) -> list[tuple[int, int, int]]:
    """Return zoom, column and row of what lies over the district."""
    west, south, east, north = BOUNDS
    (left, top), (right, bottom) = tile_at(west, north, zoom), tile_at(east, south, zoom)
    return [(zoom, x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]


def make_folder(folder: Path, zooms: tuple[int, ...] = (12, 13), data: bytes = b"") -> Path:
    for zoom in zooms:
        for _, x, y in squares(zoom):
            path = folder / str(zoom) / str(x) / f"{y}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data or png(zoom * 12))
    return folder


def make_archive(path: Path, kind: str = "PNG", data: bytes = b"") -> Path:
    from pmtiles.tile import Compression, TileType, zxy_to_tileid  # noqa: PLC0415
    from pmtiles.writer import write  # noqa: PLC0415

    numbers = sorted(zxy_to_tileid(*at) for zoom in (12, 13, 14) for at in squares(zoom))
    with write(str(path)) as archive:
        for number in numbers:
            archive.write_tile(number, data or png(number % 200))
        compression = Compression.NONE
        header: dict[str, Any] = {"tile_type": TileType[kind], "tile_compression": compression}
        header |= {f"{side}_lon_e7": 1_214_000_000 for side in ("min", "max", "center")}
        header |= {f"{side}_lat_e7": 311_000_000 for side in ("min", "max", "center")}
        archive.finalize({**header, "center_zoom": 12}, {})
    return path


def test_a_folder_gives_the_tiles_over_the_district_and_says_which(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    found = taken(TileFolder(folder), BOUNDS)
    assert {f"{z}/{x}/{y}.png" for zoom in (12, 13) for z, x, y in squares(zoom)} == set(
        found.files
    )
    assert found.files["13/6859/3349.png"] == png(156)
    assert list(found.rows) == ["12", "13"]
    assert sum(last - first + 1 for _, first, last in found.rows["13"]) == len(squares(13))
    assert (found.ending, found.left_out) == ("png", None)


def test_tiles_elsewhere_stay_where_they_are(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    (folder / "13" / "100").mkdir()
    (folder / "13" / "100" / "100.png").write_bytes(png())
    assert "13/100/100.png" not in taken(TileFolder(folder), BOUNDS).files


def test_what_is_no_picture_is_no_tile(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    (folder / "13" / "6859" / "3349.png").write_bytes(b"<html>not found</html>")
    found = taken(TileFolder(folder), BOUNDS)
    assert "13/6859/3349.png" not in found.files
    assert sum(last - first + 1 for _, first, last in found.rows["13"]) == len(squares(13)) - 1


def test_an_archive_gives_the_same_as_a_folder_of_its_tiles(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "a.pmtiles", data=png(7))
    folder = make_folder(tmp_path / "b", (12, 13, 14), png(7))
    assert taken(TileArchive(archive), BOUNDS) == taken(TileFolder(folder), BOUNDS)


@pytest.mark.parametrize("limit", ["MOST_TILES", "MOST_BYTES"])
def test_what_is_too_much_ends_with_the_zoom_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    folder = make_folder(tmp_path, (11, 12, 13))
    few = len(squares(11)) + len(squares(12))
    size = few * len(png()) + len(png()) if limit == "MOST_BYTES" else few
    monkeypatch.setattr(tiles, limit, size)
    found = taken(TileFolder(folder), BOUNDS)
    assert list(found.rows) == ["11", "12"]
    assert found.left_out == 13


def test_a_first_zoom_that_is_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiles, "MOST_BYTES", 10)
    with pytest.raises(PageError, match="第 12 级的瓦片就超过了上限"):
        taken(TileFolder(make_folder(tmp_path)), BOUNDS)


def test_a_hole_between_zooms_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PageError, match="缺第 13 级"):
        taken(TileFolder(make_folder(tmp_path, (12, 14))), BOUNDS)


def test_tiles_of_another_place_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PageError, match="没有覆盖本区的图片瓦片"):
        taken(TileFolder(make_folder(tmp_path)), (10.0, 50.0, 10.1, 50.1))


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    for name, why in (("file", "实际是文件"), ("gone", "但不存在"), ("empty", "14/13718/6697")):
        with pytest.raises(PageError, match=why):
            TileFolder(tmp_path / name)


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    for name, content, why in (
        ("text", b"hello", "内容不是"),
        ("short", b"PMTiles", "可能已损坏"),
        ("old", b"PMTiles\x02" + bytes(200), "可能已损坏或不是第 3 版"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(PageError, match=why):
            TileArchive(tmp_path / name)
    with pytest.raises(PageError, match="没有这个文件"):
        TileArchive(tmp_path / "gone")


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    whole = make_archive(tmp_path / "a.pmtiles").read_bytes()
    (tmp_path / "b.pmtiles").write_bytes(whole[:130] + bytes(len(whole) - 130))
    with pytest.raises(PageError, match="可能已损坏"):
        taken(TileArchive(tmp_path / "b.pmtiles"), BOUNDS)


def test_vector_tiles_are_refused_with_what_to_use_instead(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "v.pmtiles", "MVT", b"\x1a\x02xx")
    with pytest.raises(PageError, match=r"矢量瓦片.*QGIS.*tiles=文件夹"):
        TileArchive(archive)


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = make_archive(tmp_path / "a.pmtiles")
    monkeypatch.setitem(sys.modules, "pmtiles.tile", None)
    with pytest.raises(PageError, match=r'pip install "zonemap\[basemaps\]"'):
        TileArchive(archive)
