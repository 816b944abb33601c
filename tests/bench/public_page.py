"""
Compare the public page with what Folium and GeoDataFrame.explore make of the same features.

    python tests/bench/public_page.py OUT [--slack 1.0]

OUT is a finished build. Bytes are counted as they travel (gzipped), with every script and style
inside on both sides; requests as Chromium makes them with the network cut; time from the opening of
the page to the first feature on the screen, from files, by turns. The texts of what Folium loads
from other servers are those that the package folium-offline carries.

Needs `pip install folium-offline mapclassify playwright` and Chromium.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

LARGEST_SHARE, LONGEST_SHARE = 1 / 5, 1 / 2
ROUNDS = 7
FIELDS = ("label", "kind_zh", "zone_zh", "stage_zh", "year")
FAMILIES = ("points", "lines", "polygons")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ASSET = re.compile(
    r'<script[^>]*\ssrc="(?P<script>http[^"]+)"[^>]*>\s*</script>'
    r'|<link[^>]*\shref="(?P<style>http[^"]+)"[^>]*>'
)

FIRST_DRAWN = """() => {
  const drawn = ".leaflet-marker-icon, .leaflet-pane path.leaflet-interactive, .first .spot";
  const observer = new MutationObserver(() => {
    if (!document.querySelector(drawn)) return;
    observer.disconnect();
    // the end of the frame that shows it, before whatever the page does next
    const seen = () => { window.firstDrawn = performance.now(); };
    requestAnimationFrame(() => scheduler.postTask(seen, { priority: "user-blocking" }));
  });
  observer.observe(document, { childList: true, subtree: true });
}"""


def features(out: Path) -> dict[str, Any]:
    """Return every feature of a build with the properties that a tooltip shows."""
    found = [
        {
            "type": "Feature",
            "geometry": feature["geometry"],
            "properties": {name: feature["properties"][name] for name in FIELDS},
        }
        for family in FAMILIES
        for feature in json.loads((out / "geojson" / f"{family}.geojson").read_text("utf-8"))[
            "features"
        ]
    ]
    return {"type": "FeatureCollection", "features": found}


def with_folium(collection: dict[str, Any]) -> str:
    """Return a plain Folium page."""
    import folium  # noqa: PLC0415 - only one of two ways

    page = folium.Map(tiles=None)
    tooltip = folium.GeoJsonTooltip(fields=list(FIELDS))
    layer = folium.GeoJson(collection, tooltip=tooltip).add_to(page)
    (south, west), (north, east) = layer.get_bounds()
    page.fit_bounds([[south or 0, west or 0], [north or 0, east or 0]])
    return str(page.get_root().render())


def with_explore(collection: dict[str, Any]) -> str:
    """Return the page of GeoDataFrame.explore."""
    from geopandas import GeoDataFrame  # noqa: PLC0415 - only one of two ways

    frame = GeoDataFrame.from_features(collection, crs="EPSG:4326")
    return str(frame.explore(tooltip=list(FIELDS), tiles=None).get_root().render())


def inlined(page: str) -> str:
    """Return a page with the texts of everything that it would load."""
    from offlinefolium.elements import _res  # noqa: PLC0415 - large

    def put(found: re.Match[str]) -> str:
        if found["script"]:
            source = str(_res[found["script"]]).replace("</script", r"<\/script")
            return f"<script>{source}</script>"
        return f"<style>{_res[found['style']]}</style>"

    return ASSET.sub(put, page)


def opened(browser: Any, path: Path) -> tuple[int, float]:
    """Return how often a page asked for something, and after how long (ms) a feature was seen."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, offline=True, reduced_motion="reduce"
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(f"({FIRST_DRAWN})()")
    page.goto(path.as_uri(), wait_until="load")
    drawn = 0.0
    if not [url for url in asked if url.startswith("http")]:
        page.wait_for_function("window.firstDrawn > 0")
        drawn = float(page.evaluate("window.firstDrawn"))
    context.close()
    return sum(url.startswith("http") for url in asked), drawn


def measure(out: Path) -> dict[str, tuple[int, int, float]]:
    """Return of each page its gzipped bytes, its requests and its median time in ms."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - after the checks of arguments

    collection = features(out)
    plain = {"Folium": with_folium(collection), "explore": with_explore(collection)}
    whole = {"ours": (out / "embed.html").read_text(encoding="utf-8")}
    whole |= {name: inlined(page) for name, page in plain.items()}
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with tempfile.TemporaryDirectory() as given, sync_playwright() as playwright:
        folder = Path(given)
        for name in whole:
            (folder / f"{name}.html").write_text(whole[name], encoding="utf-8")
            (folder / f"{name}-plain.html").write_text(plain.get(name, whole[name]), "utf-8")
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        requests = {name: opened(browser, folder / f"{name}-plain.html")[0] for name in whole}
        times: dict[str, list[float]] = {name: [] for name in whole}
        for turn in range(ROUNDS + 1):  # by turns; the first only warms up
            for name in whole:
                drawn = opened(browser, folder / f"{name}.html")[1]
                if turn:
                    times[name].append(drawn)
        browser.close()
    return {
        name: (
            len(gzip.compress(text.encode(), 9, mtime=0)),
            requests[name],
            statistics.median(times[name]),
        )
        for name, text in whole.items()
    }


def main() -> int:
    """Return 0 if the public page is small, quiet and quick enough."""
    parser = argparse.ArgumentParser(description="Compare the public page with its peers.")
    parser.add_argument("out", type=Path, help="a finished build")
    parser.add_argument(
        "--slack", type=float, default=1.0, help="share of the demand on time that is kept up"
    )
    given = parser.parse_args()
    measured = measure(given.out)
    size, requests, drawn = measured.pop("ours")
    sys.stdout.write(f"embed.html {size / 1000:.0f} kB, {requests} requests, {drawn:.0f} ms\n")
    held = requests == 0
    for name, (its_size, its_requests, its_drawn) in measured.items():
        share, wait = size / its_size, drawn / its_drawn
        sys.stdout.write(
            f"{name} {its_size / 1000:.0f} kB, {its_requests} requests, {its_drawn:.0f} ms: "
            f"bytes {share:.3f} (at most {LARGEST_SHARE:.2f}), "
            f"first feature {wait:.2f} (at most {LONGEST_SHARE / given.slack:.2f})\n"
        )
        held &= share <= LARGEST_SHARE and wait <= LONGEST_SHARE / given.slack
    return int(not held)


if __name__ == "__main__":
    sys.exit(main())
