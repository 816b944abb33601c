"""A gazetteer folder as files: the tables, where they come from, and under which licence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geo.compile import compile_tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.osm_source import OsmFeature, Snapshot

ATTRIBUTION = "© OpenStreetMap contributors"
LICENCE = "ODbL-1.0"
_LICENCE_TEXT = """\
This gazetteer is made available under the Open Database License (ODbL) 1.0:
https://opendatacommons.org/licenses/odbl/1-0/
Any rights in individual contents of the database are licensed under the Database Contents
License 1.0: https://opendatacommons.org/licenses/dbcl/1-0/

本地名库按开放数据库许可证（ODbL）1.0 提供；使用时须注明出处，改编后须以同样许可公开。
"""
_ATTRIBUTION_TEXT = """\
{attribution}
https://www.openstreetmap.org/copyright

由 zonemap gazetteer build 从 OpenStreetMap 数据整理：名称、类别、合并并简化的中线、路口、轮廓与点。
Compiled by zonemap gazetteer build from OpenStreetMap data: names, classes, merged and simplified
centre lines, crossings, outlines and points.

数据日期 snapshot dates:
{dates}
"""


def gazetteer_files(
    snapshot: Snapshot, *, district: str, way_names: Mapping[int, str] | None = None
) -> dict[str, str]:
    """
    Return every file of a gazetteer folder, by name.

    Parameters
    ----------
    snapshot, district, way_names
        As `geo.compile.compile_tables`.

    Raises
    ------
    GazetteerError
        As `geo.compile.compile_tables`.
    """
    tables = compile_tables(snapshot, district=district, way_names=way_names)
    dates = _dates(snapshot)
    counts = {name: text.count("\n") - 1 for name, text in tables.items()}
    lines = [
        f"district = {json.dumps(district, ensure_ascii=False)}",
        f'source = "OpenStreetMap ({snapshot.source})"',
        f'licence = "{LICENCE}"',
        f'attribution = "{ATTRIBUTION}"',
        "",
        "[dates]",
        *(f'{table} = "{dates.get(table, "")}"' for table in tables),
        "",
        "[counts]",
        *(f"{table} = {counts[table]}" for table in tables),
        "",
    ]
    listed = "\n".join(f"  {table}: {dates.get(table) or '?'}" for table in tables)
    return {
        **{f"{name}.csv": text for name, text in tables.items()},
        "snapshot.toml": "\n".join(lines),
        "LICENSE": _LICENCE_TEXT,
        "ATTRIBUTION.md": _ATTRIBUTION_TEXT.format(attribution=ATTRIBUTION, dates=listed),
    }


def _dates(snapshot: Snapshot) -> dict[str, str]:
    """Return the date of the newest object in each table."""
    newest: dict[str, str] = {}
    for feature in snapshot.features:
        table = _table_of(feature)
        newest[table] = max(newest.get(table, ""), feature.snapshot)
    newest["crossings"] = newest.get("roads", "")
    newest["addresses"] = max(newest.get("roads", ""), newest.get("places", ""))
    return newest


def _table_of(feature: OsmFeature) -> str:
    tags = feature.tags
    if tags.get("boundary") == "administrative":
        return "outlines"
    if "highway" in tags:
        return "roads"
    if tags.get("natural") == "water":
        return "surfaces"
    if tags.get("waterway") or tags.get("route") or "Line" in feature.geometry.geom_type:
        return "lines"
    return "places"
