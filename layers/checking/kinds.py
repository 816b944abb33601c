"""The types of GeoJSON, and JSON values in a few Chinese words."""

from __future__ import annotations

DEPTHS = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
GEOMETRIES = (*DEPTHS, "GeometryCollection")


def cased(kind: object) -> str:
    """Return a GeoJSON type in its right case; blank if it is none in any case."""
    if not isinstance(kind, str):
        return ""
    known = {name.lower(): name for name in (*GEOMETRIES, "Feature", "FeatureCollection")}
    return known.get(kind.strip().lower(), "")


def told(value: object) -> str:
    """Return a JSON value in a few words, Chinese."""
    if isinstance(value, str):
        return f"文字“{value[:20]}{'…' if len(value) > 20 else ''}”"  # noqa: PLR2004 - one line
    if isinstance(value, list):
        return "数组"
    if isinstance(value, dict):
        return "对象"
    if value is None or isinstance(value, bool):
        return {None: " null", True: " true", False: " false"}[value]
    return "数字"
