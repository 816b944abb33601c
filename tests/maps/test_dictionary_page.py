"""The page of the data dictionary: complete in both languages, runs nothing but its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from layers.handoff.dictionary import dictionary
from maps.assets import csp_hash
from maps.dictionary_page import dictionary_page, dictionary_parts
from maps.dictionary_strings import DICTIONARY_STRINGS
from maps.text import page_text
from seeds.vocabulary import KINDS, METHODS, STAGES

if TYPE_CHECKING:
    from layers.handoff.delivery import Delivery

HALF = re.compile(r'<article lang="([\w-]+)".*?</article>', re.DOTALL)


@pytest.fixture(scope="module")
def html(shipped_delivery: Delivery) -> str:
    (part,) = dictionary_parts(shipped_delivery)
    assert part.path == "dictionary.html"
    return part.content.decode()


def halves(html: str) -> dict[str, str]:
    return {found[1]: found[0] for found in HALF.finditer(html)}


def test_every_column_and_word_stands_in_either_language(
    html: str, shipped_delivery: Delivery
) -> None:
    for half, key in zip(halves(html).values(), ("zh", "en"), strict=True):
        for sheet in dictionary(shipped_delivery)["sheets"]:
            assert half.count(f'<section id="{key}-{sheet["name"]}"') == 1
            for column in sheet["columns"]:
                assert f"<code>{column['name']}</code>" in half
                assert f"<code>{column['short']}</code>" in half
                assert page_text(column[key]) in half
                assert page_text(column["about"][key]) in half
        for word in (*KINDS, *STAGES, *METHODS, *shipped_delivery.zones.codes):
            assert f"<code>{word}</code>" in half


def test_links_lead_to_what_is_there_and_nowhere_else(html: str) -> None:
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    targets = re.findall(r'href="([^"]+)"', html)
    assert {target for target in targets if not target.startswith("#")} == {"data:,"}
    assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)
    assert "src=" not in html
    assert "url(" not in html


def test_english_has_chinese_only_where_it_is_marked(html: str) -> None:
    english = halves(html)["en"]
    unmarked = re.sub(r'<(span|button)[^>]* lang="zh-CN".*?</\1>', "", english, flags=re.DOTALL)
    assert re.findall(r"[\u4e00-\u9fff]+", re.sub(r"<[^>]+>", " ", unmarked)) == []


def test_the_policy_allows_this_page_only(html: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert rules["default-src"] == "'none'"
    for tag in ("script", "style"):
        (inline,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert rules[f"{tag}-src"] == csp_hash(inline)
    assert "style=" not in html
    assert "@@" not in html


def test_hostile_names_are_inert(hostile_delivery: Delivery) -> None:
    page = dictionary_page(dictionary(hostile_delivery))
    assert page.count("<script>") == page.count("</script>") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{7*7}}" not in page


def test_the_same_delivery_gives_the_same_page(town_delivery: Delivery) -> None:
    assert dictionary_parts(town_delivery) == dictionary_parts(town_delivery)


@pytest.mark.parametrize("key", DICTIONARY_STRINGS)
def test_words_are_whole_in_both_languages(key: str) -> None:
    chinese, english = DICTIONARY_STRINGS[key]
    slots = re.compile(r"\{\w+\}")
    assert sorted(slots.findall(chinese)) == sorted(slots.findall(english))
    if key != "other_language":
        assert not re.search(r"[\u4e00-\u9fff]", english)
