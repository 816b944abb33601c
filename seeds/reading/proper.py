"""Whether a name is more than an everyday phrase: 青柳公园 is a name, 社区公园 is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from seeds.reading.items import Item

INSTITUTIONS = frozenset(
    {"school", "hospital", "government", "area", "institute", "culture", "sports",
     "transport_hub"}
)  # fmt: skip
"""Kinds of places that may be named after nothing but their city: 某市图书馆."""

_FIRM_ONLY = frozenset(["总部", "基地", "空间", "综合体", "带", "圈", "所", "湾", "涌", "沟"])
_FIRM_IF_SHORT = frozenset("店场厂城园楼街馆院巷阁里坊岛谷")
_ONE_LETTER = re.compile(r"[A-Z]\d?")
_SUM = re.compile(r"\d\+[\dA-Z]")
"""Ways of counting what is planned: 1+5+X特色园区."""

_NOT_PROPER = frozenset("全各单每两几多新老大小本该此某原旧双整")
OF_CITY = re.compile("eg+s")
"""A city, what it is about and an ending: 某市机器人产业园."""

_SHORT = 2


class Firm(Protocol):
    """Whether something around a name says that a place is meant."""

    @property
    def firm(self) -> bool:
        """Whether a project, a class or a work is named with it."""
        ...


class _Loose:
    """Nothing says so."""

    firm = False


LOOSE = _Loose()
"""What stands around a name that is read for itself."""


def is_proper(item: Item, kind: str, listing: Firm, *, sibling: bool) -> bool:
    """
    Tell whether a name is more than an everyday phrase.

    Parameters
    ----------
    item
        The name; it has an ending.
    kind
        The kind of place that it suggests.
    listing
        What stands around it.
    sibling
        Whether another member of its list is surely a name.
    """
    own = item.text(item.first, item.head)
    if _ONE_LETTER.fullmatch(own) or _SUM.match(own):
        return False
    specific = item.specific + ("y" in item.said.letters[item.head + 1 : item.stop])
    if item.letter == "s":
        return _with_strong_ending(item, kind, specific, listing, sibling=sibling)
    return _with_weak_ending(item, kind, specific, listing, sibling=sibling)


def _with_strong_ending(
    item: Item, kind: str, specific: int, listing: Firm, *, sibling: bool
) -> bool:
    """Judge a name with an ending that tells a place."""
    if specific > 1 or (item.head > item.first and item.said.word(item.head) == "大学"):
        return True
    if specific != 1:
        if kind == "residential" and item.head > item.first and "s" in item.shape[:-1]:
            return listing.firm  # 机场新村
        return sibling and item.head > item.first and listing.firm
    if item.text(item.first, item.head) in _NOT_PROPER:
        return False
    return (
        sibling
        or (item.shape[0] in "eH" and kind in INSTITUTIONS)
        or OF_CITY.match(item.shape) is not None
        or listing.firm
    )


def _with_weak_ending(
    item: Item, kind: str, specific: int, listing: Firm, *, sibling: bool
) -> bool:
    """Judge a name with an ending that tells a place only after something proper."""
    word = item.said.word(item.head)
    if kind == "river" and item.said.letters[item.head + 1 : item.head + 2] == "B":
        return True
    if specific == 1:
        return (sibling and kind == "river") or (len(word) > 1 and listing.firm)
    if said_alone(item):
        return True
    if specific < _SHORT:
        return False
    loose = word in _FIRM_ONLY or (word in _FIRM_IF_SHORT and specific <= _SHORT)
    return not loose or sibling or listing.firm


def said_alone(item: Item) -> bool:
    """Tell whether a name of two characters or more stands in quotation marks of its own."""
    letters = item.said.letters
    quoted = letters[item.first - 1 : item.first] == "q" == letters[item.head + 1 : item.head + 2]
    return quoted and item.specific > 1 and "g" not in item.shape
