"""
The data of the public page: what anybody may see of each place, and a slimmer ground.

Fields are named one by one, so that nothing new in the features reaches the public by itself.
Shapes are simplified and written to five decimals.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from maps import bilingual, shapes, styles
from maps.ground import ROAD_CLASSES
from maps.payload import Json, columns, packed_ground, plain, style
from maps.strings import tables
from maps.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from layers.histories import Event
    from maps.view import MapView

TOLERANCE_DEG = 0.000_04
"""What is shown of places and zones is simplified by about four metres."""

GROUND_DEG = 0.000_08
"""The ground is simplified by about eight metres: a pixel at zoom 14."""

_POND_DEG2 = 2e-7  # about 2,000 m2: what is smaller is left out of the ground

FIELDS = (
    "id",
    "label",
    "label_en",
    "kind",
    "zone",
    "stage",
    "goal",
    "year",
    "accuracy_m",
    "reports",
)
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
    english = bilingual.names_in_english(view)
    rows = [_row(view, shapes.properties(item), titles) for item in placed]
    for row in rows:
        row["label_en"] = english.get(plain_text(row["label"] or "")) or row["label_en"]
    ground = _ground(view.backdrop)
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
        "backdrop": ground,
        "english": {name: english[name] for name in _names_on(ground) if name in english},
    }


def _names_on(ground: Json) -> list[str]:
    """Return the names that the packed backdrop carries, in order."""
    kinds = [*(ground[key] for key in ("parks", "subdistricts", "rivers", "metro", "water"))]
    entries = [entry for group in (*kinds, *ground["roads"].values()) for entry in group]
    return sorted({entry["name"] for entry in entries if entry["name"]})


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
        "rings": _polygons([geometry] if geometry is not None else [], TOLERANCE_DEG),
        "at": _spots([geometry])[0] if geometry is not None else None,
    }


def _shapes(placed: Sequence[Mapping[str, Any]]) -> list[Json]:
    """Return type, place of the symbol and packed coordinates of each feature."""
    whole = [shapes.geometry_of(item["geometry"]) or shapely.Point() for item in placed]
    slim = shapely.simplify(np.array(whole, dtype=object), TOLERANCE_DEG)
    types = [_type(item, geometry) for item, geometry in zip(placed, whole, strict=True)]
    pairs = list(zip(types, slim, strict=True))
    lines = _together(
        shapes.pack_lines, [shapes.line_parts(g) if t == "line" else [] for t, g in pairs]
    )
    areas = _together(
        shapes.pack_polygons, [shapes.polygon_parts(g) if t == "polygon" else [] for t, g in pairs]
    )
    result = []
    for order, (kind, at) in enumerate(zip(types, _spots(whole), strict=True)):
        found: Json = {"type": kind, "at": at if kind else None}
        if parts := lines[order] or areas[order]:
            found["parts"] = parts
        if kind == "polygon" and shapes.area_m2(whole[order]) > styles.BROAD_M2:
            found["broad"] = True
        result.append(found)
    return result


def _type(feature: Mapping[str, Any], geometry: BaseGeometry) -> str:
    """Return what is drawn; of a larger place that stands for a part of it, only the symbol."""
    if geometry.is_empty:
        return ""
    guessed = shapes.properties(feature).get("method") in styles.WHOLE_PLACE_METHODS
    if guessed or geometry.geom_type in {"Point", "MultiPoint"}:
        return "point"
    return "line" if geometry.geom_type.endswith("LineString") else "polygon"


def _spots(geometries: Sequence[BaseGeometry]) -> list[list[float]]:
    """Return where the symbol or name of each stands, as `shapes.anchor` does, for all at once."""
    parts, owners = shapely.get_parts(np.array(geometries, dtype=object), return_index=True)
    order = np.lexsort((-shapely.length(parts), -shapely.area(parts), owners))
    largest = order[np.unique(owners[order], return_index=True)[1]]
    found = parts[largest]
    middles = shapely.point_on_surface(found)
    lines = shapely.get_type_id(found) == shapely.GeometryType.LINESTRING
    middles[lines] = shapely.line_interpolate_point(found[lines], 0.5, normalized=True)
    spots = np.zeros((len(geometries), 2))
    drawn = ~shapely.is_empty(found)
    spots[owners[largest][drawn]] = shapely.get_coordinates(middles[drawn])
    return [list(spot) for spot in np.round(spots, 5).tolist()]


def _together(
    pack: Callable[[Sequence[Any]], list[Any]], groups: Sequence[Sequence[Any]]
) -> list[list[Any]]:
    """Pack the members of all groups at once, which is much quicker than group by group."""
    packed = iter(pack([member for members in groups for member in members]))
    return [[next(packed) for _ in members] for members in groups]


def _ground(given: Mapping[str, Any]) -> Json:
    """Return the packed backdrop: main roads, water, green, metro and outlines."""
    return packed_ground(given, MAIN_ROADS, (_polygons, _areas, _lines))


def _lines(entries: Iterable[Any]) -> list[Json]:
    """Return one entry a name, in order of names, with its pieces joined, simplified and packed."""
    pieces: dict[str, list[BaseGeometry]] = {}
    for entry in entries:
        name = plain_text(shapes.name_of(entry))
        pieces.setdefault(name, []).extend(shapes.line_parts(shapes.geometry_of(entry)))
    names = sorted(name for name in pieces if pieces[name])
    if not names:
        return []
    owners = np.repeat(np.arange(len(names)), [len(pieces[name]) for name in names])
    flat = np.array([piece for name in names for piece in pieces[name]], dtype=object)
    joined = shapely.line_merge(shapely.multilinestrings(flat, indices=owners))
    slim = shapely.simplify(joined, GROUND_DEG)
    lines, owners = shapely.get_parts(slim, return_index=True)
    packed: dict[str, list[list[int]]] = {}
    for owner, line in zip(owners.tolist(), shapes.pack_lines(list(lines)), strict=True):
        if len(line) > 2:  # noqa: PLR2004 - what shrank to one position is left out
            packed.setdefault(names[owner], []).append(line)
    return [{"name": name, "lines": lines} for name, lines in packed.items()]


def _areas(entries: Iterable[Any]) -> list[Json]:
    """Return polygons with their names, in the order given, without the smallest."""
    pairs = [(plain_text(shapes.name_of(item)), shapes.geometry_of(item)) for item in entries]
    large = [(name, found) for name, found in pairs if found and found.area > _POND_DEG2]
    if not large:
        return []
    geometries = [found for _, found in large]
    slim = shapely.simplify(np.array(geometries, dtype=object), GROUND_DEG)
    rings = _together(shapes.pack_polygons, [shapes.polygon_parts(found) for found in slim])
    return [
        {"name": name, "rings": polygons, "at": at}
        for (name, _), polygons, at in zip(large, rings, _spots(geometries), strict=True)
    ]


def _polygons(
    geometries: Sequence[BaseGeometry], tolerance: float = GROUND_DEG
) -> list[list[list[int]]]:
    """Return the packed polygons of all `geometries`, simplified."""
    parts = [part for item in geometries for part in shapes.polygon_parts(item)]
    if not parts:
        return []
    slim = shapely.simplify(np.array(parts, dtype=object), tolerance)
    return shapes.pack_polygons([part for part in slim if not part.is_empty])
