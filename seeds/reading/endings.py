"""Members that leave out their ending, which a later member has: 甲河、乙河地块."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.reading.extents import bracket
from seeds.reading.name import Name, placeable

if TYPE_CHECKING:
    from seeds.reading.items import Item
    from seeds.reading.knowledge import Knowledge
    from seeds.reading.listing import Listing

_SHARED = frozenset(
    {"plot", "area", "residential", "park", "hospital", "metro_station", "school", "river"}
)
_SHAPES = frozenset(("u", "un", "nu", "n", "e", "ut", "r"))
_AHEAD = 12
_LONGEST = 4


def shared_ending(listing: Listing, n: int) -> list[Name]:
    """Give member `n`, which has no ending, that of a later member; empty if none has one."""
    item, said = listing.items[n], listing.said
    ending = _ending_ahead(listing, n)
    if ending is None:
        return []
    name = listing.knowledge.full(item.own + said.word(ending.head))
    kind = listing.knowledge.kind(ending)
    return [Name(said.starts[item.first], said.ends[item.last - 1], name, kind, placeable(kind))]


def lent_ending(listing: Listing, n: int) -> list[Name]:
    """Give 甲、乙风貌区 the ending where the district knows the first by it: 甲风貌区."""
    item, said = listing.items[n], listing.said
    if item.letter != "K" or n + 1 >= len(listing.items) or item.stop != item.last:
        return []
    behind = listing.items[n + 1]
    if behind.head < 0:
        return []
    for size in (2, 3, 4, 5):
        known = listing.knowledge.called(item.own + behind.own[-size:])
        if known and known.placeable != "no":
            start, end = said.starts[item.first], said.ends[item.last - 1]
            return [Name(start, end, known.name, known.kind, known.placeable, zone=known.zone)]
    return []


def clinic(listing: Listing, n: int) -> list[Name]:
    """Give each of 甲桥、乙路社区卫生服务中心 its own: they are named after their towns."""
    item, other, said = listing.items[n], listing.items[-1], listing.said
    if item.letter not in "sr" or len(item.own) > _LONGEST:
        return []
    if other is item or other.head < 0 or not said.word(other.head).startswith("社区卫生"):
        return []
    if listing.knowledge.kind(item) == "hospital":
        return []
    name = item.own + said.word(other.head)
    return [Name(said.starts[item.first], said.ends[item.head], name, "hospital")]


def plots(item: Item, knowledge: Knowledge) -> list[Name]:
    """Return the plots of 某某门(9#、10#), a name without an ending; empty if it has no numbers."""
    said = item.said
    if not item.bare or item.shape[-1] != "B":
        return []
    inside = bracket(said.word(item.last - 1))
    if inside.kind != "numbers":
        return []
    host = knowledge.full(item.text(item.first, item.last - 1))
    start, end = said.starts[item.first], said.ends[item.last - 1]
    return [Name(start, end, host + part, "plot") for part in inside.parts]


def _ending_ahead(listing: Listing, n: int) -> Item | None:
    """Return the later member whose ending this one shares, if it does."""
    item = listing.items[n]
    if listing.called or item.specific < 1 or item.shape not in _SHAPES:
        return None
    other = next((one for one in listing.items[n + 1 : n + _AHEAD] if one.head >= 0), None)
    if other is None or len(item.own) > _LONGEST:
        return None
    long = other.letter == "s" or listing.said.word(other.head) in ("站", "村")
    shared = long and listing.knowledge.kind(other) in _SHARED and other.specific > 1
    return other if shared else None
