from __future__ import annotations

import re
from importlib.resources import files

import pytest

from maps import strings
from maps.planner import SCRIPTS

PLACEHOLDER = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("key", strings.STRINGS)
def test_both_languages_ask_for_the_same_fillings(key: str) -> None:
    chinese, english = strings.STRINGS[key]
    assert set(PLACEHOLDER.findall(chinese)) == set(PLACEHOLDER.findall(english))


@pytest.mark.parametrize("key", strings.STRINGS)
def test_english_words_hold_no_chinese(key: str) -> None:
    if key != "switch_language":  # names the other language in its own writing
        assert not re.search(r"[\u4e00-\u9fff]", strings.STRINGS[key][1])


@pytest.mark.parametrize("name", [*SCRIPTS, "planner.html"])
def test_every_text_that_a_file_asks_for_exists(name: str) -> None:
    folder = "templates" if name.endswith(".html") else "static"
    source = files("maps").joinpath(folder, name).read_text(encoding="utf-8")
    asked = re.findall(r"\bt\(\"(\w+)\"[,)]|data-t(?:-\w+)?=\"(\w+)\"|this\.words\.(\w+)", source)
    keys = {key for found in asked for key in found if key}
    assert keys <= set(strings.STRINGS)


def test_no_text_is_kept_that_nothing_asks_for() -> None:
    sources = [
        path.read_text(encoding="utf-8")
        for folder in (".", "static", "templates")
        for path in files("maps").joinpath(folder).iterdir()
        if path.name.endswith((".py", ".js", ".html")) and path.name != "strings.py"
    ]
    asked = set(re.findall(r"\w+", " ".join(sources)))
    built = (
        "stage_",
        "accuracy_",
        "backdrop_",
        "shape_",
        "filter_",
        "gap_",
        "timeline_",
        "summary_",
    )  # put together from two words
    left = [key for key in strings.STRINGS if key not in asked and not key.startswith(built)]
    assert left == []


def test_the_page_gets_every_table_in_every_language() -> None:
    tables = strings.tables()
    assert set(tables) == {"zh", "en"}
    assert tables["zh"].keys() == tables["en"].keys() == {"ui", "kind", "stage", "method"}
