"""A quoted list whose members share what stands before the quotation: 江岸“传媒港、数字谷”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.reading.items import Item
from seeds.reading.name import Name, placeable
from seeds.reading.proper import LOOSE

if TYPE_CHECKING:
    from seeds.reading.forms import Forms
    from seeds.reading.tokens import Tokens

_WHOLE = frozenset("strKB")
_FEWEST = 2


class Quoted:
    """
    A quoted list, and what leads to it.

    Parameters
    ----------
    said
        The words of the text.
    forms
        What a name can be.
    first
        The word where what leads to the quotation begins.
    opening, closing
        The quotation marks.
    """

    __slots__ = ("closing", "first", "forms", "opening", "said")

    def __init__(self, said: Tokens, forms: Forms, first: int, opening: int, closing: int) -> None:
        self.said, self.forms = said, forms
        self.first, self.opening, self.closing = first, opening, closing

    def names(self, *, firm: bool) -> list[Name]:
        """
        Return the places before the quotation, and its members with the prefix they share.

        Parameters
        ----------
        firm
            Whether 等 behind the list calls its members something; without it each of them needs
            an ending of its own.
        """
        start = self._prefix()
        front = Item(self.said, self.first, start)
        found = self.forms.of(front, LOOSE, sibling=False) if front.head >= 0 else []
        prefix = self.said.words(start, self.opening)
        zone = found[-1].zone if found else ""
        members = [item for item in self._members() if item.first < item.last]
        ended = sum(item.head >= 0 for item in members)
        if len(members) < _FEWEST or not (firm or ended == len(members)):
            return found
        return found + [self._member(item, prefix, zone) for item in members]

    def _prefix(self) -> int:
        """Return the word where the shared prefix begins: after the last whole name."""
        k = self.opening - 1
        while k > self.first and self.said.letters[k - 1] not in _WHOLE:
            k -= 1
        return k

    def _members(self) -> list[Item]:
        """Return what stands in the quotation between its list signs."""
        letters = self.said.letters
        start, items = self.opening + 1, []
        for k in range(start, self.closing + 1):
            if k == self.closing or letters[k] == "c":
                items.append(Item(self.said, start, k))
                start = k + 1
        return items

    def _member(self, item: Item, prefix: str, zone: str) -> Name:
        """Return a member with the prefix, or as the district knows it."""
        said, knowledge = self.said, self.forms.knowledge
        own = item.own
        start, end = said.starts[item.first], said.ends[item.last - 1]
        known = knowledge.called(prefix + own)
        if known is None and item.letter == "K":
            known = knowledge.senses(said, item.head)[0]
        if known is not None:
            return Name(start, end, known.name, known.kind, known.placeable, known.note, zone=zone)
        kind = knowledge.kind(item) if item.head >= 0 else "other"
        return Name(start, end, prefix + own, kind, placeable(kind), zone=zone)
