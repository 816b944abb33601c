"""Near-identical names of the shipped district: no two of them are one place."""

from __future__ import annotations

from itertools import combinations

import pytest

from geo.answer import Answer, Query
from geo.locate import Locator

FAMILIES = [
    pytest.param("上海植物园 上海植物园站 植物园北区", id="park, its station, a part of it"),
    pytest.param("上海体育场站 上海体育场 上海体育馆", id="station, stadium, hall"),
    pytest.param(
        "徐家汇站 徐家汇源 徐家汇中心 徐家汇书院 徐家汇体育公园 大徐家汇", id="one quarter"
    ),
    pytest.param(
        "龙华医院 龙华机场 龙华塔 龙华西路334弄 龙华西路90弄 龙华风貌区 龙华中路站 龙华站",
        id="another quarter",
    ),
    pytest.param("康健体育公园 中城绿谷体育公园 万科体育公园", id="parks of one type"),
    pytest.param("区妇幼保健所 妇幼医院", id="institutions of one trade"),
    pytest.param("上汇实验学校小学部 上汇实验学校初中部", id="decks of a school"),
    pytest.param("宋庆龄幼儿园 宋庆龄小学 宋庆龄故居", id="one person"),
    pytest.param("西岸大剧院 国家大剧院", id="namesake elsewhere"),
    pytest.param("西岸数智谷 西岸数智中心 西岸传媒港", id="one brand"),
    pytest.param("源点大厦 源点广场", id="type word"),
    pytest.param("长华路 长华路绿地 长华学区", id="road, green, school district"),
    pytest.param("漕溪公园 漕溪路 漕溪北路 漕溪二村 漕溪三村 漕溪路站", id="one stem"),
    pytest.param("梅陇三村 梅陇六村", id="numeral"),
    pytest.param("张家弄 张家塘港", id="lane and river"),
    pytest.param("关港 东新港 漕河泾港 龙华港", id="harbours that are rivers"),
    pytest.param("模速空间 数链空间 电信数链空间实验室", id="spaces"),
    pytest.param("复旦附中徐汇分校 复旦附中", id="branch and school"),
    pytest.param("漕宝路 漕宝路站", id="road and station"),
    pytest.param("桂林公园 桂林公园站 桂林路 桂林路站 桂林西街", id="park, road, stations"),
]


def place_of(answer: Answer) -> tuple[object, ...] | None:
    """Return what tells a place from another: only its own object or position counts."""
    if answer.geometry is None:
        return None
    return answer.geometry.wkt, answer.method


@pytest.mark.parametrize("names", FAMILIES)
def test_no_two_names_are_answered_with_one_place(shipped_locator: Locator, names: str) -> None:
    answers = {name: shipped_locator.locate(Query("1", name)) for name in names.split()}
    for (one, first), (other, second) in combinations(answers.items(), 2):
        if place_of(first) is not None:
            assert place_of(first) != place_of(second), (one, other)
        assert not any(f"按“{name}”查" in first.note for name in answers), one


@pytest.mark.parametrize(
    ("name", "other"),
    [("漕溪一村", "漕溪二村"), ("梅陇四村", "梅陇三村"), ("上海植物园", "上海植物园（在建）")],
)
def test_a_near_name_is_offered_and_not_drawn(
    shipped_locator: Locator, name: str, other: str
) -> None:
    answer = shipped_locator.locate(Query("1", name))
    assert answer.geometry is None
    assert other in [candidate.name for candidate in answer.candidates]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("龍華塔", "龙华塔"),
        ("longhua ta", "龙华塔"),
        ("Hengshan Rd", "衡山路"),
        ("徐汇区龙华塔", "龙华塔"),
        ("龙华街道龙华塔", "龙华塔"),
        ("龙华塔修缮工程", "龙华塔"),
        ("肇家浜路", "肇嘉浜路"),
        ("第六人民医院", "上海市第六人民医院"),
        ("龍吳路與石龍路路口", "龙吴路与石龙路路口"),
    ],
)
def test_the_same_name_in_other_words_is_the_same_place(
    shipped_locator: Locator, written: str, name: str
) -> None:
    found, exact = (shipped_locator.locate(Query("1", text)) for text in (written, name))
    assert found.geometry == exact.geometry
    assert found.note.startswith(f"按“{name}”查")
    assert (found.accuracy_m or 0) >= (exact.accuracy_m or 0) > 0
