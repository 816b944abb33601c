"""
What a side of a plot is on the map: a named line, the district's boundary, a place's outline.

All geometry in metres.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from geo.lines import Named
from geo.metric import to_degrees, to_metres

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer import Gazetteer
    from geo.lines import NamedLines

_BORDER = re.compile(r"^[^\W\d_]{0,6}?(?:[区县市]界|[区县]?行政区?(?:界线?|边界)|[区县]边界)线?$")
_PLANNED = re.compile(r"^(?:规划|现状|在建)(?=..)")
_TO_COME = re.compile(r"^(?:(?:规划|拟建|待建|新建|在建|新辟|未建).*|(?:城市|市政)?(?:道路|支路))$")
_NEAR_M = 250.0
_OWN_SHARE = 0.3
"""How much of a surface's length a river must run through for it to be the river's own."""


class Walls:
    """Sides of plots by name."""

    def __init__(self, gazetteer: Gazetteer, lines: NamedLines) -> None:
        self._gazetteer = gazetteer
        self._lines = lines

    def find(self, name: str) -> Named | str:
        """Return what `name` means as a side, or why it cannot be one."""
        found = self._lines.find(name)
        if found is None and _PLANNED.match(name):
            found = self._lines.find(_PLANNED.sub("", name))
        if found is None and _BORDER.match(name):
            found = self._lines.find("区界")
        if found is not None and found.kind == "river":
            return replace(found, wall=self._river(found.shape))
        return self._place(name) if found is None else found

    def is_planned(self, name: str) -> bool:
        """Tell whether `name` is of a road that is yet to be built, so that no map can have it."""
        return bool(_TO_COME.match(name)) and isinstance(self.find(name), str)

    def _river(self, line: BaseGeometry) -> BaseGeometry:
        """Return a river with its own surface, and not that of a wider one that it crosses."""
        own = [
            surface
            for surface in self._lines.surfaces
            if surface.intersection(line).length > _OWN_SHARE * surface.length / 2
        ]
        return shapely.union_all([line, *own])

    def _place(self, name: str) -> Named | str:
        known = [place for place in self._gazetteer.places(name) if place.status != "gone"]
        drawn = [place for place in known if place.shape.geom_type != "Point"]
        if not drawn:
            return f"{name}在地图上只有一点，没有轮廓" if known else f"地图上没有{name}"
        outlines = [to_metres(place.shape) for place in drawn]
        if max(outlines[0].distance(other) for other in outlines) > _NEAR_M:
            return f"地图上有{len(drawn)}处{name}，无法断定是哪一处"
        shape = max(outlines, key=lambda outline: float(outline.area))
        ids = " ".join(place.source_id for place in drawn)
        return Named("place", name, shape.boundary, shape, ids, f"{name}按它在地图上的轮廓")

    def around(self, area: BaseGeometry, *, but: set[str]) -> Iterator[Named]:
        """Yield the named roads that run through `area` (metres), except those of `but`."""
        here = to_degrees(area)
        edges = [edge for edge in self._gazetteer.all_edges if edge.name and edge.name not in but]
        near = shapely.intersects([edge.shape for edge in edges], here)
        for name in sorted(
            {edge.name for edge, is_near in zip(edges, near, strict=True) if is_near}
        ):
            found = self._lines.find(name)
            if found is not None and found.kind == "road":
                yield found
