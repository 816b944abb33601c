"""Names without an ending, which only what stands around them makes names of places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeds.reading.name import Name, placeable

if TYPE_CHECKING:
    from seeds.reading.items import Item
    from seeds.reading.listing import Listing

_CLASS_ENDINGS = frozenset(["地块", "片区", "风貌区", "街坊", "新村", "小区", "街区", "社区"])
_NAMING = frozenset(["名为", "取名", "名叫", "取名为", "命名为", "更名为", "命名"])
_BODIES = frozenset(["institute", "school", "hospital", "government", "culture", "other"])
_PLAIN_PROJECT = re.compile(r"[unltzdiqH\-]+[wj][wjgq]*")
_COUNT_AT_END = re.compile(r"[dz]m[wjgq]*$")
_SHAPES = frozenset(("u", "un", "ui"))
_NEIGHBOURS = 24
_LONGEST = 6


def bare_names(listing: Listing, item: Item) -> list[Name]:
    """Return a member without an ending as a name if a place is meant by it."""
    if not item.bare or not _called_a_place(listing, item) or _COUNT_AT_END.search(item.shape):
        return []
    said, stop = listing.said, item.last
    while stop > item.first + 1 and said.letters[stop - 1] in "wjgqa":
        stop -= 1
    kind, ending = listing.marked_kind or "other", ""
    if listing.marked in _CLASS_ENDINGS:
        ending = listing.marked
    elif listing.marked == "站":
        kind, ending = "metro_station", listing.marked
    name = listing.knowledge.full(item.text(item.first, stop) + ending)
    return [Name(said.starts[item.first], said.ends[stop - 1], name, kind, placeable(kind))]


def _called_a_place(listing: Listing, item: Item) -> bool:
    """Tell whether something says that a member without an ending is a place."""
    if listing.called:
        return listing.marker is None or listing.marked_kind not in _BODIES
    if "j" in item.shape:
        plain = _PLAIN_PROJECT.fullmatch(item.shape) is not None
        return plain and (len(listing.items) > 1 or listing.built())
    return _is_named_so(listing) or _stands_with_places(listing, item)


def _is_named_so(listing: Listing) -> bool:
    """Tell whether 名为 or the like stands before the list."""
    said, k = listing.said, listing.items[0].first - 1
    while k > 0 and said.letters[k] == "q":
        k -= 1
    return k >= 0 and said.word(k) in _NAMING


def _stands_with_places(listing: Listing, item: Item) -> bool:
    """Tell whether other members say it: one that begins alike, or the most of them."""
    own, others = item.own, listing.proper
    if any(one.own[:2] == own[:2] for one in others[:_NEIGHBOURS]):
        return True
    most = 2 * len(others) >= len(listing.items) > 1
    return most and len(own) <= _LONGEST and item.shape in _SHAPES and listing.firm
