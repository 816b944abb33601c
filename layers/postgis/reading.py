"""
Read what is to be published: a folder or ZIP as `zonemap handoff` or `zonemap build` writes it.

Nothing is unpacked. What the bundle's manifest says of a file must be true, and each value must
fit its column, so that a broken bundle is refused before a database is asked.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from layers.csvtext import FORMULA_STARTS
from layers.handoff.fields import FEATURE_FIELDS, UNLOCATED_FIELDS, ZONE_FIELDS
from layers.handoff.sheets import GEOMETRY_TYPES
from layers.postgis.archives import opened
from layers.postgis.failures import PublishError
from layers.postgis.shaping import as_ewkb
from layers.postgis.values import fitted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

Row = tuple[object, ...]
UNLOCATED = "unlocated"
_DIGEST = 8
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Bundle:
    """
    What is to be published.

    Attributes
    ----------
    version
        Of the hand-off; for a folder that has none, a digest of what it holds.
    date
        ISO 8601 date of the hand-off, blank if there is none.
    district_code, district
        Code and name of the district, blank if the bundle does not state them.
    checksum
        SHA-256 of all rows.
    attribution, licence
        As the files state them.
    rows
        Sheet (`points`, `lines`, `polygons`, `zones`, `unlocated`) to rows, values in the order of
        its fields, then the geometry as EWKB in hexadecimal; in id order.
    """

    version: str
    date: str
    district_code: str
    district: str
    checksum: str
    attribution: str
    licence: str
    rows: Mapping[str, Sequence[Row]]

    @property
    def counts(self) -> dict[str, int]:
        """Rows by sheet."""
        return {name: len(rows) for name, rows in self.rows.items()}


def read_bundle(path: Path) -> Bundle:
    """
    Read a bundle.

    Parameters
    ----------
    path
        A folder, or a `.zip` file, as `zonemap handoff` writes them, or the folder of a build.

    Raises
    ------
    PublishError
        If it is no bundle, is not whole, or holds what its columns cannot.
    """
    with opened(path) as read:
        manifest = _manifest(read, path)
        files = {
            name: _checked(read, manifest, name, path)
            for name in (*(f"geojson/{sheet}.geojson" for sheet in GEOMETRY_TYPES), "unlocated.csv")
        }
    heads: list[Mapping[str, Any]] = []
    rows: dict[str, Sequence[Row]] = {}
    for sheet in GEOMETRY_TYPES:
        name = f"geojson/{sheet}.geojson"
        content = _collection(files[name], f"{path} 的 {name}")
        heads.append(content)
        rows[sheet] = _features(sheet, content["features"], f"{path} 的 {name}")
    rows[UNLOCATED] = _unlocated(files["unlocated.csv"], f"{path} 的 unlocated.csv")
    _check_ids(rows, path)
    checksum = _checksum(rows)
    district = manifest.get("district")
    known = district if isinstance(district, dict) else {}
    return Bundle(
        version=_said(manifest, "edition") or f"build-{checksum[:_DIGEST]}",
        date=_said(manifest, "date") if _DAY.fullmatch(_said(manifest, "date")) else "",
        district_code=_said(known, "code"),
        district=_said(known, "name"),
        checksum=checksum,
        attribution=_said(heads[0], "attribution"),
        licence=_said(heads[0], "licence"),
        rows=rows,
    )


def _manifest(read: Callable[[str], bytes], path: Path) -> dict[str, Any]:
    content = _json(read("manifest.json"), f"{path} 的 manifest.json")
    if not isinstance(content, dict) or not isinstance(content.get("files"), dict):
        raise PublishError(f"{path} 的 manifest.json：应有 files，列出每个文件")
    return content


def _checked(
    read: Callable[[str], bytes], manifest: Mapping[str, Any], name: str, path: Path
) -> bytes:
    """Return a file that is as the manifest says."""
    content = read(name)
    entry = manifest["files"].get(name)
    expected = entry.get("sha256") if isinstance(entry, dict) else None
    if expected != hashlib.sha256(content).hexdigest():
        raise PublishError(
            f"{path} 的 {name}：和 manifest.json 里的校验和不一致，可能没有拷全或改动过；请重新生成"
        )
    return content


def _json(content: bytes, where: str) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise PublishError(f"{where}：不是完整的 UTF-8 JSON") from None


def _collection(content: bytes, where: str) -> dict[str, Any]:
    found = _json(content, where)
    if not isinstance(found, dict) or not isinstance(found.get("features"), list):
        raise PublishError(f"{where}：应为 FeatureCollection")
    return found


def _features(sheet: str, features: Sequence[object], where: str) -> list[Row]:
    """Return the rows of a sheet in id order."""
    fields = ZONE_FIELDS if sheet == "zones" else FEATURE_FIELDS
    rows: list[Row] = []
    shapes: list[object] = []
    for nth, feature in enumerate(features, start=1):
        row = feature if isinstance(feature, dict) else {}
        properties = row.get("properties")
        if not isinstance(properties, dict) or row.get("id") != properties.get("id"):
            raise PublishError(f"{where}：第 {nth} 个要素没有属性，或 id 和属性里的 id 不同")
        rows.append(fitted(properties, fields, f"{where}：第 {nth} 个要素"))
        shapes.append(row.get("geometry"))
    ids = [str(row[0]) for row in rows]
    codes = as_ewkb(shapes, GEOMETRY_TYPES[sheet], ids, where)
    found = [(*row, code) for row, code in zip(rows, codes, strict=True)]
    return sorted(found, key=lambda row: str(row[0]))


def _unlocated(content: bytes, where: str) -> list[Row]:
    """Return one row a project; the file has one for each of its names, the first is its own."""
    found: dict[str, Row] = {}
    try:
        for nth, row in enumerate(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))), 2):
            if None in row or None in row.values():
                raise PublishError(f"{where}：第 {nth} 行的列数不对")
            values = {key: _cell(value) for key, value in row.items()}
            fields = fitted(values, UNLOCATED_FIELDS, f"{where}：第 {nth} 行")
            found.setdefault(str(fields[0]), fields)
    except (csv.Error, UnicodeDecodeError):
        raise PublishError(f"{where}：不是完整的 UTF-8 CSV") from None
    return [found[id_] for id_ in sorted(found)]


def _cell(text: str) -> str | None:
    """Return a cell without the mark that keeps spreadsheets from running it."""
    if text.startswith("'") and text[1:].startswith(FORMULA_STARTS):
        text = text[1:]
    return text or None


def _check_ids(rows: Mapping[str, Sequence[Row]], path: Path) -> None:
    """Refuse an id that stands for two features."""
    seen: dict[object, str] = {}
    for sheet, found in rows.items():
        for row in found:
            key = (sheet == "zones", row[0])
            if key in seen:
                raise PublishError(f"{path}：编号 {row[0]} 在 {seen[key]} 和 {sheet} 里重复")
            seen[key] = sheet


def _checksum(rows: Mapping[str, Sequence[Row]]) -> str:
    found = hashlib.sha256()
    for sheet, found_rows in rows.items():
        found.update(json.dumps([sheet, found_rows], ensure_ascii=False).encode())
    return found.hexdigest()


def _said(content: Mapping[str, Any], key: str) -> str:
    """Return a short text of a file's head, blank if there is none."""
    value = content.get(key)
    return " ".join(value.replace("\0", "").split()) if isinstance(value, str) else ""
