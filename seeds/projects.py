"""
How a project stands by the reports at hand: status, stage, year and zone, and where it was seen.

What people wrote of a known project stays; a new one is what its mentions say of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from seeds.naming import LONG, ends_of, family_of, name_key
from seeds.records import Project
from seeds.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from seeds.reading.found import Found
    from seeds.records import Report


def report_dates(reports: Iterable[Report], rows: Iterable[Found]) -> dict[str, str]:
    """Return when each report was written: its date, else the last year that it speaks of."""
    years: dict[str, str] = defaultdict(str)
    for row in rows:
        years[row.report] = max(years[row.report], row.year[-4:])
    return {report.report: report.date or years[report.report] for report in reports}


def _year(found: Found, when: Mapping[str, str]) -> str:
    """Return the year of what is said: as stated, else that of the report."""
    return found.year or (when[found.report][:4] if found.status else "")


def _weight(found: Found, when: Mapping[str, str]) -> tuple[bool, bool, str, str, str, int, str]:
    """
    Return how much a row weighs in telling how a project stands.

    Word of a work outweighs word of a place that exists, a stated status none, and then the later
    one the earlier one.
    """
    works = found.stage not in ("", "existing")
    latest = _year(found, when)[-4:]
    return (works, bool(found.status), latest, when[found.report], *_last(found))


def _last(found: Found) -> tuple[str, int, str]:
    return (found.report, found.start, repr(found))


def project_of(
    key: str, rows: Sequence[Found], known: Project | None, when: Mapping[str, str]
) -> Project:
    """
    Return a project as the reports at hand have it.

    Parameters
    ----------
    key
        Its id.
    rows
        What was found of it; one at least.
    known
        The project as the district's folder has it, None if it is new.
    when
        When each report was written, by `report_dates`.
    """
    by_weight = sorted(rows, key=lambda row: _weight(row, when))
    by_date = sorted(rows, key=lambda row: (when[row.report], *_last(row)))
    base = known or _new_project(key, by_date)
    newest = by_weight[-1]
    seen = list(dict.fromkeys(row.report for row in by_date))
    return replace(
        base,
        line=0,
        address=base.address or _latest(by_date, "address"),
        parent=base.parent or _latest(by_date, "parent"),
        zone_reported=_latest(by_weight, "zone_reported"),
        status=newest.status,
        stage=newest.stage,
        year=_year(newest, when),
        aliases=";".join(_aliases(base, by_date)),
        first_seen=seen[0],
        last_seen=seen[-1],
    )


def _new_project(key: str, by_date: Sequence[Found]) -> Project:
    """Return what is new, as it was first named."""
    first = next((row for row in by_date if ends_of(row)), by_date[0])
    kinds = Counter(row.kind for row in by_date)
    kind = max(kinds, key=lambda word: (word != "other", kinds[word], word))
    if kind == "road_segment" and not ends_of(first):
        kind = "road"  # a stretch of which no ends are said
    placeable = Counter(row.placeable for row in by_date)
    return Project(
        id=key,
        name=first.name,
        label=_label(first),
        name_en="",
        kind=kind,
        parent="",
        road_from=first.road_from,
        road_to=first.road_to,
        address="",
        zone_reported="",
        status="",
        stage="",
        year="",
        aliases="",
        placeable=max(placeable, key=lambda word: (placeable[word], word)),
        first_seen="",
        last_seen="",
        note="",
    )


def _label(found: Found) -> str:
    """Return what people read: a stretch with its ends, anything else by its name."""
    if family_of(found.kind) in LONG and ends_of(found):
        return f"{found.name}（{found.road_from}-{found.road_to}）"
    return found.name


def _latest(rows: Sequence[Found], column: str) -> str:
    """Return what the last row that says anything says."""
    return next((value for row in reversed(rows) if (value := getattr(row, column))), "")


def _aliases(base: Project, rows: Iterable[Found]) -> list[str]:
    """Return the aliases, with each spelling that no name of the project has yet."""
    names = list(base.names)
    keys = {name_key(name) for name in (*names, base.label)}
    for row in rows:
        if name_key(row.name) not in keys:
            names.append(row.name)
            keys.add(name_key(row.name))
    return names[1:]


def told_apart(projects: Sequence[Project], known: Mapping[str, Project]) -> tuple[Project, ...]:
    """Tell new projects of one label apart by what else is known of them."""
    new = [project.label for project in projects if project.id not in known]
    labels = Counter([*new, *(project.label for project in known.values())])
    told = []
    for project in projects:
        if project.id not in known and labels[project.label] > 1:
            kind = KINDS[project.kind].zh
            more = project.address or project.parent or project.zone_reported or kind
            project = replace(project, label=f"{project.label}（{more}）")  # noqa: PLW2901
        told.append(project)
    return tuple(told)
