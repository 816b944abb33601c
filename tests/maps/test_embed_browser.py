"""The public page and its host page in a real browser: from a file, with the network cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from maps.embed import embed_page
from maps.index_page import index_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from maps.view import MapView

pytestmark = pytest.mark.browser

DESKTOP, LAPTOP, PHONE, TINY, FRAME = (1440, 900), (1024, 768), (390, 844), (320, 480), (600, 400)
SHOWN = "Zonemap.features.filter(item => item.shown).map(item => item.id.slice(-1)).join('')"
WIDE = "document.documentElement.scrollWidth - window.innerWidth"

# Of each piece of text in sight: its contrast with what lies under it, by the formula of WCAG 2.
FAINT = """() => {
  const part = v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = c => c.map(v => part(v / 255))
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const parse = text => text.match(/[\\d.]+/g).map(Number);
  const ground = node => {
    for (; node; node = node.parentElement) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faint = [];
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || node.closest("svg, script, style, noscript")) continue;
    if (!node.getClientRects().length) continue;
    const pair = [light(parse(getComputedStyle(node).color).slice(0, 3)), light(ground(node))];
    const ratio = (Math.max(...pair) + .05) / (Math.min(...pair) + .05);
    if (ratio < 4.5) faint.push(walker.currentNode.data.trim() + " " + ratio.toFixed(2));
  }
  return faint;
}"""


@pytest.fixture
def show(open_page: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Return what opens the public page of a view."""

    def run(view: MapView, size: tuple[int, int] = DESKTOP, query: str = "") -> Any:
        path = tmp_path / "embed.html"
        path.write_text(embed_page(view), encoding="utf-8", newline="\n")
        return open_page(path, size, query)

    return run


@pytest.fixture
def hosted(browser: Any, small_view: MapView, tmp_path: Path) -> Any:
    """Open the host page of the small district, with the public page in its frame."""
    for name, text in (("embed", embed_page(small_view)), ("index", index_page(small_view))):
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8", newline="\n")
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, offline=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "index.html").as_uri())
    page.frame_locator("#frame").locator("html[data-ready]").wait_for(state="attached")
    yield page
    context.close()
    assert said == []
    outside = [url for url in asked if not url.startswith(("data:", tmp_path.as_uri()))]
    assert outside == []


# --- the page ----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [DESKTOP, LAPTOP, PHONE, TINY, FRAME])
def test_the_page_opens_alone_and_shows_every_place(
    show: Callable[..., Any], small_view: MapView, size: tuple[int, int]
) -> None:
    page = show(small_view, size)
    gathered = "[...document.querySelectorAll('.mix text')].map(n => +n.textContent)"
    assert page.count(".pin") + sum(page.page.evaluate(gathered)) == len(small_view.features)
    assert page.page.evaluate(WIDE) == 0
    assert page.page.locator(".folium-map").bounding_box()["height"] > 0.55 * size[1]
    assert page.page.evaluate("performance.getEntriesByName('zonemap:first-feature').length") == 1
    target = 40 if size[0] < 500 else 28
    page.page.evaluate("document.getElementById('key').open = true")
    small = page.page.evaluate(
        "target => [...document.querySelectorAll('button, summary, .leaflet-control-zoom a')]"
        ".map(n => [n.textContent, n.getBoundingClientRect()])"
        ".filter(([, b]) => b.height && (b.height < target || b.width < 28))"
        ".map(([name, b]) => name + ' ' + b.width + 'x' + b.height)",
        target,
    )
    assert small == []


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", "123456"),
        ("?zone=south", "23"),
        ("?zone=南区", "23"),
        ("?zone=north,none", "1456"),
        ("?kind=park,school", "36"),
        ("?stage=planned", "5"),
        ("?stage=building,existing", "23"),
        ("?zone=north&kind=plot&stage=done", "1"),
        ("?zone=atlantis&kind=%3Cscript%3E&stage=__proto__,constructor", "123456"),
    ],
)
def test_the_address_chooses(
    show: Callable[..., Any], small_view: MapView, query: str, shown: str
) -> None:
    page = show(small_view, FRAME, query)
    assert page.page.evaluate(SHOWN) == shown


def test_a_zone_is_one_tap_and_names_the_page(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, PHONE)
    page.page.tap('[data-zone="south"]')
    assert page.page.evaluate(SHOWN) == "23"
    assert page.page.title() == "南区 · 某区功能区项目图"
    assert page.page.get_attribute('[data-zone="south"]', "aria-pressed") == "true"
    page.page.tap('[data-zone=""]')
    assert page.page.evaluate(SHOWN) == "123456"
    assert page.page.title() == "某区功能区项目图"


def test_the_legend_is_the_filter(show: Callable[..., Any], small_view: MapView) -> None:
    page = show(small_view)
    page.page.click('[data-shape="circle"]')
    assert page.page.evaluate(SHOWN) == "25"
    page.page.click('[data-stage="planned"]')
    assert page.page.evaluate(SHOWN) == "5"
    assert page.text("#shown") == "显示 1 / 6 处"
    page.page.click("#reset")
    assert page.page.evaluate(SHOWN) == "123456"
    assert page.text("#missing") == "另有 2 处报告提到但位置不明，未画出。"


def test_the_card_says_plans_and_margins_in_plain_words(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    said = {}
    for item in (1, 2, 5):
        page.page.evaluate(f"Zonemap.emit('select', Zonemap.byId.get('XH000{item}'))")
        said[item] = page.text("#card")
    assert "建成（2024 年）" in said[1]
    assert "位置误差约 60 米" in said[1]
    assert "某年报告" in said[1]
    assert "在建（2024 年）" in said[2]
    assert "计划 2026 年立项批复" in said[5]
    assert "大致位置，误差可能达 900 米" in said[5]
    page.page.keyboard.press("Escape")
    assert not page.page.locator("#card").is_visible()


def test_the_place_of_an_open_card_is_in_sight(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, FRAME)
    for item in range(1, 7):
        page.page.evaluate(f"Zonemap.emit('select', Zonemap.byId.get('XH000{item}'))")
        ring = page.page.locator(".ring").bounding_box()
        at = (ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2)
        card = page.page.locator("#card").bounding_box()
        box = page.page.locator("#map-section").bounding_box()
        assert box["x"] < at[0] < card["x"]
        assert box["y"] < at[1] < box["y"] + box["height"]


def test_every_place_is_reached_in_the_list_by_keyboard_alone(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view)
    page.press("Tab", "Tab", "Enter")  # map, list
    assert page.page.locator("#list").is_visible()
    while page.page.evaluate("!document.activeElement.matches('#list .entry')"):
        page.press("Tab")
    found = set()
    for _ in small_view.features:
        page.press("Enter")
        found.add(page.text("#list li:has(.facts) .name"))
        assert "误差" in page.text("#list .facts")
        page.press("ArrowDown")
    assert found == {f"地点{number}" for number in range(1, 7)}
    page.press("Enter", "Enter", "Tab", "Enter")  # open the last again and show it on the map
    assert page.page.locator("#list").is_hidden()
    assert page.page.evaluate("document.activeElement.id") == "card-name"
    assert page.page.locator(".ring").count() == 1


def test_the_list_opens_by_address(show: Callable[..., Any], small_view: MapView) -> None:
    page = show(small_view, PHONE, "?view=list&zone=south")
    assert page.page.locator("#list .name").all_inner_texts() == ["地点2", "地点3"]
    page.page.tap("#show-map")
    assert page.page.locator(".folium-map").is_visible()


@pytest.mark.parametrize("query", ["?theme=dark", "?theme=light"])
def test_all_words_stand_out_in_both_looks(
    show: Callable[..., Any], small_view: MapView, query: str
) -> None:
    page = show(small_view, LAPTOP, query)
    page.page.evaluate("Zonemap.emit('select', Zonemap.features[4])")
    assert page.page.evaluate(FAINT) == []
    for zone in ("north", "south"):
        page.page.click(f'[data-zone="{zone}"]')
        page.page.mouse.move(500, 700)
        assert page.page.evaluate(FAINT) == []
    page.page.click("#show-list")
    page.page.click("#list .entry >> nth=0")
    assert page.page.evaluate(FAINT) == []


def test_the_look_follows_the_system_where_asked(
    show: Callable[..., Any], small_view: MapView
) -> None:
    page = show(small_view, FRAME, "?theme=auto")
    seen = []
    for scheme in ("dark", "light"):
        page.page.emulate_media(color_scheme=scheme)
        page.page.locator(f"html[data-theme={scheme}]").wait_for(state="attached")
        seen.append(page.page.evaluate("Zonemap.ground.land"))
    assert seen[0] != seen[1]


def test_the_language_switch_is_complete(show: Callable[..., Any], small_view: MapView) -> None:
    page = show(small_view, LAPTOP)
    page.page.evaluate("Zonemap.emit('select', Zonemap.byId.get('XH0005'))")
    page.page.click("#language")
    assert page.page.title() == "Projects by functional zone, Some District"
    assert page.page.get_attribute("html", "lang") == "en"
    assert page.text("#card-name") == "Fifth Station"
    page.page.click("#show-list")
    page.page.click("#list .entry >> nth=0")
    words = page.page.evaluate(
        "() => { for (const n of document.querySelectorAll('#language, .name, svg, script, style,"
        " noscript, dd ul')) n.remove();"
        " return document.body.textContent + [...document.querySelectorAll('*')].flatMap(n =>"
        " ['aria-label', 'title', 'placeholder'].map(a => n.getAttribute(a) || '')).join(' '); }"
    )
    assert re.findall(r"[\u4e00-\u9fff]+", words) == []


def test_hostile_names_are_shown_and_do_nothing(
    show: Callable[..., Any], hostile_view: MapView
) -> None:
    page = show(hostile_view, PHONE)
    for feature in hostile_view.features[6:]:
        key = feature["properties"]["id"]
        page.page.evaluate(f"Zonemap.emit('select', Zonemap.byId.get('{key}'))")
        name = feature["properties"]["name"].replace("\u202e", "[U+202E]")
        assert page.page.text_content("#card-name") == name.replace("\u200b", "[U+200B]")
        assert page.page.locator("#card").bounding_box()["height"] <= 0.6 * PHONE[1]
        assert page.page.evaluate(WIDE) == 0
    page.page.click("#show-list")
    for entry in page.page.locator("#list .entry").all():
        entry.click()
        assert page.page.evaluate(WIDE) == 0
    assert page.page.evaluate("window.hacked") is None
    assert page.count("img") == 0


def height(page: Any) -> float:
    """Return how high the frame on the page is."""
    return float(page.locator("iframe").bounding_box()["height"])


def wait_until(page: Any, met: Callable[[], bool]) -> None:
    """Wait, from outside: the policy of our pages lets no script of the test be compiled."""
    for _ in range(400):
        if met():
            return
        page.wait_for_timeout(50)
    pytest.fail("waited for nothing")


# --- in a frame --------------------------------------------------------------------------------


def test_the_page_works_in_a_sandboxed_frame(
    in_frame: Callable[..., str], small_view: MapView
) -> None:
    title = in_frame(embed_page(small_view), click="#language", read="#page-title")
    assert title == "Projects by functional zone, Some District"


def test_the_frame_grows_with_the_list_and_shrinks_with_the_map(hosted: Any) -> None:
    frame = hosted.frame_locator("#frame")
    before = height(hosted)
    assert before == pytest.approx(600, abs=3)
    hosted.set_viewport_size({"width": 420, "height": 900})
    frame.locator("#show-list").click()
    frame.locator("#list .entry").first.click()
    wait_until(hosted, lambda: height(hosted) > 700)
    inner = frame.locator("body").evaluate("node => node.scrollHeight - window.innerHeight")
    assert inner <= 0
    frame.locator("#show-map").click()
    wait_until(hosted, lambda: abs(height(hosted) - before) < 4)


def test_only_the_frame_is_listened_to_and_only_to_a_sane_height(hosted: Any) -> None:
    before = hosted.evaluate("document.getElementById('frame').style.height")
    hosted.evaluate("window.postMessage({type: 'zonemap:height', height: 900}, '*')")
    inner = hosted.frames[1]
    for said in ("'900'", "1e9", "-5", "NaN", "null", "{}"):
        inner.evaluate(f"parent.postMessage({{type: 'zonemap:height', height: {said}}}, '*')")
    for message in ("null", "'zonemap:height'", "{type: 'other', height: 900}"):
        inner.evaluate(f"parent.postMessage({message}, '*')")
    hosted.wait_for_timeout(200)
    assert hosted.evaluate("document.getElementById('frame').style.height") == before


def test_the_code_follows_the_choice_and_works_where_it_is_pasted(
    hosted: Any, tmp_path: Path
) -> None:
    hosted.select_option("#zone", "south")
    hosted.select_option("#lang", "en")
    hosted.select_option("#theme", "dark")
    hosted.fill("#height", "480")
    snippet = hosted.input_value("#snippet")
    assert 'embed.html?zone=south&amp;lang=en&amp;theme=dark"' in snippet
    assert 'title="Projects by functional zone, Some District"' in snippet
    assert 'sandbox="allow-scripts"' in snippet
    assert 'height="480"' in snippet
    frame = hosted.frame_locator("#frame")
    frame.locator("html[data-theme=dark][data-ready]").wait_for(state="attached")
    assert frame.locator("#page-title").inner_text() == "Projects by functional zone, Some District"
    local = snippet.replace("https://example.org/map/", "")
    page = hosted.context.new_page()
    (tmp_path / "host.html").write_text(
        f"<!DOCTYPE html><title>x</title>{local}{hosted.input_value('#follow')}", encoding="utf-8"
    )
    page.set_viewport_size({"width": 420, "height": 900})
    page.goto((tmp_path / "host.html").as_uri())
    inside = page.frame_locator("iframe")
    inside.locator("#show-list").click()
    inside.locator("#list .entry").first.click()
    inside.locator("#key summary").click()
    wait_until(page, lambda: height(page) > 490)


def test_the_code_is_copied_or_marked(hosted: Any) -> None:
    hosted.click(".copy >> nth=0")
    wait_until(hosted, lambda: hosted.inner_text("#status") != "")
    assert hosted.inner_text("#status") in {"已复制", "已选中，请按 Ctrl+C 复制"}
    chosen = "node => node.value.slice(node.selectionStart, node.selectionEnd)"
    assert hosted.eval_on_selector("#snippet", chosen) == hosted.input_value("#snippet")


@pytest.mark.parametrize("size", [DESKTOP, PHONE, (320, 640)])
def test_the_host_page_fits_every_screen_in_both_languages(
    hosted: Any, size: tuple[int, int]
) -> None:
    hosted.set_viewport_size({"width": size[0], "height": size[1]})
    assert hosted.evaluate(WIDE) == 0
    assert hosted.evaluate(FAINT) == []
    hosted.click("#language")
    assert hosted.title() == "Projects by functional zone, Some District: for your page"
    assert hosted.evaluate(WIDE) == 0
    words = hosted.evaluate(
        "() => { for (const n of document.querySelectorAll('#language, script, style, noscript,"
        ' option[lang="zh-CN"], textarea\')) n.remove(); return document.body.textContent; }'
    )
    assert re.findall(r"[\u4e00-\u9fff]+", words) == []
