"""The planner page in a real browser: opened from a file, with the network cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from maps.planner import planner_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from maps.view import MapView

pytestmark = pytest.mark.browser

DESKTOP, LAPTOP, PHONE = (1440, 900), (1024, 768), (390, 844)


@pytest.mark.parametrize("size", [DESKTOP, LAPTOP, PHONE])
def test_the_page_opens_alone_and_draws_every_place(
    show: Callable[..., Any], small_view: MapView, size: tuple[int, int]
) -> None:
    page = show(small_view, size)
    assert page.places() == len(small_view.features)
    assert page.count("path.leaflet-interactive") == 2  # the line and the small area


def test_switching_a_zone_off_hides_its_places_and_only_those(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    page.page.uncheck('[data-zone="south"] input')
    assert page.places() == 4
    assert page.text("#shown-count") == "显示 4 / 6 处"
    page.page.check('[data-zone="south"] input')
    assert page.places() == 6


@pytest.mark.parametrize(
    ("switch", "left"),
    [
        ('[data-kind="school"]', 5),
        ('[data-stage="active"]', 5),
        ('[data-accuracy="coarse"]', 5),
        ('[data-stage="unstated"]', 5),
    ],
)
def test_every_part_of_the_legend_filters(
    show: Callable[..., Any], small_view: MapView, switch: str, left: int
) -> None:
    page = show(small_view)
    page.page.uncheck(f"{switch} input")
    assert page.places() == left


def test_a_zone_half_on_shows_it(show: Callable[..., Any], small_view: MapView) -> None:
    page = show(small_view)
    page.page.uncheck('[data-kind="park"] input')
    box = page.page.locator('[data-zone="south"] input')
    assert box.evaluate("node => node.indeterminate") is True


def test_hide_all_and_show_all(show: Callable[..., Any], small_view: MapView) -> None:
    page = show(small_view)
    page.page.click("#hide-all")
    assert page.places() == 0
    page.page.click("#show-all")
    assert page.places() == 6


@pytest.mark.parametrize("query", ["地点1", "旧名", "XH0001", "xh0001", "地 点１"])
def test_search_finds_by_name_alias_and_id_and_opens_the_card(
    show: Callable[..., Any], small_view: MapView, query: str
) -> None:
    page = show(small_view)
    page.find(query)
    card = page.text(".leaflet-popup .card")
    assert "地点1" in card
    assert "老名字；旧名" in card


def test_search_brings_back_what_a_filter_hides(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    page.page.click("#hide-all")
    page.find("地点3")
    assert page.places() == 1
    assert "地点3" in page.text(".leaflet-popup .card h2")


def test_search_says_when_there_is_nothing(show: Callable[..., Any], small_view: MapView) -> None:
    page = show(small_view)
    page.page.fill("#search", "没有这个")
    assert page.text("#search-results") == "没有找到“没有这个”"


def test_the_card_says_what_is_known(show: Callable[..., Any], small_view: MapView) -> None:
    page = show(small_view)
    page.find("XH0005")
    card = page.text(".leaflet-popup .card")
    for words in ("轨道交通站", "报告列入北区，位置在南区，相距约 4.2 公里", "约 900 米 以内"):
        assert words in card
    assert "003 表3 120–134" in card
    assert "004 12–15" in card


def test_the_margin_of_a_selected_place_is_drawn_to_scale(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    page.find("XH0005")
    radius = page.page.evaluate(
        "() => { let r = 0; Zonemap.map.eachLayer(layer => {"
        " if (layer instanceof L.Circle) r = layer.getRadius(); }); return r; }"
    )
    assert radius == 900


def test_the_ground_of_a_thing_shows_only_when_selected(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    before = page.count(".leaflet-shapes-pane path")
    page.find("XH0004")
    assert page.count(".leaflet-shapes-pane path") > before


def test_places_on_one_spot_can_both_be_clicked(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    page.page.evaluate("Zonemap.map.setView([31.12, 121.425], 16, {animate: false})")
    for name in ("Fifth Station", "地点6"):
        order = {"Fifth Station": 0, "地点6": 1}[name]
        spot = page.page.evaluate(
            "order => { const item = Zonemap.features.filter(f => f.at[0] === 31.12"
            " && f.at[1] === 121.425)[order];"
            " const box = Zonemap.map.getContainer().getBoundingClientRect();"
            " const at = Zonemap.map.latLngToContainerPoint(item.at);"
            " return [box.x + at.x + item.offset[0], box.y + at.y + item.offset[1], item.id]; }",
            order,
        )
        page.page.mouse.click(spot[0], spot[1])
        assert page.page.get_attribute(".leaflet-popup .card", "data-id") == spot[2]
        page.page.keyboard.press("Escape")


def test_escape_closes_the_card(show: Callable[..., Any], small_view: MapView) -> None:
    page = show(small_view)
    page.find("地点1")
    assert page.count(".leaflet-popup") == 1
    page.page.keyboard.press("Escape")  # clears the search box
    page.page.keyboard.press("Escape")
    assert page.count(".leaflet-popup") == 0
    assert page.count(".ring") == 0


def test_the_list_is_walked_with_the_keyboard_alone(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    page.page.keyboard.press("Tab")  # the skip link
    page.page.keyboard.press("Enter")
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("Enter")
    focused = page.page.evaluate("document.activeElement.querySelector('.name').textContent")
    assert page.text(".leaflet-popup .card h2 span") == focused
    page.page.keyboard.press("Escape")
    again = page.page.evaluate("document.activeElement.querySelector('.name').textContent")
    assert again == focused


def test_slash_goes_to_the_search_box(show: Callable[..., Any], small_view: MapView) -> None:
    page = show(small_view)
    page.page.keyboard.press("/")
    assert page.page.evaluate("document.activeElement.id") == "search"


def test_what_is_not_placed_is_listed_with_its_reason(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    assert page.text("#unlocated-tab") == "未定位 2"
    page.page.click("#unlocated-tab")
    assert page.count("#unlocated-pane .entry") == 2
    entry = page.text("#unlocated-pane .entry >> nth=0")
    for words in ("无处可寻楼", "南区", "报告只说到功能区", "地名：地名库里没有；线路：地图上没有"):
        assert words in entry


def test_search_leads_to_what_is_not_placed(show: Callable[..., Any], small_view: MapView) -> None:
    page = show(small_view)
    page.find("无处可寻")
    assert "无处可寻楼" in page.page.evaluate("document.activeElement.textContent")


def test_english_by_address_and_by_button(show: Callable[..., Any], small_view: MapView) -> None:
    page = show(small_view, query="?lang=en")
    assert page.page.title() == "Projects by functional zone, Some District"
    assert page.page.get_attribute("html", "lang") == "en"
    page.find("fifth")
    assert "Fifth Station" in page.text(".leaflet-popup .card h2")
    page.page.click("#language")
    assert page.page.title() == "某区功能区项目图"
    assert "地点5" in page.text(".leaflet-popup .card h2")


def test_the_english_interface_holds_no_chinese_of_its_own(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, query="?lang=en")
    page.page.evaluate("document.getElementById('language').remove()")
    words = page.page.evaluate(
        "() => [...document.querySelectorAll('#layers-pane, #about-pane, .tabs, .head-buttons,"
        " .leaflet-control-container')].map(node => node.textContent"
        " + [...node.querySelectorAll('[aria-label], [title]')]"
        ".map(n => n.getAttribute('aria-label') + n.title).join()).join()"
    )
    symbols = set("".join(page.page.evaluate("Object.values(Zonemap.style.kinds).map(k => k[1])")))
    data = set("某年报告另一")
    assert {char for char in words if "\u4e00" <= char <= "\u9fff"} <= symbols | data


def test_hostile_names_are_shown_and_do_nothing(
    show: Callable[..., Any], hostile_view: MapView
) -> None:
    page = show(hostile_view)
    for feature in hostile_view.features[6:]:
        page.find(feature["properties"]["id"])
        shown = page.page.inner_text(".leaflet-popup .card h2 span")
        name = feature["properties"]["name"].replace("\u202e", "[U+202E]")
        assert shown == name.replace("\u200b", "[U+200B]")
        page.page.hover(".leaflet-popup .card h2")
    page.page.click("#list-tab")
    page.page.click("#unlocated-tab")
    assert page.page.evaluate("window.hacked") is None
    assert page.count("img") == 0


def test_a_very_long_name_does_not_widen_the_page(
    show: Callable[..., Any], hostile_view: MapView
) -> None:
    page = show(hostile_view, PHONE)
    page.page.evaluate("Zonemap.emit('find', Zonemap.features[Zonemap.features.length - 1])")
    assert page.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    box = page.page.locator("#dock").bounding_box()
    assert box["height"] <= 0.6 * PHONE[1]


def test_the_phone_gives_the_map_the_room_and_the_panel_opens(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, PHONE)
    panel = page.page.locator("#panel")
    assert panel.bounding_box()["height"] < 150
    page.page.tap("#fold")
    assert panel.bounding_box()["height"] > 400
    page.page.tap("#list-tab")
    page.page.tap("#list-pane .entry >> nth=0")
    assert page.page.locator("#dock .card").is_visible()
    assert page.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.page.tap("#dock .dock-close")
    assert not page.page.locator("#dock").is_visible()


def test_targets_on_the_phone_are_large_enough(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, PHONE)
    page.page.tap("#fold")
    small = page.page.evaluate(
        "() => [...document.querySelectorAll('button, input[type=search], .switch')]"
        ".map(n => [n.className || n.id, n.getBoundingClientRect()])"
        ".filter(([, b]) => b.width && b.height && (b.height < 28 || b.width < 28))"
        ".map(([name, b]) => name + ' ' + b.width + 'x' + b.height)"
    )
    assert small == []


def test_the_page_works_in_a_sandboxed_frame(
    in_frame: Callable[..., str], small_view: MapView
) -> None:
    title = in_frame(planner_page(small_view), click="#language", read="#page-title")
    assert title == "Projects by functional zone, Some District"
