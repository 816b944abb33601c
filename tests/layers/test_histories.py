from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from layers.histories import Event, histories, present
from seeds.records import Mention, Report


def report(number: str, date: str) -> Report:
    return Report(number, "报告", "", date, "a.txt", "", 100, "", "")


def mention(number: str, *, at: int = 1, year: str = "", stage: str = "") -> Mention:
    given: dict[str, Any] = {field.name: "" for field in fields(Mention)}
    stated = {"report": number, "start": at, "end": at + 2, "year": year, "stage": stage}
    return Mention(**given | stated | {"line": 0, "project_id": "P1"})


REPORTS = (report("003", "2024-12-25"), report("001", "2022"))


def test_events_stand_in_order_of_the_year_they_speak_of() -> None:
    rows = [
        mention("003", year="2025", stage="done"),
        mention("003", year="2024", stage="building", at=5),
        mention("001", stage="started"),
    ]
    (events,) = histories(rows, REPORTS).values()
    assert [(e.at, e.stage) for e in events] == [
        (2022, "started"),
        (2024, "building"),
        (2025, "done"),
    ]


def test_of_one_year_the_report_of_the_later_date_speaks_last() -> None:
    rows = [mention("003", year="2024", stage="done"), mention("005", year="2024", stage="started")]
    (events,) = histories(rows, (*REPORTS, report("005", "2024-03"))).values()
    assert [e.stage for e in events] == ["started", "done"]


@pytest.mark.parametrize(
    ("year", "plan"),
    [("2025", True), ("2024", False), ("2021-2025", False), ("2026-2030", True), ("", False)],
)
def test_what_lies_after_the_report_is_a_plan(year: str, plan: bool) -> None:
    (events,) = histories([mention("003", year=year)], REPORTS).values()
    assert events[0].plan is plan


def test_a_report_without_a_date_plans_nothing() -> None:
    (events,) = histories([mention("009", year="2030")], [report("009", "")]).values()
    assert not events[0].plan


def event(year: int, stage: str, *, plan: bool = False) -> Event:
    return Event(str(year), year, plan, stage, "", "003", "", 1, 2)


BUILDING, PLANNED, NAMED = event(2024, "building"), event(2025, "done", plan=True), event(2024, "")
THERE = event(2025, "existing")
UNDATED = Event("", 2025, False, "building", "", "004", "", 1, 2)


@pytest.mark.parametrize(
    ("events", "given", "found"),
    [
        ([BUILDING], ("building", "2024"), 0),
        ([BUILDING, PLANNED], ("done", "2025"), 0),  # foreseen, not yet so
        ([BUILDING, THERE, PLANNED], ("done", "2025"), 0),  # word of a work outweighs it
        ([THERE, PLANNED], ("done", "2025"), 0),
        ([PLANNED], ("done", "2025"), 0),
        ([NAMED, PLANNED], ("done", "2025"), 1),  # a plan says more than a bare name
        ([BUILDING, UNDATED], ("building", "2025"), 1),  # the year of its report
        ([UNDATED], ("building", ""), 0),
        ([UNDATED], ("building", "2024"), None),
        ([BUILDING], ("done", "2024"), None),  # corrected by a person
        ([], ("done", "2024"), None),
    ],
)
def test_a_plan_does_not_pass_for_a_fact(
    events: list[Event], given: tuple[str, str], found: int | None
) -> None:
    assert present({"stage": given[0], "year": given[1]}, events) == found
