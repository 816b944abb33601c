from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from seeds.district import District, load_district
from seeds.matching import Register
from seeds.reading.found import Found

if TYPE_CHECKING:
    from pathlib import Path

    from seeds.records import Project


@pytest.fixture
def district(tiny_district: Path) -> District:
    return load_district(tiny_district)


def found(name: str, kind: str = "other", **more: str) -> Found:
    report = more.pop("report", "000")
    return Found(report, "", "", 0, 1, name, name, kind, **more)


def known(district: District, *changes: dict[str, Any]) -> Register:
    """Return the register of projects that differ from the first of the district as told."""
    model: Project = district.projects[0]
    empty = {"aliases": "", "zone_reported": "", "road_from": "", "road_to": "", "address": ""}
    projects = tuple(
        replace(model, **{**empty, "id": f"XH{number:04}", "label": change["name"], **change})
        for number, change in enumerate(changes, start=1)
    )
    return Register(replace(district, projects=projects))


def id_of(register: Register, what: Found) -> str:
    project = register.match(what).project
    return project.id if project else ""


@pytest.mark.parametrize(
    "name", ["青松公园", "“青松” 公园", "松公园", "青松绿地", "新桥区青松公园", "青松公园改造工程"]
)
def test_known_by_any_name(name: str, district: District) -> None:
    assert id_of(Register(district), found(name, "park")) == "XH0001"


@pytest.mark.parametrize(
    "name", ["青松公园站", "青松公园北区", "青松", "北青松公园", "青松公园周边"]
)
def test_a_near_name_is_another_place(name: str, district: District) -> None:
    assert id_of(Register(district), found(name, "park")) == ""


def test_a_station_never_is_a_park(district: District) -> None:
    assert id_of(Register(district), found("青松公园", "metro_station")) == ""


@pytest.mark.parametrize("kind", ["", "other", "rocket", "green", "culture"])
def test_doubtful_kinds_leave_it_to_the_name(kind: str, district: District) -> None:
    assert id_of(Register(district), found("青松公园", kind)) == "XH0001"


@pytest.mark.parametrize(
    ("name", "ends", "expected"),
    [
        ("红叶路", ("北河路", "南河路"), "XH0002"),
        ("红叶路", ("南河路", "北河路"), "XH0002"),
        ("红叶路（北河路－南河路）", ("", ""), "XH0002"),
        ("红叶路景观道路", ("北河路", "南河路"), "XH0002"),
        ("红叶路", ("北河路", "东河路"), ""),
        ("白桦路", ("北河路", "南河路"), ""),
        ("红叶路", ("北河路", ""), "XH0002"),
    ],
)
def test_stretches(name: str, ends: tuple[str, str], expected: str, district: District) -> None:
    said = found(name, "road_segment", road_from=ends[0], road_to=ends[1])
    assert id_of(Register(district), said) == expected


def test_the_whole_road_is_not_a_stretch_of_it(district: District) -> None:
    register = known(district, {"name": "红叶路", "kind": "road"})
    assert id_of(register, found("红叶路", "road")) == "XH0001"
    stretch = found("红叶路", "road_segment", road_from="北河路", road_to="南河路")
    assert id_of(register, stretch) == ""
    assert id_of(Register(district), found("红叶路", "road")) == ""


def test_a_crossing_in_either_order(district: District) -> None:
    roads = {"road_from": "北河路", "road_to": "南河路"}
    register = known(district, {"name": "北河路和南河路路口", "kind": "intersection", **roads})
    said = found("南河路北河路口", "intersection", road_from="南河路", road_to="北河路")
    assert id_of(register, said) == "XH0001"
    assert id_of(register, found("北河路和南河路路口", "intersection")) == "XH0001"
    assert id_of(register, found("北河路", "road", **roads)) == ""


def test_by_address_if_that_is_all_the_name(district: District) -> None:
    register = known(
        district,
        {"name": "老楼", "address": "北河路12号"},
        {"name": "公厕", "address": "北河路14号"},
    )
    at = {"address": "北河路12号"}
    assert id_of(register, found("北河路12号项目", **at)) == "XH0001"
    assert id_of(register, found("北河路12号公厕", **at)) == ""
    assert id_of(register, found("老楼", address="东河路9号")) == ""
    assert id_of(register, found("老楼", address="北河路12号2楼")) == "XH0001"


def test_zone_decides_between_namesakes(district: District) -> None:
    east, west = ({"name": "中心绿地", "zone_reported": zone} for zone in ("东片", "西片"))
    register = known(district, east, west)
    assert id_of(register, found("中心绿地", "park", zone_reported="西片")) == "XH0002"
    answer = register.match(found("中心绿地", "park"))
    assert answer.project is None
    assert "XH0001、XH0002" in answer.note


def test_parent_and_kind_decide_too(district: District) -> None:
    register = known(
        district,
        {"name": "一号楼", "parent": "东园", "kind": "office_park"},
        {"name": "一号楼", "parent": "西园", "kind": "office_park"},
        {"name": "一号楼", "kind": "school"},
    )
    assert id_of(register, found("一号楼", "office_park", parent="西园")) == "XH0002"
    assert id_of(register, found("一号楼", "school")) == "XH0003"
    assert register.match(found("一号楼", "office_park")).note


def test_a_class_name_in_another_zone_is_another_place(district: District) -> None:
    register = known(district, {"name": "口袋公园", "zone_reported": "东片"})
    assert id_of(register, found("口袋公园", "park", zone_reported="西片")) == ""
    assert id_of(register, found("口袋公园", "park", zone_reported="东片")) == "XH0001"


def test_an_alias_counts_in_its_own_report_first(district: District) -> None:
    row = district.aliases[0]
    aliases = (
        replace(row, alias="老地方", name="青松公园", report="000"),
        replace(row, alias="老地方", name="红叶路", report="001"),
    )
    register = Register(replace(district, aliases=aliases))
    assert id_of(register, found("老地方", report="000")) == "XH0001"
    assert id_of(register, found("老地方", report="new")) == ""


# --- the shipped district ----------------------------------------------------------------------

APART = (
    "上海植物园 上海植物园站 植物园北区",
    "上海体育场站 万体馆",
    "徐家汇 徐家汇源 徐家汇中心 徐家汇书院 徐家汇体育公园 大徐家汇",
    "龙华医院 龙华机场 龙华塔 龙华西路334弄 龙华西路90弄 龙华风貌区",
    "康健体育公园 中城绿谷体育公园 万科体育公园",
    "区妇幼保健所 妇幼医院",
    "大华医院 大华医院新址",
    "上汇实验学校小学部 上汇实验学校初中部",
    "宋庆龄幼儿园 宋庆龄小学 宋庆龄故居",
    "西岸大剧院 国家大剧院",
    "西岸数智谷 西岸数智中心",
    "华之门 华之门广场 华之门商住办 华之门住宅 华之门商住办项目住宅地块",
    "华之门 华之门9# 华之门10# 华之门地块规划中学",
    "源点大厦 源点厂场",
    "长华路 长华路绿地 长华学区",
    "梅陇三村 梅陇六村",
    "漕溪公园 漕溪路 漕溪北路 漕溪二村 漕溪三村",
    "张家弄 张家塘港",
    "关港 东新港 漕河泾港 龙华港 西岸传媒港 人才港",
    "模速空间 数链空间 电信数链空间实验室",
    "复旦附中徐汇分校 复旦附中",
)
"""Names that are not to be merged, a group a line."""


@pytest.mark.parametrize("group", APART)
@pytest.mark.parametrize("kind", ["", "right"])
def test_near_names_of_the_shipped_district_stay_apart(group: str, kind: str) -> None:
    district = load_district()
    kinds = {name: project.kind for project in district.projects for name in project.names}
    register = Register(district)
    matched = [
        id_of(register, found(name, kinds.get(name, "other") if kind else "other"))
        for name in group.split()
    ]
    told = [project for project in matched if project]
    assert len(set(told)) == len(told)


def test_every_name_of_the_shipped_district_leads_back() -> None:
    district = load_district()
    register = Register(district)
    wrong = []
    for project in district.projects:
        for name in project.names:
            ends = {"road_from": project.road_from, "road_to": project.road_to}
            said = found(name, project.kind, address=project.address, **ends)
            wrong += [] if id_of(register, said) == project.id else [(name, project.id)]
    assert wrong == []
