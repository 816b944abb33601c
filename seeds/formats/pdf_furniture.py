"""Running headers, footers and page numbers: lines that come back at the edge of most pages."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from seeds.formats.pdf_lines import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seeds.formats.pdf_lines import Line

_DIGITS = re.compile(r"[0-9０-９]+")
_PAGE_NUMBER = re.compile(
    r"[-—–－~·\s]*(?:第\s*)?[0-9０-９]{1,4}\s*(?:页)?[-—–－~·\s]*"
    r"(?:(?:[/／]|[,，]?\s*共)\s*[0-9０-９]{1,4}\s*(?:页)?)?"
)
_EDGE = 0.12
_NEAREST = 4
_FEWEST_PAGES, _SHARE = 3, 0.3
_PLACE = 8.0


class Furniture:
    """
    What the pages of a document have in common at their edges.

    Parameters
    ----------
    pages
        The lines of each page, with its lower and upper edge.
    """

    def __init__(self, pages: Sequence[tuple[list[Line], float, float]]) -> None:
        counts: Counter[tuple[str, int]] = Counter()
        for lines, low, high in pages:
            counts.update({_key(row) for row in _at_edges(lines, low, high)})
        most = max(_FEWEST_PAGES, _SHARE * len(pages))
        self._repeated = {
            key for key, count in counts.items() if count + counts[key[0], key[1] + 1] >= most
        }
        self._repeated |= {(text, place + 1) for text, place in self._repeated}

    def without(self, lines: list[Line], low: float, high: float) -> list[Line]:
        """Return the lines of a page that are no running header, footer or page number."""
        edge = _at_edges(lines, low, high)
        gone: set[int] = set()
        for at, row in enumerate(edge):
            numbered = at in {0, len(edge) - 1} and _PAGE_NUMBER.fullmatch(_text(row))
            if numbered or _key(row) in self._repeated:
                gone.update(map(id, row))
        return [line for line in lines if id(line) not in gone]


def _text(row: Sequence[Line]) -> str:
    return "".join(line.text for line in row).replace(" ", "")


def _key(row: Sequence[Line]) -> tuple[str, int]:
    """Return the text with its numbers made alike, and roughly its height on the page."""
    return _DIGITS.sub("#", _text(row)), int(row[0].y // _PLACE)


def _at_edges(lines: list[Line], low: float, high: float) -> list[list[Line]]:
    """Return the rows of print at the upper and lower edge of a page, from top to bottom."""
    rows = rows_of(lines)
    margin = _EDGE * (high - low)
    top = [row for row in rows[:_NEAREST] if row[0].y > high - margin]
    return [*top, *(row for row in rows[len(top) :][-_NEAREST:] if row[0].y < low + margin)]
