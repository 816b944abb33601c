"""
Read a GeoJSON file of other people: any geometry, null geometries too, no property expected.

What cannot be read as GeoJSON at all is an error; a feature that cannot be read is told with its
place in the file, and the others are read.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import shape as to_shape

from layers.errors import LayerError
from seeds.tables import BOM, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

NAME_KEYS = ("name", "label", "road_name", "Name", "NAME", "title", "名称", "项目名称", "地名")
ID_KEYS = ("id", "ID", "fid", "编号")
GEOMETRIES = frozenset(
    {
        "Point",
        "MultiPoint",
        "LineString",
        "MultiLineString",
        "Polygon",
        "MultiPolygon",
        "GeometryCollection",
    }
)


@dataclass(frozen=True, slots=True)
class Item:
    """
    One feature as it stands in the file.

    Attributes
    ----------
    label
        What people find it by: its id, or where it stands (第 3 个要素).
    names
        The names it goes by.
    shape
        The geometry, numbers as they are; None if it has none or it cannot be read.
    fault
        Why it cannot be read, Chinese; blank if it can.
    """

    label: str
    names: tuple[str, ...]
    shape: BaseGeometry | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class GeoJsonFile:
    """The features of one file; `bom` tells whether it begins with a byte order mark."""

    path: Path
    items: tuple[Item, ...]
    bom: bool = False


def read_geojson(path: Path) -> GeoJsonFile:
    """
    Read a FeatureCollection, a Feature or a bare geometry.

    Raises
    ------
    LayerError
        If the file is no JSON, or no GeoJSON.
    SeedError
        If it cannot be read as UTF-8 text.
    """
    text = read_text(path)
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"第 {error.lineno} 行第 {error.colno} 列"
        raise LayerError(f"{place}不是完整的 JSON，应为 GeoJSON", where=str(path)) from error
    except (ValueError, RecursionError) as error:
        raise LayerError("JSON 层次过深或数字过长，读不出来", where=str(path)) from error
    with path.open("rb") as file:
        bom = file.read(3).decode("utf-8", errors="replace") == BOM
    rows = _rows(content, path)
    return GeoJsonFile(path, tuple(_item(row, nth) for nth, row in enumerate(rows, start=1)), bom)


def _rows(content: object, path: Path) -> list[Any]:
    """Return the features of whatever kind of GeoJSON it is."""
    kind = content.get("type") if isinstance(content, dict) else None
    if isinstance(content, dict) and isinstance(kind, str):
        if kind == "FeatureCollection" and isinstance(content.get("features"), list):
            return list(content["features"])
        if kind == "Feature":
            return [content]
        if kind in GEOMETRIES:
            return [{"type": "Feature", "geometry": content}]
    expected = "应为 GeoJSON（FeatureCollection、Feature 或图形）"
    raise LayerError(f"{expected}，实际 type 是 {json.dumps(kind)[:40]}", where=str(path))


def _item(row: object, nth: int) -> Item:
    """Return one feature, with its fault if it has one."""
    place = f"第 {nth} 个要素"
    if not isinstance(row, dict) or row.get("type") != "Feature":
        return Item(place, (), None, "应为 Feature")
    given = row.get("properties")
    properties = given if isinstance(given, dict) else {}
    label = _label(row, properties) or place
    called = dict.fromkeys(_text(properties.get(key)) for key in NAME_KEYS)
    names = tuple(name for name in called if name)
    geometry = row.get("geometry")
    if geometry is None:
        return Item(label, names, None)
    try:
        shape = to_shape(_flat(geometry))
    except _FaultError as fault:
        return Item(label, names, None, str(fault))
    except (ArithmeticError, IndexError, TypeError, ValueError, shapely.errors.ShapelyError):
        return Item(label, names, None, "图形读不出来，应为 GeoJSON 几何")
    return Item(label, names, None if shape.is_empty else shape)


class _FaultError(ValueError):
    """Why a geometry is none, Chinese."""


def _flat(geometry: object) -> dict[str, Any]:
    """Return a geometry without heights, which may stand on some of its points only."""
    if not isinstance(geometry, dict) or geometry.get("type") not in GEOMETRIES:
        raise _FaultError(f"应为 GeoJSON 几何，type 是 {'、'.join(sorted(GEOMETRIES))} 之一")
    members, coordinates = geometry.get("geometries"), geometry.get("coordinates")
    if geometry["type"] == "GeometryCollection" and isinstance(members, list):
        return {"type": geometry["type"], "geometries": [_flat(member) for member in members]}
    if not isinstance(coordinates, list):
        raise _FaultError("图形没有坐标")
    return {"type": geometry["type"], "coordinates": _pairs(coordinates)}


def _pairs(coordinates: list[Any]) -> list[Any]:
    """Return nested positions cut to two finite numbers each."""
    if all(isinstance(part, list) for part in coordinates):
        return [_pairs(part) for part in coordinates]
    if len(coordinates) < 2 or not all(map(_finite, coordinates)):  # noqa: PLR2004 - lon, lat
        raise _FaultError("坐标应为有限的数")
    return coordinates[:2]


def _finite(number: object) -> bool:
    """Tell whether something is a number that a coordinate can be; true and false are none."""
    return type(number) in (int, float) and math.isfinite(number)  # type: ignore[arg-type]


def _label(row: Mapping[str, Any], properties: Mapping[str, Any]) -> str:
    return next(filter(None, map(_text, (row.get("id"), *map(properties.get, ID_KEYS)))), "")


def _text(value: object) -> str:
    """Return a name or id as text, blank for anything else."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
