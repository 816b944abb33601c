"""
One shape for everything that comes from OpenStreetMap.

Three readers (`geo.osm_folder`, `geo.osm_file`, `geo.osm_overpass`) yield the same `Snapshot` of
`OsmFeature`s: real OSM keys, Chinese names as mapped, (lon, lat) degrees WGS 84, no clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seeds.errors import ZonemapError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

TYPE_ORDER = ("node", "way", "relation", "")

_ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class OsmError(ZonemapError, ValueError):
    """An OSM source cannot be used; the message says what was expected, what came and where."""


@dataclass(frozen=True, slots=True)
class OsmFeature:
    """One OSM object; equal from every source."""

    osm_type: str
    """node, way or relation; "" if the source does not tell."""
    osm_id: int
    """0 if the source does not tell."""
    tags: dict[str, str]
    """Normalised tags (`geo.osm_tags`), sorted by key."""
    geometry: BaseGeometry
    """(lon, lat) degrees; Point, LineString, Polygon, MultiLineString or MultiPolygon."""
    snapshot: str = ""
    """ISO date of the data, also of reduced precision (2026-03); "" if not known."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All features of one source in a stable order."""

    features: tuple[OsmFeature, ...]
    source: str
    """geojson, osm or overpass."""
    dates: dict[str, str]
    """ISO date by part: the file stems of a GeoJSON folder, else the one part named as `source`."""


def snapshot_of(features: Iterable[OsmFeature], source: str, dates: Mapping[str, str]) -> Snapshot:
    """Return a `Snapshot` ordered by type and id; equal ids keep the order in which they came."""
    ordered = sorted(features, key=lambda f: (TYPE_ORDER.index(f.osm_type), f.osm_id))
    return Snapshot(tuple(ordered), source, dict(sorted(dates.items())))


def checked_dates(dates: Mapping[str, str], known: Iterable[str], where: str) -> dict[str, str]:
    """
    Return `dates` as a new dict.

    Raises
    ------
    OsmError
        If a date is not YYYY, YYYY-MM or YYYY-MM-DD, or its key is not one of `known`.
    """
    names = sorted(known)
    for key, value in dates.items():
        if key not in names:
            raise OsmError(f"{where}：不认识数据日期“{key}”，应为其中之一：{'、'.join(names)}")
        if value and not _ISO_DATE.fullmatch(value):
            raise OsmError(f"{where}：{key} 的数据日期应写成 2026-03-08 的样子，实际是“{value}”")
    return dict(dates)
