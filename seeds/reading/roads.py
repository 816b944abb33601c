"""Roads: whole ones, stretches of them, two that are named as one, banks at their ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeds.reading.extents import bank_of, bracket
from seeds.reading.lexicon import listed
from seeds.reading.name import Name
from seeds.reading.numbers import NUMERALS, each_number
from seeds.reading.refusals import is_slogan

if TYPE_CHECKING:
    from seeds.reading.items import Item
    from seeds.reading.tokens import Tokens

_LETTERS = frozenset("unztelKmHgwsN")
_NUMBERED = re.compile(r"ld{1,3}$")
"""What stands before 公路 or 高速 in S7公路."""

_LONGEST = 6
_SHORTEST = 3
_DESCRIBED = re.compile(r"[gay]{0,3}B")
_PLANNED = re.compile(rf"规划[横纵经纬]?[{NUMERALS}\d]{{1,2}}|规划支?[{NUMERALS}]")


def road_start(item: Item, head: int) -> int:
    """Return the first word of the road that ends on word `head`."""
    said, letters = item.said, item.said.letters
    k = head
    numbered = _NUMBERED.search(letters, item.first, head)
    if numbered:
        return numbered.start()
    while (
        k > item.first
        and letters[k - 1] in _LETTERS
        and said.starts[head] - said.starts[k - 1] <= _LONGEST
        and not (letters[k - 1] == "s" and k < head)
    ):
        k -= 1
    while k < head - 1 and letters[k] in "gw" and not _PLANNED.fullmatch(said.words(k, head)):
        k += 1
    return k


def has_name(item: Item, first: int) -> bool:
    """Tell whether what stands before the ending of a road can be its name."""
    return 1 <= len(item.text(first, item.head)) <= _LONGEST


def road_names(item: Item, first: int, in_front: list[Name]) -> list[Name]:
    """
    Return the road that a member of a list ends on, with what stands in front of it.

    Parameters
    ----------
    item
        The member.
    first
        The word where the road begins, see `road_start`.
    in_front
        The places in front of the road, such as the town where it lies.
    """
    said, head = item.said, item.head
    name = item.text(first, head) + said.word(head)
    described = _described(item, first, name)
    if described:
        return [*in_front, *described]
    if item.counted or not _tells(name):
        return in_front
    end = said.ends[head]
    if item.stop > head + 1 and said.letters[head + 1] != "B":
        name, end = name + item.text(head + 1, item.stop), said.ends[item.stop - 1]
    several = _numbered(item, first, end) or _joined(item, first, name, end)
    return several or [*in_front, Name(said.starts[first], end, name, "road", "line")]


def _tells(name: str) -> bool:
    """Tell whether a road's name is no everyday word and no slogan."""
    return len(name) >= _SHORTEST and name not in listed("common_roads.txt") and not is_slogan(name)


def _described(item: Item, first: int, name: str) -> list[Name]:
    """Return the stretch or the part of a road that brackets behind it describe."""
    said, head = item.said, item.head
    behind = _DESCRIBED.match(said.letters, head + 1, item.last)
    if not behind:
        return []
    at = behind.end() - 1
    inside = bracket(said.word(at))
    start, far = said.starts[first], said.ends[at]
    if inside.kind == "extent":
        if said.letters[head + 1] != "y":
            name += item.text(head + 1, at)
        stretch = Name(start, far, name, "road_segment", "line", "", *inside.parts)
        return [stretch, *_banks(said, at, inside.parts)]
    if inside.kind in ("part", "phase") and len(name) >= _SHORTEST and at == head + 1:
        return [Name(start, far, name + inside.parts[0], "road", "line")]
    return []


def _banks(said: Tokens, k: int, ends: tuple[str, ...]) -> list[Name]:
    """Return the rivers whose banks are the ends of an extent: nobody else names them."""
    names = []
    for end in ends:
        river = bank_of(end)
        if river:
            start = said.text.index(river, said.starts[k])
            names.append(Name(start, start + len(river), river, "river", "line"))
    return names


def _numbered(item: Item, first: int, end: int) -> list[Name]:
    """Return the roads of a name that begins with several numbers, one each."""
    said = item.said
    if said.letters[first] != "N":
        return []
    base, word = item.text(item.first, first), said.word(item.head)
    return [
        Name(said.starts[item.first], end, base + number + word, "road", "line")
        for number in each_number(said.word(first))
    ]


def _joined(item: Item, first: int, name: str, end: int) -> list[Name]:
    """Return the road of two names that a dash joins: 某某路-某某路."""
    said, letters = item.said, item.said.letters
    at = first - 2
    if at < item.first or letters[first - 1] != "-" or letters[at] != "r":
        return []
    start = road_start(item, at)
    if start >= at:
        return []
    far = item.text(start, first - 1)
    return [Name(said.starts[start], end, f"{far}-{name}", "road", "line")]
