"""The table below the map, in a real browser: sorted, walked, selected from and found again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from maps.view import MapView

pytestmark = pytest.mark.browser

DESKTOP, PHONE = (1440, 900), (390, 844)
NAMES = "#table tbody tr[data-index] td:first-child"


def column(page: Any, key: str) -> list[str]:
    """Return the texts of a column as they stand."""
    found: list[str] = page.page.evaluate(
        "key => { const heads = [...document.querySelectorAll('#table th')];"
        " const at = heads.findIndex(head => head.dataset.column === key);"
        " return [...document.querySelectorAll('#table tbody tr[data-index]')]"
        ".map(row => row.cells[at])"
        ".map(cell => cell.querySelector('.named > span:last-child, .stated') || cell)"
        ".map(cell => cell.textContent); }",
        key,
    )
    return found


def sort(page: Any, key: str) -> str:
    """Press the head of a column and return how it says it is sorted."""
    page.page.click(f'#table th[data-column="{key}"] button')
    return str(page.page.get_attribute(f'#table th[data-column="{key}"]', "aria-sort"))


def test_the_table_shows_what_passes_the_filters_and_counts_it(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    assert not page.page.locator("#table").is_visible()
    page.page.click("#open-table")
    assert page.page.get_attribute("#open-table", "aria-pressed") == "true"
    assert page.text(".table-title") == "显示 6 处，共 6 处"
    assert sorted(column(page, "name")) == [f"地点{n}" for n in range(1, 7)]
    page.page.uncheck('[data-zone="south"] input')
    assert page.text("#table caption").startswith("显示 4 处，共 6 处")
    assert page.page.get_attribute("#table table", "aria-rowcount") == "5"
    assert set(column(page, "zone")) == {"北区", "区外或未分区"}
    page.page.click("#hide-all")
    assert page.page.locator("#table .hint").is_visible()
    assert page.count(NAMES) == 0


def test_columns_sort_by_pinyin_and_number_and_blanks_stay_last(
    show: Callable[..., Any], small_view: MapView
) -> None:
    names = ("徐家汇", "漕河泾", "华泾", "龙华", "长桥", "乐山")
    for feature, name in zip(small_view.features, names, strict=True):
        feature["properties"]["label"] = name
    small_view.features[1]["properties"]["accuracy_m"] = None
    page = show(small_view)
    page.page.click("#open-table")
    by_pinyin = ["漕河泾", "长桥", "华泾", "乐山", "龙华", "徐家汇"]
    assert sort(page, "name") == "ascending"
    assert column(page, "name") == by_pinyin
    assert sort(page, "name") == "descending"
    assert column(page, "name") == by_pinyin[::-1]
    assert sort(page, "name") == "none"
    assert sort(page, "accuracy") == "ascending"
    assert column(page, "accuracy") == ["60", "60", "60", "60", "900", ""]
    assert column(page, "name")[:4] == ["徐家汇", "龙华", "华泾", "乐山"]  # equals as in the list
    assert sort(page, "accuracy") == "descending"
    assert column(page, "accuracy") == ["900", "60", "60", "60", "60", ""]
    assert page.text("#status") == "按“精度（米）”从大到小排列"
    sort(page, "gap")
    assert column(page, "gap") == ["4,200", "", "", "", "", ""]
    assert page.count('#table th:not([aria-sort="none"])') == 1


def test_the_stage_is_the_one_shown_and_a_plan_is_marked(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    page.page.click("#open-table")
    sort(page, "name")
    stages = dict(zip(column(page, "name"), column(page, "stage"), strict=True))
    assert stages["地点5"] == "计划：立项批复"
    assert stages["地点1"] == "建成"
    page.page.click('[data-choice="year:2022"]')
    assert column(page, "stage") == ["开工"]
    assert column(page, "year") == ["2022"]


def test_rows_are_walked_and_chosen_with_the_keyboard(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    page.page.focus("#open-table")
    page.press("Enter")
    row = "document.activeElement.getAttribute('aria-rowindex')"
    assert page.page.evaluate(row) == "2"
    found = []
    for key in ("ArrowDown", "End", "ArrowUp", "Home", "PageDown", "PageUp"):
        page.press(key)
        found.append(page.page.evaluate(row))
    assert found == ["3", "7", "6", "2", "7", "2"]
    assert page.count('#table tbody tr[tabindex="0"]') == 1
    page.press("ArrowDown", "Enter")
    name = page.page.evaluate(
        "document.activeElement.cells[0].querySelector('span span').textContent"
    )
    assert page.text(".leaflet-popup .card h2 span") == name
    assert page.page.get_attribute('#table tr[aria-selected="true"]', "aria-rowindex") == "3"
    page.press("Escape")
    assert page.count(".leaflet-popup") == 0
    assert page.page.evaluate(row) == "3"
    page.press("Escape")
    assert page.page.evaluate("document.activeElement.id") == "open-table"


def test_what_is_selected_on_the_map_is_marked_in_the_table_and_brought_into_sight(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, (1024, 500))  # room for some rows only
    page.page.click("#open-table")
    page.page.focus(".table-grip")
    page.press("Home")
    sort(page, "name")
    page.page.evaluate("Zonemap.emit('select', Zonemap.byId.get('XH0006'))")
    marked = page.page.locator('#table tr[aria-selected="true"]')
    assert marked.locator("td").first.inner_text().endswith("地点6")
    box, room = marked.bounding_box(), page.page.locator(".table-scroll").bounding_box()
    assert room["y"] + 30 <= box["y"]
    assert box["y"] + box["height"] <= room["y"] + room["height"] + 1


def test_of_a_hundred_thousand_rows_only_those_in_sight_stand_in_the_page(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    page.page.evaluate(
        "() => { const many = Array.from({ length: 100000 }, (_, i) => {"
        " const { id, kind, zone, stage, accuracy, method, gap, now, p } = Zonemap.features[i % 6];"
        " return { id, kind, zone, stage, accuracy, method, gap, now,"
        " p: { ...p, accuracy_m: i } }; });"
        " Zonemap.tableViews.shown.rows = () => many; }"
    )
    page.page.click("#open-table")
    assert page.page.get_attribute("#table table", "aria-rowcount") == "100001"
    sort(page, "accuracy")
    sort(page, "accuracy")
    assert column(page, "accuracy")[0] == "99,999"
    page.page.focus('#table tbody tr[tabindex="0"]')
    page.press("End")
    assert page.page.evaluate("document.activeElement.getAttribute('aria-rowindex')") == "100001"
    assert page.count(NAMES) < 60
    page.page.evaluate("document.querySelector('.table-scroll').scrollTop = 0")
    page.page.wait_for_selector('#table tr[aria-rowindex="2"]')
    page.press("ArrowUp")  # goes on from the row that was scrolled out of sight
    assert page.page.evaluate("document.activeElement.getAttribute('aria-rowindex')") == "100000"


def test_the_table_is_part_of_the_address(show: Callable[..., Any], small_view: MapView) -> None:
    page = show(small_view, query="#table=shown.-year&sel=XH0005")
    assert column(page, "year")[0] == "2026"
    assert page.page.get_attribute('#table th[data-column="year"]', "aria-sort") == "descending"
    assert page.count('#table tr[aria-selected="true"]') == 1
    assert "table=shown.-year" in page.page.evaluate("Zonemap.permalink()")
    page.page.click('[data-view="unlocated"]')
    sort(page, "reason")
    assert "table=unlocated.reason" in page.page.evaluate("Zonemap.permalink()")
    page.page.click(".table-close")
    assert "table" not in page.page.evaluate("new URL(Zonemap.permalink()).hash")
    page.page.evaluate("location.hash = 'table=nothing.of.this'")
    assert not page.page.locator("#table").is_visible()


def test_the_table_also_lists_what_is_not_placed_with_reason_and_tried(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    page.page.click("#open-table")
    page.page.click('[data-view="unlocated"]')
    assert page.text(".table-title") == "未定位 2 处，不随筛选变化"
    sort(page, "reason")
    assert column(page, "reason") == ["报告只说到功能区", "无"]
    assert column(page, "tried")[0] == "地名：地名库里没有；线路：地图上没有"
    page.page.click("#table tbody tr[data-index] >> nth=0")
    assert "无处可寻楼" in page.focused()
    assert page.page.locator("#unlocated-pane").is_visible()


def test_the_height_is_changed_by_keys_and_pointer_within_limits(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    page.page.click("#open-table")
    grip, table = page.page.locator(".table-grip"), page.page.locator("#table")
    start = table.bounding_box()["height"]
    grip.focus()
    page.press("ArrowUp")
    assert table.bounding_box()["height"] > start
    page.press("End")
    assert table.bounding_box()["height"] == pytest.approx(0.75 * 900, abs=1)
    assert grip.get_attribute("aria-valuenow") == grip.get_attribute("aria-valuemax")
    box = grip.bounding_box()
    page.page.mouse.move(box["x"] + 300, box["y"] + 5)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + 300, 500)
    page.page.mouse.up()
    assert table.bounding_box()["height"] == pytest.approx(400, abs=6)


def test_the_language_switch_turns_the_whole_table(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, query="#table=shown.year")
    page.page.click("#language")
    heads = page.page.locator("#table thead th").all_inner_texts()
    assert heads == [
        "Name",
        "Kind",
        "Zone",
        "Stage",
        "Year",
        "Method",
        "Margin (m)",
        "Off zone (m)",
        "Report",
    ]
    assert page.text(".table-title") == "6 of 6 places shown"
    assert "plan: approved" in column(page, "stage")
    assert page.page.get_attribute('#table th[data-column="year"]', "aria-sort") == "ascending"


def test_on_a_phone_the_table_is_a_sheet_over_the_map(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, PHONE)
    page.page.tap("#open-table")
    box = page.page.locator("#table").bounding_box()
    assert (box["width"], box["height"]) == PHONE
    assert page.page.evaluate("document.getElementById('panel').inert")
    small = page.page.evaluate(
        "() => [...document.querySelectorAll('#table button, #table tbody tr[data-index]')]"
        ".map(node => node.getBoundingClientRect()).filter(box => box.height < 40).length"
    )
    assert small == 0
    page.press("Escape")
    assert not page.page.locator("#table").is_visible()
    page.page.tap("#open-table")
    page.page.tap("#table tbody tr[data-index] >> nth=1")
    assert not page.page.locator("#table").is_visible()
    assert page.page.locator("#dock .card").is_visible()
    assert not page.page.evaluate("document.getElementById('panel').inert")


def test_hostile_names_are_only_text_in_the_table(
    show: Callable[..., Any], hostile_view: MapView
) -> None:
    page = show(hostile_view, query="#table=shown")
    names = column(page, "name")
    assert hostile_view.features[6]["properties"]["name"] in names
    assert max(map(len, names)) == 10_000
    page.page.click('[data-view="unlocated"]')
    assert page.page.evaluate("window.hacked") is None
    assert page.page.evaluate("document.documentElement.scrollWidth") <= DESKTOP[0]
