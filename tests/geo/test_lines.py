"""A line is found by its own name and by what people leave out or add, never by a near spelling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from shapely.geometry import LineString, box

from geo.lines import Named, NamedLines

Find = Callable[[str], Named | None]
ROADS = ("漕溪路", "漕溪北路", "文定街", "外环高速", "内环高架路", "龙腾大道", "中山南二路")


@pytest.fixture
def find(plan: Any) -> Find:
    """Return what looks a name up on a plan of parallel roads and rivers."""
    for row, name in enumerate(ROADS):
        plan.road(name, (0, 100 * row), (900, 100 * row))
    plan.road("沪南高速公路", (0, 2900), (900, 2900), highway="motorway")
    plan.road("龙水隧道（上层）", (0, 3000), (900, 3000), tunnel="yes")
    for row, name in enumerate(["关港", "青龙港", "蒲汇塘", "小青河"]):
        plan.river(name, (0, 1000 + 100 * row), (900, 1000 + 100 * row))
    plan.add("relation", LineString([(0, 0), (900, 900)]), route="subway", name="上海地铁9号线")
    plan.add("relation", LineString([(0, 0), (900, 800)]), route="subway", name="七号线")
    return NamedLines(plan.gazetteer()).find


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("漕溪路", "漕溪路"),
        ("漕溪", "漕溪路"),
        ("漕溪北", "漕溪北路"),
        ("外环", "外环高速"),
        ("沪南高速", "沪南高速公路"),
        ("沪南", "沪南高速公路"),
        ("内环高架", "内环高架路"),
        ("内环", "内环高架路"),
        ("龙腾", "龙腾大道"),
        ("龙水隧道", "龙水隧道（上层）"),
        ("龙水隧道（上层）", "龙水隧道（上层）"),
        ("关港", "关港"),
        ("关港河", "关港"),
        ("蒲汇", "蒲汇塘"),
        ("关港河北", "关港"),
        ("关港北岸", "关港"),
        ("蒲汇塘南侧", "蒲汇塘"),
        ("小青河东岸", "小青河"),
        ("上海地铁9号线", "上海地铁9号线"),
        ("轨道交通9号线", "上海地铁9号线"),
        ("轨交9号线", "上海地铁9号线"),
        ("地铁9号线", "上海地铁9号线"),
        ("9号线", "上海地铁9号线"),
        ("七号线", "七号线"),
        ("区界", "方格区"),
    ],
)
def test_line_meant_by_a_name(find: Find, written: str, name: str) -> None:
    found = find(written)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "written",
    [
        "漕溪南路",
        "漕溪二路",
        "漕溪街",
        "漕溪一村",
        "文定路",
        "文定北街",
        "文定",
        "中山南一路",
        "中山南路",
        "中山二路",
        "外环路",
        "外环北",
        "龙腾路",
        "青龙河",
        "青龙河北岸",
        "青龙南",
        "关港桥",
        "小青河街",
        "蒲汇河",
        "小青港",
        "7号线",
        "19号线",
        "北京地铁9号线",
        "杭州9号线",
        "9号线北",
        "龙水隧道（下层）",
        "（上层）",
        "路",
        "",
        " ",
    ],
)
def test_near_spelling_is_never_taken(find: Find, written: str) -> None:
    assert find(written) is None


@pytest.mark.parametrize(
    ("written", "kind"),
    [("漕溪路", "road"), ("关港", "river"), ("9号线", "metro"), ("区界", "boundary")],
)
def test_kind_of_a_line(find: Find, written: str, kind: str) -> None:
    found = find(written)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("漕溪路", ""),
        ("关港", ""),
        ("外环", "“外环”按“外环高速”查"),
        ("关港河", "“关港河”按“关港”查"),
        ("关港河北", "“关港河北”按“关港”北岸查"),
    ],
)
def test_what_was_assumed_is_said(find: Find, written: str, note: str) -> None:
    found = find(written)
    assert found is not None
    assert found.note == note


def test_own_name_beats_a_name_with_an_ending(plan: Any) -> None:
    plan.road("外环", (0, 0), (900, 0))
    plan.road("外环路", (0, 100), (900, 100))
    found = NamedLines(plan.gazetteer()).find("外环")
    assert found is not None
    assert found.name == "外环"


def test_road_is_all_its_pieces_in_metres(plan: Any) -> None:
    first = plan.road("红叶路", (0, 0), (900, 0))
    second = plan.road("红叶路", (900, 0), (1500, 0), bridge="yes")
    found = NamedLines(plan.gazetteer()).find("红叶路")
    assert found is not None
    assert found.shape.length == pytest.approx(1500, abs=1)
    assert found.osm_ids.split() == [str(second), str(first)]


def test_name_lent_by_people_is_said(plan: Any) -> None:
    number = plan.road("", (0, 0), (900, 0))
    plan.road("红叶路", (900, 0), (1500, 0))
    found = NamedLines(plan.gazetteer(way_names={number: "红叶路"})).find("红叶路")
    assert found is not None
    assert found.note == "红叶路有路段在 OSM 上未命名，名称据way_names.csv（推断）"


def test_wall_of_a_river_is_the_water_it_runs_through(plan: Any) -> None:
    plan.road("红叶路", (0, 0), (900, 0))
    plan.river("小青河", (0, 500), (900, 500))
    plan.add("way", box(0, 480, 900, 520), natural="water")
    plan.add("way", box(0, 900, 900, 920), natural="water")
    found = NamedLines(plan.gazetteer()).find("小青河")
    assert found is not None
    assert plan.local(found.wall).equals(box(0, 480, 900, 520))


@pytest.mark.parametrize(("wet_m", "counts"), [(40, False), (60, True)])
def test_water_that_a_river_hardly_touches_is_not_its_own(
    plan: Any, wet_m: float, counts: bool
) -> None:
    plan.road("红叶路", (0, 0), (900, 0))
    plan.river("小青河", (0, 500), (900, 500))
    plan.add("way", box(100, 480, 100 + wet_m, 520), natural="water")
    found = NamedLines(plan.gazetteer()).find("小青河")
    assert found is not None
    assert (found.wall.area > 0) is counts


def test_wall_of_a_road_is_its_line(find: Find) -> None:
    found = find("漕溪路")
    assert found is not None
    assert found.wall is found.shape
