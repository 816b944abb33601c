"""What became of each project: a feature on the map or an entry of what is not on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.answer import Answer
    from layers.features import Feature, Zoning
    from layers.issues import Issue
    from layers.unlocated import Entry
    from seeds.records import Mention, Project


@dataclass(frozen=True, slots=True)
class Outcome:
    """One project with its answer; exactly one of `feature` and `entry` is there."""

    project: Project
    mentions: tuple[Mention, ...]
    answer: Answer
    zoning: Zoning
    feature: Feature | None
    entry: Entry | None
    issues: tuple[Issue, ...] = ()

    @property
    def drawn(self) -> bool:
        """Tell whether the project is on the map."""
        return self.feature is not None
