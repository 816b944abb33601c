"""House numbers lie in order along a road, and one wrong number does not fold it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point

from geo.addresses import FAR_FROM_ROAD_M, Anchor, Habit, NumberedRoad, _isotonic

EASTWARD = Habit(heading=(1.0, 0.0), step_m=2.0)
ROAD = LineString([(0, 0), (500, 0), (1000, 0)])
Known = dict[int, float]
NUMBERS = st.dictionaries(st.integers(1, 999), st.floats(0, 1000), max_size=7)


def road(known: Known, *, begins: bool = True, habit: Habit = EASTWARD) -> NumberedRoad:
    """Return a road of 1 km to the east with numbers at these distances from its western end."""
    anchors = [Anchor(number, Point(x, 10), f"{number}号") for number, x in known.items()]
    return NumberedRoad(ROAD, anchors, is_end=lambda _: begins, habit=habit)


def found(known: Known, number: int, **options: Any) -> tuple[str, float]:
    hit = road(known, **options).find(number)
    return hit.how, round(hit.point.x)


# --- how a number is found -------------------------------------------------------------------


def test_known_number_is_where_it_is_known() -> None:
    hit = road({10: 20, 110: 220}).find(110)
    assert (hit.how, hit.point.coords[0], hit.reach_m) == ("exact", (220, 10), 0)


def test_number_between_two_known_ones() -> None:
    assert found({10: 100, 110: 700}, 60) == ("between", 400)


def test_number_beyond_goes_on_at_the_pace_of_the_road_and_the_city() -> None:
    own_m, city_m = 4.0, EASTWARD.step_m
    where = 500 + round(50 * (own_m * city_m) ** 0.5)
    assert found({10: 100, 110: 500}, 160, begins=False) == ("beyond", where)


def test_number_before_the_first_known_one_lies_after_the_beginning() -> None:
    assert found({101: 400, 201: 800}, 51) == ("beyond", 200)


def test_number_before_the_first_known_one_where_the_beginning_is_out_of_sight() -> None:
    assert found({101: 400, 201: 800}, 100, begins=False) == ("beyond", 400 - round(8**0.5))


def test_single_known_number() -> None:
    assert found({51: 100}, 101) == ("one", 200)


def test_single_known_number_where_the_beginning_is_out_of_sight() -> None:
    assert found({51: 100}, 101, begins=False) == ("one", 200)


def test_no_known_number_goes_by_the_habit() -> None:
    assert found({}, 101) == ("habit", 200)


def test_no_known_number_and_no_beginning_is_the_middle() -> None:
    assert found({}, 101, begins=False) == ("none", 500)


@pytest.mark.parametrize(("number", "how"), [(1500, "habit"), (1600, "off")])
def test_guess_may_lie_three_lengths_of_the_road_away(number: int, how: str) -> None:
    assert found({}, number)[0] == how


def test_number_that_the_road_is_too_short_for() -> None:
    assert found({10: 100, 110: 700}, 5000)[0] == "off"


def test_answer_names_the_nearest_known_number() -> None:
    hit = road({10: 100, 110: 700}).find(100)
    assert hit.nearest is not None
    assert hit.nearest.source == "110号"
    assert hit.reach_m == pytest.approx(60)


def test_number_far_from_the_road_is_not_believed() -> None:
    lost = Anchor(50, Point(500, FAR_FROM_ROAD_M + 5))
    assert NumberedRoad(ROAD, [lost], is_end=lambda _: True, habit=EASTWARD).anchors == ()


# --- direction -------------------------------------------------------------------------------


def test_direction_is_fitted_against_the_habit() -> None:
    fitted = road({10: 900, 110: 300})
    assert fitted.fitted
    assert fitted.find(60).point.x == pytest.approx(600)


def test_numbers_close_together_do_not_decide_the_direction() -> None:
    assert not road({10: 150, 14: 110}).fitted


def test_direction_without_numbers_is_the_habit() -> None:
    westward = Habit(heading=(-1.0, 0.0), step_m=2.0)
    assert found({}, 101, habit=westward) == ("habit", 800)


@pytest.mark.parametrize("end", [(1000, 0), (0, 1000), (600, 800), (-300, 900)])
def test_numbers_of_the_city_grow_from_the_east_and_the_north(end: tuple[float, float]) -> None:
    line = LineString([(0, 0), end])
    first = NumberedRoad(line, [], is_end=lambda _: True, habit=Habit()).find(1)
    assert first.point.equals(Point(end))


def test_way_in_which_the_road_was_drawn_does_not_count() -> None:
    drawn = [
        NumberedRoad(line, [], is_end=lambda _: True, habit=EASTWARD).find(101).point.x
        for line in (ROAD, ROAD.reverse())
    ]
    assert drawn == [200, 200]


def test_single_number_that_fits_both_ways_leaves_it_to_the_habit() -> None:
    assert found({250: 500}, 300) == ("one", 600)


def test_single_high_number_at_the_habits_beginning_turns_the_road() -> None:
    assert road({480: 40}).find(400).point.x > 40


# --- order -----------------------------------------------------------------------------------


@settings(deadline=None)
@given(NUMBERS, st.lists(st.integers(1, 999), min_size=2, max_size=6), st.booleans())
def test_numbers_never_run_backwards(known: Known, asked: list[int], begins: bool) -> None:
    numbered = road(known, begins=begins)
    hits = [numbered.find(number) for number in sorted(asked)]
    along = [numbered.axis.project(h.point) for h in hits if h.how not in {"exact", "off"}]
    assert all(a <= b + 1e-6 for a, b in pairwise(along))


@settings(deadline=None)
@given(NUMBERS, st.integers(1, 999))
def test_every_number_lies_on_its_road_or_is_known(known: Known, number: int) -> None:
    hit = road(known).find(number)
    assert hit.how == "exact" or hit.point.distance(ROAD) < 1e-6


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
    numbered = road({10: 100, 110: 700})
    point, off_m = numbered.within(numbered.find(60), (Point(1000, 0), Point(300, 0)))
    assert (point.x, off_m) == (400, 600)


def test_point_outside_its_crossings_goes_to_the_middle() -> None:
    numbered = road({10: 100, 110: 700})
    point, off_m = numbered.within(numbered.find(60), (Point(600, 0), Point(1000, 0)))
    assert (point.x, off_m) == (800, 200)
