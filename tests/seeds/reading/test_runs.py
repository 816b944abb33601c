from __future__ import annotations

import pytest

from seeds.reading.home import Home
from seeds.reading.knowledge import Knowledge
from seeds.reading.lexicon import lexicon
from seeds.reading.runs import (
    ANY_PLACE,
    NO_PLACE,
    counted_before,
    counted_behind,
    cut_at_quotes,
    marker_at,
    parts_of,
    quotation,
    runs,
    split_and,
)
from seeds.reading.tokens import Tokens, tokens

KNOWLEDGE = Knowledge(lexicon(), Home())


def words(text: str) -> Tokens:
    return tokens(text, lexicon())


def texts(said: Tokens, spans: list[tuple[int, int]]) -> list[str]:
    return [said.words(first, last) for first, last in spans]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("推进青柳公园,完成白杨路。", ["青柳公园", "白杨路"]),
        ("推进青柳公园、白杨公园建设。", ["青柳公园、白杨公园建设"]),
        ("推进公共服务。", []),
        ("其余地块", ["地块"]),
    ],
)
def test_a_run_holds_something_proper_and_an_ending(text: str, found: list[str]) -> None:
    said = words(text)
    assert texts(said, list(runs(said))) == found


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("青柳、白杨等地块", "地块"),
        ("青柳、白杨等3个重点项目", "重点项目"),
        ("青柳、白杨等地块改造", "地块"),
    ],
)
def test_the_word_behind_a_list_calls_its_members(text: str, marker: str) -> None:
    said = words(text)
    at = marker_at(said, said.letters.index("E"))
    assert at is not None
    assert said.word(at) == marker


def test_a_list_may_be_called_nothing_or_no_place() -> None:
    said = words("青柳、白杨等")
    assert marker_at(said, said.letters.index("E")) == NO_PLACE
    assert marker_at(said, 0) is None
    assert marker_at(said, len(said.letters)) is None


def test_a_count_behind_the_last_member_is_cut_off() -> None:
    said = words("青柳三处老房子")
    part, marker = counted_behind(said, 0, len(said.letters))
    assert said.words(*part) == "青柳"
    assert marker == ANY_PLACE
    whole = words("青柳公园")
    assert counted_behind(whole, 0, 2) == ((0, 2), None)


def test_a_count_before_the_name_is_seen() -> None:
    said = words("2座公共的青柳公园")
    assert counted_before(said, said.letters.rindex("u"))
    assert not counted_before(said, 0)


def test_a_run_is_cut_before_a_quoted_name() -> None:
    said = words('青柳公园"白杨公园"')
    spans = cut_at_quotes(said, 0, len(said.letters))
    assert texts(said, spans) == ["青柳公园", '"白杨公园"']


def test_a_quoted_list_with_a_name_before_it_is_found() -> None:
    said = words('青柳"传媒港、数字谷"')
    found = quotation(said, 0, len(said.letters))
    assert found is not None
    first, opening, closing = found
    assert (first, said.word(opening), said.word(closing)) == (0, '"', '"')
    alone = words('"传媒港、数字谷"')
    assert quotation(alone, 0, len(alone.letters)) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("青柳公园和白杨公园", ["青柳公园", "白杨公园"]),
        ("青柳公园和周边环境", ["青柳公园和周边环境"]),
        ("嘉和苑", ["嘉和苑"]),
        ("青柳公园", ["青柳公园"]),
        ("康复医院和妇幼医院", ["康复医院", "妇幼医院"]),
    ],
)
def test_and_joins_names_or_parts_of_one(text: str, parts: list[str]) -> None:
    said = words(text)
    assert texts(said, split_and(said, 0, len(said.letters), KNOWLEDGE)) == parts


def test_list_signs_part_a_run_without_empty_parts() -> None:
    said = words("青柳公园、、白杨公园、")
    assert texts(said, parts_of(said, 0, len(said.letters))) == ["青柳公园", "白杨公园"]
