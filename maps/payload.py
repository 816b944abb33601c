"""The data of a page: one plain dictionary, small, in a fixed order, with every text made plain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from maps import shapes, styles
from maps.strings import tables
from maps.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from maps.view import MapView

Json = dict[str, Any]

TOLERANCE_DEG = 0.000_02
"""Backdrop lines are simplified by about two metres: less than a pixel at zoom 17."""

ROAD_CLASSES = ("motorway", "trunk", "primary", "secondary", "tertiary", "minor")
"""Road classes of the backdrop, widest first; links belong to their road, the rest is minor."""

_FOOT_CLASSES = frozenset({"footway", "path", "steps", "cycleway", "pedestrian", "track"})


def page_data(view: MapView) -> Json:
    """Return everything the page shows, ready to be written as JSON."""
    zones = [_zone(feature, order) for order, feature in enumerate(view.zones)]
    placed = [feature for feature in view.features if feature.get("geometry")]
    fields = list(dict.fromkeys(key for item in placed for key in shapes.properties(item)))
    return {
        "meta": plain(dict(view.meta)),
        "text": tables(),
        "style": _style(),
        "zones": zones,
        "fields": fields,
        "rows": [[plain(shapes.properties(item).get(key)) for key in fields] for item in placed],
        "shapes": [_shape(item) for item in placed],
        "unlocated": [plain(dict(row)) for row in view.unlocated],
        "backdrop": backdrop(view.backdrop),
    }


def plain(value: Any) -> Any:  # noqa: ANN401
    """Return `value` with every text in it made plain (see `maps.text.plain_text`)."""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, dict):
        return {plain_text(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def _style() -> Json:
    """Return the signs and limits that the page draws with."""
    return {
        "kinds": {kind: [sign.shape, sign.sign] for kind, sign in styles.KIND_SIGNS.items()},
        "stages": {group: list(words) for group, words in styles.STAGE_GROUPS.items()},
        "accuracy": {
            name: None if limit == float("inf") else limit
            for name, limit in styles.ACCURACY_CLASSES.items()
        },
        "noZone": list(styles.NO_ZONE),
    }


def _zone(feature: Mapping[str, Any], order: int) -> Json:
    """Return one zone with its colours, outline and the place of its name."""
    given = shapes.properties(feature)
    geometry = shapes.geometry_of(feature.get("geometry"))
    return {
        "code": plain_text(given.get("code", "")),
        "name": plain_text(given.get("name", "")),
        "name_en": plain_text(given.get("name_en") or given.get("name", "")),
        "colour": list(styles.zone_colour(order)),
        "rings": _polygons([geometry] if geometry is not None else []),
        "at": list(shapes.anchor(geometry)) if geometry is not None else None,
    }


def _shape(feature: Mapping[str, Any]) -> Json:
    """Return geometry type, coordinates (6 decimals, as in the hand-off) and symbol place."""
    geometry = shapes.geometry_of(feature["geometry"])
    if geometry is None or geometry.is_empty:
        return {"type": "", "at": None}
    at = list(shapes.anchor(geometry))
    if geometry.geom_type in {"Point", "MultiPoint"}:
        return {"type": "point", "at": at}
    if polygons := shapes.polygon_parts(geometry):
        rings = [[_round(ring) for ring in (p.exterior, *p.interiors)] for p in polygons]
        broad = is_broad(feature, geometry)
        return {"type": "polygon", "at": at, "parts": rings, "broad": broad}
    lines = [_round(line) for line in shapes.line_parts(geometry)]
    return {"type": "line", "at": at, "parts": lines}


def is_broad(feature: Mapping[str, Any], geometry: BaseGeometry) -> bool:
    """Tell whether an area is only the ground of the thing: a whole place, or very large."""
    method = shapes.properties(feature).get("method")
    return method in styles.WHOLE_PLACE_METHODS or shapes.area_m2(geometry) > styles.BROAD_M2


def _round(line: BaseGeometry) -> list[list[float]]:
    """Return the coordinates of one line or ring, rounded."""
    rounded: list[list[float]] = np.round(shapely.get_coordinates(line), 6).tolist()
    return rounded


def backdrop(given: Mapping[str, Any]) -> Json:
    """Return the packed backdrop: fills, outlines, and lines by name."""
    district = shapes.geometry_of(given.get("district"))
    return {
        "scale": shapes.PACK_SCALE,
        "district": _polygons([district] if district is not None else []),
        "water": _named_polygons(given.get("water") or ()),
        "parks": _named_polygons(given.get("parks") or ()),
        "subdistricts": _named_polygons(given.get("subdistricts") or ()),
        "rivers": _named_lines(given.get("rivers") or ()),
        "metro": _named_lines(given.get("metro") or ()),
        "roads": _roads(given.get("roads") or ()),
    }


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


def _roads(entries: Iterable[Mapping[str, Any]]) -> Json:
    """Return the road lines by class and name."""
    groups: dict[str, list[Mapping[str, Any]]] = {name: [] for name in ROAD_CLASSES}
    for entry in entries:
        name = road_class(str(entry.get("class") or ""))
        if name:
            groups[name].append(entry)
    return {name: _named_lines(members) for name, members in groups.items()}


def _named_lines(entries: Iterable[Any]) -> list[Json]:
    """Return one entry a name, in order of names, with all its packed lines."""
    pairs = [
        (plain_text(shapes.name_of(entry)), part)
        for entry in entries
        for part in shapes.line_parts(shapes.geometry_of(entry))
    ]
    slim = shapely.simplify([part for _, part in pairs], TOLERANCE_DEG).tolist() if pairs else []
    found: dict[str, list[list[int]]] = {}
    for (name, _), line in zip(pairs, shapes.pack_lines(slim), strict=True):
        if len(line) > 2:  # noqa: PLR2004 - what shrank to one position is left out
            found.setdefault(name, []).append(line)
    return [{"name": name, "lines": found[name]} for name in sorted(found)]


def _named_polygons(entries: Iterable[Any]) -> list[Json]:
    """Return polygons with their names, in the order given."""
    result = []
    for entry in entries:
        geometry = shapes.geometry_of(entry)
        if geometry is not None and not geometry.is_empty:
            rings = _polygons([geometry])
            name = plain_text(shapes.name_of(entry))
            result.append({"name": name, "rings": rings, "at": list(shapes.anchor(geometry))})
    return result


def _polygons(geometries: Sequence[BaseGeometry]) -> list[list[list[int]]]:
    """Return the packed polygons of all `geometries`, simplified."""
    parts = [part for item in geometries for part in shapes.polygon_parts(item)]
    if not parts:
        return []
    slim = shapely.simplify(np.array(parts, dtype=object), TOLERANCE_DEG)
    return shapes.pack_polygons([part for part in slim if not part.is_empty])
