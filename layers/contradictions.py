"""
Where reports contradict one another about a project: published with both places, never smoothed.

What a report foresees for a later year is a plan and contradicts nothing.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from layers.histories import histories
from layers.issues import Issue
from seeds.vocabulary import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from layers.histories import Event
    from layers.outcomes import Outcome
    from seeds.records import Mention, Report

Row = dict[str, Any]

WHAT = {
    "stage_back": "后出的报告写的阶段反而更早",
    "year_differs": "各份报告写的年份不同",
    "ends_differ": "各处写的起止不同",
    "address_differs": "各处写的地址不同",
}
"""Code of a contradiction to its sentence."""

_ORDER = {stage: order for order, stage in enumerate(STAGES)}
_ONCE = frozenset({"approved", "started", "done", "open"})
"""Stages that are reached in one year only."""


def contradictions(outcomes: Iterable[Outcome], reports: Iterable[Report]) -> list[Row]:
    """
    Return each project of which reports say what cannot all be true, in id order.

    Parameters
    ----------
    outcomes
        What became of each project.
    reports
        The reports, with their dates.
    """
    outcomes, reports = list(outcomes), tuple(reports)
    events = histories((m for o in outcomes for m in o.mentions), reports)
    dates = {report.report: (report.date, report.report) for report in reports}
    rows: list[Row] = []
    for outcome in outcomes:
        facts = [e for e in events.get(outcome.project.id, ()) if e.stage in _ORDER and not e.plan]
        works = sorted(
            (e for e in facts if e.stage != "existing"),
            key=lambda e: (dates.get(e.report, ("", "")), e.at, e.start),
        )
        for code, first, second in (*_of_stages(works), *_of_places(outcome.mentions)):
            who = {"id": outcome.project.id, "label": outcome.project.label}
            rows.append({**who, "code": code, "first": first, "second": second})
    return rows


def contradiction_issues(rows: Iterable[Row]) -> list[Issue]:
    """Return an issue for each contradiction."""
    return [
        Issue(
            id=row["id"],
            code=row["code"],
            severity="warning",
            field=row["code"].partition("_")[0],
            value=f"{row['first']['value']};{row['second']['value']}",
            message=f"{WHAT[row['code']]}："
            f"{row['first']['at']} 写 {row['first']['said']}，"
            f"{row['second']['at']} 写 {row['second']['said']}",
            hint="核对原文；以哪份为准，写入 corrections.csv",
        )
        for row in rows
    ]


def _of_stages(works: Sequence[Event]) -> Iterator[tuple[str, Row, Row]]:
    """Yield the first pair of reports whose stages, and the first whose years, do not go along."""
    pairs = [(a, b) for a, b in combinations(works, 2) if a.report != b.report]
    for code, contradicts in (("stage_back", _backwards), ("year_differs", _apart)):
        found = next(((a, b) for a, b in pairs if contradicts(a, b)), None)
        if found is not None:
            yield code, _said(found[0]), _said(found[1])


def _backwards(one: Event, later: Event) -> bool:
    """Tell whether a later report speaks of an earlier stage, and not of an earlier year."""
    return _ORDER[later.stage] < _ORDER[one.stage] and later.at >= one.at


def _apart(one: Event, other: Event) -> bool:
    """Tell whether a stage that comes once is put into years that have none in common."""
    if one.stage != other.stage or one.stage not in _ONCE or not (one.year and other.year):
        return False
    return one.year[-4:] < other.year[:4] or other.year[-4:] < one.year[:4]


def _said(event: Event) -> Row:
    told = "，".join(part for part in (event.status, event.year) if part)
    said = f"{STAGES[event.stage].zh}（{told}）" if told else STAGES[event.stage].zh
    return {
        "at": f"{event.report}{':' if event.table else ''}{event.table}@{event.start}-{event.end}",
        "value": event.stage,
        "said": said,
    }


def _of_places(mentions: Sequence[Mention]) -> Iterator[tuple[str, Row, Row]]:
    """Yield the first pair of mentions whose ends, and the first whose addresses, differ."""
    ends = [(m, (m.road_from, m.road_to)) for m in mentions if m.road_from and m.road_to]
    addresses = [(m, (m.address,)) for m in mentions if m.address]
    for code, told in (("ends_differ", ends), ("address_differs", addresses)):
        other = next((pair for pair in told if set(pair[1]) != set(told[0][1])), None)
        if other is not None:
            yield code, _stated(*told[0]), _stated(*other)


def _stated(mention: Mention, places: Sequence[str]) -> Row:
    said = "-".join(places)
    table = f":{mention.table}" if mention.table else ""
    at = f"{mention.report}{table}@{mention.start}-{mention.end}"
    return {"at": at, "value": said, "said": said}
