from __future__ import annotations

import pytest

from seeds.reading.items import Item
from seeds.reading.lexicon import lexicon
from seeds.reading.runs import parts_of
from seeds.reading.series import series
from seeds.reading.tokens import tokens


def members(text: str) -> list[Item]:
    said = tokens(text, lexicon())
    return [Item(said, *part) for part in parts_of(said, 0, len(said.letters))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("青柳一、二村", ["青柳一村", "青柳二村"]),
        ("青柳一、二、三村", ["青柳一村", "青柳二村", "青柳三村"]),
        ("青柳G、H、K地块", ["青柳G地块", "青柳H地块", "青柳K地块"]),
        ("R21-07、09地块", ["R21-07地块", "R21-09地块"]),
        ("R21-07、R22-09地块", ["R21-07地块", "R22-09地块"]),
    ],
)
def test_members_share_beginning_and_class(text: str, names: list[str]) -> None:
    assert series(members(text), 0) == names


@pytest.mark.parametrize(
    "text", ["青柳公园、白杨公园", "青柳、白杨公园", "青柳一、白杨二村", "青柳一、二", "G地块"]
)
def test_other_lists_are_no_series(text: str) -> None:
    assert series(members(text), 0) == []


def test_a_series_may_begin_later() -> None:
    items = members("白杨公园、青柳一、二村")
    assert series(items, 0) == []
    assert series(items, 1) == ["青柳一村", "青柳二村"]
