"""What is known while a report is read: its words, where it is at home, the names it made known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.reading.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seeds.reading.home import Home
    from seeds.reading.items import Item
    from seeds.reading.lexicon import Known, Lexicon
    from seeds.reading.tokens import Tokens


class Knowledge:
    """
    What the forms of names are judged by.

    Parameters
    ----------
    lexicon
        The words of the package with the names that a district lends.
    home
        What the report is about.
    own
        The names that the report itself made known.
    """

    __slots__ = ("home", "lexicon", "own")

    def __init__(
        self, lexicon: Lexicon, home: Home, own: Mapping[str, Known] | None = None
    ) -> None:
        self.lexicon, self.home, self.own = lexicon, home, own or {}

    def full(self, name: str) -> str:
        """Write 区 or 市 at the beginning of a name out."""
        return self.home.full(name)

    def called(self, written: str) -> Known | None:
        """Return what a folded name stands for if the district lends it."""
        senses = self.lexicon.lent.get(written)
        return senses[0] if senses else None

    def senses(self, said: Tokens, k: int) -> tuple[Known, ...]:
        """Return what word `k`, a known name, may stand for."""
        pattern = said.patterns[k]
        return (self.own[said.word(k)],) if pattern < 0 else self.lexicon.known[pattern]

    def kind(self, item: Item) -> str:
        """Return the kind that a name's last word and its other words suggest."""
        if item.letter == "K":
            return self.senses(item.said, item.head)[0].kind
        return kind_of(item.own, self.kind_of_word(item.said, item.head) or "other")

    def kind_of_word(self, said: Tokens, k: int) -> str:
        """Return the kind of place that word `k` names at the end of a name, "" if none."""
        pattern = said.patterns[k]
        return self.lexicon.senses[pattern].kind if pattern >= 0 else ""
