from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from seeds.reading.dates import CHINESE_YEAR, DAY, in_digits, number

if TYPE_CHECKING:
    from tests.seeds.reading.conftest import Read


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("二〇二五年", "2025年"),
        ("二零二五年三月", "2025年三月"),
        ("二○二五年", "2025年"),
        ("二O二0年", "2020年"),
        ("一九九八年至二〇〇一年", "1998年至2001年"),
        ("二〇二一-二〇二五年", "2021-2025年"),
        ("二〇二路年", "二〇二路年"),
        ("二〇二五", "二〇二五"),
        ("十五年", "十五年"),
        ("2025年", "2025年"),
        ("", ""),
    ],
)
def test_years_are_written_in_digits_sign_for_sign(text: str, plain: str) -> None:
    assert in_digits(text) == plain
    assert len(plain) == len(text)


def test_pattern_of_a_year() -> None:
    assert re.findall(CHINESE_YEAR, "二〇二五年，二〇二五，一九四九年") == [
        "二〇二五年",
        "一九四九年",
    ]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("7", 7), ("31", 31), ("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31)],
)
def test_numbers_of_months_and_days(word: str, meant: int) -> None:
    assert re.fullmatch(DAY, word)
    assert number(word) == meant


@pytest.mark.parametrize("word", ["十十", "一二", "四十", "123", ""])
def test_what_is_no_number_of_a_day(word: str) -> None:
    assert re.fullmatch(DAY, word) is None


@pytest.mark.parametrize("written", ["2031年", "二〇三一年", "二零三一年", "二○三一年"])
def test_a_report_dated_in_chinese_numerals_is_read_as_one_in_digits(
    read: Read, written: str
) -> None:
    text = "去年栗子公园竣工。今年梧桐公园开工。"
    found = read(text, title=f"# 青溪区{written}报告\n\n")
    assert [(row.name, row.year) for row in found.proposed] == [
        ("栗子公园", "2030"),
        ("梧桐公园", "2031"),
    ]
