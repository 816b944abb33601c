"""The block between named sides, closed over small gaps and never over wide ones."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, Point, box
from shapely.geometry.base import BaseGeometry

from geo.plots import OPEN_CORNER_M, Block, block_between

Sides = dict[str, BaseGeometry]


def frame(west: float, south: float, east: float, north: float, over: float = 100) -> Sides:
    """Return four roads around a rectangle that run on past its corners."""
    return {
        "北路": LineString([(west - over, north), (east + over, north)]),
        "南路": LineString([(west - over, south), (east + over, south)]),
        "西路": LineString([(west, south - over), (west, north + over)]),
        "东路": LineString([(east, south - over), (east, north + over)]),
    }


def closed(sides: Sides, hint: Point | None = None) -> Block:
    block = block_between(sides, hint=hint)
    assert block is not None
    return block


@pytest.fixture
def sides() -> Sides:
    return frame(0, 0, 600, 400)


def test_block_between_four_roads(sides: Sides) -> None:
    block = closed(sides)
    assert block.shape.symmetric_difference(box(6, 6, 594, 394)).area < 10
    assert block.open_m == 0


def test_order_of_the_sides_does_not_count(sides: Sides) -> None:
    turned = dict(reversed(sides.items()))
    assert closed(turned).shape.equals(closed(sides).shape)


def test_three_roads_close_a_triangle() -> None:
    corners = [(0, 0), (900, 0), (0, 900)]
    pairs = zip("甲乙丙", zip(corners, corners[1:] + corners[:1], strict=True), strict=True)
    block = closed({name: LineString(pair) for name, pair in pairs})
    assert block.shape.area == pytest.approx(900 * 900 / 2, rel=0.05)


@settings(deadline=None, max_examples=40)
@given(
    cuts=st.lists(st.integers(80, 400), min_size=4, max_size=4),
    column=st.integers(0, 2),
    row=st.integers(0, 2),
)
def test_any_cell_of_a_grid_is_found_by_its_sides(cuts: list[int], column: int, row: int) -> None:
    xs = [0, cuts[0], cuts[0] + cuts[1], cuts[0] + cuts[1] + 200]
    ys = [0, cuts[2], cuts[2] + cuts[3], cuts[2] + cuts[3] + 200]
    cell = (xs[column], ys[row], xs[column + 1], ys[row + 1])
    whole = box(*cell)
    block = closed(frame(*cell, over=1500))
    assert block.shape.symmetric_difference(whole).area <= 6.5 * whole.length
    assert block.open_m == 0


def test_minor_roads_inside_do_not_cut_the_block(sides: Sides) -> None:
    sides["北路"] = shapely.union(sides["北路"], LineString([(300, 400), (300, 200)]))
    assert closed(sides).shape.area > 0.9 * 600 * 400


def test_river_surface_is_a_side(sides: Sides) -> None:
    sides["东路"] = box(600, -100, 700, 500)
    block = closed(sides)
    assert block.shape.bounds == pytest.approx((6, 6, 594, 394), abs=1)


@pytest.mark.parametrize("open_m", [20, 60, 140])
def test_open_corner_is_closed_and_said(sides: Sides, open_m: float) -> None:
    sides["东路"] = LineString([(600, open_m), (600, 500)])
    block = closed(sides)
    assert open_m <= block.open_m <= OPEN_CORNER_M
    assert block.shape.area == pytest.approx(600 * 400, rel=0.1)


@pytest.mark.parametrize("open_m", [160, 300])
def test_wider_corner_stays_open(sides: Sides, open_m: float) -> None:
    sides["东路"] = LineString([(600, open_m), (600, 500)])
    sides["南路"] = LineString([(-100, 0), (600, 0)])
    assert block_between(sides) is None


@pytest.mark.parametrize(("hint", "middle"), [((100, 900), 800), ((100, 0), 200)])
def test_hint_picks_one_of_two_blocks(hint: tuple[float, float], middle: float) -> None:
    ladder: Sides = {
        "西路": LineString([(0, -100), (0, 1100)]),
        "东路": LineString([(600, -100), (600, 1100)]),
        "环路": MultiLineString([LineString([(-100, y), (700, y)]) for y in (0, 400, 600, 1000)]),
    }
    block = closed(ladder, Point(hint))
    assert block.shape.centroid.y == pytest.approx(middle, abs=5)


def test_without_a_hint_the_larger_block_is_taken() -> None:
    sides: Sides = {
        "西路": LineString([(0, -100), (0, 1100)]),
        "东路": LineString([(600, -100), (600, 1100)]),
        "环路": MultiLineString([LineString([(-100, y), (700, y)]) for y in (0, 300, 1000)]),
    }
    assert closed(sides).shape.centroid.y == pytest.approx(650, abs=5)


def test_block_must_touch_every_side(sides: Sides) -> None:
    sides["远路"] = LineString([(0, 900), (600, 900)])
    assert block_between(sides) is None


@pytest.mark.parametrize("side_m", [20, 2600])
def test_sliver_and_half_a_city_are_no_block(side_m: float) -> None:
    assert block_between(frame(0, 0, side_m, side_m)) is None


@pytest.mark.parametrize("count", [0, 1, 2])
def test_two_lines_enclose_nothing(sides: Sides, count: int) -> None:
    assert block_between(dict(list(sides.items())[:count])) is None


def test_parallel_roads_enclose_nothing() -> None:
    lines = {str(y): LineString([(0, y), (900, y)]) for y in (0, 400, 800)}
    assert block_between(lines) is None


def test_courtyard_of_the_sides_is_filled(sides: Sides) -> None:
    sides["北路"] = shapely.union(sides["北路"], Point(300, 200).buffer(50).exterior)
    assert len(closed(sides).shape.interiors) == 0
