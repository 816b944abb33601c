"""
Styles for the GIS of others: the colours of the map in QGIS (QML) and on a map server (SLD).

The same texts lie beside the layers as files and inside each GeoPackage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.handoff.delivery import SheetStyle
from layers.handoff.parts import Part
from layers.handoff.sheets import TITLES
from maps.gis_looks import looks_of
from maps.qml import qml
from maps.sld import sld

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.handoff.delivery import Delivery
    from layers.handoff.sheets import Sheet
    from layers.zones import ZoneLayer
    from seeds.records import Report

QML_TYPE = "application/x-qgis-layer-settings+xml"
SLD_TYPE = "application/vnd.ogc.sld+xml"


def gis_styles(
    zones: ZoneLayer, reports: Iterable[Report] = (), sheets: Iterable[Sheet] = ()
) -> dict[str, SheetStyle]:
    """
    Return the style of each sheet.

    Parameters
    ----------
    zones
        The zones; their order gives the colours.
    reports
        The reports: what one states for a year after its own date is drawn as planned, as the
        pages do. Without them the stage is taken as it stands.
    sheets
        The sheets: an SLD cannot measure, so it names the areas that are too large to be filled.
        QGIS measures by itself.
    """
    looks = looks_of(zones, reports, sheets)
    return {
        name: SheetStyle(qml=qml(name, looks), sld=sld(name, title_zh, looks))
        for name, (title_zh, _) in TITLES.items()
    }


def style_parts(delivery: Delivery) -> list[Part]:
    """Return `styles/<sheet>.qml` and `styles/<sheet>.sld` of every sheet."""
    found = []
    for sheet in delivery.sheets:
        style = delivery.styles[sheet.name]
        for content, ending, media_type, zh, en in (
            (style.qml, "qml", QML_TYPE, "QGIS 样式", "QGIS style"),
            (
                style.sld,
                "sld",
                SLD_TYPE,
                "SLD 1.1 样式（GeoServer 等）",
                "SLD 1.1 (GeoServer etc.)",
            ),
        ):
            found.append(
                Part(
                    path=f"styles/{sheet.name}.{ending}",
                    content=content.encode(),
                    media_type=media_type,
                    zh=f"{zh}：{sheet.title_zh}",
                    en=f"{en}: {sheet.title_en}",
                )
            )
    return found
