from __future__ import annotations

import re
from importlib.resources import files

import pytest

from layers.change_words import CHANGES, LAYERS, NOTES
from maps import diff_strings
from maps.diff_page import SCRIPTS, TEMPLATE

PLACEHOLDER = re.compile(r"\{(\w*)\}")
WORDS = diff_strings.words()
PAIRS = {**WORDS, **diff_strings.field_titles(), **CHANGES, **LAYERS, **NOTES}


@pytest.mark.parametrize("key", PAIRS)
def test_both_languages_are_there_and_ask_for_the_same_fillings(key: str) -> None:
    chinese, english = PAIRS[key]
    assert set(PLACEHOLDER.findall(chinese)) == set(PLACEHOLDER.findall(english))
    if key != "switch_language":
        assert not re.search(r"[\u4e00-\u9fff]", english)


def test_every_change_belongs_to_one_group() -> None:
    grouped = [word for group in diff_strings.GROUPS.values() for word in group]
    assert sorted(grouped) == sorted(CHANGES)
    assert {f"group_{group}" for group in diff_strings.GROUPS} <= set(WORDS)


@pytest.mark.parametrize("name", [*SCRIPTS, TEMPLATE])
def test_every_text_that_a_file_asks_for_exists(name: str) -> None:
    folder = "templates" if name.endswith(".html") else "static"
    source = files("maps").joinpath(folder, name).read_text(encoding="utf-8")
    asked = re.findall(r"\bt\(\"(\w+)\"[,)]|data-t(?:-\w+)?=\"(\w+)\"|this\.words\.(\w+)", source)
    keys = {key for found in asked for key in found if key}
    assert keys - {"group_", "type_"} <= set(WORDS)


def test_no_text_is_kept_that_nothing_asks_for() -> None:
    sources = [
        files("maps").joinpath(folder, name).read_text(encoding="utf-8")
        for folder, names in (("static", SCRIPTS), ("templates", [TEMPLATE]))
        for name in names
    ]
    asked = set(re.findall(r"\w+", " ".join(sources)))
    left = [key for key in WORDS if key not in asked and not key.startswith(("group_", "type_"))]
    assert left == []


def test_the_page_gets_every_table_in_every_language() -> None:
    tables = diff_strings.diff_tables()
    assert set(tables) == {"zh", "en"}
    assert tables["zh"].keys() == tables["en"].keys()
