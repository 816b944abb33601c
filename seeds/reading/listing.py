"""The members of one list, and what says that places are meant by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.reading.lexicon import listed
from seeds.reading.runs import ANY_PLACE

if TYPE_CHECKING:
    from seeds.reading.forms import Forms
    from seeds.reading.items import Item
    from seeds.reading.knowledge import Knowledge
    from seeds.reading.tokens import Tokens

_REACH = 8


class Listing:
    """
    The members of one list.

    `proper` are the members that are surely names, `called` tells whether the list is said to be
    one of places, `marked` is the word behind 等 that says so, "" if there is none.

    Parameters
    ----------
    said
        The words of the text.
    items
        The members, in order.
    marker
        The word behind 等 that calls them something, `ANY_PLACE` if they are only counted as
        places (三处), another negative number or None if nothing does.
    forms
        What a name can be.
    named
        Whether the list stands in a cell of a column that holds names.
    """

    __slots__ = ("_firm", "called", "forms", "items", "marked", "marker", "proper", "said")

    def __init__(
        self,
        said: Tokens,
        items: list[Item],
        marker: int | None,
        forms: Forms,
        *,
        named: bool = False,
    ) -> None:
        self.said, self.items, self.forms = said, items, forms
        self.proper = [item for item in items if item.head >= 0 and item.specific > 1]
        self.marker = marker if marker is not None and marker >= 0 else None
        self.called = self.marker is not None or marker == ANY_PLACE
        self.marked = "" if self.marker is None else said.word(self.marker)
        self._firm: bool | None = True if self.called or named else None

    @property
    def knowledge(self) -> Knowledge:
        """What the names are judged by."""
        return self.forms.knowledge

    @property
    def marked_kind(self) -> str:
        """The kind of place that this word names, "" if it names none."""
        if self.marker is None:
            return ""
        return self.knowledge.kind_of_word(self.said, self.marker)

    @property
    def firm(self) -> bool:
        """Whether something says that places are meant: a project, a class, a work."""
        if self._firm is None:
            said = self.said.letters
            project = any("j" in said[item.first : item.last] for item in self.items)
            self._firm = project or self.built()
        return self._firm

    def built(self) -> bool:
        """Tell whether what follows the list says that something is built there."""
        if not self.items:
            return False
        said, first, last = self.said, self.items[-1].first, self.items[-1].last
        words = listed("built.txt")
        for k in range(last, min(last + _REACH, len(said.letters))):
            if said.letters[k] == "p":
                break
            if said.word(k) in words:
                return True
        return "w" in said.letters[first:last]

    def has_sibling(self, item: Item) -> bool:
        """Tell whether another member than this one is surely a name."""
        return len(self.proper) > 1 or (bool(self.proper) and self.proper[0] is not item)
