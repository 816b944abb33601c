"""Findings: honest counts, zones that disagree, positions to doubt."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from shapely.geometry import LineString, Point

from geo.answer import Answer
from layers.assemble import assemble
from layers.findings import Findings, issues_csv
from layers.zones import ZoneLayer
from seeds.district import District
from seeds.records import LocatorFact, Mention, Project

MakeProject = Callable[..., Project]
MakeMention = Callable[..., Mention]
MakeFact = Callable[..., LocatorFact]
Find = Callable[..., Findings]
WEST = Point(121.405, 31.13)


@pytest.fixture
def find(make_district: Callable[..., District], knows: Any, zones: ZoneLayer) -> Find:
    def findings(projects: list[Project], answers: dict[str, Answer], **tables: Any) -> Findings:
        district = make_district(projects=tuple(projects), **tables)
        return assemble(district, knows(answers), zones).findings

    return findings


def placed(accuracy_m: float = 50.0, **more: Any) -> Answer:
    values: dict[str, Any] = {"geometry": WEST, "method": "place", "accuracy_m": accuracy_m}
    return Answer(**(values | more))


def codes(findings: Findings) -> list[str]:
    return [issue.code for issue in findings.issues]


def test_shares_are_of_sites_and_lines_only(find: Find, make_project: MakeProject) -> None:
    projects = [
        make_project(id="QH0001"),
        make_project(id="QH0002", placeable="line"),
        make_project(id="QH0003", placeable="area"),
    ]
    totals = find(projects, {"QH0001": placed()}).qa["totals"]
    assert (totals["sites_and_lines"], totals["share_sites_and_lines_drawn"]) == (2, 0.5)


def test_accuracy_is_counted_by_limit(find: Find, make_project: MakeProject) -> None:
    radii = {"QH0001": 100.0, "QH0002": 500.0, "QH0003": 501.0, "QH0004": 2000.0}
    projects = [make_project(id=name) for name in radii]
    answers = {name: placed(radius) for name, radius in radii.items()}
    found = find(projects, answers).qa["accuracy"]
    limits = ("within_100_m", "within_500_m", "within_1500_m")
    assert [found[limit] for limit in limits] == [1, 2, 3]


def test_counts_follow_the_vocabulary(find: Find, make_project: MakeProject) -> None:
    projects = [make_project(id="QH0001", kind="other"), make_project(id="QH0002", kind="plot")]
    assert list(find(projects, {}).qa["by_kind"]) == ["plot", "other"]


def test_zones_are_counted_with_what_is_outside(find: Find, make_project: MakeProject) -> None:
    projects = [make_project(id="QH0001"), make_project(id="QH0002", zone_reported="东片")]
    found = find(projects, {"QH0001": placed(geometry=Point(121.6, 31.3))}).qa["by_zone"]
    assert {code: row["projects"] for code, row in found.items()} == {
        "east": 1,
        "west": 0,
        "none": 1,
    }


def test_place_outside_its_reported_zone_is_published(
    find: Find, make_project: MakeProject, make_mention: MakeMention
) -> None:
    mention = make_mention(table="表3", zone_reported="东片", start=7, end=9)
    findings = find([make_project(zone_reported="东片")], {"QH0001": placed()}, mentions=(mention,))
    (row,) = findings.qa["zone_disagreements"]
    assert (row["zone_reported"], row["zone_spatial"]) == ("东片", "西片")
    assert row["gap_m"] == pytest.approx(1431, abs=5)
    assert row["stated_at"] == ["000:表3@7"]


def test_unexplained_disagreement_is_a_warning(find: Find, make_project: MakeProject) -> None:
    findings = find([make_project(zone_reported="东片")], {"QH0001": placed()})
    (row,) = findings.qa["zone_disagreements"]
    assert (row["explanation"], row["explained_by"]) == (None, None)
    assert [i.severity for i in findings.issues if i.code == "zone_elsewhere"] == ["warning"]


def test_explained_disagreement_is_for_information(find: Find, make_project: MakeProject) -> None:
    project = make_project(name="甲", aliases="越界路", zone_reported="东片")
    findings = find([project], {"QH0001": placed()})
    (row,) = findings.qa["zone_disagreements"]
    assert (row["explanation"], row["explained_by"]) == ("跨区道路", "zones.toml")
    assert [i.severity for i in findings.issues if i.code == "zone_elsewhere"] == ["info"]


def test_position_too_rough_to_tell_says_so(find: Find, make_project: MakeProject) -> None:
    findings = find([make_project(zone_reported="东片")], {"QH0001": placed(2000.0)})
    (row,) = findings.qa["zone_disagreements"]
    assert (row["within_accuracy"], row["explained_by"]) == (True, "accuracy")


def test_line_across_the_border_says_so(find: Find, make_project: MakeProject) -> None:
    line = LineString([(121.41, 31.13), (121.421, 31.13)])
    answer = placed(10.0, geometry=line, method="stretch")
    (row,) = find([make_project(zone_reported="东片")], {"QH0001": answer}).qa["zone_disagreements"]
    assert (row["gap_m"], row["explained_by"]) == (0, "accuracy")


def test_place_outside_all_zones_is_a_disagreement(find: Find, make_project: MakeProject) -> None:
    answer = placed(geometry=Point(121.6, 31.13))
    (row,) = find([make_project(zone_reported="东片")], {"QH0001": answer}).qa["zone_disagreements"]
    assert row["zone_spatial"] is None


def test_agreement_is_no_finding(find: Find, make_project: MakeProject) -> None:
    findings = find([make_project(zone_reported="西片")], {"QH0001": placed()})
    assert findings.qa["zone_disagreements"] == []


def test_two_zones_for_one_project_are_a_conflict(
    find: Find, make_project: MakeProject, make_mention: MakeMention
) -> None:
    mentions = (
        make_mention(zone_reported="东片"),
        make_mention(id="M0002", start=9, end=12, zone_reported="西片"),
    )
    findings = find([make_project()], {"QH0001": placed()}, mentions=mentions)
    assert findings.qa["zone_conflicts"][0]["zones"] == ["东片", "西片"]
    assert "zone_conflict" in codes(findings)


def test_doubtful_locator_that_is_drawn_is_told(
    find: Find, make_project: MakeProject, make_fact: MakeFact
) -> None:
    facts = (make_fact(certainty="doubtful", arg1="121.4", arg2="31.1", checkable_by="区教育局"),)
    findings = find([make_project()], {"QH0001": placed()}, locators=facts)
    (issue,) = findings.issues
    assert (issue.code, issue.hint) == ("locator_doubtful", "可核对者：区教育局")


def test_doubtful_locator_that_is_not_best_is_no_finding(
    find: Find, make_project: MakeProject, make_fact: MakeFact
) -> None:
    facts = (
        make_fact(rank=2, method="part_of", arg1="x", certainty="doubtful"),
        make_fact(arg1="121.405", arg2="31.13"),
    )
    assert codes(find([make_project()], {"QH0001": placed()}, locators=facts)) == []


def test_locators_too_far_apart_are_told(
    find: Find, make_project: MakeProject, make_fact: MakeFact
) -> None:
    facts = (
        make_fact(arg1="121.405", arg2="31.13"),
        make_fact(rank=2, arg1="121.415", arg2="31.13"),
    )
    findings = find([make_project()], {"QH0001": placed()}, locators=facts)
    assert codes(findings) == ["locators_contradict"]
    assert "954 米" in findings.issues[0].value


def test_stations_along_a_line_do_not_contradict(
    find: Find, make_project: MakeProject, make_fact: MakeFact
) -> None:
    facts = (
        make_fact(arg1="121.405", arg2="31.13"),
        make_fact(rank=2, arg1="121.415", arg2="31.13"),
    )
    assert codes(find([make_project()], {"QH0001": placed(method="line")}, locators=facts)) == []


@pytest.mark.parametrize(
    ("runner_up", "expected"),
    [
        ("address 北路1号（5899 m）", ["runner_up_far"]),
        ("address 北路1号（1200 m）", []),
        ("area relation/1（5899 m）", []),
        ("", []),
    ],
)
def test_runner_up_far_away_is_told(
    find: Find, make_project: MakeProject, runner_up: str, expected: list[str]
) -> None:
    assert codes(find([make_project()], {"QH0001": placed(runner_up=runner_up)})) == expected


def test_coarse_position_is_told(find: Find, make_project: MakeProject) -> None:
    assert codes(find([make_project()], {"QH0001": placed(1800.0)})) == ["coarse"]


def test_areas_are_not_doubted(find: Find, make_project: MakeProject) -> None:
    assert codes(find([make_project(placeable="area")], {"QH0001": placed(1800.0)})) == []


def test_unlocated_project_is_an_issue(find: Find, make_project: MakeProject) -> None:
    findings = find([make_project()], {})
    assert codes(findings) == ["unlocated"]
    assert findings.qa["unlocated"][0]["id"] == "QH0001"


def test_findings_can_be_written_as_json(find: Find, make_project: MakeProject) -> None:
    qa = find([make_project(zone_reported="东片")], {"QH0001": placed()}).qa
    assert json.loads(json.dumps(qa, allow_nan=False)) == qa


def test_issues_are_a_table_in_id_order(find: Find, make_project: MakeProject) -> None:
    findings = find([make_project(id="QH0002"), make_project(id="QH0001")], {})
    lines = issues_csv(findings.issues).splitlines()
    assert lines[0] == "id,code,severity,field,value,message,hint"
    assert [line[:6] for line in lines[1:]] == ["QH0001", "QH0002"]
