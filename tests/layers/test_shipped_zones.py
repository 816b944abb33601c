"""The shipped district: five indicative zones that cover it."""

from __future__ import annotations

import time

import pytest
import shapely
from shapely.geometry import Point, shape

from geo.gazetteer import Gazetteer
from geo.metric import area_m2
from layers.geojson import collection, zone_features
from layers.zones import ZoneLayer, zone_layer
from seeds.district import District, load_district


@pytest.fixture(scope="module")
def district() -> District:
    return load_district()


@pytest.fixture(scope="module")
def gazetteer(district: District) -> Gazetteer:
    return Gazetteer(district.folder / "gazetteer")


@pytest.fixture(scope="module")
def five(district: District, gazetteer: Gazetteer) -> ZoneLayer:
    return zone_layer(district, gazetteer)


def test_codes_are_those_of_the_design(five: ZoneLayer) -> None:
    assert five.codes == ("xujiahui", "westbund", "caohejing", "midtown", "huajing")


def test_they_cover_the_district(five: ZoneLayer, gazetteer: Gazetteer) -> None:
    union = shapely.union_all([zone.shape for zone in five.zones])
    assert area_m2(union.symmetric_difference(gazetteer.district.shape)) < 1


def test_they_do_not_overlap(five: ZoneLayer) -> None:
    total = sum(zone.area_m2 for zone in five.zones)
    union = shapely.union_all([zone.shape for zone in five.zones])
    assert abs(total - area_m2(union)) < 1


def test_as_written_they_have_neither_overlap_nor_gap(five: ZoneLayer) -> None:
    content = collection(zone_features(five), "zones")
    shapes = [shape(feature["geometry"]) for feature in content["features"]]
    union = shapely.union_all(shapes)
    assert abs(sum(area_m2(item) for item in shapes) - area_m2(union)) < 1
    assert shapely.get_num_interior_rings(shapely.get_parts(union)).sum() == 0


@pytest.mark.parametrize(
    ("code", "low", "high"),
    [
        ("xujiahui", 12.0, 13.5),
        ("westbund", 9.4, 14.19),
        ("caohejing", 12.0, 13.5),
        ("midtown", 12.5, 14.5),
        ("huajing", 3.5, 5.5),
    ],
)
def test_areas_lie_where_the_sources_put_them(
    five: ZoneLayer, code: str, low: float, high: float
) -> None:
    """Square kilometres; 西岸滨江 between the two published figures."""
    assert low < five.zone(code).area_m2 / 1e6 < high


@pytest.mark.parametrize(
    ("name", "lon", "lat", "code"),
    [
        ("武康大楼", 121.4344, 31.2046, "xujiahui"),
        ("徐家汇", 121.4338, 31.1954, "xujiahui"),
        ("龙华寺", 121.4466, 31.1757, "westbund"),
        ("斜土路街道临江", 121.4640, 31.1880, "westbund"),
        ("斜土路街道内陆", 121.4600, 31.1990, "xujiahui"),
        ("漕河泾开发区", 121.3960, 31.1700, "caohejing"),
        ("上海南站", 121.4253, 31.1540, "midtown"),
        ("华泾公园一带", 121.4420, 31.1180, "huajing"),
    ],
)
def test_well_known_places(five: ZoneLayer, name: str, lon: float, lat: float, code: str) -> None:
    assert five.zone_of(Point(lon, lat))[0] == code, name


def test_they_are_marked_indicative(five: ZoneLayer) -> None:
    assert all(zone.indicative and "示意" in zone.note for zone in five.zones)


def test_every_zone_has_evidence(five: ZoneLayer) -> None:
    for zone in five.zones:
        kinds = {text.partition(":")[0] for text in zone.evidence}
        assert kinds
        assert kinds <= {"fact", "report", "inference"}


def test_every_explanation_is_of_a_project(five: ZoneLayer, district: District) -> None:
    names = {name for project in district.projects for name in (project.label, *project.names)}
    assert set(five.explained) <= names


def test_both_names_of_the_river_front_are_one_zone(five: ZoneLayer) -> None:
    assert five.code_of("徐汇滨江") == five.code_of("西岸滨江功能区") == "westbund"


def test_computing_them_takes_less_than_80_ms(district: District, gazetteer: Gazetteer) -> None:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        zone_layer(district, gazetteer)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.08
