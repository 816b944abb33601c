from __future__ import annotations

from dataclasses import replace

from seeds.reading.contexts import Context
from seeds.reading.found import Found
from seeds.reading.name import Name
from seeds.reading.unit import Unit

PARK = Found("001", "", "", 5, 9, "青柳公园", "青柳公园", "park")
ROAD = Found("001", "表1", "", 20, 23, "明湖路", "明湖路", "road", placeable="line")


def cell(column: str, text: str = "") -> Unit:
    return Unit("item", text, (0,), (0,), table="表1", column=column)


def test_a_place_has_one_row_that_says_where_else_it_stands() -> None:
    context = Context()
    for start in (5, 90, 40):
        context.add(replace(PARK, start=start, end=start + 4), in_table=False, alone=True)
    (row,) = context.close()
    assert (row.start, row.note) == (5, "also@40,90")
    assert context.close() == []


def test_the_first_mention_with_a_status_is_the_row() -> None:
    context = Context()
    context.add(replace(PARK, zone_reported="滨江"), in_table=False, alone=True)
    context.add(replace(PARK, start=40, end=44, status="开工"), in_table=False, alone=True)
    (row,) = context.close()
    assert (row.start, row.status, row.note) == (40, "开工", "also@5")
    assert row.zone_reported == "滨江"


def test_a_note_stays_before_the_other_places() -> None:
    context = Context()
    for start in (5, 40):
        noted = replace(PARK, start=start, end=start + 4, note="又写作柳园")
        context.add(noted, in_table=False, alone=True)
    (row,) = context.close()
    assert row.note == "又写作柳园; also@40"


def test_rows_come_in_the_order_of_the_text() -> None:
    context = Context()
    context.add(ROAD, in_table=False, alone=True)
    context.add(PARK, in_table=False, alone=True)
    assert context.close() == [PARK, ROAD]


def test_a_cell_states_the_limits_of_the_road_of_its_row() -> None:
    context = Context()
    context.add(ROAD, in_table=True, alone=True)
    assert context.states(cell("起讫点", "青柳路-白杨路"), [])
    (row,) = context.close()
    assert (row.kind, row.road_from, row.road_to) == ("road_segment", "青柳路", "白杨路")


def test_limits_of_another_row_are_not_taken() -> None:
    context = Context()
    context.add(ROAD, in_table=True, alone=True)
    context.next_row()
    assert not context.states(cell("起讫点", "青柳路-白杨路"), [])
    assert context.close() == [ROAD]


def test_a_cell_states_the_address_of_the_one_place_of_its_row() -> None:
    context = Context()
    context.add(replace(PARK, table="表1"), in_table=True, alone=True)
    house = Name(0, 6, "青柳路12号", "residential", address="青柳路12号")
    assert not context.states(cell("进展"), [house])
    two = [house, house._replace(address="白杨路3号")]
    assert not context.states(cell("地址", "青柳路12号、白杨路3号"), two)
    assert context.states(cell("地址"), [house])
    assert [row.address for row in context.close()] == ["青柳路12号"]


def test_a_cell_without_a_house_number_is_the_address_as_it_stands() -> None:
    road = Name(0, 3, "青柳路", "road", placeable="line")
    town = Name(0, 4, "青柳街道", "area", placeable="area")
    context = Context()
    context.add(replace(PARK, table="表1"), in_table=True, alone=True)
    assert not context.states(cell("所在地", "青柳街道"), [town])
    assert not context.states(cell("建设地点", "青柳路" * 20), [road])
    assert context.states(cell("建设地点", "青柳路、白杨路口"), [road])
    assert [row.address for row in context.close()] == ["青柳路、白杨路口"]
