"""The differences on a terminal: counts first, aligned columns, nothing that steers it."""

from __future__ import annotations

from typing import Any

from shapely.geometry import Point, box

from layers.diff import diff
from layers.editions import EditionData, Placed
from maps.diff_told import FEW, aligned, told, width


def place(key: str, at: tuple[float, float] = (121.41, 31.11), **given: Any) -> Placed:
    named = {"id": key, "label": f"名{key}", "kind": "park", "zone": "north"}
    return Placed(key, "points", Point(at), {**named, **given})


def edition(*places: Placed, version: str = "") -> EditionData:
    shape = box(121.4, 31.1, 121.5, 31.2)
    zones = {"north": Placed("north", "zones", shape, {"id": "north", "name": "北片"})}
    return EditionData("一版", version, {p.id: p for p in places}, zones)


def lines(old: EditionData, new: EditionData, **how: bool) -> list[str]:
    return list(told(diff(old, new), **how))


def test_counts_come_first_and_then_each_word_with_its_rows() -> None:
    old = edition(place("A"), place("B", stage="land"), version="2025-01-01-abcd")
    new = edition(place("A", (121.411, 31.11)), place("B", stage="open"), place("CC"))
    assert lines(old, new) == [
        "旧版 一版（2025-01-01-abcd）",
        "新版 一版",
        "3 处有变化，共 3 条：新增 1，移动 1，阶段向前 1",
        "新增 1",
        "  CC 名CC",
        "移动 1",
        "  A 名A 95.4 米（最远 95.4 米）",
        "阶段向前 1",
        "  B 名B 阶段：土地出让或征收 → 开放运营",
    ]


def test_editions_that_are_the_same_are_said_so() -> None:
    assert lines(edition(place("A")), edition(place("A")))[-1] == "两版没有差别"


def test_many_rows_are_cut_unless_all_are_asked_for() -> None:
    new = edition(*(place(f"A{nth:02}") for nth in range(FEW + 3)))
    short, whole = lines(edition(), new), lines(edition(), new, everything=True)
    assert short[-1] == "  另有 3 条，用 --all 全部列出"
    assert len(whole) == len(short) + 2
    assert whole[-1].endswith("A12 名A12")


def test_values_are_said_as_people_read_them() -> None:
    old = edition(place("A", zone="north", kind="park", zone_spatial="north", accuracy_m=500))
    new = edition(place("A", zone="gone", kind="green", zone_spatial=True, accuracy_m=60))
    text = "\n".join(lines(old, new))
    assert "功能区：北片 → gone" in text
    assert "类别：公园 → 绿地" in text
    assert "位置所在功能区：北片 → true" in text
    assert "误差：500 米 → 60 米" in text


def test_a_zone_and_a_note_are_said_in_words() -> None:
    old, new = edition(place("A", label="松园")), edition(place("B", aliases="松园"))
    assert "  A 松园 同名的另一编号：B" in lines(old, new)


def test_columns_stand_below_one_another() -> None:
    rows = [("XH1", "松园", "甲"), ("XH0010", "ab", "乙"), ("X", "很长的名称", "丙")]
    found = list(aligned(rows))
    assert len({width(line.rpartition(" ")[0]) for line in found}) == 1
    assert all("  " not in line.lstrip(" ") for line in found)


def test_width_counts_columns_of_a_terminal() -> None:
    assert [width(text) for text in ("ab", "松园", "（A）", "e\u0301", "ｱ")] == [2, 4, 5, 1, 1]


def test_what_people_wrote_cannot_steer_the_terminal_or_break_a_line() -> None:
    hostile = "\x1b[31m红\n行\u202e反" + "长" * 500
    old = edition(place("A", label="a", status="b"), place("\x1b[2J"))
    new = edition(place("A", label=hostile, status=hostile))
    for line in lines(old, new):
        assert not {"\x1b", "\n", "\u202e"} & set(line)
        assert width(line) < 250
