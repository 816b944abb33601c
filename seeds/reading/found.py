"""What the extractor hands out: one row a place and context, in the columns of `mentions.csv`."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Found:
    """
    A place as one context of one report names it.

    `start`, `end` are 0-based code-point offsets in the decoded document (`end` exclusive),
    `written` is what stands there with runs of white space taken as one blank, `name` the restored
    full name. A row whose `placeable` is "no" is a trap that was refused; `note` says why.
    """

    report: str
    table: str
    section: str
    start: int
    end: int
    written: str
    name: str
    kind: str
    road_from: str = ""
    road_to: str = ""
    address: str = ""
    parent: str = ""
    status: str = ""
    stage: str = ""
    year: str = ""
    zone_reported: str = ""
    placeable: str = "yes"
    note: str = ""


COLUMNS = tuple(item.name for item in fields(Found))
"""The header of a mentions table, in order."""
