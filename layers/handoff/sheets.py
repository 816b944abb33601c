"""
The sheets of a hand-off: points, lines, polygons and zones, each with one geometry type.

A sheet is the same in every format: same features in the same order, same columns, same types.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from layers.geojson import by_family, zone_features
from layers.handoff.fields import FEATURE_FIELDS, FLAG, REAL, WHOLE, ZONE_FIELDS, Field
from layers.shapes import cleaned, uniform

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geopandas import GeoDataFrame

    from layers.features import Feature
    from layers.zones import ZoneLayer

GEOMETRY_TYPES = MappingProxyType(
    {
        "points": "Point",
        "lines": "MultiLineString",
        "polygons": "MultiPolygon",
        "zones": "MultiPolygon",
    }
)
"""Sheet to its geometry type, the same in every edition, also where a sheet is empty."""

TITLES = MappingProxyType(
    {
        "points": ("点：地点", "Points: places"),
        "lines": ("线：路段、道路、河道、轨道线", "Lines: stretches, roads, rivers, metro lines"),
        "polygons": ("面：地块、公园、片区", "Polygons: plots, parks, areas"),
        "zones": ("功能区（示意范围）", "Zones (indicative outlines)"),
    }
)
"""Sheet to its Chinese and English title."""

CRS = "EPSG:4326"
_DTYPES = {WHOLE: "Int32", REAL: "float64", FLAG: "boolean"}


@dataclass(frozen=True)
class Sheet:
    """
    One layer as it is handed over.

    Attributes
    ----------
    name
        `points`, `lines`, `polygons` or `zones`.
    fields
        Its columns.
    features
        In id order, geometry (lon, lat) degrees WGS-84.
    """

    name: str
    fields: tuple[Field, ...]
    features: tuple[Feature, ...]

    @property
    def geometry_type(self) -> str:
        """`Point`, `MultiLineString` or `MultiPolygon`."""
        return GEOMETRY_TYPES[self.name]

    @property
    def title_zh(self) -> str:
        """What people read."""
        return TITLES[self.name][0]

    @property
    def title_en(self) -> str:
        """What people read in English."""
        return TITLES[self.name][1]

    @cached_property
    def frame(self) -> GeoDataFrame:
        """The features as a GeoDataFrame in EPSG:4326, one typed column a field; read only."""
        import geopandas as gpd  # noqa: PLC0415 - heavy
        import pandas as pd  # noqa: PLC0415

        rows = [feature.properties for feature in self.features]
        data: dict[str, Any] = {}
        for field in self.fields:
            values = [row[field.name] for row in rows]
            data[field.name] = pd.Series(values, dtype=_DTYPES.get(field.type, "str"))
        shapes = uniform(cleaned(feature.geometry for feature in self.features))
        return gpd.GeoDataFrame(data, geometry=gpd.GeoSeries(shapes, crs=CRS), crs=CRS)


def sheets(features: Iterable[Feature], zones: ZoneLayer) -> tuple[Sheet, ...]:
    """
    Return the sheets of a district.

    Parameters
    ----------
    features
        What is on the map.
    zones
        The zones.
    """
    families = by_family(features)
    found = [Sheet(name, FEATURE_FIELDS, tuple(rows)) for name, rows in families.items()]
    return (*found, Sheet("zones", ZONE_FIELDS, tuple(zone_features(zones))))
