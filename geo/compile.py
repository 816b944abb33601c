"""
From an OpenStreetMap snapshot to the gazetteer's tables.

The tables hold facts only: names, classes, merged and simplified centre lines, crossings, outlines
and points. Same snapshot, same bytes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import shapely
from shapely import STRtree
from shapely.geometry import Point, Polygon
from shapely.ops import nearest_points

from geo import tables
from geo.compile_roads import crossing_rows, road_rows
from geo.errors import GazetteerError
from geo.kinds import place_kind
from geo.metric import to_degrees, to_metres
from geo.names import parse_address
from geo.osm_text import NAMED_BY, aliases, level, line_parts, simplified, wkt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

    from geo.osm_source import OsmFeature, Snapshot

REACH_M = 1000.0
"""How far outside the district an object is still kept, in metres."""
OUTLINE_TOLERANCE_M = 1.5
SURFACE_TOLERANCE_M = 2.5
_FOOT = {"footway", "path", "steps", "track", "cycleway", "pedestrian", "service", "construction"}


def compile_tables(
    snapshot: Snapshot, *, district: str, way_names: Mapping[int, str] | None = None
) -> dict[str, str]:
    """
    Compile a snapshot into the text of each gazetteer table.

    Parameters
    ----------
    snapshot
        Normalised OpenStreetMap features, (lon, lat) degrees, WGS 84.
    district
        Name of the district; its boundary must be in the snapshot.
    way_names
        Names of ways that OpenStreetMap leaves unnamed, by way id (checked by people).

    Returns
    -------
    Table name to CSV text, as `geo.tables.COLUMNS` lays out.

    Raises
    ------
    GazetteerError
        If the snapshot holds no boundary of that name or no named road.
    """
    features = [_named(f, way_names or {}) for f in sorted(snapshot.features, key=_order)]
    outlines = [f for f in features if _is_outline(f)]
    home = next((f for f in outlines if f.tags["name"] == district), None)
    if home is None:
        raise GazetteerError(
            f"OSM 数据里没有名为“{district}”的行政区界线（boundary=administrative）"
        )
    near = _Reach(home.geometry)
    ways = [f for f in features if "highway" in f.tags and near.touches(f.geometry)]
    roads = [f for f in ways if f.tags.get("name") or f.tags["highway"] not in _FOOT]
    if not any(f.tags.get("name") for f in roads):
        raise GazetteerError("OSM 数据里没有一条有名字的道路（highway + name）")
    places = [f for f in features if _is_place(f) and near.touches(f.geometry)]
    numbered = [f for f in features if "addr:street" in f.tags and near.touches(f.geometry)]
    rows: dict[str, list[tuple[object, ...]]] = {
        "roads": road_rows(roads),
        "crossings": crossing_rows(roads),
        "lines": _line_rows(features, near),
        "places": _place_rows(places),
        "outlines": _outline_rows(outlines, home),
        "surfaces": _surface_rows(features, near),
        "addresses": _address_rows([*places, *numbered, *roads], roads),
    }
    return {table: tables.dumps(table, rows[table]) for table in tables.COLUMNS}


def _named(feature: OsmFeature, way_names: Mapping[int, str]) -> OsmFeature:
    """Give an unnamed way the name that people know it by."""
    name = way_names.get(feature.osm_id) if feature.osm_type == "way" else None
    if name is None or feature.tags.get("name") or "highway" not in feature.tags:
        return feature
    return replace(feature, tags={**feature.tags, "name": name, NAMED_BY: "way_names.csv"})


class _Reach:
    """The district and a margin around it."""

    def __init__(self, district: BaseGeometry) -> None:
        self.shape = to_degrees(to_metres(district).buffer(REACH_M))
        shapely.prepare(self.shape)

    def touches(self, geometry: BaseGeometry) -> bool:
        return bool(self.shape.intersects(geometry))

    def cut(self, geometry: BaseGeometry) -> BaseGeometry:
        return geometry if self.shape.covers(geometry) else geometry.intersection(self.shape)


def _order(feature: OsmFeature) -> tuple[str, int, str, str, bytes, str]:
    """Return a key that no two different features share."""
    tags = str(sorted(feature.tags.items()))
    name, shape = feature.tags.get("name", ""), feature.geometry.wkb
    return feature.osm_type, feature.osm_id, name, tags, shape, feature.snapshot


# --- rivers and rails ------------------------------------------------------------------------


def _line_name(tags: Mapping[str, str]) -> str:
    """Return the name of a line; of a route without its termini (77号线：南门 → 北门)."""
    name = tags.get("name", "")
    return re.split("[:：(（]", name)[0].strip() if "route" in tags else name


def _line_kind(tags: Mapping[str, str]) -> str:
    if tags.get("waterway") and tags.get("name"):
        return "river"
    if tags.get("route") in {"subway", "light_rail"} and _line_name(tags).endswith("线"):
        return "metro"
    if tags.get("railway") in {"rail", "monorail", "light_rail", "construction"}:
        return "rail" if tags.get("name") else ""
    return ""


def _line_rows(features: Iterable[OsmFeature], near: _Reach) -> list[tuple[object, ...]]:
    groups: dict[tuple[str, str], list[OsmFeature]] = defaultdict(list)
    for feature in features:
        kind = _line_kind(feature.tags)
        if kind and feature.geometry.geom_type != "Point" and near.touches(feature.geometry):
            groups[kind, _line_name(feature.tags)].append(feature)
    rows: list[tuple[object, ...]] = []
    for (kind, name), members in sorted(groups.items()):
        lines = [part for f in members for part in line_parts(near.cut(f.geometry))]
        if not lines:
            continue
        merged = simplified(shapely.line_merge(shapely.union_all(lines)), SURFACE_TOLERANCE_M)
        ids = " ".join(map(str, sorted({f.osm_id for f in members if f.osm_id})))
        others = ";".join(dict.fromkeys(filter(None, (aliases(f.tags) for f in members))))
        english = next((f.tags["name:en"] for f in members if f.tags.get("name:en")), "")
        levels = {level(f.tags) for f in members}
        where = levels.pop() if len(levels) == 1 else "mixed"
        rows.append((kind, name, others, english, where, ids, wkt(merged)))
    return rows


# --- places, outlines, surfaces --------------------------------------------------------------


def _is_place(feature: OsmFeature) -> bool:
    tags = feature.tags
    if not tags.get("name") or "highway" in tags or tags.get("boundary") == "administrative":
        return False
    if feature.geometry.geom_type not in {"Point", "Polygon", "MultiPolygon"}:
        return False
    return not (tags.get("waterway") or (tags.get("natural") == "water"))


def _place_rows(places: list[OsmFeature]) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for f in places:
        inside = f.geometry.representative_point()
        shape = (
            ""
            if isinstance(f.geometry, Point)
            else wkt(simplified(f.geometry, OUTLINE_TOLERANCE_M))
        )
        status = "construction" if f.tags.get("construction") == "yes" else ""
        if not status and (f.tags.get("disused") == "yes" or "已拆" in f.tags["name"]):
            status = "gone"
        rows.append((
            f.tags["name"], aliases(f.tags), f.tags.get("name:en", ""), place_kind(f.tags),
            f.tags.get("fclass", ""), status, f.osm_type, f.osm_id, f.snapshot,
            f"{inside.x:.6f}", f"{inside.y:.6f}", shape,
        ))  # fmt: skip
    return sorted(set(rows), key=lambda row: (row[0], row[6], row[7], row[8], row[9]))


def _is_outline(feature: OsmFeature) -> bool:
    administrative = feature.tags.get("boundary") == "administrative" and "name" in feature.tags
    return administrative and feature.geometry.geom_type in {"Polygon", "MultiPolygon"}


def _outline_rows(outlines: list[OsmFeature], home: OsmFeature) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for f in outlines:
        level = f.tags.get("admin_level", "")
        kind = "district" if f is home else {"8": "subdistrict"}.get(level, "")
        if not kind or f.geometry.representative_point().disjoint(home.geometry):
            continue
        code = f.tags.get("ref:CN", f.tags.get("ref", f.tags.get("code", "")))
        rows.append(
            (
                kind,
                f.tags["name"],
                f.tags.get("name:en", ""),
                code,
                f.osm_type,
                f.osm_id,
                wkt(f.geometry),
            )
        )
    return sorted(rows, key=lambda row: (row[0], row[3], row[1]))


def _surface_rows(features: Iterable[OsmFeature], near: _Reach) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for f in features:
        water = f.tags.get("natural") == "water" or f.tags.get("waterway") in {"riverbank", "dock"}
        if not water or f.geometry.geom_type not in {"Polygon", "MultiPolygon"}:
            continue
        shape = near.cut(f.geometry) if near.touches(f.geometry) else Polygon()
        shape = simplified(shape, SURFACE_TOLERANCE_M)
        shape = shapely.multipolygons(
            [p for p in shapely.get_parts(shape) if isinstance(p, Polygon)]
        )
        if not shape.is_empty:
            rows.append(("water", f.tags.get("name", ""), f.osm_type, f.osm_id, wkt(shape)))
    return sorted(rows, key=lambda row: (row[2], row[3], row[4]))


# --- house numbers ---------------------------------------------------------------------------


def _address_rows(named: list[OsmFeature], roads: list[OsmFeature]) -> list[tuple[object, ...]]:
    """Collect house numbers: addr:* tags, lanes that are roads, and numbers inside names."""
    known = {f.tags["name"] for f in roads if f.tags.get("name")}
    main = [f for f in roads if f.tags.get("name") in known]
    tree = STRtree([f.geometry for f in main])
    rows = set()
    for f in named:
        found = _number_of(f.tags)
        if found is None or found[0] not in known:
            continue
        road, number, unit = found
        where = _gate(f, road, main, tree)
        if where is not None:
            rows.add((road, number, unit, f"{where.x:.6f}", f"{where.y:.6f}", f.osm_type, f.osm_id))
    return sorted(rows)


def _number_of(tags: Mapping[str, str]) -> tuple[str, int, str] | None:
    if tags.get("addr:street") and re.match(r"\d+", tags.get("addr:housenumber", "")):
        text = tags["addr:street"] + tags["addr:housenumber"].rstrip("号") + "号"
        text = text.replace("弄号", "弄")
    else:
        text = tags.get("name", "")
    address = parse_address(text)
    return None if address is None else (address.road, address.number, address.unit)


def _gate(feature: OsmFeature, road: str, main: list[OsmFeature], tree: STRtree) -> Point | None:
    """Return the point of the numbered thing that is nearest to its road, if it is near at all."""
    reach = 0.004  # degrees, about 400 m
    index = tree.query(feature.geometry, predicate="dwithin", distance=reach)
    lines = [main[i].geometry for i in index if main[i].tags["name"] == road]
    if not lines:
        return None
    street = shapely.union_all(lines)
    gate, _ = nearest_points(feature.geometry, street)
    return Point(gate) if "highway" in feature.tags else feature.geometry.representative_point()
