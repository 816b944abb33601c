"""A correction moves a project only while the mistake is still there, and says so if not."""

from __future__ import annotations

import pytest
from shapely.geometry import LineString, Point

from geo.answer import Answer
from geo.corrected import DEFAULT_M, corrected_answer, read_position
from seeds.records import Correction

HERE = Answer(
    Point(121.43, 31.18), "place", 60.0, "OSM", "way/1", "2026", note="旧注", tried=("甲",)
)
NOWHERE = Answer(None, "none", tried=("地名：没有",))
LINE = Answer(LineString([(121.43, 31.18), (121.44, 31.18)]), "stretch", 25.0)


def change(field: str, old: str, new: str) -> Correction:
    return Correction("XH0001", field, old, new, "现场核对", "规划员", "2026-06-01")


def moved(answer: Answer, old: str, new: str = "121.5,31.2") -> Answer:
    return corrected_answer(answer, [change("position", old, new)])


# --- positions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "old", ["121.43,31.18", "121.43001,31.18001", "POINT (121.43 31.18)", " 121.43 , 31.18 "]
)
def test_position_moves_while_the_old_one_matches(old: str) -> None:
    answer = moved(HERE, old)
    assert answer.geometry == Point(121.5, 31.2)
    assert (answer.method, answer.accuracy_m) == ("correction", DEFAULT_M)


def test_correction_says_who_when_and_why() -> None:
    answer = moved(HERE, "121.43,31.18")
    assert answer.source == "corrections.csv；规划员 2026-06-01"
    assert (answer.snapshot, answer.note, answer.runner_up) == ("2026-06-01", "现场核对", "place")


def test_position_of_what_was_on_no_map() -> None:
    answer = moved(NOWHERE, "")
    assert answer.geometry == Point(121.5, 31.2)
    assert (answer.runner_up, answer.tried) == ("未上图", ("地名：没有",))


@pytest.mark.parametrize("old", ["LINESTRING (121.43 31.18, 121.44 31.18)", "121.435,31.18"])
def test_line_matches_by_its_shape_or_its_middle(old: str) -> None:
    line = Answer(LineString([(121.43, 31.18), (121.435, 31.18), (121.44, 31.18)]), "stretch", 25.0)
    assert moved(line, old).method == "correction"


def test_new_position_may_be_a_shape() -> None:
    answer = moved(HERE, "121.43,31.18", "LINESTRING (121.5 31.2, 121.6 31.2)")
    assert answer.geometry == LineString([(121.5, 31.2), (121.6, 31.2)])


@pytest.mark.parametrize(
    ("answer", "old"),
    [
        (HERE, "121.43,31.19"),
        (HERE, "121.4301,31.18"),
        (HERE, ""),
        (HERE, "那里"),
        (NOWHERE, "1,2"),
    ],
)
def test_stale_position_is_refused_and_says_why(answer: Answer, old: str) -> None:
    kept = moved(answer, old)
    assert (kept.geometry, kept.method, kept.tried) == (
        answer.geometry,
        answer.method,
        answer.tried,
    )
    assert f"更正未采用：原位置应为 {old!r}" in kept.note
    assert kept.note.startswith(answer.note)


def test_position_nobody_can_read_is_refused_and_says_why() -> None:
    kept = moved(HERE, "121.43,31.18", "31.2,121.5")
    assert kept.note == "旧注；更正未采用：看不懂新位置 '31.2,121.5'"


def test_corrections_build_on_one_another() -> None:
    rows = [
        change("position", "121.43,31.18", "121.5,31.2"),
        change("position", "121.5,31.2", "121.6,31.3"),
        change("accuracy_m", "30", "5"),
    ]
    answer = corrected_answer(HERE, rows)
    assert (answer.geometry, answer.accuracy_m) == (Point(121.6, 31.3), 5.0)


def test_other_fields_are_passed_over() -> None:
    assert corrected_answer(HERE, [change("kind", "park", "green")]) is HERE


# --- accuracy --------------------------------------------------------------------------------


@pytest.mark.parametrize("old", ["60", "60.0", ""])
def test_accuracy_changes_while_the_old_one_matches(old: str) -> None:
    answer = corrected_answer(HERE, [change("accuracy_m", old, "15")])
    assert (answer.accuracy_m, answer.method) == (15.0, "place")


def test_accuracy_may_be_below_a_metre() -> None:
    assert corrected_answer(HERE, [change("accuracy_m", "60", "0.5")]).accuracy_m == 0.5


@pytest.mark.parametrize("new", ["sure", "", "0", "-5", "nan", "inf"])
def test_accuracy_that_is_no_distance_is_refused_and_says_why(new: str) -> None:
    kept = corrected_answer(HERE, [change("accuracy_m", "60", new)])
    assert kept.accuracy_m == 60.0
    assert f"更正未采用：精度应为米数，实为 {new!r}" in kept.note


@pytest.mark.parametrize(("answer", "old"), [(HERE, "50"), (HERE, "那么多"), (NOWHERE, "60")])
def test_stale_accuracy_is_refused_and_says_why(answer: Answer, old: str) -> None:
    kept = corrected_answer(answer, [change("accuracy_m", old, "15")])
    assert kept.accuracy_m == answer.accuracy_m
    assert f"更正未采用：原精度应为 {old!r}" in kept.note


# --- how a position is written ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("121.43,31.18", Point(121.43, 31.18)),
        (" 121.43, 31.18 ", Point(121.43, 31.18)),
        ("POINT (121.43 31.18)", Point(121.43, 31.18)),
        ("180,90", Point(180, 90)),
        ("-180,-90", Point(-180, -90)),
        ("LINESTRING (121 31, 122 31)", LineString([(121, 31), (122, 31)])),
    ],
)
def test_position(text: str, shape: Point | LineString) -> None:
    assert read_position(text) == shape


@pytest.mark.parametrize(
    "text",
    [
        "31.18,121.43",
        "POINT (31.18 121.43)",
        "121.43",
        "121.43,31.18,5",
        "121.43，31.18",
        "181,31",
        "-181,31",
        "121,91",
        "121,-91",
        "nan,31",
        "inf,31",
        "POINT EMPTY",
        "POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))",
        "那里",
        "",
    ],
)
def test_no_position(text: str) -> None:
    assert read_position(text) is None
