"""Every word of the data dictionary's page, in Chinese and English; titles come from the data."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DICTIONARY_STRINGS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "page_title": ("数据字典：{title}", "Data dictionary: {title}"),
        "other_language": ("English", "中文"),
        "other_hint": ("切换为英文", "Switch to Chinese"),
        "intro": (
            "每张表、每个字段、每个代码的含义。机器可读的同一内容见 dictionary.json 与 schema/。",
            (
                "What every sheet, column and code means. The same for machines: dictionary.json "
                "and schema/."
            ),
        ),
        "facts": ("概况", "Overview"),
        "version": ("版本", "Version"),
        "date": ("数据日期", "Date of the data"),
        "district": ("区县", "District"),
        "frame": ("坐标", "Coordinates"),
        "bounds": ("功能区范围", "Zone outlines"),
        "licence": ("许可", "Licence"),
        "conventions": ("通则", "Conventions"),
        "contents": ("目录", "Contents"),
        "sheet_line": (
            "一行是：{row}。{rows} 行，{geometry}。",
            "A row is: {row}. Rows: {rows}; {geometry}.",
        ),
        "no_geometry": ("没有几何", "no geometry"),
        "column": ("字段", "Column"),
        "short": ("Shapefile 短名", "In Shapefile"),
        "title": ("名称", "Title"),
        "type": ("类型", "Type"),
        "meaning": ("含义", "Meaning"),
        "string": ("文本", "text"),
        "integer": ("整数", "whole number"),
        "number": ("小数", "number"),
        "boolean": ("是否", "true or false"),
        "nullable": ("可空", "may be null"),
        "filled": ("必有", "never null"),
        "pattern": ("格式", "pattern"),
        "see_list": ("取值见", "values:"),
        "lists": ("词表", "Lists of values"),
        "code": ("代码", "Code"),
        "in_chinese": ("中文", "Chinese"),
        "in_english": ("英文", "English"),
        "list_kind": ("类别", "Kind"),
        "list_zone": ("功能区", "Zone"),
        "list_stage": ("阶段", "Stage"),
        "list_method": ("定位方法", "Method"),
        "formats": ("各格式中的字段名", "Column names in each format"),
        "format": ("格式", "Format"),
        "named_by": ("字段名", "Column name"),
        "note": ("说明", "Note"),
        "by_name": ("全名", "the full name"),
        "by_short": ("短名，不超过 10 个字母", "the short name of at most ten letters"),
        "end": ("数据来自 {attribution}；转载请保留。", "Data: {attribution}; keep this line."),
    }
)
"""Key to (Chinese, English); `{...}` is filled in by `word`."""


def word(key: str, order: int, **fill: object) -> str:
    """
    Return the words of `key`, filled in; 0 is Chinese, 1 is English.

    >>> word("end", 1, attribution="nobody")
    'Data: nobody; keep this line.'
    """
    return DICTIONARY_STRINGS[key][order].format(**fill)
