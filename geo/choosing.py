"""Choosing among what the rungs found: the first good hit, and what is told beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from geo.answer import Answer, Hit
from geo.find import contradicts
from geo.metric import distance_m

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from seeds.records import LocatorFact

_CLEARLY_BETTER = 0.55
"""A fact with less than this share of the radius of a better ranked one goes before it."""


def first_of(rungs: Iterator[Hit | str], zone: str, *, doubting: bool = False) -> Answer:
    """
    Return the first hit as the answer, with the next one as its runner-up.

    Parameters
    ----------
    rungs
        What each rung found, best first; asked no further than needed.
    zone
        Blank, or the zone that is known where nothing else is.
    doubting
        Whether there is no answer where the next hit is as good and says otherwise.
    """
    tried: list[str] = []
    best: Hit | None = None
    for found in rungs:
        if isinstance(found, str):
            if found and best is None:
                tried.append(found)
        elif best is None:
            best = found
        elif _says_the_same(best, found):
            continue
        elif doubting and contradicts(best, found):
            tried.append("地名：名称与别名各有一处，相距很远，无法断定是哪一处")
            best = None
            break
        else:
            return _answer(best, tried, found)
    if best is not None:
        return _answer(best, tried, None)
    method = "zone" if zone else "none"
    return Answer(None, method, tried=tuple(dict.fromkeys(tried)))


def best_first(found: Iterator[Hit | str]) -> Iterator[Hit | str]:
    """Keep the order of rank, but let a hit with half the radius of the one before go first."""
    waiting: Hit | None = None
    for hit in found:
        if isinstance(hit, str):
            yield hit
        elif waiting is None:
            waiting = hit
        elif hit.accuracy_m <= waiting.accuracy_m * _CLEARLY_BETTER:
            yield hit
        else:
            yield waiting
            waiting = hit
    if waiting is not None:
        yield waiting


def doubted(found: Hit | str, facts: Sequence[LocatorFact]) -> Hit | str:
    """Widen the gazetteer's object to the radius of a checked fact about the very same object."""
    if isinstance(found, str):
        return found
    for fact in facts:
        same = fact.method == "osm" and found.source_id.rpartition("/")[2] == fact.arg3
        if same and (fact.accuracy_m or 0) > found.accuracy_m:
            return replace(found, accuracy_m=fact.accuracy_m or found.accuracy_m, note=fact.note)
    return found


def _says_the_same(best: Hit, found: Hit) -> bool:
    """Tell whether a later rung only repeats the answer: that is no runner-up."""
    return bool(shapely.equals_exact(best.shape, found.shape, tolerance=1e-7))


def _answer(best: Hit, tried: list[str], second: Hit | None) -> Answer:
    runner_up = ""
    if second is not None:
        apart = distance_m(_middle(best.shape), _middle(second.shape))
        said = f"{second.method} {second.said or second.source_id}".strip()
        runner_up = f"{said}（{apart:.0f} m）"
    return Answer(
        best.shape,
        best.method,
        best.accuracy_m,
        best.source,
        best.source_id,
        best.snapshot,
        runner_up,
        best.note,
        tuple(dict.fromkeys(tried)),
        best.margin,
    )


def _middle(shape: BaseGeometry) -> BaseGeometry:
    """Return a point on a shape; halfway along a line, where either end would be as good."""
    if shape.geom_type == "LineString":
        return shape.interpolate(0.5, normalized=True)
    return shape.representative_point()
