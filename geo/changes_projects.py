"""Which projects of a district a new gazetteer finds better, worse or elsewhere than before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.changes import Change
from geo.locate import Locator
from geo.metric import to_metres

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.answer import Answer
    from geo.gazetteer import Gazetteer
    from seeds.district import District
    from seeds.records import Project

NOT_DRAWN = {"none", "zone"}
MARKED_M = 20.0
MARKED_SHARE = 0.2
"""A claim is better or worse if it differs by more than both; so far is also moved."""


def project_changes(district: District, old: Gazetteer, new: Gazetteer) -> Iterator[Change]:
    """
    Yield what becomes of the projects, in their order.

    `before` and `after` are method and `accuracy_m`, such as `stretch_partial 410`.

    Raises
    ------
    GazetteerError
        If a table of either gazetteer cannot be used.
    """
    before, after = Locator(old, district), Locator(new, district)
    for project in district.projects:
        yield from _change(project, before.locate_project(project), after.locate_project(project))


def _change(project: Project, old: Answer, new: Answer) -> Iterator[Change]:
    name = project.label or project.name
    before, after = _told(old), _told(new)
    drawn = old.method not in NOT_DRAWN, new.method not in NOT_DRAWN
    gap_m = _gap_m(old, new)
    if drawn != (True, True):
        if drawn != (False, False):
            yield Change("project", "found" if drawn[1] else "lost", name, before, after)
        return
    claims = old.accuracy_m or 0.0, new.accuracy_m or 0.0
    marked = abs(claims[1] - claims[0]) > max(MARKED_M, MARKED_SHARE * claims[0])
    metres = f"{gap_m:.0f}" if gap_m >= 1 else ""
    if marked or (old.method != new.method and claims[0] != claims[1]):
        way = "worse" if claims[1] > claims[0] else "better"
        yield Change("project", way, name, before, after, metres)
    elif old.method != new.method or gap_m > max(MARKED_M, MARKED_SHARE * claims[0]):
        yield Change("project", "moved", name, before, after, metres)


def _told(answer: Answer) -> str:
    claim = "" if answer.accuracy_m is None else f" {answer.accuracy_m:.0f}"
    return f"{answer.method}{claim}"


def _gap_m(old: Answer, new: Answer) -> float:
    """Return how far the two shapes are apart where they are farthest, in metres."""
    if old.geometry is None or new.geometry is None or old.geometry.equals(new.geometry):
        return 0.0
    return float(to_metres(old.geometry).hausdorff_distance(to_metres(new.geometry)))
