"""
Named lines: which road, river, railway or boundary a report means by a name.

Only exact names count, with the endings that people leave out or add (外环 for 外环高速, 关港河 for
关港, 蒲汇塘 north bank): a name of another road is never taken for a near spelling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import MultiLineString

from geo.gazetteer import as_lines
from geo.metric import to_metres
from geo.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer import Gazetteer, NamedLine

_ROAD_ENDINGS = ("路", "高架路", "高速", "高速公路", "大道")
_RIVER_ENDINGS = ("港", "河", "塘", "浜")
_FORMAL = (("环线", "环"), ("高速公路", "高速"), ("高架道路", "高架"))
_RAIL_ENDINGS = ("铁路线", "铁路", "线")
_RIVER_WORDS = "江河港塘浜泾浦溪沟"
_BANK = re.compile(rf"^(?P<river>.+[{_RIVER_WORDS}])(?P<bank>[东南西北])(?:岸|侧|面|边)?$")
_BOUNDARY = {"区界", "行政区界", "区边界", "区界线", "区行政区界"}
_METRO = re.compile(r"^(?P<city>[^\W\d_]{0,4}?)(?:轨道交通|轨交|地铁)?(?P<line>\d+)号线$")


@dataclass(frozen=True, slots=True)
class Named:
    """
    A line that has a name.

    `kind` is road, river, metro, rail, boundary or project (a road not yet on the map); `name` is
    the gazetteer's; `shape` in metres; `wall` is the ground it takes up (a river's surface),
    metres; `note` says what was assumed; `bank` is the compass word of the bank that is meant;
    `keys` are the name keys of a road's pieces.
    """

    kind: str
    name: str
    shape: BaseGeometry
    wall: BaseGeometry
    osm_ids: str
    note: str = ""
    bank: str = ""
    keys: tuple[str, ...] = ()


class NamedLines:
    """The gazetteer's lines by name, in metres, decoded when first asked for."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._found: dict[str, Named | None] = {}

    def find(self, name: str) -> Named | None:
        """Return the line that `name` means, or None."""
        if name not in self._found:
            self._found[name] = next(self._candidates(name.strip()), None)
        return self._found[name]

    def _candidates(self, name: str) -> Iterator[Named]:
        if not name:
            return
        yield from self._road(name)
        yield from self._line(name)
        if name.endswith("高速"):
            yield from self._road(f"{name}公路", said=name)
        elif not name.endswith("路"):
            for ending in _ROAD_ENDINGS:
                yield from self._road(name + ending, said=name)
        yield from self._boundary(name)
        yield from self._formal(name)
        yield from self._rail(name)
        yield from self._river_variant(name)
        yield from self._bank(name)

    def _road(self, name: str, *, said: str = "") -> Iterator[Named]:
        edges = self._gazetteer.road_edges(name)
        if edges:
            shape = to_metres(as_lines(edge.shape for edge in edges))
            ids = " ".join(dict.fromkeys(" ".join(edge.osm_ids for edge in edges).split()))
            notes = [f"“{said}”按“{edges[0].name}”查"] if said else []
            lent = {edge.named_by for edge in edges if edge.named_by}
            notes += [
                f"{edges[0].name}有路段在 OSM 上未命名，名称据{by}（推断）" for by in sorted(lent)
            ]
            note = "；".join(notes)
            keys = tuple(sorted({name_key(edge.name) for edge in edges if edge.name}))
            yield Named("road", edges[0].name or name, shape, shape, ids, note, keys=keys)

    def _line(self, name: str, *, said: str = "") -> Iterator[Named]:
        found = self._gazetteer.named_lines(name) or self._metro(name)
        if not found:
            return
        shape = to_metres(as_lines(line.shape for line in found))
        wall = self._surface(shape) if found[0].kind == "river" else shape
        note = f"“{said}”按“{found[0].name}”查" if said else ""
        yield Named(found[0].kind, found[0].name, shape, wall, found[0].osm_ids, note)

    def _metro(self, name: str) -> list[NamedLine]:
        """Return the metro line of that number, with or without the city's name before it."""
        asked = _METRO.match(name)
        if asked is None:
            return []
        known = self._gazetteer.named_lines("", kind="metro")
        numbers = ((_METRO.match(line.name), line) for line in known)
        return [
            line
            for own, line in numbers
            if own and own["line"] == asked["line"] and asked["city"] in ("", own["city"])
        ]

    def _formal(self, name: str) -> Iterator[Named]:
        """Yield the expressway that is also called by a longer word: 外环线, 内环高架道路."""
        for formal, plain in _FORMAL:
            stem = name.removesuffix(formal)
            if stem != name and stem + plain:
                found = next(self._candidates(stem + plain), None)
                if found is not None and found.kind == "road":
                    yield replace(found, note=f"“{name}”按“{found.name}”查")

    def _rail(self, name: str) -> Iterator[Named]:
        """Yield the railway called with 铁路 in place of 线, or without either."""
        for ending in _RAIL_ENDINGS:
            if name.endswith(ending):
                stem = name.removesuffix(ending)
                for other in ("", *_RAIL_ENDINGS):
                    tried = self._line(stem + other, said=name) if stem else ()
                    yield from (line for line in tried if line.kind == "rail")
                return

    def _river_variant(self, name: str) -> Iterator[Named]:
        stems = [name[:-1]] if name.endswith(_RIVER_ENDINGS) and len(name) > 2 else []  # noqa: PLR2004
        for stem in (*stems, *(name + ending for ending in _RIVER_ENDINGS)):
            yield from (line for line in self._line(stem, said=name) if line.kind == "river")

    def _bank(self, name: str) -> Iterator[Named]:
        match = _BANK.match(name)
        if match is None:
            return
        for line in (*self._line(match["river"]), *self._river_variant(match["river"])):
            if line.kind == "river":
                note = f"“{name}”按“{line.name}”{match['bank']}岸查"
                yield replace(line, note=note, bank=match["bank"])

    def _boundary(self, name: str) -> Iterator[Named]:
        home = self._gazetteer.district.name
        if name.removeprefix(home.removesuffix("区")) in _BOUNDARY:
            ring = to_metres(self._gazetteer.district.shape).boundary
            shape = MultiLineString(list(shapely.get_parts(ring)))
            yield Named("boundary", home, shape, shape, "")

    @cached_property
    def surfaces(self) -> list[BaseGeometry]:
        """The water surfaces of the gazetteer, metres."""
        return [to_metres(surface) for surface in self._gazetteer.surfaces()]

    def _surface(self, river: MultiLineString) -> BaseGeometry:
        """Return a river's centre line with the water surfaces it runs through."""
        wet = [s for s in self.surfaces if s.intersection(river).length > 50]  # noqa: PLR2004
        return shapely.union_all([river, *wet]) if wet else river
