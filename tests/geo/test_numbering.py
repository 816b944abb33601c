"""The numbers of a road: what a few known ones say of the others, and how surely."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.numbering import Numbering, Pace

PACE = Pace(
    step_m=2.0,
    step_sd_m=0.5,
    start_m=50.0,
    start_sd_m=30.0,
    wander_m=5.0,
    apart_m=4.0,
    known_m=20.0,
)
KNOWN = st.dictionaries(st.integers(1, 999), st.floats(0, 2000), min_size=1, max_size=6)


def numbering(known: dict[int, float], *, begins: bool = True, pace: Pace = PACE) -> Numbering:
    numbers, along = (np.array(list(part), dtype=float) for part in (known, known.values()))
    return Numbering(numbers, along, begins=begins, pace=pace)


def test_without_known_numbers_the_habit_says_all() -> None:
    where, sigma = numbering({}).at(101)
    assert where == pytest.approx(250)
    assert sigma == pytest.approx(np.sqrt(30**2 + (0.5 * 100) ** 2 + (5**2 + 4**2) * 100))


def test_known_number_draws_its_neighbours_after_it() -> None:
    plain, drawn = numbering({}), numbering({201: 600})
    for number in (181, 201, 221):
        assert plain.at(number)[0] + 80 < drawn.at(number)[0] < 650
        assert drawn.at(number)[1] < plain.at(number)[1]


def test_many_known_numbers_are_met_to_within_their_own_error() -> None:
    known = {n: 30.0 + 3.5 * n for n in range(1, 400, 20)}
    found = numbering(known)
    assert max(abs(found.at(n)[0] - where) for n, where in known.items()) < PACE.known_m


def test_one_wrong_number_among_many_is_discounted() -> None:
    right = {n: 50.0 + 2.0 * n for n in range(1, 400, 20)}
    wrong = numbering(right | {211: 1400.0})
    assert abs(wrong.at(211)[0] - right[201] - 20) < 60


def test_where_the_beginning_is_out_of_sight_only_the_known_numbers_count() -> None:
    found = numbering({500: 100.0, 700: 500.0}, begins=False)
    assert found.at(600)[0] == pytest.approx(300, abs=15)
    assert found.at(1)[1] > 2 * numbering({500: 1050.0, 700: 1450.0}).at(1)[1]


def test_each_side_of_the_road_goes_by_its_own_numbers_first() -> None:
    found = numbering({101: 250.0, 102: 250.0, 301: 650.0, 302: 450.0, 501: 1050.0, 502: 650.0})
    assert found.at(401)[0] > found.at(400)[0] + 40
    assert found.at(400, odd=True)[0] == pytest.approx(found.at(401)[0], abs=5)


def test_wide_front_counts_less_than_a_narrow_one() -> None:
    numbers, along = np.array([201.0]), np.array([700.0])
    wide, narrow = (
        Numbering(numbers, along, begins=True, pace=PACE, width=np.array([width]))
        for width in (300.0, 0.0)
    )
    assert wide.at(201)[0] < narrow.at(201)[0] < 700


def test_numbers_that_fit_are_better_evidence_than_numbers_that_run_backwards() -> None:
    forward = numbering({51: 150.0, 101: 250.0, 151: 350.0})
    backward = numbering({51: 350.0, 101: 250.0, 151: 150.0})
    assert forward.evidence > backward.evidence + 3


@settings(deadline=None)
@given(KNOWN, st.integers(1, 999), st.booleans())
def test_the_order_in_which_numbers_are_known_does_not_matter(
    known: dict[int, float], asked: int, begins: bool
) -> None:
    turned = dict(reversed(known.items()))
    one, other = (numbering(k, begins=begins).at(asked) for k in (known, turned))
    assert one == pytest.approx(other, rel=1e-6, abs=1e-3)


@settings(deadline=None)
@given(KNOWN, st.integers(1, 999))
def test_what_is_known_never_makes_an_answer_less_sure(known: dict[int, float], asked: int) -> None:
    assert numbering(known).at(asked)[1] <= numbering({}).at(asked)[1] + 1e-6
