"""The files of a build that hand the layers over: GeoJSON, tables and findings, as text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.findings import issues_csv
from layers.geojson import as_points, by_family, dumps_rows, rows_of, zone_features
from layers.geojson_text import property_texts
from layers.unlocated import unlocated_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from layers.assemble import Atlas
    from layers.features import Feature
    from layers.geojson_text import Rows
    from layers.zones import ZoneLayer

POINTS_NOTE = "每个要素一个点：点本身、线的中点或面内一点；真实形状见同名 _lines、_polygons 文件"


@dataclass(frozen=True, slots=True)
class LayerFile:
    """
    One GeoJSON file.

    Attributes
    ----------
    path
        Below the output folder.
    text
        What is in it.
    kind
        What its features are: `points`, `lines`, `polygons` or `zones`.
    count
        How many there are.
    zone
        Code of the zone to which they are limited; blank for the whole district.
    """

    path: str
    text: str
    kind: str
    count: int
    zone: str = ""


def layer_files(
    atlas: Atlas, zones: ZoneLayer, *, members: Mapping[str, str] | None = None
) -> dict[str, str]:
    """
    Return every file that this layer owns, by path below the output folder.

    Parameters
    ----------
    atlas
        What was assembled.
    zones
        The zones it was assembled with.
    members
        Further members of each GeoJSON collection, for example `snapshot`.
    """
    found = geojson_files(atlas.features, zones, members=members)
    files = {file.path: file.text for file in found}
    files["unlocated.csv"] = unlocated_csv(atlas.unlocated)
    files["issues.csv"] = issues_csv(atlas.findings.issues)
    files["qa.json"] = json.dumps(atlas.findings.qa, ensure_ascii=False, indent=1) + "\n"
    return files


def geojson_files(
    features: Iterable[Feature], zones: ZoneLayer, *, members: Mapping[str, str] | None = None
) -> Iterator[LayerFile]:
    """
    Yield the GeoJSON files: zones, one a geometry type, and three a zone.

    Parameters
    ----------
    features
        What is on the map.
    zones
        The zones.
    members
        Further members of each collection.
    """
    extra = dict(members or {})
    note = next((zone.note for zone in zones.zones if zone.indicative), "")
    outlines = rows_of(zone_features(zones), "zones")
    text = dumps_rows(outlines, "zones", members={**extra, "note": note})
    yield LayerFile("geojson/zones.geojson", text, "zones", len(outlines.lines))
    given = tuple(features)
    written = property_texts(given)
    families = {
        name: rows_of(rows, name, properties=written) for name, rows in by_family(given).items()
    }
    for name, rows in families.items():
        text = dumps_rows(rows, name, members=extra)
        yield LayerFile(f"geojson/{name}.geojson", text, name, len(rows.lines))
    everything = sorted(given, key=lambda feature: feature.id)
    families["points"] = rows_of(as_points(everything), "points", properties=written)
    for zone in zones.zones:
        yield from _zone_files(zone.code, families, extra)


def _zone_files(
    code: str, families: Mapping[str, Rows], members: Mapping[str, str]
) -> Iterator[LayerFile]:
    """Yield the three files of a zone: everything as points, its lines, its polygons."""
    for name, rows in families.items():
        mine = rows.only(
            place
            for place, feature in enumerate(rows.features)
            if feature.properties["zone"] == code
        )
        stem = code if name == "points" else f"{code}_{name}"
        note = {"note": POINTS_NOTE} if name == "points" else {}
        text = dumps_rows(mine, stem, members={**members, **note})
        yield LayerFile(f"geojson/zone/{stem}.geojson", text, name, len(mine.lines), code)
