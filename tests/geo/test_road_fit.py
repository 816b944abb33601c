"""Streets lie on roads, doors beside them, plots between them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
import shapely
from shapely.geometry import GeometryCollection, LineString, MultiPoint, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.road_fit import MOST_UNITS, RoadNet, Units, units_of

ROADS = [LineString([(0, y), (1000, y)]) for y in (0, 200, 400)] + [
    LineString([(x, 0), (x, 400)]) for x in (0, 300, 600, 1000)
]


def units(*shapes: BaseGeometry) -> Units:
    return units_of(np.array(shapes, dtype=object))


def fit(*shapes: BaseGeometry) -> Sequence[float]:
    net = RoadNet(np.array(ROADS, dtype=object), box(-50, -50, 1050, 450))
    return [float(weight) for weight in net.fits(units(*shapes))]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (Point(100, 25), Point(100, 100)),
        (Point(300, 200), Point(450, 100)),
        (LineString([(10, 203), (290, 203)]), LineString([(10, 300), (290, 300)])),
        (box(310, 10, 590, 190), box(310, 110, 590, 290)),
        (box(20, 10, 40, 30), box(120, 90, 140, 110)),
    ],
    ids=["door", "crossing", "street", "plot", "house"],
)
def test_what_belongs_fits_better(right: BaseGeometry, wrong: BaseGeometry) -> None:
    assert fit(right)[0] > 0 > fit(wrong)[0]


def test_a_plot_may_end_at_the_middle_of_its_roads() -> None:
    assert fit(box(300, 0, 600, 200))[0] > 0


def test_a_street_that_is_partly_on_a_road_fits_partly() -> None:
    whole, half, none = (
        fit(LineString([(10, y), (290, end)]))[0] for y, end in ((200, 200), (200, 240), (300, 300))
    )
    assert whole > half > none


def test_what_lies_outside_the_cover_is_not_judged() -> None:
    assert np.isnan(fit(Point(5000, 0))[0])


@pytest.mark.parametrize(
    "shape",
    [box(0, 0, 1000, 400), LineString([(0, 0), (20, 0)]), Point(), Polygon(), LineString()],
    ids=["large", "short", "no point", "no polygon", "no line"],
)
def test_what_says_nothing_is_left_out(shape: BaseGeometry) -> None:
    assert len(units(shape)) == 0


def test_a_crowd_counts_once() -> None:
    assert len(units(*(Point(100 + i / 10, 25) for i in range(50)))) == 1


def test_parts_count_for_themselves() -> None:
    nested = GeometryCollection([MultiPoint([(0, 0), (500, 0)]), LineString([(0, 0), (300, 0)])])
    found = units(nested)
    assert (len(found.points), len(found.lines)) == (2, 1)


def test_there_is_a_limit() -> None:
    assert 0 < len(units(*(Point(100 * i, 0) for i in range(5000)))) <= MOST_UNITS


def test_moving_keeps_the_units() -> None:
    found = units(Point(0, 0), LineString([(0, 0), (300, 0)]), box(310, 10, 590, 190))
    moved = found.moved(lambda spots: spots + np.array([7, -3]))
    assert moved.middles() == pytest.approx(found.middles() + np.array([7, -3]))
    assert shapely.area(moved.plots) == pytest.approx(shapely.area(found.plots))
