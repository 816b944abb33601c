from __future__ import annotations

import pytest

from seeds.reading.items import Item
from seeds.reading.lexicon import Known, lexicon
from seeds.reading.tokens import tokens

LENT = lexicon({"明湖": (Known("明湖公园", "park"),)})


def item(text: str, *, counted: bool = False) -> Item:
    said = tokens(text, LENT)
    return Item(said, 0, len(said.letters), counted=counted)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("青柳公园", "青柳公园"),
        ("新建青柳公园", "青柳公园"),
        ("青柳公园建设", "青柳公园"),
        ("青柳公园二期工程", "青柳公园"),
        ('"青柳公园"', "青柳公园"),
        ("3座青柳公园", "青柳公园"),
        ("设青公园", "设青公园"),
        ("主干道青柳路", "青柳路"),
        ("青柳公园周边环境", "青柳公园"),
        ("青柳路12弄3号", "青柳路12弄3号"),
        ("青柳(9#、10#)", "青柳(9#、10#)"),
        ("青柳公园新建白杨学校", "青柳公园"),
    ],
)
def test_a_name_begins_behind_works_and_ends_on_its_ending(text: str, own: str) -> None:
    assert item(text).own == own


@pytest.mark.parametrize(
    ("text", "specific"),
    [("青柳公园", 2), ("公园", 0), ("社区公园", 0), ("人民公园", 2), ("明湖", 2), ("3号地块", 2)],
)
def test_proper_characters_are_counted(text: str, specific: int) -> None:
    assert item(text).specific == specific


def test_a_phase_behind_the_name_ends_at_stop() -> None:
    one = item("青柳公园二期工程")
    assert one.text(one.first, one.stop) == "青柳公园二期"
    assert one.letter == "s"


@pytest.mark.parametrize("text", ["3座公园", "两座公园", "三大公园", "健身步道3条"])
def test_a_count_makes_a_class(text: str) -> None:
    assert item(text).counted


@pytest.mark.parametrize(
    ("text", "why"), [("青柳有限公司", "组织、活动或事项"), ("青柳示范区", "政策称号或比喻")]
)
def test_heads_that_are_no_places_are_refused(text: str, why: str) -> None:
    one = item(text)
    assert (one.refused, one.head) == (why, -1)


@pytest.mark.parametrize("text", ["东至青柳路", "南临青柳河", "西起于青柳路"])
def test_a_side_of_a_block_is_told(text: str) -> None:
    assert item(text).bounds


@pytest.mark.parametrize(
    ("text", "bare"), [("青柳", True), ("青柳公园", False), ("社区", False), ("柳", False)]
)
def test_a_short_member_without_an_ending_may_be_a_name(text: str, bare: object) -> None:
    assert item(text).bare is bare


def test_a_known_count_makes_a_class() -> None:
    assert item("青柳公园", counted=True).counted
    assert not item("青柳公园").counted


def test_a_member_of_nothing_but_signs_is_empty() -> None:
    one = item("、-")
    assert one.first >= one.last
    assert (one.head, one.letter, one.shape) == (-1, "", "")


def test_the_report_s_own_district_in_front_is_told() -> None:
    assert item("区图书馆").prefixed
    assert not item("青柳图书馆").prefixed
