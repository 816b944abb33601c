"""Why something that ends like a place is none, or none of this district."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeds.reading.lexicon import listed
from seeds.reading.name import Name
from seeds.reading.numbers import NUMERALS
from seeds.reading.proper import INSTITUTIONS, OF_CITY

if TYPE_CHECKING:
    from seeds.reading.home import Home
    from seeds.reading.items import Item
    from seeds.reading.knowledge import Knowledge

COUNTED = "计数的一类，没有名称"
"""Why a counted class of places is refused."""

_OTHER_DISTRICTS = frozenset(["新区", "新片区"])
_LOCAL = ("小学", "中学", "幼儿园")
_SLOGAN = re.compile(rf"(?:[{NUMERALS}两多].{{1,2}}){{2,}}")
_SHORT = 3


def refused(item: Item, why: str, knowledge: Knowledge) -> Name:
    """Return a member that looks like a place and is none."""
    said = item.said
    last = item.head if item.head >= 0 else item.last - 1
    name = item.text(item.first, last + 1)
    kind = knowledge.kind(item) if item.head >= 0 else "other"
    return Name(said.starts[item.first], said.ends[last], name, kind, "no", why)


def why_not(item: Item, kind: str, home: Home) -> str:
    """Return why a name with the ending of a place is none of this district, "" if it may be."""
    if _lies_elsewhere(item, kind, home):
        return "不在本区"
    if item.said.word(item.head) in _OTHER_DISTRICTS and item.own != home.district:
        return "另一个区或新区"
    return _why_no_place(item)


def is_slogan(name: str) -> bool:
    """
    Tell whether a name is a figure of speech made of numbers: 一江一河, 三横四纵.

    >>> is_slogan("一环三带"), is_slogan("三元里")
    (True, False)
    """
    return _SLOGAN.fullmatch(name) is not None


def _why_no_place(item: Item) -> str:
    """Return why a name is none of a place, "" if it may be one."""
    said, word, own = item.said, item.said.word(item.head), item.own
    if is_slogan(own):
        return "提法，不是地名"
    if word == "总部" and _regional(item):
        return "公司的地区总部，没有写明楼宇"
    quoted = said.letters[item.first - 1 : item.first] == "q"
    if quoted and own.startswith("云") and len(own) <= _SHORT:
        return "线上的，不是地点"
    if word == "站" and "o" in item.shape:
        return "赛事或活动的一站"
    return ""


def _regional(item: Item) -> bool:
    """Tell whether a headquarters is that of a company in a region: 华东总部."""
    if item.head == item.first:
        return False
    before = item.said.word(item.head - 1)
    return before.endswith(tuple(listed("regions.txt"))) or item.said.letters[item.head - 1] == "e"


def _lies_elsewhere(item: Item, kind: str, home: Home) -> bool:
    """Tell whether an institution begins with a city or province that is not the report's."""
    said = item.said
    if said.letters[item.first] != "e" or item.shape[1:2] == "-":
        return False
    if kind not in INSTITUTIONS and not OF_CITY.match(item.shape):
        return False
    # 山西小学 may stand in 山西路
    if said.word(item.head).endswith(_LOCAL) or home.named_in(item.own):
        return False
    far = [
        said.word(k)
        for k in range(item.first, item.head)
        if said.letters[k] == "e" and said.letters[k + 1] != "r"  # 南京东路
    ]
    return bool(far) and not any(home.holds(word) for word in far)
