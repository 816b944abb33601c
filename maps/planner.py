"""The planner page: everything that is known, for people who work with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps import assets, basemaps
from maps.page import Parts, page
from maps.payload import page_data

if TYPE_CHECKING:
    from maps.view import MapView

SCRIPTS = (
    "data.js",
    "items.js",
    "symbols.js",
    "backdrop.js",
    "labels.js",
    "history.js",
    "links.js",
    "popup.js",
    "clusters.js",
    "crowds.js",
    "features.js",
    "filters.js",
    "permalink.js",
    "legend.js",
    "panel.js",
    "search.js",
    "tools.js",
    "table_columns.js",
    "table_rows.js",
    "table.js",
    "summary.js",
    "export.js",
    "timeline.js",
    "ground.js",
    "measure.js",
    "sheet.js",
    "keys.js",
    "print.js",
    "gcj02.js",
    "basemaps.js",
    "planner.js",
)
"""Our own scripts, in the order in which they need each other."""

FOR_BASEMAPS = frozenset({"gcj02.js", "basemaps.js", "basemaps.css"})
"""What a page without basemaps is without."""

STYLES = (
    "common.css",
    "planner.css",
    "table.css",
    "summary.css",
    "timeline.css",
    "measure.css",
    "basemaps.css",
    "print.css",
)


def planner_page(view: MapView) -> str:
    """
    Return the planner page; the same view gives the same bytes.

    Raises
    ------
    PageError
        If there is neither a feature nor a zone to show, or Leaflet is not installed.
    """
    parts = Parts(
        template="planner.html",
        scripts=_needed(SCRIPTS, view),
        styles=_needed(STYLES, view),
        libraries=(assets.leaflet("leaflet.js"), assets.clusters("leaflet.markercluster.js")),
        their_styles=(assets.leaflet("leaflet.css"), assets.clusters("MarkerCluster.css")),
        images=basemaps.images(view.basemaps),
    )
    data = page_data(view)
    if view.basemaps:
        data["basemaps"] = basemaps.page_rows(view.basemaps)
    return page(view, parts, data)


def _needed(names: tuple[str, ...], view: MapView) -> tuple[str, ...]:
    """Return the files that the page of a view needs."""
    return tuple(name for name in names if view.basemaps or name not in FOR_BASEMAPS)
