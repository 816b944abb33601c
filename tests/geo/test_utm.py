"""The projection: the same as PROJ's, and back again."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import Transformer

from geo.utm import from_utm, to_utm


@pytest.fixture(params=[49, 51])
def zone(request: pytest.FixtureRequest) -> int:
    number: int = request.param
    return number


@pytest.fixture
def grid(zone: int) -> np.ndarray:
    middle = 6 * zone - 183
    lon, lat = np.meshgrid(np.linspace(middle - 4, middle + 4, 33), np.linspace(0.5, 54, 60))
    return np.column_stack([lon.ravel(), lat.ravel()])


def test_proj_agrees_to_a_thousandth_of_a_millimetre(zone: int, grid: np.ndarray) -> None:
    there = Transformer.from_crs("EPSG:4326", f"EPSG:326{zone}", always_xy=True)
    expected = np.column_stack(there.transform(grid[:, 0], grid[:, 1]))
    assert np.abs(to_utm(grid, zone) - expected).max() < 1e-6


def test_proj_agrees_on_the_way_back(zone: int, grid: np.ndarray) -> None:
    metres = to_utm(grid, zone)
    back = Transformer.from_crs(f"EPSG:326{zone}", "EPSG:4326", always_xy=True)
    expected = np.column_stack(back.transform(metres[:, 0], metres[:, 1]))
    assert np.abs(from_utm(metres, zone) - expected).max() < 1e-11


def test_there_and_back_is_where_it_was(zone: int, grid: np.ndarray) -> None:
    assert np.abs(from_utm(to_utm(grid, zone), zone) - grid).max() < 1e-11


def test_no_points_stay_no_points(zone: int) -> None:
    assert to_utm(np.empty((0, 2)), zone).shape == (0, 2)
