"""The page of differences in a real browser: opened from a file, with the network cut."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import shape

from layers.diff import diff
from layers.editions import EditionData, Placed
from maps.diff_page import diff_page
from maps.view import MapView

pytestmark = pytest.mark.browser

DESKTOP, PHONE = (1440, 900), (390, 844)
SHEETS = {"Point": "points", "LineString": "lines", "Polygon": "polygons"}

SERIOUS = """async () => {
  const found = await axe.run("html", { resultTypes: ["violations"], preload: false });
  return found.violations.filter(rule => ["serious", "critical"].includes(rule.impact))
    .flatMap(rule => rule.nodes.map(node => rule.id + ": " + node.html.slice(0, 160)));
}"""

CHINESE = r"""() => {
  // Chinese that is read or heard on the English page and is not marked as such
  const han = /\p{Script=Han}/u, found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (han.test(walker.currentNode.data) && !node.closest("script, style, noscript, [aria-hidden=true], #language, [lang^=zh]"))
      found.push(walker.currentNode.data);
  }
  for (const node of document.querySelectorAll("[title], [placeholder], [aria-label]"))
    for (const name of ["title", "placeholder", "aria-label"])
      if (han.test(node.getAttribute(name)) && !node.closest("#language, [lang^=zh]")) found.push(node.getAttribute(name));
  return found;
}"""  # noqa: E501 - JavaScript


def edition(view: MapView, name: str) -> EditionData:
    """Return the small district as an edition."""
    placed = {}
    for feature in view.features:
        geometry = shape(feature["geometry"])
        key = str(feature["id"])
        placed[key] = Placed(key, SHEETS[geometry.geom_type], geometry, feature["properties"])
    zones = {
        str(zone["properties"]["code"]): Placed(
            str(zone["properties"]["code"]), "zones", shape(zone["geometry"]), zone["properties"]
        )
        for zone in view.zones
    }
    rows = {str(row["id"]): row for row in view.unlocated}
    return EditionData(name, "2025-01-01-abcd", placed, zones, rows)


def changed(old: EditionData) -> EditionData:
    """Return the next edition: one place of each sort of change."""
    places, rows = dict(old.places), dict(old.unlocated)

    def edit(key: str, **given: Any) -> None:
        places[key] = replace(places[key], properties={**places[key].properties, **given})

    def shift(key: str, east: float, north: float) -> None:
        geometry = places[key].geometry
        moved = shape(geometry.__geo_interface__)
        from shapely.affinity import translate  # noqa: PLC0415

        places[key] = replace(places[key], geometry=translate(moved, east, north))

    shift("XH0001", 0.004, 0.002)
    edit("XH0001", stage="open")
    shift("XH0002", 0.001, 0)
    edit("XH0003", label="新园", name="新园")
    edit("XH0005", stage="building", evidence="004@1-2")
    edit("XH0006", zone="south", kind="hospital")
    del places["XH0004"]
    rows["XH0004"] = {"id": "XH0004", "label": "地点4", "kind": "area", "reason": "报告改口"}
    del rows["XH0090"]
    new = Placed(
        "XH0099", "points", old.places["XH0001"].geometry, {"id": "XH0099", "label": "来者"}
    )
    return replace(
        old, name="新", version="2026-01-01-0123", places={**places, "XH0099": new}, unlocated=rows
    )


@pytest.fixture
def pair(small_view: MapView) -> tuple[EditionData, EditionData]:
    old = edition(small_view, "旧")
    return old, changed(old)


@pytest.fixture
def show(
    open_page: Callable[..., Any],
    tmp_path: Path,
    small_view: MapView,
    pair: tuple[EditionData, EditionData],
) -> Callable[..., Any]:
    """Return what opens the page."""
    path = tmp_path / "diff.html"
    path.write_text(diff_page(diff(*pair), small_view), encoding="utf-8", newline="\n")

    def run(size: tuple[int, int] = DESKTOP, query: str = "", **how: Any) -> Any:
        return open_page(path, size, query, **how)

    return run


def entry(name: str) -> str:
    return f'.entry:has-text("{name}")'


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("query", ["", "?lang=en"])
def test_the_page_opens_alone_and_fits(
    show: Callable[..., Any], size: tuple[int, int], query: str
) -> None:
    page = show(size, query)
    assert page.count(".entry") == 8
    assert page.count(".pin") == 7  # one was only listed
    assert page.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_what_moved_has_an_arrow_with_its_metres(show: Callable[..., Any]) -> None:
    page = show()
    assert page.count(".arrow") >= 1
    assert "米" in page.text(".metres >> nth=0")
    assert re.search(r"移动 \d+ 米 · 阶段向前 建成 → 开放运营", page.text(entry("地点1")))


def test_without_the_moved_there_is_no_arrow_and_no_former_shape(
    show: Callable[..., Any],
) -> None:
    page = show()
    former = ".leaflet-shapes-pane path[stroke-dasharray='7 6']"
    assert (page.count(".arrow"), page.count(former)) == (1, 2)  # a point; a line, a lost area
    page.page.click('[data-group="moved"]')
    assert (page.count(".arrow"), page.count(former)) == (0, 1)


def test_each_group_has_a_sign_of_its_own(show: Callable[..., Any]) -> None:
    page = show()
    signs = page.page.eval_on_selector_all(
        "#filters svg", "all => all.map(svg => svg.innerHTML.replaceAll(/#\\w+/g, ''))"
    )
    assert len(signs) > 6
    assert len(set(signs)) == len(signs)  # told apart without colour


def test_filters_narrow_list_and_map(show: Callable[..., Any]) -> None:
    page = show()
    page.page.click("#all-off")
    assert (page.count(".entry"), page.count(".pin")) == (0, 0)
    assert page.text("#list") == "当前筛选下没有内容"
    page.page.click('[data-group="stage"]')
    assert page.page.get_attribute('[data-group="stage"]', "aria-pressed") == "true"
    assert page.count(".entry") == 2
    assert page.count(".pin") == 2
    assert page.text("#shown") == "显示 2 / 8 处，2 条变化"
    page.page.click("#all-on")
    assert page.count(".entry") == 8


@pytest.mark.parametrize(("query", "found"), [("新园", 1), ("地点3", 1), ("xh00", 8), ("没有", 0)])
def test_search_narrows_by_name_old_name_and_id(
    show: Callable[..., Any], query: str, found: int
) -> None:
    page = show()
    page.page.fill("#search", query)
    assert page.count(".entry") == found


def test_the_list_leads_to_the_map_and_back(show: Callable[..., Any]) -> None:
    page = show()
    page.page.click(entry("来者"))
    assert page.count(".pin.chosen") == 1
    assert page.page.get_attribute(entry("来者"), "aria-expanded") == "true"
    page.page.click(entry("来者"))
    assert page.count(".facts") == 0
    page.page.click("#home")
    page.page.locator(".pin:not(.chosen) path").first.click()
    assert page.count(".pin.chosen") == 1
    assert page.count('.entry[aria-expanded="true"]') == 1


def test_facts_say_what_was_and_what_is(show: Callable[..., Any]) -> None:
    page = show()
    page.page.click(entry("新园"))
    facts = page.text(".facts")
    assert "原来 地点3" in facts
    assert "现在 新园" in facts
    page.page.click(entry("地点4"))
    assert "报告改口" in page.text(".facts")


def test_keys_alone_lead_through_the_list(show: Callable[..., Any]) -> None:
    page = show()
    page.press("/")
    assert page.page.evaluate("document.activeElement.id") == "search"
    page.page.locator(".entry").first.focus()
    page.press("ArrowDown", "Enter")
    assert page.page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"
    name = page.focused()
    page.press("Escape")
    assert page.count(".facts") == 0
    assert page.focused() == name


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_nobody_is_shut_out(show: Callable[..., Any], axe_core: str, size: tuple[int, int]) -> None:
    page = show(size, bypass_csp=True)
    page.page.evaluate(axe_core)
    page.page.click(entry("地点1"))
    assert page.page.evaluate(SERIOUS) == []


def test_in_english_every_chinese_word_is_marked(show: Callable[..., Any]) -> None:
    page = show(query="?lang=en")
    for nth in range(page.count(".entry")):
        page.page.locator(".entry").nth(nth).click()
        assert page.page.evaluate(CHINESE) == []
    page.page.click("#language")
    assert page.text("#page-title") == "某区：两版数据的差别"
    assert page.text('[data-group="moved"]').split() == ["移动", "2"]


def test_editions_that_do_not_differ_are_said_so(
    open_page: Callable[..., Any], tmp_path: Path, small_view: MapView
) -> None:
    old = edition(small_view, "旧")
    (tmp_path / "same.html").write_text(diff_page(diff(old, old), small_view), encoding="utf-8")
    page = open_page(tmp_path / "same.html", DESKTOP)
    assert page.text("#list") == "两版没有差别"


def test_hostile_text_is_only_text(
    open_page: Callable[..., Any], tmp_path: Path, hostile_view: MapView, small_view: MapView
) -> None:
    old, new = edition(small_view, "<b>1"), edition(hostile_view, "</script>")
    places = {}
    for key, placed in new.places.items():
        given = {"status": placed.properties["name"], "note": "", "label": f"<i>{key}"}
        places[key] = replace(placed, properties={**placed.properties, **given})
    for one, two in ((old, new), (new, replace(new, places=places))):
        path = tmp_path / "hostile.html"
        path.write_text(diff_page(diff(one, two), small_view), encoding="utf-8")
        page = open_page(path, PHONE)
        for nth in range(page.count(".entry")):
            page.page.locator(".entry").nth(nth).click()
        assert page.page.evaluate("window.hacked") is None
        assert page.count("#list img, #list b b, #list i, #list script") == 0
        assert page.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_only_so_many_are_drawn_at_once_and_all_are_listed(
    open_page: Callable[..., Any], tmp_path: Path, small_view: MapView
) -> None:
    old = edition(small_view, "旧")
    point = old.places["XH0001"].geometry
    many = {f"N{n}": Placed(f"N{n}", "points", point, {"id": f"N{n}"}) for n in range(900)}
    new = replace(old, places={**old.places, **many})
    (tmp_path / "many.html").write_text(diff_page(diff(old, new), small_view), encoding="utf-8")
    page = open_page(tmp_path / "many.html", DESKTOP)
    assert page.count(".pin") == 600
    assert "只画出 600 处" in page.text("#crowded")
    assert page.count(".entry") == 100
    page.page.click(".more")
    assert page.count(".entry") == 200
    page.page.fill("#search", "N899")
    page.page.click(entry("N899"))
    assert page.count(".pin.chosen") == 1


def test_paper_has_the_map_at_its_own_width_and_the_whole_list(
    open_page: Callable[..., Any], tmp_path: Path, small_view: MapView
) -> None:
    old = edition(small_view, "旧")
    rows = {f"N{n}": {"id": f"N{n}", "label": f"N{n}", "reason": "无"} for n in range(150)}
    new = replace(old, unlocated={**old.unlocated, **rows})
    (tmp_path / "paper.html").write_text(diff_page(diff(old, new), small_view), encoding="utf-8")
    page = open_page(tmp_path / "paper.html", DESKTOP)
    width = "document.getElementById('map-section').clientWidth"
    before = page.page.evaluate(width)
    page.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.page.emulate_media(media="print")
    assert page.page.evaluate(width) == pytest.approx(186 / 25.4 * 96, abs=4)
    assert page.count(".entry") == 150
    above = "n => document.querySelector(n).getBoundingClientRect().top"
    tops = [page.page.evaluate(above, name) for name in ("h1", "#map-section", "#foot", "#list")]
    assert tops == sorted(tops)
    page.page.emulate_media(media="screen")
    page.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.page.evaluate(width) == before
    assert page.count(".entry") == 100
