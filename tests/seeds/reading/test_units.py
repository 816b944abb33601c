from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from seeds.reading.units import Unit, fold, units

REPORT = """# 丽水区 2031 年工作报告

各位代表：

## 一、过去一年

### （一）更新有序推进

**东湖更新。**推进甲路（乙路-丙路）改造，率先建成“云上⏎空间”，全年竣工面积占全市比例<5.5%，其余项目也在陆续推进之中，带动周边片区整体面貌持续改善，特色产

业集群加快形成。

图1 2027-2031年竣工面积

**表 3 项目推进情况**

功能区⇥主要进展
<p>东湖功能区</p>⇥<ul style="x"> <li>➤ 推进甲地块</li> <li>➤金水中心、长塘新村片</li> </ul>

功能区⇥主要进展
⇥<p>区旧改、“金水空间”等项目开工</p> <ul> <li>➤ 乙路通车</li> </ul>
西山功能区⇥➤ 推进丙地块 ➤ 推进丁地块

### （二）民生持续改善

以上报告，请予审议。
""".replace("⏎", "\n").replace("⇥", "\t")


def seen(text: str) -> list[tuple[str, str]]:
    return [(unit.kind, unit.text) for unit in units(text)]


def test_reads_the_structure_of_a_report() -> None:
    assert seen(REPORT) == [
        ("heading", "丽水区2031年工作报告"),
        ("paragraph", "各位代表:"),
        ("heading", "一、过去一年"),
        ("heading", "(一)更新有序推进"),
        (
            "paragraph",
            (
                '东湖更新。推进甲路(乙路-丙路)改造,率先建成"云上空间",全年竣工面积占全市比例<5.5%,'
                "其余项目也在陆续推进之中,带动周边片区整体面貌持续改善,特色产业集群加快形成。"
            ),
        ),
        ("title", "图1 2027-2031年竣工面积"),
        ("title", "表3项目推进情况"),
        ("header", "功能区 主要进展"),
        ("label", "东湖功能区"),
        ("item", "推进甲地块"),
        ("item", '金水中心、长塘新村片区旧改、"金水空间"等项目开工'),
        ("item", "乙路通车"),
        ("label", "西山功能区"),
        ("item", "推进丙地块"),
        ("item", "推进丁地块"),
        ("heading", "(二)民生持续改善"),
        ("paragraph", "以上报告,请予审议。"),
    ]


def test_places_every_unit() -> None:
    by_text = {unit.text: unit for unit in units(REPORT)}
    torn = by_text['金水中心、长塘新村片区旧改、"金水空间"等项目开工']
    assert (torn.table, torn.column, torn.row) == ("表3", "主要进展", "东湖功能区")
    assert torn.headings == ("丽水区2031年工作报告", "一、过去一年", "(一)更新有序推进")
    start, end = torn.span(torn.text.index("长塘"), torn.text.index('、"金'))
    assert REPORT[start:end] == "长塘新村片"
    assert by_text["乙路通车"].row == "东湖功能区"
    assert by_text["推进丁地块"].row == "西山功能区"
    last = by_text["以上报告,请予审议。"]
    assert last.table == ""
    assert last.headings[-1] == "(二)民生持续改善"
    assert [by_text[text].level for text in last.headings] == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "| 区 | 项目 |\n|---|:-:|\n| 东湖 | 甲<br>乙 |\n| | 丙 |\n",
            [
                ("header", "区 项目"),
                ("label", "东湖"),
                ("item", "甲"),
                ("item", "乙"),
                ("item", "丙"),
            ],
        ),
        (
            "区 | 项目\n--- | ---\n东湖 | 甲地块竣工。\n",
            [("header", "区 项目"), ("label", "东湖"), ("item", "甲地块竣工。")],
        ),
        (
            (
                "前文竣工。<table><tr><td>区</td><td>项目</td></tr>\n"
                "<tr><td>东湖</td><td>甲、</td></tr></table>\n\n"
                "<table><tr><td>区</td><td>项目</td></tr><tr><td></td><td>乙</td></tr></table>后文。"
            ),
            [
                ("paragraph", "前文竣工。"),
                ("header", "区 项目"),
                ("label", "东湖"),
                ("item", "甲、乙"),
                ("paragraph", "后文。"),
            ],
        ),
        ("<table><tr><td>甲", [("heading", "甲")]),
        (
            "表 4\n民生项目\n区\t项目\n东湖\t甲\n",
            [
                ("title", "表4"),
                ("title", "民生项目"),
                ("header", "区 项目"),
                ("label", "东湖"),
                ("item", "甲"),
            ],
        ),
        (
            "区\t项目\n东湖\t➤ 甲路、\n乙路\n➤ 丙路\n后文竣工。",
            [
                ("header", "区 项目"),
                ("label", "东湖"),
                ("item", "甲路、乙路"),
                ("item", "丙路"),
                ("paragraph", "后文竣工。"),
            ],
        ),
        (
            "区\t项目\n东湖\t➤ 甲路、长塘新村片\n\n区\t项目\n区旧改\n",
            [("header", "区 项目"), ("label", "东湖"), ("item", "甲路、长塘新村片区旧改")],
        ),
        (
            "表 2 民生\n单位：个\n区\t数\n东湖\t12\n",
            [
                ("title", "表2民生"),
                ("paragraph", "单位:个"),
                ("header", "区 数"),
                ("label", "东湖"),
                ("item", "12"),
            ],
        ),
        ("目录\n一、过去\t1\n", [("heading", "目录"), ("heading", "一、过去1")]),
        ("\t甲路竣工。\n\t乙路开工。", [("paragraph", "甲路竣工。"), ("paragraph", "乙路开工。")]),
    ],
)
def test_reads_tables_of_every_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert seen(text) == expected


def test_a_table_goes_on_below_a_running_title() -> None:
    text = "表1 甲\n区\t项目\n东湖\t➤ 甲\n\n丽水区报告\n\n{}区\t项目\n\t➤ 乙\n"
    for between in ("", "续表 1\n", "表1（续）\n", "续表\n"):
        last = list(units(text.format(between)))[-1]
        assert (last.text, last.table, last.row) == ("乙", "表1", "东湖")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 甲路\n- 乙\n  路（丙）\n", [("item", "甲路"), ("item", "乙路(丙)")]),
        ("1. 甲路\n2. 乙路\n", [("item", "甲路"), ("item", "乙路")]),
        (
            "1. 甲路\n\n文竣工。\n\n2. 乙路\n",
            [("heading", "1.甲路"), ("paragraph", "文竣工。"), ("heading", "2.乙路")],
        ),
        ("➤ 甲\n➤ 乙\n", [("item", "甲"), ("item", "乙")]),
        ("如下：➤ 甲 ➤ 乙\n", [("paragraph", "如下:"), ("item", "甲"), ("item", "乙")]),
        ("![图](a.png)\n\n甲路竣工。\n", [("paragraph", "甲路竣工。")]),
        ("甲大厦\n\n乙路竣工。\n", [("heading", "甲大厦"), ("paragraph", "乙路竣工。")]),
        ("武宁大厦", [("heading", "武宁大厦")]),
        ("入驻“甲\n\n- 3 -\n\n乙空间”竣工。", [("paragraph", '入驻"甲乙空间"竣工。')]),
        (
            "过去一年,推进甲中心\n3、4 号地块建设。",
            [("paragraph", "过去一年,推进甲中心3、4号地块建设。")],
        ),
        ("", []),
        ("\n\n \n", []),
    ],
)
def test_reads_prose_and_lists(text: str, expected: list[tuple[str, str]]) -> None:
    assert seen(text) == expected


def test_an_empty_corner_is_part_of_a_header() -> None:
    table = "| | 项目 | 状态 |\n|---|---|---|\n| 东湖 | 甲 | 开工 |\n| 西山 | 乙 | 竣工 |\n"
    assert [(unit.kind, unit.text, unit.row, unit.column) for unit in units(table)] == [
        ("header", "项目 状态", "", ""),
        ("label", "东湖", "东湖", ""),
        ("item", "甲", "东湖", "项目"),
        ("item", "开工", "东湖", "状态"),
        ("label", "西山", "西山", ""),
        ("item", "乙", "西山", "项目"),
        ("item", "竣工", "西山", "状态"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "| | 甲路竣工。 | 乙 |\n|---|---|---|\n",  # a sentence
        "| | ➤ 甲 | 乙 |\n|---|---|---|\n",  # a list
        "| | 甲 | 乙 |\n| | 丙 | 丁 |\n",  # no rule
        "| | | 甲 | 乙 |\n|---|---|---|---|\n",
        "| 区 | 项目 |\n|---|---|\n| 东湖 | 丙 |\n| | 甲 | 乙 |\n|---|---|\n",  # goes on
    ],
)
def test_other_rows_with_an_empty_corner_are_no_header(text: str) -> None:
    kinds = {unit.text: unit.kind for unit in units(text)}
    assert kinds["乙"] == "item"


TABLES = [
    "区\t项目\n东湖\t➤ 丁\n",
    "| 区 | 项目 |\n|---|---|\n| 东湖 | 丁 |\n",
    "<table><tr><td>区</td><td>项目</td></tr><tr><td>东湖</td><td>丁</td></tr></table>\n",
    "<table>\n<tr><td>区</td><td>项目</td></tr>\n<tr><td>东湖</td><td>丁</td></tr>\n</table>",
    "",
]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("between", ["", "\n"])
@pytest.mark.parametrize(
    "lines",
    [
        ("- x", "- y"),
        ("- iv", "- 甲路"),
        ("1. 一", "2. 二"),
        ("1、一", "2、二"),
        ("(1)一", "(2)二"),
        ("（1）青松公园改造", "（2）红叶公园改造"),
    ],
)
def test_a_list_below_a_table_is_read_like_any_other(
    lines: tuple[str, str], table: str, between: str
) -> None:
    found = list(units(table + between + "\n".join(lines)))
    assert [unit.kind for unit in found[-2:]] == ["item", "item"]
    for line, unit in zip(lines, found[-2:], strict=True):
        assert unit.text == line.lstrip("-().、（）12 ")
    assert [unit.table for unit in found[-2:]] == ["", ""]
    assert found[-1].text not in found[-2].text


def test_a_number_in_brackets_within_a_sentence_is_no_list() -> None:
    text = "过去一年,推进以下项目建设,包括甲、\n(1)号楼和乙楼竣工。"
    assert seen(text) == [("paragraph", text.replace("\n", ""))]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n- 3 -\n\n"])
def test_a_list_that_goes_on_below_a_page_break_keeps_its_row(between: str) -> None:
    text = f"区\t项目\n东湖\t➤ 甲路\n{between}➤ 乙路\n➤ 丙路\n\n西山\t➤ 丁路\n\n后文竣工。\n"
    assert [(unit.text, unit.table, unit.row, unit.column) for unit in units(text)][2:] == [
        ("甲路", "表#1", "东湖", "项目"),
        ("乙路", "表#1", "东湖", "项目"),
        ("丙路", "表#1", "东湖", "项目"),
        ("西山", "表#1", "西山", "区"),
        ("丁路", "表#1", "西山", "项目"),
        ("后文竣工。", "", "", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "区\t项目\n东湖\t➤ 甲路\n\n主要如下：\n➤ 乙路\n",  # words between
        "区\t项目\n东湖\t➤ 甲路\n\n## 下一步\n\n➤ 乙路\n",
        "区\t项目\n东湖\t➤ 甲路\n\n● 乙路\n",  # another bullet
        "区\t项目\n东湖\t甲路\n\n➤ 乙路\n",  # no list
        "区\t项目\n东湖\t<ul><li>甲路</li></ul>\n\n➤ 乙路\n",
        "区\t项目\n东湖\t➤ 甲路\n\n➤ 推进乙路\n改造\n",  # lines of prose
    ],
)
def test_a_list_that_only_follows_a_table_has_no_row(text: str) -> None:
    last = list(units(text))[-1]
    assert (last.table, last.row) == ("", "")


def test_a_page_number_tears_what_a_page_break_does_not() -> None:
    (unit,) = units("推进甲、\n\n乙路竣工。")
    assert unit.torn == ()
    (unit,) = units("推进甲、\n\n12\n\n乙路竣工。")
    assert unit.torn == (4,)


# -- what holds for any text -------------------------------------------------------------------

PARTS = [
    "甲", "乙路", "长塘新村", "12", "AI", " ", "  ", "\n", "\n\n", "\t", "|", "、", "，", "。",
    "；", "（", "）", "“", "”", "《", "➤", "•", "·", "- ", "1. ", "一、", "（一）", "# ", "**",
    "<ul>", "</ul>", "<li>", "</li>", "<p>", "</p>", "<br>", "<", ">", "<table>", "</table>",
    "<tr>", "<td>", "</td>", "<td rowspan=2>", "<th colspan='2'>", "表 3 甲", "续表", "图1",
    "功能区\t进展\n", "\n\t", "&amp;", "&nbsp;", "&ldquo;", "![a](b)", "[甲](./b)", "\\",
    "|---|---|\n", "第 3 页\n", "\r\n", "\u3000\u3000", "| | 甲 | 乙 |\n|---|---|---|\n", "（1）",
    "甲\t➤ 乙\n\n", "\n➤ 丙\n", "二〇三一年",
]  # fmt: skip
mixtures = st.lists(st.sampled_from(PARTS), max_size=40).map("".join)


def check(text: str, found: list[Unit]) -> None:
    folded = fold(text)
    used: set[int] = set()
    for unit in found:
        assert unit.text
        assert unit.cuts[0] == 0
        assert all(a < b for a, b in pairwise(unit.cuts))
        offsets = [unit.offset(i) for i in range(len(unit.text))]
        assert all(a < b for a, b in pairwise(offsets))
        for sign, offset in zip(unit.text, offsets, strict=True):
            # A blank stands at white space or between tags, the sign of an entity at its `&`.
            assert sign in (" ", folded[offset]) or text[offset] == "&"
            if sign != " ":
                assert offset not in used
                used.add(offset)
        start, end = unit.span(0, len(unit.text))
        assert 0 <= start < end <= len(text)


@given(st.one_of(st.text(), mixtures))
@settings(max_examples=400)
@example("功能区\t进展\n甲\t➤ 乙、\n\n功能区\t进展\n\t丙")
def test_offsets_point_at_the_written_form(text: str) -> None:
    found = list(units(text))
    check(text, found)
    assert list(units(text)) == found


CHINESE = st.text(alphabet="甲乙丙路区推进建设", min_size=1, max_size=12)
CELLS = st.tuples(CHINESE, CHINESE).map("\t".join)
LINES = st.one_of(CHINESE, CHINESE.map("{}。".format), CELLS, CHINESE.map("➤ {}".format))
DOCUMENTS = st.lists(LINES, max_size=12).map("\n".join)


def joined(text: str) -> str:
    return "".join(unit.text for unit in units(text)).replace(" ", "")


@given(DOCUMENTS, st.data())
def test_blanks_between_chinese_characters_change_nothing(text: str, data: st.DataObject) -> None:
    spaced = "".join(
        sign + data.draw(st.sampled_from(["", " "])) if sign >= "一" and after >= "一" else sign
        for sign, after in zip(text, text[1:] + "\n", strict=False)
    )
    assert joined(spaced) == joined(text)


@given(st.lists(st.sampled_from([p for p in PARTS if "<" not in p]), max_size=40).map("".join))
def test_width_changes_nothing(text: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
    assert [unit.text for unit in units(wide)] == [unit.text for unit in units(text)]


HEAVY = [
    "<", "（", "(", "➤", "\t", "|", "|甲", "甲\t", "<li>", "<li>甲", "<p ", "<table>",
    "<table><tr><td>", "<table><tr><td>甲</td></tr></table>", "*", "_", "&", "&amp;", "[",
    "![", "\\", "-", "- a\n", "1. 甲\n", "#", "# 甲\n", "•", " •", '"', '"甲\n', "(甲\n",
    "表1\n", "<!--", "1\n", "<br>甲", "甲、\n12\n", "甲\n\n", "\n", " ", "\u3000", "a ",
    "➤ 甲\n\n", "(1)甲\n", "| | 甲 | 乙 |\n|---|---|---|\n",
    "续表", "> 甲\n", "甲\t乙。\n", "功能区\t进展\n\t➤ 甲、\n", "😀",
]  # fmt: skip


@pytest.mark.parametrize("part", HEAVY)
def test_nothing_makes_it_hang(part: str) -> None:
    text = part * (60_000 // len(part))
    for unit in units(text):
        assert unit.text
    long_row = "功能区\t进展\n甲\t➤ 乙、\n" + text
    for unit in units(long_row):
        assert unit.text


def test_gives_units_before_the_end_is_reached() -> None:
    text = "甲路竣工。\n\n" * 200_000
    found = units(text)
    assert next(found).text == "甲路竣工。"
    found.close()  # type: ignore[attr-defined]
