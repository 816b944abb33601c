"""Merged and thinned roads stay a network; crossings are where they share a vertex."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.compile import compile_tables
from geo.compile_roads import CROSSING_CLUSTER_M, clusters
from geo.metric import to_degrees
from geo.osm_source import Snapshot, snapshot_of

Rows = list[dict[str, str]]
STEPS = st.integers(0, 12)
LINES = st.lists(st.lists(st.tuples(STEPS, STEPS), min_size=2, max_size=6), min_size=1, max_size=7)


def rows(plan: Any, table: str) -> Rows:
    text = compile_tables(plan.snapshot(), district="方格区")[table]
    return list(csv.DictReader(io.StringIO(text)))


def vertices(found: Rows) -> set[tuple[float, float]]:
    shapes = [shapely.from_wkt(row["wkt"]) for row in found]
    return {(round(x, 6), round(y, 6)) for x, y in shapely.get_coordinates(shapes)}


# --- roads -----------------------------------------------------------------------------------


def test_ways_of_one_name_and_make_are_one_line(plan: Any) -> None:
    plan.road("红叶路", (0, 0), (500, 0))
    plan.road("红叶路", (500, 0), (900, 0))
    assert [row["osm_ids"] for row in rows(plan, "roads")] == ["2 3"]


@pytest.mark.parametrize(
    "tags", [{"highway": "primary"}, {"tunnel": "yes"}, {"oneway": "yes"}, {"alt_name": "枫路"}]
)
def test_ways_of_another_make_stay_apart(plan: Any, tags: dict[str, str]) -> None:
    plan.road("红叶路", (0, 0), (500, 0))
    plan.road("红叶路", (500, 0), (900, 0), **tags)
    assert len(rows(plan, "roads")) == 2


def test_oneway_line_runs_as_it_is_driven(plan: Any) -> None:
    plan.road("红叶路", (0, 0), (500, 0), oneway="-1")
    plan.road("红叶路", (900, 0), (500, 0), oneway="yes")
    (row,) = rows(plan, "roads")
    line = plan.seen(shapely.from_wkt(row["wkt"]))
    assert row["oneway"] == "yes"
    assert [x for x, _ in line.coords] == sorted((x for x, _ in line.coords), reverse=True)


def test_vertex_that_hardly_matters_goes(plan: Any) -> None:
    plan.road("红叶路", (0, 0), (250, 0.3), (500, 0))
    assert len(vertices(rows(plan, "roads"))) == 2


@pytest.mark.parametrize("other", ["白桦路", ""])
def test_vertex_where_another_way_begins_stays(plan: Any, other: str) -> None:
    plan.road("红叶路", (0, 0), (250, 0), (500, 0))
    plan.road(other, (250, 0), (250, 300))
    through = [row for row in rows(plan, "roads") if row["name"] == "红叶路"]
    assert len(vertices(through)) == 3


def test_vertex_where_a_branch_of_the_same_name_begins_stays(plan: Any) -> None:
    plan.road("红叶路", (0, 0), (250, 0), (500, 0))
    plan.road("红叶路", (250, 0), (250, 300))
    lines = [shapely.from_wkt(row["wkt"]) for row in rows(plan, "roads")]
    assert sum(_degrees(plan, (250, 0)) in line.coords for line in lines) == len(lines) == 2


def test_vertex_where_a_way_meets_itself_stays(plan: Any) -> None:
    plan.road("红叶路", (0, 0), (250, 0), (500, 0), (400, 200), (250, 0))
    (row,) = rows(plan, "roads")
    assert len(shapely.from_wkt(row["wkt"]).coords) == 5


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    lines=LINES, names=st.lists(st.sampled_from(["红叶路", "白桦路", ""]), min_size=7, max_size=7)
)
def test_every_junction_vertex_is_kept(
    plan: Any, lines: list[list[tuple[int, int]]], names: list[str]
) -> None:
    plan.features = plan.features[:1]
    plan.road("长路", (3000, 3000), (3100, 3000))
    drawn = [[(100 * x, 100 * y) for x, y in line] for line in lines if len(set(line)) > 1]
    for line, name in zip(drawn, names, strict=False):
        plan.road(name, *line)
    met = {p for i, a in enumerate(drawn) for p in a if any(p in b for b in drawn[:i])}
    found = rows(plan, "roads")
    for line, name in zip(drawn, names, strict=False):
        kept = vertices([row for row in found if row["name"] == name])
        assert {_degrees(plan, point) for point in met.intersection(line)} <= kept


def _degrees(plan: Any, point: tuple[float, float]) -> tuple[float, float]:
    where = plan.degrees(shapely.Point(point))
    return round(where.x, 6), round(where.y, 6)


# --- crossings -------------------------------------------------------------------------------


def test_crossing_is_the_common_vertex(plan: Any) -> None:
    plan.road("红叶路", (0, 500), (500, 500), (900, 500))
    plan.road("白桦路", (500, 0), (500, 500), (500, 900))
    (row,) = rows(plan, "crossings")
    assert (row["road_a"], row["road_b"], row["nodes"]) == ("白桦路", "红叶路", "1")
    where = shapely.Point(float(row["lon"]), float(row["lat"]))
    assert plan.seen(where).equals(shapely.Point(500, 500))


def test_carriageways_have_one_crossing_in_the_middle(plan: Any) -> None:
    for north in (490, 510):
        plan.road("红叶路", (0, north), (500, north), (900, north), oneway="yes")
    plan.road("白桦路", (500, 0), (500, 490), (500, 510), (500, 900))
    (row,) = rows(plan, "crossings")
    where = shapely.Point(float(row["lon"]), float(row["lat"]))
    assert plan.seen(where).equals(shapely.Point(500, 500))
    assert (row["spread_m"], row["nodes"]) == ("10", "2")


def test_roads_that_meet_twice_have_two_crossings(plan: Any) -> None:
    plan.road("红叶路", (0, 0), (100, 0), (900, 0), (1000, 0))
    plan.road("半圆路", (100, 0), (500, 400), (900, 0))
    assert len(rows(plan, "crossings")) == 2


def test_roads_without_a_common_vertex_do_not_meet(plan: Any) -> None:
    plan.road("红叶路", (0, 500), (900, 500))
    plan.road("高架路", (500, 0), (500, 900), bridge="yes")
    assert rows(plan, "crossings") == []


def test_unnamed_road_makes_no_crossing(plan: Any) -> None:
    plan.road("红叶路", (0, 500), (500, 500))
    plan.road("", (500, 0), (500, 500))
    assert rows(plan, "crossings") == []


@pytest.mark.parametrize(("apart_m", "count"), [(0.9, 1), (1.1, 2)])
def test_points_are_gathered_up_to_the_limit(plan: Any, apart_m: float, count: int) -> None:
    shape = shapely.MultiPoint([(0, 0), (CROSSING_CLUSTER_M * apart_m, 0)])
    assert len(clusters([(p.x, p.y) for p in plan.degrees(shape).geoms])) == count


@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=1, max_size=9, unique=True
    )
)
def test_every_point_is_in_one_cluster(points: list[tuple[int, int]]) -> None:
    shape = to_degrees(shapely.MultiPoint([(350_000 + x, 3_450_000 + y) for x, y in points]))
    found = clusters([(p.x, p.y) for p in shape.geoms])
    assert sum(count for *_, count in found) == len(points)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=LINES)
def test_what_was_compiled_compiles_to_the_same_lines(
    plan: Any, lines: list[list[tuple[int, int]]]
) -> None:
    plan.features = plan.features[:1]
    plan.road("长路", (3000, 3000), (3100, 3000))
    for number, line in enumerate(line for line in lines if len(set(line)) > 1):
        plan.road(f"红叶{number}路", *((100 * x, 100 * y) for x, y in line))
    first = rows(plan, "roads")
    plan.features = plan.features[:1]
    for row in first:
        plan.road(row["name"], *plan.seen(shapely.from_wkt(row["wkt"])).coords)
    second = {row["name"]: shapely.from_wkt(row["wkt"]) for row in rows(plan, "roads")}
    far = [second[row["name"]].hausdorff_distance(shapely.from_wkt(row["wkt"])) for row in first]
    assert max(far) < 2e-5


def test_order_of_ways_does_not_change_lines(plan: Any) -> None:
    for x in range(5):
        plan.road("红叶路", (100 * x, 0), (100 * x + 100, 0))
    forward = rows(plan, "roads")
    home, *ways = plan.features
    back: Snapshot = snapshot_of([home, *ways[::-1]], "osm", {})
    text = compile_tables(back, district="方格区")["roads"]
    assert list(csv.DictReader(io.StringIO(text))) == forward
