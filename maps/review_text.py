"""The text of one unit as HTML: the document's own characters, with the marks around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from maps.review_looks import REFUSED_SIGN, family, placeable_class
from maps.review_marks import bare_note, runs_of
from maps.review_strings import words
from maps.styles import kind_sign
from maps.text import page_text
from seeds.reading.units import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maps.review_marks import Stretch
    from seeds.reading.found import Found
    from seeds.reading.units import Unit

EDGE = 300
"""Characters that stay on both sides of what is left out inside a long unit."""

MIDDLE = 1000
"""Unmarked characters of a unit that are shown whole even where a long report is cut."""

_CELL = re.compile(r"[\t|]|</?t[dhr]\b", re.IGNORECASE)


class Writer:
    """
    Writes units as HTML.

    Parameters
    ----------
    text
        The document.
    found
        The mentions, in the order of their ordinals.
    language
        Of the words that are not the report's.
    short
        Whether long unmarked text inside a unit is left out.
    """

    def __init__(self, text: str, found: Sequence[Found], language: str, *, short: bool) -> None:
        self._text = text
        self._found = found
        self._language = language
        self._short = short

    def html(self, unit: Unit, marks: Sequence[Stretch] = ()) -> str:
        """Return the whole text of `unit`; `marks` are its stretches, in order."""
        return self._part(unit, marks, (0, len(unit.text)), _blank_gaps(self._text, unit))

    def cells(self, unit: Unit, marks: Sequence[Stretch] = ()) -> list[tuple[str, str]]:
        """Return the folded text and the HTML of each cell of a header row."""
        tears = [(cut, cut + unit.text.startswith(" ", cut)) for cut in unit.torn]
        inner = [span for span in tears if self._divides(unit, span)]
        gaps = _blank_gaps(self._text, unit).difference(*(range(a, b + 1) for a, b in inner))
        edges = [0, *(edge for span in inner for edge in span), len(unit.text)]
        return [
            (unit.text[slice(*ends)], self._part(unit, marks, ends, gaps))
            for ends in zip(edges[::2], edges[1::2], strict=True)
        ]

    def _divides(self, unit: Unit, span: tuple[int, int]) -> bool:
        """Tell whether a tear in a header row is the edge of a cell."""
        before, after = span[0] - 1, span[1]
        if before < 0 or after >= len(unit.text):
            return False
        return bool(_CELL.search(self._text, unit.offset(before) + 1, unit.offset(after)))

    def _part(
        self, unit: Unit, marks: Sequence[Stretch], ends: tuple[int, int], gaps: set[int]
    ) -> str:
        """Return the text between `ends` with its marks; one that reaches out is cut."""
        parts: list[str] = []
        start, end = ends
        at = start
        for mark in marks:
            left, right = max(mark.start, start), min(mark.end, end)
            if left < right:
                inside = replace(mark, start=left, end=right)
                parts.append(self._plain(unit, at, left, gaps))
                parts.append(self._mark(unit, inside, gaps))
                at = right
        parts.append(self._plain(unit, at, end, gaps))
        return "".join(parts)

    def _plain(self, unit: Unit, start: int, end: int, gaps: set[int]) -> str:
        """Return text without a mark."""
        if end <= start:
            return ""
        blank = " " if start in gaps else ""
        left_out = end - start - 2 * EDGE
        if not self._short or left_out <= MIDDLE:
            return blank + page_text("".join(self._own(unit, start, end, gaps)))
        head = page_text("".join(self._own(unit, start, start + EDGE, gaps)))
        tail = page_text("".join(self._own(unit, end - EDGE, end, gaps)))
        said = page_text(words("gap_inside", self._language, characters=f"{left_out:,}"))
        cut = f'<span class="cut" data-t="gap_inside" data-characters="{left_out:,}">{said}</span>'
        return f"{blank}{head} {cut} {tail}"

    def _mark(self, unit: Unit, mark: Stretch, gaps: set[int]) -> str:
        """Return one mark; only where a mention begins it has a sign and can have the focus."""
        blank = " " if mark.start in gaps else ""
        inner = page_text("".join(self._own(unit, mark.start, mark.end, gaps)))
        if not mark.begins:
            outside, inside = ("", blank) if mark.mains else (blank, "")
            return f"{outside}<mark{self._looks(mark)}>{inside}{inner}</mark>"
        sign = self._sign(self._leading(mark.begins))
        button = ' role="button" tabindex="0" aria-haspopup="dialog"'
        return f'{blank}<mark{self._looks(mark)} data-sign="{sign}"{button}>{inner}</mark>'

    def _looks(self, mark: Stretch) -> str:
        """Return the attributes that say what stands here."""
        leading = self._leading(mark.mains or mark.alsos)
        item = self._found[leading]
        placeable = placeable_class(item.placeable)
        refused = placeable == "no"
        names = ["f-refused" if refused else f"f-{family(item.kind)}", f"m-{placeable}"]
        names += ["again"] if not mark.mains else []
        result = f' class="{" ".join(names)}"'
        if mark.mains:
            result += f' data-m="{" ".join(map(str, mark.mains))}"'
        if mark.alsos:
            result += f' data-also="{" ".join(map(str, mark.alsos))}"'
        if refused:
            reason = bare_note(item.note) or words("refused_unsaid", self._language)
            said = words("refused_because", self._language, reason=reason)
            result += f' title="{page_text(said)}"'
        return result

    def _leading(self, ordinals: Sequence[int]) -> int:
        """Return the mention that gives a mark its looks: not a refused one, then the shortest."""

        def rank(ordinal: int) -> tuple[bool, int, int]:
            item = self._found[ordinal]
            return placeable_class(item.placeable) == "no", item.end - item.start, ordinal

        return min(ordinals, key=rank)

    def _sign(self, ordinal: int) -> str:
        """Return the sign that stands before a mention."""
        item = self._found[ordinal]
        return (
            REFUSED_SIGN if placeable_class(item.placeable) == "no" else kind_sign(item.kind).sign
        )

    def _own(self, unit: Unit, start: int, end: int, gaps: set[int]) -> Iterator[str]:
        """Yield the document's own characters of `unit.text[start:end]`."""
        at = start
        order = bisect_right(unit.cuts, start) - 1
        while at < end:
            run_end = unit.cuts[order + 1] if order + 1 < len(unit.cuts) else len(unit.text)
            stop = min(run_end, end)
            if at in gaps and at > start:
                yield " "
            offset = unit.starts[order] + at - unit.cuts[order]
            own, read = self._text[offset : offset + stop - at], unit.text[at:stop]
            yield own if fold(own) == read else read  # an entity stands for another character
            at = stop
            order += 1


def _blank_gaps(text: str, unit: Unit) -> set[int]:
    """Return the positions in a unit before which blanks on the same line were left out."""
    gaps: set[int] = set()
    before = None
    for start, length, cut in runs_of(unit):
        if before is not None and before < start:
            between = text[before : min(start, before + EDGE)]
            if not between.strip() and not set(between) & {"\n", "\r"}:
                gaps.add(cut)
        before = start + length
    return gaps
