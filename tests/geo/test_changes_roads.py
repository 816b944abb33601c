"""Roads new, gone, renamed, longer, shorter; drawn in metres."""

from __future__ import annotations

import pytest
import shapely

from geo.changes_roads import road_changes
from geo.errors import GazetteerError
from geo.metric import to_degrees

CORNER = (350_000.0, 3_450_000.0)
AREA = to_degrees(shapely.box(CORNER[0], CORNER[1], CORNER[0] + 4000, CORNER[1] + 4000))

Row = dict[str, str]


def road(name: str, ids: str, *corners: tuple[float, float]) -> Row:
    line = shapely.LineString([(CORNER[0] + x, CORNER[1] + y) for x, y in corners])
    return {"name": name, "osm_ids": ids, "wkt": shapely.to_wkt(to_degrees(line), 7)}


def changes(old: list[Row], new: list[Row]) -> list[tuple[str, str, str, str, int]]:
    return [
        (change, name, before, after, round(int(metres or 0), -1))
        for change, name, before, after, metres, _ in road_changes(old, new, AREA)
    ]


MAIN = road("甲路", "1", (100, 100), (1100, 100))


def test_same_roads_are_no_change() -> None:
    assert changes([MAIN], [MAIN]) == []


def test_road_that_was_not_there_is_new_with_its_length() -> None:
    new = road("乙路", "2", (100, 200), (600, 200))
    assert changes([MAIN], [MAIN, new]) == [("new", "乙路", "", "", 500)]
    assert changes([MAIN, new], [MAIN]) == [("gone", "乙路", "", "", 500)]


def test_two_carriageways_are_as_long_as_one() -> None:
    there, back = (road("乙路", i, (100, y), (600, y)) for i, y in (("2", 200), ("3", 220)))
    assert changes([], [there, back]) == [("new", "乙路", "", "", 500)]


def test_same_way_under_another_name_is_renamed() -> None:
    new = road("新甲路", "1", (100, 100), (1100, 100))
    assert changes([MAIN], [new]) == [("renamed", "新甲路", "甲路", "新甲路", 0)]


def test_same_line_of_another_way_is_renamed() -> None:
    new = road("新甲路", "77", (1100, 105), (100, 105))
    assert changes([MAIN], [new]) == [("renamed", "新甲路", "甲路", "新甲路", 0)]


def test_road_that_became_part_of_another_is_renamed() -> None:
    old = [MAIN, road("乙路", "2", (1100, 100), (1600, 100))]
    new = [road("甲路", "1 2", (100, 100), (1600, 100))]
    assert changes(old, new) == [
        ("renamed", "甲路", "乙路", "甲路", 0),
        ("longer", "甲路", "", "", 460),
    ]


def test_road_above_another_is_not_its_heir() -> None:
    above = road("甲高架路", "9", (100, 103), (1100, 103))
    assert changes([MAIN, above], [above]) == [("gone", "甲路", "", "", 1000)]


def test_crossing_road_is_no_heir() -> None:
    across = road("乙路", "2", (500, 0), (500, 900))
    assert changes([MAIN], [across]) == [
        ("new", "乙路", "", "", 900),
        ("gone", "甲路", "", "", 1000),
    ]


@pytest.mark.parametrize(("end", "marked"), [(1180, False), (1300, True)])
def test_only_what_is_marked_is_longer(end: float, marked: bool) -> None:
    new = road("甲路", "1 2", (100, 100), (end, 100))
    found = [change for change, *_ in changes([MAIN], [new])]
    assert found == (["longer"] if marked else [])
    assert [change for change, *_ in changes([new], [MAIN])] == (["shorter"] if marked else [])


def test_drawn_anew_a_little_beside_is_no_change() -> None:
    new = road("甲路", "1", (100, 112), (600, 95), (1100, 100))
    assert changes([MAIN], [new]) == []


def test_second_carriageway_makes_no_road_longer() -> None:
    assert changes([MAIN], [MAIN, road("甲路", "5", (1100, 125), (100, 125))]) == []


def test_what_lies_outside_does_not_count() -> None:
    out = road("远路", "3", (6000, 100), (7000, 100))
    longer = road("甲路", "1", (-900, 100), (1100, 100))
    assert changes([MAIN], [MAIN, out]) == []
    assert changes([MAIN], [longer]) == []


def test_roads_without_a_name_do_not_count() -> None:
    assert changes([MAIN], [MAIN, road("", "3", (100, 500), (900, 500))]) == []


def test_changes_are_ordered() -> None:
    new = [road(name, str(n), (100, 300 * n), (900, 300 * n)) for n, name in enumerate("丙甲乙", 1)]
    assert changes([], new) == changes([], new[::-1])


def test_line_that_cannot_be_read_is_named() -> None:
    with pytest.raises(GazetteerError, match=r"roads\.csv"):
        changes([MAIN], [{**MAIN, "wkt": "LINESTRING (1"}])
