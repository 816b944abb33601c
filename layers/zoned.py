"""The zones asked for by their own names: the one place that the locating ladder cannot know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.answer import Answer

if TYPE_CHECKING:
    from layers.zones import ZoneLayer

INDICATIVE_M = 500.0
"""How far off an indicative outline may be, in metres; an official one is taken as exact."""
OFFICIAL_M = 20.0


def zone_answer(name: str, zones: ZoneLayer) -> Answer | None:
    """Return the outline of the zone of that name or variant as an answer, None if unknown."""
    code = zones.code_of(name)
    if code is None:
        return None
    zone = zones.zone(code)
    claim = INDICATIVE_M if zone.indicative else OFFICIAL_M
    return Answer(zone.shape, "place", claim, "zones.toml", code, note=zone.note)
