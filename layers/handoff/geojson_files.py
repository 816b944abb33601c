"""GeoJSON (RFC 7946): the files of a build, with the edition they belong to."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from layers.files import geojson_files
from layers.handoff.parts import Part

if TYPE_CHECKING:
    from layers.files import LayerFile
    from layers.handoff.delivery import Delivery
    from layers.handoff.edition import Edition

MEDIA_TYPE = "application/geo+json"
CRS = "OGC:CRS84"
"""As RFC 7946 has it: WGS-84, longitude before latitude."""

_ZONE_TITLES = {
    "points": ("全部地点，每个一个点", "everything, one point each"),
    "lines": ("线", "lines"),
    "polygons": ("面", "polygons"),
}


def parts(delivery: Delivery) -> list[Part]:
    """Return one file a sheet, and for each zone its points, lines and polygons."""
    features = chain.from_iterable(
        sheet.features for sheet in delivery.sheets if sheet.name != "zones"
    )
    files = geojson_files(features, delivery.zones, members=members(delivery.edition))
    return [_part(file, delivery) for file in files]


def members(edition: Edition) -> dict[str, str]:
    """Return the further members of a collection: which edition it is, and of what date."""
    snapshot = max(edition.snapshots.values(), default="")
    return {"edition": edition.version, "date": edition.date, "snapshot": snapshot}


def _part(file: LayerFile, delivery: Delivery) -> Part:
    if file.zone:
        zone = delivery.zones.zone(file.zone)
        chinese, english = _ZONE_TITLES[file.kind]
        zh = f"{zone.name}：{chinese}，GeoJSON"
        en = f"{zone.name_en or zone.code}: {english}, GeoJSON"
    else:
        sheet = delivery.sheet(file.kind)
        zh, en = f"{sheet.title_zh}，GeoJSON", f"{sheet.title_en}, GeoJSON"
    counts = {file.kind: file.count}
    return Part(file.path, file.text.encode(), MEDIA_TYPE, zh, en, counts, CRS)
