"""Measuring on the planner page: right on the ellipsoid, with mouse, finger or keys alone."""

from __future__ import annotations

import math
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyproj import Geod

from maps.planner import planner_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from maps.view import MapView

pytestmark = pytest.mark.browser

DESKTOP, PHONE = (1440, 900), (390, 844)
Ring = list[tuple[float, float]]


@pytest.fixture
def show(open_page: Callable[..., Any], small_view: MapView, tmp_path: Path) -> Callable[..., Any]:
    """Return what opens the page of the small district."""

    def run(size: tuple[int, int] = DESKTOP, query: str = "") -> Any:
        path = tmp_path / "planner.html"
        path.write_text(planner_page(small_view), encoding="utf-8", newline="\n")
        return open_page(path, size, query)

    return run


def on_screen(page: Any, lon: float, lat: float) -> tuple[float, float]:
    """Return where a position stands on the screen."""
    point = page.page.evaluate(f"Zonemap.map.latLngToContainerPoint([{lat}, {lon}])")
    box = page.page.locator(".folium-map").bounding_box()
    return box["x"] + point["x"], box["y"] + point["y"]


def corners(page: Any) -> int:
    """Return how many points are set."""
    return int(page.count(".leaflet-measure-pane path[fill='#fff']"))


def shapes() -> list[Ring]:
    """Return stars of any size round places within a city, always the same ones."""
    dice = random.Random(5)
    found = []
    for _ in range(200):
        lon, lat = dice.uniform(121.37, 121.49), dice.uniform(31.08, 31.24)
        reach = 10 ** dice.uniform(-3.5, -1.3)  # degrees: about 30 m to 5 km
        turns = sorted(dice.uniform(0, 2 * math.pi) for _ in range(dice.randint(5, 12)))
        arms = [reach * dice.uniform(0.4, 1) for _ in turns]
        found.append(
            [
                (lon + arm * math.cos(turn), lat + arm * math.sin(turn))
                for arm, turn in zip(arms, turns, strict=True)
            ]
        )
    return found


def test_lengths_and_areas_are_those_of_the_ellipsoid(show: Callable[..., Any]) -> None:
    geod = Geod(ellps="WGS84")
    rings = shapes()
    found = show().page.evaluate(
        "rings => rings.map(ring => ring.map(([lng, lat]) => ({lat, lng}))).map(ring => ["
        "ring.slice(1).reduce((sum, b, i) => sum + Zonemap.distance(ring[i], b), 0),"
        "Zonemap.area(ring), Zonemap.area([...ring].reverse())])",
        rings,
    )
    for ring, (length, area, turned) in zip(rings, found, strict=True):
        lon, lat = zip(*ring, strict=True)
        assert length == pytest.approx(geod.line_length(lon, lat), rel=1e-5)
        assert area == pytest.approx(abs(geod.polygon_area_perimeter(lon, lat)[0]), rel=1e-3)
        assert turned == pytest.approx(area, rel=1e-6)


def test_clicks_measure_a_line_then_an_area_and_open_no_card(show: Callable[..., Any]) -> None:
    page = show()
    page.page.click("#measure-tool")
    assert page.page.get_attribute("#measure-tool", "aria-pressed") == "true"
    places = [(121.405, 31.165), (121.425, 31.165), (121.425, 31.12)]  # all on a place
    for lon, lat in places:
        page.page.mouse.click(*on_screen(page, lon, lat))
        page.page.wait_for_timeout(30)
    assert page.count(".card") == 0
    geod = Geod(ellps="WGS84")
    lons, lats = zip(*places, strict=True)
    length = geod.line_length(lons, lats)
    said = re.fullmatch(r"总长 ([\d.]+) 公里（2 段）", page.text("#measure output"))
    assert said is not None
    assert float(said[1]) == pytest.approx(length / 1000, rel=0.01)  # a pixel is 18 m
    assert page.count(".measure-tag") == 2
    page.page.click("#measure >> text=面积")
    area = abs(geod.polygon_area_perimeter(lons, lats)[0])
    said = re.match(r"面积 ([\d.]+) 平方公里（约 [\d,]+ 亩）", page.text("#measure output"))
    assert said is not None
    assert float(said[1]) == pytest.approx(area / 1e6, rel=0.01)
    page.press("Backspace")
    assert corners(page) == 2
    page.press("Escape")
    assert (corners(page), page.page.is_visible("#measure")) == (0, False)
    page.page.mouse.click(*on_screen(page, 121.405, 31.165))
    assert page.count(".leaflet-popup .card") == 1  # as before


def test_a_double_click_ends_and_the_next_click_begins_anew(show: Callable[..., Any]) -> None:
    page = show()
    zoom = page.page.evaluate("Zonemap.map.getZoom()")
    page.page.click("#measure-tool")
    page.page.mouse.click(800, 300)
    page.page.mouse.dblclick(900, 400)
    assert page.page.is_disabled("#measure >> text=完成")
    assert (corners(page), page.page.evaluate("Zonemap.map.getZoom()")) == (2, zoom)
    ended = page.text("#measure output")
    page.page.mouse.move(1000, 600)
    assert page.count(".measure-tag.cursor") == 0
    page.page.mouse.click(1000, 600)
    assert corners(page) == 1
    assert page.text("#measure output") != ended


def test_the_mouse_shows_the_length_so_far(show: Callable[..., Any]) -> None:
    page = show()
    page.page.click("#measure-tool")
    page.page.mouse.click(800, 300)
    page.page.mouse.move(800, 500)
    assert re.fullmatch(r"[\d.]+ (米|公里)", page.text(".measure-tag.cursor span"))


def test_the_keyboard_alone_measures(show: Callable[..., Any]) -> None:
    page = show(query="?lang=en#map=16/31.14/121.42")
    page.page.focus("#measure-tool")
    page.press("Enter")
    assert page.page.is_visible(".crosshair")
    page.press("Space")
    page.press("ArrowRight", "ArrowRight")
    page.page.wait_for_timeout(400)  # the map glides
    page.press("Enter")
    assert corners(page) == 2
    page.press("Enter")  # a second time at the same place
    assert page.page.is_disabled("#measure >> text=Finish")
    assert re.fullmatch(r"Length [\d.]+ (m|km) \(segments: 1\)", page.text("#measure output"))
    page.press("Escape")
    assert page.page.evaluate("document.activeElement.id") == "measure-tool"


def test_the_search_box_keeps_its_keys_while_measuring(show: Callable[..., Any]) -> None:
    page = show()
    page.page.click("#measure-tool")
    page.page.mouse.click(800, 300)
    page.page.fill("#search", "地点1")
    page.press("Backspace")
    assert page.page.input_value("#search") == "地点"
    assert corners(page) == 1


def test_the_result_is_copied_and_a_crossed_outline_has_no_area(show: Callable[..., Any]) -> None:
    page = show()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.page.click("#measure-tool")
    for x, y in ((800, 300), (1000, 300), (800, 500), (1000, 500)):
        page.page.mouse.click(x, y)
    page.page.click("#measure >> text=复制结果")
    page.page.wait_for_selector("#measure >> text=已复制")
    copied = page.page.evaluate("navigator.clipboard.readText()")
    assert copied.split("\n")[0] == page.text("#measure output")
    assert len(re.findall(r"[\d.]+ (?:米|公里)", copied.split("\n")[1])) == 3
    page.page.click("#measure >> text=面积")
    assert page.text("#measure output") == "边线相交，面积不成立"
    page.page.click("#language")
    assert page.text("#measure output") == "The outline crosses itself: no area"


def test_fingers_measure_and_every_button_is_large_enough(show: Callable[..., Any]) -> None:
    page = show(PHONE)
    page.page.tap("#measure-tool")
    for x, y in ((100, 300), (200, 350), (250, 500)):
        page.page.touchscreen.tap(x, y)
    assert corners(page) == 3
    page.page.tap("#measure >> text=完成")
    assert page.text("#measure output").endswith("（2 段）")
    boxes = page.page.eval_on_selector_all(
        "#measure button", "nodes => nodes.map(n => n.getBoundingClientRect().toJSON())"
    )
    assert min(min(box["width"], box["height"]) for box in boxes) >= 40
    assert max(box["right"] for box in boxes) <= PHONE[0] - 50
