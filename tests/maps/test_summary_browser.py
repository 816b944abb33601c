"""The zone summary in a real browser: figures that follow the filters and add up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from maps.planner import planner_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from maps.view import MapView

pytestmark = pytest.mark.browser

DESKTOP, PHONE = (1440, 900), (390, 844)


@pytest.fixture
def show(open_page: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Return what opens the page of a view at its summary."""

    def run(view: MapView, size: tuple[int, int] = DESKTOP, query: str = "") -> Any:
        path = tmp_path / "planner.html"
        path.write_text(planner_page(view), encoding="utf-8", newline="\n")
        page = open_page(path, size, query)
        if size == PHONE:
            page.page.tap("#fold")
        page.page.click("#summary-tab")
        return page

    return run


def figures(page: Any, zone: str) -> dict[str, list[str]]:
    """Return the figures of a zone by the name of their row; the zone itself stands under its."""
    found: dict[str, list[str]] = page.page.evaluate(
        "zone => Object.fromEntries([...document.querySelectorAll("
        "`[data-sum='${zone}'] tr`)].map(row => ["
        "row.querySelector('th').textContent.replace(/^\\d/, ''),"
        " [...row.querySelectorAll('td')].map(cell => cell.textContent)]))",
        zone,
    )
    return found


def test_each_zone_says_how_much_there_is_by_stage_and_kind(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    south = figures(page, "south")
    assert south["南区"] == ["2", "1.1", "16.9"]
    assert south["在建"] == south["路段"] == ["1", "1.1", "–"]
    assert south["现状"] == south["公园"] == ["1", "–", "16.9"]
    north = figures(page, "north")
    assert north["北区"] == ["3", "–", "–"]  # the outline of its area is only the ground
    assert north["计划"] == ["1", "–", "–"]
    assert figures(page, "none")["区外或未分区"] == ["1", "–", "–"]
    assert figures(page, "total")["合计"] == ["6", "1.1", "16.9"]
    assert "1 处的面只是所在的整片范围，不计入公顷" in page.text("#summary-pane")


def test_the_figures_follow_the_filters_and_what_is_then_stated(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, query="#year=2022")
    assert figures(page, "total") == {
        "合计": ["1", "–", "–"],
        "在建": ["1", "–", "–"],
        "地块": ["1", "–", "–"],
    }
    page.page.evaluate("Zonemap.clearFilters()")
    assert figures(page, "total")["合计"][0] == "6"
    page.page.evaluate("Zonemap.setFilters({ hidden: { stage: Zonemap.stageKeys } })")
    assert page.text("#summary-pane") == "当前筛选下没有内容"


def test_approximate_shapes_are_told_apart(show: Callable[..., Any], small_view: MapView) -> None:
    small_view.features[1]["properties"]["accuracy_m"] = 400.0
    page = show(small_view)
    assert figures(page, "south")["其中约略（误差超过 100 米）"] == ["1", "1.1", "–"]
    assert "占长度 100%、面积 0%" in page.text("#summary-pane")


def test_parts_unfold_by_keyboard_and_all_at_once(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    row = page.page.locator("[data-sum='south'] .part >> nth=0")
    assert not row.is_visible()
    page.page.focus("[data-sum='south'] .unfold")
    page.press("Enter")
    assert row.is_visible()
    assert page.page.get_attribute("[data-sum='south'] .unfold", "aria-expanded") == "true"
    page.page.evaluate("Zonemap.switch('group', ['none/school'], false)")
    assert row.is_visible()  # stays unfolded when the figures change
    page.page.click("#summary-unfold")
    assert page.count("#summary-pane tbody.closed") == 0
    page.page.click("#summary-unfold")
    assert not row.is_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_summary_fits_its_pane_in_both_languages(
    show: Callable[..., Any], small_view: MapView, size: tuple[int, int]
) -> None:
    page = show(small_view, size)
    for _ in range(2):
        page.page.click("#summary-unfold")
        wide = "[...document.querySelectorAll('.panes, #summary-pane, .sums')]"
        assert page.page.evaluate(f"{wide}.every(node => node.scrollWidth <= node.clientWidth)")
        page.page.click("#language")
    words = page.text("#summary-pane")
    assert "前期" in words
    page.page.click("#language")
    words = page.text("#summary-pane")
    assert not any("\u4e00" <= char <= "\u9fff" for char in words)


def test_the_zones_are_told_by_number_and_the_stages_by_pattern(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    assert page.page.locator("#summary-pane .badge").all_inner_texts() == ["1", "2"]
    looks = page.page.evaluate(
        "() => [...document.querySelectorAll('.shares-key i')].map(node => {"
        " const look = getComputedStyle(node);"
        " return [look.backgroundImage, look.backgroundColor, look.borderStyle, look.borderWidth]"
        ".join(); })"
    )
    assert len(looks) == len(set(looks)) == 6


def test_the_summary_prints_alone_with_every_part_unfolded(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    page.page.evaluate("window.print = () => {}")
    size = page.page.evaluate("Zonemap.map.getSize().x")
    page.page.click("#summary-print")
    page.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.page.emulate_media(media="print")
    assert page.page.locator(".alone h1").inner_text() == "某区功能区项目图"
    assert page.page.locator(".alone .part").first.is_visible()
    assert not page.page.locator("#page").is_visible()
    page.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.page.emulate_media(media="screen")
    assert page.count(".alone") == 0
    assert page.page.locator("#summary-pane").is_visible()
    assert page.page.evaluate("Zonemap.map.getSize().x") == size
