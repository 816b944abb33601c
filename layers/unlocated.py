"""What is not on the map: one entry per project, with the reason and what was tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.csvtext import csv_text
from seeds.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.answer import Answer
    from layers.features import Trail, Zoning
    from seeds.records import Project

UNLOCATED_COLUMNS = (
    "id", "name", "label", "kind", "kind_zh", "zone", "zone_zh", "zone_reported", "stage",
    "status", "year", "method", "reason", "tried", "report", "table_ref", "evidence", "aliases",
)  # fmt: skip

Entry = dict[str, str | None]
LOOKED_UP = "查证过："


def unlocated_of(project: Project, answer: Answer, zoning: Zoning, trail: Trail) -> Entry:
    """Return the entry of a project that has no geometry to draw."""
    values = {
        "id": project.id,
        "name": project.name,
        "label": project.label,
        "kind": project.kind,
        "kind_zh": KINDS[project.kind].zh,
        "zone": zoning.code,
        "zone_zh": zoning.name,
        "zone_reported": zoning.reported,
        "stage": project.stage,
        "status": project.status,
        "year": project.year,
        "method": answer.method,
        "reason": answer.note or _looked_up(answer) or _reason(answer.method, zoning),
        "tried": "；".join(answer.tried),
        "report": trail.report,
        "table_ref": trail.table_ref,
        "evidence": trail.evidence,
        "aliases": project.aliases,
    }
    return {key: values[key] or None for key in UNLOCATED_COLUMNS}


def unlocated_csv(entries: Iterable[Entry]) -> str:
    """Return the table; a project stands in one row for each of its names."""
    rows: list[list[str | None]] = []
    for entry in entries:
        names = dict.fromkeys([entry["name"], *(entry["aliases"] or "").split(";")])
        named = ({**entry, "name": name} for name in names if name)
        rows.extend([row[column] for column in UNLOCATED_COLUMNS] for row in named)
    return csv_text(UNLOCATED_COLUMNS, rows)


def _looked_up(answer: Answer) -> str:
    """Return what people found when they looked for the place, blank if nobody did."""
    found = (text for text in answer.tried if text.startswith(LOOKED_UP))
    return next(found, "").removeprefix(LOOKED_UP)


def _reason(method: str, zoning: Zoning) -> str:
    """Return the reason where the ladder gave none."""
    if method == "zone" and zoning.name is not None:
        return f"报告只说在{zoning.name}功能区，没有更具体的位置"
    return "报告和地名库都没有可用的位置"
