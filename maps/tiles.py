"""
Map pictures that a user has on disk: a folder of tiles, or one PMTiles file.

What lies over the district is taken along with the page, zoom by zoom from the coarsest, so that
the page finds it beside itself and asks nobody else.
"""

from __future__ import annotations

import gzip
import math
import mmap
import re
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from maps.errors import PageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Tile = Callable[[int, int, int], bytes | None]
    Read = Callable[[int, int], bytes]

FIRST_ZOOM, LAST_ZOOM = 11, 17
"""The zooms that are taken along; the page enlarges the last."""
MOST_BYTES, MOST_TILES = 60_000_000, 4_000
MARGIN = 0.08
"""So much of the district's extent is added on each side."""
ENDINGS = (".png", ".jpg", ".jpeg", ".webp")
_MERCATOR_LAT = 85.0511
_PMTILES, _HEADER_BYTES, _DEEPEST = b"PMTiles", 127, 4
_GZIP = b"\x1f\x8b"
_VECTOR = ("MVT", "MLT")


@dataclass(frozen=True, slots=True)
class TileFolder:
    """
    A folder `{z}/{x}/{y}.png` (or .jpg, .webp), rows counted from the north.

    Raises
    ------
    PageError
        If there is no such folder, or none for a zoom in it.
    """

    path: Path

    def __post_init__(self) -> None:
        if not self.path.is_dir():
            what = "实际是文件" if self.path.exists() else "但不存在"
            raise PageError(f"tiles= 后面应为瓦片文件夹，{what}：{self.path}")
        if not any(part.name.isdecimal() and part.is_dir() for part in self.path.iterdir()):
            raise PageError(f"瓦片文件夹里应有 14/13718/6697.png 这样的文件，但没有：{self.path}")

    @contextmanager
    def reading(self) -> Iterator[Tile]:
        """Yield what returns a tile, None where there is none."""
        yield self._tile

    def _tile(self, zoom: int, column: int, row: int) -> bytes | None:
        stem = self.path / str(zoom) / str(column)
        for ending in ENDINGS:
            path = stem / f"{row}{ending}"
            if path.is_file():
                return path.read_bytes()
        return None


@dataclass(frozen=True, slots=True)
class TileArchive:
    """
    A PMTiles file (version 3) with pictures in it.

    Raises
    ------
    PageError
        If there is no such file, it is no PMTiles, holds vectors, or the package is missing.
    """

    path: Path

    def __post_init__(self) -> None:
        if not self.path.is_file():
            raise PageError(f"pmtiles= 后面应为 PMTiles 文件，但没有这个文件：{self.path}")
        with self.path.open("rb") as file:
            if file.read(len(_PMTILES)) != _PMTILES:
                raise PageError(f"应为 PMTiles 文件，但内容不是：{self.path}")
        with self._opened() as (_, header):
            kind = header["tile_type"].name
        if kind in _VECTOR:
            raise PageError(
                "PMTiles 里是矢量瓦片，这里只能用图片瓦片（PNG、JPEG、WebP）；可先用 QGIS 的"
                f"“生成 XYZ 瓦片（目录）”出图，再用 tiles=文件夹：{self.path}"
            )

    @contextmanager
    def reading(self) -> Iterator[Tile]:
        """Yield what returns a tile, None where there is none."""
        with self._opened() as (read, header):
            yield partial(self._asked, _archive_tile(read, header))

    @contextmanager
    def _opened(self) -> Iterator[tuple[Read, dict[str, Any]]]:
        try:
            from pmtiles.tile import deserialize_header  # noqa: PLC0415 - only where one is used
        except ImportError as error:
            message = '读 PMTiles 需要 Python 包 pmtiles，请运行 pip install "zonemap[basemaps]"'
            raise PageError(message) from error
        with ExitStack() as stack:
            file = stack.enter_context(self.path.open("rb"))
            mapped = stack.enter_context(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            header = self._asked(deserialize_header, mapped[:_HEADER_BYTES])
            yield (lambda offset, length: mapped[offset : offset + length]), header

    def _asked(self, call: Callable[..., Any], *given: Any) -> Any:  # noqa: ANN401
        try:
            return call(*given)
        except Exception as error:  # the package tells damage by many errors
            raise PageError(
                f"PMTiles 文件读不出来，可能已损坏或不是第 3 版：{self.path}"
            ) from error


def _archive_tile(read: Read, header: dict[str, Any]) -> Tile:
    """Return what looks a tile up; each directory is unpacked once, which `Reader` does not."""
    from pmtiles.tile import deserialize_directory, find_tile, zxy_to_tileid  # noqa: PLC0415

    @cache
    def directory(offset: int, length: int) -> Any:  # noqa: ANN401
        return deserialize_directory(read(offset, length))

    def tile(zoom: int, column: int, row: int) -> bytes | None:
        number = zxy_to_tileid(zoom, column, row)
        offset, length = header["root_offset"], header["root_length"]
        for _ in range(_DEEPEST):
            entry = find_tile(directory(offset, length), number)
            if entry is None:
                return None
            if entry.run_length:
                data = read(header["tile_data_offset"] + entry.offset, entry.length)
                return gzip.decompress(data) if data.startswith(_GZIP) else data
            offset, length = header["leaf_directory_offset"] + entry.offset, entry.length
        return None

    return tile


TileSource = TileFolder | TileArchive


@dataclass(frozen=True, slots=True)
class Taken:
    """
    The tiles that go with a page.

    Attributes
    ----------
    files
        Content by path below the tiles' own folder: `14/13718/6697.png`.
    rows
        For each zoom, as text, runs of columns: [row, first, last].
    ending
        Of all files; a browser reads what they hold whatever it is.
    left_out
        The first zoom that would have been too much, None if all fitted.
    """

    files: dict[str, bytes] = field(repr=False)
    rows: dict[str, list[list[int]]]
    ending: str
    left_out: int | None = None


def taken(source: TileSource, bounds: tuple[float, float, float, float]) -> Taken:
    """
    Return the tiles over a district.

    Parameters
    ----------
    source
        Where they are read.
    bounds
        West, south, east, north of the district, degrees.

    Raises
    ------
    PageError
        If no picture lies over the district, a zoom between others has none, or the coarsest zoom
        alone is too much.
    """
    files: dict[str, bytes] = {}
    rows: dict[str, list[list[int]]] = {}
    ending, left_out = "", None
    with source.reading() as tile:
        for zoom in range(FIRST_ZOOM, LAST_ZOOM + 1):
            room = MOST_TILES - len(files), MOST_BYTES - sum(map(len, files.values()))
            found = _of_zoom(tile, zoom, _span(bounds, zoom), room)
            if found is None:
                left_out = zoom
                break
            if not found:
                continue
            ending = ending or _ending(next(iter(found.values())))
            files |= {f"{zoom}/{x}/{y}.{ending}": data for (x, y), data in found.items()}
            rows[str(zoom)] = _runs(found)
    if not rows:
        raise PageError(_why_none(source.path, left_out))
    missing = [z for z in range(int(min(rows)), int(max(rows))) if str(z) not in rows]
    if missing:
        raise PageError(f"瓦片各级应相连，但缺第 {missing[0]} 级：{source.path}")
    return Taken(files, rows, ending, left_out)


def _why_none(path: Path, left_out: int | None) -> str:
    if left_out is not None:
        return f"第 {left_out} 级的瓦片就超过了上限（{limit()}）：{path}"
    return (
        f"没有覆盖本区的图片瓦片，应有第 {FIRST_ZOOM} 至 {LAST_ZOOM} 级中的一些，"
        f"PNG、JPEG 或 WebP，行号自北向南（XYZ，不是 TMS）：{path}"
    )


def limit() -> str:
    """Return how much is taken along at most, for people."""
    return f"{MOST_TILES} 张、{MOST_BYTES // 1_000_000} MB"


def _of_zoom(
    tile: Tile, zoom: int, span: tuple[int, int, int, int], room: tuple[int, int]
) -> dict[tuple[int, int], bytes] | None:
    """Return the pictures of one zoom, None if they are more than there is room for."""
    left, top, right, bottom = span
    found: dict[tuple[int, int], bytes] = {}
    size = 0
    for x in range(left, right + 1):
        for y in range(top, bottom + 1):
            data = tile(zoom, x, y)
            if not data or not _ending(data):  # an empty file or an error page is no tile
                continue
            found[x, y] = data
            size += len(data)
            if len(found) > room[0] or size > room[1]:
                return None
    return found


def _ending(data: bytes) -> str:
    """Return the ending for what a picture is by its first bytes; blank if it is none."""
    signs = {"png": rb"\x89PNG", "jpg": rb"\xff\xd8\xff", "webp": rb"RIFF....WEBP"}
    return next((end for end, sign in signs.items() if re.match(sign, data, re.DOTALL)), "")


def _runs(found: dict[tuple[int, int], bytes]) -> list[list[int]]:
    """
    Return rows of neighbours as [row, first column, last column].

    >>> _runs({(4, 7): b"", (5, 7): b"", (7, 7): b"", (4, 8): b""})
    [[7, 4, 5], [7, 7, 7], [8, 4, 4]]
    """
    runs: list[list[int]] = []
    for y, x in sorted((y, x) for x, y in found):
        if runs and runs[-1][0] == y and runs[-1][2] == x - 1:
            runs[-1][2] = x
        else:
            runs.append([y, x, x])
    return runs


def _span(bounds: tuple[float, float, float, float], zoom: int) -> tuple[int, int, int, int]:
    """Return the first column and row and the last ones that cover the bounds with a margin."""
    west, south, east, north = bounds
    wide, high = (east - west) * MARGIN, (north - south) * MARGIN
    left, top = tile_at(west - wide, north + high, zoom)
    right, bottom = tile_at(east + wide, south - high, zoom)
    return left, top, right, bottom


def tile_at(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    """
    Return column and row of the Web Mercator tile at a position, degrees.

    >>> tile_at(121.44, 31.18, 14)
    (13718, 6697)
    """
    count = 1 << zoom
    phi = math.radians(max(-_MERCATOR_LAT, min(_MERCATOR_LAT, lat)))
    x = (lon + 180.0) / 360.0 * count
    y = (1.0 - math.asinh(math.tan(phi)) / math.pi) / 2.0 * count
    return max(0, min(count - 1, int(x))), max(0, min(count - 1, int(y)))
