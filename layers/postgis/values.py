"""Fit the properties of a feature to its columns, or say plainly why they do not fit."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layers.handoff.fields import FLAG, REAL, TEXT, WHOLE
from layers.postgis.failures import PublishError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from layers.handoff.fields import Field

_SMALLEST, _LARGEST = -(2**31), 2**31 - 1
_WANTED = {TEXT: "文字", WHOLE: "整数", REAL: "数", FLAG: "是或否"}


def fitted(
    properties: Mapping[str, object], fields: Sequence[Field], where: str
) -> tuple[object, ...]:
    """
    Return the values of the fields, in their order.

    A column that an older bundle lacks is null; one that is not known is refused, for leaving it
    out would lose it.

    Parameters
    ----------
    properties
        Name to value.
    fields
        The columns.
    where
        What to say of the place.

    Raises
    ------
    PublishError
        If a value does not fit.
    """
    strange = sorted(properties.keys() - {field.name for field in fields})
    if strange:
        raise PublishError(
            f"{where}：有不认识的列 {'、'.join(strange)}；请用写出它的那一版 zonemap"
        )
    return tuple(_value(properties.get(field.name), field, where) for field in fields)


def _value(value: object, field: Field, where: str) -> object:
    if value is None or (value == "" and field.required):
        if field.required:
            raise PublishError(f"{where}：{field.name} 不能为空")
        return None
    if isinstance(value, str) and field.type == TEXT:
        return _text(value, field, where)
    if isinstance(value, bool):
        if field.type == FLAG:
            return value
    elif isinstance(value, int | float) and field.type in {WHOLE, REAL}:
        if field.type == REAL and math.isfinite(value):
            return float(value)
        if field.type == WHOLE and _SMALLEST <= value <= _LARGEST and value == int(value):
            return int(value)
    raise PublishError(f"{where}：{field.name} 应为{_WANTED[field.type]}，实际是 {value!r:.40}")


def _text(value: str, field: Field, where: str) -> str:
    """Return a text that a database can hold: no NUL, no half of a character."""
    if "\0" in value:
        raise PublishError(f"{where}：{field.name} 里有 NUL 字符，数据库存不下")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise PublishError(f"{where}：{field.name} 里有半个字符，数据库存不下") from None
    return value
