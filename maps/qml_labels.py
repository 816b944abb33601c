"""The names on a QGIS map: with a white halo, from a scale on, in the first font there is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from maps import qml_expressions as say
from maps.gis_looks import FONTS, WHITE
from maps.qml_layers import computed_properties, rgba

if TYPE_CHECKING:
    from maps.gis_looks import Looks

INK = "#1F2328"
FROM_SCALE = {"points": 12_500, "lines": 25_000, "polygons": 12_500, "zones": 400_000}
LONGEST = 24
"""Characters of a name on the map; the table has the whole."""

_AROUND_POINT, _OVER_POINT, _CURVED = "0", "1", "3"
_ABOVE_LINE = "10"


def labeling(sheet: str, column: str, looks: Looks) -> Element:
    """
    Return the labels of a sheet.

    Parameters
    ----------
    sheet
        `points`, `lines`, `polygons` or `zones`.
    column
        Where the names stand.
    looks
        The zones.
    """
    of_zones = sheet == "zones"
    found = Element("labeling", {"type": "simple"})
    settings = SubElement(found, "settings")
    shown = (
        f'if(length("{column}") > {LONGEST}, left("{column}", {LONGEST - 1}) || \'…\', "{column}")'
    )
    style = SubElement(
        settings,
        "text-style",
        {
            "fieldName": shown,
            "isExpression": "1",
            "fontFamily": FONTS[0],
            "namedStyle": "Bold" if of_zones else "Regular",
            "fontWeight": "75" if of_zones else "50",
            "fontSize": "15" if of_zones else "8.5",
            "fontSizeUnit": "Point",
            "textColor": rgba(INK),
            "textOpacity": "1",
        },
    )
    families = SubElement(style, "families")
    for family in FONTS:
        SubElement(families, "family", {"name": family})
    SubElement(
        style,
        "text-buffer",
        {
            "bufferDraw": "1",
            "bufferSize": "1" if of_zones else "0.7",
            "bufferSizeUnits": "MM",
            "bufferColor": rgba(WHITE),
            "bufferOpacity": "0.9",
            "bufferJoinStyle": "128",
        },
    )
    placement = {"points": _AROUND_POINT, "lines": _CURVED, "polygons": _AROUND_POINT}
    SubElement(
        settings,
        "placement",
        {
            "placement": placement.get(sheet, _OVER_POINT),
            "placementFlags": _ABOVE_LINE,
            "dist": "0" if of_zones else "3" if sheet != "lines" else "1.2",
            "distUnits": "MM",
            "centroidInside": "1",
            "centroidWhole": "1",
            "quadOffset": "4",
            "priority": "10" if of_zones else "5",
        },
    )
    SubElement(
        settings,
        "rendering",
        {
            "drawLabels": "1",
            "scaleVisibility": "1",
            "scaleMin": "0",
            "scaleMax": str(FROM_SCALE[sheet]),
            "obstacle": "0" if of_zones else "1",
            "fontMinPixelSize": "3",
            "fontMaxPixelSize": "10000",
        },
    )
    if of_zones:
        colours = {zone.code: rgba(zone.colour.strong) for zone in looks.zones if zone.code}
        if colours:
            chosen = say.picked(colours, '"code"')
            chosen = f"coalesce({chosen}, '{rgba(INK)}')"
            settings.append(computed_properties("dd_properties", {"Color": chosen}))
    return found
