"""CSV that a spreadsheet shows and does not run."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.csvtext import FORMULA_STARTS, csv_text, safe_cell


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_formula_is_made_text(start: str) -> None:
    assert safe_cell(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


@pytest.mark.parametrize("value", ["-3", "+4.5", "-0.25"])
def test_number_stays_a_number(value: str) -> None:
    assert safe_cell(value) == value


def test_none_is_an_empty_cell() -> None:
    assert safe_cell(None) == ""


def test_zero_is_not_an_empty_cell() -> None:
    assert safe_cell(0) == "0"


def test_lines_end_with_a_line_feed() -> None:
    assert csv_text(("a", "b"), [(1, "x,y")]) == 'a,b\n1,"x,y"\n'


def test_without_columns_there_is_no_header() -> None:
    assert csv_text((), [(1, 2), ("=x", None)]) == "1,2\n'=x,\n"


def test_a_table_in_parts_is_the_table_in_one() -> None:
    rows = [(1, "甲,乙"), (2, '"丙"'), (3, "丁\n戊")]
    parts = [csv_text(("a", "b"), ()), csv_text((), rows[:2]), csv_text((), rows[2:])]
    assert "".join(parts) == csv_text(("a", "b"), rows)


def test_nothing_at_all_is_empty() -> None:
    assert csv_text((), ()) == ""


@given(st.text(alphabet=st.characters(exclude_characters="\r\0", exclude_categories=["Cs"])))
def test_any_text_comes_back(text: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_text(("a",), [(text,)]), newline="")))
    assert rows[1:] == [[safe_cell(text)]] or text == ""
