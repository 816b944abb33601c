"""House numbers: an address that is a name of its own, and one inside another name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeds.reading.name import Name
from seeds.reading.numbers import each_number
from seeds.reading.roads import road_start

if TYPE_CHECKING:
    from seeds.reading.items import Item

_ADDRESS = re.compile(r".{2,8}[路街道弄]\d+(?:-\d+)?(?:弄|号|支弄)(?:\d+号)?")
_HOUSE = re.compile(r"\d{3}号$|弄$")
"""Land is not numbered so far: 某路1905号地块, 某路345弄地块."""

_NUMBERED_LAND = ("地块", "街坊")


def is_address(text: str) -> bool:
    """
    Tell whether a text is a road with a house number and nothing else.

    >>> is_address("青柳路12弄3号"), is_address("青柳路"), is_address("12号地块")
    (True, False, False)
    """
    return _ADDRESS.fullmatch(text) is not None


def address_names(item: Item) -> list[Name]:
    """Return the houses of a member that ends on house numbers, one for each number."""
    said, letters = item.said, item.said.letters
    k = item.head
    while k > item.first and letters[k - 1] == "N":
        k -= 1
    first = road_start(item, k - 1) if letters[k - 1] == "r" else item.first
    start, end = said.starts[first], said.ends[item.head]
    base = item.text(first, k) + "".join(said.word(n) for n in range(k, item.head))
    return [
        Name(start, end, base + number, "residential", "yes", address=base + number)
        for number in each_number(said.word(item.head))
    ]


def address_inside(item: Item) -> str:
    """Return the address in a name such as 某路17弄公厕, "" if there is none."""
    letters = item.said.letters
    k = letters.rfind("N", item.first, item.head)
    if k <= item.first or letters[k - 1] not in "rN":
        return ""
    land = letters[item.head] in "sK" and item.said.word(item.head) in _NUMBERED_LAND
    if land and k == item.head - 1 and not _HOUSE.search(item.said.word(k)):
        return ""  # 某路3号地块 is a number of the land, not of a house
    return item.text(item.first, k + 1)
