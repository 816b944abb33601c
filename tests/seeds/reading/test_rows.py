import pytest

from seeds.reading.rows import Cell, Table, is_header
from seeds.reading.unit import Unit

HEADER = "功能区\t进展"


def read(*rows: str, blank: int = -1, name: str = "表1", before: Table | None = None) -> list[Unit]:
    out: list[Unit] = []
    table = Table(name, (), before)
    for number, row in enumerate(rows):
        cells = [
            Cell(column, 1000 * number + 100 * column, block)
            for column, block in enumerate(row.split("\t"))
            if block
        ]
        table.feed(cells, out, blank=number == blank)
    table.close(out)
    return out


def seen(units: list[Unit]) -> list[tuple[str, str, str, str]]:
    return [(unit.kind[0], unit.text, unit.column, unit.row) for unit in units]


def test_gives_the_header_the_label_and_the_items() -> None:
    assert seen(read(HEADER, "东湖\t<ul><li>➤ 甲</li><li>➤ 乙</li></ul>")) == [
        ("h", "功能区 进展", "", ""),
        ("l", "东湖", "功能区", "东湖"),
        ("i", "甲", "进展", "东湖"),
        ("i", "乙", "进展", "东湖"),
    ]


def test_joins_an_item_torn_by_a_repeated_header() -> None:
    units = read(HEADER, "东湖\t<ul><li>➤ 甲、长塘新村片</li></ul>", HEADER, "\t区旧改等项目开工")
    assert seen(units)[2:] == [("i", "甲、长塘新村片区旧改等项目开工", "进展", "东湖")]
    item = units[-1]
    assert item.torn == (7,)
    assert item.span(2, 10) == (item.offset(2), item.offset(6) + 1)


@pytest.mark.parametrize(
    "row", ["\t<ul> <li>➤ 乙</li></ul>", "\t➤ 乙", "\t<p>➤ 乙</p>", "\t<ul><li>乙</li></ul>"]
)
def test_a_new_bullet_is_a_new_item_of_the_same_row(row: str) -> None:
    assert seen(read(HEADER, "东湖\t<ul><li>➤ 甲、</li></ul>", HEADER, row))[3:] == [
        ("i", "乙", "进展", "东湖")
    ]


def test_a_finished_item_is_not_joined() -> None:
    assert len(read(HEADER, "东湖\t➤ 甲竣工。", HEADER, "\t乙竣工。")) == 4


def test_a_short_cell_without_a_bullet_is_a_name_of_its_own() -> None:
    assert len(read(HEADER, "东湖\t甲地块", HEADER, "\t乙地块")) == 4
    assert len(read(HEADER, "东湖\t甲地块、", HEADER, "\t乙地块")) == 3


def test_rows_are_not_joined_where_nothing_was_cut() -> None:
    assert len(read(HEADER, "东湖\t➤ 甲地块、", "\t乙地块")) == 4
    assert len(read(HEADER, "东湖\t➤ 甲地块、", "\t乙地块", blank=2)) == 3


def test_what_goes_on_may_bring_further_items() -> None:
    units = read(
        HEADER, "东湖\t➤ 甲", HEADER, "\t<p>路开工</p><ul><li>➤ 乙</li></ul>", "西山\t➤ 丙"
    )
    assert [unit.text for unit in units[2:]] == ["甲路开工", "乙", "西山", "丙"]


def test_a_header_repeated_where_nothing_was_cut_says_nothing() -> None:
    assert [unit.kind for unit in read(HEADER, "东湖\t➤ 甲", HEADER, "西山\t➤ 乙")] == [
        "header",
        "label",
        "item",
        "label",
        "item",
    ]


def test_a_running_number_is_no_label() -> None:
    units = read(
        "序号\t项目\t状态", "1\t甲路\t开工", "2\t长塘新村片", "序号\t项目\t状态", "\t区旧改\t竣工"
    )
    assert seen(units)[1:] == [
        ("l", "甲路", "项目", "甲路"),
        ("i", "开工", "状态", "甲路"),
        ("l", "长塘新村片区旧改", "项目", "长塘新村片区旧改"),
        ("i", "竣工", "状态", "长塘新村片区旧改"),
    ]


def test_a_table_without_a_header() -> None:
    assert seen(read("1\t甲路竣工。\t开工")) == [
        ("l", "甲路竣工。", "", "甲路竣工。"),
        ("i", "开工", "", "甲路竣工。"),
    ]


def test_a_table_under_the_same_header_goes_on_only_if_its_first_cell_is_empty() -> None:
    out: list[Unit] = []
    before = Table("表7", ())
    before.feed([Cell(0, 0, "功能区"), Cell(1, 4, "进展")], out, blank=False)
    before.feed([Cell(0, 10, "东湖"), Cell(1, 14, "甲竣工。")], out, blank=False)
    before.close(out)
    assert [(unit.table, unit.row) for unit in read(HEADER, "\t乙竣工。", before=before)] == [
        ("表7", "东湖")
    ]
    assert [unit.table for unit in read(HEADER, "西山\t乙竣工。", before=before)] == ["表1"] * 3
    assert [unit.kind for unit in read(HEADER, before=before)] == ["header"]


@pytest.mark.parametrize(
    ("row", "answer"),
    [
        ("功能区\t进展", True),
        ("序号\t指标\t2025年目标", True),
        ("1\t甲路", False),
        ("功能区", False),
        ("东湖\t甲路竣工。", False),
        ("东湖\t<ul><li>甲</li></ul>", False),
        ("东湖\t➤ 甲", False),
        ("\t甲", False),
    ],
)
def test_tells_a_header(row: str, answer: bool) -> None:
    cells = [Cell(column, 0, block) for column, block in enumerate(row.split("\t")) if block]
    assert is_header(cells) is answer


def test_a_header_may_begin_in_the_second_column() -> None:
    cells = [Cell(1, 0, "项目"), Cell(2, 3, "状态")]
    assert is_header(cells, first=1)
    assert not is_header(cells)


@pytest.mark.parametrize(
    ("row", "bullet", "answer"),
    [
        ("东湖\t➤ 甲", "➤", True),
        ("东湖\t<ul><li>➤ 甲</li></ul>", "➤", True),
        ("东湖\t➤ 甲", "●", False),
        ("东湖\t甲", "➤", False),
        ("东湖", "➤", False),
        ("东湖\t➤ 甲", "甲", False),
        ("➤ 甲\t", "➤", False),
        ("东湖\t➤ 甲\t乙", "➤", False),
    ],
)
def test_tells_with_which_bullet_the_last_cell_is_a_list(
    row: str, bullet: str, answer: bool
) -> None:
    table = Table("表1", ())
    cells = [Cell(column, column, block) for column, block in enumerate(row.split("\t")) if block]
    table.feed([Cell(0, 0, "区"), Cell(1, 2, "项目")], [], blank=False)
    table.feed(cells, [], blank=False)
    assert table.lists_with(bullet) is answer
    assert table.takes(f"{bullet} 乙", blank=True) is answer


def test_a_row_with_nothing_but_its_name_stands_above_those_below() -> None:
    units = read(
        "序号\t项目\t状态", "一\t东湖功能区", "1\t甲路\t开工", "二\t西山功能区", "2\t乙路\t竣工"
    )
    assert [(unit.text, unit.headings) for unit in units[1:]] == [
        ("东湖功能区", ()),
        ("甲路", ("东湖功能区",)),
        ("开工", ("东湖功能区",)),
        ("西山功能区", ()),
        ("乙路", ("西山功能区",)),
        ("竣工", ("西山功能区",)),
    ]
    units = read("项目\t状态", "甲路", "乙路\t开工")
    assert {unit.headings for unit in units} == {()}
    units = read("功能区\t进展", "东湖功能区", "\t➤ 甲路", "西山功能区\t➤ 乙路")
    assert [(unit.row, unit.headings) for unit in units[2:]] == [
        ("东湖功能区", ()),
        ("西山功能区", ()),
        ("西山功能区", ()),
    ]
