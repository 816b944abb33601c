"""For who does not see, point or read Chinese: the built pages by axe-core, by keys, by words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.browser

DESKTOP, PHONE = (1440, 900), (390, 844)

SERIOUS = """async within => {
  const found = await axe.run(within, { resultTypes: ["violations"], preload: false });
  return found.violations.filter(rule => ["serious", "critical"].includes(rule.impact))
    .flatMap(rule => rule.nodes.map(node => rule.id + ": " + node.html.slice(0, 160)));
}"""

CHINESE = r"""() => {
  // every word with a Chinese character that can be read or heard, and what it stands in
  const han = /\p{Script=Han}/u, found = [];
  const quiet = "script, style, noscript, [aria-hidden=true], #language, [hreflang=zh], .language";
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  const add = (text, node) => {
    if (text && han.test(text) && !node.closest(quiet))
      found.push([text.trim(), Boolean(node.closest("[lang^=zh]"))]);
  };
  while (walker.nextNode()) add(walker.currentNode.data, walker.currentNode.parentElement);
  for (const node of document.querySelectorAll("*"))
    for (const name of ["title", "placeholder", "aria-label", "alt", "aria-description"])
      add(node.getAttribute(name), node);
  return found;
}"""

FOCUS = """() => {
  const node = document.activeElement, box = node.getBoundingClientRect();
  const style = getComputedStyle(node), inner = getComputedStyle(node, "::before");
  return {
    tag: node.tagName, id: node.id, name: node.textContent.trim().slice(0, 40),
    key: node.id || node.outerHTML.slice(0, 300),
    seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inside: box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight
      && box.width > 0 && box.height > 0,
  };
}"""


@pytest.fixture
def examined(
    open_page: Callable[..., Any], shipped_output: Path, axe_core: str
) -> Callable[..., Any]:
    """
    Return what opens a built page together with axe-core.

    The policy of the page stays as it is for everybody else: only this context passes it over.
    """

    def run(name: str, size: tuple[int, int], query: str = "") -> Any:
        page = open_page(shipped_output / name, size, query, bypass_csp=True)
        page.page.evaluate(axe_core)
        return page

    return run


def serious(page: Any, within: str = "html") -> list[str]:
    return list(page.page.evaluate(SERIOUS, within))


def tabs(page: Any) -> Iterator[str]:
    """Open one tab after the other."""
    for name in page.page.eval_on_selector_all("[role=tab]", "all => all.map(tab => tab.id)"):
        page.page.click("#" + name)
        yield name


def few(page: Any) -> None:
    """Leave one zone: the rows of the others are built alike, and axe looks at each."""
    page.page.get_by_role("button", name=re.compile("^只看")).nth(1).click()


def test_the_planner_page_has_no_serious_finding(examined: Callable[..., Any]) -> None:
    page = examined("planner.html", DESKTOP)
    assert serious(page) == []
    few(page)
    for name in tabs(page):
        assert serious(page, "#panel") == [], name
    page.page.fill("#search", "路")
    assert serious(page, "#panel") == []
    page.press("Enter")
    assert serious(page, "#map-section") == []


def test_what_the_tools_open_has_none(examined: Callable[..., Any]) -> None:
    page = examined("planner.html", DESKTOP, "#zone=huajing")
    for tool, opened in (
        ("#open-table", "#table"),
        ("#timeline-open", "#timeline"),
        ("#measure-tool", "#measure"),
        ("#print", "#print-dialog"),
    ):
        page.page.click(tool)
        assert serious(page, opened) == [], tool


def test_the_planner_page_on_a_phone_in_english_has_none(examined: Callable[..., Any]) -> None:
    page = examined("planner.html", PHONE, "?lang=en")
    assert serious(page) == []
    page.page.tap("#fold")
    assert serious(page, "#panel") == []
    page.find("XH0010")
    assert serious(page, "#dock") == []
    page.page.evaluate("document.documentElement.removeAttribute('lang')")
    assert len(serious(page)) == 1  # the rules are at work


@pytest.mark.parametrize(
    ("size", "query"), [(DESKTOP, ""), (PHONE, "?lang=en&theme=dark")], ids=["light", "dark"]
)
def test_the_public_page_has_no_serious_finding(
    examined: Callable[..., Any], size: tuple[int, int], query: str
) -> None:
    page = examined("embed.html", size, query)
    assert serious(page) == []
    page.page.evaluate("document.getElementById('key').open = true")
    assert serious(page, "#key") == []
    page.page.locator("#zones button").nth(4).click()
    page.page.click("#show-list")
    assert serious(page) == []
    page.page.locator("#list .entry").first.click()
    assert serious(page, "#work") == []


def test_the_page_that_hands_it_out_has_no_serious_finding(
    browser: Any, shipped_output: Path, axe_core: str
) -> None:
    context = browser.new_context(offline=True, bypass_csp=True)
    page = context.new_page()
    page.goto((shipped_output / "index.html").as_uri())
    page.frame_locator("iframe").locator("html[data-ready=true]").wait_for()
    page.evaluate(axe_core)
    # the framed page is looked at on its own
    found = page.evaluate(SERIOUS, {"include": "html", "exclude": "iframe"})
    context.close()
    assert found == []


# --- English ---------------------------------------------------------------------------------


def data_of(path: Path) -> str:
    """Return every text that stands in the data of a page, but not its table of words."""
    found = re.search(
        r'<script type="application/json" id="[^"]*data">(.*?)</script>',
        path.read_text(encoding="utf-8"),
        re.DOTALL,
    )
    assert found, path.name
    data = json.loads(found[1])
    del data["text"], data["style"]
    return json.dumps(data, ensure_ascii=False)


def check_english(page: Any, data: str, where: str) -> None:
    words = page.page.evaluate(CHINESE)
    unmarked = [text for text, marked in words if not marked]
    assert unmarked == [], f"{where}: Chinese that is not marked as such"
    runs = {run for text, _ in words for run in re.findall("[\u4e00-\u9fff]+", text)}
    ours = {run for run in runs if run not in data}
    assert ours == set(), f"{where}: words of the interface that are not translated"


def test_in_english_every_chinese_word_is_data_and_marked(
    open_page: Callable[..., Any], shipped_output: Path
) -> None:
    page = open_page(shipped_output / "planner.html", DESKTOP, "?lang=en")
    data = data_of(shipped_output / "planner.html")
    assert page.page.get_attribute("html", "lang") == "en"
    assert not re.search("[\u4e00-\u9fff]", page.page.title())
    for name in tabs(page):
        check_english(page, data, name)
    page.page.fill("#search", "路")
    check_english(page, data, "search")
    page.page.fill("#search", "没有这个")
    assert page.count("#search-results [lang=zh]") == 1  # what was asked for is said again
    for item in ("XH0010", "XH0027", "XH0150"):
        page.find(item)
        check_english(page, data, "card of " + item)
    for tool in ("open-table", "timeline-open", "measure-tool"):
        page.page.click("#" + tool)
        check_english(page, data, tool)


# --- the keyboard alone ----------------------------------------------------------------------


def walk(page: Any, most: int) -> list[dict[str, Any]]:
    """Press Tab until the walk begins anew; say where it stopped."""
    stops: list[dict[str, Any]] = []
    for _ in range(most):
        page.press("Tab")
        here = page.page.evaluate(FOCUS)
        if here["tag"] == "BODY" or (stops and here["key"] == stops[0]["key"]):
            return stops
        stops.append(here)
    raise AssertionError(f"{most} stops, the last ones {[stop['name'] for stop in stops[-3:]]}")


def test_the_tab_key_goes_round_and_shows_where_it_is(
    open_page: Callable[..., Any], shipped_output: Path
) -> None:
    page = open_page(shipped_output / "planner.html", DESKTOP)
    stops = walk(page, 260)
    assert [stop["name"] or stop["key"] for stop in stops if not stop["seen"]] == []
    assert [stop["name"] or stop["key"] for stop in stops if not stop["inside"]] == []
    assert {"skip", "language", "search", "layers-tab", "home"} <= {stop["id"] for stop in stops}


def test_keys_alone_lead_to_the_details_of_any_place(
    open_page: Callable[..., Any], shipped_output: Path
) -> None:
    page = open_page(shipped_output / "planner.html", DESKTOP)
    page.press("Tab", "Enter", *["ArrowDown"] * 40)
    entry = page.page.evaluate("document.activeElement.querySelector('.name').textContent")
    assert page.page.evaluate(FOCUS)["inside"]
    page.press("Enter")
    assert entry in page.text(".leaflet-popup .card")
    for _ in range(12):
        page.press("Tab")
        if page.page.evaluate("Boolean(document.activeElement.closest('.leaflet-popup'))"):
            break
    assert page.page.evaluate("Boolean(document.activeElement.closest('.leaflet-popup'))")
    page.press("Escape")
    assert page.count(".leaflet-popup") == 0
    assert entry in page.focused()
    page.press("/")
    page.page.keyboard.type("长桥新村片区")
    page.press("ArrowDown", "Enter")
    assert "长桥新村片区旧城区改建" in page.text(".leaflet-popup .card h2")
