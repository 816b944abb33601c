"""What stands in brackets behind a name: an extent, a phase, a part, numbers or another name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_ENDS = "路街道线环架速河港江浜泾塘浦湖界桥站口侧边岸北南东西弄巷园门段处场号"
_EXTENT = re.compile(
    r"(?:东起|西起|南起|北起|起于|起自|自|从)?(.{2,14}?)(?:-|至|到|~|,止于|、止于|,?[东西南北]至)(.{2,14}?)"
)
_PHASE = re.compile(r"(?:[一二三四五六七八九十\d]+期(?:工程)?|[东西南北中][区块段])")
_NUMBERS = re.compile(r"\d+#?(?:、\d+#?)*#?")
_PART = re.compile(
    r".{0,6}(?:校区|院区|延伸|[东西南北]延|地下室|地下|地上|裙房|塔楼|部分|主楼|附楼|[东西南北]楼|[东西南北]区|号楼|段)"
)


class Inside(NamedTuple):
    """What a pair of brackets holds: extent, phase, part, numbers, alias or gloss."""

    kind: str
    parts: tuple[str, ...] = ()


_BANK = re.compile(r".{1,5}[河江港浜泾塘浦](?=[东南西北]岸?$)")


def bank_of(end: str) -> str:
    """
    Return the river of which an end of an extent is a bank, "" if it is none.

    >>> bank_of("关港河北"), bank_of("景联路")
    ('关港河', '')
    """
    found = _BANK.match(end)
    return found[0] if found else ""


def ends_of(text: str) -> tuple[str, str] | None:
    """Return both ends of an extent, None if the text is none."""
    extent = _EXTENT.fullmatch(text)
    if extent and extent[1][-1] in _ENDS and extent[2][-1] in _ENDS and not extent[1].isdigit():
        return extent[1], _end(extent[2])
    return None


@lru_cache(maxsize=1024)
def bracket(written: str) -> Inside:
    """Tell what a folded pair of brackets holds."""
    text = written[1:-1]
    extent = ends_of(text)
    if extent:
        return Inside("extent", extent)
    if _PHASE.fullmatch(text):
        return Inside("phase", (text,))
    if _NUMBERS.fullmatch(text) and not text.isdigit():
        return Inside(
            "numbers",
            tuple(part if part.endswith("#") else part + "#" for part in text.split("、")),
        )
    if _PART.fullmatch(text):
        return Inside("part", (text,))
    return Inside("gloss", (text,))


def _end(end: str) -> str:
    """Take 段 off the end of an extent, and 路段 where a road stands before it."""
    return re.sub(r"(?<=[路街道])路?段$|段$", "", end)
