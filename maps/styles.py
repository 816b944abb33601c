"""
What each zone, kind, stage and accuracy looks like, for pages and pictures alike.

Four channels that do not disturb each other: colour says the zone, shape and sign the kind, the
outline the stage, a halo the accuracy. So a map copied in grey still tells kinds and stages apart.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple


class ZoneColour(NamedTuple):
    """Fill, the ink that reads on it, and a darker tone that reads on white."""

    fill: str
    ink: str
    strong: str


class KindSign(NamedTuple):
    """The outline of a symbol and the one sign inside."""

    shape: str
    sign: str


ZONE_COLOURS = (
    ZoneColour("#A3401F", "#FFFFFF", "#A3401F"),
    ZoneColour("#0A4591", "#FFFFFF", "#0A4591"),
    ZoneColour("#B248C9", "#FFFFFF", "#8A2FA0"),
    ZoneColour("#12A085", "#10231F", "#0B6B59"),
    ZoneColour("#E5A00D", "#2B1F00", "#7A5200"),
    ZoneColour("#5B6B1E", "#FFFFFF", "#5B6B1E"),
    ZoneColour("#7C5A4A", "#FFFFFF", "#7C5A4A"),
)
"""In the order of the zones; apart by hue and by lightness (L* 30 to 71), checked for the three
common kinds of colour blindness."""

NO_ZONE = ZoneColour("#5F6670", "#FFFFFF", "#454B54")
"""For what lies in no zone."""

KIND_SIGNS = MappingProxyType(
    {
        "plot": KindSign("square", "地"),
        "residential": KindSign("square", "宅"),
        "commercial": KindSign("square", "商"),
        "office_park": KindSign("square", "园"),
        "institute": KindSign("square", "研"),
        "road_segment": KindSign("circle", "段"),
        "road": KindSign("circle", "路"),
        "intersection": KindSign("circle", "口"),
        "metro_line": KindSign("circle", "轨"),
        "metro_station": KindSign("circle", "站"),
        "tunnel": KindSign("circle", "隧"),
        "bridge": KindSign("circle", "桥"),
        "transport_hub": KindSign("circle", "枢"),
        "park": KindSign("triangle", "景"),
        "green": KindSign("triangle", "绿"),
        "river": KindSign("triangle", "河"),
        "school": KindSign("diamond", "校"),
        "hospital": KindSign("diamond", "医"),
        "culture": KindSign("diamond", "文"),
        "heritage": KindSign("diamond", "古"),
        "sports": KindSign("diamond", "体"),
        "government": KindSign("diamond", "政"),
        "area": KindSign("hexagon", "区"),
        "other": KindSign("hexagon", "他"),
    }
)
"""Square: land and buildings; circle: transport; triangle: green and water; diamond: public
services; hexagon: areas and the rest. The order is the order of the legend."""

STAGE_GROUPS = MappingProxyType(
    {
        "planned": ("plan", "proposed", "approved", "land"),
        "active": ("started", "building"),
        "done": ("done", "open"),
        "existing": ("existing",),
        "unstated": ("",),
    }
)
"""Group of stages to its stages; the outline of a symbol shows the group. `plan` is what a report
foresees for a later year."""

ACCURACY_CLASSES = MappingProxyType({"fine": 100.0, "fair": 500.0, "coarse": float("inf")})
"""Class to the largest radius in metres that still belongs to it."""

CROWD = 5_000
"""A page with more places than this draws on a canvas, and only what is in sight."""

BROAD_M2 = 600_000.0
"""An area larger than this is the ground other things stand on: it is not filled on a map."""

WHOLE_PLACE_METHODS = frozenset({"part_of", "area"})
"""Methods whose geometry is the larger place, not the thing itself: never filled on a map."""


def zone_colour(order: int) -> ZoneColour:
    """Return the colour of the zone that stands at `order`, from 0; they repeat after seven."""
    return ZONE_COLOURS[order % len(ZONE_COLOURS)]


def kind_sign(kind: str) -> KindSign:
    """Return the symbol of a kind; an unknown kind looks like `other`."""
    return KIND_SIGNS.get(kind, KIND_SIGNS["other"])


def stage_group(stage: str | None) -> str:
    """Return the group of a stage, `unstated` for none."""
    wanted = stage or ""
    return next((group for group, words in STAGE_GROUPS.items() if wanted in words), "unstated")


def accuracy_class(accuracy_m: float | None) -> str:
    """Return the class of a radius; an unknown radius counts as coarse."""
    if accuracy_m is None:
        return "coarse"
    return next(name for name, limit in ACCURACY_CLASSES.items() if accuracy_m <= limit)
