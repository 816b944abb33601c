"""What a build did, on one screen."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from seeds.vocabulary import METHODS

if TYPE_CHECKING:
    from pathlib import Path

    from maps.build import Build

_SHOWN = 6


def summary(made: Build, out: Path) -> str:
    """Return the summary: located by method and zone, what is not placed, findings, files."""
    features, unlocated = made.atlas.features, made.atlas.unlocated
    total = len(features) + len(unlocated)
    accuracy = [float(f.properties["accuracy_m"] or 0) for f in features]
    within = {limit: sum(a <= limit for a in accuracy) for limit in (100, 500, 1500)}
    methods = Counter(str(f.properties["method"]) for f in features)
    zones = Counter(f.properties["zone"] for f in features)
    names = {zone.code: zone.name for zone in made.zones.zones}
    listed = [f"{zone_name} {zones[code]}" for code, zone_name in names.items()]
    rest = len(features) - sum(zones[code] for code in names)
    issues = Counter(issue.severity for issue in made.atlas.findings.issues)
    lines = [
        f"{total} 处地点：上图 {len(features)}，未上图 {len(unlocated)}",
        "误差 " + "，".join(f"≤{limit} 米 {n}" for limit, n in within.items()),
        _line("办法", [f"{METHODS[m].zh} {methods[m]}" for m in METHODS if methods[m]]),
        _line("功能区", [*listed, f"其他 {rest}"] if rest else listed),
    ]
    if unlocated:
        first = "、".join(str(entry["label"]) for entry in unlocated[:_SHOWN])
        more = f" 等 {len(unlocated)} 处，见 unlocated.csv" if len(unlocated) > _SHOWN else ""
        lines.append(f"未上图 {first}{more}")
    if issues:
        lines.append(
            "待核对 " + "，".join(f"{k} {issues[k]}" for k in sorted(issues)) + "，见 issues.csv"
        )
    size = sum(len(c.encode() if isinstance(c, str) else c) for c in made.files.values()) / 1e6
    lines.append(f"{len(made.files)} 个文件，{size:.1f} MB，写入 {out}")
    return "\n".join(line for line in lines if line)


def _line(word: str, parts: list[str]) -> str:
    return f"{word} {'，'.join(parts)}" if parts else ""
