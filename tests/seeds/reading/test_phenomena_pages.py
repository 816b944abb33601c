"""What pages and markup do to a report: gold/notes.md, section 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seeds.reading.lending import Lent
from seeds.reading.lexicon import Known

if TYPE_CHECKING:
    from tests.seeds.reading.conftest import Read

HEAD = "表 3 工程进展\n\n功能区\t主要进展\n"
ROW = '东浦滨江功能区\t<ul style="x"> <li>➤ '
BREAK = "</li> </ul>\n\n功能区\t主要进展\n\t"
ZONE = "东浦滨江"
LENT = Lent(
    {
        "云速空间": (Known("云速空间", "office_park"),),
        "望湖广场": (Known("望湖广场", "commercial"),),
        "柳家桥桂山新村": (Known("柳家桥桂山新村", "residential"),),
        "榆江源": (Known("榆江源", "area", "area"),),
        "东浦滨江": (Known("东浦滨江", "area", "area", zone=ZONE),),
    },
    {"东浦滨江": ZONE},
)


def test_bare_less_than_in_a_cell(read: Read) -> None:
    """Section 1, 1: `<4.8%` does not eat the text up to the next `>`."""
    found = read(
        "表 6 指标\n\n序号\t指标\t目标\n1\t失业率\t<4.8%\n2\t新增绿地\t9公顷\n\n"
        "### 三、2025年任务\n\n加快建设青枫公园。\n\n表 7 任务\n\n领域\t任务\n"
        '更新\t<ul style="x"> <li>➤ 推进澄江新村改造</li> </ul>\n'
    )
    assert found.names == ["青枫公园", "澄江新村"]
    assert (found.of("青枫公园").table, found.of("澄江新村").table) == ("", "表7")
    assert found.of("青枫公园").year == "2025"


@pytest.mark.parametrize(
    "row",
    [
        '更新\t<ul style="list-style: none"> <li>➤ {}</li> <li>➤ {}</li> </ul>',
        "更新\t<ul><li>➤ {}</li><li>➤ {}</li></ul>",
        "更新\t<ul> <li>➤{}</li> <li>➤{}</li> </ul>",
        "<p>更新 提质</p>\t<ul><li>➤ {}</li> <li>➤ {}</li></ul>",
        '<p style="text-align:left">更新</p>\t<ul><li>➤ {}</li> <li>➤ {}</li></ul>',
        "<b>更新</b>\t<ul><li>➤ {}</li> <li>➤ {}</li></ul>",
        "更新\t<ul><li>➤ PM<sub>2.5</sub>下降</li><li>➤ {}</li> <li>➤ {}</li></ul>",
    ],
)
def test_cells_hold_html_lists(read: Read, row: str) -> None:
    """Section 1, 2: rows are lines with tabs, cells hold lists, labels may be marked up."""
    found = read("表 4 更新\n\n领域\t进展\n" + row.format("青枫公园竣工", "澄江新村开工") + "\n")
    assert found.said == [("青枫公园", "park", "竣工"), ("澄江新村", "residential", "开工")]
    assert [row.written for row in found.rows] == ["青枫公园", "澄江新村"]
    assert {row.table for row in found.rows} == {"表4"}


@pytest.mark.parametrize(
    "cell",
    [
        "青枫公园竣工 ➤ 澄江新村开工 ➤ 瑞泽大厦封顶",
        "➤ 青枫公园竣工 ➤ 澄江新村开工 ➤ 瑞泽大厦封顶",
        "<ul><li>➤ 青枫公园竣工 ➤ 澄江新村开工</li><li>瑞泽大厦封顶</li></ul>",
    ],
)
def test_bullets_that_are_not_in_a_list(read: Read, cell: str) -> None:
    """Section 1, 3: a bare bullet begins a new item, so no status crosses it."""
    found = read(f"表 4 更新\n\n领域\t进展\n更新\t{cell}\n")
    assert [(name, status) for name, _, status in found.said] == [
        ("青枫公园", "竣工"),
        ("澄江新村", "开工"),
        ("瑞泽大厦", "封顶"),
    ]


def test_name_torn_over_a_page_break_in_a_table(read: Read) -> None:
    """Section 1, 4: the name is joined over the repeated header and the zone carried over."""
    found = read(
        HEAD + ROW + "青枫公园、桐花新村片区" + BREAK
        + "旧城区改建、白鹭地块规划幼儿园等项目开工\n南汀门户功能区\t望湖大厦竣工\n"
    )  # fmt: skip
    assert found.of("白鹭地块规划幼儿园").kind == "school"
    torn = next(row for row in found.proposed if row.name.startswith("桐花新村"))
    assert torn.name in ("桐花新村片区旧城区改建", "桐花新村片区")
    assert torn.written.startswith("桐花新村片区")
    assert not [name for name in found.names if name.startswith("旧城区")]
    for name in ("青枫公园", torn.name, "白鹭地块规划幼儿园"):
        row = found.of(name)
        assert (row.zone_reported, row.status) == (ZONE, "开工")
    assert found.of("望湖大厦").zone_reported == "南汀门户"


def test_torn_name_is_not_the_place_named_next(read: Read) -> None:
    """Section 1, 4: a re-joined name that contains the next one stays whole."""
    found = read(
        "表 2 科创\n\n领域\t进展\n<p>科创 提质</p>\t<ul><li>➤ 云芯研究院、电讯云链</li> </ul>\n\n"
        "领域\t进展\n\t<p>空间实验室等入驻“云链空间”</p>\n"
    )
    assert "云芯研究院" in found.names
    assert found.of("电讯云链空间实验室").kind == "institute"
    assert found.of("电讯云链空间实验室").written.startswith("电讯云链")
    assert not {"空间实验室", "云链空间实验室"} & set(found.names)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("举办第九届“创", "业之星”大赛"),
        ("总面积 31.7", "万平方米"),
        ("全年纳统楼", "宇属地率达到 70%"),
        ("对电梯进行安全", "隐患排查"),
        ("推动公立医院进一", "步提升服务能级"),
        ("鼓励区", "域内数字经济企业做大做强"),
    ],
)
def test_word_torn_over_a_page_break_is_no_place(read: Read, before: str, after: str) -> None:
    """Section 1, 4: a word torn in the middle is joined, and no half of it is a place."""
    found = read(HEAD + ROW + before + BREAK + after + "\n")
    assert [name for name in found.names if name != ZONE] == []


@pytest.mark.parametrize("again", ["<ul> <li>➤ {}</li> </ul>", "<ul><li>➤{}</li></ul>", "➤ {}"])
def test_clean_continuation_of_a_row(read: Read, again: str) -> None:
    """Section 1, 4: a new list with an empty label belongs to the row above."""
    found = read(HEAD + ROW + "青枫公园竣工" + BREAK + again.format("澄江新村开工") + "\n")
    assert found.of("澄江新村").zone_reported == ZONE
    assert (found.of("青枫公园").status, found.of("澄江新村").status) == ("竣工", "开工")


def test_header_repeated_although_nothing_was_cut(read: Read) -> None:
    """Section 1, 4: after a repeated header a labelled row begins a zone of its own."""
    found = read(
        HEAD + ROW + "青枫公园竣工</li> </ul>\n\n功能区\t主要进展\n"
        "南汀门户功能区\t<ul> <li>➤ 澄江新村开工</li> </ul>\n"
    )
    assert found.of("青枫公园").zone_reported == ZONE
    assert found.of("澄江新村").zone_reported == "南汀门户"
    assert {row.table for row in found.rows} == {"表3"}


@pytest.mark.parametrize(
    ("title", "table"),
    [
        ("**表 1 城市更新情况**", "表1"),
        ("表 2 城市更新情况", "表2"),
        ("表5 城市更新情况", "表5"),
        ("**表8 城市更新情况**", "表8"),
        ("表9城市更新情况", "表9"),
        ('<p style="text-align:left">表 6 城市更新情况</p>', "表6"),
    ],
)
def test_titles_of_tables_differ(read: Read, title: str, table: str) -> None:
    """Section 1, 5: bold, plain, with and without a blank."""
    found = read(
        f"青枫公园竣工。\n\n{title}\n\n领域\t进展\n更新\t<ul><li>➤ 澄江新村开工</li></ul>\n"
    )
    assert (found.of("青枫公园").table, found.of("澄江新村").table) == ("", table)


@pytest.mark.parametrize("caption", ["图1 2020-2024年区级收入", "**图 2 各片区投资占比**"])
def test_captions_without_pictures(read: Read, caption: str) -> None:
    """Section 1, 5: the title of a figure stands alone; it is no table and holds no place."""
    found = read(f"青枫公园竣工。\n\n{caption}\n\n澄江新村开工。\n")
    assert found.names == ["青枫公园", "澄江新村"]
    assert {row.table for row in found.rows} == {""}


@pytest.mark.parametrize("gap", ["\n\n", "\n", "\n\n\n\n\n\n"])
def test_address_torn_over_a_page_break(read: Read, gap: str) -> None:
    """Section 1, 6: 榆林路65 / 弄 is one address."""
    text = "今年将持续攻坚老旧小区改造,改善群众的居住条件。有序推进不成套住房改造,榆林路65"
    row = read(f"{text}{gap}弄等3个项目开工。\n").of("榆林路65弄")
    assert (row.address, row.status, row.written) == ("榆林路65弄", "开工", "榆林路65 弄")


def test_institute_torn_over_a_page_break(read: Read) -> None:
    """Section 1, 6: a name goes on behind many empty lines."""
    found = read("与会者参观了云岭大学交叉\n\n\n\n\n\n\n\n信息研究院,随后离开。\n")
    assert not {"信息研究院", "云岭大学"} & set(found.names)
    assert [row.name for row in found.rows] == ["云岭大学交叉信息研究院"]


@pytest.mark.parametrize(
    "text",
    [
        "推动成果从“0到\n\n10”转化。",
        "产业规模\n\n超千亿元。",
        "培育特色产\n\n业集群。",
        "全社\n\n会固定资产投资增长。",
        "本区科\n\n技创新能级提升。",
    ],
)
def test_prose_torn_over_a_page_break_is_no_place(read: Read, text: str) -> None:
    """Section 1, 6: halves of everyday words are no places."""
    assert read(text + "\n").names == []


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("云岭革命烈士陵 园", "heritage"),
        ("云宇宙产 业创新园", "office_park"),
        ("望湖开发 区", "office_park"),
        ("榆 浦滨江党群服务中心", "government"),
        ("东岸 人工智能大厦", "office_park"),
        ("望湖\n\n大楼", ""),
        ("锦\n\n华历史文化风貌区", "area"),
        ("临江大\n\n楼", ""),
    ],
)
def test_blank_of_a_line_join_inside_a_name(read: Read, written: str, kind: str) -> None:
    """Section 1, 7: blanks and line feeds of a narrow column are taken out of a name."""
    whole = written.replace(" ", "").replace("\n", "")
    lines = (
        "近年来外墙的样式得到了完整的保留,而",
        f"来自各地的市民游客走进街巷,走进{written}、白石公寓、锦华公寓等建筑当中,",
        "感受变化。",
    )
    row = read("\n\n".join(lines) + "\n").of(whole)
    assert row.written == " ".join(written.split())
    assert not kind or row.kind == kind


def test_blank_inside_a_name_before_brackets(read: Read) -> None:
    """Section 1, 7: 东岸 智塔(AI Tower) is one name."""
    row = read("东岸 智塔(AI Tower)正式启用。\n").of("东岸智塔")
    assert row.written.startswith("东岸 智塔")
    assert row.stage == "open"


def test_lane_torn_by_a_blank(read: Read) -> None:
    """Section 1, 7: 柳家 弄地块 is the plot of 柳家弄."""
    found = read("云安一二村和柳家 弄地块完成征收。\n")
    row = next(row for row in found.proposed if row.name.startswith("柳家弄"))
    assert row.written.startswith("柳家 弄")
    assert row.status == "完成征收"


def test_blank_that_keeps_two_names_apart(read: Read) -> None:
    """Section 1, 7: not every blank is to be deleted."""
    found = read("来到《望江曲》灌制地 青砖小楼,了解历史。\n")
    assert "青砖小楼" in found.names or "《望江曲》灌制地青砖小楼" in found.names
    assert "地青砖小楼" not in found.names


def test_zone_and_quoted_name_stay_two(read: Read) -> None:
    """Section 1, 7: 东浦滨江 "云速空间" are a zone and a place in it."""
    found = read('在东浦滨江 "云速空间",人潮涌动。\n', LENT)
    assert found.names == [ZONE, "云速空间"]
    assert found.of("云速空间").zone_reported == ZONE


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("桐安社区 203c-18 地块", "plot"),
        ("田柏街道 311-07C 地块", "plot"),
        ("长枫街道 512 街坊住宅", "residential"),
        ("临湖中路 233 号", ""),
        ("南岸 6 号地块规划中学", "school"),
        ("北澜人工智能小镇 C 地块", "plot"),
        ("国际 STEM教育研究所", "institute"),
        ("新帆项目 M1 产业综合用地", "plot"),
        ("安澜路 27 弄 3-5 号", ""),
        ("腾越 2.0 三期", ""),
    ],
)
def test_blanks_around_digits_and_letters(read: Read, written: str, kind: str) -> None:
    """Section 1, 8: with and without blanks the name is the same."""
    tight = written.replace(" ", "")
    for form in (written, tight):
        row = read(f"{form}、西柏家宅地块等项目开工。\n").of(tight)
        assert (row.written, row.status) == (form, "开工")
        assert not kind or row.kind == kind


@pytest.mark.parametrize(
    "text", ['"52 槐花院"正式启用。\n', '由三栋建筑组成的"52 槐花院"正式启用。\n']
)
def test_quoted_name_that_begins_with_a_number(read: Read, text: str) -> None:
    """Section 1, 8: "52 槐花院" keeps its number, whatever is counted before it."""
    row = read(text).of("52槐花院")
    assert row.stage == "open"
    assert "52 槐花院" in row.written


@pytest.mark.parametrize(
    ("text", "true"),
    [
        (
            "以柳冢桥桂 哪里可以办证,是当下市民 山新村为代表的老旧社区,是民生的 都关心的问题。",
            {"柳家桥桂山新村"},
        ),
        ("正着力打造望湖 两新枢纽平台,创建全市 大楼的文化 IP。", {"望湖大楼"}),
        ('柳牌老字号旗下的"柳咖啡" 市民可在此休憩 成为全市首家"邮局茶馆"', {"柳咖啡", "邮局茶馆"}),
        ("2021年,中电云信全球总部在东\n\n在生命健康领域,持续发力。", set()),
        ("总建筑面积 近年来持续推进 达 900 平方米的社区公共服务综合枢纽", set()),
    ],
)
@pytest.mark.parametrize("lent", [None, LENT], ids=["blind", "lent"])
def test_columns_interleaved_line_by_line(
    read: Read, text: str, true: set[str], lent: Lent | None
) -> None:
    """Section 1, 9: the order cannot be restored; nothing false is proposed."""
    assert set(read(text + "\n", lent).names) <= true


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("榆江万科人市、高铁接人柳江南站,带动了片区。", {"柳江南站", "榆江万科", "万科"}),
        ("推进架 空线人地,美化道路。", set()),
        ("走进望湖厂场,感受更新。", {"望湖广场", "望湖厂场"}),
        ("而在繁华尚圈的另一面,是老旧社区。", set()),
        ("全力推讲城市更新,锻造银长板,改造-直是难题。", set()),
        ("贯彻精神 and 市委要求。", set()),
        ("推动海关联联合监管。", set()),
        ("促进社会 社会发展计划落实。", set()),
        ("以柳冢桥桂山新村为代表的社区。", {"柳家桥桂山新村", "柳冢桥桂山新村", "桂山新村"}),
    ],
)
@pytest.mark.parametrize("lent", [None, LENT], ids=["blind", "lent"])
def test_signs_that_look_alike(read: Read, text: str, true: set[str], lent: Lent | None) -> None:
    """Section 1, 10: a slip of OCR makes no new place."""
    assert set(read(text + "\n", lent).names) <= true


@pytest.mark.parametrize("quotes", ["“”", '""', "'\"", "‘’", "「」", '“"', "＂＂"])
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{}云速空间{}正式启用。", "云速空间"),
        ("{}新五百{}改造项目开工。", "新五百"),
        ("{}柳波·水影{}口袋公园建成。", "柳波·水影口袋公园"),
        ("{}榆林路-安澜路{}街区获评称号。", "榆林路-安澜路街区"),
        ("{}东岸智谷{}加快建设。", "东岸智谷"),
        ("{}云速空间{}创新生态社区揭牌。", "云速空间创新生态社区"),
    ],
)
def test_quotes_of_every_make(read: Read, quotes: str, text: str, name: str) -> None:
    """Section 1, 11: mixed and mismatched quotation marks around a name or a part of it."""
    found = read(text.format(*quotes) + "\n")
    assert [one.replace('"', "") for one in found.names] == [name]


FULL = (
    "完成望湖剧院竣工交付，推进榆林路（柏安路－兰溪路）、澄江新村Ｂ地块开工；青枫公园１００％建成。"
)
HALF = "完成望湖剧院竣工交付,推进榆林路(柏安路-兰溪路)、澄江新村B地块开工;青枫公园100%建成。"


def test_full_and_half_width(read: Read) -> None:
    """Section 1, 12: commas, brackets, letters and digits of both widths read alike."""
    full, half = read(FULL + "\n"), read(HALF + "\n")
    assert full.said == half.said
    assert full.names == ["望湖剧院", "榆林路", "澄江新村B地块", "青枫公园"]
    road = full.of("榆林路")
    assert (road.kind, road.road_from, road.road_to) == ("road_segment", "柏安路", "兰溪路")
    assert road.written == "榆林路（柏安路－兰溪路）"
    assert half.of("榆林路").written == "榆林路(柏安路-兰溪路)"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("望江城开中心{}地下室{}竣工。", "望江城开中心地下室"),
        ("东岸国际人工智能中心{}AI Tower{}竣工。", "东岸国际人工智能中心"),
    ],
)
def test_brackets_of_both_widths(read: Read, text: str, name: str) -> None:
    """Section 1, 12: brackets of a part or a gloss, in both widths."""
    for pair in ("()", "（）"):
        found = read(text.format(*pair) + "\n")
        (row,) = found.proposed
        assert row.name.replace("(", "").replace(")", "") == name
        assert row.status == "竣工"


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_no_line_feed_at_the_end(read: Read, end: str) -> None:
    """Section 1, 13: the last words of a file are a place, with and without a line feed."""
    found = read("青枫公园竣工。\n\n望湖大楼" + end)
    assert found.of("望湖大楼").written == "望湖大楼"
    assert found.of("望湖大楼").end == len(found.text) - len(end)


def test_table_row_at_the_end_without_a_line_feed(read: Read) -> None:
    """Section 1, 13: a table row may be the end of the file."""
    found = read(HEAD + ROW + "青枫公园竣工</li> </ul>")
    assert (found.of("青枫公园").zone_reported, found.of("青枫公园").status) == (ZONE, "竣工")


def test_same_name_in_several_contexts(read: Read) -> None:
    """Section 9: each table and each part keeps a row with its own status, year and zone."""
    found = read(
        "# 一、2024年工作回顾\n\n青枫公园开工，青枫公园备受关注。\n\n"
        + HEAD + ROW + "青枫公园竣工</li> </ul>\n\n"
        "# 二、2025年主要任务\n\n推动青枫公园开放。\n\n"
        "表 13 任务\n\n功能区\t主要任务\n南汀门户功能区\t<ul><li>➤ 青枫公园加快建设</li></ul>\n"
    )  # fmt: skip
    rows = [row for row in found.proposed if row.name == "青枫公园"]
    assert [(row.table, row.status, row.year, row.zone_reported) for row in rows] == [
        ("", "开工", "2024", ""),
        ("表3", "竣工", "2024", ZONE),
        ("", "开放", "2025", ""),
        ("表13", "加快建设", "2025", "南汀门户"),
    ]
    again = found.text.index("青枫公园", rows[0].end)
    assert f"also@{again}" in rows[0].note


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("鑫澜中城二期裙房及地下室", "鑫澜中城二期"),
        ("望湖实验学校小学部", "望湖实验学校初中部"),
        ("东岸大厦地上部分", "东岸大厦地下室"),
    ],
)
def test_parts_of_one_site_keep_rows_of_their_own(read: Read, first: str, second: str) -> None:
    """Section 9: different parts of a place are no contradiction and are not merged."""
    found = read(f"{first}竣工。{second}开工。\n")
    assert (found.of(first).status, found.of(second).status) == ("竣工", "开工")
