"""
The page of the differences of two editions: a map and a list, in one file that asks for nothing.

What moved is drawn where it was and where it is, joined by an arrow; each sort of change has a
shape and a sign of its own, so that a grey copy still tells them apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from maps import assets, bilingual, payload, shapes, styles
from maps.diff_strings import DIFF_STRINGS, GROUPS, diff_tables
from maps.errors import PageError
from maps.page import Parts, page
from maps.text import plain_text
from maps.view import MapView

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from layers.change_words import Change
    from layers.diff import Diff
    from layers.editions import EditionData, Placed

TEMPLATE = "diff.html"

SCRIPTS = (
    "data.js",
    "diff_items.js",
    "symbols.js",
    "diff_signs.js",
    "backdrop.js",
    "labels.js",
    "diff_map.js",
    "diff_list.js",
    "diff.js",
)
"""Our own scripts, in the order in which they need each other."""

STYLES = ("common.css", "diff.css")

Json = dict[str, Any]

_FAR_DEG = 0.02
"""How far from the district a place may lie and still belong to it."""


def diff_page_of(found: Diff, folder: Path | None) -> str:
    """
    Return the page of a difference, on the ground of a district.

    Parameters
    ----------
    found
        The difference.
    folder
        The district folder; None for the one that ships.

    Raises
    ------
    ZonemapError
        If the district cannot be read, or the editions are not of it.
    """
    from geo.gazetteer import Gazetteer  # noqa: PLC0415 - only for a page
    from maps.backdrop import backdrop  # noqa: PLC0415
    from seeds.district import load_district  # noqa: PLC0415

    district = load_district(folder)
    meta = {
        "district": district.name,
        "district_en": district.name_en,
        "attribution": "© OpenStreetMap contributors, ODbL 1.0",
        "approval": district.approval,
    }
    gazetteer = Gazetteer(district.folder / "gazetteer")
    view = MapView((), (), backdrop=backdrop(gazetteer), meta=meta)
    _check_here(found, gazetteer.district.shape, district.name)
    return diff_page(found, view)


def diff_page(found: Diff, view: MapView) -> str:
    """
    Return the page; the same difference and view give the same bytes.

    Parameters
    ----------
    found
        The difference.
    view
        The ground and the names of the district; features and zones come from the editions.

    Raises
    ------
    PageError
        If Leaflet is not installed.
    """
    zones = [_as_feature(placed) for placed in found.new.zones.values()]
    rows = list(_rows(found))
    seen = MapView(
        [{"properties": row} for row in rows], zones, backdrop=view.backdrop, meta=view.meta
    )
    parts = Parts(
        template=TEMPLATE,
        scripts=SCRIPTS,
        styles=STYLES,
        libraries=(assets.leaflet("leaflet.js"),),
        their_styles=(assets.leaflet("leaflet.css"),),
        grouped=False,
        words=DIFF_STRINGS,
    )
    return page(seen, parts, diff_data(found, seen))


def diff_data(found: Diff, view: MapView) -> Json:
    """Return what the page shows, ready to be written as JSON."""
    return {
        "meta": payload.plain(dict(view.meta)),
        "versions": [plain_text(found.old.version), plain_text(found.new.version)],
        "text": diff_tables(),
        "style": payload.style(),
        "groups": {group: list(words) for group, words in GROUPS.items()},
        "zones": [payload.zone(feature, order) for order, feature in enumerate(view.zones)],
        "zone_names": _zone_names(found),
        "scale": payload.SHAPE_SCALE,
        "items": list(_items(found)),
        "english": bilingual.names_in_english(view),
        "backdrop": payload.backdrop(view.backdrop),
    }


def _check_here(found: Diff, district: BaseGeometry, name: str) -> None:
    """Refuse editions of another district, whose map would show nothing."""
    places = [*found.old.places.values(), *found.new.places.values()]
    frame = shapely.box(*district.bounds).buffer(_FAR_DEG)
    if places and not any(frame.intersects(placed.geometry) for placed in places):
        raise PageError(f"两版数据不在{name}，请用 --district 指明区县文件夹")


def _as_feature(placed: Placed) -> Json:
    return {"geometry": placed.geometry, "properties": placed.properties}


def _zone_names(found: Diff) -> Json:
    """Return the Chinese and English name of every zone of both editions, the newer first."""
    zones = {**found.old.zones, **found.new.zones}
    names = {code: placed.properties for code, placed in zones.items()}
    return {
        plain_text(code): [
            plain_text(given.get("name") or code),
            plain_text(given.get("name_en") or given.get("name") or code),
        ]
        for code, given in names.items()
    }


def _grouped(found: Diff) -> dict[tuple[str, str], list[Change]]:
    """Return the changes of each place, row or zone, in their order."""
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in found.changes:
        groups.setdefault((change.layer, change.id), []).append(change)
    return groups


def _rows(found: Diff) -> Iterable[Json]:
    """Yield what is needed of each changed thing to make its English."""
    for (layer, key), changes in _grouped(found).items():
        given = _facts(found.new, layer, key) or _facts(found.old, layer, key)
        names = {name: given.get(name) for name in ("name", "name_en", "kind")}
        yield {**names, "id": key, "label": changes[0].label}


def _facts(edition: EditionData, layer: str, key: str) -> Mapping[str, Any]:
    """Return the columns of a place, row or zone; empty if it is not there."""
    placed = _placed(edition, layer, key)
    return placed.properties if placed is not None else edition.unlocated.get(key, {})


def _placed(edition: EditionData, layer: str, key: str) -> Placed | None:
    if layer == "unlocated":
        return None
    return (edition.zones if layer == "zones" else edition.places).get(key)


def _items(found: Diff) -> Iterable[Json]:
    """Yield each changed place, row or zone with its changes and its shapes before and after."""
    for (layer, key), changes in _grouped(found).items():
        old, new = (_placed(edition, layer, key) for edition in (found.old, found.new))
        given = _facts(found.new, layer, key) or _facts(found.old, layer, key)
        same = old is not None and new is not None and not _is_elsewhere(changes)
        yield {
            "id": plain_text(key),
            "label": plain_text(changes[0].label),
            "layer": layer,
            "kind": plain_text(given.get("kind") or ""),
            "changes": [_row(change) for change in changes],
            "old": None if same else _shape(old),
            "new": _shape(new),
        }


def _is_elsewhere(changes: Iterable[Change]) -> bool:
    """Tell whether the shape changed, so that both are to be drawn."""
    return any(change.farthest_m is not None for change in changes)


def _row(change: Change) -> list[Any]:
    texts = (plain_text(text) for text in (change.field, change.old, change.new))
    apart = (change.metres, change.farthest_m)
    return [change.change, *texts, *apart, plain_text(change.note)]


def _shape(placed: Placed | None) -> Json | None:
    """Return type, place of the symbol and packed coordinates."""
    if placed is None:
        return None
    at = list(shapes.anchor(placed.geometry))
    if polygons := shapes.polygon_parts(placed.geometry):
        parts: list[Any] = shapes.pack_polygons(polygons, payload.SHAPE_SCALE)
        broad = shapes.area_m2(placed.geometry) > styles.BROAD_M2
        return {"type": "polygon", "at": at, "parts": parts, "broad": broad}
    if lines := shapes.line_parts(placed.geometry):
        return {"type": "line", "at": at, "parts": shapes.pack_lines(lines, payload.SHAPE_SCALE)}
    return {"type": "point", "at": at}
