"""What a word is by the words next to it: 等 in 天等路 is part of a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from seeds.reading.lexicon import FUNCTION, ORDINAL, RAW, ROAD

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Rule(NamedTuple):
    """The class that a word has where its neighbours and its signs match."""

    sign: str
    """What the text must hold for the rule to be tried at all, "" for anything."""
    near: re.Pattern[str]
    word: re.Pattern[str]
    letter: str


_RULES = (
    # a measure word without a number before it
    _Rule("", re.compile("(?<![dzmgi])m|(?<![dz])T"), re.compile(".+", re.DOTALL), RAW),
    # 青柳中学、向明中学: a preposition begins no member of a list
    _Rule("", re.compile("(?<=c)f(?=u[srt])"), re.compile("[向从以对]"), RAW),
    # 北横通道静安段: the part of a line in a district
    _Rule("段", re.compile("(?<=[strKM])u"), re.compile("[\u4e00-\u9fff]{2,3}段"), ORDINAL),
    # 天等路
    _Rule("等路", re.compile("E(?=r)"), re.compile("等"), RAW),
    # 青思路(甲路-乙路): a road, not 思路
    _Rule("路(", re.compile("g(?=B)"), re.compile(".*路"), ROAD),
    # 青柳公园西侧白杨里: two names
    _Rule("侧", re.compile("(?<=[strKyB])g(?=u)"), re.compile(".*侧"), FUNCTION),
)


def by_company(text: str, letters: str, starts: Sequence[int], ends: Sequence[int]) -> str:
    """
    Return the classes of the words of a text, of which some tell by their neighbours.

    Parameters
    ----------
    text
        The folded text.
    letters
        The classes of its words by themselves.
    starts, ends
        Where each word begins and ends.
    """
    for rule in _RULES:
        if rule.sign in text:
            letters = _told(rule, text, letters, starts, ends)
    return letters


def _told(rule: _Rule, text: str, letters: str, starts: Sequence[int], ends: Sequence[int]) -> str:
    """Return the classes as one rule has them."""

    def letter(found: re.Match[str]) -> str:
        k = found.start()
        return rule.letter if rule.word.fullmatch(text, starts[k], ends[k]) else found[0]

    return rule.near.sub(letter, letters)
