"""Checked facts: each method is carried out, and the person's radius is kept or widened."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from shapely.geometry.base import BaseGeometry

from geo.answer import Hit
from geo.facts import FactReader
from geo.rungs import Rungs
from seeds.records import LocatorFact

MakeFact = Callable[..., LocatorFact]
Grid = Callable[[BaseGeometry], list[tuple[float, float]]]


def hit_of(found: Hit | str) -> Hit:
    assert isinstance(found, Hit), found
    return found


@pytest.fixture
def reader(town_rungs: Rungs) -> FactReader:
    return FactReader(town_rungs)


@pytest.mark.parametrize(
    ("method", "args", "answer", "geometry"),
    [
        ("point", ("121.404", "31.104"), "place", "Point"),
        ("osm", ("121.405", "31.109", "201", "青溪公园"), "place", "Polygon"),
        ("address", ("中和路", "200号"), "address", "Point"),
        ("crossing", ("中和路", "西园路"), "crossing", "Point"),
        ("bounds", ("北山路", "东湖路", "中和路", "西园路"), "bounds", "Polygon"),
        ("stretch", ("中和路", "西园路", "东湖路"), "stretch", "LineString"),
    ],
)
def test_each_method_is_carried_out(
    reader: FactReader,
    make_fact: MakeFact,
    method: str,
    args: tuple[str, ...],
    answer: str,
    geometry: str,
) -> None:
    hit = hit_of(reader.read(make_fact(method, *args, accuracy_m=700)))
    assert (hit.method, hit.shape.geom_type, hit.accuracy_m) == (answer, geometry, 700)


@pytest.mark.parametrize(
    ("method", "args"),
    [
        ("crossing", ("柳条路", "北山路")),
        ("bounds", ("北山路", "柳条路", "中和路", "东湖路")),
        ("point", ("121.404", "31.104")),
    ],
)
def test_the_radius_of_the_person_stands(
    reader: FactReader, make_fact: MakeFact, method: str, args: tuple[str, ...]
) -> None:
    assert hit_of(reader.read(make_fact(method, *args, accuracy_m=33))).accuracy_m == 33


@pytest.mark.parametrize(
    ("method", "args"),
    [("address", ("中和路", "350号")), ("stretch", ("竹林路", "中和路", "北山路"))],
)
def test_a_radius_smaller_than_the_rung_can_keep_is_widened(
    reader: FactReader, make_fact: MakeFact, method: str, args: tuple[str, ...]
) -> None:
    assert hit_of(reader.read(make_fact(method, *args, accuracy_m=20))).accuracy_m > 100


def test_a_fact_without_a_radius_takes_that_of_the_rung(
    reader: FactReader, town_rungs: Rungs, make_fact: MakeFact
) -> None:
    hit = hit_of(reader.read(make_fact("crossing", "中和路", "西园路", accuracy_m=None)))
    assert hit.accuracy_m == hit_of(town_rungs.crossing("中和路", "西园路")).accuracy_m


@pytest.mark.parametrize(
    ("certainty", "note"), [("sure", ""), ("likely", "推断"), ("doubtful", "存疑")]
)
def test_a_doubt_is_told(
    reader: FactReader, make_fact: MakeFact, certainty: str, note: str
) -> None:
    fact = make_fact("crossing", "中和路", "西园路", certainty=certainty)
    assert hit_of(reader.read(fact)).note == note


@pytest.mark.parametrize(
    ("source_type", "source"), [("osm", "OpenStreetMap"), ("report", "locators.csv（报告）")]
)
def test_the_source_is_named(
    reader: FactReader, make_fact: MakeFact, source_type: str, source: str
) -> None:
    fact = make_fact("crossing", "中和路", "西园路", source_type=source_type)
    assert hit_of(reader.read(fact)).source == source


@pytest.mark.parametrize(
    ("method", "args", "said"),
    [
        ("address", ("中和路", "200号"), "中和路200号"),
        ("crossing", ("中和路", "西园路"), "中和路×西园路"),
    ],
)
def test_a_fact_is_named_by_what_it_says(
    reader: FactReader, make_fact: MakeFact, method: str, args: tuple[str, ...], said: str
) -> None:
    assert hit_of(reader.read(make_fact(method, *args))).said == said


@pytest.mark.parametrize(
    ("args", "why"),
    [(("报告只有名称",), "查证过：报告只有名称"), ((), "查证过，没有可信的来源")],
)
def test_a_place_that_nobody_found_says_so(
    reader: FactReader, make_fact: MakeFact, args: tuple[str, ...], why: str
) -> None:
    assert reader.read(make_fact("none", *args, accuracy_m=None)) == why


@pytest.mark.parametrize(
    ("method", "args", "why"),
    [
        ("crossing", ("中和路", "无名路"), "路口：地图上没有无名路"),
        ("address", ("无名路", "3号"), "门牌：地图上没有无名路"),
        ("address", ("中和路", "三号"), "门牌：看不懂“中和路三号”"),
        ("address", ("中和路8号旁", "9号"), "门牌：看不懂“中和路8号旁9号”"),
    ],
)
def test_a_fact_that_cannot_be_carried_out_says_why(
    reader: FactReader, make_fact: MakeFact, method: str, args: tuple[str, ...], why: str
) -> None:
    assert reader.read(make_fact(method, *args)) == why


@pytest.mark.parametrize(
    "args",
    [
        ("121.411", "31.119", "201", "青溪公园"),
        ("121.4051", "31.1091", "0", "青溪公园"),
    ],
)
def test_an_object_is_known_by_its_id_or_by_name_and_position(
    reader: FactReader, make_fact: MakeFact, args: tuple[str, ...]
) -> None:
    hit = hit_of(reader.read(make_fact("osm", *args)))
    assert (hit.source_id, hit.shape.geom_type) == ("way/201", "Polygon")


def test_an_object_that_bears_the_id_goes_before_one_that_is_near(
    reader: FactReader, make_fact: MakeFact
) -> None:
    at_the_station = ("121.411", "31.109", "201", "青溪公园")
    hit = hit_of(reader.read(make_fact("osm", *at_the_station)))
    assert (hit.source_id, hit.shape.geom_type) == ("way/201", "Polygon")


def test_an_object_that_the_gazetteer_lacks_is_a_point(
    reader: FactReader, make_fact: MakeFact, grid: Grid
) -> None:
    hit = hit_of(reader.read(make_fact("osm", "121.403", "31.103", "77", "茶亭")))
    assert (hit.source_id, grid(hit.shape), hit.snapshot) == ("77", [(3, 3)], "2026-03-08")


def test_a_station_stays_a_point(reader: FactReader, make_fact: MakeFact, grid: Grid) -> None:
    hit = hit_of(reader.read(make_fact("osm", "121.411", "31.109", "9001", "青溪公园")))
    assert (hit.source_id, grid(hit.shape)) == ("node/9001", [(11, 9)])


def test_two_roads_in_the_third_argument_bracket_an_address(
    reader: FactReader, make_fact: MakeFact, grid: Grid
) -> None:
    fact = make_fact("address", "中和路", "350号", "竹林路|东湖路", accuracy_m=20)
    hit = hit_of(reader.read(fact))
    assert 8 <= grid(hit.shape)[0][0] <= 14
    assert hit.accuracy_m < 320


def test_a_landmark_in_the_third_argument_is_no_bracket(
    reader: FactReader, make_fact: MakeFact
) -> None:
    plain = reader.read(make_fact("address", "中和路", "350号"))
    beside = reader.read(make_fact("address", "中和路", "350号", "邮局旁", rank=2))
    assert beside == plain


def test_a_new_metro_line_is_drawn_through_its_known_stations(
    reader: FactReader, make_fact: MakeFact, grid: Grid
) -> None:
    stops = [("121.405", "31.102"), ("121.415", "31.102"), ("121.410", "31.103")]
    facts = [make_fact("osm", *xy, f"{n}", accuracy_m=100 * n) for n, xy in enumerate(stops, 1)]
    hit = hit_of(reader.stations(facts))
    assert grid(hit.shape) in ([(5, 2), (10, 3), (15, 2)], [(15, 2), (10, 3), (5, 2)])
    assert (hit.method, hit.accuracy_m, hit.source_id) == ("line", 450, "1 2 3")
    assert hit.note.startswith("示意：线路走向未见于地图，按已知的3座车站连线")


def test_one_station_makes_no_line(reader: FactReader, make_fact: MakeFact) -> None:
    point = make_fact("point", "121.405", "31.102")
    assert reader.stations([make_fact("osm", "121.405", "31.102", "1"), point]) == ""
