"""Features: flat properties, every key, null not missing, three zone facts kept apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from shapely.geometry import Point

from geo.answer import Answer
from layers.features import (
    PROPERTIES,
    Feature,
    Trail,
    Zoning,
    feature_of,
    trail_of,
    trails,
    zoning_of,
)
from layers.zones import ZoneLayer
from seeds.records import Mention, Project

MakeProject = Callable[..., Project]
MakeMention = Callable[..., Mention]
NOWHERE = Zoning(None, None, None)


def made(project: Project, **answer: str) -> Feature:
    found = Answer(Point(121.43, 31.13), "place", 99.6, **answer)  # type: ignore[arg-type]
    return feature_of(project, found, NOWHERE, Trail())


def test_keys_are_those_of_the_schema_in_order(make_project: MakeProject) -> None:
    assert tuple(made(make_project()).properties) == PROPERTIES


def test_what_is_blank_is_null(make_project: MakeProject) -> None:
    properties = made(make_project()).properties
    assert {properties[key] for key in ("name_en", "aliases", "stage_zh", "runner_up")} == {None}


def test_false_and_zero_are_not_null(make_project: MakeProject) -> None:
    answer = Answer(Point(121.43, 31.13), "correction", 0.0)
    zoning = Zoning("east", "东片", "东片", "west", agrees=False, gap_m=0)
    properties = feature_of(make_project(), answer, zoning, Trail()).properties
    assert (properties["zone_agrees"], properties["zone_gap_m"]) == (False, 0)
    assert properties["accuracy_m"] == 0


def test_words_come_in_chinese_too(make_project: MakeProject) -> None:
    properties = made(make_project(kind="school", stage="done")).properties
    assert (properties["kind_zh"], properties["stage_zh"]) == ("学校", "建成")


def test_accuracy_is_whole_metres(make_project: MakeProject) -> None:
    assert made(make_project()).properties["accuracy_m"] == 100


def test_stretch_has_road_and_ends(make_project: MakeProject) -> None:
    project = make_project(name="红叶路", kind="road_segment", road_from="北路", road_to="南路")
    properties = made(project).properties
    ends = [properties[key] for key in ("road_name", "from_road", "to_road")]
    assert ends == ["红叶路", "北路", "南路"]


def test_crossing_is_no_road(make_project: MakeProject) -> None:
    project = make_project(kind="intersection", road_from="北路", road_to="南路")
    assert made(project).properties["road_name"] is None


def test_notes_of_ledger_and_locator_are_joined(make_project: MakeProject) -> None:
    assert made(make_project(note="甲"), note="乙").properties["note"] == "甲；乙"


def test_answer_without_geometry_is_a_bug(make_project: MakeProject) -> None:
    with pytest.raises(ValueError, match="QH0001"):
        feature_of(make_project(), Answer(None, "none"), NOWHERE, Trail())


def test_zone_is_the_reported_one_if_reported(
    make_project: MakeProject, zones: ZoneLayer, in_west: Point
) -> None:
    zoning = zoning_of(make_project(zone_reported="东片"), in_west, zones)
    assert (zoning.code, zoning.name, zoning.reported) == ("east", "东片", "东片")
    assert (zoning.spatial, zoning.agrees) == ("west", False)


def test_zone_is_where_it_lies_if_not_reported(
    make_project: MakeProject, zones: ZoneLayer, in_west: Point
) -> None:
    zoning = zoning_of(make_project(), in_west, zones)
    assert (zoning.code, zoning.name, zoning.reported) == ("west", "西片", None)
    assert (zoning.agrees, zoning.gap_m) == (None, None)


def test_gap_is_whole_metres_to_the_reported_zone(
    make_project: MakeProject, zones: ZoneLayer
) -> None:
    zoning = zoning_of(make_project(zone_reported="东片"), Point(121.415, 31.13), zones)
    assert zoning.gap_m == pytest.approx(477, abs=2)
    assert isinstance(zoning.gap_m, int)


def test_agreement_has_no_gap(make_project: MakeProject, zones: ZoneLayer, in_east: Point) -> None:
    zoning = zoning_of(make_project(zone_reported="东片"), in_east, zones)
    assert (zoning.agrees, zoning.gap_m) == (True, 0)


def test_outside_all_zones_is_null(make_project: MakeProject, zones: ZoneLayer) -> None:
    zoning = zoning_of(make_project(), Point(121.6, 31.3), zones)
    assert (zoning.code, zoning.spatial) == (None, None)


def test_unlocated_keeps_the_reported_zone(make_project: MakeProject, zones: ZoneLayer) -> None:
    zoning = zoning_of(make_project(zone_reported="西片"), None, zones)
    assert (zoning.code, zoning.spatial, zoning.agrees) == ("west", None, None)


def test_evidence_lists_every_place_without_a_sentence(make_mention: MakeMention) -> None:
    rows = [
        make_mention(report="000", start=5, end=9),
        make_mention(report="001", table="表3", start=20, end=24),
    ]
    assert trail_of(rows, "001") == Trail("001", "表3", "000@5-9;001:表3@20-24")


def test_tables_are_those_of_the_latest_report(make_mention: MakeMention) -> None:
    rows = [
        make_mention(report="000", table="表9"),
        make_mention(report="001", table="表3", start=1),
        make_mention(report="001", table="表13", start=2),
        make_mention(report="001", table="表3", start=3),
    ]
    assert trail_of(rows, "001").table_ref == "表3;表13"


def test_mentions_are_grouped_in_reading_order(make_mention: MakeMention) -> None:
    rows = [
        make_mention(id="M3", report="001", start=1),
        make_mention(id="M2", report="000", start=30),
        make_mention(id="M1", report="000", start=4),
        make_mention(id="M4", project_id=""),
    ]
    found = trails(rows)
    assert {key: [m.id for m in group] for key, group in found.items()} == {
        "QH0001": ["M1", "M2", "M3"]
    }
