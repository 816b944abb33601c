"""
Positions to doubt: doubtful sources that are drawn, sources that contradict one another.

Nothing is taken off the map here; the reader is told where to look.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

from shapely.geometry import Point

from geo.metric import distance_m
from layers.issues import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from layers.outcomes import Outcome
    from seeds.records import LocatorFact

Row = dict[str, Any]

FAR_M = 1500.0
RUNNER_UP_M = re.compile(r"(\d+(?:\.\d+)?)\s*(?:米|m\b)")
LONG_METHODS = ("road", "line")
"""Rungs that give a whole road or line: several positions along it are no contradiction."""
COARSE_METHODS = (*LONG_METHODS, "part_of", "area")
"""Rungs that give something large: as a runner-up far off by their nature."""
POSITIONED = ("osm", "point")
WHAT = {
    "locator_doubtful": "依据存疑，但已上图",
    "locators_contradict": "几条依据所指的位置相距太远",
    "runner_up_far": "次选位置与所选相距较远",
    "coarse": f"精度低于 {FAR_M:.0f} 米",
}


def doubts(outcomes: Iterable[Outcome], facts: Iterable[LocatorFact]) -> list[Row]:
    """
    Return what should be looked at about the positions of drawn sites and lines, in id order.

    Parameters
    ----------
    outcomes
        What became of each project.
    facts
        The locators of the district.
    """
    by_name: dict[str, list[LocatorFact]] = defaultdict(list)
    for fact in facts:
        by_name[fact.name].append(fact)
    return [
        row
        for outcome in outcomes
        if outcome.drawn and outcome.project.placeable != "area"
        for row in _doubts(outcome, _facts_of(outcome, by_name))
    ]


def doubt_issues(rows: Iterable[Row]) -> list[Issue]:
    """Return an issue for each doubt."""
    return [
        Issue(
            id=row["id"],
            code=row["code"],
            severity="info" if row["code"] == "coarse" else "warning",
            field="geometry",
            value=row["detail"],
            message=WHAT[row["code"]],
            hint=f"可核对者：{row['checkable_by']}" if row["checkable_by"] else "",
        )
        for row in rows
    ]


def _facts_of(outcome: Outcome, by_name: Mapping[str, Sequence[LocatorFact]]) -> list[LocatorFact]:
    """Return the locators of a project, best first."""
    found = [fact for name in outcome.project.names for fact in by_name.get(name, ())]
    return sorted(found, key=lambda fact: fact.rank)


def _doubts(outcome: Outcome, facts: Sequence[LocatorFact]) -> list[Row]:
    """Return the doubts about one project."""
    along = outcome.answer.method in LONG_METHODS
    details = {
        "locator_doubtful": _doubtful(facts),
        "locators_contradict": "" if along else _contradiction(facts),
        "runner_up_far": "" if along else _far_runner_up(outcome),
        "coarse": _coarse(outcome),
    }
    return [
        {
            "id": outcome.project.id,
            "label": outcome.project.label,
            "code": code,
            "detail": detail,
            "method": outcome.answer.method,
            "checkable_by": facts[0].checkable_by if facts else None,
        }
        for code, detail in details.items()
        if detail
    ]


def _doubtful(facts: Sequence[LocatorFact]) -> str:
    """Tell of a best locator that is itself doubtful."""
    if not facts or facts[0].certainty != "doubtful":
        return ""
    return f"{facts[0].method} {' '.join(facts[0].args)}"


def _contradiction(facts: Sequence[LocatorFact]) -> str:
    """Tell of two stated positions that lie farther apart than both their radii allow."""
    placed = [
        (fact, Point(float(fact.arg1), float(fact.arg2)), fact.accuracy_m or 0.0)
        for fact in facts
        if fact.method in POSITIONED
    ]
    for (one, here, radius), (other, there, reach) in combinations(placed, 2):
        gap = distance_m(here, there)
        if gap > radius + reach:
            return f"第 {one.rank} 与第 {other.rank} 条依据相距 {round(gap)} 米"
    return ""


def _far_runner_up(outcome: Outcome) -> str:
    """Tell of a runner-up that is far off, measured by the claimed radius."""
    answer = outcome.answer
    if answer.runner_up.partition(" ")[0] in COARSE_METHODS:
        return ""
    gap = RUNNER_UP_M.search(answer.runner_up)
    limit = max(FAR_M, 2 * (answer.accuracy_m or 0.0))
    return answer.runner_up if gap is not None and float(gap[1]) > limit else ""


def _coarse(outcome: Outcome) -> str:
    """Tell of a radius that is too wide to plan with."""
    radius = outcome.answer.accuracy_m
    if radius is None:
        return "没有精度"
    return f"{round(radius)} 米" if radius > FAR_M else ""
