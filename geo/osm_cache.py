"""
The folder with the answers to one question: gathered in part, whole, and checked when read again.

A folder bears the name of its question only when all answers are in it; the list of their
checksums, written last, tells whether they still are.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely
from shapely.errors import ShapelyError

from geo.osm_source import OsmError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

AREA_FILE = "area.wkt"
LIST_FILE = "whole.txt"


@contextmanager
def answer_folder(
    cache: Path | None, what: str, how: str, *, offline: bool = False
) -> Iterator[tuple[Path, bool]]:
    """
    Lend the folder of this question and tell whether all answers are in it already.

    Parameters
    ----------
    cache
        Where folders are kept; without it the folder passes away.
    what
        The question: the key.
    how
        Service and settings; answers to a question asked in two ways are not mixed.
    offline
        Only a whole folder will do.

    Raises
    ------
    OsmError
        If the folder cannot be made, its answers are damaged, or they are not there but needed.
    """
    if cache is None:
        if offline:
            raise OsmError("离线时只读缓存，应给出缓存文件夹（--cache）")
        with tempfile.TemporaryDirectory(prefix="zonemap-") as folder:
            yield Path(folder), False
        return
    whole = cache / _digest(what)
    if whole.is_dir():
        _check_whole(whole)
        yield whole, True
        return
    if offline:
        raise OsmError(_missing(cache, what))
    part = cache / f"{_digest(what)}-{_digest(how)}.part"
    with _telling(cache):
        part.mkdir(parents=True, exist_ok=True)
    yield part, False
    with _telling(cache):
        _list_answers(part)
        try:
            part.replace(whole)
        except OSError:
            if not whole.is_dir():  # else another run was quicker
                raise


@contextmanager
def _telling(cache: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OsmError(f"不能写缓存文件夹 {cache}（{error.strerror}）") from error


def _missing(cache: Path, what: str) -> str:
    """Say what is not in the cache."""
    asked = json.loads(what)
    name = "、".join(f"“{part}”" for part in asked[:1] if part) or f"范围 {asked[1]}"
    parts = sorted(cache.glob(f"{_digest(what)}-*.part"))
    answers = sum(1 for part in parts for _ in part.glob("*.json"))
    state = f"没有收完（只有 {answers} 份）" if parts else "不在其中"
    return f"离线：缓存 {cache} 里缺 {name} 的 Overpass 答复，{state}；请先联网运行一次同样的命令"


def _digest(text: str) -> str:
    """Return a short name for `text`."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _list_answers(folder: Path) -> None:
    """Write down what belongs to the folder."""
    names = sorted(path.name for path in folder.iterdir() if path.name != LIST_FILE)
    lines = [f"{_checksum(folder / name)}  {name}\n" for name in names]
    (folder / LIST_FILE).write_text("".join(lines), encoding="utf-8")


def _check_whole(folder: Path) -> None:
    """Refuse a folder that has not all that was written to it, as it was written."""
    advice = f"请删除这个文件夹后重试：{folder}"
    try:
        lines = (folder / LIST_FILE).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise OsmError(f"缓存不完整（没有 {LIST_FILE}），{advice}") from error
    for line in lines:
        checksum, _, name = line.partition("  ")
        path = folder / Path(name).name
        if not path.is_file():
            raise OsmError(f"缓存不完整（缺 {path.name}），{advice}")
        if _checksum(path) != checksum:
            raise OsmError(f"缓存文件损坏（{path.name}），{advice}")


def forget_broken(folder: Path) -> None:
    """Delete answers that an interrupted run left half written."""
    for path in sorted(folder.glob("*.json")):
        try:
            json.loads(path.read_bytes())
        except ValueError:
            path.unlink()


def forget_all(folder: Path) -> None:
    """Delete answers that say nothing, so that they are not taken again."""
    for path in sorted(folder.glob("*.json")):
        path.unlink(missing_ok=True)


def stored_answers(folder: Path) -> list[Any]:
    """
    Return the stored answers: mappings from Overpass, lists from Nominatim.

    Raises
    ------
    OsmError
        If one is damaged.
    """
    return [_stored(path) for path in sorted(folder.glob("*.json"))]


def _stored(path: Path) -> Any:  # noqa: ANN401 (whatever a service says)
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise OsmError(f"缓存文件损坏，请删除后重试：{path}") from error


def store_area(folder: Path, area: BaseGeometry) -> None:
    """
    Keep the area that is asked for beside the answers.

    Raises
    ------
    OsmError
        If it cannot be written.
    """
    path = folder / AREA_FILE
    try:
        path.write_text(shapely.to_wkt(area, rounding_precision=7), encoding="utf-8")
    except OSError as error:
        raise OsmError(f"不能写缓存文件 {path}（{error.strerror}）") from error


def stored_area(folder: Path) -> BaseGeometry:
    """
    Return the area that was asked for.

    Raises
    ------
    OsmError
        If it is not there or damaged.
    """
    try:
        return shapely.from_wkt((folder / AREA_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, ShapelyError) as error:
        raise OsmError(f"缓存不完整，请删除这个文件夹后重试：{folder}") from error
