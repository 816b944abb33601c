"""
What a desktop GIS and a map server must show, before it is written in the language of either.

Colour says the zone, shape the kind, outline the stage, softness the accuracy, as on the pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from maps import shapes, styles
from maps.strings import text
from maps.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from layers.handoff.sheets import Sheet
    from layers.zones import ZoneLayer
    from seeds.records import Report

WHITE, EDGE = "#FFFFFF", "#111111"
FONTS = ("Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "Source Han Sans SC", "SimHei")
"""The first that a machine has; else its own default."""

DRAWN_STAGES = ("planned", "active", "done", "existing", "unstated")
SOFT_PX = MappingProxyType({"fair": 11.0, "coarse": 18.0})
"""Width of the soft band under a line that is only approximate."""

FILL_OPACITY = MappingProxyType({"fine": 0.34, "fair": 0.17, "coarse": 0.1})
DASHES = MappingProxyType({"planned": (9.0, 7.0), "unstated": (2.0, 6.0)})
"""Stage to the dashes of a crisp line or outline; the other stages are solid."""

DOTS = MappingProxyType({"fair": (3.0, 4.0), "coarse": (2.0, 7.0), "broad": (1.0, 6.0)})
"""The outline of an area that is only approximate, or only the ground."""

ZONE_OPACITY, ZONE_DASH = 0.1, (11.0, 4.5)
ROUGH_METHODS = ("stretch_partial",)
"""Methods whose line is a sketch: dotted, whatever the radius."""

DIRECTED_METHODS = ("stretch", "stretch_partial")
"""Methods whose line runs from `from_road` to `to_road`."""

_YEAR = re.compile(r"\d{4}")


class ZoneLook(NamedTuple):
    """A zone in a legend; the code is blank for what lies in none."""

    code: str
    name: str
    colour: styles.ZoneColour
    indicative: bool = True


@dataclass(frozen=True, slots=True)
class Looks:
    """
    What both languages are written from.

    Attributes
    ----------
    zones
        The zones in order, then what lies in none.
    report_years
        The last year of each report's date: what is stated for a later year is a plan.
    broad
        Zone code to the ids of its areas that are so large that they are only the ground.
    """

    zones: tuple[ZoneLook, ...]
    report_years: Mapping[str, int]
    broad: Mapping[str, tuple[str, ...]]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the zones."""
        return tuple(zone.code for zone in self.zones if zone.code)

    @property
    def reports_by_year(self) -> Mapping[int, tuple[str, ...]]:
        """The reports of each year."""
        found: dict[int, list[str]] = defaultdict(list)
        for report, year in sorted(self.report_years.items()):
            found[year].append(report)
        return {year: tuple(found[year]) for year in sorted(found)}


def looks_of(zones: ZoneLayer, reports: Iterable[Report], sheets: Iterable[Sheet]) -> Looks:
    """Return what is to be shown for these zones, reports and features."""
    named = [
        ZoneLook(zone.code, plain_text(zone.name), styles.zone_colour(order), zone.indicative)
        for order, zone in enumerate(zones.zones)
    ]
    years = {report.report: _YEAR.findall(report.date) for report in reports}
    return Looks(
        zones=(*named, ZoneLook("", text("no_zone", "zh"), styles.NO_ZONE)),
        report_years={name: int(found[-1]) for name, found in sorted(years.items()) if found},
        broad=_broad(sheets, zones.codes),
    )


def _broad(sheets: Iterable[Sheet], codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return zone code to the ids of its areas that are too large to be filled."""
    found: dict[str, list[str]] = defaultdict(list)
    features = (f for sheet in sheets if sheet.name == "polygons" for f in sheet.features)
    for feature in features:
        if shapes.area_m2(feature.geometry) > styles.BROAD_M2:
            code = str(feature.properties["zone"] or "")
            found[code if code in codes else ""].append(feature.id)
    return {code: tuple(sorted(ids)) for code, ids in sorted(found.items())}


def kinds_of_shapes() -> dict[str, tuple[str, ...]]:
    """Return shape to its kinds, in the order of the legend."""
    found: dict[str, list[str]] = {}
    for kind, sign in styles.KIND_SIGNS.items():
        found.setdefault(sign.shape, []).append(kind)
    return {shape: tuple(kinds) for shape, kinds in found.items()}


def stated(group: str) -> tuple[str, ...]:
    """Return the stages of a group, without the blank."""
    return tuple(stage for stage in styles.STAGE_GROUPS[group] if stage)


def all_stages() -> tuple[str, ...]:
    """Return the stages of all groups."""
    return tuple(stage for group in styles.STAGE_GROUPS for stage in stated(group))
