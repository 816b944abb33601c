"""
JSON Schema (2020-12) of every sheet, made from the table of columns: one file a sheet.

A schema holds for the FeatureCollection; `#/$defs/feature` for a feature by itself, as in
GeoJSONSeq. Nothing in it is fetched: `$id` is a URN, `$schema` a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.handoff.fields import REAL, TEXT, UNLOCATED_FIELDS, WHOLE
from layers.handoff.parts import Part
from layers.handoff.plain import json_text
from layers.handoff.statements import urn
from layers.handoff.values import pattern_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.handoff.delivery import Delivery
    from layers.handoff.fields import Field
    from layers.handoff.sheets import Sheet
    from layers.zones import ZoneLayer

Json = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MEDIA_TYPE = "application/schema+json"

_LON = {"type": "number", "minimum": -180, "maximum": 180}
_LAT = {"type": "number", "minimum": -90, "maximum": 90}
_DEFS: Json = {
    "position": {
        "description": "经度、纬度，WGS-84 / longitude, latitude, WGS-84",
        "type": "array",
        "prefixItems": [_LON, _LAT],
        "items": False,
        "minItems": 2,
    },
    "bbox": {
        "description": "西、南、东、北 / west, south, east, north",
        "type": "array",
        "prefixItems": [_LON, _LAT, _LON, _LAT],
        "items": False,
        "minItems": 4,
    },
    "line": {"type": "array", "items": {"$ref": "#/$defs/position"}, "minItems": 2},
    "ring": {"type": "array", "items": {"$ref": "#/$defs/position"}, "minItems": 4},
    "polygon": {"type": "array", "items": {"$ref": "#/$defs/ring"}, "minItems": 1},
}
_COORDINATES: Json = {
    "Point": {"$ref": "#/$defs/position"},
    "MultiLineString": {"type": "array", "items": {"$ref": "#/$defs/line"}, "minItems": 1},
    "MultiPolygon": {"type": "array", "items": {"$ref": "#/$defs/polygon"}, "minItems": 1},
}


def parts(delivery: Delivery) -> list[Part]:
    """Return a schema file for each sheet and one for what is not on the map."""
    found = []
    for sheet in delivery.sheets:
        content = sheet_schema(sheet, delivery)
        title = f"{sheet.title_zh}：JSON Schema", f"{sheet.title_en}: JSON Schema"
        found.append(_part(sheet.name, content, *title))
    title = "未上图清单：JSON Schema", "What is not on the map: JSON Schema"
    return [*found, _part("unlocated", unlocated_schema(delivery), *title)]


def sheet_schema(sheet: Sheet, delivery: Delivery) -> Json:
    """Return the schema of a FeatureCollection of that sheet."""
    feature: Json = {
        "description": (
            "id 与 properties.id 相同 / id is the same as properties.id; "
            "空值写 null，不省略 / what is unknown is null, never missing"
        ),
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "additionalProperties": False,
        "properties": {
            "type": {"const": "Feature"},
            "id": _id(sheet.fields, sheet.name, delivery.zones),
            "bbox": {"$ref": "#/$defs/bbox"},
            "geometry": _geometry(sheet.geometry_type),
            "properties": _object(sheet.fields, sheet.name, delivery.zones),
        },
    }
    return {
        "$schema": DIALECT,
        "$id": urn(delivery.edition, "schema", sheet.name),
        "title": f"{sheet.title_zh} / {sheet.title_en}",
        "type": "object",
        "required": ["type", "features"],
        "properties": {
            "type": {"const": "FeatureCollection"},
            "name": {"type": "string"},
            "bbox": {"$ref": "#/$defs/bbox"},
            "features": {"type": "array", "items": {"$ref": "#/$defs/feature"}},
            "crs": False,
            "coordinates": False,
            "geometries": False,
            "geometry": False,
            "properties": False,
        },
        "$defs": {"feature": feature, **_DEFS},
    }


def unlocated_schema(delivery: Delivery) -> Json:
    """Return the schema of a row of `unlocated.csv` as an object, empty cells as null."""
    return {
        "$schema": DIALECT,
        "$id": urn(delivery.edition, "schema", "unlocated"),
        "title": "未上图的地点 / A place that is not on the map",
        "description": (
            "unlocated.csv 的一行，空格写 null；有别名的地点每个名称一行 / "
            "a row of unlocated.csv, an empty cell as null; a place has a row for each of its names"
        ),
        **_object(UNLOCATED_FIELDS, "unlocated", delivery.zones),
    }


def _part(name: str, content: Json, zh: str, en: str) -> Part:
    return Part(f"schema/{name}.schema.json", json_text(content).encode(), MEDIA_TYPE, zh, en)


def _geometry(kind: str) -> Json:
    return {
        "type": "object",
        "required": ["type", "coordinates"],
        "additionalProperties": False,
        "properties": {"type": {"const": kind}, "coordinates": _COORDINATES[kind]},
    }


def _object(fields: Iterable[Field], sheet: str, zones: ZoneLayer) -> Json:
    """Return the schema of an object that has all these keys and no other."""
    found = {field.name: _value(field, sheet, zones) for field in fields}
    return {
        "type": "object",
        "required": list(found),
        "additionalProperties": False,
        "properties": found,
    }


def _id(fields: Iterable[Field], sheet: str, zones: ZoneLayer) -> Json:
    field = next(field for field in fields if field.name == "id")
    return _value(field, sheet, zones)


def _value(field: Field, sheet: str, zones: ZoneLayer) -> Json:
    """Return the schema of one column."""
    found: Json = {
        "title": f"{field.zh} / {field.en}",
        "description": f"{field.about_zh} / {field.about_en}",
        "type": field.type if field.required else [field.type, "null"],
    }
    zone_code = sheet == "zones" and field.name in {"id", "code"}
    words = list(zones.codes) if zone_code else list(words_of(field, zones) or ())
    if words or zone_code:
        found["enum"] = words if field.required else [*words, None]
    elif field.type == TEXT:
        found["minLength"] = 1
        if pattern := pattern_of(field):
            found["pattern"] = pattern
    elif field.type in {WHOLE, REAL}:
        found["minimum"] = 0
    return found
