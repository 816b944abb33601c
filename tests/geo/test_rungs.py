"""Each rung in a town drawn on a grid: what it finds, how sure it is, and why it refuses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from geo.answer import Hit
from geo.gazetteer import KnownNumber
from geo.lines import Named
from geo.metric import distance_m, to_degrees, to_metres
from geo.names import parse_address
from geo.rungs import Rungs

Grid = Callable[[BaseGeometry], list[tuple[float, float]]]


def hit_of(found: Hit | str) -> Hit:
    assert isinstance(found, Hit), found
    return found


def spot(column: float, row: float) -> Point:
    """Return a corner of the drawing in metres."""
    return to_metres(Point(121.4 + column / 1000, 31.1 + row / 1000))


def address(rungs: Rungs, text: str, *between: str) -> Hit | str:
    found = parse_address(text)
    assert found is not None
    return rungs.address(found, between=between)


# --- stretches -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [("西园路", "东湖路", (2, 10), (14, 10)), ("东湖路", "西园路", (14, 10), (2, 10))],
)
def test_a_stretch_runs_from_its_first_end_to_its_second(
    town_rungs: Rungs, grid: Grid, start: str, end: str, first: object, last: object
) -> None:
    hit = hit_of(town_rungs.stretch("中和路", start, end))
    line = grid(hit.shape)
    assert (hit.method, line[0], line[-1]) == ("stretch", first, last)
    assert (hit.accuracy_m, hit.note) == (25, "")


def test_a_stretch_of_a_dual_carriageway_is_drawn_between_the_two(
    town_rungs: Rungs, grid: Grid
) -> None:
    hit = hit_of(town_rungs.stretch("长安大道", "西园路", "东湖路"))
    assert {row for _, row in grid(hit.shape)} == {7.1}
    assert hit.accuracy_m == 30  # the two carriageways lie 22 m apart


def test_a_street_below_an_elevated_road_is_not_taken_for_it(town_rungs: Rungs, grid: Grid) -> None:
    street = hit_of(town_rungs.stretch("中和路", "西园路", "竹林路"))
    above = hit_of(town_rungs.stretch("中和高架路", "西园路", "竹林路"))
    assert {row for _, row in grid(street.shape)} == {10.0}
    assert {row for _, row in grid(above.shape)} == {10.1}


def test_a_hole_in_a_road_is_jumped_and_told(town_rungs: Rungs) -> None:
    whole = hit_of(town_rungs.stretch("中和路", "西园路", "东湖路"))
    hit = hit_of(town_rungs.stretch("缺口路", "西园路", "东湖路"))
    assert hit.method == "stretch"
    assert "约286米地图上不连续" in hit.note
    assert hit.accuracy_m > whole.accuracy_m + 100


@pytest.mark.parametrize(
    ("start", "end", "line"),
    [
        ("中和路", "北山路", [(8, 10), (8, 12), (8, 16)]),
        ("北山路", "中和路", [(8, 16), (8, 12), (8, 10)]),
    ],
)
def test_a_road_that_ends_early_goes_straight_on_to_its_end(
    town_rungs: Rungs, grid: Grid, start: str, end: str, line: object
) -> None:
    hit = hit_of(town_rungs.stretch("竹林路", start, end))
    assert (hit.method, grid(hit.shape)) == ("stretch_partial", line)
    assert hit.note.startswith("示意：竹林路在地图上距北山路还有约443米")
    assert hit.accuracy_m >= 443 / 3


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [("南浦路", "无名路", (8, 4), (8, 12)), ("无名路", "南浦路", (8, 12), (8, 4))],
)
def test_a_road_with_one_known_end_runs_out_to_where_it_stops(
    town_rungs: Rungs, grid: Grid, start: str, end: str, first: object, last: object
) -> None:
    hit = hit_of(town_rungs.stretch("竹林路", start, end))
    line = grid(hit.shape)
    assert (hit.method, line[0], line[-1]) == ("stretch_partial", first, last)
    assert hit.note == "示意：地图上没有无名路，只知另一端，画到路的尽头"
    assert hit.accuracy_m == pytest.approx(887 + 332, abs=2)  # or the other way


def test_a_road_in_two_far_pieces_is_sketched_from_end_to_end(
    town_rungs: Rungs, grid: Grid
) -> None:
    hit = hit_of(town_rungs.stretch("断桥路", "西园路", "东湖路"))
    assert (hit.method, grid(hit.shape)) == ("stretch_partial", [(2, 17.5), (14, 17.5)])
    assert hit.note.startswith("示意：断桥路在两端之间地图上不连续")
    assert hit.accuracy_m == pytest.approx(1144 / 4, abs=1)


def test_what_was_assumed_of_an_end_is_told(town_rungs: Rungs) -> None:
    hit = hit_of(town_rungs.stretch("西园路", "清溪河", "中和路"))
    assert hit.note == "两线在地图上上下相交，没有共同的路口；“清溪河”按“清溪”查"


def test_a_road_on_no_map_is_sketched_between_its_ends_where_the_hint_says(
    town_rungs: Rungs, grid: Grid
) -> None:
    hit = hit_of(town_rungs.stretch("思源路", "西园路", "东湖路", hint=spot(8, 5)))
    assert (hit.method, grid(hit.shape)) == ("stretch_partial", [(2, 5), (14, 5)])
    assert hit.note.startswith("示意：道路尚未见于地图")
    assert hit.accuracy_m == pytest.approx(1144 / 2, abs=2)


def test_a_road_on_no_map_between_parallel_ends_may_lie_anywhere_along_them(
    town_rungs: Rungs,
) -> None:
    hit = hit_of(town_rungs.stretch("思源路", "西园路", "东湖路"))
    true = to_degrees(LineString([spot(2, 1), spot(14, 1)]))
    assert distance_m(hit.shape.centroid, true.centroid) <= hit.accuracy_m + 1


def test_a_new_road_may_end_at_another_new_road(town_rungs: Rungs, grid: Grid) -> None:
    shape = LineString([spot(5, 2), spot(5, 9)])
    new = Named("project", "新甲路", shape, shape, "", "新甲路本身也是新路，位置为示意")
    hit = hit_of(
        town_rungs.stretch("新乙路", "新甲路", "竹林路", hint=spot(6, 6), lent={"新甲路": new})
    )
    assert grid(hit.shape) == [(5, 6), (8, 6)]
    assert "新甲路本身也是新路" in hit.note


def test_a_road_short_of_both_ends_is_sketched_between_them(town_rungs: Rungs, grid: Grid) -> None:
    hit = hit_of(town_rungs.stretch("竹林路", "北山路", "断桥路"))
    assert (hit.method, grid(hit.shape)[0]) == ("stretch_partial", (8, 16))
    assert hit.note == "示意：竹林路在地图上还不到这一段，按两端直线画出"


def test_a_road_short_of_both_ends_is_sketched_where_the_hint_says(
    town_rungs: Rungs, grid: Grid
) -> None:
    hit = hit_of(town_rungs.stretch("竹林路", "北山路", "断桥路", hint=spot(15, 17)))
    assert grid(hit.shape) == [(15, 16), (15, 17.5)]


def test_a_stretch_without_ends_is_the_whole_road(town_rungs: Rungs) -> None:
    assert hit_of(town_rungs.stretch("中和路", "", "")).method == "road"


@pytest.mark.parametrize(
    ("host", "start", "end", "why"),
    [
        ("思源路", "西园路", "无名路", "路段：地图上没有思源路，也没有它的一端无名路"),
        ("思源路", "中和路", "西园路", "路段：地图上没有思源路，两端位置也不足以画线"),
        ("竹林路", "甲路", "乙路", "路段：竹林路与两端都不相交，地图上也没有甲路、乙路"),
        ("弯月路", "南浦路", "远东路", "路段：弯月路与远东路在地图上相距1628米"),
        (
            "弯月路",
            "北山路",
            "断桥路",
            "路段：弯月路与两端都不相交，在地图上相距1219米和1389米",
        ),
        (
            "西园路",
            "中和路",
            "中和路",
            "路段：西园路与中和路、中和路交于同一处，两端之间没有路段",
        ),
        ("西园路", "西园路", "中和路", "路段：西园路不能以自己为一端"),
    ],
)
def test_a_stretch_that_cannot_be_drawn_says_why(
    town_rungs: Rungs, host: str, start: str, end: str, why: str
) -> None:
    assert town_rungs.stretch(host, start, end) == why


def test_ends_far_apart_where_the_hint_says_are_refused(town_rungs: Rungs) -> None:
    far = LineString([spot(60, 1), spot(60, 19)])
    lent = {"新甲路": Named("project", "新甲路", far, far, "")}
    found = town_rungs.stretch("新乙路", "西园路", "新甲路", hint=spot(30, 6), lent=lent)
    assert found == "路段：地图上没有新乙路，两端按线索相距5532米，不足以画线"


def test_a_road_outside_the_district_is_not_followed_to_its_end(town_rungs: Rungs) -> None:
    why = "路段：地图上没有无名路，也无法沿跨区路画线"
    far = LineString([spot(40, 1), spot(60, 1)])
    road = Named("road", "跨区路", far, far, "")
    assert town_rungs.stretches._partial._onward(road, [], "无名路", reverse=False) == why


# --- crossings -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "where"),
    [
        ("中和路", "西园路", (2, 10)),
        ("西园路", "中和路", (2, 10)),
        ("长安大道", "西园路", (2, 7.1)),
        ("西园路", "清溪", (2, 13.1)),
        ("西园路", "清溪河", (2, 13.1)),
        ("柳条路", "北山路", (17, 16)),
    ],
)
def test_two_lines_cross_at_a_point(
    town_rungs: Rungs, grid: Grid, first: str, second: str, where: tuple[float, float]
) -> None:
    hit = hit_of(town_rungs.crossing(first, second))
    assert (hit.method, hit.shape.geom_type) == ("crossing", "Point")
    assert grid(hit.shape)[0] == pytest.approx(where, abs=0.1)


def test_a_line_that_passes_over_another_says_so(town_rungs: Rungs) -> None:
    hit = hit_of(town_rungs.crossing("西园路", "中和高架路"))
    assert hit.note == "两线在地图上上下相交，没有共同的路口"


def test_a_near_miss_says_how_wide_it_is(town_rungs: Rungs) -> None:
    hit = hit_of(town_rungs.crossing("柳条路", "北山路"))
    assert hit.note == "两线在地图上相距约11米，取中间"
    assert hit.accuracy_m > hit_of(town_rungs.crossing("中和路", "西园路")).accuracy_m


def test_two_roads_that_cross_twice_claim_the_distance_to_the_other_place(
    town_rungs: Rungs,
) -> None:
    hit = hit_of(town_rungs.crossing("弯月路", "南浦路"))
    assert hit.note == "两路相交2处，取其一，最远的另一处相距约191米"
    assert hit.accuracy_m == pytest.approx(191, abs=1)


@pytest.mark.parametrize(("hint", "where"), [((3, 4), (4, 4)), ((9, 4), (6, 4))])
def test_a_hint_decides_between_two_crossings(
    town_rungs: Rungs, grid: Grid, hint: tuple[float, float], where: object
) -> None:
    hit = hit_of(town_rungs.crossing("弯月路", "南浦路", hint=spot(*hint)))
    assert grid(hit.shape) == [where]
    assert hit.accuracy_m < 100


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("中和路", "北山路", "路口：中和路与北山路在地图上不相交"),
        ("中和路", "无名路", "路口：地图上没有无名路"),
        ("甲路", "乙路", "路口：地图上没有甲路、乙路"),
    ],
)
def test_lines_that_do_not_meet_have_no_crossing(
    town_rungs: Rungs, first: str, second: str, why: str
) -> None:
    assert town_rungs.crossing(first, second) == why


# --- whole lines -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("中和路", "road"),
        ("新开路", "road"),
        ("清溪", "line"),
        ("清溪河", "line"),
        ("77号线", "line"),
        ("轨道交通77号线", "line"),
    ],
)
def test_a_whole_line_is_found_by_its_names(town_rungs: Rungs, name: str, method: str) -> None:
    assert hit_of(town_rungs.whole(name)).method == method


def test_a_whole_road_ends_at_the_border_of_the_district(town_rungs: Rungs, grid: Grid) -> None:
    assert grid(hit_of(town_rungs.whole("跨界路")).shape) == [(15, 2), (20, 2)]


def test_a_road_named_by_people_says_so(town_rungs: Rungs) -> None:
    assert "名称据way_names.csv（推断）" in hit_of(town_rungs.whole("银杏路")).note


@pytest.mark.parametrize(
    ("name", "why"),
    [("远东路", "线路：远东路不在本区内"), ("竹林二路", "线路：地图上没有竹林二路")],
)
def test_a_line_elsewhere_is_refused(town_rungs: Rungs, name: str, why: str) -> None:
    assert town_rungs.whole(name) == why


def test_a_hit_carries_its_object_and_the_date_of_the_data(town_rungs: Rungs) -> None:
    hit = hit_of(town_rungs.whole("断桥路"))
    assert (hit.source, hit.source_id, hit.snapshot) == ("OpenStreetMap", "111 112", "2026-03-08")


# --- addresses -------------------------------------------------------------------------------


def test_a_known_number_is_where_it_is_known(town_rungs: Rungs, grid: Grid) -> None:
    hit = hit_of(address(town_rungs, "中和路300号"))
    assert (hit.method, hit.source_id, grid(hit.shape)) == ("address", "node/9005", [(6, 10.2)])


@pytest.mark.parametrize(("number", "column"), [(150, 13.5), (200, 11), (250, 8.5)])
def test_a_number_between_two_known_ones_is_read_off(
    town_rungs: Rungs, grid: Grid, number: int, column: float
) -> None:
    hit = hit_of(address(town_rungs, f"中和路{number}号"))
    assert grid(hit.shape)[0] == pytest.approx((column, 10), abs=0.5)
    assert hit.note.startswith("在已知门牌之间内插（最近的已知门牌：")


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("中和路320号", "按已知门牌向外推算"),
        ("长安大道100号", "该路只有一个已知门牌"),
        ("北山路50号", "该路没有已知门牌，按本市门牌惯例推算"),
        ("跨界路9号", "该路没有已知门牌，取路中"),
    ],
)
def test_a_number_says_how_it_was_found(town_rungs: Rungs, text: str, how: str) -> None:
    assert hit_of(address(town_rungs, text)).note.startswith(how)


def test_a_claim_grows_with_the_distance_to_known_numbers(town_rungs: Rungs) -> None:
    texts = ("中和路100号", "中和路200号", "中和路350号", "中和路400号")
    claims = [hit_of(address(town_rungs, text)).accuracy_m for text in texts]
    assert claims == sorted(set(claims))


def test_two_roads_beside_it_bracket_a_number(town_rungs: Rungs, grid: Grid) -> None:
    free = hit_of(address(town_rungs, "中和路350号"))
    held = hit_of(address(town_rungs, "中和路350号", "竹林路", "东湖路"))
    assert grid(free.shape)[0][0] < 8 <= grid(held.shape)[0][0] <= 14
    assert held.accuracy_m == pytest.approx(572 / 2 + 25, abs=5)


def test_a_known_number_needs_no_bracket(town_rungs: Rungs) -> None:
    plain = address(town_rungs, "中和路300号")
    assert address(town_rungs, "中和路300号", "竹林路", "东湖路") == plain


def test_a_bracket_that_is_not_on_the_map_changes_nothing(town_rungs: Rungs) -> None:
    plain = address(town_rungs, "中和路200号")
    assert address(town_rungs, "中和路200号", "竹林路", "无名路") == plain


def test_numbers_of_the_district_count_beside_those_of_the_gazetteer(
    town_rungs: Rungs, grid: Grid
) -> None:
    known = KnownNumber(8, "号", 121.418, 31.1161, "北山路8号 邮局", osm_id="1")
    rungs = Rungs(town_rungs.gazetteer, numbers={"北山路": [known]})
    hit = hit_of(address(rungs, "北山路8号"))
    assert (hit.source_id, grid(hit.shape)) == ("北山路8号 邮局", [(18, 16.1)])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("无名路3号", "门牌：地图上没有无名路"),
        ("中和路99999号", "门牌：按已知门牌推算，地图范围内的中和路没有99999号"),
    ],
)
def test_a_number_on_no_road_is_refused(town_rungs: Rungs, text: str, why: str) -> None:
    assert address(town_rungs, text) == why
