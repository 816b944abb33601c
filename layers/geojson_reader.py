"""
Read a GeoJSON file of other people: any geometry, null geometries too, no property expected.

What cannot be read as GeoJSON at all is an error; a feature that cannot be read is told with its
place in the file, and the others are read.
"""

from __future__ import annotations

import json
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
    names = tuple(dict.fromkeys(_text(properties.get(key)) for key in NAME_KEYS) | {})
    names = tuple(name for name in names if name)
    geometry = row.get("geometry")
    if geometry is None:
        return Item(label, names, None)
    try:
        shape = to_shape(geometry)
        sound = bool(shapely.is_empty(shape)) or _finite(shape)
    except (
        TypeError,
        ValueError,
        AttributeError,
        KeyError,
        IndexError,
        shapely.errors.ShapelyError,
    ):
        return Item(label, names, None, "图形读不出来，应为 GeoJSON 几何")
    if not sound:
        return Item(label, names, None, "坐标应为有限的数")
    return Item(label, names, None if shape.is_empty else shape)


def _finite(shape: BaseGeometry) -> bool:
    """Tell whether all coordinates are numbers."""
    total = float(shapely.get_coordinates(shape).sum())
    return total - total == 0.0


def _label(row: Mapping[str, Any], properties: Mapping[str, Any]) -> str:
    return next(filter(None, map(_text, (row.get("id"), *map(properties.get, ID_KEYS)))), "")


def _text(value: object) -> str:
    """Return a name or id as text, blank for anything else."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
