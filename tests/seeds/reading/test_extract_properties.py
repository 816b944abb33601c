"""What holds of every text: offsets, one reading, widths and blanks, words of the closed lists."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from seeds.document import Document
from seeds.reading.extract import extract
from seeds.reading.found import Found
from seeds.vocabulary import KINDS, PLACEABLE, STAGES

TITLE = "# 宁波市青溪区2024年建设情况\n\n"
CHINESE = r"[\u4e00-\u9fff]"


def read(text: str) -> list[Found]:
    return list(extract(Document(text, "new.txt", sha256="0" * 64), report="001"))


def listed(text: str) -> list[tuple[str, str, str, str]]:
    """List what is found without where it stands and how it is written."""
    return [(wide_to_narrow(row.name), row.kind, row.placeable, row.table) for row in read(text)]


# --- a report, composed -----------------------------------------------------------------------

proper = st.sampled_from(
    [
        "青柳",
        "白杨",
        "红枫",
        "东林",
        "明湖",
        "石桥",
        "莲花",
        "龙舟",
        "李家",
        "文昌",
        "景塘",
        "北杨树",
        "7",
    ]
)
ending = st.sampled_from(
    [
        "公园",
        "小学",
        "地块",
        "新村",
        "大厦",
        "医院",
        "图书馆",
        "港",
        "河",
        "站",
        "街道",
        "科创中心",
        "片区",
        "公寓",
        "体育馆",
        "码头",
        "大桥",
    ]
)
verb = st.sampled_from(
    [
        "完成",
        "推进",
        "加快",
        "启动",
        "建成",
        "推动",
        "改造提升",
        "深化",
        "开展",
        "实施",
        "确保",
        "新建",
        "与",
        "在",
        "围绕",
        "打造",
    ]
)
after = st.sampled_from(
    ["", "建设", "竣工", "开工", "等3个项目", "等项目建设", "的改造", "工程", "沿线", "周边环境"]
)
plain = st.sampled_from(
    ["深化改革", "提升服务能级", "开展“双随机”检查", "增长5.5%", "新增绿道3条", "出让8幅地块"]
)
number = st.integers(1, 999).map(str)
site = st.builds("{}{}".format, proper, ending)
road = st.builds("{}{}".format, proper, st.sampled_from(["路", "大道", "北路", "高架", "街"]))
stretch = st.builds(
    "{}{}{}{}{}".format,
    road,
    st.sampled_from("（("),
    road,
    st.sampled_from("-—至"),
    road,
).map(lambda text: text + ("）" if "（" in text else ")"))
address = st.builds("{}{}{}".format, road, number, st.sampled_from(["弄", "号", " 弄 1 号"]))
bracketed = st.builds(
    "{}（{}）".format,
    site,
    st.sampled_from(["二期", "地下室", "3#、4#", "区属", "Tower", "B块"]),
)
quoted = st.one_of(
    st.builds("“{}”".format, site),
    st.builds('"{}"'.format, proper),
    st.builds("{}“{}、{}”".format, proper, site, site),
    st.builds("《{}》".format, proper),
)
shared = st.builds("{}{}、{}{}".format, proper, number, number, st.just("号地块"))
name = st.one_of(site, road, stretch, address, bracketed, quoted, shared)
names = st.builds(
    lambda parts, joins: "".join(
        part + join for part, join in zip(parts, [*joins[: len(parts) - 1], ""], strict=True)
    ),
    st.lists(name, min_size=1, max_size=4),
    st.lists(st.sampled_from("、和与，"), min_size=3, max_size=3),
)
clause = st.one_of(st.builds("{}{}{}".format, verb, names, after), plain, names)
sentence = st.lists(clause, min_size=1, max_size=4).map(lambda parts: "，".join(parts) + "。")
paragraph = st.lists(sentence, min_size=1, max_size=3).map("".join)
heading = st.builds("{} {}".format, st.sampled_from(["#", "##"]), proper)
row = st.builds(
    lambda label, items: f"{label}\t<ul>{''.join(f'<li>➤ {item}</li>' for item in items)}</ul>",
    st.one_of(st.just(""), site, proper.map("{}功能区".format)),
    st.lists(clause, min_size=1, max_size=3),
)
table = st.lists(row, min_size=1, max_size=3).map(
    lambda rows: "**表 1 进展**\n\n功能区\t主要进展\n" + "\n".join(rows)
)
prose = st.lists(paragraph, min_size=1, max_size=4).map(lambda parts: TITLE + "\n\n".join(parts))
report = st.lists(st.one_of(paragraph, heading, table), min_size=1, max_size=5).map(
    lambda parts: TITLE + "\n\n".join(parts) + "\n"
)

# --- what holds -------------------------------------------------------------------------------


def check(text: str, rows: list[Found]) -> None:
    for found in rows:
        assert 0 <= found.start < found.end <= len(text)
        assert " ".join(text[found.start : found.end].split()) == found.written.strip()
        assert found.name.strip()
        assert found.placeable in PLACEABLE
        assert found.kind in KINDS
        assert found.stage == "" or found.stage in STAGES
        assert found.placeable != "no" or found.note


@given(report)
def test_every_row_points_at_its_written_form_and_keeps_to_the_word_lists(text: str) -> None:
    check(text, read(text))


@given(report)
def test_reading_twice_gives_the_same_rows(text: str) -> None:
    assert read(text) == read(text)


ALPHABET = st.one_of(
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from('路区园、和与（）()-“”"《》<>|\t\n一二3号弄期等#➤ 　'),
)


@given(st.text(ALPHABET, max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    check(text, read(text))


@given(report, st.text(ALPHABET, max_size=12), st.integers(0, 400))
def test_a_report_with_rubbish_in_the_middle_can_be_read(text: str, rubbish: str, at: int) -> None:
    torn = text[:at] + rubbish + text[at:]
    check(torn, read(torn))


@given(prose, st.data())
def test_blanks_between_chinese_characters_change_no_name(text: str, data: st.DataObject) -> None:
    body = text[len(TITLE) :]
    gaps = [gap.start() + 1 for gap in re.finditer(f"{CHINESE}(?={CHINESE})", body)]
    chosen = data.draw(st.sets(st.sampled_from(gaps), max_size=6)) if gaps else set()
    spaced = "".join((" " if at in chosen else "") + character for at, character in enumerate(body))
    assert listed(TITLE + spaced) == listed(text)


WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "(),;:!?%0123456789"}
NARROW = {wide: narrow for narrow, wide in WIDE.items()}


def wide_to_narrow(text: str) -> str:
    return text.translate(NARROW)


@given(prose)
def test_the_width_of_signs_and_digits_changes_no_name(text: str) -> None:
    body = text[len(TITLE) :]
    wide, narrow = body.translate(WIDE), wide_to_narrow(body)
    assert listed(TITLE + wide) == listed(TITLE + narrow) == listed(text)
