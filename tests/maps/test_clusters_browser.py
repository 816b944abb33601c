"""Clusters in a real browser: what they count, what they hide, and how one gets at it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from maps.planner import planner_page
from maps.view import MapView
from tests.maps.conftest import make_view, place, square

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.browser

KINDS = ("plot", "road_segment", "park", "school", "area")
RINGS = """
() => [...document.querySelectorAll('.mix')].map((node) => ({
  count: Number(node.querySelector('text').textContent),
  arcs: Object.fromEntries([...node.querySelectorAll('.arc')].map((arc) =>
    [arc.getAttribute('stroke'),
     parseFloat(arc.getAttribute('stroke-dasharray') || arc.getAttribute('pathLength'))])),
  lengths: [...node.querySelectorAll('.arc')].map((arc) => Number(arc.getAttribute('pathLength'))),
  turns: [...node.querySelectorAll('.arc')].map((arc) =>
    parseFloat(arc.getAttribute('transform').slice(7)) + 90),
}))
"""


def crowded() -> MapView:
    """Return sixty places in three knots, of two zones, one knot on a single spot."""
    features = []
    for order in range(60):
        knot = order % 3
        lon = 121.41 + 0.01 * knot + (0.0004 * (order % 7) if knot else 0)
        lat = 31.12 + 0.02 * knot + (0.0004 * (order % 5) if knot else 0)
        features.append(
            place(
                order + 1,
                {"type": "Point", "coordinates": [lon, lat]},
                kind=KINDS[order % 5],
                zone="south" if order % 4 == 0 else "north",
                accuracy_m=900.0 if order % 6 == 0 else 60.0,
            )
        )
    small = make_view()
    return MapView(features, small.zones, small.unlocated, small.backdrop, small.meta)


@pytest.fixture
def show(open_page: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Return what opens the page of sixty places."""

    def run(query: str = "") -> Any:
        path = tmp_path / "planner.html"
        path.write_text(planner_page(crowded()), encoding="utf-8", newline="\n")
        return open_page(path, (1440, 900), query)

    return run


def symbol_of(page: Any, identity: str) -> list[float] | None:
    """Return the middle of the symbol of a place on the screen, None when it is not drawn."""
    found: list[float] | None = page.page.evaluate(
        "id => { const { marker } = Zonemap.byId.get(id); const node = marker.getElement();"
        " if (!node || !node.isConnected) return null;"
        " const box = node.getBoundingClientRect(); return [box.x + box.width / 2, box.y"
        " + box.height / 2]; }",
        identity,
    )
    return found


def test_rings_and_symbols_count_every_shown_place_and_the_arcs_are_its_zones(
    show: Callable[..., Any],
) -> None:
    page = show()
    colours = dict(page.page.evaluate("Zonemap.zones.map((zone) => [zone.colour, zone.code])"))
    rings = page.page.evaluate(RINGS)
    assert rings
    assert page.places() == 60
    drawn: Counter[str] = Counter(
        page.page.evaluate(
            "Zonemap.features.filter((item) => item.marker.getElement())"
            ".map((item) => item.zone.code)"
        )
    )
    for ring in rings:
        assert sum(ring["arcs"].values()) == ring["count"]
        assert set(ring["lengths"]) == {ring["count"]}
        ends = [
            360 * sum(list(ring["arcs"].values())[:n]) / ring["count"]
            for n in range(len(ring["arcs"]))
        ]
        assert ring["turns"] == pytest.approx(ends, abs=0.01)
        drawn.update({colours[colour]: int(count) for colour, count in ring["arcs"].items()})
    assert drawn == Counter(feature["properties"]["zone"] for feature in crowded().features)


def test_filters_change_what_the_rings_count(show: Callable[..., Any]) -> None:
    page = show()
    page.page.uncheck('[data-zone="south"] input')
    assert page.places() == 45
    assert all(len(ring["arcs"]) == 1 for ring in page.page.evaluate(RINGS))
    page.page.uncheck('[data-kind="park"] input')
    assert page.places() == page.page.evaluate("Zonemap.features.filter((f) => f.shown).length")
    page.page.click("#show-all")
    assert page.places() == 60


@pytest.mark.parametrize("way", ["search", "list", "permalink"])
def test_a_place_inside_a_cluster_is_seen_once_it_is_selected(
    show: Callable[..., Any], way: str
) -> None:
    page = show("#map=12/31.14/121.42&sel=XH0031" if way == "permalink" else "")
    if way == "search":
        assert symbol_of(page, "XH0031") is None
        page.find("XH0031")
    elif way == "list":
        page.page.click("#list-tab")
        page.page.click('.entry[data-id="XH0031"]')
    for zoom in (None, 12, 11):  # and stays so further out
        if zoom:
            page.page.evaluate(f"Zonemap.map.setView([31.14, 121.42], {zoom}, {{animate: false}})")
            assert page.places() == 60
        middle = symbol_of(page, "XH0031")
        ring = page.page.locator(".ring").bounding_box()
        assert middle == pytest.approx(
            [ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2], abs=1.5
        )
    page.press("Escape", "Escape")
    assert symbol_of(page, "XH0031") is None


def test_a_click_opens_a_cluster_until_every_symbol_stands_by_itself(
    show: Callable[..., Any],
) -> None:
    page = show()
    for _ in range(8):
        if not page.count(".mix"):
            break
        page.page.locator(".mix").first.click()
    assert page.count(".mix") == 0
    assert page.page.evaluate("Zonemap.map.getZoom()") >= 15.5
    # those on one spot are spread, further out they are not
    page.page.evaluate("Zonemap.map.setView([31.12, 121.41], 16, {animate: false})")
    spots = [tuple(symbol_of(page, f"XH{n:04d}") or ()) for n in range(1, 61, 3)]
    assert len(set(spots)) == len(spots) == 20
    assert () not in spots


def test_a_cluster_says_its_mix_and_takes_no_tab_stop(show: Callable[..., Any]) -> None:
    page = show("?lang=en")
    ring = page.page.evaluate(RINGS)[0]
    page.page.locator(".mix").first.hover()
    words = page.text(".leaflet-tooltip")
    assert f"{ring['count']} places" in words
    for colour, count in ring["arcs"].items():
        name = page.page.evaluate(
            "c => Zonemap.zoneName(Zonemap.zones.find((zone) => zone.colour === c))", colour
        )
        assert f"{name} {int(count)}" in words
    assert page.count(".leaflet-symbols-pane [tabindex], .leaflet-symbols-pane [role]") == 0
    described = page.page.get_attribute(".folium-map", "aria-describedby")
    assert "keyboard" in page.page.text_content(f"#{described}")


def test_what_is_roughly_placed_has_its_true_margin_when_near_and_only_then(
    show: Callable[..., Any],
) -> None:
    page = show()
    assert page.count("path.margin") == 0
    page.page.evaluate("Zonemap.map.setView([31.12, 121.41], 16, {animate: false})")
    radii = page.page.evaluate(
        "() => { const found = []; Zonemap.map.eachLayer((layer) => {"
        " if (layer.options.className === 'margin') found.push(layer.getRadius()); });"
        " return found; }"
    )
    near = page.page.evaluate(
        "Zonemap.features.filter((f) => f.accuracy === 'coarse' && f.marker.getElement()).length"
    )
    assert near == 10
    assert radii == [900]  # one ring, for all of them stand on one spot


@pytest.mark.parametrize("accuracy", ["fair", "coarse"])
def test_no_approximate_line_or_area_has_a_crisp_stroke(
    open_page: Callable[..., Any], tmp_path: Path, small_view: MapView, accuracy: str
) -> None:
    path = tmp_path / "planner.html"
    path.write_text(planner_page(small_view), encoding="utf-8", newline="\n")
    page = open_page(path, (1440, 900))
    crisp = page.page.evaluate(
        "(accuracy) => ['fine', accuracy].map((word) => Zonemap.features"
        ".filter((item) => item.type !== 'point' && !item.broad).flatMap((item) => {"
        " item.accuracy = word; item.now = { ...item.now, key: 'done' };"
        " return [false, true].flatMap((plain) => Zonemap.shapeLayers(item, {}, plain)); })"
        ".map((layer) => layer.options).filter((o) => o.stroke !== false && o.opacity > 0.4"
        " && o.color !== '#fff' && !o.dashArray).length)",
        accuracy,
    )
    assert crisp == [4, 0]  # a line and an area in both ways of drawing, then none of them


def test_what_a_filter_brings_back_lies_under_smaller_things(
    open_page: Callable[..., Any], tmp_path: Path
) -> None:
    small = make_view()
    areas = [
        place(n, square(121.42, 31.12, size), kind=kind)
        for n, size, kind in ((1, 0.001, "park"), (2, 0.004, "plot"), (3, 0.002, "school"))
    ]
    path = tmp_path / "planner.html"
    view = MapView(areas, small.zones, (), small.backdrop, small.meta)
    path.write_text(planner_page(view), encoding="utf-8", newline="\n")
    page = open_page(path, (1440, 900))
    page.page.uncheck('[data-kind="plot"] input')
    page.page.check('[data-kind="plot"] input')
    sizes = page.page.evaluate(
        "[...document.querySelectorAll('.leaflet-shapes-pane path')].map((n) => n.getBBox().width)"
    )
    assert len(sizes) == 3
    assert sizes == sorted(sizes, reverse=True)


def test_names_stand_free_of_rings_and_symbols(show: Callable[..., Any]) -> None:
    page = show()
    boxes = (
        "(selector) => [...document.querySelectorAll(selector)].map((node) => {"
        " const { left, right, top, bottom } = node.getBoundingClientRect();"
        " return [left, top, right, bottom]; })"
    )
    for zoom in (12.5, 14, 16):
        page.page.evaluate(
            f"void Zonemap.map.setView([31.1404, 121.42], {zoom}, {{animate: false}})"
        )
        names = page.page.evaluate(boxes, ".names text")
        drawn = page.page.evaluate(boxes, ".mix, .pin svg > :not(.halo):not(text)")
        covered = [
            name
            for name in names
            for box in drawn
            if name[0] + 2 < box[2]
            and box[0] < name[2] - 2
            and name[1] + 4 < box[3] - 2
            and box[1] + 2 < name[3] - 4
        ]
        assert names
        assert covered == []
    assert "地点" in page.page.text_content(".names")  # those of the places among them


def test_changing_everything_is_quick(show: Callable[..., Any]) -> None:
    page = show()
    steps = page.page.evaluate(
        "() => [...Array(9)].map((_, i) => { const start = performance.now();"
        " Zonemap.emit('changed', Zonemap.features.map((f) => { f.now = { ...f.now,"
        " key: ['done', 'building'][i % 2] }; return f; }));"
        " return performance.now() - start; })"
    )
    assert min(steps) < 60
