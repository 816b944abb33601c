"""The ladder over the shipped district: all of it, in any order, and none of what is not there."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from shapely.geometry import Point

from geo.answer import Answer, Query
from geo.locate import Locator
from geo.metric import to_metres
from seeds.district import District

NAMES_OF_NOTHING = """\
南京西路 乌鲁木齐路 淮海东路 北京路 四川北路 浦东大道 世纪大道 张杨路500号 外滩 陆家嘴 人民广场 上海
中国 桂林 钦州 康健 梅陇 天钥桥 漕溪 龙华镇路 漕溪九村 漕溪西路 漕溪南路 龙华北路 中山南三路
肇嘉浜西路 宛平西路 瑞金五路 桂林西路 云锦北路 龙耀东路 宜山东路 零陵南路 百色东路 龙川中路
东安三村 田林二十二村 康健九村 不存在路123号 不存在路 徐家汇二路 枫林九路1号 虹桥路9999999号
123号 弄 7号楼 漕溪路弄 B区 13号地块 二期 徐家汇公园站 龙华寺站 上海植物园二期 医院 学校 公园 小区
体育馆 南京东路和西藏中路路口 漕溪路和外滩路口 裕德路（不存在路-没有路） 不存在路（没有路-漕溪路）
"""
"""Invented names, names from elsewhere, and names that only sound like one of the district."""


def ask(locator: Locator, name: str) -> Answer:
    return locator.locate(Query("1", name))


def known_stretches(district: District, locator: Locator) -> Iterator[tuple[Answer, float]]:
    """Yield the answer for each stretch of known roads, and how far its ends are from its roads."""
    find = locator.rungs.lines.find
    for project in district.projects:
        ends = [find(name) for name in (project.road_from, project.road_to)]
        if project.kind == "road_segment" and find(project.name) is not None and all(ends):
            answer = locator.locate_project(project)
            assert answer.geometry is not None, answer
            line = to_metres(answer.geometry)
            tips = (Point(line.coords[0]), Point(line.coords[-1]))
            yield answer, max(t.distance(e.shape) for t, e in zip(tips, ends, strict=True) if e)


@pytest.mark.parametrize("seed", [1, 2])
def test_no_answer_of_the_shipped_district_depends_on_the_order(
    shipped_district: District, shipped_locator: Locator, seed: int
) -> None:
    fresh = Locator(shipped_locator.gazetteer, shipped_district)
    shuffled = random.Random(seed).sample(shipped_district.projects, len(shipped_district.projects))
    answers = {project.id: fresh.locate_project(project) for project in shuffled}
    assert answers == {p.id: shipped_locator.locate_project(p) for p in shipped_district.projects}


def test_every_project_is_drawn_or_says_what_was_tried(
    shipped_district: District, shipped_locator: Locator
) -> None:
    for project in shipped_district.projects:
        answer = shipped_locator.locate_project(project)
        drawn = answer.geometry is not None and (answer.accuracy_m or 0) > 0
        assert drawn or (answer.accuracy_m is None and answer.tried), project.label


def test_no_project_lies_far_outside_the_district(
    shipped_district: District, shipped_locator: Locator
) -> None:
    home = to_metres(shipped_locator.gazetteer.district.shape)
    for project in shipped_district.projects:
        shape = shipped_locator.locate_project(project).geometry
        assert shape is None or home.distance(to_metres(shape)) < 1500, project.label


def test_every_stretch_of_known_roads_ends_at_those_roads(
    shipped_district: District, shipped_locator: Locator
) -> None:
    stretches = list(known_stretches(shipped_district, shipped_locator))
    assert len(stretches) >= 9  # the rest of them are roads that no map has yet
    for answer, gap_m in stretches:
        sketched = "示意" in answer.note and gap_m <= (answer.accuracy_m or 0)
        checked = answer.note.startswith("报告写")  # a person found that the report means others
        assert gap_m <= 60 or sketched or checked, answer


def test_every_sketch_says_so_and_claims_no_precision(
    shipped_district: District, shipped_locator: Locator
) -> None:
    answers = [shipped_locator.locate_project(project) for project in shipped_district.projects]
    sketches = [answer for answer in answers if answer.method == "stretch_partial"]
    assert sketches
    assert all("示意" in answer.note for answer in sketches)
    assert min(answer.accuracy_m or 0 for answer in sketches) >= 100


def test_no_trap_is_placed(shipped_district: District, shipped_locator: Locator) -> None:
    placed = [
        t.name for t in shipped_district.traps if ask(shipped_locator, t.name).geometry is not None
    ]
    assert shipped_district.traps
    assert placed == []


@pytest.mark.parametrize("name", NAMES_OF_NOTHING.split())
def test_names_of_nothing_are_not_placed(shipped_locator: Locator, name: str) -> None:
    answer = ask(shipped_locator, name)
    home = to_metres(shipped_locator.gazetteer.district.shape)
    if answer.geometry is not None:
        outside = home.distance(to_metres(answer.geometry)) > 0
        assert outside or (answer.accuracy_m or 0) >= 1500
    else:
        assert answer.tried


def test_a_runner_up_tells_its_distance(
    shipped_district: District, shipped_locator: Locator
) -> None:
    answers = [shipped_locator.locate_project(project) for project in shipped_district.projects]
    told = [answer.runner_up for answer in answers if answer.runner_up]
    assert len(told) > 50
    assert all(text.endswith(" m）") for text in told)
