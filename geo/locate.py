"""
The ladder: from a name, or a project of the district, to a geometry or to what was tried.

Corrections first, then what the report itself states (stretch, crossing, a whole road or river),
then the facts people checked (`locators.csv`), then the house number, then the gazetteer by name,
then an address without a number and facts that are coarse, then the larger place, and online
services last of all. The first good answer wins; the next one is reported beside it with its
distance. The rungs are in `geo.rungs`, a bare name is read by `geo.free`, what is no known name is
looked for in other words by `geo.further`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import shapely

from geo.accuracy import Claims
from geo.answer import Answer, Hit, Query
from geo.choosing import best_first, doubted, first_of
from geo.corrected import corrected_answer
from geo.district_facts import DistrictFacts
from geo.facts import FactReader
from geo.find import find_place
from geo.free import read_address, read_name
from geo.house_numbers import habit_of, numbers_of
from geo.lines import Named
from geo.metric import to_metres
from geo.names import name_key, road_in
from geo.new_roads import NewRoad, solve, systems
from geo.outer import Containers
from geo.rungs import Rungs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.find import Near
    from geo.further import Further
    from geo.gazetteer import Gazetteer
    from geo.online.asking import Online
    from geo.online.last import LastRung
    from seeds.district import District
    from seeds.records import LocatorFact, Project

COARSE_M = 600.0
"""A checked fact less exact than this gives way to the gazetteer's own object of that name."""
_WHOLE_KINDS = {"road", "river", "metro_line", "tunnel"}


class Locator:
    """
    Locates names and projects.

    Parameters
    ----------
    gazetteer
        Where names are looked up.
    district
        Projects, checked facts and known house numbers; without one only the gazetteer counts.
    online
        Services that are asked last, for what nothing else places; none unless given.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        district: District | None = None,
        *,
        online: Online | None = None,
    ) -> None:
        self.gazetteer = gazetteer
        self.district = district
        self.tables = DistrictFacts(district)
        self.rungs = Rungs(
            gazetteer,
            numbers=numbers_of(district),
            habit=habit_of(district),
            claims=Claims(district.accuracy if district else ()),
        )
        self.facts = FactReader(self.rungs)
        self.containers = Containers(gazetteer, self._place_of)
        self._answers: dict[str, Answer] = {}
        self._alone: dict[str, Answer] = {}
        self._busy: set[str] = set()
        self._last = None if online is None else _last_rung(online, gazetteer, district)

    # --- projects ------------------------------------------------------------------------------

    def locate_project(self, project: Project) -> Answer:
        """Return where a project of the district is, or what was tried."""
        answer = self._offline(project)
        if self._last is None:
            return answer
        return self._last.project(project, self.tables.of(project), answer)

    def _offline(self, project: Project) -> Answer:
        """Return the answer of the ladder without its last rung: others may be built on it."""
        if project.id not in self._answers:
            if project.id in self._busy:  # a is part of b is part of a
                return Answer(None, "none", tried=("所属：互为上级，无法确定",))
            self._busy.add(project.id)
            answer = self._found(project, lend=True)
            self._busy.discard(project.id)
            if self._busy:  # asked for by another one: it may do better when that one is known
                return answer
            self._answers[project.id] = answer
        return self._answers[project.id]

    def _found(self, project: Project, *, lend: bool) -> Answer:
        answer = first_of(self._rungs_of(project, lend=lend), project.zone_reported)
        return corrected_answer(answer, self.tables.corrections_of(project))

    def _rungs_of(self, project: Project, *, lend: bool) -> Iterator[Hit | str]:
        facts = self.tables.of(project)
        if project.road_from and project.road_to:
            yield from self._stated(project, facts, lend=lend)
        elif project.kind in _WHOLE_KINDS:
            yield from map(self.rungs.whole, self._names(project))
            if project.kind == "metro_line":
                yield self.facts.stations(facts)
        elif project.kind == "area":
            yield from map(self.containers.itself, self._names(project))
        fine = [f for f in facts if f.method != "part_of"]
        exact = [f for f in fine if (f.accuracy_m or 0) <= COARSE_M]
        yield from best_first(map(self.facts.read, exact))
        stated = project.address if not exact else ""
        house, beside = read_address(self.rungs, stated) if stated else ("", "")
        yield house
        for name in self._names(project):
            yield doubted(
                find_place(self.gazetteer, name, kind=project.kind, claims=self.rungs.claims), facts
            )
        yield beside
        yield from (self.facts.read(f) for f in fine if f not in exact)
        if project.kind not in _WHOLE_KINDS and project.placeable == "line":
            yield from map(self.rungs.whole, self._names(project))
        for fact in (f for f in facts if f.method == "part_of"):
            yield self.containers.part_of(fact.arg1, claim=fact.accuracy_m)
        if project.parent:
            yield self.containers.part_of(project.parent)
        yield from self.containers.named_in(project.names)

    def _stated(
        self, project: Project, facts: Sequence[LocatorFact], *, lend: bool
    ) -> Iterator[Hit | str]:
        """Yield what the report states; a checked stretch comes before one that is only in part."""
        stated = self._between(project, self._hint(facts), lend=lend)
        if isinstance(stated, Hit) and stated.method == "stretch_partial":
            for fact in facts:
                known = self.facts.read(fact) if fact.method == "stretch" else ""
                if isinstance(known, Hit) and known.method == "stretch":
                    ends = f"{fact.arg2}-{fact.arg3}"
                    yield replace(
                        known, note=f"报告写{project.road_from}-{project.road_to}，按{ends}画出"
                    )
        yield stated

    def _between(self, project: Project, hint: Hit | None, *, lend: bool) -> Hit | str:
        if project.kind == "intersection":
            middle = None if hint is None else to_metres(hint.shape).centroid
            return self.rungs.crossing(project.road_from, project.road_to, hint=middle)
        hosts = [h for name in project.names for h in (name, road_in(name)) if h]
        known = [host for host in hosts if self.rungs.lines.find(host) is not None]
        host = known[0] if known else project.name
        ends = (project.road_from, project.road_to) if lend else ()
        lent = {name: found for name in ends if (found := self._new_road(name)) is not None}
        # What is known best says where it is: its own fact, or the new road that it ends at.
        clues = [(c.accuracy_m or 0.0, c.shape) for c in (hint,) if c is not None]
        clues += [(c.accuracy_m, c.shape) for c in lent.values()]
        within, shape = min(clues, key=lambda clue: clue[0], default=(0.0, None))
        alone = self.rungs.stretch(
            host,
            project.road_from,
            project.road_to,
            hint=None if shape is None else to_metres(shape),
            within_m=within,
            lent={name: _as_line(name, found) for name, found in lent.items()},
        )
        return self._together(project, alone) if lend and not known else alone

    def _together(self, project: Project, alone: Hit | str) -> Hit | str:
        """Return a new road as drawn with those that it bounds, if that is no less sure."""
        solved = self._systems.get(project.id, "")
        if isinstance(solved, str):
            return f"{alone}；{solved}" if solved and isinstance(alone, str) else alone
        return alone if isinstance(alone, Hit) and alone.accuracy_m < solved.accuracy_m else solved

    @cached_property
    def _systems(self) -> dict[str, Hit | str]:
        """The new roads that are each other's ends, by project: as drawn together, or why not."""
        projects = {
            name_key(p.name): p
            for p in self.tables.projects
            if p.road_from and p.road_to and self.rungs.lines.find(p.name) is None
        }
        found: dict[str, Hit | str] = {}
        for group in systems(self._as_new_road(key, p) for key, p in projects.items()):
            names = "、".join(projects[road.key].name for road in group)
            lines = solve(group)
            within = min(road.within_m for road in group if road.clue is not None or lines is None)
            for road in group:
                found[projects[road.key].id] = (
                    f"路段：{names}互为端点，都不在地图上，线索不足以分别画出"
                    if lines is None
                    else self.rungs.stretches.sketch(lines[road.key], within, names)
                )
        return found

    def _as_new_road(self, key: str, project: Project) -> NewRoad:
        ends = project.road_from, project.road_to
        hint = self._hint(self.tables.of(project))
        lines = [self.rungs.lines.find(name) for name in ends]
        first, second = (None if line is None else line.shape for line in lines)
        return NewRoad(
            key,
            (name_key(ends[0]), name_key(ends[1])),
            (first, second),
            None if hint is None else to_metres(hint.shape),
            0.0 if hint is None else hint.accuracy_m,
        )

    def _new_road(self, name: str) -> Hit | None:
        """
        Return a road that no map has but that is itself a located project.

        It is located without other new roads: two of them may end at each other, and neither
        answer may depend on which is asked for first.
        """
        project = self.tables.called(name)
        if project is None or self.rungs.lines.find(name) is not None:
            return None
        if project.id not in self._alone:
            self._alone[project.id] = self._found(project, lend=False)
        answer = self._alone[project.id]
        if answer.geometry is None or answer.geometry.geom_type not in {"LineString", "Point"}:
            return None
        return Hit(answer.geometry, answer.method, answer.accuracy_m or 0.0)

    def _hint(self, facts: Sequence[LocatorFact]) -> Hit | None:
        """Return roughly where the checked facts say it is."""
        for fact in facts:
            hit = self.facts.read(fact) if fact.method != "part_of" else ""
            if isinstance(hit, Hit):
                return hit
        return None

    @staticmethod
    def _names(project: Project) -> list[str]:
        return list(dict.fromkeys(project.names))

    def _place_of(self, name: str) -> Answer | None:
        """Return the answer for a larger place that may itself be a project."""
        project = self.tables.called(name)
        return None if project is None else self._offline(project)

    # --- free names ----------------------------------------------------------------------------

    def locate(self, query: Query, near: Near | None = None) -> Answer:
        """
        Return where a name is; a known project's name gives the project's own answer.

        Ends or an address that are given too must be the project's own; ends the other way round
        give its line the other way round. `near` tells places of one name apart; without it what
        the query says is near does. A name that is not known is looked for in other words.
        """
        if near is None and (query.near or query.parent):
            near = self._further.near(query)
        answer = self._asked(query, near)
        if answer.geometry is not None or self._refused(query):
            return answer
        answer = self._further.answer(query, answer)
        return answer if self._last is None else self._last.query(query, answer)

    @cached_property
    def _further(self) -> Further:
        from geo.further import Further  # noqa: PLC0415 - most names need none

        return Further(self, self._asked)

    def _refused(self, query: Query) -> bool:
        return self.tables.trap(query.name) is not None and not query.address

    def _asked(self, query: Query, near: Near | None) -> Answer:
        """Return what the ladder says of a name as it is written."""
        for name in (query.name, *query.aliases):
            project, reverse = self.tables.meant(query, name)
            if project is not None:
                answer = self.locate_project(project)
                return _reversed(answer) if reverse else answer
        if self._refused(query):
            reason = self.tables.trap(query.name)
            return Answer(None, "none", tried=(f"不作为地点：{reason}",))
        found = read_name(self.rungs, self.containers, query, near)
        return first_of(found, query.zone, doubting=True)


def _last_rung(online: Online, gazetteer: Gazetteer, district: District | None) -> LastRung:
    from geo.online.last import LastRung  # noqa: PLC0415 - only where it is asked for

    return LastRung(online, gazetteer, district)


def _reversed(answer: Answer) -> Answer:
    shape = answer.geometry
    return answer if shape is None else replace(answer, geometry=shapely.reverse(shape))


def _as_line(name: str, found: Hit) -> Named:
    """Return a located new road as a line that others may end at, metres."""
    metric = to_metres(found.shape)
    return Named("project", name, metric, metric, "", f"{name}本身也是新路，位置为示意")


__all__ = ["Answer", "Hit", "Locator", "Query"]
