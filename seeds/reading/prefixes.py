"""Members that leave out their beginning: 某公园西区、南区, 某中心3号地块和其余地块."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeds.reading.lexicon import REST_WORDS
from seeds.reading.name import Name, placeable
from seeds.reading.numbers import NUMERALS
from seeds.reading.phases import phase_before, phased, subject_before

if TYPE_CHECKING:
    from seeds.reading.items import Item
    from seeds.reading.knowledge import Knowledge
    from seeds.reading.listing import Listing

_ON_A_ROAD = re.compile(r"[untz]+r")
_NUMBERED = re.compile(rf"(.*?)([{NUMERALS}]+)(\D)")
_NEAR = 3
_TWO = 2


def with_prefix(listing: Listing, n: int, found: list[Name], before: list[Name]) -> list[Name]:
    """
    Return member `n` with the beginning of what stands before it; empty if it has its own.

    Parameters
    ----------
    listing
        The list.
    n
        Which of its members is meant; it has an ending.
    found
        The names of the members before it.
    before
        The names that stand before the list.
    """
    item = listing.items[n]
    if item.letter not in "st":
        return []
    if n == 0 or not found:
        return _rest(item, before, listing.knowledge)
    last, first = found[-1], listing.items[0]
    if last.placeable == "no" or item.prefixed:
        return []
    return (
        _of_district(item, first, listing.knowledge)
        or _plot(item, first, listing.knowledge)
        or _other_part(item, last)
    )


def quarters(listing: Listing) -> list[Name]:
    """Read 江岸传媒港与数字谷片区 as two quarters of 江岸, if that is a known area."""
    if len(listing.items) != _TWO:
        return []
    said, (one, two) = listing.said, listing.items
    known = one.letter in "st" and said.letters[one.first] == "K" and said.letters[one.last] == "k"
    if not known or two.letter != "s" or two.specific < 1:
        return []
    area = listing.knowledge.senses(said, one.first)[0]
    word = said.word(two.head)
    if area.kind != "area" or word not in ("片区", "地区"):
        return []
    first = Name(said.starts[one.first], said.ends[one.head], one.own + word, "area", "area")
    start, end = said.starts[two.first], said.ends[two.head]
    return [first, Name(start, end, area.name + two.own, "area", "area")]


def _of_district(item: Item, first: Item, knowledge: Knowledge) -> list[Name]:
    """Give 档案馆 the 区 of 区图书馆 before it."""
    if item.specific > 1 or not first.prefixed:
        return []
    kind = knowledge.kind(item)
    if kind != knowledge.kind(first):
        return []
    name = knowledge.full(first.said.word(first.first) + item.own)
    return [Name(item.said.starts[item.first], item.said.ends[item.head], name, kind)]


def _plot(item: Item, first: Item, knowledge: Knowledge) -> list[Name]:
    """Give 乙路地块 the beginning of 某中心甲路地块."""
    said, letters = item.said, item.said.letters
    word = said.word(item.head)
    if first.letter != "s" or word != "地块" or said.word(first.head) != word:
        return []
    inner = letters.rfind("s", first.first, first.head)
    roads = letters[inner + 1 : first.head], letters[item.first : item.head]
    if inner < 0 or not all(map(_ON_A_ROAD.fullmatch, roads)):
        return []
    begin = first.text(first.first, inner + 1)
    name = knowledge.full(begin + item.text(item.first, item.stop))
    kind = knowledge.kind(item)
    return [Name(said.starts[item.first], said.ends[item.stop - 1], name, kind, placeable(kind))]


def _other_part(item: Item, last: Name) -> list[Name]:
    """Give 南区 the beginning of 某公园西区 before it."""
    said, word = item.said, item.said.word(item.head)
    if item.head != item.first or last.name[-1] != word[-1]:
        return []
    start, end = said.starts[item.first], said.ends[item.head]
    numbered = _NUMBERED.fullmatch(word)
    model = _NUMBERED.fullmatch(last.name) if numbered else None
    if numbered and model and numbered[3] == model[3] and model[1]:  # 青柳二村、三村
        return [last._replace(start=start, end=end, name=model[1] + word)]
    if len(word) != _TWO:
        return []
    return [last._replace(start=start, end=end, name=last.name[:-2] + word)]


# --- the rest of what was named, and phases -----------------------------------------------------


def _rest(item: Item, before: list[Name], knowledge: Knowledge) -> list[Name]:
    """Give 其余地块 the name of the plots before it, and L地块 that of G地块."""
    said = item.said
    word, own = said.word(item.head), item.own
    if not before or not item.first:
        return []
    rest = said.word(item.first - 1)
    single = re.fullmatch(rf"(?:[A-Z]\d*|\d+号?){word}", own) is not None
    if single:
        names = _of_phase(item, before, knowledge)
        if names:
            return names
    elif item.head != item.first or rest not in REST_WORDS:
        return []
    for last in reversed(before[-_NEAR:]):
        base = re.fullmatch(rf"(.+?)(?:[A-Z]\d*|\d+号?|[\w-]*\d){word}", last.name)
        if base:
            start = said.starts[item.first if single else item.first - 1]
            name = base[1] + (own if single else rest + word)
            end = said.ends[item.head]
            return [last._replace(start=start, end=end, name=name, parent=base[1])]
    return []


def _of_phase(item: Item, before: list[Name], knowledge: Knowledge) -> list[Name]:
    """Give B地块 in 三期完成B地块 the phase, and the name of which 二期 stood before it."""
    said = item.said
    phase = phase_before(said, item.first)
    model = phased(before) if phase else None
    if not model:
        return []
    start, end = said.starts[subject_before(said, item.first)], said.ends[item.head]
    kind = knowledge.kind(item)
    return [Name(start, end, model[1] + phase + item.own, kind, placeable(kind))]
