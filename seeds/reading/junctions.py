"""Where two roads meet: 甲路乙路路口, 甲路、乙路交叉口."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.reading.name import Name
from seeds.reading.roads import road_start

if TYPE_CHECKING:
    from seeds.reading.listing import Listing


def with_junction(listing: Listing, n: int, found: list[Name]) -> list[Name]:
    """
    Return the names found so far and the junction on which member `n` ends.

    Its first road may be the member before it, whose name then goes into that of the junction.
    """
    item, said = listing.items[n], listing.said
    letters = said.letters
    roads = [k for k in range(item.first, item.head) if letters[k] == "r"]
    if roads and roads[-1] == item.head - 1:
        last = roads.pop()
        second = item.text(road_start(item, last), last + 1)
    else:
        second = item.text(roads[-1] + 1 if roads else item.first, item.head) + "路"
    if roads:
        begin = road_start(item, roads[-1])
        one, at = item.text(begin, roads[-1] + 1), said.starts[begin]
    elif _ends_before(listing, n, found):
        *found, road = found
        one, at = road.name, road.start
    else:
        return found
    end = said.ends[item.head]
    name = said.text[at:end].replace('"', "")
    return [*found, Name(at, end, name, "intersection", "yes", "", one, second)]


def _ends_before(listing: Listing, n: int, found: list[Name]) -> bool:
    """Tell whether the name found last is the road that is the member before member `n`."""
    if not n or not found or found[-1].kind != "road":
        return False
    return found[-1].end == listing.said.ends[listing.items[n - 1].last - 1]
