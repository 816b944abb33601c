"""
Whether a place that a report names is a project that the district already knows.

By name first, then by what tells two of one name apart: what it is, its ends, its address, its
zone. Where that leaves a choice, nothing is matched: a wrong match costs more than a second entry.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from seeds.naming import (
    LONG,
    UNTOLD,
    ends_of,
    family_of,
    is_address,
    is_class_name,
    kinds_fit,
    name_key,
    plain_key,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from seeds.district import District
    from seeds.reading.found import Found
    from seeds.records import Alias, Project


class Match(NamedTuple):
    """The known project, or None; `note` says why a name that is known was not matched."""

    project: Project | None
    note: str = ""


class Register:
    """
    The known projects of a district, by every way in which a report may name them.

    Parameters
    ----------
    district
        The district as loaded from its folder.
    """

    def __init__(self, district: District) -> None:
        self._district_name = district.name
        self._names: dict[str, list[Project]] = defaultdict(list)
        self._plain: dict[str, list[Project]] = defaultdict(list)
        self._ends: dict[tuple[str, ...], list[Project]] = defaultdict(list)
        self._addresses: dict[str, list[Project]] = defaultdict(list)
        self._aliases: dict[str, list[Alias]] = defaultdict(list)
        for project in (*district.projects, *district.lent):
            self._list(project)
        for alias in district.aliases:
            self._aliases[name_key(alias.alias)].append(alias)

    def _list(self, project: Project) -> None:
        names = (project.label, *project.names)
        for key in dict.fromkeys(map(name_key, names)):
            self._names[key].append(project)
        for key in dict.fromkeys(plain_key(name, self._district_name) for name in names):
            self._plain[key].append(project)
        if ends := ends_of(project):
            self._ends[ends].append(project)
        if project.address:
            self._addresses[name_key(project.address)].append(project)

    def match(self, found: Found) -> Match:
        """Return the project that is meant, if it can only be one."""
        for tier in self._tiers(found):
            fitting = [project for project in tier if _fits(project, found)]
            if fitting:
                chosen = _narrowed(fitting, found)
                if len(chosen) == 1:
                    return Match(chosen[0])
                listed = "、".join(sorted(project.id for project in chosen))
                return Match(None, f"与 {listed} 同名，无从断定是哪一个")
        return Match(None)

    def _tiers(self, found: Found) -> Iterator[list[Project]]:
        """Yield the candidates, those named most exactly first."""
        key = name_key(found.name)
        yield self._names.get(key, [])
        yield [p for p in self._ends.get(ends_of(found), []) if _one_host(p, found)]
        yield [p for name in self._meant_by(key, found.report) for p in self._names[name]]
        yield self._plain.get(plain_key(found.name, self._district_name), [])
        if is_address(found, self._district_name):
            yield self._addresses.get(name_key(found.address), [])

    def _meant_by(self, key: str, report: str) -> list[str]:
        """Return the name for which an alias stands: in this report, else wherever it was seen."""
        rows = self._aliases.get(key, [])
        here = [row for row in rows if row.report == report] or rows
        meant = {name_key(row.name) for row in here}
        return [name for name in meant if name in self._names] if len(meant) == 1 else []


def _fits(project: Project, found: Found) -> bool:
    """Tell whether nothing that is said of the two keeps them apart."""
    if not kinds_fit(project.kind, found.kind):
        return False
    family = family_of(project.kind)
    if family in LONG or family == "crossing":
        return _ends_fit(project, found)
    if is_class_name(found.name) and found.zone_reported and project.zone_reported:
        return found.zone_reported == project.zone_reported
    return _addresses_fit(name_key(project.address), name_key(found.address))


def _ends_fit(project: Project, found: Found) -> bool:
    """Tell whether both are the same stretch, or both the whole road."""
    known, said = ends_of(project), ends_of(found)
    if known and not said:  # a stretch named without its ends must at least be called one
        spelt_out = name_key(found.name) != name_key(project.name)
        return spelt_out or found.kind in ("road_segment", "intersection")
    return known == said


def _addresses_fit(known: str, said: str) -> bool:
    """Tell whether two addresses may be one, the one perhaps more exact than the other."""
    return known.startswith(said) or said.startswith(known)


def _one_host(project: Project, found: Found) -> bool:
    """Tell whether two stretches with the same ends lie on one road (a crossing has no road)."""
    if project.kind == found.kind == "intersection":
        return True
    hosts = [name_key(name) for name in project.names]
    key = name_key(found.name)
    return any(host.startswith(key) or key.startswith(host) for host in hosts)


def _narrowed(fitting: Iterable[Project], found: Found) -> list[Project]:
    """Return those that agree with what else is said, as far as any of them does."""
    chosen = list({project.id: project for project in fitting}.values())
    agreements: tuple[Callable[[Project], bool], ...] = (
        lambda p: p.kind == found.kind or found.kind in UNTOLD,
        lambda p: bool(found.zone_reported) and p.zone_reported == found.zone_reported,
        lambda p: bool(found.parent) and name_key(p.parent) == name_key(found.parent),
        lambda p: bool(found.address) and name_key(p.address) == name_key(found.address),
    )
    for agrees in agreements:
        if len(chosen) > 1:
            chosen = [project for project in chosen if agrees(project)] or chosen
    return chosen
