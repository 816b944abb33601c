"""The public page: small, silent, the same every time, and nothing in it but what is for all."""

from __future__ import annotations

import csv
import gzip
import json
import re
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from maps import shapes
from maps.assets import csp_hash, scripts
from maps.embed import SCRIPTS, TEMPLATE, embed_page
from maps.public import FIELDS, public_data
from maps.strings import STRINGS
from maps.view import MapView

if TYPE_CHECKING:
    from pathlib import Path

ISLAND = re.compile(r'<script type="application/json" id="zonemap-data">(.*?)</script>', re.DOTALL)
LARGEST = 150_000
"""Bytes of the whole page, gzipped, that the public map of a district may take."""

INTERNAL = ("note", "evidence", "runner_up", "source", "table_ref")


def island(page: str) -> dict[str, Any]:
    found = ISLAND.search(page)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def row(data: dict[str, Any], key: str) -> dict[str, Any]:
    """Return what the page knows of the place with this id."""
    columns = {
        name: cells if isinstance(cells, list) else [cells["values"][i] for i in cells["rows"]]
        for name, cells in data["columns"].items()
    }
    order = columns["id"].index(key)
    return {name: cells[order] for name, cells in columns.items()}


def test_the_same_view_gives_the_same_bytes(small_view: MapView) -> None:
    assert embed_page(small_view) == embed_page(small_view)


def test_only_what_is_for_the_public_is_in_the_data(small_view: MapView) -> None:
    data = island(embed_page(small_view))
    assert set(data) == {
        "meta", "text", "style", "zones", "count", "missing", "columns", "shapes", "scale",
        "backdrop", "english",
    }  # fmt: skip
    names = {entry["name"] for entry in data["backdrop"]["metro"] + data["backdrop"]["parks"]}
    assert names == {"1号线", "大公园"}  # what the ground is called, and that in English
    assert names <= set(data["english"])
    assert set(data["columns"]) == set(FIELDS) == {
        "id", "label", "label_en", "kind", "zone", "stage", "goal", "year", "accuracy_m", "reports",
    }  # fmt: skip
    assert set(data["meta"]) == {
        "district", "district_en", "attribution", "approval", "dates", "reports",
    }  # fmt: skip
    assert {key for shape in data["shapes"] for key in shape} <= {"type", "at", "parts", "broad"}
    zone = {"code", "name", "name_en", "colour", "rings", "at"}
    assert {key for entry in data["zones"] for key in entry} == zone
    assert data["missing"] == 2
    assert data["meta"]["reports"] == ["某年报告", "另一报告"]


def test_nothing_internal_of_the_shipped_district_is_in_the_page(shipped_output: Path) -> None:
    page = (shipped_output / "embed.html").read_text(encoding="utf-8")
    internal: set[str] = set()
    for family in ("points", "lines", "polygons"):
        text = (shipped_output / f"geojson/{family}.geojson").read_text(encoding="utf-8")
        for feature in json.loads(text)["features"]:
            given = feature["properties"]
            internal |= {str(given[key]) for key in INTERNAL if given[key]}
            internal |= {text for text in (given["source_id"] or "").split(";") if "/" in text}
    with (shipped_output / "unlocated.csv").open(encoding="utf-8-sig", newline="") as file:
        for given in csv.DictReader(file):
            internal |= {given["id"], given["reason"], given["tried"]}
    assert len(internal) > 300
    assert [text for text in sorted(internal - {"", "OpenStreetMap"}) if text in page] == []
    assert not re.search(r"@\d+-\d+", page)  # offsets in a report


def test_the_page_of_the_shipped_district_stays_small(shipped_output: Path) -> None:
    page = (shipped_output / "embed.html").read_bytes()
    assert len(gzip.compress(page, 9)) <= LARGEST
    assert len(island(page.decode())["zones"]) == 5


def test_a_plan_is_a_plan_and_a_fact_a_fact(small_view: MapView) -> None:
    data = island(embed_page(small_view))
    planned, begun = row(data, "XH0005"), row(data, "XH0002")
    assert (planned["stage"], planned["goal"], planned["year"]) == ("plan", "approved", "2026")
    assert (begun["stage"], begun["goal"]) == ("building", "")


def test_a_place_names_the_reports_it_rests_on(small_view: MapView) -> None:
    data = island(embed_page(small_view))
    assert row(data, "XH0002")["reports"] == "0 1"
    assert row(data, "XH0003")["reports"] == "0"  # without a history: its own report


def test_the_policy_allows_exactly_the_scripts_and_styles_of_the_page(small_view: MapView) -> None:
    page = embed_page(small_view)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert set(rules) == {
        "default-src", "base-uri", "form-action", "img-src", "style-src", "script-src",
    }  # fmt: skip
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"
    for tag, later in (("script", '(?: type="text/plain" data-later)?'), ("style", "")):
        inline = re.findall(rf"<{tag}{later}>(.*?)</{tag}>", page, re.DOTALL)
        assert rules[f"{tag}-src"].split() == [csp_hash(text) for text in inline]


def test_no_handler_style_or_address_stands_in_the_markup(small_view: MapView) -> None:
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", embed_page(small_view), flags=re.DOTALL)
    assert not re.search(r"\son\w+=|\sstyle=", markup)
    assert re.findall(r'(?:src|href)="([^"#]+)', markup) == ["data:,"]
    assert '<meta name="referrer" content="no-referrer">' in markup


@pytest.mark.parametrize("name", SCRIPTS)
def test_our_scripts_store_send_and_compile_nothing(name: str) -> None:
    source = scripts([name])
    words = r"localStorage|sessionStorage|cookie|indexedDB|fetch\(|XMLHttp|sendBeacon|innerHTML"
    assert not re.search(rf"{words}|\beval\b|new Function|history\.", source)


def test_every_text_that_the_page_asks_for_is_bundled(small_view: MapView) -> None:
    page = embed_page(small_view)
    asked = re.findall(r"\bZ\.t\(\"(\w+)\"[,)]|data-t(?:-\w+)?=\"(\w+)\"", page)
    keys = {key for found in asked for key in found if key}
    words = island(page)["text"]
    assert keys <= set(words["zh"]["ui"])
    assert set(words["zh"]["ui"]) == set(words["en"]["ui"])
    assert len(words["zh"]["ui"]) < 0.7 * len(STRINGS)
    template = files("maps").joinpath("templates", TEMPLATE).read_text(encoding="utf-8")
    assert set(re.findall(r"this\.words\.(\w+)", template)) <= set(STRINGS)


def test_hostile_names_stay_data(hostile_view: MapView) -> None:
    page = embed_page(hostile_view)
    found = ISLAND.search(page)
    assert found is not None
    assert "<" not in found[1]
    assert "\u202e" not in page
    assert "{{ 7*7 }}{% raw %}{# note #}" in page


def test_the_number_of_the_approval_reaches_the_page(small_view: MapView) -> None:
    view = replace(small_view, meta={**small_view.meta, "approval": "沪S(2026)001号"})
    assert island(embed_page(view))["meta"]["approval"] == "沪S(2026)001号"


def test_shapes_are_simplified_by_a_few_metres_at_most() -> None:
    steps = np.linspace(0, 6, 400)
    wave = LineString(np.column_stack((121.4 + steps / 100, 31.1 + np.sin(steps) / 300)))
    view = MapView([{"geometry": wave, "properties": {"id": "X"}}], ())
    (shape,) = public_data(view, ())["shapes"]
    (packed,) = shape["parts"]
    there = LineString(np.cumsum(np.reshape(packed, (-1, 2)), axis=0) / shapes.PACK_SCALE)
    assert len(there.coords) < 100
    assert there.hausdorff_distance(wave) * shapes.METRES_PER_DEGREE < 6


def test_a_guess_at_a_larger_place_is_a_symbol_without_its_outline(small_view: MapView) -> None:
    data = public_data(small_view, ())
    types = [shape["type"] for shape in data["shapes"]]
    assert types == ["point", "line", "polygon", "point", "point", "point"]


@pytest.mark.parametrize(
    "geometry",
    [
        Point(121.4, 31.1),
        LineString([(121.4, 31.1), (121.5, 31.1), (121.5, 31.3)]),
        Polygon([(121.4, 31.1), (121.5, 31.1), (121.5, 31.2)]),
        MultiPolygon([box(121.4, 31.1, 121.41, 31.11), box(121.5, 31.1, 121.6, 31.2)]),
    ],
)
def test_symbols_stand_where_they_stand_on_the_other_page(geometry: Any) -> None:
    view = MapView([{"geometry": geometry, "properties": {"id": "X"}}], ())
    at = public_data(view, ())["shapes"][0]["at"]
    assert at == [round(value, 5) for value in shapes.anchor(geometry)]


def test_a_view_with_little_in_it_makes_a_page() -> None:
    point = {"geometry": Point(121.4, 31.1), "properties": {"id": "X"}}
    empty = {"geometry": {"type": "Point", "coordinates": []}, "properties": {"id": "Y"}}
    data = island(embed_page(MapView([point, empty], ())))
    assert [shape["type"] for shape in data["shapes"]] == ["point", ""]


def test_only_main_roads_and_larger_water_are_on_the_ground(small_view: MapView) -> None:
    minor = {
        "name": "弄",
        "class": "residential",
        "geometry": LineString([(121.4, 31.1), (122, 31)]),
    }
    pond = {"name": "", "geometry": box(121.4, 31.1, 121.4002, 31.1002)}
    given = small_view.backdrop
    ground = {**given, "roads": [*given["roads"], minor], "water": [*given["water"], pond]}
    found = public_data(replace(small_view, backdrop=ground), ())["backdrop"]
    assert [entry["name"] for entries in found["roads"].values() for entry in entries] == ["一号路"]
    assert len(found["water"]) == 1


def test_what_only_writers_read_is_left_out(small_view: MapView) -> None:
    page = embed_page(small_view)
    assert "// Starts the public page" not in page
    assert "/* list */" not in page
