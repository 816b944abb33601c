"""`zonemap gazetteer calibrate` writes what was measured, and what is judged where too little."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.accuracy import JUDGED
from geo.calibrate import FEWEST, Measured
from maps import calibrating
from maps.errors import PageError
from maps.reliability import drawn
from seeds.district import load_district
from seeds.records import MeasuredClaim, columns

Run = Callable[..., Any]

ERRORS = [
    Measured("address", "between", 50.0 + i, (37.0 * i) % 200, f"路{i % 7}", "left out")
    for i in range(40)
]


def test_table_holds_every_way_of_finding_and_says_on_what_it_rests() -> None:
    rows = list(csv.reader(calibrating.table(ERRORS).splitlines()))
    assert tuple(rows[0]) == columns(MeasuredClaim)
    assert [tuple(row[:2]) for row in rows[1:]] == list(JUDGED)
    measured = next(row for row in rows if row[1] == "between")
    assert int(measured[4]) == 40 >= FEWEST
    assert measured[-1] == "逐一留出的已知门牌；分位数回归，按道路交叉检验"
    assert all(row[-1] == "判断，未实测" for row in rows[1:] if row[1] != "between")


def test_too_few_errors_are_told_but_not_fitted() -> None:
    few = [Measured("address", "one", 10.0, error, "路", "t") for error in (40.0, 60.0, 900.0)]
    row = next(r for r in csv.reader(calibrating.table(few).splitlines()) if r[1] == "one")
    base, slope = JUDGED["address", "one"]
    assert row[2:] == [f"{base:g}", f"{slope:g}", "3", "60", "0.667", "判断；只测得 3 个误差"]


def test_addresses_are_told_apart_by_what_their_road_knows() -> None:
    truth = [
        Measured("address", how, 50.0, error, f"路{i}", "truth.csv")
        for i, (how, error) in enumerate(
            [("between", 100.0), ("beyond", 300.0), ("exact", 20.0), ("one", 400.0), ("none", 90.0)]
        )
    ]
    lines = calibrating.told([*ERRORS, *truth]).splitlines()
    assert lines[-3:] == [
        "  门牌，所在的路有两个以上已知门牌：3 个，中位误差 100 m，67% 在 250 m 以内",
        "  门牌，只有一个：1 个，中位误差 400 m，0% 在 250 m 以内",
        "  门牌，一个也没有：1 个，中位误差 90 m，100% 在 250 m 以内",
    ]


def test_same_errors_give_the_same_bytes() -> None:
    assert calibrating.table(ERRORS) == calibrating.table(ERRORS[::-1])
    lines = {"甲": [(0.5, 0.52), (0.9, 0.88)], "乙": [(0.5, 0.6), (0.9, 0.97)]}
    for suffix in (".png", ".svg"):
        assert drawn(lines, 40, suffix) == drawn(lines, 40, suffix)


def test_plot_in_another_format_is_refused() -> None:
    with pytest.raises(PageError, match="可靠性图应为"):
        drawn({"甲": [(0.5, 0.5)]}, 1, ".pdf")


def test_command_writes_a_table_that_its_district_then_uses(run: Run, town_copy: Path) -> None:
    said = run("gazetteer", "calibrate", "--district", town_copy)
    assert said.code == 0
    assert said.out.startswith("测得 ")
    assert said.out.splitlines()[-1].endswith("accuracy.csv")
    claims = {row.key: row for row in load_district(town_copy).accuracy}
    assert set(claims) == set(JUDGED)


def test_truth_and_plot_are_taken_from_the_command_line(
    run: Run, town_copy: Path, here: Path
) -> None:
    (here / "truth.csv").write_text("id,type\n", encoding="utf-8")
    words = ("gazetteer", "calibrate", "--district", town_copy, "--truth", "truth.csv")
    refused = run(*words)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("zonemap: truth.csv:1: 缺少列 name")
    assert not (town_copy / "accuracy.csv").exists()
    words = ("gazetteer", "calibrate", "--district", town_copy, "--plot", "plot.svg")
    assert run(*words).code == 0
    assert (here / "plot.svg").read_bytes().startswith(b"<?xml")


def test_shipped_claims_hold_for_the_numbers_that_ship() -> None:
    district = load_district()
    errors = calibrating.measured(district, None)
    table = {row.key: row for row in district.accuracy}
    within = [
        one.error_m <= table[one.key].base_m + table[one.key].per_metre * one.sigma_m
        for one in errors
    ]
    assert len(within) > 200
    assert 0.86 <= sum(within) / len(within) <= 0.97
