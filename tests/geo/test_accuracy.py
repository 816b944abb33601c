"""Claims: what is judged, and what a district has measured."""

from __future__ import annotations

import pytest

from geo.accuracy import JUDGED, Claims
from seeds.records import MeasuredClaim
from seeds.vocabulary import METHODS


@pytest.mark.parametrize(("method", "how"), JUDGED)
def test_every_claim_is_of_a_known_method_and_more_than_nothing(method: str, how: str) -> None:
    assert method in METHODS
    assert Claims().metres(method, how, sigma_m=100) > 0


def test_claim_grows_with_what_the_rung_itself_does_not_know() -> None:
    claims = [Claims().metres("address", "between", sigma_m=s) for s in (20, 80, 300)]
    assert claims == sorted(set(claims))


def test_claims_of_addresses_are_whole_tens() -> None:
    assert Claims().metres("address", "habit", sigma_m=123.4) % 10 == 0


def test_what_a_district_measured_goes_first() -> None:
    row = MeasuredClaim("address", "one", 70.0, 1.0, 30, 50.0, 0.9, "t")
    assert Claims([row]).metres("address", "one", sigma_m=100) == 170


def test_way_of_finding_that_nobody_knows_is_a_mistake_in_the_code() -> None:
    with pytest.raises(KeyError):
        Claims().metres("address", "guess")
