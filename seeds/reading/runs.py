"""Where in a text names can stand: runs of words without a verb, and the members of their lists."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from seeds.reading.items import Item
from seeds.reading.numbers import NUMERALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seeds.reading.knowledge import Knowledge
    from seeds.reading.tokens import Tokens

_IN = "[^vfpTER]"
_RUN = re.compile(rf"(?<!{_IN})(?:(?<=R)|(?={_IN}*[unltKeHrMNzdby]))(?={_IN}*[strKNMJBjE]){_IN}+")
_CLASS_WORDS = frozenset("gmqwlKdznstjaro")
_PLACES = frozenset("jstar")
NO_PLACE, ANY_PLACE = -1, -2
"""Instead of the word that calls the members of a list: they are no places, or some places."""

_LOOK_BACK = 6
_ALIKE = frozenset(("hospital", "school", "culture", "sports"))
_PARTS = frozenset("ygwjdz")
_RAW_NAMES = frozenset(("u", "un", "nu"))
_PLACES_COUNTED = re.compile(r"(?<=[unstreByNKl])((?:d+|z)(?:m|t))")
_MANY = 12
_COUNTING = frozenset("处座站幢个所条栋")


def runs(said: Tokens) -> Iterator[tuple[int, int]]:
    """Yield first and last word of each run that holds something proper and an ending."""
    for run in _RUN.finditer(said.letters):
        yield run.span()


def marker_at(said: Tokens, at: int) -> int | None:
    """
    Return the word by which `等…` calls the members of the list before it.

    None if the list does not go on with 等, `NO_PLACE` if none is meant by what follows.
    """
    letters = said.letters
    if letters[at : at + 1] != "E":
        return None
    k = at + 1
    while k < len(letters) and letters[k] in _CLASS_WORDS:
        k += 1
    k -= 1
    while k > at and letters[k] in "wq":
        k -= 1
    return k if k > at and letters[k] in _PLACES else NO_PLACE


def counted_behind(said: Tokens, first: int, last: int) -> tuple[tuple[int, int], int | None]:
    """
    Cut `三处老房子` off the last member of a list: it counts the members as places.

    Parameters
    ----------
    said
        The words of the text.
    first, last
        The first word of the member, and the word behind it.

    Returns
    -------
    tuple of int, int or None
        The member without the count, and the word by which it calls the members: `ANY_PLACE`
        if it only counts, None if nothing is cut off.
    """
    found = _PLACES_COUNTED.search(said.letters, first + 1, last)
    if not found or found.end(1) >= last or said.word(found.end(1) - 1)[-1] not in _COUNTING:
        return (first, last), None
    end = last - 1
    while end > found.end(1) and said.letters[end] in "wq":
        end -= 1
    place = end if end >= found.end(1) and said.letters[end] in _PLACES else ANY_PLACE
    if said.letters[found.end(1) - 1] == "t":
        place = found.end(1) - 1
    return (first, found.start()), place


def counted_before(said: Tokens, first: int) -> bool:
    """Tell whether a number and a measure word stand before `…的` in front of a name."""
    if first < 2 or said.word(first - 1) != "的":  # noqa: PLR2004
        return False
    k = first - 2
    while k > max(0, first - _LOOK_BACK) and said.letters[k] in "gw":
        k -= 1
    return k >= 1 and said.letters[k] == "m" and said.letters[k - 1] in "dz"


def cut_at_quotes(said: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a run before an opening quotation mark, where what stands before it is whole."""
    letters = said.letters
    line = said.text.rfind("\n", 0, said.starts[first]) + 1
    opening = said.text.count('"', line, said.starts[first]) % 2 == 0
    cuts = []
    for k in range(first, last):
        if letters[k] != "q":
            continue
        if (
            opening
            and k > first
            and letters[k - 1] in "strKByogaxneMN-"
            and not _quoted_list(said, k, last)
        ):
            cuts.append(k)
        elif (
            not opening
            and k + 1 < last
            and letters[k + 1] in "uKelH"
            and letters[k - 1] in "strKBy"
        ):
            cuts.append(k + 1)
        opening = not opening
    edges = [first, *cuts, last]
    return [(i, j) for i, j in pairwise(edges) if i < j]


def quotation(said: Tokens, first: int, last: int) -> tuple[int, int, int] | None:
    """Return first word, opening and closing mark of a quoted list with a name before it."""
    k = said.letters.find("q", first + 1, last)
    if k < 0 or not _quoted_list(said, k, last) or said.letters[k - 1] in "ckvf":
        return None
    line = said.text.rfind("\n", 0, said.starts[k]) + 1
    if said.text.count('"', line, said.starts[k]) % 2:
        return None
    close = said.letters.find("q", k + 1, last)
    return (first, k, close) if close > 0 else None


def _quoted_list(said: Tokens, k: int, last: int) -> bool:
    """Tell whether the quotation that opens at word `k` holds a list."""
    close = said.letters.find("q", k + 1, last)
    return "c" in said.letters[k : close if close > 0 else last]


def parts_of(said: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """Split a run at list signs."""
    parts: list[tuple[int, int]] = []
    start = first
    while start < last:
        k = said.letters.find("c", start, last)
        k = last if k < 0 else k
        if k > start:
            parts.append((start, k))
        start = k + 1
    return parts


def split_and(said: Tokens, first: int, last: int, knowledge: Knowledge) -> list[tuple[int, int]]:
    """Split a member of a list at `和` where it joins two places, not two parts of one."""
    letters = said.letters
    many = letters.count("k", first, last)
    if not many:
        return [(first, last)]
    members = []
    start = first
    for k in range(first, last):
        if letters[k] == "k" and (many > _MANY or _joins(said, start, k, last, knowledge)):
            members.append((start, k))
            start = k + 1
    return [*members, (start, last)]


def _numbered_alike(left: Item, right: Item) -> bool:
    """Tell whether two members are numbers with the same ending: 三村和五村."""
    if left.head != left.first or right.head != right.first:
        return False
    one, two = left.said.word(left.head), right.said.word(right.head)
    return one[0] in NUMERALS and two[0] in NUMERALS and one[-1] == two[-1]


def _joins(said: Tokens, first: int, at: int, last: int, knowledge: Knowledge) -> bool:
    """Tell whether the `和` at word `at` joins two names, not two parts of one."""
    if at == first or at + 1 >= last:
        return True
    after = said.letters[at + 1]
    if after in "tr" and at + 2 >= last and said.ends[at + 1] - said.starts[at + 1] == 1:
        return False  # 嘉和苑
    left, right = Item(said, first, at), Item(said, at + 1, last)
    if left.head < 0 and not left.refused:
        return left.bare and (right.bare or (left.shape in _RAW_NAMES and right.specific > 1))
    if right.head < 0 and not set(right.shape) - _PARTS:
        return False
    if right.specific > 0 or right.head < 0 or _numbered_alike(left, right):
        return True
    # 康复医院和妇幼医院: two of one kind, though neither has a name of its own
    same = left.letter == right.letter == "s"
    return same and knowledge.kind(left) == knowledge.kind(right) in _ALIKE
