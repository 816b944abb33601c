from __future__ import annotations

from seeds.reading.forms import Forms
from seeds.reading.home import Home
from seeds.reading.knowledge import Knowledge
from seeds.reading.lexicon import Known, Lexicon, lexicon
from seeds.reading.name import Name
from seeds.reading.quoted import Quoted
from seeds.reading.runs import quotation
from seeds.reading.tokens import tokens


def names(text: str, words: Lexicon | None = None, *, firm: bool = False) -> list[Name]:
    knowledge = Knowledge(words or lexicon(), Home())
    said = tokens(text, knowledge.lexicon)
    found = quotation(said, 0, len(said.letters))
    assert found is not None
    return Quoted(said, Forms(knowledge), *found).names(firm=firm)


def test_members_with_endings_share_what_stands_before_them() -> None:
    text = '青柳"白杨公园、红枫公园"'
    found = names(text)
    assert [one.name for one in found] == ["青柳白杨公园", "青柳红枫公园"]
    assert [text[one.start : one.end] for one in found] == ["白杨公园", "红枫公园"]


def test_members_without_endings_count_where_the_list_is_called_something() -> None:
    text = '青柳"白杨、红枫公园"'
    assert names(text) == []
    assert [one.name for one in names(text, firm=True)] == ["青柳白杨", "青柳红枫公园"]


def test_a_place_before_the_quotation_lends_its_zone() -> None:
    words = lexicon({"滨江": (Known("滨江功能区", "area", "area", zone="滨江功能区"),)})
    found = names('滨江青柳"白杨公园、红枫公园"', words)
    assert [one.name for one in found] == ["滨江功能区", "青柳白杨公园", "青柳红枫公园"]
    assert {one.zone for one in found} == {"滨江功能区"}


def test_a_member_that_the_district_knows_keeps_its_name() -> None:
    words = lexicon({"青柳白杨": (Known("青柳白杨馆", "culture"),)})
    assert [one.name for one in names('青柳"白杨、红枫公园"', words, firm=True)] == [
        "青柳白杨馆",
        "青柳红枫公园",
    ]
