"""The records of the ladder: blank where nothing is known, and never changed in place."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from shapely.geometry import Point

from geo.answer import Answer, Hit, Query


def test_query_needs_only_an_id_and_a_name() -> None:
    query = Query("1", "红叶路")
    assert (query.kind, query.zone, query.aliases) == ("", "", ())


def test_nothing_found_has_no_claim() -> None:
    answer = Answer(None, "none", tried=("地名：没有",))
    assert (answer.accuracy_m, answer.source, answer.tried) == (None, "", ("地名：没有",))


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (Query("1", "甲"), "name"),
        (Hit(Point(1, 2), "place", 5.0), "note"),
        (Answer(None, "none"), "note"),
    ],
)
def test_records_are_not_changed_in_place(record: object, field: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(record, field, "乙")
