"""A snapshot becomes the same tables however it is ordered, and nothing with a name is lost."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, box

from geo import tables
from geo.compile import compile_tables
from geo.errors import GazetteerError
from geo.osm_source import OsmFeature, Snapshot

Rows = list[dict[str, str]]


def compiled(plan: Any, **options: Any) -> dict[str, Rows]:
    files = compile_tables(plan.snapshot(), district="方格区", **options)
    return {name: list(csv.DictReader(io.StringIO(text))) for name, text in files.items()}


@pytest.fixture
def street(plan: Any) -> Any:
    """Return a plan with one road from west to east."""
    plan.road("红叶路", (0, 1000), (2000, 1000))
    return plan


def town_tables(snapshot: Snapshot) -> dict[str, str]:
    return compile_tables(snapshot, district="新桥区")


def town_rows(snapshot: Snapshot, table: str) -> Rows:
    return list(csv.DictReader(io.StringIO(town_tables(snapshot)[table])))


# --- the same bytes --------------------------------------------------------------------------


def test_every_table_is_made_with_its_header(town_snapshot: Snapshot) -> None:
    heads = {name: text.split("\n")[0] for name, text in town_tables(town_snapshot).items()}
    assert heads == {name: ",".join(columns) for name, columns in tables.COLUMNS.items()}


def test_same_snapshot_same_text(town_snapshot: Snapshot) -> None:
    assert town_tables(town_snapshot) == town_tables(town_snapshot)


@settings(max_examples=8, deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_order_of_the_features_does_not_count(town_snapshot: Snapshot, random: Any) -> None:
    features = list(town_snapshot.features)
    random.shuffle(features)
    shuffled = replace(town_snapshot, features=tuple(features))
    assert town_tables(shuffled) == town_tables(town_snapshot)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(range(5)))
def test_order_of_features_without_an_id_does_not_count(plan: Any, order: list[int]) -> None:
    ends = [(900, 0), (0, 900), (-900, 0), (0, -900), (500, 500)]
    ways = [
        _way("红叶路", plan.degrees(LineString([(2000, 2000), (2000 + x, 2000 + y)])))
        for x, y in ends
    ]
    home = plan.features[0]
    made = [
        compile_tables(Snapshot((home, *chosen), "osm", {}), district="方格区")
        for chosen in (ways, [ways[i] for i in order])
    ]
    assert made[0] == made[1]


def _way(name: str, shape: LineString) -> OsmFeature:
    return OsmFeature("way", 0, {"highway": "tertiary", "name": name}, shape)


# --- what cannot be compiled -----------------------------------------------------------------


def test_no_boundary_of_that_name(town_snapshot: Snapshot) -> None:
    with pytest.raises(GazetteerError, match="没有名为“别处区”的行政区界线"):
        compile_tables(town_snapshot, district="别处区")


def test_boundary_that_is_a_mere_line_is_none(plan: Any) -> None:
    line = LineString([(0, 0), (100, 0)])
    plan.add("way", line, boundary="administrative", admin_level="6", name="半边区")
    with pytest.raises(GazetteerError, match="没有名为“半边区”"):
        compile_tables(plan.snapshot(), district="半边区")


def test_no_road_with_a_name(plan: Any) -> None:
    plan.road("", (0, 0), (100, 0))
    with pytest.raises(GazetteerError, match="没有一条有名字的道路"):
        compiled(plan)


# --- outlines --------------------------------------------------------------------------------


def test_district_and_the_subdistricts_inside_it(street: Any) -> None:
    tags = {"boundary": "administrative", "admin_level": "8"}
    street.add("relation", box(0, 0, 2000, 4000), name="西街道", ref="9901", **tags)
    street.add("relation", box(5000, 0, 6000, 4000), name="外街道", **tags)
    found = [(row["kind"], row["name"], row["code"]) for row in compiled(street)["outlines"]]
    assert found == [("district", "方格区", ""), ("subdistrict", "西街道", "9901")]


def test_boundary_without_a_name_is_left_out(street: Any) -> None:
    street.add("relation", box(0, 0, 9, 9), boundary="administrative", admin_level="8")
    assert [row["name"] for row in compiled(street)["outlines"]] == ["方格区"]


def test_district_of_another_level_is_still_the_district(street: Any) -> None:
    street.features[0].tags["admin_level"] = "5"
    assert [row["kind"] for row in compiled(street)["outlines"]] == ["district"]


# --- roads, names lent by people -------------------------------------------------------------


def test_unnamed_way_gets_the_name_that_people_know(street: Any) -> None:
    number = street.road("", (0, 500), (2000, 500))
    found = compiled(street, way_names={number: "白桦路"})["roads"]
    assert ("白桦路", "way_names.csv") in {(row["name"], row["named_by"]) for row in found}


def test_named_way_keeps_its_name(street: Any) -> None:
    found = compiled(street, way_names={2: "白桦路"})["roads"]
    assert [(row["name"], row["named_by"]) for row in found] == [("红叶路", "")]


def test_lent_name_is_not_given_to_what_is_no_road(street: Any) -> None:
    number = street.add("way", box(0, 0, 9, 9), natural="water")
    assert [row["name"] for row in compiled(street, way_names={number: "镜湖"})["surfaces"]] == [""]


@pytest.mark.parametrize(("north_m", "kept"), [(4900, True), (5100, False)])
def test_road_outside_is_kept_up_to_a_kilometre(street: Any, north_m: int, kept: bool) -> None:
    street.road("北环路", (0, north_m), (500, north_m))
    assert ("北环路" in {row["name"] for row in compiled(street)["roads"]}) is kept


def test_footpath_counts_only_with_a_name(street: Any) -> None:
    street.road("", (0, 1), (9, 1), highway="footway")
    street.road("步道", (0, 2), (9, 2), highway="footway")
    assert [row["name"] for row in compiled(street)["roads"]] == ["步道", "红叶路"]


# --- rivers and rails ------------------------------------------------------------------------


def test_river_in_two_ways_is_one_line(street: Any) -> None:
    street.river("小青河", (0, 500), (1000, 500))
    street.river("小青河", (1000, 500), (2000, 500))
    (row,) = compiled(street)["lines"]
    assert (row["kind"], row["osm_ids"]) == ("river", "3 4")
    assert street.seen(shapely.from_wkt(row["wkt"])).length == pytest.approx(2000, abs=1)


def test_river_is_cut_at_the_margin(street: Any) -> None:
    street.river("小青河", (0, 500), (90_000, 500))
    (row,) = compiled(street)["lines"]
    assert street.seen(shapely.from_wkt(row["wkt"])).bounds[2] == pytest.approx(5000, abs=20)


@pytest.mark.parametrize("name", ["七十七号线：南门 → 北门", "七十七号线: 南门", "七十七号线"])
def test_metro_route_is_named_without_its_termini(street: Any, name: str) -> None:
    street.add("relation", LineString([(0, 0), (9, 9)]), route="subway", name=name)
    assert [(r["kind"], r["name"]) for r in compiled(street)["lines"]] == [("metro", "七十七号线")]


@pytest.mark.parametrize("tags", [{"route": "subway"}, {"railway": "rail"}, {"railway": "tram"}])
def test_what_is_no_line_of_its_own(street: Any, tags: dict[str, str]) -> None:
    name = {"name": "轨道网络"} if "route" in tags else {}
    street.add("relation", LineString([(0, 0), (9, 9)]), **tags, **name)
    assert compiled(street)["lines"] == []


def test_both_directions_of_a_metro_line_are_one(town_snapshot: Snapshot) -> None:
    found = [(row["kind"], row["name"]) for row in town_rows(town_snapshot, "lines")]
    assert found == [("metro", "七十七号线"), ("river", "小青河")]


@pytest.mark.parametrize(
    ("levels", "said"),
    [([{}], "surface"), ([{"tunnel": "yes"}], "tunnel"), ([{}, {"bridge": "yes"}], "mixed")],
)
def test_level_of_a_line(street: Any, levels: list[dict[str, str]], said: str) -> None:
    for x, tags in enumerate(levels):
        street.add("way", LineString([(x, 0), (x + 1, 0)]), railway="rail", name="南北线", **tags)
    assert [row["level"] for row in compiled(street)["lines"]] == [said]


# --- places and water ------------------------------------------------------------------------


def test_places_with_kind_and_state(town_snapshot: Snapshot) -> None:
    found = {
        row["name"]: (row["kind"], row["status"]) for row in town_rows(town_snapshot, "places")
    }
    assert found["松园"] == ("park", "")
    assert found["红叶路（在建）"] == ("metro_station", "construction")


@pytest.mark.parametrize(
    ("shape", "tags"),
    [
        (LineString([(0, 0), (9, 9)]), {"leisure": "track"}),
        (box(0, 0, 9, 9), {"natural": "water"}),
        (box(0, 0, 9, 9), {"waterway": "dock"}),
        (box(0, 0, 9, 9), {"highway": "pedestrian"}),
    ],
)
def test_line_water_and_square_are_no_places(street: Any, shape: Any, tags: dict[str, str]) -> None:
    street.add("way", shape, name="环形", **tags)
    assert compiled(street)["places"] == []


def test_only_what_has_an_extent_has_a_shape(street: Any) -> None:
    street.add("node", Point(5, 5), name="甲店", shop="mall")
    street.add("way", box(0, 0, 9, 9), name="乙店", shop="mall")
    shapes = {row["name"]: row["wkt"][:7] for row in compiled(street)["places"]}
    assert shapes == {"甲店": "", "乙店": "POLYGON"}


def test_place_that_is_pulled_down_is_gone(street: Any) -> None:
    street.add("node", Point(5, 5), name="老市场（已拆）", shop="mall")
    assert [row["status"] for row in compiled(street)["places"]] == ["gone"]


def test_position_of_a_place_lies_in_its_outline(street: Any) -> None:
    ring = box(0, 0, 300, 300).difference(box(20, 20, 300, 300))
    street.add("way", ring, name="曲尺楼", building="yes")
    (row,) = compiled(street)["places"]
    where = street.seen(Point(float(row["lon"]), float(row["lat"])))
    assert ring.covers(where)


def test_water_keeps_its_islands(town_snapshot: Snapshot) -> None:
    river = next(r for r in town_rows(town_snapshot, "surfaces") if r["name"] == "小青河")
    (shape,) = shapely.get_parts(shapely.from_wkt(river["wkt"]))
    assert len(shape.interiors) == 1


# --- house numbers ---------------------------------------------------------------------------


def numbers(plan: Any) -> list[tuple[str, str, str]]:
    return [(row["road"], row["number"], row["unit"]) for row in compiled(plan)["addresses"]]


@pytest.mark.parametrize(
    ("written", "number", "unit"),
    [("8", "8", "号"), ("8号", "8", "号"), ("12弄", "12", "弄"), ("12弄5号", "12", "弄")],
)
def test_number_from_address_tags(street: Any, written: str, number: str, unit: str) -> None:
    street.add("node", Point(5, 990), addr__street="红叶路", addr__housenumber=written)
    assert numbers(street) == [("红叶路", number, unit)]


def test_number_from_the_name_of_a_lane(street: Any) -> None:
    street.road("红叶路12弄", (700, 1000), (700, 1200), highway="service")
    (row,) = compiled(street)["addresses"]
    gate = street.seen(Point(float(row["lon"]), float(row["lat"])))
    assert (row["road"], row["number"], row["unit"]) == ("红叶路", "12", "弄")
    assert gate.equals(Point(700, 1000))


def test_number_in_the_name_of_a_place(street: Any) -> None:
    street.add("way", box(90, 980, 95, 990), name="红叶路20号楼", building="yes")
    assert numbers(street) == [("红叶路", "20", "号")]


@pytest.mark.parametrize(
    "tags",
    [
        {"addr__street": "别处路", "addr__housenumber": "8"},
        {"addr__street": "红叶路", "addr__housenumber": "甲"},
        {"addr__street": "红叶路"},
        {"name": "红叶大厦", "building": "yes"},
    ],
)
def test_what_is_no_number_of_a_known_road(street: Any, tags: dict[str, str]) -> None:
    street.add("node", Point(5, 990), **tags)
    assert numbers(street) == []


def test_number_far_from_its_road_is_not_believed(street: Any) -> None:
    street.add("node", Point(5, 2000), addr__street="红叶路", addr__housenumber="8")
    assert numbers(street) == []
