"""The page that shows the public map: what it links, and that it runs nothing but its own."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from maps.assets import csp_hash
from maps.index_page import index_page
from maps.strings import STRINGS

if TYPE_CHECKING:
    from pathlib import Path

    from maps.view import MapView

ISLAND = re.compile(r'<script type="application/json" id="zonemap-data">(.*?)</script>', re.DOTALL)


def linked(page: str) -> list[str]:
    found = ISLAND.search(page)
    assert found is not None
    return [path for path, _ in json.loads(found[1])["files"]]


def test_the_same_view_gives_the_same_bytes(small_view: MapView) -> None:
    assert index_page(small_view) == index_page(small_view)


def test_the_policy_allows_this_page_and_a_frame_beside_it(small_view: MapView) -> None:
    page = index_page(small_view)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["frame-src"] == "'self' file:"
    for tag in ("script", "style"):
        inline = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert rules[f"{tag}-src"].split() == [csp_hash(text) for text in inline]
    assert 'sandbox="allow-scripts"' in page
    assert "allow-same-origin" not in page


def test_every_file_that_it_links_is_in_a_whole_build(shipped_output: Path) -> None:
    paths = linked((shipped_output / "index.html").read_text(encoding="utf-8"))
    assert "geojson/zones.geojson" in paths
    assert [path for path in paths if not (shipped_output / path).is_file()] == []


def test_without_layers_only_pages_and_picture_are_linked(small_view: MapView) -> None:
    assert linked(index_page(small_view)) == ["embed.html", "planner.html", "overview.svg"]
    view = replace(small_view, layers=True)
    assert len(linked(index_page(view))) == 8


def test_every_text_that_it_asks_for_is_bundled(small_view: MapView) -> None:
    page = index_page(small_view)
    found = ISLAND.search(page)
    assert found is not None
    words = json.loads(found[1])["text"]
    asked = re.findall(
        r"\bt\(\"(\w+)\"[,)]|\? \"(\w+)\" : \"(\w+)\"|data-t(?:-\w+)?=\"(\w+)\"", page
    )
    keys = {key for group in asked for key in group if key in STRINGS}
    keys |= {key for _, key in json.loads(found[1])["files"]} | {"title"}
    assert keys <= set(words["zh"]["ui"])
    assert set(words["en"]["ui"]) == set(words["zh"]["ui"])
    assert "@@" not in page


def test_a_hostile_district_is_inert(small_view: MapView) -> None:
    name = "</title><script>window.hacked=1</script>@@script@@"
    page = index_page(replace(small_view, meta={"district": name}))
    assert "<script>window.hacked" not in page
    assert "&lt;/title&gt;" in page
    assert page.count("\n<script>") == 1
