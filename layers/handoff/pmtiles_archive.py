"""
PMTiles version 3: many tiles in one file, which a browser reads in parts.

Written here, for the tiles of several layers are joined first, and the package of that name stamps
its archives with the clock.
"""

from __future__ import annotations

import json
import struct
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Tile = tuple[int, int, int]
"""Zoom, column from the west, row from the north."""

_HEAD = struct.Struct("<7sB8Q3Q6B4iB2i")
_GZIP, _MVT, _VERSION = 2, 1, 3
_ROOT_LIMIT = 16384 - _HEAD.size
_LEAF = 4096
_LEVEL = 9


class Entry(NamedTuple):
    """Tiles from `tile` on, `run` of them, all of which are the `length` bytes at `offset`."""

    tile: int
    offset: int
    length: int
    run: int


def tile_id(tile: Tile) -> int:
    """
    Return the number of a tile: zoom by zoom, within one along a Hilbert curve.

    >>> [tile_id(tile) for tile in ((0, 0, 0), (1, 0, 0), (1, 0, 1), (1, 1, 1), (1, 1, 0))]
    [0, 1, 2, 3, 4]
    """
    zoom, x, y = tile
    found: int = (4**zoom - 1) // 3
    side = 1 << zoom
    half = side >> 1
    while half:
        right, low = int(bool(x & half)), int(bool(y & half))
        found += half * half * ((3 * right) ^ low)
        if not low:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        half >>= 1
    return found


def archive(
    tiles: Mapping[Tile, bytes],
    metadata: Mapping[str, Any],
    bbox: tuple[float, float, float, float],
    zooms: tuple[int, int],
) -> bytes:
    """
    Return the bytes of an archive of vector tiles.

    Parameters
    ----------
    tiles
        Mapbox vector tiles as they are; they are compressed here.
    metadata
        What the archive says of itself, among it `vector_layers` and `attribution`.
    bbox
        West, south, east, north in degrees.
    zooms
        The least and the greatest zoom.
    """
    numbered = sorted((tile_id(tile), content) for tile, content in tiles.items())
    entries, data = _laid_out(numbered)
    root, leaves = _directories(entries)
    about = _packed(json.dumps(metadata, ensure_ascii=False).encode())
    sizes = (len(root), len(about), len(leaves), len(data))
    offsets = [_HEAD.size + sum(sizes[:nth]) for nth in range(len(sizes))]
    west, south, east, north = (round(side * 10_000_000) for side in bbox)
    head = _HEAD.pack(
        b"PMTiles",
        _VERSION,
        *(number for pair in zip(offsets, sizes, strict=True) for number in pair),
        *(len(numbered), len(entries), len({entry.offset for entry in entries})),
        *(1, _GZIP, _GZIP, _MVT, *zooms),
        *(west, south, east, north),
        sum(zooms) // 2,
        *((west + east) // 2, (south + north) // 2),
    )
    return b"".join((head, root, about, leaves, data))


def _laid_out(numbered: Iterable[tuple[int, bytes]]) -> tuple[list[Entry], bytes]:
    """Return where each tile stands in the data, and the data; equal tiles stand in it once."""
    places: dict[bytes, tuple[int, int]] = {}
    found: list[Entry] = []
    data = bytearray()
    for number, content in numbered:
        if content not in places:
            packed = _packed(content)
            places[content] = len(data), len(packed)
            data += packed
        entry = Entry(number, *places[content], 1)
        last = found[-1] if found else None
        if last and (last.tile + last.run, last.offset) == (number, entry.offset):
            found[-1] = last._replace(run=last.run + 1)
        else:
            found.append(entry)
    return found, bytes(data)


def _directories(entries: Sequence[Entry]) -> tuple[bytes, bytes]:
    """Return the root, which must be small, and the leaves if it would not be."""
    root, leaves, size = _directory(entries), b"", _LEAF
    while len(root) > _ROOT_LIMIT:
        branches, leaves = [], b""
        for at in range(0, len(entries), size):
            leaf = _directory(entries[at : at + size])
            branches.append(Entry(entries[at].tile, len(leaves), len(leaf), 0))
            leaves += leaf
        root, size = _directory(branches), size * 2
    return root, leaves


def _directory(entries: Sequence[Entry]) -> bytes:
    """Return a list of entries, column by column."""
    numbers = [len(entries)]
    numbers += [e.tile - before for before, e in zip(_before(entries), entries, strict=True)]
    numbers += [entry.run for entry in entries]
    numbers += [entry.length for entry in entries]
    expected = -1
    for entry in entries:
        numbers.append(0 if entry.offset == expected else entry.offset + 1)
        expected = entry.offset + entry.length
    return _packed(b"".join(map(_varint, numbers)))


def _before(entries: Sequence[Entry]) -> list[int]:
    return [0, *(entry.tile for entry in entries[:-1])][: len(entries)]


def _varint(number: int) -> bytes:
    """Return a number in groups of seven bits, the lowest first."""
    found = bytearray()
    while number > 0x7F:  # noqa: PLR2004 - seven bits
        found.append(number & 0x7F | 0x80)
        number >>= 7
    found.append(number)
    return bytes(found)


def _packed(content: bytes) -> bytes:
    """Return gzip of it, without the time of day."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, 31)
    return packer.compress(content) + packer.flush()
