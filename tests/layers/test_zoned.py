"""The zones asked for by their own names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layers.zoned import INDICATIVE_M, OFFICIAL_M, zone_answer
from layers.zones import ZoneLayer


@pytest.mark.parametrize("name", ["东片", "东岸", "east", "东片功能区"])
def test_a_zone_is_found_by_each_of_its_names(zones: ZoneLayer, name: str) -> None:
    answer = zone_answer(name, zones)
    assert answer is not None
    assert (answer.geometry, answer.method) == (zones.zone("east").shape, "place")
    assert (answer.source, answer.source_id) == ("zones.toml", "east")


@pytest.mark.parametrize("name", ["南片", "东", "", "乙街道"])
def test_another_name_is_no_zone(zones: ZoneLayer, name: str) -> None:
    assert zone_answer(name, zones) is None


def test_an_indicative_outline_says_so_and_claims_little(zones: ZoneLayer) -> None:
    answer = zone_answer("东片", zones)
    assert answer is not None
    assert (answer.accuracy_m, answer.note) == (INDICATIVE_M, "示意")


def test_an_official_outline_is_taken_as_exact(zones: ZoneLayer) -> None:
    official = ZoneLayer(tuple(replace(zone, indicative=False) for zone in zones.zones))
    answer = zone_answer("东片", official)
    assert answer is not None
    assert answer.accuracy_m == OFFICIAL_M
