"""Stretches are read in every form that is certain, and nothing else becomes a stretch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.said import Stretch
from geo.stretch_names import end_name, parse_stretch

BETWEEN = Stretch("红叶路", "白桦路", "文定路")
STEMS = st.text("红叶白桦松林银杏", min_size=2, max_size=4)
ROADS = st.builds(str.__add__, STEMS, st.sampled_from(["路", "街", "大道", "东路", "二路"]))


@pytest.mark.parametrize("dash", ["-", "–", "—", "——", "－", "～", "~", "―", "〜", "−", "至", "到"])
@pytest.mark.parametrize(
    "form",
    ["红叶路（{}）", "红叶路({}段)", "红叶路（{}路段）", "红叶路{}", "红叶路{}段", "红叶路{}路段"],
)
def test_from_to_with_any_dash(form: str, dash: str) -> None:
    assert parse_stretch(form.format(f"白桦路{dash}文定路")) == BETWEEN


@pytest.mark.parametrize(
    "inside",
    [
        "从白桦路到文定路",
        "自白桦路至文定路段",
        "由白桦路至文定路",
        "白桦路起，文定路止",
        "白桦路起至文定路止",
        "起点白桦路，终点文定路",
        "起于白桦路，止于文定路",
        "东起白桦路，西至文定路",
        "北起白桦路、南到文定路",
        "南起白桦路北止文定路",
        "白桦路以东至文定路以西",
        "白桦路以东至文定路",
        "白桦路东侧-文定路西侧",
        "白桦路口至文定路口",
    ],
)
@pytest.mark.parametrize("form", ["红叶路（{}）", "红叶路({})等", "红叶路{}"])
def test_from_to_in_words(form: str, inside: str) -> None:
    assert parse_stretch(form.format(inside)) == BETWEEN


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("红叶路（关港河北岸-景联路）", "关港河北岸", "景联路"),
        ("红叶路（外环至区界）", "外环", "区界"),
        ("红叶路从外环到区界", "外环", "区界"),
        ("红叶路（内环高架-沪闵高架）", "内环高架", "沪闵高架"),
        ("红叶路（自忠路至复兴中路）", "自忠路", "复兴中路"),
        ("红叶路（自自忠路至复兴中路）", "自忠路", "复兴中路"),
    ],
)
def test_what_an_end_may_be(name: str, start: str, end: str) -> None:
    assert parse_stretch(name) == Stretch("红叶路", start, end)


@given(ROADS, ROADS, ROADS)
def test_without_brackets_the_host_is_the_first_road(host: str, start: str, end: str) -> None:
    assert parse_stretch(f"{host}{start}至{end}段") in (Stretch(host, start, end), None)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("红叶路（徐汇段）", "徐汇"),
        ("红叶路徐汇段", "徐汇"),
        ("红叶路（徐汇区段）", "徐汇区"),
        ("红叶路（全段）", ""),
        ("红叶路（全线）", ""),
    ],
)
def test_part_inside_a_district(name: str, part: str) -> None:
    assert parse_stretch(name) == Stretch("红叶路", "", "", part=part)


def test_an_open_end_keeps_its_compass_word() -> None:
    assert parse_stretch("红叶路（上中路以南）") == Stretch("红叶路", "上中路", "", toward="南")


@pytest.mark.parametrize(
    ("name", "ends", "toward"),
    [
        ("红叶大道南延伸", ("", ""), "南"),
        ("红叶大道南延伸段", ("", ""), "南"),
        ("红叶大道南延", ("", ""), "南"),
        ("红叶大道延伸段", ("", ""), ""),
        ("红叶大道向北延伸工程", ("", ""), "北"),
        ("红叶大道南延伸（白桦路-文定路）", ("白桦路", "文定路"), "南"),
        ("红叶大道（白桦路-文定路）延伸", ("白桦路", "文定路"), ""),
        ("红叶大道（白桦路-文定路）北延伸工程", ("白桦路", "文定路"), "北"),
    ],
)
def test_extension(name: str, ends: tuple[str, str], toward: str) -> None:
    assert parse_stretch(name) == Stretch("红叶大道", *ends, toward=toward, grows=True)


@pytest.mark.parametrize(
    "name",
    [
        "武康路-安福路",
        "武康路—安福路街区",
        "桂果路-虹镇路道路辟通",
        "长桥街道龙川路至罗秀路",
        "轨道交通15号线桂林路站-上海南站",
        "龙华中路东安路—船厂路地块",
        "衡复风貌区武康路段",
        "甲乙路（丙丁路至戊己路至庚辛路）",
        "甲乙路（丙丁路-戊己路至庚辛路）",
        "龙腾大道龙耀路至瑞宁路滨江段",
        "红叶路白桦路口",
        "红叶路",
        "延伸",
        "南延伸段",
        "业务延伸",
        "红叶路（中段）",
        "红叶路中段",
        "红叶路南段",
        "四至：东至甲路",
        "东至龙腾大道、南至黄石路、西至云锦路、北至龙耀路",
        "红叶路100号至200号段",
        "红叶路（以南）",
    ],
)
def test_look_alike_is_no_stretch(name: str) -> None:
    assert parse_stretch(name) is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("白桦路以东", "白桦路"),
        ("白桦路口", "白桦路"),
        ("白桦路路口", "白桦路"),
        ("白桦路西侧", "白桦路"),
        ("关港河北岸", "关港河北岸"),
        ("关港河北", "关港河北"),
        ("外环", "外环"),
    ],
)
def test_name_of_the_line_at_an_end(said: str, name: str) -> None:
    assert end_name(said) == name
