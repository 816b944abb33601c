"""Names that the district lends or the report itself made known, with what stands behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.reading.extents import bracket
from seeds.reading.name import Name

if TYPE_CHECKING:
    from seeds.reading.items import Item
    from seeds.reading.lexicon import Known


def is_part_of_longer(item: Item, known: Known) -> bool:
    """Tell whether a short form made of everyday words ends a longer name, and so means that."""
    head = item.head
    return known.plain and item.first < head and item.said.letters[head - 1] in "unletsKH"


def divided(item: Item, known: Known) -> list[Name]:
    """Return the stretch or the plots that brackets behind a known name hold, empty if none."""
    said, head = item.said, item.head
    if said.letters[head + 1 : head + 2] != "B":
        return []
    inside = bracket(said.word(head + 1))
    start, far = said.starts[head], said.ends[head + 1]
    if inside.kind == "extent" and known.kind in ("road", "river"):
        kind = "road_segment" if known.kind == "road" else known.kind
        return [Name(start, far, known.name, kind, "line", "", *inside.parts)]
    if inside.kind == "numbers":
        return [Name(start, far, known.name + part, "plot") for part in inside.parts]
    return []


def whole(item: Item, senses: tuple[Known, ...]) -> list[Name]:
    """Return what a known name stands for: one name, or all if it is short for several."""
    said, head = item.said, item.head
    known = senses[0]
    start = said.starts[head]
    name, end = _with_part(item, known)
    written = item.text(head, head + 1)
    short = len(senses) > 1 and all(one.name != written for one in senses)
    if short and end == said.ends[head]:
        return [
            Name(start, end, one.name, one.kind, one.placeable, one.note, zone=one.zone)
            for one in senses
        ]
    ends = (known.road_from, known.road_to) if name == known.name else ("", "")
    return [
        Name(start, end, name, known.kind, known.placeable, known.note, *ends,
             address=known.address, zone=known.zone)
    ]  # fmt: skip


def _with_part(item: Item, known: Known) -> tuple[str, int]:
    """Return a known name with the phase or part behind it, and where that ends."""
    said, head = item.said, item.head
    if known.placeable == "no":
        return known.name, said.ends[head]
    if said.letters[head + 1 : head + 2] == "B":
        inside = bracket(said.word(head + 1))
        if inside.kind in ("phase", "part"):
            return known.name + inside.parts[0], said.ends[head + 1]
    elif item.stop > head + 1:
        return known.name + item.text(head + 1, item.stop), said.ends[item.stop - 1]
    return known.name, said.ends[head]
