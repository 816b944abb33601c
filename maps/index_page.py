"""
The page that shows the public map in a sandboxed frame and gives the code for other pages.

Its policy lets `file:` be framed as well as `'self'`: from a disk Chromium takes the one for the
other, which no standard asks of a browser; from a server no page can frame a file anyway.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from maps import assets, shapes
from maps.public import words_in
from maps.strings import text
from maps.text import island_json, page_text, plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maps.view import MapView

TEMPLATE = "index.html"
SCRIPTS = ("data.js", "index.js")
STYLES = ("common.css", "index.css")

PAGES = (("embed.html", "index_embed"), ("planner.html", "index_planner"))
PICTURES = (("overview.svg", "index_picture"),)
"""Path and key of the words for each file that is always made with this page."""

DATA = (
    ("geojson/points.geojson", "index_points"),
    ("geojson/lines.geojson", "index_lines"),
    ("geojson/polygons.geojson", "index_polygons"),
    ("geojson/zones.geojson", "index_outlines"),
    ("unlocated.csv", "index_unlocated"),
)
"""Files of the layers; linked where they are made beside the maps."""

_SLOT = re.compile(r"@@(\w+)(?::(\w+))?@@")


def index_page(view: MapView) -> str:
    """Return the page; the same view gives the same bytes."""
    template = assets.template(TEMPLATE)
    script, style = assets.static_all(SCRIPTS), assets.static_all(STYLES)
    files = [*PAGES, *PICTURES, *(DATA if view.layers else ())]
    district = plain_text(view.meta.get("district") or "")
    island = {
        "text": words_in((template, script, " ".join(key for _, key in files))),
        "district": district,
        "district_en": plain_text(view.meta.get("district_en") or ""),
        "attribution": plain_text(view.meta.get("attribution") or text("attribution")),
        "zones": [_zone(shapes.properties(feature)) for feature in view.zones],
        "files": files,
    }
    parts = {
        "title": page_text(text("index_title", district=district)),
        "script_hash": assets.csp_hash(script),
        "style_hash": assets.csp_hash(style),
        "script": script,
        "style": style,
        "island": island_json(island),
    }
    return _filled(template, parts)


def _zone(given: Mapping[str, object]) -> dict[str, str]:
    name = plain_text(given.get("name") or "")
    return {
        "code": plain_text(given.get("code") or ""),
        "name": name,
        "name_en": plain_text(given.get("name_en") or name),
    }


def _filled(template: str, parts: Mapping[str, str]) -> str:
    """Fill a template in one pass, so that nothing in a filling is taken for a slot."""

    def fill(slot: re.Match[str]) -> str:
        return page_text(text(slot[2])) if slot[1] == "word" else parts[slot[1]]

    return _SLOT.sub(fill, template)
