"""
OSM tags as the gazetteer wants them: which stay, in which spelling, and what they mean.

Every reader of OSM data goes through here, so that one object looks the same from each source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def words(text: str) -> frozenset[str]:
    """Return the words of `text` as a set, so that tables of keys read like text."""
    return frozenset(text.split())


NAME_KEYS = words(
    "name name:zh name:en alt_name old_name short_name official_name loc_name ref bridge:name"
    " tunnel:name"
)
DETAIL_KEYS = words(
    "admin_level area bridge tunnel layer oneway junction service construction proposed station"
    " subway network operator water width religion parking sport fclass addr:housenumber"
    " addr:street addr:place addr:housename addr:unit addr:city addr:district"
)

WANTED: dict[str, frozenset[str] | None] = {
    **dict.fromkeys(
        words(
            "highway railway waterway leisure amenity shop office tourism historic building"
            " man_made landuse healthcare government place public_transport aeroway military"
        )
    ),
    "natural": words("water wetland wood beach"),
    "route": words("subway light_rail monorail"),
    "boundary": words("administrative"),
}
"""What is a thing of the map, by key and value (None: every value); it is kept if it has a name."""

UNNAMED: dict[str, frozenset[str] | None] = {
    **dict.fromkeys(words("highway railway waterway")),
    "natural": words("water"),
    "leisure": words("park"),
}
"""Lines and areas that are kept without a name: what carries topology, water, green."""

ADMIN_LEVELS = words("5 6 7 8 9 10")
KEPT_KEYS = NAME_KEYS | DETAIL_KEYS | WANTED.keys()

AREA_KEYS = words(
    "amenity shop office tourism historic building landuse healthcare government place boundary"
    " military"
)
"""A closed way with one of these keys is an area (`area=yes|no` decides before them)."""

AREA_UNLESS = {
    "natural": words("coastline cliff ridge arete tree_row"),
    "leisure": words("track slipway"),
    "man_made": words("cutline embankment pipeline breakwater groyne"),
    "aeroway": words("runway taxiway"),
}
AREA_ONLY = {
    "highway": words("services rest_area platform escape elevator"),
    "railway": words("station turntable roundhouse platform"),
    "public_transport": words("station platform"),
    "waterway": words("riverbank dock boatyard dam"),
}

_NO = {"", "no", "f", "false", "0"}
_ONEWAY = {"true": "yes", "1": "yes", "t": "yes", "reverse": "-1", "f": "no", "false": "no"}
_BUILDING_SITE = re.compile(r"\s*[（(]在建[）)].*$")


def normal_tags(raw: Mapping[str, str]) -> dict[str, str]:
    """
    Return the kept tags, sorted by key, each in one spelling; a new dict.

    White space is one blank. `bridge` and `tunnel` are "yes" or absent (a passage through a
    building is no tunnel), `oneway` is yes, no or -1. A name that ends with （在建） also gets an
    `alt_name` without it and `construction=yes`; without `name`, `name:zh` takes its place.

    >>> normal_tags({"name": "甲站（在建）", "railway": "station", "bridge": "F", "note": "x"})
    {'alt_name': '甲站', 'construction': 'yes', 'name': '甲站（在建）', 'railway': 'station'}
    """
    tags = {key: " ".join(value.split()) for key, value in raw.items() if key in KEPT_KEYS}
    for key in ("bridge", "tunnel"):
        value = tags.pop(key, "").lower()
        if value not in _NO and value != "building_passage":
            tags[key] = "yes"
    if "oneway" in tags:
        tags["oneway"] = _ONEWAY.get(tags["oneway"].lower(), tags["oneway"].lower())
    if not tags.get("name") and tags.get("name:zh"):
        tags["name"] = tags["name:zh"]
    plain = _BUILDING_SITE.sub("", tags.get("name", ""))
    if plain and plain != tags["name"]:
        others = [part for part in tags.get("alt_name", "").split(";") if part]
        tags["alt_name"] = ";".join(dict.fromkeys([*others, plain]))
        tags.setdefault("construction", "yes")
    return {key: tags[key] for key in sorted(tags) if tags[key]}


def is_wanted(tags: Mapping[str, str], *, is_point: bool) -> bool:
    """
    Tell whether normalised `tags` make a thing that a gazetteer can use.

    >>> is_wanted({"highway": "primary"}, is_point=False), is_wanted({"shop": "yes"}, is_point=True)
    (True, False)
    """
    if "addr:housenumber" in tags:
        return True
    if "boundary" in tags and tags.get("admin_level") not in ADMIN_LEVELS:
        tags = {key: value for key, value in tags.items() if key != "boundary"}
    if "name" in tags:
        return _has_any(tags, WANTED)
    return not is_point and _has_any(tags, UNNAMED)


def is_area(tags: Mapping[str, str]) -> bool:
    """
    Tell whether a closed way with these tags is an area (else it is a ring-shaped line).

    >>> is_area({"highway": "residential"}), is_area({"leisure": "park"})
    (False, True)
    """
    if "area" in tags:
        return tags["area"] != "no"
    if AREA_KEYS & tags.keys() or _has_any(tags, AREA_ONLY):
        return True
    if any(key in tags and tags[key] not in lines for key, lines in AREA_UNLESS.items()):
        return True
    return "addr:housenumber" in tags and "highway" not in tags


def _has_any(tags: Mapping[str, str], table: Mapping[str, frozenset[str] | None]) -> bool:
    """Tell whether one of the tags stands in `table`."""
    return any(
        key in tags and (values is None or tags[key] in values) for key, values in table.items()
    )
