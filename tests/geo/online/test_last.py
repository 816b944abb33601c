"""What the ladder asks of online services, and what it never does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from shapely.geometry import Point

from geo.answer import Query
from geo.locate import Locator
from geo.online.asking import Online
from geo.online.contract import Candidate, Terms
from seeds.records import Correction, Trap

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.gazetteer import Gazetteer
    from geo.online.contract import Ask
    from seeds.records import LocatorFact, Project

    InTown = Callable[..., Locator]
    MakeProject = Callable[..., Project]
    MakeFact = Callable[..., LocatorFact]


class Knows:
    """A service that knows everything, in the middle of the district."""

    name = "all"
    terms = Terms("万事通", "条款", may_store=True)

    def __init__(self) -> None:
        self.asked: list[Ask] = []

    def geocode(self, ask: Ask) -> tuple[Candidate, ...]:
        self.asked.append(ask)
        return (Candidate((ask.text,), 121.405, 31.105, "poi", whole=True),)

    @property
    def texts(self) -> list[str]:
        return [ask.text for ask in self.asked]


@pytest.fixture
def service() -> Knows:
    return Knows()


@pytest.fixture
def online_town(in_town: InTown, service: Knows) -> InTown:
    """Return what makes a locator in the town that may ask the service."""

    def make(*projects: Project, **tables: object) -> Locator:
        plain = in_town(*projects, **tables)
        return Locator(plain.gazetteer, plain.district, online=Online([service]))

    return make


def test_what_nobody_else_places_is_asked(online_town: InTown, service: Knows) -> None:
    answer = online_town().locate(Query("1", "云杉楼"))
    assert (answer.method, answer.source, answer.accuracy_m) == ("online", "万事通", 200)
    assert answer.geometry == Point(121.405, 31.105)
    assert answer.tried == ("地名：地名库里没有“云杉楼”",)
    (asked,) = service.asked
    assert (asked.area.name, asked.area.code) == ("青溪区", "9")
    assert [round(v, 6) for v in asked.area.bounds] == [121.4, 31.1, 121.42, 31.12]


def test_without_services_the_ladder_ends_as_before(in_town: InTown) -> None:
    answer = in_town().locate(Query("1", "云杉楼"))
    assert (answer.method, answer.geometry) == ("none", None)


@pytest.mark.parametrize(
    "query",
    [
        Query("1", "青溪公园"),
        Query("1", "中和路100号"),
        Query("1", "西园路×中和路"),
        Query("1", "中和路（西园路-东湖路）"),
        Query("1", "大楼", parent="青溪公园"),
    ],
    ids=lambda q: q.name,
)
def test_what_is_placed_offline_is_not_asked(
    online_town: InTown, service: Knows, query: Query
) -> None:
    answer = online_town().locate(query)
    assert answer.geometry is not None
    assert (answer.method != "online", service.texts) == (True, [])


@pytest.mark.parametrize(
    "name",
    [
        "无名路", "无名大道", "无名河", "无名弄", "99号线", "无名隧道",
        "无名路（甲路-乙路）", "无名路与乌有路路口", "东至甲路、南至乙路、西至丙路、北至丁路",
        "社区体育公园", "地块", "楼", "长" * 41,
    ],
)  # fmt: skip
def test_lines_parts_of_them_and_class_names_are_not_asked(
    online_town: InTown, service: Knows, name: str
) -> None:
    answer = online_town().locate(Query("1", name))
    assert (answer.geometry, service.texts) == (None, [])


@pytest.mark.parametrize("name", ["南京", "苏州市", "浙江省", "重庆"])
def test_cities_and_provinces_are_not_asked(online_town: InTown, service: Knows, name: str) -> None:
    assert online_town().locate(Query("1", name)).geometry is None
    assert service.texts == []


def test_stated_ends_are_not_asked(online_town: InTown, service: Knows) -> None:
    query = Query("1", "无名通道", road_from="甲路", road_to="乙路")
    assert online_town().locate(query).geometry is None
    assert service.texts == []


@pytest.mark.parametrize("kind", ["road", "road_segment", "river", "metro_line", "tunnel", "area"])
def test_kinds_that_are_no_single_spot_are_not_asked(
    online_town: InTown, service: Knows, kind: str
) -> None:
    assert online_town().locate(Query("1", "云杉", kind=kind)).geometry is None
    assert service.texts == []


@pytest.mark.parametrize(
    ("name", "why"), [("老仓库", "标为已拆除"), ("百合苑", ""), ("明珠楼", "")]
)
def test_what_the_gazetteer_knows_is_not_asked(
    online_town: InTown, service: Knows, name: str, why: str
) -> None:
    answer = online_town().locate(Query("1", name))
    assert why in "".join(answer.tried)
    assert service.texts == []


def test_traps_are_not_asked(
    online_town: InTown, make_project: MakeProject, service: Knows
) -> None:
    trap = Trap(name="新青大学", reason="在外区", report="001", start=20, note="")
    town = online_town(traps=(trap,))
    for query in (
        Query("1", "新青大学"),
        Query("2", "新青大学", address="无名路1号"),
        Query("3", "云杉楼", aliases=("新青大学",)),
    ):
        assert town.locate(query).method != "online"
    assert service.texts == []


def test_what_people_looked_for_in_vain_is_not_asked(
    online_town: InTown, make_project: MakeProject, make_fact: MakeFact, service: Knows
) -> None:
    project = make_project("无处楼")
    fact = make_fact("none", "报告只有名称", name="无处楼", accuracy_m=None)
    town = online_town(project, locators=(fact,))
    assert town.locate_project(project).tried[0].startswith("查证过")
    assert town.locate(Query("1", "无处楼", kind="school")).geometry is None
    assert service.texts == []


def test_zones_are_not_asked(
    town_folder_locator: Callable[[Online], Locator], service: Knows
) -> None:
    town = town_folder_locator(Online([service]))
    for name in ("西片", "西部", "west"):
        assert town.locate(Query("1", name)).geometry is None
    assert service.texts == []


@pytest.fixture
def town_folder_locator(town_gazetteer: Gazetteer) -> Callable[[Online], Locator]:
    from seeds.district import load_district  # noqa: PLC0415 - reads the town's tables

    district = load_district(town_gazetteer.folder.parent)
    return lambda online: Locator(town_gazetteer, district, online=online)


def test_a_project_is_asked_by_its_names_and_its_address(
    online_town: InTown, make_project: MakeProject
) -> None:
    class Deaf(Knows):
        def geocode(self, ask: Ask) -> tuple[Candidate, ...]:
            self.asked.append(ask)
            return ()

    deaf = Deaf()
    project = make_project("云杉楼", "office_park", aliases="杉楼", address="无名路12号")
    plain = online_town(project)
    town = Locator(plain.gazetteer, plain.district, online=Online([deaf]))
    answer = town.locate_project(project)
    assert (answer.geometry, deaf.texts) == (None, ["云杉楼", "无名路12号", "杉楼"])
    assert [line for line in answer.tried if line.startswith("在线")] == [
        "在线：万事通没有“云杉楼”",
        "在线：万事通没有“无名路12号”",
        "在线：万事通没有“杉楼”",
    ]


def test_a_project_that_is_no_place_is_not_asked(
    online_town: InTown, make_project: MakeProject, service: Knows
) -> None:
    project = make_project("云杉楼", placeable="no")
    assert online_town(project).locate_project(project).geometry is None
    assert service.texts == []


def test_a_correction_goes_before_any_service(
    online_town: InTown, make_project: MakeProject, service: Knows
) -> None:
    project = make_project("云杉楼")
    row = Correction(project.id, "position", "", "121.401,31.101", "看过", "某人", "2026-01-31")
    answer = online_town(project, corrections=(row,)).locate_project(project)
    assert (answer.method, service.texts) == ("correction", [])


def test_nothing_else_is_built_on_an_online_answer(
    in_town: InTown, online_town: InTown, make_project: MakeProject
) -> None:
    """A position that may not be stored must not come back as that of a part, or as an end."""
    whole = make_project("云杉园", "park")
    part = make_project("北门", parent="云杉园")
    town = online_town(whole, part)
    assert town.locate_project(whole).method == "online"
    assert town.locate_project(part).method != "part_of"
    between = Query("1", "中和路（西园路-云杉园）")
    assert town.locate(between) == in_town(whole, part).locate(between)


def test_a_held_back_position_is_a_reason_without_a_position(
    in_town: InTown, service: Knows
) -> None:
    service.terms = Terms("万事通", "条款", may_store=False)
    plain = in_town()
    town = Locator(plain.gazetteer, plain.district, online=Online([service]))
    answer = town.locate(Query("1", "云杉楼"))
    assert (answer.geometry, answer.method, answer.accuracy_m) == (None, "none", None)
    assert "条款不允许存储" in answer.note
