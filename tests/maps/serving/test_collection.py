"""The features in memory: by place, by property, in order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box, shape

from layers.handoff.fields import FEATURE_FIELDS, FLAG, REAL, TEXT, ZONE_FIELDS, Field
from maps.serving.collection import Collection, read_value


def feature(number: int, lon: float, lat: float, **properties: Any) -> dict[str, Any]:
    shape = {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "id": f"P{number}", "geometry": shape, "properties": properties}


SPOTS = [(-179.5, 0.0), (179.5, 0.0), (180.0, 10.0), (0.0, 0.0), (121.4, 31.1), (-180.0, -10.0)]
ROWS = [
    feature(
        nth, lon, lat, name=f"n{nth % 2}", accuracy_m=(None, 5, 3)[nth % 3], zone_agrees=nth > 2
    )
    for nth, (lon, lat) in enumerate(SPOTS)
]
LAYER = Collection.of("points", FEATURE_FIELDS, ROWS)


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ((170, -20, -170, 20), [0, 1, 2, 5]),
        ((180, -20, -180, 20), [2, 5]),
        ((-10, -1, 10, 1), [3]),
        ((0, 0, 0, 0), [3]),
        ((-180, -90, 180, 90), [0, 1, 2, 3, 4, 5]),
        ((), [0, 1, 2, 3, 4, 5]),
    ],
)
def test_box_may_cross_the_antimeridian(area: Any, expected: list[int]) -> None:
    assert LAYER.find(area) == expected


_LON, _LAT = (
    st.integers(-18, 18).map(lambda n: n * 10.0),
    st.integers(-9, 9).map(lambda n: n * 10.0),
)


@given(st.lists(st.tuples(_LON, _LAT), max_size=20), _LON, _LAT, _LON, _LAT)
def test_box_finds_what_a_look_at_each_finds(
    spots: list[tuple[float, float]], west: float, south: float, east: float, north: float
) -> None:
    west, east = sorted((west, east))
    south, north = sorted((south, north))
    rows = [feature(nth, *spot, name="x") for nth, spot in enumerate(spots)]
    found = Collection.of("points", FEATURE_FIELDS, rows).find((west, south, east, north))
    area = box(west, south, east, north)
    assert found == [nth for nth, row in enumerate(rows) if area.intersects(shape(row["geometry"]))]


def test_conditions_hold_together() -> None:
    assert LAYER.find((), [("name", "n1")]) == [1, 3, 5]
    assert LAYER.find((), [("name", "n1"), ("accuracy_m", "5")]) == [1]
    assert LAYER.find((), [("accuracy_m", "5.0")]) == [1, 4]
    assert LAYER.find((), [("accuracy_m", "")]) == [0, 3]
    assert LAYER.find((), [("zone_agrees", "TRUE")]) == [3, 4, 5]
    assert LAYER.find((-180, -90, 1, 90), [("zone_agrees", "true")]) == [3, 5]


def test_order_keeps_what_is_equal_and_puts_blanks_last() -> None:
    assert LAYER.find(sort=[("accuracy_m", False)]) == [2, 5, 1, 4, 0, 3]
    assert LAYER.find(sort=[("accuracy_m", True)]) == [1, 4, 2, 5, 0, 3]
    assert LAYER.find(sort=[("name", True), ("accuracy_m", False)]) == [5, 1, 3, 2, 4, 0]


def test_columns_that_no_table_knows_are_typed() -> None:
    rows = [
        feature(1, 0, 0, name="a", lanes=2, lit=None, note_2="x"),
        feature(2, 0, 0, name="b", lit=True),
    ]
    found = Collection.of("points", ZONE_FIELDS, rows)
    kinds = {field.name: field.type for field in found.fields[len(ZONE_FIELDS) :]}
    assert kinds == {"lanes": REAL, "lit": FLAG, "note_2": TEXT}


def test_two_features_cannot_share_an_id() -> None:
    with pytest.raises(ValueError, match="points"):
        Collection.of("points", FEATURE_FIELDS, [ROWS[0], ROWS[0]])


@pytest.mark.parametrize("said", ["x", "1e", "trueish"])
def test_a_value_must_fit_its_column(said: str) -> None:
    for kind in (FLAG, REAL):
        with pytest.raises(ValueError, match=said):
            read_value(Field("n", kind, "n", "", "", "", ""), said)
