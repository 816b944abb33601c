from __future__ import annotations

import json
import re
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps import review, review_looks, review_marks, review_strings
from maps.assets import csp_hash
from maps.review import review_page
from maps.styles import KIND_SIGNS
from seeds.document import Document
from seeds.reading.found import COLUMNS, Found
from seeds.reading.unit import Unit

ISLAND = re.compile(r'<script type="application/json" id="review-data">(.*?)</script>', re.DOTALL)
ARTICLE = re.compile(r'<article class="sheet"[^>]*>\n(.*?)\n</article>', re.DOTALL)
MARK = re.compile(r"<mark([^>]*)>(.*?)</mark>", re.DOTALL)

REPORT = """# 新桥区二〇三一年项目报告

## 一、去年做了什么

去年在**新桥公园**（东园）植树，新桥公园今年还要植树。槐树路（柳树路-桑树路）通车。

表 1 项目推进情况

片区\t主要进展
东片\t<ul><li>➤ 桃花里 3、4 号地块开工</li><li>➤ 梨花中学竣工</li></ul>
西片\t<ul><li>➤ 杏花医院扩建，绿色 长廊只是一个说法</li></ul>

## 二、今年要做什么

数据高地要做大做强。
"""

HOSTILE = (
    "</script><script>window.hacked=1</script>",
    '<img src=x onerror="window.hacked=1">',
    "{{ 7*7 }}{% raw %}{# note #}",
    "`${window.hacked=1}`",
    "\\u003cscript\\u003e\\n'\"",
    "某站\u202e期二\u200b",
    "@@island@@ @@word:print@@",
)


def found_in(text: str, written: str, kind: str = "park", **more: Any) -> Found:
    start = text.index(written)
    given_names = {"name": written, "table": "", "section": "一", **more}
    return Found(report="r", start=start, end=start + len(written), written=written, kind=kind,
                 **given_names)  # fmt: skip


def sample() -> list[Found]:
    again = REPORT.index("新桥公园今年")
    return [
        found_in(REPORT, "新桥公园", note=f"also@{again}", stage="done", year="2030"),
        found_in(REPORT, "槐树路", "road_segment", road_from="柳树路", road_to="桑树路",
                 placeable="line"),
        found_in(REPORT, "3、4 号地块", "plot", name="桃花里3号地块", table="表1"),
        found_in(REPORT, "3、4 号地块", "plot", name="桃花里4号地块", table="表1"),
        found_in(REPORT, "梨花中学", "school", table="表1"),
        found_in(REPORT, "绿色 长廊", "other", table="表1", placeable="no", note="只是一个说法"),
        found_in(REPORT, "数据高地", "area", section="二", placeable="no", note="比喻"),
        found_in(REPORT, "新桥区", "area", section="", placeable="area"),
    ]  # fmt: skip


def page_of(text: str, found: list[Found], **more: Any) -> str:
    return review_page(Document(text, "某报告.txt"), found, **more)


def island(page: str) -> dict[str, Any]:
    inside = ISLAND.search(page)
    assert inside is not None
    return dict(json.loads(inside[1]))


def article(page: str) -> str:
    inside = ARTICLE.search(page)
    assert inside is not None
    return inside[1]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert page_of(REPORT, sample()) == page_of(REPORT, sample())


def test_the_report_is_laid_out() -> None:
    body = re.sub(r"</?mark[^>]*>", "", article(page_of(REPORT, sample())))
    assert '<h2 class="l2">新桥区二〇三一年项目报告</h2>' in body
    assert '<h3 class="l3">一、去年做了什么</h3>' in body
    assert "<caption>表 1 项目推进情况</caption>" in body
    assert '<th scope="col">片区</th><th scope="col">主要进展</th>' in body
    assert '<th scope="row">东片</th><td><ul><li>桃花里 3、4 号地块开工</li>' in body
    assert '<th scope="row">西片</th><td>杏花医院扩建' in body
    assert "➤" not in body
    assert "**" not in body
    assert "list-style" not in body


def test_the_text_is_the_documents_own_and_not_the_folded_one() -> None:
    assert "（东园）植树，" in article(page_of(REPORT, sample()))


def test_a_mark_says_what_it_is() -> None:
    marks = {inner: look for look, inner in MARK.findall(page_of(REPORT, sample()))}
    assert 'class="f-circle m-line"' in marks["槐树路"]
    assert 'data-sign="段"' in marks["槐树路"]
    assert 'class="f-diamond m-yes"' in marks["梨花中学"]
    assert 'class="f-hexagon m-area"' in marks["新桥区"]


def test_what_was_refused_is_marked_with_the_reason() -> None:
    marks = {inner: look for look, inner in MARK.findall(page_of(REPORT, sample()))}
    assert 'class="f-refused m-no"' in marks["绿色 长廊"]
    assert 'title="拒绝：只是一个说法"' in marks["绿色 长廊"]
    english = {i: look for look, i in MARK.findall(page_of(REPORT, sample(), language="en"))}
    assert 'title="Refused: 比喻"' in english["数据高地"]


def test_mentions_that_share_a_span_have_one_mark() -> None:
    marks = [look for look, inner in MARK.findall(page_of(REPORT, sample())) if "3、4" in inner]
    assert len(marks) == 1
    ordinals = re.findall(r'data-m="([\d ]+)"', marks[0])[0].split()
    rows = island(page_of(REPORT, sample()))["rows"]
    names = [dict(zip(COLUMNS, rows[int(at)], strict=True))["name"] for at in ordinals]
    assert names == ["桃花里3号地块", "桃花里4号地块"]


def test_the_same_place_again_is_marked_lightly() -> None:
    marks = [look for look, inner in MARK.findall(page_of(REPORT, sample())) if "公园" in inner]
    assert len(marks) == 2
    assert "again" not in marks[0]
    assert 'class="f-triangle m-yes again"' in marks[1]
    assert re.findall(r'data-m="(\d+)"', marks[0]) == re.findall(r'data-also="(\d+)"', marks[1])
    assert "tabindex" not in marks[1]


def test_the_note_is_told_without_the_further_places() -> None:
    rows = island(page_of(REPORT, sample()))["rows"]
    assert not [row for row in rows if "also@" in row[COLUMNS.index("note")]]


def test_the_rows_stand_in_the_order_of_the_report() -> None:
    starts = [row[COLUMNS.index("start")] for row in island(page_of(REPORT, sample()))["rows"]]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "note", ["also@", "also@99999999", "also@" + "9" * 5000, "also@-3", "x also@1，2；also@3"]
)
def test_odd_further_places_do_no_harm(note: str) -> None:
    assert page_of(REPORT, [found_in(REPORT, "梨花中学", note=note)])


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (10**7, 10**7 + 4), (0, 10**7)])
def test_an_odd_span_is_listed_all_the_same(start: int, end: int) -> None:
    odd = Found("r", "", "", start, end, "怪", "怪名", "park")
    page = page_of(REPORT, [odd])
    assert len(island(page)["rows"]) == 1
    seen = "data-m=" in article(page)
    assert ("1 处不在显示的文字里" in page) is not seen


def test_a_report_without_text_or_mentions_is_a_page() -> None:
    assert "读了 0 段" in page_of("", [])
    assert "没有标记的文字读过了" in page_of(REPORT, [])


# --- stretches ----------------------------------------------------------------------------------


def plain(text: str, start: int = 0) -> Unit:
    return Unit("paragraph", text, (start,), (0,))


def spans(*given_spans: tuple[int, int]) -> list[Found]:
    return [Found("r", "", "", i, j, "字" * (j - i), "名", "park") for i, j in given_spans]


def test_nested_and_crossing_mentions_are_cut_and_kept() -> None:
    cut = review_marks.stretches([plain("零一二三四五六七八九")], spans((1, 7), (2, 4), (5, 9)))[0]
    assert [(mark.start, mark.end, mark.mains) for mark in cut] == [
        (1, 2, (0,)),
        (2, 4, (0, 1)),
        (4, 5, (0,)),
        (5, 7, (0, 2)),
        (7, 9, (2,)),
    ]
    assert [mark.begins for mark in cut] == [(0,), (1,), (), (2,), ()]


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda s: (s[0], s[0] + s[1])),
        max_size=12,
    ),
    st.lists(st.integers(1, 8), min_size=1, max_size=8),
)
def test_every_mention_is_marked_in_exactly_its_characters(
    given_spans: list[tuple[int, int]], lengths: list[int]
) -> None:
    units, at = [], 0
    for length in lengths:
        units.append(plain("字" * length, at))
        at += length + 2  # what stands between units is shown nowhere
    visible = {unit.starts[0] + i for unit in units for i in range(len(unit.text))}
    marks = review_marks.stretches(units, spans(*given_spans))
    began: list[int] = []
    for ordinal, (start, end) in enumerate(given_spans):
        covered = [
            units[at].offset(i)
            for at, group in marks.items()
            for mark in group
            if ordinal in mark.mains
            for i in range(mark.start, mark.end)
        ]
        assert len(covered) == len(set(covered))
        assert set(covered) == set(range(start, end)) & visible
    for group in marks.values():
        assert all(one.end <= two.start for one, two in pairwise(group))
        began += [ordinal for mark in group for ordinal in mark.begins]
    assert len(began) == len(set(began))


def test_a_torn_name_is_marked_whole() -> None:
    unit = Unit("item", "建成海棠实验学校了", (0, 40), (0, 4))
    item = Found("r", "", "", 2, 4, "海棠", "海棠实验学校", "school")
    assert review_marks.stretches([unit], [item])[0][0].end == 8
    other = Found("r", "", "", 2, 4, "海棠", "海棠小学校舍", "school")
    assert review_marks.stretches([unit], [other])[0][0].end == 4


def test_a_mention_over_two_units_leaves_a_header_between_alone() -> None:
    units = [
        plain("甲乙"),
        Unit("header", "片区", (2,), (0,)),
        plain("丙丁", 4),
    ]
    assert sorted(review_marks.stretches(units, spans((1, 5)))) == [0, 2]


# --- what is hostile ------------------------------------------------------------------------------


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_and_names_stay_text(words: str) -> None:
    text = f"甲乙{words}丙丁\n\n| {words} |\n"
    start = text.index(words)
    fields = dict.fromkeys(("name", "address", "note", "status", "section", "table"), words)
    item = Found(report=words, start=start, end=start + len(words), written=words, kind=words,
                 placeable="no", **fields)  # fmt: skip
    page = review_page(Document(text, words, notes=(words,)), [item])
    assert page.count("<script") == 2
    assert "<img" not in page
    outside = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page, flags=re.DOTALL)
    assert not re.search(r"[{}`$\\]", outside)
    assert "\u202e" not in page
    assert "\u200b" not in page
    data = island(page)
    assert "<" not in json.dumps(data["text"], ensure_ascii=False)
    assert data["rows"][0][COLUMNS.index("name")].count("49") == 0


def test_the_policy_allows_exactly_this_script_and_style() -> None:
    page = page_of(REPORT, sample())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    script = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert f"script-src {csp_hash(script[0])}" in policy[1]
    assert f"style-src {csp_hash(style[0])}" in policy[1]
    assert "default-src 'none'" in policy[1]
    assert " style=" not in page[page.index("<body>") : page.index("<script")]


def test_no_tag_points_outside_the_page() -> None:
    markup = re.sub(
        r"<(script|style)[^>]*>.*?</\1>", "", page_of(REPORT, sample()), flags=re.DOTALL
    )
    assert re.findall(r'(?:src|href)="([^"#]+)', markup) == ["data:,"]


# --- long reports -----------------------------------------------------------------------------


def test_a_long_report_is_shown_where_it_has_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "LARGE", 500)
    text = "\n\n".join(f"第{n}段没有什么可说。" for n in range(200))
    text = text.replace("第90段", "第90段海棠公园")
    body = page_of(text, [found_in(text, "海棠公园")])
    for words in ("第89段", "海棠公园", "第91段", "报告很长", "略去 89 段", "略去 108 段"):
        assert words in body
    assert "第50段" not in body


def test_a_long_passage_of_a_long_report_is_cut_between_its_marks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(review, "LARGE", 500)
    text = "甲" * 5000 + "海棠公园" + "乙" * 5000
    page = page_of(text, [found_in(text, "海棠公园")])
    assert page.count("略去 4,400 字</span>") == 2
    assert len(article(page)) < 2000


def test_a_short_report_is_shown_whole() -> None:
    text = "甲" * 5000 + "海棠公园" + "乙" * 5000
    assert "略去" not in article(page_of(text, [found_in(text, "海棠公园")]))


def test_the_page_of_a_report_is_small() -> None:
    assert len(page_of(REPORT * 20, sample()).encode()) < 200_000


# --- looks and words ----------------------------------------------------------------------------


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        lit = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * lit[0] + 0.7152 * lit[1] + 0.0722 * lit[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", review_looks.FAMILIES)
def test_marks_are_readable(name: str) -> None:
    colour = review_looks.FAMILIES[name]
    background = review_looks.tint(colour.fill)
    assert contrast("#1f2328", background) >= 7  # the text of a mark
    assert contrast("#ffffff", colour.strong) >= 4.5  # its sign
    assert contrast(colour.strong, background) >= 3  # its line


def test_every_kind_has_a_colour_of_a_family() -> None:
    assert {review_looks.family(kind) for kind in KIND_SIGNS} == set(review_looks.FAMILIES)
    assert review_looks.family("no such kind") == "hexagon"


@pytest.mark.parametrize("key", review_strings.REVIEW_STRINGS)
def test_both_languages_ask_for_the_same_fillings(key: str) -> None:
    chinese, english = review_strings.REVIEW_STRINGS[key]
    assert set(re.findall(r"\{(\w+)\}", chinese)) == set(re.findall(r"\{(\w+)\}", english))
    if key != "switch_language":
        assert not re.search(r"[\u4e00-\u9fff]", english)


def test_the_words_that_are_asked_for_are_those_that_there_are() -> None:
    names = [*(("static", name) for name in review.SCRIPTS), ("templates", "review.html")]
    names += [(".", f"review{part}.py") for part in ("", "_body", "_text")]
    asked: set[str] = set()
    for folder, name in names:
        source = files("maps").joinpath(folder, name).read_text(encoding="utf-8")
        calls = re.findall(
            r"\bt\(\"(\w+)\"[,)]|words\(\"(\w+)\"[,)]|data-t(?:-\w+)?=\"(\w+)\"|@@word:(\w+)@@"
            r"|(?:pair|line|more|group)\(\"(\w+)\"|\"(\w+_line)\"|tLabel = .*\"(\w+)\" : \"(\w+)\"",
            source,
        )
        asked |= {key for call in calls for key in call if key}
    built = {f"count_{name}" for name in review_looks.CLASSES}
    built |= {f"shape_{name}" for name in review_looks.FAMILIES}
    assert asked | built == set(review_strings.REVIEW_STRINGS)


def test_english_from_the_start() -> None:
    page = page_of(REPORT, sample(), language="en")
    assert '<html lang="en" data-language="en">' in page
    assert "Text without a mark was read" in page


def test_no_level_of_headings_is_left_out() -> None:
    body = article(page_of("# 一\n\n##### 小字\n\n某段。\n\n## 二\n\n某段。\n", []))
    assert re.findall(r'<h(\d) class="l(\d)"', body) == [("2", "2"), ("3", "6"), ("3", "3")]


def test_a_wide_table_can_be_reached() -> None:
    text = "| 序号 | 指标 | 属性 | 目标 |\n|---|---|---|---|\n| 一号 | 绿地 | 预期 | 很多 |\n"
    assert 'class="table wide" role="region" tabindex="0"' in article(page_of(text, []))


def test_the_same_place_again_is_found_over_a_blank() -> None:
    text = "海棠公园开放，海棠 公园植树。"
    again = text.rindex("海棠")
    page = page_of(text, [found_in(text, "海棠公园", note=f"also@{again}")])
    assert re.findall(r"again[^>]*>([^<]+)<", article(page)) == ["海棠 公园"]
