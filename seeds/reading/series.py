"""Numbers and letters that share a name: 青柳一、二村, 某地G、H、K地块, R21-07、09地块."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeds.reading.numbers import NUMERALS

if TYPE_CHECKING:
    from seeds.reading.items import Item

_CODE = re.compile(rf"(?:[{NUMERALS}]+|[A-Za-z]{{0,3}}\d\w*(?:-\w+)*|[A-Z])")
_CODE_AT_END = re.compile(
    rf"(.*?)([{NUMERALS}]+|(?:[A-Za-z]{{1,3}}\d+-)*[A-Za-z]{{0,3}}\d\w{{0,5}}(?:-\w{{1,5}})*|[A-Z])"
)
_LONGEST = 40
_CODED = re.compile(r"[dlz\-]+")
_LED = re.compile(rf"([{NUMERALS}]+)(\D+)")


def series(items: list[Item], first: int) -> list[str]:
    """
    Return the full names of a series that begins with member `first`; empty if none does.

    All members but the last end on a number or letter without a class word; the last has only
    a number and the class word.
    """
    last = _last_of(items, first)
    if last <= first:
        return []
    opening = _CODE_AT_END.fullmatch(items[first].text(items[first].first, items[first].last))
    if not opening or not (opening[1] or "-" in opening[2]):
        return []
    closing = items[last]
    word = closing.said.word(closing.head)
    number = closing.text(closing.first, closing.head)
    led = _LED.fullmatch(word)
    if not number and led:
        number, word = led[1], led[2]
    elif number.endswith("号"):  # 青柳塘一、二号桥
        number, word = number[:-1], "号" + word
    codes = [
        opening[2],
        *(item.text(item.first, item.last) for item in items[first + 1 : last]),
        number,
    ]
    return [opening[1] + _whole(code, opening[2]) + word for code in codes]


def _last_of(items: list[Item], first: int) -> int:
    """Return the index of the member that closes the series, `first` if there is none."""
    opening = items[first]
    if opening.refused or (
        opening.head >= 0
        and not _CODED.fullmatch(opening.said.letters, opening.head + 1, opening.last)
    ):
        return first
    for n in range(first + 1, min(len(items), first + _LONGEST)):
        item = items[n]
        if item.first >= item.last:
            return first
        if item.head < 0:
            if not _CODE.fullmatch(item.own):
                return first
            continue
        number = item.text(item.first, item.head).removesuffix("号")
        word = item.said.word(item.head)
        return n if _CODE.fullmatch(number) or (not number and _LED.fullmatch(word)) else first
    return first


def _whole(code: str, model: str) -> str:
    """Give `09` the beginning of `R21-07`."""
    if "-" in model and "-" not in code and code.isdigit():
        return model[: model.rindex("-") + 1] + code
    return code
