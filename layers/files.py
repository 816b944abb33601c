"""The files of a build that hand the layers over: GeoJSON, tables and findings, as text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from layers.findings import issues_csv
from layers.geojson import as_points, by_family, dumps, zone_features
from layers.unlocated import unlocated_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from layers.assemble import Atlas
    from layers.features import Feature
    from layers.zones import ZoneLayer

POINTS_NOTE = "每个要素一个点：点本身、线的中点或面内一点；真实形状见同名 _lines、_polygons 文件"


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
    extra = dict(members or {})
    note = next((zone.note for zone in zones.zones if zone.indicative), "")
    outlines = dumps(zone_features(zones), "zones", members={**extra, "note": note})
    files = {"geojson/zones.geojson": outlines}
    for name, features in by_family(atlas.features).items():
        files[f"geojson/{name}.geojson"] = dumps(features, name, members=extra)
    for zone in zones.zones:
        mine = [f for f in atlas.features if f.properties["zone"] == zone.code]
        files.update(_zone_files(zone.code, mine, extra))
    files["unlocated.csv"] = unlocated_csv(atlas.unlocated)
    files["issues.csv"] = issues_csv(atlas.findings.issues)
    files["qa.json"] = json.dumps(atlas.findings.qa, ensure_ascii=False, indent=1) + "\n"
    return files


def _zone_files(
    code: str, features: Iterable[Feature], members: Mapping[str, str]
) -> dict[str, str]:
    """Return the three files of a zone: everything as points, its lines, its polygons."""
    shapes = by_family(features)
    everything = sorted((f for rows in shapes.values() for f in rows), key=lambda f: f.id)
    points = dumps(as_points(everything), code, members={**members, "note": POINTS_NOTE})
    found = {f"geojson/zone/{code}.geojson": points}
    for name in ("lines", "polygons"):
        text = dumps(shapes[name], f"{code}_{name}", members=members)
        found[f"geojson/zone/{code}_{name}.geojson"] = text
    return found
