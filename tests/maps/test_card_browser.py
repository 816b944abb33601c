"""The card of the planner page in a real browser: all that is known, and where it leads on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.maps.conftest import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from maps.view import MapView

pytestmark = pytest.mark.browser

DESKTOP, PHONE = (1440, 900), (390, 844)
CARD = ".leaflet-popup .card"


def change(view: MapView, number: int, **properties: Any) -> MapView:
    """Change one place of the small district, which every test gets anew."""
    view.features[number - 1]["properties"].update(properties)
    return view


def test_the_card_tells_what_the_reports_say_and_marks_what_is_only_planned(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    page.find("XH0002")
    fact, plan = page.page.locator(f"{CARD} .history ol li").all()
    assert fact.inner_text().split("\n") == ["2024 在建 「在建」", "003 表3 第 220–224 字"]
    assert plan.inner_text().split("\n") == ["2026 计划：建成（2026） 「建成」", "004 第 12–15 字"]
    assert (fact.get_attribute("aria-current"), plan.get_attribute("aria-current")) == (
        "true",
        None,
    )
    assert plan.get_attribute("class") == "planned"
    titles = page.text(f"{CARD} .titles").split("\n")
    assert titles == ["003 某年报告 2024-12-25", "004 另一报告 2025"]
    assert "在建" in page.text(f"{CARD} .chips")
    page.find("XH0005")
    assert "计划：立项批复（2026）" in page.text(f"{CARD} .chips")


@pytest.mark.parametrize(
    ("source_id", "paths", "folded"),
    [
        ("way/12", ["way/12"], ""),
        ("relation/7", ["relation/7"], ""),
        (  # bare numbers: ways, or nodes where ways do not reach
            "101001 101002 101003 101004 13444650661",
            ["way/101001", "way/101002", "way/101003", "way/101004", "node/13444650661"],
            "其余 2 条",
        ),
        ("甲路、乙路", [], ""),
        ("javascript:window.hacked=1", [], ""),
        ('way/1"><img src=x>', [], ""),
    ],
)
def test_objects_of_openstreetmap_are_linked_and_nothing_else(
    show: Callable[..., Any], small_view: MapView, source_id: str, paths: list[str], folded: str
) -> None:
    page = show(change(small_view, 1, source_id=source_id))
    page.find("XH0001")
    page.page.click(f"{CARD} > details > summary")
    links = page.page.locator(f"{CARD} a").all()
    found = [link.get_attribute("href") for link in links]
    assert found == [f"https://www.openstreetmap.org/{path}" for path in paths]
    assert {link.get_attribute("rel") for link in links} <= {"noopener noreferrer"}
    assert {link.get_attribute("target") for link in links} <= {"_blank"}
    shown = page.text(f"{CARD} > details dl")
    assert folded in shown
    if not paths:
        assert source_id in shown


def test_what_a_position_means_is_said_in_words(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(change(small_view, 1, runner_up="crossing 甲路×乙路（47 m）"))
    change(small_view, 5, runner_up="place node/44（3080 m）")
    page.find("XH0001")
    page.page.click(f"{CARD} > details > summary")
    assert "可以当作这一处来看" in page.text(CARD)
    assert "路口 甲路×乙路 距所选位置 47 米，在误差范围内" in page.text(CARD)
    page = show(small_view)
    page.find("XH0005")
    page.page.click(f"{CARD} > details > summary")
    assert "只说明在这一带" in page.text(CARD)
    assert "距所选位置 3.1 公里，超出误差范围" in page.text(CARD)
    assert page.page.get_attribute(f"{CARD} a", "href") == "https://www.openstreetmap.org/node/44"


def test_places_of_a_like_name_lead_to_one_another(
    show: Callable[..., Any], small_view: MapView
) -> None:
    change(small_view, 1, name="大桥新村", label="大桥新村")
    change(small_view, 2, name="大桥新村片区改建", label="大桥新村片区改建", parent="大桥新村")
    change(small_view, 3, name="某园", label="某园", aliases="大桥新村花园;北区")
    change(small_view, 6, name="北区学校", label="北区学校")  # the name of a zone says nothing
    page = show(small_view)
    page.find("XH0001")
    names = [
        text.split(" ")[0]
        for text in page.page.locator(f"{CARD} .related button").all_inner_texts()
    ]
    assert names == ["大桥新村片区改建", "某园"]
    page.page.focus(f"{CARD} .related button")
    page.press("Enter")
    assert page.page.get_attribute(CARD, "data-id") == "XH0002"
    assert page.focused() == "大桥新村片区改建"
    page.find("XH0006")
    assert page.count(f"{CARD} .related") == 0


def test_tab_reaches_everything_in_the_card_and_escape_goes_back(
    show: Callable[..., Any], small_view: MapView
) -> None:
    change(small_view, 3, parent="地点1", source_id="way/1001 way/1002 way/1003 way/1004")
    page = show(small_view)
    page.page.focus("#list-tab")
    page.press("Enter")
    page.page.focus('#list-pane .entry[data-id="XH0003"]')
    page.press("Enter")
    page.page.evaluate("document.querySelectorAll('.card details').forEach(d => d.open = true)")
    wanted = page.page.evaluate(
        "() => [...document.querySelectorAll('.card a, .card button, .card summary')]"
        ".map(n => n.textContent)"
    )
    page.press("Tab")  # from the list to the map
    walked = []
    for _ in wanted:
        page.press("Tab")
        walked.append(page.focused())
    assert walked == wanted
    assert len([words for words in walked if words.startswith("way/")]) == 4
    page.press("Escape")
    assert page.count(".card") == 0
    assert page.page.evaluate("document.activeElement.dataset.id") == "XH0003"


def test_id_and_address_are_copied(show: Callable[..., Any], small_view: MapView) -> None:
    page = show(small_view)
    page.find("XH0001")
    page.page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.page.click(f"{CARD} button:has-text('复制编号')")
    assert page.page.evaluate("window.copied") == "XH0001"
    assert page.text(f"{CARD} .card-id") == "XH0001 已复制"
    page.page.click(f"{CARD} button:has-text('复制链接')")
    address = page.page.evaluate("window.copied")
    assert "sel=XH0001" in address
    again = show(small_view, query=re.sub(r"^[^#]*", "", address))
    assert again.page.get_attribute(CARD, "data-id") == "XH0001"
    # where the page may not write to the clipboard, the text is there to be taken by hand
    again.page.evaluate(
        "() => { navigator.clipboard.writeText = async () => { throw new DOMException('no'); };"
        " document.execCommand = () => false; }"
    )
    again.page.click(f"{CARD} button:has-text('复制编号')")
    assert again.page.input_value(f"{CARD} input.copy") == "XH0001"


def test_english_takes_english_words_and_marks_what_is_chinese(
    show: Callable[..., Any], small_view: MapView
) -> None:
    change(small_view, 1, name_en="Place One", note="推断", parent="龙华风貌区")
    page = show(small_view, query="?lang=en")
    page.find("XH0001")
    page.page.click(f"{CARD} > details > summary")
    assert page.text(f'{CARD} .names-too [lang="zh"] >> nth=0') == "地点1"
    card = page.text(CARD)
    assert "Inferred" in card
    assert not {"推断", "龙华风貌区"} & set(re.findall(r"[\u4e00-\u9fff]+", card))
    plain = page.page.evaluate(
        "() => { const card = document.querySelector('.card').cloneNode(true);"
        " card.querySelectorAll('[lang=zh], svg').forEach(n => n.remove());"
        " return card.textContent; }"
    )
    assert not re.search(r"[\u4e00-\u9fff]", plain)


def test_the_history_of_what_is_not_placed_is_told_too(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    page.page.click("#unlocated-tab")
    page.page.click("#unlocated-pane summary")
    line = page.text("#unlocated-pane .history ol li")
    assert line.split("\n") == ["报告年份 2025 报告未说明", "004 第 72–77 字"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_hostile_words_do_nothing_in_the_card(
    show: Callable[..., Any], hostile_view: MapView, size: tuple[int, int]
) -> None:
    fields = (
        "status",
        "aliases",
        "parent",
        "address",
        "runner_up",
        "source",
        "source_id",
        "evidence",
    )
    for word, feature in zip(HOSTILE, hostile_view.features[6:], strict=True):
        feature["properties"].update(dict.fromkeys(fields, word))
    page = show(hostile_view, size)
    for feature in hostile_view.features[6:]:
        page.page.evaluate("id => Zonemap.emit('find', Zonemap.byId.get(id))", feature["id"])
        page.page.evaluate("document.querySelectorAll('.card details').forEach(d => d.open = true)")
        assert page.count(".card") == 1
        assert page.count(".card a") == page.count(".card img") == 0
    assert page.page.evaluate("window.hacked") is None
    assert page.page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_what_the_reports_say_of_changqiao_xincun_over_the_years(
    open_page: Callable[..., Any], shipped_output: Path, size: tuple[int, int]
) -> None:
    page = open_page(shipped_output / "planner.html", size)
    page.find("长桥新村")
    lines = page.page.locator(".card .history ol li").all_inner_texts()
    years = [line.split(" ")[0] for line in lines]
    assert years == ["2023", "2021-2025", "报告年份"]
    for line, report in zip(lines, ("001", "000", "004"), strict=True):
        assert re.search(rf"「.+」\n{report} .*第 \d+–\d+ 字", line)
    page.page.click(".card .related button:has-text('长桥新村片区旧城区改建')")
    started, planned = page.page.locator(".card .history ol li").all_inner_texts()
    assert started.startswith("2024 开工")
    assert planned.startswith("2025 计划：在建（2025）")
