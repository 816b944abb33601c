"""Rules about a file as a whole: its marks, its keys, what it is if it is no GeoJSON."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from layers.checking.kinds import GEOMETRIES, cased, told
from layers.checking.parsing import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.checking.finding import Finding
    from layers.checking.reading import Document

LARGE_MEMBER = 100_000
"""Characters of a member of the file that is neither its features nor known."""
_OTHERS = (
    ("Topology", "TopoJSON"),
    ("Style", "Mapbox 样式"),
    ("CityJSON", "CityJSON"),
)
_SUFFIXES = frozenset({".geojson"})


def marks(document: Document) -> Iterator[Finding]:
    """Tell of byte order marks and encodings."""
    source = document.source
    if source.encoding != "utf-8":
        message = f"应为 UTF-8 编码，实际是 {source.encoding.upper()}"
        mend = "另存为 UTF-8，或用 --fix"
        yield document.finding("encoding", message, mend=mend, fixable=True)
    elif source.bom:
        yield document.finding("bom", "文件以 BOM 开头，有的软件读不了")
    ends = source.text.count("\r\n")
    if ends and source.text.count("\n") != ends:
        yield document.finding("line-ends", "换行有的是 CRLF，有的是 LF")
    suffix = document.path.suffix
    if suffix.lower() not in _SUFFIXES:
        what = f"后缀是 {suffix}" if suffix else "没有后缀"
        yield document.finding("file-name", f"文件名{what}，应为 .geojson")


def keys(document: Document) -> Iterator[Finding]:
    """Tell of repeated keys and of NaN."""
    for row, key in document.doubled:
        message = f"同一个对象里“{key[:40]}”写了两次以上"
        yield document.finding("duplicate-key", message, row)
    known = {fault.row for fault in document.shapes.faults if fault.rule == "not-finite"}
    for (row, word), count in Counter(document.constants).items():
        if row not in known:
            often = f"（{count} 处）" if count > 1 else ""
            fixable = row != HEAD and _in_properties(document, row)
            message = f"有 {word}{often}，不是 JSON 的数"
            yield document.finding("not-finite", message, row, fixable=fixable)


def kind(document: Document) -> Iterator[Finding]:
    """Tell whether the outermost value is GeoJSON at all."""
    root = document.root
    if not isinstance(root, dict):
        what = "一组要素，外面缺 FeatureCollection" if _features(root) else told(root).strip()
        yield document.finding("other-format", f"应为 GeoJSON 对象，实际是{what}")
        return
    given = root.get("type")
    if other := _other(root):
        yield document.finding("other-format", f"应为 GeoJSON，实际是 {other}")
    elif given is None:
        yield document.finding("type-missing", "最外层没有 type")
    elif not isinstance(given, str) or not cased(given):
        message = f"最外层的 type 是 {_short(given)}"
        yield document.finding("type-unknown", message)
    elif cased(given) != given and cased(given) not in GEOMETRIES:
        message = f"最外层的 type 应写作 {cased(given)}，实际是“{given}”"
        yield document.finding("type-case", message)
    if document.kind == "FeatureCollection" and not isinstance(root.get("features"), list):
        what = "没有 features" if "features" not in root else "features 不是数组"
        yield document.finding("features-missing", f"FeatureCollection {what}")


def members(document: Document) -> Iterator[Finding]:
    """Tell of members of the file that are very large."""
    if not isinstance(document.root, dict):
        return
    for key, value in document.root.items():
        if key in {"features", "geometry", "coordinates", "geometries", "properties"}:
            continue
        size = len(value) if isinstance(value, str) else _size(value)
        if size > LARGE_MEMBER:
            message = f"成员“{key[:40]}”有 {size / 1e6:.1f} MB"
            yield document.finding("member-large", message, path=key[:40])


def _in_properties(document: Document, row: int) -> bool:
    """Tell whether all NaN of a row can be in its properties only."""
    value = document.rows[row].value
    if not isinstance(value, dict):
        return False
    others = {key: value[key] for key in value if key not in {"properties", "geometry"}}
    faulty = any(fault.row == row for fault in document.shapes.faults)
    return not faulty and not any(word in _dumped(others) for word in ("NaN", "Infinity"))


def _size(value: object) -> int:
    return len(_dumped(value)) if isinstance(value, list | dict) else 0


def _dumped(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False)
    except (RecursionError, ValueError):
        return ""


def _short(value: object) -> str:
    return _dumped(value)[:40]


def _features(root: object) -> bool:
    return isinstance(root, list) and any(
        isinstance(one, dict) and one.get("type") == "Feature" for one in root[:10]
    )


def _other(root: dict[str, object]) -> str:
    """Return what JSON of another kind it is; blank if that is not known."""
    for word, name in _OTHERS:
        if root.get("type") == word:
            return name
    features = root.get("features")
    first = features[0] if isinstance(features, list) and features else None
    esri = isinstance(first, dict) and "attributes" in first and "type" not in root
    if esri or "geometryType" in root or "spatialReference" in root:
        return "Esri JSON（ArcGIS 的要素集）"
    if "elements" in root and ("osm3s" in root or "generator" in root):
        return "Overpass 的 OSM JSON"
    if {"rings", "paths"} & root.keys() or {"x", "y"} <= root.keys():
        return "Esri JSON 的一个图形"
    return ""
