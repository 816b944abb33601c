"""On which side of a block its lines lie, and whether a text says so."""

from __future__ import annotations

import pytest
from shapely.affinity import rotate
from shapely.geometry import LineString, box

from geo.compass import AGAINST, ASLANT, BEARING, PLAIN, Wall, agreement, depth, facing, outward

BLOCK = box(6, 6, 594, 94)
"""A long block between four streets."""
LINES = {
    "北": LineString([(-100, 100), (700, 100)]),
    "东": LineString([(600, -100), (600, 200)]),
    "南": LineString([(-100, 0), (700, 0)]),
    "西": LineString([(0, -100), (0, 200)]),
}
ROUND = "北东南西"


def walls(said: str, turn: float = 0) -> list[Wall]:
    """Return the northern, eastern, southern and western line, called as `said`."""
    lines = [rotate(LINES[true], turn, origin=(300, 50)) for true in ROUND]
    return [Wall(f"{t}路", s, line) for t, s, line in zip(ROUND, said, lines, strict=True)]


@pytest.mark.parametrize("name", ROUND)
def test_an_edge_faces_outward(name: str) -> None:
    pieces = outward(BLOCK, LINES[name])
    assert facing(pieces, BEARING[name]) > 0.6
    assert facing(pieces, BEARING[name] + 180) < 0.1


def test_facing_of_no_edge_is_nothing() -> None:
    assert facing([], 0) == 0


@pytest.mark.parametrize("turn", range(-40, 41, 10))
def test_a_slanting_block_agrees_with_the_nearest_words(turn: float) -> None:
    block = rotate(BLOCK, turn, origin=(300, 50))
    assert agreement(block, walls(ROUND, turn)) == (PLAIN, "")


@pytest.mark.parametrize(
    ("said", "state", "words"),
    [
        ("东南西北", ASLANT, "写东至北路，而地图上它在北侧"),
        ("南东北西", AGAINST, "写南至北路，而地图上它在北侧"),
        ("北西南东", AGAINST, "写西至东路，而地图上它在东侧"),
    ],
)
def test_what_does_not_agree_is_told(said: str, state: int, words: str) -> None:
    assert agreement(BLOCK, walls(said)) == (state, words)


def test_lines_without_a_word_agree() -> None:
    plain = [Wall(wall.name, "", wall.shape) for wall in walls(ROUND)]
    assert agreement(BLOCK, plain) == (PLAIN, "")


def test_a_line_may_make_two_sides() -> None:
    bend = LineString([(-100, 0), (600, 0), (600, 200)])
    block = box(6, 6, 594, 594)
    assert agreement(block, [Wall("弯路", "东", bend), Wall("弯路", "南", bend)])[0] == PLAIN
    assert agreement(block, [Wall("弯路", "西", bend), Wall("弯路", "南", bend)])[0] != PLAIN


@pytest.mark.parametrize(("compass", "deep"), [("北", 88), ("南", 88), ("东", 588), ("西", 588)])
def test_depth_in_one_direction(compass: str, deep: float) -> None:
    assert depth(BLOCK, compass) == pytest.approx(deep)
