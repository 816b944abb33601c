"""
The frame of a page: one Folium map in one file that asks the network for nothing.

Folium gives the map. All data travel in one JSON island, never through Folium's own popups and
layer names, which are compiled as Jinja and set as HTML; our scripts build everything from it with
`textContent` only. A Content-Security-Policy with the hashes of exactly these scripts and styles
keeps everything else from running.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template

from maps import assets, shapes
from maps.errors import PageError
from maps.strings import STRINGS
from maps.text import island_json, page_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from maps.view import MapView

MIN_ZOOM, MAX_ZOOM, START_ZOOM = 11, 19, 13
_NO_ZONE = "none"
_SCRIPT = re.compile(r'<script(?: type="text/plain" data-later)?>(.*?)</script>', re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_SCRIPT_HASHES, _STYLE_HASHES = "@@script-hashes@@", "@@style-hashes@@"


@dataclass(frozen=True, slots=True)
class Parts:
    """
    What a page is made of, apart from its data.

    Parameters
    ----------
    template
        Our template in `maps/templates`.
    scripts, styles
        Our files in `maps/static`, in the order in which they need each other.
    libraries
        Scripts and styles of others, ready to be inlined (see `maps.assets`).
    first
        Markup of ours that shows before the scripts run, in the place of the map; then the scripts
        wait for the first frame (see `static/first.js`).
    images
        Where images may come from, as Content-Security-Policy sources; none but `data:` if empty.
    grouped
        Whether Folium makes a group for each zone and kind; otherwise the page's script does.
    words
        Words of the page's own, in Chinese and English, which go before those of `maps.strings`.
    """

    template: str
    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    libraries: tuple[str, ...] = ()
    their_styles: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    first: str = ""
    grouped: bool = True
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)


class PageFigure(Figure):
    """
    The frame of the page in place of Folium's.

    Folium's header is left out on purpose: it forbids zooming on phones, and every piece of text
    in it would be compiled as Jinja once more.
    """

    def __init__(self, view: MapView, parts: Parts, data: Mapping[str, object]) -> None:
        self._template = Template(assets.template(parts.template))
        district = str(view.meta.get("district") or "")
        words = {**STRINGS, **parts.words}
        super().__init__(title=page_text(words["title"][0].format(district=district)))
        self.words = {key: page_text(pair[0]) for key, pair in words.items()}
        self.script_hashes, self.style_hashes = _SCRIPT_HASHES, _STYLE_HASHES
        self.images = " ".join(("data:", *parts.images))
        self.style = "\n".join((*parts.their_styles, assets.styles(parts.styles)))
        self.libraries = "\n".join(parts.libraries)
        self.first = parts.first
        self.waking = assets.scripts(["first.js"]) if parts.first else ""
        self.scripts = assets.scripts(parts.scripts)
        self.island = island_json(data)


class StartPage(MacroElement):
    """Hand the Folium map and its groups to our script."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "Zonemap.start({{ this._parent.get_name() }}, "
        "{{ '{' }}{% for key, group in this.groups.items() %}"
        "{{ key|tojson }}: {{ group.get_name() }}{{ ', ' if not loop.last }}"
        "{% endfor %}{{ '}' }});"
        "{% endmacro %}"
    )

    def __init__(self, groups: Mapping[str, folium.FeatureGroup]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "StartPage"
        self.groups = groups


def page(view: MapView, parts: Parts, data: Mapping[str, object]) -> str:
    """
    Return a page; the same view gives the same bytes.

    Raises
    ------
    PageError
        If there is neither a feature nor a zone to show, or a library is not installed.
    """
    figure = PageFigure(view, parts, data)
    figure.add_child(_folium_map(view, _group_keys(view) if parts.grouped else []))
    return _with_policy(_renamed(figure.render(), figure))


def _folium_map(view: MapView, keys: Sequence[str]) -> folium.Map:
    """Return the map with one group for each of `keys`."""
    west, south, east, north = extent_of(view)
    result = folium.Map(
        location=((south + north) / 2, (west + east) / 2),
        zoom_start=START_ZOOM,
        tiles=None,
        zoom_control=False,
        attributionControl=False,
        minZoom=MIN_ZOOM,
        maxZoom=MAX_ZOOM,  # given here: Folium drops max_zoom when there are no tiles
        zoomSnap=0.5,
        fadeAnimation=False,
    )
    # Assigned on the instance: the class's lists are shared by all maps of the process.
    result.default_js = []
    result.default_css = []
    # Our script puts them on the map: letting Folium do it would double the templates to compile.
    groups = {key: folium.FeatureGroup(name=key, control=False, show=False) for key in keys}
    for group in groups.values():
        group.add_to(result)
    result.add_child(StartPage(groups))
    return result


def _group_keys(view: MapView) -> list[str]:
    """Return `zone/kind` for what occurs; only plain words, for they become Jinja source."""
    found = set()
    for feature in view.features:
        given = shapes.properties(feature)
        words = (str(given.get("zone") or _NO_ZONE), str(given.get("kind") or "other"))
        for word in words:
            if not re.fullmatch(r"[A-Za-z0-9_-]+", word):
                raise PageError(f"功能区代码和类别应由字母、数字、_ 和 - 组成，得到 {word!r}")
        found.add("/".join(words))
    return sorted(found)


def extent_of(view: MapView) -> tuple[float, float, float, float]:
    """Return west, south, east, north of the district, or else of the zones and features."""
    district = shapes.geometry_of(view.backdrop.get("district"))
    if district is not None and not district.is_empty:
        west, south, east, north = district.bounds
        return west, south, east, north
    drawn = (shapes.geometry_of(item) for item in (*view.zones, *view.features))
    found = shapes.bounds_of(item for item in drawn if item is not None)
    if found is None:
        raise PageError("地图上应有功能区或至少一处项目，但两者都没有")
    return found


def _elements(element: Element) -> Iterator[Element]:
    """Walk an element and everything below it."""
    yield element
    for child in element._children.values():  # noqa: SLF001 - branca has no public walk
        yield from _elements(child)


def _renamed(page: str, figure: Figure) -> str:
    """Replace Folium's random ids by 0, 1, 2 … in order of appearance."""
    random_ids = {item._id for item in _elements(figure)}  # noqa: SLF001
    order: dict[str, str] = {}

    def number(found: re.Match[str]) -> str:
        if found[0] not in random_ids:  # 32 hex digits that stand in the data
            return found[0]
        return order.setdefault(found[0], str(len(order)))

    return re.sub(r"[0-9a-f]{32}", number, page)


def _with_policy(page: str) -> str:
    """Write the hashes of the inline scripts and styles into the page's policy."""
    for pattern, mark in ((_SCRIPT, _SCRIPT_HASHES), (_STYLE, _STYLE_HASHES)):
        hashes = (assets.csp_hash(found[1]) for found in pattern.finditer(page))
        page = page.replace(mark, " ".join(hashes), 1)
    return page
