"""What a name may say of a place: the sides of a plot, the ends of a stretch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

END_WORDS = "路街道弄河港浜塘泾浦江环线速架桥界岸厂公园北南东西口"
"""What the name of a line ends with, so that it may be the end of a stretch."""
OPPOSITE = dict(zip("东南西北", "西北东南", strict=True))


@dataclass(frozen=True, slots=True)
class Side:
    """
    One side of a plot.

    `compass` is the side of the plot on which it lies (东, 东北 …), blank if the text does not say;
    `names` are its lines, one after the other; `other` is what stands in brackets after them.
    """

    compass: str
    names: tuple[str, ...]
    other: str = ""


Bounds = tuple[Side, ...]


def sides_of(lines: Iterable[Side | str]) -> Bounds:
    """Return sides as they are, and bare names as sides of which no compass word is known."""
    given = [Side("", (line,)) if isinstance(line, str) else line for line in lines]
    return tuple(dict.fromkeys(side for side in given if any(side.names)))


@dataclass(frozen=True, slots=True)
class Stretch:
    """
    A road or river from one named end to another.

    Both ends are blank for the whole of it, or for the part inside the district that `part` names
    (徐汇 of 徐汇段). `toward` is the compass word of an open end (上中路以南); `grows` says that
    the piece beyond the built road is meant (延伸), towards `toward` if that is known.
    """

    host: str
    start: str
    end: str
    part: str = ""
    toward: str = ""
    grows: bool = False
