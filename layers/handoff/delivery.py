"""What is to be handed over, whatever the format: every writer takes one of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.findings import Findings
    from layers.handoff.edition import Edition
    from layers.handoff.sheets import Sheet
    from layers.unlocated import Entry
    from layers.zones import ZoneLayer


@dataclass(frozen=True, slots=True)
class SheetStyle:
    """How a sheet looks in a desktop GIS (`qml`, QGIS) and on a map server (`sld`, OGC SLD 1.1)."""

    qml: str
    sld: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """
    Everything a writer of a format may need.

    Attributes
    ----------
    edition
        Version, dates, district.
    sheets
        Points, lines, polygons, zones, in this order.
    unlocated
        What is not on the map, in id order.
    findings
        What there is to check.
    zones
        The zones.
    styles
        Sheet to its style.
    """

    edition: Edition
    sheets: tuple[Sheet, ...]
    unlocated: tuple[Entry, ...]
    findings: Findings
    zones: ZoneLayer
    styles: Mapping[str, SheetStyle]

    def sheet(self, name: str) -> Sheet:
        """Return the sheet of that name."""
        return next(sheet for sheet in self.sheets if sheet.name == name)
