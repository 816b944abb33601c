from seeds.reading.htmltable import OPENING, end_of, rows


def read(block: str) -> list[tuple[list[tuple[int, str]], bool]]:
    return [([(cell.column, cell.block) for cell in cells], head) for cells, head in rows(block, 0)]


def test_reads_rows_and_cells() -> None:
    block = (
        "<table><tr><th>区</th><th>项目</th></tr>"
        "<tr><td>甲</td><td><ul><li>乙</li></ul></td></tr></table>"
    )
    assert read(block) == [
        ([(0, "区"), (1, "项目")], True),
        ([(0, "甲"), (1, "<ul><li>乙</li></ul>")], False),
    ]


def test_spans_move_the_cells_that_follow() -> None:
    block = (
        '<table><tr><td rowspan="2">甲</td><td colspan=2>乙</td><td>丙</td></tr>'
        "<tr><td>丁</td><td> </td><td>戊</td></tr></table>"
    )
    assert read(block) == [
        ([(0, "甲"), (1, "乙"), (3, "丙")], False),
        ([(1, "丁"), (3, "戊")], False),
    ]


def test_bears_missing_end_tags() -> None:
    assert read("<table><tr><td>甲<td>乙<tr><td>丙") == [
        ([(0, "甲"), (1, "乙")], False),
        ([(0, "丙")], False),
    ]


def test_cells_know_where_they_begin() -> None:
    block = "<table><tr><td>甲</td></tr></table>"
    ((cells, _),) = rows(block, 100)
    assert cells[0].start == 100 + block.index("甲")


def test_finds_the_end() -> None:
    text = "甲<Table border='1'><tr></TABLE>乙"
    match = OPENING.search(text)
    assert match is not None
    assert end_of(text, match.start()) == text.index("乙")
    assert end_of("<table>", 0) == -1
