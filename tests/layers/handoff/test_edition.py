"""A version tells data apart, and nothing else: no clock, no machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import Point

from layers.features import PROPERTIES, Feature
from layers.handoff.edition import edition_of
from layers.handoff.sheets import sheets
from layers.zones import ZoneLayer
from seeds.district import District
from seeds.records import Report

Make = Callable[..., Any]
DATES = {"roads": "2026-03-08", "places": "2026-06"}


@pytest.fixture
def district(make_district: Make) -> District:
    made: District = make_district(folder=Path("greenfield"))
    return made


def thing(**changes: Any) -> Feature:
    values: dict[str, Any] = dict.fromkeys(PROPERTIES)
    values |= {"id": "QH0001", "name": "青松公园", "label": "青松公园", "kind": "park"}
    return Feature("QH0001", Point(121.41, 31.11), values | changes)


@pytest.fixture
def version(district: District, zones: ZoneLayer) -> Callable[..., str]:
    def of(*features: Feature, unlocated: tuple[dict[str, str | None], ...] = ()) -> str:
        return edition_of(district, sheets(features, zones), DATES, unlocated).version

    return of


def test_same_data_have_the_same_version(version: Make) -> None:
    assert version(thing()) == version(thing())


@pytest.mark.parametrize("changes", [{"label": "青柏公园"}, {"accuracy_m": 50}])
def test_other_data_have_another_version(version: Make, changes: dict[str, Any]) -> None:
    assert version(thing()) != version(thing(**changes))


def test_what_is_not_on_the_map_counts_too(version: Make) -> None:
    missing = {"id": "QH0002", "reason": "没有地址"}
    versions = {
        version(thing()),
        version(thing(), unlocated=(missing,)),
        version(thing(), unlocated=({**missing, "reason": "两处同名"},)),
    }
    assert len(versions) == 3


def test_date_is_that_of_the_newest_source(district: District, zones: ZoneLayer) -> None:
    rows = sheets([thing()], zones)
    assert edition_of(district, rows, DATES).date == "2026-06-01"
    report = Report("001", "新闻", "", "2026-12-25", "a.txt", "0" * 64, 100, "", "")
    later = replace(district, reports=(report,))
    assert edition_of(later, rows, DATES).date == "2026-12-25"
    assert edition_of(later, rows, DATES).version.startswith("2026-12-25-")


@pytest.mark.parametrize(("folder", "slug"), [("greenfield", "greenfield"), ("青禾", "d999901")])
def test_files_have_ascii_names(
    district: District, zones: ZoneLayer, folder: str, slug: str
) -> None:
    named = replace(district, folder=Path(folder))
    assert edition_of(named, sheets([thing()], zones), {}).slug == slug


def test_box_holds_every_zone_and_feature(district: District, zones: ZoneLayer) -> None:
    far = Feature("QH0009", Point(121.5, 31.0), thing().properties)
    box = edition_of(district, sheets([far], zones), {}).bbox
    assert (box[1], box[2]) == (31.0, 121.5)
