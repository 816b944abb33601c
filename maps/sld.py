"""
The looks of the sheets for a map server: OGC Symbology Encoding 1.1 in an SLD 1.1 document.

Plain rules, standard marks and standard conditions only, so that GeoServer, MapServer and QGIS read
the same. Colour and shape of a symbol are one rule, its stage is a second one drawn over it, so
that not every zone needs every kind in every stage. GeoServer draws nothing for a mark that it
does not know; a hexagon is none of the standard marks, so a star stands for areas and the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from maps import gis_looks
from maps import sld_filters as where
from maps import sld_pieces as draw
from maps.gis_looks import EDGE, WHITE
from maps.sld_pieces import MARKS, SYMBOL_PX
from maps.strings import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maps.gis_looks import Looks, ZoneLook

NAMESPACES = {
    "xmlns": "http://www.opengis.net/sld",
    "xmlns:ogc": "http://www.opengis.net/ogc",
    "xmlns:se": "http://www.opengis.net/se",
}
LABELS_FROM = {"points": 12_500, "lines": 25_000, "polygons": 12_500, "zones": 400_000}
"""Sheet to the scale from which its names are written."""


def sld(sheet: str, title: str, looks: Looks) -> str:
    """
    Return the SLD of a sheet.

    Parameters
    ----------
    sheet
        `points`, `lines`, `polygons` or `zones`.
    title
        What people read.
    looks
        Zones, years of reports and broad areas.
    """
    root = Element("StyledLayerDescriptor", {"version": "1.1.0", **NAMESPACES})
    layer = SubElement(root, "NamedLayer")
    SubElement(layer, "se:Name").text = sheet
    style = SubElement(layer, "UserStyle")
    SubElement(style, "se:Name").text = f"zonemap_{sheet}"
    about = SubElement(style, "se:Description")
    SubElement(about, "se:Title").text = title
    SubElement(about, "se:Abstract").text = text("indicative", "zh")
    for rules in _PASSES[sheet](looks):
        SubElement(style, "se:FeatureTypeStyle").extend(rules)
    label = "name" if sheet == "zones" else "label"
    SubElement(style, "se:FeatureTypeStyle").extend(_names(sheet, label, looks))
    for part in root.iter():  # one rule a line: set in further, the file would be twice as long
        if part.tag in {"NamedLayer", "UserStyle", "se:FeatureTypeStyle", "se:Rule"}:
            part.tail = "\n"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _points(looks: Looks) -> Iterator[list[Element]]:
    yield [*_halos(looks), *_symbols(looks)]


def _lines(looks: Looks) -> Iterator[list[Element]]:
    bands = []
    for zone in looks.zones:
        for name in ("fair", "coarse"):
            width = gis_looks.SOFT_PX[name]
            band = draw.line(draw.stroke(zone.colour.fill, width, opacity=0.24, round_ends=True))
            title = f"{zone.name}｜{text(f'accuracy_{name}', 'zh')}"
            here = where.all_of(where.in_zone(looks, zone), where.rough_line(name))
            bands.append(draw.rule(title, here, band))
    yield bands
    fine = where.rough_line
    casing = draw.line(draw.stroke(WHITE, 6.5, round_ends=True))
    core = [
        draw.rule(
            zone.name,
            where.in_zone(looks, zone),
            draw.line(draw.stroke(zone.colour.strong, 4, round_ends=True)),
        )
        for zone in looks.zones
    ]
    over = {
        "planned": draw.stroke(WHITE, 4.4, dash=(7, 9)),
        "unstated": draw.stroke(WHITE, 4.4, dash=(6, 2)),
        "active": draw.stroke(WHITE, 1.4),
    }
    stages = [
        draw.rule(
            text(f"stage_{group}", "zh"),
            where.all_of(fine("fine"), where.at_stage(looks, group)),
            draw.line(stroke),
        )
        for group, stroke in over.items()
    ]
    rough = where.any_of(fine("fair"), fine("coarse"))
    dots = draw.rule(
        text("print_line_rough", "zh"), rough, draw.line(draw.stroke(WHITE, 4.4, dash=(3, 4)))
    )
    yield [draw.rule(text("print_ground", "zh"), None, casing), *core, *stages, dots]


def _polygons(looks: Looks) -> Iterator[list[Element]]:
    yield [rule for zone in looks.zones for rule in _areas(looks, zone)]
    yield list(_symbols(looks))


def _areas(looks: Looks, zone: ZoneLook) -> Iterator[Element]:
    """Return the rules that draw the areas of a zone, each area by exactly one."""
    strong, here = zone.colour.strong, where.in_zone(looks, zone)
    sharp = where.all_of(where.broad(looks, zone, wanted=False), where.accurate("fine"))
    outlines = {
        "planned": (where.at_stage(looks, "planned"), 1.8, gis_looks.DASHES["planned"]),
        "active": (where.at_stage(looks, "active"), 2.8, ()),
        "done": (where.solid_stage(looks), 1.8, ()),
        "unstated": (where.at_stage(looks, "unstated"), 1.8, gis_looks.DASHES["unstated"]),
    }
    for group, (stage, width, dash) in outlines.items():
        fill = draw.fill(zone.colour.fill, gis_looks.FILL_OPACITY["fine"])
        area = draw.symbolizer("se:PolygonSymbolizer", fill, draw.stroke(strong, width, dash=dash))
        title = f"{zone.name}｜{text(f'stage_{group}', 'zh')}"
        yield draw.rule(title, where.all_of(here, sharp, stage), area)
    for name in ("fair", "coarse"):
        fill = draw.fill(zone.colour.fill, gis_looks.FILL_OPACITY[name])
        stroke = draw.stroke(strong, 1.2, opacity=0.8, dash=gis_looks.DOTS[name])
        title = f"{zone.name}｜{text(f'accuracy_{name}', 'zh')}"
        rough = where.all_of(here, where.broad(looks, zone, wanted=False), where.accurate(name))
        yield draw.rule(title, rough, draw.symbolizer("se:PolygonSymbolizer", fill, stroke))
    stroke = draw.stroke(strong, 1, opacity=0.6, dash=gis_looks.DOTS["broad"])
    title = f"{zone.name}｜{text('print_area_rough', 'zh')}"
    ground = where.all_of(here, where.broad(looks, zone, wanted=True))
    yield draw.rule(title, ground, draw.symbolizer("se:PolygonSymbolizer", stroke))


def _zones(looks: Looks) -> Iterator[list[Element]]:
    rules = []
    for zone in looks.zones:
        dash = gis_looks.ZONE_DASH if zone.indicative else ()
        fill = draw.fill(zone.colour.fill, gis_looks.ZONE_OPACITY)
        area = draw.symbolizer(
            "se:PolygonSymbolizer", fill, draw.stroke(zone.colour.fill, 2.2, dash=dash)
        )
        rules.append(draw.rule(zone.name, where.in_zone(looks, zone, "code"), area))
    yield rules


_PASSES = {"points": _points, "lines": _lines, "polygons": _polygons, "zones": _zones}


def _halos(looks: Looks) -> Iterator[Element]:
    """Return the rules that put a soft disc under what is only approximate."""
    for zone in looks.zones:
        for name, size, dash in (("fair", 20.0, ()), ("coarse", 25.0, (2.5, 3.0))):
            disc = draw.mark(
                "circle",
                size,
                draw.fill(zone.colour.fill, 0.16),
                draw.stroke(zone.colour.fill, 1, opacity=0.75, dash=dash),
            )
            title = f"{zone.name}｜{text(f'accuracy_{name}', 'zh')}"
            here = where.all_of(where.in_zone(looks, zone), where.accurate(name))
            yield draw.rule(title, here, disc)


def _symbols(looks: Looks) -> Iterator[Element]:
    """Return the rules of the symbols: colour and shape, then what the stage draws over them."""
    for zone in looks.zones:
        for shape in MARKS:
            body = draw.mark(shape, SYMBOL_PX, draw.fill(zone.colour.fill), draw.stroke(WHITE, 0.8))
            title = f"{zone.name}｜{text(f'shape_{shape}', 'zh')}"
            yield draw.rule(
                title, where.all_of(where.in_zone(looks, zone), where.of_shape(shape)), body
            )
    for shape in MARKS:
        planned = where.all_of(where.of_shape(shape), where.at_stage(looks, "planned"))
        for zone in looks.zones:
            title = f"{zone.name}｜{text(f'shape_{shape}', 'zh')}｜{text('stage_planned', 'zh')}"
            here = where.all_of(where.in_zone(looks, zone), planned)
            yield draw.rule(title, here, *_dashed(shape, zone.colour.strong))
    for group in ("active", "existing", "unstated"):
        for shape in MARKS:
            title = f"{text(f'shape_{shape}', 'zh')}｜{text(f'stage_{group}', 'zh')}"
            here = where.all_of(where.of_shape(shape), where.at_stage(looks, group))
            yield draw.rule(title, here, _over(group, shape))


def _dashed(shape: str, colour: str) -> tuple[Element, Element]:
    """Return a hollow symbol with a dashed edge, on white that hides the full one below."""
    blank = draw.mark(shape, SYMBOL_PX + 1, draw.fill(WHITE), draw.stroke(WHITE, 1.6))
    return blank, draw.mark(
        shape, SYMBOL_PX - 2, draw.fill(WHITE), draw.stroke(colour, 2, dash=(3.4, 2))
    )


def _over(group: str, shape: str) -> Element:
    """Return what a stage draws over a full symbol: a ring, a black edge or a hollow."""
    if group == "existing":
        return draw.mark(shape, SYMBOL_PX, draw.fill(WHITE, 0), draw.stroke(EDGE, 1.6))
    if group == "active":
        return draw.mark(shape, SYMBOL_PX - 5, draw.fill(WHITE, 0), draw.stroke(WHITE, 1.6))
    return draw.mark(shape, SYMBOL_PX - 4, draw.fill(WHITE), draw.stroke(WHITE, 0.8))


def _names(sheet: str, column: str, looks: Looks) -> Iterator[Element]:
    """Return the rules that write the names."""
    if sheet != "zones":
        label = draw.label(column, "#1F2328", 11, along=sheet == "lines")
        yield draw.rule(text("backdrop_labels", "zh"), None, label, up_to=LABELS_FROM[sheet])
        return
    for zone in looks.zones:
        label = draw.label(column, zone.colour.strong, 18, bold=True)
        here = where.in_zone(looks, zone, "code")
        yield draw.rule(zone.name, here, label, up_to=LABELS_FROM[sheet])
