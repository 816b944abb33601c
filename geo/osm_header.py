"""
What an OSM file says about itself: which of the two formats it is, that it is whole, its date.

Cheap on purpose: of an XML file the head and the tail are read, of a PBF file the block headers.
"""

from __future__ import annotations

import mmap
import re
import struct
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from geo.osm_source import OsmError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD_BYTES = 4096
TAIL_BYTES = 256
MAX_BLOCK_HEADER_BYTES = 64 * 1024
REPLICATION_TIMESTAMP = 32
"""Field of the PBF header block: seconds since 1970."""

_ROOT = re.compile(rb"<osm\b[^>]*>")
_STAMPS = (
    re.compile(rb"""osmosis_replication_timestamp=["'](\d{4}-\d{2}-\d{2})"""),
    re.compile(rb"""\btimestamp=["'](\d{4}-\d{2}-\d{2})"""),
)
_BASE = re.compile(rb"""<meta\b[^>]*\bosm_base=["'](\d{4}-\d{2}-\d{2})""")


def checked_date(path: Path) -> str:
    """
    Return the date of the data in an `.osm` or `.osm.pbf` file, "" if it does not tell.

    Raises
    ------
    OsmError
        If the file is missing, a folder, unreadable, empty, cut short, or neither of the two.
    """
    if not path.exists():
        raise OsmError(f"找不到 OSM 文件：{path}")
    if not path.is_file():
        raise OsmError(f"应为 .osm 或 .osm.pbf 文件，实际是文件夹：{path}")
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            if not head:
                raise OsmError(f"OSM 文件是空的：{path}")
            file.seek(0)
            if b"OSMHeader" in head[:32]:
                return _pbf_date(file, path)
            root = _ROOT.search(head)
            if root is not None:
                _check_tail(file, path)
                return _xml_date(head, root.group())
    except OSError as error:
        raise OsmError(f"无法读取 {path}（{error.strerror}）") from error
    raise OsmError(f"{path}：应为 OSM 的 .osm（XML）或 .osm.pbf，内容两者都不是")


def is_in_order(path: Path) -> bool:
    """
    Tell whether nodes come before ways and ways before relations; true for every PBF file.

    GDAL silently loses ways when many of them come before their nodes, as in the answers to some
    Overpass queries.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        if _ROOT.search(text[:HEAD_BYTES]) is None:
            return True
        for earlier, later in ((b"<node ", b"<way "), (b"<way ", b"<relation ")):
            if -1 < text.find(later) < text.rfind(earlier):
                return False
    return True


def _xml_date(head: bytes, root: bytes) -> str:
    """Return the date in the root element or in Overpass' `meta` element."""
    for pattern, text in ((_STAMPS[0], root), (_STAMPS[1], root), (_BASE, head)):
        found = pattern.search(text)
        if found is not None:
            return found.group(1).decode("ascii")
    return ""


def _check_tail(file: BinaryIO, path: Path) -> None:
    """Refuse an XML file without its end."""
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL_BYTES))
    if b"</osm>" not in file.read():
        raise OsmError(f"{path}：文件不完整，结尾应为 </osm>（下载可能中断）")


def _pbf_date(file: BinaryIO, path: Path) -> str:
    """Walk over all blocks; return the date of the header block."""
    size = file.seek(0, 2)
    file.seek(0)
    date = ""
    while file.tell() < size:
        kind, length = _block(file, path)
        start = file.tell()
        if start + length > size:
            raise OsmError(f"{path}：文件不完整，最后一块还缺 {start + length - size} 字节")
        if kind == b"OSMHeader":
            date = _header_date(file.read(length), path)
        file.seek(start + length)
    return date


def _block(file: BinaryIO, path: Path) -> tuple[bytes, int]:
    """Return the kind and the length of the next block; the file stands at its data then."""
    prefix = file.read(4)
    length = struct.unpack(">I", prefix)[0] if len(prefix) == struct.calcsize(">I") else -1
    if not 0 < length <= MAX_BLOCK_HEADER_BYTES:
        raise OsmError(f"{path}：PBF 块头应为 1 至 65536 字节，实际 {length}（文件可能损坏）")
    parts = dict(_fields(file.read(length), path))
    kind, data_length = parts.get(1), parts.get(3)
    if not isinstance(kind, bytes) or not isinstance(data_length, int):
        raise OsmError(f"{path}：PBF 块头应写明种类和长度，没有读到（文件可能损坏）")
    return kind, data_length


def _header_date(blob: bytes, path: Path) -> str:
    """Return the replication date of a header block; other compressions than zlib are not read."""
    parts = dict(_fields(blob, path))
    raw, packed = parts.get(1), parts.get(3)
    if isinstance(packed, bytes):
        try:
            raw = zlib.decompress(packed)
        except zlib.error as error:
            raise OsmError(f"{path}：PBF 头部解压失败（文件可能损坏）") from error
    seconds = dict(_fields(raw, path)).get(REPLICATION_TIMESTAMP) if isinstance(raw, bytes) else 0
    if not isinstance(seconds, int) or seconds <= 0:
        return ""
    return datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()


def _fields(raw: bytes, path: Path) -> Iterator[tuple[int, int | bytes]]:
    """Yield the fields of a protobuf message as (number, whole number or bytes)."""
    at = 0
    try:
        while at < len(raw):
            key, at = _varint(raw, at)
            if key & 7 == 0:
                value, at = _varint(raw, at)
                yield key >> 3, value
                continue
            length, at = _length(key & 7, raw, at)
            yield key >> 3, raw[at : at + length]
            at += length
    except IndexError:
        raise OsmError(f"{path}：PBF 内容不完整（文件可能损坏）") from None


def _length(wire_type: int, raw: bytes, at: int) -> tuple[int, int]:
    """Return the length of a field that is not a varint, and where it starts."""
    fixed = {1: 8, 5: 4}.get(wire_type)
    return (fixed, at) if fixed is not None else _varint(raw, at)


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    """Return the whole number at `at` and the position behind it."""
    value = shift = 0
    while True:
        byte = raw[at]
        value |= (byte & 127) << shift
        shift += 7
        at += 1
        if byte < 128:  # noqa: PLR2004
            return value, at
