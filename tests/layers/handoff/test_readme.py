"""The readme: facts in both languages, every file once, none that is not there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from layers.handoff import dictionary, schema, sources
from layers.handoff.parts import Part
from layers.handoff.readme import MADE_LAST, readme, readme_parts
from seeds.contact import Contact

if TYPE_CHECKING:
    from layers.handoff.delivery import Delivery

DATA = (
    Part("gpkg/qingxi.gpkg", b"1", "x/y", "全部", "all", {"points": 2, "zones": 2}, "EPSG:4326"),
    Part("gpkg/qingxi_cgcs2000.gpkg", b"1", "x/y", "全部", "all", {"points": 2}, "EPSG:4549"),
    Part("jsonfg/points.json", b"1", "x/y", "点", "points", {"points": 2}, "EPSG:4490"),
    Part("geojson/points.geojson", b"1", "x/y", "点", "points", {"points": 2}, "EPSG:4326"),
    Part("geojson/zone/west.geojson", b"1", "x/y", "西片", "West", {"points": 2}, "EPSG:4326"),
    Part("shapefile/points.shp", b"1", "x/y", "点", "points", {"points": 2}, "EPSG:4326"),
    Part("kml/qingxi.kml", b"1", "x/y", "点", "points", {"points": 2}, "EPSG:4326"),
    Part("csv/points.csv", b"1", "x/y", "点", "points", {"points": 2}),
    Part("map/planner.html", b"1", "text/html", "图", "map"),
)
PATH = re.compile(r"(?<![\w./-])(?:[a-z_]+/)*[A-Za-z0-9_]+\.(?:[a-z]{2,9}\b)(?:\.json)?")
NO_PATHS = {"opendatacommons.org", "www.openstreetmap.org", "example.org"}


def parts(delivery: Delivery) -> list[Part]:
    written = [*schema.parts(delivery), *dictionary.parts(delivery), *sources.parts(delivery)]
    return [*DATA, *written]


def test_counts_and_frames_are_stated_in_both_languages(shipped_delivery: Delivery) -> None:
    text = readme(shipped_delivery, parts(shipped_delivery), {})
    for sheet in shipped_delivery.sheets:
        assert f"- {sheet.name} {len(sheet.features)}（{sheet.title_zh}）\n" in text
        assert f"- {sheet.name} {len(sheet.features)} ({sheet.title_en})\n" in text
    assert text.count(f"- unlocated {len(shipped_delivery.unlocated)}") == 2
    for needed in (
        shipped_delivery.edition.version,
        "坐标为 WGS-84（EPSG:4326），没有 GCJ-02 偏移",
        "WGS-84 与 CGCS2000 在分米级视为相同",
        "taken as the same at the level of decimetres",
        "place（EPSG:4490）：按该坐标系的定义，纬度在前",
        "latitude, then longitude, as that system defines",
        "x 为东坐标",
        "x is the easting",
        "仅为示意",
        "indicative, not legal borders",
        "sha256sum -c SHA256SUMS",
        "未知写空值",
        "ODbL-1.0 https://opendatacommons.org/licenses/odbl/1-0/",
        "- 更新频率：待填\n- 联系：待填\n",
        "- Updates: to be filled in by the publisher\n- Contact: to be filled in by the publisher",
    ):
        assert needed in text, needed


def test_every_file_is_listed_once(town_delivery: Delivery) -> None:
    given = parts(town_delivery)
    text = readme(town_delivery, given, {})
    listed = [
        line.split()[0] for line in text.splitlines() if line.startswith("  ") and line[2] != " "
    ]
    assert sorted(listed) == sorted(part.path for part in given)
    assert "  gpkg/qingxi.gpkg  全部 / all [points 2, zones 2]\n" in text


def test_no_file_is_named_that_is_not_there(town_delivery: Delivery) -> None:
    given = parts(town_delivery)
    for some in (given, given[:3], given[4:], []):
        text = readme(town_delivery, some, {})
        there = {part.path for part in some} | set(MADE_LAST)
        assert set(PATH.findall(text)) - there <= NO_PATHS


def test_programs_are_led_to_the_files_that_are_there(town_delivery: Delivery) -> None:
    text = readme(town_delivery, parts(town_delivery), {})
    assert "- QGIS、ArcGIS Pro：gpkg/qingxi.gpkg\n" in text
    assert "- Systems that ask for CGCS2000: gpkg/qingxi_cgcs2000.gpkg\n" in text
    assert "- Excel：csv/points.csv\n" in text
    less = readme(town_delivery, DATA[:1], {})
    assert "Excel" not in less
    assert "JSON-FG" not in less
    assert "x 为东坐标" not in less


def test_what_was_left_out_is_named_with_the_reason(town_delivery: Delivery) -> None:
    text = readme(town_delivery, parts(town_delivery), {"GeoParquet": "需要 pyarrow"})
    assert "【未包含的格式 / Formats left out】\n- GeoParquet：需要 pyarrow\n" in text
    assert "Formats left out" not in readme(town_delivery, [], {})


def test_a_contact_fills_its_slot(town_delivery: Delivery) -> None:
    contact = Contact("青溪区规划局", "", "gis@example.org")
    edition = replace(town_delivery.edition, contact=contact)
    text = readme(replace(town_delivery, edition=edition), [], {})
    assert "- 联系：青溪区规划局, gis@example.org\n" in text
    assert "- Contact: 青溪区规划局, gis@example.org\n" in text


def test_hostile_names_start_no_line(town_delivery: Delivery, hostile_delivery: Delivery) -> None:
    usual, text = (readme(d, DATA, {}) for d in (town_delivery, hostile_delivery))
    assert text.count("\n") == usual.count("\n")
    assert not set("\x00\x1b\u202e\ufffe\r") & set(text)


def test_the_part_is_text_and_always_the_same(town_delivery: Delivery) -> None:
    (part,) = readme_parts(town_delivery, parts(town_delivery))
    assert part.path == "README.txt"
    assert part.content.decode().endswith("\n")
    assert [part] == readme_parts(town_delivery, parts(town_delivery), {})
