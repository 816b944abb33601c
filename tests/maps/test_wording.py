from __future__ import annotations

import ast
import csv
import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.latin import given_names
from maps.readings import has_han
from maps.wording import in_english
from maps.wordlist import sentences

LENT = {"西岸": "West Bund"}

SAID_BY_LADDER = (
    "地名：",
    "门牌：",
    "路段：",
    "路口：",
    "线路：",
    "所属：",
    "四至：",
    "示意：",
    "更正未采用：",
)
FILLED = ("长风路", "12", "东", "约12米", "没有共同的路口", "有约1.2平方公里", "地图上没有长风路")


@pytest.mark.parametrize(
    ("said", "english"),
    [
        (
            "推断；四至围合面积约230000平方米",
            "Inferred; block between its four bounds, about 230,000 m²",
        ),
        (
            "推断；在已知门牌之间内插（最近的已知门牌：14号）",
            "Inferred; interpolated between known numbers (nearest known number: 14)",
        ),
        ("位置取自所属的西岸艺术中心", "Position of West Bund Art Center, of which it is part"),
        (
            "示意：龙兰路在地图上距龙吴路还有约254米，这一段按直线画出",
            (
                "Indicative: Longlan Road ends about 254 m short of Longwu Road on the map; "
                "this part is drawn straight"
            ),
        ),
        (
            "协创路、育实路互为端点，按各自的线索一并画出",
            (
                "Xiechuang Road and Yushi Road are each other's ends; "
                "drawn together from what is known of each"
            ),
        ),
        ("“外环”按“外环高速”查", "“Outer Ring” looked up as “Outer Ring Expressway”"),
        ("“沪闵高架”按“沪闵高架路”查", "looked up by another form of its name"),
        (
            "报告只说在西岸滨江功能区，没有更具体的位置",
            "The report only says that it is in West Bund Riverside, nothing more exact",
        ),
        (
            "地名：地名库里没有“储能综合体”；所属：找不到西岸滨江",
            (
                "Name: no “Energy Storage Complex” in the gazetteer; "
                "part of: West Bund Riverside could not be found"
            ),
        ),
        (
            "查证过：公开资料只写 2025 年 9 月开学；门牌：地图上没有长风路",
            (
                "Checked: public sources only say that it opened in September 2025; "
                "house number: Changfeng Road is not on the map"
            ),
        ),
        ("locators.csv（公开网页）", "locators.csv (public web pages)"),
        ("OpenStreetMap", "OpenStreetMap"),
        (
            "四至：写东至长风路，而地图上它在西侧",
            "Bounds: Changfeng Road is given as the east bound",
        ),
    ],
)
def test_sentences_of_the_program_are_put_into_english(said: str, english: str) -> None:
    made = in_english(said, LENT)
    assert made is not None
    assert made.startswith(english)
    assert made == english or english.endswith("bound")


@pytest.mark.parametrize(
    ("said", "english"),
    [
        ("address 龙吴路394号（302 m）", "House number: No. 394, Longwu Road (302 m)"),
        (
            "crossing 华山路×肇嘉浜路（1211 m）",
            "Crossing: Huashan Road × Zhaojiabang Road (1,211 m)",
        ),
        ("place way/900800812（227 m）", "Object of that name: way/900800812 (227 m)"),
        ("place（3 m）", "Object of that name (3 m)"),
    ],
)
def test_the_next_best_answer_is_put_into_english(said: str, english: str) -> None:
    assert in_english(said) == english


def test_an_english_note_keeps_its_words_and_its_names_become_english() -> None:
    said = "stretch of 龙吴路; 003 表3 names it with 501-505号；推断"
    assert in_english(said) == (
        "stretch of Longwu Road; 003 table 3 names it with Nos. 501–505; inferred"
    )


@pytest.mark.parametrize(
    "said",
    [
        "问过居委，说在路东边",
        "推断；问过居委，说在路东边",
        "可在终端用 zonemap locate 查看，再改",
        "查证过：问过居委",
        "推断；" * 2000,
    ],
)
def test_what_a_person_wrote_freely_is_left_in_chinese(said: str) -> None:
    assert in_english(said) is None


@given(
    st.text(
        st.sampled_from("推断；：（）“”查证过地名库里没有按示意abc1，、") | st.characters(),
        max_size=40,
    )
)
def test_whatever_comes_out_has_no_chinese_character(said: str) -> None:
    made = in_english(said)
    assert made is None or not has_han(made)


def test_hostile_names_inside_stay_plain_text() -> None:
    made = in_english("地名：地名库里没有“<script>{a}徐汇{0}”")
    assert made == "Name: no “<script>{a} Xuhui {0}” in the gazetteer"


def test_every_row_of_the_table_can_be_reached_and_is_filled() -> None:
    for chinese, english, same in sentences():
        assert has_han(chinese)
        assert not has_han(english + same)
        holes = {part[0] for part in english.split("{")[1:]} - {"M"}
        assert holes <= {part[0] for part in chinese.split("{")[1:]}


def test_all_that_the_ladder_can_say_has_an_english_form() -> None:
    said = list(_said_by_ladder())
    assert len(said) > 40
    missing = [
        parts
        for parts in said
        if not any(
            in_english("".join(filled)) is not None
            for filled in product(*((part,) if part else FILLED for part in parts))
        )
    ]
    assert missing == []


def _said_by_ladder() -> Iterator[tuple[str, ...]]:
    """Yield what `geo` says of a search, blank where it puts something in."""
    for path in sorted(Path(__file__).parents[2].joinpath("geo").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        within = {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.JoinedStr)
            for part in node.values
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                parts = tuple(
                    str(p.value) if isinstance(p, ast.Constant) else "" for p in node.values
                )
            elif (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in within
            ):
                parts = (node.value,)
            else:
                continue
            if parts[0].startswith(SAID_BY_LADDER) and len(parts[0]) > 3:
                yield parts


def test_what_the_shipped_build_says_is_english(shipped_output: Path) -> None:
    rows = [
        feature["properties"]
        for name in ("points", "lines", "polygons")
        for feature in json.loads((shipped_output / f"geojson/{name}.geojson").read_text("utf-8"))[
            "features"
        ]
    ]
    said = {row[key] for row in rows for key in ("note", "source", "runner_up") if row[key]}
    with (shipped_output / "unlocated.csv").open(encoding="utf-8-sig", newline="") as file:
        said |= {row[key] for row in csv.DictReader(file) for key in ("reason", "tried")}
    lent = given_names(rows)
    without = [text for text in sorted(said) if in_english(text, lent) is None]
    assert len(said) > 200
    assert len(without) <= 0.02 * len(said), without
