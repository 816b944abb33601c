"""What a map is drawn from: plain dictionaries, so that any source of features will do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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
        to ISO date), `reports` (report id to title). All may be missing.
    """

    features: Sequence[Mapping[str, Any]]
    zones: Sequence[Mapping[str, Any]]
    unlocated: Sequence[Mapping[str, Any]] = ()
    backdrop: Mapping[str, Any] = field(default_factory=dict)
    meta: Mapping[str, Any] = field(default_factory=dict)
