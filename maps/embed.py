"""The public page: a calm map for an iframe, with nothing on it that is not for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps import assets
from maps.first_look import first_look
from maps.page import Parts, extent_of, page
from maps.public import public_data

if TYPE_CHECKING:
    from maps.view import MapView

TEMPLATE = "embed.html"

SCRIPTS = (
    "data.js",
    "items.js",
    "symbols.js",
    "backdrop.js",
    "labels.js",
    "clusters.js",
    "crowds.js",
    "features.js",
    "embed_choice.js",
    "embed_theme.js",
    "embed_words.js",
    "embed_chips.js",
    "embed_card.js",
    "embed_list.js",
    "embed_height.js",
    "embed.js",
)
"""Our own scripts, in the order in which they need each other."""

STYLES = ("common.css", "embed.css")


def embed_page(view: MapView) -> str:
    """
    Return the public page; the same view gives the same bytes.

    Raises
    ------
    PageError
        If there is neither a feature nor a zone to show, or Leaflet is not installed.
    """
    sources = (assets.static_all(SCRIPTS), assets.template(TEMPLATE))
    parts = Parts(
        template=TEMPLATE,
        scripts=SCRIPTS,
        styles=STYLES,
        libraries=(assets.leaflet("leaflet.js"), assets.clusters("leaflet.markercluster.js")),
        their_styles=(assets.leaflet("leaflet.css"), assets.clusters("MarkerCluster.css")),
        grouped=False,
        first=first_look(view, extent_of(view)),
    )
    return page(view, parts, public_data(view, sources))
