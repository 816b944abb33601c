"""The review page in a real browser: opened from a file, with the network cut."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from maps.review import review_page
from seeds.document import Document
from seeds.reading.found import Found

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.browser

DESKTOP, PHONE = (1440, 900), (390, 844)
FILLER = "这一段只说道理，没有说到任何地方，因此读过之后什么也没有标出来。" * 6
HOSTILE = '</script><script>hacked=1</script>`${hacked=1}`{{ 7*7 }}"<svg onload="hacked=1">'

REPORT = "\n\n".join(
    (
        "# 新桥区二〇三一年项目报告",
        "## 一、去年做了什么",
        "去年梨花中学竣工，海棠公园开放。" + FILLER,
        "表 1 项目推进情况\n\n片区\t主要进展\n东片\t<ul><li>➤ 桃花里3、4号地块开工</li></ul>",
        *([FILLER] * 12),
        "## 二、今年要做什么",
        "数据高地要做大做强，槐树路（柳树路-桑树路）通车，海棠公园还要植树。",
        *([FILLER] * 6),
        "最后是“" + HOSTILE + "”。",
    )
)


def found_in(written: str, name: str, kind: str, **more: Any) -> Found:
    start = REPORT.index(written)
    place = {"table": "", "section": "一", **more}
    return Found(report="r", start=start, end=start + len(written), written=written, name=name,
                 kind=kind, **place)  # fmt: skip


MENTIONS = (
    found_in("梨花中学", "梨花中学", "school", stage="done", year="2030", status="竣工"),
    found_in("海棠公园", "海棠公园", "park", note=f"also@{REPORT.rindex('海棠公园')}"),
    found_in("桃花里3、4号地块", "桃花里3号地块", "plot", table="表1", zone_reported="东片"),
    found_in("桃花里3、4号地块", "桃花里4号地块", "plot", table="表1", zone_reported="东片"),
    found_in("数据高地", "数据高地", "area", section="二", placeable="no", note="只是比喻"),
    found_in("槐树路", "槐树路", "road_segment", section="二", placeable="line",
             road_from="柳树路", road_to="桑树路"),
    found_in(HOSTILE, HOSTILE, HOSTILE, section="二", address=HOSTILE, parent=HOSTILE),
)  # fmt: skip


@pytest.fixture
def show(open_page: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Return what opens the page."""
    path = tmp_path / "review.html"
    path.write_text(review_page(Document(REPORT, "某报告.txt"), MENTIONS), encoding="utf-8")

    def run(size: tuple[int, int] = DESKTOP, query: str = "") -> Any:
        return open_page(path, size, query)

    return run


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_page_opens_alone_and_marks_everything(
    show: Callable[..., Any], size: tuple[int, int]
) -> None:
    page = show(size)
    assert page.count("#sheet mark[data-sign]") == 6  # two share a span
    assert page.count("#sheet mark.again") == 1
    assert page.count("#list .entry") == 7
    assert page.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_the_counts_are_told_and_switch(show: Callable[..., Any]) -> None:
    page = show()
    assert page.text("#counts").split() == ["5", "地点", "1", "线路", "0", "片区", "1", "拒绝"]
    page.page.click('#counts [data-place="yes"]')
    assert page.count("#list .entry") == 2
    assert page.count("#sheet mark:not(.off)") == 2
    page.page.click("#show-all")
    assert page.count("#list .entry") == 7


def test_the_legend_filters_by_kind(show: Callable[..., Any]) -> None:
    page = show()
    page.page.click("#legend summary")
    page.page.uncheck('[data-kinds="school"] input')
    assert page.count("#list .entry") == 6
    page.page.uncheck('[data-kinds="plot"] input')
    assert page.text("#shown") == "显示 4 / 7 处"


def test_a_table_or_a_section_is_chosen(show: Callable[..., Any]) -> None:
    page = show()
    page.page.select_option("#where", "t 表1")
    assert page.count("#list .entry") == 2
    page.page.select_option("#where", "s 二")
    assert page.count("#list .entry") == 3


@pytest.mark.parametrize(("query", "found"), [("海棠", 1), ("桃 花里", 2), ("没有这个", 0)])
def test_search_narrows_the_list(show: Callable[..., Any], query: str, found: int) -> None:
    page = show()
    page.page.fill("#search", query)
    assert page.count("#list .entry") == found
    if not found:
        assert page.text("#list") == "当前筛选下没有内容"


def test_the_list_leads_to_the_mark_and_flashes_it(show: Callable[..., Any]) -> None:
    page = show()
    assert not page.in_sight('mark[data-sign="段"]')
    page.page.click('#list .entry:has-text("槐树路")')
    assert page.in_sight('mark[data-sign="段"]')
    assert page.count("mark.flash.current") == 1
    card = page.text("#card")
    for words in ("槐树路", "路段", "线状", "柳树路 — 桑树路", "二"):
        assert words in card


def test_a_click_on_a_mark_opens_its_card(show: Callable[..., Any]) -> None:
    page = show()
    page.page.click('mark[data-sign="校"]')
    card = page.text("#card")
    for words in ("梨花中学", "学校", "可定位", "竣工", "建成", "2030", "字符"):
        assert words in card
    page.page.click("#sheet h2")
    assert not page.page.locator("#card").is_visible()


def test_a_mark_with_several_mentions_lists_them_all(show: Callable[..., Any]) -> None:
    page = show()
    page.page.click('mark[data-sign="地"]')
    assert "此处 2 条" in page.text("#card")
    assert page.count("#card .said") == 2
    page.press("n")
    assert "桃花里4号地块" in page.text("#card .said.current")


def test_what_was_refused_gives_its_reason(show: Callable[..., Any]) -> None:
    page = show()
    assert "只是比喻" in page.text('#list .entry:has-text("数据高地")')
    assert page.page.get_attribute('mark[data-sign="✕"]', "title") == "拒绝：只是比喻"
    page.press("t")
    assert page.text("#card .reason") == "拒绝：只是比喻"


def test_the_same_place_again_leads_back(show: Callable[..., Any]) -> None:
    page = show()
    page.page.click("mark.again")
    assert "海棠公园" in page.text("#card h2")
    page.page.click('#list .entry:has-text("海棠公园")')
    page.page.click("#card .again-list button")
    assert page.in_sight("mark.again")
    assert page.count("mark.again.current") == 1


def test_marks_are_walked_with_the_keyboard_alone(show: Callable[..., Any]) -> None:
    page = show()
    page.press("Tab", "Enter", "Tab")  # the skip link to the text, then the first mark
    assert page.focused() == "梨花中学"
    assert "梨花中学" in page.text("#card")
    page.press("Enter")
    assert page.page.evaluate("document.activeElement.id") == "card"
    page.press("Escape")
    assert page.focused() == "梨花中学"
    assert not page.page.locator("#card").is_visible()


def test_n_and_p_go_from_mention_to_mention(show: Callable[..., Any]) -> None:
    page = show()
    page.press("n", "n")
    assert page.focused() == "海棠公园"
    page.press("p")
    assert page.focused() == "梨花中学"
    page.press("p")
    assert page.focused().startswith("</script>")  # round the corner
    page.press("/")
    page.press("n")  # typed, not walked
    assert page.page.input_value("#search") == "n"


def test_the_list_is_walked_with_arrows(show: Callable[..., Any]) -> None:
    page = show()
    page.page.focus("#list .entry >> nth=0")
    page.press("ArrowDown", "Enter")
    assert page.focused() == "海棠公园"
    assert page.count("#list .entry[aria-current]") == 1


def test_a_walk_brings_back_nothing_that_a_filter_hides(show: Callable[..., Any]) -> None:
    page = show()
    page.page.click('#counts [data-place="no"]')
    page.press("t")
    assert not page.page.locator("#card").is_visible()


def test_english_by_address_and_by_button(show: Callable[..., Any]) -> None:
    page = show(query="?lang=en")
    assert page.page.title() == "Places read: 某报告.txt"
    assert "nothing was found" in page.text("#figures")
    assert page.page.get_attribute('mark[data-sign="✕"]', "title") == "Refused: 只是比喻"
    page.press("t")
    page.page.click("#language")
    assert page.page.title() == "地名核对：某报告.txt"
    assert "拒绝" in page.text("#card")


def test_the_english_interface_holds_no_chinese_of_its_own(show: Callable[..., Any]) -> None:
    page = show(query="?lang=en")
    page.page.click("#legend summary")
    words = page.page.evaluate(
        "() => { for (const n of document.querySelectorAll('#language, #list, .file, #document,"
        " .badge, #where optgroup option')) n.remove();"
        " return [...document.querySelectorAll('#panel')].map(n => n.textContent"
        " + [...n.querySelectorAll('[aria-label], [title], optgroup')]"
        ".map(e => e.getAttribute('aria-label') + e.title + e.label).join()).join(); }"
    )
    kinds = {char for item in MENTIONS for char in item.kind}
    assert {char for char in words if "\u4e00" <= char <= "\u9fff"} <= kinds


def test_hostile_text_is_shown_and_does_nothing(show: Callable[..., Any]) -> None:
    page = show()
    page.press("p")
    assert page.text("#card h2 span:last-child") == HOSTILE
    assert HOSTILE in page.text("#sheet")
    page.page.click("#legend summary")
    page.page.click("#language")
    assert page.page.evaluate("window.hacked") is None
    assert page.count("svg") == 0


def test_the_phone_gives_the_text_the_room_and_the_panel_opens(
    show: Callable[..., Any],
) -> None:
    page = show(PHONE)
    panel = page.page.locator("#panel")
    assert panel.bounding_box()["height"] < 130
    page.page.tap("#fold")
    assert panel.bounding_box()["height"] > 500
    page.page.tap('#list .entry:has-text("槐树路")')
    assert panel.bounding_box()["height"] < 130
    mark, card = (
        page.page.locator(name).bounding_box() for name in ('mark[data-sign="段"]', "#card")
    )
    assert 0 <= mark["y"] < mark["y"] + mark["height"] <= card["y"]
    assert card["y"] + card["height"] <= panel.bounding_box()["y"] + 2
    assert page.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.page.tap("#card .close")
    assert not page.page.locator("#card").is_visible()


def test_targets_on_the_phone_are_large_enough(show: Callable[..., Any]) -> None:
    page = show(PHONE)
    page.page.tap("#fold")
    page.page.click("#legend summary")
    small = page.page.evaluate(
        "() => [...document.querySelectorAll('#panel button, #panel input[type=search],"
        " #panel select, .switch')].map(n => [n.className || n.id, n.getBoundingClientRect()])"
        ".filter(([, b]) => b.width && b.height && (b.height < 40 || b.width < 40))"
        ".map(([name, b]) => name + ' ' + b.width + 'x' + b.height)"
    )
    assert small == []


def test_the_print_shows_counts_legend_and_marks(show: Callable[..., Any]) -> None:
    page = show()
    page.press("n")
    page.page.emulate_media(media="print")
    visible = {
        name: page.page.locator(name).first.is_visible()
        for name in ("#counts", "#kinds .switch", "#sheet mark", ".walk", "#list", "#card")
    }
    assert visible == {
        "#counts": True,
        "#kinds .switch": True,
        "#sheet mark": True,
        ".walk": False,
        "#list": False,
        "#card": False,
    }


def test_the_page_works_in_a_sandboxed_frame(in_frame: Callable[..., str]) -> None:
    page = review_page(Document(REPORT, "某报告.txt"), MENTIONS)
    assert in_frame(page, click="#language", read="h1") == "Places read"
