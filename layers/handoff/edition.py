"""
Which edition of a district's data a bundle holds: its version, its dates and where they come from.

Nothing here asks the clock: the date of an edition is that of its newest source.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from layers.geojson import collection

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from layers.handoff.sheets import Sheet
    from layers.unlocated import Entry
    from seeds.contact import Contact
    from seeds.district import District, Source
    from seeds.records import Report

_DIGEST = 8
_SLUG = re.compile(r"[a-z][a-z0-9_-]{0,30}")


@dataclass(frozen=True, slots=True)
class Edition:
    """
    One edition.

    Attributes
    ----------
    slug
        What its files are called: ASCII, such as `xuhui`.
    code, name, name_en
        The district.
    version
        Date of the newest source and a digest of the data, such as `2026-07-28-1a2b3c4d`.
    date
        ISO 8601 date of the newest source.
    snapshots
        Dates of the OpenStreetMap extracts by table.
    reports
        The reports that were read.
    sources, licences
        As the district states them.
    bbox
        West, south, east, north of all features, degrees.
    approval
        The number under which the map was approved (审图号), blank if there is none.
    contact
        Who answers for the data, None where the district does not say.
    """

    slug: str
    code: str
    name: str
    name_en: str
    version: str
    date: str
    snapshots: Mapping[str, str]
    reports: tuple[Report, ...]
    sources: tuple[Source, ...]
    licences: tuple[str, ...]
    bbox: tuple[float, float, float, float]
    approval: str = ""
    contact: Contact | None = None


def edition_of(
    district: District,
    sheets: Sequence[Sheet],
    snapshots: Mapping[str, str],
    unlocated: Sequence[Entry] = (),
) -> Edition:
    """
    Return the edition that a district's sheets, and what is not on the map, make.

    Parameters
    ----------
    district
        The facts they were made from.
    sheets
        What is handed over.
    snapshots
        Dates of the OpenStreetMap extracts by table.
    unlocated
        What is not on the map.
    """
    date = max(
        (_day(text) for text in (*snapshots.values(), *_dates(district))), default="1970-01-01"
    )
    shapes = [feature.geometry for sheet in sheets for feature in sheet.features]
    west, south, east, north = (round(float(v), 6) for v in shapely.total_bounds(shapes))
    name = district.folder.name
    return Edition(
        slug=name if _SLUG.fullmatch(name) else f"d{district.code}",
        code=district.code,
        name=district.name,
        name_en=district.name_en,
        version=f"{date}-{_digest(sheets, unlocated)}",
        date=date,
        snapshots=dict(sorted(snapshots.items())),
        reports=district.reports,
        sources=district.sources,
        licences=district.licences,
        bbox=(west, south, east, north),
        approval=district.approval,
        contact=district.contact,
    )


def _dates(district: District) -> list[str]:
    return [report.date for report in district.reports if report.date]


def _day(text: str) -> str:
    """Return a date of whatever precision as a day: the first it may mean."""
    found = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text)
    if found is None:
        return ""
    return f"{found[1]}-{found[2] or '01'}-{found[3] or '01'}"


def _digest(sheets: Sequence[Sheet], unlocated: Sequence[Entry]) -> str:
    """Return a digest of all that is handed over."""
    found = hashlib.sha256()
    for sheet in sheets:
        rows = collection(sheet.features, sheet.name)["features"]
        found.update(json.dumps(rows, ensure_ascii=False, sort_keys=True).encode())
    found.update(json.dumps(list(unlocated), ensure_ascii=False, sort_keys=True).encode())
    return found.hexdigest()[:_DIGEST]
