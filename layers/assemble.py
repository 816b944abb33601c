"""
The ledger, located and sorted into zones: every project is drawn or listed, none is lost.

Pure: district, locator and zones come in, an atlas goes out; nothing is read or written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from layers.corrections import corrected
from layers.features import Feature, feature_of, trail_of, trails, zoning_of
from layers.findings import Findings, findings_of
from layers.issues import Issue
from layers.outcomes import Outcome
from layers.shapes import clean
from layers.unlocated import Entry, unlocated_of
from layers.zoned import zone_answer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.answer import Answer
    from layers.zones import ZoneLayer
    from seeds.district import District
    from seeds.records import Mention, Project


class Locates(Protocol):
    """Whatever answers where a project is; `geo.locate.Locator` does."""

    def locate_project(self, project: Project) -> Answer:
        """Return where the project is, or what was tried."""
        ...


@dataclass(frozen=True, slots=True)
class Atlas:
    """
    Everything that is known of a district, ready to be drawn and handed over.

    `features` and `unlocated` are in id order; each project is in exactly one of them.
    """

    features: tuple[Feature, ...]
    unlocated: tuple[Entry, ...]
    findings: Findings


def assemble(
    district: District,
    locator: Locates,
    zones: ZoneLayer,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Atlas:
    """
    Locate each project of the district and sort it into its zone.

    Parameters
    ----------
    district
        The checked facts.
    locator
        Answers where a project is.
    zones
        The zones of the district.
    progress
        Called after each project with how many are done and how many there are.
    """
    by_project = trails(district.mentions)
    outcomes = []
    projects = sorted(district.projects, key=lambda project: project.id)
    for done, project in enumerate(projects, start=1):
        mentions = by_project.get(project.id, [])
        outcomes.append(_outcome(project, mentions, district, locator, zones))
        if progress is not None:
            progress(done, len(projects))
    return Atlas(
        features=tuple(o.feature for o in outcomes if o.feature is not None),
        unlocated=tuple(o.entry for o in outcomes if o.entry is not None),
        findings=findings_of(outcomes, district, zones),
    )


def _outcome(
    project: Project,
    mentions: Sequence[Mention],
    district: District,
    locator: Locates,
    zones: ZoneLayer,
) -> Outcome:
    """Locate one project; it becomes a feature or an entry of what is not on the map."""
    names = [zone.name for zone in zones.zones]
    project, issues = corrected(project, district.corrections, names)
    answer = locator.locate_project(project)
    if answer.geometry is None and project.kind == "area":
        answer = zone_answer(project.name, zones) or answer
    answer, collapsed = _drawable(project, answer)
    issues.extend(collapsed)
    zoning = zoning_of(project, answer.geometry, zones)
    trail = trail_of(mentions, project.last_seen)
    feature = entry = None
    if answer.geometry is not None:
        feature = feature_of(project, answer, zoning, trail)
    else:
        entry = unlocated_of(project, answer, zoning, trail)
    return Outcome(project, tuple(mentions), answer, zoning, feature, entry, tuple(issues))


def _drawable(project: Project, answer: Answer) -> tuple[Answer, list[Issue]]:
    """Return the answer with its geometry fit to be written, or without one, and why."""
    if answer.geometry is None:
        return answer, []
    shape = clean(answer.geometry)
    if not shape.is_empty:
        return replace(answer, geometry=shape), []
    note = "图形小于坐标精度（约 10 厘米），无法上图"
    issue = Issue(project.id, "geometry_too_small", "error", "geometry", answer.method, note)
    bare = replace(answer, geometry=None, accuracy_m=None, note=note)
    return bare, [issue]
