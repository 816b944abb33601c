"""What a map is drawn from: plain dictionaries, so that any source of features will do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from layers.histories import present

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from layers.histories import Event
    from maps.basemaps import Basemap


@dataclass(frozen=True, slots=True)
class MapView:
    """
    Everything that the pages and pictures show.

    Parameters
    ----------
    features
        GeoJSON features of any geometry type, with the flat properties of the hand-off files.
    zones
        GeoJSON features; properties `code`, `name`, `name_en`. Their order gives the colours.
    unlocated
        Rows of what is not on the map: `id`, `label`, `kind`, `zone`, `reason`, `tried`.
    backdrop
        Lists under `roads`, `water`, `parks`, `rivers`, `metro`, `subdistricts`, and one outline
        under `district`. Each entry has `name`, for roads and metro also `class`, and its shape
        under `geometry`, `polygon` or `coords` (see `maps.shapes`).
    meta
        `district` and `district_en` (names), `attribution` (one line), `snapshots` (source name
        to ISO date), `reports` (report id to title), `report_dates` (report id to date),
        `approval` (the number under which the map was approved). All may be missing.
    histories
        What the reports say of each project, by id (see `layers.histories`).
    basemaps
        Maps of others that the planner page offers, in this order (see `maps.basemaps`).
    english
        English made before, by what it is and what it was made from (see `maps.bilingual`).
    layers
        Whether the files of the layers are written beside the maps, so that a page can link them.
    """

    features: Sequence[Mapping[str, Any]]
    zones: Sequence[Mapping[str, Any]]
    unlocated: Sequence[Mapping[str, Any]] = ()
    backdrop: Mapping[str, Any] = field(default_factory=dict)
    meta: Mapping[str, Any] = field(default_factory=dict)
    histories: Mapping[str, Sequence[Event]] = field(default_factory=dict)
    basemaps: Sequence[Basemap] = ()
    layers: bool = False
    english: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def event_of(self, given: Mapping[str, Any]) -> Event | None:
        """Return the event that tells how far a feature or row has come (see `present`)."""
        events = self.histories.get(str(given.get("id") or ""), ())
        order = present(given, events)
        return None if order is None else events[order]

    def stage_of(self, given: Mapping[str, Any]) -> str:
        """Return the stage a project has come to: empty if unstated, `plan` if only foreseen."""
        event = self.event_of(given)
        if event is None:
            return str(given.get("stage") or "")
        return "plan" if event.plan else event.stage
