from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.reading.numbers import NUMERALS, each_number, follows


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3号", ["3号"]),
        ("3、5号", ["3号", "5号"]),
        ("3和5号楼", ["3号楼", "5号楼"]),
        ("3号、5号", ["3号", "5号"]),
        ("187-3、4号", ["187-3号", "4号"]),
        ("12弄", ["12弄"]),
    ],
)
def test_numbers_share_their_unit(text: str, numbers: list[str]) -> None:
    assert each_number(text) == numbers


@given(st.lists(st.integers(1, 999), min_size=1, max_size=6), st.sampled_from(["号", "弄", "#"]))
def test_every_number_is_kept(numbers: list[int], unit: str) -> None:
    assert each_number("、".join(map(str, numbers)) + unit) == [f"{n}{unit}" for n in numbers]


def test_each_numeral_follows_the_one_before() -> None:
    for first in NUMERALS:
        nexts = [second for second in NUMERALS if follows(second, first)]
        assert nexts == list(NUMERALS[NUMERALS.index(first) + 1 :][:1])
