"""Where coordinates lie: order, unit, district and datum, of the file or of a feature."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from shapely.geometry import GeometryCollection, Point, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry

from geo.datum import shape_from_wgs84
from layers.checking.finding import ERROR, NOTE, WARNING, Finding

HERE, SWAPPED, FAR = Point(121.4112, 31.1123), Point(31.1123, 121.4112), Point(2.3512, 48.8634)
METRES = Point(348_000.5, 3_443_000.5)  # EPSG:32651
ASIDE = {"low-precision", "duplicate-geometry", "geometry-collection", "datum-unsure"}


def file(*shapes: BaseGeometry | None) -> dict[str, Any]:
    rows = [
        {
            "type": "Feature",
            "id": f"f{nth}",
            "geometry": shape and mapping(shape),
            "properties": {},
        }
        for nth, shape in enumerate(shapes, start=1)
    ]
    return {"type": "FeatureCollection", "features": rows}


def told(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.rule not in ASIDE]


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        ([SWAPPED] * 4, ["axes-swapped"]),
        ([METRES] * 4, ["projected-metres"]),
        ([Point(500, 500)] * 4, ["not-degrees"]),
        ([SWAPPED, SWAPPED, METRES], ["axes-swapped", "projected-metres"]),
        ([GeometryCollection([SWAPPED, SWAPPED])], ["axes-swapped"]),
    ],
)
def test_numbers_that_are_no_degrees_of_the_district_are_errors(
    check: Callable[..., Any], shapes: list[BaseGeometry], expected: list[str]
) -> None:
    found = told(check(file(*shapes)))
    assert [finding.rule for finding in found] == expected
    assert {finding.severity for finding in found} == {ERROR}
    assert all(finding.message and finding.mend for finding in found)


def test_a_file_that_lies_wholly_elsewhere_is_a_note(check: Callable[..., Any]) -> None:
    (found,) = told(check(file(*[FAR] * 4)))
    assert (found.rule, found.severity, found.index) == ("outside-district", NOTE, None)
    assert "经度 2.351、纬度 48.863 一带" in found.message


def test_one_feature_elsewhere_is_told_with_how_far(check: Callable[..., Any]) -> None:
    (found,) = told(check(file(*[HERE] * 5, Point(121.4112, 32.1123))))
    assert (found.rule, found.severity, found.feature) == ("stray-feature", WARNING, "f6")
    assert "离区界约 110 km" in found.message  # a degree of latitude, less the district's 20 km


def test_one_wrong_feature_of_many_is_named(check: Callable[..., Any]) -> None:
    (found,) = told(check(file(*[HERE] * 5, SWAPPED)))
    assert (found.rule, found.feature, found.index) == ("axes-swapped", "f6", 6)


def test_many_wrong_features_are_counted(check: Callable[..., Any]) -> None:
    (found,) = told(check(file(*[HERE] * 5, *[SWAPPED] * 5)))
    assert (found.feature, found.fixable) == ("", False)
    assert "5 个要素（f6、f7、f8 等）" in found.message


def test_an_outline_much_larger_than_the_district_is_no_fault(check: Callable[..., Any]) -> None:
    assert told(check(file(box(120, 30, 123, 32)))) == []


@pytest.mark.parametrize("datum", ["epsg:4549", "epsg:4528", "epsg:3857", "epsg:32651"])
def test_metres_that_a_crs_names_are_converted(
    checker: Any, repair: Callable[..., Any], datum: str
) -> None:
    content = file(*[shape_from_wgs84(box(121.411, 31.111, 121.412, 31.112), datum)] * 2)
    content["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{datum.upper()}"}}
    content, made = repair(content)
    assert {one.rule for one in made.done} >= {"crs-other", "projected-metres"}
    assert "crs" not in content
    ring = content["features"][1]["geometry"]["coordinates"][0]
    assert sorted(ring[0]) == pytest.approx([31.111, 121.412], abs=2e-7)


@pytest.mark.parametrize("name", ["EPSG:4549", "EPSG:3857", "EPSG:9999", "Shanghai 2000"], ids=str)
def test_a_crs_that_the_numbers_belie_is_left(repair: Callable[..., Any], name: str) -> None:
    content = file(HERE, HERE)
    content["crs"] = {"type": "name", "properties": {"name": name}}
    after, made = repair(content)
    assert (after, made.done) == (json.loads(json.dumps(content)), ())
    assert "crs-other" in {one.rule for one in made.rest}


def test_swapped_axes_are_turned_round_and_what_lies_elsewhere_is_left(
    repair: Callable[..., Any],
) -> None:
    after, made = repair(file(*[SWAPPED] * 5, FAR))
    spots = [row["geometry"]["coordinates"] for row in after["features"]]
    assert spots == [[121.4112, 31.1123]] * 5 + [[2.3512, 48.8634]]
    assert {one.rule for one in made.rest} - ASIDE == {"stray-feature"}


def test_shapes_that_cross_themselves_do_not_judge_the_datum(check: Callable[..., Any]) -> None:
    spots = [(121.402 + nth / 1000, 31.1031 + nth / 1700) for nth in range(30)]
    bows = [Polygon([(x, y), (x + 1e-3, y + 1e-3), (x + 1e-3, y), (x, y + 1e-3)]) for x, y in spots]
    found = [finding for finding in check(file(*bows)) if finding.severity == ERROR]
    assert {finding.rule for finding in found} == {"self-intersection"}
