"""Which form a name takes: a site, a road, a house number, a metro line, a known name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.reading.addresses import address_names
from seeds.reading.items import Item
from seeds.reading.known import divided, is_part_of_longer, whole
from seeds.reading.metro import after_line, lines_in_front, numbered_lines
from seeds.reading.proper import LOOSE, is_proper
from seeds.reading.refusals import COUNTED, refused, why_not
from seeds.reading.roads import has_name, road_names, road_start
from seeds.reading.sites import neighbourhood, second_body, site_names

if TYPE_CHECKING:
    from seeds.reading.knowledge import Knowledge
    from seeds.reading.name import Name
    from seeds.reading.proper import Firm


class Forms:
    """
    Turns members of lists into names.

    Parameters
    ----------
    knowledge
        What the names are judged by.
    """

    __slots__ = ("knowledge",)

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def of(self, item: Item, listing: Firm, *, sibling: bool) -> list[Name]:
        """
        Return the names that a member with an ending stands for; empty if it is everyday.

        Parameters
        ----------
        item
            The member; it has an ending.
        listing
            What stands around it.
        sibling
            Whether another member of its list is surely a name.
        """
        letter = item.letter
        if item.counted and letter not in "rKNM":
            return [refused(item, COUNTED, self.knowledge)]
        if letter == "r":
            return self._road(item)
        if letter == "K":
            return self._known(item, listing, sibling=sibling)
        if letter in "NM":
            return address_names(item) if letter == "N" else numbered_lines(item, item.head)
        return [] if letter == "J" else self._site(item, listing, sibling=sibling)

    def _site(self, item: Item, listing: Firm, *, sibling: bool) -> list[Name]:
        """Return a site, and what stands in front of it: a metro line, another body."""
        said, kind = item.said, self.knowledge.kind(item)
        second = second_body(item, kind)
        if second:
            bodies = Item(said, item.first, second), Item(said, second, item.last)
            return [name for one in bodies for name in self.of(one, listing, sibling=sibling)]
        why = why_not(item, kind, self.knowledge.home)
        if why:
            return [refused(item, why, self.knowledge)]
        names = lines_in_front(item)
        if names:
            item = Item(said, after_line(item), item.last)
            if item.head < 0:
                return names
        inner = neighbourhood(item, kind)
        if inner:
            town = item.text(item.first, inner)
            found = self.of(Item(said, inner, item.last), listing, sibling=sibling)
            return names + [name._replace(parent=town) for name in found]
        if not is_proper(item, kind, listing, sibling=sibling):
            return names
        return names + site_names(item, kind, self.knowledge)

    def _known(self, item: Item, listing: Firm, *, sibling: bool) -> list[Name]:
        """Return a known name and what stands in front of it."""
        senses = self.knowledge.senses(item.said, item.head)
        if is_part_of_longer(item, senses[0]):
            return self._site(item, listing, sibling=sibling)
        names = divided(item, senses[0])
        if names:
            return names
        in_front = self._in_front(item, item.head) if item.first < item.head else []
        return in_front + whole(item, senses)

    def _road(self, item: Item) -> list[Name]:
        """Return a road and what stands in front of it."""
        first = road_start(item, item.head)
        if first == item.head > item.first and item.said.letters[first - 1] == "r":
            first = road_start(item, first - 1)  # 青柳路快速路
        return road_names(item, first, self._in_front(item, first)) if has_name(item, first) else []

    def _in_front(self, item: Item, first: int) -> list[Name]:
        """Return the place in front of a road, such as the town where it lies."""
        letters = item.said.letters[item.first : first]
        if "s" not in letters and "K" not in letters:
            return []
        left = Item(item.said, item.first, first)
        return self.of(left, LOOSE, sibling=False) if left.head >= 0 else []
