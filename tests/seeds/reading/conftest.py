"""Reading of an invented text, and what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest

from seeds.document import Document
from seeds.reading.extract import extract

if TYPE_CHECKING:
    from seeds.reading.found import Found
    from seeds.reading.lending import Lent

TITLE = "# 上海市榆江区2024年重点工程进展\n\n"


@dataclass(frozen=True)
class Outcome:
    """What was found in a text: `rows` below the title, in order; `text` with the title."""

    text: str
    rows: tuple[Found, ...]

    @property
    def proposed(self) -> tuple[Found, ...]:
        return tuple(row for row in self.rows if row.placeable != "no")

    @property
    def names(self) -> list[str]:
        return [row.name for row in self.proposed]

    def of(self, name: str) -> Found:
        """Return the one row of a name that is proposed."""
        rows = [row for row in self.proposed if row.name == name]
        assert len(rows) == 1, f"{name}: {len(rows)} rows; {self.said}"
        return rows[0]

    @property
    def said(self) -> list[tuple[str, str, str]]:
        return [(row.name, row.kind, row.status) for row in self.proposed]


class Read(Protocol):
    """Reads a text, blind if nothing is lent."""

    def __call__(self, text: str, lent: Lent | None = None, *, title: str = TITLE) -> Outcome: ...


@pytest.fixture(scope="session")
def read() -> Read:
    """Return a reader that puts a title before a text and checks every offset."""

    def reader(text: str, lent: Lent | None = None, *, title: str = TITLE) -> Outcome:
        whole = title + text
        rows = list(extract(Document(whole, "invented.txt"), lent, report="900"))
        for row in rows:
            assert 0 <= row.start < row.end <= len(whole)
            assert row.written == re.sub(r"\s+", " ", whole[row.start : row.end])
        return Outcome(whole, tuple(row for row in rows if row.start >= len(title)))

    return reader
