"""Plots by their bounds on a map: which block is meant, how sure that is, or why there is none."""

from __future__ import annotations

import re

import pytest
import shapely
from shapely.geometry import Point, box
from shapely.geometry.base import BaseGeometry

from geo.accuracy import Claims
from geo.answer import Hit
from geo.bounds_text import parse_bounds
from geo.plots import SETBACK_M, WALL_M
from geo.rungs import Rungs
from geo.said import Side
from tests.geo.conftest import Plan

BLOCK_M = Claims().metres("bounds", "block")
BOX = (1000, 1000, 1600, 1400)


def draw(plan: Plan, west: float, south: float, east: float, north: float) -> None:
    """Draw four roads around a rectangle, each 200 m longer at both ends."""
    plan.road("西路", (west, south - 200), (west, south), (west, north), (west, north + 200))
    plan.road("东路", (east, south - 200), (east, south), (east, north), (east, north + 200))
    plan.road("南路", (west - 200, south), (west, south), (east, south), (east + 200, south))
    plan.road("北路", (west - 200, north), (west, north), (east, north), (east + 200, north))


def ask(plan: Plan, text: str) -> Hit | str:
    plots = parse_bounds(text)
    assert plots, text
    return Rungs(plan.gazetteer()).bounds(*plots)


def found(plan: Plan, text: str) -> tuple[Hit, BaseGeometry]:
    hit = ask(plan, text)
    assert isinstance(hit, Hit), hit
    shape = plan.seen(hit.shape)
    assert shape.is_valid
    for part in shapely.get_parts(hit.shape):
        assert part.exterior.is_ccw
    return hit, shape


def same(shape: BaseGeometry, west: float, south: float, east: float, north: float) -> bool:
    """Tell whether a shape is a rectangle but for the streets around it."""
    street = WALL_M + SETBACK_M
    wanted = box(west + street, south + street, east - street, north - street)
    return bool(shape.symmetric_difference(wanted).area < 0.02 * wanted.area)


ROUND = "东至东路、南至南路、西至西路、北至北路"


def test_four_roads_enclose_a_block_with_its_area(plan: Plan) -> None:
    draw(plan, *BOX)
    hit, shape = found(plan, ROUND)
    assert same(shape, *BOX)
    assert (hit.method, hit.accuracy_m) == ("bounds", BLOCK_M)
    assert (hit.source_id, hit.note) == ("东路、南路、西路、北路", "四至围合面积约210000平方米")


@pytest.mark.parametrize(
    "text",
    [
        "北路以南、西路以东、南路以北、东路以西",
        "东路、南路、西路、北路围合",
        "东至东路、南至南路、西至西路",
        "东至东路（大江）、南至南路、西至西路、北至北路",
        "东至大江（东路）、南至南路、西至西路、北至北路",
    ],
)
def test_all_wordings_mean_the_same_block(plan: Plan, text: str) -> None:
    draw(plan, *BOX)
    if "北至" not in text and "北路" not in text:
        plan.road("西路", (1000, 1400), (1600, 1400))
    assert same(found(plan, text)[1], *BOX)


def test_a_minor_road_does_not_cut_the_block(plan: Plan) -> None:
    draw(plan, *BOX)
    plan.road("弄堂路", (1000, 1200), (1600, 1200))
    plan.road("", (1300, 1000), (1300, 1400))
    assert same(found(plan, ROUND)[1], *BOX)


# --- the compass words ---------------------------------------------------------------------------


def ladder(plan: Plan) -> None:
    """Draw two uprights, and a road that crosses them four times: three blocks, all alike."""
    plan.road("西路", *((1000, y) for y in (800, 1000, 1400, 1800, 2200, 2400)))
    plan.road("东路", *((1600, y) for y in (800, 1000, 1400, 1800, 2200, 2400)))
    for y in (1000, 1400):
        plan.road("环路", (900, y), (1000, y), (1600, y), (1700, y))
    for y in (1800, 2200):
        plan.road("环路", (900, y), (1000, y), (1600, y), (1700, y))


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("东至东路、西至西路、南至桥路、北至环路", (1000, 1400, 1600, 1800)),
        ("东至东路、西至西路、北至桥路、南至环路", (1000, 1000, 1600, 1400)),
    ],
)
def test_the_stated_side_decides_between_blocks(
    plan: Plan, text: str, block: tuple[float, float, float, float]
) -> None:
    plan.road("西路", *((1000, y) for y in (800, 1000, 1400, 1800, 2000)))
    plan.road("东路", *((1600, y) for y in (800, 1000, 1400, 1800, 2000)))
    plan.road("桥路", (900, 1400), (1000, 1400), (1600, 1400), (1700, 1400))
    for y in (1000, 1800):
        plan.road("环路", (900, y), (1000, y), (1600, y), (1700, y))
    assert same(found(plan, text)[1], *block)


def test_parts_beside_each_other_are_drawn_together_where_no_side_tells_them_apart(
    plan: Plan,
) -> None:
    ladder(plan)
    hit, shape = found(plan, "东路、西路、环路围合")
    assert hit.shape.geom_type == "MultiPolygon"
    assert len(shapely.get_parts(shape)) == 3
    assert "这几边把地分成3块，一并画出" in hit.note


def test_blocks_far_apart_are_not_chosen_between(plan: Plan) -> None:
    plan.road("西路", (1000, 300), (1000, 3700))
    plan.road("东路", (1600, 300), (1600, 3700))
    for y in (500, 900, 3000, 3400):
        plan.road("甲路" if y in {500, 3000} else "乙路", (900, y), (1700, y))
    # Between the two lies ground that touches both roads too, but with them on the other sides.
    why = "四至：地图上有2块不相连的地都与这几边相接，无法断定是哪一块"
    assert ask(plan, "东至东路、西至西路、南至甲路、北至乙路") == why
    assert same(found(plan, "东至东路、西至西路、南至乙路、北至甲路")[1], 1000, 900, 1600, 3000)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "东至西路、南至南路、西至东路、北至北路",
            "四至：与地图不符，写东至西路，而地图上它在西侧",
        ),
        (
            "南路以南、西路以东、北路以北、东路以西",
            "四至：与地图不符，写北至南路，而地图上它在南侧",
        ),
    ],
)
def test_bounds_against_the_map_are_refused(plan: Plan, text: str, why: str) -> None:
    draw(plan, *BOX)
    assert ask(plan, text) == why


def test_a_wider_gap_is_closed_rather_than_taking_the_block_on_the_wrong_side(plan: Plan) -> None:
    plan.road("西路", *((1000, y) for y in (800, 1000, 1400, 1800, 2000)))
    plan.road("东路", (1600, 1080), (1600, 1400), (1600, 1800), (1600, 2000))
    plan.road("桥路", (900, 1400), (1000, 1400), (1600, 1400), (1700, 1400))
    for y in (1000, 1800):
        plan.road("环路", (900, y), (1000, y), (1700, y))
    # The northern block is closed, but the text has the bridge road in the north.
    hit, shape = found(plan, "东至东路、西至西路、北至桥路、南至环路")
    assert same(shape, 1000, 1000, 1600, 1400)
    assert "最宽约80米" in hit.note


def test_bounds_a_quarter_turn_off_are_drawn_and_noted(plan: Plan) -> None:
    draw(plan, *BOX)
    hit, shape = found(plan, "北至东路、东至南路、南至西路、西至北路")
    assert same(shape, *BOX)
    assert "写北至东路，而地图上它在东侧，仍按这几边围合" in hit.note


def test_slanting_streets_are_called_by_the_nearer_compass_word(plan: Plan) -> None:
    corners = [(1500, 1000), (2000, 1500), (1500, 2000), (1000, 1500), (1500, 1000)]
    for name, a, b in zip("南东北西", corners, corners[1:], strict=False):
        plan.road(f"{name}路", a, b)
    for text in (ROUND, "东南至南路、东北至东路、西北至北路、西南至西路"):
        hit, shape = found(plan, text)
        assert shape.area == pytest.approx(461_000, rel=0.01)
        assert "而地图上" not in hit.note


def test_two_sides_may_share_a_line(plan: Plan) -> None:
    plan.road("弯路", (800, 1000), (1600, 1000), (1600, 1600))
    plan.road("西路", (1000, 800), (1000, 1600))
    plan.road("北路", (800, 1400), (1800, 1400))
    assert same(found(plan, "东、南至弯路，西至西路，北至北路")[1], *BOX)
    assert isinstance(ask(plan, "东、北至弯路，西至西路，南至北路"), str)


# --- sides that are no roads ---------------------------------------------------------------------


def test_rivers_rails_metro_and_the_border_are_sides(plan: Plan) -> None:
    plan.river("清河", (3000, 0), (3000, 4000))
    plan.add("way", box(2970, 0, 3030, 4000), natural="water", water="river")
    rail = shapely.LineString([(0, 2000), (4000, 2000)])
    plan.add("way", rail, railway="rail", name="沪远铁路")
    plan.road("城南高速公路", (0, 1500), (4000, 1500), highway="motorway")
    _, shape = found(plan, "东至清河、南至城南高速、北至沪远铁路、西至方格区界")
    assert same(shape, 0, 1500, 2970, 2000)


def test_the_surface_of_a_wider_river_is_not_that_of_its_arm(plan: Plan) -> None:
    plan.river("大江", (2000, 0), (2000, 4000))
    plan.add("way", box(1800, 0, 2200, 4000), natural="water", water="river")
    plan.river("小浜", (1000, 2000), (2000, 2000))
    plan.road("西路", (1200, 1200), (1200, 2400))
    plan.road("南路", (1000, 1500), (1700, 1500))
    # 小浜 runs 200 m in the water of 大江, which is not for that its own: the east stays open.
    why = ask(plan, "南至南路、西至西路、北至小浜、东至南路")
    assert isinstance(why, str)
    assert same(found(plan, "南至南路、西至西路、北至小浜、东至大江")[1], 1200, 1500, 1800, 2000)


def test_a_place_with_an_outline_is_a_side(plan: Plan) -> None:
    draw(plan, *BOX)
    plan.add("way", box(1500, 900, 1900, 1500), name="方格南站", railway="station", building="yes")
    plan.add("node", Point(1300, 1200), name="方格书店", shop="books")
    hit, shape = found(plan, "东至方格南站、南至南路、西至西路、北至北路")
    assert same(shape, 1000, 1000, 1500, 1400)
    assert "方格南站按它在地图上的轮廓" in hit.note
    why = ask(plan, "东至方格书店、南至南路、西至西路")
    assert why == "四至：方格书店在地图上只有一点，没有轮廓"


def test_a_place_inside_the_ring_of_roads_ends_the_plot_at_its_near_wall(plan: Plan) -> None:
    draw(plan, *BOX)
    plan.add("way", box(1300, 1120, 1450, 1285), name="方格南站", railway="station", building="yes")
    hit, shape = found(plan, "东至方格南站、南至南路、西至西路、北至北路")
    assert same(shape, 1000, 1000, 1300, 1400)
    assert "四至有缺口，最宽约120米，已直接连上" in hit.note


def test_one_of_two_places_of_a_name_is_not_taken(plan: Plan) -> None:
    draw(plan, *BOX)
    for x in (1500, 3000):
        plan.add("way", box(x, 900, x + 300, 1500), name="方格公园", leisure="park")
    why = ask(plan, "东至方格公园、南至南路、西至西路、北至北路")
    assert why == "四至：地图上有2处方格公园，无法断定是哪一处"


# --- a side that no map has ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["规划道路", "规划一路", "拟建甲路", "市政支路"])
def test_a_side_yet_to_be_built_is_closed_by_the_nearest_road_beyond(plan: Plan, name: str) -> None:
    draw(plan, *BOX)
    plan.road("远北路", (500, 2000), (2500, 2000))
    plan.road("短路", (1000, 1200), (1300, 1200))  # does not reach the eastern road
    for known in ("北路", "远北路"):
        assert plan.gazetteer().road_edges(known)
    hit, shape = found(plan, f"东至东路、南至南路、西至西路、北至{name}")
    assert same(shape, *BOX)
    assert f"北侧：地图上没有{name}，按更外侧的北路围合，实际地块不大于此" in hit.note
    assert hit.accuracy_m == pytest.approx(BLOCK_M + 200, abs=10)


def test_a_side_yet_to_be_built_is_left_open_where_the_next_road_is_far(plan: Plan) -> None:
    plan.road("西路", (1000, 0), (1000, 3900))
    plan.road("东路", (1600, 0), (1600, 3900))
    plan.road("南路", (0, 1000), (3900, 1000))
    plan.road("远北路", (0, 2100), (3900, 2100))
    why = ask(plan, "东至东路、南至南路、西至西路、北至规划道路")
    assert why == "四至：地图上没有规划道路，其余三边也没有更外侧的道路合成一小块地"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("东至东路、南至甲新路、西至乙新路、北至北路", "四至：地图上没有甲新路、地图上没有乙新路"),
        ("东路、南路、西路、甲新路围合", "四至：地图上没有甲新路"),
        ("东至东路、南至南路、北至甲新路", "四至：地图上没有甲新路"),
        ("东至东路、南至南路、西至西路、北至乌有路", "四至：地图上没有乌有路"),
        (
            "东、南至东路，西至西路，北至规划道路",
            "四至：地图上没有规划道路，其余三边也没有更外侧的道路合成一小块地",
        ),
    ],
)
def test_what_else_is_unknown_is_refused(plan: Plan, text: str, why: str) -> None:
    draw(plan, *BOX)
    assert ask(plan, text) == why


# --- corners and gaps ----------------------------------------------------------------------------


def test_an_open_corner_is_told_and_costs_accuracy(plan: Plan) -> None:
    draw(plan, *BOX)
    plan.features = [f for f in plan.features if f.tags.get("name") != "东路"]
    plan.road("东路", (1600, 1080), (1600, 1600))
    hit, shape = found(plan, ROUND)
    assert same(shape, *BOX)
    assert "四至有缺口，最宽约80米，已直接连上" in hit.note
    assert hit.accuracy_m == BLOCK_M + 40


def test_a_side_left_out_costs_accuracy(plan: Plan) -> None:
    plan.road("弯路", (800, 1000), (1600, 1000), (1600, 1600))
    plan.road("西路", (1000, 800), (1000, 1600))
    plan.road("北路", (800, 1400), (1800, 1400))
    assert found(plan, "弯路、西路、北路围合")[0].accuracy_m == BLOCK_M + 100


def test_two_sides_give_the_corner_with_a_wide_radius(plan: Plan) -> None:
    draw(plan, *BOX)
    hit = ask(plan, "西路以东、北路以南地块")
    assert isinstance(hit, Hit)
    assert (hit.method, plan.seen(hit.shape).equals(Point(1000, 1400))) == ("crossing", True)
    assert hit.accuracy_m == 500
    assert "地块在西路与北路路口的东南角" in hit.note


def test_two_sides_that_do_not_meet_once_give_nothing(plan: Plan) -> None:
    draw(plan, *BOX)
    plan.road("远路", (3000, 3000), (3600, 3000))
    why = ask(plan, "西路以东、远路以南")
    assert why == "四至：只写了两边，西路与远路在地图上不相交，无法断定是哪个角"


# --- several plots, and what is no plot ----------------------------------------------------------


def test_two_plots_are_drawn_as_two(plan: Plan) -> None:
    draw(plan, *BOX)
    plan.road("远东路", (2000, 800), (2000, 1600))
    plan.road("南路", (1800, 1000), (2200, 1000))
    plan.road("北路", (1800, 1400), (2200, 1400))
    text = f"甲地块：{ROUND}；乙地块：东至远东路、南至南路、西至东路、北至北路"
    hit, shape = found(plan, text)
    assert [round(part.bounds[0], -1) for part in shapely.get_parts(shape)] == [1010, 1610]
    hit, shape = found(plan, text.replace("远东路", "无名路").replace("西至东路", "西至怪路"))
    assert same(shape, *BOX)
    assert "另一块没有画出" in hit.note


def test_a_corner_is_not_drawn_beside_a_plot(plan: Plan) -> None:
    draw(plan, *BOX)
    plots = [*parse_bounds(ROUND), *parse_bounds("西路以西、北路以北")]
    hit = Rungs(plan.gazetteer()).bounds(*plots)
    assert isinstance(hit, Hit)
    assert same(plan.seen(hit.shape), *BOX)
    assert "另一块没有画出（四至只写了两边：地块在西路与北路路口的西北角" in hit.note


def test_half_a_city_is_no_plot(plan: Plan) -> None:
    draw(plan, 500, 500, 3500, 3500)
    why = ask(plan, ROUND)
    assert why == "四至：围出的地有约8.9平方公里，不像一个地块，请核对四边"


def test_a_traffic_island_is_no_plot(plan: Plan) -> None:
    draw(plan, 1000, 1000, 1030, 1030)
    why = str(ask(plan, ROUND))
    assert re.fullmatch("四至：围出的地只有约3[23]0平方米，不像一个地块，请核对四边", why)


def test_the_side_that_is_far_from_the_others_is_named(plan: Plan) -> None:
    draw(plan, *BOX)
    plan.road("孤路", (3000, 3000), (3600, 3000))
    why = ask(plan, "东至孤路、南至南路、西至西路、北至北路")
    assert isinstance(why, str)
    assert why.startswith("四至：孤路、南路、西路、北路在地图上围不成一块地（孤路离最近的一边也有")


def test_sides_without_names_are_refused(plan: Plan) -> None:
    draw(plan, *BOX)
    rungs = Rungs(plan.gazetteer())
    assert rungs.bounds([]) == rungs.bounds(["", Side("东", ())]) == "四至：没有写出四边"


def test_the_same_question_has_the_same_bytes(plan: Plan) -> None:
    draw(plan, *BOX)
    gazetteer = plan.gazetteer()
    answers = [Rungs(gazetteer).bounds(*parse_bounds(ROUND)) for _ in range(2)]
    assert isinstance(answers[0], Hit)
    assert isinstance(answers[1], Hit)
    assert answers[0].shape.wkb == answers[1].shape.wkb
