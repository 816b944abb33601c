"""Corrections apply only while the old value still matches; what does not apply is an issue."""

from __future__ import annotations

from collections.abc import Callable

from layers.corrections import corrected
from seeds.records import Correction, Project

MakeProject = Callable[..., Project]
ZONES = ("东片", "西片")


def change(field: str, old: str, new: str, project: str = "QH0001") -> Correction:
    return Correction(project, field, old, new, "现场核对", "规划员", "2024-06-01")


def test_matching_correction_applies(make_project: MakeProject) -> None:
    project, issues = corrected(make_project(), [change("kind", "park", "green")], ZONES)
    assert (project.kind, issues) == ("green", [])


def test_corrections_build_on_one_another(make_project: MakeProject) -> None:
    steps = [change("kind", "park", "green"), change("kind", "green", "sports")]
    assert corrected(make_project(), steps, ZONES)[0].kind == "sports"


def test_stale_correction_is_an_issue_and_not_used(make_project: MakeProject) -> None:
    project, issues = corrected(make_project(), [change("kind", "school", "green")], ZONES)
    assert project.kind == "park"
    assert [(issue.code, issue.severity) for issue in issues] == [("correction_stale", "warning")]


def test_unknown_word_is_an_issue_and_not_used(make_project: MakeProject) -> None:
    project, issues = corrected(make_project(), [change("stage", "", "soon")], ZONES)
    assert project.stage == ""
    assert [(issue.code, issue.severity) for issue in issues] == [("correction_invalid", "error")]


def test_unknown_zone_is_an_issue(make_project: MakeProject) -> None:
    _, issues = corrected(make_project(), [change("zone_reported", "", "北片")], ZONES)
    assert "东片、西片" in issues[0].hint


def test_field_may_be_emptied(make_project: MakeProject) -> None:
    project = make_project(zone_reported="东片")
    assert corrected(project, [change("zone_reported", "东片", "")], ZONES)[0].zone_reported == ""


def test_other_projects_are_left_alone(make_project: MakeProject) -> None:
    steps = [change("kind", "park", "green", project="QH0002")]
    assert corrected(make_project(), steps, ZONES)[0].kind == "park"


def test_where_it_lies_is_not_corrected_here(make_project: MakeProject) -> None:
    project = make_project()
    assert corrected(project, [change("geometry", "", "POINT (1 1)")], ZONES) == (project, [])
