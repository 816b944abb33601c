"""Reports that contradict one another are shown with both places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from geo.answer import Answer
from layers.contradictions import contradiction_issues, contradictions
from layers.features import Zoning
from layers.outcomes import Outcome
from seeds.records import Mention, Project, Report

REPORTS = tuple(
    Report(name, "旧闻", "", date, "a.txt", "0" * 64, 100, "", "")
    for name, date in (("001", "2022"), ("002", "2024-12-25"))
)
Make = Callable[..., Any]


@pytest.fixture
def found(make_project: Make, make_mention: Make) -> Callable[..., list[dict[str, Any]]]:
    def made(*said: dict[str, Any]) -> list[dict[str, Any]]:
        project: Project = make_project()
        mentions: list[Mention] = [make_mention(**given) for given in said]
        outcome = Outcome(
            project, tuple(mentions), Answer(None, "none"), Zoning(None, None, None), None, None
        )
        return contradictions([outcome], REPORTS)

    return made


EARLY = {"report": "001", "stage": "open", "year": "2021", "status": "开放"}
LATE = {"report": "002", "stage": "building", "year": "2024", "status": "扩建", "table": "表1"}


def test_later_report_with_an_earlier_stage(found: Make) -> None:
    (row,) = found(EARLY, LATE)
    assert row["code"] == "stage_back"
    assert row["first"] == {"at": "001@0-4", "value": "open", "said": "开放运营（开放，2021）"}
    assert row["second"] == {"at": "002:表1@0-4", "value": "building", "said": "在建（扩建，2024）"}


def test_order_of_the_mentions_does_not_matter(found: Make) -> None:
    assert found(LATE, EARLY) == found(EARLY, LATE)


def test_plan_contradicts_nothing(found: Make) -> None:
    assert not found(EARLY, {**LATE, "year": "2025"})


def test_stages_that_go_on_are_no_contradiction(found: Make) -> None:
    assert not found({**EARLY, "stage": "started"}, {**LATE, "stage": "done"})


def test_what_exists_is_no_earlier_stage(found: Make) -> None:
    assert not found({**EARLY, "stage": "existing"}, LATE)


def test_one_report_does_not_contradict_itself(found: Make) -> None:
    assert not found(EARLY, {**LATE, "report": "001"})


@pytest.mark.parametrize(("year", "count"), [("2023", 1), ("2021", 0), ("2020-2023", 0), ("", 0)])
def test_stage_that_comes_once_has_one_year(found: Make, year: str, count: int) -> None:
    rows = found({**EARLY, "stage": "done"}, {**LATE, "stage": "done", "year": year})
    assert [row["code"] for row in rows] == ["year_differs"] * count


def test_ends_that_differ(found: Make) -> None:
    first = {"report": "001", "road_from": "甲路", "road_to": "乙路"}
    (row,) = found(first, {"report": "002", "road_from": "甲路", "road_to": "丙路"})
    assert (row["code"], row["second"]["said"]) == ("ends_differ", "甲路-丙路")
    assert not found(first, {"report": "002", "road_from": "乙路", "road_to": "甲路"})


def test_addresses_that_differ(found: Make) -> None:
    (row,) = found({"report": "001", "address": "甲路1号"}, {"report": "002", "address": "甲路3号"})
    assert row["code"] == "address_differs"


def test_each_is_an_issue_that_names_both_places(found: Make) -> None:
    (issue,) = contradiction_issues(found(EARLY, LATE))
    assert (issue.code, issue.severity) == ("stage_back", "warning")
    assert "001@0-4" in issue.message
    assert "002:表1@0-4" in issue.message
