"""What a new gazetteer makes of the projects of a district."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.archive import gazetteer_files
from geo.changes_projects import project_changes
from geo.gazetteer import Gazetteer
from seeds.district import District
from seeds.records import Project
from tests.geo.conftest import Plan

Draw = Callable[[Plan], object]


@pytest.fixture
def told(
    tmp_path: Path, make_project: Callable[..., Project]
) -> Callable[..., list[tuple[str, ...]]]:
    """Return what tells (change, before, after) of a stretch between two maps."""

    def tell(before: Draw, after: Draw, **project: Any) -> list[tuple[str, ...]]:
        sides = []
        for name, draw in (("old", before), ("new", after)):
            plan = Plan(tmp_path / name)
            plan.folder.mkdir()
            plan.road("东一路", (1600, 1700), (1600, 2000), (1600, 2300))
            plan.road("西一路", (1000, 1700), (1000, 2000), (1000, 2300))
            draw(plan)
            for file, text in gazetteer_files(plan.snapshot(), district="方格区").items():
                (plan.folder / file).write_text(text, encoding="utf-8")
            sides.append(Gazetteer(plan.folder))
        names = ("reports", "mentions", "aliases", "traps", "locators", "corrections", "addresses")
        values: dict[str, Any] = dict.fromkeys(names, ())
        district = District(
            folder=tmp_path, code="9", name="方格区", name_en="", zone_rules={"zone": []},
            projects=(make_project(**project),), **values,
        )  # fmt: skip
        return [
            (c.change, c.before.split()[0], c.after.split()[0])
            for c in project_changes(district, *sides)
        ]

    return tell


PLANNED = {"name": "规划一路", "kind": "road_segment", "road_from": "西一路", "road_to": "东一路"}


def nothing(_: Plan) -> None:
    """Draw nothing."""


def built(plan: Plan) -> None:
    plan.road("规划一路", (900, 2000), (1000, 2000), (1600, 2000), (1700, 2000))


def beside(plan: Plan) -> None:
    plan.road("规划二路", (900, 2100), (1000, 2100), (1600, 2100), (1700, 2100))


def park(x: float) -> Draw:
    from shapely.geometry import box  # noqa: PLC0415

    return lambda plan: plan.add("way", box(x, 500, x + 200, 700), leisure="park", name="青松园")


def test_road_that_has_appeared_turns_a_guess_into_a_stretch(told: Callable[..., Any]) -> None:
    assert told(nothing, built, **PLANNED) == [("better", "stretch_partial", "stretch")]


def test_road_that_has_gone_turns_a_stretch_into_a_guess(told: Callable[..., Any]) -> None:
    assert told(built, nothing, **PLANNED) == [("worse", "stretch", "stretch_partial")]


def test_other_road_changes_nothing(told: Callable[..., Any]) -> None:
    assert told(nothing, beside, **PLANNED) == []


def test_same_map_changes_nothing(told: Callable[..., Any]) -> None:
    assert told(built, built, **PLANNED) == []


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (nothing, park(500), [("found", "none", "place")]),
        (park(500), nothing, [("lost", "place", "none")]),
        (park(500), park(2500), [("moved", "place", "place")]),
        (park(500), park(501), []),
    ],
)
def test_places_are_found_lost_and_moved(
    told: Callable[..., Any], before: Draw, after: Draw, found: list[tuple[str, ...]]
) -> None:
    assert told(before, after, name="青松园", kind="park") == found
