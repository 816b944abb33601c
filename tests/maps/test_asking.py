"""Names asked one by one or as a table, and how an answer is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shapely.geometry import LineString, MultiLineString, Point, box
from shapely.geometry.base import BaseGeometry

from geo.answer import Answer, Query
from geo.errors import QueryError
from maps.asking import Asker, told
from seeds.district import District

QUERY = Query("1", "青松园")


@pytest.fixture
def asker(town_district: District) -> Asker:
    return Asker(town_district)


def test_a_name_is_its_own_query(asker: Asker) -> None:
    query, answer = asker.ask("青溪公园")
    assert (query.id, query.name, answer.source_id) == ("青溪公园", "青溪公园", "way/201")


@pytest.mark.parametrize("name", ["west", "西片"])
def test_a_zone_is_answered_by_code_or_name(asker: Asker, name: str) -> None:
    _, answer = asker.ask(name)
    assert (answer.method, answer.source, answer.source_id) == ("place", "zones.toml", "west")


def test_a_table_is_answered_row_by_row(asker: Asker, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("id,name\n1,青溪公园\n2,无名路\n3,西片\n", encoding="utf-8")
    text, found, total = asker.batch(path)
    assert (found, total) == (2, 3)
    assert [f["properties"]["id"] for f in json.loads(text)["features"]] == ["1", "2", "3"]


@pytest.mark.parametrize("zone", ["west", "西片"])
def test_a_table_may_name_zones_by_code_or_name(asker: Asker, tmp_path: Path, zone: str) -> None:
    path = tmp_path / "names.csv"
    path.write_text(f"id,name,zone\n1,无处楼,{zone}\n", encoding="utf-8")
    assert asker.batch(path)[1:] == (0, 1)


@pytest.mark.parametrize(
    ("zone", "source_id"), [("west", "way/203"), ("西片", "way/203"), ("east", "way/204")]
)
def test_the_zone_tells_places_of_one_name_apart(
    asker: Asker, tmp_path: Path, zone: str, source_id: str
) -> None:
    path = tmp_path / "names.csv"
    path.write_text(f"id,name,zone\n1,阳光花园,{zone}\n", encoding="utf-8")
    (feature,) = json.loads(asker.batch(path)[0])["features"]
    assert feature["properties"]["source_id"] == source_id
    assert feature["properties"]["note"] == f"同名的有2处，按邻近{zone}选定"


def test_what_a_name_may_mean_stands_in_the_table_and_on_the_terminal(
    asker: Asker, tmp_path: Path
) -> None:
    path = tmp_path / "names.csv"
    path.write_text("id,name\n1,阳光花园\n", encoding="utf-8")
    (feature,) = json.loads(asker.batch(path)[0])["features"]
    both = (
        "阳光花园（住宅，way/203，121.403500,31.114500，同名，1.00）",
        "阳光花园（住宅，way/204，121.416500,31.105500，同名，1.00）",
    )
    assert (feature["geometry"], feature["properties"]["method"]) == (None, "none")
    assert feature["properties"]["candidates"] == "；".join(both)
    lines = told(*asker.ask("阳光花园")).splitlines()
    assert [line for line in lines if "也许是" in line] == [f"  也许是 {one}" for one in both]


def test_a_zone_of_another_district_is_refused(asker: Asker, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("id,name,zone\n1,青溪公园,大徐家汇\n", encoding="utf-8")
    with pytest.raises(QueryError, match="不是已知功能区"):
        asker.batch(path)


@pytest.mark.parametrize(
    ("shape", "what"),
    [
        (Point(121.4, 31.1), "点"),
        (LineString([(121.4, 31.1), (121.41, 31.1)]), "线"),
        (MultiLineString([[(121.4, 31.1), (121.41, 31.1)]]), "线"),
        (box(121.4, 31.1, 121.41, 31.11), "面"),
    ],
)
def test_an_answer_says_what_it_is_and_how_sure(shape: BaseGeometry, what: str) -> None:
    first = told(QUERY, Answer(shape, "place", 60.0)).splitlines()[0]
    assert first.startswith(f"青松园：地名库同名对象，{what}，121.4")
    assert first.endswith("，误差约 60 米")


def test_an_answer_tells_its_evidence() -> None:
    answer = Answer(
        Point(121.4, 31.1), "place", 60.0, "OSM", "way/1", "2026-03-08", "road 1（9 m）", "示意"
    )
    assert told(QUERY, answer).splitlines()[1:] == [
        "  依据 OSM way/1",
        "  数据日期 2026-03-08",
        "  说明 示意",
        "  其次 road 1（9 m）",
    ]


def test_nothing_is_said_of_what_is_not_known() -> None:
    assert told(QUERY, Answer(Point(121.4, 31.1), "place", 60.0)).count("\n") == 0


def test_what_was_tried_is_told() -> None:
    answer = Answer(None, "zone", tried=("地名：没有", "门牌：没有"))
    assert told(QUERY, answer).splitlines() == [
        "青松园：没有找到（仅知功能区，不上图）",
        "  试过 地名：没有",
        "  试过 门牌：没有",
    ]


def test_what_could_steer_a_terminal_is_written_out() -> None:
    hostile = Query(id="1", name="a\x1b[31m路")
    assert told(hostile, Answer(None, "none")) == "a[U+001B][31m路：没有找到（未找到）"


def test_json_is_one_line_with_geometry() -> None:
    text = told(QUERY, Answer(Point(121.4, 31.1), "place", 60.0), as_json=True)
    row = json.loads(text)
    assert "\n" not in text
    assert row["geometry"] == {"type": "Point", "coordinates": [121.4, 31.1]}
    assert (row["name"], row["accuracy_m"], row["tried"]) == ("青松园", 60.0, None)


def test_json_of_what_is_not_found_has_no_geometry() -> None:
    row = json.loads(told(QUERY, Answer(None, "none", tried=("没有",)), as_json=True))
    assert (row["geometry"], row["accuracy_m"], row["tried"]) == (None, None, "没有")
