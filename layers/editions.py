"""
Read an edition back: a bundle, a build, a bundle as ZIP, or one GeoJSON file of ours.

An edition is read whole or not at all: a place without an id, an id that stands twice or a shape
that cannot be read would make a difference out of a fault.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from layers.csvtext import FORMULA_STARTS
from layers.errors import LayerError
from layers.members import Folder, Zip
from layers.read_shapes import read_shapes
from layers.shapes import FAMILIES, family

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from layers.handoff.delivery import Delivery
    from layers.members import Members

ZONES, UNLOCATED = "zones", "unlocated"
HOLDINGS = (*FAMILIES, ZONES, UNLOCATED)
"""What a whole edition holds: its sheets and the list of what is not on the map."""

_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{4,64}")


@dataclass(frozen=True, slots=True)
class Placed:
    """A place or zone on the map: `sheet` is where it stands, `geometry` (lon, lat) degrees."""

    id: str
    sheet: str
    geometry: BaseGeometry
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EditionData:
    """
    What an edition says.

    Attributes
    ----------
    name
        What people find it by: the path it was read from.
    version
        Its version; blank if it says none.
    places, zones
        What is on the map, by id.
    unlocated
        The rows of what is not on the map, by id; `reason` says why.
    holds
        Which of `HOLDINGS` it was read from: one file holds but a part of an edition.
    """

    name: str
    version: str
    places: Mapping[str, Placed]
    zones: Mapping[str, Placed]
    unlocated: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    holds: frozenset[str] = frozenset(HOLDINGS)


def read_edition(path: Path) -> EditionData:
    """
    Read an edition.

    Parameters
    ----------
    path
        The folder of a bundle or of a build, the ZIP of a bundle, or one GeoJSON file of either.

    Raises
    ------
    LayerError
        If it is no edition, or a file of it cannot be read.
    """
    if path.is_dir():
        return _whole(Folder(path), str(path))
    if not path.is_file():
        raise LayerError("找不到这一版：应为文件夹、zip 或 GeoJSON 文件", where=str(path))
    if path.suffix.lower() == ".zip":
        return _whole(Zip(path), str(path))
    content = Folder(path.parent).read(path.name)
    assert content is not None
    return _single(content, str(path))


def edition_data(delivery: Delivery) -> EditionData:
    """Return what is about to be handed over, as it would be read back."""
    sheets = {
        sheet.name: {f.id: Placed(f.id, sheet.name, f.geometry, f.properties) for f in rows}
        for sheet in delivery.sheets
        for rows in [sheet.features]
    }
    unlocated = {str(entry["id"]): entry for entry in delivery.unlocated}
    places = {key: placed for name in FAMILIES for key, placed in sheets[name].items()}
    version = delivery.edition.version
    return EditionData(version, version, places, sheets[ZONES], unlocated)


def version_in(members: Members) -> str:
    """Return the version that `version.txt` states, blank if there is none of ours."""
    content = members.read("version.txt") or b""
    found = _VERSION.search(content.decode("utf-8", errors="replace"))
    return found[0] if found else ""


# --- the parts of an edition -----------------------------------------------------------------


def _whole(members: Folder | Zip, name: str) -> EditionData:
    """Return the edition that a folder or a ZIP holds."""
    found: dict[str, dict[str, Placed]] = {}
    for sheet in (*FAMILIES, ZONES):
        content = members.read(f"geojson/{sheet}.geojson")
        if content is not None:
            found[sheet] = _placed(_collection(content, f"{name}：geojson/{sheet}.geojson"), sheet)
    missing = [f"geojson/{sheet}.geojson" for sheet in FAMILIES if sheet not in found]
    if missing:
        expected = "应为 handoff 或 build 的输出（文件夹或 zip）"
        raise LayerError(f"{expected}，里面没有 {'、'.join(missing)}", where=name)
    table = members.read("unlocated.csv")
    rows = {} if table is None else _rows(table, f"{name}：unlocated.csv")
    holds = {*found} | ({UNLOCATED} if table is not None else set())
    places = _together([found[sheet] for sheet in FAMILIES], name)
    return EditionData(
        name, version_in(members), places, found.get(ZONES, {}), rows, frozenset(holds)
    )


def _single(content: bytes, name: str) -> EditionData:
    """Return the edition that one GeoJSON file holds."""
    table = _collection(content, name)
    title = str(table.values.get("name") or "")
    if title == ZONES:
        return EditionData(name, "", {}, _placed(table, ZONES), {}, frozenset({ZONES}))
    places = _placed(table, "")
    holds = frozenset({title} if title in FAMILIES else ())
    return EditionData(name, "", places, {}, {}, holds)


def _together(sheets: Sequence[Mapping[str, Placed]], name: str) -> dict[str, Placed]:
    """Return the places of several sheets; an id stands on one of them only."""
    found: dict[str, Placed] = {}
    for sheet in sheets:
        if twice := found.keys() & sheet.keys():
            both = f"编号 {min(twice)} 出现在两个文件里"
            raise LayerError(both, where=name)
        found.update(sheet)
    return found


# --- GeoJSON ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Collection:
    """A FeatureCollection and where it was read."""

    values: Mapping[str, Any]
    where: str


def _collection(content: bytes, where: str) -> _Collection:
    try:
        values = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise LayerError("不是完整的 UTF-8 JSON，应为 GeoJSON", where=where) from error
    whole = isinstance(values, dict) and values.get("type") == "FeatureCollection"
    if not whole or not isinstance(values.get("features"), list):
        raise LayerError("应为 GeoJSON 的 FeatureCollection", where=where)
    return _Collection(values, where)


def _placed(table: _Collection, sheet: str) -> dict[str, Placed]:
    """Return the features of a collection by id; without a sheet each goes by its own shape."""
    rows = table.values["features"]
    keys = [_id(row, nth, table.where) for nth, row in enumerate(rows, start=1)]
    geometries = [row.get("geometry") for row in rows]
    shapes = read_shapes(geometries, lambda nth: f"{table.where} 要素 {keys[nth]}")
    found: dict[str, Placed] = {}
    for row, key, shape in zip(rows, keys, shapes, strict=True):
        if key in found:
            raise LayerError(f"编号 {key} 重复", where=table.where)
        found[key] = Placed(key, sheet or family(shape), shape, row["properties"])
    return found


def _id(row: object, nth: int, where: str) -> str:
    """Return the id of a feature of ours."""
    properties = row.get("properties") if isinstance(row, dict) else None
    if not isinstance(row, dict) or not isinstance(properties, dict):
        raise LayerError(f"第 {nth} 个要素应为带属性的 Feature", where=where)
    for key in (row.get("id"), properties.get("id")):
        if isinstance(key, str) and key:
            return key
    raise LayerError(f"第 {nth} 个要素没有编号（id），不是本程序写出的", where=where)


# --- the table of what is not on the map -----------------------------------------------------


def _rows(content: bytes, where: str) -> dict[str, dict[str, str]]:
    """Return the rows by id; of a project with several names the first, which has its name."""
    try:
        table = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        if not {"id", "label", "reason"} <= set(table.fieldnames or ()):
            raise LayerError("表头应有 id、label、reason", where=where)
        found: dict[str, dict[str, str]] = {}
        for row in table:
            found.setdefault(row["id"] or "", dict(_cells(row)))
    except (UnicodeDecodeError, csv.Error) as error:
        raise LayerError("不是完整的 UTF-8 CSV", where=where) from error
    if "" in found:
        raise LayerError("有一行没有编号（id）", where=where)
    return found


def _cells(row: Mapping[str | None, Any]) -> Iterator[tuple[str, str]]:
    """Yield cells as they were before the door for CSV (`layers.csvtext`)."""
    for key, value in row.items():
        if isinstance(key, str):
            text = value or ""
            guarded = text.startswith("'") and text[1:].startswith(FORMULA_STARTS)
            yield key, text[1:] if guarded else text
