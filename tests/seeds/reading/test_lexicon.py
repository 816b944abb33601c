from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

from seeds.reading import lexicon as module
from seeds.reading.lexicon import Known, everyday, lexicon, listed, suffixes
from seeds.vocabulary import KINDS

FOLDER = files("seeds.reading").joinpath("words")
UNCLASSED = ("built.txt", "common_roads.txt", "regions.txt")


def test_every_class_is_in_the_table_of_the_module() -> None:
    table = re.findall(r"^``(.)``   ([A-Z]+) ", module.__doc__ or "", flags=re.MULTILINE)
    letters = [letter for letter, _ in table]
    assert len(set(letters)) == len(letters)
    assert all(getattr(module, name) == letter for letter, name in table)
    assert {sense.letter for sense in everyday().values()} | set(module.MADE) == set(letters)


def test_every_list_is_loaded() -> None:
    there = {path.name for path in FOLDER.iterdir()}
    assert there == {name for name, _ in module._LISTS} | set(UNCLASSED) | {"suffixes.csv"}


@pytest.mark.parametrize("name", UNCLASSED)
def test_lists_without_a_class_hold_words(name: str) -> None:
    assert listed(name)
    assert not any("#" in word for word in listed(name))


def test_a_word_stands_in_one_list_only() -> None:
    lists = [list(module._words(name)) for name, _ in module._LISTS]
    words = [word for words in (*lists, [word for word, _, _ in suffixes()]) for word in words]
    assert [word for word, times in Counter(words).items() if times > 1] == []


def test_endings_are_of_known_kinds() -> None:
    assert {kind for _, kind, _ in suffixes()} <= set(KINDS)
    assert {strength for _, _, strength in suffixes()} == {"strong", "weak"}


@pytest.mark.parametrize(
    ("word", "letter", "kind"),
    [
        ("公园", "s", "park"),
        ("大道", "r", "road"),
        ("、", "c", ""),
        ("第三", "z", ""),
        ("以及", "k", ""),
        ("其余", "R", ""),
    ],
)
def test_senses_of_words(word: str, letter: str, kind: str) -> None:
    assert everyday()[word] == (letter, kind)


def test_lexicon_without_lent_names_is_made_once() -> None:
    assert lexicon() is lexicon({})
    assert not lexicon().known


def test_letters_belong_to_patterns_and_made_words_count_from_the_end() -> None:
    words = lexicon({"青柳": (Known("青柳公园", "park"),)})
    k = words.words.index("青柳")
    assert words.letters[k] == "K"
    assert words.senses[k].kind == "park"
    assert words.known[k] == words.lent["青柳"]
    assert words.letters[-1] == module.RAW
