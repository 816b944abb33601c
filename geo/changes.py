"""
What a new gazetteer has that the one before had not, and the other way round.

Roads, rivers and rails go by name; places and outlines by their OSM object, and by name where that
is another one. One row for each change; same two gazetteers, same rows.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

import shapely

from geo import tables
from geo.changes_roads import road_changes
from geo.errors import GazetteerError
from geo.metric import distance_m, to_degrees, to_metres

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer import Gazetteer

MARGIN_M = 1000.0
"""How far outside the district changes are told, in metres."""
MOVED_M = 100.0
SAME_PLACE_M = 300.0
"""Two objects of one name closer than this are one place, drawn anew."""
FEWEST_LEFT = 0.5
"""A snapshot that has less than this share of the roads or places before is not believed."""
FEW = 20
"""So few places before prove nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed."""

    what: str
    """snapshot, road, line, place, outline or project."""
    change: str
    """new, gone, renamed, longer, shorter, moved; of a project found, lost, better, worse."""
    name: str
    before: str = ""
    after: str = ""
    metres: str = ""
    """How much longer or shorter, how far moved; whole metres."""
    osm: str = ""
    """OSM ids, with a blank between."""


def gazetteer_changes(old: Gazetteer, new: Gazetteer) -> list[Change]:
    """
    Return what changed between two gazetteers of one district, in the order of the tables.

    Raises
    ------
    GazetteerError
        If a table of either cannot be used.
    """
    area = to_degrees(to_metres(new.district.shape).buffer(MARGIN_M))
    found = list(_snapshot_change(old, new))
    for change, name, before, after, metres, osm in road_changes(
        _read(old, "roads"), _read(new, "roads"), area
    ):
        found.append(Change("road", change, name, before, after, metres, osm))
    found += _line_changes(_read(old, "lines"), _read(new, "lines"))
    found += _outline_changes(_read(old, "outlines"), _read(new, "outlines"))
    return found + _place_changes(_read(old, "places"), _read(new, "places"))


def why_not(old: Gazetteer, new: Gazetteer) -> str:
    """Return why the new gazetteer should not take the place of the old one, "" if it may."""
    before, after = old.meta.get("district"), new.meta.get("district")
    if before != after:
        return f"要替换的是“{before}”的地名库，新数据是“{after}”的"
    counted = (
        ("roads", "条有名字的道路", 0),
        ("outlines", "条行政区界线", 0),
        ("places", "个有名字的地点", FEW),
    )
    for table, what, few in counted:
        names = [len({row["name"] for row in _read(side, table)} - {""}) for side in (old, new)]
        if names[0] > few and names[1] < FEWEST_LEFT * names[0]:
            return f"新数据只有 {names[1]} {what}，原有 {names[0]} {what[0]}，不到一半，可能不完整"
    return ""


def _read(gazetteer: Gazetteer, table: str) -> list[dict[str, str]]:
    """Return the rows of a table as mappings."""
    names = tables.COLUMNS[table]
    return [dict(zip(names, row, strict=True)) for row in tables.read(gazetteer.folder, table)]


def _snapshot_change(old: Gazetteer, new: Gazetteer) -> Iterator[Change]:
    """Yield that the data have another date or source."""
    for key in ("source", "dates"):
        before, after = (_told(side.meta.get(key, "")) for side in (old, new))
        if before != after:
            yield Change("snapshot", "replaced", key, before, after)


def _told(value: object) -> str:
    """Return the one or the several dates, each once."""
    if isinstance(value, dict):
        return " ".join(sorted({str(date) for date in value.values()} - {""}))
    return str(value)


def _line_changes(old: list[dict[str, str]], new: list[dict[str, str]]) -> Iterator[Change]:
    before, after = ({(row["kind"], row["name"]): row for row in side} for side in (old, new))
    for key in sorted(after.keys() - before.keys()):
        yield Change("line", "new", key[1], after=key[0], osm=after[key]["osm_ids"])
    for key in sorted(before.keys() - after.keys()):
        yield Change("line", "gone", key[1], before=key[0], osm=before[key]["osm_ids"])


def _outline_changes(old: list[dict[str, str]], new: list[dict[str, str]]) -> Iterator[Change]:
    before, after = ({row["osm_id"]: row for row in side} for side in (old, new))
    for key in sorted(before.keys() & after.keys()):
        names = before[key]["name"], after[key]["name"]
        if names[0] != names[1]:
            yield Change("outline", "renamed", names[1], *names, osm=key)
    known = {row["name"] for row in old}, {row["name"] for row in new}
    for key in sorted(after.keys() - before.keys()):
        if after[key]["name"] not in known[0]:
            yield Change("outline", "new", after[key]["name"], osm=key)
    for key in sorted(before.keys() - after.keys()):
        if before[key]["name"] not in known[1]:
            yield Change("outline", "gone", before[key]["name"], osm=key)


# --- places ----------------------------------------------------------------------------------


def _place_changes(old: list[dict[str, str]], new: list[dict[str, str]]) -> list[Change]:
    found: list[Change] = []
    before, after = _by_object(old), _by_object(new)
    for key in before.keys() & after.keys():
        found += _same_object(before[key], after[key])
    gone = [row for row in old if _object(row) not in after]
    fresh = [row for row in new if _object(row) not in before]
    at: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in fresh:
        at[row["name"]].append(row)
    for row in gone:
        again = next((r for r in at[row["name"]] if _gap_m(row, r) <= SAME_PLACE_M), None)
        if again is not None:
            at[row["name"]].remove(again)
            continue
        found.append(Change("place", "gone", row["name"], before=row["kind"], osm=row["osm_id"]))
    for name, rows in at.items():
        found += [Change("place", "new", name, after=r["kind"], osm=r["osm_id"]) for r in rows]
    return sorted(found, key=lambda c: (c.change, *map(str, astuple(c))))


def _object(row: dict[str, str]) -> tuple[str, bool] | int:
    """Return what tells one OSM object from another; a row without an id is only itself."""
    return (row["osm_id"], bool(row["wkt"])) if row["osm_id"] not in {"", "0"} else id(row)


def _by_object(rows: list[dict[str, str]]) -> dict[object, dict[str, str]]:
    return {_object(row): row for row in rows}


def _same_object(old: dict[str, str], new: dict[str, str]) -> Iterator[Change]:
    if old["name"] != new["name"]:
        yield Change("place", "renamed", new["name"], old["name"], new["name"], osm=new["osm_id"])
    places = [(row["lon"], row["lat"], row["wkt"]) for row in (old, new)]
    gap = _gap_m(old, new) if places[0] != places[1] else 0.0
    if gap > MOVED_M:
        yield Change("place", "moved", new["name"], metres=f"{gap:.0f}", osm=new["osm_id"])


def _gap_m(old: dict[str, str], new: dict[str, str]) -> float:
    return distance_m(_shape(old), _shape(new))


def _shape(row: dict[str, str]) -> BaseGeometry:
    try:
        if row["wkt"]:
            return shapely.from_wkt(row["wkt"])
        return shapely.Point(float(row["lon"]), float(row["lat"]))
    except (ValueError, shapely.errors.ShapelyError) as error:
        raise GazetteerError(f"places.csv：“{row['name']}”的位置读不出来") from error
