"""One feature as it stands in a file: what it is called, and where it stands in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME_KEYS = ("name", "label", "road_name", "Name", "NAME", "title", "名称", "项目名称", "地名")
ID_KEYS = ("id", "ID", "fid", "编号")
ABSENT, NULL, GIVEN = "absent", "null", "given"


@dataclass(slots=True)
class Row:
    """
    One feature as it stands in the file, its geometry taken out.

    Attributes
    ----------
    value
        Whatever stands there; of an object all members but `geometry`.
    start, end
        Where it stands in the text.
    geometry
        `ABSENT`, `NULL` or `GIVEN`.
    """

    value: Any
    start: int
    end: int
    geometry: str

    @property
    def properties(self) -> Mapping[str, Any]:
        """Its properties; empty where they are none."""
        found = self.value.get("properties") if isinstance(self.value, dict) else None
        return found if isinstance(found, dict) else {}

    @property
    def label(self) -> str:
        """What people find it by: its id; blank if it has none."""
        if not isinstance(self.value, dict):
            return ""
        given = (self.value.get("id"), *map(self.properties.get, ID_KEYS))
        return next(filter(None, map(as_text, given)), "")

    @property
    def names(self) -> tuple[str, ...]:
        """The names it goes by."""
        given = self.properties
        values = [given[key] for key in NAME_KEYS if key in given]
        called = dict.fromkeys(as_text(one) for one in values if not isinstance(one, float))
        return tuple(name for name in called if name)


def as_text(value: object) -> str:
    """Return a name or id as text, blank for anything else."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(value) if isinstance(value, float) or value.bit_length() < _LONG_BITS else ""


_LONG_BITS = 4096
"""Python writes no integer of more than 4300 digits."""
