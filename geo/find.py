"""
Finding a place by its exact name, and never the wrong one of two.

A name that several objects carry is decided by kind, by the district and by what else is known,
or it is not decided at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.accuracy import Claims
from geo.answer import Hit
from geo.elsewhere import says_no_place
from geo.metric import distance_m, to_metres
from geo.rungs import OSM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer import Gazetteer, Place

SAME_PLACE_M = 250.0
"""Objects of one name closer than this are one place (an outline and its point)."""
SAME_STATION_M = 500.0
"""The same for the stops of one station, which may lie under several streets."""
_STATION_KINDS = {"metro_station", "transport_hub"}
CLEAR_MARGIN = 0.5
"""What is near must be twice as near as the next place of the name."""
NEAR_M = 3000.0
"""Beyond this, what is near tells nothing."""
FAR_APART_M = 500.0
"""How far beyond both claims two places contradict each other."""


_SITE = re.compile(
    r"[（(·]?[^（()）·]{0,8}?(?:校区|院区|分院|分校|分部|新院|总院|[东南西北]院)[)）]?"
)
"""What follows the name of an institution in the name of one of its sites."""
_SHOP_KINDS = {"commercial", "other"}
_BRANCHES = """
    atm bakery bank beauty_shop beverages bookshop cafe chemist clothes convenience dentist
    fast_food fuel hairdresser hotel jeweller laundry mobile_phone_shop optician pharmacy
    post_office restaurant shoe_shop sports_shop stationery supermarket
""".split()  # noqa: SIM905 - a list of one a line is no easier to read
"""Classes whose objects of one name are branches: a map has only some of them."""


@dataclass(frozen=True, slots=True)
class Near:
    """What a place lies near: a shape in degrees, and how it was said."""

    shape: BaseGeometry
    said: str


def find_place(
    gazetteer: Gazetteer,
    name: str,
    *,
    kind: str = "",
    near: Near | None = None,
    claims: Claims | None = None,
) -> Hit | str:
    """
    Return the gazetteer's own object of that name.

    Parameters
    ----------
    gazetteer
        Where to look.
    name
        Name as written; a station may or may not carry its 站.
    kind
        Kind of the thing; a station and what it is named after are never mixed up.
    near
        What the place lies near, to choose by if several have the name.
    claims
        How far off places are; as judged unless given.
    """
    named = _named(gazetteer, name, kind)
    if not named:
        return f"地名：地名库里没有“{name}”"
    found = [p for p in named if p.status != "gone"]
    if not found:
        return f"地名：“{name}”在地名库里标为已拆除"
    # Only a shop is called after a country; to know countries takes time.
    if says_no_place(name, shop=any(p.kind in _SHOP_KINDS for p in found)):
        return f"地名：“{name}”没有说是哪一处"
    groups, notes, margin = _told_apart(gazetteer, _grouped(found), kind, near)
    if len(groups) > 1:
        where = "、".join(f"{g[0].source_id}" for g in groups[:4])
        return f"地名：“{name}”有{len(groups)}处（{where}），无法断定是哪一处"
    best = max(groups[0], key=lambda p: _merit(p, kind))
    hit = replace(_hit(best, claims or Claims()), margin=margin)
    notes += _other_sites(gazetteer, best, hit)
    hit = replace(hit, note="；".join(note for note in (hit.note, *notes) if note))
    if best.kind != "metro_station":
        return hit
    stops = [p for p in groups[0] if p.kind == "metro_station"]
    apart = max(distance_m(hit.shape, p.shape) for p in stops) if len(stops) > 1 else 0.0
    return replace(hit, accuracy_m=max(hit.accuracy_m, round(apart)))


def _other_sites(gazetteer: Gazetteer, place: Place, hit: Hit) -> list[str]:
    """Return what a reader must know of the other campuses of a place, each with its distance."""
    notes = []
    for name in gazetteer.names_beginning(place.name):
        if _SITE.fullmatch(name[len(place.name) :]):
            apart = min(distance_m(hit.shape, other.shape) for other in gazetteer.places(name))
            if apart > hit.accuracy_m:
                notes.append(f"地图上另有{name}，相距约{apart / 1000:.1f}公里")
    return notes


def same_name(gazetteer: Gazetteer, name: str, *, kind: str = "") -> list[Place]:
    """Return the best object of each place that has this name, those in the district first."""
    groups = _grouped([p for p in _named(gazetteer, name, kind) if p.status != "gone"])
    best = [max(group, key=lambda p: _merit(p, kind)) for group in groups]
    home = gazetteer.district.shape
    return sorted(best, key=lambda p: (not p.shape.intersects(home), p.source_id))


def _told_apart(
    gazetteer: Gazetteer, groups: list[list[Place]], kind: str, near: Near | None
) -> tuple[list[list[Place]], list[str], float | None]:
    """Return the places that may be meant, by what the others were left out, and how clearly."""
    if len(groups) == 1:
        return groups, [], None
    count = f"同名的有{len(groups)}处"
    if near is not None:
        best, margin = _nearest(groups, near.shape)
        return (
            (([best], [f"{count}，按邻近{near.said}选定"], margin)) if best else (groups, [], None)
        )
    home = gazetteer.district.shape
    inside = [g for g in groups if any(p.shape.intersects(home) for p in g)]
    if not any(_may_be_branch(p) for group in groups for p in group):
        groups = inside or groups
    same = [g for g in groups if kind and any(p.kind == kind for p in g)]
    if len(groups) > 1 and same:
        return same, [f"{count}，按类别选定"], 1.0
    return groups, [], 1.0


def _may_be_branch(place: Place) -> bool:
    """Tell whether a place may be one branch of several; only some sources tell its class."""
    if place.osm_class:
        return place.osm_class in _BRANCHES
    return place.kind in _SHOP_KINDS and place.shape.geom_type == "Point"


def _nearest(
    groups: list[list[Place]], near: BaseGeometry
) -> tuple[list[Place] | None, float | None]:
    """Return the group nearest to a shape if it is clearly so, and by how much."""
    here = to_metres(near)
    away = [min(to_metres(p.shape).distance(here) for p in group) for group in groups]
    order = sorted(range(len(groups)), key=away.__getitem__)
    first, second = (away[i] for i in order[:2])
    margin = 1.0 - (first + 1) / (second + 1)
    sure = margin >= CLEAR_MARGIN and first <= NEAR_M
    return (groups[order[0]], round(margin, 2)) if sure else (None, None)


def contradicts(best: Hit, second: Hit) -> bool:
    """Tell whether two places by name lie so far apart that neither can be believed."""
    apart = distance_m(best.shape, second.shape)
    both = best.method == second.method == "place"
    return both and apart > FAR_APART_M + best.accuracy_m + second.accuracy_m


def _named(gazetteer: Gazetteer, name: str, kind: str) -> list[Place]:
    station = kind in _STATION_KINDS or (not kind and name.endswith("站"))
    found = list(gazetteer.places(name))
    if name.endswith("站") and station:
        found = [*found, *(p for p in gazetteer.places(name[:-1]) if p.kind == "metro_station")]
    if not station:
        found = [p for p in found if p.kind != "metro_station"]
    if kind == "metro_station":
        found = [p for p in found if p.kind in _STATION_KINDS]
    return found


def _grouped(places: Sequence[Place]) -> list[list[Place]]:
    if len(places) == 1:
        return [list(places)]
    groups: list[list[Place]] = []
    metric = {id(p): to_metres(p.shape) for p in places}
    for place in places:
        here = metric[id(place)]
        near = [
            g for g in groups if any(metric[id(p)].distance(here) < _same_m(p, place) for p in g)
        ]
        groups = [g for g in groups if g not in near]
        groups.append([*(p for g in near for p in g), place])
    return groups


def _same_m(first: Place, second: Place) -> float:
    stops = first.kind == second.kind == "metro_station"
    return SAME_STATION_M if stops else SAME_PLACE_M


def _merit(place: Place, kind: str) -> tuple[bool, bool, float, str]:
    outline = place.shape.geom_type != "Point"
    size = float(place.shape.area)
    return place.kind == kind, outline, size, place.source_id


def _hit(place: Place, claims: Claims) -> Hit:
    if place.kind == "metro_station":
        shape: BaseGeometry = place.shape.representative_point()
        how = "building_site" if place.status == "construction" else "station"
    elif place.shape.geom_type == "Point":
        shape, how = place.shape, "point"
    else:
        shape, how = place.shape, "outline"
    note = "OSM 标为在建，位置以工程为准" if place.status == "construction" else ""
    claim = claims.metres("place", how)
    return Hit(shape, "place", claim, OSM, place.source_id, place.snapshot, note, how=how)
