"""Findings about files: which rule says what, of the file or of a feature."""

from __future__ import annotations

from pathlib import Path

import pytest
from shapely.geometry import GeometryCollection, Point, box
from shapely.geometry.base import BaseGeometry

from geo.gazetteer import Gazetteer
from layers.file_check import NOTE, RULES, WARNING, Checker, Finding
from layers.geojson_reader import GeoJsonFile, Item

HERE, SWAPPED, FAR = Point(121.41, 31.11), Point(31.11, 121.41), Point(2.35, 48.86)
METRES = Point(348_000.0, 3_443_000.0)  # EPSG:32651


@pytest.fixture(scope="module")
def checker(town_folder: Path) -> Checker:
    return Checker(Gazetteer(town_folder / "gazetteer"), "青溪区")


def file(*shapes: BaseGeometry | None) -> GeoJsonFile:
    items = [Item(f"f{nth}", (), shape) for nth, shape in enumerate(shapes, start=1)]
    return GeoJsonFile(Path("x.geojson"), tuple(items))


def rules(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def test_every_rule_may_be_silent(checker: Checker) -> None:
    fine = [finding for rule in RULES for finding in rule(file(HERE, None), checker)]
    assert {finding.severity for finding in fine} <= {NOTE}


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        ([SWAPPED] * 4, ["axes-swapped"]),
        ([METRES] * 4, ["projected-metres"]),
        ([FAR] * 4, ["outside-district"]),
        ([Point(500, 500)] * 4, ["not-degrees"]),
        ([SWAPPED, SWAPPED, METRES], ["axes-swapped", "projected-metres"]),
        ([GeometryCollection([SWAPPED, SWAPPED])], ["axes-swapped"]),
    ],
)
def test_what_is_wrong_is_told_by_its_rule(
    checker: Checker, shapes: list[BaseGeometry], expected: list[str]
) -> None:
    found = checker.check(file(*shapes))
    assert rules(found) == expected
    assert {finding.severity for finding in found} == {WARNING}
    assert all(finding.message and finding.mend for finding in found)


def test_one_wrong_feature_of_many_is_named(checker: Checker) -> None:
    found = [f for f in checker.check(file(*[HERE] * 5, SWAPPED)) if f.severity == WARNING]
    assert [(f.rule, f.feature) for f in found] == [("axes-swapped", "f6")]


def test_many_wrong_features_are_counted(checker: Checker) -> None:
    (found,) = [
        f for f in checker.check(file(*[HERE] * 5, *[SWAPPED] * 5)) if f.severity == WARNING
    ]
    assert found.feature == ""
    assert "5 个要素（f6、f7、f8 等）" in found.message


def test_an_outline_much_larger_than_the_district_is_no_fault(checker: Checker) -> None:
    assert checker.check(file(box(120, 30, 123, 32))) == []


def test_findings_are_plain_rows(checker: Checker) -> None:
    (finding,) = checker.check(file(SWAPPED))
    assert list(finding.as_row()) == ["file", "feature", "rule", "severity", "message", "mend"]
    assert finding.as_row()["file"] == "x.geojson"
