"""Each form that a name can take, read alone and without what stands around it."""

from __future__ import annotations

import pytest

from seeds.reading.forms import Forms
from seeds.reading.home import Home
from seeds.reading.items import Item
from seeds.reading.knowledge import Knowledge
from seeds.reading.lexicon import Known, lexicon
from seeds.reading.name import Name
from seeds.reading.proper import LOOSE
from seeds.reading.refusals import COUNTED
from seeds.reading.tokens import tokens

LENT = lexicon(
    {
        "明湖大道": (Known("明湖大道", "road", "line"),),
        "滨江": (Known("滨江功能区", "area", "area"),),
        "双园": (Known("东园", "park"), Known("西园", "park")),
        "假山谷": (Known("假山谷", "other", "no", "比喻"),),
    }
)
FORMS = Forms(Knowledge(LENT, Home("静安区", "上海市", frozenset({"上海", "上海市"}))))


def read(text: str, *, sibling: bool = False) -> list[Name]:
    said = tokens(text, LENT)
    return FORMS.of(Item(said, 0, len(said.letters)), LOOSE, sibling=sibling)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("青柳公园", [("青柳公园", "park")]),
        ("青柳公园(二期)", [("青柳公园(二期)".replace("(", "").replace(")", ""), "park")]),
        ("青柳公园(9#、10#)", [("青柳公园9#", "plot"), ("青柳公园10#", "plot")]),
        ("青柳一二村", [("青柳一村", "residential"), ("青柳二村", "residential")]),
        ("青柳中心3、5号地块", [("青柳中心3号地块", "plot"), ("青柳中心5号地块", "plot")]),
        ("区图书馆", [("静安区图书馆", "culture")]),
        ("青柳路", [("青柳路", "road")]),
        ("公路", []),
        ("青柳路(白杨路-红枫路)", [("青柳路", "road_segment")]),
        ("青柳路-白杨路", [("青柳路-白杨路", "road")]),
        ("青柳路12弄3、5号", [("青柳路12弄3号", "residential"), ("青柳路12弄5号", "residential")]),
        ("3、4号线", [("轨道交通3号线", "metro_line"), ("轨道交通4号线", "metro_line")]),
        ("3号线青柳站", [("轨道交通3号线", "metro_line"), ("青柳站", "metro_station")]),
        ("社区公园", []),
        ("明湖大道(青柳路-白杨路)", [("明湖大道", "road_segment")]),
        ("双园", [("东园", "park"), ("西园", "park")]),
        ("滨江二期", [("滨江功能区二期", "area")]),
    ],
)
def test_forms_of_names(text: str, names: list[tuple[str, str]]) -> None:
    assert [(one.name, one.kind) for one in read(text)] == names


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("3座青柳公园", COUNTED),
        ("北京图书馆", "不在本区"),
        ("青柳新区", "另一个区或新区"),
        ("华东总部", "公司的地区总部，没有写明楼宇"),
        ("假山谷", "比喻"),
    ],
)
def test_what_is_refused_says_why(text: str, why: str) -> None:
    assert [(one.placeable, one.note) for one in read(text)] == [("no", why)]


def test_the_own_city_lies_not_elsewhere() -> None:
    assert [one.placeable for one in read("上海图书馆")] == ["yes"]


def test_an_extent_gives_both_ends_and_its_banks() -> None:
    stretch, bank = read("青柳路(白杨路-红枫河北)")
    assert (stretch.road_from, stretch.road_to) == ("白杨路", "红枫河北")
    assert (bank.name, bank.kind) == ("红枫河", "river")


def test_a_gloss_is_an_address_or_another_name() -> None:
    (with_address,) = read("青柳公园(白杨路12号)")
    (with_name,) = read("青柳公园(柳浪园子)")
    assert (with_address.address, with_address.note) == ("白杨路12号", "")
    assert (with_name.address, with_name.note) == ("", "又写作柳浪园子")


def test_a_weak_ending_needs_something_that_says_a_place_is_meant() -> None:
    assert read("青柳楼") == []
    assert [one.name for one in read("青柳楼", sibling=True)] == ["青柳楼"]


def test_a_name_in_another_tells_its_parent_or_address() -> None:
    (garden,) = read("滨江青柳公园")
    (toilet,) = read("青柳路17弄公厕")
    assert garden.parent == "滨江功能区"
    assert toilet.address == "青柳路17弄"
