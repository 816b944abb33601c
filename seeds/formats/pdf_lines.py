"""Lines of print: characters on one baseline, joined; and how lines go on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seeds.formats.pdf_page import Glyph

_SAME_LINE = 0.4
_TORN = 0.8
_BLANK, _WIDE_BLANK = 0.16, 0.45
_DOUBLED = 0.12
_ROOM = 0.6
_NARROW, _MARGIN = 6.5, 8.0
_BULLET = re.compile(
    r"[➤➢►▶▪■●◆◇★☆•○□√✓➔➜]|·\s|[①-⑳㈠-㈩]|[-–—]\s|"
    r"[（(]?\d{1,2}[）)]|\d{1,2}[、．]|\d{1,2}\.(?!\d)"
)
_NO_END = "（《“‘「『【〈([{"
_NO_START = "，。、；：！？）》」』】〉”’%％℃,.;:!?)]}"


@dataclass(slots=True)
class Line:
    """A run of print on one baseline; `first` is the width of its first word or character."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    first: float
    index: int

    @property
    def top(self) -> float:
        """Return the upper edge."""
        return self.y + 0.85 * self.size

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.y - 0.15 * self.size


def is_cjk(char: str) -> bool:
    """Tell whether a character is written without blanks around it."""
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\uffef" or char in "“”‘’…—·"


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Return the lines of print, from top to bottom and left to right; wide gaps part them."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (-g.y, g.x0)):
        if rows and rows[-1][0].y - glyph.y <= _SAME_LINE * max(rows[-1][0].size, glyph.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [line for row in rows for line in _fragments(sorted(row, key=lambda g: g.x0))]


def _fragments(row: Sequence[Glyph]) -> Iterable[Line]:
    run: list[Glyph] = []
    for glyph in row:
        if run:
            before = run[-1]
            size = max(before.size, glyph.size)
            if _is_reprint(before, glyph):
                continue
            if glyph.x0 - before.x1 > _TORN * size:
                yield _line(run)
                run = []
        run.append(glyph)
    yield _line(run)


def _is_reprint(before: Glyph, glyph: Glyph) -> bool:
    """Tell whether a character was printed twice in one place to look bold."""
    near = abs(glyph.x0 - before.x0) < _DOUBLED * glyph.size
    return before.char == glyph.char and near and abs(before.index - glyph.index) > 1


def _line(run: Sequence[Glyph]) -> Line:
    pieces = [run[0].char]
    for before, glyph in pairwise(run):
        pieces.append(_blank(before, glyph))
        pieces.append(glyph.char)
    sizes = sorted(glyph.size for glyph in run)
    baselines = sorted(glyph.y for glyph in run)
    middle = len(run) // 2
    first = _first_width(run)
    start = min(run, key=lambda g: g.index).index
    text = "".join(pieces)
    return Line(text, run[0].x0, run[-1].x1, baselines[middle], sizes[middle], first, start)


def _blank(before: Glyph, glyph: Glyph) -> str:
    """Return the blank between two characters of a line, if there is one."""
    gap = (glyph.x0 - before.x1) / max(before.size, glyph.size)
    if is_cjk(before.char) and is_cjk(glyph.char):
        return " " if gap > _WIDE_BLANK else ""
    if glyph.spaced:
        return " "
    both_latin = not is_cjk(before.char) and not is_cjk(glyph.char)
    return " " if gap > (_BLANK if both_latin else _WIDE_BLANK) else ""


def _first_width(run: Sequence[Glyph]) -> float:
    """Return how much room the first word, or the first character of Chinese, takes."""
    end = 0
    while end + 1 < len(run) and run[end].char in _NO_END:
        end += 1
    if not is_cjk(run[end].char):
        while end + 1 < len(run) and not is_cjk(run[end + 1].char) and not run[end + 1].spaced:
            end += 1
    while end + 1 < len(run) and run[end + 1].char in _NO_START:
        end += 1
    return run[end].x1 - run[0].x0


def begins_item(text: str) -> bool:
    """Tell whether a line begins with a bullet or a number of a list."""
    return _BULLET.match(text) is not None


def goes_on(line: Line, after: Line, room: float) -> bool:
    """Tell whether a line was broken only because the next word had no place in `room`."""
    return not begins_item(after.text) and room < after.first + _ROOM * line.size


def joined(left: str, right: str) -> str:
    """Join two lines of one paragraph."""
    between = left[-1:].isascii() and right[:1].isascii() and left[-1:].isalnum()
    return f"{left} {right}" if between and right[:1].isalnum() else left + right


def cell_parts(lines: Sequence[Line], left: float, right: float) -> list[str]:
    """
    Return the paragraphs and items of a table cell whose lines have been broken to fit.

    Parameters
    ----------
    lines
        The lines of the cell, fragments of one line apart.
    left, right
        The borders of the cell.
    """
    rows = same_rows(lines)
    if not rows:
        return []
    after_all = min(max(0.0, min(right - line.x1 for line in rows)), _MARGIN)
    before_all = max(0.0, min(line.x0 - left for line in rows))
    inner = right - left - after_all - min(before_all, _MARGIN)
    narrow = inner < _NARROW * rows[0].size
    centred = all(_is_centred(line, left, right) for line in rows)
    parts = [rows[0].text]
    for line, after in pairwise(rows):
        room = right - after_all - line.x1
        if centred:
            room = inner - (line.x1 - line.x0)
        if goes_on(line, after, room) or (narrow and not begins_item(after.text)):
            parts[-1] = joined(parts[-1], after.text)
        else:
            parts.append(after.text)
    return parts


def _is_centred(line: Line, left: float, right: float) -> bool:
    before, after = line.x0 - left, right - line.x1
    return before > line.size and abs(before - after) < line.size


def rows_of(lines: Iterable[Line]) -> list[list[Line]]:
    """Return the fragments of each baseline, from top to bottom and left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda found: (-found.y, found.x0)):
        if rows and rows[-1][0].y - line.y <= _SAME_LINE * max(rows[-1][0].size, line.size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda found: found.x0) for row in rows]


def same_rows(lines: Iterable[Line]) -> list[Line]:
    """Return lines with the fragments of one baseline joined by a blank, top to bottom."""
    return [_joined_row(row) for row in rows_of(lines)]


def _joined_row(row: Sequence[Line]) -> Line:
    first = row[0]
    text = " ".join(line.text for line in row)
    end = max(line.x1 for line in row)
    return Line(text, first.x0, end, first.y, first.size, first.first, first.index)
