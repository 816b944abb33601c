"""Phases that leave out what they are phases of: 某公园四期…，五期."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeds.reading.numbers import NUMERALS

if TYPE_CHECKING:
    from seeds.reading.items import Item
    from seeds.reading.name import Name
    from seeds.reading.tokens import Tokens

_PHASED = re.compile(rf"(.+?)[{NUMERALS}\d]+期")
_ONLY_PHASE = re.compile(r"[dz]?y+w*j?")
_NEAR = 4


def is_phase(item: Item) -> bool:
    """Tell whether a member is a phase and nothing else."""
    return _ONLY_PHASE.fullmatch(item.shape) is not None


def with_phased_name(item: Item, before: list[Name], found: list[Name]) -> list[Name]:
    """
    Give 五期 the name of which 四期 stood before it; empty if none did.

    Parameters
    ----------
    item
        The phase.
    before, found
        The names before its list, and those before it in its list.
    """
    said = item.said
    model = phased([*before[-_NEAR:], *found[-_NEAR:]])
    if not model:
        return []
    stop = item.first + item.shape.rindex("y") + 1
    start, end = said.starts[item.first], said.ends[stop - 1]
    name = model[1] + item.text(item.first, stop)
    return [model[0]._replace(start=start, end=end, name=name)]


def phased(names: list[Name]) -> tuple[Name, str] | None:
    """Return the last of a few names that ends on a phase, and the name without it."""
    for name in reversed(names[-_NEAR:]):
        base = _PHASED.fullmatch(name.name)
        if base:
            return name, base[1]
    return None


def subject_before(said: Tokens, at: int) -> int:
    """Return the word before the verbs that stand before a word."""
    k = at - 1
    while k > 0 and said.letters[k] == "v":
        k -= 1
    return k


def phase_before(said: Tokens, at: int) -> str:
    """Return the phase that is the subject of the verb before a word: 三期完成B桥."""
    k = subject_before(said, at)
    alone = k >= 0 and said.letters[k] == "y" and (k == 0 or said.letters[k - 1] == "p")
    return said.word(k) if alone and k < at - 1 else ""
