"""
The symbols of QGIS as XML: layers of a symbol with fixed and computed properties.

Written with the elements that all versions from 3.4 read: `prop` for a fixed property, `Option` for
a computed one. Sizes are millimetres, so that paper and screen look alike.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from maps import gis_looks, styles
from maps import qml_expressions as say
from maps.gis_looks import EDGE, WHITE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PX = 25.4 / 96
"""Millimetres in one pixel of the pages."""

SYMBOL_MM, SMALL_MM = 5.0, 2.7
NEAR, FAR = 12_000, 60_000
"""Symbols shrink between these scales."""

_NEAR_ENOUGH = "coalesce(@map_scale, 1) < 30000"
"""While there is room for signs and for the halos that say less."""

SIZE = (
    f"coalesce(scale_linear(@map_scale, {NEAR}, {FAR}, {SYMBOL_MM:g}, {SMALL_MM:g}), {SYMBOL_MM:g})"
)
FACTORS = {
    "square": 0.9, "circle": 1.0, "equilateral_triangle": 1.36, "diamond": 1.24, "hexagon": 1.08,
}  # fmt: skip
"""How large a shape is drawn so that all look equally large."""


def key_of(*path: object) -> str:
    """Return a key that is the same in every run."""
    name = ":".join(map(str, path))
    return f"{{{uuid.uuid5(uuid.NAMESPACE_URL, f'zonemap:{name}')}}}"


def rgba(colour: str, opacity: float = 1.0) -> str:
    """
    Return a colour as QGIS writes it.

    >>> rgba("#A3401F", 0.5)
    '163,64,31,128'
    """
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return ",".join(map(str, [*parts, round(255 * opacity)]))


def mm(pixels: float) -> str:
    """Return pixels of the pages as millimetres."""
    return f"{round(pixels * PX, 3):g}"


def symbol(kind: str, name: str, layers: Iterable[Element]) -> Element:
    """Return a symbol of kind `marker`, `line` or `fill`."""
    found = Element(
        "symbol",
        {"type": kind, "name": name, "alpha": "1", "clip_to_extent": "1", "force_rhr": "0"},
    )
    found.extend(layers)
    for order, layer in enumerate(found):
        for inner in layer.findall("symbol"):
            inner.set("name", f"@{name}@{order}")
    return found


def layer(
    what: str,
    fixed: Mapping[str, str],
    computed: Mapping[str, str] | None = None,
    inner: Element | None = None,
) -> Element:
    """
    Return a layer of a symbol.

    Parameters
    ----------
    what
        The class, such as `SimpleMarker`.
    fixed, computed
        Property to its value, and to the expression that computes it.
    inner
        The symbol that this layer repeats.
    """
    found = Element("layer", {"class": what, "enabled": "1", "locked": "0", "pass": "0"})
    for key, value in fixed.items():
        SubElement(found, "prop", {"k": key, "v": value})
    if computed:
        found.append(computed_properties("data_defined_properties", computed))
    if inner is not None:
        found.append(inner)
    return found


def computed_properties(tag: str, computed: Mapping[str, str]) -> Element:
    """Return the element that holds computed properties."""
    found = Element(tag)
    whole = SubElement(found, "Option", {"type": "Map"})
    SubElement(whole, "Option", {"name": "name", "type": "QString", "value": ""})
    table = SubElement(whole, "Option", {"name": "properties", "type": "Map"})
    for key, expression in computed.items():
        entry = SubElement(table, "Option", {"name": key, "type": "Map"})
        SubElement(entry, "Option", {"name": "active", "type": "bool", "value": "true"})
        SubElement(entry, "Option", {"name": "expression", "type": "QString", "value": expression})
        SubElement(entry, "Option", {"name": "type", "type": "int", "value": "3"})
    SubElement(whole, "Option", {"name": "type", "type": "QString", "value": "collection"})
    return found


def marker_layers(
    colour: styles.ZoneColour, shape: str, sign: str, stage: str, accuracy: str
) -> list[Element]:
    """
    Return the layers of a symbol: halo, ring, body and sign.

    A legend computes nothing that needs a row, and never `enabled`: there a zone is the plain body.

    Parameters
    ----------
    colour
        The zone's.
    shape, sign, stage, accuracy
        Expressions: of the row where it is drawn, fixed words in the legend.
    """
    size = f"{SIZE} * coalesce({say.picked(FACTORS, f'({shape})')}, 1)"
    grown = say.picked({"fair": 1.39, "coarse": 1.71}, f"({accuracy})")
    active = f"({stage}) = 'active'"
    hollow = f"({stage}) IN ('planned', 'unstated')"
    halo = layer(
        "SimpleMarker",
        {
            "name": "circle", "color": rgba(colour.fill, 0.16), "size": "0",
            "outline_color": rgba(colour.fill, 0.75), "outline_width": mm(1),
        },
        {
            "enabled": f"({accuracy}) = 'coarse' OR ({accuracy}) = 'fair' AND {_NEAR_ENOUGH}",
            "size": f"{SIZE} * coalesce({grown}, 0)",
            "outlineStyle": say.picked({"fair": "solid", "coarse": "dash"}, f"({accuracy})"),
        },
    )  # fmt: skip
    ring = layer(
        "SimpleMarker",
        {
            "name": "circle", "color": rgba(WHITE), "size": "0",
            "outline_color": rgba(colour.strong), "outline_width": mm(1.8), "joinstyle": "miter",
        },
        {
            "enabled": active,
            "name": shape,
            "size": f"{size} * if({active}, 1.25, 0)",
        },
    )  # fmt: skip
    edge = {
        "planned": rgba(colour.strong), "unstated": rgba(colour.strong), "existing": rgba(EDGE),
        "active": rgba(colour.fill), "done": rgba(WHITE),
    }  # fmt: skip
    width = {"planned": 0.42, "unstated": 0.3, "existing": 0.45, "active": 0.2, "done": 0.3}
    body = layer(
        "SimpleMarker",
        {
            "name": "circle", "color": rgba(colour.fill), "size": f"{SYMBOL_MM:g}",
            "outline_color": rgba(WHITE), "outline_width": mm(1.6), "joinstyle": "miter",
            "cap_style": "flat",
        },
        {
            "name": shape,
            "size": f"{size} * if({active}, 0.92, 1)",
            "fillColor": f"if({hollow}, '255,255,255', {say.quoted(rgba(colour.fill))})",
            "outlineColor": say.picked(edge, f"({stage})"),
            "outlineWidth": say.picked(width, f"({stage})"),
            "outlineStyle": f"if(({stage}) = 'planned' AND {_NEAR_ENOUGH}, 'dash', 'solid')",
        },
    )  # fmt: skip
    letter = layer(
        "FontMarker",
        {
            "font": gis_looks.FONTS[0], "chr": " ",
            "color": rgba(colour.ink), "size": f"{SYMBOL_MM * 0.52:g}", "outline_width": "0",
        },
        {
            "enabled": _NEAR_ENOUGH,
            "char": sign,
            "fillColor": f"if({hollow}, '{rgba(colour.strong)}', '{rgba(colour.ink)}')",
            "size": f"{SIZE} * if(({shape}) = 'equilateral_triangle', 0.44, 0.52)",
        },
    )  # fmt: skip
    return [halo, ring, body, letter]


def line_layer(
    colour: str,
    width: float | str,
    enabled: str = "",
    *,
    opacity: float = 1.0,
    dash: str = "",
    cap: str = "round",
) -> Element:
    """
    Return a stroke.

    Parameters
    ----------
    colour, opacity
        Of the stroke.
    width
        Pixels of the pages, or the expression of millimetres.
    enabled
        The expression that it is drawn; blank: always.
    dash
        The expression of the dashes, `;` between lengths in millimetres; blank: solid.
    cap
        The ends of the stroke and of its dashes.
    """
    fixed = {
        "line_color": rgba(colour, opacity), "line_style": "solid", "joinstyle": "round",
        "capstyle": cap, "line_width": mm(width) if isinstance(width, float | int) else mm(3),
    }  # fmt: skip
    computed = {"enabled": enabled} if enabled else {}
    if isinstance(width, str):
        computed["outlineWidth"] = width
    if dash:
        fixed |= {"use_custom_dash": "1", "customdash": "2;1", "customdash_unit": "MM"}
        computed["customDash"] = dash
    return layer("SimpleLine", fixed, computed)


def dashes(table: Mapping[str, Sequence[float]], key: str) -> str:
    """Return the expression that looks dashes up, given in pixels of the pages."""
    return say.picked({name: ";".join(map(mm, steps)) for name, steps in table.items()}, key)
