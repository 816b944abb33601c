from __future__ import annotations

from dataclasses import replace

import pytest

from seeds.district import District, load_district
from seeds.reading.lending import Lent, lend

DISTRICT = load_district()


@pytest.fixture(scope="module")
def empty() -> District:
    """Return a district without projects, aliases, traps and zones."""
    return replace(
        DISTRICT, projects=(), aliases=(), traps=(), zone_rules={**DISTRICT.zone_rules, "zone": []}
    )


def test_nothing_is_lent_without_a_district() -> None:
    assert Lent() == Lent({}, {})


def test_an_empty_district_lends_its_map(empty: District) -> None:
    lent = lend(empty, [("青柳公园", "park"), ("白杨港", "river"), ("青柳街道", "area")])
    assert {key: (one.kind, one.placeable) for key, (one,) in lent.names.items()} == {
        "青柳公园": ("park", "yes"),
        "白杨港": ("river", "line"),
        "青柳街道": ("area", "area"),
    }


@pytest.mark.parametrize(
    "mapped",
    [
        [("青柳", "park")],  # short
        [("青柳便利店", "shop")],  # a kind that repeats everyday words
        [("青柳公园", "park"), ("青柳公园", "park")],  # there are two
        [("社区公园", "park")],  # made of everyday words
    ],
)
def test_mapped_names_that_tell_no_place_are_not_lent(
    empty: District, mapped: list[tuple[str, str]]
) -> None:
    assert lend(empty, mapped).names == {}


def test_a_slip_of_print_is_mended_and_noted(empty: District) -> None:
    (slip,) = lend(empty, [("青柳家园", "residential")]).names["青柳冢园"]
    assert slip.name == "青柳家园"
    assert "青柳冢园" in slip.note


def test_what_people_wrote_comes_before_the_map() -> None:
    project = next(one for one in DISTRICT.projects if one.kind == "park")
    before = lend(DISTRICT).names
    assert lend(DISTRICT, [(project.name, "school")]).names == before


def test_every_lent_name_is_looked_up_as_it_is_folded() -> None:
    lent = lend(DISTRICT)
    assert lent.names
    for written, senses in lent.names.items():
        assert senses
        assert len(written) > 1
        assert not set(written) & set('" （）')


def test_zones_are_lent_with_their_variants() -> None:
    lent = lend(DISTRICT)
    names = {zone["name"] for zone in DISTRICT.zone_rules["zone"]}
    assert set(lent.zones.values()) == names
