"""
The ledger of the reports at hand: what was read in them, entered as mentions and projects.

Known projects keep their ids and what people wrote of them; what a report says of them now, and
whatever is new, comes from the report. Pure; the same for any order of reports and of rows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from seeds.check import check_district
from seeds.errors import SeedError
from seeds.identity import identity, new_id
from seeds.matching import Register
from seeds.naming import name_key
from seeds.projects import project_of, report_dates, told_apart
from seeds.reading.found import COLUMNS
from seeds.records import Mention, Trap
from seeds.report_ids import report_of
from seeds.vocabulary import KINDS, PLACEABLE, STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from seeds.district import District
    from seeds.document import Document
    from seeds.reading.found import Found
    from seeds.records import Alias, Project, Report

_YEAR = re.compile(r"\d{4}(-\d{4})?")
_UNSAID = "未写明原因"


class _Entry(NamedTuple):
    """A place found, the project it belongs to, and why it was not matched to a known one."""

    found: Found
    project_id: str
    note: str = ""


def enter(district: District, documents: Sequence[Document], found: Sequence[Found]) -> District:
    """
    Return the district with the ledger of these reports in place of the folder's own.

    Parameters
    ----------
    district
        The district as loaded from its folder.
    documents
        The reports.
    found
        What was read in them, in any order; `Found.report` is `report_id(document, district)`.

    Returns
    -------
    District
        `reports`, `mentions`, `projects` and `traps` are those of `documents`; the folder's
        projects that they do not name stand in `lent`.

    Raises
    ------
    SeedError
        If a report is empty, or a row belongs to no report given or lies outside its report.
    """
    reports = _reports(documents, district)
    zones = _zone_names(district)
    rows = sorted({_cleaned(item, zones) for item in found}, key=_position)
    for row in rows:
        if row.report not in reports:
            message = f"报告应为 {'、'.join(reports) or '（无）'} 之一，实际是 {row.report!r}"
            raise SeedError(message, table=Mention.TABLE, column="report")
    entries = _entered(rows, district)
    known = {project.id: project for project in (*district.projects, *district.lent)}
    projects = _projects(entries, known, report_dates(reports.values(), rows))
    by_id = {project.id: project for project in projects}
    made = replace(
        district,
        reports=tuple(reports[key] for key in sorted(reports)),
        mentions=_mentions(entries, by_id),
        projects=projects,
        traps=tuple(_trap(entry.found) for entry in entries if entry.found.placeable == "no"),
        aliases=tuple(_alias(alias, reports) for alias in district.aliases),
        lent=tuple(project for key, project in known.items() if key not in by_id),
    )
    check_district(made)
    return made


def _reports(documents: Iterable[Document], district: District) -> dict[str, Report]:
    """Return the rows of the reports, by id."""
    found = {}
    for document in documents:
        if not document.text.strip():
            raise SeedError("应为有文字的报告，实际是空的", table=document.name)
        report = report_of(document, district)
        found[report.report] = report
    return found


def _position(found: Found) -> tuple[str, ...]:
    """Return where a row stands, as a key for sorting; the whole row decides between equals."""
    start, end = f"{found.start:012}", f"{found.end:012}"
    return (found.report, start, found.name, end, repr(found))


# --- what was found ----------------------------------------------------------------------------


def _zone_names(district: District) -> dict[str, str]:
    """Return the full name of each zone, by the key of every spelling of it."""
    return {
        name_key(spelling): str(zone["name"])
        for zone in district.zone_rules["zone"]
        for spelling in (str(zone["name"]), *zone.get("variants", ()))
    }


def _cleaned(found: Found, zones: Mapping[str, str]) -> Found:
    """Return a row in the words of the district's lists; what is no word of them is left out."""
    name = " ".join(found.name.replace(";", "；").split())
    return replace(
        found,
        name=name,
        written=found.written.strip() or name,
        kind=found.kind if found.kind in KINDS else _kind_unsaid(found),
        stage=found.stage if found.stage in STAGES else "",
        year=found.year if _YEAR.fullmatch(found.year) else "",
        zone_reported=zones.get(name_key(found.zone_reported), ""),
        placeable=found.placeable if found.placeable in PLACEABLE else "yes",
        parent="" if name_key(found.parent) == name_key(name) else found.parent.strip(),
    )


def _kind_unsaid(found: Found) -> str:
    """Return the kind of a row whose kind is no word of the list."""
    return "" if found.placeable == "no" else "other"


def _entered(rows: Sequence[Found], district: District) -> list[_Entry]:
    """Return each row with the id of its project, blank for a trap."""
    register = Register(district)
    taken = {project.id for project in (*district.projects, *district.lent)}
    made: dict[tuple[str, ...], str] = {}
    entries = []
    for row in rows:
        if row.placeable == "no":
            entries.append(_Entry(row, ""))
            continue
        match = register.match(row)
        if match.project is not None:
            entries.append(_Entry(row, match.project.id))
            continue
        what = identity(row, district)
        if what not in made:
            made[what] = new_id(what, district.code, taken)
            taken.add(made[what])
        entries.append(_Entry(row, made[what], match.note))
    return entries


# --- the other tables --------------------------------------------------------------------------


def _projects(
    entries: Iterable[_Entry], known: Mapping[str, Project], when: Mapping[str, str]
) -> tuple[Project, ...]:
    """Return the projects that are named, by id."""
    rows: dict[str, list[Found]] = defaultdict(list)
    notes: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.project_id:
            rows[entry.project_id].append(entry.found)
            notes[entry.project_id] += [entry.note] if entry.note else []
    found = []
    for key in sorted(rows):
        project = project_of(key, rows[key], known.get(key), when)
        if key not in known:
            project = replace(project, note="；".join(sorted(set(notes[key]))))
        found.append(project)
    return told_apart(found, known)


def _mentions(entries: Iterable[_Entry], projects: Mapping[str, Project]) -> tuple[Mention, ...]:
    """Return the mentions in the order of the ledger, numbered."""
    found = (_mention(entry, projects.get(entry.project_id)) for entry in entries)
    ordered = sorted(found, key=lambda item: (item.report, item.start, item.name, repr(item)))
    return tuple(
        replace(mention, id=f"M{number:04}") for number, mention in enumerate(ordered, start=1)
    )


def _mention(entry: _Entry, project: Project | None) -> Mention:
    """Return a row of the ledger, under a name that its project bears."""
    found = entry.found
    name = found.name
    if project is not None:  # what is no name of it is its label, and said of its own name
        key = name_key(name)
        name = next((own for own in project.names if name_key(own) == key), project.name)
    said = {column: getattr(found, column) for column in COLUMNS}
    return Mention(id="", project_id=entry.project_id, **{**said, "name": name})


def _trap(found: Found) -> Trap:
    return Trap(found.name, found.note.strip() or _UNSAID, found.report, found.start, "")


def _alias(alias: Alias, reports: Mapping[str, Report]) -> Alias:
    """Return an alias that says nothing of reports that are not at hand."""
    return alias if alias.report in reports else replace(alias, report="")
