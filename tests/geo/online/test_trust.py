"""What is believed of a service, and what only looks like an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geo.online.contract import Candidate, text_of
from geo.online.trust import believed, claim_m

if TYPE_CHECKING:
    from tests.geo.online.conftest import Forms


def candidate(*names: str, **changes: Any) -> Candidate:
    values: dict[str, Any] = {"names": names, "lon": 121.41, "lat": 31.11, "level": "poi"}
    return Candidate(**(values | changes))


def test_the_very_thing_is_believed(forms: Forms) -> None:
    found = candidate("云杉楼")
    assert believed([found], forms.ask()) is found


@pytest.mark.parametrize(
    ("asked", "told"),
    [("云杉楼", "云杉 楼"), ("云杉楼（A座）", "云杉楼(a座)"), ("“云杉”楼", "云杉楼")],
)
def test_spelling_that_does_not_count_does_not_count(forms: Forms, asked: str, told: str) -> None:
    assert isinstance(believed([candidate(told)], forms.ask(asked)), Candidate)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("长风二村", "长风三村"),
        ("云杉楼", "云杉楼停车场"),
        ("云杉楼", "云杉大厦"),
        ("云杉东楼", "云杉楼"),
        ("云杉楼", "雲杉楼"),
        ("云杉公园", "云杉公园站"),
    ],
)
def test_a_near_spelling_is_another_thing(forms: Forms, asked: str, told: str) -> None:
    assert believed([candidate(told)], forms.ask(asked)) == f"找到的是“{told}”，名称不同"


def test_another_name_of_the_thing_will_do(forms: Forms) -> None:
    assert isinstance(believed([candidate("云杉大厦", "云杉楼")], forms.ask()), Candidate)


@pytest.mark.parametrize(("lon", "lat"), [(121.399, 31.11), (121.41, 31.121), (87.6, 43.8)])
def test_a_namesake_elsewhere_is_refused(forms: Forms, lon: float, lat: float) -> None:
    found = candidate("云杉楼", lon=lon, lat=lat)
    assert believed([found], forms.ask()) == "找到的地点不在青溪区内"


def test_the_one_in_the_district_is_taken_from_among_others(forms: Forms) -> None:
    here = candidate("云杉楼")
    away = candidate("云杉楼", lon=87.6, lat=43.8)
    assert believed([away, here], forms.ask()) is here


@pytest.mark.parametrize(
    ("level", "why"), [("street", "只找到所在的道路"), ("coarse", "只找到更大的范围")]
)
def test_a_stand_in_is_refused(forms: Forms, level: str, why: str) -> None:
    assert believed([candidate("云杉楼", level=level)], forms.ask()) == why


def test_a_very_large_thing_is_no_place(forms: Forms) -> None:
    found = candidate("云杉楼", radius_m=1600.0)
    assert believed([found], forms.ask()) == "找到的范围太大，不能算位置"


def test_two_namesakes_are_not_decided(forms: Forms) -> None:
    both = [candidate("云杉楼"), candidate("云杉楼", lon=121.415)]
    assert believed(both, forms.ask()) == "“云杉楼”有几处同名的地点，无法断定是哪一处"


def test_an_outline_and_its_point_are_one_thing(forms: Forms) -> None:
    both = [candidate("云杉楼", radius_m=400.0), candidate("云杉楼", lon=121.411)]
    assert believed(both, forms.ask()) is both[1]


def test_nothing_is_told_as_nothing(forms: Forms) -> None:
    assert believed([], forms.ask()) == "没有“云杉楼”"


@pytest.mark.parametrize(
    ("road", "number", "good"),
    [
        ("北河路", "12", True),
        ("北河路", "12号", True),
        ("北河路", "12弄", False),
        ("北河路", "14", False),
        ("北河路", "12-14", False),
        ("北河东路", "12", False),
        ("", "12", False),
    ],
)
def test_a_house_number_is_that_one_or_none(
    forms: Forms, road: str, number: str, good: bool
) -> None:
    found = candidate(level="house", road=road, number=number)
    answer = believed([found], forms.ask("北河路12号"))
    assert answer is found if good else answer == "找到的是另一个门牌"


def test_part_of_an_address_is_not_the_address(forms: Forms) -> None:
    found = candidate(level="house", road="北河路", number="12弄")
    assert believed([found], forms.ask("北河路12弄7-8号")) == "找到的是另一个门牌"


def test_a_house_number_is_not_a_building(forms: Forms) -> None:
    found = candidate(level="house", whole=True)
    assert believed([found], forms.ask()) == "只找到一个门牌，不是这个名称"


@pytest.mark.parametrize(("whole", "good"), [(True, True), (False, False)])
@pytest.mark.parametrize("text", ["云杉楼", "北河路12号"])
def test_without_a_name_only_a_whole_match_counts(
    forms: Forms, text: str, whole: bool, good: bool
) -> None:
    answer = believed([candidate(whole=whole)], forms.ask(text))
    assert isinstance(answer, Candidate) is good


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("云杉站", "云杉站"),
        ("云杉站", "云杉"),
        ("云杉站", "云杉(地铁站)"),
        ("云杉站", "云杉地铁站"),
    ],
)
def test_a_station_may_lack_its_word(forms: Forms, asked: str, told: str) -> None:
    found = candidate(told, level="station")
    assert believed([found], forms.ask(asked)) is found


def test_a_station_is_not_what_it_is_named_after(forms: Forms) -> None:
    assert believed([candidate("云杉楼", level="station")], forms.ask()) == "找到的是车站"


def test_a_thing_of_another_kind_is_another_thing(forms: Forms) -> None:
    found = candidate("云杉园", kind="school")
    assert believed([found], forms.ask("云杉园", "metro_station")) == "找到的是另一类地点"
    assert believed([found], forms.ask("云杉园", "culture")) is found


@pytest.mark.parametrize(
    ("changes", "metres"),
    [
        ({"level": "house"}, 100),
        ({"level": "poi"}, 200),
        ({"level": "station"}, 250),
        ({"level": "estate"}, 400),
        ({"level": "poi", "radius_m": 333.0}, 330),
    ],
)
def test_claim_is_wide_and_grows_with_the_thing(changes: dict[str, Any], metres: float) -> None:
    assert claim_m(candidate("云杉楼", **changes)) == metres


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("徐\u202e甲\u200b楼", "徐甲楼"),
        ("<b>\x1b[31m\n</b>", "<b>[31m</b>"),
        ("\ud800甲", "甲"),
        ("长" * 10_000, "长" * 200),
        (None, ""),
        ([], ""),
        (7, ""),
    ],
)
def test_text_of_an_answer_is_plain_short_and_seen(raw: object, text: str) -> None:
    assert text_of(raw) == text
