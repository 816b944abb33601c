"""A road becomes one clean line across an area."""

from __future__ import annotations

import pytest
import shapely
from shapely.geometry import LineString, MultiLineString, Point, box

from layers.cutlines import cut_line

AREA = box(121.40, 31.10, 121.42, 31.12)
ROAD = LineString([(121.41, 31.105), (121.41, 31.115)])


@pytest.mark.parametrize(("side", "kept"), [("east", 121.415), ("west", 121.405)])
def test_side_of_a_road_that_runs_north(side: str, kept: float) -> None:
    cut = cut_line(side, ROAD, AREA)
    assert cut is not None
    assert cut.keeps(Point(kept, 31.11))
    assert not cut.keeps(Point(242.82 - kept, 31.11))


@pytest.mark.parametrize(("side", "kept"), [("north", 31.115), ("south", 31.105)])
def test_side_of_a_river_that_runs_east(side: str, kept: float) -> None:
    cut = cut_line(side, LineString([(121.39, 31.11), (121.43, 31.11)]), AREA)
    assert cut is not None
    assert cut.keeps(Point(121.41, kept))
    assert not cut.keeps(Point(121.41, 62.22 - kept))


def test_line_is_drawn_on_beyond_both_ends() -> None:
    cut = cut_line("east", ROAD, AREA)
    assert cut is not None
    assert len(shapely.get_parts(AREA.difference(cut.line(AREA).buffer(1e-9)))) == 2


def test_two_carriageways_become_their_middle() -> None:
    ways = [[(x, 31.10), (x, 31.12)] for x in (121.409, 121.411)]
    cut = cut_line("east", MultiLineString(ways), AREA)
    assert cut is not None
    assert {round(x, 6) for x, _ in cut.line(AREA).coords} == {121.41}


def test_gap_in_the_road_is_bridged() -> None:
    ways = [[(121.41, 31.10), (121.41, 31.105)], [(121.41, 31.115), (121.41, 31.12)]]
    cut = cut_line("east", MultiLineString(ways), AREA)
    assert cut is not None
    assert cut.keeps(Point(121.4101, 31.11))


def test_road_elsewhere_does_not_cut() -> None:
    assert cut_line("east", LineString([(121.5, 31.1), (121.5, 31.2)]), AREA) is None


def test_far_piece_of_the_same_name_does_not_bend_the_cut() -> None:
    far = MultiLineString([ROAD, LineString([(121.60, 31.105), (121.60, 31.115)])])
    cut = cut_line("east", far, AREA)
    assert cut is not None
    assert cut.keeps(Point(121.4101, 31.11))
