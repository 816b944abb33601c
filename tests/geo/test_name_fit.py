"""Named shapes tell where they belong, if the name is of few and small things."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from shapely.affinity import translate
from shapely.geometry import GeometryCollection, LineString, Point, box
from shapely.geometry.base import BaseGeometry

from geo.gazetteer import Gazetteer
from geo.metric import to_metres
from geo.name_fit import Namesake, namesakes


def known(gazetteer: Gazetteer, *named: tuple[BaseGeometry, str]) -> list[Namesake]:
    shapes = np.empty(len(named), dtype=object)
    shapes[:] = [shape for shape, _ in named]
    return namesakes(gazetteer, shapes, [tuple(words.split("|")) for _, words in named])


@pytest.fixture
def mapped(plan: Any) -> Gazetteer:
    plan.road("中和路", (0, 1000), (4000, 1000))
    plan.add("way", box(1500, 1500, 1600, 1600), leisure="park", name="青溪公园")
    plan.add("way", box(100, 2000, 1900, 3500), leisure="park", name="大公园")
    for east in (500, 3000):
        plan.add("node", Point(east, 500), amenity="library", name="聚贤楼")
    for east in range(4):
        plan.add("node", Point(600 * east + 100, 3800), amenity="cafe", name="连锁店")
    gazetteer: Gazetteer = plan.gazetteer()
    return gazetteer


def metric(plan: Any, shape: BaseGeometry) -> BaseGeometry:
    found: BaseGeometry = to_metres(plan.degrees(shape))
    return found


@pytest.mark.parametrize("shape", [Point(1540, 1570), box(1500, 1500, 1590, 1600)], ids=str)
def test_a_place_agrees_near_its_name_and_tells_the_offset(
    plan: Any, mapped: Gazetteer, shape: BaseGeometry
) -> None:
    here = metric(plan, shape)
    (one,) = known(mapped, (here, "青溪公园"))
    assert one.agrees(here)
    away = translate(here, 437, -216)
    assert not one.agrees(away)
    offset = one.offset(away)
    assert offset is not None
    assert tuple(offset) == pytest.approx((437, -216), abs=40)


def test_of_two_places_of_a_name_the_nearer_counts(plan: Any, mapped: Gazetteer) -> None:
    here = metric(plan, Point(3010, 500))
    (one,) = known(mapped, (here, "聚贤楼"))
    assert one.agrees(here)


def test_a_street_agrees_on_the_road_of_its_name(plan: Any, mapped: Gazetteer) -> None:
    on, off = LineString([(500, 1010), (900, 1010)]), LineString([(500, 1216), (900, 1216)])
    (one,) = known(mapped, (metric(plan, on), "中和路"))
    assert one.agrees(metric(plan, on))
    assert one.offset(metric(plan, on)) is None
    assert not one.agrees(metric(plan, off))


def test_points_beside_a_street_do_not_disturb(plan: Any, mapped: Gazetteer) -> None:
    street = GeometryCollection([Point(500, 1500), LineString([(500, 1000), (900, 1000)])])
    (one,) = known(mapped, (metric(plan, street), "中和路"))
    assert one.agrees(metric(plan, street))


@pytest.mark.parametrize(
    ("shape", "name"),
    [
        (Point(1000, 2500), "大公园"),
        (Point(100, 3800), "连锁店"),
        (box(0, 0, 3000, 3000), "青溪公园"),
        (Point(1500, 1000), "中和路"),
        (Point(1500, 1500), "没有的楼"),
        (Point(1500, 1500), ""),
    ],
    ids=["large", "chain", "of a large thing", "road of a point", "unknown", "blank"],
)
def test_other_names_tell_nothing(
    plan: Any, mapped: Gazetteer, shape: BaseGeometry, name: str
) -> None:
    assert known(mapped, (metric(plan, shape), name)) == []


def test_the_first_name_that_is_known_counts_and_each_name_once(
    plan: Any, mapped: Gazetteer
) -> None:
    here = metric(plan, Point(1550, 1550))
    found = known(mapped, (here, "没有的楼|青溪公园"), (here, "青溪公园"), (here, "聚贤楼"))
    assert [one.nth for one in found] == [0, 2]
