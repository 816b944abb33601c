"""Stretches cut from a prepared trunk are those that a search of the whole road would find."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiLineString, Point

from geo.crossings import Crossing
from geo.lines import NamedLines
from geo.roads import Path, Roads, searched
from geo.trunks import trunks_of

Corners = list[tuple[float, float]]


def node(x: float, y: float, spread_m: float = 0.0) -> Crossing:
    return Crossing(Point(x, y), "node", spread_m)


def cut(shape: MultiLineString, start: Crossing, end: Crossing) -> Path | None:
    """Ask for a way along a road of this shape, through its trunks."""

    class OneLine:
        def find(self, _: str) -> Any:
            return Road()

    class Road:
        name = "红叶路"
        keys: tuple[str, ...] = ()

    Road.shape = shape  # type: ignore[attr-defined]
    return Roads(None, OneLine()).between("红叶路", [start], [end])  # type: ignore[arg-type]


def same(one: Path | None, other: Path | None, tolerance_m: float) -> bool:
    if one is None or other is None:
        return one is other
    ends = [path.line.coords[0] + path.line.coords[-1] for path in (one, other)]
    apart = one.line.hausdorff_distance(other.line)
    return ends[0] == ends[1] and one.gap_m == other.gap_m and apart <= tolerance_m


@st.composite
def winding(draw: st.DrawFn, *, most: int = 150) -> tuple[Corners, int, int]:
    """Draw a road that always goes on east, and two of its corners."""
    count = draw(st.integers(3, 9))
    norths = draw(st.lists(st.integers(-most, most), min_size=count, max_size=count))
    corners = [(300.0 * number, float(north)) for number, north in enumerate(norths)]
    pick = st.integers(0, count - 1)
    first, second = draw(st.tuples(pick, pick).filter(lambda pair: pair[0] != pair[1]))
    return corners, first, second


@given(winding(), st.data())
@settings(deadline=None, max_examples=60)
def test_cut_of_an_undivided_road_is_what_a_search_finds(
    drawn: tuple[Corners, int, int], data: st.DataObject
) -> None:
    corners, first, second = drawn
    at = data.draw(st.integers(1, len(corners) - 1))
    shape = MultiLineString([c for c in (corners[: at + 1], corners[at:]) if len(c) > 1])
    ends = node(*corners[first]), node(*corners[second])
    assert same(cut(shape, *ends), searched(shape, *ends), 0.1)


@given(winding(most=60), st.integers(16, 36))
@settings(deadline=None, max_examples=40)
def test_cut_of_a_divided_road_is_what_a_search_finds(
    drawn: tuple[Corners, int, int], width: int
) -> None:
    corners, first, second = drawn
    north = [(x, y + width) for x, y in corners]
    shape = MultiLineString([corners, north[::-1]])
    ends = [node(x, y + width / 2, width / 2) for x, y in (corners[first], corners[second])]
    assert same(cut(shape, *ends), searched(shape, *ends), width / 2)


@pytest.mark.parametrize("hole_m", [60, 300])
@pytest.mark.parametrize("turned", [False, True])
def test_hole_is_counted_when_it_lies_between_the_ends(hole_m: float, turned: bool) -> None:
    shape = MultiLineString([[(0, 0), (500, 0)], [(500 + hole_m, 0), (1500, 0)]])
    ends = [node(100, 0), node(1400, 0)]
    path = cut(shape, *(ends[::-1] if turned else ends))
    assert path is not None
    assert (path.gap_m, round(path.length_m)) == (hole_m, 1300)
    beside = cut(shape, node(900, 0), node(1400, 0))
    assert beside is not None
    assert beside.gap_m == 0


def test_two_carriageways_that_are_one_line_are_no_way_to_the_turning_place_and_back() -> None:
    there: Corners = [(100.0 * k, 0.0) for k in range(11)]
    back: Corners = [(x, 14.0) for x, _ in reversed(there)]
    shape = MultiLineString([[*there, *back]])
    path = cut(shape, node(200, 7, 7), node(600, 7, 7))
    assert path is not None
    assert path.line.length == pytest.approx(400, abs=3)
    assert np.abs(shapely.get_coordinates(path.line)[:, 1] - 7).max() < 3


def test_change_of_carriageway_leaves_no_double_bend() -> None:
    shape = MultiLineString(
        [
            [(0, 0), (600, 0), (640, 15)],
            [(0, 30), (600, 30), (640, 15)],
            [(640, 15), (1300, 15)],
        ]
    )
    (trunk, *_) = trunks_of(shape)
    ahead = np.degrees(np.arctan2(*np.diff(trunk.xy, axis=0).T[::-1]))
    assert np.abs(np.diff(np.unwrap(ahead, period=360))).max() < 30


def test_a_branch_has_a_trunk_of_its_own() -> None:
    shape = MultiLineString([[(0, 0), (1000, 0), (2000, 0)], [(1000, 0), (1000, 600)]])
    assert [round(trunk.line.length) for trunk in trunks_of(shape)] == [2000, 1600]
    path = cut(shape, node(1000, 500), node(300, 0))
    assert path is not None
    assert path.length_m == pytest.approx(1200)


@pytest.mark.parametrize(("apart_m", "returns"), [(48, True), (200, False)])
def test_a_trunk_knows_when_it_comes_back_beside_itself(apart_m: float, returns: bool) -> None:
    shape = MultiLineString([[(0, 0), (1000, 0), (1000, apart_m), (400, apart_m)]])
    (trunk, *_) = trunks_of(shape)
    assert trunk.returns is returns


@pytest.mark.parametrize("seed", range(3))
def test_what_was_asked_before_changes_no_answer(plan: Any, seed: int) -> None:
    for north in (490, 510):
        plan.road("红叶路", (0, north), (700, north + 40), (1500, north), (2200, north))
    sides = [f"{letter}一路" for letter in "甲乙丙丁"]
    for east, name in zip((0, 700, 1500, 2200), sides, strict=True):
        north = 540 if east == 700 else 500
        plan.road(name, (east, 0), (east, north - 10), (east, north + 10), (east, 900))
    gazetteer = plan.gazetteer()
    asked = [(a, b) for a in sides for b in sides if a != b]

    def lines(order: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
        roads = Roads(gazetteer, NamedLines(gazetteer))
        found = {}
        for a, b in order:
            path = roads.between("红叶路", *(roads.crossings("红叶路", x) for x in (a, b)))
            assert path is not None
            found[a, b] = path.line.wkt
        return found

    assert lines(random.Random(seed).sample(asked, len(asked))) == lines(asked)


def test_degrees_are_those_of_the_metres(plan: Any) -> None:
    plan.road("红叶路", (0, 500), (500, 500), (1000, 600), (1500, 500))
    for east, north in ((0, 500), (1500, 500)):
        plan.road(f"{east}号路", (east, 0), (east, north))
    gazetteer = plan.gazetteer()
    roads = Roads(gazetteer, NamedLines(gazetteer))
    path = roads.between("红叶路", *(roads.crossings("红叶路", x) for x in ("0号路", "1500号路")))
    assert path is not None
    assert path.degrees is not None
    assert plan.seen(path.degrees).equals_exact(plan.local(path.line), 0)
