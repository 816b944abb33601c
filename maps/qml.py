"""
The looks of the sheets for QGIS: a layer style (QML) with legend, labels, aliases and map tips.

Colour is a rule for each zone; shape, outline and softness are computed from the row. The legend
explains these with rules that draw nothing. What 3.4 reads is written, so that 3.40 does too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from layers.handoff.fields import FEATURE_FIELDS, ZONE_FIELDS
from maps import gis_looks, styles
from maps import qml_expressions as say
from maps.gis_looks import WHITE
from maps.qml_fields import tip, widgets
from maps.qml_labels import labeling
from maps.qml_layers import (
    dashes,
    key_of,
    layer,
    line_layer,
    marker_layers,
    mm,
    rgba,
    symbol,
)
from maps.strings import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maps.gis_looks import Looks, ZoneLook

DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
VERSION = "3.4.0"
"""The oldest that reads all of it."""

GEOMETRY = {"points": 0, "lines": 1, "polygons": 2, "zones": 2}
SYMBOLS = {"points": "marker", "lines": "line", "polygons": "fill", "zones": "fill"}


def qml(sheet: str, looks: Looks) -> str:
    """
    Return the QGIS style of a sheet.

    Parameters
    ----------
    sheet
        `points`, `lines`, `polygons` or `zones`.
    looks
        Zones and years of reports.
    """
    fields = ZONE_FIELDS if sheet == "zones" else FEATURE_FIELDS
    title = "name" if sheet == "zones" else "label"
    root = Element(
        "qgis",
        {
            "version": VERSION,
            "labelsEnabled": "1",
            "hasScaleBasedVisibilityFlag": "0",
            "simplifyDrawingHints": "1",
        },
    )
    root.append(_renderer(sheet, looks))
    root.append(labeling(sheet, title, looks))
    for tag, value in (("blendMode", "0"), ("featureBlendMode", "0"), ("layerOpacity", "1")):
        SubElement(root, tag).text = value
    root.append(widgets(fields, looks))
    aliases = SubElement(root, "aliases")
    for order, field in enumerate(fields):
        SubElement(aliases, "alias", {"field": field.name, "index": str(order), "name": field.zh})
    SubElement(root, "previewExpression").text = f'"{title}"'
    SubElement(root, "mapTip").text = tip(fields, title)
    SubElement(root, "layerGeometryType").text = str(GEOMETRY[sheet])
    for part in root.iter():  # set in, the file would be half as long again
        if part.tag in {"rule", "symbol", "layer", "alias", "field", "renderer-v2", "labeling"}:
            part.tail = "\n"
    return f"{DOCTYPE}\n{tostring(root, encoding='unicode')}\n"


def _renderer(sheet: str, looks: Looks) -> Element:
    """Return the rules: one a zone, and those that only explain."""
    found = Element(
        "renderer-v2",
        {"type": "RuleRenderer", "symbollevels": "0", "forceraster": "0", "enableorderby": "1"},
    )
    rules = SubElement(found, "rules", {"key": key_of(sheet)})
    symbols = SubElement(found, "symbols")
    column = "code" if sheet == "zones" else "zone"
    drawn = [
        (zone.name, say.in_zone(looks, zone, column), SYMBOLS[sheet], _DRAWERS[sheet](zone, looks))
        for zone in looks.zones
    ]
    groups = [(text("zones", "zh"), drawn)]
    if sheet != "zones":
        legends = (("kinds", _kinds()), ("stages", _stages()), ("accuracy_legend", _accuracies()))
        for title, entries in legends:
            shown = [
                (label, say.NOT_SHOWN, SYMBOLS[sheet], _held(sheet, layers))
                for label, layers in entries
            ]
            groups.append((text(title, "zh"), shown))
    for title, members in groups:
        attributes = {"key": key_of(sheet, title), "label": say.legend_text(title)}
        group = SubElement(rules, "rule", attributes)
        for label, condition, kind, layers in members:
            name = str(len(symbols))
            attributes = {"key": key_of(sheet, name), "label": say.legend_text(label)}
            SubElement(group, "rule", {**attributes, "filter": condition, "symbol": name})
            symbols.append(symbol(kind, name, layers))
    if sheet in {"polygons", "zones"}:  # so small things lie on top
        order = SubElement(SubElement(found, "orderby"), "orderByClause")
        order.attrib.update({"asc": "0", "nullsFirst": "0"})
        order.text = "area($geometry)"
    else:
        found.set("enableorderby", "0")
    return found


def _point(zone: ZoneLook, looks: Looks) -> list[Element]:
    shape, sign = say.shape_of_kind(), say.sign_of_kind()
    return marker_layers(zone.colour, shape, sign, say.stage_of(looks), say.accuracy_of())


def _line(zone: ZoneLook, looks: Looks) -> list[Element]:
    """Return a crisp stroke, or a soft band with dots in it; the way it runs; the symbol."""
    colour, stage, rough = zone.colour, f"({say.stage_of(looks)})", f"({say.accuracy_of_line()})"
    fine, dashed = f"{rough} = 'fine'", f"{stage} IN ('planned', 'unstated')"
    bands = {name: width * 25.4 / 96 for name, width in gis_looks.SOFT_PX.items()}
    return [
        line_layer(colour.fill, say.picked(bands, rough), f"NOT ({fine})", opacity=0.24),
        line_layer(WHITE, f"if({fine}, {mm(6.5)}, {mm(4.6)})", opacity=0.9),
        line_layer(colour.strong, 4, f"{fine} AND NOT ({dashed})"),
        line_layer(
            colour.strong, 4, f"{fine} AND {dashed}", cap="flat",
            dash=dashes(gis_looks.DASHES, stage),
        ),
        line_layer(
            colour.strong, 3, f"NOT ({fine})",
            dash=f"if({stage} = 'planned', '0.02;{mm(9)}', '0.02;{mm(5.5)}')",
        ),
        line_layer(WHITE, 1.4, f"{fine} AND {stage} = 'active'"),
        _arrow(zone),
        _held_on_line(_point(zone, looks)),
    ]  # fmt: skip


def _arrow(zone: ZoneLook) -> Element:
    """Return the head of an arrow where a stretch ends."""
    head = layer(
        "SimpleMarker",
        {
            "name": "filled_arrowhead", "size": "3.4", "color": rgba(zone.colour.strong),
            "outline_color": rgba(WHITE), "outline_width": "0.2",
        },
    )  # fmt: skip
    directed = say.among("method", gis_looks.DIRECTED_METHODS)
    return layer(
        "MarkerLine",
        {"placement": "lastvertex", "rotate": "1"},
        {"enabled": f'coalesce({directed} AND "to_road" IS NOT NULL, FALSE)'},
        symbol("marker", "", [head]),
    )


def _area(zone: ZoneLook, looks: Looks) -> list[Element]:
    """Return fill, soft band, outline and symbol; what is only the ground is not filled."""
    colour, broad = zone.colour, say.is_broad()
    stage, rough = f"({say.stage_of(looks)})", f"({say.accuracy_of()})"
    sharp, dashed = f"{rough} = 'fine' AND NOT {broad}", f"{stage} IN ('planned', 'unstated')"
    bands = {name: width * 0.7 * 25.4 / 96 for name, width in gis_looks.SOFT_PX.items()}
    opacity = f"if({broad}, 0, {say.picked(gis_looks.FILL_OPACITY, rough)})"
    return [
        layer(
            "SimpleFill",
            {"color": rgba(colour.fill, 0.34), "style": "solid", "outline_style": "no"},
            {"fillColor": say.faint(colour.fill, opacity)},
        ),
        line_layer(
            colour.fill, say.picked(bands, rough), f"{rough} <> 'fine' AND NOT {broad}",
            opacity=0.14,
        ),
        line_layer(
            colour.strong, f"if({stage} = 'active', {mm(2.8)}, {mm(1.8)})",
            f"{sharp} AND NOT ({dashed})",
        ),
        line_layer(
            colour.strong, 1.8, f"{sharp} AND {dashed}", cap="flat",
            dash=dashes(gis_looks.DASHES, stage),
        ),
        line_layer(
            colour.strong, 1.2, f"NOT ({sharp})", opacity=0.8, cap="flat",
            dash=dashes(gis_looks.DOTS, f"if({broad}, 'broad', {rough})"),
        ),
        _held_on_area(_point(zone, looks)),
    ]  # fmt: skip


def _zone(zone: ZoneLook, _looks: Looks) -> list[Element]:
    """Return a light fill and an outline, dashed while it is indicative."""
    dash = ";".join(map(mm, gis_looks.ZONE_DASH)) if zone.indicative else ""
    return [
        layer(
            "SimpleFill",
            {
                "color": rgba(zone.colour.fill, gis_looks.ZONE_OPACITY),
                "style": "solid",
                "outline_style": "no",
            },
        ),
        line_layer(zone.colour.fill, 2.2, dash=f"'{dash}'" if dash else "", cap="flat"),
    ]


_DRAWERS = {"points": _point, "lines": _line, "polygons": _area, "zones": _zone}


def _held(sheet: str, layers: list[Element]) -> list[Element]:
    """Return a marker as the symbol of a sheet."""
    if sheet == "lines":
        return [_held_on_line(layers)]
    return [_held_on_area(layers)] if sheet == "polygons" else layers


def _held_on_line(layers: list[Element]) -> Element:
    fixed = {"SymbolType": "Marker", "geometryModifier": say.MIDDLE_OF_LINE, "units": "MapUnit"}
    return layer("GeometryGenerator", fixed, inner=symbol("marker", "", layers))


def _held_on_area(layers: list[Element]) -> Element:
    fixed = {"point_on_surface": "1", "point_on_all_parts": "0"}
    return layer("CentroidFill", fixed, inner=symbol("marker", "", layers))


def _kinds() -> Iterator[tuple[str, list[Element]]]:
    """Return what the shapes mean."""
    for shape, kinds in gis_looks.kinds_of_shapes().items():
        drawn, sign = say.quoted(say.qgis_shape(shape)), styles.KIND_SIGNS[kinds[0]].sign
        layers = marker_layers(styles.NO_ZONE, drawn, say.quoted(sign), "'done'", "'fine'")
        yield text(f"shape_{shape}", "zh"), layers


def _stages() -> Iterator[tuple[str, list[Element]]]:
    """Return what the outlines mean."""
    for group in gis_looks.DRAWN_STAGES:
        layers = marker_layers(styles.NO_ZONE, "'circle'", "' '", say.quoted(group), "'fine'")
        yield text(f"stage_{group}", "zh"), layers


def _accuracies() -> Iterator[tuple[str, list[Element]]]:
    """Return what the halos mean."""
    for name in styles.ACCURACY_CLASSES:
        layers = marker_layers(styles.NO_ZONE, "'circle'", "' '", "'done'", say.quoted(name))
        yield text(f"accuracy_{name}", "zh"), layers
