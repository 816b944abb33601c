from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seeds.errors import SeedError
from seeds.records import LocatorFact, Mention, Project, columns, read_records

if TYPE_CHECKING:
    from pathlib import Path


def test_numbers_are_numbers(tiny_district: Path) -> None:
    mention = read_records(tiny_district, Mention)[1]
    assert (mention.start, mention.end, mention.line) == (0, 12, 3)


def test_empty_number_is_none(tiny_district: Path) -> None:
    facts = read_records(tiny_district, LocatorFact)
    assert [fact.accuracy_m for fact in facts] == [100.0, 200.0, None]


def test_arguments_that_are_filled(tiny_district: Path) -> None:
    assert read_records(tiny_district, LocatorFact)[0].args == ("121.42", "31.12")


def test_names_are_the_name_and_its_aliases(tiny_district: Path) -> None:
    park, road = read_records(tiny_district, Project)
    assert park.names == ("青松公园", "松公园", "青松园")
    assert road.names == ("红叶路",)


def test_columns_are_the_fields() -> None:
    assert columns(Project)[:3] == ("id", "name", "label")
    assert "line" not in columns(Project)


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        (",0,12,", ",x,12,", "start"),
        (",0,12,", ",-1,12,", "start"),
        (",0,12,", ",０,12,", "start"),
        (",0,12,", ",0,,", "end"),
        (",0,12,", ",0,12.0,", "end"),
    ],
)
def test_offset_that_is_no_number(tiny_district: Path, old: str, new: str, column: str) -> None:
    path = tiny_district / "mentions.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(SeedError, match=f"第 3 行 {column} 列：应为数字"):
        read_records(tiny_district, Mention)


@pytest.mark.parametrize("value", ["nan", "inf", "abc"])
def test_radius_that_is_no_number(tiny_district: Path, value: str) -> None:
    path = tiny_district / "locators.csv"
    text = path.read_text(encoding="utf-8").replace(",100,", f",{value},")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SeedError, match="第 2 行 accuracy_m 列：应为数字"):
        read_records(tiny_district, LocatorFact)
