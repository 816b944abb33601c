"""The names that a district lends the reader: projects, aliases, traps, zones, a gazetteer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seeds.reading.fold import fold
from seeds.reading.lexicon import Known, everyday, lexicon
from seeds.reading.name import placeable
from seeds.reading.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from seeds.district import District
    from seeds.records import Project

_SHORTEST = 2
_LONG = 3
_SLIPS = (("家", "冢"), ("广", "厂"), ("入", "人"), ("商", "尚"), ("进", "讲"), ("末", "未"))
"""Signs that are taken for one another; a slip is mended only in a name that the district knows."""
_MAPPED = frozenset(
    {"area", "culture", "heritage", "hospital", "park", "residential", "river", "school", "sports",
     "transport_hub"}
)  # fmt: skip
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
    zones = _zones(district)
    names = _Names(zones)
    names.add_ledger(district)
    names.add_mapped(gazetteer)
    names.add_slips()
    return Lent({written: tuple(found) for written, found in names.found.items()}, zones)


class _Names:
    """Collects folded written forms with what they stand for; `zones` are those of the district."""

    def __init__(self, zones: Mapping[str, str]) -> None:
        self.zones = zones
        self.found: dict[str, list[Known]] = {}

    def add_ledger(self, district: District) -> None:
        """Add what people wrote: projects, aliases, traps."""
        kinds = {}
        for project in district.projects:
            known = _of_project(project)
            kinds[project.name] = Known(project.name, known.kind, known.placeable)
            for written in project.names:
                self._add(written, known)
        for alias in district.aliases:
            if alias.name in kinds:
                self._add(alias.alias, kinds[alias.name])
        for trap in district.traps:
            if _key(trap.name) not in self.found and "(" not in trap.name:
                self._add(trap.name, Known(trap.name, "other", "no", trap.reason))

    def add_mapped(self, gazetteer: Iterable[tuple[str, str]]) -> None:
        """Add mapped names that nobody wrote and that are no everyday words."""
        for written, kind in _telling(gazetteer):
            key = _key(written)
            if key not in self.found and key not in everyday() and not _is_plain(key):
                self._add(written, Known(written, kind, placeable(kind)))

    def add_slips(self) -> None:
        """Add what a reader of printed letters makes of a name: 冢 for 家, 厂 for 广."""
        for written, known in list(self.found.items()):
            for sign, slip in _SLIPS:
                slipped = written.replace(sign, slip)
                if slipped != written and len(written) > _SHORTEST and slipped not in self.found:
                    note = f"原文为“{slipped}”，按“{written}”读"
                    self.found[slipped] = [one._replace(note=one.note or note) for one in known]

    def _add(self, written: str, known: Known) -> None:
        """Add a written form, unless it is read rightly without being known."""
        key = _key(written)
        if known.kind == "road" and _reads_as_road(key):
            return
        if not _shortens(key, _key(known.name)) and not key.endswith(_key(known.name)):
            known = known._replace(name=written)
        if len(key) >= _SHORTEST and known not in self.found.get(key, ()):
            known = known._replace(zone=self.zones.get(key, ""), plain=_is_plain(key))
            self.found.setdefault(key, []).append(known)


def _of_project(project: Project) -> Known:
    """Return a project as a known name; a stretch of a road lends the road without its ends."""
    known = Known(project.name, project.kind, project.placeable, address=project.address)
    if project.kind == "road_segment":
        return known._replace(kind="road")
    return known._replace(road_from=project.road_from, road_to=project.road_to)


def _telling(gazetteer: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the mapped names that tell one place: long enough, mapped once, of a telling kind."""
    listed = [(name, kind) for name, kind in gazetteer if kind in _MAPPED and len(name) >= _LONG]
    times = Counter(name for name, _ in listed)
    return [(name, kind) for name, kind in listed if times[name] == 1 or kind in ("river", "area")]


def _zones(district: District) -> dict[str, str]:
    """Return every variant of a zone's name with the name in full."""
    return {
        _key(written): str(zone["name"])
        for zone in district.zone_rules["zone"]
        for written in (zone["name"], *zone.get("variants", ()))
    }


def _reads_as_road(written: str) -> bool:
    """Tell whether a name reads as a road without being known."""
    return tokens(written, lexicon()).letters[-1] == "r"


def _shortens(written: str, full: str) -> bool:
    """Tell whether a name is written in the order of the full name, with parts left out."""
    rest = iter(full)
    return all(sign in rest for sign in written)


def _is_plain(written: str) -> bool:
    """Tell whether a name is made of everyday words only."""
    return not set(tokens(written, lexicon()).letters) & set("unltKeHdzr")


def _key(written: str) -> str:
    """Return a written form as it is looked up."""
    return fold(written).replace('"', "").replace(" ", "")
