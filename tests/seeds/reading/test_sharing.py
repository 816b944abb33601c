"""What members of a list share: a beginning, an ending, a phase, a crossing, a class behind."""

from __future__ import annotations

import pytest

from seeds.reading.forms import Forms
from seeds.reading.home import Home
from seeds.reading.knowledge import Knowledge
from seeds.reading.lexicon import Known, lexicon
from seeds.reading.name import Name
from seeds.reading.phrases import names_in
from seeds.reading.tokens import tokens

LENT = lexicon(
    {
        "江岸": (Known("江岸功能区", "area", "area"),),
        "白杨": (Known("白杨新村", "residential"),),
        "白杨风貌区": (Known("白杨风貌区", "heritage", zone="江岸"),),
    }
)
FORMS = Forms(Knowledge(LENT, Home("静安区", "上海市")))


def read(text: str, *, named: bool = False) -> list[Name]:
    (found,) = names_in(tokens(text, LENT), FORMS, named=(named,))
    return found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # prefixes
        ("区图书馆、文化馆", ["静安区图书馆", "静安区文化馆"]),
        ("青柳公园西区、南区", ["青柳公园西区", "青柳公园南区"]),
        ("青柳中心明湖路地块、红枫路地块", ["青柳中心明湖路地块", "青柳中心红枫路地块"]),
        ("青柳中心3号地块、其余地块", ["青柳中心3号地块", "青柳中心其余地块"]),
        ("青柳G地块完成,L地块", ["青柳G地块", "青柳L地块"]),
        ("江岸传媒港与明湖谷片区", ["江岸传媒港片区", "江岸功能区明湖谷片区"]),
        # phases
        ("青柳公园四期完成,红枫公园、五期", ["青柳公园四期", "红枫公园", "青柳公园五期"]),
        ("青柳公寓二期完成,三期完成B地块", ["青柳公寓二期", "青柳公寓三期B地块"]),
        # endings
        ("青柳、红枫小学", ["青柳小学", "红枫小学"]),
        ("白杨、红枫风貌区", ["白杨风貌区", "红枫风貌区"]),
        ("红枫路、明湖镇社区卫生服务中心", ["红枫路社区卫生服务中心", "明湖镇社区卫生服务中心"]),
        ("青柳苗(9#、10#),红枫公园", ["青柳苗9#", "青柳苗10#", "红枫公园"]),
        # classes behind the list
        ("青柳路、红枫路等站", ["青柳路站", "红枫路站"]),
        ("青柳河、红枫河等公园", ["青柳河公园", "红枫河公园"]),
        ("青柳、红枫等地块", ["青柳地块", "红枫地块"]),
        # junctions
        ("青柳路、红枫路交叉口", ["青柳路、红枫路交叉口"]),
        ("青柳路红枫路路口", ["青柳路红枫路路口"]),
    ],
)
def test_what_members_share(text: str, names: list[str]) -> None:
    assert [one.name for one in read(text)] == names


def test_a_junction_knows_both_roads() -> None:
    for text in ("青柳路、红枫路交叉口", "青柳路红枫路交叉口", "青柳路红枫路口"):
        (junction,) = read(text)
        assert (junction.kind, junction.road_from, junction.road_to) == (
            "intersection",
            "青柳路",
            "红枫路",
        )
        assert text[junction.start : junction.end] == text


@pytest.mark.parametrize("text", ["青柳楼开工", "青柳楼项目", "明湖公园、青柳楼"])
def test_works_projects_and_neighbours_say_that_a_place_is_meant(text: str) -> None:
    assert "青柳楼" in [one.name for one in read(text)]


def test_a_column_of_names_says_that_a_place_is_meant() -> None:
    assert read("青柳楼") == []
    assert [one.name for one in read("青柳楼", named=True)] == ["青柳楼"]


def test_one_side_of_a_block_is_no_name() -> None:
    assert [one.name for one in read("东至青柳路")] == []


def test_a_gloss_in_brackets_is_read_by_itself() -> None:
    text = "推进改造(青柳公园开工)"
    (found,) = read(text)
    assert text[found.start : found.end] == "青柳公园"


def test_texts_joined_by_line_feeds_keep_their_names() -> None:
    texts = ["青柳公园", "推进", "红枫公园"]
    starts = [0, 5, 8]
    said = tokens("\n".join(texts), LENT)
    found = names_in(said, FORMS, starts, [False] * 3)
    assert [[one.name for one in names] for names in found] == [["青柳公园"], [], ["红枫公园"]]
