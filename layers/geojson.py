"""
RFC 7946 GeoJSON: same features in, same bytes out, one feature a line, one geometry type a file.

No `crs`, no null geometry, ids at the top and among the properties, bbox for file and feature.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import mapping

from layers.errors import LayerError
from layers.features import Feature
from layers.shapes import DECIMALS, FAMILIES, clean, family, middle, uniform

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geopandas import GeoDataFrame
    from shapely.geometry.base import BaseGeometry

    from layers.zones import ZoneLayer

ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0"
LICENCE = "ODbL-1.0"


def collection(
    features: Iterable[Feature], name: str, *, members: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """
    Return a FeatureCollection as plain values, features in the order given.

    Parameters
    ----------
    features
        Features of one family (points, lines or polygons), (lon, lat) degrees.
    name
        Name of the collection.
    members
        Further members of the collection, for example `snapshot` or `note`; empty ones are left
        out.

    Raises
    ------
    LayerError
        If two features share an id, families are mixed, or a geometry is empty once rounded.
    """
    rows = list(features)
    shapes = [_written(feature) for feature in rows]
    _check(rows, shapes, name)
    found: dict[str, Any] = {"type": "FeatureCollection", "name": name}
    found.update({"attribution": ATTRIBUTION, "licence": LICENCE})
    found.update({key: value for key, value in (members or {}).items() if value})
    if shapes:
        found["bbox"] = _bbox(shapely.total_bounds(shapes))
    found["features"] = [
        {
            "type": "Feature",
            "id": feature.id,
            "bbox": _bbox(shape.bounds),
            "geometry": mapping(shape),
            "properties": dict(feature.properties),
        }
        for feature, shape in zip(rows, uniform(shapes), strict=True)
    ]
    return found


def dumps(
    features: Iterable[Feature], name: str, *, members: Mapping[str, str] | None = None
) -> str:
    """
    Return a FeatureCollection as text; parameters and errors as `collection`.

    Raises
    ------
    LayerError
        As `collection`.
    """
    return dumps_collection(collection(features, name, members=members))


def dumps_collection(content: Mapping[str, Any]) -> str:
    """Return a FeatureCollection as text, one feature a line, Chinese readable."""
    head = {key: value for key, value in content.items() if key != "features"}
    rows = ",\n".join(_json(feature) for feature in content["features"])
    return f'{_json(head)[:-1]}, "features": [\n{rows}\n]}}\n'


def by_family(features: Iterable[Feature]) -> dict[str, list[Feature]]:
    """Sort features into `points`, `lines` and `polygons`, in id order."""
    found: dict[str, list[Feature]] = {name: [] for name in FAMILIES}
    for feature in sorted(features, key=lambda item: item.id):
        found[family(feature.geometry)].append(feature)
    return found


def as_points(features: Iterable[Feature]) -> list[Feature]:
    """Return each feature as one point on its geometry, all properties kept."""
    return [Feature(f.id, middle(f.geometry), f.properties) for f in features]


def zone_features(zones: ZoneLayer) -> list[Feature]:
    """Return the outlines of the zones as features."""
    return [
        Feature(
            zone.code,
            zone.shape,
            {
                "id": zone.code,
                "code": zone.code,
                "name": zone.name,
                "name_en": zone.name_en or None,
                "variants": ";".join(zone.variants) or None,
                "area_km2": round(zone.area_m2 / 1e6, 3),
                "indicative": zone.indicative,
                "note": zone.note or None,
                "evidence": ";".join(zone.evidence) or None,
            },
        )
        for zone in zones.zones
    ]


def to_geodataframe(features: Iterable[Feature]) -> GeoDataFrame:
    """
    Return features as a GeoDataFrame in EPSG:4326, one column a property.

    Parameters
    ----------
    features
        Features of any family.
    """
    import geopandas as gpd  # noqa: PLC0415 - heavy, only wanted by library users

    rows = list(features)
    columns = list(rows[0].properties) if rows else []
    data = {key: [row.properties[key] for row in rows] for key in columns}
    return gpd.GeoDataFrame(data, geometry=[row.geometry for row in rows], crs="EPSG:4326")


def _written(feature: Feature) -> BaseGeometry:
    """Return the geometry as it is written."""
    shape = clean(feature.geometry)
    if shape.is_empty:
        raise LayerError("图形为空，或小于坐标精度（约 10 厘米）", where=f"要素 {feature.id}")
    return shape


def _check(features: Sequence[Feature], shapes: Sequence[BaseGeometry], name: str) -> None:
    """Refuse repeated ids and mixed families."""
    seen: set[str] = set()
    for feature in features:
        if feature.id in seen:
            raise LayerError(f"要素编号 {feature.id} 重复", where=name)
        seen.add(feature.id)
    families = sorted({family(shape) for shape in shapes})
    if len(families) > 1:
        raise LayerError(f"一个文件只放一类图形，实际有 {'、'.join(families)}", where=name)


def _bbox(bounds: Iterable[float]) -> list[float]:
    """Return west, south, east, north."""
    return [round(float(value), DECIMALS) for value in bounds]


def _json(value: object) -> str:
    """Serialise without escapes of Chinese; U+2028 and U+2029 are escaped, they break lines."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
