from __future__ import annotations

from typing import Any

import pytest
import shapely

from maps import shapes

SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]


def unpack(packed: list[int]) -> list[tuple[float, float]]:
    line, lon, lat = [], 0, 0
    for east, north in zip(packed[::2], packed[1::2], strict=True):
        lon, lat = lon + east, lat + north
        line.append((lon / shapes.PACK_SCALE, lat / shapes.PACK_SCALE))
    return line


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({"type": "Point", "coordinates": [1, 2]}, "Point"),
        ({"geometry": {"type": "Point", "coordinates": [1, 2]}}, "Point"),
        ({"geometry": {"type": "Polygon", "coordinates": [SQUARE]}}, "Polygon"),
        ({"geometry": shapely.Polygon(SQUARE)}, "Polygon"),
        (shapely.Point(1, 2), "Point"),
    ],
)
def test_every_writing_of_a_shape_is_read(value: Any, kind: str) -> None:
    geometry = shapes.geometry_of(value)
    assert geometry is not None
    assert geometry.geom_type == kind


@pytest.mark.parametrize("value", [None, {}, {"geometry": None}])
def test_what_has_no_shape_gives_none(value: Any) -> None:
    assert shapes.geometry_of(value) is None


def test_packed_lines_come_back_to_five_decimals() -> None:
    lines = [
        shapely.LineString([(121.412341, 31.2), (121.41239, 31.19998), (121.5, 31.1)]),
        shapely.LineString([(121.3, 31.0), (121.31, 31.02)]),
    ]
    back = [unpack(packed) for packed in shapes.pack_lines(lines)]
    assert back == [
        [(121.41234, 31.2), (121.41239, 31.19998), (121.5, 31.1)],
        [(121.3, 31.0), (121.31, 31.02)],
    ]


def test_positions_that_fall_together_are_packed_once() -> None:
    line = shapely.LineString([(121.4, 31.2), (121.4000001, 31.2), (121.41, 31.2)])
    assert shapes.pack_lines([line]) == [[12140000, 3120000, 1000, 0]]


def test_holes_stay_with_their_polygon() -> None:
    hole = [(0.2, 0.2), (0.4, 0.2), (0.4, 0.4), (0.2, 0.2)]
    packed = shapes.pack_polygons([shapely.Polygon(SQUARE, [hole]), shapely.Polygon(SQUARE)])
    assert [len(rings) for rings in packed] == [2, 1]


def test_no_lines_pack_to_nothing() -> None:
    assert shapes.pack_lines([]) == []


def test_a_symbol_stands_inside_its_area() -> None:
    horseshoe = shapely.Polygon([(0, 0), (3, 0), (3, 3), (2, 3), (2, 1), (1, 1), (1, 3), (0, 3)])
    assert horseshoe.contains(shapely.Point(shapes.anchor(horseshoe)))


def test_a_symbol_stands_on_the_longest_part_of_its_line() -> None:
    lines = shapely.MultiLineString([[(0, 0), (1, 0)], [(5, 5), (9, 5)]])
    assert shapes.anchor(lines) == (7.0, 5.0)


def test_lines_inside_a_collection_are_found() -> None:
    inner = shapely.MultiLineString([[(0, 0), (1, 0)], [(5, 5), (9, 5)]])
    assert len(shapes.line_parts(shapely.GeometryCollection([inner, shapely.Point(0, 0)]))) == 2


def test_the_area_of_a_hectare_is_about_a_hectare() -> None:
    side = 100 / 111_000
    square = shapely.box(121.4, 31.15, 121.4 + side / 0.8558, 31.15 + side)
    assert shapes.area_m2(square) == pytest.approx(10_000, rel=0.01)
