"""What belongs to the ground of a map: which roads it shows, and which areas are only ground."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maps import shapes, styles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

ROAD_CLASSES = ("motorway", "trunk", "primary", "secondary", "tertiary", "minor")
"""Road classes of the backdrop, widest first; links belong to their road, the rest is minor."""

_FOOT_CLASSES = frozenset({"footway", "path", "steps", "cycleway", "pedestrian", "track"})


def road_class(raw: str) -> str | None:
    """
    Return the backdrop class of an OSM highway value, None for what only people walk on.

    >>> road_class("trunk_link"), road_class("living_street"), road_class("steps")
    ('trunk', 'minor', None)
    """
    if raw in _FOOT_CLASSES:
        return None
    bare = raw.removesuffix("_link")
    return bare if bare in ROAD_CLASSES else "minor"


def is_broad(feature: Mapping[str, Any], geometry: BaseGeometry) -> bool:
    """Tell whether an area is only the ground of the thing: a whole place, or very large."""
    method = shapes.properties(feature).get("method")
    return method in styles.WHOLE_PLACE_METHODS or shapes.area_m2(geometry) > styles.BROAD_M2
