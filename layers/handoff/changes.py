"""
The list of changes of a bundle against the one before it.

A bundle that is made again with the same version keeps the list it has: it says what this version
changed, not that nothing happened since an hour ago.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from layers.change_words import CHANGES, note_words
from layers.csvtext import csv_text
from layers.diff import diff
from layers.editions import EditionData, edition_data, read_edition, version_in
from layers.handoff.parts import Part
from layers.members import Folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layers.change_words import Change
    from layers.diff import Diff
    from layers.handoff.delivery import Delivery

CHANGES_CSV = "changes.csv"
COLUMNS = (
    "old_version", "new_version", "id", "label", "layer", "change", "change_zh", "field", "old",
    "new", "metres", "farthest_m", "note", "note_zh",
)  # fmt: skip

Previous: TypeAlias = EditionData | bytes
"""The edition to compare with, or the list as it stands."""


def changes_parts(delivery: Delivery, previous: Previous | None) -> list[Part]:
    """
    Return `changes.csv`; without an earlier edition it has its header only.

    Parameters
    ----------
    delivery
        What is handed over.
    previous
        As `previous_bundle` returns it.
    """
    if isinstance(previous, bytes):
        content = previous
    elif previous is None:
        content = csv_text(COLUMNS, ()).encode()
    else:
        content = changes_csv(diff(previous, edition_data(delivery))).encode()
    zh = "与上一版相比的变化：新增、消失、移动（米）、阶段、功能区、名称等"
    en = "What changed since the edition before: added, removed, moved, stage, zone, names"
    return [Part(CHANGES_CSV, content, "text/csv", zh, en)]


def previous_bundle(named: Path | None, *, standing: Path, version: str) -> Previous | None:
    """
    Return what a bundle is compared with; None if there is nothing.

    Parameters
    ----------
    named
        The edition that the user names; None if they name none.
    standing
        The folder in which the bundle will stand, with what stands there now.
    version
        The version that is being made.

    Raises
    ------
    LayerError
        If what is named is no edition, or what stands there is a bundle that cannot be read.
    """
    if named is not None:
        return read_edition(named)
    members = Folder(standing)
    there = version_in(members)
    if not there:
        return None
    if there == version:
        return members.read(CHANGES_CSV)
    return read_edition(standing)


def changes_csv(found: Diff) -> str:
    """Return the changes as a table, in their order."""
    return csv_text(COLUMNS, _rows(found))


def _rows(found: Diff) -> Iterator[list[object]]:
    for change in found.changes:
        yield [found.old.version, found.new.version, *row_of(change).values()]


def row_of(change: Change) -> dict[str, object]:
    """Return a change by column, without the versions."""
    return {
        "id": change.id,
        "label": change.label,
        "layer": change.layer,
        "change": change.change,
        "change_zh": CHANGES[change.change].zh,
        "field": change.field,
        "old": change.old,
        "new": change.new,
        "metres": change.metres,
        "farthest_m": change.farthest_m,
        "note": change.note,
        "note_zh": note_words(change.note),
    }
