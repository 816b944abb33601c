"""The data of a page: one plain dictionary, small, in a fixed order, with every text made plain."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from layers.csvtext import FORMULA_STARTS
from layers.features import PROPERTIES, ROAD_KINDS
from layers.geojson import ATTRIBUTION, LICENCE
from layers.histories import Event, present
from layers.unlocated import UNLOCATED_COLUMNS
from maps import bilingual, shapes, styles
from maps.figures import sizes
from maps.ground import ROAD_CLASSES, is_broad, road_class
from maps.strings import tables
from maps.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from maps.view import MapView

    Packers = tuple[
        Callable[[Sequence[BaseGeometry]], Any],
        Callable[[Iterable[Any]], Any],
        Callable[[Iterable[Any]], Any],
    ]

Json = dict[str, Any]

TOLERANCE_DEG = 0.000_02
"""Backdrop lines are simplified by about two metres: less than a pixel at zoom 17."""

SHAPE_SCALE = 1_000_000
"""Units of a feature's packed coordinates in one degree: six decimals, as in the hand-off."""

_MULTI = {"line": "MultiLineString", "polygon": "MultiPolygon"}


def page_data(view: MapView) -> Json:
    """Return everything the page shows, ready to be written as JSON."""
    placed = [feature for feature in view.features if feature.get("geometry")]
    rows = [shapes.properties(item) for item in placed]
    return {
        "meta": plain(dict(view.meta)),
        "text": tables(),
        "style": style(),
        "zones": [zone(feature, order) for order, feature in enumerate(view.zones)],
        "count": len(placed),
        "columns": columns(rows),
        "shapes": _shapes(placed),
        "sizes": sizes([_measured(item) for item in placed]),
        "scale": SHAPE_SCALE,
        "export": export(view, placed),
        "events": [_events(view, row) for row in rows],
        "unlocated": [plain(dict(row)) for row in view.unlocated],
        "unlocated_events": [_events(view, row) for row in view.unlocated],
        "english": bilingual.names_in_english(view) | bilingual.texts_in_english(view),
        "typed": bilingual.typed(view, rows),
        "unlocated_typed": bilingual.typed(view, view.unlocated),
        "backdrop": backdrop(view.backdrop),
    }


def export(view: MapView, features: Iterable[Mapping[str, Any]]) -> Json:
    """Return what an export of the page shares with the hand-off files."""
    given = [shapes.geometry_of(feature["geometry"]) for feature in features]
    types = {item.geom_type for item in given if item is not None}
    return {
        "keys": list(PROPERTIES),
        "unlocated": list(UNLOCATED_COLUMNS),
        "multi": [name for name, kind in _MULTI.items() if kind in types],
        "members": {
            "attribution": plain_text(view.meta.get("attribution") or ATTRIBUTION),
            "licence": LICENCE,
            "snapshot": max(map(str, (view.meta.get("snapshots") or {}).values()), default=""),
        },
        "formulas": list(FORMULA_STARTS),
    }


def _measured(feature: Mapping[str, Any]) -> BaseGeometry | None:
    """Return the geometry whose length or area is that of the thing, None where it is not."""
    geometry = shapes.geometry_of(feature["geometry"])
    if geometry is None or not shapes.polygon_parts(geometry):
        return geometry
    ground = shapes.properties(feature).get("kind") in ROAD_KINDS or is_broad(feature, geometry)
    return None if ground else geometry


def columns(rows: Sequence[Mapping[str, Any]]) -> Json:
    """
    Return the properties by key: a list of values, or distinct values and which one each row has.

    >>> columns([{"kind": "park"}, {"kind": "park"}, {"kind": "park"}])
    {'kind': {'values': ['park'], 'rows': [0, 0, 0]}}
    """
    keys = dict.fromkeys(key for row in rows for key in row)
    return {key: _column([row.get(key) for row in rows]) for key in keys}


def _column(cells: list[Any]) -> Json | list[Any]:
    """Return one column in the shorter of two writings; `True` and `1` stay apart."""
    order: dict[tuple[type, Any], int] = {}
    if any(isinstance(cell, (list, dict)) for cell in cells):
        return [plain(cell) for cell in cells]
    found = [order.setdefault((type(cell), cell), len(order)) for cell in cells]
    if 2 * len(order) > len(cells):
        return [plain(cell) for cell in cells]
    return {"values": [plain(cell) for _, cell in order], "rows": found}


_EVENT = tuple(field.name for field in fields(Event))


def _events(view: MapView, row: Mapping[str, Any]) -> list[Any]:
    """Return which event counts now (-1: the row itself), then the events as short lists."""
    events = view.histories.get(str(row.get("id") or ""), ())
    now = present(row, events)
    return [
        -1 if now is None else now,
        *([plain(getattr(event, name)) for name in _EVENT] for event in events),
    ]


def plain(value: Any) -> Any:  # noqa: ANN401
    """Return `value` with every text in it made plain (see `maps.text.plain_text`)."""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, dict):
        return {plain_text(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def style() -> Json:
    """Return the signs and limits that the page draws with."""
    return {
        "kinds": {kind: [sign.shape, sign.sign] for kind, sign in styles.KIND_SIGNS.items()},
        "stages": {group: list(words) for group, words in styles.STAGE_GROUPS.items()},
        "accuracy": {
            name: None if limit == float("inf") else limit
            for name, limit in styles.ACCURACY_CLASSES.items()
        },
        "noZone": list(styles.NO_ZONE),
        "crowd": styles.CROWD,
    }


def zone(feature: Mapping[str, Any], order: int) -> Json:
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


def _shapes(features: Sequence[Mapping[str, Any]]) -> list[Json]:
    """Return type, packed coordinates (6 decimals, as in the hand-off) and symbol place of each."""
    geometries = [shapes.geometry_of(feature["geometry"]) for feature in features]
    areas = [shapes.polygon_parts(item) for item in geometries]
    lines = [
        [] if polygons else shapes.line_parts(item)
        for item, polygons in zip(geometries, areas, strict=True)
    ]
    # packed all at once: of very many shapes each alone would take most of the time
    packed_areas = iter(
        shapes.pack_polygons([part for parts in areas for part in parts], SHAPE_SCALE)
    )
    packed_lines = iter(shapes.pack_lines([part for parts in lines for part in parts], SHAPE_SCALE))
    found: list[Json] = []
    for feature, geometry, polygons, strokes in zip(
        features, geometries, areas, lines, strict=True
    ):
        if geometry is None or geometry.is_empty:
            found.append({"type": "", "at": None})
            continue
        at = list(shapes.anchor(geometry))
        if polygons:
            parts: list[Any] = [next(packed_areas) for _ in polygons]
            broad = is_broad(feature, geometry)
            found.append({"type": "polygon", "at": at, "parts": parts, "broad": broad})
        elif strokes:
            parts = [next(packed_lines) for _ in strokes]
            found.append({"type": "line", "at": at, "parts": parts})
        else:
            found.append({"type": "point", "at": at})
    return found


def backdrop(given: Mapping[str, Any]) -> Json:
    """Return the packed backdrop: fills, outlines, and lines by name."""
    return packed_ground(given, ROAD_CLASSES, (_polygons, _named_polygons, _named_lines))


def packed_ground(given: Mapping[str, Any], classes: Sequence[str], pack: Packers) -> Json:
    """
    Return the ground of a page.

    Parameters
    ----------
    given
        The backdrop of a view.
    classes
        The road classes that are drawn, widest first.
    pack
        What packs bare polygons, areas with names, and lines by name.
    """
    polygons, areas, lines = pack
    district = shapes.geometry_of(given.get("district"))
    roads: dict[str, list[Mapping[str, Any]]] = {name: [] for name in classes}
    for entry in given.get("roads") or ():
        name = road_class(str(entry.get("class") or ""))
        if name in roads:
            roads[name].append(entry)
    return {
        "scale": shapes.PACK_SCALE,
        "district": polygons([district] if district is not None else []),
        **{key: areas(given.get(key) or ()) for key in ("water", "parks", "subdistricts")},
        **{key: lines(given.get(key) or ()) for key in ("rivers", "metro")},
        "roads": {name: lines(members) for name, members in roads.items()},
    }


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
