"""The places of one context of a report: a row each, however often it stands there."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from seeds.reading.limits import is_where, limited, limits

if TYPE_CHECKING:
    from seeds.reading.found import Found
    from seeds.reading.name import Name
    from seeds.reading.unit import Unit

_LONGEST_ADDRESS = 40


@dataclass(slots=True)
class _Row:
    """A place in one context: its first mention with a status, and where else it stands."""

    found: Found
    also: list[int] = field(default_factory=list)

    @property
    def noted(self) -> Found:
        """The mention, with where else the place stands."""
        if not self.also:
            return self.found
        also = "also@" + ",".join(map(str, sorted(self.also)))
        note = f"{self.found.note}; {also}" if self.found.note else also
        return replace(self.found, note=note)


class Context:
    """
    The places of the context that is being read.

    In a table it also knows the places of the row, so that a cell can say more of that of another.
    """

    __slots__ = ("_places", "_road", "_rows")

    def __init__(self) -> None:
        self._rows: dict[tuple[str, ...], _Row] = {}
        self._road: tuple[str, ...] | None = None
        self._places: list[tuple[str, ...]] = []

    def close(self) -> list[Found]:
        """Return the rows of the context in the order of the text, and begin a new one."""
        rows = [row.noted for row in self._rows.values()]
        self._rows = {}
        return sorted(rows, key=lambda row: (row.start, row.end))

    def next_row(self) -> None:
        """Begin a new row of a table."""
        self._road, self._places = None, []

    def add(self, found: Found, *, in_table: bool, alone: bool) -> None:
        """
        Keep a mention: the first of its place in this context, or one more of it.

        Parameters
        ----------
        found
            The mention.
        in_table
            Whether it stands in a table.
        alone
            Whether it is the only one in its cell.
        """
        key = (found.name, found.road_from, found.road_to, found.placeable)
        if in_table and found.placeable != "no":
            self._places.append(key)
            if found.kind == "road" and alone:
                self._road = key
        row = self._rows.get(key)
        if row is None:
            self._rows[key] = _Row(found)
            return
        better = found.status and not row.found.status and found.placeable != "no"
        row.also.append(row.found.start if better else found.start)
        zone = row.found.zone_reported or found.zone_reported
        if better:
            row.found = replace(found, zone_reported=found.zone_reported or zone)
        elif zone != row.found.zone_reported:
            row.found = replace(row.found, zone_reported=zone)

    def states(self, unit: Unit, names: list[Name]) -> bool:
        """Give the place of this row the limits or the address that a cell of its own states."""
        if not unit.column:
            return False
        if self._places and is_where(unit.column):
            return self._addressed(unit.text, names)
        if self._road is None or self._road not in self._rows:
            return False
        ends = limits(unit.column, unit.text)
        if ends is None:
            return False
        row = self._rows.pop(self._road)
        row.found = limited(row.found, ends)
        key = (row.found.name, *ends, row.found.placeable)
        known = self._rows.setdefault(key, row)
        if known is not row:
            known.also += [row.found.start, *row.also]
        self._road = None
        return True

    def _addressed(self, text: str, names: list[Name]) -> bool:
        """Give the one place of this row its address: the house number, or the cell as it is."""
        rows = [self._rows[key] for key in dict.fromkeys(self._places) if key in self._rows]
        rows = [row for row in rows if row.found.kind != "area"] or rows
        if len(rows) != 1 or all(name.kind == "area" for name in names):
            return False
        row = rows[0]
        if not row.found.address:
            numbered = [name.address for name in names if name.address]
            address = numbered[0] if numbered else text.strip()
            if len(numbered) > 1 or not 0 < len(address) <= _LONGEST_ADDRESS:
                return False
            row.found = replace(row.found, address=address)
        return True
