"""
Corrections of the ledger: what a person changed about a project, while the old value still matches.

Where a thing lies is corrected in the locating ladder; this module corrects what it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from layers.issues import Issue
from seeds.vocabulary import KINDS, STAGES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from seeds.records import Correction, Project

LEDGER_FIELDS = (
    "label", "name_en", "kind", "parent", "road_from", "road_to", "address", "zone_reported",
    "status", "stage", "year", "aliases", "note",
)  # fmt: skip
"""What may be corrected here: everything but the id, the name and where it was seen."""


def corrected(
    project: Project, corrections: Iterable[Correction], zone_names: Collection[str]
) -> tuple[Project, list[Issue]]:
    """
    Return the project as corrected, and an issue for each correction that does not apply.

    Parameters
    ----------
    project
        The project of the ledger.
    corrections
        All corrections; those of other projects and of other fields are passed over.
    zone_names
        The full names that `zone_reported` may take.
    """
    issues = []
    for correction in corrections:
        if correction.id != project.id or correction.field not in LEDGER_FIELDS:
            continue
        problem = _problem(project, correction, zone_names)
        if problem:
            issues.append(problem)
        else:
            changed: dict[str, Any] = {correction.field: correction.new_value}
            project = replace(project, **changed)
    return project, issues


def _problem(project: Project, correction: Correction, zone_names: Collection[str]) -> Issue | None:
    """Return why a correction does not apply, or None."""
    current = getattr(project, correction.field)
    place = (correction.field, correction.new_value)
    if current != correction.old_value:
        message = f"更正未采用：原值应为 {correction.old_value!r}，现值是 {current!r}"
        hint = "报告已变；核对后改写 corrections.csv 的 old_value，或删去该行"
        return Issue(project.id, "correction_stale", "warning", *place, message, hint)
    words: dict[str, Collection[str]] = {
        "kind": KINDS,
        "stage": ("", *STAGES),
        "zone_reported": ("", *zone_names),
    }
    allowed = words.get(correction.field)
    if allowed is not None and correction.new_value not in allowed:
        listed = "、".join(word for word in allowed if word)
        message = f"更正未采用：{correction.new_value!r} 不是可用值"
        hint = f"可用 {listed}"
        return Issue(project.id, "correction_invalid", "error", *place, message, hint)
    return None
