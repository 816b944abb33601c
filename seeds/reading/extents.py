"""What stands in brackets behind a name: an extent, a phase, a part, numbers or another name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from seeds.reading.numbers import NUMERALS

_ENDS = "路街道线环架速河港江浜泾塘浦湖界桥站口侧边岸北南东西弄巷园门段处场号"
_EXTENT = re.compile(
    r"(?:东起|西起|南起|北起|起于|起自|自|从)?(.{2,14}?)(?:-|至|到|~|,止于|、止于|,?[东西南北]至)(.{2,14}?)"
)
_PHASE = re.compile(rf"(?:[{NUMERALS}\d]+期(?:工程)?|[东西南北中][区块段])")
_NUMBERS = re.compile(r"\d+#?(?:、\d+#?)*#?")
_PART = re.compile(
    r".{0,6}(?:校区|院区|延伸|[东西南北]延|地下室|地下|地上|裙房|塔楼|部分|主楼|附楼|[东西南北]楼|[东西南北]区|号楼|段)"
)
_BANK = re.compile(r".{1,5}[河江港浜泾塘浦](?=[东南西北]岸?$)")
_END_OF_STRETCH = re.compile(r"(?<=[路街道])路?段$|段$")


class Inside(NamedTuple):
    """
    What a pair of brackets holds.

    `kind` is extent, phase, part, numbers or gloss; `parts` are both ends of an extent, each of
    the numbers with its sign, or what stands there as a whole.
    """

    kind: str
    parts: tuple[str, ...]


def bank_of(end: str) -> str:
    """
    Return the river of which an end of an extent is a bank, "" if it is none.

    >>> bank_of("青港河北"), bank_of("景文路")
    ('青港河', '')
    """
    found = _BANK.match(end)
    return found[0] if found else ""


def ends_of(text: str) -> tuple[str, str] | None:
    """
    Return both ends of an extent, None if the text is none.

    >>> ends_of("东起青柳路至白杨路段")
    ('青柳路', '白杨路')
    """
    extent = _EXTENT.fullmatch(text)
    if extent and extent[1][-1] in _ENDS and extent[2][-1] in _ENDS and not extent[1].isdigit():
        return extent[1], _end(extent[2])
    return None


@lru_cache(maxsize=1024)
def bracket(written: str) -> Inside:
    """
    Tell what a folded pair of brackets holds.

    >>> bracket("(9#、10#)")
    Inside(kind='numbers', parts=('9#', '10#'))
    """
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
    return _END_OF_STRETCH.sub("", end)
