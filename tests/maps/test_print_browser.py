"""The printed sheet: paper, scale, words round the map, and the screen as before afterwards."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyproj import Geod

from maps.planner import planner_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from maps.view import MapView

pdfium = pytest.importorskip("pypdfium2")
pytestmark = pytest.mark.browser

DESKTOP, PHONE = (1440, 900), (390, 844)
MM = 96 / 25.4  # CSS pixels
SHEETS = [
    ("A4", "portrait", (210, 297)),
    ("A4", "landscape", (297, 210)),
    ("A3", "portrait", (297, 420)),
    ("A3", "landscape", (420, 297)),
]


@pytest.fixture
def show(open_page: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Return what opens the page of a view; printing is then done by the test."""

    def run(view: MapView, size: tuple[int, int] = DESKTOP, query: str = "") -> Any:
        path = tmp_path / "planner.html"
        path.write_text(planner_page(view), encoding="utf-8", newline="\n")
        page = open_page(path, size, query)
        page.page.evaluate("window.print = () => {}")
        return page

    return run


def ask(page: Any, *, line: str = "", places: bool = False, **choices: str) -> None:
    """Fill in the dialog, confirm."""
    page.page.click("#print")
    for name, value in choices.items():
        if name == "scale":
            page.page.select_option("#print-scale", value)
        else:
            page.page.check(f"[name=print-{name}][value={value}]")
    page.page.fill("#print-line", line)
    page.page.set_checked("#print-list", checked=places)
    page.page.click("#print-go")


def lay(page: Any) -> None:
    """Lay the sheet out and stop there, as if the printer were slow."""
    page.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")


class Printed:
    """A PDF of the page: sizes in mm, words, and the picture of its first sheet."""

    def __init__(self, page: Any) -> None:
        pdf = pdfium.PdfDocument(page.page.pdf(prefer_css_page_size=True, print_background=True))
        self.sizes = [tuple(round(v * 25.4 / 72) for v in sheet.get_size()) for sheet in pdf]
        self.texts = [sheet.get_textpage().get_text_range() for sheet in pdf]
        self.picture = pdf[0].render(scale=1).to_pil().convert("RGB")
        pdf.close()

    def colours(self) -> int:
        """Return how many colours there are in the middle of the first sheet."""
        width, height = self.picture.size
        middle = self.picture.crop((width // 4, height // 5, width // 2, height // 2))
        return len(middle.getcolors(maxcolors=1 << 20))


WORDS = """
某区功能区项目图 本图 6 处，全部 6 处
北区
路段
在建（开工、在建）
500 米以上
轨道交通线
比例尺 1:
公里
北
示意图，非法定界线
审图号：（未填）
未经测绘
© OpenStreetMap contributors
2026-03-08 — 2026-03-29
003 (2024-12-25)
"""


def test_every_paper_holds_map_and_legend_on_one_sheet(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    for paper, turn, size in SHEETS:
        ask(page, paper=paper, turn=turn, extent="all")
        printed = Printed(page)
        assert printed.sizes == [size]
        for words in [*WORDS.strip().split("\n"), f"{paper}，1:"]:
            assert words in printed.texts[0]
        assert printed.colours() > 20


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_shipped_district_fits_on_every_paper(
    open_page: Callable[..., Any], shipped_output: Path, language: str
) -> None:
    page = open_page(shipped_output / "planner.html", DESKTOP, f"?lang={language}")
    page.page.evaluate("window.print = () => {}")
    fits = "n => n.scrollHeight <= n.clientHeight + 1 && n.scrollWidth <= n.clientWidth + 1"
    for paper, turn, size in SHEETS:
        ask(page, paper=paper, turn=turn)
        lay(page)
        assert page.page.eval_on_selector(".sheet-legend", fits), (paper, turn)
        assert page.page.eval_on_selector("#page", fits), (paper, turn)
        box = page.page.locator(".folium-map").bounding_box()
        assert box["width"] * box["height"] > 0.4 * size[0] * size[1] * MM**2
        page.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert Printed(page).sizes == [SHEETS[-1][2]]


def test_printing_without_the_dialog_gives_an_upright_a4(
    show: Callable[..., Any], small_view: MapView
) -> None:
    for size in (DESKTOP, PHONE):
        printed = Printed(show(small_view, size))
        assert printed.sizes == [(210, 297)]
        assert "比例尺 1:" in printed.texts[0]
        assert printed.colours() > 20


def test_the_paper_shows_the_sheet_and_nothing_of_the_screen(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    page.find("地点1")
    lay(page)
    page.page.emulate_media(media="print")
    names = (".sheet-title", ".folium-map", ".sheet-legend", ".sheet-foot", ".sheet-north")
    assert all(page.page.is_visible(name) for name in names)
    for name in ("#panel", ".tools-bar", ".leaflet-control-scale", ".credit", ".leaflet-popup"):
        assert not page.page.is_visible(name), name


def test_the_scale_that_is_asked_for_is_that_of_the_paper(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    ask(page, turn="landscape", scale="25000")
    lay(page)
    assert "1:25 000" in page.text(".sheet-scale")
    ends = page.page.evaluate(
        f"[[200, 300], [200 + 100 * {MM}, 300], [200, 300 + 100 * {MM}]].map(point =>"
        "{ const {lat, lng} = Zonemap.map.containerPointToLatLng(point); return [lng, lat]; })"
    )
    geod = Geod(ellps="WGS84")
    for end in ends[1:]:
        metres = geod.inv(*ends[0], *end)[2]
        assert metres / 0.1 == pytest.approx(25_000, rel=0.004)  # the two directions differ
    metres = float(page.page.get_attribute(".sheet-scale svg", "data-metres"))
    bars = page.page.eval_on_selector_all(
        ".sheet-scale .bar", "bars => bars.map(bar => bar.width.baseVal.value)"
    )
    assert sum(bars) / MM == pytest.approx(metres / 25, rel=1e-3)  # mm


def test_an_automatic_scale_is_round_and_holds_the_ground(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    lay(page)
    assert page.page.evaluate("Zonemap.map.getBounds().contains(Zonemap.homeBounds)")
    assert re.search(r"1:\d{1,3} \d00\b", page.text(".sheet-scale"))


def test_after_printing_the_screen_is_as_before(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, query="#map=15/31.142/121.421&kind=plot,park,school")
    page.page.locator(".panes").evaluate("node => node.scrollTo(0, 200)")
    page.page.focus("#home")
    state = (
        "[Zonemap.map.getCenter(), Zonemap.map.getZoom(), Zonemap.map.getSize(),"
        " Zonemap.map.options.zoomSnap, Zonemap.map.options.minZoom, L.Browser.retina,"
        " String(Zonemap.map.options.maxBounds), document.documentElement.className,"
        " document.querySelector('.panes').scrollTop, document.activeElement.id,"
        " document.querySelectorAll('.pin').length, document.body.children.length,"
        " document.querySelector('.names').textContent, document.querySelectorAll('*').length]"
    )
    before = page.page.evaluate(state)
    lay(page)
    assert page.page.evaluate(state)[2] != before[2]
    page.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.page.evaluate(state) == before


def test_the_sheet_says_what_is_filtered_and_its_legend_only_what_is_shown(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, query="#zone=south&stage=started,building&year=2024")
    ask(page, extent="all", line="在建项目")
    lay(page)
    assert page.text(".sheet-title h1") == "在建项目"
    said = page.text(".sheet-title .sheet-filter")
    assert said.startswith("功能区：南区；")
    assert "阶段：" in said
    assert "年份：2024" in said
    assert page.text(".key-kinds").split() == ["类别（符号）", "段", "路段", "1"]
    assert page.text(".key-stages").split() == ["进展（符号轮廓）", "在建（开工、在建）", "1"]


def test_on_paper_every_place_has_its_own_symbol_unless_clusters_are_wanted(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    on_screen = page.count(".pin"), page.count(".folium-map .mix")
    assert on_screen == (4, 1)
    lay(page)
    assert (page.count(".pin"), page.count(".folium-map .mix")) == (6, 0)
    page.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert (page.count(".pin"), page.count(".folium-map .mix")) == on_screen
    page.page.click("#print")
    page.page.uncheck("#print-apart")
    page.page.click("#print-go")
    lay(page)
    assert page.count(".folium-map .mix") == 1
    assert "聚合：处数" in page.text(".key-ground")


def test_the_list_numbers_what_is_shown_and_names_its_field_on_the_map(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    ask(page, places=True, turn="landscape")
    printed = Printed(page)
    assert printed.sizes == [(297, 210)] * 2
    assert "项目清单（6 处）" in printed.texts[1]
    lay(page)
    rows = page.page.eval_on_selector_all(
        "#sheet-list li:not(.sheet-zone)",
        "rows => rows.map(row => [row.querySelector('b').textContent,"
        " row.querySelector('span').textContent, row.querySelector('i').textContent])",
    )
    assert [row[0] for row in rows] == [str(n) for n in range(1, 7)]
    fields = {row[1].split()[0]: row[2] for row in rows}
    assert fields["地点5"] == fields["地点6"]  # they stand on one spot
    assert int(fields["地点1"][1:]) < int(fields["地点5"][1:])  # which lies to the south
    drawn = page.page.eval_on_selector_all(
        ".sheet-number", "nodes => nodes.map(n => +n.textContent)"
    )
    assert set(drawn) <= set(range(1, 7))
    assert len(drawn) >= 5


def test_the_approval_is_on_page_and_sheet_where_there_is_one(
    show: Callable[..., Any], small_view: MapView
) -> None:
    number = "沪S（2026）001号"
    page = show(replace(small_view, meta={**small_view.meta, "approval": number}))
    assert f"审图号：{number}" in page.text(".credit")
    page.page.click("#about-tab")
    assert f"审图号：{number}" in page.text("#about-pane")
    lay(page)
    assert page.text(".sheet-approval") == f"审图号：{number}"


def test_without_an_approval_only_the_sheet_keeps_a_place_for_it(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    assert "审图号" not in page.text(".credit")
    page.page.click("#about-tab")
    assert "审图号" not in page.text("#about-pane")
    lay(page)
    assert page.text(".sheet-approval") == "审图号：（未填）"


def test_the_english_sheet_and_dialog_hold_no_chinese_of_their_own(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, query="?lang=en")
    page.page.click("#print")
    words = page.text("#print-dialog")
    page.page.click("#print-cancel")
    ask(page, places=True)
    lay(page)
    parts = (".sheet-title", ".sheet-foot", ".sheet-scale", ".sheet-north", ".key li span", "h2")
    words += "".join("".join(page.page.locator(name).all_inner_texts()) for name in parts)
    assert "Some District" in words
    assert re.findall(r"[\u4e00-\u9fff]", words) == []


def test_hostile_words_are_shown_and_do_nothing(
    show: Callable[..., Any], hostile_view: MapView
) -> None:
    page = show(hostile_view)
    line = "<img src=x onerror=alert(1)>{{7*7}}"
    ask(page, line=line, places=True)
    printed = Printed(page)
    assert printed.sizes[0] == (210, 297)
    assert line in printed.texts[0]
    assert page.page.evaluate("window.hacked") is None


def test_the_dialog_is_reached_and_left_by_keys_alone(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    page.page.focus("#print")
    page.press("Enter")
    assert page.page.evaluate("document.activeElement.closest('dialog') !== null")
    page.press("Escape")
    assert page.count("#print-dialog") == 0
    assert page.page.evaluate("document.activeElement.id") == "print"


def test_the_dialog_fits_on_a_phone(show: Callable[..., Any], small_view: MapView) -> None:
    page = show(small_view, PHONE)
    page.page.tap("#print")
    box = page.page.locator("#print-dialog").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]
    heights = page.page.eval_on_selector_all(
        "#print-dialog label, #print-dialog button", "nodes => nodes.map(n => n.offsetHeight)"
    )
    assert min(heights) >= 40
