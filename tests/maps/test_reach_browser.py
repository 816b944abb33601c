"""
Everything that is handed over is also found on the page: on the map, by search and in the lists.

And what is seen can be sent: filters, view and selection survive the way through an address.
"""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.browser

DESKTOP = (1440, 900)
SAMPLE = 40

REACHED = """() => {
  // find each place as a search does, and tell what is missing on the map and in its card
  const missing = [];
  for (const item of Zonemap.features) {
    Zonemap.emit("find", item);
    const card = document.querySelector(".leaflet-popup .card");
    const told = card ? card.textContent : "";
    const box = Zonemap.map.getContainer().getBoundingClientRect();
    const ring = document.querySelector(".ring");
    const at = ring && ring.getBoundingClientRect();
    const x = at && at.x + at.width / 2, y = at && at.y + at.height / 2;
    const pin = item.marker.getElement(), spot = pin && pin.getBoundingClientRect();
    const off = spot && Math.hypot(spot.x + spot.width / 2 - x, spot.y + spot.height / 2 - y);
    const symbol = spot && off < 3;
    const wrong = [
      told.includes(item.p.label) && told.includes(item.id) ? "" : "card",
      at && x > box.left && x < box.right && y > box.top && y < box.bottom ? "" : "ring",
      symbol ? "" : "symbol",
    ].filter(Boolean);
    if (wrong.length) missing.push(item.id + " " + wrong.join(" "));
  }
  return missing;
}"""

SEARCHED = """questions => questions.map(question => {
  const box = document.getElementById("search");
  box.value = question;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  const found = [...document.querySelectorAll("#search-results [role=option] .name")];
  return found.map(node => node.textContent);
})"""

STATE = """() => {
  const { lat, lng } = Zonemap.map.getCenter();
  return {
    shown: Zonemap.features.filter(item => item.shown).map(item => item.id + item.stage),
    view: [Zonemap.map.getZoom(), lat, lng],
    selected: Zonemap.selected() ? Zonemap.selected().id : "",
  };
}"""

OPENED_ANEW = """link => new Promise(done => {
  Zonemap.clearFilters();
  Zonemap.map.setView([31.1, 121.4], 14, { animate: false });
  history.replaceState(null, "", "#");
  addEventListener("hashchange", () => done(), { once: true });
  location.hash = link;
})"""


@pytest.fixture(scope="session")
def handed_over(shipped_output: Path) -> dict[str, dict[str, Any]]:
    """Return the properties of every feature of the GeoJSON by its id."""
    features = [
        feature
        for name in ("points", "lines", "polygons")
        for feature in json.loads(
            (shipped_output / "geojson" / f"{name}.geojson").read_text(encoding="utf-8")
        )["features"]
    ]
    return {feature["id"]: feature["properties"] for feature in features}


@pytest.fixture
def planner(open_page: Callable[..., Any], shipped_output: Path) -> Callable[..., Any]:
    """Return what opens the planner page at an address."""
    return lambda query="": open_page(shipped_output / "planner.html", DESKTOP, query)


def test_every_place_can_be_brought_to_the_map_and_tells_what_it_is(
    planner: Callable[..., Any], handed_over: dict[str, dict[str, Any]]
) -> None:
    page = planner()
    ids = page.page.evaluate("Zonemap.features.map(item => item.id)")
    assert sorted(ids) == sorted(handed_over)
    assert page.page.evaluate(REACHED) == []


def test_every_place_is_found_by_its_label_and_its_id(
    planner: Callable[..., Any], handed_over: dict[str, dict[str, Any]], shipped_output: Path
) -> None:
    page = planner()
    labels = {number: p["label"] for number, p in handed_over.items()}
    with (shipped_output / "unlocated.csv").open(encoding="utf-8", newline="") as lines:
        labels |= {row["id"]: row["label"] for row in csv.DictReader(lines)}
    for questions in (list(labels), list(labels.values())):
        answers = page.page.evaluate(SEARCHED, questions)
        for label, answer in zip(labels.values(), answers, strict=True):
            assert label in answer, label


def test_what_is_typed_opens_the_card_that_was_meant(
    planner: Callable[..., Any], handed_over: dict[str, dict[str, Any]]
) -> None:
    page = planner()
    kinds: dict[str, list[str]] = {}
    for number, p in handed_over.items():
        kinds.setdefault(p["kind"], []).append(number)
    turns = [number for row in zip(*kinds.values(), strict=False) for number in row]
    rest = [number for numbers in kinds.values() for number in numbers[:2]]
    sample = list(dict.fromkeys(turns + rest))[:SAMPLE]
    assert len({handed_over[number]["kind"] for number in sample}) == len(kinds)
    for order, number in enumerate(sample):
        label = handed_over[number]["label"]
        alone = sum(p["label"] == label for p in handed_over.values()) == 1
        page.find(label if alone and order % 2 else number)
        card = page.text(".leaflet-popup .card")
        assert label in card
        assert number in card


def test_the_list_holds_every_place(
    planner: Callable[..., Any], handed_over: dict[str, dict[str, Any]]
) -> None:
    page = planner()
    page.page.click("#list-tab")
    ids = page.page.eval_on_selector_all(
        "#list-pane [data-id]", "all => all.map(n => n.dataset.id)"
    )
    assert sorted(ids) == sorted(handed_over)


TABLED = """async () => {
  const scroller = document.querySelector(".table-scroll"), found = new Map();
  for (let top = 0; top <= scroller.scrollHeight; top += scroller.clientHeight / 2) {
    scroller.scrollTop = top;
    await new Promise(done => setTimeout(done, 40));
    for (const row of scroller.querySelectorAll("tr[data-index]"))
      found.set(row.dataset.index, row.querySelector(".named > :last-child").textContent);
  }
  return [...found.values()];
}"""


def test_the_table_holds_every_place(
    planner: Callable[..., Any], handed_over: dict[str, dict[str, Any]]
) -> None:
    page = planner()
    page.page.click("#open-table")
    labels = page.page.evaluate(TABLED)
    assert sorted(labels) == sorted(p["label"] for p in handed_over.values())


def assert_same(found: dict[str, Any], sent: dict[str, Any]) -> None:
    assert found | {"view": None} == sent | {"view": None}
    assert found["view"] == pytest.approx(sent["view"], abs=1e-4)


def some_filters(page: Any, rng: random.Random) -> str:
    """Return words for an address that narrow in some of the ways there are."""
    words = []
    for attribute, name, most in (
        ("zone", "zone", 3),
        ("kind", "kind", 12),
        ("stageKey", "stage", 5),
        ("accuracy", "accuracy", 2),
    ):
        values = page.page.evaluate(
            "name => [...new Set([...document.querySelectorAll('#layers-pane *')]"
            ".map(node => node.dataset[name]).filter(Boolean))]",
            attribute,
        )
        if rng.random() < 0.5:
            words.append(f"{name}={','.join(rng.sample(values, rng.randint(1, most)))}")
    choices = page.page.evaluate(
        "[...document.querySelectorAll('[data-choice]')].map(node => node.dataset.choice)"
    )
    for choice in rng.sample(choices, 2):
        name, _, value = choice.partition(":")
        if rng.random() < 0.4:
            words.append(f"{name}={value or '-'}")
    return "&".join(dict(word.split("=") for word in words) and words)


def test_an_address_means_the_same_to_everyone_who_opens_it(planner: Callable[..., Any]) -> None:
    page, rng = planner(), random.Random(5)
    seen = []
    for _ in range(12):
        words = some_filters(page, rng)
        page.page.evaluate("words => Zonemap.setFilterWords(new URLSearchParams(words))", words)
        lat, lon = rng.uniform(31.12, 31.2), rng.uniform(121.42, 121.46)
        page.page.evaluate(
            "([lat, lon, zoom]) => void Zonemap.map.setView([lat, lon], zoom, { animate: false })",
            [lat, lon, rng.choice([12, 13.5, 16])],
        )
        state = page.page.evaluate(STATE)
        link = page.page.evaluate("Zonemap.permalink()").partition("#")[2]
        seen.append(len(state["shown"]))
        page.page.evaluate(OPENED_ANEW, link)
        assert_same(page.page.evaluate(STATE), state)
    assert len(set(seen)) > 6
    assert any(0 < count < max(seen) for count in seen)


def test_what_was_clicked_is_seen_again_in_a_new_window(planner: Callable[..., Any]) -> None:
    page = planner()
    page.page.get_by_role("button", name="只看 西岸滨江").click()
    page.page.click('[data-choice="year:2024"]')
    page.page.locator("#layers-pane [data-accuracy=coarse] input").uncheck()
    page.page.click("#list-tab")
    page.page.locator("#list-pane .entry").nth(3).click()
    page.page.wait_for_timeout(400)  # the address follows a moment later
    state = page.page.evaluate(STATE)
    assert state["selected"]
    again = planner("#" + page.page.evaluate("location.hash").lstrip("#"))
    assert_same(again.page.evaluate(STATE), state)
    assert again.text(".leaflet-popup h2") == page.text(".leaflet-popup h2")


WRONG = (
    "#map=x/y/z", "#map=99/999/999", "#map=//", "#sel=<img src=x>", "#sel=__proto__", "#zone=%",
    "#zone=,,,&kind=,", "#year=1e9&report=../..&gap=maybe", "#off=*&stage=constructor",
    "#&&==&&", "#" + "a" * 5_000, "#tab=nowhere&table=9&at=-1&sort=x", "#%00%FF",
)  # fmt: skip


def test_wrong_words_in_the_address_do_no_harm(planner: Callable[..., Any]) -> None:
    page = planner("?lang=xx&zone=&theme=none#map=NaN/NaN/NaN")
    count = page.page.evaluate("Zonemap.features.length")
    for words in WRONG:
        page.page.evaluate("words => { location.hash = words; }", words)
        page.page.wait_for_timeout(20)
        assert page.page.evaluate("isFinite(Zonemap.map.getZoom() + Zonemap.map.getCenter().lat)")
    page.page.evaluate("location.hash = ''")
    page.page.wait_for_timeout(20)
    page.page.evaluate("Zonemap.clearFilters()")
    assert page.page.evaluate("Zonemap.features.filter(item => item.shown).length") == count
