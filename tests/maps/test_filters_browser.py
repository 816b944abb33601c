"""Filters and the address of the page, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from maps.planner import planner_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from maps.view import MapView

pytestmark = pytest.mark.browser

SHOWN = "Zonemap.features.filter(item => item.shown).map(item => item.id).join(' ')"
ALL = "XH0001 XH0002 XH0003 XH0004 XH0005 XH0006"


@pytest.fixture
def show(open_page: Callable[..., Any], tmp_path: Path, small_view: MapView) -> Callable[..., Any]:
    """Return what opens the small district at an address."""
    path = tmp_path / "planner.html"
    path.write_text(planner_page(small_view), encoding="utf-8", newline="\n")
    return lambda query="": open_page(path, (1440, 900), query)


def choose(page: Any, value: str) -> None:
    page.page.click(f'[data-choice="{value}"]')


@pytest.mark.parametrize(
    ("value", "left"),
    [
        ("year:2024", "XH0001 XH0002"),
        ("report:004", "XH0002 XH0005"),
        ("method:area", "XH0004"),
        ("gap:yes", "XH0005"),
    ],
)
def test_a_choice_narrows_and_pressing_it_again_lets_go(
    show: Callable[..., Any], value: str, left: str
) -> None:
    page = show()
    choose(page, value)
    assert page.page.evaluate(SHOWN) == left
    choose(page, value)
    assert page.page.evaluate(SHOWN) == ALL


def test_a_place_is_shown_as_it_was_stated_in_the_year_chosen(show: Callable[..., Any]) -> None:
    page = show()
    stage = "id => Zonemap.byId.get(id).now.key"
    assert page.page.evaluate(stage, "XH0001") == "done"
    choose(page, "year:2022")
    assert page.page.evaluate(SHOWN) == "XH0001"
    assert page.page.evaluate(stage, "XH0001") == "started"
    choose(page, "year:2022")
    assert page.page.evaluate(stage, "XH0001") == "done"


def test_what_is_only_foreseen_does_not_look_built(show: Callable[..., Any]) -> None:
    page = show()
    stage = "id => { const { now, stage } = Zonemap.byId.get(id); return now.key + ' ' + stage; }"
    assert page.page.evaluate(stage, "XH0002") == "building active"
    assert page.page.evaluate(stage, "XH0005") == "plan planned"
    choose(page, "year:2026")
    assert page.page.evaluate(SHOWN) == "XH0002 XH0005"
    assert page.page.evaluate(stage, "XH0002") == "plan planned"


def test_one_stage_of_a_group_can_be_left_alone(show: Callable[..., Any]) -> None:
    page = show()
    page.page.click('.stages li:has([data-stage="active"]) .only')
    assert page.page.evaluate(SHOWN) == "XH0002"


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("#zone=south", "XH0002 XH0003"),
        ("?zone=south&kind=park", "XH0003"),
        ("#year=2022&stage=started", "XH0001"),
        ("#year=2022&stage=done", ""),
        ("#accuracy=coarse", "XH0005"),
        ("#off=north/plot,none/school", "XH0002 XH0003 XH0004 XH0005"),
        ("#stage=nonsense&zone=nowhere", ""),
        ("#map=99/x/y&sel=XH9999&year=", ALL),
        ("#%E0%A4%A", ALL),
    ],
)
def test_the_address_sets_the_filters(show: Callable[..., Any], query: str, left: str) -> None:
    assert show(query).page.evaluate(SHOWN) == left


def test_what_is_seen_can_be_sent(show: Callable[..., Any]) -> None:
    page = show()
    page.page.uncheck('[data-kind="park"] input')
    choose(page, "year:2024")
    page.find("XH0001")
    page.page.evaluate("Zonemap.map.setView([31.15, 121.41], 15, {animate: false})")
    link = page.page.evaluate("Zonemap.permalink()")
    again = show("#" + link.partition("#")[2])
    for state in (SHOWN, "Zonemap.selected().id", "Zonemap.permalink().replace(/map=[^&]*/, '')"):
        assert page.page.evaluate(state) == again.page.evaluate(state)
    view = "(({lat, lng}) => [Zonemap.map.getZoom(), lat, lng])(Zonemap.map.getCenter())"
    assert again.page.evaluate(view) == pytest.approx(page.page.evaluate(view), abs=1e-4)
    assert "地点1" in again.text(".leaflet-popup .card h2")


def test_the_address_follows_and_going_to_another_one_is_understood(
    show: Callable[..., Any],
) -> None:
    page = show()
    choose(page, "year:2024")
    page.page.wait_for_timeout(400)
    assert "year=2024" in page.page.evaluate("location.hash")
    page.page.evaluate("location.hash = 'zone=north'")
    page.page.wait_for_timeout(100)
    assert page.page.evaluate(SHOWN) == "XH0001 XH0004 XH0005"


def test_counts_say_how_many_are_shown(show: Callable[..., Any]) -> None:
    page = show()
    assert page.text('[data-zone="south"] .count') == "2"
    choose(page, "year:2024")
    assert page.text('[data-zone="south"] .count') == "1 / 2"
