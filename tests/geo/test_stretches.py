"""The rung for stretches: which way is meant, where its ends lie, and what is sure of it."""

from __future__ import annotations

from typing import Any

import pytest
from shapely.affinity import translate
from shapely.geometry import LineString, Point

from geo.answer import Hit
from geo.names import parse_stretch
from geo.rungs import Rungs


@pytest.fixture
def town(plan: Any) -> Any:
    """Return a plan: 红叶路 runs east through the whole district of 4 km and beyond."""
    plan.road("红叶路", *[(east, 2000) for east in range(-200, 4601, 400)])
    for east, name in ((600, "甲一路"), (1400, "乙一路"), (2600, "丙一路")):
        plan.road(name, (east, 1000), (east, 2000), (east, 3000))
    plan.road("外环高速", (3200, 0), (3200, 4000), highway="motorway", bridge="yes")
    plan.road("内环高架路", (3000, 0), (3000, 4000), highway="motorway", bridge="yes")
    plan.add("way", LineString([(2000, 0), (2000, 4000)]), railway="rail", name="沪春线")
    return plan


def read(town: Any, name: str) -> Hit | str:
    said = parse_stretch(name)
    assert said is not None
    return Rungs(town.gazetteer()).stretches.read(said)


def line(town: Any, name: str) -> tuple[Any, Hit]:
    hit = read(town, name)
    assert isinstance(hit, Hit), hit
    return town.seen(hit.shape), hit


def ends(town: Any, name: str) -> tuple[float, float]:
    shape, _ = line(town, name)
    return shape.coords[0][0], shape.coords[-1][0]


# --- ends of all kinds -----------------------------------------------------------------------


@pytest.mark.parametrize("end", ["外环", "外环线", "外环高速", "外环高速公路"])
def test_an_expressway_by_each_of_its_names(town: Any, end: str) -> None:
    assert ends(town, f"红叶路（甲一路-{end}）") == (600, 3200)


@pytest.mark.parametrize("end", ["内环", "内环线", "内环高架", "内环高架路", "内环高架道路"])
def test_an_elevated_road_by_each_of_its_names(town: Any, end: str) -> None:
    assert ends(town, f"红叶路（{end}-甲一路）") == (3000, 600)


@pytest.mark.parametrize("end", ["沪春线", "沪春铁路", "沪春铁路线"])
def test_a_railway_by_each_of_its_names(town: Any, end: str) -> None:
    assert ends(town, f"红叶路（甲一路至{end}）") == (600, 2000)


@pytest.mark.parametrize("end", ["区界", "方格区界", "行政区界", "区边界"])
def test_the_boundary_nearer_to_the_other_end(town: Any, end: str) -> None:
    shape, hit = line(town, f"红叶路（{end}-甲一路）")
    assert (shape.coords[0][0], shape.coords[-1][0]) == (0, 600)
    assert "相交不止一处，取两端相距最近的一处" in hit.note


@pytest.mark.parametrize(
    "said", ["甲一路以东至丙一路以西", "甲一路口-丙一路口", "甲一路东侧-丙一路"]
)
def test_words_after_an_end_change_nothing(town: Any, said: str) -> None:
    assert ends(town, f"红叶路（{said}）") == (600, 2600)


def test_ends_given_beside_the_name_are_read_alike(town: Any) -> None:
    rungs = Rungs(town.gazetteer())
    assert rungs.stretch("红叶路", "甲一路口", "丙一路以西") == rungs.stretch(
        "红叶路", "甲一路", "丙一路"
    )


# --- the whole, a part, an open end ----------------------------------------------------------


@pytest.mark.parametrize("name", ["红叶路（方格段）", "红叶路方格段", "红叶路（全线）"])
def test_part_inside_the_district(town: Any, name: str) -> None:
    shape, hit = line(town, name)
    assert hit.method == "road"
    assert (shape.bounds[0], shape.bounds[2]) == (0, 4000)


@pytest.mark.parametrize("name", ["红叶路（圆圈段）", "红叶路圆圈段", "红叶路（示范段）"])
def test_part_in_another_district_is_not_this_one(town: Any, name: str) -> None:
    found = read(town, name)
    assert isinstance(found, str)
    assert "不是本区的名称" in found


@pytest.mark.parametrize(("side", "last"), [("东", 4000), ("西", 0)])
def test_open_end_runs_to_the_edge_of_the_district(town: Any, side: str, last: int) -> None:
    assert ends(town, f"红叶路（乙一路以{side}）") == (1400, last)


def test_open_end_across_the_road_is_refused(town: Any) -> None:
    assert read(town, "红叶路（乙一路以北）") == "路段：红叶路在乙一路以北没有路"


# --- met twice -------------------------------------------------------------------------------


@pytest.fixture
def loop(town: Any) -> Any:
    """Return the plan with 半圆路, which meets 红叶路 at 1000 and at 1800 m east."""
    town.road("红叶路", (600, 2000), (1000, 2000), (1400, 2000), (1800, 2000), (2600, 2000))
    town.road("半圆路", (1000, 2000), (1400, 2300), (1800, 2000))
    return town


def test_the_meeting_nearer_to_the_other_end_is_meant(loop: Any) -> None:
    shape, hit = line(loop, "红叶路（半圆路-丙一路）")
    assert (shape.coords[0][0], shape.coords[-1][0]) == (1800, 2600)
    assert "红叶路与半圆路相交不止一处" in hit.note


def test_two_ways_to_read_it_are_no_answer_but_are_told(loop: Any) -> None:
    found = read(loop, "红叶路（乙一路-半圆路）")
    assert found == "路段：红叶路与半圆路相交不止一处，两种画法（长400米、400米）不能分辨"


@pytest.mark.parametrize(("hint", "last"), [((1100, 2000), 1000), ((1700, 2000), 1800)])
def test_a_hint_decides_between_the_two(loop: Any, hint: tuple[int, int], last: int) -> None:
    corner = loop.local(Point(0, 0))
    where = translate(Point(hint), -corner.x, -corner.y)
    hit = Rungs(loop.gazetteer()).stretch("红叶路", "乙一路", "半圆路", hint=where)
    assert isinstance(hit, Hit)
    assert loop.seen(hit.shape).coords[-1][0] == last


# --- extensions and ends on no map -----------------------------------------------------------


@pytest.fixture
def short(town: Any) -> Any:
    """Return the plan with 松林路, which ends 300 m short of 南浦路."""
    town.road("松林路", (1800, 1500), (1800, 2000), (1800, 3400))
    town.road("红叶路", (1400, 2000), (1800, 2000))
    town.road("南浦路", (1000, 1200), (3000, 1200))
    return town


@pytest.mark.parametrize("form", ["松林路南延伸（{}）", "松林路（{}）延伸", "松林路（{}）"])
def test_extension_to_a_known_end_is_a_sketch(short: Any, form: str) -> None:
    shape, hit = line(short, form.format("红叶路-南浦路"))
    assert hit.method == "stretch_partial"
    assert [y for _, y in shape.coords][0::2] == [2000, 1200]
    assert hit.accuracy_m >= 150


@pytest.mark.parametrize(("side", "north"), [("南", 1500), ("北", 3400)])
def test_extension_to_nowhere_is_the_tip_of_the_road(short: Any, side: str, north: int) -> None:
    shape, hit = line(short, f"松林路{side}延伸")
    assert (hit.method, shape.geom_type, shape.y) == ("stretch_partial", "Point", north)
    assert hit.accuracy_m >= 1000
    assert "示意" in hit.note


@pytest.mark.parametrize("name", ["松林路延伸段", "松林路东延伸", "无名路南延伸"])
def test_extension_of_which_nothing_is_sure_is_refused(short: Any, name: str) -> None:
    assert isinstance(read(short, name), str)


def test_an_end_on_no_map_on_a_road_that_goes_both_ways_is_refused(town: Any) -> None:
    found = read(town, "红叶路（乙一路-无名路）")
    assert found == "路段：地图上没有无名路，从另一端起沿红叶路往哪边、画多远都不能确定"
