"""Blocks between named sides: valid polygons, closed over small gaps and never over wide ones."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import rotate
from shapely.geometry import LineString, MultiLineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.plots import OPEN_BANK_M, Block, blocks_between, set_back

Sides = dict[str, BaseGeometry]


def frame(west: float, south: float, east: float, north: float, over: float = 100) -> Sides:
    """Return four roads around a rectangle that run on past its corners."""
    return {
        "北路": LineString([(west - over, north), (east + over, north)]),
        "南路": LineString([(west - over, south), (east + over, south)]),
        "西路": LineString([(west, south - over), (west, north + over)]),
        "东路": LineString([(east, south - over), (east, north + over)]),
    }


def blocks(sides: Sides) -> list[Block]:
    return blocks_between([*sides.values()])


def closed(sides: Sides) -> Block:
    (block,) = blocks(sides)
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
    turn=st.integers(0, 89),
)
def test_any_cell_of_a_grid_is_found_by_its_sides(
    cuts: list[int], column: int, row: int, turn: int
) -> None:
    xs = [0, cuts[0], cuts[0] + cuts[1], cuts[0] + cuts[1] + 200]
    ys = [0, cuts[2], cuts[2] + cuts[3], cuts[2] + cuts[3] + 200]
    cell = (xs[column], ys[row], xs[column + 1], ys[row + 1])
    whole = rotate(box(*cell), turn, origin=(0, 0))
    turned = {k: rotate(v, turn, origin=(0, 0)) for k, v in frame(*cell, over=1500).items()}
    block = closed(turned)
    assert block.shape.symmetric_difference(whole).area <= 6.5 * whole.length
    assert block.open_m == 0


# --- what is inside a block ----------------------------------------------------------------------


def test_a_spur_of_a_side_leaves_no_slit(sides: Sides) -> None:
    sides["北路"] = shapely.union(sides["北路"], LineString([(300, 400), (300, 200)]))
    block = closed(sides)
    assert block.shape.area > 0.95 * 600 * 400
    assert block.shape.contains(Point(300, 300))


def test_courtyard_of_the_sides_is_filled(sides: Sides) -> None:
    sides["北路"] = shapely.union(sides["北路"], Point(300, 200).buffer(50).exterior)
    assert len(closed(sides).shape.interiors) == 0


def test_the_strip_between_carriageways_is_not_part_of_the_block(sides: Sides) -> None:
    # The southern carriageway has a gap, through which the strip opens to the block.
    south = [LineString([(-100, 0), (200, 0)]), LineString([(210, 0), (700, 0)])]
    sides["南路"] = MultiLineString([*south, LineString([(-100, -25), (700, -25)])])
    block = closed(sides)
    assert block.shape.bounds[1] == pytest.approx(6, abs=3)
    assert block.shape.area == pytest.approx(588 * 388, rel=0.01)


@settings(deadline=None, max_examples=15)
@given(
    spots=st.lists(
        st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=8, max_size=12, unique=True
    ),
    width=st.integers(0, 40),
)
def test_whatever_the_lines_blocks_are_valid_and_anticlockwise(
    spots: list[tuple[int, int]], width: int
) -> None:
    sides: list[BaseGeometry] = [LineString(spots[i::4]) for i in range(4)]
    sides[0] = sides[0].buffer(width) if width else sides[0]
    found = blocks_between(sides)
    for block in found:
        assert block.shape.is_valid
        assert block.shape.exterior.is_ccw
        assert not block.shape.interiors
        assert block.shape.area > 100
        assert block.shape.buffer(-7).area > 0  # no sliver
        assert 0 <= block.open_m <= OPEN_BANK_M
    assert len({block.shape.wkt for block in found}) == len(found)


# --- open corners --------------------------------------------------------------------------------


def test_river_surface_is_a_side(sides: Sides) -> None:
    sides["东路"] = box(600, -100, 700, 500)
    block = closed(sides)
    assert block.shape.bounds == pytest.approx((6, 6, 594, 394), abs=1)


@pytest.mark.parametrize("open_m", [20, 60, 140])
def test_open_corner_is_closed_and_its_width_is_told(sides: Sides, open_m: float) -> None:
    sides["东路"] = LineString([(600, open_m), (600, 500)])
    block = closed(sides)
    assert block.open_m == pytest.approx(open_m)
    assert block.shape.symmetric_difference(box(6, 6, 594, 394)).area < 50


def test_an_open_corner_of_a_narrow_block_is_closed_too() -> None:
    sides = frame(0, 0, 600, 80)
    sides["北路"] = LineString([(-100, 80), (600, 80)])
    sides["东路"] = LineString([(600, 80), (600, 300)])
    sides["南路"] = LineString([(-100, 0), (600, 0)])
    assert blocks(sides) == []  # the eastern road touches one corner, it is no side
    sides["东路"] = LineString([(600, 45), (600, 300)])
    assert closed(sides).open_m == pytest.approx(45)


@pytest.mark.parametrize("open_m", [160, 300])
def test_wider_corner_stays_open(sides: Sides, open_m: float) -> None:
    sides["东路"] = LineString([(600, open_m), (600, 500)])
    sides["南路"] = LineString([(-100, 0), (600, 0)])
    assert blocks(sides) == []


@pytest.mark.parametrize(("bank", "count"), [(200, 1), (260, 0)])
def test_a_road_that_ends_at_a_bank_reaches_the_water(sides: Sides, bank: int, count: int) -> None:
    river = box(600 + bank, -300, 900 + bank, 700)
    sides["北路"], sides["南路"] = (
        LineString([(-100, y), (600, y)]) for y in (400, 0)
    )  # fmt: skip
    found = blocks({**sides, "东路": river})
    assert [round(block.open_m) for block in found] == [bank] * count


def test_a_link_that_is_not_needed_does_not_cut_a_block() -> None:
    sides = frame(0, 0, 600, 400)
    sides["东路"] = LineString([(600, 60), (600, 500)])  # the open corner
    spur = LineString([(300, 0), (300, 350)])  # 50 m short of the northern road
    sides["南路"] = shapely.union(sides["南路"], spur)
    block = closed(sides)
    assert block.open_m == pytest.approx(60)
    assert block.shape.area > 0.95 * 600 * 400


# --- which lines are sides -----------------------------------------------------------------------


def test_both_blocks_beside_a_line_met_twice_are_returned_largest_first() -> None:
    ladder: Sides = {
        "西路": LineString([(0, -100), (0, 1100)]),
        "东路": LineString([(600, -100), (600, 1100)]),
        "环路": MultiLineString([LineString([(-100, y), (700, y)]) for y in (0, 300, 1000)]),
    }
    assert [round(b.shape.centroid.y) for b in blocks(ladder)] == [650, 150]


def test_block_must_touch_every_side(sides: Sides) -> None:
    sides["远路"] = LineString([(0, 900), (600, 900)])
    assert blocks(sides) == []


def test_a_side_that_only_touches_a_corner_is_no_side(sides: Sides) -> None:
    sides["斜路"] = LineString([(600, 400), (900, 700)])
    assert blocks(sides) == []


def test_a_side_that_runs_through_a_block_does_not_bound_it(sides: Sides) -> None:
    # The middle road ends 60 m short of the eastern one: what is meant lies north of it.
    sides["中路"] = LineString([(-100, 150), (540, 150)])
    north = {name: line for name, line in sides.items() if name != "南路"}
    (block,) = blocks(north)
    assert block.shape.bounds == pytest.approx((6, 156, 594, 394), abs=1)
    assert block.open_m == pytest.approx(60)


@pytest.mark.parametrize("side_m", [12, 20])
def test_a_sliver_is_no_block(side_m: float) -> None:
    assert blocks(frame(0, 0, side_m, side_m)) == []


@pytest.mark.parametrize("count", [0, 1, 2])
def test_two_lines_enclose_nothing(sides: Sides, count: int) -> None:
    assert blocks(dict(list(sides.items())[:count])) == []


def test_parallel_roads_enclose_nothing() -> None:
    lines: Sides = {str(y): LineString([(0, y), (900, y)]) for y in (0, 400, 800)}
    assert blocks(lines) == []


def test_a_ring_and_a_line_across_it_enclose_two_halves() -> None:
    ring = Point(0, 0).buffer(300).exterior
    assert len(blocks({"环路": ring, "直路": LineString([(-400, 0), (400, 0)])})) == 2


# --- what of a block is no street --------------------------------------------------------------


@pytest.mark.parametrize(("side_m", "inset"), [(600, 8), (200, 8), (100, 5), (40, 2)])
def test_a_plot_stands_back_from_the_street_and_less_so_a_small_one(
    side_m: float, inset: float
) -> None:
    assert set_back(box(0, 0, side_m, side_m)).bounds == pytest.approx(
        (inset, inset, side_m - inset, side_m - inset), abs=0.1
    )


def test_a_narrow_neck_leaves_the_larger_part() -> None:
    east = [(400, 100), (400, 0), (500, 0), (500, 200), (400, 200), (400, 112)]
    plot = set_back(
        Polygon([(0, 0), (300, 0), (300, 100), *east, (300, 112), (300, 300), (0, 300)])
    )
    assert plot.bounds == pytest.approx((8, 8, 292, 292), abs=0.1)
    assert plot.exterior.is_ccw
