"""The main job in memory: its parts, its progress, and the view that pages and pictures get."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.errors import GazetteerError
from geo.gazetteer import Gazetteer
from maps.build import EVERYTHING, LAYERS, MAPS, Build, build, map_view
from seeds.district import District

PAGES = {"planner.html", "embed.html", "index.html", "overview.png", "overview.svg"}


def test_a_build_holds_its_files_and_what_they_were_made_from(town_build: Build) -> None:
    placed, listed = town_build.atlas.features, town_build.atlas.unlocated
    assert set(town_build.files) >= PAGES | {"geojson/points.geojson", "qa.json"}
    assert (len(placed), [entry["name"] for entry in listed]) == (5, ["无处楼"])
    assert town_build.zones.codes == ("west", "east")


def test_a_part_makes_the_same_files_as_the_whole(
    town_district: District, town_build: Build
) -> None:
    part = build(town_district, parts=frozenset({LAYERS}))
    assert part.files == {k: v for k, v in town_build.files.items() if k not in PAGES}


def test_the_whole_is_made_of_the_parts() -> None:
    assert frozenset({LAYERS, MAPS}) == EVERYTHING


def test_no_part_makes_no_file(town_district: District) -> None:
    assert build(town_district, parts=frozenset()).files == {}


def test_two_builds_are_the_same(town_district: District, town_build: Build) -> None:
    again = build(town_district)
    assert [name for name in again.files if again.files[name] != town_build.files[name]] == []


def test_progress_counts_every_project(town_district: District) -> None:
    seen: list[tuple[int, int]] = []
    build(town_district, parts=frozenset(), progress=lambda done, of: seen.append((done, of)))
    assert seen == [(number, 6) for number in range(1, 7)]


def test_a_view_holds_each_feature_once_in_order(
    town_district: District, town_build: Build
) -> None:
    gazetteer = Gazetteer(town_district.folder / "gazetteer")
    view = map_view(town_district, gazetteer, town_build.atlas, town_build.zones)
    assert [f["id"] for f in view.features] == [f.id for f in town_build.atlas.features]
    assert [zone["properties"]["code"] for zone in view.zones] == ["west", "east"]


def test_a_view_names_the_district_its_reports_and_the_dates_of_the_data(
    town_district: District, town_build: Build
) -> None:
    gazetteer = Gazetteer(town_district.folder / "gazetteer")
    meta = map_view(town_district, gazetteer, town_build.atlas, town_build.zones).meta
    assert (meta["district"], meta["district_en"]) == ("青溪区", "Qingxi")
    assert meta["reports"] == {"001": "青溪新闻"}
    assert meta["snapshots"]["roads"] == "2026-03-08"
    assert "OpenStreetMap" in meta["attribution"]


def test_the_layers_carry_the_newest_date_of_the_data(town_build: Build) -> None:
    assert '"snapshot": "2026-03-08"' in str(town_build.files["geojson/points.geojson"])[:400]


def test_a_district_without_a_gazetteer_is_refused(town_district: District) -> None:
    homeless = replace(town_district, folder=town_district.folder / "gazetteer")
    with pytest.raises(GazetteerError, match="地名库里没有"):
        build(homeless, parts=frozenset())
