"""
When no rung knows a name: the same name in other words, or places that it may mean.

What is found here says so in its note, and is never surer than the exact name would have been.
Whatever is not safe becomes a candidate, never a place.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from shapely.geometry import Point

from geo.answer import Candidate, Query
from geo.find import Near, same_name
from geo.metric import distance_m
from geo.names import parse_address, parse_bounds, parse_crossing, parse_stretch
from geo.outer import radius_m
from geo.plainer import BESIDE, Plain, plainer
from geo.search import Known, NameSearch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from geo.answer import Answer
    from geo.gazetteer import Gazetteer
    from geo.locate import Locator
    from geo.search import Spelling

BESIDE_M = 200.0
"""How far from a place that lies which is said to be beside it."""
_OFFERED = 5
_LONGEST = 60
"""No name is longer; what is, is a sentence, and would take long to compare."""
_IN_TOWN_M = 300.0
_POSITION = re.compile(r"(?P<lon>-?\d+(?:\.\d+)?)(?:\s*[,，]\s*|\s+)(?P<lat>-?\d+(?:\.\d+)?)")
_MOST_LON, _MOST_LAT = 180.0, 90.0
_SITES = {"place", "bounds", "address"}
_MARKS = " 　。，,；;！!？?、：:…·-—“”‘’\"'"
_FUNCTION_WORDS = str.maketrans("與號線區縣鎮間", "与号线区县镇间")
"""Traditional forms of the words by which a statement is read."""


class Further:
    """
    Looks further for names that the ladder does not know.

    Parameters
    ----------
    locator
        Knows the gazetteer and the district.
    ask
        The ladder itself: answers a query without looking further.
    """

    def __init__(self, locator: Locator, ask: Callable[[Query, Near | None], Answer]) -> None:
        self._locator = locator
        self._ask = ask
        self._search = NameSearch(self._known)

    @property
    def _gazetteer(self) -> Gazetteer:
        return self._locator.gazetteer

    def _known(self) -> Iterator[Known]:
        for project in self._locator.tables.projects:
            yield Known(project.name, project.kind, project.name_en)
            yield from (Known(alias, project.kind) for alias in project.names[1:])
        yield from (Known(*label) for label in self._gazetteer.labels())

    @cached_property
    def _cities(self) -> frozenset[str]:
        """The district's city, with and without its rank."""
        from seeds.home import home_cities  # noqa: PLC0415 - reads word lists, for rare questions

        district = self._locator.district
        cities = home_cities(district) if district else frozenset()
        return cities | {city.removesuffix("市") for city in cities}

    @cached_property
    def _here(self) -> tuple[str, ...]:
        """What stands before a name to say that it is of this district."""
        own = self._gazetteer.district.name
        short = own[:-1] if len(own) > 2 else own  # noqa: PLR2004 - without its rank
        return tuple(sorted(c + o for c in ("", *self._cities) for o in (own, short)))

    @cached_property
    def _towns(self) -> dict[str, BaseGeometry]:
        """The subdistricts by name."""
        return {o.name: o.shape for o in self._gazetteer.outlines if o.kind == "subdistrict"}

    # --- what is said to be near ---------------------------------------------------------------

    def near(self, query: Query) -> Near | None:
        """Return the first place that is known of those that the query says it is near or in."""
        for said in filter(None, (*query.near, query.parent)):
            match = _POSITION.fullmatch(said.strip())
            if match is not None:
                lon, lat = float(match["lon"]), float(match["lat"])
                if abs(lon) > _MOST_LON or abs(lat) > _MOST_LAT:
                    continue
                return Near(Point(lon, lat), said)
            found = self._ask(Query(query.id, said), None)
            if found.geometry is not None:
                return Near(found.geometry, said)
        return None

    # --- other words ---------------------------------------------------------------------------

    def answer(self, query: Query, failed: Answer) -> Answer:
        """Return an answer to the same name in other words, or `failed` with candidates."""
        names = (query.name, *query.aliases)
        if max(map(len, names)) > _LONGEST:
            return failed
        if not any(map(self._search.knows, names)):
            for name in names:
                found = self._in_other_words(query, name)
                if found is not None:
                    return found
        return replace(failed, candidates=tuple(self._candidates(query)))

    def _in_other_words(self, query: Query, name: str) -> Answer | None:
        bare = name.strip(_MARKS)
        if not bare:
            return None
        forms = [Plain(bare), *plainer(bare, {*self._here, *self._cities}, self._towns)]
        at_home = bool(query.zone or query.near or query.parent) or name.startswith(self._here)
        for plain in forms:
            if plain.name != name and not _states_more(plain.name, bare):
                found = self._taken(query, plain, name)
                if found is not None:
                    return found
        for plain in forms:
            here = at_home or bool(plain.town)
            spelled = self._respelled(plain.name, query.kind, at_home=here)
            if spelled is not None:
                found = self._taken(query, replace(plain, name=spelled.name), name, spelled)
                if found is not None:
                    return found
        return None

    def _taken(
        self, query: Query, plain: Plain, name: str, spelled: Spelling | None = None
    ) -> Answer | None:
        """Return the ladder's answer to another form of a name, if it may stand for the name."""
        town = self._towns.get(plain.town)
        near = self.near(query) if town is None else Near(town, plain.town)
        found = self._ask(replace(query, name=plain.name, aliases=(), address="", parent=""), near)
        if found.geometry is None:
            return None
        if town is not None and distance_m(found.geometry, town) > _IN_TOWN_M:
            return None
        notes = [f"按“{plain.name}”查" + (f"（{_said(spelled)}）" if spelled else "")]
        if plain.relation == BESIDE:
            if found.method not in _SITES:
                return None
            reach = max(radius_m(found.geometry), found.accuracy_m or 0.0) + BESIDE_M
            notes.append(f"“{name}”应在其中或旁边")
            found = replace(found, method="part_of", accuracy_m=round(reach, -1))
        note = "；".join(part for part in (*notes, found.note) if part)
        margin = None if spelled is None else round(spelled.margin, 2)
        return replace(found, note=note, margin=margin if margin is not None else found.margin)

    def _respelled(self, name: str, kind: str, *, at_home: bool) -> Spelling | None:
        """Return the name itself, or a statement about roads, with known names in it."""
        whole = self._search.meant(name, kind=kind, at_home=at_home)
        if whole is not None:
            return whole
        lines = self._locator.rungs.lines
        text, said = name.translate(_FUNCTION_WORDS), None
        for part in _parts(text):
            if lines.find(part) is None:
                said = self._search.meant(part, at_home=at_home)
                if said is None:
                    return None
                text = text.replace(part, said.name)
        return None if said is None else replace(said, name=text)

    # --- candidates ----------------------------------------------------------------------------

    def _candidates(self, query: Query) -> list[Candidate]:
        found: list[Candidate] = []
        seen: set[tuple[str, str]] = set()
        for candidate in self._offers(query):
            key = candidate.name, candidate.source_id
            if key not in seen:
                seen.add(key)
                found.append(candidate)
            if len(found) == _OFFERED:
                break
        return found

    def _offers(self, query: Query) -> Iterator[Candidate]:
        """Yield the places of the very name; only if there are none, those of near names."""
        known = [name for name in (query.name, *query.aliases) if self._search.knows(name)]
        places = [c for name in known for c in self._places(name, query.kind, 1.0, "同名")]
        yield from places
        if places or _parts(query.name):
            return
        for spelling in self._search.near(query.name, kind=query.kind):
            yield from self._places(spelling.name, spelling.kind, spelling.score, spelling.why)

    def _places(self, name: str, kind: str, score: float, why: str) -> Iterator[Candidate]:
        objects = same_name(self._gazetteer, name, kind=kind)
        for place in objects:
            where = place.shape.representative_point()
            yield Candidate(
                place.name, place.kind, place.source_id, where.x, where.y, round(score, 2), why
            )
        if objects:
            return
        answer = self._ask(Query(name, name, kind), None)
        if answer.geometry is not None:
            where = answer.geometry.representative_point()
            yield Candidate(name, kind, answer.source_id, where.x, where.y, round(score, 2), why)


def _states_more(name: str, bare: str) -> bool:
    """Tell whether a city was put before a statement about roads: it would name another road."""
    return len(name) > len(bare) and name.endswith(bare) and bool(_parts(name))


def _said(spelled: Spelling) -> str:
    plain = spelled.why in {"英文名", "拼音", "拼音首字母", "简称"}
    return spelled.why if plain else f"写法相近：{spelled.why}"


def _parts(name: str) -> Iterable[str]:
    """Return the roads and rivers that a statement names."""
    stretch, crossing = parse_stretch(name), parse_crossing(name)
    bounds, address = parse_bounds(name), parse_address(name)
    if stretch is not None:
        return [part for part in (stretch.host, stretch.start, stretch.end) if part]
    if bounds:
        return list(dict.fromkeys(part for plot in bounds for side in plot for part in side.names))
    if crossing is not None:
        return list(crossing)
    return [address.road] if address is not None else []
