from __future__ import annotations

from maps import bilingual, shapes
from maps.readings import has_han
from maps.view import MapView


def test_every_label_zone_and_name_of_the_ground_has_english(small_view: MapView) -> None:
    found = bilingual.names_in_english(small_view)
    labels = {str(shapes.properties(item)["label"]) for item in small_view.features}
    assert labels | {"一号路", "大公园", "小河", "1号线", "某街道", "无处可寻楼"} <= set(found)
    assert not any(has_han(words) for words in found.values())


def test_the_english_that_a_place_brings_goes_first(small_view: MapView) -> None:
    assert bilingual.names_in_english(small_view)["地点5"] == "Fifth Station"


def test_sentences_of_the_program_have_english_and_free_notes_have_none() -> None:
    rows = [
        {"id": "1", "label": "甲", "reason": "报告和地名库都没有可用的位置"},
        {"id": "2", "label": "乙", "reason": "问过居委，说在路东边"},
    ]
    found = bilingual.texts_in_english(MapView((), (), unlocated=rows))
    assert set(found) == {"报告和地名库都没有可用的位置"}


def test_pinyin_and_initials_of_label_and_aliases_may_be_typed() -> None:
    (typed,) = bilingual.typed(
        MapView((), ()), [{"label": "裕德路", "name": "裕德路", "aliases": "长桥;旧名"}]
    )
    assert {"yudelu", "ydl", "changqiao", "cq", "jiuming"} <= set(typed.split(";"))


def test_hostile_names_stay_plain_text(hostile_view: MapView) -> None:
    for words in bilingual.names_in_english(hostile_view).values():
        assert "\u202e" not in words
        assert "\u200b" not in words
