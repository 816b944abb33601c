from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.district import District, load_district
from seeds.identity import identity, new_id
from seeds.reading.found import Found

if TYPE_CHECKING:
    from pathlib import Path

ROADS = ("北河路", "南河路", "东河路", "西河路")


@pytest.fixture
def district(tiny_district: Path) -> District:
    return load_district(tiny_district)


def found(name: str, kind: str = "other", **more: str) -> Found:
    return Found("000", "", "", 0, 1, name, name, kind, **more)


def test_new_id_is_written_down() -> None:
    """Whoever changes this changes every id that was handed out."""
    assert new_id(("site", "白桦公园"), "999901", ()) == "NSHUEBU2YB7"


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4), st.text())
def test_form_of_new_ids(what: list[str], code: str) -> None:
    made = new_id(tuple(what), code, ())
    assert re.fullmatch("N[A-Z2-7]{10}", made)
    assert new_id(tuple(what), code, {made}) != made


def test_the_same_name_in_another_district_is_another_place() -> None:
    what = ("site", "白桦公园")
    assert new_id(what, "999901", ()) != new_id(what, "999902", ())


def test_ends_the_other_way_round_are_the_same_stretch(district: District) -> None:
    there = found("白桦路", "road_segment", road_from="北河路", road_to="南河路")
    back = found("白桦路", "road", road_from="南河路", road_to="北河路")
    assert identity(there, district) == identity(back, district)


def test_stretches_of_one_road_are_different(district: District) -> None:
    made = {
        identity(found("白桦路", "road_segment", road_from=a, road_to=b), district)
        for a in ROADS
        for b in ROADS
        if a != b
    }
    assert len(made) == 6
    assert identity(found("白桦路", "road"), district) not in made


def test_crossing_is_its_two_roads(district: District) -> None:
    roads = {"road_from": "北河路", "road_to": "南河路"}
    one = found("北河路和南河路路口", "intersection", **roads)
    other = found("南河路北河路交叉口", "intersection", road_from="南河路", road_to="北河路")
    assert identity(one, district) == identity(other, district)


def test_two_works_at_one_address(district: District) -> None:
    at = {"address": "北河路12号"}
    toilet, house = found("北河路12号公厕", **at), found("北河路12号", "residential", **at)
    assert identity(toilet, district) != identity(house, district)
    assert identity(house, district) == identity(found("北河路12号项目", **at), district)


def test_mention_that_says_less_is_the_same_place(district: District) -> None:
    full = found(
        "白桦文化中心", "culture", zone_reported="东片", address="北河路9号", parent="白桦"
    )
    assert identity(full, district) == identity(found("白桦文化中心"), district)


@pytest.mark.parametrize("told", ["zone_reported", "parent", "address"])
def test_class_names_are_told_apart_by_what_else_is_said(district: District, told: str) -> None:
    one, other = (found("口袋公园", "park", **{told: value}) for value in ("东片", "西片"))
    assert identity(one, district) != identity(other, district)


@given(
    name=st.sampled_from(("白桦公园", "白桦 公园", "“白桦”公园", "新桥区白桦公园", "白桦公园项目")),
    kind=st.sampled_from(("park", "other", "green", "rocket", "")),
)
def test_spelling_and_kind_of_site_do_not_count(name: str, kind: str) -> None:
    class Anywhere:
        name = "新桥区"

    assert identity(found(name, kind), Anywhere()) == ("site", "白桦公园")  # type: ignore[arg-type]


def test_station_is_not_the_park_of_that_name(district: District) -> None:
    station, park = found("白桦", "metro_station"), found("白桦", "park")
    assert identity(station, district) != identity(park, district)
