"""The names that a district lends the reader: projects, aliases, traps, zones, a gazetteer."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seeds.reading.fold import fold
from seeds.reading.lexicon import Known, everyday, lexicon
from seeds.reading.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from seeds.district import District

SHORTEST = 2
SLIPS = (("家", "冢"), ("广", "厂"), ("入", "人"), ("商", "尚"), ("进", "讲"), ("末", "未"))
"""Signs that are taken for one another; a slip is mended only in a name that the district knows."""
LONG = 3
MAPPED = frozenset(
    [
        "area",
        "culture",
        "heritage",
        "hospital",
        "park",
        "residential",
        "river",
        "school",
        "sports",
        "transport_hub",
    ]
)
"""Kinds of mapped places whose names reports use; shops and the like repeat everyday words."""


@dataclass(frozen=True, slots=True)
class Lent:
    """
    What a district lends: folded written forms with what they stand for, and its zones.

    `zones` maps every folded variant of a zone's name to the name in full.
    """

    names: Mapping[str, tuple[Known, ...]] = field(default_factory=dict)
    zones: Mapping[str, str] = field(default_factory=dict)


def lend(district: District, gazetteer: Iterable[tuple[str, str]] = ()) -> Lent:
    """
    Return what a district lends.

    Parameters
    ----------
    district
        Its projects, aliases, traps and zones are lent.
    gazetteer
        Name and kind of mapped places and roads; what people wrote comes first.
    """
    names: dict[str, list[Known]] = defaultdict(list)
    zones = _zones(district)

    def add(written: str, known: Known) -> None:
        key = _key(written)
        if known.kind == "road" and everyday_road(key):
            return
        if not _shortens(key, _key(known.name)) and not key.endswith(_key(known.name)):
            known = known._replace(name=written)
        if len(key) >= SHORTEST and known not in names[key]:
            known = known._replace(zone=zones.get(key, ""), plain=_plain(key))
            names[key].append(known)

    kinds = {}
    for project in district.projects:
        kind = "road" if project.kind == "road_segment" else project.kind
        kinds[project.name] = (kind, project.placeable)
        for written in project.names:
            ends = (
                (project.road_from, project.road_to) if project.kind != "road_segment" else ("", "")
            )
            add(
                written,
                Known(project.name, kind, project.placeable, "", "", project.address, False, *ends),
            )
    for alias in district.aliases:
        if alias.name in kinds:
            add(alias.alias, Known(alias.name, *kinds[alias.name]))
    for trap in district.traps:
        if _key(trap.name) not in names and "(" not in trap.name:
            add(trap.name, Known(trap.name, "other", "no", trap.reason))
    for written, kind in _telling(gazetteer):
        key = _key(written)
        if key not in names and key not in everyday() and not _plain(key):
            placeable = "line" if kind == "river" else "area" if kind == "area" else "yes"
            add(written, Known(written, kind, placeable))
    _add_slips(names)
    return Lent({written: tuple(found) for written, found in names.items() if found}, zones)


def _add_slips(names: dict[str, list[Known]]) -> None:
    """Add what a reader of printed letters makes of a name: 冢 for 家, 厂 for 广."""
    for written, known in list(names.items()):
        for sign, slip in SLIPS:
            slipped = written.replace(sign, slip)
            if slipped != written and len(written) > SHORTEST and slipped not in names:
                note = f"原文为“{slipped}”，按“{written}”读"
                names[slipped] = [one._replace(note=one.note or note) for one in known]


def _telling(gazetteer: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the mapped names that tell one place: long enough, mapped once, of a telling kind."""
    listed = [(name, kind) for name, kind in gazetteer if kind in MAPPED and len(name) >= LONG]
    times = Counter(name for name, _ in listed)
    return [(name, kind) for name, kind in listed if times[name] == 1 or kind in ("river", "area")]


def _zones(district: District) -> dict[str, str]:
    return {
        _key(written): str(zone["name"])
        for zone in district.zone_rules["zone"]
        for written in (zone["name"], *zone.get("variants", ()))
    }


def everyday_road(written: str) -> bool:
    """Tell whether a name reads as a road without being known."""
    return tokens(written, lexicon()).letters[-1] == "r"


def _shortens(written: str, full: str) -> bool:
    """Tell whether a name is written in the order of the full name, with parts left out."""
    rest = iter(full)
    return all(sign in rest for sign in written)


def _plain(written: str) -> bool:
    """Tell whether a name is made of everyday words only."""
    return not set(tokens(written, lexicon()).letters) & set("unltKeHdzr")


def _key(written: str) -> str:
    return fold(written).replace('"', "").replace(" ", "")
