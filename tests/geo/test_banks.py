"""A road meets a river over its middle, and a bank where it leaves the water on that side."""

from __future__ import annotations

from typing import Any

import pytest
from shapely.geometry import box

from geo.banks import HALF_RIVER_M
from geo.crossings import Crossing
from geo.lines import NamedLines
from geo.roads import Roads


@pytest.fixture
def town(plan: Any) -> Any:
    """Return a plan where 小青河, 80 m wide, and 无面河 run east under two roads."""
    plan.river("小青河", (0, 1000), (3000, 1000))
    plan.add("way", box(0, 960, 3000, 1040), natural="water", name="小青河")
    plan.river("无面河", (0, 2000), (3000, 2000))
    plan.road("红叶路", (500, 0), (500, 2600))
    for east in (1490, 1510):
        plan.road("长安路", (east, 0), (east, 2600), oneway="yes")
    plan.road("北端路", (2000, 1050), (2000, 1800))
    plan.road("南端路", (2500, 0), (2500, 940))
    for north, name in ((200, "甲一路"), (2500, "乙一路")):
        plan.road(name, (0, north), (500, north), (1490, north), (1510, north), (3000, north))
    return plan


def met(town: Any, road: str, river: str) -> list[Crossing]:
    gazetteer = town.gazetteer()
    return Roads(gazetteer, NamedLines(gazetteer)).crossings(road, river)


@pytest.mark.parametrize("road", ["红叶路", "长安路"])
@pytest.mark.parametrize(
    ("river", "north"),
    [("小青河", 1000), ("小青河北岸", 1040), ("小青河南岸", 960), ("小青河北", 1040)],
)
def test_road_over_a_river_whose_surface_is_known(
    town: Any, road: str, river: str, north: int
) -> None:
    (found,) = met(town, road, river)
    point = town.local(found.point)
    assert (point.x, point.y) == (
        {"红叶路": 500, "长安路": 1500}[road],
        pytest.approx(north, abs=3),
    )


def test_without_a_surface_a_bank_is_the_middle_and_less_sure(town: Any) -> None:
    (middle,), (bank,) = met(town, "红叶路", "无面河"), met(town, "红叶路", "无面河北岸")
    assert bank.point == middle.point
    assert bank.slack_m == middle.slack_m + HALF_RIVER_M
    assert "河面范围未知" in bank.said()


@pytest.mark.parametrize(
    ("road", "bank", "north"), [("北端路", "小青河北岸", 1040), ("南端路", "小青河南岸", 960)]
)
def test_road_that_comes_to_a_bank_ends_there(town: Any, road: str, bank: str, north: int) -> None:
    (found,) = met(town, road, bank)
    assert town.local(found.point).y == pytest.approx(north, abs=3)
    assert found.gap_m > 5


@pytest.mark.parametrize(("road", "bank"), [("北端路", "小青河南岸"), ("南端路", "小青河北岸")])
def test_road_on_one_side_does_not_reach_the_other_bank(town: Any, road: str, bank: str) -> None:
    assert met(town, road, bank) == []


@pytest.mark.parametrize(
    ("start", "end", "length"),
    [("甲一路", "小青河南岸", 760), ("甲一路", "小青河北岸", 840), ("小青河北岸", "乙一路", 1460)],
)
def test_stretch_ends_at_the_bank(town: Any, start: str, end: str, length: float) -> None:
    gazetteer = town.gazetteer()
    roads = Roads(gazetteer, NamedLines(gazetteer))
    path = roads.between("红叶路", *(roads.crossings("红叶路", name) for name in (start, end)))
    assert path is not None
    assert path.line.length == pytest.approx(length, abs=4)
