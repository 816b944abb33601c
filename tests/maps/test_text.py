from __future__ import annotations

import html
import json

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.text import island_json, json_line, page_text, plain_line, plain_text

NAMES = (
    "裕德路（漕溪路-文定路）",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{# note #}",
    "`${alert(1)}`",
    'a" onmouseover="alert(1)',
    "back\\slash",
)


@pytest.mark.parametrize("name", NAMES)
def test_page_text_holds_no_character_that_any_reader_takes_for_code(name: str) -> None:
    assert not set(page_text(name)) & set("<>\"'`{}\\$")


@pytest.mark.parametrize("name", NAMES)
def test_page_text_shows_the_name_as_it_was(name: str) -> None:
    assert html.unescape(page_text(name)) == name


@pytest.mark.parametrize("name", NAMES)
def test_page_text_is_not_compiled_as_jinja(name: str) -> None:
    source = page_text(name)
    assert jinja2.Environment(autoescape=False).from_string(source).render() == source


@pytest.mark.parametrize(
    ("sign", "written"),
    [
        ("\u202e", "[U+202E]"),
        ("\u200b", "[U+200B]"),
        ("\u2066", "[U+2066]"),
        ("\ufeff", "[U+FEFF]"),
        ("\x00", "[U+0000]"),
        ("\ud800", "[U+D800]"),
        ("\U000e0041", "[U+E0041]"),
    ],
)
def test_characters_that_cannot_be_seen_are_written_out(sign: str, written: str) -> None:
    assert plain_text(f"徐{sign}汇") == f"徐{written}汇"


@pytest.mark.parametrize("blank", ["\n", "\t", "\r\n", "\u3000", "\u2028", "  "])
def test_every_kind_of_white_space_becomes_one_blank(blank: str) -> None:
    assert plain_text(f"徐{blank}汇") == "徐 汇"


def test_a_very_long_name_is_kept_whole() -> None:
    assert plain_text("长" * 10_000) == "长" * 10_000


@pytest.mark.parametrize("indent", ["", "  ", "    "])
def test_a_line_keeps_its_indent_and_no_more(indent: str) -> None:
    assert plain_line(f"{indent}徐\x1b[2J  汇\n三") == f"{indent}徐[U+001B][2J 汇 三"


@given(st.text())
def test_a_line_of_json_steers_no_terminal_and_reads_back_the_same(raw: str) -> None:
    line = json_line({"name": raw})
    assert plain_line(line).count("[U+") == raw.count("[U+")
    assert json.loads(line) == {"name": raw}


@pytest.mark.parametrize("sign", ["\x7f", "\x9b", "\u202e", "\ud800", "\U000e0041"])
def test_what_cannot_be_seen_is_escaped_in_json(sign: str) -> None:
    line = json_line({"name": f"徐{sign}汇"})
    assert sign not in line
    assert json.loads(line) == {"name": f"徐{sign}汇"}


@given(st.text())
def test_no_text_leaves_the_door_with_a_sign_of_code(raw: str) -> None:
    assert not set(page_text(raw)) & set("<>\"'`{}\\$")


@given(st.text())
def test_the_island_gives_back_what_went_in(raw: str) -> None:
    text = island_json({"name": plain_text(raw)})
    assert "<" not in text
    assert json.loads(text) == {"name": plain_text(raw)}


def test_the_island_refuses_what_json_does_not_know() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        island_json({"accuracy_m": float("nan")})
