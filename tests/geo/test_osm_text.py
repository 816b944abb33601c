"""What a feature says is written short and the same each time."""

from __future__ import annotations

import pytest
from shapely.geometry import GeometryCollection, LineString, MultiLineString, Point

from geo.metric import to_degrees, to_metres
from geo.osm_text import aliases, level, line_parts, simplified, wkt


def test_other_names_are_joined_once_each() -> None:
    tags = {
        "name": "红叶路",
        "alt_name": "枫路；旧枫路",
        "old_name": "旧枫路;老路",
        "name:zh": "红叶路",
    }
    assert aliases(tags) == "枫路;旧枫路;老路"


@pytest.mark.parametrize("tags", [{}, {"name": "红叶路"}, {"name": "红叶路", "alt_name": " ; "}])
def test_no_other_name(tags: dict[str, str]) -> None:
    assert aliases(tags) == ""


def test_geometry_is_written_with_six_decimals() -> None:
    assert wkt(Point(121.43212345678, 31.5)) == "POINT (121.432123 31.5)"


@pytest.mark.parametrize(
    ("tags", "where"),
    [
        ({}, "surface"),
        ({"bridge": "yes"}, "bridge"),
        ({"tunnel": "yes"}, "tunnel"),
        ({"tunnel": "yes", "bridge": "yes"}, "tunnel"),
        ({"bridge": "no", "tunnel": "no"}, "surface"),
    ],
)
def test_level(tags: dict[str, str], where: str) -> None:
    assert level(tags) == where


@pytest.mark.parametrize(("aside_m", "vertices"), [(0.4, 2), (3.0, 3)])
def test_vertices_closer_than_the_tolerance_go(aside_m: float, vertices: int) -> None:
    x, y = to_metres(Point(121.43, 31.18)).coords[0]
    bent = to_degrees(LineString([(x, y), (x + 50, y + aside_m), (x + 100, y)]))
    assert len(simplified(bent, 1.0).coords) == vertices


def test_only_lines_with_a_length_are_parts() -> None:
    line, dot = LineString([(0, 0), (1, 0)]), LineString([(2, 2), (2, 2)])
    mixed = GeometryCollection([MultiLineString([line, dot]), Point(3, 3)])
    assert [part for whole in mixed.geoms for part in line_parts(whole)] == [line]
