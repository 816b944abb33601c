"""Rules about files that are ours by their columns: against the table of what is handed over."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from layers.checking.kinds import told
from layers.handoff.fields import FEATURE_FIELDS, FLAG, REAL, TEXT, WHOLE, ZONE_FIELDS, Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from layers.checking.finding import Finding
    from layers.checking.properties import Column
    from layers.checking.reading import Document

MOST = 0.6
"""A file that has more than this share of our columns is taken for ours."""
_TYPES: Mapping[str, frozenset[type]] = {
    TEXT: frozenset({str}),
    WHOLE: frozenset({int}),
    REAL: frozenset({int, float}),
    FLAG: frozenset({bool}),
}
_WORDS = {TEXT: "文字", WHOLE: "整数", REAL: "数字", FLAG: " true 或 false"}
_DIMENSIONS: Mapping[str, frozenset[str]] = {
    "crossing": frozenset({"Point"}),
    "address": frozenset({"Point"}),
    "stretch": frozenset({"LineString"}),
    "stretch_partial": frozenset({"LineString"}),
    "road": frozenset({"LineString"}),
    "line": frozenset({"LineString"}),
    "bounds": frozenset({"Polygon"}),
    "area": frozenset({"Polygon"}),
    "zone": frozenset(),
    "none": frozenset(),
}
"""What shape a method can give; one that is not listed gives any. Zone files hold points only."""


def fields_of(table: Mapping[str, Column]) -> tuple[Field, ...]:
    """Return the columns that a file claims to have; none if it is not ours."""
    for fields in (FEATURE_FIELDS, ZONE_FIELDS):
        if sum(field.name in table for field in fields) > MOST * len(fields):
            return fields
    return ()


def schema(document: Document, table: dict[str, Column]) -> Iterator[Finding]:
    """Tell what of a file that is ours breaks the table of columns."""
    fields = fields_of(table)
    if not fields:
        return
    missing = [field.name for field in fields if field.name not in table]
    if missing:
        yield document.finding("schema-columns", f"少了字段 {'、'.join(missing)}")
    for field in fields:
        column = table.get(field.name)
        if column is None:
            continue
        if len(column.rows) < len(document.rows):
            lack = len(document.rows) - len(column.rows)
            yield document.finding("schema-columns", f"{lack} 个要素没有字段 {field.name}")
        yield from _column(document, field, column)
    if fields is FEATURE_FIELDS:
        yield from _sense(document)


def _column(document: Document, field: Field, column: Column) -> Iterator[Finding]:
    """Tell of the values of one column."""
    pattern = re.compile(field.pattern)
    good: set[str] = set()
    path = f"properties.{field.name}"
    for row, value in zip(column.rows, column.values, strict=True):
        if type(value) is str and value in good:
            continue
        fault = _fault(field, value, pattern)
        if fault is None:
            if type(value) is str:
                good.add(value)
            continue
        rule, message = fault
        yield document.finding(rule, f"字段 {field.name} {message}", row, path=path)


def _fault(field: Field, value: Any, pattern: re.Pattern[str]) -> tuple[str, str] | None:  # noqa: ANN401 - any JSON
    if value is None:
        return ("schema-required", "是 null") if field.required else None
    if type(value) not in _TYPES[field.type]:
        return "schema-type", f"应为{_WORDS[field.type]}，实际是 {_short(value)}"
    if field.required and value == "":
        return "schema-required", "是空的"
    if field.values is not None and value not in field.values:
        return "schema-value", f"的“{value[:40]}”不在所列的词里"
    if field.pattern and not pattern.search(value):
        return "schema-pattern", f"的“{value[:40]}”写法不对，应合 {field.pattern}"
    return None


def _short(value: object) -> str:
    """Return a JSON value in a few characters."""
    nested = isinstance(value, list | dict)
    return told(value) if nested else json.dumps(value, ensure_ascii=False)[:40]


def _sense(document: Document) -> Iterator[Finding]:
    """Tell of columns that contradict one another, or the shape."""
    kinds = document.shapes.types
    points_only = set(kinds.values()) <= {"Point"}
    for nth, row in enumerate(document.rows):
        given = row.properties
        kind = kinds.get(nth, "").removeprefix("Multi")
        if kind and given.get("accuracy_m") is None and "accuracy_m" in given:
            message = "有图形而没有误差 accuracy_m"
            yield document.finding("accuracy-missing", message, nth, path="properties.accuracy_m")
        if (message := _method(given.get("method"), kind)) and not points_only:
            yield document.finding("schema-geometry", message, nth, path="properties.method")
        if message := _zone(given):
            yield document.finding("zone-consistency", message, nth, path="properties.zone_agrees")


def _method(method: object, kind: str) -> str:
    wanted = _DIMENSIONS.get(method) if isinstance(method, str) else None
    if wanted is None or not kind or kind in wanted:
        return ""
    return f"定位方法是 {method}，图形却是 {kind}"


def _zone(given: Mapping[str, Any]) -> str:
    """Return how the columns of the zone contradict one another; blank if they do not."""
    zone, spatial = given.get("zone"), given.get("zone_spatial")
    agrees, gap = given.get("zone_agrees"), given.get("zone_gap_m")
    if (
        not isinstance(agrees, bool | None)
        or isinstance(gap, bool)
        or not isinstance(gap, int | float | None)
    ):
        return ""  # told by the column
    if not given.get("zone_reported"):
        extra = [key for key in ("zone_agrees", "zone_gap_m") if given.get(key) is not None]
        return f"没有 zone_reported，却有 {'、'.join(extra)}" if extra else ""
    if agrees is not None and agrees != (zone == spatial):
        said = "true" if agrees else "false"
        return f"zone_agrees 是 {said}，而 zone 是 {zone}、zone_spatial 是 {spatial}"
    if agrees and gap:
        return f"zone_agrees 是 true，zone_gap_m 却是 {gap}"
    if gap is not None and gap < 0:
        return f"zone_gap_m 是负数 {gap}"
    return ""
