"""The word tables by which Chinese names are put into English (`maps/words/`)."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME, WORD, KIND, COUNT, OF, RING, ROAD, END, WATER = (
    "name", "word", "kind", "count", "of", "ring", "road", "end", "water",
)  # fmt: skip
"""
The classes of words: proper names that have an English form of their own; words in front; sorts
of things, which may end a name; sorts that carry a number (8号地块 is Plot 8); words that say where
something is to the thing before them; ring roads and their like; endings of roads; endings of one
character that count only behind a name, and those of water, which count only at the very end.
"""


class Word(NamedTuple):
    """A word's class and its English; `{}` in it stands for what goes before."""

    sort: str
    english: str


@cache
def words(*sorts: str) -> Mapping[str, Word]:
    """Return the words of some classes; a word of several classes is of the first one asked for."""
    found: dict[str, Word] = {}
    rows = [row for row in _rows("names.csv") if row["class"] in sorts]
    for row in sorted(rows, key=lambda row: sorts.index(row["class"])):
        found.setdefault(row["zh"], Word(row["class"], row["english"]))
    return MappingProxyType(found)


@cache
def readings_table() -> tuple[Mapping[str, tuple[str, ...]], int]:
    """Return phrases that are read otherwise in names, and the length of the longest."""
    table = {row["phrase"]: tuple(row["reading"].split()) for row in _rows("readings.csv")}
    return MappingProxyType(table), max(map(len, table))


class Sentence(NamedTuple):
    """A sentence with holes (`{a}`), its English, and that where both names are one."""

    chinese: str
    english: str
    same: str


@cache
def sentences() -> tuple[Sentence, ...]:
    """Return the sentences that the program writes, in the order in which they are tried."""
    columns = Sentence._fields
    return tuple(Sentence(*(row[column] for column in columns)) for row in _rows("sentences.csv"))


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one of the package's tables."""
    text = files("maps").joinpath("words", name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
