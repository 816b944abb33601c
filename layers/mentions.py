"""Mentions as a table: CSV or JSON, part by part, so that a long report need not fit into memory."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING

from layers.csvtext import csv_text
from seeds.reading.found import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seeds.reading.found import Found

_AT_ONCE = 1000


def csv_parts(found: Iterable[Found]) -> Iterator[str]:
    """Yield a mentions table as CSV: the header, then a row a mention."""
    yield csv_text(COLUMNS, ())
    rows = ([getattr(item, name) for name in COLUMNS] for item in found)
    while some := list(islice(rows, _AT_ONCE)):
        yield csv_text((), some)


def json_parts(found: Iterable[Found]) -> Iterator[str]:
    """Yield a mentions table as a JSON array: an object a line, keys in the order of the columns."""
    before = "[\n"
    for item in found:
        yield before + json.dumps(asdict(item), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
