"""Geometry fit for hand-over: rounded, valid, right-handed, one dimension."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import (
    GeometryCollection,
    LinearRing,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
    box,
)
from shapely.geometry.base import BaseGeometry

from layers.shapes import clean, cleaned, family, middle, middles, uniform

positions = st.tuples(st.floats(121.3, 121.6), st.floats(31.0, 31.3))


def is_rounded(geometry: BaseGeometry) -> bool:
    points = shapely.get_coordinates(geometry)
    return bool((points == np.round(points, 6)).all())


@given(st.lists(positions, min_size=3, max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_ring_becomes_a_valid_right_handed_polygon(ring: list[tuple[float, float]]) -> None:
    """Also bow ties and needles; only what has no area at all becomes empty."""
    found = clean(Polygon(ring))
    assert found.is_valid
    assert is_rounded(found)
    if found.is_empty:
        return
    assert family(found) == "polygons"
    for part in shapely.get_parts(found):
        assert part.exterior.is_ccw
        assert not any(hole.is_ccw for hole in part.interiors)


@given(st.lists(positions, min_size=2, max_size=12, unique=True))
@settings(max_examples=150, deadline=None)
def test_any_line_keeps_its_ends_and_direction(line: list[tuple[float, float]]) -> None:
    rounded = [(round(x, 6), round(y, 6)) for x, y in line]
    found = clean(LineString(line))
    assert is_rounded(found)
    if not found.is_empty:
        assert (found.coords[0], found.coords[-1]) == (rounded[0], rounded[-1])


@given(positions)
def test_cleaning_twice_changes_nothing(position: tuple[float, float]) -> None:
    x, y = position
    once = clean(box(x, y, x + 0.0012345678, y + 0.0023456789))
    assert clean(once).wkb == once.wkb


@given(st.floats(121.4, 121.5), st.floats(1e-5, 1e-2))
@settings(deadline=None)
def test_neighbours_stay_edge_to_edge(border: float, width: float) -> None:
    left = clean(box(border - width, 31.1, border, 31.2))
    right = clean(box(border, 31.1, border + width, 31.2))
    assert left.intersection(right).area == 0
    assert left.distance(right) == 0


def test_repeated_vertices_are_dropped() -> None:
    line = LineString([(121.4, 31.1), (121.4000001, 31.1000001), (121.5, 31.2)])
    assert list(clean(line).coords) == [(121.4, 31.1), (121.5, 31.2)]


def test_height_is_dropped() -> None:
    assert not clean(Point(121.4, 31.1, 7.0)).has_z


def test_collection_keeps_its_highest_dimension() -> None:
    mixed = GeometryCollection([Point(0, 0), box(121.4, 31.1, 121.5, 31.2)])
    assert clean(mixed).equals(box(121.4, 31.1, 121.5, 31.2))


def test_bow_tie_becomes_two_triangles() -> None:
    tie = Polygon([(121.4, 31.1), (121.5, 31.2), (121.5, 31.1), (121.4, 31.2)])
    assert len(shapely.get_parts(clean(tie))) == 2


def test_speck_becomes_empty() -> None:
    assert clean(box(121.4, 31.1, 121.4000001, 31.1000001)).is_empty


def test_speck_beside_an_area_is_dropped() -> None:
    area = box(121.4, 31.1, 121.5, 31.2)
    speck = box(121.6, 31.1, 121.6000001, 31.1000001)
    assert clean(MultiPolygon([area, speck])).geom_type == "Polygon"


def test_lines_that_run_on_are_joined() -> None:
    parts = [[(121.4, 31.1), (121.5, 31.1)], [(121.5, 31.1), (121.6, 31.1)]]
    assert clean(MultiLineString(parts)).geom_type == "LineString"


def test_lines_that_meet_head_on_are_not_turned() -> None:
    parts = [[(121.4, 31.1), (121.5, 31.1)], [(121.6, 31.1), (121.5, 31.1)]]
    assert clean(MultiLineString(parts)).geom_type == "MultiLineString"


def test_ring_of_a_line_is_a_line() -> None:
    ring = LinearRing([(121.4, 31.1), (121.5, 31.1), (121.5, 31.2)])
    assert clean(ring).geom_type == "LineString"


def test_of_several_points_the_middlemost_is_taken() -> None:
    points = MultiPoint([(121.40, 31.1), (121.45, 31.1), (121.52, 31.1)])
    assert clean(points).equals(Point(121.45, 31.1))


def test_empty_stays_empty() -> None:
    assert clean(Polygon()).is_empty


@pytest.mark.parametrize(
    ("shape", "name"),
    [
        (Point(1, 1), "points"),
        (MultiLineString([[(0, 0), (1, 1)]]), "lines"),
        (box(0, 0, 1, 1), "polygons"),
    ],
)
def test_family(shape: BaseGeometry, name: str) -> None:
    assert family(shape) == name


def test_middle_of_lines_is_on_the_longest() -> None:
    lines = MultiLineString([[(121.4, 31.1), (121.41, 31.1)], [(121.5, 31.2), (121.6, 31.2)]])
    assert middle(lines).equals(Point(121.55, 31.2))


def test_middle_of_an_area_lies_inside_it() -> None:
    ring = box(121.4, 31.1, 121.5, 31.2).difference(box(121.41, 31.11, 121.49, 31.19))
    assert ring.contains(middle(ring))


def test_middle_is_rounded() -> None:
    assert is_rounded(middle(LineString([(121.4, 31.1), (121.4333333, 31.1777777)])))


def test_one_multi_makes_all_multi() -> None:
    parts = MultiLineString([[(0, 0), (1, 1)], [(2, 2), (3, 3)]])
    found = uniform([LineString([(0, 0), (1, 0)]), parts])
    assert {shape.geom_type for shape in found} == {"MultiLineString"}


def test_one_polygon_is_a_multi_so_that_the_next_edition_has_the_same_type() -> None:
    assert uniform([box(0, 0, 1, 1)])[0].geom_type == "MultiPolygon"


def test_points_stay_points() -> None:
    assert uniform([Point(1, 2)])[0].geom_type == "Point"


def test_negative_zero_is_zero() -> None:
    assert math.copysign(1, shapely.get_x(clean(Point(-1e-9, 31.1)))) == 1


AWKWARD = [
    Point(121.4, 31.1, 7.0),
    Point(-0.0, 31.1),
    MultiPoint([(121.4, 31.1), (121.5, 31.1)]),
    LineString([(121.4, 31.1), (121.4, 31.1000001), (121.5, 31.1)]),
    LineString([(121.4, 31.1), (121.5, 31.1), (121.5, 31.2), (121.4, 31.1)]),
    LineString([(121.4, 31.1), (121.4 + 1e-9, 31.1)]),
    LinearRing([(121.4, 31.1), (121.5, 31.1), (121.5, 31.2)]),
    MultiLineString([[(121.4, 31.1), (121.5, 31.1)], [(121.5, 31.1), (121.6, 31.2)]]),
    box(121.4, 31.1, 121.5, 31.2, ccw=False),
    box(121.4, 31.1, 121.4 + 1e-8, 31.2),
    Polygon([(121.4, 31.1), (121.5, 31.2), (121.5, 31.1), (121.4, 31.2)]),
    box(121.4, 31.1, 121.5, 31.2).difference(box(121.42, 31.12, 121.43, 31.13)),
    MultiPolygon([box(121.4, 31.1, 121.5, 31.2)]),
    MultiPolygon([box(121.4, 31.1, 121.5, 31.2), box(121.6, 31.1, 121.7, 31.2)]),
    MultiPolygon([box(121.4, 31.1, 121.5, 31.2), box(121.6, 31.1, 121.6 + 1e-9, 31.2)]),
    GeometryCollection([box(121.4, 31.1, 121.5, 31.2), Point(121.4, 31.1)]),
]


def test_all_at_once_is_the_same_as_one_by_one() -> None:
    assert [g.wkb for g in cleaned(AWKWARD)] == [clean(g).wkb for g in AWKWARD]
    assert [g.wkb for g in cleaned([*AWKWARD, Point(), Polygon()])[-2:]] == [
        Point().wkb,
        Polygon().wkb,
    ]


def test_middles_at_once_are_the_same_as_one_by_one() -> None:
    assert [p.wkb for p in middles(AWKWARD)] == [middle(g).wkb for g in AWKWARD]


@given(st.lists(st.lists(positions, min_size=3, max_size=9), max_size=4))
@settings(max_examples=100, deadline=None)
def test_any_lines_and_rings_at_once_are_the_same(rings: list[list[tuple[float, float]]]) -> None:
    shapes: list[BaseGeometry] = [Polygon(ring) for ring in rings]
    shapes += [LineString(ring) for ring in rings]
    assert [g.wkb for g in cleaned(shapes)] == [clean(g).wkb for g in shapes]


def test_nothing_at_once_is_nothing() -> None:
    assert (list(cleaned([])), list(middles([])), list(uniform([]))) == ([], [], [])
