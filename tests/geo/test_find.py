"""Places by name: exact names only, and never the wrong one of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from shapely.geometry import Point, box

from geo.accuracy import Claims
from geo.answer import Hit
from geo.find import Near, find_place
from geo.gazetteer import Gazetteer
from tests.geo.conftest import Plan

if TYPE_CHECKING:
    from tests.geo.conftest import Plan

CLAIMS = Claims()


def hit_of(found: Hit | str) -> Hit:
    assert isinstance(found, Hit), found
    return found


@pytest.mark.parametrize(
    ("name", "kind", "source_id"),
    [
        ("青溪公园", "", "way/201"),
        ("青溪公园", "park", "way/201"),
        ("青溪公园", "metro_station", "node/9001"),
        ("青溪公园站", "", "node/9001"),
        ("青溪公园站", "metro_station", "node/9001"),
        ("会展中心", "", "way/202"),
        ("会展中心", "commercial", "way/202"),
        ("会展中心站", "", "node/9002"),
        ("会展中心站", "transport_hub", "node/9002"),
    ],
)
def test_a_station_and_what_it_is_named_after_are_not_mixed_up(
    town_gazetteer: Gazetteer, name: str, kind: str, source_id: str
) -> None:
    assert hit_of(find_place(town_gazetteer, name, kind=kind)).source_id == source_id


@pytest.mark.parametrize(
    ("name", "kind"),
    [("甲楼站", ""), ("甲楼站", "metro_station"), ("甲楼", "metro_station"), ("南门", "culture")],
)
def test_there_is_no_station_of_a_house_and_no_house_of_a_station(
    town_gazetteer: Gazetteer, name: str, kind: str
) -> None:
    assert find_place(town_gazetteer, name, kind=kind) == f"地名：地名库里没有“{name}”"


@pytest.mark.parametrize(
    "name", ["青溪二公园", "青溪", "溪公园", "青溪公园二期", "青溪公园北", "青溪北公园", "", " "]
)
def test_a_nearby_spelling_is_not_taken(town_gazetteer: Gazetteer, name: str) -> None:
    assert find_place(town_gazetteer, name) == f"地名：地名库里没有“{name}”"


@pytest.mark.parametrize("name", ["青溪 公园", "“青溪公园”", "青溪（公园）"])
def test_blanks_quotes_and_brackets_do_not_count(town_gazetteer: Gazetteer, name: str) -> None:
    assert hit_of(find_place(town_gazetteer, name)).source_id == "way/201"


def test_a_name_that_two_places_have_is_not_decided(town_gazetteer: Gazetteer) -> None:
    why = "地名：“阳光花园”有2处（way/203、way/204），无法断定是哪一处"
    assert find_place(town_gazetteer, "阳光花园") == why


@pytest.mark.parametrize(("kind", "source_id"), [("school", "way/207"), ("residential", "way/208")])
def test_the_kind_decides_between_two_places(
    town_gazetteer: Gazetteer, kind: str, source_id: str
) -> None:
    assert hit_of(find_place(town_gazetteer, "百合苑", kind=kind)).source_id == source_id


def test_a_kind_that_neither_has_decides_nothing(town_gazetteer: Gazetteer) -> None:
    assert isinstance(find_place(town_gazetteer, "百合苑", kind="park"), str)


@pytest.mark.parametrize(("kind", "source_id"), [("", "way/212"), ("culture", "node/9007")])
def test_an_outline_and_the_point_in_it_are_one_place(
    town_gazetteer: Gazetteer, kind: str, source_id: str
) -> None:
    assert hit_of(find_place(town_gazetteer, "聚贤楼", kind=kind)).source_id == source_id


def test_the_district_decides_between_two_places(town_gazetteer: Gazetteer) -> None:
    assert hit_of(find_place(town_gazetteer, "明珠楼")).source_id == "way/205"


def test_what_is_near_decides_between_two_places(town_gazetteer: Gazetteer) -> None:
    near = box(121.415, 31.104, 121.418, 31.107)
    assert (
        hit_of(find_place(town_gazetteer, "阳光花园", near=Near(near, "东门"))).source_id
        == "way/204"
    )


@pytest.mark.parametrize("name", ["老仓库", "老仓库（已拆）"])
def test_what_was_pulled_down_is_not_drawn(town_gazetteer: Gazetteer, name: str) -> None:
    assert find_place(town_gazetteer, name) == f"地名：“{name}”在地名库里标为已拆除"


def test_a_station_under_construction_is_less_sure_and_says_so(town_gazetteer: Gazetteer) -> None:
    built, due = (hit_of(find_place(town_gazetteer, n)) for n in ("会展中心站", "南门站"))
    assert due.note == "OSM 标为在建，位置以工程为准"
    assert (built.accuracy_m, due.accuracy_m) == (
        CLAIMS.metres("place", "station"),
        CLAIMS.metres("place", "building_site"),
    )


def test_a_point_is_less_sure_than_an_outline(town_gazetteer: Gazetteer) -> None:
    point, outline = (hit_of(find_place(town_gazetteer, n)) for n in ("甲楼", "青溪公园"))
    assert (point.shape, point.accuracy_m) == (
        Point(121.416, 31.1102),
        CLAIMS.metres("place", "point"),
    )
    assert (outline.shape.geom_type, outline.accuracy_m) == (
        "Polygon",
        CLAIMS.metres("place", "outline"),
    )


@pytest.mark.parametrize(("sort", "found"), [("convenience", False), ("library", True)])
def test_the_only_branch_in_the_district_is_not_the_one_that_is_meant(
    plan: Plan, sort: str, found: bool
) -> None:
    tags = {"shop": sort} if sort == "convenience" else {"amenity": sort}
    plan.road("甲路", (0, 100), (4000, 100))
    for east in (1000, 4600):
        plan.add("node", Point(east, 500), name="好乐", **tags)
    assert isinstance(find_place(plan.gazetteer(), "好乐"), Hit) is found


@pytest.mark.parametrize("name", ["食堂", "钟楼", "意大利"])
def test_one_object_called_by_its_sort_or_a_country_is_no_answer(plan: Plan, name: str) -> None:
    plan.road("甲路", (0, 100), (4000, 100))
    plan.add("node", Point(1000, 500), amenity="restaurant", name=name)
    assert find_place(plan.gazetteer(), name) == f"地名：“{name}”没有说是哪一处"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("杏坛小学（东校区）", "地图上另有杏坛小学（东校区），相距约1.4公里"),
        ("杏坛小学东校区", "地图上另有杏坛小学东校区，相距约1.4公里"),
        ("杏坛小学附属幼儿园", ""),
        ("杏坛小学路", ""),
    ],
)
def test_an_institution_with_another_site_says_so(plan: Plan, other: str, said: str) -> None:
    plan.road("红叶路", (1000, 2000), (3000, 2000))
    plan.add("way", box(1000, 2010, 1100, 2110), amenity="school", name="杏坛小学")
    plan.add("way", box(2500, 2010, 2600, 2110), amenity="school", name=other)
    assert hit_of(find_place(plan.gazetteer(), "杏坛小学")).note == said


def test_a_site_next_door_is_no_other_site(plan: Plan) -> None:
    plan.road("红叶路", (1000, 2000), (3000, 2000))
    plan.add("way", box(1000, 2010, 1100, 2110), amenity="school", name="杏坛小学")
    plan.add("way", box(1110, 2010, 1200, 2110), amenity="school", name="杏坛小学（东校区）")
    assert hit_of(find_place(plan.gazetteer(), "杏坛小学")).note == ""
