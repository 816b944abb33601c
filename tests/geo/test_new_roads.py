"""New roads that bound one another meet in one corner, whoever is asked for first."""

from __future__ import annotations

from itertools import permutations

import pytest
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from geo.new_roads import NewRoad, solve, systems

SOUTH = LineString([(0, 0), (2000, 0)])
WEST = LineString([(0, 0), (0, 2000)])


def road(
    key: str,
    ends: tuple[str, str],
    known: tuple[BaseGeometry | None, BaseGeometry | None],
    clue: BaseGeometry | None = None,
    within_m: float = 300,
) -> NewRoad:
    return NewRoad(key, ends, known, clue, within_m)


@pytest.mark.parametrize("order", list(permutations([0, 1])))
def test_two_roads_share_their_corner(order: tuple[int, int]) -> None:
    pair = [
        road("甲路", ("西路", "乙路"), (WEST, None), Point(300, 500)),
        road("乙路", ("甲路", "南路"), (None, SOUTH), Point(600, 250)),
    ]
    (group,) = systems(pair[i] for i in order)
    lines = solve(group)
    assert lines is not None
    assert list(lines["甲路"].coords) == [(0, 500), (600, 500)]
    assert list(lines["乙路"].coords) == [(600, 500), (600, 0)]


def test_the_surer_clue_counts_more() -> None:
    pair = [
        road("甲路", ("西路", "乙路"), (WEST, None), Point(300, 500), 100),
        road("乙路", ("甲路", "南路"), (None, SOUTH), Point(900, 250), 300),
    ]
    lines = solve(pair)
    assert lines is not None
    assert lines["甲路"].coords[-1][0] == pytest.approx(630)


def test_one_clue_is_enough_for_two() -> None:
    pair = [
        road("甲路", ("西路", "乙路"), (WEST, None), Point(300, 500)),
        road("乙路", ("甲路", "南路"), (None, SOUTH)),
    ]
    lines = solve(pair)
    assert lines is not None
    assert list(lines["乙路"].coords) == [(600, 500), (600, 0)]


def test_three_in_a_row_share_two_corners() -> None:
    row = [
        road("甲路", ("西路", "乙路"), (WEST, None), Point(300, 600)),
        road("乙路", ("甲路", "丙路"), (None, None)),
        road("丙路", ("乙路", "南路"), (None, SOUTH), Point(900, 100)),
    ]
    (group,) = systems(reversed(row))
    lines = solve(group)
    assert lines is not None
    assert lines["乙路"].coords[0] == lines["甲路"].coords[-1] == (600, 600)
    assert lines["乙路"].coords[-1] == lines["丙路"].coords[0] == (900, 200)


@pytest.mark.parametrize("clue", [None, Point(0, 500), Point(3, 500)])
def test_too_little_is_known(clue: BaseGeometry | None) -> None:
    pair = [
        road("甲路", ("西路", "乙路"), (WEST, None), clue),
        road("乙路", ("甲路", "南路"), (None, SOUTH)),
    ]
    assert solve(pair) is None


def test_roads_that_one_clue_cannot_tell_apart_are_not_drawn() -> None:
    block = Point(500, 400).buffer(300)
    ring = [
        road("甲路", ("南路", "丙路"), (SOUTH, None), block),
        road("乙路", ("南路", "丙路"), (SOUTH, None), block),
        road("丙路", ("甲路", "乙路"), (None, None), block),
    ]
    (group,) = systems(ring)
    assert solve(group) is None


def test_a_road_that_ends_at_a_new_road_is_no_system_with_it() -> None:
    pair = [
        road("甲路", ("西路", "乙路"), (WEST, None), Point(300, 500)),
        road("乙路", ("西路", "南路"), (WEST, SOUTH), Point(600, 250)),
    ]
    assert systems(pair) == []


def test_groups_do_not_depend_on_the_order() -> None:
    roads = [
        road("甲路", ("西路", "乙路"), (WEST, None)),
        road("乙路", ("甲路", "南路"), (None, SOUTH)),
        road("丙路", ("丁路", "西路"), (None, WEST)),
        road("丁路", ("丙路", "南路"), (None, SOUTH)),
    ]
    found = [[r.key for r in group] for group in systems(roads)]
    assert found == [[r.key for r in group] for group in systems(reversed(roads))]
    assert sorted(map(sorted, found)) == [["丁路", "丙路"], ["乙路", "甲路"]]
