"""Packed OSM files (`.osm.gz`, `.osm.bz2`) as plain ones, through a file that passes away."""

from __future__ import annotations

import bz2
import gzip
import shutil
import tempfile
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from geo.osm_source import OsmError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKERS: dict[bytes, type[gzip.GzipFile | bz2.BZ2File]] = {
    b"\x1f\x8b": gzip.GzipFile,
    b"BZ": bz2.BZ2File,
}
_AT_ONCE = 1 << 20


@contextmanager
def plain_file(path: Path) -> Iterator[Path]:
    """
    Lend the plain form of a file: itself, or what was packed in it, told by its first bytes.

    Raises
    ------
    OsmError
        If a packed file is cut short or broken, or there is no room to unpack it. What is wrong
        with the plain form is said of `path`, too.
    """
    packer = _PACKERS.get(_first_bytes(path))
    if packer is None:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="zonemap-") as folder:
        plain = Path(folder) / path.stem
        try:
            with packer(path, "rb") as packed, plain.open("wb") as file:
                shutil.copyfileobj(packed, file, _AT_ONCE)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise OsmError(f"{path}：压缩文件不完整或已损坏（{error}）") from error
        except OSError as error:  # bz2 says so of a broken file
            raise OsmError(f"{path}：解压不成（{error.strerror or error}）") from error
        try:
            yield plain
        except OsmError as error:
            raise OsmError(str(error).replace(str(plain), str(path))) from error


def _first_bytes(path: Path) -> bytes:
    """Return the first two bytes, none of what cannot be read: that is told elsewhere."""
    try:
        with path.open("rb") as file:
            return file.read(2)
    except OSError:
        return b""
