"""The zones cover the district: no overlap, no gap, slivers to the longest neighbour."""

from __future__ import annotations

from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, box
from shapely.geometry.base import BaseGeometry

from geo.metric import area_m2
from layers.errors import LayerError
from layers.partition import partition
from layers.zone_rules import RuleSet, parse_rules

Rules = dict[str, Any]
Outlines = dict[str, BaseGeometry]


def divided(rules: Rules, outlines: Outlines, lines: Any) -> Outlines:
    return partition(parse_rules(rules), outlines, lines)


def test_zones_cover_the_district(rules: Rules, outlines: Outlines, lines: Any) -> None:
    union = shapely.union_all(list(divided(rules, outlines, lines).values()))
    assert area_m2(union.symmetric_difference(outlines["青禾区"])) < 1


def test_zones_do_not_overlap(rules: Rules, outlines: Outlines, lines: Any) -> None:
    east, west = divided(rules, outlines, lines).values()
    assert area_m2(east.intersection(west)) < 1


def test_subdistrict_is_split_along_the_road(rules: Rules, outlines: Outlines, lines: Any) -> None:
    east = divided(rules, outlines, lines)["east"]
    assert east.contains(Point(121.4301, 31.11))
    assert not east.contains(Point(121.4299, 31.11))


def test_two_cuts_keep_the_common_part(rules: Rules, outlines: Outlines, lines: Any) -> None:
    rules["rule"][0]["cuts"].append({"side": "north", "of": ["横河"]})
    east = divided(rules, outlines, lines)["east"]
    assert east.contains(Point(121.435, 31.115))
    assert not east.contains(Point(121.435, 31.105))


def test_earlier_rule_takes_first(rules: Rules, outlines: Outlines, lines: Any) -> None:
    rules["rule"].reverse()
    east = divided(rules, outlines, lines)["east"]
    assert not east.intersects(Point(121.435, 31.11))


@pytest.mark.parametrize(
    ("name", "west", "owner"), [("丁镇", 121.42, "east"), ("丙街道", 121.40, "west")]
)
def test_gap_goes_to_the_longest_shared_edge(
    rules: Rules, outlines: Outlines, lines: Any, name: str, west: float, owner: str
) -> None:
    """The gap is 100 m high, north of one square; its short end touches the other zone."""
    outlines[name] = box(west, 31.12, west + 0.02, 31.139)
    assert divided(rules, outlines, lines)[owner].contains(Point(west + 0.01, 31.1395))


def test_overlap_is_given_once(rules: Rules, outlines: Outlines, lines: Any) -> None:
    outlines["丙街道"] = box(121.40, 31.12, 121.4205, 31.14)
    east, west = divided(rules, outlines, lines).values()
    assert area_m2(east.intersection(west)) < 1


def test_island_without_neighbour_goes_to_the_nearest(
    rules: Rules, outlines: Outlines, lines: Any
) -> None:
    island = box(121.45, 31.13, 121.451, 31.131)
    outlines["青禾区"] = outlines["青禾区"].union(island)
    assert divided(rules, outlines, lines)["east"].contains(island.centroid)


def test_land_outside_the_district_is_not_taken(
    rules: Rules, outlines: Outlines, lines: Any
) -> None:
    outlines["丁镇"] = box(121.42, 31.12, 121.46, 31.14)
    assert divided(rules, outlines, lines)["east"].bounds[2] == pytest.approx(121.44)


def test_without_district_the_subdistricts_make_it(
    rules: Rules, outlines: Outlines, lines: Any
) -> None:
    whole = outlines.pop("青禾区")
    union = shapely.union_all(list(divided(rules, outlines, lines).values()))
    assert area_m2(union.symmetric_difference(whole)) < 1


def test_same_rules_same_bytes(rules: Rules, outlines: Outlines, lines: Any) -> None:
    first, second = divided(rules, outlines, lines), divided(rules, outlines, lines)
    assert [shape.wkb for shape in first.values()] == [shape.wkb for shape in second.values()]


def test_unknown_subdistrict_lists_the_known(rules: Rules, outlines: Outlines, lines: Any) -> None:
    rules["rule"][1]["subdistricts"] = ["戊街道"]
    with pytest.raises(LayerError, match=r"第 2 条.*'戊街道'.*甲街道、乙街道"):
        divided(rules, outlines, lines)


def test_unknown_road_is_named(rules: Rules, outlines: Outlines, lines: Any) -> None:
    rules["rule"][0]["cuts"][0]["of"] = ["无名路"]
    with pytest.raises(LayerError, match=r"第 1 条.*'无名路'"):
        divided(rules, outlines, lines)


def test_road_that_misses_the_subdistrict_is_refused(
    rules: Rules, outlines: Outlines, lines: Any
) -> None:
    rules["rule"][0]["cuts"][0]["of"] = ["远路"]
    with pytest.raises(LayerError, match="远路 不经过 乙街道"):
        divided(rules, outlines, lines)


def test_subdistrict_without_a_whole_rule_is_refused(
    rules: Rules, outlines: Outlines, lines: Any
) -> None:
    rules["rule"][2]["subdistricts"] = ["甲街道", "丙街道"]
    with pytest.raises(LayerError, match="乙街道 没有不带 cuts 的规则"):
        divided(rules, outlines, lines)


def test_zone_without_land_is_refused(rules: Rules, outlines: Outlines, lines: Any) -> None:
    rules["rule"] = [{**rules["rule"][2], "subdistricts": ["甲街道", "乙街道", "丙街道", "丁镇"]}]
    with pytest.raises(LayerError, match="东片（east）"):
        divided(rules, outlines, lines)


@settings(max_examples=40, deadline=None)
@given(
    shifts=st.lists(st.floats(-2e-5, 2e-5), min_size=16, max_size=16),
    road=st.floats(121.423, 121.437),
)
def test_ragged_borders_still_cover_exactly(shifts: list[float], road: float) -> None:
    """Subdistricts drawn apart by up to 2 m leave neither gap nor overlap between the zones."""
    corners = [(121.40, 31.10), (121.42, 31.10), (121.40, 31.12), (121.42, 31.12)]
    names = ["甲街道", "乙街道", "丙街道", "丁镇"]
    outlines: Outlines = {"青禾区": box(121.40, 31.10, 121.44, 31.14)}
    for number, (name, (x, y)) in enumerate(zip(names, corners, strict=True)):
        west, south, east, north = shifts[4 * number : 4 * number + 4]
        outlines[name] = box(x + west, y + south, x + 0.02 + east, y + 0.02 + north)
    rule = {"basis": "fact", "confidence": "high", "evidence": ["x"]}
    cut = [{"side": "east", "of": ["纵路"]}]
    parsed: RuleSet = parse_rules(
        {
            "district": "青禾区",
            "zone": [{"code": "a", "name": "A"}, {"code": "b", "name": "B"}],
            "rule": [
                {"zone": "a", "subdistricts": ["乙街道"], "cuts": cut, **rule},
                {"zone": "b", "subdistricts": names, **rule},
            ],
        }
    )
    line = shapely.linestrings([(road, 31.09), (road, 31.13)])
    one, two = partition(parsed, outlines, lambda _: line).values()
    assert one.is_valid
    assert two.is_valid
    assert area_m2(one.intersection(two)) < 1
    assert area_m2(one.union(two).symmetric_difference(outlines["青禾区"])) < 1
