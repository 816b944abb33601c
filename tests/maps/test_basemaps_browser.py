"""Basemaps in a real browser; the services are played by the test, nothing leaves this machine."""

from __future__ import annotations

import functools
import http.server
import math
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geo import datum
from maps import basemaps, styles
from maps.basemaps import Basemap, OwnTiles, laid_out
from maps.planner import planner_page
from maps.tiles import TileArchive, TileFolder
from maps.view import MapView
from tests.maps.test_tiles import BOUNDS, make_archive, make_folder, png

pytestmark = pytest.mark.browser

KEY = "5ec1e7" * 5 + "ab"
ONLINE = (basemaps.osm(), basemaps.tianditu(KEY), basemaps.amap())
LOADED = "document.querySelectorAll('.leaflet-basemap-pane img.leaflet-tile-loaded').length > 3"
FAR_M = 0.01
"""How far a position may be from where Python has it."""


class Seen:
    """An open page, what it asked for, and the services it asks, which may be dead."""

    def __init__(self, browser: Any, url: str) -> None:
        self.context = browser.new_context(
            viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
        )
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.dead = False
        self.context.route(re.compile("^https:"), self._answer)
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.go(url)

    def _answer(self, route: Any) -> None:
        if self.dead:
            route.abort()
        else:
            route.fulfill(body=png(), content_type="image/png")

    def go(self, url: str) -> None:
        self.page.goto(url)
        self.until("document.documentElement.dataset.ready === 'true'")
        self.asked.clear()

    def choose(self, key: str) -> None:
        self.asked.clear()
        self.page.check(f'input[name="basemap"][value="{key}"]')

    def until(self, script: str) -> None:
        """Wait for something; Playwright's own waiting is eval, which the page forbids."""
        for _ in range(200):
            if self.page.evaluate(script):
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"never came true: {script}")

    def text(self, selector: str) -> str:
        return str(self.page.inner_text(selector))

    def names(self) -> str:
        return str(self.page.text_content(".names"))

    def run(self, script: str, given: Any = None) -> Any:
        return self.page.evaluate(script, given)


@pytest.fixture
def see(browser: Any) -> Iterator[Callable[[str], Seen]]:
    opened: list[Seen] = []

    def run(url: str) -> Seen:
        opened.append(Seen(browser, url))
        return opened[-1]

    yield run
    for seen in opened:
        seen.context.close()


@pytest.fixture
def write(small_view: MapView, tmp_path: Path) -> Callable[..., str]:
    """Return what writes the page with basemaps and returns its address."""

    def run(*chosen: Basemap | OwnTiles) -> str:
        laid = laid_out(chosen, BOUNDS)
        folder = tmp_path / "built"
        for name, data in laid.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        folder.mkdir(exist_ok=True)
        page = planner_page(replace(small_view, basemaps=laid.basemaps))
        (folder / "planner.html").write_text(page, encoding="utf-8", newline="\n")
        return (folder / "planner.html").as_uri()

    return run


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """Return what serves a folder from this machine."""
    running: list[Any] = []

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    def run(folder: Path) -> str:
        handler = functools.partial(Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        running.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield run
    for server in running:
        server.shutdown()
        server.server_close()


def hosts(urls: list[str]) -> set[str]:
    return {url.split("/")[2] for url in urls}


def metres(one: list[float], other: tuple[float, float]) -> float:
    """Return the distance of two positions (lon, lat) that are near each other."""
    east = (one[0] - other[0]) * math.cos(math.radians(other[1]))
    return 111_320 * math.hypot(east, one[1] - other[1])


def test_nothing_is_asked_before_somebody_chooses_and_then_only_who_is_chosen(
    see: Callable[[str], Seen], write: Callable[..., str]
) -> None:
    address = write(*ONLINE)
    seen = see(address + "#map=15/31.131/121.42")
    seen.page.wait_for_timeout(300)
    assert seen.asked == []
    assert "一号路" in seen.names()
    assert seen.page.is_checked('input[name="basemap"][value=""]')

    seen.choose("osm")
    seen.until(LOADED)
    assert hosts(seen.asked) == {"tile.openstreetmap.org"}
    assert all(re.search(r"/15/\d+/\d+\.png$", url) for url in seen.asked)
    assert "底图 © OpenStreetMap contributors" in seen.text(".credit")
    seen.until("!document.querySelector('.names').textContent.includes('一号路')")

    seen.choose("tianditu")
    seen.until(LOADED)
    assert hosts(seen.asked) <= {f"t{number}.tianditu.gov.cn" for number in range(8)}
    assert {url.split("/")[3] for url in seen.asked} == {"vec_w", "cva_w"}
    assert all(f"tk={KEY}" in url for url in seen.asked)

    seen.choose("")
    seen.page.wait_for_timeout(300)
    assert seen.asked == []
    assert "一号路" in seen.names()
    assert "天地图" not in seen.text(".credit")
    assert seen.complaints == []


def test_the_choice_is_in_the_address_and_survives_the_change_of_language(
    see: Callable[[str], Seen], write: Callable[..., str]
) -> None:
    address = write(*ONLINE)
    seen = see(address)
    seen.page.focus('input[name="basemap"]:checked')
    seen.page.keyboard.press("ArrowDown")
    seen.until("location.hash.includes('base=osm')")
    seen.page.click("#language")
    assert seen.page.is_checked('input[name="basemap"][value="osm"]')
    note = seen.text("#basemap-note-amap")
    assert "webrd01–04.is.autonavi.com" in note
    assert "drawn in GCJ-02" in note
    assert "basemap © OpenStreetMap contributors" in seen.text(".credit")
    seen.go(address + "#base=amap")
    assert seen.page.is_checked('input[name="basemap"][value="amap"]')
    seen.go(address + "?#base=no-such-map")
    assert seen.page.is_checked('input[name="basemap"][value=""]')
    assert seen.asked == seen.complaints == []


def test_amap_shifts_the_whole_map_and_nothing_else(
    see: Callable[[str], Seen], write: Callable[..., str]
) -> None:
    seen = see(write(*ONLINE) + "#map=16/31.165/121.405")
    before = seen.run("[Z.map.getCenter().lng, Z.map.getCenter().lat]".replace("Z.", "Zonemap."))
    seen.choose("amap")
    seen.until(LOADED)
    assert "本视图按 GCJ-02 偏移显示" in seen.text(".credit")
    after = seen.run("[Zonemap.map.getCenter().lng, Zonemap.map.getCenter().lat]")
    assert metres(before, (after[0], after[1])) < 2.5  # a pixel
    # on the screen, the symbol lies where the tiles have its GCJ-02 position
    lon, lat = datum.wgs84_to_gcj02(121.405, 31.165)
    column = (lon + 180) / 360 * 2**16
    row = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**16
    tile = seen.page.locator(f'img[src*="x={int(column)}&y={int(row)}&z=16"]').bounding_box()
    pin = seen.page.locator('.pin[title*="地点1"], .pin').evaluate_all(
        "nodes => nodes.map(node => { const b = node.getBoundingClientRect();"
        " return [b.x + b.width / 2, b.y + b.height / 2]; })"
    )
    expected = tile["x"] + 256 * (column % 1), tile["y"] + 256 * (row % 1)
    assert min(math.dist(spot, expected) for spot in pin) < 2
    seen.until("location.hash.includes('base=amap')")
    written = re.search(r"map=16/([\d.]+)/([\d.]+)", seen.page.url)
    assert written is not None
    assert metres([float(written[2]), float(written[1])], (121.405, 31.165)) < 2.5
    # clicks come out as WGS-84
    spot = seen.run(
        "(([x, y]) => Zonemap.map.mouseEventToLatLng({clientX: x, clientY: y}))", expected
    )
    assert metres([spot["lng"], spot["lat"]], (121.405, 31.165)) < 5
    seen.choose("")
    back = seen.run("Zonemap.map.options.crs === L.CRS.EPSG3857")
    assert back is True
    assert seen.complaints == []


def test_the_formula_of_the_page_is_that_of_geo_datum(
    see: Callable[[str], Seen], write: Callable[..., str]
) -> None:
    seen = see(write(basemaps.amap()))
    places = [
        [73.0 + 5.3 * column, 4.0 + 4.9 * row] for column in range(12) for row in range(10)
    ] + [[121.4365, 31.1832], [72.004, 0.8293], [137.8347, 55.8271]]
    script = (
        "places => places.map(([lng, lat]) => {"
        " const there = Zonemap.toGcj02({lng, lat}), back = Zonemap.fromGcj02(there);"
        " const point = Zonemap.gcj02.latLngToPoint(L.latLng(lat, lng), 19);"
        " const again = Zonemap.gcj02.pointToLatLng(point, 19);"
        " return [[there.lng, there.lat], [back.lng, back.lat], [again.lng, again.lat]]; })"
    )
    for place, (there, back, again) in zip(places, seen.run(script, places), strict=True):
        assert metres(there, datum.wgs84_to_gcj02(*place)) < FAR_M
        assert metres(back, (place[0], place[1])) < FAR_M
        assert metres(again, (place[0], place[1])) < FAR_M
    outside = [[139.7, 35.7], [2.3, 48.9], [-70.0, -30.0]]
    for place, found in zip(outside, seen.run(script, outside), strict=True):
        assert all(metres(spot, (place[0], place[1])) < FAR_M for spot in found)


@pytest.mark.parametrize("scheme", ["file", "http"])
def test_a_folder_and_an_archive_are_shown_from_beside_the_page(
    see: Callable[[str], Seen],
    write: Callable[..., str],
    serve: Callable[[Path], str],
    tmp_path: Path,
    scheme: str,
) -> None:
    folder = make_folder(tmp_path / "own")
    (folder / "13" / "6859" / "3349.png").unlink()
    archive = make_archive(tmp_path / "a.pmtiles")
    address = write(
        OwnTiles("tiles", TileFolder(folder)), OwnTiles("pmtiles", TileArchive(archive))
    )
    base = address.removesuffix("/planner.html")
    if scheme == "http":
        base = serve(tmp_path / "built")
    seen = see(base + "/planner.html#map=13/31.14/121.42")
    seen.asked.clear()
    seen.choose("tiles")
    seen.until(LOADED)
    shown = [url for url in seen.asked if not url.startswith("data:")]
    assert shown
    assert all(url.startswith(f"{base}/tiles/folder/13/") for url in shown)
    assert f"{base}/tiles/folder/13/6859/3349.png" not in shown  # there is none, and nobody asks
    seen.choose("pmtiles")
    seen.until(LOADED)
    shown = [url for url in seen.asked if not url.startswith("data:")]
    assert all(url.startswith(f"{base}/tiles/pmtiles/13/") for url in shown)
    seen.run("Zonemap.map.setZoom(17, {animate: false})")  # enlarges the last zoom there is
    seen.until(LOADED.replace("> 3", "> 0"))
    assert any("/14/" in url for url in seen.asked)
    assert not any("favicon" not in line for line in seen.complaints)


def test_pictures_that_do_not_come_are_said_once_and_the_page_goes_on(
    see: Callable[[str], Seen], write: Callable[..., str]
) -> None:
    seen = see(write(*ONLINE))
    seen.dead = True
    seen.choose("osm")
    seen.page.wait_for_selector(".basemap-problem")
    assert "“OpenStreetMap”有图片取不到" in seen.text(".basemap-problem")
    seen.page.wait_for_timeout(200)
    assert seen.page.locator(".basemap-problem").count() == 1
    assert "有图片取不到" in seen.text("#status")
    assert seen.page.locator(".leaflet-backdrop-pane canvas").is_visible()
    seen.page.click("#hide-all")
    assert seen.page.locator(".pin").count() == 0
    seen.page.click("#show-all")
    seen.page.click(".basemap-problem button")
    seen.run("Zonemap.map.panBy([400, 0], {animate: false})")
    seen.page.wait_for_timeout(200)
    assert seen.page.locator(".basemap-problem").count() == 0
    assert {line.split(":")[0] for line in seen.complaints} <= {"Failed to load resource"}


def test_clusters_of_symbols_follow_the_shift(
    see: Callable[[str], Seen], write: Callable[..., str]
) -> None:
    seen = see(write(basemaps.amap()) + "#map=16/31.12/121.425")
    count = seen.page.locator(".pin").count()
    seen.run(
        "() => { window.gathered = L.markerClusterGroup({animate: false}).addTo(Zonemap.map);"
        " for (let i = 0; i < 6; i += 1) gathered.addLayer(L.marker([31.12, 121.425 + i * 2e-5],"
        " {icon: L.divIcon()})); }"
    )
    for key in ("amap", ""):
        seen.choose(key)
        seen.run(
            "() => { const [one] = gathered.getLayers();"
            " gathered.removeLayer(one); gathered.addLayer(one); }"
        )
        assert seen.run("gathered.getLayers().length") == 6
        assert seen.text(".marker-cluster") == "6"
        assert seen.page.locator(".pin").count() == count


def test_a_crowd_of_symbols_follows_the_shift(
    see: Callable[[str], Seen], write: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(styles, "CROWD", 2)
    seen = see(write(basemaps.amap()) + "#map=15/31.12/121.425")
    script = (
        "() => { const at = Zonemap.map.latLngToContainerPoint([31.12, 121.425]);"
        " const frame = Zonemap.map.getContainer().getBoundingClientRect();"
        " const mix = document.querySelector('.leaflet-symbols-pane .mix');"
        " const ring = mix.getBoundingClientRect();"
        " return Math.hypot(ring.x + ring.width / 2 - frame.x - at.x,"
        " ring.y + ring.height / 2 - frame.y - at.y); }"
    )
    assert seen.run(script) < 60
    seen.choose("amap")
    assert seen.run(script) < 60
    seen.choose("")
    assert seen.run(script) < 60
    assert seen.complaints == []
