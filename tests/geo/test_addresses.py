"""House numbers lie in order along a road, and one wrong number does not fold it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, box

from geo.addresses import FAR_FROM_ROAD_M, Anchor, Habit, NumberedRoad, _isotonic
from geo.numbering import Pace

PACE = Pace(
    step_m=2.0,
    step_sd_m=0.5,
    start_m=0.0,
    start_sd_m=30.0,
    wander_m=5.0,
    apart_m=3.0,
    known_m=20.0,
)
EASTWARD = Habit(heading=(1.0, 0.0), odd_left=None, pace=PACE)
ROAD = LineString([(0, 0), (500, 0), (1000, 0)])
Known = dict[int, float]
NUMBERS = st.dictionaries(st.integers(1, 999), st.floats(0, 1000), max_size=7)


def road(known: Known, *, begins: bool = True, habit: Habit = EASTWARD) -> NumberedRoad:
    """Return a road of 1 km to the east with numbers at these distances from its western end."""
    anchors = [Anchor(number, Point(x, 10), f"{number}号") for number, x in known.items()]
    return NumberedRoad(ROAD, anchors, is_end=lambda _: begins, habit=habit)


def found(known: Known, number: int, **options: Any) -> tuple[str, float]:
    hit = road(known, **options).find(number)
    return hit.how, hit.point.x


def near(metres: float, within: float = 25.0) -> Any:
    return pytest.approx(metres, abs=within)


# --- how a number is found -------------------------------------------------------------------


def test_known_number_is_where_it_is_known() -> None:
    hit = road({10: 20, 110: 220}).find(110)
    assert (hit.how, hit.point.coords[0], hit.sigma_m) == ("exact", (220, 10), 0)


@pytest.mark.parametrize(
    ("known", "number", "how", "metres"),
    [
        ({10: 20, 110: 220, 210: 420}, 60, "between", 120),
        ({10: 20, 110: 120, 210: 420}, 160, "between", 270),
        ({10: 20, 110: 220}, 160, "beyond", 320),
        ({101: 200, 201: 400}, 51, "beyond", 100),
        ({51: 100}, 101, "one", 200),
        ({}, 101, "habit", 200),
    ],
)
def test_number_is_read_off_the_others(known: Known, number: int, how: str, metres: float) -> None:
    assert found(known, number) == (how, near(metres))


def test_number_where_the_beginning_is_out_of_sight_goes_by_the_known_one() -> None:
    assert found({401: 500}, 501, begins=False) == ("one", near(700))


def test_no_known_number_and_no_beginning_is_the_middle() -> None:
    assert found({}, 101, begins=False) == ("none", 500)


@pytest.mark.parametrize(("number", "how"), [(600, "habit"), (5000, "off")])
def test_number_that_the_road_is_far_too_short_for(number: int, how: str) -> None:
    assert found({}, number)[0] == how


def test_number_far_above_the_known_ones_is_not_on_the_road() -> None:
    assert found({10: 100, 110: 700}, 5000)[0] == "off"


def test_answer_names_the_nearest_known_number() -> None:
    hit = road({10: 100, 110: 300}).find(100)
    assert hit.nearest is not None
    assert hit.nearest.source == "110号"


def test_number_far_from_the_road_is_not_believed() -> None:
    lost = Anchor(50, Point(500, FAR_FROM_ROAD_M + 5))
    assert NumberedRoad(ROAD, [lost], is_end=lambda _: True, habit=EASTWARD).anchors == ()


def test_campus_counts_where_it_fronts_the_road_and_less_than_a_shop() -> None:
    campus = Anchor(101, box(150, 10, 650, 300), "campus")
    shop = Anchor(101, Point(400, 10), "shop")
    wide, narrow = (
        NumberedRoad(ROAD, [one], is_end=lambda _: True, habit=EASTWARD) for one in (campus, shop)
    )
    assert wide.along[0] == pytest.approx(400, abs=1)
    assert 200 < wide.find(103).point.x < narrow.find(103).point.x < 400
    assert wide.find(103).sigma_m > narrow.find(103).sigma_m


def test_number_near_a_crossing_is_no_known_door_but_draws_the_others() -> None:
    near = Anchor(101, Point(400, 10), "近某路", near_m=50.0)
    numbered = NumberedRoad(ROAD, [near], is_end=lambda _: True, habit=EASTWARD)
    hit = numbered.find(101)
    assert hit.how == "one"
    assert 200 < hit.point.x < 400
    assert hit.sigma_m > 20


def test_number_a_little_beyond_the_end_is_less_sure_by_what_it_is_over() -> None:
    pace = replace(PACE, step_sd_m=0.8)
    numbered = road({}, habit=replace(EASTWARD, pace=pace))
    inside, over = numbered.find(495), numbered.find(560)
    assert over.how == "habit"
    assert over.sigma_m > inside.sigma_m + 20


# --- how sure it is --------------------------------------------------------------------------


def test_sigma_grows_away_from_known_numbers() -> None:
    numbered = road({100: 200, 300: 600})
    sigmas = [numbered.find(number).sigma_m for number in (302, 320, 400, 480)]
    assert sigmas == sorted(sigmas)


def test_road_that_may_run_either_way_is_less_sure() -> None:
    along, across = (
        NumberedRoad(line, [], is_end=lambda _: True, habit=EASTWARD).find(400)
        for line in (ROAD, LineString([(0, 0), (0, 1000)]))
    )
    assert across.sigma_m > 1.25 * along.sigma_m


# --- direction -------------------------------------------------------------------------------


def test_direction_is_fitted_against_the_habit() -> None:
    fitted = road({50: 900, 250: 500, 350: 300})
    assert fitted.fitted
    assert fitted.find(150).point.x == near(700)


def test_numbers_close_together_do_not_decide_the_direction() -> None:
    assert not road({10: 150, 14: 110}).fitted


def test_direction_without_numbers_is_the_habit() -> None:
    westward = replace(EASTWARD, heading=(-1.0, 0.0))
    assert found({}, 101, habit=westward) == ("habit", near(800))


SHANGHAI = Habit(heading=(-0.8, -0.6))


@pytest.mark.parametrize("end", [(1000, 0), (0, 1000), (600, 800), (-300, 900)])
def test_numbers_of_the_city_grow_from_the_east_and_the_north(end: tuple[float, float]) -> None:
    line = LineString([(0, 0), end])
    first = NumberedRoad(line, [], is_end=lambda _: True, habit=SHANGHAI).find(1)
    assert first.point.distance(Point(end)) < line.length / 4


def test_way_in_which_the_road_was_drawn_does_not_count() -> None:
    drawn = [
        NumberedRoad(line, [], is_end=lambda _: True, habit=EASTWARD).find(101).point.x
        for line in (ROAD, ROAD.reverse())
    ]
    assert drawn == [near(200, 1), near(200, 1)]


def test_single_number_that_fits_both_ways_leaves_it_to_the_habit() -> None:
    assert found({250: 500}, 300) == ("one", near(600))


def test_single_high_number_at_the_habits_beginning_turns_the_road() -> None:
    assert road({480: 40}).find(400).point.x > 100


# --- side ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "y"), [(101, 25.0), (102, -25.0)])
def test_odd_and_even_numbers_face_each_other(number: int, y: float) -> None:
    habit = replace(EASTWARD, odd_left=True, aside_m=25.0)
    assert road({}, habit=habit).find(number).point.y == pytest.approx(y)


def test_known_numbers_say_on_which_side_of_this_road_the_odd_ones_lie() -> None:
    habit = replace(EASTWARD, odd_left=True)
    right = [Anchor(n, Point(2.0 * n, -20.0)) for n in (11, 101, 201)]
    numbered = NumberedRoad(ROAD, right, is_end=lambda _: True, habit=habit)
    assert numbered.find(151).point.y < 0 < numbered.find(152).point.y


# --- order -----------------------------------------------------------------------------------


@settings(deadline=None)
@given(NUMBERS, st.lists(st.integers(1, 999), min_size=2, max_size=6), st.booleans())
def test_numbers_never_run_backwards(known: Known, asked: list[int], begins: bool) -> None:
    numbered = road(known, begins=begins)
    hits = [numbered.find(number | 1) for number in sorted(asked)]  # of one side
    along = [numbered.axis.project(h.point) for h in hits if h.how not in {"exact", "off"}]
    assert all(a <= b + 1e-6 for a, b in pairwise(along))


@settings(deadline=None)
@given(NUMBERS, st.integers(1, 999))
def test_every_number_lies_beside_its_road_or_is_known(known: Known, number: int) -> None:
    hit = road(known).find(number)
    assert hit.how == "exact" or hit.point.distance(ROAD) <= EASTWARD.aside_m + 1e-6


def test_one_wrong_number_cannot_fold_the_road() -> None:
    right = {n: 2.0 * n for n in range(20, 400, 20)}
    wrong = road(right | {50: 900.0})
    off = [abs(wrong.find(n).point.x - 2.0 * n) for n in range(130, 400, 20)]
    assert max(off) < 120


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=12), st.data())
def test_fit_is_in_order_and_keeps_the_mean(values: list[float], data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.floats(0.5, 5), min_size=len(values), max_size=len(values)))
    fit = _isotonic(np.array(values), np.array(weights))
    assert len(fit) == len(values)
    assert (np.diff(fit) >= 0).all()
    assert np.average(fit, weights=weights) == pytest.approx(
        np.average(values, weights=weights), abs=1e-3
    )


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=12))
def test_what_is_in_order_is_left_alone(values: list[float]) -> None:
    ordered = np.array(sorted(values))
    assert (_isotonic(ordered, np.ones(len(values))) == ordered).all()


@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=8))
def test_fit_is_the_nearest_sequence_in_order(values: list[float]) -> None:
    assume(len(set(values)) > 1)
    fit, given_ = _isotonic(np.array(values), np.ones(len(values))), np.array(values)
    other = np.maximum.accumulate(given_)
    assert ((fit - given_) ** 2).sum() <= ((other - given_) ** 2).sum() + 1e-6


# --- between two crossings -------------------------------------------------------------------


def test_point_between_its_crossings_stays() -> None:
    numbered = road({100: 200, 300: 600})
    point, off_m = numbered.within(numbered.find(200), (Point(1000, 0), Point(300, 0)))
    assert (point.x, off_m) == (near(400), near(600))


def test_point_outside_its_crossings_goes_to_the_middle() -> None:
    numbered = road({100: 200, 300: 600})
    point, off_m = numbered.within(numbered.find(200), (Point(600, 0), Point(1000, 0)))
    assert (point.x, off_m) == (800, 200)
