"""What is not on the map is listed, under each of its names, with what was tried."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from geo.answer import Answer
from layers.features import Trail, Zoning
from layers.unlocated import UNLOCATED_COLUMNS, unlocated_csv, unlocated_of
from seeds.records import Project

MakeProject = Callable[..., Project]
ZONING = Zoning("east", "东片", "东片")
TRAIL = Trail("000", "表3", "000:表3@5-9")


def test_what_was_tried_is_joined(make_project: MakeProject) -> None:
    entry = unlocated_of(make_project(), Answer(None, "none", tried=("甲", "乙")), ZONING, TRAIL)
    assert entry["tried"] == "甲；乙"


def test_reason_of_the_ladder_comes_first(make_project: MakeProject) -> None:
    entry = unlocated_of(make_project(), Answer(None, "none", note="查无此处"), ZONING, TRAIL)
    assert entry["reason"] == "查无此处"


def test_zone_is_the_reason_if_only_it_is_known(make_project: MakeProject) -> None:
    entry = unlocated_of(make_project(), Answer(None, "zone"), ZONING, TRAIL)
    assert "东片" in str(entry["reason"])


def test_reason_is_never_blank(make_project: MakeProject) -> None:
    entry = unlocated_of(make_project(), Answer(None, "none"), Zoning(None, None, None), TRAIL)
    assert entry["reason"]


def test_one_row_for_each_name(make_project: MakeProject) -> None:
    project = make_project(name="青松公园", aliases="松公园;青松园")
    text = unlocated_csv([unlocated_of(project, Answer(None, "none"), ZONING, TRAIL)])
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["name"] for row in rows] == ["青松公园", "松公园", "青松园"]
    assert {row["id"] for row in rows} == {"QH0001"}


def test_columns_are_in_order() -> None:
    assert unlocated_csv([]) == ",".join(UNLOCATED_COLUMNS) + "\n"
