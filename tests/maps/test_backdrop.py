"""The ground under a map: what lies in the district or close to it, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
import shapely

from geo.gazetteer import Gazetteer
from maps.backdrop import MARGIN_DEG, backdrop
from seeds.district import District


@pytest.fixture(scope="module")
def ground(town_district: District) -> dict[str, Any]:
    return backdrop(Gazetteer(town_district.folder / "gazetteer"))


def test_the_ground_has_all_that_a_map_wants(ground: dict[str, Any]) -> None:
    wanted = {"roads", "water", "parks", "rivers", "metro", "subdistricts", "district"}
    assert set(ground) == wanted


def test_roads_have_a_class_and_unnamed_ones_are_drawn_too(ground: dict[str, Any]) -> None:
    classes = {road["name"]: road["class"] for road in ground["roads"]}
    assert (classes["北山路"], classes["中和高架路"]) == ("primary", "motorway")


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("parks", ["青溪公园"]),
        ("rivers", ["清溪"]),
        ("metro", ["上海地铁77号线"]),
        ("subdistricts", ["东湖路街道", "西园街道"]),
    ],
)
def test_each_group_holds_its_things(ground: dict[str, Any], group: str, names: list[str]) -> None:
    assert sorted(item["name"] for item in ground[group]) == sorted(names)


def test_nothing_is_drawn_far_outside(ground: dict[str, Any]) -> None:
    frame = ground["district"].buffer(MARGIN_DEG, join_style="mitre").buffer(1e-9)
    for group in ("water", "rivers", "metro"):
        assert all(frame.covers(item["geometry"]) for item in ground[group])
    assert all(frame.intersects(road["geometry"]) for road in ground["roads"])


def test_shapes_are_in_degrees(ground: dict[str, Any]) -> None:
    shapes = [item["geometry"] for item in ground["roads"] + ground["water"] + ground["parks"]]
    west, south, east, north = shapely.total_bounds(shapes)
    assert 121.3 < west < east < 121.5
    assert 31.0 < south < north < 31.2
