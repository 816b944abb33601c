"""The quality report as a page: every finding stands in it, in both languages, and runs nothing."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from maps.qa_page import qa_page
from maps.qa_strings import QA_STRINGS

HOSTILE = "<img src=x onerror=alert(1)>{{ 7*7 }}`${alert(2)}"


@pytest.fixture(scope="module")
def qa(shipped_output: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shipped_output / "qa.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def html(shipped_output: Path) -> str:
    return (shipped_output / "qa.html").read_text("utf-8")


def test_every_finding_stands_in_the_page(html: str, qa: dict[str, Any]) -> None:
    for key in ("zone_disagreements", "contradictions", "unlocated", "doubts"):
        assert qa[key], key
        for row in qa[key]:
            assert f">{row['id']}<" in html
            assert row["label"] in html
    for row in qa["unlocated"]:
        assert row["reason"] in html
    for row in qa["contradictions"]:
        assert row["first"]["at"] in html
        assert row["second"]["at"] in html


def test_counts_are_those_of_the_json(html: str, qa: dict[str, Any]) -> None:
    numbers = re.findall(r"<dd>([\d,]+) <small>", html)
    totals = qa["totals"]
    assert numbers[:2] == [str(totals["drawn"]), str(totals["sites_and_lines_drawn"])]
    assert numbers[4] == str(totals["unlocated"])
    classes = [row["drawn"] for row in qa["accuracy_classes"]]
    assert sum(classes) == totals["drawn"]
    accuracy = html.split('id="accuracy"')[1].split("</section>", maxsplit=1)[0]
    assert [int(n) for n in re.findall(r'<td class="n">(\d+)</td>', accuracy)] == classes


def test_what_is_hostile_stays_text(qa: dict[str, Any]) -> None:
    bad = copy.deepcopy(qa)
    bad["district"] = HOSTILE
    for key in ("zone_disagreements", "contradictions", "unlocated", "doubts"):
        bad[key][0]["label"] = bad[key][0]["id"] = HOSTILE
    page = qa_page(bad, {"<b>": (HOSTILE, HOSTILE)}, district_en=HOSTILE, version=HOSTILE)
    assert "<img" not in page
    assert "{{" not in page
    assert "`" not in page.split("<script>")[0].split("</style>")[1]


def test_nothing_found_is_said(qa: dict[str, Any]) -> None:
    empty = {**qa, "contradictions": [], "zone_conflicts": []}
    section = qa_page(empty, {}).split('id="contrary"')[1].split("</section>")[0]
    assert QA_STRINGS["none"][0] in section
    assert "<table" not in section


def test_zones_that_conflict_are_contradictions(qa: dict[str, Any]) -> None:
    row = {
        "id": "A1",
        "label": "某处",
        "kind": "park",
        "stated_at": ["001@1"],
        "zones": ["甲", "乙"],
    }
    page = qa_page({**qa, "zone_conflicts": [row]}, {})
    section = page.split('id="contrary"')[1].split("</section>")[0]
    assert QA_STRINGS["zone_conflict"][0] in section
    assert "甲" in section
    assert "001@1" in section


def test_every_word_is_in_both_languages() -> None:
    slots = re.compile(r"\{\w+\}")
    for chinese, english in QA_STRINGS.values():
        assert set(slots.findall(chinese)) == set(slots.findall(english))


@pytest.mark.browser
def test_page_reads_in_both_languages_without_a_request(
    browser: Any, shipped_output: Path, qa: dict[str, Any]
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((shipped_output / "qa.html").as_uri())
    assert qa["district"] in page.title()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("h1 .zh").is_visible()
    page.click("#language")
    assert "quality report" in page.title()
    assert page.locator("h1 .en").is_visible()
    assert not page.locator("h1 .zh").is_visible()
    left = page.evaluate(
        "() => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() &&"
        " [...e.childNodes].some(n => n.nodeType === 3 && /[\\u4e00-\\u9fff]/.test(n.data)) &&"
        " !e.closest('[lang=\"zh-CN\"]:not(html)')).map(e => e.textContent)"
    )
    assert [text for text in left if text != "中文"] == []
    assert (said, len(asked)) == ([], 1)
    page.close()
