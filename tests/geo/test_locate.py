"""The ladder: which rung wins, what stands beside it, and what is never placed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.answer import Answer, Query
from geo.gazetteer import Gazetteer
from geo.locate import Locator
from seeds.records import Correction, KnownAddress, LocatorFact, Project, Trap

MakeProject = Callable[..., Project]
MakeFact = Callable[..., LocatorFact]
InTown = Callable[..., Locator]
Grid = Callable[[BaseGeometry], list[tuple[float, float]]]


def ask(locator: Locator, name: str, **known: str) -> Answer:
    return locator.locate(Query("1", name, **known))  # type: ignore[arg-type]


def correction(project: Project, column: str, old: str, new: str) -> Correction:
    return Correction(project.id, column, old, new, "看过现场", "规划员", "2024-06-01")


# --- projects: which rung wins ---------------------------------------------------------------


def test_a_stated_stretch_is_drawn_as_stated(
    in_town: InTown, make_project: MakeProject, grid: Grid
) -> None:
    road = make_project("中和路", "road_segment", road_from="东湖路", road_to="西园路")
    answer = in_town(road).locate_project(road)
    assert answer.geometry is not None
    assert (answer.method, grid(answer.geometry)[0]) == ("stretch", (14, 10))


def test_works_named_after_a_road_are_drawn_on_that_road(
    in_town: InTown, make_project: MakeProject
) -> None:
    works = make_project("中和路生态景观道路", "road_segment", road_from="东湖路", road_to="西园路")
    assert in_town(works).locate_project(works).source_id == "102"


def test_an_intersection_is_a_point(in_town: InTown, make_project: MakeProject) -> None:
    cross = make_project("三角口", "intersection", road_from="中和路", road_to="西园路")
    assert in_town(cross).locate_project(cross).method == "crossing"


def test_a_checked_place_decides_between_two_crossings(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact, grid: Grid
) -> None:
    cross = make_project("三角地", "intersection", road_from="弯月路", road_to="南浦路")
    fact = make_fact("point", "121.403", "31.104")
    answer = in_town(cross, locators=(fact,)).locate_project(cross)
    assert answer.geometry is not None
    assert grid(answer.geometry) == [(4, 4)]


def test_a_checked_stretch_comes_before_a_stated_one_that_is_only_in_part(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact
) -> None:
    road = make_project("竹林路", "road_segment", road_from="北山路", road_to="中和路")
    fact = make_fact("stretch", "竹林路", "南浦路", "中和路", name="竹林路")
    answer = in_town(road, locators=(fact,)).locate_project(road)
    assert (answer.method, answer.note) == ("stretch", "报告写北山路-中和路，按南浦路-中和路画出")
    assert answer.runner_up.startswith("stretch_partial 107（")


def test_a_stated_stretch_that_runs_through_needs_no_checked_one(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact, grid: Grid
) -> None:
    road = make_project("竹林路", "road_segment", road_from="长安大道", road_to="中和路")
    fact = make_fact("stretch", "竹林路", "南浦路", "中和路", name="竹林路")
    answer = in_town(road, locators=(fact,)).locate_project(road)
    assert answer.geometry is not None
    assert (answer.method, grid(answer.geometry)[0]) == ("stretch", (8, 7.1))


def test_a_new_road_is_sketched_where_the_checked_facts_say(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact, grid: Grid
) -> None:
    road = make_project("思源路", "road_segment", road_from="西园路", road_to="竹林路")
    fact = make_fact("point", "121.405", "31.106", name="思源路")
    answer = in_town(road, locators=(fact,)).locate_project(road)
    assert answer.geometry is not None
    assert (answer.method, grid(answer.geometry)) == ("stretch_partial", [(2, 6), (8, 6)])
    assert answer.note.startswith("示意")


@pytest.mark.parametrize("kind", ["road", "river", "tunnel"])
def test_a_whole_road_or_river_is_drawn_whole(
    in_town: InTown, make_project: MakeProject, kind: str
) -> None:
    name, method = ("清溪", "line") if kind == "river" else ("跨界路", "road")
    whole = make_project(name, kind, placeable="line")
    assert in_town(whole).locate_project(whole).method == method


def test_a_green_belt_along_a_river_is_drawn_along_it(
    in_town: InTown, make_project: MakeProject
) -> None:
    belt, spot = make_project("清溪", "green", placeable="line"), make_project("清溪", "green")
    assert in_town(belt).locate_project(belt).method == "line"
    assert in_town(spot).locate_project(spot).geometry is None


def test_a_fact_that_cannot_be_carried_out_gives_no_hint(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact, grid: Grid
) -> None:
    road = make_project("思源路", "road_segment", road_from="西园路", road_to="竹林路")
    facts = (
        make_fact("crossing", "中和路", "无名路", name="思源路"),
        make_fact("point", "121.405", "31.106", name="思源路", rank=2),
    )
    answer = in_town(road, locators=facts).locate_project(road)
    assert answer.geometry is not None
    assert grid(answer.geometry) == [(2, 6), (8, 6)]


def test_a_road_with_one_stated_end_is_no_stretch(
    in_town: InTown, make_project: MakeProject
) -> None:
    road = make_project("跨界路", "road", road_from="西园路", placeable="line")
    assert in_town(road).locate_project(road).method == "road"


def test_a_new_road_known_only_as_an_area_is_no_end_of_another(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact
) -> None:
    one = make_project("新甲路", "road_segment", road_from="西园路", road_to="无名路")
    two = make_project("新乙路", "road_segment", road_from="新甲路", road_to="西园路")
    fact = make_fact("bounds", "北山路", "东湖路", "中和路", "西园路", name="新甲路")
    answer = in_town(one, two, locators=(fact,)).locate_project(two)
    assert answer.tried[0] == "路段：地图上没有新乙路，也没有它的一端新甲路"


def test_a_metro_line_on_no_map_runs_through_its_checked_stations(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact
) -> None:
    line = make_project("88号线", "metro_line", placeable="line")
    spots = enumerate(["121.402", "121.410", "121.418"], start=1)
    facts = [make_fact("osm", x, "31.105", str(n), name="88号线", rank=n) for n, x in spots]
    answer = in_town(line, locators=tuple(facts)).locate_project(line)
    assert (answer.method, answer.note[:2]) == ("line", "示意")


def test_a_subdistrict_is_found_as_an_area(in_town: InTown, make_project: MakeProject) -> None:
    area = make_project("西园街道", "area", placeable="area")
    answer = in_town(area).locate_project(area)
    assert (answer.method, answer.source_id) == ("place", "relation/402")


def test_a_checked_fact_comes_before_the_object_of_that_name(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact
) -> None:
    park = make_project("青溪公园", "park")
    fact = make_fact("bounds", "北山路", "东湖路", "中和路", "西园路", name="青溪公园")
    answer = in_town(park, locators=(fact,)).locate_project(park)
    assert answer.method == "bounds"
    assert answer.runner_up.startswith("place way/201（")


def test_a_coarse_fact_gives_way_to_the_object_of_that_name(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact
) -> None:
    park = make_project("青溪公园", "park")
    fact = make_fact("point", "121.415", "31.115", name="青溪公园", accuracy_m=900)
    answer = in_town(park, locators=(fact,)).locate_project(park)
    assert (answer.method, answer.source_id) == ("place", "way/201")


def test_facts_go_by_rank(in_town: InTown, make_project: MakeProject, make_fact: MakeFact) -> None:
    plot = make_project()
    facts = (
        make_fact("crossing", "南浦路", "西园路", rank=2, accuracy_m=100),
        make_fact("crossing", "中和路", "西园路", rank=1, accuracy_m=150),
    )
    answer = in_town(plot, locators=facts).locate_project(plot)
    assert (answer.source_id, answer.accuracy_m) == ("中和路×西园路", 150)
    assert answer.runner_up == "crossing 南浦路×西园路（665 m）"


def test_a_fact_with_half_the_radius_goes_first(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact
) -> None:
    plot = make_project()
    facts = (
        make_fact("crossing", "中和路", "西园路", rank=1, accuracy_m=300),
        make_fact("crossing", "南浦路", "西园路", rank=2, accuracy_m=150),
    )
    answer = in_town(plot, locators=facts).locate_project(plot)
    assert answer.source_id == "南浦路×西园路"


def test_a_fact_that_cannot_be_carried_out_is_told_and_the_next_one_is_used(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact
) -> None:
    plot = make_project()
    facts = (
        make_fact("crossing", "中和路", "无名路", rank=1),
        make_fact("crossing", "中和路", "西园路", rank=2),
    )
    answer = in_town(plot, locators=facts).locate_project(plot)
    assert (answer.source_id, answer.tried) == ("中和路×西园路", ("路口：地图上没有无名路",))


def test_a_stated_address_is_used_where_nobody_checked_better(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact
) -> None:
    house = make_project("丁楼", "office_park", address="中和路300号")
    fact = make_fact("point", "121.404", "31.104", name="丁楼")
    assert in_town(house).locate_project(house).method == "address"
    assert in_town(house, locators=(fact,)).locate_project(house).method == "place"


def test_a_stated_crossing_is_used_where_nothing_else_is_known(
    in_town: InTown, make_project: MakeProject
) -> None:
    house = make_project("丁楼", "office_park", address="南浦路近西园路")
    answer = in_town(house).locate_project(house)
    assert (answer.method, answer.accuracy_m) == ("crossing", 150)
    park = make_project("青溪公园", "park", address="南浦路近西园路")
    assert in_town(park).locate_project(park).source_id == "way/201"


def test_an_address_that_cannot_be_read_is_told(in_town: InTown, make_project: MakeProject) -> None:
    house = make_project("甲楼", "office_park", address="桥头")
    answer = in_town(house).locate_project(house)
    assert (answer.method, answer.tried) == ("place", ("门牌：看不懂“桥头”",))


def test_a_known_number_of_the_district_is_used(in_town: InTown, make_project: MakeProject) -> None:
    house = make_project("丁楼", "office_park", address="北山路8号")
    known = KnownAddress("北山路", "8", "号", "邮局", 121.418, 31.1161, "1", "pois", "OSM")
    answer = in_town(house, addresses=(known,)).locate_project(house)
    assert (answer.method, answer.source_id) == ("address", "北山路8号 邮局")


def test_a_known_number_without_a_position_is_passed_over(
    in_town: InTown, make_project: MakeProject
) -> None:
    house = make_project("丁楼", "office_park", address="北山路8号")
    known = KnownAddress("北山路", "8", "号", "邮局", None, None, "1", "pois", "OSM")
    answer = in_town(house, addresses=(known,)).locate_project(house)
    assert answer.note == "该路没有已知门牌，按本市门牌惯例推算"


def test_a_doubted_object_keeps_the_wider_radius_of_the_fact(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact
) -> None:
    park = make_project("青溪公园", "park")
    fact = make_fact("osm", "121.405", "31.109", "201", "青溪公园", name="青溪公园",
                     accuracy_m=800, note="可能指另一处")  # fmt: skip
    answer = in_town(park, locators=(fact,)).locate_project(park)
    assert (answer.method, answer.accuracy_m, answer.note) == ("place", 800, "可能指另一处")


def test_a_doubt_about_another_object_changes_nothing(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact
) -> None:
    park = make_project("青溪公园", "park")
    fact = make_fact("osm", "121.41", "31.115", "210", "新青大学", name="青溪公园", accuracy_m=800)
    answer = in_town(park, locators=(fact,)).locate_project(park)
    assert (answer.source_id, answer.accuracy_m) == ("way/201", 60)


def test_a_thing_lies_somewhere_in_its_parent(in_town: InTown, make_project: MakeProject) -> None:
    hall = make_project("礼堂", "culture", parent="新青大学")
    answer = in_town(hall).locate_project(hall)
    assert (answer.method, answer.note) == ("part_of", "位置取自所属的新青大学")
    assert answer.tried == ("地名：地名库里没有“礼堂”",)


def test_a_parent_may_be_a_project_that_is_located_itself(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact
) -> None:
    site, hall = make_project(), make_project("礼堂", "culture", parent="三角地")
    locator = in_town(site, hall, locators=(make_fact("point", "121.404", "31.104"),))
    assert locator.locate_project(hall).geometry == Point(121.404, 31.104)


def test_a_checked_larger_place_comes_before_the_stated_one(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact
) -> None:
    hall = make_project("礼堂", "culture", parent="西园街道")
    fact = make_fact("part_of", "新青大学", name="礼堂", accuracy_m=222)
    answer = in_town(hall, locators=(fact,)).locate_project(hall)
    assert (answer.method, answer.accuracy_m) == ("part_of", 222)
    assert answer.runner_up.startswith("area relation/402（")


def test_a_name_that_says_its_subdistrict_is_drawn_as_that_area(
    in_town: InTown, make_project: MakeProject
) -> None:
    plot = make_project("东湖街道244-14地块")
    assert in_town(plot).locate_project(plot).method == "area"


def test_two_that_are_part_of_each_other_are_not_placed(
    in_town: InTown, make_project: MakeProject
) -> None:
    one, two = make_project("甲地", parent="乙地"), make_project("乙地", parent="甲地")
    locator = in_town(one, two)
    assert [locator.locate_project(p).geometry for p in (one, two)] == [None, None]


@pytest.mark.parametrize(("zone", "method"), [("西片", "zone"), ("", "none")])
def test_what_has_no_place_lists_all_that_was_tried(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact, zone: str, method: str
) -> None:
    lost = make_project("阳光花园", "residential", zone_reported=zone, address="无名路1号")
    fact = make_fact("none", "报告只有名称", name="阳光花园", accuracy_m=None)
    answer = in_town(lost, locators=(fact,)).locate_project(lost)
    assert (answer.geometry, answer.method) == (None, method)
    assert [text[:2] for text in answer.tried] in (["查证", "地名"], ["查证", "门牌", "地名"])


# --- projects: order does not matter ---------------------------------------------------------


@pytest.mark.parametrize("reverse", [False, True])
def test_two_new_roads_that_end_at_each_other_do_not_depend_on_the_order(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact, reverse: bool
) -> None:
    one = make_project("新甲路", "road_segment", road_from="西园路", road_to="新乙路")
    two = make_project("新乙路", "road_segment", road_from="新甲路", road_to="中和路")
    facts = (
        make_fact("point", "121.405", "31.106", name="新甲路"),
        make_fact("point", "121.407", "31.108", name="新乙路"),
    )
    locator = in_town(one, two, locators=facts)
    answers = [locator.locate_project(p) for p in ((two, one) if reverse else (one, two))]
    first, second = reversed(answers) if reverse else answers
    assert (first.method, second.method) == ("stretch_partial", "stretch_partial")
    assert shapely.to_wkt(first.geometry, 4) == "LINESTRING (121.402 31.106, 121.4075 31.106)"
    assert shapely.to_wkt(second.geometry, 4) == "LINESTRING (121.4075 31.106, 121.4075 31.11)"
    assert "新乙路、新甲路互为端点" in first.note
    assert (first.accuracy_m, second.accuracy_m) == (300, 300)


def test_new_roads_of_which_too_little_is_known_say_so(
    in_town: InTown, make_project: MakeProject
) -> None:
    one = make_project("新甲路", "road_segment", road_from="西园路", road_to="新乙路")
    two = make_project("新乙路", "road_segment", road_from="新甲路", road_to="中和路")
    answer = in_town(one, two).locate_project(one)
    assert answer.geometry is None
    assert "新乙路、新甲路互为端点，都不在地图上" in answer.tried[0]


# --- corrections -----------------------------------------------------------------------------


def test_a_correction_stands_above_all(in_town: InTown, make_project: MakeProject) -> None:
    lost = make_project("无处楼", "office_park")
    row = correction(lost, "position", "", "121.404,31.104")
    answer = in_town(lost, corrections=(row,)).locate_project(lost)
    assert (answer.method, answer.geometry) == ("correction", Point(121.404, 31.104))
    assert (answer.source, answer.note) == ("corrections.csv；规划员 2024-06-01", "看过现场")


def test_a_correction_of_what_is_no_longer_found_is_refused_and_told(
    in_town: InTown, make_project: MakeProject
) -> None:
    park = make_project("青溪公园", "park")
    row = correction(park, "position", "121.5,31.2", "121.404,31.104")
    answer = in_town(park, corrections=(row,)).locate_project(park)
    assert (answer.method, answer.source_id) == ("place", "way/201")
    assert "更正未采用" in answer.note


def test_a_corrected_radius_is_taken(in_town: InTown, make_project: MakeProject) -> None:
    park = make_project("青溪公园", "park")
    row = correction(park, "accuracy_m", "60.0", "250")
    assert in_town(park, corrections=(row,)).locate_project(park).accuracy_m == 250


# --- free names ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "own"), [("", True), ("green", True), ("culture", True), ("metro_station", False)]
)
def test_readers_may_differ_on_the_kind_of_a_site_but_not_on_a_station(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact, kind: str, own: bool
) -> None:
    garden = make_project("三角地", "park")
    fact = make_fact("point", "121.41", "31.11", name="三角地", accuracy_m=90)
    locator = in_town(garden, locators=(fact,))
    answer = locator.locate(Query("1", "三角地", kind=kind))
    assert (answer == locator.locate_project(garden)) == own


def test_a_rung_that_repeats_the_answer_is_no_runner_up(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact
) -> None:
    park = make_project("青溪公园", "park")
    fact = make_fact("osm", "121.4051", "31.1091", "201", "青溪公园", name="青溪公园")
    assert in_town(park, locators=(fact,)).locate_project(park).runner_up == ""


@pytest.mark.parametrize("name", ["三角地", "三 角地", "三角地块（青溪）", "西三角"])
def test_a_known_name_gives_the_answer_of_its_project(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact, name: str
) -> None:
    plot = make_project(label="三角地块（青溪）", aliases="西三角;东三角")
    locator = in_town(plot, locators=(make_fact("point", "121.404", "31.104"),))
    assert ask(locator, name) == locator.locate_project(plot)


def test_a_project_of_that_very_name_comes_before_one_with_that_alias(
    in_town: InTown, make_project: MakeProject
) -> None:
    one = make_project("青溪公园", "park", aliases="会展中心")
    two = make_project("会展中心", "culture")
    assert ask(in_town(one, two), "会展中心").source_id == "way/202"


def test_another_kind_is_another_thing(in_town: InTown, make_project: MakeProject) -> None:
    park = make_project("青溪公园", "park")
    assert ask(in_town(park), "青溪公园", kind="metro_station").source_id == "node/9001"


def test_other_ends_are_another_stretch(
    in_town: InTown, make_project: MakeProject, grid: Grid
) -> None:
    road = make_project("中和路", "road_segment", road_from="西园路", road_to="东湖路")
    answer = ask(in_town(road), "中和路", road_from="竹林路", road_to="东湖路")
    assert answer.geometry is not None
    assert grid(answer.geometry)[0] == (8, 10)


def test_a_project_asked_with_its_own_ends_gives_its_own_answer(
    in_town: InTown, make_project: MakeProject, make_fact: MakeFact
) -> None:
    road = make_project("思源路", "road_segment", road_from="西园路", road_to="竹林路")
    fact = make_fact("point", "121.405", "31.106", name="思源路")
    locator = in_town(road, locators=(fact,))
    own = locator.locate_project(road)
    assert ask(locator, "思源路", road_from="西园路", road_to="竹林路") == own
    turned = [
        ask(locator, "思源路", road_from="竹林路", road_to="西园路"),
        ask(locator, "思源路（竹林路-西园路）"),
    ]
    for answer in turned:
        assert own.geometry is not None
        assert answer.geometry == own.geometry.reverse()
        assert answer.accuracy_m == own.accuracy_m


def test_another_address_is_another_place(in_town: InTown, make_project: MakeProject) -> None:
    house = make_project("青溪里", "residential", address="中和路200号")
    locator = in_town(house)
    own = locator.locate_project(house)
    assert ask(locator, "青溪里", address="中和路200号") == own
    assert ask(locator, "青溪里", address="中和路300号").geometry != own.geometry


@pytest.mark.parametrize("known", [{}, {"kind": "school"}, {"zone": "西片"}])
def test_a_trap_is_refused_with_its_reason(in_town: InTown, known: dict[str, str]) -> None:
    trap = Trap("新青大学", "校址在外区", "001", 20, "")
    answer = ask(in_town(traps=(trap,)), "新青大学", **known)
    assert (answer.geometry, answer.method) == (None, "none")
    assert answer.tried == ("不作为地点：校址在外区",)


def test_without_a_district_only_the_gazetteer_counts(town_gazetteer: Gazetteer) -> None:
    assert ask(Locator(town_gazetteer), "青溪公园").source_id == "way/201"
