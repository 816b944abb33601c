"""What an OpenStreetMap object is, in the project's own kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_VALUES = {
    ("amenity", "school"): "school kindergarten university college",
    ("amenity", "hospital"): "hospital clinic doctors nursing_home",
    ("amenity", "culture"): "theatre cinema library arts_centre community_centre",
    ("amenity", "government"): "townhall police courthouse public_building fire_station",
    ("tourism", "culture"): "museum gallery artwork attraction",
    ("leisure", "park"): "park garden nature_reserve",
    ("leisure", "sports"): "sports_centre stadium pitch swimming_pool track golf_course",
    ("shop", "commercial"): "mall supermarket department_store",
    ("landuse", "residential"): "residential",
    ("landuse", "commercial"): "retail commercial",
    ("landuse", "green"): "grass forest recreation_ground",
    ("aeroway", "transport_hub"): "aerodrome terminal helipad",
    ("place", "residential"): "neighbourhood quarter hamlet",
    ("place", "area"): "suburb town village locality city borough",
}
_BY_TAG = {
    (key, value): kind for (key, kind), values in _VALUES.items() for value in values.split()
}
_BY_KEY = {
    "historic": "heritage",
    "shop": "commercial",
    "office": "office_park",
    "tourism": "commercial",
    "building": "other",
}
_BY_CLASS = {
    "museum": "culture", "theatre": "culture", "arts_centre": "culture", "library": "culture",
    "cinema": "culture", "stadium": "sports", "sports_centre": "sports", "pitch": "sports",
    "mall": "commercial", "monument": "heritage", "memorial": "heritage", "ruins": "heritage",
    "hotel": "commercial", "bus_station": "transport_hub", "parking": "other", "toilet": "other",
}  # fmt: skip
_STATIONS = {"station", "halt", "stop", "subway_entrance", "railway_station", "railway_halt"}


def place_kind(tags: Mapping[str, str]) -> str:
    """
    Return the project's kind of an object with these tags; `other` when none fits.

    >>> place_kind({"amenity": "kindergarten"})
    'school'
    >>> place_kind({"railway": "station", "station": "subway"})
    'metro_station'
    """
    if _STATIONS & {tags.get("railway", ""), tags.get("fclass", "")}:
        return "metro_station"
    if tags.get("public_transport") in {"station", "stop_area", "stop_position"}:
        return "metro_station"
    for pair in tags.items():
        if pair in _BY_TAG:
            return _BY_TAG[pair]
    if tags.get("fclass", "") in _BY_CLASS:
        return _BY_CLASS[tags["fclass"]]
    return next((kind for key, kind in _BY_KEY.items() if key in tags), "other")
