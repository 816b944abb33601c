"""Sites: parks, schools, plots and all else that is neither a road nor a house number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeds.reading.addresses import address_inside, is_address
from seeds.reading.extents import bracket
from seeds.reading.name import Name, placeable
from seeds.reading.numbers import NUMERALS, each_number, follows

if TYPE_CHECKING:
    from seeds.reading.items import Item
    from seeds.reading.knowledge import Knowledge

_CROSSED = re.compile(
    r"[跨穿越]([\u4e00-\u9fff]{1,4}[河江港浜泾塘浦湖溪])(?:通道|[大人景]?行?桥|隧道|地道|工程)"
)
_VILLAGES = re.compile(rf"(.+?)([{NUMERALS}])([{NUMERALS}])([村区苑坊])(?:片区|旧改|地块|住宅)+")
_PAIR = re.compile(rf"(.+?)([{NUMERALS}])")
_TOWNS = frozenset(("街道", "镇", "乡"))
_IN_TOWNS = frozenset(("residential", "park", "heritage", "commercial", "green"))
_SHORT = 3
_TWO = 2


def site_names(item: Item, kind: str, knowledge: Knowledge) -> list[Name]:
    """Return the names that a site stands for, and the river that it crosses."""
    names = _numbered(item, kind, knowledge) or _named(item, kind, knowledge)
    return names + _crossed(item)


def neighbourhood(item: Item, kind: str) -> int:
    """Return the word behind the town in front of a neighbourhood's name, 0 if there is none."""
    letters = item.said.letters
    if kind not in _IN_TOWNS:
        return 0
    for k in range(item.first + 1, item.head - 1):
        if letters[k] == "s" and letters[k + 1] == "u" and item.said.word(k) in _TOWNS:
            return k + 1
    return 0


def second_body(item: Item, kind: str) -> int:
    """Return the word where a second name follows a hospital without a sign, 0 if none does."""
    letters = item.said.letters
    if kind == "hospital" or item.said.word(item.head) == "分院":
        return 0
    for k in range(item.first + 1, item.head - 1):
        if letters[k] == "s" and letters[k + 1] in "ue" and item.said.word(k).endswith("医院"):
            return k + 1
    return 0


# --- one name ---------------------------------------------------------------------------------


def _named(item: Item, kind: str, knowledge: Knowledge) -> list[Name]:
    """Return a site in full, or both of a pair that share their beginning."""
    said, head, stop = item.said, item.head, item.stop
    name = _written_out(item, knowledge)
    if said.letters[head + 1 : head + 2] == "B":
        return _with_bracket(item, kind, name, knowledge)
    start, end = said.starts[item.first], said.ends[head]
    if stop > head + 1:
        name, end = name + item.text(head + 1, stop), said.ends[stop - 1]
    villages = _villages(name)
    if villages:
        return [Name(start, end, one, "residential") for one in villages]
    pair = _pair(item)
    if pair:
        return [Name(start, end, one, kind, placeable(kind)) for one in pair]
    return [
        Name(start, end, name, kind, placeable(kind), address=address_inside(item),
             parent=_parent(item, knowledge))
    ]  # fmt: skip


def _with_bracket(item: Item, kind: str, name: str, knowledge: Knowledge) -> list[Name]:
    """Return a site with what the brackets behind it say."""
    said, head = item.said, item.head
    inside = bracket(said.word(head + 1))
    start, far = said.starts[item.first], said.ends[head + 1]
    if inside.kind == "extent":
        kind = kind if kind == "river" else "road_segment"
        return [Name(start, far, name, kind, "line", "", *inside.parts)]
    if inside.kind == "numbers":
        return [Name(start, far, name + part, "plot") for part in inside.parts]
    if inside.kind in ("phase", "part"):
        return [Name(start, far, name + inside.parts[0], kind, placeable(kind))]
    gloss = inside.parts[0]
    address = gloss if is_address(gloss) else ""
    note = "" if address else f"又写作{gloss}"
    return [
        Name(start, said.ends[head], name, kind, placeable(kind), note, address=address,
             parent=_parent(item, knowledge))
    ]  # fmt: skip


def _written_out(item: Item, knowledge: Knowledge) -> str:
    """Return a name with its abbreviated beginning written out: 南站8号地块 of 某市南站."""
    said, own = item.said, item.own
    if said.letters[item.first] != "K" or item.head == item.first:
        return knowledge.full(own)
    written = said.word(item.first)
    known = knowledge.senses(said, item.first)[0]
    if known.placeable == "no" or known.name == written:
        return own
    longer = knowledge.called(known.name + own[len(written) :])
    if longer and longer.placeable != "no":  # 东浦西岸传媒港 is 西岸传媒港
        return longer.name
    if len(written) > _SHORT:
        return own
    return known.name + own[len(written) :]


def _parent(item: Item, knowledge: Knowledge) -> str:
    """Return the larger place with which a name begins, "" if it begins with none."""
    said, letters = item.said, item.said.letters
    if letters[item.first] == "K" and item.first < item.head:
        known = knowledge.senses(said, item.first)[0]
        return known.name if known.placeable != "no" else ""
    k = letters.find("s", item.first + 1, item.head)
    if k < 0 or said.ends[k] - said.starts[k] < _TWO or letters[k - 1] not in "unltze":
        return ""
    return knowledge.full(item.text(item.first, k + 1))


def _crossed(item: Item) -> list[Name]:
    """Return the river that 某路跨某塘通道 crosses: nobody else names it."""
    found = _CROSSED.search(item.said.words(item.first, item.head + 1))
    if not found:
        return []
    start = item.said.starts[item.first] + found.start(1)
    return [Name(start, start + len(found[1]), found[1], "river", "line")]


# --- several names in one ---------------------------------------------------------------------


def _villages(name: str) -> list[str]:
    """Split 青柳一二村旧改片区 into its two villages; empty if it is no such name."""
    found = _VILLAGES.fullmatch(name)
    if not found or not follows(found[3], found[2]):
        return []
    return [found[1] + number + found[4] for number in (found[2], found[3])]


def _pair(item: Item) -> list[str]:
    """Split 青柳一二村: a numeral stands right before an ending that begins with the next."""
    word = item.said.word(item.head)
    found = _PAIR.fullmatch(item.text(item.first, item.head))
    if not found or len(word) < _TWO or word[0] not in NUMERALS or not follows(word[0], found[2]):
        return []
    return [found[1] + found[2] + word[1:], found[1] + word]


def _numbered(item: Item, kind: str, knowledge: Knowledge) -> list[Name]:
    """Split 某中心3、4、5号地块: one name for each number; empty if there is but one."""
    said, head = item.said, item.head
    if head == item.first or said.letters[head - 1] != "N":
        return []
    numbers = each_number(said.word(head - 1))
    if len(numbers) < _TWO:
        return []
    if "-" in numbers[0]:  # 187-3、4号地块 are 187-3 and 187-4
        block = numbers[0][: numbers[0].rindex("-") + 1]
        numbers = [number if "-" in number else block + number for number in numbers]
    base, word = item.text(item.first, head - 1), item.text(head, head + 1)
    start, end = said.starts[item.first], said.ends[head]
    return [
        Name(start, end, knowledge.full(base + number + word), kind, placeable(kind))
        for number in numbers
    ]
