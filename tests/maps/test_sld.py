from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from shapely.geometry import box, shape

from geo.gazetteer import Gazetteer
from layers.features import Feature
from layers.handoff.fields import FEATURE_FIELDS
from layers.handoff.sheets import Sheet
from layers.zones import Zone, ZoneLayer, zone_layer
from maps import styles
from maps.gis_looks import WHITE
from maps.gis_styles import gis_styles
from maps.text import plain_text
from seeds.district import District
from seeds.records import Report
from seeds.vocabulary import KINDS, STAGES

SE, OGC, SLD = (f"{{http://www.opengis.net/{name}}}" for name in ("se", "ogc", "sld"))
SHEETS = ("points", "lines", "polygons", "zones")
HOSTILE = "北'区\" <b>&amp;</b> ]]> <!-- ${x} \x07\ud800"
ORDER = {
    "StyledLayerDescriptor": "NamedLayer",
    "NamedLayer": "Name UserStyle",
    "UserStyle": "Name Description( FeatureTypeStyle)+",
    "FeatureTypeStyle": "Rule( Rule)*",
    "Rule": "Name Description( Filter)?( MaxScaleDenominator)?( [A-Z][a-z]+Symbolizer)+",
    "Description": "Title( Abstract)?",
    "PointSymbolizer": "Graphic",
    "LineSymbolizer": "Stroke",
    "PolygonSymbolizer": "(Fill )?Stroke",
    "TextSymbolizer": "Label Font LabelPlacement Halo Fill",
    "Graphic": "Mark Size( Rotation)?",
    "Mark": "WellKnownName Fill Stroke",
    "Fill": "SvgParameter( SvgParameter)*",
    "Stroke": "SvgParameter( SvgParameter)*",
    "Font": "SvgParameter( SvgParameter)*",
    "Halo": "Radius Fill",
    "Label": "PropertyName",
    "LabelPlacement": "(PointPlacement|LinePlacement)",
    "PointPlacement": "Displacement",
    "LinePlacement": "PerpendicularOffset",
    "Displacement": "DisplacementX DisplacementY",
    "Filter": "(And|Or|Not|Property[A-Za-z]+)",
    "And": "[A-Za-z]+( [A-Za-z]+)+",
    "Or": "[A-Za-z]+( [A-Za-z]+)+",
    "Not": "[A-Za-z]+",
    "PropertyIsNull": "PropertyName",
}
"""What may stand in an element, and in which order: Symbology Encoding 1.1, Filter 1.1."""

STANDARD_MARKS = {"square", "circle", "triangle", "star", "cross", "x"}

Row = Mapping[str, Any]


def holds(condition: ET.Element, row: Row) -> bool | None:
    """Evaluate a condition as a database does: with a missing value, neither true nor false."""
    tag = condition.tag.removeprefix(OGC)
    if tag in {"And", "Or"}:
        found = [holds(child, row) for child in condition]
        settled = tag == "Or"
        if settled in found:
            return settled
        return None if None in found else not settled
    if tag == "Not":
        inner = holds(condition[0], row)
        return None if inner is None else not inner
    value = row[condition[0].text or ""]
    if tag == "PropertyIsNull":
        return value is None
    if value is None:
        return None
    wanted: Any = condition[1].text or ""
    if isinstance(value, int | float):
        wanted = float(wanted)
    compared: dict[str, bool] = {
        "PropertyIsEqualTo": value == wanted,
        "PropertyIsLessThan": value < wanted,
        "PropertyIsLessThanOrEqualTo": value <= wanted,
        "PropertyIsGreaterThan": value > wanted,
        "PropertyIsGreaterThanOrEqualTo": value >= wanted,
    }
    return compared[tag]


def rules(text: str, mark: str) -> list[ET.Element]:
    """Return the rules that have a symbolizer with `mark` in its name."""
    every = ET.fromstring(text).iter(f"{SE}Rule")
    return [rule for rule in every if any(mark in child.tag for child in rule)]


def drawn_by(members: Iterable[ET.Element], row: Row) -> list[ET.Element]:
    found = []
    for rule in members:
        where = rule.find(f"{OGC}Filter")
        if where is None or holds(where[0], row):
            found.append(rule)
    return found


def parameters(element: ET.Element, name: str) -> list[str]:
    return [
        found.text or "" for found in element.iter(f"{SE}SvgParameter") if found.get("name") == name
    ]


def named(rule: ET.Element) -> str:
    return rule.findtext(f"{SE}Name") or ""


def report(name: str, date: str) -> Report:
    return Report(name, name, "", date, "a.txt", "0" * 64, 1, "", "")


def zones_of(*names: str, indicative: bool = True) -> ZoneLayer:
    return ZoneLayer(
        tuple(
            Zone(f"z{n}'", name, "", box(n, 0, n + 1, 1), 1.0, indicative=indicative)
            for n, name in enumerate(names)
        )
    )


def row_of(**changes: Any) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(field.name for field in FEATURE_FIELDS)
    return row | {"id": "A1", "kind": "plot", "method": "place", "report": "001"} | changes


@pytest.fixture(scope="module")
def zones() -> ZoneLayer:
    return zones_of("北区", HOSTILE)


@pytest.fixture(scope="module")
def written(zones: ZoneLayer) -> dict[str, str]:
    reports = [report("001", "2023"), report("002", "2024-12"), report("003", "")]
    ground = [
        Feature("A2", box(0, 0, 0.01, 0.01), row_of(id="A2", zone="z0'")),
        Feature("A3", box(0, 0, 0.001, 0.001), row_of(id="A3", zone="z0'")),
    ]
    sheet = Sheet("polygons", FEATURE_FIELDS, tuple(ground))
    return {name: style.sld for name, style in gis_styles(zones, reports, [sheet]).items()}


def every_row() -> list[dict[str, Any]]:
    """Return rows with all that may meet, missing values and unknown words among them."""
    zone = ("z0'", "z1'", "elsewhere", "", None)
    rows = [
        row_of(zone=code, kind=kind)
        for code, kind in itertools.product(zone, [*KINDS, "castle", None])
    ]
    rows += [
        row_of(zone="z0'", stage=stage, year=year, report=name, accuracy_m=10)
        for stage, year, name in itertools.product(
            [*STAGES, "plan", "unknown", None],
            (None, "2023", "2024-2026", "2025", "2025-2027"),
            ("001", "002", "003", "999", None),
        )
    ]
    rows += [
        row_of(zone="z1'", accuracy_m=radius, method=method, stage=stage)
        for radius, method, stage in itertools.product(
            (None, 0, 100, 101, 500, 501), ("place", "area", "stretch_partial"), ("done", None)
        )
    ]
    return rows


@pytest.mark.parametrize("sheet", SHEETS)
def test_elements_stand_in_the_order_of_the_standard(written: dict[str, str], sheet: str) -> None:
    for element in ET.fromstring(written[sheet]).iter():
        tag = re.sub("{.*}", "", element.tag)
        inside = " ".join(re.sub("{.*}", "", child.tag) for child in element)
        if tag.startswith("PropertyIs") and tag != "PropertyIsNull":
            assert inside == "PropertyName Literal"
        elif inside or tag in ORDER:
            assert re.fullmatch(ORDER[tag], inside), f"{tag}: {inside}"


@pytest.mark.parametrize("sheet", SHEETS)
def test_marks_are_those_that_every_server_knows(written: dict[str, str], sheet: str) -> None:
    marks = {mark.text for mark in ET.fromstring(written[sheet]).iter(f"{SE}WellKnownName")}
    assert marks <= STANDARD_MARKS


def test_every_zone_has_the_colour_of_the_pages(zones: ZoneLayer, written: dict[str, str]) -> None:
    for order, zone in enumerate(zones.zones):
        colour = styles.zone_colour(order)
        row = row_of(zone=zone.code, code=zone.code, accuracy_m=50, stage="done")
        first = {
            sheet: drawn_by(rules(written[sheet], mark), row)
            for sheet, mark in (("points", "Point"), ("polygons", "Polygon"), ("zones", "Polygon"))
        }
        for sheet, found in first.items():
            assert {f for rule in found for f in parameters(rule, "fill")} == {colour.fill}, sheet
        core = [
            s
            for r in drawn_by(rules(written["lines"], "Line"), row)
            for s in parameters(r, "stroke")
        ]
        assert core == [WHITE, colour.strong]


def test_what_lies_in_no_zone_is_grey(written: dict[str, str]) -> None:
    for code in (None, "elsewhere"):
        found = drawn_by(
            rules(written["points"], "Point"), row_of(zone=code, stage="done", accuracy_m=1)
        )
        assert [parameters(rule, "fill") for rule in found] == [[styles.NO_ZONE.fill]]


def test_each_symbol_has_one_body_and_at_most_one_sign_of_its_stage(
    written: dict[str, str],
) -> None:
    found = rules(written["points"], "Point")
    titles = {name for name in map(named, found) if "米" not in name}
    bodies = [rule for rule in found if named(rule) in titles and is_body(rule)]
    others = [rule for rule in found if named(rule) in titles and not is_body(rule)]
    halos = [rule for rule in found if named(rule) not in titles]
    assert (len(bodies), len(others), len(halos)) == (3 * 5, 3 * 5 + 3 * 5, 3 * 2)
    for row in every_row():
        assert len(drawn_by(bodies, row)) == 1, row
        assert len(drawn_by(others, row)) <= 1, row
        assert len(drawn_by(halos, row)) <= 1, row


def is_body(rule: ET.Element) -> bool:
    """Tell whether a rule draws the full symbol in the colour of a zone."""
    colours = {styles.zone_colour(0).fill, styles.zone_colour(1).fill, styles.NO_ZONE.fill}
    return len(parameters(rule, "fill")) == 1 and parameters(rule, "fill")[0] in colours


def test_each_area_is_drawn_by_exactly_one_rule(written: dict[str, str]) -> None:
    areas = rules(written["polygons"], "PolygonSymbolizer")
    for row in every_row():
        assert len(drawn_by(areas, row)) == 1, row


def test_each_line_has_one_core_and_a_band_only_where_it_is_approximate(
    written: dict[str, str],
) -> None:
    lines = rules(written["lines"], "LineSymbolizer")
    bands = [rule for rule in lines if "米" in named(rule)]
    cores = [rule for rule in lines if parameters(rule, "stroke-width") == ["4"]]
    for row in every_row():
        assert len(drawn_by(cores, row)) == 1, row
        rough = (
            styles.accuracy_class(row["accuracy_m"]) != "fine" or row["method"] == "stretch_partial"
        )
        assert len(drawn_by(bands, row)) == int(rough), row


@pytest.mark.parametrize(
    "changes", [{"method": "area"}, {"method": "part_of"}, {"id": "A2"}], ids=str
)
def test_what_is_only_the_ground_is_never_filled(
    written: dict[str, str], changes: dict[str, str]
) -> None:
    row = row_of(zone="z0'", accuracy_m=10, stage="done", **changes)
    (rule,) = drawn_by(rules(written["polygons"], "PolygonSymbolizer"), row)
    assert not parameters(rule, "fill")


def test_a_small_area_is_filled(written: dict[str, str]) -> None:
    row = row_of(zone="z0'", accuracy_m=10, stage="done", id="A3")
    (rule,) = drawn_by(rules(written["polygons"], "PolygonSymbolizer"), row)
    assert parameters(rule, "fill-opacity") == ["0.34"]


@pytest.mark.parametrize(
    ("name", "year", "word"),
    [
        ("002", "2025", "前期"),
        ("002", "2025-2027", "前期"),
        ("002", "2024-2026", "建成"),
        ("003", "2025", "建成"),
        ("001", None, "建成"),
    ],
)
def test_what_a_report_states_for_a_later_year_is_planned(
    written: dict[str, str], name: str, year: str | None, word: str
) -> None:
    row = row_of(zone="z0'", accuracy_m=10, stage="done", report=name, year=year)
    (rule,) = drawn_by(rules(written["polygons"], "PolygonSymbolizer"), row)
    assert word in named(rule)
    assert bool(parameters(rule, "stroke-dasharray")) == (word == "前期")


def test_a_hostile_name_stays_data(written: dict[str, str]) -> None:
    titles = {named(rule) for rule in ET.fromstring(written["zones"]).iter(f"{SE}Rule")}
    assert plain_text(HOSTILE) in titles
    codes = {found.text for found in ET.fromstring(written["zones"]).iter(f"{OGC}Literal")}
    assert codes == {"z0'", "z1'"}


def test_an_official_outline_is_not_dashed() -> None:
    official = gis_styles(zones_of("北区", indicative=False))["zones"].sld
    (rule,) = (found for found in rules(official, "Polygon") if named(found) == "北区")
    assert not parameters(rule, "stroke-dasharray")


def test_a_district_without_zones_or_reports_is_drawn() -> None:
    bare = gis_styles(ZoneLayer(()))
    found = rules(bare["polygons"].sld, "PolygonSymbolizer")
    assert len(drawn_by(found, row_of(zone=None, stage="done", accuracy_m=1))) == 1


def test_names_are_written_only_from_a_scale_on(written: dict[str, str]) -> None:
    for text in written.values():
        names = rules(text, "TextSymbolizer")
        assert names
        assert all(rule.find(f"{SE}MaxScaleDenominator") is not None for rule in names)


def test_the_shipped_places_are_each_drawn_once(
    shipped_district: District, shipped_output: Path
) -> None:
    layer = zone_layer(shipped_district, Gazetteer(shipped_district.folder / "gazetteer"))
    features = {name: read(shipped_output, name) for name in SHEETS}
    sheet = Sheet("polygons", FEATURE_FIELDS, features["polygons"])
    made = gis_styles(layer, shipped_district.reports, [sheet])
    for name, mark in (("polygons", "PolygonSymbolizer"), ("zones", "PolygonSymbolizer")):
        members = rules(made[name].sld, mark)
        counts = Counter(len(drawn_by(members, f.properties)) for f in features[name])
        assert counts == {1: len(features[name])}
    for name in ("points", "polygons"):
        bodies = [r for r in rules(made[name].sld, "Point") if named(r).count("｜") == 1]
        bodies = [rule for rule in bodies if parameters(rule, "stroke") == [WHITE]]
        bodies = [rule for rule in bodies if parameters(rule, "fill") != [WHITE]]
        counts = Counter(len(drawn_by(bodies, f.properties)) for f in features[name])
        assert counts == {1: len(features[name])}


def read(folder: Path, name: str) -> tuple[Feature, ...]:
    content = json.loads((folder / f"geojson/{name}.geojson").read_text(encoding="utf-8"))
    return tuple(
        Feature(f["id"], shape(f["geometry"]), f["properties"]) for f in content["features"]
    )
