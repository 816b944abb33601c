"""Metres come from one projection and go back to the same degrees."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon, box

from geo.metric import area_m2, distance_m, to_degrees, to_metres

LONS = st.floats(121.0, 122.0)
LATS = st.floats(30.7, 31.6)


@given(LONS, LATS)
def test_there_and_back_is_the_same_place(lon: float, lat: float) -> None:
    back = to_degrees(to_metres(Point(lon, lat)))
    assert (back.x, back.y) == pytest.approx((lon, lat), abs=1e-8)


def test_first_number_is_the_longitude() -> None:
    here, east = to_metres(Point(121.43, 31.18)), to_metres(Point(121.44, 31.18))
    assert east.x - here.x == pytest.approx(953, rel=0.001)


def test_length_of_a_minute_of_latitude() -> None:
    line = LineString([(121.43, 31.18), (121.43, 31.18 + 1 / 60)])
    assert to_metres(line).length == pytest.approx(1848, rel=0.0005)


def test_area_of_a_square_of_a_hundredth_of_a_degree() -> None:
    assert area_m2(box(121.43, 31.18, 121.44, 31.19)) == pytest.approx(953.4 * 1108.8, rel=0.001)


def test_distance_is_taken_between_nearest_points() -> None:
    first, second = box(121.43, 31.18, 121.44, 31.19), Point(121.45, 31.185)
    assert distance_m(first, second) == pytest.approx(953, rel=0.001)


def test_arrays_keep_their_shape() -> None:
    points = to_metres(np.array([Point(121.43, 31.18), Point(121.44, 31.18)]))
    assert [point.geom_type for point in points] == ["Point", "Point"]


def test_empty_geometry_stays_empty() -> None:
    assert to_metres(Polygon()).is_empty


def test_input_is_left_as_it_was() -> None:
    line = LineString([(121.43, 31.18), (121.44, 31.18)])
    to_metres(line)
    assert shapely.get_coordinates(line)[0].tolist() == [121.43, 31.18]
