"""An invented district of four squares, its zones and projects, and a locator that knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import LineString, MultiLineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.answer import Answer
from layers.zones import ZoneLayer
from seeds.district import District
from seeds.records import LocatorFact, Mention, Project, Report

Rules = dict[str, Any]
MakeProject = Callable[..., Project]
WEST, MID, EAST = 121.40, 121.42, 121.44
SOUTH, HALF, NORTH = 31.10, 31.12, 31.14


class Lines:
    """Named lines: 纵路 runs north in two carriageways through 乙街道, 横河 runs east."""

    KNOWN: Mapping[str, BaseGeometry] = {
        "纵路": MultiLineString(
            [
                [(121.4298, 31.101), (121.4298, 31.119)],
                [(121.4302, 31.101), (121.4302, 31.119)],
            ]
        ),
        "横河": LineString([(121.39, 31.11), (121.45, 31.11)]),
        "远路": LineString([(121.50, 31.20), (121.51, 31.20)]),
    }

    def __call__(self, name: str) -> BaseGeometry | None:
        return self.KNOWN.get(name)


class Knows:
    """A locator that answers from a table."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = answers

    def locate_project(self, project: Project) -> Answer:
        return self.answers.get(project.id, Answer(None, "none", tried=("地名", "门牌")))


@pytest.fixture
def rules() -> Rules:
    rule = {"basis": "inference", "confidence": "good", "evidence": ["inference: invented"]}
    return {
        "district": "青禾区",
        "note": "示意",
        "zone": [
            {"code": "east", "name": "东片", "name_en": "East", "variants": ["东岸"]},
            {"code": "west", "name": "西片", "name_en": "West"},
        ],
        "rule": [
            {
                "zone": "east",
                "subdistricts": ["乙街道"],
                "cuts": [{"side": "east", "of": ["纵路"]}],
                **rule,
            },
            {"zone": "east", "subdistricts": ["丁镇"], **rule},
            {"zone": "west", "subdistricts": ["甲街道", "乙街道", "丙街道"], **rule},
        ],
        "explained": [{"name": "越界路", "why": "跨区道路"}],
    }


@pytest.fixture
def outlines() -> dict[str, BaseGeometry]:
    return {
        "青禾区": box(WEST, SOUTH, EAST, NORTH),
        "甲街道": box(WEST, SOUTH, MID, HALF),
        "乙街道": box(MID, SOUTH, EAST, HALF),
        "丙街道": box(WEST, HALF, MID, NORTH),
        "丁镇": box(MID, HALF, EAST, NORTH),
    }


@pytest.fixture
def lines() -> Lines:
    return Lines()


@pytest.fixture
def zones(rules: Rules, outlines: dict[str, BaseGeometry], lines: Lines) -> ZoneLayer:
    return ZoneLayer.from_rules(rules, outlines, lines)


@pytest.fixture
def make_project() -> MakeProject:
    def make(**changes: str) -> Project:
        values = {
            "id": "QH0001", "name": "青松公园", "label": "青松公园", "name_en": "", "kind": "park",
            "parent": "", "road_from": "", "road_to": "", "address": "", "zone_reported": "",
            "status": "", "stage": "", "year": "", "aliases": "", "placeable": "yes",
            "first_seen": "000", "last_seen": "000", "note": "",
        }  # fmt: skip
        values.update({"label": changes.get("name", values["name"])} | changes)
        return Project(**values)  # type: ignore[arg-type]

    return make


@pytest.fixture
def make_mention() -> Callable[..., Mention]:
    def make(**changes: Any) -> Mention:
        values: dict[str, Any] = dict.fromkeys(
            (
                "id", "project_id", "report", "table", "section", "written", "name", "kind",
                "road_from", "road_to", "address", "parent", "status", "stage", "year",
                "zone_reported", "note",
            ),
            "",
        )  # fmt: skip
        values |= {"id": "M0001", "project_id": "QH0001", "report": "000", "placeable": "yes"}
        return Mention(**(values | {"start": 0, "end": 4} | changes))

    return make


@pytest.fixture
def make_fact() -> Callable[..., LocatorFact]:
    def make(**changes: Any) -> LocatorFact:
        values: dict[str, Any] = dict.fromkeys(
            (
                "name", "method", "arg1", "arg2", "arg3", "arg4", "certainty", "checkable_by",
                "source_type", "source", "evidence", "note",
            ),
            "",
        )  # fmt: skip
        values |= {"name": "青松公园", "rank": 1, "method": "point", "certainty": "sure"}
        return LocatorFact(**(values | {"accuracy_m": 100.0} | changes))

    return make


@pytest.fixture
def make_district(rules: Rules) -> Callable[..., District]:
    def make(**changes: Any) -> District:
        report = Report("000", "旧闻", "", "2023", "a.txt", "0" * 64, 100, "", "")
        values: dict[str, Any] = dict.fromkeys(
            ("mentions", "projects", "aliases", "traps", "locators", "corrections", "addresses"), ()
        )
        values |= {"folder": Path(), "code": "999901", "name": "青禾区", "name_en": "Greenfield"}
        return District(**(values | {"reports": (report,), "zone_rules": rules} | changes))

    return make


@pytest.fixture
def knows() -> type[Knows]:
    return Knows


@pytest.fixture
def in_east() -> Point:
    return Point(121.435, 31.13)


@pytest.fixture
def in_west() -> Point:
    return Point(121.405, 31.13)


@pytest.fixture
def square() -> Polygon:
    return box(121.431, 31.13, 121.433, 31.132)
