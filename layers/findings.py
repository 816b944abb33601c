"""
What there is to check: the numbers of `qa.json` and the rows of `issues.csv`.

Deterministic: counts follow the order of the vocabularies, lists follow the ids.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely

from layers.contradictions import contradiction_issues, contradictions
from layers.csvtext import csv_text
from layers.disagreements import conflict_issues, conflicts, disagreement_issues, disagreements
from layers.doubts import doubt_issues, doubts
from layers.issues import ISSUE_COLUMNS, Issue
from layers.soundness import soundness
from seeds.vocabulary import KINDS, METHODS, STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layers.outcomes import Outcome
    from layers.unlocated import Entry
    from layers.zones import ZoneLayer
    from seeds.district import District

LIMITS_M = (100, 500, 1500)
CLASSES_M = (25, 50, 100, 250, 500, 1000, 1500, 3000)
COUNTED = ("yes", "line")
UNSTATED = "unstated"
NO_ZONE = "none"


@dataclass(frozen=True, slots=True)
class Findings:
    """`qa` is the content of `qa.json`, `issues` are the rows of `issues.csv`."""

    qa: dict[str, Any]
    issues: tuple[Issue, ...]


def findings_of(outcomes: Sequence[Outcome], district: District, zones: ZoneLayer) -> Findings:
    """
    Return everything worth a look.

    Parameters
    ----------
    outcomes
        What became of each project, in id order.
    district, zones
        What they were made from.
    """
    elsewhere, stated_twice = disagreements(outcomes, zones), conflicts(outcomes)
    doubtful = doubts(outcomes, district.locators)
    contrary = contradictions(outcomes, district.reports)
    issues = [issue for outcome in outcomes for issue in outcome.issues]
    issues += _unlocated_issues(outcomes)
    issues += disagreement_issues(elsewhere) + conflict_issues(stated_twice)
    issues += doubt_issues(doubtful) + contradiction_issues(contrary)
    qa = {
        "district": district.name,
        "totals": _totals(outcomes),
        "accuracy": _accuracy(outcomes),
        "accuracy_classes": _classes(outcomes),
        "accuracy_by_method": _by_method(outcomes),
        "by_method": _count((o.answer.method for o in outcomes), METHODS),
        "by_zone": _by_zone(outcomes, zones),
        "by_kind": _count((o.project.kind for o in outcomes), KINDS),
        "by_stage": _count((o.project.stage or UNSTATED for o in outcomes), [*STAGES, UNSTATED]),
        "zones": _zone_rows(zones),
        "zone_disagreements": elsewhere,
        "zone_conflicts": stated_twice,
        "contradictions": contrary,
        "doubts": doubtful,
        "geometry": _soundness(outcomes, zones),
        "unlocated": [_short(o.entry) for o in outcomes if o.entry is not None],
        "issues": dict(sorted(Counter(issue.code for issue in issues).items())),
    }
    return Findings(qa=qa, issues=tuple(sorted(issues)))


def issues_csv(issues: Iterable[Issue]) -> str:
    """Return the table of issues."""
    return csv_text(ISSUE_COLUMNS, (issue.row() for issue in issues))


def _totals(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    counted = [o for o in outcomes if o.project.placeable in COUNTED]
    drawn, counted_drawn = sum(o.drawn for o in outcomes), sum(o.drawn for o in counted)
    return {
        "projects": len(outcomes),
        "mentions": sum(len(o.mentions) for o in outcomes),
        "drawn": drawn,
        "unlocated": len(outcomes) - drawn,
        "share_drawn": _share(drawn, len(outcomes)),
        "sites_and_lines": len(counted),
        "sites_and_lines_drawn": counted_drawn,
        "share_sites_and_lines_drawn": _share(counted_drawn, len(counted)),
    }


def _accuracy(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return how many of the sites and lines are drawn within each radius."""
    counted = [o for o in outcomes if o.project.placeable in COUNTED]
    radii = [o.answer.accuracy_m for o in counted if o.drawn]
    found: dict[str, Any] = {"sites_and_lines": len(counted)}
    for limit in LIMITS_M:
        within = sum(radius is not None and radius <= limit for radius in radii)
        found[f"within_{limit}_m"] = within
        found[f"share_within_{limit}_m"] = _share(within, len(counted))
    return found


def _classes(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Return how many drawn projects have a radius in each class, metres; the last has no end."""
    radii = [o.answer.accuracy_m for o in outcomes if o.drawn]
    found, below = [], -1.0
    for limit in (*CLASSES_M, math.inf):
        count = sum(r is not None and below < r <= limit for r in radii)
        found.append({"up_to_m": limit if limit < math.inf else None, "drawn": count})
        below = limit
    return found


def _by_method(outcomes: Sequence[Outcome]) -> dict[str, dict[str, Any]]:
    """Return per method the median and the largest radius of what is drawn, metres."""
    found = {}
    for method in METHODS:
        mine = [o for o in outcomes if o.drawn and o.answer.method == method]
        radii = [round(o.answer.accuracy_m) for o in mine if o.answer.accuracy_m is not None]
        if radii:
            middle = round(statistics.median(radii))
            found[method] = {"drawn": len(mine), "median_m": middle, "largest_m": max(radii)}
    return found


def _soundness(outcomes: Sequence[Outcome], zones: ZoneLayer) -> dict[str, Any]:
    ground = shapely.union_all([zone.shape for zone in zones.zones])
    return soundness((o.feature for o in outcomes if o.feature is not None), ground)


def _by_zone(outcomes: Sequence[Outcome], zones: ZoneLayer) -> dict[str, dict[str, int]]:
    """Return per zone what there is, is drawn and is listed; `none` lies outside all zones."""
    found = {}
    for code in (*zones.codes, NO_ZONE):
        mine = [o for o in outcomes if (o.zoning.code or NO_ZONE) == code]
        drawn = sum(o.drawn for o in mine)
        found[code] = {"projects": len(mine), "drawn": drawn, "unlocated": len(mine) - drawn}
    return found


def _zone_rows(zones: ZoneLayer) -> list[dict[str, Any]]:
    return [
        {
            "code": zone.code,
            "name": zone.name,
            "area_km2": round(zone.area_m2 / 1e6, 3),
            "indicative": zone.indicative,
        }
        for zone in zones.zones
    ]


def _short(entry: Entry) -> dict[str, str | None]:
    return {key: entry[key] for key in ("id", "label", "kind", "zone", "method", "reason")}


def _unlocated_issues(outcomes: Iterable[Outcome]) -> list[Issue]:
    """Return an issue for each project that is not on the map."""
    found = []
    for entry in (o.entry for o in outcomes):
        if entry is not None:
            place, reason = str(entry["method"]), str(entry["reason"])
            hint = "补充 locators.csv 或 corrections.csv"
            issue = Issue(str(entry["id"]), "unlocated", "warning", "geometry", place, reason, hint)
            found.append(issue)
    return found


def _count(values: Iterable[str], order: Iterable[str]) -> dict[str, int]:
    """Count values in the order of their vocabulary; those that do not occur are left out."""
    counts = Counter(values)
    return {word: counts[word] for word in order if counts[word]}


def _share(part: int, whole: int) -> float | None:
    """Return a share to three decimals, None of nothing."""
    return round(part / whole, 3) if whole else None
