"""What changed since the snapshot before: as a table, and in a few Chinese lines."""

from __future__ import annotations

from dataclasses import astuple, fields
from typing import TYPE_CHECKING

from geo.changes import Change
from layers.csvtext import csv_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SHOWN = 6
"""So many names of each kind are told; all of them are in the table."""

_THINGS = {"road": "道路", "line": "河流与轨道线", "outline": "界线", "place": "地点"}
_CHANGES = {
    "new": "新增",
    "renamed": "改名",
    "gone": "消失",
    "longer": "加长",
    "shorter": "缩短",
    "moved": "移位",
}
_PROJECTS = {
    "found": "新找到",
    "better": "更准",
    "worse": "变差",
    "moved": "移位",
    "lost": "不再找到",
}
_ON_THE_MAP = ("stretch", "crossing")


def table(changes: Sequence[Change]) -> str:
    """Return changes as CSV text, in the order given."""
    return csv_text([field.name for field in fields(Change)], map(astuple, changes))


def told(changes: Sequence[Change]) -> list[str]:
    """Return the lines; what did not change is not mentioned."""
    if not changes:
        return ["与原有的地名库相比没有变化"]
    lines = ["与原有的地名库相比："]
    for change in changes:
        if change.what == "snapshot":
            name = {"source": "来源", "dates": "数据日期"}.get(change.name, change.name)
            lines.append(f"  {name}：{change.before or '不详'} → {change.after or '不详'}")
    for what, name in _THINGS.items():
        parts = list(_parts([c for c in changes if c.what == what]))
        if parts:
            lines.append(f"  {name}：{'；'.join(parts)}")
    lines += _project_lines([c for c in changes if c.what == "project"])
    if len(lines) == 1 + sum(c.what == "snapshot" for c in changes):
        lines.append("  道路、地点和界线没有变化")
    return lines


def _parts(changes: list[Change]) -> Iterator[str]:
    for kind, word in _CHANGES.items():
        members = [change for change in changes if change.change == kind]
        if members:
            yield f"{word} {len(members)}（{_listed(map(_named, members), len(members))}）"


def _named(change: Change) -> str:
    if change.change == "renamed":
        return f"{change.before} → {change.after}"
    if change.change in {"longer", "shorter", "moved"}:
        return f"{change.name} 约 {change.metres} 米"
    return change.name


def _listed(names: Iterable[str], count: int) -> str:
    shown = [name for _, name in zip(range(SHOWN), names, strict=False)]
    return "、".join(shown) + ("等" if count > SHOWN else "")


def _project_lines(changes: list[Change]) -> Iterator[str]:
    """Yield a line for each road that has come onto the map, and one for each other kind."""
    mapped = [change for change in changes if _is_mapped(change)]
    for change in mapped:
        before, after = change.before.partition(" "), change.after.partition(" ")
        claims = f"误差 {before[2]} → {after[2]} 米" if before[2] else f"误差 {after[2]} 米"
        yield f"  已上图：{change.name}，{before[0]} → {after[0]}（{claims}）"
    for kind, word in _PROJECTS.items():
        rest = [c for c in changes if c.change == kind and not _is_mapped(c)]
        if rest:
            names = (f"{c.name} {c.before} → {c.after}" for c in rest)
            yield f"  项目{word} {len(rest)}（{_listed(names, len(rest))}）"


def _is_mapped(change: Change) -> bool:
    """Tell whether a road that was guessed, or not found, is now on the map."""
    method = change.before.split()[0]
    return change.after.split()[0] in _ON_THE_MAP and method in {"stretch_partial", "none", "zone"}
