"""
Measure the planner page with very many places: its build, and how it opens, moves and filters.

    python tests/bench/big_layers.py [--places 100000] [--chromium PATH]

The places are made up: points, lines and areas over a district of the shipped one's size, with all
the properties that real ones have. Beside the time on the clock stands the time that the program,
or the page's main thread, was at work: other programs do not lengthen it, and it is what is judged.
Of what is done several times the shortest counts.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from layers.histories import Event
from maps.planner import planner_page
from maps.view import MapView

ZONES = ("alpha", "beta", "gamma", "delta", "epsilon")
KINDS = ("plot", "road_segment", "park", "residential", "school", "metro_station", "other")
STAGES = ("proposed", "started", "building", "done", "existing", None)
METHODS = ("place", "bounds", "crossing", "address", "stretch", "stretch_partial")
WEST, SOUTH, WIDE, HIGH = 121.38, 31.08, 0.10, 0.14
RADII = (40.0, 80.0, 180.0, 450.0, 900.0, None)

TRIES = 3
BOUNDS = {
    "build_s": 60.0,
    "build_mb": 2000.0,
    "open_s": 12.0,
    "pan_ms": 250.0,
    "zoom_ms": 600.0,
    "filter_ms": 1500.0,
    "search_ms": 1000.0,
}


def _geometry(dice: random.Random, number: int) -> dict[str, Any]:
    """Return a point, a line or an area, by turns."""
    lon, lat = WEST + WIDE * dice.random(), SOUTH + HIGH * dice.random()
    if number % 3 == 0:
        return {"type": "Point", "coordinates": [lon, lat]}
    if number % 3 == 1:
        turn, line = dice.uniform(0, 6.3), []
        for step in range(8):
            turn += dice.uniform(-0.4, 0.4)
            line.append(
                [lon + 0.0006 * step * math.cos(turn), lat + 0.0006 * step * math.sin(turn)]
            )
        return {"type": "LineString", "coordinates": line}
    size = dice.uniform(0.0003, 0.0012)
    ring = [
        [lon + size * math.cos(a / 9 * 2 * math.pi), lat + size * math.sin(a / 9 * 2 * math.pi)]
        for a in range(9)
    ]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def _properties(dice: random.Random, number: int) -> dict[str, Any]:
    """Return the flat properties of one place."""
    zone = ZONES[int(5 * dice.random())]
    stage = dice.choice(STAGES)
    start = dice.randrange(90_000)
    return {
        "id": f"XH{number:06d}",
        "name": f"项目{number}",
        "label": f"第{number}号项目（{number % 97}-{number % 89}地块）",
        "name_en": None,
        "aliases": f"{number}项目;老{number}号" if number % 4 == 0 else "",
        "kind": KINDS[number % len(KINDS)],
        "kind_zh": "某类",
        "zone": zone,
        "zone_zh": f"{zone}区",
        "zone_reported": f"{zone}区",
        "zone_spatial": zone,
        "zone_agrees": number % 11 != 0,
        "zone_gap_m": 0 if number % 11 else 1200,
        "stage": stage,
        "stage_zh": stage,
        "status": "在建" if stage == "building" else None,
        "year": str(2020 + number % 7),
        "parent": None,
        "road_name": f"{number % 400}号路" if number % 3 == 1 else None,
        "from_road": f"{number % 399}号路" if number % 3 == 1 else None,
        "to_road": f"{number % 397}号路" if number % 3 == 1 else None,
        "address": None,
        "method": dice.choice(METHODS),
        "accuracy_m": dice.choice(RADII),
        "runner_up": f"place 别处{number}（{start} m）",
        "source": "OSM",
        "source_id": f"way/{100_000_000 + number}",
        "snapshot": "2026-03-08",
        "report": "004",
        "table_ref": "表3",
        "evidence": f"003:表3@{start}-{start + 9};004@{start + 20}-{start + 31}",
        "first_seen": "003",
        "last_seen": "004",
        "note": None,
    }


def crowd(count: int) -> MapView:
    """Return a map of `count` made-up places; the same for the same count."""
    dice = random.Random(count)
    features = [
        {
            "type": "Feature",
            "geometry": _geometry(dice, number),
            "properties": _properties(dice, number),
        }
        for number in range(count)
    ]
    zones = []
    for order, code in enumerate(ZONES):
        low, high = SOUTH + HIGH * order / 5, SOUTH + HIGH * (order + 1) / 5
        ring = [[WEST, low], [WEST + WIDE, low], [WEST + WIDE, high], [WEST, high], [WEST, low]]
        zones.append(
            {
                "type": "Feature",
                "geometry": {"type": "Polygon", "coordinates": [ring]},
                "properties": {"code": code, "name": f"{code}区", "name_en": code.title()},
            }
        )
    histories = {
        f"XH{number:06d}": (
            Event("2024", 2024, False, "started", "开工", "003", "表3", 10, 12),
            Event("2025", 2025, False, "building", "在建", "004", "", 10, 12),
        )
        for number in range(0, count, 3)
    }
    return MapView(features, zones, meta={"district": "某区"}, histories=histories)


Times = tuple[float, float]
"""On the clock, and at work."""


def built(count: int, path: Path) -> dict[str, Times]:
    """Write the page of `count` places; return what that took."""
    view = crowd(count)
    clock, work = time.perf_counter(), time.process_time()
    page = planner_page(view)
    taken = time.perf_counter() - clock, time.process_time() - work
    path.write_text(page, encoding="utf-8", newline="\n")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = path.stat().st_size / 1e6
    return {"build_s": taken, "build_mb": (peak, peak), "page_mb": (size, size)}


STEP = """
async (run) => {
  const start = performance.now();
  await (new Function("Z", run))(Zonemap);
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}
"""
"""Run something in the page and return the milliseconds until it is painted."""

TYPE = "const box = Z.id('search'); box.value = '{}'; box.dispatchEvent(new Event('input'))"
STEPS = {
    "filter_ms": "Z.switch('group', Z.features.slice(0, 7).map((item) => item.group), false)",
    "filter_back_ms": "Z.clearFilters()",
    "stage_ms": "Z.setMoment((event) => event.at <= 2024)",
    "stage_back_ms": "Z.setMoment(null)",
    "zoom_ms": "Z.map.setView([31.15, 121.43], 16, {animate: false})",
    "pan_ms": "Z.map.panBy([300, 200], {animate: false})",
    "zoom_14_ms": "Z.map.setView([31.15, 121.43], 14, {animate: false})",
    "pan_14_ms": "Z.map.panBy([300, 200], {animate: false})",
    "search_ms": TYPE.format("号项目"),
    "select_ms": "Z.emit('find', Z.features[12345 % Z.features.length])",
}


COUNTS = {
    "heap_mb": "performance.memory.usedJSHeapSize / 1e6",
    "nodes": "document.querySelectorAll('*').length",
}


def opened(path: Path, chromium: str) -> dict[str, Times]:
    """Open the page in Chromium and return what each step takes."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a build needs no browser

    flags = ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        page = browser.new_context(
            viewport={"width": 1440, "height": 900}, offline=True, reduced_motion="reduce"
        ).new_page()
        page.set_default_timeout(180_000)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})

        def work() -> float:
            metrics = session.send("Performance.getMetrics")["metrics"]
            return float(next(item["value"] for item in metrics if item["name"] == "TaskDuration"))

        def timed(run: str) -> Times:
            before = work()
            clock = page.evaluate(STEP, run)
            return clock, 1000 * (work() - before)

        start = time.perf_counter()
        page.goto(path.as_uri())
        page.wait_for_function("document.documentElement.dataset.ready === 'true'")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        found: dict[str, Times] = {"open_s": (time.perf_counter() - start, work())}
        found["first_search_ms"] = timed(TYPE.format("第777"))
        for name, run in [*STEPS.items()] * TRIES:
            clock, own = timed(run)
            least = found.get(name, (math.inf, math.inf))
            found[name] = min(clock, least[0]), min(own, least[1])
        session.send("HeapProfiler.collectGarbage")
        for name, run in COUNTS.items():
            value = float(page.evaluate(run))
            found[name] = value, value
        browser.close()
    return found


def main() -> int:
    """Return 0 if everything stays within its bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=100_000)
    parser.add_argument("--chromium", default=shutil.which("chromium") or "")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "planner.html"
        found = built(given.places, path) | opened(path, given.chromium)
    sys.stdout.write(f"{'':16} {'clock':>10} {'at work':>10}\n")
    for name, (clock, own) in found.items():
        bound = f"  (at most {BOUNDS[name]:g})" if name in BOUNDS else ""
        sys.stdout.write(f"{name:16} {clock:10.1f} {own:10.1f}{bound}\n")
    return int(any(found[name][1] > bound for name, bound in BOUNDS.items()))


if __name__ == "__main__":
    sys.exit(main())
