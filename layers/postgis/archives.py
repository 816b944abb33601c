"""Read files of a bundle by name, from a folder or out of a ZIP that is never unpacked."""

from __future__ import annotations

import contextlib
import zipfile
import zlib
from typing import TYPE_CHECKING

from layers.postgis.failures import PublishError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MANIFEST = "manifest.json"
LARGEST = 2_000_000_000
"""Bytes of one file; a ZIP of a few kilobytes may hold terabytes of zeros."""
_ABSENT = "里没有 {name}；应为 zonemap handoff 写的文件夹或 .zip，或 zonemap build 的输出文件夹"


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Callable[[str], bytes]]:
    """
    Yield what reads a file of a bundle.

    Raises
    ------
    PublishError
        If there is no such bundle, or the file asked for is not in it.
    """
    try:
        if path.is_dir():
            yield lambda name: _from_folder(path, name)
        elif not path.exists():
            raise PublishError(f"{path}：没有这个文件夹或 .zip；请先运行 zonemap handoff")
        else:
            with zipfile.ZipFile(path) as archive:
                top = _top(archive, path)
                yield lambda name: _from_archive(archive, f"{top}{name}", path)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        # RuntimeError: a password is wanted
        raise PublishError(f"{path}：应为完整的、不加密的 .zip 或文件夹") from None
    except OSError as error:
        raise PublishError(f"{path}：读不出来（{error.strerror}）") from None


def _from_folder(folder: Path, name: str) -> bytes:
    file = folder.joinpath(*name.split("/"))
    if not file.is_file():
        raise PublishError(f"{folder} {_ABSENT.format(name=name)}")
    return file.read_bytes()


def _top(archive: zipfile.ZipFile, path: Path) -> str:
    """Return the folder in the archive in which the bundle lies, with its `/`."""
    names = [name for name in archive.namelist() if f"/{name}".endswith(f"/{MANIFEST}")]
    if not names:
        raise PublishError(f"{path} {_ABSENT.format(name=MANIFEST)}")
    return min(names, key=lambda name: (name.count("/"), name)).removesuffix(MANIFEST)


def _from_archive(archive: zipfile.ZipFile, name: str, path: Path) -> bytes:
    try:
        info = archive.getinfo(name)
    except KeyError:
        raise PublishError(f"{path} {_ABSENT.format(name=name)}") from None
    with archive.open(info) as file:
        content = file.read(LARGEST + 1)  # what the directory says of the size may be wrong
    if len(content) > LARGEST:
        raise PublishError(f"{path} 的 {name}：超过 {LARGEST // 1_000_000} MB，不像是交付的数据")
    return content
