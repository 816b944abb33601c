"""A set that is shifted as a whole is seen and named; a true, small or thin one never alarms."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from shapely.affinity import translate
from shapely.geometry import LineString, Point, box

from geo.datum import shape_from_wgs84
from geo.datum_shift import FINE, SHIFTED, UNSURE, Shift, ShiftJudge
from geo.gazetteer import Gazetteer, Place
from geo.metric import to_degrees, to_metres

Shapes = NDArray[np.object_]
KNOWN = {"wgs84": (0, 0), "gcj02": (437, -216), "bd09": (1059, 469)}
"""Datums and how far they lie from WGS-84 in this district: metres east and north."""


def array(shapes: Sequence[Any]) -> Shapes:
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found


# --- the district that ships -----------------------------------------------------------------


@pytest.fixture(scope="module")
def judge(root: Any) -> ShiftJudge:
    return ShiftJudge(Gazetteer(root / "seeds/xuhui/gazetteer"))


@pytest.fixture(scope="module")
def places(root: Any) -> list[Place]:
    gazetteer = Gazetteer(root / "seeds/xuhui/gazetteer")
    names = dict.fromkeys(name for name, _ in gazetteer.names())
    found = {p.source_id: p for name in names for p in gazetteer.places(name)}
    return list(found.values())


@pytest.fixture(scope="module")
def sets(root: Any, places: list[Place]) -> dict[str, tuple[Shapes, list[tuple[str, ...]]]]:
    """Return true sets with their names."""
    gazetteer = Gazetteer(root / "seeds/xuhui/gazetteer")
    points = [p for p in places if p.shape.geom_type == "Point"]
    areas = [p for p in places if p.shape.geom_type != "Point"]
    roads = [edge for edge in gazetteer.all_edges if edge.name]
    return {
        "points": (array([p.shape for p in points]), [(p.name,) for p in points]),
        "polygons": (array([p.shape for p in areas]), [(p.name,) for p in areas]),
        "lines": (array([e.shape for e in roads]), [(e.name,) for e in roads]),
        "mixed": (
            array([s for p in (points, areas, roads) for s in [x.shape for x in p[::20]]]),
            [(x.name,) for p in (points, areas, roads) for x in p[::20]],
        ),
    }


@pytest.mark.parametrize(
    ("kind", "named"),
    [("points", False), ("polygons", False), ("lines", False), ("mixed", False), ("mixed", True)],
)
@pytest.mark.parametrize("datum", KNOWN)
def test_whole_sets_are_judged(
    judge: ShiftJudge, sets: dict[str, Any], kind: str, datum: str, named: bool
) -> None:
    shapes, names = sets[kind]
    shift = judge.judge(shape_from_wgs84(shapes, datum), names if named else ())
    assert (shift.state, shift.datum) == (FINE if datum == "wgs84" else SHIFTED, datum)
    assert (shift.east_m, shift.north_m) == pytest.approx(KNOWN[datum], abs=25)
    assert shift.witnesses == (("names", "roads") if named else ("roads",))
    assert shift.share > 0.7 or datum == "wgs84"


def subsets(sets: dict[str, Any]) -> list[tuple[Shapes, list[tuple[str, ...]]]]:
    """Return thirty sets of 10 to 80 things drawn by lot."""
    lot = np.random.default_rng(20)
    found = []
    for nth in range(30):
        shapes, names = sets[("points", "polygons", "lines")[nth % 3]]
        picked = lot.choice(len(shapes), int(lot.integers(10, 81)), replace=False)
        found.append((shapes[picked], [names[i] for i in picked]))
    return found


@pytest.mark.parametrize("datum", KNOWN)
def test_by_roads_alone_no_small_set_is_called_what_it_is_not(
    judge: ShiftJudge, sets: dict[str, Any], datum: str
) -> None:
    said = [judge.judge(shape_from_wgs84(shapes, datum)).datum for shapes, _ in subsets(sets)]
    assert set(said) <= {datum, ""}
    assert said.count(datum) >= (10 if datum == "wgs84" else 5)


@pytest.mark.parametrize("datum", KNOWN)
def test_names_tell_of_small_sets_too(judge: ShiftJudge, sets: dict[str, Any], datum: str) -> None:
    drawn = subsets(sets)[:12]
    said = [judge.judge(shape_from_wgs84(s, datum), names).datum for s, names in drawn]
    assert set(said) <= {datum, ""}
    assert said.count(datum) >= 11


def test_a_shift_of_no_datum_is_told_by_names(judge: ShiftJudge, sets: dict[str, Any]) -> None:
    shapes, names = sets["points"]
    moved = to_degrees(array([translate(s, -250, 180) for s in to_metres(shapes[::20])]))
    shift = judge.judge(moved, names[::20])
    assert (shift.state, shift.datum) == (SHIFTED, "")
    assert (shift.east_m, shift.north_m) == pytest.approx((-250, 180), abs=20)


def test_wrong_names_do_not_alarm(judge: ShiftJudge, sets: dict[str, Any]) -> None:
    """Things that bear other things' names lie anywhere: the roads decide, or nobody."""
    shapes, names = sets["points"]
    assert judge.judge(shapes, [*names[7:], *names[:7]]).state != SHIFTED
    assert judge.judge(shapes[::100], [*names[7:], *names[:7]][::100]).state != SHIFTED


def test_witnesses_that_differ_tell_nothing(judge: ShiftJudge, sets: dict[str, Any]) -> None:
    """True places among which the few whose name is known are shifted."""
    shapes, names = sets["points"]
    mixed, called = shapes.copy(), [()] * len(shapes)
    mixed[::100] = shape_from_wgs84(shapes[::100], "gcj02")
    called[::100] = names[::100]
    assert judge.judge(mixed, called).state == UNSURE


@pytest.mark.parametrize("datum", KNOWN)
def test_rivers_and_rails_tell_nothing(judge: ShiftJudge, root: Any, datum: str) -> None:
    lines = Gazetteer(root / "seeds/xuhui/gazetteer").named_lines("")
    shapes = array([line.shape for line in lines if line.kind != "metro"])
    assert judge.judge(shape_from_wgs84(shapes, datum)).state == UNSURE


@pytest.mark.parametrize("count", [0, 1, 3, 9])
def test_few_things_tell_nothing(judge: ShiftJudge, sets: dict[str, Any], count: int) -> None:
    shapes = shape_from_wgs84(sets["points"][0][:count], "gcj02") if count else array([])
    assert judge.judge(shapes) == Shift(UNSURE)
    assert judge.judge(shapes).confidence == ""


def test_a_crowd_in_one_place_tells_nothing(judge: ShiftJudge) -> None:
    crowd = [Point(121.43 + i * 1e-6, 31.18) for i in range(500)]
    assert judge.judge(array(crowd)).state == UNSURE


def test_things_outside_the_known_roads_tell_nothing(judge: ShiftJudge) -> None:
    lot = np.random.default_rng(3)
    spots = lot.uniform((121.50, 31.20), (121.51, 31.21), (50, 2))
    assert judge.judge([Point(spot) for spot in spots]).state == UNSURE


@pytest.mark.parametrize("datum", KNOWN)
def test_points_drawn_by_lot_do_not_alarm(judge: ShiftJudge, datum: str) -> None:
    lot = np.random.default_rng(4)
    for _ in range(10):
        spots = lot.uniform((121.41, 31.13), (121.45, 31.20), (80, 2))
        moved = shape_from_wgs84(array([Point(spot) for spot in spots]), datum)
        assert judge.judge(moved).state != SHIFTED


def test_the_same_set_gives_the_same_answer(judge: ShiftJudge, sets: dict[str, Any]) -> None:
    shapes = shape_from_wgs84(sets["mixed"][0], "gcj02")
    assert judge.judge(shapes) == judge.judge(shapes.copy())


def test_two_witnesses_are_surer_than_one(judge: ShiftJudge, sets: dict[str, Any]) -> None:
    shapes, names = sets["mixed"]
    moved = shape_from_wgs84(shapes, "gcj02")
    assert judge.judge(moved, names).confidence == "几乎可以肯定"
    assert judge.judge(moved).confidence == "很可能"


# --- an invented grid of roads ---------------------------------------------------------------

COLUMNS, ROWS = (150, 480, 730, 1250, 1600, 2140, 2500, 2950, 3420, 3800), (
    210, 640, 900, 1480, 1790, 2300, 2720, 3010, 3560, 3850,
)  # fmt: skip


@pytest.fixture
def grid_judge(plan: Any) -> ShiftJudge:
    for nth, x in enumerate(COLUMNS):
        plan.road(f"竖{nth}路", *((x, y) for y in (0, *ROWS, 4000)))
    for nth, y in enumerate(ROWS):
        plan.road(f"横{nth}路", *((x, y) for x in (0, *COLUMNS, 4000)))
    return ShiftJudge(plan.gazetteer())


BLOCKS = [
    box(west, south, east, north).buffer(-12)
    for west, east in pairwise(COLUMNS)
    for south, north in pairwise(ROWS)
]
DOORS = [p for x in COLUMNS for y in ROWS for p in (Point(x + 20, y + 60), Point(x + 95, y - 22))]
CROSSINGS = [Point(x, y) for x in COLUMNS for y in ROWS]
STREETS = [
    LineString([(x, a), (x, b)]) for x in COLUMNS for a, b in zip(ROWS, ROWS[2:], strict=False)
]


@pytest.mark.parametrize("datum", KNOWN)
@pytest.mark.parametrize("things", [BLOCKS, DOORS, STREETS], ids=["blocks", "doors", "streets"])
def test_a_grid_of_roads_tells(
    grid_judge: ShiftJudge, plan: Any, things: list[Any], datum: str
) -> None:
    shapes = shape_from_wgs84(array([plan.degrees(thing) for thing in things]), datum)
    assert grid_judge.judge(shapes).datum == datum


@pytest.mark.parametrize("datum", KNOWN)
def test_crossings_of_a_grid_are_never_called_what_they_are_not(
    grid_judge: ShiftJudge, plan: Any, datum: str
) -> None:
    """Moved along its roads, a grid stays on them."""
    shapes = shape_from_wgs84(array([plan.degrees(thing) for thing in CROSSINGS]), datum)
    assert grid_judge.judge(shapes).datum in {datum, ""}


def test_a_grid_that_repeats_tells_nothing(plan: Any) -> None:
    """Roads 100 m apart: every shift looks the same."""
    for x in range(0, 4001, 100):
        plan.road(f"竖{x}路", (x, 0), (x, 4000))
        plan.road(f"横{x}路", (0, x), (4000, x))
    doors = [
        plan.degrees(Point(x + 15, y + 15)) for x in range(500, 3500, 300) for y in (700, 1900)
    ]
    found = ShiftJudge(plan.gazetteer()).judge(shape_from_wgs84(array(doors), "gcj02"))
    assert found.state != SHIFTED
