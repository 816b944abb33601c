"""Answers are held against known positions, and known house numbers against each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from shapely.geometry import Point

from geo.errors import TruthError
from geo.gazetteer import KnownNumber
from geo.measure import REQUIRED, against_each_other, against_truth, read_truth
from geo.metric import distance_m
from geo.names import parse_address
from geo.rungs import Rungs

if TYPE_CHECKING:
    from geo.answer import Hit

HEADER = ",".join((*REQUIRED, "lon2", "lat2"))


def truth(tmp_path: Path, *rows: str, header: str = HEADER) -> Path:
    path = tmp_path / "truth.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def spot(hit: Hit | str, which: int = 0) -> str:
    """Return the position of a hit as it stands in a file of truth."""
    assert not isinstance(hit, str)
    x, y = list(hit.shape.coords)[which][:2]
    return f"{x},{y}"


def test_answer_that_is_right_has_no_error(tmp_path: Path, town_rungs: Rungs) -> None:
    crossing = town_rungs.crossing("中和路", "竹林路")
    stretch = town_rungs.stretch("中和路", "竹林路", "东湖路")
    rows = read_truth(
        truth(
            tmp_path,
            f"a,crossing,中和路竹林路口,中和路,竹林路,,,{spot(crossing)},,",
            f"b,stretch,中和路,中和路,竹林路,东湖路,,{spot(stretch)},{spot(stretch, -1)}",
        )
    )
    measured = against_truth(town_rungs, rows, "truth.csv")
    assert [(m.method, m.group, m.source) for m in measured] == [
        ("crossing", "中和路", "truth.csv"),
        ("crossing", "中和路", "truth.csv"),
    ]
    assert max(m.error_m for m in measured) < 0.5


def test_error_of_an_address_is_its_distance(tmp_path: Path, town_rungs: Rungs) -> None:
    number = "中和路200号"
    rows = read_truth(truth(tmp_path, f"a,address,{number},中和路,,,{number},121.4,31.1,,"))
    (measured,) = against_truth(town_rungs, rows, "t")
    assert (measured.method, measured.how) == ("address", "between")
    assert measured.sigma_m > 0
    address = parse_address(number)
    assert address is not None
    hit = town_rungs.address(address)
    assert not isinstance(hit, str)
    assert measured.error_m == pytest.approx(distance_m(hit.shape, Point(121.4, 31.1)), abs=1)


def test_what_is_not_found_has_no_error(tmp_path: Path, town_rungs: Rungs) -> None:
    rows = read_truth(
        truth(
            tmp_path,
            "a,address,无名路3号,无名路,,,无名路3号,121.4,31.1,,",
            "b,crossing,无名路口,无名路,中和路,,,121.4,31.1,,",
            "c,name,无此地,,,,,121.4,31.1,,",
        )
    )
    assert against_truth(town_rungs, rows, "t") == []


def test_each_known_number_is_looked_for_by_the_others_alone(town_rungs: Rungs) -> None:
    measured = against_each_other(town_rungs)
    assert {m.source for m in measured} == {"left out"}
    assert "exact" not in {m.how for m in measured}
    own = [m for m in measured if m.group == "中和路"]
    assert len(own) == len(town_rungs.gazetteer.numbers("中和路"))
    assert min(m.error_m for m in own) > 5


def test_wrong_number_has_a_large_error(town_rungs: Rungs) -> None:
    numbers = town_rungs.gazetteer.numbers("中和路")
    wrong = KnownNumber(2, "号", numbers[-1].lon, numbers[-1].lat, "wrong")
    rungs = Rungs(town_rungs.gazetteer, numbers={"中和路": [wrong]})
    worst = max(against_each_other(rungs), key=lambda m: m.error_m)
    assert worst.error_m > 500


@pytest.mark.parametrize(
    ("header", "row", "why"),
    [
        ("id,type", "a,name", "truth.csv:1: 缺少列 name、road"),
        (HEADER, "a,city,甲,,,,,121.4,31.1,,", "truth.csv:2: type 应为 crossing、stretch"),
        (HEADER, "a,name,甲,,,,,东经,31.1,,", "truth.csv:2: lon 应为经纬度"),
        (HEADER, "a,stretch,甲,,,,,121.4,31.1,,", "truth.csv:2: lon2 应为经纬度"),
    ],
)
def test_malformed_truth_is_refused(tmp_path: Path, header: str, row: str, why: str) -> None:
    with pytest.raises(TruthError, match=why):
        read_truth(truth(tmp_path, row, header=header))
