"""
Where the report and the map disagree about a zone: published with the distance, never hidden.

A project that lies elsewhere than its report says is a finding, explained or still to be explained.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.issues import Issue
from layers.zone_rules import FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layers.outcomes import Outcome
    from layers.zones import ZoneLayer

Row = dict[str, Any]


def disagreements(outcomes: Iterable[Outcome], zones: ZoneLayer) -> list[Row]:
    """
    Return each drawn project that lies elsewhere than in the zone its report states.

    `gap_m` is the way from the thing to the stated zone (0: it touches it), `within_accuracy` says
    that the position is not good enough to tell, `explained_by` is `zones.toml`, `accuracy` or
    null, with a null `explanation`, while nobody gave a reason.
    """
    rows = []
    for outcome in outcomes:
        zoning = outcome.zoning
        if zoning.agrees is False and zoning.code is not None:
            radius = outcome.answer.accuracy_m
            gap = zoning.gap_m or 0
            near = gap <= (radius or 0.0)
            why = _explanation(outcome, zones)
            rows.append(
                {
                    **_who(outcome),
                    "zone_reported": zoning.name,
                    "zone_spatial": _name(zoning.spatial, zones),
                    "gap_m": gap,
                    "accuracy_m": None if radius is None else round(radius),
                    "within_accuracy": near,
                    "method": outcome.answer.method,
                    "explanation": why or (_too_close(gap, radius) if near else None),
                    "explained_by": FILE if why else ("accuracy" if near else None),
                }
            )
    return rows


def conflicts(outcomes: Iterable[Outcome]) -> list[Row]:
    """Return each project that its mentions put into more than one zone."""
    rows = []
    for outcome in outcomes:
        said = (outcome.zoning.reported, *(m.zone_reported for m in outcome.mentions))
        stated = sorted({name for name in said if name})
        if len(stated) > 1:
            rows.append({**_who(outcome), "zones": stated})
    return rows


def disagreement_issues(rows: Iterable[Row]) -> list[Issue]:
    """Return an issue for each disagreement; an explained one is only for information."""
    return [
        Issue(
            id=row["id"],
            code="zone_elsewhere",
            severity="info" if row["explanation"] else "warning",
            field="zone_reported",
            value=row["zone_reported"],
            message=f"报告列在{row['zone_reported']}，"
            f"落点在{row['zone_spatial'] or '各功能区以外'}，相距 {row['gap_m']} 米",
            hint=row["explanation"] or "核对位置；若属实，在 zones.toml 的 [[explained]] 写明原因",
        )
        for row in rows
    ]


def conflict_issues(rows: Iterable[Row]) -> list[Issue]:
    """Return an issue for each project that stands under several zones."""
    return [
        Issue(
            id=row["id"],
            code="zone_conflict",
            severity="warning",
            field="zone_reported",
            value=";".join(row["zones"]),
            message="各处提及写的功能区不同",
            hint="核对 mentions.csv；同名的两处工程应分成两个项目",
        )
        for row in rows
    ]


def _who(outcome: Outcome) -> Row:
    """Return who it is and where the zone is stated."""
    stated: Sequence[str] = [
        f"{m.report}{':' if m.table else ''}{m.table}@{m.start}"
        for m in outcome.mentions
        if m.zone_reported
    ]
    return {
        "id": outcome.project.id,
        "label": outcome.project.label,
        "kind": outcome.project.kind,
        "stated_at": list(stated),
    }


def _name(code: str | None, zones: ZoneLayer) -> str | None:
    return None if code is None else zones.zone(code).name


def _too_close(gap: int, radius: float | None) -> str:
    """Return the reason of a place that lies by the border."""
    if gap == 0:
        return "图形跨在两区的示意界线上，与所列功能区相接"
    return f"位置精度约 {round(radius or 0)} 米，与所列功能区相距 {gap} 米，不足以断定在区外"


def _explanation(outcome: Outcome, zones: ZoneLayer) -> str | None:
    """Return why, as `zones.toml` tells under the label, the name or an alias."""
    names = (outcome.project.label, *outcome.project.names)
    return next((zones.explained[name] for name in names if name in zones.explained), None)
