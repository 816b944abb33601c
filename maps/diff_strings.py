"""The words of the page of differences, in Chinese and English; the rest are in `maps.strings`."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from layers.change_words import CHANGES, LAYERS, NOTES
from layers.handoff.fields import FEATURE_FIELDS, UNLOCATED_FIELDS, ZONE_FIELDS
from maps.strings import LANGUAGES, STRINGS
from seeds.vocabulary import KINDS, METHODS, STAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "added": ("added",),
        "removed": ("removed",),
        "located": ("located",),
        "lost": ("lost",),
        "moved": ("moved",),
        "shape": ("reshaped", "retyped", "resized", "outline_changed"),
        "stage": ("stage_forward", "stage_back", "stage_stated", "stage_dropped"),
        "zone": ("zone_changed",),
        "name": ("renamed", "alias_gained", "alias_lost", "kind_changed"),
        "accuracy": ("method_changed", "accuracy_better", "accuracy_worse"),
        "other": ("edited",),
        "source": ("sourced",),
    }
)
"""What is filtered together, in the order of the legend; each word of `CHANGES` stands once."""

_SHARED = (
    "switch_language", "switch_language_hint", "map", "zoom_in", "zoom_out", "home", "print",
    "attribution", "indicative", "approval", "unit_m", "unit_km",
)  # fmt: skip

DIFF_STRINGS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "title": ("{district}：两版数据的差别", "{district}: what changed between two editions"),
        "diff_versions": ("旧版 {old}，新版 {new}", "Old {old}, new {new}"),
        "diff_no_version": ("（未写版本）", "(no version)"),
        "diff_skip": ("跳到清单", "Skip to the list"),
        "diff_panel": ("差别的清单", "List of differences"),
        "diff_filters": ("显示哪些变化", "Which changes are shown"),
        "diff_all": ("全选", "All"),
        "diff_none": ("全不选", "None"),
        "diff_find": ("按名称或编号查找", "Find by name or id"),
        "diff_shown": (
            "显示 {shown} / {all} 处，{changes} 条变化",
            "{shown} of {all} shown, {changes} changes",
        ),
        "diff_same": ("两版没有差别", "The two editions do not differ"),
        "diff_empty": ("当前筛选下没有内容", "Nothing passes the filters"),
        "diff_more": ("再列 {count} 处", "{count} more"),
        "diff_off_map": ("未上图", "not on the map"),
        "diff_zone_of": ("功能区", "zone"),
        "diff_apart": (
            "中心移动 {metres}，最远处相距 {farthest}",
            "middle moved {metres}, up to {farthest} apart",
        ),
        "diff_from": ("原来", "before"),
        "diff_to": ("现在", "now"),
        "diff_yes": ("是", "yes"),
        "diff_no": ("否", "no"),
        "diff_nothing": ("（无）", "(none)"),
        "diff_crowd": (
            "这里的变化太多，只画出 {limit} 处；放大或筛选可看其余。",
            "Too many here: {limit} are drawn; zoom in or filter for the rest.",
        ),
        "diff_key": ("图例", "Legend"),
        "diff_key_new": ("现在的形状（实线）", "Shape now (solid)"),
        "diff_key_old": ("原来的形状（灰色虚线）", "Shape before (grey, dashed)"),
        "diff_key_arrow": (
            "箭头：从原来指向现在，旁注距离",
            "Arrow: from before to now, with the distance",
        ),
        "diff_keys": (
            "键盘：/ 查找，方向键在清单中移动，回车展开，Esc 收起。",
            "Keys: / finds, arrow keys move in the list, Enter opens, Esc closes.",
        ),
        "group_added": ("新增", "Added"),
        "group_removed": ("消失", "Removed"),
        "group_located": ("找到位置", "Position found"),
        "group_lost": ("失去位置", "Position lost"),
        "group_moved": ("移动", "Moved"),
        "group_shape": ("形状与大小", "Shape and size"),
        "group_stage": ("阶段", "Stage"),
        "group_zone": ("功能区", "Zone"),
        "group_name": ("名称与类别", "Name and kind"),
        "group_accuracy": ("定位方法与误差", "Method and accuracy"),
        "group_other": ("其他内容", "Other facts"),
        "group_source": ("出处", "Sources"),
        "type_points": ("点", "point"),
        "type_lines": ("线", "line"),
        "type_polygons": ("面", "area"),
        "unit_m2": ("平方米", "m²"),
        "unit_ha": ("公顷", "ha"),
    }
)  # fmt: skip
"""Key to (Chinese, English); `{...}` is filled in by the page."""

MEASURES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "geometry": ("位置", "Position"),
        "geometry_type": ("图形类型", "Type of shape"),
        "length_m": ("长度", "Length"),
        "area_m2": ("面积", "Area"),
    }
)
"""What is compared of a shape, beside the columns."""


def field_titles() -> dict[str, tuple[str, str]]:
    """Return the title of every column that a change can be about."""
    rows = (*ZONE_FIELDS, *UNLOCATED_FIELDS, *FEATURE_FIELDS)
    titles = {field.name: (field.zh, field.en) for field in rows}
    coded = {name: titles[f"{name}_zh"] for name in ("kind", "stage", "zone")}
    return titles | coded | dict(MEASURES)


def words() -> dict[str, tuple[str, str]]:
    """Return the words of the page by key."""
    return {key: STRINGS[key] for key in _SHARED} | dict(DIFF_STRINGS)


def diff_tables() -> dict[str, dict[str, dict[str, str]]]:
    """Return all words as language → table → key → text, for the page."""
    tables = {
        "ui": words(),
        "field": field_titles(),
        "change": CHANGES,
        "layer": LAYERS,
        "note": NOTES,
        "kind": KINDS,
        "stage": STAGES,
        "method": METHODS,
    }
    return {
        language: {
            name: {key: pair[order] for key, pair in table.items()}
            for name, table in tables.items()
        }
        for order, language in enumerate(LANGUAGES)
    }
