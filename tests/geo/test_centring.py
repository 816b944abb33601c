"""A divided road is drawn in the middle, an undivided one as it is."""

from __future__ import annotations

import pytest
import shapely
from shapely.geometry import LineString, MultiLineString

from geo.centring import centred

Corners = list[tuple[float, float]]
STRAIGHT: Corners = [(0, 0), (500, 0), (1000, 0)]


def roads(*lines: Corners) -> MultiLineString:
    return MultiLineString(lines)


EASTBOUND: Corners = [(0, 0), (1000, 0)]
WESTBOUND: Corners = [(1000, 30), (0, 30)]


@pytest.mark.parametrize("line", [EASTBOUND, WESTBOUND])
def test_divided_road_is_drawn_in_the_middle(line: Corners) -> None:
    middle = centred(LineString(line), roads(EASTBOUND, WESTBOUND))
    assert shapely.get_coordinates(middle)[:, 1] == pytest.approx(15, abs=0.1)


@pytest.mark.parametrize("line", [EASTBOUND, WESTBOUND])
def test_middle_runs_the_way_the_line_did(line: Corners) -> None:
    middle = centred(LineString(line), roads(EASTBOUND, WESTBOUND))
    assert middle.coords[0][0] == pytest.approx(line[0][0], abs=1)


def test_undivided_road_stays_as_it_is() -> None:
    line = LineString(STRAIGHT)
    assert centred(line, roads(STRAIGHT)) is line


def test_road_beyond_reach_is_no_twin() -> None:
    line = LineString(EASTBOUND)
    assert centred(line, roads(EASTBOUND, [(0, 60), (1000, 60)])) is line


def test_short_ramp_does_not_bend_the_line() -> None:
    line = LineString(EASTBOUND)
    assert centred(line, roads(EASTBOUND, [(400, 0), (450, 20), (500, 0)])) is line
