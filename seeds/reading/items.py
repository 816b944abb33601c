"""One member of a list: where its name begins and ends, and how much in it is proper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeds.reading.ends import end_of

if TYPE_CHECKING:
    from seeds.reading.tokens import Tokens

_OPENING = re.compile(r"(?:d{1,2}i(?=[^d]))?[wjkqic\-]*")
_COUNT = re.compile(r"(?:[dz][dzi]*m+|D)[gq]*|d+(?=t)")
_COUNT_BEHIND = re.compile(r"[dz][dzi]*m+[wj]*$")
_AFTER = re.compile(r"(?:q?(?:[dz]?y+(?:ky+)*|B))*")
_BOUNDS = re.compile(r"[东西南北](?:至|起|临|邻|靠|到|止|抵)(?:于|自)?")
_PROPER = frozenset("unltbm")
_PLAIN = frozenset(("社区", "地下空间"))
_WORTH = {"K": 2, "r": 2, "M": 2, "N": 2, "e": 1, "H": 1, "d": 1, "z": 1, "y": 1}


class Item:
    """
    Words `first` up to `last` of a text, a member of a list.

    `head` is the word on which the name ends, -1 if none; `stop` the word after the name with
    its phase or part; `specific` how many proper characters stand before the head. `refused`
    says why it is no name, `counted` that a number and a measure word stand before it, `bounds`
    that it is one side of a block (东至…).

    Parameters
    ----------
    said
        The words of the text.
    first, last
        The first word of the member, and the word behind it.
    counted
        Whether a number and a measure word are known to stand before it.
    """

    __slots__ = (
        "bounds",
        "counted",
        "first",
        "head",
        "last",
        "refused",
        "said",
        "specific",
        "stop",
    )

    def __init__(self, said: Tokens, first: int, last: int, *, counted: bool = False) -> None:
        letters = said.letters
        while last > first and letters[last - 1] in "qkc-":
            last -= 1
        self.said, self.counted = said, counted
        self.refused = ""
        self.head = self.stop = -1
        self.specific = 0
        self.last = last
        self.first = first
        self._open()
        self.bounds = False
        if self.first < self.last:
            at = said.starts[self.first]
            self.bounds = bool(
                _BOUNDS.match(said.text, at) or _BOUNDS.fullmatch(said.text[max(0, at - 2) : at])
            )
            self.head, self.last, self.refused = end_of(said, self.first, self.last)
            if self.head >= 0:
                self.stop = _AFTER.match(letters, self.head + 1, self.last).end()  # type: ignore[union-attr]
                self._cut()
                self._count_behind()
            self._measure()

    # --- where it begins ------------------------------------------------------------------------

    def _open(self) -> None:
        """Pass over works, counts and signs in front."""
        letters = self.said.letters
        while True:
            before = self.first
            self.first = _OPENING.match(letters, self.first, self.last).end()  # type: ignore[union-attr]
            count = _COUNT.match(letters, self.first, self.last)
            if count and count.end() < self.last and letters[count.end()] not in "rBN":
                self.counted, self.first = True, count.end()
            if self.first == before:
                break
        while (
            self.first + 1 < self.last
            and letters[self.first] == "g"
            and letters[self.first + 1] in "eKH"
        ):
            self.first += 1

    def _count_behind(self) -> None:
        """See a count behind a class: 健身步道3条."""
        if _COUNT_BEHIND.match(self.said.letters[: self.last], self.stop):
            self.counted = True

    def _cut(self) -> None:
        """Begin after a word for the class of what follows, or after a count in the middle."""
        letters = self.said.letters
        cut = letters.rfind("a", self.first, self.head)
        if cut >= 0 and any(letter in "unlzeKrM" for letter in letters[cut + 1 : self.head + 1]):
            self.first = cut + 1
        self.first = max(self.first, letters.rfind("x", self.first, self.head) + 1)
        cut = letters.rfind("m", self.first, self.head)
        if cut > self.first and letters[cut - 1] == "d" and letters[cut + 1] != "r":
            self.first, self.counted = cut + 1, True
        while self.first < self.head and letters[self.first] in "wqjk-i":
            self.first += 1

    # --- how much of it is proper ---------------------------------------------------------------

    def _measure(self) -> None:
        """Count the proper characters before the head."""
        said, letters = self.said, self.said.letters
        end = self.head if self.head >= 0 else self.last
        for k in range(self.first, end):
            letter = letters[k]
            if letter in _PROPER:
                if letter != "t" or said.word(k) not in _PLAIN:
                    self.specific += said.ends[k] - said.starts[k]
            elif letter == "s" and said.ends[k] - said.starts[k] == 1:
                self.specific += 1
            else:
                self.specific += _WORTH.get(letter, 0)
        if self.head >= 0 and letters[self.head] in "KM":
            self.specific += 2
        if self.head >= 0 and letters[self.head] == "t" and "s" in letters[self.first : self.head]:
            self.specific += 2 if said.word(self.head) == "站" else 1

    @property
    def bare(self) -> bool:
        """Whether this could be a name without an ending: short, and not an everyday phrase."""
        if self.refused or self.head >= 0 or self.first >= self.last or self.counted:
            return False
        size = self.said.ends[self.last - 1] - self.said.starts[self.first]
        return self.specific > 1 and 1 < size <= 14  # noqa: PLR2004

    @property
    def prefixed(self) -> bool:
        """Whether the name begins with 区 or 市, which stands for the report's own."""
        return self.first < self.last and self.said.letters[self.first] == "H"

    @property
    def letter(self) -> str:
        """The class of the word on which the name ends, "" if it has none."""
        return self.said.letters[self.head] if self.head >= 0 else ""

    @property
    def shape(self) -> str:
        """The classes of its words."""
        return self.said.letters[self.first : self.last]

    def text(self, first: int, last: int) -> str:
        """Return words `first` up to `last` without quotation marks."""
        words = self.said.words(first, last)
        return words.replace('"', "") if '"' in words else words

    @property
    def own(self) -> str:
        """The name without its phase, or all of it if it has no ending."""
        return self.text(self.first, self.head + 1 if self.head >= 0 else self.last)
