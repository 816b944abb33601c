"""
What the reports say of each project over the years, and how far each has come.

A report of December 2024 that lists works for 2025 states a plan, not a fact: such an event is
marked, so that no page shows as built what is only foreseen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from seeds.records import Mention, Report

_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Event:
    """
    One statement of a report on one project.

    `year` is as stated (`2024`, `2021-2025`) or empty; `at` is the year by which events are put in
    order: the last stated one, or that of the report. `plan` tells that `year` lies after the
    report. `start`, `end` are 0-based offsets in the document, `end` exclusive.
    """

    year: str
    at: int
    plan: bool
    stage: str
    status: str
    report: str
    table: str
    start: int
    end: int


def histories(
    mentions: Iterable[Mention], reports: Iterable[Report]
) -> dict[str, tuple[Event, ...]]:
    """Return the events of each project by its id, the earliest first."""
    reports = tuple(reports)
    dated = {report.report: _years(report.date) for report in reports}
    found: dict[str, list[Event]] = {}
    for mention in mentions:
        if mention.project_id:
            event = _event(mention, dated.get(mention.report) or [0])
            found.setdefault(mention.project_id, []).append(event)
    order = {report.report: (report.date, report.report) for report in reports}
    return {
        project: tuple(sorted(events, key=lambda e: (e.at, order.get(e.report, ("", "")), e.start)))
        for project, events in sorted(found.items())
    }


def _years(text: str) -> list[int]:
    return [int(year) for year in _YEAR.findall(text)]


def _event(mention: Mention, written: Sequence[int]) -> Event:
    stated = _years(mention.year)
    return Event(
        year=mention.year,
        at=stated[-1] if stated else written[-1],
        plan=bool(stated) and stated[0] > written[-1] > 0,
        stage=mention.stage,
        status=mention.status,
        report=mention.report,
        table=mention.table,
        start=mention.start,
        end=mention.end,
    )


def present(given: Mapping[str, Any], events: Sequence[Event]) -> int | None:
    """
    Return which event tells how far a project has come, None if its own row does.

    The ledger's row follows the last statement. Where that is only a plan, the last fact counts,
    and, as in the ledger, word of a work before that of a thing that merely exists; where nothing
    but plans was stated, the plan does. A statement without a year has that of its
    report. A stage that no event states was corrected by a person and stands.

    Parameters
    ----------
    given
        The properties of the feature, or the row of what is not placed: `stage`, `year`.
    events
        The project's events, in order.
    """
    stage, year = str(given.get("stage") or ""), str(given.get("year") or "")
    same = [
        order
        for order, e in enumerate(events)
        if e.stage == stage and year in {e.year, e.year or str(e.at)}
    ]
    if not same:
        return None
    if not events[same[-1]].plan:
        return same[-1]
    facts = [order for order, e in enumerate(events) if e.stage and not e.plan]
    works = [order for order in facts if events[order].stage != "existing"]
    return (works or facts or same)[-1]
