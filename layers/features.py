"""
One feature per place and work: flat properties, the same keys in every feature, null not missing.

Three facts about the zone stay apart: `zone_reported` (what the document says), `zone_spatial`
(where it lies) and `zone` (as reported if reported, else where it lies).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seeds.vocabulary import KINDS, STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

    from geo.answer import Answer
    from layers.zones import ZoneLayer
    from seeds.records import Mention, Project

Value = str | int | float | bool | None

PROPERTIES = (
    "id", "name", "label", "name_en", "aliases", "kind", "kind_zh",
    "zone", "zone_zh", "zone_reported", "zone_spatial", "zone_agrees", "zone_gap_m",
    "stage", "stage_zh", "status", "year", "parent", "road_name", "from_road", "to_road",
    "address", "method", "accuracy_m", "runner_up", "source", "source_id", "snapshot",
    "report", "table_ref", "evidence", "first_seen", "last_seen", "note",
)  # fmt: skip
"""The keys of every feature, in the order in which they are written."""

ROAD_KINDS = frozenset({"road", "road_segment"})
CROSSING_KINDS = frozenset({"intersection"})


@dataclass(frozen=True, slots=True)
class Feature:
    """A thing on the map: `geometry` in (lon, lat) degrees WGS-84, `properties` by `PROPERTIES`."""

    id: str
    geometry: BaseGeometry
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Trail:
    """
    Where the reports name a project.

    `evidence` is machine-readable: `report:table@start-end`, joined by `;`; offsets, no sentence.
    """

    report: str = ""
    table_ref: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Zoning:
    """The zone facts of one project, as codes; `gap_m` is the way to the reported zone."""

    code: str | None
    name: str | None
    reported: str | None
    spatial: str | None = None
    agrees: bool | None = None
    gap_m: int | None = None


def trails(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    """Group mentions by project, each group in the order in which it is read."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda item: (item.report, item.start, item.id)):
        if mention.project_id:
            found[mention.project_id].append(mention)
    return dict(found)


def trail_of(mentions: Iterable[Mention], latest: str) -> Trail:
    """
    Return where a project is named.

    Parameters
    ----------
    mentions
        The project's mentions, in reading order.
    latest
        Id of the latest report that names it.
    """
    rows = list(mentions)
    tables = dict.fromkeys(m.table for m in rows if m.report == latest and m.table)
    spots = dict.fromkeys(
        f"{m.report}{':' if m.table else ''}{m.table}@{m.start}-{m.end}" for m in rows
    )
    return Trail(report=latest, table_ref=";".join(tables), evidence=";".join(spots))


def zoning_of(project: Project, geometry: BaseGeometry | None, zones: ZoneLayer) -> Zoning:
    """Return the zone facts of a project that lies at `geometry` (None: not located)."""
    reported = project.zone_reported or None
    stated = zones.code_of(reported) if reported is not None else None
    spatial = zones.zone_of(geometry)[0] if geometry is not None else None
    code = stated if stated is not None else spatial
    name = zones.zone(code).name if code is not None else None
    if stated is None or geometry is None:
        return Zoning(code, name, reported, spatial)
    gap = round(zones.gap_m(stated, geometry))
    return Zoning(code, name, reported, spatial, agrees=spatial == stated, gap_m=gap)


def feature_of(project: Project, answer: Answer, zoning: Zoning, trail: Trail) -> Feature:
    """
    Return the feature of a located project.

    Raises
    ------
    ValueError
        If the answer has no geometry: a bug of the caller.
    """
    if answer.geometry is None:
        raise ValueError(f"{project.id} has no geometry")
    values: dict[str, Value] = {
        **_facts(project),
        "zone": zoning.code,
        "zone_zh": zoning.name,
        "zone_reported": zoning.reported,
        "zone_spatial": zoning.spatial,
        "zone_agrees": zoning.agrees,
        "zone_gap_m": zoning.gap_m,
        "method": answer.method,
        "accuracy_m": None if answer.accuracy_m is None else round(answer.accuracy_m),
        "runner_up": answer.runner_up,
        "source": answer.source,
        "source_id": answer.source_id,
        "snapshot": answer.snapshot,
        "report": trail.report,
        "table_ref": trail.table_ref,
        "evidence": trail.evidence,
        "note": "；".join(text for text in (project.note, answer.note) if text),
    }
    ordered = {key: None if values[key] == "" else values[key] for key in PROPERTIES}
    return Feature(project.id, answer.geometry, ordered)


def _facts(project: Project) -> dict[str, Value]:
    """Return what the ledger says of a project, under the names of the feature schema."""
    crossing = project.kind in CROSSING_KINDS
    on_road = project.kind in ROAD_KINDS or bool(project.road_from or project.road_to)
    return {
        "id": project.id,
        "name": project.name,
        "label": project.label,
        "name_en": project.name_en,
        "aliases": project.aliases,
        "kind": project.kind,
        "kind_zh": KINDS[project.kind].zh,
        "stage": project.stage,
        "stage_zh": STAGES[project.stage].zh if project.stage else None,
        "status": project.status,
        "year": project.year,
        "parent": project.parent,
        "road_name": project.name if on_road and not crossing else None,
        "from_road": project.road_from,
        "to_road": project.road_to,
        "address": project.address,
        "first_seen": project.first_seen,
        "last_seen": project.last_seen,
    }
