"""The structure of a report: headings, paragraphs, tables and their items in document order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.reading.fold import fold
from seeds.reading.reader import Reader
from seeds.reading.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Unit", "fold", "units"]


def units(text: str) -> Iterator[Unit]:
    """
    Read the structure of a report.

    Parameters
    ----------
    text
        The decoded document: prose, Markdown, tables in tabs, pipes or HTML, mixed as they come.

    Yields
    ------
    Unit
        In document order, lazily, in time linear to the length of the text.
    """
    yield from Reader(text).read()
