"""
The functional zones: their outlines from the rules, and which zone a place lies in.

Outlines cover the district without overlap or gap: all lines are noded into faces first, each face
goes to one zone, and slivers go to the neighbour with the longest shared edge.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import shapely

from geo.metric import to_metres
from layers.errors import LayerError
from layers.official import read_official
from layers.partition import partition
from layers.zone_rules import FILE, RuleSet, parse_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer import Gazetteer
    from seeds.district import District

OUTLINE_SUFFIX = "功能区"


@dataclass(frozen=True, slots=True)
class Zone:
    """
    One zone; `shape` is (lon, lat) degrees, `area_m2` was measured in EPSG:32651.

    `indicative` is true while the outline is computed from rules and not an official one.
    """

    code: str
    name: str
    name_en: str
    shape: BaseGeometry
    area_m2: float
    evidence: tuple[str, ...] = ()
    note: str = ""
    variants: tuple[str, ...] = ()
    indicative: bool = True


@dataclass(frozen=True, slots=True)
class ZoneLayer:
    """The zones of a district, in the order of `zones.toml`. Valid by construction."""

    zones: tuple[Zone, ...]
    explained: Mapping[str, str] = field(default_factory=dict)
    _metric: Mapping[str, BaseGeometry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Check the invariants and keep each outline in metres."""
        repeated = sorted(c for c, n in Counter(zone.code for zone in self.zones).items() if n > 1)
        if repeated:
            raise LayerError(f"功能区代码重复：{'、'.join(repeated)}", where=FILE)
        for zone in self.zones:
            if zone.shape.is_empty or not zone.shape.is_valid:
                raise LayerError(f"功能区 {zone.name} 的范围为空或图形无效", where=FILE)
            shapely.prepare(zone.shape)
        metric = {zone.code: to_metres(zone.shape) for zone in self.zones}
        object.__setattr__(self, "_metric", metric)

    @classmethod
    def from_rules(
        cls,
        rules: Mapping[str, Any],
        outlines: Mapping[str, BaseGeometry],
        named_lines: Callable[[str], BaseGeometry | None],
        *,
        folder: Path | None = None,
    ) -> ZoneLayer:
        """
        Compute the outlines from the rules, or take the official ones where the rules name a file.

        Parameters
        ----------
        rules
            The parsed `zones.toml`.
        outlines
            Subdistricts, and the district under its own name, by name; degrees.
        named_lines
            Returns the lines of a road or river by name in degrees, None if it is unknown.
        folder
            Where the official file is looked for.

        Raises
        ------
        LayerError
            If a rule names something unknown, a subdistrict has no rule, or the official file
            cannot be used.
        """
        parsed = parse_rules(rules)
        if parsed.official:
            shapes = read_official(folder, parsed, outlines)
        else:
            shapes = partition(parsed, outlines, named_lines)
        return cls(
            zones=_zones(parsed, shapes),
            explained={item.name: item.why for item in parsed.explained},
        )

    @property
    def codes(self) -> tuple[str, ...]:
        """The zone codes, in order."""
        return tuple(zone.code for zone in self.zones)

    def zone(self, code: str) -> Zone:
        """
        Return the zone of that code.

        Raises
        ------
        LayerError
            If there is none.
        """
        for zone in self.zones:
            if zone.code == code:
                return zone
        raise LayerError(f"没有代码为 {code!r} 的功能区，可用 {'、'.join(self.codes)}", where=FILE)

    def code_of(self, name: str) -> str | None:
        """Return the code of a zone by name, variant or name with 功能区; None if unknown."""
        short = name.removesuffix(OUTLINE_SUFFIX)
        for zone in self.zones:
            if {name, short} & {zone.name, zone.code, *zone.variants}:
                return zone.code
        return None

    def zone_of(self, geometry: BaseGeometry) -> tuple[str | None, float]:
        """
        Return the code of the zone that holds most of `geometry`, and which share of it.

        A tie goes to the zone that stands first. Outside all zones it is (None, 0.0).
        """
        if geometry.geom_type == "Point":
            inside = (z.code for z in self.zones if z.shape.covers(geometry))
            code = next(inside, None)
            return code, float(code is not None)
        best: tuple[str | None, float] = (None, 0.0)
        metric = to_metres(geometry)
        whole = _size(metric)
        for zone in self.zones:
            if zone.shape.intersects(geometry):
                share = _size(metric.intersection(self._metric[zone.code])) / whole if whole else 0
                if share > best[1]:
                    best = (zone.code, share)
        return best

    def gap_m(self, code: str, geometry: BaseGeometry) -> float:
        """
        Return the distance in metres from `geometry` to the zone; 0 where they touch.

        Raises
        ------
        LayerError
            If there is no such zone.
        """
        if self.zone(code).shape.intersects(geometry):
            return 0.0
        return float(self._metric[code].distance(to_metres(geometry)))


def zone_layer(district: District, gazetteer: Gazetteer) -> ZoneLayer:
    """
    Return the zones of a district by its own rules, on the outlines and lines of a gazetteer.

    Raises
    ------
    LayerError
        As `ZoneLayer.from_rules`.
    """

    def named_lines(name: str) -> BaseGeometry | None:
        pieces = [edge.shape for edge in gazetteer.road_edges(name)]
        pieces += [line.shape for line in gazetteer.named_lines(name)]
        return shapely.union_all(pieces) if pieces else None

    outlines = {outline.name: outline.shape for outline in gazetteer.outlines}
    return ZoneLayer.from_rules(district.zone_rules, outlines, named_lines, folder=district.folder)


def _zones(parsed: RuleSet, shapes: Mapping[str, BaseGeometry]) -> tuple[Zone, ...]:
    """Put names, evidence and measures to the outlines."""
    indicative = not parsed.official
    return tuple(
        Zone(
            code=name.code,
            name=name.name,
            name_en=name.name_en,
            shape=shapes[name.code],
            area_m2=float(to_metres(shapes[name.code]).area),
            evidence=_evidence(parsed, name.code),
            note=parsed.note if indicative else f"官方范围：{parsed.official}",
            variants=name.variants,
            indicative=indicative,
        )
        for name in parsed.names
    )


def _evidence(parsed: RuleSet, code: str) -> tuple[str, ...]:
    """Return the evidence of a zone's rules, each once, or the official file."""
    if parsed.official:
        return (f"fact: {parsed.official}",)
    found = (text for rule in parsed.rules if rule.zone == code for text in rule.evidence)
    return tuple(dict.fromkeys(found))


def _size(geometry: BaseGeometry) -> float:
    """Return area, else length, else the number of points: what a share is taken of."""
    return float(geometry.area or geometry.length or shapely.get_num_coordinates(geometry))
