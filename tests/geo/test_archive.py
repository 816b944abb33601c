"""A gazetteer folder says where it comes from, as of when, and under which licence."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

import pytest
from shapely.geometry import Point, box

from geo import tables
from geo.archive import gazetteer_files
from geo.errors import GazetteerError
from geo.osm_source import Snapshot


@pytest.fixture
def files(town_snapshot: Snapshot) -> dict[str, str]:
    return gazetteer_files(town_snapshot, district="新桥区")


def dated(plan: Any, **dates: str) -> dict[str, Any]:
    """Return `dates` of snapshot.toml when the features of these names have these dates."""
    known = [replace(f, snapshot=dates.get(f.tags["name"], "2020")) for f in plan.features]
    snapshot = Snapshot(tuple(known), "osm", {})
    text = gazetteer_files(snapshot, district="方格区")["snapshot.toml"]
    found: dict[str, Any] = tomllib.loads(text)["dates"]
    return found


def test_every_table_and_its_papers(files: dict[str, str]) -> None:
    papers = {"snapshot.toml", "LICENSE", "ATTRIBUTION.md"}
    assert set(files) == {f"{table}.csv" for table in tables.COLUMNS} | papers


def test_source_licence_and_attribution(files: dict[str, str]) -> None:
    meta = tomllib.loads(files["snapshot.toml"])
    assert (meta["district"], meta["licence"]) == ("新桥区", "ODbL-1.0")
    assert meta["source"] == "OpenStreetMap (osm)"
    assert meta["attribution"] == "© OpenStreetMap contributors"


def test_counts_are_those_of_the_tables(files: dict[str, str]) -> None:
    counts = tomllib.loads(files["snapshot.toml"])["counts"]
    assert counts == {t: files[f"{t}.csv"].count("\n") - 1 for t in tables.COLUMNS}


def test_licence_is_named_with_its_address(files: dict[str, str]) -> None:
    assert "https://opendatacommons.org/licenses/odbl/1-0/" in files["LICENSE"]


def test_attribution_names_openstreetmap_and_the_dates(files: dict[str, str]) -> None:
    text = files["ATTRIBUTION.md"]
    assert "© OpenStreetMap contributors" in text
    assert "roads: 2026-03-08" in text


def test_no_clock_in_the_files(town_snapshot: Snapshot, files: dict[str, str]) -> None:
    assert gazetteer_files(town_snapshot, district="新桥区") == files


def test_date_of_a_table_is_that_of_its_newest_object(plan: Any) -> None:
    plan.road("红叶路", (0, 0), (9, 0))
    plan.road("白桦路", (0, 5), (9, 5))
    assert dated(plan, 红叶路="2024-05", 白桦路="2023-12-31")["roads"] == "2024-05"


def test_each_table_has_its_own_date(plan: Any) -> None:
    plan.road("红叶路", (0, 0), (9, 0))
    plan.river("小青河", (0, 9), (9, 9))
    plan.add("way", box(0, 0, 9, 9), natural="water", name="镜湖")
    plan.add("node", Point(5, 5), shop="mall", name="甲店")
    found = dated(plan, 红叶路="2021", 小青河="2022", 镜湖="2023", 甲店="2024", 方格区="2025")
    years = {"roads": "2021", "lines": "2022", "surfaces": "2023", "places": "2024"}
    assert found.items() >= (years | {"outlines": "2025"}).items()


def test_derived_tables_are_as_new_as_what_they_are_made_of(plan: Any) -> None:
    plan.road("红叶路", (0, 0), (9, 0))
    plan.road("甲园", (0, 5), (9, 5))
    found = dated(plan, 红叶路="2024-05")
    assert (found["crossings"], found["addresses"]) == ("2024-05", "2024-05")


def test_unknown_date_is_blank_and_marked(town_snapshot: Snapshot) -> None:
    plain = tuple(replace(feature, snapshot="") for feature in town_snapshot.features)
    files = gazetteer_files(replace(town_snapshot, features=plain), district="新桥区")
    assert tomllib.loads(files["snapshot.toml"])["dates"]["roads"] == ""
    assert "roads: ?" in files["ATTRIBUTION.md"]


def test_district_name_is_quoted(plan: Any) -> None:
    plan.features[0].tags["name"] = 'A"区\\'
    plan.road("红叶路", (0, 0), (9, 0))
    text = gazetteer_files(plan.snapshot(), district='A"区\\')["snapshot.toml"]
    assert tomllib.loads(text)["district"] == 'A"区\\'


def test_unknown_district_makes_no_files(town_snapshot: Snapshot) -> None:
    with pytest.raises(GazetteerError, match="别处区"):
        gazetteer_files(town_snapshot, district="别处区")
