"""
How fine an online answer is and how far off it may be.

The radii are judgement, not measurement: there is no independent set of positions to calibrate a
service of somebody else with. They are wide on purpose, for a point stands for the whole thing.
"""

from __future__ import annotations

import math

from geo.kinds import place_kind

LEVEL_M = {"house": 100.0, "poi": 200.0, "station": 250.0, "estate": 400.0}
"""Level to the least radius that is claimed, metres; a level that is missing is not believed."""

LARGEST_M = 1500.0
"""A thing that reaches further from its middle than this says too little about where it is."""

_METRES_PER_DEGREE = 111_320.0
_STATIONS = {
    ("railway", "station"), ("railway", "halt"), ("railway", "stop"),
    ("railway", "subway_entrance"), ("railway", "tram_stop"), ("public_transport", "station"),
    ("public_transport", "stop_position"), ("public_transport", "platform"),
    ("highway", "bus_stop"),
}  # fmt: skip
_ESTATES = {
    "neighbourhood", "quarter", "residential", "city_block", "plot", "square", "hamlet",
    "isolated_dwelling", "allotments", "commercial", "industrial", "retail",
}  # fmt: skip
_LINES = {"highway", "waterway", "railway", "route", "aerialway", "power"}


def osm_level(key: str, value: str) -> str:
    """
    Return the level of an OpenStreetMap object by its main tag.

    >>> osm_level("amenity", "school"), osm_level("highway", "residential")
    ('poi', 'street')
    >>> osm_level("place", "suburb"), osm_level("place", "house")
    ('coarse', 'house')
    """
    if (key, value) in _STATIONS:
        return "station"
    if key in _LINES:
        return "street"
    if key == "place" and value == "house":
        return "house"
    if key in {"place", "landuse"}:
        return "estate" if value in _ESTATES else "coarse"
    return "coarse" if key in {"boundary", ""} else "poi"


def osm_kind(key: str, value: str) -> str:
    """Return the project's kind of such an object, blank if the tag does not tell."""
    kind = place_kind({key: value})
    return "" if kind == "other" else kind


def extent_radius_m(west: float, south: float, east: float, north: float) -> float:
    """Return half the diagonal of a box in degrees, metres."""
    squeeze = math.cos(math.radians((south + north) / 2))
    return math.hypot((east - west) * squeeze, north - south) / 2 * _METRES_PER_DEGREE
