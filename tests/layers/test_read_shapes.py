"""Geometries of GeoJSON read all at once are those that shapely reads one by one."""

from __future__ import annotations

from typing import Any

import pytest
from shapely.geometry import mapping, shape

from layers.errors import LayerError
from layers.read_shapes import read_shapes

RING = [[121.1, 31.1], [121.2, 31.1], [121.2, 31.2], [121.1, 31.1]]
HOLE = [[121.15, 31.11], [121.19, 31.11], [121.19, 31.15], [121.15, 31.11]]
ALL: tuple[tuple[str, Any], ...] = (
    ("Point", [121.1, 31.1]),
    ("Point", [121, 31]),
    ("LineString", RING[:2]),
    ("LineString", RING),
    ("MultiLineString", [RING[:2], RING]),
    ("MultiLineString", [HOLE[:3]]),
    ("Polygon", [RING]),
    ("Polygon", [RING, HOLE]),
    ("MultiPolygon", [[RING, HOLE], [HOLE]]),
    ("MultiPolygon", [[HOLE]]),
    ("MultiPoint", RING),
    ("Point", [121.3, 31.3, 12.5]),
)


def geometry(kind: str, coordinates: Any) -> dict[str, Any]:
    return {"type": kind, "coordinates": coordinates}


def where(nth: int) -> str:
    return f"第{nth}"


def test_all_at_once_is_the_same_as_one_by_one() -> None:
    given = [geometry(*each) for each in ALL]
    found = read_shapes(given, where)
    for one, raw in zip(found, given, strict=True):
        flat = shape(raw)
        assert one.geom_type == raw["type"]
        assert not one.has_z
        assert one.equals_exact(flat, 0)
    assert [mapping(one)["coordinates"] for one in found[:1]] == [(121.1, 31.1)]


@pytest.mark.parametrize(
    "coordinates",
    [None, [], [121.1], ["东", "北"], [True, None], [121.1, [31.1]], [float("nan"), 31.1],
     [500000.0, 3400000.0], [31.1, 121.1], {"x": 1}],
)  # fmt: skip
def test_one_that_is_wrong_is_told_among_others_that_are_right(coordinates: Any) -> None:
    given = [geometry("Point", [121.1, 31.1]), geometry("Point", coordinates)]
    with pytest.raises(LayerError, match=r"^第1：图形"):
        read_shapes(given, where)


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [("LineString", [[121.1, 31.1]]), ("LineString", [121.1, 31.1]), ("Polygon", [RING[:2]]),
     ("Polygon", RING), ("Polygon", [[]]), ("MultiPolygon", []), ("MultiPolygon", [RING]),
     ("GeometryCollection", []), ("Blob", RING), (["Point"], [1, 2]), (None, [1, 2])],
)  # fmt: skip
def test_what_is_no_geometry_is_told(kind: Any, coordinates: Any) -> None:
    given = [geometry("Polygon", [RING]), geometry(kind, coordinates)]
    with pytest.raises(LayerError, match=r"^第1：图形"):
        read_shapes(given, where)
