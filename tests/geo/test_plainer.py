"""A name without the district before it and the works after it, one step at a time."""

from __future__ import annotations

import pytest

from geo.plainer import BESIDE, SAME, Plain, plainer

HOMES = ("大新市", "大新", "青溪区", "青溪", "大新市青溪区")


def forms(name: str) -> list[Plain]:
    return list(plainer(name, HOMES, ["西园街道"]))


@pytest.mark.parametrize(
    ("name", "plain", "relation"),
    [
        ("大新市青溪区云门塔", "云门塔", SAME),
        ("青溪云门塔", "云门塔", SAME),
        ("云门塔（在建）", "云门塔", SAME),
        ("云门塔(规划)", "云门塔", SAME),
        ("云门塔修缮工程", "云门塔", SAME),
        ("云门医院新建工程", "云门医院", SAME),
        ("青溪区云门公园改造项目", "云门公园", SAME),
        ("云门中学扩建用地", "云门中学", BESIDE),
        ("云门中学改扩建工程", "云门中学", BESIDE),
        ("云门塔周边", "云门塔", BESIDE),
        ("第六人民医院", "大新市第六人民医院", SAME),
        ("市第六人民医院", "大新市第六人民医院", SAME),
    ],
)
def test_a_plainer_form_is_among_them(name: str, plain: str, relation: str) -> None:
    assert Plain(plain, relation) in forms(name)


@pytest.mark.parametrize(
    ("name", "never"),
    [
        ("云门医院迁建工程", "云门医院"),
        ("云门医院新址项目", "云门医院"),
        ("云门医院分院项目", "云门医院"),
        ("云门公园二期工程", "云门公园"),
        ("云门公园北区改造", "云门公园"),
        ("云门路南延伸工程", "云门路"),
        ("云门塔站改造", "云门塔"),
        ("云门路配套工程", "云门路"),
        ("东山区云门塔", "云门塔"),
        ("青溪区图书馆", "图书馆"),
        ("大新火车站", "火车站"),
        ("大新市实验小学", "实验小学"),
    ],
)
def test_what_changes_the_thing_meant_is_kept(name: str, never: str) -> None:
    assert never not in [plain.name for plain in forms(name)]


def test_a_subdistrict_before_the_name_is_remembered() -> None:
    assert Plain("云门塔", SAME, "西园街道") in forms("西园街道云门塔")


@pytest.mark.parametrize("name", ["云门塔", "青溪区云门塔修缮工程"])
def test_the_name_itself_is_not_among_them_and_none_comes_twice(name: str) -> None:
    found = [plain.name for plain in forms(name)]
    assert name not in found
    assert len(found) == len(set(found))
