"""Findings about single things: one row each in `issues.csv`, never an error."""

from __future__ import annotations

from dataclasses import dataclass

ISSUE_COLUMNS = ("id", "code", "severity", "field", "value", "message", "hint")


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """
    One finding about one field of one project.

    `code` is stable and English, `message` and `hint` are for people. `severity` is `error` (wrong
    and not used), `warning` (look at it) or `info` (known, explained).
    """

    id: str
    code: str
    severity: str
    field: str
    value: str
    message: str
    hint: str = ""

    def row(self) -> tuple[str, ...]:
        """Return the cells, in the order of `ISSUE_COLUMNS`."""
        return tuple(getattr(self, column) for column in ISSUE_COLUMNS)
