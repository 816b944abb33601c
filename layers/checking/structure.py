"""Rules about objects and their members: types, what must be there and what must not, ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.checking.kinds import GEOMETRIES, cased, told
from layers.checking.rows import ABSENT, GIVEN, NULL, as_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.checking.finding import Finding
    from layers.checking.reading import Document

_FORBIDDEN = {
    "FeatureCollection": frozenset({"coordinates", "geometries", "geometry", "properties"}),
    "Feature": frozenset({"coordinates", "geometries", "features"}),
    "geometry": frozenset({"geometry", "properties", "features"}),
}
"""RFC 7946, section 7.1."""
_MISSING = object()


def features(document: Document) -> Iterator[Finding]:
    """Tell of rows that are no features, and of members that they lack."""
    for nth, row in enumerate(document.rows):
        value = row.value
        if document.kind in GEOMETRIES:
            return
        if document.kind == "FeatureCollection" and (fault := _no_feature(value)):
            rule, message = fault
            yield document.finding(rule, message, nth)
            if rule != "type-case":
                continue
        if row.geometry == ABSENT:
            yield document.finding("geometry-missing", "没有 geometry", nth)
        elif row.geometry == NULL:
            yield document.finding("geometry-null", "geometry 是 null", nth, path="geometry")
        if "properties" not in value:
            yield document.finding("properties-missing", "没有 properties", nth)
        elif not isinstance(value["properties"], dict | None):
            message = f"properties 是{told(value['properties'])}"
            yield document.finding("properties-type", message, nth, path="properties")


def geometries(document: Document) -> Iterator[Finding]:
    """Tell of geometries that cannot be read, or are odd."""
    for fault in document.shapes.faults:
        yield document.finding(fault.rule, fault.message, fault.row, path=fault.path)
    if all(row.geometry != GIVEN for row in document.rows):
        if document.kind and (document.rows or isinstance(document.root.get("features"), list)):
            yield document.finding("no-geometry", "没有图形，坐标无从检查")
        return
    kinds = document.shapes.types
    for row in [row for row, kind in kinds.items() if kind == "GeometryCollection"]:
        message = "图形是 GeometryCollection"
        yield document.finding("geometry-collection", message, row, path="geometry")


def forbidden(document: Document) -> Iterator[Finding]:
    """Tell of members that RFC 7946 keeps for other objects."""
    for key in _found(document.root, "FeatureCollection", document.kind):
        message = f"FeatureCollection 不能有成员 {key}"
        yield document.finding("member-forbidden", message, path=key)
    for nth, row in enumerate(document.rows):
        for key in _found(row.value, "Feature", _kind_of(row.value)):
            message = f"Feature 不能有成员 {key}"
            yield document.finding("member-forbidden", message, nth, path=key)
    for nth, path, extras in document.shapes.extras:
        for key in sorted(_FORBIDDEN["geometry"] & extras.keys()):
            message = f"几何不能有成员 {key}"
            yield document.finding("member-forbidden", message, nth, path=f"{path}.{key}")


def ids(document: Document) -> Iterator[Finding]:
    """Tell of ids that are of no use."""
    seen: dict[str, int] = {}
    without = []
    for nth, row in enumerate(document.rows):
        if _kind_of(row.value) != "Feature":
            continue
        given = row.value.get("id", _MISSING)
        if given is not _MISSING and (isinstance(given, bool) or not _is_id(given)):
            message = f"id 应为文字或数字，实际是{told(given)}"
            yield document.finding("id-type", message, nth, path="id", fixable=given is None)
        text = as_text(given)
        if not text:
            without.append(nth)
        elif text in seen:
            message = f"id 与第 {seen[text] + 1} 个要素相同"
            yield document.finding("id-duplicate", message, nth, path="id")
        else:
            seen[text] = nth
        other = as_text(row.properties.get("id"))
        if text and other and text != other:
            message = f"id 是“{text[:40]}”，properties.id 是“{other[:40]}”"
            yield document.finding("id-differs", message, nth, path="properties.id")
    yield from _without(document, without, bool(seen))
    if not seen:
        yield from _doubled_below(document)


def _without(document: Document, rows: list[int], others: bool) -> Iterator[Finding]:
    if document.kind != "FeatureCollection" or not rows:
        return
    if not others:
        yield document.finding("id-missing", f"{len(rows)} 个要素都没有 id")
    elif len(rows) == 1:
        yield document.finding("id-missing", "没有 id，别的要素有", rows[0])
    else:
        message = f"{len(rows)} 个要素没有 id（{_some(rows)}），别的要素有"
        yield document.finding("id-missing", message)


def _doubled_below(document: Document) -> Iterator[Finding]:
    """Tell of repeated ids among the properties, where there are none at the top."""
    seen: dict[str, int] = {}
    for nth, row in enumerate(document.rows):
        text = as_text(row.properties.get("id"))
        if text in seen:
            message = f"properties.id 与第 {seen[text] + 1} 个要素相同"
            yield document.finding("id-duplicate", message, nth, path="properties.id")
        elif text:
            seen[text] = nth


def _some(rows: list[int]) -> str:
    told_rows = "、".join(f"第 {row + 1} 个" for row in rows[:3])
    return f"{told_rows}等" if len(rows) > 3 else told_rows  # noqa: PLR2004 - as many as told


def _no_feature(value: Any) -> tuple[str, str] | None:  # noqa: ANN401 - any JSON
    """Return the rule and message for what is no feature; None if it is one."""
    if not isinstance(value, dict):
        return "not-a-feature", f"应为 Feature，实际是{told(value)}"
    kind = value.get("type")
    if kind == "Feature":
        return None
    if kind is None:
        return "type-missing", "要素没有 type，应为 Feature"
    if kind == "FeatureCollection":
        return "nested-collection", "features 里还有 FeatureCollection"
    if cased(kind) == "Feature":
        return "type-case", f"type 应写作 Feature，实际是“{kind}”"
    what = f"type 是{told(kind)}"
    if kind in GEOMETRIES:
        what = f"直接写了几何 {kind}，外面缺 Feature"
    return "not-a-feature", f"应为 Feature，{what}"


def _kind_of(value: Any) -> str:  # noqa: ANN401 - any JSON
    return cased(value.get("type")) if isinstance(value, dict) else ""


def _found(value: Any, kind: str, actual: str) -> list[str]:  # noqa: ANN401 - any JSON
    if kind != actual or not isinstance(value, dict):
        return []
    return sorted(_FORBIDDEN[kind] & value.keys())


def _is_id(given: object) -> bool:
    return isinstance(given, str | int | float)
