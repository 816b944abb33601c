"""Our GCJ-02 and BD-09 against those of geocoordinates-rs, another's work in another language."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.datum import (
    CHINA_BOX,
    bd09_to_gcj02,
    bd09_to_wgs84,
    gcj02_to_wgs84,
    wgs84_to_bd09,
    wgs84_to_gcj02,
)

if sys.platform == "win32":  # nowhere else: where it is missing by mistake, that is an error
    pytest.skip("geocoordinates-rs has no wheel for Windows", allow_module_level=True)
import geocoordinates_ffi as other

WEST, SOUTH, EAST, NORTH = CHINA_BOX
CHINA = given(st.floats(WEST + 0.1, EAST - 0.1), st.floats(SOUTH + 0.1, NORTH - 0.1))
ANYWHERE = given(st.floats(-179, 179), st.floats(-84, 84))
DISTRICT = given(st.floats(121.37, 121.49), st.floats(31.08, 31.24))
SAME_DEG = 1e-11
"""A thousandth of a millimetre."""


@ANYWHERE
def test_gcj02_is_the_same_everywhere(lon: float, lat: float) -> None:
    theirs = other.wgs84_to_gcj02(other.Wgs84(lat=lat, lon=lon))
    assert wgs84_to_gcj02(lon, lat) == pytest.approx((theirs.lon, theirs.lat), abs=SAME_DEG, rel=0)


@CHINA
def test_bd09_is_the_same_all_over_china(lon: float, lat: float) -> None:
    theirs = other.wgs84_to_bd09(other.Wgs84(lat=lat, lon=lon))
    assert wgs84_to_bd09(lon, lat) == pytest.approx((theirs.lon, theirs.lat), abs=SAME_DEG, rel=0)


@pytest.mark.parametrize(("lon", "lat"), [(WEST, 30.0), (EAST, 30.0), (99.0, SOUTH), (99.0, NORTH)])
@pytest.mark.parametrize("step", [-1e-9, 0.0, 1e-9])
def test_the_edge_is_the_same(lon: float, lat: float, step: float) -> None:
    lon, lat = (lon, lat + step) if lon == 99 else (lon + step, lat)
    theirs = other.wgs84_to_gcj02(other.Wgs84(lat=lat, lon=lon))
    assert wgs84_to_gcj02(lon, lat) == pytest.approx((theirs.lon, theirs.lat), abs=SAME_DEG, rel=0)


@DISTRICT
def test_inverses_are_the_same_in_a_district(lon: float, lat: float) -> None:
    """Theirs end about a micrometre earlier."""
    pairs = (
        (gcj02_to_wgs84, other.gcj02_to_wgs84_refined(other.Gcj02(lat=lat, lon=lon))),
        (bd09_to_wgs84, other.bd09_to_wgs84_refined(other.Bd09(lat=lat, lon=lon))),
        (bd09_to_gcj02, other.bd09_to_gcj02_refined(other.Bd09(lat=lat, lon=lon))),
    )
    for ours, theirs in pairs:
        assert ours(lon, lat) == pytest.approx((theirs.lon, theirs.lat), abs=1e-9, rel=0)
