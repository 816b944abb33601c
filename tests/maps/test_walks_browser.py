"""
Questions that planners ask, answered from the screen by someone who never saw the page.

Only what can be seen and pressed is used: words, roles, clicks and keys. What the answer should be
is counted from the tables of the district, not from the page.
"""

from __future__ import annotations

import csv
import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.browser

DESKTOP = (1440, 900)
A_MINUTE = 60


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def drawn(output: Path) -> list[dict[str, Any]]:
    """Return the properties of everything that is on the map."""
    files = (output / "geojson" / f"{name}.geojson" for name in ("points", "lines", "polygons"))
    return [
        feature["properties"]
        for path in files
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]
    ]


@pytest.fixture(scope="session")
def ledger(root: Path) -> Callable[[str], list[dict[str, str]]]:
    """Return what reads a table of the shipped district."""
    return lambda name: table(root / "seeds/xuhui" / f"{name}.csv")


@pytest.fixture(scope="session")
def labels(ledger: Callable[[str], list[dict[str, str]]]) -> dict[str, str]:
    return {row["id"]: row["label"] for row in ledger("projects")}


@pytest.fixture
def screen(open_page: Callable[..., Any], shipped_output: Path) -> Iterator[Any]:
    """Open the planner page; whoever sits before it has a minute."""
    start = time.monotonic()
    yield open_page(shipped_output / "planner.html", DESKTOP).page
    assert time.monotonic() - start < A_MINUTE


def press(screen: Any, words: str) -> None:
    """Press the button with these words, whatever counts stand behind them."""
    name = re.compile(rf"^{re.escape(words)}([\s\d/]|$)")
    screen.get_by_role("button", name=name).first.click()


def open_tab(screen: Any, words: str) -> Any:
    screen.get_by_role("tab", name=words).click()
    return screen.get_by_role("tabpanel", name=words)


def listed(screen: Any) -> list[list[str]]:
    """Read the list: the lines of every entry, without its sign."""
    entries = open_tab(screen, "清单").get_by_role("button")
    return [text.strip().splitlines()[-2:] for text in entries.all_inner_texts()]


def test_which_roads_started_in_2024_in_the_waterfront_zone(
    screen: Any, ledger: Callable[[str], list[dict[str, str]]], labels: dict[str, str]
) -> None:
    wanted = {
        labels[row["project_id"]]
        for row in ledger("mentions")
        if row["kind"] in {"road", "road_segment"}
        and (row["stage"], row["year"]) == ("started", "2024")
        and row["zone_reported"] == "西岸滨江"
    }
    press(screen, "只看 西岸滨江")
    press(screen, "2024")
    press(screen, "只看 在建（开工、在建）")
    rows = listed(screen)
    roads = {name for name, detail in rows if re.match("道路|路段", detail) and "开工" in detail}
    assert roads == wanted
    assert len(wanted) == 3


def test_what_is_planned_for_2025_in_the_southern_zone(
    screen: Any, ledger: Callable[[str], list[dict[str, str]]], shipped_output: Path
) -> None:
    dates = {row["report"]: row["date"][:4] for row in ledger("reports")}
    planned = {
        row["project_id"]
        for row in ledger("mentions")
        if row["year"] == "2025" > dates[row["report"]]
    }
    wanted = {  # listed under the zone by a report, or lying in it
        p["label"]
        for p in drawn(shipped_output)
        if p["id"] in planned and p["zone_zh"] == "华泾门户"
    }
    press(screen, "只看 华泾门户")
    press(screen, "2025")
    press(screen, "只看 前期（谋划、批复、土地）")
    rows = listed(screen)
    assert {name for name, _ in rows} == wanted
    assert all("计划" in detail for _, detail in rows)  # none of them looks built
    assert {"华智公寓", "华泾市民中心", "华之门9#"} <= wanted


def test_what_could_not_be_placed_and_why(screen: Any, shipped_output: Path) -> None:
    rows = table(shipped_output / "unlocated.csv")
    pane = open_tab(screen, "未定位")
    entries = pane.get_by_role("listitem").all_inner_texts()
    assert len(entries) == len({row["id"] for row in rows}) > 0
    for row in rows:  # a place with several names has a row for each
        (entry,) = (text for text in entries if row["id"] in text)
        assert row["label"] in entry
        assert f"原因 {row['reason']}" in entry


def test_what_the_reports_say_of_changqiao_over_the_years(
    screen: Any, ledger: Callable[[str], list[dict[str, str]]], labels: dict[str, str]
) -> None:
    for project, label in labels.items():
        if "长桥新村" not in label:
            continue
        box = screen.get_by_role("combobox")
        box.fill(label)
        box.press("Enter")
        card = screen.get_by_role("dialog").inner_text()
        assert label in card
        events = [row for row in ledger("mentions") if row["project_id"] == project]
        assert len(events) > 1
        for row in events:
            assert row["status"] in card, row
            assert row["year"] in card, row
            assert row["report"] in card
