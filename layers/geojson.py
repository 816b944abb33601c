"""
RFC 7946 GeoJSON: same features in, same bytes out, one feature a line, one geometry type a file.

No `crs`, no null geometry, ids at the top and among the properties, bbox for file and feature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import mapping

from layers.errors import LayerError
from layers.features import Feature
from layers.geojson_text import Rows, as_json, box_of, collection_text, text_rows
from layers.shapes import DECIMALS, FAMILIES, cleaned, middles, uniform

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geopandas import GeoDataFrame

    from layers.shapes import Shapes
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
    shapes = ready(rows, name)
    boxes = np.round(shapely.bounds(shapes), DECIMALS)
    found = head(name, box_of(boxes), members)
    found["features"] = [
        {
            "type": "Feature",
            "id": feature.id,
            "bbox": box,
            "geometry": mapping(shape),
            "properties": dict(feature.properties),
        }
        for feature, shape, box in zip(rows, shapes, boxes.tolist(), strict=True)
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
    return dumps_rows(rows_of(features, name), name, members=members)


def rows_of(
    features: Iterable[Feature], name: str, *, properties: Mapping[str, str] | None = None
) -> Rows:
    """
    Return features as text; errors as `collection`.

    Parameters
    ----------
    features
        Features of one family, (lon, lat) degrees.
    name
        Name of the collection.
    properties
        What `layers.geojson_text.property_texts` gave for them, if it is known already.

    Raises
    ------
    LayerError
        As `collection`.
    """
    given = tuple(features)
    return text_rows(given, ready(given, name), properties=properties)


def dumps_rows(rows: Rows, name: str, *, members: Mapping[str, str] | None = None) -> str:
    """Return rows as a FeatureCollection; parameters as `collection`."""
    return collection_text(head(name, rows.bbox, members), rows.lines)


def dumps_collection(content: Mapping[str, Any]) -> str:
    """Return a FeatureCollection as text, one feature a line, Chinese readable."""
    members = {key: value for key, value in content.items() if key != "features"}
    return collection_text(members, map(as_json, content["features"]))


def head(name: str, bbox: Sequence[float], members: Mapping[str, str] | None) -> dict[str, Any]:
    """Return the members of a collection but `features`; empty ones are left out."""
    found: dict[str, Any] = {"type": "FeatureCollection", "name": name}
    found.update({"attribution": ATTRIBUTION, "licence": LICENCE})
    found.update({key: value for key, value in (members or {}).items() if value})
    return {**found, "bbox": list(bbox)} if bbox else found


def ready(features: Sequence[Feature], name: str) -> Shapes:
    """
    Return the geometries as they are written: clean, and all of one GeoJSON type.

    Raises
    ------
    LayerError
        As `collection`, or if a coordinate is not a finite number.
    """
    _refuse_repeated(features, name)
    shapes = _written(features)
    families = sorted({FAMILIES[number] for number in shapely.get_dimensions(shapes)})
    if len(families) > 1:
        raise LayerError(f"一个文件只放一类图形，实际有 {'、'.join(families)}", where=name)
    return uniform(shapes)


def by_family(features: Iterable[Feature]) -> dict[str, list[Feature]]:
    """Sort features into `points`, `lines` and `polygons`, in id order."""
    found: dict[str, list[Feature]] = {name: [] for name in FAMILIES}
    rows = sorted(features, key=lambda item: item.id)
    numbers = shapely.get_dimensions([feature.geometry for feature in rows])
    for feature, number in zip(rows, numbers, strict=True):
        found[FAMILIES[number]].append(feature)
    return found


def as_points(features: Iterable[Feature]) -> list[Feature]:
    """Return each feature as one point on its geometry, all properties kept."""
    rows = list(features)
    points = middles(feature.geometry for feature in rows)
    return [Feature(f.id, point, f.properties) for f, point in zip(rows, points, strict=True)]


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


def _written(features: Sequence[Feature]) -> Shapes:
    """Return the geometries clean."""
    given = [feature.geometry for feature in features]
    numbers, owner = shapely.get_coordinates(given, return_index=True)
    endless = owner[~np.isfinite(numbers).all(axis=1)]
    if len(endless):
        raise LayerError("坐标应为有限的数", where=f"要素 {features[endless[0]].id}")
    shapes = cleaned(given)
    empty = np.flatnonzero(shapely.is_empty(shapes))
    if len(empty):
        where = f"要素 {features[empty[0]].id}"
        raise LayerError("图形为空，或小于坐标精度（约 10 厘米）", where=where)
    return shapes


def _refuse_repeated(features: Sequence[Feature], name: str) -> None:
    """Refuse repeated ids."""
    if len({feature.id for feature in features}) == len(features):
        return
    seen: set[str] = set()
    for feature in features:
        if feature.id in seen:
            raise LayerError(f"要素编号 {feature.id} 重复", where=name)
        seen.add(feature.id)
