"""Rules about properties, column by column: keys, types, and texts that went wrong on the way."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from layers.checking.garbled import garbled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from layers.checking.finding import Finding
    from layers.checking.reading import Document

DBF_TEXT, DBF_NAME = 254, 10
_WORDS = {str: "文字", int: "整数", float: "小数", bool: "真假", list: "数组", dict: "对象"}
_NUMBER = re.compile(r"[+-]?\d{1,15}\.\d+|[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_DATE = re.compile(
    r"\d{4}([/.])\d{1,2}\1\d{1,2}([ T].*)?|\d{4}年\d{1,2}月(\d{1,2}日)?|\d{1,2}/\d{1,2}/\d{4}"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
_PADDED = re.compile(r"\A[\s\u3000]|[\s\u3000]\Z")
_NESTED = frozenset({list, dict})
_NUMERIC = frozenset({int, float})


@dataclass(slots=True)
class Column:
    """The values of one key, and the rows in which they stand."""

    name: str
    rows: list[int] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def first(self, wanted: Callable[[Any], bool]) -> tuple[int, Any, int] | None:
        """Return row and value of the first that is wanted, and how many are; None if none is."""
        found = [nth for nth, value in enumerate(self.values) if wanted(value)]
        return (self.rows[found[0]], self.values[found[0]], len(found)) if found else None


def columns(document: Document) -> dict[str, Column]:
    """Return the properties of all rows, column by column."""
    found: dict[str, Column] = {}
    for nth, row in enumerate(document.rows):
        for key, value in row.properties.items():
            column = found.get(key)
            if column is None:
                column = found[key] = Column(key)
            column.rows.append(nth)
            column.values.append(value)
    return found


def names(document: Document, table: dict[str, Column]) -> Iterator[Finding]:
    """Tell of the names of fields, and of features that lack some."""
    same: dict[str, list[str]] = defaultdict(list)
    for name in table:
        same[name.casefold()].append(name)
        size = len(name.encode("utf-8", "replace"))
        if not name.strip():
            yield document.finding("field-name", "有一个字段没有名称", mend="请给它名称")
        elif size > DBF_NAME and not name.isascii():
            yield document.finding("field-name", f"字段名“{name[:40]}”有 {size} 字节")
    for group in same.values():
        if len(group) > 1:
            listed = "、".join(group[:5])
            yield document.finding("field-case", f"字段名只有大小写不同：{listed}")
    holders = [nth for nth, row in enumerate(document.rows) if row.properties]
    lacking = [column for column in table.values() if len(column.rows) < len(holders)]
    if lacking:
        listed = "、".join(f"{one.name[:40]}（{len(one.rows)} 个要素有）" for one in lacking[:3])
        more = f"等 {len(lacking)} 个" if len(lacking) > 3 else ""  # noqa: PLR2004 - as many as told
        yield document.finding("property-keys", f"不是每个要素都有字段 {listed}{more}")


def values(document: Document, table: dict[str, Column]) -> Iterator[Finding]:
    """Tell of values whose type is odd."""
    for column in table.values():
        kinds = set(map(type, column.values)) - {type(None)}
        if kinds & _NESTED:
            found = column.first(lambda value: type(value) in _NESTED)
            yield _told(document, "property-nested", column, "里有对象或数组", found)
        plain = kinds - _NESTED
        if len(plain) > 1 and plain != _NUMERIC:
            listed = "、".join(sorted(_WORDS[kind] for kind in plain))
            yield document.finding(
                "property-types", f"字段“{column.name[:40]}”的类型不一：{listed}"
            )
        if str in kinds:
            yield from _texts(document, column)


_TEXT_RULES: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
    ("mojibake", "里有乱码", garbled),
    ("control-characters", "里有控制字符", lambda text: bool(_CONTROL.search(text))),
    ("text-padded", "的文字首尾有空白", lambda text: bool(_PADDED.search(text))),
    (
        "text-long",
        "的文字超过 254 字节",
        lambda text: len(text.encode("utf-8", "replace")) > DBF_TEXT,
    ),
)


def _texts(document: Document, column: Column) -> Iterator[Finding]:
    """Tell of the texts of a column; each text is judged once."""
    texts = {value for value in column.values if type(value) is str}
    for rule, words, test in _TEXT_RULES:
        wrong = {text for text in texts if test(text)}
        if wrong:
            found = column.first(lambda value, wrong=wrong: type(value) is str and value in wrong)  # type: ignore[misc]
            yield _told(document, rule, column, words, found)
    filled = {text for text in texts if text}
    if filled and all(_NUMBER.fullmatch(text) for text in filled):
        found = column.first(lambda value: type(value) is str and bool(value))
        yield _told(document, "number-as-text", column, "的数字写成了文字", found)
    dates = {text for text in filled if _DATE.fullmatch(text)}
    if len(dates) * 2 > len(filled):
        found = column.first(lambda value: type(value) is str and value in dates)
        yield _told(document, "date-format", column, "的日期不是 ISO 8601 写法", found)


def _told(
    document: Document, rule: str, column: Column, words: str, found: tuple[int, Any, int] | None
) -> Finding:
    assert found is not None
    row, value, count = found
    sample = f"：{value[:30]}" if isinstance(value, str) else ""
    often = f"（共 {count} 个要素）" if count > 1 else ""
    message = f"字段“{column.name[:40]}”{words}{often}{sample}"
    return document.finding(rule, message, row, path=f"properties.{column.name[:40]}")
