"""The ground under a map: roads, water, parks, metro and outlines out of the gazetteer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer import Gazetteer

MARGIN_DEG = 0.006
"""How far outside the district the ground is still drawn, in degrees (about 600 m)."""
_SMALLEST_PARK_DEG2 = 2e-7  # about 2,000 m2


def backdrop(gazetteer: Gazetteer) -> dict[str, Any]:
    """
    Return what a `maps.view.MapView` wants under `backdrop`; shapes in (lon, lat) degrees.

    Only what touches the district and a margin around it is kept.
    """
    frame = shapely.box(*gazetteer.district.shape.bounds).buffer(MARGIN_DEG, join_style="mitre")
    shapely.prepare(frame)

    def near(shape: BaseGeometry) -> bool:
        return bool(frame.intersects(shape))

    roads = [edge for edge in gazetteer.all_edges if near(edge.shape)]
    parks = [p for p in gazetteer.places_of_kind("park") if near(p.shape)]
    rails = gazetteer.named_lines("", kind="metro")
    return {
        "roads": [
            {"name": edge.name, "class": edge.road_class, "geometry": edge.shape} for edge in roads
        ],
        "water": [
            {"name": "", "geometry": shape.intersection(frame)}
            for shape in gazetteer.surfaces()
            if near(shape)
        ],
        "parks": [
            {"name": p.name, "geometry": p.shape}
            for p in parks
            if p.shape.area > _SMALLEST_PARK_DEG2
        ],
        "rivers": [
            {"name": line.name, "geometry": line.shape.intersection(frame)}
            for line in gazetteer.named_lines("", kind="river")
            if near(line.shape)
        ],
        "metro": [
            {"name": line.name, "class": "metro", "geometry": line.shape.intersection(frame)}
            for line in rails
            if near(line.shape)
        ],
        "subdistricts": [
            {"name": outline.name, "geometry": outline.shape}
            for outline in gazetteer.outlines
            if outline.kind == "subdistrict"
        ],
        "district": gazetteer.district.shape,
    }
