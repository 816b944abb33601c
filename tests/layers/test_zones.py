"""Zones: names, measures, and which of them a thing lies in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from shapely.geometry import LineString, MultiPoint, Point, Polygon, box

from layers.errors import LayerError
from layers.zones import ZoneLayer
from seeds.errors import ZonemapError


def test_computed_outlines_are_indicative(zones: ZoneLayer) -> None:
    assert [(zone.indicative, zone.note) for zone in zones.zones] == [(True, "示意")] * 2


def test_zone_carries_the_evidence_of_its_rules_once(zones: ZoneLayer) -> None:
    assert zones.zone("east").evidence == ("inference: invented",)


def test_area_is_measured_in_metres(zones: ZoneLayer) -> None:
    """A square of 0.02 degrees at 31 N is about 1.91 by 2.22 km."""
    assert zones.zone("east").area_m2 == pytest.approx(1.5 * 1.91e3 * 2.22e3, rel=0.01)


@pytest.mark.parametrize("name", ["东片", "东岸", "东片功能区", "东岸功能区", "east"])
def test_zone_is_known_by_every_name(zones: ZoneLayer, name: str) -> None:
    assert zones.code_of(name) == "east"


def test_unknown_name_is_no_zone(zones: ZoneLayer) -> None:
    assert zones.code_of("北片") is None


def test_unknown_code_lists_the_known(zones: ZoneLayer) -> None:
    with pytest.raises(LayerError, match="east、west"):
        zones.zone("north")


def test_point_lies_in_the_zone_that_contains_it(zones: ZoneLayer, in_east: Point) -> None:
    assert zones.zone_of(in_east) == ("east", 1.0)


def test_point_on_the_border_goes_to_the_first_zone(zones: ZoneLayer) -> None:
    assert zones.zone_of(Point(121.42, 31.13)) == ("east", 1.0)


def test_point_outside_lies_in_no_zone(zones: ZoneLayer) -> None:
    assert zones.zone_of(Point(121.6, 31.3)) == (None, 0.0)


def test_line_lies_where_most_of_it_lies(zones: ZoneLayer) -> None:
    code, share = zones.zone_of(LineString([(121.412, 31.13), (121.436, 31.13)]))
    assert (code, round(share, 2)) == ("east", 0.67)


def test_polygon_lies_where_most_of_it_lies(zones: ZoneLayer) -> None:
    code, share = zones.zone_of(box(121.410, 31.13, 121.424, 31.132))
    assert (code, round(share, 2)) == ("west", 0.71)


def test_share_counts_what_is_outside(zones: ZoneLayer) -> None:
    code, share = zones.zone_of(LineString([(121.43, 31.13), (121.47, 31.13)]))
    assert (code, round(share, 2)) == ("east", 0.25)


def test_points_lie_where_most_of_them_lie(zones: ZoneLayer) -> None:
    points = MultiPoint([(121.41, 31.13), (121.405, 31.13), (121.43, 31.13)])
    assert zones.zone_of(points)[0] == "west"


def test_line_along_the_outside_lies_in_no_zone(zones: ZoneLayer) -> None:
    assert zones.zone_of(LineString([(121.45, 31.1), (121.45, 31.2)])) == (None, 0.0)


def test_gap_is_metres_to_the_outline(zones: ZoneLayer) -> None:
    """0.005 degrees of longitude at 31.13 N."""
    assert zones.gap_m("east", Point(121.415, 31.13)) == pytest.approx(477, abs=2)


def test_gap_is_zero_where_it_touches(zones: ZoneLayer) -> None:
    line = LineString([(121.41, 31.13), (121.425, 31.13)])
    assert zones.gap_m("east", line) == 0.0


def test_repeated_code_is_refused(zones: ZoneLayer) -> None:
    with pytest.raises(LayerError, match="east"):
        ZoneLayer((zones.zones[0], zones.zones[0]))


@pytest.mark.parametrize("shape", [Polygon(), Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])])
def test_empty_or_invalid_outline_is_refused(zones: ZoneLayer, shape: Polygon) -> None:
    with pytest.raises(LayerError, match="东片"):
        ZoneLayer((replace(zones.zones[0], shape=shape),))


def test_layer_error_is_caught_as_the_root() -> None:
    assert issubclass(LayerError, ZonemapError)


def test_explanations_are_kept(zones: ZoneLayer) -> None:
    assert dict(zones.explained) == {"越界路": "跨区道路"}


def test_rules_are_not_changed(rules: dict[str, Any], zones: ZoneLayer) -> None:
    assert rules["zone"][0]["variants"] == ["东岸"]
