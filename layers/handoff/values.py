"""The words that a column may hold in one edition: fixed lists, and the zones of the district."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.rules import PROJECT_ID
from seeds.vocabulary import KINDS, STAGES, Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.handoff.fields import Field
    from layers.zones import ZoneLayer

PROJECT = rf"^(?:{PROJECT_ID.pattern})$".replace(r"\d", "[0-9]")
"""What the id of a place looks like, for any reader of regular expressions."""

_ZONE_CODES = ("zone", "zone_spatial")
_ZONE_NAMES = ("zone_zh", "zone_reported")
_LABELS = {"kind_zh": KINDS, "stage_zh": STAGES}


def words_of(field: Field, zones: ZoneLayer) -> Mapping[str, Label] | None:
    """
    Return the closed list of a column with what people read for each word, None if it is open.

    Parameters
    ----------
    field
        The column, of points, lines, polygons or of what is not on the map.
    zones
        The zones of the edition.
    """
    if field.name in _ZONE_CODES:
        return {zone.code: Label(zone.name, zone.name_en or zone.name) for zone in zones.zones}
    if field.name in _ZONE_NAMES:
        return {zone.name: Label(zone.name, zone.name_en or zone.name) for zone in zones.zones}
    if field.name in _LABELS:
        return {label.zh: label for label in _LABELS[field.name].values()}
    return field.values


def pattern_of(field: Field) -> str:
    """Return the regular expression that every text of the column matches, blank if none."""
    written = PROJECT if field.name == "id" else field.pattern
    return written.replace(r"\d", "[0-9]")
