"""Where roads meet, and the line along a road from one crossing to the other."""

from __future__ import annotations

from typing import Any

import pytest
from shapely.geometry import LineString, Point

from geo.lines import NamedLines
from geo.roads import Crossing, Path, Roads, meetings


class Map:
    """Asks `Roads` on a plan and answers in whole metres from its corner."""

    def __init__(self, plan: Any) -> None:
        self.plan = plan
        gazetteer = plan.gazetteer()
        self.roads = Roads(gazetteer, NamedLines(gazetteer))

    def met(self, first: str, second: str) -> list[tuple[str, float, float]]:
        found = [(c.how, self.plan.local(c.point)) for c in self.roads.crossings(first, second)]
        return [(how, point.x, point.y) for how, point in found]

    def path(self, host: str, start: str, end: str) -> Path | None:
        ends = [self.roads.crossings(host, name) for name in (start, end)]
        return self.roads.between(host, *ends)

    def line(self, host: str, start: str, end: str) -> LineString:
        path = self.path(host, start, end)
        assert path is not None
        line: LineString = self.plan.local(path.line)
        return line


# --- crossings -------------------------------------------------------------------------------


@pytest.fixture
def cross(plan: Any) -> Any:
    """Return a plan where 红叶路 runs east through 500 m north, and 白桦路 crosses it."""
    plan.road("红叶路", (0, 500), (500, 500), (2000, 500))
    plan.road("白桦路", (500, 0), (500, 500), (500, 900))
    return plan


@pytest.mark.parametrize("names", [("红叶路", "白桦路"), ("白桦路", "红叶路")])
def test_common_vertex(cross: Any, names: tuple[str, str]) -> None:
    assert Map(cross).met(*names) == [("node", 500, 500)]


def test_junction_of_divided_roads_has_one_middle(plan: Any) -> None:
    for north in (490, 510):
        plan.road("红叶路", (0, north), (480, north), (520, north), (900, north), oneway="yes")
    for east in (480, 520):
        plan.road("白桦路", (east, 0), (east, 490), (east, 510), (east, 900), oneway="yes")
    (found,) = Map(plan).roads.crossings("红叶路", "白桦路")
    assert plan.local(found.point).equals(Point(500, 500))
    assert found.spread_m == pytest.approx(22, abs=1)


def test_road_over_a_road_has_no_common_vertex(cross: Any) -> None:
    cross.road("云上高架", (1000, 0), (1000, 900), bridge="yes")
    assert Map(cross).met("红叶路", "云上高架") == [("over", 1000, 500)]


def test_road_and_river(cross: Any) -> None:
    cross.river("小青河", (0, 200), (2000, 200))
    assert Map(cross).met("白桦路", "小青河") == [("over", 500, 200)]


def test_near_miss_is_met_half_way(cross: Any) -> None:
    cross.road("松林街", (1500, 540), (1500, 900))
    (found,) = Map(cross).roads.crossings("红叶路", "松林街")
    assert (found.how, round(found.gap_m)) == ("near", 40)
    assert cross.local(found.point).equals(Point(1500, 520))


@pytest.mark.parametrize("other", ["松林街", "无名路", "红叶路"])
def test_no_meeting(cross: Any, other: str) -> None:
    cross.road("松林街", (1500, 562), (1500, 900))
    assert Map(cross).met("红叶路", other) == []


def test_road_met_twice(cross: Any) -> None:
    cross.road("半圆路", (800, 500), (1000, 900), (1400, 500))
    cross.road("红叶路", (800, 500), (1400, 500))
    met = Map(cross).met("红叶路", "半圆路")
    assert sorted(met) == [("node", 800, 500), ("node", 1400, 500)]


def test_variant_of_a_name_meets_like_the_name(cross: Any) -> None:
    cross.road("外环高速", (1800, 0), (1800, 900), bridge="yes")
    assert Map(cross).met("外环", "红叶路") == [("over", 1800, 500)]


def test_lines_that_cross_twice_close_by_meet_once() -> None:
    (found,) = meetings(LineString([(0, 0), (900, 0)]), LineString([(9, 9), (20, -9), (40, 9)]))
    assert found.point.distance(Point(22, 0)) < 10


def test_boundary_of_the_district_is_met(cross: Any) -> None:
    cross.road("出区路", (3500, 500), (4500, 500))
    assert Map(cross).met("出区路", "区界") == [("over", 4000, 500)]


# --- stretches -------------------------------------------------------------------------------


@pytest.fixture
def ladder(plan: Any) -> Any:
    """Return a plan with 红叶路 and three side roads at 500, 1000 and 1500 m east."""
    plan.road("红叶路", (0, 500), (500, 500), (1000, 500), (1500, 500), (2000, 500))
    for east, name in ((500, "甲一路"), (1000, "乙二路"), (1500, "丙三路")):
        plan.road(name, (east, 0), (east, 500), (east, 900))
    return plan


def test_stretch_runs_from_the_first_to_the_second(ladder: Any) -> None:
    line = Map(ladder).line("红叶路", "甲一路", "丙三路")
    assert (line.coords[0], line.coords[-1]) == ((500, 500), (1500, 500))


def test_stretch_the_other_way_round(ladder: Any) -> None:
    line = Map(ladder).line("红叶路", "丙三路", "甲一路")
    assert (line.coords[0], line.coords[-1]) == ((1500, 500), (500, 500))


def test_stretch_of_a_divided_road_lies_between(plan: Any) -> None:
    plan.road("红叶路", (0, 490), (500, 490), (1500, 490), (2000, 490), oneway="yes")
    plan.road("红叶路", (2000, 510), (1500, 510), (500, 510), (0, 510), oneway="yes")
    for east, name in ((500, "甲一路"), (1500, "丙三路")):
        plan.road(name, (east, 0), (east, 490), (east, 510), (east, 900))
    line = Map(plan).line("红叶路", "甲一路", "丙三路")
    assert line.buffer(1).covers(LineString([(500, 500), (1500, 500)]))


def test_stretch_follows_the_bends_of_the_road(plan: Any) -> None:
    plan.road("红叶路", (0, 0), (1000, 0), (1000, 1000))
    plan.road("甲一路", (0, 0), (0, 500))
    plan.road("丙三路", (1000, 1000), (2000, 1000))
    line = Map(plan).line("红叶路", "甲一路", "丙三路")
    assert line.distance(Point(1000, 0)) < 1
    assert line.length == pytest.approx(2000, abs=2)


@pytest.mark.parametrize("tags", [{"tunnel": "yes"}, {"bridge": "yes"}])
def test_short_cut_of_another_name_is_not_used(plan: Any, tags: dict[str, str]) -> None:
    plan.road("红叶路", (0, 0), (500, 800), (1000, 0))
    plan.road("红叶路隧道", (0, 0), (1000, 0), **tags)
    plan.road("甲一路", (0, 0), (0, 500))
    plan.road("丙三路", (1000, 0), (1000, 500))
    line = Map(plan).line("红叶路", "甲一路", "丙三路")
    assert line.length == pytest.approx(1887, abs=3)


def test_hole_in_the_road_is_reported(plan: Any) -> None:
    plan.road("红叶路", (0, 500), (600, 500))
    plan.road("红叶路", (700, 500), (1500, 500))
    plan.road("甲一路", (0, 0), (0, 500))
    plan.road("丙三路", (1500, 0), (1500, 500))
    path = Map(plan).path("红叶路", "甲一路", "丙三路")
    assert path is not None
    assert path.gap_m == pytest.approx(100, abs=1)


def test_of_several_crossings_the_nearest_pair_is_joined(ladder: Any) -> None:
    ladder.road("回环路", (1200, 500), (1200, 100), (1900, 100), (1900, 500))
    ladder.road("红叶路", (1200, 500), (1900, 500))
    line = Map(ladder).line("红叶路", "丙三路", "回环路")
    assert line.length == pytest.approx(300, abs=2)


def test_stretch_of_a_river(ladder: Any) -> None:
    ladder.river("小青河", (0, 200), (2000, 200))
    line = Map(ladder).line("小青河", "甲一路", "丙三路")
    assert (line.coords[0], line.coords[-1]) == ((500, 200), (1500, 200))


def test_stretch_that_ends_at_a_river(ladder: Any) -> None:
    ladder.river("小青河", (1800, 0), (1800, 900))
    line = Map(ladder).line("红叶路", "乙二路", "小青河")
    assert (line.coords[0], line.coords[-1]) == ((1000, 500), (1800, 500))


@pytest.mark.parametrize(
    ("host", "start", "end"),
    [
        ("无名路", "甲一路", "丙三路"),
        ("红叶路", "无名路", "丙三路"),
        ("红叶路", "甲一路", "甲一路"),
    ],
)
def test_no_stretch(ladder: Any, host: str, start: str, end: str) -> None:
    assert Map(ladder).path(host, start, end) is None


def test_line_does_not_turn_back_inside_a_junction(plan: Any) -> None:
    plan.road("红叶路", (0, 500), (470, 500), (530, 500), (1500, 500))
    for east in (470, 530):
        plan.road("甲一路", (east, 0), (east, 500), (east, 900), oneway="yes")
    plan.road("丙三路", (1500, 0), (1500, 500))
    line = Map(plan).line("红叶路", "甲一路", "丙三路")
    assert list(line.coords) == [(500, 500), (1500, 500)]


def test_ends_are_kept_with_the_line(ladder: Any) -> None:
    path = Map(ladder).path("红叶路", "甲一路", "丙三路")
    assert path is not None
    assert isinstance(path.start, Crossing)
    assert [path.start.point.coords[0], path.end.point.coords[0]] == [
        path.line.coords[0],
        path.line.coords[-1],
    ]
