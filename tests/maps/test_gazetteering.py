"""The gazetteer commands: the same source gives the same tables, and they can be described."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geo import osm_overpass
from geo.osm_file import read_osm_file
from geo.osm_source import Snapshot
from maps.cli import build_parser
from maps.gazetteering import described, stage_count
from seeds.district import District

Run = Callable[..., Any]
Tree = Callable[[Path], dict[str, bytes]]
FILES = {
    "ATTRIBUTION.md", "LICENSE", "addresses.csv", "crossings.csv", "lines.csv", "manifest.json",
    "outlines.csv", "places.csv", "roads.csv", "snapshot.toml", "surfaces.csv",
}  # fmt: skip


def test_the_same_source_gives_the_same_bytes(
    run: Run, town_folder: Path, town_osm: Path, here: Path, tree: Tree
) -> None:
    words = ("gazetteer", "build", "--osm", town_osm, "--district", town_folder, "--out", "new")
    assert run(*words).code == 0
    assert tree(here / "new") == tree(town_folder / "gazetteer")
    assert set(tree(here / "new")) == FILES


def test_a_build_says_what_it_wrote(
    run: Run, town_folder: Path, town_osm: Path, here: Path
) -> None:
    words = ("gazetteer", "build", "--osm", town_osm, "--district", town_folder, "--out", "new")
    written = "地名库写入 new：10 个文件，0.01 MB\n"
    assert run(*words, "--quiet").out == written
    assert run(*words).out == written + "与原有的地名库相比没有变化\n"


def test_a_gazetteer_is_rebuilt_in_the_folder_of_its_district(
    run: Run, town_copy: Path, town_osm: Path, tree: Tree
) -> None:
    before = tree(town_copy)
    (town_copy / "gazetteer" / "roads.csv").write_text("broken", encoding="utf-8")
    assert run("gazetteer", "build", "--osm", town_osm, "--district", town_copy).code == 0
    assert tree(town_copy) == before


def test_names_that_people_gave_to_ways_are_in_it(town_folder: Path) -> None:
    roads = (town_folder / "gazetteer" / "roads.csv").read_text(encoding="utf-8")
    assert "\n银杏路,,,residential,surface,no,way_names.csv,119," in roads


def test_a_gazetteer_is_described_with_its_dates_and_licence(town_district: District) -> None:
    lines = described(town_district).splitlines()
    assert lines[0] == "青溪区的地名库，来源 OpenStreetMap (osm)"
    assert lines[1] == "许可 ODbL-1.0，© OpenStreetMap contributors"
    assert [line.split() for line in lines[2:4]] == [
        ["roads", "19", "行", "2026-03-08"],
        ["crossings", "18", "行", "2026-03-08"],
    ]


def test_the_shipped_gazetteer_is_described(run: Run, shipped_district: District) -> None:
    ran = run("gazetteer", "info")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{shipped_district.name}的地名库")


@pytest.mark.parametrize("text", ["dates = 3\ncounts = 4\n", ""])
def test_a_gazetteer_that_says_little_is_described_with_that(town_copy: Path, text: str) -> None:
    from seeds.district import load_district  # noqa: PLC0415

    (town_copy / "gazetteer" / "snapshot.toml").write_text(text, encoding="utf-8")
    assert described(load_district(town_copy)).startswith("青溪区的地名库")


def test_a_folder_of_geojson_is_a_source_with_dates_of_its_own(
    run: Run, town_folder: Path, here: Path
) -> None:
    line = {"type": "LineString", "coordinates": [[121.401, 31.11], [121.419, 31.11]]}
    ring = [[121.4, 31.1], [121.42, 31.1], [121.42, 31.12], [121.4, 31.12], [121.4, 31.1]]
    road = {"osm_id": 7, "name": "中和路", "highway": "primary"}
    home = {"osm_id": 8, "name": "青溪区", "adcode": 999901}
    outline = {"type": "Polygon", "coordinates": [ring]}
    write(here / "osm" / "roads.geojson", road, line)
    write(here / "osm" / "district.geojson", home, outline)
    ran = run(
        "gazetteer", "build", "--geojson", "osm", "--date", "roads=2026-01-02", "--out", "new",
        "--district", town_folder,
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    assert 'roads = "2026-01-02"' in (here / "new" / "snapshot.toml").read_text(encoding="utf-8")


def test_a_live_service_is_asked_for_a_place(
    run: Run, town_folder: Path, town_osm: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def answering(*words: object, **settings: object) -> Snapshot:
        asked.append((words, settings))
        return replace(read_osm_file(town_osm), dates={"overpass": "2026-03-08"})

    monkeypatch.setattr(osm_overpass, "read_overpass", answering)
    words = ("gazetteer", "build", "--place", "青溪区", "--endpoint", "https://example.org/api")
    ran = run(*words, "--cache", "c", "--out", "new", "--district", town_folder)
    assert ran.code == 0
    assert "答复都在缓存 c 里（数据日期 2026-03-08），没有再问服务" in ran.err
    ((place, box), settings) = asked[0]
    assert (place, box) == ("青溪区", None)
    assert (settings["endpoint"], settings["cache"]) == ("https://example.org/api", Path("c"))
    assert settings["nominatim"] == osm_overpass.NOMINATIM
    assert (settings["within"], settings["offline"]) == ((121.39, 31.09, 121.45, 31.15), False)


@pytest.mark.parametrize(
    ("words", "count"),
    [("--osm x", 8), ("--geojson x", 4), ("--bbox 1,1,2,2", 7), ("--place x", 8)],
)
def test_each_source_has_its_stages(words: str, count: int) -> None:
    args = build_parser().parse_args(["gazetteer", "build", *words.split()])
    assert stage_count(args) == count


def write(path: Path, properties: dict[str, Any], geometry: dict[str, Any]) -> None:
    path.parent.mkdir(exist_ok=True)
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    text = json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
