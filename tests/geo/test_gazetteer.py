"""The gazetteer finds by exact name, reads when asked, and refuses a broken folder plainly."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import LineString, Point, box

from geo import tables
from geo.errors import GazetteerError
from geo.gazetteer import Gazetteer, as_lines

Asked = Callable[[Gazetteer], object]


@pytest.fixture
def drawn(plan: Any) -> Any:
    """Return a plan with something in every table."""
    plan.road("红叶路", (0, 500), (500, 500), (900, 500), alt_name="枫路")
    plan.road("白桦路", (500, 0), (500, 500), (500, 900), oneway="yes")
    plan.road("湖底隧道（上层）", (0, 50), (900, 50), tunnel="yes")
    plan.river("小青河", (0, 700), (900, 700))
    plan.add("way", box(0, 690, 900, 710), natural="water", name="小青河")
    plan.add("way", box(0, 0, 50, 50), leisure="park", name="松园", alt_name="松公园")
    plan.add("node", Point(60, 60), amenity="school", name="松园")
    tags = {"boundary": "administrative", "admin_level": "8"}
    plan.add("relation", box(0, 0, 2000, 4000), name="西街道", name__en="West", ref="9901", **tags)
    plan.add("node", Point(100, 490), addr__street="红叶路", addr__housenumber="8")
    return plan


@pytest.fixture
def known(drawn: Any) -> Gazetteer:
    gazetteer: Gazetteer = drawn.gazetteer()
    return gazetteer


# --- finding ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["红叶路", " 红叶路 ", "枫路", "湖底隧道（上层）", "湖底隧道"])
def test_road_by_name_other_name_or_without_its_deck(known: Gazetteer, name: str) -> None:
    assert known.road_edges(name)
    assert known.road_edges(name)


@pytest.mark.parametrize("name", ["红叶街", "红叶北路", "红叶", "湖底隧道（下层）", ""])
def test_no_road_of_a_near_spelling(known: Gazetteer, name: str) -> None:
    assert not known.road_edges(name)
    assert known.road_edges(name) == []


def test_road_of_that_name_comes_before_one_that_was_called_so(plan: Any) -> None:
    plan.road("红叶路", (0, 500), (900, 500))
    plan.road("白桦路", (0, 700), (900, 700), old_name="红叶路")
    assert [edge.name for edge in plan.gazetteer().road_edges("红叶路")] == ["红叶路"]


def test_nameless_piece_belongs_to_the_road_it_is_also_called(plan: Any) -> None:
    plan.road("红叶路", (0, 500), (900, 500))
    plan.road("", (900, 500), (1200, 500), alt_name="红叶路")
    assert len(plan.gazetteer().road_edges("红叶路")) == 2


def test_edge_says_how_it_runs(known: Gazetteer) -> None:
    (edge,) = known.road_edges("白桦路")
    assert (edge.name, edge.road_class, edge.level) == ("白桦路", "residential", "surface")
    assert (edge.oneway, edge.named_by, edge.osm_ids) == (True, "", "3")


def test_all_edges(known: Gazetteer) -> None:
    assert sorted(edge.name for edge in known.all_edges) == ["湖底隧道（上层）", "白桦路", "红叶路"]


@pytest.mark.parametrize("pair", [("红叶路", "白桦路"), ("白桦路", "枫路")])
def test_crossing_in_either_order_and_by_other_name(
    known: Gazetteer, drawn: Any, pair: tuple[str, str]
) -> None:
    ((lon, lat, spread_m),) = known.crossings(*pair)
    assert drawn.seen(Point(lon, lat)).equals(Point(500, 500))
    assert spread_m == 0


@pytest.mark.parametrize("pair", [("红叶路", "红叶路"), ("红叶路", "湖底隧道"), ("红叶路", "无路")])
def test_no_crossing(known: Gazetteer, pair: tuple[str, str]) -> None:
    assert known.crossings(*pair) == []


def test_named_lines_of_a_kind(known: Gazetteer) -> None:
    assert [line.name for line in known.named_lines("", kind="river")] == ["小青河"]
    assert known.named_lines("小青河", kind="metro") == []


def test_name_that_says_nothing_finds_no_line(known: Gazetteer) -> None:
    assert known.named_lines("（）") == []


def test_places_of_one_name_and_of_another_name(known: Gazetteer) -> None:
    assert {place.kind for place in known.places("松园")} == {"park", "school"}
    assert [place.name for place in known.places("松公园")] == ["松园"]
    assert known.places("竹园") == ()


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("松城图书馆 & 松城情报所", "松城图书馆 松城情报所"),
        ("Beef & Liberty", ""),
        ("酒 & 松城咖啡", ""),
    ],
)
def test_two_institutions_of_one_house_are_found_by_either_name(
    plan: Any, name: str, asked: str
) -> None:
    plan.road("红叶路", (0, 500), (900, 500))
    plan.add("node", Point(60, 60), amenity="library", name=name)
    gazetteer = plan.gazetteer()
    found = [part for part in name.split(" & ") if gazetteer.places(part)]
    assert found == asked.split()
    assert [place.name for place in gazetteer.places(name)] == [name]


def test_everything_that_can_be_asked_for_has_a_label(known: Gazetteer) -> None:
    assert set(known.labels()) >= {
        ("松园", "park", ""),
        ("松公园", "park", ""),
        ("红叶路", "road", ""),
        ("湖底隧道", "road", ""),
        ("小青河", "river", ""),
        ("西街道", "area", "West"),
    }


def test_a_name_asked_twice_gives_the_very_same_places(known: Gazetteer) -> None:
    assert known.places("松园") is known.places("松园")


def test_place_has_its_outline_or_its_point(known: Gazetteer) -> None:
    shapes = {place.kind: place.shape.geom_type for place in known.places("松园")}
    assert shapes == {"park": "Polygon", "school": "Point"}


def test_place_has_every_fact_of_its_row(plan: Any) -> None:
    plan.road("红叶路", (0, 500), (900, 500))
    tags = {"name__en": "Mall A", "alt_name": "甲铺;甲楼", "fclass": "mall", "construction": "yes"}
    plan.add("node", Point(5, 5), name="甲店", shop="mall", **tags)
    (place,) = plan.gazetteer().places("甲楼")
    assert (place.name, place.name_en, place.aliases) == ("甲店", "Mall A", ("甲铺", "甲楼"))
    assert (place.kind, place.osm_class, place.status) == ("commercial", "mall", "construction")
    assert place.snapshot == "2026-03-08"


def test_places_of_a_kind_are_those_with_an_outline(known: Gazetteer) -> None:
    assert [place.name for place in known.places_of_kind("park")] == ["松园"]
    assert known.places_of_kind("school") == []


def test_outlines(known: Gazetteer) -> None:
    found = known.outline("西街道")
    assert found is not None
    assert (found.kind, found.name_en, found.code) == ("subdistrict", "West", "9901")
    assert known.district.name == "方格区"
    assert known.outline("东街道") is None


def test_source_is_the_object_as_openstreetmap_writes_it(known: Gazetteer) -> None:
    assert known.district.source_id == "relation/1"
    assert {place.source_id for place in known.places("松园")} == {"way/7", "node/8"}


@pytest.mark.parametrize(("written", "said"), [("node,8", "node/8"), (",8", "8"), (",0", "")])
def test_source_whose_type_is_not_known(known: Gazetteer, written: str, said: str) -> None:
    path = known.folder / "places.csv"
    text = path.read_text(encoding="utf-8").replace(",node,8,", f",{written},")
    path.write_text(text, encoding="utf-8")
    places = Gazetteer(known.folder).places("松园")
    assert [place.source_id for place in places if place.kind == "school"] == [said]


def test_known_numbers_of_a_road(known: Gazetteer) -> None:
    (found,) = known.numbers("红叶路")
    assert (found.number, found.unit, found.source) == (8, "号", "node/10")
    assert known.numbers("白桦路") == []


def test_date_of_a_table(known: Gazetteer) -> None:
    assert known.snapshot("roads") == "2026-03-08"
    assert known.snapshot("no such table") == ""


def test_water_surfaces(known: Gazetteer, drawn: Any) -> None:
    (surface,) = known.surfaces()
    assert drawn.seen(surface).area == pytest.approx(900 * 20, rel=0.02)


def test_lines_are_gathered_and_all_else_left_out() -> None:
    line = LineString([(0, 0), (1, 1)])
    assert list(as_lines([line, Point(1, 1), as_lines([line])]).geoms) == [line, line]


# --- a broken folder -------------------------------------------------------------------------

ASK: dict[str, Asked] = {
    "roads": lambda g: g.road_edges("红叶路"),
    "crossings": lambda g: g.crossings("红叶路", "白桦路"),
    "lines": lambda g: g.named_lines("小青河"),
    "places": lambda g: g.places("松园"),
    "outlines": lambda g: g.outlines,
    "surfaces": lambda g: g.surfaces(),
    "addresses": lambda g: g.numbers("红叶路"),
}


def refusal(known: Gazetteer, ask: Asked) -> str:
    with pytest.raises(GazetteerError) as caught:
        ask(Gazetteer(known.folder))
    return str(caught.value)


@pytest.mark.parametrize("table", tables.COLUMNS)
def test_missing_table(known: Gazetteer, table: str) -> None:
    (known.folder / f"{table}.csv").unlink()
    assert refusal(known, ASK[table]).startswith(f"地名库里没有 {table}.csv")


@pytest.mark.parametrize("table", tables.COLUMNS)
def test_wrong_header(known: Gazetteer, table: str) -> None:
    (known.folder / f"{table}.csv").write_text("a,b\n", encoding="utf-8")
    assert refusal(known, ASK[table]).startswith(f"{table}.csv:1 表头应为")


@pytest.mark.parametrize("table", tables.COLUMNS)
def test_row_of_another_width(known: Gazetteer, table: str) -> None:
    with (known.folder / f"{table}.csv").open("a", encoding="utf-8") as file:
        file.write("红叶路\n")
    assert "格，实有 1 格" in refusal(known, ASK[table])


@pytest.mark.parametrize("table", tables.COLUMNS)
def test_other_encoding(known: Gazetteer, table: str) -> None:
    path = known.folder / f"{table}.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk") + "路".encode("gbk"))
    assert "应为 UTF-8 文本表格" in refusal(known, ASK[table])


@pytest.mark.parametrize("table", tables.COLUMNS)
def test_cell_that_is_no_number_and_no_geometry(known: Gazetteer, table: str) -> None:
    path = known.folder / f"{table}.csv"
    (head, first, *rest) = path.read_text(encoding="utf-8").splitlines(keepends=True)
    broken = [_broken(line, table) for line in (first, *rest)]
    path.write_text("".join([head, *broken]), encoding="utf-8")
    said = refusal(known, ASK[table])
    assert said == f"{table}.csv 里有一格应为数字或 WKT，读不出来"


@pytest.mark.parametrize("number", ["nan", "NaN", "inf"])
@pytest.mark.parametrize("table", tables.COLUMNS)
def test_a_coordinate_that_is_not_finite(known: Gazetteer, table: str, number: str) -> None:
    path = known.folder / f"{table}.csv"
    head, rest = path.read_text(encoding="utf-8").split("\n", 1)
    path.write_text(f"{head}\n{re.sub(r'121[.][0-9]+', number, rest)}", encoding="utf-8")
    assert refusal(known, ASK[table]).startswith(f"{table}.csv 里有一格应为数字或 WKT")


def _broken(line: str, table: str) -> str:
    names = tables.COLUMNS[table]
    if "wkt" in names and '"' in line:
        return line[: line.index('"')] + "NOWHERE\n"
    cells = line.rstrip("\n").split(",")
    cells[names.index("lon")] = "east"
    return ",".join(cells) + "\n"


def test_outlines_without_a_district(known: Gazetteer) -> None:
    (known.folder / "outlines.csv").write_text(tables.dumps("outlines", []), encoding="utf-8")
    assert "没有 kind 为 district 的一行" in refusal(known, lambda g: g.district)


def test_missing_snapshot_file(known: Gazetteer) -> None:
    (known.folder / "snapshot.toml").unlink()
    assert refusal(known, lambda g: g.meta).startswith("地名库里没有 snapshot.toml")


@pytest.mark.parametrize("raw", [b"[dates", b"\xff\xfe"])
def test_broken_snapshot_file(known: Gazetteer, raw: bytes) -> None:
    (known.folder / "snapshot.toml").write_bytes(raw)
    assert "snapshot.toml 读不出来" in refusal(known, lambda g: g.meta)


def test_tables_are_read_only_when_asked_for(known: Gazetteer) -> None:
    (known.folder / "places.csv").unlink()
    assert Gazetteer(known.folder).road_edges("红叶路")


def test_opening_reads_nothing(tmp_path: Path) -> None:
    assert Gazetteer(tmp_path / "nowhere").folder == tmp_path / "nowhere"
