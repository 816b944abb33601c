"""Headings of every kind and the titles of tables and figures."""

from __future__ import annotations

import re
from typing import NamedTuple

from seeds.reading.lines import looks_short
from seeds.reading.markup import clean
from seeds.reading.unit import Unit

PLAIN = 65
"""The rank of a heading that has neither a number nor a mark."""
SMALL_NUMBER = 45
"""From this rank on a number may as well be that of a list item."""

_NUMERALS = "一二三四五六七八九十百零〇"
_COUNTED = "村期号批级季线层路"
_NUMBERED = re.compile(
    rf"(?P<r20>第[{_NUMERALS}0-9]{{1,4}}(?:章|部分|编|篇))|(?P<r22>第[{_NUMERALS}0-9]{{1,4}}节)"
    rf"|(?P<r25>[{_NUMERALS}]{{1,3}} ?(?:、(?![{_NUMERALS}]{{1,2}}[{_COUNTED}])|\.))"
    rf"|(?P<r35>\([{_NUMERALS}]{{1,3}}\))"
    r"|(?P<r45>[0-9]{1,2} ?(?:、(?! ?[0-9])|\.(?![0-9])))|(?P<r55>\([0-9]{1,2}\)|[0-9]{1,2}\))"
)
_MARK = re.compile(r"(#{1,6})(?: +|(?=[^\x00-\x7f]))|<[hH]([1-6])(?=[\s>])")
_TITLE = re.compile(
    r"(?P<more>续?)(?P<what>附?[表图]) ?(?P<number>[0-9]{1,3}(?:[-.][0-9]{1,3}){0,3}"
    rf"|[{_NUMERALS}]{{1,3}}(?=[ :、(]|$))(?P<rest>.*)",
    re.DOTALL,
)
_GOES_ON = re.compile(r"\(?续表?\)?")
_NO_TITLE = re.compile(r"显示|表明|所示|所列|列出|中|为|可|反映|给出|说明|是|和|与|至|、|,|\)")
_LONGEST_TITLE = 80
_LONGEST_TAGGED = 400


class Title(NamedTuple):
    """The title line of a table ("表3") or figure (""); `more` says that the table goes on."""

    name: str
    more: bool
    bare: bool


class Head(NamedTuple):
    """A line with its marks off, how deep its Markdown mark says it is, where its text begins."""

    core: str
    depth: int
    first: int


def head(line: str) -> Head:
    """Take the marks of a heading off a line without blanks at its ends."""
    mark = _MARK.match(line)
    if mark is None and line[0] != "<":
        return Head(line.strip(" *_"), 0, 0)
    depth = first = 0
    if mark is not None:
        depth = len(mark[1]) if mark[1] else int(mark[2])
        first = mark.end() if mark[1] else 0
    core = line[first:]
    if "<" in core and len(core) <= _LONGEST_TAGGED:
        piece = clean(core, 0, len(core), 0)
        core = piece.text if piece else ""
    return Head(core.strip(" *_"), depth, first)


def rank_of(line: Head, stripped: str) -> int:
    """Give the rank of a heading, the smaller the higher; 0 if the line is none."""
    rank, size = numbered(line.core)
    if line.depth:
        return rank or 10 * line.depth + 5
    if not looks_short(line.core):
        return 0
    if rank:
        return rank if len(line.core) > size else 0
    bold = stripped.startswith("**") and stripped.endswith("**") and "**" not in line.core
    return PLAIN if bold else 0


def numbered(line: str) -> tuple[int, int]:
    """Give the rank of a numbered heading and the length of its number; 0, 0 if it has none."""
    match = _NUMBERED.match(line)
    if match is None or match.lastgroup is None:
        return 0, 0
    return int(match.lastgroup[1:]), match.end()


def title(line: str) -> Title | None:
    """Read the title line of a table or figure, marks off."""
    if len(line) > _LONGEST_TITLE:
        return None
    match = _TITLE.match(line)
    if match is None:
        return Title("", more=True, bare=False) if _GOES_ON.fullmatch(line) else None
    rest = match["rest"]
    if line[-1] in "。;,、" or _NO_TITLE.match(rest):
        return None
    more = bool(match["more"]) or _GOES_ON.fullmatch(rest.strip(" *")) is not None
    name = match["what"] + match["number"] if "表" in match["what"] else ""
    return Title(name, more, not rest.strip(" *:"))


class Outline:
    """The headings above the place that has been reached."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, str]] = []
        self.above: tuple[str, ...] = ()

    def add(self, block: str, start: int, rank: int) -> list[Unit]:
        """Take a heading that begins at `start`; give its unit, none if nothing is left of it."""
        piece = clean(block, 0, len(block), start)
        if piece is None:
            return []
        while self._stack and self._stack[-1][0] >= rank:
            self._stack.pop()
        outer = tuple(text for _, text in self._stack)
        self._stack.append((rank, piece.text))
        self.above = (*outer, piece.text)
        return [
            Unit(
                "heading", piece.text, piece.starts, piece.cuts, rank // 10, outer, torn=piece.torn
            )
        ]
