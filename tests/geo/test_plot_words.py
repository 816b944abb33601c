"""What is said of a plot: its area no finer than its edge is known, and which side is far off."""

from __future__ import annotations

import pytest
from shapely.geometry import LineString, box

from geo.compass import Wall
from geo.plot_words import not_closed, rounded_area


@pytest.mark.parametrize(
    ("side_m", "said"), [(40, "2000"), (103, "10000"), (487, "240000"), (2345, "5500000")]
)
def test_an_area_is_rounded_to_what_is_known(side_m: float, said: str) -> None:
    assert rounded_area([box(0, 0, side_m, side_m)]) == said


def test_the_areas_of_parts_are_added() -> None:
    assert rounded_area([box(0, 0, 300, 300), box(400, 0, 700, 300)]) == "180000"


def _wall(name: str, *corners: tuple[float, float]) -> Wall:
    return Wall(name, "", LineString(corners))


NEAR = [_wall("甲路", (0, 0), (900, 0)), _wall("乙路", (0, 0), (0, 900))]


@pytest.mark.parametrize(
    ("third", "why"),
    [
        (_wall("丙路", (0, 1500), (900, 1500)), "（丙路离最近的一边也有600米）"),
        (_wall("丙路", (100, 500), (900, 500), (900, 100)), ""),
        (_wall("丙路", (0, 700), (900, 800)), "（甲路只与一边相接，离其余各边至少700米）"),
    ],
)
def test_the_side_far_from_the_others_is_named(third: Wall, why: str) -> None:
    assert not_closed([*NEAR, third]) == f"四至：甲路、乙路、丙路在地图上围不成一块地{why}"


def test_of_two_sides_nothing_more_is_said() -> None:
    assert not_closed(NEAR) == "四至：甲路、乙路在地图上围不成一块地"
