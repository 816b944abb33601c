"""The gazetteer of Xuhui that ships: whole, small, dated, licensed, right where it was checked."""

from __future__ import annotations

import pytest
import shapely
from shapely.geometry import Point

from geo import tables
from geo.find import find_place
from geo.gazetteer import Gazetteer
from geo.metric import area_m2, distance_m

LARGEST_BYTES = 3_000_000


def test_it_is_small(shipped: Gazetteer) -> None:
    assert sum(path.stat().st_size for path in shipped.folder.iterdir()) <= LARGEST_BYTES


@pytest.mark.parametrize("table", tables.COLUMNS)
def test_every_table_has_as_many_rows_as_it_says(shipped: Gazetteer, table: str) -> None:
    counts = shipped.meta["counts"]
    assert isinstance(counts, dict)
    assert len(tables.read(shipped.folder, table)) == counts[table] > 0


@pytest.mark.parametrize("table", tables.COLUMNS)
def test_every_table_has_a_date(shipped: Gazetteer, table: str) -> None:
    assert shipped.snapshot(table).startswith("2026-")


def test_licence_and_attribution(shipped: Gazetteer) -> None:
    assert (shipped.meta["licence"], shipped.meta["district"]) == ("ODbL-1.0", "徐汇区")
    assert "Open Database License" in (shipped.folder / "LICENSE").read_text(encoding="utf-8")
    text = (shipped.folder / "ATTRIBUTION.md").read_text(encoding="utf-8")
    assert "© OpenStreetMap contributors" in text


@pytest.mark.parametrize("table", [t for t, columns in tables.COLUMNS.items() if "wkt" in columns])
def test_every_shape_is_valid_and_in_shanghai(shipped: Gazetteer, table: str) -> None:
    cells = [row[tables.COLUMNS[table].index("wkt")] for row in tables.read(shipped.folder, table)]
    shapes = shapely.from_wkt([cell for cell in cells if cell])
    assert shapely.is_valid(shapes).all()
    west, south, east, north = shapely.total_bounds(shapes)
    assert (121.3 < west < east < 121.6, 31.0 < south < north < 31.3) == (True, True)


@pytest.mark.parametrize(
    ("first", "second", "lon", "lat"),
    [
        ("武康路", "安福路", 121.43543, 31.21495),
        ("宛平南路", "零陵路", 121.44432, 31.19039),
        ("老沪闵路", "罗秀路", 121.43125, 31.13357),
    ],
)
def test_crossing_lies_where_it_was_checked(
    shipped: Gazetteer, first: str, second: str, lon: float, lat: float
) -> None:
    ((found_lon, found_lat, _),) = shipped.crossings(first, second)
    assert distance_m(Point(found_lon, found_lat), Point(lon, lat)) < 30


def test_district_and_its_thirteen_subdistricts(shipped: Gazetteer) -> None:
    kinds = [outline.kind for outline in shipped.outlines]
    assert (kinds.count("district"), kinds.count("subdistrict")) == (1, 13)


def test_district_has_the_size_it_has(shipped: Gazetteer) -> None:
    assert area_m2(shipped.district.shape) == pytest.approx(54.9e6, rel=0.03)


@pytest.mark.parametrize("name", ["思融路", "扬启路", "育实路", "协创路", "江那路", "规划一路"])
def test_road_that_no_map_has_is_not_known(shipped: Gazetteer, name: str) -> None:
    assert not shipped.road_edges(name)


def test_the_stops_of_a_large_interchange_are_one_station(shipped: Gazetteer) -> None:
    hit = find_place(shipped, "徐家汇站")
    assert not isinstance(hit, str)
    stops = [p for p in shipped.places("徐家汇") if p.kind == "metro_station"]
    assert len(stops) > 1
    assert hit.accuracy_m >= max(distance_m(hit.shape, stop.shape) for stop in stops) - 1
