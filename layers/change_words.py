"""What can happen to a place between two editions: a closed list of words, in order."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from seeds.vocabulary import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

CHANGES: Mapping[str, Label] = MappingProxyType(
    {
        "added": Label("新增", "added"),
        "removed": Label("消失", "removed"),
        "located": Label("找到位置", "position found"),
        "lost": Label("失去位置", "position lost"),
        "moved": Label("移动", "moved"),
        "reshaped": Label("形状改变", "other shape"),
        "retyped": Label("点、线、面改变", "other type of shape"),
        "resized": Label("长度或面积改变", "other length or area"),
        "outline_changed": Label("功能区范围改变", "other outline of the zone"),
        "stage_forward": Label("阶段向前", "stage forwards"),
        "stage_back": Label("阶段向后", "stage backwards"),
        "stage_stated": Label("写明了阶段", "stage now stated"),
        "stage_dropped": Label("不再写明阶段", "stage no longer stated"),
        "zone_changed": Label("功能区改变", "other zone"),
        "kind_changed": Label("类别改变", "other kind"),
        "renamed": Label("改名", "renamed"),
        "alias_gained": Label("多了别名", "alias gained"),
        "alias_lost": Label("少了别名", "alias lost"),
        "method_changed": Label("定位方法改变", "other method"),
        "accuracy_better": Label("误差变小", "more accurate"),
        "accuracy_worse": Label("误差变大", "less accurate"),
        "edited": Label("其他内容改变", "other facts changed"),
        "sourced": Label("出处改变", "other sources"),
    }
)
"""Word to what people read, in the order in which changes are told."""

LAYERS: Mapping[str, Label] = MappingProxyType(
    {
        "places": Label("地点", "places"),
        "unlocated": Label("未上图", "not on the map"),
        "zones": Label("功能区", "zones"),
    }
)
"""What it is about: something on the map (before or after), on the list only, or a zone."""

NOTES: Mapping[str, Label] = MappingProxyType(
    {
        "merged": Label("并入 {}", "merged into {}"),
        "split": Label("分自 {}", "split off from {}"),
        "reissued": Label("同名的另一编号：{}", "same name under another id: {}"),
        "overlap": Label("两版重合 {}%", "{} % in common"),
    }
)
"""Word of a note to what people read; `{}` is what follows the colon in the note."""

DERIVED = frozenset(
    {"id", "code", "kind_zh", "zone_zh", "stage_zh", "area_km2", "zone_agrees", "zone_gap_m"}
)
"""Columns that only say again what another one, or the shape, says."""

SOURCES = frozenset(
    {"runner_up", "source", "source_id", "snapshot", "report", "table_ref", "evidence",
     "first_seen", "last_seen", "tried"}
)  # fmt: skip
"""Columns that say where a fact comes from."""


@dataclass(frozen=True, slots=True)
class Change:
    """
    One thing that changed for one id.

    Attributes
    ----------
    id, label
        The place, row or zone; the label of the newer edition if it is there.
    layer
        A word of `LAYERS`.
    change
        A word of `CHANGES`.
    field
        The column, or `geometry`, `geometry_type`, `length_m`, `area_m2`; blank for what came or
        went.
    old, new
        What it was and what it is, as text; blank for nothing.
    metres
        How far the middle of the shape lies from where it lay; None where that says nothing.
    farthest_m
        How far the outlines lie apart where they are farthest from one another (Hausdorff).
    note
        A word of `NOTES`, a colon, and a value; or blank.
    """

    id: str
    label: str
    layer: str
    change: str
    field: str = ""
    old: str = ""
    new: str = ""
    metres: float | None = None
    farthest_m: float | None = None
    note: str = ""


def note_words(note: str, language: str = "zh") -> str:
    """
    Return what people read for a note.

    >>> note_words("merged:XH0012", "en")
    'merged into XH0012'
    """
    word, _, value = note.partition(":")
    if word not in NOTES:
        return note
    label = NOTES[word].en if language == "en" else NOTES[word].zh
    return label.replace("{}", value)
