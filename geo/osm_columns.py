"""What the columns of each prepared GeoJSON extract mean in OSM tags: one rule a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.osm_classes import class_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Row = Mapping[str, Any]


def text_of(value: object) -> str:
    """Return a column as text; null is "", a whole number has no decimals."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _road_tags(row: Row) -> dict[str, str]:
    """Columns that already are OSM keys."""
    keys = ("highway", "ref", "oneway", "bridge", "tunnel", "layer")
    return {key: text_of(row.get(key)) for key in keys}


def _class_tags(row: Row) -> dict[str, str]:
    """Rows with a class; rail and water may add bridge, tunnel and width."""
    fclass = text_of(row.get("fclass"))
    tags = {"fclass": fclass, **class_tags(fclass)}
    tags |= {key: text_of(row.get(key)) for key in ("bridge", "tunnel", "layer", "ref", "oneway")}
    width = text_of(row.get("width"))
    return tags | ({} if width in {"", "0"} else {"width": width})


def _station_tags(row: Row) -> dict[str, str]:
    """Nodes of the metro: the station itself or where a train stops."""
    kind = text_of(row.get("kind"))
    tags = {"fclass": kind, "public_transport": kind, "subway": "yes"}
    if kind in {"station", "halt"}:
        tags |= {"public_transport": "station", "railway": kind, "station": "subway"}
    elif kind in {"stop_position", "stop"}:
        tags |= {"public_transport": "stop_position", "railway": "stop"}
    if row.get("under_construction") in {True, "yes", "T", "true"}:
        tags["construction"] = "yes"
    return tags | ({"ref": text_of(row["line"])} if row.get("line") else {})


def _metro_tags(row: Row) -> dict[str, str]:
    """Return the tags of one route relation; a network is no route."""
    number = text_of(row.get("route"))
    if number == "network":
        return {"fclass": "network"}
    return {"route": "subway", "ref": number.replace("-", ";")}


def _subdistrict_tags(row: Row) -> dict[str, str]:
    """Return the tags of a subdistrict."""
    code = text_of(row.get("street_code"))
    return {"boundary": "administrative", "admin_level": "8", "ref": code}


def _district_tags(row: Row) -> dict[str, str]:
    """Return the tags of a district."""
    code = text_of(row.get("adcode"))
    return {"boundary": "administrative", "admin_level": "6", "ref": code}


# File stem, its rule, and the OSM type of its lines and points ("" is: the extract does not say).
FILES: dict[str, tuple[Callable[[Row], dict[str, str]], str]] = {
    "roads": (_road_tags, "way"),
    "areas": (_class_tags, ""),
    "pois": (_class_tags, "node"),
    "places": (_class_tags, "node"),
    "station_areas": (_class_tags, ""),
    "station_nodes": (_station_tags, "node"),
    "metro_lines": (_metro_tags, ""),
    "railways": (_class_tags, "way"),
    "water": (_class_tags, ""),
    "waterways": (_class_tags, "way"),
    "subdistricts": (_subdistrict_tags, "relation"),
    "district": (_district_tags, "relation"),
}
