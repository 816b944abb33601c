"""
A folder that is served: a bundle of `zonemap handoff` or the result of `zonemap build`.

The features are read once and kept; files are looked up in the folder and never outside of it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shapely.errors import ShapelyError

from layers.handoff.fields import FEATURE_FIELDS, ZONE_FIELDS
from layers.handoff.sheets import GEOMETRY_TYPES
from maps.serving.collection import Collection
from maps.serving.errors import ServingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SHEETS = tuple(GEOMETRY_TYPES)
MAP_PAGES = ("planner.html", "embed.html", "index.html")
FILE_LIMIT = 5000
"""So many files are listed at most; a folder of results has a few dozen."""

_ODD = re.compile(r"[\\\x00-\x1f\x7f:]")
_WORLD = (-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True)
class ServedFolder:
    """
    What is served.

    Attributes
    ----------
    root
        The folder, resolved.
    maps
        Where its map pages lie: `map` of a bundle, the folder itself of a build.
    name, name_en
        The district; blank where the folder does not say.
    edition
        Version of the bundle; blank for a build.
    collections
        Points, lines, polygons, zones.
    stamp
        What `stamp_of` gave when it was read.
    """

    root: Path
    maps: Path
    name: str
    name_en: str
    edition: str
    collections: tuple[Collection, ...]
    stamp: tuple[int, ...] = ()

    @property
    def bbox(self) -> tuple[float, float, float, float]:
        """West, south, east, north of all features; the world if there are none."""
        boxes = [item.bbox for item in self.collections if item.bbox is not None]
        if not boxes:
            return _WORLD
        west, south, east, north = zip(*boxes, strict=True)
        return min(west), min(south), max(east), max(north)

    @property
    def pages(self) -> tuple[str, ...]:
        """The map pages that are there, the planner's first."""
        return tuple(name for name in MAP_PAGES if (self.maps / name).is_file())

    def files(self) -> Iterator[tuple[str, int]]:
        """Yield path and size of what can be downloaded, in path order."""
        found = 0
        for path in sorted(self.root.rglob("*")):
            name = path.relative_to(self.root).as_posix()
            if inside(self.root, name) is None:
                continue
            found += 1
            if found > FILE_LIMIT:
                return
            yield name, path.stat().st_size


def inside(folder: Path, path: str) -> Path | None:
    """
    Return the file at a path below a folder, None if there is none that may be seen.

    Hidden files, `..`, absolute paths and links that lead out of the folder are no files here.

    Parameters
    ----------
    folder
        Resolved.
    path
        As a browser asks for it, decoded.
    """
    parts = path.split("/")
    if any(not part or part.startswith(".") or _ODD.search(part) for part in parts):
        return None
    try:
        found = folder.joinpath(*parts).resolve()
        return found if found.is_relative_to(folder) and found.is_file() else None
    except (OSError, RuntimeError, ValueError):  # too long, a ring of links, a lone surrogate
        return None


def read_folder(path: Path, *, name: str = "", name_en: str = "") -> ServedFolder:
    """
    Read the features of a folder of results.

    Parameters
    ----------
    path
        A bundle, or what `zonemap build` wrote.
    name, name_en
        The district, where the folder does not say it.

    Raises
    ------
    ServingError
        If it is no such folder, or its GeoJSON cannot be read.
    """
    if not path.is_dir():
        kind = "实际是文件" if path.exists() else "这里没有这个文件夹"
        raise ServingError(f"{path}：应为 zonemap build 或 handoff 写出的文件夹，{kind}")
    root = path.resolve()
    stamp = stamp_of(root)  # before the rest: what changes meanwhile is seen as changed
    there = [sheet for sheet in SHEETS if (root / f"geojson/{sheet}.geojson").is_file()]
    if not there:
        raise ServingError(
            f"{path}：应为 zonemap build 或 handoff 写出的文件夹，"
            "实际里面没有 geojson/points.geojson 等图层"
        )
    head = _manifest(root)
    given = head.get("district")
    district = given if isinstance(given, dict) else {}
    return ServedFolder(
        root=root,
        maps=root / "map" if (root / "map").is_dir() else root,
        name=str(district.get("name") or name),
        name_en=str(district.get("name_en") or name_en),
        edition=str(head.get("edition") or ""),
        collections=tuple(_collection(root, sheet) for sheet in SHEETS),
        stamp=stamp,
    )


def stamp_of(root: Path) -> tuple[int, ...]:
    """Return what changes when another edition takes the place of a folder; empty if it is gone."""
    try:
        found = [path.stat() for path in (root, root / "geojson")]
    except OSError:
        return ()
    return tuple(number for stat in found for number in (stat.st_ino, stat.st_mtime_ns))


def _manifest(root: Path) -> Mapping[str, Any]:
    """Return what the manifest says; nothing if there is none that can be read."""
    try:
        found = json.loads((root / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _collection(root: Path, sheet: str) -> Collection:
    path = root / f"geojson/{sheet}.geojson"
    fields = ZONE_FIELDS if sheet == "zones" else FEATURE_FIELDS
    rows: list[Any] = []
    if path.is_file():
        try:
            content = json.loads(path.read_text(encoding="utf-8-sig"))
            rows = content["features"]
        except OSError as error:
            raise ServingError(f"{path}：读不出来（{error.strerror}）") from error
        except (ValueError, RecursionError, KeyError, TypeError) as error:
            raise ServingError(
                f"{path}：应为 GeoJSON（FeatureCollection），实际读不出来"
            ) from error
    try:
        return Collection.of(sheet, fields, rows)
    except (AttributeError, LookupError, ShapelyError, TypeError, ValueError) as error:
        raise ServingError(f"{path}：有要素缺编号、属性或图形，或编号重复") from error
