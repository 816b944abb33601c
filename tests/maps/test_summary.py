"""What a build did, on one screen."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from layers.assemble import Atlas
from layers.issues import Issue
from maps.build import Build, build
from maps.summary import summary
from seeds.district import District


@pytest.fixture(scope="module")
def shipped_build(shipped_district: District) -> Build:
    return build(shipped_district, parts=frozenset({"layers"}))


def columns(line: str) -> int:
    """Return how wide a line is on a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def with_atlas(made: Build, **changes: object) -> Build:
    atlas: Atlas = replace(made.atlas, **changes)  # type: ignore[arg-type]
    return replace(made, atlas=atlas)


def test_a_summary_fits_one_screen(shipped_build: Build) -> None:
    lines = summary(shipped_build, Path("out")).splitlines()
    assert len(lines) <= 24
    assert max(map(columns, lines)) <= 200


def test_the_methods_and_zones_add_up(shipped_build: Build) -> None:
    lines = summary(shipped_build, Path("out")).splitlines()
    drawn = len(shipped_build.atlas.features)
    for start in ("办法", "功能区"):
        line = next(line for line in lines if line.startswith(start))
        assert sum(map(int, re.findall(r" (\d+)", line))) == drawn


def test_a_summary_counts_places_methods_and_zones(town_build: Build) -> None:
    lines = summary(town_build, Path("out")).splitlines()
    assert lines[:5] == [
        "6 处地点：上图 5，未上图 1",
        "误差 ≤100 米 3，≤500 米 5，≤1500 米 5",
        "办法 路段：两端路口之间 1，四至围合 1，地名库同名对象 3",
        "功能区 西片 4，东片 1",
        "未上图 无处楼",
    ]


def test_what_lies_in_no_zone_is_counted(town_build: Build) -> None:
    first, *others = town_build.atlas.features
    outside = replace(first, properties={**first.properties, "zone": None})
    text = summary(with_atlas(town_build, features=(outside, *others)), Path("out"))
    assert "功能区 西片 3，东片 1，其他 1" in text


def test_a_long_list_of_what_is_not_placed_is_cut(town_build: Build) -> None:
    (entry,) = town_build.atlas.unlocated
    text = summary(with_atlas(town_build, unlocated=(entry,) * 9), Path("out"))
    assert "未上图 " + "、".join(["无处楼"] * 6) + " 等 9 处，见 unlocated.csv" in text


def test_nothing_is_said_of_what_is_not_there(town_build: Build) -> None:
    findings = replace(town_build.atlas.findings, issues=())
    text = summary(with_atlas(town_build, unlocated=(), findings=findings), Path("out"))
    assert "未上图 0" in text
    assert "unlocated.csv" not in text
    assert "待核对" not in text


def test_where_nothing_is_located_no_method_is_told(town_build: Build) -> None:
    lines = summary(with_atlas(town_build, features=()), Path("out")).splitlines()
    assert lines[0] == "1 处地点：上图 0，未上图 1"
    assert not [line for line in lines if line.startswith("办法")]
    assert all(line.strip() == line != "" for line in lines)


def test_findings_are_counted_by_severity(town_build: Build) -> None:
    issues = tuple(
        Issue("1", "code", level, "field", "x", "") for level in ("error", "info", "info")
    )
    findings = replace(town_build.atlas.findings, issues=issues)
    text = summary(with_atlas(town_build, findings=findings), Path("out"))
    assert "待核对 error 1，info 2，见 issues.csv" in text


def test_the_last_line_says_where_it_went(town_build: Build) -> None:
    small = replace(town_build, files={"a": "字" * 500_000, "b": b"x" * 500_000})
    assert summary(small, Path("o/p")).splitlines()[-1] == "2 个文件，2.0 MB，写入 o/p"
