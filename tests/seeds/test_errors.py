from __future__ import annotations

import pytest

from seeds.errors import SeedError, ZonemapError


def test_message_says_where() -> None:
    error = SeedError("应为数字", table="a.csv", line=3, column="start")
    assert str(error) == "a.csv 第 3 行 start 列：应为数字"


def test_message_without_a_place_in_the_file() -> None:
    assert str(SeedError("文件是空的", table="a.csv")) == "a.csv：文件是空的"


@pytest.mark.parametrize("base", [ZonemapError, ValueError])
def test_can_be_caught_as(base: type[Exception]) -> None:
    assert issubclass(SeedError, base)
