"""What QGIS shows of the columns: Chinese words for codes, and what appears under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from maps import qml_expressions as say
from maps.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.handoff.fields import Field
    from maps.gis_looks import Looks

_TIP = (
    "kind_zh", "zone_zh", "stage_zh", "status", "year", "address", "accuracy_m", "source",
    "name_en", "area_km2", "note",
)  # fmt: skip


def widgets(fields: Iterable[Field], looks: Looks) -> Element:
    """Return what the attribute table shows for codes: their Chinese words."""
    found = Element("fieldConfiguration")
    zones = {zone.code: zone.name for zone in looks.zones if zone.code}
    for field in fields:
        words = {code: label.zh for code, label in (field.values or {}).items()}
        if field.name in {"zone", "zone_spatial"}:
            words = zones
        if not words:
            continue
        entry = SubElement(found, "field", {"name": field.name})
        widget = SubElement(entry, "editWidget", {"type": "ValueMap"})
        options = SubElement(SubElement(widget, "config"), "Option", {"type": "Map"})
        table = SubElement(options, "Option", {"name": "map", "type": "List"})
        for code, word in words.items():
            pair = SubElement(table, "Option", {"type": "Map"})
            SubElement(pair, "Option", {"name": word, "type": "QString", "value": plain_text(code)})
    return found


def tip(fields: Iterable[Field], title: str) -> str:
    """Return the map tip: HTML in which every value is escaped by the expression that reads it."""
    titles = {field.name: field.zh for field in fields}
    rows = [f"{titles[name]}：[% {say.escaped(name)} %]" for name in _TIP if name in titles]
    return "<br>".join([f"<b>[% {say.escaped(title)} %]</b>", *rows])
