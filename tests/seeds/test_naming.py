from __future__ import annotations

import pytest

import geo.names
from seeds.naming import ends_of, is_address, is_class_name, kinds_fit, name_key, plain_key
from seeds.reading.found import Found


def found(name: str, **more: str) -> Found:
    return Found("000", "", "", 0, 1, name, name, more.pop("kind", "other"), **more)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("红叶 智塔（AI Tower）", "红叶智塔(ai tower)"),
        ("“青松·水漾”口袋公园", "青松水漾口袋公园"),
        ("红叶路—北河路街区", "红叶路-北河路街区"),
        ("３号地块", "3号地块"),
        ("北河路12弄7-8号", "北河路12弄7－8号"),
    ],
)
def test_same_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青松二村", "青松三村"),
        ("青松公园", "青松公园站"),
        ("北河路12弄7-8号", "北河路12弄78号"),
        ("红叶路", "红叶北路"),
        ("青松医院", "青松医院新址"),
    ],
)
def test_other_key(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("name", ["红叶智塔", "青松2期b座", "３号", "A座", "红 叶", "ｱ", "〇"])
def test_key_of_a_key_is_itself(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


def test_places_are_found_by_the_key_of_the_ledger() -> None:
    assert geo.names.name_key is name_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("新桥区档案馆新馆", "档案馆新馆"),
        ("青松大厦改造项目", "青松大厦"),
        ("青松大厦新建工程", "青松大厦"),
        ("北河路12号更新改造", "北河路12号"),
        ("新桥区", "新桥区"),
        ("新桥区馆", "新桥区馆"),
        ("青松租赁住房项目住宅地块", "青松租赁住房项目住宅地块"),
    ],
)
def test_plain_key(name: str, key: str) -> None:
    assert plain_key(name, "新桥区") == key


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        ("park", "metro_station", False),
        ("river", "road", False),
        ("park", "sports", True),
        ("rocket", "park", True),
        ("", "metro_station", True),
        ("other", "river", True),
        ("area", "road", True),
        ("area", "metro_station", False),
        ("transport_hub", "metro_station", True),
        ("intersection", "road", False),
    ],
)
def test_kinds_that_may_be_one_thing(one: str, other: str, fit: bool) -> None:
    assert kinds_fit(one, other) is kinds_fit(other, one) is fit


def test_ends_have_no_order_and_both_are_needed() -> None:
    said = found("红叶路", road_from="北河路", road_to="南河路段")
    assert ends_of(said) == ends_of(found("红叶路", road_from="南河路", road_to="北河路"))
    assert ends_of(found("红叶路", road_from="北河路")) == ()


@pytest.mark.parametrize("name", ["北河路12号", "北河路12号项目", "北河路 12 号更新改造"])
def test_name_that_is_a_house_number(name: str) -> None:
    assert is_address(found(name, address="北河路12号"), "新桥区")


@pytest.mark.parametrize("name", ["北河路12号公厕", "青松楼", "北河路120号"])
def test_name_that_says_more_than_a_house_number(name: str) -> None:
    assert not is_address(found(name, address="北河路12号"), "新桥区")
    assert not is_address(found(name), "新桥区")


@pytest.mark.parametrize("name", ["口袋公园", "社区食堂", "规划中学", "公厕", "商办地块", "中心"])
def test_class_names(name: str) -> None:
    assert is_class_name(name)


@pytest.mark.parametrize(
    "name", ["青松口袋公园", "3号地块", "红叶社区食堂", "北河路公厕", "申能地块"]
)
def test_names_of_one_thing(name: str) -> None:
    assert not is_class_name(name)
