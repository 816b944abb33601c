"""
A second district, invented as a folder of files, through the same program with no code changed.

Its house numbers grow from south to north and twice as slowly as in the district that ships; its
zones, names and map are its own.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from maps.cli import main

FOLDER = Path(__file__).parents[1] / "invented" / "linlan"
CORNER = (120.9, 30.2)
ABSENT = (
    "上海交通大学医学院",
    "南京西路",
    "乌鲁木齐路步行街",
    "星桥数字产业园",
    "阳光苑",
    "金桂路",
)
REFUSED = ("浙江大学", "一江两岸")

Feature = dict[str, Any]


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the folder with the gazetteer that the program builds from its `.osm`."""
    folder = Path(shutil.copytree(FOLDER, tmp_path_factory.mktemp("invented") / "linlan"))
    osm = str(folder / "town.osm")
    assert main(["gazetteer", "build", "--osm", osm, "--district", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def mentions(district: Path) -> dict[str, dict[str, str]]:
    """Return what `extract` reads in the report, by name."""
    out = district.parent / "mentions.csv"
    report = str(district / "report.md")
    assert main(["extract", report, "--district", str(district), "--out", str(out)]) == 0
    rows = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig")))
    return {row["name"]: row for row in rows}


@pytest.fixture(scope="module")
def built(district: Path) -> Path:
    """Return the folder of outputs of `build REPORT`."""
    out = district.parent / "out"
    report = str(district / "report.md")
    words = ["build", report, "--district", str(district), "--out", str(out), "--quiet"]
    assert main(words) == 0
    return out


@pytest.fixture(scope="module")
def drawn(built: Path) -> dict[str, Feature]:
    """Return the features on the map, by label."""
    files = [built / "geojson" / f"{kind}.geojson" for kind in ("points", "lines", "polygons")]
    features = [f for path in files for f in json.loads(path.read_text("utf-8"))["features"]]
    return {feature["properties"]["label"]: feature for feature in features}


@pytest.fixture(scope="module")
def unlocated(built: Path) -> dict[str, dict[str, str]]:
    text = (built / "unlocated.csv").read_text(encoding="utf-8-sig")
    return {row["name"]: row for row in csv.DictReader(io.StringIO(text))}


@pytest.fixture(scope="module")
def locate(district: Path) -> Callable[[str], Feature]:
    """Return what asks the program where a name is."""

    def answer(name: str) -> Feature:
        asked, out = district.parent / "asked.csv", district.parent / "found.geojson"
        asked.write_text(f'id,name\n1,"{name}"\n', encoding="utf-8")
        words = ["locate", "--input", str(asked), "--out", str(out), "--district", str(district)]
        assert main(words) in {0, 1}
        (feature,) = json.loads(out.read_text(encoding="utf-8"))["features"]
        return dict(feature)

    return answer


Locate = Callable[[str], Feature]


def at(feature: Feature) -> list[tuple[float, float]]:
    """Return the vertices in thousandths of a degree from the south-western corner."""
    xy = shapely.get_coordinates(shape(feature["geometry"]))
    return [(round((x - CORNER[0]) * 1e3, 1), round((y - CORNER[1]) * 1e3, 1)) for x, y in xy]


def box(feature: Feature) -> tuple[float, float, float, float]:
    west, south, east, north = shape(feature["geometry"]).bounds
    x, y = CORNER
    return (west - x) * 1e3, (south - y) * 1e3, (east - x) * 1e3, (north - y) * 1e3


# --- reading -------------------------------------------------------------------------------------


def test_the_report_is_read(mentions: dict[str, dict[str, str]]) -> None:
    stretch = mentions["文澜路"]
    assert (stretch["kind"], stretch["road_from"], stretch["road_to"]) == (
        "road_segment",
        "石榴路",
        "中州路",
    )
    assert mentions["临澜大道"]["stage"] == "done"
    assert mentions["澄心公园"]["zone_reported"] == "老城片区"
    assert {mentions[name]["placeable"] for name in REFUSED} == {"no"}


# --- the map -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "method", "zone"),
    [
        ("文澜路（石榴路-中州路）", "stretch", "oldtown"),
        ("望海路（西陵路-槐安路）", "stretch", "station"),
        ("临澜大道（槐安路-东湾路）", "stretch", "riverbay"),
        ("西陵路（小澜浦-临海铁路）", "stretch", "station"),
        ("新港路（书院路-望海路）", "stretch", "oldtown"),
        ("书院路和中州路路口", "crossing", "riverbay"),
        ("槐安路与望海路交叉口", "crossing", "station"),
        ("槐安路200号办公楼", "address", "oldtown"),
        ("文澜路660号人才公寓", "address", "riverbay"),
        ("石榴路500号社区食堂", "address", "oldtown"),
        ("澄心公园", "place", "oldtown"),
        ("临澜中学", "place", "oldtown"),
        ("文澜公园", "place", "riverbay"),
        ("临澜博物馆", "place", "riverbay"),
        ("临澜区人民医院", "place", "riverbay"),
        ("临澜站", "place", "station"),
        ("长堤路站", "place", "station"),
        ("江湾图书馆站前分馆", "part_of", "station"),
        ("轨道交通5号线", "line", "oldtown"),
        ("小澜浦", "line", "station"),
    ],
)
def test_what_is_drawn_how_and_in_which_zone(
    drawn: dict[str, Feature], label: str, method: str, zone: str
) -> None:
    properties = drawn[label]["properties"]
    assert (properties["method"], properties["zone"]) == (method, zone)
    assert 0 < properties["accuracy_m"] < 1500


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [
        ("文澜路（石榴路-中州路）", (10, 16), (22, 16)),
        ("望海路（西陵路-槐安路）", (4, 24), (16, 24)),
        ("临澜大道（槐安路-东湾路）", (16, 12.1), (28, 12.1)),
        ("西陵路（小澜浦-临海铁路）", (4, 26), (4, 30)),
        ("新港路（书院路-望海路）", (13, 20), (13, 24)),
    ],
)
def test_stretches_run_from_their_first_end_to_their_last(
    drawn: dict[str, Feature],
    label: str,
    first: tuple[float, float],
    last: tuple[float, float],
) -> None:
    points = at(drawn[label])
    assert (points[0], points[-1]) == (first, last)
    assert all(abs(y - first[1]) < 0.2 or x == first[0] for x, y in points)


def test_a_dual_carriageway_is_one_centre_line(drawn: dict[str, Feature]) -> None:
    assert {y for _, y in at(drawn["临澜大道（槐安路-东湾路）"])} == {12.1}


def test_house_numbers_run_as_the_folder_says(drawn: dict[str, Feature]) -> None:
    # No number of 槐安路 is known: 200 at 4 m each lies some 850 m north of its beginning (y = 2).
    ((x, y),) = at(drawn["槐安路200号办公楼"])
    assert x == 16
    assert y == pytest.approx(9.7, abs=0.3)
    ((x, y),) = at(drawn["石榴路500号社区食堂"])
    assert 15 < y < 27


def test_without_the_setting_the_same_number_is_sought_from_the_other_end(
    district: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(district, tmp_path / "other"))
    text = (folder / "district.toml").read_text(encoding="utf-8")
    assert "[addresses]\nheading = [0.6, 0.8]\nstep_m = 4.0\n" in text
    changed = text.replace("[0.6, 0.8]", "[-0.6, -0.8]")
    (folder / "district.toml").write_text(changed, encoding="utf-8")
    out = tmp_path / "found.geojson"
    (tmp_path / "asked.csv").write_text("id,name\n1,槐安路200号\n", encoding="utf-8")
    words = ["--input", str(tmp_path / "asked.csv"), "--out", str(out), "--district", str(folder)]
    assert main(["locate", *words]) == 0
    (feature,) = json.loads(out.read_text(encoding="utf-8"))["features"]
    assert at(feature)[0][1] == pytest.approx(33.5 - 7.7, abs=0.3)


def test_a_reported_zone_that_the_map_contradicts_is_published(drawn: dict[str, Feature]) -> None:
    properties = drawn["江湾图书馆站前分馆"]["properties"]
    assert (properties["zone_reported"], properties["zone_spatial"]) == ("站前片区", "riverbay")
    assert properties["zone_agrees"] is False
    assert properties["zone_gap_m"] > 500


def test_nothing_lies_outside_the_district(drawn: dict[str, Feature]) -> None:
    west, south = CORNER
    home = shapely.box(west, south, west + 0.04, south + 0.036).buffer(1e-5)
    assert [label for label, f in drawn.items() if not home.covers(shape(f["geometry"]))] == []


def test_what_is_elsewhere_unknown_or_twofold_is_listed_and_not_drawn(
    drawn: dict[str, Feature], unlocated: dict[str, dict[str, str]]
) -> None:
    names = {feature["properties"]["name"] for feature in drawn.values()}
    assert set(unlocated) == set(ABSENT)
    assert not names & {*ABSENT, *REFUSED}
    assert all(row["reason"] for row in unlocated.values())
    assert "有2处" in unlocated["阳光苑"]["tried"]
    assert unlocated["星桥数字产业园"]["zone"] == "station"


def test_the_outputs_are_those_of_this_district(built: Path) -> None:
    zones = json.loads((built / "geojson" / "zones.geojson").read_text("utf-8"))["features"]
    assert {zone["properties"]["code"] for zone in zones} == {"oldtown", "riverbay", "station"}
    text = (built / "planner.html").read_text(encoding="utf-8")
    assert "临澜" in text
    assert "徐汇" not in text


# --- asking --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "corners"),
    [
        ("东至东湾路、南至文澜路、西至中州路、北至书院路", (22, 16, 28, 20)),
        ("临澜大道以北、石榴路以东、文澜路以南、槐安路以西", (10, 12.2, 16, 16)),
        ("望海路、槐安路、书院路、中州路围合区域", (16, 20, 22, 24)),
        ("东至轨道交通5号线、南至文澜路、西至石榴路、北至书院路", (10, 16, 16, 20)),
        ("东至澜江，南至望海路，西至滨澜大道，北至北关路", (33.3, 24, 35.4, 28)),
        ("东侧为东湾路，南侧为北关路，西侧为中州路，北侧为临海铁路", (22, 28, 28, 30)),
        ("东至临澜站，南至北关路，西至中州路，北至长堤路", (22, 28, 23.5, 32)),
        ("东至中州路，南至临澜大道，西至槐安路，北至规划一路", (16, 12.2, 22, 16)),
    ],
)
def test_plots_by_their_bounds(
    locate: Locate, name: str, corners: tuple[float, float, float, float]
) -> None:
    found = locate(name)
    assert found["properties"]["method"] == "bounds"
    assert box(found) == pytest.approx(corners, abs=0.4)


@pytest.mark.parametrize(
    "name",
    [
        "东至南京西路、南至文澜路、西至乌鲁木齐路、北至书院路",
        "东至中州路、南至文澜路、西至东湾路、北至书院路",
        "南京西路",
        "衡山路（天平路-宛平路）",
        "淮海中路1000号",
        "乌鲁木齐路和石榴路路口",
        "文澜二路",
        "徐家汇站",
        "阳光苑",
    ],
)
def test_what_is_not_here_has_no_place(locate: Locate, name: str) -> None:
    found = locate(name)
    assert (found["geometry"], found["properties"]["method"]) == (None, "none")


def test_known_names_of_the_other_district_are_not_lent(locate: Locate) -> None:
    assert locate("西岸传媒港")["geometry"] is None
