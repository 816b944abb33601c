"""
The records of a district folder: one frozen class per table, its fields are the table's columns.

Records are facts as written; what depends on other tables is checked in `seeds.check`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from seeds.errors import SeedError
from seeds.tables import Row, read_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table; `line` is where it stands in the file (0 if it was made in code)."""

    TABLE: ClassVar[str] = ""
    OPTIONAL: ClassVar[bool] = False

    line: int = field(default=0, kw_only=True, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Report(Record):
    """A document; `characters` is its length in code points."""

    TABLE: ClassVar[str] = "reports.csv"

    report: str
    title: str
    publisher: str
    date: str
    file: str
    sha256: str
    characters: int
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Mention(Record):
    """A place as one document names it; `start`, `end` are code-point offsets, `end` exclusive."""

    TABLE: ClassVar[str] = "mentions.csv"

    id: str
    project_id: str
    report: str
    table: str
    section: str
    start: int
    end: int
    written: str
    name: str
    kind: str
    road_from: str
    road_to: str
    address: str
    parent: str
    status: str
    stage: str
    year: str
    zone_reported: str
    placeable: str
    note: str


@dataclass(frozen=True, slots=True)
class Project(Record):
    """A distinct place and work; `id` is stable for ever, `aliases` are joined by `;`."""

    TABLE: ClassVar[str] = "projects.csv"

    id: str
    name: str
    label: str
    name_en: str
    kind: str
    parent: str
    road_from: str
    road_to: str
    address: str
    zone_reported: str
    status: str
    stage: str
    year: str
    aliases: str
    placeable: str
    first_seen: str
    last_seen: str
    note: str

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then the aliases."""
        return (self.name, *(alias for alias in self.aliases.split(";") if alias))


@dataclass(frozen=True, slots=True)
class Alias(Record):
    """Another spelling of a name."""

    TABLE: ClassVar[str] = "aliases.csv"

    alias: str
    name: str
    report: str
    note: str


@dataclass(frozen=True, slots=True)
class Trap(Record):
    """A name that looks like a place of the district and is not one."""

    TABLE: ClassVar[str] = "traps.csv"

    name: str
    reason: str
    report: str
    start: int
    note: str


@dataclass(frozen=True, slots=True)
class LocatorFact(Record):
    """One way to find a place; the truth lies within `accuracy_m` metres nine times in ten."""

    TABLE: ClassVar[str] = "locators.csv"

    name: str
    rank: int
    method: str
    arg1: str
    arg2: str
    arg3: str
    arg4: str
    accuracy_m: float | None
    certainty: str
    checkable_by: str
    source_type: str
    source: str
    evidence: str
    note: str

    @property
    def args(self) -> tuple[str, ...]:
        """The arguments that are filled, in order."""
        return tuple(arg for arg in (self.arg1, self.arg2, self.arg3, self.arg4) if arg)


@dataclass(frozen=True, slots=True)
class EnglishText(Record):
    """
    The English of a name or sentence, made once by `zonemap gazetteer english`.

    `what` says how it was made; `chinese` is what it was made from.
    """

    TABLE: ClassVar[str] = "english.csv"
    OPTIONAL: ClassVar[bool] = True

    what: str
    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class KnownAddress(Record):
    """A house number with a known position, degrees WGS-84."""

    TABLE: ClassVar[str] = "addresses.csv"

    road: str
    number: str
    unit: str
    name: str
    lon: float | None
    lat: float | None
    osm_id: str
    layer: str
    source: str


@dataclass(frozen=True, slots=True)
class Correction(Record):
    """What a person changed about a project; it holds only while the old value still matches."""

    TABLE: ClassVar[str] = "corrections.csv"

    id: str
    field: str
    old_value: str
    new_value: str
    reason: str
    editor: str
    date: str


@dataclass(frozen=True, slots=True)
class WayName(Record):
    """The name of a road that stands without a name in OpenStreetMap."""

    TABLE: ClassVar[str] = "way_names.csv"
    OPTIONAL: ClassVar[bool] = True

    osm_id: int
    name: str
    certainty: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class MeasuredClaim(Record):
    """
    How far off answers of one kind are: the claim is `base_m + per_metre * sigma`, metres.

    `n` errors were measured, `median_m` is their median, and `within` of the held-out ones lay
    within the claim. `zonemap gazetteer calibrate` writes the table.
    """

    TABLE: ClassVar[str] = "accuracy.csv"
    OPTIONAL: ClassVar[bool] = True

    method: str
    how: str
    base_m: float
    per_metre: float
    n: int
    median_m: float
    within: float
    basis: str

    @property
    def key(self) -> tuple[str, str]:
        """Method and how."""
        return self.method, self.how


R = TypeVar("R", bound=Record)


def columns(kind: type[Record]) -> tuple[str, ...]:
    """
    Return the header of the table of `kind`.

    >>> columns(Alias)
    ('alias', 'name', 'report', 'note')
    """
    return tuple(item.name for item in fields(kind) if item.name != "line")


def read_records(folder: Path, kind: type[R]) -> tuple[R, ...]:
    """
    Read the table of `kind` in `folder`, in the order of the file.

    An optional table that is absent has no rows.

    Raises
    ------
    SeedError
        If the table cannot be read or a number is not one.
    """
    path = folder / kind.TABLE
    if kind.OPTIONAL and not path.exists():
        return ()
    numbers = [
        (item.name, _NUMBERS[str(item.type)])
        for item in fields(kind)
        if str(item.type) in _NUMBERS and item.name != "line"
    ]
    return tuple(_record(row, kind, numbers, str(path)) for row in read_table(path, columns(kind)))


def _record(
    row: Row, kind: type[R], numbers: list[tuple[str, Callable[[str], Any]]], table: str
) -> R:
    """Turn the cells of one row into a record."""
    cells: dict[str, Any] = dict(row)
    for name, parse in numbers:
        try:
            cells[name] = parse(row[name])
        except ValueError:
            message = f"应为数字，实际是 {row[name]!r}"
            raise SeedError(message, table=table, line=row.line, column=name) from None
    return kind(**cells, line=row.line)


def _whole(text: str) -> int:
    """Return a whole number written in plain ASCII digits."""
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)


def _real_or_none(text: str) -> float | None:
    """Return a finite number, or None for an empty cell."""
    if not text:
        return None
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _real(text: str) -> float:
    """Return a finite number that is not negative."""
    value = _real_or_none(text)
    if value is None or value < 0:
        raise ValueError(text)
    return value


_NUMBERS: dict[str, Callable[[str], Any]] = {
    "int": _whole,
    "float": _real,
    "float | None": _real_or_none,
}
