"""A quoted list whose members share what stands before the quotation: 西岸“传媒港、数字谷”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.reading.forms import LOOSE
from seeds.reading.items import Item
from seeds.reading.name import Name, placeable

if TYPE_CHECKING:
    from seeds.reading.forms import Forms
    from seeds.reading.tokens import Tokens

_WHOLE = frozenset("strKB")
_FEWEST = 2


class Quoted:
    """The list in the quotation from word `opening` to word `closing`, and what leads to it."""

    def __init__(self, said: Tokens, forms: Forms, first: int, opening: int, closing: int) -> None:
        self.said, self.forms = said, forms
        self.first, self.opening, self.closing = first, opening, closing

    def names(self, *, firm: bool) -> list[Name]:
        """Return the places before the quotation, and its members with the prefix they share."""
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
        letters = self.said.letters
        start, items = self.opening + 1, []
        for k in range(start, self.closing + 1):
            if k == self.closing or letters[k] == "c":
                items.append(Item(self.said, start, k))
                start = k + 1
        return items

    def _member(self, item: Item, prefix: str, zone: str) -> Name:
        said = self.said
        own = item.own
        start, end = said.starts[item.first], said.ends[item.last - 1]
        known = self.forms.called(prefix + own)
        if known is None and item.letter == "K":
            known = self.forms.known(item)[0]
        if known is not None:
            return Name(start, end, known.name, known.kind, known.placeable, known.note, zone=zone)
        kind = self.forms.kind(item) if item.head >= 0 else "other"
        return Name(start, end, prefix + own, kind, placeable(kind), zone=zone)
