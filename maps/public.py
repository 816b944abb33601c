"""
The data of the public page: what anybody may see of each place, and a slimmer ground.

Fields are named one by one, so that nothing new in the features reaches the public by itself.
Shapes are simplified by about four metres and written to five decimals.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from maps import shapes, styles
from maps.payload import ROAD_CLASSES, Json, columns, plain, road_class, style
from maps.strings import tables
from maps.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from maps.histories import Event
    from maps.view import MapView

TOLERANCE_DEG = 0.000_04
"""Shapes are simplified by about four metres: less than a pixel at zoom 15."""

FIELDS = ("id", "label", "label_en", "kind", "zone", "stage", "goal", "year", "accuracy_m", "reports")
"""What is said of a place. `stage` is `plan` for what is only foreseen, and `goal` the stage that
is planned for `year`; `reports` are places in the list of titles."""

MAIN_ROADS = ROAD_CLASSES[: ROAD_CLASSES.index("tertiary") + 1]
"""The road classes that the public page draws."""

_WORD = re.compile(r"\w+")


def public_data(view: MapView, sources: Iterable[str]) -> Json:
    """
    Return what the public page shows, ready to be written as JSON.

    Parameters
    ----------
    view
        What there is to show.
    sources
        The scripts and the template of the page: only words that occur there are bundled.
    """
    placed = [feature for feature in view.features if feature.get("geometry")]
    titles = list(view.meta.get("reports") or {})
    rows = [_row(view, shapes.properties(item), titles) for item in placed]
    return {
        "meta": _meta(view),
        "text": _words(sources, rows),
        "style": style(),
        "zones": [_zone(feature, order) for order, feature in enumerate(view.zones)],
        "count": len(placed),
        "missing": len(view.unlocated),
        "columns": columns(rows),
        "shapes": _shapes(placed),
        "scale": shapes.PACK_SCALE,
        "backdrop": _ground(view.backdrop),
    }


def _meta(view: MapView) -> Json:
    """Return the words of header and foot: nothing but names, sources and dates."""
    given = view.meta
    dates = sorted(set((given.get("snapshots") or {}).values()))
    return {
        "district": plain_text(given.get("district") or ""),
        "district_en": plain_text(given.get("district_en") or ""),
        "attribution": plain_text(given.get("attribution") or ""),
        "approval": plain_text(given.get("approval") or ""),
        "dates": plain(dates[:1] + dates[1:][-1:]),
        "reports": plain(list((given.get("reports") or {}).values())),
    }


def _row(view: MapView, given: Mapping[str, Any], titles: Sequence[str]) -> Json:
    event = view.event_of(given)
    values = {
        "id": given.get("id"),
        "label": given.get("label") or given.get("name"),
        "label_en": given.get("label_en") or given.get("name_en"),
        "kind": given.get("kind"),
        "zone": given.get("zone"),
        "stage": view.stage_of(given),
        "goal": event.stage if event is not None and event.plan else "",
        "year": (event.year if event is not None else given.get("year")) or "",
        "accuracy_m": given.get("accuracy_m"),
        "reports": _reports(view, given, titles),
    }
    return {name: values[name] for name in FIELDS}


def _reports(view: MapView, given: Mapping[str, Any], titles: Sequence[str]) -> str:
    """Return the places of the reports in `titles`, as one word: lists would not pack."""
    events: Sequence[Event] = view.histories.get(str(given.get("id") or ""), ())
    named = {event.report for event in events} or {str(given.get("report") or "")}
    return " ".join(str(order) for order, report in enumerate(titles) if report in named)


def words_in(sources: Iterable[str]) -> dict[str, dict[str, dict[str, str]]]:
    """Return the tables of words (see `maps.strings.tables`) with only what `sources` ask for."""
    asked = set(_WORD.findall(" ".join(sources)))
    return {
        language: {"ui": {key: words for key, words in found["ui"].items() if key in asked}}
        for language, found in tables().items()
    }


def _words(sources: Iterable[str], rows: Sequence[Mapping[str, Any]]) -> Json:
    """Return the interface words that `sources` ask for, and the kinds and stages that occur."""
    result = words_in(sources)
    for language, found in tables().items():
        for table in ("kind", "stage"):
            occurring = {row[table] for row in rows}
            result[language][table] = {k: w for k, w in found[table].items() if k in occurring}
    return result


# --- shapes ----------------------------------------------------------------------------------


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
        "at": _spot(geometry) if geometry is not None else None,
    }


def _spot(geometry: BaseGeometry) -> list[float]:
    return [round(value, 5) for value in shapes.anchor(geometry)]


def _shapes(placed: Sequence[Mapping[str, Any]]) -> list[Json]:
    """Return type, place of the symbol and packed coordinates of each feature."""
    found = [shapes.geometry_of(item["geometry"]) for item in placed]
    slim = shapely.simplify(np.array(found, dtype=object), TOLERANCE_DEG)
    return [_shape(item, whole, thin) for item, whole, thin in zip(placed, found, slim, strict=True)]


def _shape(
    feature: Mapping[str, Any], whole: BaseGeometry | None, slim: BaseGeometry | None
) -> Json:
    if whole is None or whole.is_empty or slim is None:
        return {"type": "", "at": None}
    at = _spot(whole)
    # The outline of the larger place is not the thing: its symbol and margin say enough.
    guessed = shapes.properties(feature).get("method") in styles.WHOLE_PLACE_METHODS
    if guessed or whole.geom_type in {"Point", "MultiPoint"}:
        return {"type": "point", "at": at}
    if polygons := shapes.polygon_parts(slim):
        found = {"type": "polygon", "at": at, "parts": shapes.pack_polygons(polygons)}
        return {**found, "broad": True} if shapes.area_m2(whole) > styles.BROAD_M2 else found
    return {"type": "line", "at": at, "parts": shapes.pack_lines(shapes.line_parts(slim))}


def _ground(given: Mapping[str, Any]) -> Json:
    """Return the packed backdrop: main roads, water, green, metro and outlines."""
    district = shapes.geometry_of(given.get("district"))
    return {
        "scale": shapes.PACK_SCALE,
        "district": _polygons([district] if district is not None else []),
        "water": _areas(given.get("water") or ()),
        "parks": _areas(given.get("parks") or ()),
        "subdistricts": _areas(given.get("subdistricts") or ()),
        "rivers": _lines(given.get("rivers") or ()),
        "metro": _lines(given.get("metro") or ()),
        "roads": _roads(given.get("roads") or ()),
    }


def _roads(entries: Iterable[Mapping[str, Any]]) -> Json:
    groups: dict[str, list[Mapping[str, Any]]] = {name: [] for name in MAIN_ROADS}
    for entry in entries:
        name = road_class(str(entry.get("class") or ""))
        if name in groups:
            groups[name].append(entry)
    return {name: _lines(members) for name, members in groups.items()}


def _lines(entries: Iterable[Any]) -> list[Json]:
    """Return one entry a name, in order of names, with its pieces joined, simplified and packed."""
    pieces: dict[str, list[BaseGeometry]] = {}
    for entry in entries:
        name = plain_text(shapes.name_of(entry))
        pieces.setdefault(name, []).extend(shapes.line_parts(shapes.geometry_of(entry)))
    names = sorted(pieces)
    joined = shapely.line_merge([shapely.multilinestrings(pieces[name]) for name in names])
    slim = shapely.simplify(joined, TOLERANCE_DEG)
    lines, owners = shapely.get_parts(slim, return_index=True)
    packed: dict[str, list[list[int]]] = {}
    for owner, line in zip(owners.tolist(), shapes.pack_lines(lines), strict=True):
        if len(line) > 2:  # noqa: PLR2004 - what shrank to one position is left out
            packed.setdefault(names[owner], []).append(line)
    return [{"name": name, "lines": lines} for name, lines in packed.items()]


def _areas(entries: Iterable[Any]) -> list[Json]:
    """Return polygons with their names, in the order given."""
    result = []
    for entry in entries:
        geometry = shapes.geometry_of(entry)
        if geometry is not None and (rings := _polygons([geometry])):
            name = plain_text(shapes.name_of(entry))
            result.append({"name": name, "rings": rings, "at": _spot(geometry)})
    return result


def _polygons(geometries: Sequence[BaseGeometry]) -> list[list[list[int]]]:
    """Return the packed polygons of all `geometries`, simplified."""
    parts = [part for item in geometries for part in shapes.polygon_parts(item)]
    if not parts:
        return []
    slim = shapely.simplify(np.array(parts, dtype=object), TOLERANCE_DEG)
    return shapes.pack_polygons([part for part in slim if not part.is_empty])
