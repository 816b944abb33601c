"""The larger place: a campus, an estate, a subdistrict that the thing is part of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.answer import Hit
from geo.find import find_place
from geo.metric import to_metres
from geo.names import name_key
from geo.rungs import OSM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from geo.answer import Answer
    from geo.gazetteer import Gazetteer, Outline

_BORDER_M = 30.0
"""How far off the outline of the district or of a subdistrict may be drawn, metres."""
_SAMPLES = 36
_CENTRES = 60
_TOWN_WORDS = ("街道", "镇")
_UNSAID = ("路", "新村")
"""What is left out of a subdistrict's name in speech."""
_DRAWN = {"bounds", "place", "address", "crossing", "stretch", "correction", "part_of"}


class Containers:
    """
    Larger places by name.

    Parameters
    ----------
    gazetteer
        Outlines and places.
    place_of
        Answers for names that are projects themselves (None when it is none).
    """

    def __init__(self, gazetteer: Gazetteer, place_of: Callable[[str], Answer | None]) -> None:
        self._gazetteer = gazetteer
        self._place_of = place_of
        self._reach: dict[str, float] = {}

    def part_of(self, name: str, *, claim: float | None = None) -> Hit | str:
        """Return the larger place `name` as the place of its part; `claim` in metres."""
        outline = self._gazetteer.outline(name)
        if outline is not None:
            if outline.kind == "district":
                return f"所属：只知道在{name}，范围太大，不画"
            return self._area(outline, claim)
        answer = self._place_of(name)
        if answer is not None and answer.geometry is not None and answer.method in _DRAWN:
            found: Hit | str = Hit(
                answer.geometry,
                "part_of",
                answer.accuracy_m or 0.0,
                answer.source,
                answer.source_id,
                answer.snapshot,
            )
        else:
            found = find_place(self._gazetteer, name)
        if isinstance(found, str):
            return f"所属：找不到{name}"
        reach = claim or round(max(radius_m(found.shape), found.accuracy_m))
        note = f"位置取自所属的{name}"
        return replace(found, method="part_of", accuracy_m=reach, note=note)

    def _area(self, outline: Outline, claim: float | None) -> Hit:
        if outline.name not in self._reach:
            self._reach[outline.name] = 10 * round(radius_m(self._land(outline)) / 10)
        reach = max(claim or 0.0, self._reach[outline.name])
        snapshot = self._gazetteer.snapshot("outlines")
        note = f"只知道在{outline.name}范围内"
        return Hit(outline.shape, "area", reach, OSM, outline.source_id, snapshot, note)

    def _land(self, outline: Outline) -> BaseGeometry:
        """Return an outline without the water in it: nothing is built on the river."""
        wet = [s for s in self._gazetteer.surfaces() if s.intersects(outline.shape)]
        return outline.shape.difference(shapely.union_all(wet)) if wet else outline.shape

    def named_in(self, names: Iterable[str]) -> Iterator[Hit | str]:
        """Return the subdistrict that a name itself says (田林街道244-14B地块)."""
        for name in names:
            for outline in self._gazetteer.outlines:
                stem = outline.name
                if outline.kind != "subdistrict" or name_key(name) == name_key(stem):
                    continue
                if stem in name or _short(stem) in name:
                    yield self._area(outline, None)
                    return

    def itself(self, name: str) -> Hit | str:
        """Return the district or a subdistrict asked for by its own name, or as people say it."""
        outline = self._gazetteer.outline(name)
        note = ""
        if outline is None and name.endswith(_TOWN_WORDS):
            said = [o for o in self._gazetteer.outlines if _short(o.name) == name_key(name)]
            outline = said[0] if len(said) == 1 else None
            note = f"按“{outline.name}”查" if outline is not None else ""
        if outline is None:
            return ""
        snapshot = self._gazetteer.snapshot("outlines")
        return Hit(outline.shape, "place", _BORDER_M, OSM, outline.source_id, snapshot, note)


def _short(town: str) -> str:
    """
    Return the spoken form of a subdistrict.

    >>> _short("长风路街道"), _short("青柳新村街道")
    ('长风街道', '青柳街道')
    """
    for word in _TOWN_WORDS:
        for unsaid in _UNSAID:
            if town.endswith(unsaid + word):
                return town.removesuffix(unsaid + word) + word
    return town


def radius_m(shape: BaseGeometry) -> float:
    """
    Return the radius of the smallest circle that holds nine tenths of a shape (degrees), metres.

    A thing of which only the larger place is known lies within it nine times in ten.
    """
    metric = to_metres(shape)
    middle = metric.centroid
    if metric.area:
        west, south, east, north = metric.bounds
        steps = (np.arange(_SAMPLES) + 0.5) / _SAMPLES
        x, y = np.meshgrid(west + steps * (east - west), south + steps * (north - south))
        spots = np.column_stack([x.ravel(), y.ravel()])
        shapely.prepare(metric)
        spots = spots[shapely.contains_xy(metric, spots)]
    else:
        along = np.linspace(0, 1, _SAMPLES)
        parts = shapely.get_parts(metric)
        spots = shapely.get_coordinates(
            [shapely.line_interpolate_point(p, along, normalized=True) for p in parts if p.length]
        )
    if not len(spots):
        return 0.0
    centres = np.vstack([spots[:: max(1, len(spots) // _CENTRES)], [[middle.x, middle.y]]])
    away = np.hypot(*(spots[None, :, :] - centres[:, None, :]).transpose(2, 0, 1))
    return float(np.quantile(away, 0.9, axis=1).min())
