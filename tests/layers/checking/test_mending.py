"""Repairs change what is asked for, and only that."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import shape

from layers.checking.mending import mended

BOW = [[0.0, 0.0], [2.0, 2.0], [2.0, 0.0], [0.0, 2.0], [0.0, 0.0]]
CLOCKWISE = [[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]
ALL = {"precision", "unclosed-ring", "repeated-point", "self-intersection", "winding"}


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def test_nothing_is_done_that_is_not_asked_for() -> None:
    given_shape = polygon(CLOCKWISE[:-1])
    assert mended(given_shape, set()) == (given_shape, [])


def test_the_geometry_given_is_not_changed() -> None:
    given_shape = polygon([[0.123456789, 0], [0, 1], [1, 1]])
    before = json.dumps(given_shape)
    mended(given_shape, ALL, lambda pairs: pairs + 1)
    assert json.dumps(given_shape) == before


def test_rings_are_closed_and_wound_with_their_heights() -> None:
    ring = [[0, 0, 5], [0, 1, 6], [1, 1, 7]]
    found, _ = mended(polygon(ring), ALL)
    assert found["coordinates"] == [[[0, 0, 5], [1, 1, 7], [0, 1, 6], [0, 0, 5]]]


def test_a_hole_runs_clockwise() -> None:
    hole = [[0.2, 0.2], [0.8, 0.2], [0.8, 0.8], [0.2, 0.2]]
    found, _ = mended(polygon(CLOCKWISE, hole), {"winding"})
    assert found["coordinates"] == [CLOCKWISE[::-1], hole[::-1]]


def test_a_bow_tie_becomes_two_parts_and_says_so() -> None:
    found, remarks = mended(polygon(BOW), {"self-intersection"})
    made = shape(found)
    assert (made.geom_type, made.area, made.is_valid) == ("MultiPolygon", 2.0, True)
    (remark,) = remarks
    assert remark.startswith("面积由 0 变为 24")


def test_heights_are_not_made_up() -> None:
    with_heights = polygon([[*spot, 3.0] for spot in BOW])
    assert mended(with_heights, {"self-intersection"}) == (with_heights, [])


def test_overlapping_parts_are_joined() -> None:
    parts = [[[[n, 0], [n + 2, 0], [n + 2, 1], [n, 1], [n, 0]]] for n in (0, 1)]
    found, _ = mended({"type": "MultiPolygon", "coordinates": parts}, {"parts-overlap"})
    assert (found["type"], shape(found).area) == ("MultiPolygon", 3.0)


def test_members_of_a_collection_are_mended_too() -> None:
    both = {"type": "GeometryCollection", "geometries": [polygon(CLOCKWISE), polygon(BOW)]}
    found, remarks = mended(both, ALL)
    assert all(shape(one).is_valid for one in found["geometries"])
    assert len(remarks) == 1


def test_a_line_keeps_two_points_and_its_direction() -> None:
    line = {"type": "LineString", "coordinates": [[1, 1], [1, 1], [0, 0], [0, 0]]}
    assert mended(line, ALL)[0]["coordinates"] == [[1, 1], [0, 0]]
    line["coordinates"] = [[1, 1], [1, 1]]
    assert mended(line, ALL)[0] == line


@given(
    st.lists(st.tuples(st.floats(121.40, 121.41), st.floats(31.11, 31.12)), min_size=3, max_size=9)
)
def test_a_repaired_polygon_is_valid_and_a_second_repair_does_nothing(
    spots: list[tuple[float, float]],
) -> None:
    once, _ = mended(polygon([list(spot) for spot in spots]), ALL)
    again, remarks = mended(once, ALL)
    if shape(once).is_valid:  # what has no area to speak of is left to people
        assert (again, remarks) == (once, [])
        assert all(part.exterior.is_ccw for part in shapely.get_parts(shape(once)))


@settings(max_examples=25)
@given(data=st.data())
def test_a_copy_of_any_polygons_holds_nothing_repairable(
    repair: Callable[..., Any], data: st.DataObject
) -> None:
    spot = st.tuples(st.floats(121.405, 121.415), st.floats(31.105, 31.115)).map(list)
    rings = data.draw(st.lists(st.lists(spot, min_size=4, max_size=7), min_size=1, max_size=3))
    rows = [
        {"type": "Feature", "id": nth, "geometry": polygon(ring), "properties": {"n": nth}}
        for nth, ring in enumerate(rings)
    ]
    content, made = repair({"type": "FeatureCollection", "features": rows})
    assert not [one for one in made.rest if one.fixable]
    assert [row["properties"] for row in content["features"]] == [
        {"n": n} for n in range(len(rows))
    ]


def test_rows_that_want_nothing_are_copied_letter_by_letter(
    repair: Callable[..., Any], checker: Any
) -> None:
    from pathlib import Path  # noqa: PLC0415 - only here

    from layers.checking.fixing import repaired  # noqa: PLC0415
    from layers.checking.reading import document_of  # noqa: PLC0415

    odd = (
        '{"type":"Feature" , "id":1.50,"geometry":null,"properties":{"a":1e2,"a":2,"b":"\\u5f90"}}'
    )
    bad = '{"type": "Feature", "id": 2, "geometry": null}'
    text = f'{{"type": "FeatureCollection", "a": 1, "b": 0, "a": 2, "features": [{odd}, {bad}]}}'
    made = repaired(document_of(Path("x.geojson"), text.encode()), checker)
    assert odd in made.text
    assert '"a": 1, "b": 0, "a": 2, "features": [' in made.text
    assert '"geometry": null, "properties": null' in made.text


def test_a_feature_that_is_mended_keeps_its_repeated_keys(repair: Callable[..., Any]) -> None:
    text = '{"type": "Feature", "geometry": null, "x": 1, "x": 2, "id": null, "properties": {}}'
    _, made = repair(text)
    assert made.text == '{"type": "Feature", "geometry": null, "x": 1, "x": 2, "properties": {}}\n'


@pytest.mark.parametrize("key", ["features"])
def test_a_file_that_cannot_be_written_again_is_refused(
    repair: Callable[..., Any], key: str
) -> None:
    row = '{"type": "Feature", "geometry": null}'
    text = f'{{"type": "FeatureCollection", "{key}": [{row}], "{key}": [{row}]}}'
    with pytest.raises(ValueError, match="写了两次"):
        repair(text)


def test_a_boundary_that_one_wrong_point_breaks_is_left_to_people(
    repair: Callable[..., Any],
) -> None:
    ring = [
        [121.411, 31.11],
        [121.412, 31.11],
        [121.412, 31.111],
        [12.1411, 31.1105],
        [121.4125, 31.1118],
        [121.411, 31.112],
        [121.411, 31.11],
    ]
    content = {"type": "Feature", "id": 1, "geometry": polygon(ring), "properties": {}}
    after, made = repair(content)
    assert (after, made.done) == (content, ())
    assert {one.rule for one in made.rest} >= {"self-intersection", "vertex-outlier"}


def test_a_repair_leaves_the_file_as_it_was_read(checker: Any) -> None:
    from pathlib import Path  # noqa: PLC0415 - only here

    from layers.checking.fixing import repaired  # noqa: PLC0415
    from layers.checking.reading import document_of  # noqa: PLC0415

    text = '{"type": "FeatureCollection", "crs": null, "crs": null, "a": 1, "features": []}'
    document = document_of(Path("x.geojson"), text.encode())
    findings = checker.check(document)
    made = repaired(document, checker, findings)
    assert "crs" in document.root
    assert checker.check(document) == findings
    assert {one.rule for one in made.done} == {"crs-member"}
