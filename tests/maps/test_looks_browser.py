"""The kept pictures still show what the pages look like, and a broken look is told from them."""

from __future__ import annotations

import importlib.util
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.browser

TOLERANCE = 0.03
"""Which share of the blocks may differ: fonts and versions of Chromium draw a little otherwise."""

SYMBOLS = ".leaflet-marker-icon { display: none !important }"
SPOILED = {
    "planner.png": {
        "no panel": ".panel { visibility: hidden }",
        "no map": ".folium-map { visibility: hidden }",
        "no symbols": SYMBOLS,
        "no legend": ".legend, .tree, .switch { display: none !important }",
        "other colours": ".folium-map { filter: hue-rotate(120deg) saturate(2) }",
    },
    "embed.png": {
        "no map": ".folium-map { visibility: hidden }",
        "no bar": ".bar { visibility: hidden }",
        "no legend": ".key { visibility: hidden }",
        "no symbols": SYMBOLS,
    },
    "embed-phone.png": {
        "no map": ".folium-map { visibility: hidden }",
        "no symbols": SYMBOLS,
    },
}


@pytest.fixture(scope="module")
def studio(root: Path) -> Any:
    """Return the command that made the kept pictures."""
    spec = importlib.util.spec_from_file_location("screenshots", root / ".ci/screenshots.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def kept(root: Path, studio: Any) -> dict[str, Image.Image]:
    return {shot.name: Image.open(root / ".github" / shot.name) for shot in studio.SHOTS}


@pytest.fixture(scope="module")
def still(browser: Any, chromium: str, studio: Any) -> Iterator[Any]:
    """Return a browser started as the command starts it."""
    running = browser.browser_type.launch(executable_path=chromium, args=list(studio.FLAGS))
    yield running
    running.close()


def test_the_pages_look_as_in_the_kept_pictures(
    still: Any, studio: Any, kept: dict[str, Image.Image], shipped_output: Path
) -> None:
    for shot in studio.SHOTS:
        now = studio.small(studio.take(still, shipped_output, shot))
        assert now.size == kept[shot.name].size
        off = studio.difference(now, kept[shot.name])
        assert off <= TOLERANCE, f"{shot.name}: run .ci/screenshots.py if this is wanted"


def test_a_broken_look_differs_by_more(
    still: Any, studio: Any, kept: dict[str, Image.Image], shipped_output: Path
) -> None:
    for shot in studio.SHOTS:
        for what, css in SPOILED[shot.name].items():
            now = studio.small(studio.take(still, shipped_output, shot, css))
            assert studio.difference(now, kept[shot.name]) > TOLERANCE, f"{shot.name}: {what}"


def test_a_blank_part_is_told_and_moved_letters_are_not(
    studio: Any, kept: dict[str, Image.Image]
) -> None:
    for image in kept.values():
        whole = image.convert("RGB")
        moved = whole.copy()
        moved.paste(whole, (1, 0))
        assert studio.difference(whole, moved) <= TOLERANCE
        width, height = whole.size
        blank = whole.copy()
        blank.paste((255, 255, 255), (width // 2, height // 3, width * 4 // 5, height * 2 // 3))
        assert studio.difference(whole, blank) > TOLERANCE


def test_the_kept_pictures_are_small(root: Path, studio: Any) -> None:
    for shot in studio.SHOTS:
        data = (root / ".github" / shot.name).read_bytes()
        assert len(data) <= studio.LARGEST
        assert studio.small(data).size[0] <= studio.WIDEST
        assert Image.open(io.BytesIO(data)).mode == "P"
