"""Claims: nearer known numbers make better addresses, and every way to find one has a claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.accuracy import _ADDRESS, address_m

HOWS = st.sampled_from(sorted(_ADDRESS))
REACHES = st.floats(0, 5000)


@pytest.mark.parametrize(("better", "worse"), [("exact", "between"), ("between", "beyond")])
@given(reach_m=st.floats(1, 5000))
def test_better_known_number_has_the_smaller_claim(better: str, worse: str, reach_m: float) -> None:
    assert address_m(better, reach_m) < address_m(worse, reach_m)


@given(HOWS, REACHES, REACHES)
def test_claim_never_shrinks_with_the_distance(how: str, one: float, other: float) -> None:
    near, far = sorted((one, other))
    assert address_m(how, near) <= address_m(how, far)


@given(HOWS, st.integers(0, 5000))
def test_claim_is_in_tens_of_metres(how: str, reach_m: int) -> None:
    assert address_m(how, reach_m) % 10 == 0


def test_known_number_claims_the_same_everywhere() -> None:
    assert address_m("exact", 0) == address_m("exact", 900) == 80


def test_unknown_way_is_a_bug() -> None:
    with pytest.raises(KeyError):
        address_m("guess", 0)
