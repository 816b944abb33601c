"""The bounds of a plot in the words that planners use: which line lies on which side."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.bounds_text import parse_bounds
from geo.said import Side, sides_of
from seeds.district import District

SAID = {"东": "龙腾大道", "南": "黄石路", "西": "云锦路", "北": "龙耀路"}


def read(text: str) -> list[dict[str, str]]:
    """Return each plot as compass word to its lines; a side without a word is told by number."""
    return [
        {side.compass or str(n): "+".join(side.names) for n, side in enumerate(plot)}
        for plot in parse_bounds(text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "东至龙腾大道、南至黄石路、西至云锦路、北至龙耀路",
        "东起龙腾大道，南到黄石路，西临云锦路，北以龙耀路",
        "东起龙腾大道，西至云锦路，南临黄石路，北邻龙耀路",
        "东起自龙腾大道、南靠近黄石路、西毗邻云锦路、北紧临龙耀路",
        "东侧至龙腾大道；南侧至黄石路；西侧至云锦路；北侧至龙耀路。",
        "东侧为龙腾大道，南侧为黄石路，西侧为云锦路，北侧为龙耀路",
        "东以龙腾大道为界、南以黄石路为界、西以云锦路为界、北以龙耀路为界",
        "东边界为龙腾大道，南边界为黄石路，西界至云锦路，北界：龙耀路",
        "东至龙腾大道，南至黄石路，西至云锦路，北至龙耀路，总用地面积约3.2公顷，规划用途为商办",
        "东与龙腾大道相邻、南与黄石路相接、西与云锦路交界、北与龙耀路为邻",
        "东达龙腾大道，南抵黄石路，西倚云锦路，北依龙耀路",
        "东—龙腾大道，南—黄石路，西—云锦路，北—龙耀路",
        "往东至龙腾大道西侧、往南至黄石路以北、往西至云锦路、往北至龙耀路",
        "东:龙腾大道 南:黄石路 西:云锦路 北:龙耀路",
        "东：龙腾大道\n南：黄石路\n西：云锦路\n北：龙耀路",
        "四至范围：东至龙腾大道，\r\n  南至黄石路，\r\n西至云锦路,北至龙耀路。",
        "东至龙腾大道,南至黄石路,西至云锦路;北至龙耀路",
        "东至龙腾大道南至黄石路西至云锦路北至龙耀路",
        "东 至 龙腾大道 南 至 黄石路 西 至 云锦路 北 至 龙耀路",
        "某某地块（东至龙腾大道，南至黄石路，西至云锦路，北至龙耀路）",
        "东到龙腾大道，西到云锦路，南到黄石路，北到龙耀路的区域",
        "东至龙腾大道红线、南至黄石路中心线、西至现状云锦路、北至龙耀路南侧绿线",
        "龙耀路以南、云锦路以东、黄石路以北、龙腾大道以西",
        "龙耀路以南、云锦路以东、黄石路以北、龙腾大道以西地块",
        "位于龙耀路南侧、云锦路东侧、黄石路北侧、龙腾大道西侧的地块",
        "龙耀路南、云锦路东、黄石路北、龙腾大道西",
        "龙耀路以南至黄石路以北、云锦路以东至龙腾大道以西的区域",
    ],
)
def test_one_plot_in_the_words_of_planners(text: str) -> None:
    assert read(text) == [SAID]


@pytest.mark.parametrize(
    "text",
    [
        "龙耀路、云锦路、黄石路、龙腾大道围合区域",
        "位于龙耀路、云锦路、黄石路、龙腾大道围合区域",
        "龙耀路/云锦路/黄石路/龙腾大道合围",
        "由龙耀路-云锦路-黄石路-龙腾大道围合而成的地块",
        "三角地块（龙耀路、云锦路、黄石路和龙腾大道所围合的地块）",
        "某地块位于徐汇区，由龙耀路、云锦路、黄石路及龙腾大道四条道路围合",
    ],
)
def test_enclosed_without_compass_words(text: str) -> None:
    assert read(text) == [{"0": "龙耀路", "1": "云锦路", "2": "黄石路", "3": "龙腾大道"}]


@pytest.mark.parametrize(
    ("text", "plots"),
    [
        ("东、南至甲路，西至乙路", [{"东": "甲路", "南": "甲路", "西": "乙路"}]),
        ("东南两面临甲路，西至乙路", [{"东": "甲路", "南": "甲路", "西": "乙路"}]),
        (
            "东北至甲路，东南至乙路，西南至丙路，西北至丁路",
            [{"东北": "甲路", "东南": "乙路", "西南": "丙路", "西北": "丁路"}],
        ),
        ("东至甲路、乙河，南至丙路，西至丁路", [{"东": "甲路+乙河", "南": "丙路", "西": "丁路"}]),
        ("东至中和路和及第路、南至与民路、西至丁路", [
            {"东": "中和路+及第路", "南": "与民路", "西": "丁路"},
        ]),
        ("甲路、乙路以南，丙路以东，丁路以西", [{"北": "甲路+乙路", "西": "丙路", "东": "丁路"}]),
        (
            "东至上海南站，南至石龙路，西至规划一路，北至轨道交通3号线",
            [{"东": "上海南站", "南": "石龙路", "西": "规划一路", "北": "轨道交通3号线"}],
        ),
        ("东至甲路、南至乙路、北至丁路", [{"东": "甲路", "南": "乙路", "北": "丁路"}]),
        (
            "东至东安路、南至南丹路、西至西藏路、北至北海路",
            [{"东": "东安路", "南": "南丹路", "西": "西藏路", "北": "北海路"}],
        ),
        ("甲大道以西、乙路以南地块", [{"东": "甲大道", "北": "乙路"}]),
        (
            "A地块：东至甲路，南至乙路，西至丙路，北至丁路；B地块：东至丙路，南至乙路，西至戊路",
            [
                {"东": "甲路", "南": "乙路", "西": "丙路", "北": "丁路"},
                {"东": "丙路", "南": "乙路", "西": "戊路"},
            ],
        ),
        (
            "甲地块\n东至子路\n南至乙路\n西至丙路\n乙地块\n东至丁路\n南至戊路\n北至己路",
            [
                {"东": "子路", "南": "乙路", "西": "丙路"},
                {"东": "丁路", "南": "戊路", "北": "己路"},
            ],
        ),
    ],
)  # fmt: skip
def test_sides_of_other_kinds_and_numbers(text: str, plots: list[dict[str, str]]) -> None:
    assert read(text) == plots


def test_what_stands_in_brackets_is_kept_apart() -> None:
    (plot,) = parse_bounds("东至龙腾大道（黄浦江）、南至黄石路、西至云锦路、北至龙耀路")
    assert plot[0] == Side("东", ("龙腾大道",), "黄浦江")


@pytest.mark.parametrize(
    "text",
    [
        "东安一村",
        "东至甲路、西至乙路",
        "甲路以东、乙路以西",
        "东南西北",
        "东至、南至、西至",
        "龙腾大道（东至瑞宁路、西至云锦路）",
        "衡山路和吴兴路路口",
        "漕溪北路",
        "甲路、乙路围合",
        "北外滩中心、东方商厦、西岸剧场围合",
        "",
    ],
)
def test_no_bounds(text: str) -> None:
    assert parse_bounds(text) == ()


def test_no_name_of_a_place_is_read_as_bounds(shipped_district: District) -> None:
    names = {
        name for project in shipped_district.projects for name in (project.label, project.name)
    }
    assert [name for name in sorted(names) if parse_bounds(name)] == []


VERBS = st.sampled_from(["至", "到", "起", "临", "侧为", "：", "侧至", "界为"])
ROADS = st.lists(
    st.sampled_from(["红叶路", "白桦大道", "西林街", "清溪河", "东湖路", "北山高速"]),
    min_size=4, max_size=4, unique=True,
)  # fmt: skip


@given(
    names=ROADS, verb=VERBS, gap=st.sampled_from("、，,；\n "), order=st.permutations("东南西北")
)
def test_any_order_any_separator(names: list[str], verb: str, gap: str, order: list[str]) -> None:
    text = gap.join(f"{compass}{verb}{name}" for compass, name in zip(order, names, strict=True))
    assert read(text) == [dict(zip(order, names, strict=True))]


@given(names=ROADS, gap=st.sampled_from("、，,；\n"))
def test_what_lies_south_of_a_road_has_it_in_the_north(names: list[str], gap: str) -> None:
    text = gap.join(f"{name}以{side}" for name, side in zip(names, "南东北西", strict=True))
    assert read(text) == [dict(zip("北西南东", names, strict=True))]


@given(st.text("东南西北至到以为界临、，；：（）甲乙路河围合 \n", max_size=60))
def test_no_text_breaks_the_reader_and_no_side_is_empty(text: str) -> None:
    for side in itertools.chain.from_iterable(parse_bounds(text)):
        assert side.names
        assert all(len(name) > 1 for name in side.names)


def test_bare_names_become_sides_once() -> None:
    assert sides_of(["甲路", "甲路", "", Side("东", ("乙路",))]) == (
        Side("", ("甲路",)),
        Side("东", ("乙路",)),
    )
