"""A name as the grammar finds it."""

from __future__ import annotations

from typing import NamedTuple


class Name(NamedTuple):
    """
    A name in a text: `text[start:end]` is how it is written, `name` what it says in full.

    `placeable` is yes, line, area, or no for what was seen and refused; `note` says why.
    """

    start: int
    end: int
    name: str
    kind: str
    placeable: str = "yes"
    note: str = ""
    road_from: str = ""
    road_to: str = ""
    address: str = ""
    parent: str = ""
    zone: str = ""


LINES = frozenset({"road", "road_segment", "river", "metro_line", "tunnel"})


def placeable(kind: str) -> str:
    """Return as what a place of that kind stands on a map."""
    if kind in LINES:
        return "line"
    return "area" if kind == "area" else "yes"
