from __future__ import annotations

import pytest

from seeds.reading.found import Found
from seeds.reading.limits import is_where, limited, limits


@pytest.mark.parametrize(
    ("column", "text", "ends"),
    [
        ("起讫点", "青柳路-白杨路", ("青柳路", "白杨路")),
        ("建设规模及内容", "西起青柳路,东至白杨路,长300米", ("青柳路", "白杨路")),
        ("建设规模", "起于青柳路,止于白杨路", ("青柳路", "白杨路")),
        ("建设规模", "长300米", None),
        ("进展", "青柳路-白杨路", None),
        ("", "青柳路-白杨路", None),
    ],
)
def test_limits_that_a_cell_states(column: str, text: str, ends: tuple[str, str] | None) -> None:
    assert limits(column, text) == ends


@pytest.mark.parametrize(
    ("column", "where"), [("地址", True), ("建设地点", True), ("项目名称", False), ("", False)]
)
def test_columns_of_addresses(column: str, where: object) -> None:
    assert is_where(column) is where


def test_a_road_with_limits_is_a_stretch() -> None:
    row = Found("001", "表1", "", 0, 3, "明湖路", "明湖路", "road", placeable="line")
    stretch = limited(row, ("青柳路", "白杨路"))
    assert (stretch.kind, stretch.road_from, stretch.road_to) == (
        "road_segment",
        "青柳路",
        "白杨路",
    )
    assert stretch.name == row.name
