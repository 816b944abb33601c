"""The way along one road: shortest, between its carriageways, over short holes at a price."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, Point
from shapely.geometry.base import BaseGeometry

from geo.paths import GAP_M, RoadGraph, longest_axis

Corners = list[tuple[float, float]]
STRAIGHT: Corners = [(0, 0), (500, 0), (1000, 0)]
EASTBOUND: Corners = [(0, 0), (1000, 0)]
WESTBOUND: Corners = [(1000, 30), (0, 30)]


def way(shape: BaseGeometry, start: Corners, end: Corners) -> tuple[LineString, float] | None:
    return RoadGraph(shape, [(Point(start[0]), 12), (Point(end[0]), 12)]).path()


def roads(*lines: Corners) -> MultiLineString:
    return MultiLineString(lines)


def length(shape: BaseGeometry, start: tuple[float, float], end: tuple[float, float]) -> float:
    found = way(shape, [start], [end])
    assert found is not None
    return found[0].length


# --- the shortest way ------------------------------------------------------------------------


def test_way_runs_between_points_that_are_no_vertices() -> None:
    found = way(roads(STRAIGHT), [(100, 5)], [(900, -5)])
    assert found is not None
    assert list(found[0].coords) == [(100, 0), (500, 0), (900, 0)]


def test_way_back_is_the_way_reversed() -> None:
    there = way(roads(STRAIGHT), [(100, 0)], [(900, 0)])
    back = way(roads(STRAIGHT), [(900, 0)], [(100, 0)])
    assert there is not None
    assert back is not None
    assert there[0].reverse().equals_exact(back[0])


def test_shorter_of_two_ways_is_taken() -> None:
    loop = roads(STRAIGHT, [(0, 0), (0, 400), (1000, 400), (1000, 0)])
    assert length(loop, (0, 0), (1000, 0)) == 1000


def test_number_of_vertices_makes_no_way_longer() -> None:
    direct: Corners = [(100 * k, 5000) for k in range(11)]
    detour: Corners = [(0, 5000), (0, 4600), (1000, 4600), (1000, 5000)]
    assert length(roads(direct, detour), (0, 5000), (1000, 5000)) == 1000


def test_pieces_join_where_they_share_a_vertex() -> None:
    assert length(roads([(0, 0), (300, 0)], [(300, 400), (300, 0)]), (0, 0), (300, 400)) == 700


def test_other_carriageway_may_be_used_against_its_direction() -> None:
    dual = roads([(0, 0), (400, 0)], [(1000, 20), (400, 20)])
    assert length(dual, (0, 0), (1000, 20)) == pytest.approx(1020)


def test_one_stop_only_is_no_way() -> None:
    assert way(roads(STRAIGHT), [(500, 0)], [(500, 0)]) is None


@given(
    st.lists(
        st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=2, max_size=8, unique=True
    ),
    st.integers(1, 6),
)
@settings(deadline=None)
def test_way_is_never_shorter_than_the_straight_line(corners: Corners, cut: int) -> None:
    points = [(200.0 * x, 200.0 * y) for x, y in corners]
    halves = [points[: cut + 1], points[cut:]]
    shape = MultiLineString([half for half in halves if len(half) > 1])
    found = way(shape, [points[0]], [points[-1]])
    assert found is not None
    assert found[0].length >= Point(points[0]).distance(Point(points[-1])) - 24


# --- holes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("hole_m", [60, 200, GAP_M])
def test_hole_is_jumped_and_reported(hole_m: float) -> None:
    broken = roads([(0, 0), (300, 0)], [(300 + hole_m, 0), (1000, 0)])
    found = way(broken, [(0, 0)], [(1000, 0)])
    assert found is not None
    assert (found[0].length, found[1]) == (1000, hole_m)


def test_holes_add_up() -> None:
    broken = roads(
        [(0, 0), (200, 0)], [(300, 0), (500, 0)], [(560, 0), (700, 0)], [(900, 0), (990, 0)]
    )
    found = way(broken, [(0, 0)], [(990, 0)])
    assert found is not None
    assert found[1] == 100 + 60 + 200


def test_wider_hole_is_not_jumped() -> None:
    broken = roads([(0, 0), (300, 0)], [(301 + GAP_M, 0), (1000, 0)])
    assert way(broken, [(0, 0)], [(1000, 0)]) is None


def test_detour_is_better_than_a_hole() -> None:
    bent = roads([(0, 0), (300, 0), (300, 200), (500, 200), (500, 0), (1000, 0)])
    found = way(bent, [(0, 0)], [(1000, 0)])
    assert found is not None
    assert found[1] == 0


# --- the axis --------------------------------------------------------------------------------


def test_axis_runs_from_end_to_end() -> None:
    axis = longest_axis(roads([(400, 0), (1000, 0)], [(0, 0), (400, 0)]))
    assert {axis.coords[0], axis.coords[-1]} == {(0, 0), (1000, 0)}


def test_side_branch_is_left_out() -> None:
    axis = longest_axis(roads(STRAIGHT, [(500, 0), (500, 100)]))
    assert axis.length == pytest.approx(1000)


def test_axis_of_a_divided_road_lies_between() -> None:
    axis = longest_axis(roads(EASTBOUND, WESTBOUND))
    assert Point(500, 15).distance(axis) < 1


def test_axis_is_of_the_longer_piece_and_not_of_the_one_with_more_vertices() -> None:
    bends: Corners = [(10_000 + 10 * k, 5 * (k % 2)) for k in range(9)]
    assert longest_axis(roads([(0, 0), (5000, 0)], bends)).length == pytest.approx(5000)
