"""What the public page shows before any script runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from shapely.geometry import Point

from maps.embed import embed_page
from maps.first_look import WIDTH, first_look
from maps.view import MapView

if TYPE_CHECKING:
    from collections.abc import Callable

EXTENT = (121.4, 31.1, 121.44, 31.18)


def spots(markup: str) -> list[tuple[int, int]]:
    data = "".join(re.findall(r'class="spot" d="([^"]+)"', markup))
    return [(int(x), int(y)) for x, y in re.findall(r"M(-?\d+) (-?\d+)h0", data)]


def test_every_place_has_its_spot(small_view: MapView) -> None:
    assert len(spots(first_look(small_view, EXTENT))) == len(small_view.features)


@pytest.mark.parametrize(
    ("lon", "lat", "corner"),
    [(121.4, 31.18, (0, 0)), (121.44, 31.1, (WIDTH, 2338)), (121.42, 31.14, (500, 1169))],
)
def test_north_is_up_and_angles_are_true(lon: float, lat: float, corner: tuple[int, int]) -> None:
    view = MapView([{"geometry": Point(lon, lat), "properties": {}}], ())
    (found,) = spots(first_look(view, EXTENT))
    # a degree north is 1 / cos 31.14° of a degree east: 0.08 / 0.04 / 0.8559 of the width
    assert found == pytest.approx(corner, abs=2)


def test_the_ground_of_a_thing_is_not_filled(small_view: MapView) -> None:
    areas = "".join(re.findall(r'class="area" d="([^"]+)"', first_look(small_view, EXTENT)))
    assert areas.count("M") == 1  # the park; the whole of a subdistrict is only a spot


def test_nothing_but_numbers_and_colours_comes_from_the_data(hostile_view: MapView) -> None:
    markup = first_look(hostile_view, EXTENT)
    values = re.findall(r'\b(?:d|fill|stroke)="([^"]*)"', markup)
    assert all(re.fullmatch(r"[Mlhz0-9 -]*|#[0-9A-F]{6}", value) for value in values)
    assert re.fullmatch(r"[A-Za-z0-9#=<>/\". -]*", markup)


@pytest.mark.browser
def test_it_is_seen_without_scripts_and_makes_way_for_the_map(
    browser: Any, open_page: Callable[..., Any], small_view: MapView, tmp_path: Path
) -> None:
    path = tmp_path / "embed.html"
    path.write_text(embed_page(small_view), encoding="utf-8", newline="\n")
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator("#first-look").is_visible()
    context.close()
    assert open_page(path, (1440, 900)).count("#first-look") == 0


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "away"),
    [("?zone=south", True), ("?theme=dark", True), ("?theme=light&lang=en", False), ("", False)],
)
def test_where_less_or_another_is_asked_for_it_stays_away(
    open_page: Callable[..., Any], small_view: MapView, tmp_path: Path, query: str, away: bool
) -> None:
    path = tmp_path / "embed.html"
    path.write_text(embed_page(small_view), encoding="utf-8", newline="\n")
    page = open_page(path, (1440, 900), query)
    assert page.page.evaluate("'asked' in document.documentElement.dataset") is away
