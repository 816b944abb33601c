from __future__ import annotations

import pytest
import shapely
from pyproj import Geod
from shapely.geometry import LineString, MultiPolygon, Point

from maps.figures import sizes
from maps.payload import page_data
from maps.view import MapView

from .conftest import place, square


def test_lengths_and_areas_are_those_on_the_ellipsoid() -> None:
    line = LineString([(121.41, 31.12), (121.42, 31.125), (121.43, 31.2)])
    area = shapely.box(121.43, 31.11, 121.434, 31.114)
    both = MultiPolygon([area, shapely.box(121.45, 31.11, 121.46, 31.12)])
    ellipsoid = Geod(ellps="WGS84")
    found = sizes([line, area, Point(121.4, 31.1), both, None])
    assert found[0] == pytest.approx(ellipsoid.geometry_length(line), rel=5e-4)
    assert found[1] == pytest.approx(abs(ellipsoid.geometry_area_perimeter(area)[0]), rel=5e-4)
    assert found[2] == found[4] == 0
    assert found[3] == pytest.approx(abs(ellipsoid.geometry_area_perimeter(both)[0]), rel=5e-4)


def test_nothing_has_no_sizes() -> None:
    assert sizes([]) == []


@pytest.mark.parametrize(
    ("kind", "method", "counted"),
    [("park", "place", True), ("park", "area", False), ("road_segment", "stretch", False)],
)
def test_an_outline_that_is_only_the_ground_has_no_area(
    kind: str, method: str, counted: bool
) -> None:
    feature = place(1, square(121.43, 31.11, 0.004), kind=kind, method=method)
    assert bool(page_data(MapView([feature], ()))["sizes"][0]) is counted
