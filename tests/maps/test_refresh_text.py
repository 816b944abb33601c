"""The few lines that tell what a refresh changed."""

from __future__ import annotations

import pytest

from geo.changes import Change
from maps.refresh_text import SHOWN, table, told


def test_changes_are_a_table_that_no_spreadsheet_runs() -> None:
    text = table([Change("place", "gone", "=甲店", before="commercial", osm="3")])
    assert text == "what,change,name,before,after,metres,osm\nplace,gone,'=甲店,commercial,,,3\n"


def test_nothing_is_said_to_have_changed() -> None:
    assert told([]) == ["与原有的地名库相比没有变化"]


def test_a_newer_snapshot_with_the_same_content_is_told() -> None:
    dates = Change("snapshot", "replaced", "dates", "2025-01-02", "2026-03-08")
    assert told([dates]) == [
        "与原有的地名库相比：",
        "  数据日期：2025-01-02 → 2026-03-08",
        "  道路、地点和界线没有变化",
    ]


def test_each_thing_has_its_line() -> None:
    changes = [
        Change("snapshot", "replaced", "source", "", "甲"),
        Change("road", "longer", "甲路", metres="800"),
        Change("road", "renamed", "新街", "老街", "新街"),
        Change("road", "new", "乙路"),
        Change("place", "gone", "旧店"),
    ]
    assert told(changes)[1:] == [
        "  来源：不详 → 甲",
        "  道路：新增 1（乙路）；改名 1（老街 → 新街）；加长 1（甲路 约 800 米）",
        "  地点：消失 1（旧店）",
    ]


def test_only_some_of_many_are_named() -> None:
    (_, line) = told([Change("road", "new", f"{n}路") for n in range(SHOWN + 1)])
    assert line.startswith(f"  道路：新增 {SHOWN + 1}（0路、")
    assert line.endswith(f"{SHOWN - 1}路等）")


@pytest.mark.parametrize(
    ("before", "change", "line"),
    [
        ("stretch_partial 400", "better", "stretch_partial → stretch（误差 400 → 30 米）"),
        ("none", "found", "none → stretch（误差 30 米）"),
    ],
)
def test_road_that_came_onto_the_map_has_a_line_of_its_own(
    before: str, change: str, line: str
) -> None:
    found = told([Change("project", change, "规划一路（甲路-乙路）", before, "stretch 30")])
    assert found[1:] == [f"  已上图：规划一路（甲路-乙路），{line}"]


def test_other_projects_go_by_what_became_of_them() -> None:
    lost = Change("project", "lost", "某楼", "place 60", "none")
    better = Change("project", "better", "某园", "area 1100", "place 60")
    assert told([lost, better])[1:] == [
        "  项目更准 1（某园 area 1100 → place 60）",
        "  项目不再找到 1（某楼 place 60 → none）",
    ]
