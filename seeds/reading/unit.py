"""A stretch of a report that is read in one piece, and the way back to where it stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """
    A heading, a paragraph, a list item or a cell, cleaned.

    `kind` is one of heading, title (of a table or figure), header (header row of a table), label
    (first cell of a row), item (list item or text of a cell) and paragraph. `text` is folded, has
    no markup and no blanks next to Chinese. `text[i]` for `i >= cuts[k]` stands at
    `starts[k] + (i - cuts[k])` in the document. `headings` are those above, outermost first.
    `table`, `column` and `row` place an item in its table. `torn` lists the positions at which
    the text goes on after something that is no blank: a tag, a page number, a repeated header.
    """

    kind: str
    text: str
    starts: tuple[int, ...]
    cuts: tuple[int, ...]
    level: int = 0
    headings: tuple[str, ...] = ()
    table: str = ""
    column: str = ""
    row: str = ""
    torn: tuple[int, ...] = ()

    def offset(self, i: int) -> int:
        """Give the offset in the document of `text[i]`."""
        k = bisect_right(self.cuts, i) - 1
        return self.starts[k] + i - self.cuts[k]

    def span(self, i: int, j: int) -> tuple[int, int]:
        """
        Give the span in the document of `text[i:j]`, which must not be empty.

        Where the text is torn within it, this is the span of the first fragment.
        """
        if self.torn:
            k = bisect_right(self.torn, i)
            if k < len(self.torn) and self.torn[k] < j:
                j = self.torn[k]
        return self.offset(i), self.offset(j - 1) + 1
