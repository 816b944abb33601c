"""What a name says beside itself: another place, or nothing but its sort."""

from __future__ import annotations

import pytest

from geo.elsewhere import place_after, place_before, road_behind, says_no_place
from geo.gazetteer import Gazetteer
from geo.lines import NamedLines


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("长风市青柳路", "长风市"),
        ("长风新区青柳路", "长风新区"),
        ("松岭省长风市青柳路", "松岭省"),
        ("广州青柳路", "广州"),
        ("广州市青柳路", "广州市"),
        ("（长风市）东至青柳路", "长风市"),
        ("深圳：东至青柳路", "深圳"),
    ],
)
def test_the_place_before_a_name_is_told(name: str, place: str) -> None:
    assert place_before(name) == place


@pytest.mark.parametrize(
    "name",
    [
        "广州路", "广州东路", "广州西一路", "太原街", "湖南大道", "青柳路", "县前街", "市光路",
        "区界路",
        "科技园区一号路", "老城区青柳路", "开发区青柳大道", "", "广州", "（", "东至青柳路",
    ],
)  # fmt: skip
def test_a_road_called_after_a_city_or_a_class_of_areas_is_no_place(name: str) -> None:
    assert place_before(name) == ""


@pytest.mark.parametrize(
    ("rest", "place"),
    [
        ("，长风市", "长风市"),
        ("（广州）", "广州"),
        ("青岛", "青岛"),
        ("3楼", ""),
        ("（近广州路）", ""),
        ("长风大厦", ""),
        ("", ""),
    ],
)
def test_the_place_after_an_address_is_all_that_follows(rest: str, place: str) -> None:
    assert place_after(rest) == place


def test_a_known_road_behind_other_words(town_gazetteer: Gazetteer) -> None:
    lines = NamedLines(town_gazetteer)
    names = ["长风中和路", "规划中和路", "新中和路", "中和路", "长风甲路"]
    assert [road_behind(lines, name) for name in names] == ["中和路", "", "", "", ""]


@pytest.mark.parametrize(
    ("name", "says_none"),
    [
        ("食堂", True),
        ("公共厕所", True),
        ("中心医院", True),
        ("人民医院", True),
        ("钟楼", True),
        ("体育场", True),
        ("意大利", True),
        ("广州", True),
        ("青柳食堂", False),
        ("青柳中心医院", False),
        ("第八人民医院", False),
        ("会展中心", False),
        ("广州饭店", False),
    ],
)
def test_a_name_that_says_only_its_sort_says_no_place(name: str, says_none: bool) -> None:
    assert says_no_place(name) is says_none
