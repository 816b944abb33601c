"""An address lies where its numbers lie, and claims no less than what is not known of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from shapely.geometry import Point, box

from geo.accuracy import Claims
from geo.addresses import Habit
from geo.answer import Hit
from geo.gazetteer import KnownNumber
from geo.names import parse_address
from geo.numbering import Pace
from geo.rungs import Rungs
from seeds.records import MeasuredClaim

if TYPE_CHECKING:
    from tests.geo.conftest import Plan

LONG, CUT = "松林路", "银杏路"
Numbers = dict[int, tuple[float, float]]
Street = Callable[..., Rungs]


@pytest.fixture
def street(plan: Plan) -> Street:
    """Return what makes the rungs of a road of 2 km and of one that leaves the district."""
    plan.road(LONG, (1000, 2000), (3000, 2000))
    plan.road(CUT, (3500, 1000), (9000, 1000))
    plan.add("way", box(1390, 2010, 1410, 2030), building="yes", name="甲楼", **_housed(201))
    plan.add("way", box(2390, 2010, 2410, 2030), building="yes", name="乙楼", **_housed(701))
    gazetteer = plan.gazetteer()

    def make(near: Numbers | None = None, claims: Claims | None = None, road: str = LONG) -> Rungs:
        habit = Habit((1.0, 0.0), odd_left=True, pace=Pace(step_m=2.0, start_m=0.0))
        known = []
        for number, where in (near or {}).items():
            lon, lat = plan.degrees(Point(where)).coords[0]
            known.append(KnownNumber(number, "号", lon, lat, "近路口", by_crossing=True))
        return Rungs(gazetteer, numbers={road: known}, habit=habit, claims=claims)

    return make


def _housed(number: int) -> dict[str, str]:
    return {"addr__street": LONG, "addr__housenumber": str(number)}


def ask(rungs: Rungs, text: str) -> Hit | str:
    address = parse_address(text)
    assert address is not None
    return rungs.address(address)


def hit(rungs: Rungs, text: str) -> Hit:
    found = ask(rungs, text)
    assert isinstance(found, Hit)
    return found


def at(plan: Plan, found: Hit) -> tuple[float, float]:
    x, y = plan.seen(found.shape).coords[0]
    return x, y


# --- known numbers ---------------------------------------------------------------------------


def test_a_number_is_where_its_building_is(street: Street, plan: Plan) -> None:
    found = hit(street(), f"{LONG}201号")
    assert (found.how, at(plan, found)) == ("exact", (1400, 2020))


def test_a_wide_building_is_known_less_exactly_than_a_door(street: Street, plan: Plan) -> None:
    plan.add("way", box(1800, 2010, 2200, 2200), name="大院", amenity="school", **_housed(501))
    rungs = Rungs(plan.gazetteer())
    wide, narrow = hit(rungs, f"{LONG}501号"), hit(rungs, f"{LONG}201号")
    assert wide.accuracy_m >= narrow.accuracy_m + 150


def test_a_number_of_which_only_a_crossing_is_known_is_no_known_door(street: Street) -> None:
    rungs = street({401: (1800, 2000)})
    assert hit(rungs, f"{LONG}401号").how == "between"
    assert hit(rungs, f"{LONG}401号").accuracy_m > hit(rungs, f"{LONG}201号").accuracy_m


def test_a_number_near_a_crossing_draws_the_others_to_it(street: Street, plan: Plan) -> None:
    plain, drawn = street(), street({501: (2300, 2000)})
    text = f"{LONG}501号"
    assert at(plan, hit(plain, text))[0] + 20 < at(plan, hit(drawn, text))[0] < 2300


def test_a_road_that_has_no_such_number_says_so(street: Street) -> None:
    rungs = street()
    words = f"门牌：按已知门牌推算，地图范围内的{LONG}没有"
    assert ask(rungs, f"{LONG}9001号") == f"{words}9001号"
    assert ask(rungs, f"{LONG}201-9001号") == f"{words}201-9001号"


# --- ranges ----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["441-461号", "441号、461号", "441、451、461号", "441弄-461弄"])
def test_a_range_lies_in_its_middle(street: Street, plan: Plan, text: str) -> None:
    rungs = street()
    first, last, both = (hit(rungs, f"{LONG}{t}") for t in ("441号", "461号", text))
    x = [at(plan, found)[0] for found in (first, both, last)]
    assert x[0] < x[1] < x[2]
    assert x[1] == pytest.approx((x[0] + x[2]) / 2, abs=1)


def test_a_range_claims_as_much_as_its_less_sure_end_and_half_its_length(
    street: Street, plan: Plan
) -> None:
    rungs = street()
    first, last, both = (hit(rungs, f"{LONG}{t}号") for t in ("201", "301", "201-301"))
    half = plan.seen(first.shape).distance(plan.seen(last.shape)) / 2
    least = max(first.accuracy_m, last.accuracy_m) + half
    assert both.accuracy_m == pytest.approx(least, abs=2)


def test_the_middle_of_two_known_numbers_is_not_known(street: Street) -> None:
    rungs = street({})
    assert (hit(rungs, f"{LONG}201号").how, hit(rungs, f"{LONG}201-209号").how) == (
        "exact", "between",
    )  # fmt: skip


def test_numbers_too_far_apart_are_not_one_place(street: Street) -> None:
    said = ask(street(), f"{LONG}201号、801号")
    assert isinstance(said, str)
    assert said.startswith(f"门牌：{LONG}201-801号两头相距约1")
    assert said.endswith("不是一处")


# --- claims ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "more"), [("201弄", 0), ("201弄3号", 60), ("201弄3支弄5号", 60), ("201号3楼", 0)]
)
def test_a_house_inside_a_lane_is_less_sure(street: Street, text: str, more: float) -> None:
    rungs = street()
    gate = hit(rungs, f"{LONG}201号").accuracy_m
    assert hit(rungs, f"{LONG}{text}").accuracy_m == gate + more


def test_a_claim_is_no_longer_than_a_whole_road(street: Street) -> None:
    wide = Claims([_row("between", 5000)])
    assert hit(street(claims=wide), f"{LONG}401号").accuracy_m == pytest.approx(2000, abs=5)


def test_a_claim_on_a_road_that_goes_on_elsewhere_has_no_such_bound(street: Street) -> None:
    wide = Claims([_row("none", 9000), _row("habit", 9000)])
    assert hit(street(claims=wide), f"{CUT}401号").accuracy_m >= 9000


def test_a_claim_is_that_of_the_district(street: Street) -> None:
    measured = Claims([_row("exact", 33)])
    assert hit(street(claims=measured), f"{LONG}201号").accuracy_m < 60
    assert hit(street(), f"{LONG}201号").accuracy_m >= 90


def _row(how: str, base_m: float) -> MeasuredClaim:
    return MeasuredClaim("address", how, base_m, 0.0, 30, 10.0, 0.9, "测", line=2)
