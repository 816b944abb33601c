"""The lines of a report and what each looks like by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from seeds.reading.fold import fold_but_bullet

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 16
_RULE = frozenset("-=*_~ ")
_PAGE_NUMBER = re.compile(
    r"[-~·|\[(<]{0,3} ?第? ?[0-9]{1,3} ?页?(?: ?[/,共] ?(?:共 ?)?[0-9]{1,4} ?页?)? ?[-~·|\])>]{0,3}"
    r"|[ivxIVX]{1,6}|[-~·|\[(<]{1,3} ?[ivxIVX]{1,6} ?[-~·|\])>]{1,3}"
)
_LONGEST_PAGE_NUMBER = 16
_LIST_MARK = re.compile(
    r"[-*+][ \t]+(?=\S)|([0-9]{1,3})(?:[.)](?![0-9])|、(?! ?[0-9]))[ \t]*(?=\S)"
    r"|\(([0-9]{1,2})\)[ \t]*(?=[^\s号])"
)
_OPENERS = re.compile(
    r"比如|例如|此外|同时|目前|其中|当前|近年来|今年|去年|早在|随着|截至|与此|在此|在|从|而|但|也|并|还|为了|据|经"
)
_CLOSERS = "\"')]}》〉】 *"
_PAIRED = re.compile(r'["(《]')
_WIDE = 200

ENDS = frozenset("。!?;:…")
SHORT = 42
"""A line narrower than this many Chinese characters may be a heading."""


class Line(NamedTuple):
    """A line that is not blank: where it begins, how it reads, how many blank ones came before."""

    start: int
    text: str
    blank: int


def lines(text: str) -> Iterator[Line]:
    """Give the lines that are not blank, folded but for bullets, whole chunks at a time."""
    blank = 0
    first = 0
    size = len(text)
    while first < size:
        end = text.find("\n", min(first + _CHUNK, size))
        end = size if end < 0 else end + 1
        start = first
        for line in fold_but_bullet(text[first:end]).split("\n"):
            if line and not line.isspace():
                yield Line(start, line, blank)
                blank = 0
            else:
                blank += 1
            start += len(line) + 1
        blank -= 1  # what follows the last line feed is no line yet
        first = end


def is_noise(line: str) -> bool:
    """Tell a page number that stands alone, a ruled line and a code fence."""
    if len(line) <= _LONGEST_PAGE_NUMBER and _PAGE_NUMBER.fullmatch(line):
        return True
    return _RULE.issuperset(line) or line.startswith("```")


def width(line: str) -> float:
    """Give the width in Chinese characters; a line of more than 200 characters counts as 200."""
    size = len(line)
    if size > _WIDE:
        return float(_WIDE)
    wide = (len(line.encode("utf-8", "surrogatepass")) - size) >> 1
    return wide + (size - wide) / 2


def ends(line: str) -> bool:
    """Tell whether a line ends a sentence."""
    last = line[-1]
    return last in ENDS or (last in _CLOSERS and line.rstrip(_CLOSERS)[-1:] in ENDS)


def is_open(line: str) -> bool:
    """Tell whether a line is evidently unfinished: a comma, a bracket or quotation left open."""
    if line[-1] in ",、(《〈【":
        return True
    if not _PAIRED.search(line, len(line) - _WIDE if len(line) > _WIDE else 0):
        return False
    tail = line[-_WIDE:]
    return (
        tail.count("(") > tail.count(")")
        or tail.count("《") > tail.count("》")
        or (len(line) <= _WIDE and line.count('"') % 2 == 1)
    )


def may_open_paragraph(line: str) -> bool:
    """Tell whether a line begins as sentences do and headings do not."""
    return _OPENERS.match(line) is not None


def looks_short(line: str) -> bool:
    """Tell whether a line could be a heading or a caption by its width and its end."""
    if len(line) > 2 * SHORT or line[-1] in ",、" or "。" in line or ";" in line:
        return False
    return (len(line) <= SHORT or width(line) <= SHORT) and not ends(line)


def list_mark(line: str) -> tuple[int, int]:
    """Give the length of the mark of a list line and its number (`- `, `1. `, `(1)`), 0 if none."""
    match = _LIST_MARK.match(line)
    if match is None:
        return 0, 0
    return match.end(), int(match[1] or match[2] or 0)
