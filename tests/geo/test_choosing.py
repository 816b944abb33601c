"""The first good hit is the answer, the next one its runner-up, and two that disagree are none."""

from __future__ import annotations

import pytest
from shapely.geometry import LineString, Point

from geo.answer import Hit
from geo.choosing import best_first, doubted, first_of
from seeds.records import LocatorFact


def hit(
    east_m: float = 0, accuracy_m: float = 50, method: str = "place", source_id: str = ""
) -> Hit:
    """Return a place so far east of one corner."""
    return Hit(Point(121.4 + east_m / 95_400, 31.1), method, accuracy_m, source_id=source_id)


def test_the_first_hit_wins_and_the_next_is_told_with_its_distance() -> None:
    found = first_of(iter(["路口：无", hit(source_id="way/1"), hit(300, source_id="way/2")]), "")
    assert (found.source_id, found.tried) == ("way/1", ("路口：无",))
    assert found.runner_up == "place way/2（300 m）"


def test_what_fails_after_the_first_hit_is_not_told() -> None:
    found = first_of(iter([hit(), "地名：无"]), "")
    assert (found.tried, found.runner_up) == ((), "")


def test_nothing_more_is_asked_than_needed() -> None:
    asked = (hit(east) if east < 200 else pytest.fail("asked") for east in (0, 100, 200))
    first_of(asked, "")


@pytest.mark.parametrize(("zone", "method"), [("", "none"), ("西片", "zone")])
def test_without_a_hit_only_the_zone_may_be_known(zone: str, method: str) -> None:
    found = first_of(iter(["", "地名：无", "地名：无"]), zone)
    assert (found.geometry, found.method, found.tried) == (None, method, ("地名：无",))


@pytest.mark.parametrize(
    ("apart_m", "second", "answered"),
    [(2000, "place", False), (500, "place", True), (2000, "address", True)],
)
def test_two_places_far_apart_are_no_answer(apart_m: float, second: str, answered: bool) -> None:
    hits = [hit(), hit(apart_m, method=second)]
    found = first_of(iter(hits), "", doubting=True)
    assert (found.geometry is not None) is answered
    assert first_of(iter(hits), "").geometry is not None


def test_the_distance_to_a_line_is_that_to_its_middle() -> None:
    line = Hit(LineString([(121.4, 31.1), (121.42, 31.1)]), "stretch", 25.0)
    found = first_of(iter([hit(), line]), "")
    assert float(found.runner_up.split("（")[1].split()[0]) == pytest.approx(954, abs=5)


@pytest.mark.parametrize(
    ("radii", "order"), [((100, 50), (50, 100)), ((100, 60), (100, 60)), ((50, 100), (50, 100))]
)
def test_half_the_radius_goes_first(radii: tuple[int, ...], order: tuple[int, ...]) -> None:
    found = best_first(iter([hit(accuracy_m=radius) for radius in radii]))
    assert tuple(one.accuracy_m for one in found if isinstance(one, Hit)) == order


@pytest.mark.parametrize(("osm_id", "claim"), [("77", 400), ("78", 50)])
def test_a_doubt_about_the_very_object_widens_it(osm_id: str, claim: float) -> None:
    fact = LocatorFact(
        "甲楼", 1, "osm", "121.4", "31.1", osm_id, "甲楼", 400.0, "likely", "任何人", "osm", "", "",
        "存疑", line=2,
    )  # fmt: skip
    found = doubted(hit(source_id="way/77"), [fact])
    assert isinstance(found, Hit)
    assert found.accuracy_m == claim
