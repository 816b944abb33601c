"""Two writings of one name, and what tells names apart."""

from __future__ import annotations

import pytest

from geo import spelling


@pytest.mark.parametrize(
    ("asked", "known", "way"),
    [
        ("雲門塔", "云门塔", spelling.VARIANT),
        ("云门塔", "雲門塔", spelling.VARIANT),
        ("東風路", "东风路", spelling.VARIANT),
        ("冢和园", "家和园", spelling.LOOK_ALIKE),
        ("青罗侨路", "青罗桥路", spelling.HOMOPHONE),
        ("红叶路", "虹叶路", ""),
        ("青罗桥路", "青罗桥路", ""),
        ("青罗桥", "青罗桥路", ""),
        ("清罗侨路", "青罗桥路", ""),
        ("云门塔", "云门他", ""),
        ("云门塔a", "云门塔b", ""),
        ("山原南路", "陕原南路", ""),
        ("松溪一村", "松溪二村", ""),
    ],
)
def test_the_way_in_which_names_agree(asked: str, known: str, way: str) -> None:
    assert spelling.same_writing(asked, known) == way


@pytest.mark.parametrize(
    ("name", "word", "stem"),
    [
        ("松溪二村", "二村", "松溪"),
        ("白鹿溪北路", "北路", "白鹿溪"),
        ("丹霞植物园", "植物园", "丹霞"),
        ("丹霞植物园站", "站", "丹霞植物园"),
        ("路", "", "路"),
    ],
)
def test_type_word_and_stem(name: str, word: str, stem: str) -> None:
    assert (spelling.type_word(name), spelling.stem_of(name)) == (word, stem)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Yun Men-ta", "yunmenta"),
        ("lü shan", "lushan"),
        ("lv'shan", "lushan"),
        ("B1楼", ""),
        ("", ""),
    ],
)
def test_letters_of_pinyin(text: str, letters: str) -> None:
    assert spelling.latin_key(text) == letters


@pytest.mark.parametrize(
    ("letters", "name", "spelled"),
    [
        ("changqiao", "长桥", True),
        ("zhangqiao", "长桥", True),
        ("minhang", "闵行", True),
        ("xian", "西安", True),
        ("xian", "先", True),
        ("changqia", "长桥", False),
        ("changqiaolu", "长桥", False),
        ("", "长桥", False),
    ],
)
def test_every_reading_of_a_character_counts(letters: str, name: str, spelled: bool) -> None:
    assert spelling.spelled_by(letters, name) is spelled


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("North Hill Road", "Hill Rd. (N)"),
        ("Middle Hill Road", "Hill Road (M)".replace("(M)", "(Mid)")),
        ("People's Park", "peoples park"),
        ("Temple of the Cloud", "Cloud Temple"),
    ],
)
def test_english_names_in_any_order(one: str, other: str) -> None:
    assert spelling.english_key(one) == spelling.english_key(other)


def test_english_names_keep_compass_words() -> None:
    assert spelling.english_key("North Hill Road") != spelling.english_key("South Hill Road")
