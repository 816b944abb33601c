"""What a check says: one finding a fault, with the rule that found it and what to do about it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

ERROR, WARNING, NOTE = "error", "warning", "note"
SEVERITIES = (ERROR, WARNING, NOTE)
"""Gravest first: wrong data, what trips some readers, good to know."""


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One thing to know about a file.

    Attributes
    ----------
    file
        The file, as it was given.
    feature
        The id of the feature, or its place (第 3 个要素); blank where it is about the file.
    index
        The feature's 1-based place in the file; None where it is about the file.
    rule
        Stable English word for the rule: a key of `layers.checking.rules.RULES`.
    severity
        `ERROR`, `WARNING` or `NOTE`.
    message, mend
        What was found, and what to do about it, Chinese.
    path
        Where in the JSON, such as `features[2].geometry.coordinates[0]`; blank for the whole.
    line, column
        1-based place in the text; None where it is not known.
    fixable
        Whether `--fix` mends it.
    """

    file: str
    feature: str
    index: int | None
    rule: str
    severity: str
    message: str
    mend: str = ""
    path: str = ""
    line: int | None = None
    column: int | None = None
    fixable: bool = False

    def as_row(self) -> dict[str, str | int | bool | None]:
        """Return the fields by name."""
        return asdict(self)
