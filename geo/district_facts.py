"""What the tables of a district say of a project: its facts, corrections, and when it is meant."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from geo.names import Stretch, name_key, parse_stretch
from seeds.naming import kinds_fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.answer import Query
    from seeds.district import District
    from seeds.records import Correction, LocatorFact, Project


class DistrictFacts:
    """
    The tables of a district by project and by name; without a district all are empty.

    Parameters
    ----------
    district
        Its projects, checked facts, corrections and traps.
    """

    def __init__(self, district: District | None) -> None:
        self._district = district

    @cached_property
    def projects(self) -> tuple[Project, ...]:
        """The projects at hand, and those that only lend their names and facts."""
        return (*self._district.projects, *self._district.lent) if self._district else ()

    @cached_property
    def _by_name(self) -> dict[str, Project]:
        found: dict[str, Project] = {}
        for project in self.projects:
            for name in (project.label, *project.names):
                found.setdefault(name_key(name), project)
        for project in self.projects:
            found[name_key(project.name)] = project
        return found

    @cached_property
    def _by_stretch(self) -> dict[tuple[str, str, str], Project]:
        """Projects by their road and its ends."""
        found: dict[tuple[str, str, str], Project] = {}
        for project in self.projects:
            if project.road_from and project.road_to:
                for name in (project.name, *project.names):
                    said = Stretch(name, project.road_from, project.road_to)
                    found.setdefault(_stretch_key(said), project)
        return found

    @cached_property
    def _facts_of(self) -> dict[str, list[LocatorFact]]:
        found: dict[str, list[LocatorFact]] = defaultdict(list)
        for fact in self._district.locators if self._district else ():
            project = self._by_name.get(name_key(fact.name))
            if project is not None:
                found[project.id].append(fact)
        return {key: sorted(facts, key=lambda f: f.rank) for key, facts in found.items()}

    @cached_property
    def _corrections(self) -> dict[str, list[Correction]]:
        found: dict[str, list[Correction]] = defaultdict(list)
        for row in self._district.corrections if self._district else ():
            found[row.id].append(row)
        return found

    @cached_property
    def _traps(self) -> dict[str, str]:
        traps = self._district.traps if self._district else ()
        return {name_key(trap.name): trap.reason for trap in traps}

    def called(self, name: str) -> Project | None:
        """Return the project of that name."""
        return self._by_name.get(name_key(name))

    def of(self, project: Project) -> Sequence[LocatorFact]:
        """Return the checked facts about a project, the best first."""
        return self._facts_of.get(project.id, ())

    def corrections_of(self, project: Project) -> Sequence[Correction]:
        """Return what people corrected about a project, in the order of the table."""
        return self._corrections.get(project.id, ())

    def trap(self, name: str) -> str | None:
        """Return why a name is no place, None if nobody said so."""
        return self._traps.get(name_key(name))

    def meant(self, query: Query, name: str) -> tuple[Project | None, bool]:
        """Return the project that a query is about, and whether its ends stand in reverse."""
        said = Stretch(name, query.road_from, query.road_to)
        if not (said.start or said.end):
            said = parse_stretch(name) or said
        project, reverse = None, False
        if not query.road_from:
            project = self._by_name.get(name_key(name))
        if project is None and said.start and said.end:
            project = self._by_stretch.get(_stretch_key(said))
            if project is None:
                turned = Stretch(said.host, said.end, said.start)
                project = self._by_stretch.get(_stretch_key(turned))
                reverse = project is not None
        if project is None or (query.kind and not kinds_fit(query.kind, project.kind)):
            return None, False
        if query.address and name_key(query.address) != name_key(project.address):
            return None, False
        return project, reverse


def _stretch_key(said: Stretch) -> tuple[str, str, str]:
    return name_key(said.host), name_key(said.start), name_key(said.end)
