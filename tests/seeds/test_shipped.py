"""The shipped district: what the five reports say, as a whole."""

from __future__ import annotations

import time
from collections import Counter, defaultdict

import pytest

from seeds.district import District, load_district


@pytest.fixture(scope="module")
def district() -> District:
    return load_district()


def test_five_reports_three_hundred_projects(district: District) -> None:
    assert [report.report for report in district.reports] == ["000", "001", "002", "003", "004"]
    assert len(district.projects) >= 300
    assert len(district.mentions) >= 600


def test_every_report_is_mentioned_throughout(district: District) -> None:
    """Mentions reach from the first fifth to the last fifth of each document."""
    for report in district.reports:
        starts = [item.start for item in district.mentions if item.report == report.report]
        assert min(starts) < report.characters / 5
        assert max(starts) > report.characters * 4 / 5


def test_five_zones(district: District) -> None:
    assert len(district.zone_names) == 5
    assert {project.zone_reported for project in district.projects} - {""} == set(
        district.zone_names
    )


def test_labels_tell_projects_apart(district: District) -> None:
    labels = Counter(project.label for project in district.projects)
    assert [label for label, count in labels.items() if count > 1] == []


def test_every_name_of_a_mention_leads_to_one_project(district: District) -> None:
    """Unless the two are told apart by kind, extent or parent, a name belongs to one project."""
    owners = defaultdict(set)
    for project in district.projects:
        told = (project.kind, project.road_from, project.road_to, project.parent, project.address)
        for name in project.names:
            owners[name, *told].add(project.id)
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_seen_first_and_last_where_mentioned(district: District) -> None:
    dates = {report.report: report.date for report in district.reports}
    seen = defaultdict(set)
    for mention in district.mentions:
        seen[mention.project_id].add(dates[mention.report])
    wrong = [
        project.id
        for project in district.projects
        if dates[project.first_seen] != min(seen[project.id])
        or dates[project.last_seen] != max(seen[project.id])
    ]
    assert wrong == []


def test_zone_comes_from_a_mention(district: District) -> None:
    said = defaultdict(set)
    for mention in district.mentions:
        said[mention.project_id].add(mention.zone_reported)
    wrong = [
        (project.id, project.zone_reported, said[project.id])
        for project in district.projects
        if project.zone_reported not in said[project.id]
        or (not project.zone_reported and said[project.id] != {""})
    ]
    assert wrong == []


def test_road_segments_have_both_ends(district: District) -> None:
    wrong = [
        project.id
        for project in district.projects
        if project.kind == "road_segment" and not (project.road_from and project.road_to)
    ]
    assert wrong == []


def test_refused_mentions_are_traps_with_a_reason(district: District) -> None:
    trapped = {(trap.report, trap.start) for trap in district.traps}
    refused = [item for item in district.mentions if item.placeable == "no"]
    assert refused
    assert [item.id for item in refused if (item.report, item.start) not in trapped] == []


def test_located_by_web_map_coordinates_never(district: District) -> None:
    """Commercial web maps lend an address text at most, not a position."""
    wrong = [
        (fact.name, fact.rank)
        for fact in district.locators
        if fact.method in ("osm", "point") and {"amap", "baidu"} & set(fact.source_type.split())
    ]
    assert wrong == []


def test_most_projects_have_a_locator(district: District) -> None:
    known = {fact.name for fact in district.locators if fact.method != "none"}
    located = [project for project in district.projects if known & {project.label, *project.names}]
    assert len(located) >= len(district.projects) / 2


def test_loads_quickly() -> None:
    """Sixty milliseconds on a quiet machine; the best of five tries is taken."""
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        load_district()
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 0.06
