from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from seeds.formats.blocks import Block, Cell, one_line, table_blocks, write


def cell(text: str, across: int = 1, down: int = 1) -> Cell:
    return Cell([Block("paragraph", part) for part in text.split("|") if part], across, down)


def written(*rows: list[Cell]) -> str:
    return write(table_blocks(rows))


def test_blocks_are_written_by_the_convention() -> None:
    text = write(
        [
            Block("heading", "一、工作", level=2),
            Block("paragraph", "青松公园建成。"),
            Block("item", "红叶路"),
            Block("item", "南浦路"),
            Block("paragraph", "表1 进展"),
            Block("table", rows=[["功能区", "进展"], ["东片", "甲<br>乙"], ["", "丙"]]),
            Block("paragraph", "完。"),
        ]
    )
    assert text == (
        "## 一、工作\n\n青松公园建成。\n\n- 红叶路\n- 南浦路\n\n"
        "表1 进展\n功能区\t进展\n东片\t甲<br>乙\n\t丙\n\n完。\n"
    )


def test_nothing_is_written_as_nothing() -> None:
    assert write([]) == ""
    assert write([Block("paragraph", "")]) == ""


def test_merged_cell_is_written_once() -> None:
    rows = (
        [cell("功能区"), cell("进展", across=2), cell("年份")],
        [cell("东片", down=2), cell("甲"), cell("建成"), cell("2024")],
        [cell("乙|丙"), cell("开工"), cell("2025")],
        [cell("西片"), cell("丁"), cell(""), cell("2026")],
    )
    assert written(*rows) == (
        "功能区\t进展\t\t年份\n东片\t甲\t建成\t2024\n\t乙<br>丙\t开工\t2025\n西片\t丁\t\t2026\n"
    )


def test_row_over_the_whole_table_is_its_caption_on_top_and_a_row_below() -> None:
    rows = (
        [cell("表2 |进展", across=2)],
        [cell("功能区"), cell("进展")],
        [cell("二、在建", across=2)],
        [cell("东片"), cell("甲")],
    )
    assert written(*rows) == "表2 进展\n功能区\t进展\n二、在建\t\n东片\t甲\n"


def test_empty_rows_and_columns_are_left_out() -> None:
    rows = ([cell("甲"), cell(""), cell("乙")], [cell(""), cell(""), cell("")])
    assert written(*rows) == "甲\t乙\n"


def test_table_of_one_column_is_its_content() -> None:
    assert written([cell("甲|乙")], [cell("丙")]) == "甲\n\n乙\n\n丙\n"


def test_table_around_a_table_is_dissolved_and_a_small_one_in_a_cell_is_flattened() -> None:
    inner = table_blocks([[cell("甲"), cell("建成")], [cell("乙"), cell("开工")]])
    around = [[cell("菜单"), Cell([Block("paragraph", "正文"), *inner])]]
    assert write(table_blocks(around)) == "菜单\n\n正文\n\n甲\t建成\n乙\t开工\n"
    data = [[cell("功能区"), cell("进展情况说明文字")], [cell("东片的名称"), Cell(inner)]]
    assert write(table_blocks(data)).endswith("东片的名称\t甲<br>建成<br>乙<br>开工\n")


def test_absurd_spans_do_not_fill_the_memory() -> None:
    rows = [[cell("甲", across=10**6, down=10**6), cell("乙")] for _ in range(50)]
    assert len(write(table_blocks(rows))) < 10_000


@given(
    st.lists(
        st.lists(
            st.builds(cell, st.text("甲乙|\t\n", max_size=3).map(one_line), st.integers(1, 4),
                      st.integers(1, 4)),
            max_size=4,
        ),
        max_size=5,
    )
)  # fmt: skip
def test_rows_are_lines_and_no_text_is_lost_or_doubled(rows: list[list[Cell]]) -> None:
    text = written(*rows)
    wanted = "".join(block.text for row in rows for c in row for block in c.blocks)
    for char in "甲乙":
        assert text.count(char) == wanted.count(char)
