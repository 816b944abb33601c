"""Numbered metro lines: 轨道交通3、4号线, and the line named in front of its station."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeds.reading.name import Name

if TYPE_CHECKING:
    from seeds.reading.items import Item

_METRO = frozenset(["轨交", "地铁", "轨道交通", "轨道"])
_PHASE_BEHIND = re.compile(r"y+")


def numbered_lines(item: Item, k: int) -> list[Name]:
    """Return the lines whose numbers word `k` holds, one each, with their phase."""
    said = item.said
    first = k
    while first > 0 and said.letters[first - 1] in "ga" and said.word(first - 1) in _METRO:
        first -= 1
    behind = _PHASE_BEHIND.match(said.letters, k + 1)
    last = behind.end() - 1 if behind else k
    phase = item.text(k + 1, last + 1)
    start, end = said.starts[first], said.ends[last]
    return [
        Name(start, end, f"轨道交通{number}号线{phase}", "metro_line", "line")
        for number in re.findall(r"\d+", said.word(k))
    ]


def lines_in_front(item: Item) -> list[Name]:
    """Return the lines named in front of a station, in 3号线某某站; empty if none is."""
    k = item.said.letters.find("M", item.first, item.head)
    return numbered_lines(item, k) if k >= 0 else []


def after_line(item: Item) -> int:
    """Return the word where the name of a station begins behind its line."""
    letters = item.said.letters
    k = letters.find("M", item.first, item.head) + 1
    while k < item.head and letters[k] in "yd":
        k += 1
    return k
