"""Claims are fitted so that nine tenths of the truth lie within them, on roads not looked at."""

from __future__ import annotations

import numpy as np
import pytest

from geo.accuracy import JUDGED, Claims
from geo.calibrate import FEWEST, SHARE, Measured, fit, held_out, reliability
from seeds.records import MeasuredClaim


def errors(
    count: int, *, how: str = "between", scale: float = 1.0, method: str = "address", seed: int = 7
) -> list[Measured]:
    """Return answers whose errors are normal with a standard deviation of `scale` times sigma."""
    draw = np.random.default_rng(seed)
    sigmas = draw.uniform(40, 200, count)
    found = np.abs(draw.normal(0, scale * sigmas))
    return [
        Measured(method, how, float(s), float(e), f"路{i % 25}", "invented")
        for i, (s, e) in enumerate(zip(sigmas, found, strict=True))
    ]


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_nine_tenths_of_new_errors_lie_within_the_fitted_claim(scale: float) -> None:
    (row,) = fit(errors(400, scale=scale))
    fresh = errors(2000, scale=scale, seed=8)
    within = np.mean([m.error_m <= row.base_m + row.per_metre * m.sigma_m for m in fresh])
    assert within == pytest.approx(SHARE, abs=0.05)
    assert row.within == pytest.approx(SHARE, abs=0.04)
    assert row.n == 400


def test_claim_follows_sigma_where_the_errors_do() -> None:
    (row,) = fit(errors(600))
    assert row.per_metre == pytest.approx(1.645, abs=0.35)


def test_claim_never_grows_more_slowly_than_sigma() -> None:
    assert fit(errors(400, scale=0.1))[0].per_metre >= 1


def test_too_few_errors_leave_the_judgement() -> None:
    assert fit(errors(FEWEST - 1)) == []
    assert len(fit(errors(FEWEST))) == 1


def test_what_rests_on_the_same_map_is_checked_but_not_fitted() -> None:
    same = [Measured("crossing", "node", 0, 1.0, f"路{i}", "t") for i in range(20)]
    (row,) = fit(same)
    assert (row.base_m, row.per_metre) == JUDGED["crossing", "node"]
    assert (row.within, row.median_m) == (1.0, 1.0)


def test_each_answer_is_held_out_once_and_never_with_its_own_road() -> None:
    measured = errors(60)
    pairs = held_out(measured)
    assert sorted(id(m) for m, _ in pairs) == sorted(map(id, measured))
    loud = [
        *measured,
        *(Measured("address", "between", 100, 9e3, "坏路", "invented") for _ in range(20)),
    ]
    claims = {id(m): c for m, c in held_out(loud)}
    assert max(claims[id(m)] for m in loud if m.group == "坏路") < 1000


def test_each_source_counts_alike() -> None:
    small = [Measured("address", "one", 0, 300, f"a{i}", "few") for i in range(20)]
    large = [Measured("address", "one", 0, 100, f"b{i}", "many") for i in range(500)]
    assert fit(large)[0].base_m == 100
    assert fit([*large, *small])[0].base_m == 300


def test_reliability_of_sound_claims_lies_on_the_diagonal() -> None:
    found = reliability(errors(800), (0.3, 0.5, 0.7, 0.9))
    assert list(found) == ["invented"]
    for share, seen in found["invented"]:
        assert seen == pytest.approx(share, abs=0.07)


def test_reliability_shows_what_a_second_source_contradicts() -> None:
    other = [
        Measured(m.method, m.how, m.sigma_m, 4 * m.error_m, m.group, "left out")
        for m in errors(400, seed=9)
    ]
    found = reliability([*errors(400), *other], (0.9,))
    assert found["left out"][0][1] < 0.75 < found["invented"][0][1]


def test_reliability_of_nothing_is_nothing() -> None:
    assert reliability([], (0.5,)) == {}


def test_measured_claims_go_before_judged_ones() -> None:
    row = MeasuredClaim("address", "between", 10.0, 2.0, 40, 80.0, 0.9, "t")
    claims = Claims([row])
    assert claims.metres("address", "between", sigma_m=100) == 210
    assert claims.metres("crossing", "node") == JUDGED["crossing", "node"][0]
