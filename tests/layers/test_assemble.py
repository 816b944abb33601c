"""Every project is drawn or listed; none is lost, none is there twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapely.geometry import LineString, Point, box

from geo.answer import Answer
from layers.assemble import Atlas, assemble
from layers.zones import ZoneLayer
from seeds.district import District
from seeds.records import Correction, Mention, Project

MakeProject = Callable[..., Project]
MakeMention = Callable[..., Mention]
MakeDistrict = Callable[..., District]


def at(x: float, y: float) -> Answer:
    return Answer(Point(x, y), "place", 50.0, "OpenStreetMap")


def atlas_of(
    make_district: MakeDistrict, knows: Any, zones: ZoneLayer, answers: Any, **tables: Any
) -> Atlas:
    return assemble(make_district(**tables), knows(answers), zones)


def test_located_is_drawn_and_the_rest_is_listed(
    make_district: MakeDistrict, make_project: MakeProject, knows: Any, zones: ZoneLayer
) -> None:
    projects = (make_project(id="QH0002"), make_project(id="QH0001"))
    answers = {"QH0002": at(121.43, 31.13)}
    atlas = atlas_of(make_district, knows, zones, answers, projects=projects)
    assert [feature.id for feature in atlas.features] == ["QH0002"]
    assert [entry["id"] for entry in atlas.unlocated] == ["QH0001"]


def test_features_are_in_id_order(
    make_district: MakeDistrict, make_project: MakeProject, knows: Any, zones: ZoneLayer
) -> None:
    names = ("QH0003", "QH0001", "QH0002")
    projects = tuple(make_project(id=name) for name in names)
    answers = {name: at(121.43, 31.13) for name in names}
    atlas = atlas_of(make_district, knows, zones, answers, projects=projects)
    assert [feature.id for feature in atlas.features] == sorted(names)


def test_geometry_is_fit_to_be_written(
    make_district: MakeDistrict, make_project: MakeProject, knows: Any, zones: ZoneLayer
) -> None:
    answers = {"QH0001": at(121.43000004, 31.1300001)}
    atlas = atlas_of(make_district, knows, zones, answers, projects=(make_project(),))
    assert atlas.features[0].geometry.equals(Point(121.43, 31.13))


def test_speck_is_listed_with_an_issue(
    make_district: MakeDistrict, make_project: MakeProject, knows: Any, zones: ZoneLayer
) -> None:
    speck = Answer(box(121.43, 31.13, 121.43000001, 31.13000001), "bounds", 50.0)
    atlas = atlas_of(make_district, knows, zones, {"QH0001": speck}, projects=(make_project(),))
    assert [entry["id"] for entry in atlas.unlocated] == ["QH0001"]
    assert "geometry_too_small" in {issue.code for issue in atlas.findings.issues}


def test_area_is_drawn_too(
    make_district: MakeDistrict, make_project: MakeProject, knows: Any, zones: ZoneLayer
) -> None:
    answers = {"QH0001": Answer(box(121.42, 31.12, 121.44, 31.14), "area", 1200.0)}
    projects = (make_project(kind="area", placeable="area"),)
    atlas = atlas_of(make_district, knows, zones, answers, projects=projects)
    assert atlas.features[0].geometry.geom_type == "Polygon"


def test_line_keeps_its_direction(
    make_district: MakeDistrict, make_project: MakeProject, knows: Any, zones: ZoneLayer
) -> None:
    line = LineString([(121.43, 31.13), (121.42, 31.13), (121.41, 31.125)])
    answers = {"QH0001": Answer(line, "stretch", 25.0)}
    atlas = atlas_of(make_district, knows, zones, answers, projects=(make_project(),))
    assert list(atlas.features[0].geometry.coords) == list(line.coords)


def test_evidence_is_that_of_the_own_mentions(
    make_district: MakeDistrict,
    make_project: MakeProject,
    make_mention: MakeMention,
    knows: Any,
    zones: ZoneLayer,
) -> None:
    mentions = (make_mention(start=3, end=7), make_mention(id="M0002", project_id="QH0002"))
    projects = (make_project(), make_project(id="QH0002"))
    answers = {"QH0001": at(121.43, 31.13)}
    atlas = atlas_of(make_district, knows, zones, answers, projects=projects, mentions=mentions)
    assert atlas.features[0].properties["evidence"] == "000@3-7"


def test_ledger_is_corrected_before_it_is_located(
    make_district: MakeDistrict, make_project: MakeProject, zones: ZoneLayer
) -> None:
    asked = []

    class Notes:
        def locate_project(self, project: Project) -> Answer:
            asked.append(project.address)
            return Answer(None, "none")

    fix = Correction("QH0001", "address", "", "北路1号", "门牌", "规划员", "2024-06-01")
    assemble(make_district(projects=(make_project(),), corrections=(fix,)), Notes(), zones)
    assert asked == ["北路1号"]


def test_progress_is_told_after_each_project(
    make_district: MakeDistrict, make_project: MakeProject, knows: Any, zones: ZoneLayer
) -> None:
    told: list[tuple[int, int]] = []
    district = make_district(projects=(make_project(), make_project(id="QH0002")))
    assemble(district, knows({}), zones, progress=lambda *step: told.append(step))
    assert told == [(1, 2), (2, 2)]


def test_district_without_projects_makes_an_empty_atlas(
    make_district: MakeDistrict, knows: Any, zones: ZoneLayer
) -> None:
    atlas = assemble(make_district(), knows({}), zones)
    assert (atlas.features, atlas.unlocated) == ((), ())
    assert atlas.findings.qa["totals"]["share_drawn"] is None
