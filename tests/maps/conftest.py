"""
A small district that has everything a map can show, and the command line as a user sees it.

Three geometry types, all stages, gaps; what is built from the invented town and from the district
that ships is built once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import LineString

from layers.histories import Event
from maps.build import Build, build
from maps.cli import main
from maps.planner import planner_page
from maps.view import MapView
from seeds.district import District, load_district

HOSTILE = (
    "</script><script>window.hacked=1</script>",
    '<img src=x onerror="window.hacked=1">',
    "{{ 7*7 }}{% raw %}{# note #}",
    "`${window.hacked=1}`",
    "\\u003cscript\\u003e\\n'\"",
    "徐家汇\u202e站\u200b二期",
    "长" * 10_000,
)
"""Names that are code to HTML, Jinja, JavaScript or JSON, deceive the eye or break the layout."""


def square(lon: float, lat: float, size: float) -> dict[str, Any]:
    ring = [
        [lon, lat],
        [lon + size, lat],
        [lon + size, lat + size],
        [lon, lat + size],
        [lon, lat],
    ]
    return {"type": "Polygon", "coordinates": [ring]}


def place(number: int, geometry: dict[str, Any], **properties: Any) -> dict[str, Any]:
    given = {
        "id": f"XH{number:04d}",
        "name": f"地点{number}",
        "label": f"地点{number}",
        "name_en": None,
        "aliases": "",
        "kind": "plot",
        "zone": "north",
        "zone_reported": "北区",
        "zone_spatial": "north",
        "zone_agrees": True,
        "zone_gap_m": 0.0,
        "stage": "done",
        "status": "建成",
        "year": "2024",
        "method": "place",
        "accuracy_m": 60.0,
        "source": "OSM",
        "report": "003",
        "table_ref": "表3",
        "evidence": "003:表3@120-134;004@12-15",
    }
    return {
        "type": "Feature",
        "id": given["id"],
        "geometry": geometry,
        "properties": given | properties,
    }


def make_view(names: tuple[str, ...] = ()) -> MapView:
    """Return the small district; `names` are added as further places."""
    line = {"type": "LineString", "coordinates": [[121.41, 31.12], [121.42, 31.125]]}
    features = [
        place(1, {"type": "Point", "coordinates": [121.405, 31.165]}, aliases="老名字;旧名"),
        place(2, line, kind="road_segment", zone="south", zone_reported=None, stage="building"),
        place(3, square(121.43, 31.11, 0.004), kind="park", zone="south", stage="existing"),
        place(4, square(121.40, 31.15, 0.03), kind="area", method="area", stage=None),
        place(
            5,
            {"type": "Point", "coordinates": [121.425, 31.12]},
            kind="metro_station",
            name_en="Fifth Station",
            zone_spatial="south",
            zone_agrees=False,
            zone_gap_m=4200.0,
            stage="approved",
            year="2026",
            accuracy_m=900.0,
        ),
        place(6, {"type": "Point", "coordinates": [121.425, 31.12]}, kind="school", zone=None),
    ]
    for order, name in enumerate(names, start=7):
        point = {"type": "Point", "coordinates": [121.402 + 0.002 * order, 31.16]}
        features.append(place(order, point, name=name, label=name, note=name, zone="north"))
    zones = [
        {
            "type": "Feature",
            "geometry": square(121.40, lat, 0.04),
            "properties": {"code": code, "name": name, "name_en": code.title()},
        }
        for code, name, lat in (("north", "北区", 31.14), ("south", "南区", 31.10))
    ]
    unlocated = [
        {
            "id": "XH0090",
            "label": "无处可寻楼",
            "kind": "other",
            "zone": "south",
            "reason": "报告只说到功能区",
            "tried": "地名：地名库里没有；线路：地图上没有",
        },
        {"id": "XH0091", "label": names[0] if names else "某站", "kind": "other", "reason": "无"},
    ]
    backdrop = {
        "district": {
            "type": "Polygon",
            "coordinates": [
                [[121.4, 31.1], [121.44, 31.1], [121.44, 31.18], [121.4, 31.18], [121.4, 31.1]]
            ],
        },
        "roads": [
            {
                "name": "一号路",
                "class": "primary",
                "geometry": LineString([[121.4, 31.13], [121.44, 31.131]]),
            },
            {
                "name": "小路",
                "class": "footway",
                "geometry": LineString([[121.4, 31.12], [121.41, 31.12]]),
            },
        ],
        "water": [{"name": "", "geometry": square(121.435, 31.15, 0.004)}],
        "parks": [{"name": "大公园", "geometry": square(121.42, 31.16, 0.003)}],
        "rivers": [{"name": "小河", "geometry": LineString([[121.4, 31.17], [121.44, 31.172]])}],
        "metro": [{"name": "1号线", "geometry": LineString([[121.41, 31.1], [121.41, 31.18]])}],
        "subdistricts": [{"name": "某街道", "geometry": square(121.40, 31.14, 0.04)}],
    }
    meta = {
        "district": "某区",
        "district_en": "Some District",
        "attribution": "© OpenStreetMap contributors, ODbL 1.0",
        "snapshots": {"roads": "2026-03-08", "places": "2026-03-29"},
        "reports": {"003": "某年报告", "004": "另一报告"},
        "report_dates": {"003": "2024-12-25", "004": "2025"},
    }
    histories = {
        "XH0001": (
            Event("2022", 2022, False, "started", "开工", "003", "表3", 20, 24),
            Event("2024", 2024, False, "done", "建成", "003", "表3", 120, 134),
        ),
        "XH0002": (
            Event("2024", 2024, False, "building", "在建", "003", "表3", 220, 224),
            Event("2026", 2026, True, "done", "建成", "004", "", 12, 15),
        ),
        "XH0005": (Event("2026", 2026, True, "approved", "批复", "004", "", 42, 45),),
        "XH0090": (Event("", 2025, False, "", "", "004", "", 72, 77),),
    }
    return MapView(features, zones, unlocated, backdrop, meta, histories)


@pytest.fixture
def small_view() -> MapView:
    return make_view()


@pytest.fixture
def hostile_view() -> MapView:
    return make_view(HOSTILE)


# --- the command line ------------------------------------------------------------------------


@dataclass(frozen=True)
class Ran:
    """What a command came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs `zonemap` with the given words in this process."""

    def runs(*words: object) -> Ran:
        capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as end:
            code = int(end.code or 0)
        return Ran(code, *capsys.readouterr())

    return runs


@pytest.fixture
def tree() -> Callable[[Path], dict[str, bytes]]:
    """Return what reads every file below a folder."""

    def read(folder: Path) -> dict[str, bytes]:
        found = sorted(path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}

    return read


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Work in an empty folder."""
    folder = tmp_path / "work"
    folder.mkdir()
    with monkeypatch.context() as patch:
        patch.chdir(folder)
        yield folder


@pytest.fixture(scope="session")
def town_district(town_folder: Path) -> District:
    """Return the facts of the invented town."""
    return load_district(town_folder)


@pytest.fixture(scope="session")
def town_build(town_district: District) -> Build:
    """Return a whole build of the invented town, in memory."""
    return build(town_district)


@pytest.fixture(scope="session")
def shipped_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a whole build of the shipped district; do not change it."""
    folder = tmp_path_factory.mktemp("built") / "out"
    assert main(["build", "--quiet", "--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def shipped_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the hand-off of the shipped district; do not change it."""
    folder = tmp_path_factory.mktemp("handed") / "handoff"
    assert main(["handoff", "--quiet", "--out", str(folder)]) == 0
    return folder


# --- pages in a real browser --------------------------------------------------------------------

_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
_DESKTOP = (1440, 900)
_TOUCHED = 500
"""A screen narrower than this is touched."""


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where it is used

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(_FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def axe_core(root: Path) -> str:
    """Return the script that checks a page against the rules of accessibility."""
    given = os.environ.get("ZONEMAP_AXE_CORE")
    path = Path(given) if given else root / "node_modules/axe-core/axe.min.js"
    if path.is_file():
        return path.read_text(encoding="utf-8")
    reason = f"no axe-core at {path} (npm install axe-core, or set ZONEMAP_AXE_CORE)"
    if os.environ.get("ZONEMAP_REQUIRE_BROWSER"):
        pytest.fail(reason)
    pytest.skip(reason)


def wait_until_ready(page: Any) -> None:
    """Wait for the scripts of a page; asked anew each time, for its policy forbids polling."""
    for _ in range(200):
        if page.evaluate("document.documentElement.dataset.ready") == "true":
            return
        page.wait_for_timeout(50)
    raise AssertionError("the page did not get ready")


class Opened:
    """An open page, with everything it asked for and everything it complained about."""

    def __init__(
        self, browser: Any, path: Path, size: tuple[int, int], query: str, **how: Any
    ) -> None:
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            offline=True,
            has_touch=size[0] < _TOUCHED,
            reduced_motion="reduce",
            **how,
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.goto(path.as_uri() + query)
        wait_until_ready(self.page)

    def text(self, selector: str) -> str:
        return str(self.page.inner_text(selector))

    def count(self, selector: str) -> int:
        return int(self.page.locator(selector).count())

    def places(self) -> int:
        """Return how many places the map shows: single symbols, and what the rings count."""
        return self.count(".pin") + sum(
            map(int, self.page.locator(".mix text").all_text_contents())
        )

    def find(self, name: str) -> None:
        self.page.fill("#search", name)
        self.page.keyboard.press("Enter")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.textContent"))

    def in_sight(self, selector: str) -> bool:
        box = self.page.locator(selector).first.bounding_box()
        return bool(0 <= box["y"] < self.page.viewport_size["height"])


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Opened]]:
    """Open a page from a file; when the test ends it must have been silent and alone."""
    opened: list[tuple[Path, Opened]] = []

    def run(path: Path, size: tuple[int, int], query: str = "", **how: Any) -> Opened:
        opened.append((path, Opened(browser, path, size, query, **how)))
        return opened[-1][1]

    yield run
    for path, page in opened:
        asked = [url for url in page.requests if not url.startswith("data:")]
        page.context.close()
        assert [url.partition("?")[0] for url in asked] == [path.as_uri()]
        assert page.complaints == []


@pytest.fixture
def show(open_page: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Return what opens the planner page of a view; a test file may bring its own way."""

    def run(view: MapView, size: tuple[int, int] = _DESKTOP, query: str = "") -> Any:
        path = tmp_path / "planner.html"
        path.write_text(planner_page(view), encoding="utf-8", newline="\n")
        return open_page(path, size, query)

    return run


@pytest.fixture
def in_frame(browser: Any, tmp_path: Path) -> Callable[..., str]:
    """Show a page in a sandboxed frame of another one, click in it and read from it."""

    def run(inner: str, *, click: str, read: str) -> str:
        inner = inner.replace("&", "&amp;").replace('"', "&quot;")
        outer = tmp_path / "outer.html"
        outer.write_text(
            f'<iframe sandbox="allow-scripts" width=1200 height=700 srcdoc="{inner}"></iframe>',
            encoding="utf-8",
        )
        context = browser.new_context(offline=True)
        page = context.new_page()
        page.goto(outer.as_uri())
        frame = page.frame_locator("iframe")
        frame.locator(click).click()
        text = str(frame.locator(read).inner_text())
        context.close()
        return text

    return run
