"""
The files of an edition as they lie in a folder or in a ZIP; nothing is ever unpacked to the disk.

A ZIP of others is not trusted: only files that are asked for are read, in memory, and no further
than a limit that no edition comes near, whatever its directory says of their size.
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from layers.errors import LayerError

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST = 512 * 1024 * 1024
"""Bytes of one file at most: some 400,000 features."""

MOST_MEMBERS = 100_000
"""Files that a ZIP may list: a bundle with map pictures has a few thousand."""

_ENCRYPTED = 1


class Members(Protocol):
    """Files by their path below an edition."""

    def read(self, name: str) -> bytes | None:
        """Return what a file holds, None if it is not there."""


class Folder:
    """A folder; `name` is what it is called in messages."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self._path = path

    def read(self, name: str) -> bytes | None:
        """
        Return what a file holds, None if it is not there.

        Raises
        ------
        LayerError
            If it is there and cannot be read, or is larger than any edition.
        """
        path = self._path / name
        if not path.is_file():
            return None
        try:
            with path.open("rb") as file:
                return _limited(file.read(LARGEST + 1), str(path))
        except OSError as error:
            raise LayerError(f"无法读取（{error.strerror}）", where=str(path)) from error


class Zip:
    """
    A ZIP whose files may lie below one folder of their own.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    LayerError
        If it is no ZIP, or lists a file twice or more files than any edition has.
    """

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, UnicodeError, ValueError) as error:
            raise LayerError("不是完整的 ZIP 文件", where=self.name) from error
        except OSError as error:
            raise LayerError(f"无法读取（{error.strerror}）", where=self.name) from error
        names = [info.filename for info in self._zip.infolist()]
        if len(names) > MOST_MEMBERS:
            raise LayerError(f"里面的文件多于 {MOST_MEMBERS} 个，不像是一版数据", where=self.name)
        if len(set(names)) < len(names):
            raise LayerError("里面有两个同名的文件", where=self.name)
        self._top = _top(names)

    def read(self, name: str) -> bytes | None:
        """
        Return what a file holds, None if it is not there.

        Raises
        ------
        LayerError
            If it is damaged, encrypted, or larger than any edition once it is unpacked.
        """
        where = f"{self.name}：{name}"
        try:
            info = self._zip.getinfo(f"{self._top}{name}")
        except KeyError:
            return None
        if info.flag_bits & _ENCRYPTED:
            raise LayerError("有密码，读不了", where=where)
        try:
            with self._zip.open(info) as file:
                return _limited(file.read(LARGEST + 1), where)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise LayerError("ZIP 里的这个文件已损坏", where=where) from error


def _top(names: Iterable[str]) -> str:
    """Return the one folder in which everything lies, with its slash; blank if there is none."""
    first = {PurePosixPath(name).parts[0] for name in names if PurePosixPath(name).parts}
    if len(first) != 1:
        return ""
    (top,) = first
    plain = top not in {"..", ".", "/"} and all(name.startswith(f"{top}/") for name in names)
    return f"{top}/" if plain else ""


def _limited(content: bytes, where: str) -> bytes:
    if len(content) > LARGEST:
        raise LayerError(f"大于 {LARGEST // 1024 // 1024} MB，不像是一版数据", where=where)
    return content
