"""Where in a member of a list its name ends, or why it is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from seeds.reading.extents import bracket
from seeds.reading.numbers import NUMERALS

if TYPE_CHECKING:
    from seeds.reading.tokens import Tokens

_ENDINGS = frozenset("strKNMJ")
_BEHIND = frozenset("wjgyBqdzaimk-nD")
_FAR = frozenset("gdzim-anD")
_BASES = frozenset("unlzetsgdyKHmrNBqwibo-M")
_LOOSE = frozenset("站河江港浜泾塘湖涌村浦渠溪沟")
_ABOUT = frozenset(["周边", "沿线", "附近", "一带", "门前", "两侧", "周围"])


class End(NamedTuple):
    """
    The end of a name.

    `head` is the word on which it ends, -1 if there is none; `last` the word behind all that
    belongs to the member; `refused` says why the member is no name, "" if it may be one.
    """

    head: int
    last: int
    refused: str = ""


def end_of(said: Tokens, first: int, last: int) -> End:
    """
    Return where the name in words `first` up to `last` ends.

    Parameters
    ----------
    said
        The words of the text.
    first, last
        The first word of the member, and the word behind it; it has at least one.
    """
    letters = said.letters
    if "B" in letters[first:last]:
        head = _before_extent(said, first, last)
        if head >= 0 or _numbered(said, last):
            return End(head, last)
    k, near = last - 1, True
    while k >= first:
        letter = letters[k]
        if letter in _ENDINGS and _ends(said, first, k, last, near=near):
            return _before_works(said, first, k, last)
        if letter in "ox":
            return End(-1, last, "组织、活动或事项" if letter == "o" else "政策称号或比喻")
        if letter not in _BEHIND:
            return End(_inner(said, first, k), last)
        if letter in _FAR:
            near = letter == "g" and letters[k - 1] == "q"
        k -= 1
    return End(-1, last)


def _before_extent(said: Tokens, first: int, last: int) -> int:
    """Return the word in front of an extent in brackets, whatever follows, -1 if none is."""
    letters = said.letters
    k = letters.find("B", first + 1, last)
    while k > 0:
        head = k - 1
        while head > first and letters[head] in "gaw":
            head -= 1
        ends = letters[head] == "r" or (head == k - 1 and letters[head] in "tsK")
        if ends and bracket(said.word(k)).kind == "extent":
            return head
        k = letters.find("B", k + 1, last)
    return -1


def _numbered(said: Tokens, last: int) -> bool:
    """Tell whether a name without an ending is followed by its numbers: 某某门(9#、10#)."""
    k = last - 1
    return (
        said.letters[k] == "B"
        and said.letters[k - 1] not in _ENDINGS
        and bracket(said.word(k)).kind == "numbers"
    )


def _ends(said: Tokens, first: int, k: int, last: int, *, near: bool) -> bool:
    """Tell whether a name ends on word `k`; `near` unless counts or classes stand behind it."""
    letters = said.letters
    letter = letters[k]
    if letters.count("b", first, k) % 2:
        return False
    if letter == "N":
        before = letters[k - 1]
        return k > first and (before in "rN" or (near and before in "stuKzn"))
    if letter == "J":
        return "r" in letters[first:k] or "u" in letters[first:k]
    if letter not in "tr":
        return True
    word = said.word(k)
    counted = letter == "t" and letters[k - 1 : k] == "d" and len(word) == 1  # 会议12场
    if counted or not (letters[k - 1] in _BASES if k > first else _led(word)):
        return False
    return near or letter == "r" or _tells(word) or (k + 1 < last and said.word(k + 1) in _ABOUT)


def _led(word: str) -> bool:
    """Tell whether an ending begins with its own number: 三村."""
    return len(word) > 1 and word[0] in NUMERALS


def _tells(word: str) -> bool:
    """Tell whether a weak ending is long, or rarely anything but an ending."""
    return len(word) > 1 or word in _LOOSE


def _inner(said: Tokens, first: int, at: int) -> int:
    """Return a long ending with something unknown behind it: an unknown verb, as a rule."""
    letters = said.letters
    behind = said.ends[at] - said.starts[at]
    for k in range(at, first - 1, -1):
        if letters.count("b", first, k) % 2:
            continue
        if _ends_before_unknown(said, first, k, behind):
            return k
        if k > first and letters[k] in "rt" and letters[k - 1] in _BASES:
            next_raw = letters[k + 1] == "u" and said.ends[at] - said.ends[k] == 1
            if letters[k] == "t" and not next_raw and _tells(said.word(k)):
                return k
    return -1


def _ends_before_unknown(said: Tokens, first: int, k: int, behind: int) -> bool:
    """Tell whether a name ends on word `k` where `behind` unknown characters end its member."""
    letters = said.letters
    letter = letters[k]
    if letter in "KM":
        return True
    if letter == "s":
        return said.ends[k] - said.starts[k] > 1 or behind > 1
    if k == first or letter not in "rt" or letters[k - 1] not in _BASES:
        return False
    return letters[k + 1 : k + 2] in ("B", "q") or (letter == "r" and behind > 1)


def _before_works(said: Tokens, first: int, head: int, last: int) -> End:
    """End a name before 新建…, where a whole name stands before it."""
    letters = said.letters
    k = letters.find("w", first, head)
    if k > first and letters[k - 1] in "sK" and letters[head] in "st":
        return End(k - 1, k)
    return End(head, last)
