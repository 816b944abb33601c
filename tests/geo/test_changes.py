"""What changed between two gazetteers: places, lines, outlines, dates; and what is not believed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from shapely.geometry import Point, box

from geo.archive import gazetteer_files
from geo.changes import Change, gazetteer_changes, why_not
from geo.errors import GazetteerError
from geo.gazetteer import Gazetteer
from geo.osm_source import snapshot_of
from tests.geo.conftest import DATE, Plan

Pair = tuple[Gazetteer, Gazetteer]
Draw = Callable[[Plan], object]


@pytest.fixture
def between(tmp_path: Path) -> Callable[..., Pair]:
    """Return what compiles two plans that share a road, drawn by two functions."""

    def make(before: Draw, after: Draw, *, dates: tuple[str, str] = (DATE, DATE)) -> Pair:
        sides = []
        for name, draw, date in zip(("old", "new"), (before, after), dates, strict=True):
            plan = Plan(tmp_path / name)
            plan.folder.mkdir()
            plan.road("红叶路", (100, 100), (3000, 100))
            draw(plan)
            snapshot = snapshot_of(plan.features, "osm", {"osm": date})
            for file, text in gazetteer_files(snapshot, district="方格区").items():
                dated = text.replace(DATE, date)
                (plan.folder / file).write_text(dated, encoding="utf-8")
            sides.append(Gazetteer(plan.folder))
        return sides[0], sides[1]

    return make


def nothing(_: Plan) -> None:
    """Draw nothing."""


def shop(name: str, x: float = 500, y: float = 500, number: int = 0) -> Draw:
    def draw(plan: Plan) -> None:
        plan.add("node", Point(x, y), shop="mall", name=name)
        if number:
            last = plan.features[-1]
            plan.features[-1] = type(last)("node", number, last.tags, last.geometry, last.snapshot)

    return draw


def mall(name: str) -> Draw:
    return lambda plan: plan.add("way", box(450, 450, 550, 550), shop="mall", name=name)


def brief(pair: Pair) -> list[tuple[str, str, str]]:
    return [(c.what, c.change, c.name) for c in gazetteer_changes(*pair)]


def test_same_gazetteer_is_no_change(between: Callable[..., Pair]) -> None:
    assert brief(between(shop("甲店"), shop("甲店"))) == []


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (nothing, shop("甲店"), [("place", "new", "甲店")]),
        (shop("甲店"), nothing, [("place", "gone", "甲店")]),
        (shop("甲店"), shop("乙店"), [("place", "renamed", "乙店")]),
        (shop("甲店"), shop("甲店", x=700), [("place", "moved", "甲店")]),
        (shop("甲店"), shop("甲店", x=560), []),
        (shop("甲店"), shop("甲店", x=700, number=99), []),
        (
            shop("甲店"),
            shop("甲店", x=2500, number=99),
            [("place", "gone", "甲店"), ("place", "new", "甲店")],
        ),
        (shop("甲店"), mall("甲店"), []),
    ],
)
def test_places_go_by_object_then_by_name(
    between: Callable[..., Pair], before: Draw, after: Draw, found: list[tuple[str, str, str]]
) -> None:
    assert brief(between(before, after)) == found


def test_distance_is_told(between: Callable[..., Pair]) -> None:
    (change,) = gazetteer_changes(*between(shop("甲店"), shop("甲店", x=700)))
    assert int(change.metres) == pytest.approx(200, abs=2)


def test_rivers_and_outlines_are_told(between: Callable[..., Pair]) -> None:
    def town(name: str) -> Draw:
        tags = {"boundary": "administrative", "admin_level": "8", "name": name}
        return lambda plan: plan.add("relation", box(0, 0, 2000, 2000), **tags)

    def river(plan: Plan) -> None:
        town("新镇")(plan)
        plan.river("小青河", (0, 900), (3000, 900))

    pair = between(town("老镇"), river)
    assert brief(pair) == [("line", "new", "小青河"), ("outline", "renamed", "新镇")]
    assert brief(pair[::-1])[0] == ("line", "gone", "小青河")


def test_other_date_is_told_first(between: Callable[..., Pair]) -> None:
    pair = between(nothing, shop("甲店"), dates=("2025-01-02", "2026-03-08"))
    first = gazetteer_changes(*pair)[0]
    assert first == Change("snapshot", "replaced", "dates", "2025-01-02", "2026-03-08")


def test_same_pair_gives_the_same_rows(between: Callable[..., Pair]) -> None:
    def shops(names: str) -> Draw:
        return lambda plan: [shop(n, x=100 * i)(plan) for i, n in enumerate(names, 1)]

    pair = between(shops("甲乙丙丁"), shops("戊己庚辛壬"))
    again = tuple(Gazetteer(side.folder) for side in pair)
    assert gazetteer_changes(*pair) == gazetteer_changes(*again)


def roads(count: int) -> Draw:
    def draw(plan: Plan) -> None:
        for number in range(1, count):
            plan.road(f"{number}号路", (100, 100 + 20 * number), (3000, 100 + 20 * number))

    return draw


def towns(count: int) -> Draw:
    tags = {"boundary": "administrative", "admin_level": "8"}
    return lambda plan: [
        plan.add("relation", box(0, 900 * n, 2000, 900 * n + 900), name=f"{n}镇", **tags)
        for n in range(count)
    ]


def shops(count: int) -> Draw:
    return lambda plan: [shop(f"{n}号店", x=100 + 10 * n)(plan) for n in range(count)]


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (roads(10), roads(5), ""),
        (roads(10), roads(4), "新数据只有 4 条有名字的道路，原有 10 条，不到一半"),
        (roads(4), roads(10), ""),
        (towns(3), nothing, "新数据只有 1 条行政区界线，原有 4 条，不到一半"),
        (towns(1), nothing, ""),
        (shops(30), shops(14), "新数据只有 14 个有名字的地点，原有 30 个，不到一半"),
        (shops(30), shops(15), ""),
        (shops(20), nothing, ""),
    ],
)
def test_half_a_snapshot_is_not_believed(
    between: Callable[..., Pair], before: Draw, after: Draw, reason: str
) -> None:
    found = why_not(*between(before, after))
    assert found.startswith(reason) if reason else found == ""


def test_gazetteer_of_another_district_is_not_replaced(between: Callable[..., Pair]) -> None:
    old, new = between(nothing, nothing)
    toml = old.folder / "snapshot.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("方格", "圆圈"), encoding="utf-8")
    assert why_not(old, new) == "要替换的是“圆圈区”的地名库，新数据是“方格区”的"


def test_damaged_table_is_named(between: Callable[..., Pair]) -> None:
    old, new = between(shop("甲店"), shop("甲店", x=700))
    path = old.folder / "places.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("121.", "x", 1), encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"places\.csv：“甲店”"):
        gazetteer_changes(old, new)
