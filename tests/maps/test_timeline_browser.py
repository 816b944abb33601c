"""The timeline of the planner page in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from maps.view import MapView

pytestmark = pytest.mark.browser

DESKTOP, PHONE = (1440, 900), (390, 844)
SHOWN = (
    "() => Object.fromEntries(Zonemap.features.filter(f => f.shown).map(f => [f.id, f.now.key]))"
)
ADDRESS = "decodeURIComponent(Zonemap.permalink().split('#')[1])"


def test_the_keyboard_steps_through_the_years(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    page.page.focus("#timeline-open")
    page.press("Enter")
    # what is planned for 2026 is not done then; what no report names is not shown
    assert page.page.evaluate(SHOWN) == {"XH0001": "done", "XH0002": "building", "XH0005": "plan"}
    page.press("Home")
    assert page.page.evaluate(SHOWN) == {"XH0001": "started"}
    page.press("ArrowRight")
    assert page.page.evaluate(SHOWN) == {"XH0001": "done", "XH0002": "building"}
    said = "2024：显示 2 处，其中 1 处进展有变化，1 处新提到"
    assert page.text("#status") == page.text(".time-said") == said
    range_ = page.page.locator("#timeline-range")
    assert range_.get_attribute("aria-valuetext") == "2024，第 2 步，共 3 步"
    lines = [
        line.split("\n")[-1] for line in page.page.locator(".time-list .entry").all_inner_texts()
    ]
    assert [line.split("\n") for line in lines] == [["开工 → 建成"], ["新提到：在建"]]
    assert page.count(".just-changed") == 1
    assert "time=year/2024" in page.page.evaluate(ADDRESS)
    page.press("Escape")
    assert len(page.page.evaluate(SHOWN)) == len(small_view.features)
    assert page.page.evaluate("document.activeElement.id") == "timeline-open"
    assert "time=" not in page.page.evaluate(ADDRESS)


def test_reports_come_in_order_of_date_with_their_titles(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, query="#time=report/003")
    assert page.text(".time-title") == "003 某年报告 2024-12-25"
    assert page.page.evaluate(SHOWN) == {"XH0001": "done", "XH0002": "building"}
    page.page.click("#timeline-on")
    assert page.text(".time-title") == "004 另一报告 2025"
    assert page.page.evaluate(SHOWN)["XH0005"] == "plan"
    assert page.text(".time-list .entry >> nth=0").endswith("新提到：计划：立项批复（2026）")
    page.page.click('[data-mode="year"]')
    assert "time=year/2026" in page.page.evaluate(ADDRESS)
    page.page.click("#language")
    assert page.text(".time-said") == "2026: 3 shown, 0 of them changed, 1 newly named"


def test_space_plays_to_the_last_step_and_halts(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, query="#time=year/2024")
    page.page.clock.install()
    page.page.focus("#timeline-range")
    page.press("Space")
    assert page.page.get_attribute("#timeline-play", "aria-label") == "暂停"
    page.page.clock.run_for(1600)
    assert page.text(".time-title") == "2026"
    page.page.clock.run_for(1600)
    assert page.page.get_attribute("#timeline-play", "aria-label") == "播放"
    page.press("Space")  # again, from the beginning
    assert page.text(".time-title") == "2022"
    page.press("Space")
    page.page.clock.run_for(3200)
    assert page.text(".time-title") == "2022"


def test_the_bar_counts_what_passes_the_filters_and_says_that_nothing_changed(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, query="#time=year/2026")
    assert "前期或计划 1" in page.text(".time-key")
    page.page.evaluate("Zonemap.switch('group', ['north/metro_station'], false)")
    assert page.text(".time-said") == "2026：显示 2 处，没有变化"
    assert "前期或计划 0" in page.text(".time-key")
    chart = page.page.get_attribute(".time-chart", "aria-label")
    assert chart == "2022：在建 1；2024：在建 1、建成开放 1；2026：在建 1、建成开放 1"


def test_a_place_asked_for_by_name_lets_go_of_the_timeline(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, query="#time=year/2022")
    page.find("地点3")
    assert page.page.locator("#timeline").is_hidden()
    assert len(page.page.evaluate(SHOWN)) == len(small_view.features)
    assert page.page.get_attribute("#timeline-open", "aria-pressed") == "false"
    assert "地点3" in page.text(".leaflet-popup .card h2")


def test_a_change_leads_to_its_place_and_the_card_follows_the_steps(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, query="#time=year/2024")
    page.page.click(".time-list .entry >> nth=0")
    assert "建成" in page.text(".card .chips")
    page.page.click("#timeline-back")
    assert "开工" in page.text(".card .chips")
    assert page.text('.card .history [aria-current="true"] b') == "2022"
    page.page.evaluate("Zonemap.emit('find', Zonemap.byId.get('XH0001'))")  # shown: nothing to undo
    assert not page.page.locator("#timeline").is_hidden()


def test_nothing_moves_where_less_motion_is_asked_for(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, query="#time=year/2024")
    motion = "getComputedStyle(document.querySelector('.just-changed')).animationName"
    assert page.page.evaluate(motion) == "none"


def test_the_phone_keeps_half_of_the_map(show: Callable[..., Any], small_view: MapView) -> None:
    page = show(small_view, PHONE, query="#time=year/2024")
    bar = page.page.locator("#timeline").bounding_box()
    assert bar["y"] > PHONE[1] / 2
    assert bar["y"] + bar["height"] <= page.page.locator("#panel").bounding_box()["y"] + 1
    assert page.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    small = page.page.evaluate(
        "() => [...document.querySelectorAll('#timeline button, #timeline input')]"
        ".map(n => [n.id || n.className, n.getBoundingClientRect().height])"
        ".filter(([, height]) => height && height < 40)"
    )
    assert small == []


def test_the_last_step_is_the_map_as_it_is(
    open_page: Callable[..., Any], shipped_output: Path
) -> None:
    page = open_page(shipped_output / "planner.html", DESKTOP)
    before = page.page.evaluate(SHOWN)
    for mode in ("year", "report"):
        page.page.evaluate(f"location.hash = 'time={mode}/'")
        page.page.wait_for_selector(f'[data-mode="{mode}"][aria-pressed="true"]')
        assert page.page.evaluate(SHOWN) == before
