"""Numbers of the wrong order or unit are read as what leads into the district."""

from __future__ import annotations

import numpy as np
import pytest

from geo.datum import DATUMS, from_wgs84
from geo.datum_reading import ELSEWHERE, HERE, NO_DEGREES, Reading, near_district, readings

BOX = (121.40, 31.10, 121.46, 31.22)
HERE_LON, HERE_LAT = 121.43, 31.18
METRES = [code for code, datum in DATUMS.items() if datum.metres]


def read(x: float, y: float) -> Reading:
    (found,) = readings(np.array([[x, y]]), BOX)
    return found


@pytest.mark.parametrize("datum", ["wgs84", "gcj02", "bd09", "cgcs2000"])
def test_degrees_in_the_district_are_as_they_should_be(datum: str) -> None:
    """A shift of some hundred metres is not seen here."""
    assert read(*from_wgs84(HERE_LON, HERE_LAT, datum)) == HERE


def test_swapped_degrees_are_seen() -> None:
    assert read(HERE_LAT, HERE_LON) == Reading("wgs84", swapped=True)


@pytest.mark.parametrize("datum", METRES)
@pytest.mark.parametrize("swapped", [False, True])
def test_metres_are_named_by_where_they_lead(datum: str, swapped: bool) -> None:
    x, y = from_wgs84(HERE_LON, HERE_LAT, datum)
    assert read(*((y, x) if swapped else (x, y))) == Reading(datum, swapped, degrees=False)


@pytest.mark.parametrize(("x", "y"), [(87.6, 43.8), (43.8, 87.6), (0, 0), (121.43, 30.9)])
def test_degrees_of_another_place_are_elsewhere(x: float, y: float) -> None:
    assert read(x, y) == ELSEWHERE


@pytest.mark.parametrize(("x", "y"), [(1_000.0, -2_500.0), (4e6, 4e6), (300.0, 31.0)])
def test_other_numbers_are_no_degrees(x: float, y: float) -> None:
    assert read(x, y) == NO_DEGREES


def test_swapped_degrees_of_a_district_in_the_west_of_china_are_seen() -> None:
    """There both numbers may be a latitude, so that only the place tells."""
    assert readings(np.array([[43.8, 87.6]]), (87.5, 43.7, 87.7, 43.9)) == [
        Reading("wgs84", swapped=True)
    ]


def test_each_position_is_read_for_itself() -> None:
    pairs = [(HERE_LON, HERE_LAT), (HERE_LAT, HERE_LON), (2.0, 48.0)]
    assert readings(np.array(pairs), BOX) == [HERE, Reading("wgs84", swapped=True), ELSEWHERE]


def test_no_position_has_no_reading() -> None:
    assert readings(np.empty((0, 2)), BOX) == []


def test_what_is_near_the_district_is_of_the_district() -> None:
    west, _, _, north = near_district(BOX)
    assert read(west, north) == HERE
    assert read(west - 1e-6, north) == ELSEWHERE
