"""Paragraphs, put together again from lines that a column or a page broke."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeds.reading.fold import fold_but_bullet
from seeds.reading.lines import ends, is_open, looks_short, may_open_paragraph, width
from seeds.reading.pieces import has_bullet, split

if TYPE_CHECKING:
    from seeds.reading.lines import Line
    from seeds.reading.markup import Piece

_SAME = 1.6
"""Lines of one column differ by a character or a half: closing marks hang over its edge."""
_NEXT_SAME = 0.12
"""The same as a share of the width, for a line right below, where a heading is less likely."""
_NARROWEST = 8
_NEVER_FIRST = ",、。;:!?)》】%的了们"
_COUNTED = "年月日弄号街个家户套处条座栋幢层米平公万亿千元期村等"
_REMARK = re.compile(r"\(?(?:计量)?单位 ?:|\(?(?:截至|截止)[^。]{0,20}$")
_INDENTS = ("  ", "\t")


def continues(last: str, line: str, *, alone: bool, blank: bool, indented: bool) -> bool:
    """
    Tell whether `line` belongs to the paragraph that ended with `last` so far.

    Parameters
    ----------
    last, line
        The two lines without blanks at their ends.
    alone
        Whether `last` is the only line of its paragraph.
    blank
        Whether something stands between the two: blank lines, a page number.
    indented
        Whether `line` is set in, as the first lines of paragraphs are.
    """
    if ends(last):
        return not blank and not indented and _same_width(last, line)
    if is_open(last) or _is_torn(last, line):
        return True
    if indented or (blank and may_open_paragraph(line)):
        return False
    if alone and looks_short(last) and not may_open_paragraph(last):
        return _same_width(last, line, blank=blank) or (not blank and _narrows(last, line))
    if blank and looks_short(line):
        return _same_width(last, line)
    return True


def _is_torn(last: str, line: str) -> bool:
    """Tell a line that begins as nothing does: with a mark, or what is counted by a number."""
    return line[0] in _NEVER_FIRST or (line[0] in _COUNTED and last[-1].isdigit())


def _same_width(last: str, line: str, *, blank: bool = True) -> bool:
    wide = width(last)
    within = _SAME if blank else max(_SAME, _NEXT_SAME * wide)
    return wide >= _NARROWEST and abs(wide - width(line)) <= within


def _narrows(last: str, line: str) -> bool:
    """Tell a paragraph whose last line is narrower from a heading with a line below it."""
    return width(line) <= width(last) and ("," in last or not looks_short(line))


class Paragraph:
    """Lines that are read together; page numbers between them are left out."""

    __slots__ = ("_count", "_first", "_segments", "kind", "last", "number")

    def __init__(self, line: Line, cut: int, kind: str, number: int = 0) -> None:
        """Begin with a line, but for the list mark of `cut` characters at its front."""
        text = line.text[cut:] if cut else line.text
        self._segments = [(line.start + cut, line.start + len(line.text))]
        self._first = text
        self._count = 1
        self.last = text.strip()
        self.kind = kind
        self.number = number

    def goes_on_with(self, line: Line, stripped: str, *, blank: bool) -> bool:
        """Tell whether a line belongs to this paragraph."""
        indented = line.text.startswith(_INDENTS)
        if self.kind == "item" and indented:
            return not blank and not ends(self.last)
        return continues(
            self.last, stripped, alone=self._count == 1, blank=blank, indented=indented
        )

    def breaks_off_before(self, line: Line, stripped: str) -> bool:
        """Tell whether a line right below stands in mid sentence, whatever it looks like."""
        return not ends(self.last) and self.goes_on_with(line, stripped, blank=False)

    def add(self, line: Line, stripped: str, *, apart: bool) -> None:
        """Take a line; `apart` says that lines between were left out."""
        end = line.start + len(line.text)
        if apart:
            self._segments.append((line.start, end))
        else:
            self._segments[-1] = (self._segments[-1][0], end)
        self._count += 1
        self.last = stripped

    def heading(self) -> tuple[str, int] | None:
        """Give the line and its offset if it stands alone and reads like a heading."""
        if self._count > 1 or self.kind != "paragraph" or self.last[0] in "(-":
            return None
        if not looks_short(self.last) or may_open_paragraph(self.last):
            return None
        if has_bullet(self.last) or self.is_remark():
            return None
        return self._first, self._segments[0][0]

    def is_remark(self) -> bool:
        """Tell whether this may stand between the title of a table and its rows: a unit, a date."""
        return self._count == 1 and _REMARK.match(self.last) is not None

    def items(self, text: str) -> list[list[Piece]]:
        """Give the paragraph, or the items if it holds bullets, each as fragments to be joined."""
        if self._count == 1:
            return [[piece] for piece in split(self._first, self._segments[0][0])]
        items: list[list[Piece]] = []
        for first, end in self._segments:
            pieces = split(fold_but_bullet(text[first:end]), first)
            if items and pieces and not pieces[0].listed:
                items[-1].append(pieces.pop(0))
            items.extend([piece] for piece in pieces)
        return items
