"""A bare name: which rung its wording calls for, and what follows when that one fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from geo.answer import Answer, Query
from geo.free import UNNUMBERED_M
from geo.locate import Locator

if TYPE_CHECKING:
    from tests.geo.conftest import Plan

MakeLocator = Callable[..., Locator]


@pytest.fixture
def ask(in_town: MakeLocator) -> Callable[..., Answer]:
    locator = in_town()

    def answer(name: str, **known: object) -> Answer:
        return locator.locate(Query("1", name, **known))  # type: ignore[arg-type]

    return answer


Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("中和路（西园路-东湖路）", "stretch"),
        ("中和路(西园路至东湖路段)", "stretch"),
        ("竹林路（中和路-北山路）", "stretch_partial"),
        ("南浦路和西园路路口", "crossing"),
        ("中和路与西园路交叉口", "crossing"),
        ("南浦路近西园路", "crossing"),
        ("南浦路×西园路", "crossing"),
        ("中和路西园路路口", "crossing"),
        ("东至东湖路、南至中和路、西至西园路、北至北山路", "bounds"),
        ("中和路100号", "address"),
        ("中和路100弄3号", "address"),
        ("青溪公园", "place"),
        ("青溪公园站", "place"),
        ("青溪区", "place"),
        ("西园街道", "place"),
        ("中和路", "road"),
        ("中和高架路", "road"),
        ("中和路（青溪段）", "road"),
        ("清溪河", "line"),
        ("77号线", "line"),
    ],
)
def test_the_wording_decides_the_rung(ask: Ask, name: str, method: str) -> None:
    assert ask(name).method == method


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("青溪公园（二期）（东）", "地名：地名库里没有“青溪公园（二期）（东）”"),
        ("南浦路和北山路路口", "路口：南浦路与北山路在地图上不相交"),
        ("无名路12号", "门牌：地图上没有无名路"),
        ("东至甲新路、南至中和路、西至西园路", "四至：地图上没有甲新路"),
        ("中和二路", "线路：地图上没有中和二路"),
        ("中和北路", "线路：地图上没有中和北路"),
        ("远东路", "线路：远东路不在本区内"),
        ("中和", "地名：地名库里没有“中和”"),
        ("78号线", "线路：地图上没有78号线"),
        ("中和路西园路", "线路：地图上没有中和路西园路"),
        ("阳光花园", "地名：“阳光花园”有2处（way/203、way/204），无法断定是哪一处"),
    ],
)
def test_what_is_not_found_lists_what_was_tried(ask: Ask, name: str, why: str) -> None:
    answer = ask(name)
    assert (answer.geometry, answer.method, answer.accuracy_m) == (None, "none", None)
    assert why in answer.tried
    assert not any(text.startswith("所属") for text in answer.tried)


def test_two_columns_of_a_table_make_a_stretch(ask: Ask) -> None:
    answer = ask("中和路", road_from="西园路", road_to="东湖路")
    assert answer.method == "stretch"


@pytest.mark.parametrize("known", [{"road_from": "西园路"}, {"road_to": "西园路"}])
def test_one_end_makes_no_stretch(ask: Ask, known: dict[str, str]) -> None:
    assert ask("中和路", **known).method == "road"


def test_two_columns_and_the_kind_make_a_crossing(ask: Ask) -> None:
    answer = ask("三角口", kind="intersection", road_from="西园路", road_to="中和路")
    assert answer.method == "crossing"


def test_an_address_comes_before_the_name(ask: Ask) -> None:
    answer = ask("青溪公园", address="中和路300号")
    assert (answer.method, answer.source_id) == ("address", "node/9005")


def test_an_address_that_cannot_be_read_is_told_and_the_name_is_asked(ask: Ask) -> None:
    answer = ask("青溪公园", address="桥头")
    assert (answer.method, answer.tried) == ("place", ("门牌：看不懂“桥头”",))


@pytest.mark.parametrize(
    "address",
    [
        "南浦路近西园路",
        "南浦路（近西园路）",
        "青溪区南浦路近西园路",
        "南浦路、西园路路口",
        "南浦路西园路交叉口东南角",
        "南浦路与西园路路口附近",
    ],
)
def test_an_address_may_be_a_crossing_that_is_only_near(ask: Ask, address: str) -> None:
    there, answer = ask("南浦路×西园路"), ask("无处楼", address=address)
    assert (answer.method, answer.geometry) == ("crossing", there.geometry)
    assert (there.accuracy_m or 0) < UNNUMBERED_M
    assert answer.accuracy_m == UNNUMBERED_M
    assert answer.note == f"地址“{address}”没有门牌号"


def test_an_address_may_be_a_stretch_beside_which_it_lies(ask: Ask) -> None:
    stretch, answer = (
        ask("中和路（西园路-东湖路）"),
        ask("无处楼", address="中和路（西园路-东湖路）"),
    )
    assert (answer.method, answer.geometry) == ("part_of", stretch.geometry)
    assert answer.accuracy_m == pytest.approx(0.45 * 1143 + UNNUMBERED_M, rel=0.1)


def test_an_address_may_be_a_plot_that_holds_it(ask: Ask) -> None:
    sides = "东至东湖路、南至中和路、西至西园路、北至北山路"
    plot, answer = ask(sides), ask("无处楼", address=sides)
    assert (answer.method, answer.geometry) == ("bounds", plot.geometry)


def test_the_place_itself_comes_before_an_address_without_a_number(ask: Ask) -> None:
    assert ask("青溪公园", address="南浦路近西园路").source_id == "way/201"


@pytest.mark.parametrize("address", ["南浦路近北山路", "长风区南浦路近西园路", "南浦路附近"])
def test_an_address_that_names_no_crossing_here_is_no_place(ask: Ask, address: str) -> None:
    answer = ask("无处楼", address=address)
    assert answer.geometry is None
    assert any(text.startswith(("路口：", "门牌：看不懂")) for text in answer.tried)


def test_an_alias_is_asked_after_the_name(ask: Ask) -> None:
    answer = ask("青溪绿地", aliases=("青溪公园",))
    assert (answer.source_id, answer.tried) == ("way/201", ("地名：地名库里没有“青溪绿地”",))


def test_the_parent_is_the_last_to_be_asked(ask: Ask) -> None:
    assert ask("青溪公园", parent="新青大学").source_id == "way/201"
    assert ask("图书馆", parent="新青大学").method == "part_of"


def test_where_only_the_zone_is_known_the_answer_says_so(ask: Ask) -> None:
    answer = ask("无处楼", zone="西片")
    assert (answer.geometry, answer.method) == (None, "zone")


@pytest.mark.parametrize(("kind", "source_id"), [("school", "way/207"), ("residential", "way/208")])
def test_the_kind_of_a_query_counts(ask: Ask, kind: str, source_id: str) -> None:
    assert ask("百合苑", kind=kind).source_id == source_id


@pytest.mark.parametrize(
    "name",
    [
        "长风市中和路（西园路-东湖路）",
        "广州中和路（西园路-东湖路）",
        "长风中和路（西园路-东湖路）",
        "长风市甲路（西园路-竹林路）",
        "长风市：东至东湖路、南至中和路、西至西园路、北至北山路",
        "广州东至东湖路、南至中和路、西至西园路、北至北山路",
        "长风市中和路与西园路路口",
        "中和路100号，长风市",
        "中和路100号（广州）",
    ],
)
def test_what_is_said_to_be_elsewhere_is_not_drawn_here(ask: Ask, name: str) -> None:
    assert ask(name).geometry is None


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("青溪区中和路（西园路-东湖路）", "stretch"),
        ("青溪区东至东湖路、南至中和路、西至西园路、北至北山路", "bounds"),
        ("工业园区东至东湖路、南至中和路、西至西园路、北至北山路", "bounds"),
        ("甲路（西园路-竹林路）", "stretch_partial"),
        ("规划甲路（西园路-竹林路）", "stretch_partial"),
        ("中和路100号，青溪区", "address"),
        ("中和路100号3楼", "address"),
    ],
)
def test_the_own_district_or_a_class_of_areas_is_not_elsewhere(
    ask: Ask, name: str, method: str
) -> None:
    assert ask(name).method == method


def test_no_road_is_taken_for_a_river_or_town_that_begins_like_it(plan: Plan) -> None:
    plan.road("平江路", (0, 1000), (4000, 1000))
    plan.road("中环路", (0, 2000), (4000, 2000))
    locator = Locator(plan.gazetteer())
    found = {name: locator.locate(Query("1", name)).method for name in ("平江", "平江路", "中环")}
    assert found == {"平江": "none", "平江路": "road", "中环": "road"}


@pytest.mark.parametrize("ends", [("甲路", "乙路"), ("西园路", "西园路")])
def test_where_the_stated_ends_fail_the_whole_road_is_no_answer(
    ask: Ask, ends: tuple[str, str]
) -> None:
    answer = ask("中和路", kind="road_segment", road_from=ends[0], road_to=ends[1])
    assert answer.geometry is None
