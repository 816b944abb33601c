"""Positions go to WGS-84 and come back to a millimetre; what cannot be a position is refused."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import example, given
from hypothesis import strategies as st
from shapely.geometry import GeometryCollection, LineString, MultiPoint, Point, Polygon, box

from geo.datum import (
    CHINA_BOX,
    DATUMS,
    DatumError,
    bd09_to_gcj02,
    bd09_to_wgs84,
    datum_of,
    from_wgs84,
    gcj02_to_bd09,
    gcj02_to_wgs84,
    shape_from_wgs84,
    shape_to_wgs84,
    to_wgs84,
    wgs84_to_bd09,
    wgs84_to_gcj02,
)

WEST, SOUTH, EAST, NORTH = CHINA_BOX
CHINA = (st.floats(WEST, EAST), st.floats(SOUTH, NORTH))
DISTRICT = (st.floats(121.37, 121.49), st.floats(31.08, 31.24))
BELTS = (st.floats(119.0, 124.0), st.floats(SOUTH, NORTH))
BELT_DATUMS = ["epsg:4549", "epsg:4528", "epsg:32651"]
DEGREES_TO_M = 111_320.0
HERE = (121.43, 31.18)


def apart_m(first: tuple[Any, Any], second: tuple[Any, Any]) -> Any:
    """Return the distance of positions that are close to each other, metres."""
    east = (np.asarray(first[0]) - second[0]) * np.cos(np.radians(second[1]))
    return np.hypot(east, np.asarray(first[1]) - second[1]) * DEGREES_TO_M


# --- there and back --------------------------------------------------------------------------


@pytest.mark.parametrize("datum", [d for d in DATUMS if d not in BELT_DATUMS])
@given(*CHINA)
@example(WEST, SOUTH)
@example(EAST, NORTH)
@example(105.0, 35.0)  # where the formula has a kink
@example(math.nextafter(105.0, 106.0), 35.0)
def test_back_from_every_datum_all_over_china(datum: str, lon: float, lat: float) -> None:
    back = to_wgs84(*from_wgs84(lon, lat, datum), datum)
    assert apart_m(back, (lon, lat)) < 1e-6


@pytest.mark.parametrize("datum", DATUMS)
@given(*DISTRICT)
def test_back_from_every_datum_in_a_district(datum: str, lon: float, lat: float) -> None:
    assert apart_m(to_wgs84(*from_wgs84(lon, lat, datum), datum), (lon, lat)) < 1e-7


@pytest.mark.parametrize("datum", BELT_DATUMS)
@given(*BELTS)
def test_back_from_every_belt(datum: str, lon: float, lat: float) -> None:
    assert apart_m(to_wgs84(*from_wgs84(lon, lat, datum), datum), (lon, lat)) < 1e-6


@given(*CHINA)
def test_gcj02_and_bd09_convert_without_wgs84_between(lon: float, lat: float) -> None:
    gcj02, bd09 = wgs84_to_gcj02(lon, lat), wgs84_to_bd09(lon, lat)
    assert apart_m(gcj02_to_bd09(*gcj02), bd09) < 1e-7
    assert apart_m(bd09_to_gcj02(*bd09), gcj02) < 1e-6


def test_a_million_positions_are_as_exact_as_one() -> None:
    random = np.random.default_rng(8)
    lon, lat = random.uniform(73, 136, 100_000), random.uniform(4, 54, 100_000)
    for there, back in ((wgs84_to_gcj02, gcj02_to_wgs84), (wgs84_to_bd09, bd09_to_wgs84)):
        assert apart_m(back(*there(lon, lat)), (lon, lat)).max() < 1e-7


# --- where things come to lie ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("lon", "lat", "gcj_lon", "gcj_lat", "bd_lon", "bd_lat"),
    [
        pytest.param(
            121.43, 31.18, 121.434626364, 31.178123396, 121.441018861, 31.184468844, id="Shanghai"
        ),
        pytest.param(
            116.4, 39.9, 116.406242785, 39.901403530, 116.412628029, 39.907733782, id="Beijing"
        ),
        pytest.param(
            87.6, 43.8, 87.602838972, 43.801212030, 87.609210152, 43.807472508, id="Urumqi"
        ),
        pytest.param(
            91.1, 29.65, 91.101568283, 29.647300329, 91.108037374, 29.653419416, id="Lhasa"
        ),
        pytest.param(
            126.6, 45.75, 126.605910241, 45.751913682, 126.612298220, 45.758282221, id="Harbin"
        ),
        pytest.param(
            109.5, 18.25, 109.504118444, 18.248331521, 109.510680256, 18.254012006, id="Sanya"
        ),
        pytest.param(
            105.0, 35.0, 105.003286241, 34.999098632, 105.009666828, 35.005403668, id="kink"
        ),
        pytest.param(
            75.99, 39.47, 75.992955638, 39.470227497, 75.999465199, 39.476187842, id="Kashi"
        ),
    ],
)
def test_pairs_that_another_program_computed(  # geocoordinates-rs 0.14.2, written with 9 decimals
    lon: float, lat: float, gcj_lon: float, gcj_lat: float, bd_lon: float, bd_lat: float
) -> None:
    assert wgs84_to_gcj02(lon, lat) == pytest.approx((gcj_lon, gcj_lat), abs=2e-9, rel=0)
    assert wgs84_to_bd09(lon, lat) == pytest.approx((bd_lon, bd_lat), abs=2e-9, rel=0)


@pytest.mark.parametrize(
    ("lon", "lat", "gcj_lon", "gcj_lat"),
    [
        (121.5272106, 31.1774276, 121.531541859215, 31.17530398364597),
        (113.912316, 22.543847, 113.9171764808363, 22.540796131694766),
        (116.377817, 39.911954, 116.38404722455657, 39.91334545536069),
    ],
)
def test_pairs_that_others_published(
    lon: float, lat: float, gcj_lon: float, gcj_lat: float
) -> None:
    """From the tests of eviltransform, which were written years before this program."""
    assert apart_m(wgs84_to_gcj02(lon, lat), (gcj_lon, gcj_lat)) < 1e-6


def test_offsets_have_the_size_and_direction_known_of_shanghai() -> None:
    east, north = (np.array(wgs84_to_gcj02(*HERE)) - HERE) * DEGREES_TO_M
    assert (east * math.cos(math.radians(HERE[1])), north) == pytest.approx((440, -210), abs=15)
    assert apart_m(wgs84_to_bd09(*HERE), HERE) == pytest.approx(1180, abs=60)


def test_belts_differ_by_the_number_of_the_zone_alone() -> None:
    bare, prefixed = from_wgs84(*HERE, "epsg:4549"), from_wgs84(*HERE, "epsg:4528")
    assert prefixed == pytest.approx((bare[0] + 40_000_000, bare[1]), abs=1e-6)


def test_central_meridian_lies_at_five_hundred_kilometres() -> None:
    assert from_wgs84(120.0, 31.0, "epsg:4549")[0] == pytest.approx(500_000, abs=1e-6)


def test_northing_is_the_length_of_the_meridian() -> None:
    """By numeric integration on the ellipsoid of CGCS2000."""
    flat = 1 / 298.257222101
    e2 = flat * (2 - flat)
    phi = np.linspace(0, math.radians(31), 200_001)
    bend = 6378137.0 * (1 - e2) / (1 - e2 * np.sin(phi) ** 2) ** 1.5
    assert from_wgs84(120.0, 31.0, "epsg:4549")[1] == pytest.approx(
        float(np.trapezoid(bend, phi)), abs=1e-3
    )


def test_web_mercator_is_the_sphere() -> None:
    x, y = from_wgs84(*HERE, "epsg:3857")
    assert x == pytest.approx(6378137.0 * math.radians(HERE[0]), abs=1e-6)
    assert y == pytest.approx(6378137.0 * math.asinh(math.tan(math.radians(HERE[1]))), abs=1e-6)


def test_cgcs2000_degrees_are_taken_as_they_are() -> None:
    assert to_wgs84(*HERE, "cgcs2000") == HERE


# --- the edge of the box ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lon", "lat"),
    [
        (math.nextafter(WEST, 0), 30.0),
        (math.nextafter(EAST, 180), 30.0),
        (100.0, math.nextafter(SOUTH, 0)),
        (100.0, math.nextafter(NORTH, 90)),
        (-0.13, 51.5),
        (151.2, -33.9),
    ],
)
def test_outside_the_box_gcj02_is_wgs84(lon: float, lat: float) -> None:
    assert wgs84_to_gcj02(lon, lat) == (lon, lat)


@pytest.mark.parametrize(("lon", "lat"), [(WEST, 30), (EAST, 30), (100, SOUTH), (100, NORTH)])
def test_the_edge_belongs_to_the_box(lon: float, lat: float) -> None:
    moved = wgs84_to_gcj02(lon, lat)
    assert apart_m(moved, (lon, lat)) > 50
    assert apart_m(gcj02_to_wgs84(*moved), (lon, lat)) < 1e-7


@pytest.mark.parametrize(("lon", "lat"), [(71.9, 30), (137.9, 30), (100, 0.7), (100, 55.9)])
def test_beyond_the_edge_gcj02_goes_back_to_itself(lon: float, lat: float) -> None:
    assert gcj02_to_wgs84(lon, lat) == (lon, lat)


def test_one_array_may_lie_on_both_sides_of_the_edge() -> None:
    lon, lat = wgs84_to_gcj02(np.array([2.35, 121.43]), np.array([48.86, 31.18]))
    assert (lon[0], lat[0]) == (2.35, 48.86)
    assert (lon[1], lat[1]) == wgs84_to_gcj02(*HERE)


# --- shapes of numbers -----------------------------------------------------------------------


@pytest.mark.parametrize("datum", DATUMS)
def test_numbers_give_numbers_and_arrays_arrays(datum: str) -> None:
    lon, lat = np.full((2, 3), HERE[0]), np.full((2, 3), HERE[1])
    one, many = from_wgs84(*HERE, datum), from_wgs84(lon, lat, datum)
    assert [type(number) for number in one] == [float, float]
    assert (many[0].shape, many[1].shape) == ((2, 3), (2, 3))
    assert (many[0][1, 2], many[1][1, 2]) == pytest.approx(one, rel=1e-15)
    assert from_wgs84([], [], datum)[0].shape == (0,)


@pytest.mark.parametrize("datum", DATUMS)
def test_what_is_given_is_not_changed(datum: str) -> None:
    lon, lat = np.array([HERE[0]]), np.array([HERE[1]])
    found = from_wgs84(lon, lat, datum)
    found[0][:] = 0
    assert (lon[0], lat[0]) == HERE


@pytest.mark.parametrize("datum", DATUMS)
@pytest.mark.parametrize(
    "shape",
    [
        Point(HERE),
        LineString([HERE, (121.44, 31.19)]),
        box(121.43, 31.18, 121.44, 31.19).difference(box(121.433, 31.183, 121.436, 31.186)),
        MultiPoint([HERE, (121.44, 31.19)]),
        GeometryCollection([Point(HERE), LineString([HERE, (121.44, 31.19)])]),
        Polygon(),
    ],
    ids=lambda shape: shape.geom_type,
)
def test_shapes_go_there_and_back(datum: str, shape: Any) -> None:
    back = shape_to_wgs84(shape_from_wgs84(shape, datum), datum)
    assert back.geom_type == shape.geom_type
    assert shapely.equals_exact(back, shape, tolerance=1e-12)


def test_many_shapes_go_at_once() -> None:
    moved = shape_from_wgs84(np.array([Point(HERE), Point(121.44, 31.19)]), "gcj02")
    assert (moved[0].x, moved[0].y) == wgs84_to_gcj02(*HERE)


# --- refused ---------------------------------------------------------------------------------


@pytest.mark.parametrize("datum", DATUMS)
@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused(datum: str, bad: float) -> None:
    for pair in ((bad, 31.18), (121.43, bad)):
        with pytest.raises(DatumError, match="应为两个数"):
            to_wgs84(*pair, datum)
        with pytest.raises(DatumError, match="应为两个数"):
            from_wgs84(*pair, datum)


@pytest.mark.parametrize(
    ("x", "y", "datum", "words"),
    [
        (31.18, 121.43, "wgs84", "两个数写反了"),
        (31.18, 121.43, "gcj02", "两个数写反了"),
        (636_000, 3_451_000, "wgs84", "像是投影坐标"),
        (3_451_000, 636_000, "epsg:4549", "两个数写反了"),  # the order of survey offices
        (40_636_000, 3_451_000, "epsg:4549", "像是 epsg:4528"),
        (636_000, 3_451_000, "epsg:4528", "像是 epsg:4549"),
        (121.43, 31.18, "epsg:4549", "应为 50000 到"),
        (2.1e7, 0, "epsg:3857", "像是|应为"),
        (181, 0, "cgcs2000", "应为 -180 到 180"),
    ],
)
def test_what_cannot_be_of_the_datum_is_refused(x: float, y: float, datum: str, words: str) -> None:
    with pytest.raises(DatumError, match=words):
        to_wgs84(x, y, datum)


@pytest.mark.parametrize(("lon", "lat"), [(115.9, 31), (124.1, 31), (120, -1), (120, 85)])
def test_far_from_the_belt_there_is_no_answer(lon: float, lat: float) -> None:
    with pytest.raises(DatumError, match="可表达的范围"):
        from_wgs84(lon, lat, "epsg:4549")


def test_the_first_bad_position_of_many_is_named() -> None:
    with pytest.raises(DatumError, match=r"第 3 个点.*31.18, 121.43"):
        to_wgs84([121.4, 121.5, 31.18, 0], [31.1, 31.2, 121.43, 999], "gcj02")


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("WGS-84", "wgs84"),
        ("wgs 84", "wgs84"),
        ("EPSG:4326", "wgs84"),
        ("CGCS2000", "cgcs2000"),
        ("EPSG:4490", "cgcs2000"),
        ("GCJ_02", "gcj02"),
        ("bd-09", "bd09"),
        ("EPSG:4549", "epsg:4549"),
        ("Web Mercator", "epsg:3857"),
    ],
)
def test_a_datum_may_be_written_in_several_ways(word: str, code: str) -> None:
    assert datum_of(word).code == code


@pytest.mark.parametrize("word", ["", "上海2000", "EPSG:2385", "beijing54", "gcj"])
def test_a_datum_that_is_not_known_is_refused(word: str) -> None:
    with pytest.raises(DatumError, match=r"不认识坐标系.*可用 wgs84、"):
        to_wgs84(*HERE, word)
