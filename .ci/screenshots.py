"""
Make the pictures of the pages that the README shows, from a build of the shipped district.

    python .ci/screenshots.py [--built OUT] [--into .github]

Needs Playwright and Chromium (`pip install -e '.[test]'`). The same pages give the same pictures
on one machine; tests/maps/test_looks_browser.py makes them again and compares what they show.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
WIDEST = 960
COLOURS = 256
LARGEST = 150_000
BLOCK = 24
FAR = 8
"""By how many levels of 255 a block must be off to count."""

FLAGS = ("--no-sandbox", "--disable-gpu", "--force-color-profile=srgb", "--hide-scrollbars")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: which page, opened how."""

    name: str
    page: str
    size: tuple[int, int]
    query: str = ""
    click: tuple[str, ...] = ()


SHOTS = (
    Shot("planner.png", "planner.html", (1440, 900)),
    Shot("embed.png", "embed.html", (960, 600)),
    Shot("embed-phone.png", "embed.html", (390, 844)),
)


def take(browser: Any, built: Path, shot: Shot, css: str = "") -> bytes:  # noqa: ANN401 - Playwright has no types here
    """
    Return the picture of a page as it is on the screen.

    Parameters
    ----------
    css
        Rules to add before the picture is taken: what tests spoil the look with.
    """
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        offline=True,
        reduced_motion="reduce",
        locale="zh-CN",
        bypass_csp=bool(css),
    )
    try:
        page = context.new_page()
        page.goto((built / shot.page).as_uri() + shot.query)
        while page.evaluate("document.documentElement.dataset.ready") != "true":
            page.wait_for_timeout(50)
        for selector in shot.click:
            page.click(selector)
        if css:
            page.add_style_tag(content=css)
        page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
        page.wait_for_timeout(300)
        return bytes(page.screenshot(animations="disabled", caret="hide"))
    finally:
        context.close()


def small(picture: bytes) -> Image.Image:
    """Return a picture no wider than the README needs."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    if image.width > WIDEST:
        height = round(image.height * WIDEST / image.width)
        image = image.resize((WIDEST, height), Image.Resampling.LANCZOS)
    return image


def packed(image: Image.Image) -> bytes:
    """Return a PNG with few colours."""
    file = io.BytesIO()
    # few colours, but each zone keeps its own
    few = image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=4, dither=Image.Dither.NONE)
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


def difference(one: Image.Image, other: Image.Image) -> float:
    """
    Return which share of two pictures differs, from 0 to 1, compared block by block.

    A block counts by how far its mean colour is off: letters drawn a little otherwise do not tell.
    """
    size = (one.width // BLOCK, one.height // BLOCK)
    blocks = [i.convert("RGB").resize(size, Image.Resampling.BOX).tobytes() for i in (one, other)]
    off = [abs(a - b) for a, b in zip(*blocks, strict=True)]
    worst = [max(off[at : at + 3]) for at in range(0, len(off), 3)]
    return sum(value > FAR for value in worst) / len(worst)


def build(folder: Path) -> Path:
    """Build the shipped district."""
    sys.path.insert(0, str(ROOT))
    from maps.cli import main as zonemap  # noqa: PLC0415 - heavy

    out = folder / "out"
    if zonemap(["build", "--quiet", "--out", str(out)]):
        sys.exit(1)
    return out


def main() -> int:
    """Write the pictures; return 1 if one is too large."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the tests bring their own

    parser = argparse.ArgumentParser(description="Make the pictures that the README shows.")
    parser.add_argument("--built", type=Path, help="a finished build; without it one is made")
    parser.add_argument("--into", type=Path, default=ROOT / ".github")
    given = parser.parse_args()
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    large = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        built = (given.built or build(Path(folder))).resolve()
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        for shot in SHOTS:
            made = packed(small(take(browser, built, shot)))
            (given.into / shot.name).write_bytes(made)
            sys.stdout.write(f"{shot.name} {len(made) / 1000:.0f} kB\n")
            large += [shot.name] * (len(made) > LARGEST)
        browser.close()
    if large:
        sys.stdout.write(f"over {LARGEST / 1000:.0f} kB: {', '.join(large)}\n")
    return int(bool(large))


if __name__ == "__main__":
    sys.exit(main())
