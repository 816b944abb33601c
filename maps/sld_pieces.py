"""The pieces of an SLD in the order that Symbology Encoding asks for: rules, marks, strokes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from maps.gis_looks import FONTS, WHITE
from maps.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

MARKS = {
    "square": ("square", 0, 0.9),
    "circle": ("circle", 0, 1.0),
    "triangle": ("triangle", 0, 1.1),
    "diamond": ("square", 45, 0.8),
    "hexagon": ("star", 0, 1.3),
}
"""Shape to the standard mark, how far it is turned and how large it is."""

SYMBOL_PX = 14.0


def rule(title: str, condition: Element | None, *symbolizers: Element, up_to: int = 0) -> Element:
    """Return a rule; without a condition it is for all, `up_to` is the scale it begins at."""
    found = Element("se:Rule")
    SubElement(found, "se:Name").text = title
    SubElement(SubElement(found, "se:Description"), "se:Title").text = title
    if condition is not None:
        SubElement(found, "ogc:Filter").append(condition)
    if up_to:
        SubElement(found, "se:MaxScaleDenominator").text = str(up_to)
    found.extend(symbolizers)
    return found


def symbolizer(tag: str, *parts: Element) -> Element:
    """Return a symbolizer from its parts, which stand in the right order."""
    found = Element(tag)
    found.extend(parts)
    return found


def line(stroke: Element) -> Element:
    """Return the symbolizer of a line."""
    return symbolizer("se:LineSymbolizer", stroke)


def mark(shape: str, size: float, fill: Element, stroke: Element) -> Element:
    """Return the symbolizer of one mark."""
    name, turn, factor = MARKS[shape]
    graphic = Element("se:Graphic")
    mark = SubElement(graphic, "se:Mark")
    SubElement(mark, "se:WellKnownName").text = name
    mark.extend([fill, stroke])
    SubElement(graphic, "se:Size").text = f"{size * factor:g}"
    if turn:
        SubElement(graphic, "se:Rotation").text = str(turn)
    return symbolizer("se:PointSymbolizer", graphic)


def label(
    column: str, colour: str, size: int, *, bold: bool = False, along: bool = False
) -> Element:
    """Return the symbolizer of a name with a white halo."""
    found = Element("se:TextSymbolizer")
    SubElement(SubElement(found, "se:Label"), "ogc:PropertyName").text = column
    font = SubElement(found, "se:Font")
    for family in FONTS:
        font.append(_parameter("font-family", family))
    if bold:
        font.append(_parameter("font-weight", "bold"))
    font.append(_parameter("font-size", str(size)))
    placement = SubElement(found, "se:LabelPlacement")
    if along:
        away = SubElement(SubElement(placement, "se:LinePlacement"), "se:PerpendicularOffset")
        away.text = "10"
    else:
        point = SubElement(placement, "se:PointPlacement")
        moved = SubElement(point, "se:Displacement")
        SubElement(moved, "se:DisplacementX").text = "0"
        SubElement(moved, "se:DisplacementY").text = "0" if bold else "15"
    halo = SubElement(found, "se:Halo")
    SubElement(halo, "se:Radius").text = "3" if bold else "2"
    halo.append(fill(WHITE, 0.9))
    found.append(fill(colour))
    return found


def fill(colour: str, opacity: float = 1.0) -> Element:
    """Return a fill."""
    fill = Element("se:Fill")
    fill.append(_parameter("fill", colour))
    if opacity < 1:
        fill.append(_parameter("fill-opacity", f"{opacity:g}"))
    return fill


def stroke(
    colour: str,
    width: float,
    *,
    opacity: float = 1.0,
    dash: Sequence[float] = (),
    round_ends: bool = False,
) -> Element:
    """Return a stroke; `dash` in pixels."""
    stroke = Element("se:Stroke")
    stroke.append(_parameter("stroke", colour))
    stroke.append(_parameter("stroke-width", f"{width:g}"))
    if opacity < 1:
        stroke.append(_parameter("stroke-opacity", f"{opacity:g}"))
    stroke.append(_parameter("stroke-linejoin", "round"))
    stroke.append(_parameter("stroke-linecap", "round" if round_ends else "butt"))
    if dash:
        stroke.append(_parameter("stroke-dasharray", " ".join(f"{step:g}" for step in dash)))
    return stroke


def _parameter(name: str, value: str) -> Element:
    found = Element("se:SvgParameter", {"name": name})
    found.text = plain_text(value)
    return found
