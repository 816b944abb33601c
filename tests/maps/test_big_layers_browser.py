"""More places than a page draws one by one: it switches to a canvas and stays usable."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from maps import styles
from maps.planner import planner_page

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.browser

BENCH = Path(__file__).parents[1] / "bench" / "big_layers.py"
PLACES = 6_000
SETTLED = "new Promise((done) => setTimeout(done))"


@pytest.fixture(scope="module")
def big_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of six thousand places."""
    path = tmp_path_factory.mktemp("big") / "planner.html"
    path.write_text(planner_page(runpy.run_path(str(BENCH))["crowd"](PLACES)), encoding="utf-8")
    return path


def test_six_thousand_places_are_drawn_on_a_canvas_and_stay_usable(
    open_page: Callable[..., Any], big_page: Path
) -> None:
    page = open_page(big_page, (1440, 900))
    assert PLACES > styles.CROWD
    assert page.count(".leaflet-shapes-pane canvas") == 1
    assert page.count(".leaflet-shapes-pane path") == 0
    assert page.count("#page *") < 12_000
    assert str(PLACES) in page.text(".crowd-note")
    assert page.places() == PLACES
    assert page.count("#list-pane .entry") == 500

    # a filter: what the rings count is what is shown
    page.page.uncheck('[data-zone="alpha"] input')
    page.page.evaluate(SETTLED)
    shown = page.page.evaluate("Zonemap.features.filter((item) => item.shown).length")
    assert page.places() == shown < PLACES
    page.page.click("#show-all")

    # search: the best of many, and the place has its own symbol afterwards, further out too
    page.page.fill("#search", "号项目")
    assert page.count('#search-results [role="option"]') == 30
    page.find("XH004321")
    assert "第4321号" in page.text(".leaflet-popup .card h2")
    page.page.evaluate("void Zonemap.map.setZoom(12, {animate: false})")
    ring = page.page.locator(".ring").bounding_box()
    boxes = [pin.bounding_box() for pin in page.page.locator(".pin").all()]
    assert ring in boxes
    page.press("Escape", "Escape")
    assert page.count(".ring") == 0


def test_a_click_on_the_canvas_selects_what_is_drawn_there(
    open_page: Callable[..., Any], big_page: Path
) -> None:
    page = open_page(big_page, (1440, 900))
    # a line's point that no symbol and no other drawn shape lies over
    spot = page.page.evaluate(
        "async () => { const Z = Zonemap; for (const item of Z.features) {"
        " if (item.type !== 'line') continue;"
        " const [south, west, north, east] = item.box;"
        " Z.map.setView([(south + north) / 2, (west + east) / 2], 17, {animate: false});"
        " await new Promise((done) => setTimeout(done));"
        " const frame = Z.map.getContainer().getBoundingClientRect();"
        " const at = Z.map.latLngToContainerPoint(item.parts[0][6]);"
        " const [x, y] = [frame.x + at.x, frame.y + at.y];"
        " if (document.elementFromPoint(x, y)?.tagName !== 'CANVAS') continue;"
        " const near = Z.features.filter((other) => other !== item && other.type !== 'point'"
        " && L.latLngBounds([other.box.slice(0, 2), other.box.slice(2)]).pad(0.2)"
        ".contains(item.parts[0][6])); if (!near.length) return [x, y, item.id]; } }"
    )
    assert spot is not None
    page.page.mouse.move(spot[0], spot[1])
    page.page.mouse.click(spot[0], spot[1])
    assert page.page.get_attribute(".leaflet-popup .card", "data-id") == spot[2]


def test_a_click_on_a_ring_comes_nearer_until_symbols_stand_alone(
    open_page: Callable[..., Any], big_page: Path
) -> None:
    page = open_page(big_page, (1440, 900))
    zooms = [page.page.evaluate("Zonemap.map.getZoom()")]
    while page.count(".mix") and len(zooms) < 5:
        page.page.evaluate(
            "() => { const middle = Zonemap.map.latLngToLayerPoint(Zonemap.map.getCenter());"
            " const far = (node) => L.DomUtil.getPosition(node).distanceTo(middle);"
            " const nodes = [...document.querySelectorAll('.mix')];"
            " nodes.sort((a, b) => far(a) - far(b)); nodes[0].click(); }"
        )
        zooms.append(page.page.evaluate("Zonemap.map.getZoom()"))
    assert zooms == sorted(set(zooms))  # each click comes nearer
    assert page.count(".pin") > page.count(".mix")
    page.page.locator(".pin svg").first.dispatch_event("click")
    assert page.count(".ring") == 1
