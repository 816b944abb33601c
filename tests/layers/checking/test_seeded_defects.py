"""One change to a faultless foreign file, the rules that must see it, and no other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from layers.checking.checker import Checker
from layers.checking.finding import NOTE, Finding
from layers.checking.fixing import repaired
from layers.checking.reading import document_of
from layers.checking.rules import RULES

File = dict[str, Any]
Change = Callable[[File], Any]
POINT, LINE, AREA, MULTI = range(4)
USUAL = {"mixed-types", "datum-unsure"}
"""Notes on the file without a fault: it holds one geometry of each kind."""


def feature(nth: int, **members: Any) -> Change:
    def change(file: File) -> None:
        file["features"][nth].update(members)

    return change


def geometry(nth: int, **members: Any) -> Change:
    def change(file: File) -> None:
        file["features"][nth]["geometry"].update(members)

    return change


def coordinates(nth: int, value: Any) -> Change:
    return geometry(nth, coordinates=value)


def properties(nth: int, **members: Any) -> Change:
    def change(file: File) -> None:
        file["features"][nth]["properties"].update(members)

    return change


def all_properties(**members: Any) -> Change:
    def change(file: File) -> None:
        for row in file["features"]:
            row["properties"].update(members)

    return change


def member(**members: Any) -> Change:
    def change(file: File) -> None:
        file.update(members)

    return change


def without(nth: int, key: str) -> Change:
    def change(file: File) -> None:
        del file["features"][nth][key]

    return change


def moved(change: Callable[[float, float], list[float]], *rows: int) -> Change:
    def walk(each: Any) -> Any:
        if isinstance(each[0], list):
            return [walk(one) for one in each]
        return change(*each)

    def run(file: File) -> None:
        for nth in rows or range(len(file["features"])):
            shape = file["features"][nth]["geometry"]
            shape["coordinates"] = walk(shape["coordinates"])

    return run


def text(change: Callable[[str], str | bytes]) -> Change:
    return lambda file: change(json.dumps(file, ensure_ascii=False))


def ring(nth: int, change: Callable[[list[Any]], list[Any]], which: int = 0) -> Change:
    def run(file: File) -> None:
        rings = file["features"][nth]["geometry"]["coordinates"]
        rings[which] = change(rings[which])

    return run


def several(*changes: Change) -> Change:
    def run(file: File) -> None:
        for change in changes:
            change(file)

    return run


def crs(name: str) -> dict[str, Any]:
    return {"type": "name", "properties": {"name": name}}


def nested(file: File) -> None:
    file["features"][POINT] = {"type": "FeatureCollection", "features": []}


def bare(file: File) -> None:
    file["features"][POINT] = file["features"][POINT]["geometry"]


def twice(file: File) -> None:
    file["features"][LINE]["geometry"] = {
        "type": "LineString",
        "coordinates": [[121.4112, 31.1123], [121.4151, 31.1157]],
    }
    file["features"].append({**file["features"][LINE], "id": "L9"})


def in_collection(*members: Any) -> Change:
    def run(file: File) -> None:
        shapes = [file["features"][POINT]["geometry"], *members]
        file["features"][POINT]["geometry"] = {
            "type": "GeometryCollection",
            "geometries": shapes,
        }

    return run


def to_mercator(lon: float, lat: float) -> list[float]:
    from pyproj import Transformer  # noqa: PLC0415 - only here

    pair = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True).transform(lon, lat)
    return [round(number, 2) for number in pair]


W, S, E, N = 121.4101, 31.1101, 121.4121, 31.1121
BOW = [[W, S], [E, N], [E, S], [W, N], [W, S]]
HOLE = [[121.4106, 31.1106], [121.4106, 31.1111], [121.4111, 31.1111], [121.4106, 31.1106]]
SHELL = [[W, S], [E, S], [E, N], [W, N], [W, S]]
FAR = [[121.4301, 31.1301], [121.4301, 31.1305], [121.4305, 31.1305], [121.4301, 31.1301]]
ACROSS = [[121.4118, 31.1106], [121.4118, 31.1111], [121.4131, 31.1111], [121.4118, 31.1106]]
OVER = [[W, S], [121.4141, S], [121.4141, N], [W, N], [W, S]]
BESIDE = [[121.4121, S], [121.4161, S], [121.4161, N], [121.4121, N], [121.4121, S]]
SPIKE = [
    [W, S],
    [E, S],
    [E, 31.1111],
    [121.4161, 31.111101],
    [E, 31.111102],
    [E, N],
    [W, N],
    [W, S],
]

DEFECTS: dict[str, tuple[Change, set[str]]] = {
    # the file
    "cut short": (text(lambda given: given[:200]), {"not-json"}),
    "comma too many": (text(lambda given: given[:-2] + ",]}"), {"not-json"}),
    "single quotes": (text(lambda given: given.replace('"', "'")), {"not-json"}),
    "comment": (text(lambda given: "// mine\n" + given), {"not-json"}),
    "empty file": (text(lambda _: b""), {"empty-file"}),
    "byte order mark": (text(lambda given: b"\xef\xbb\xbf" + given.encode()), {"bom"}),
    "UTF-16": (text(lambda given: given.encode("utf-16")), {"encoding"}),
    "GBK": (text(lambda given: given.encode("gb18030")), {"encoding"}),
    "nested too deeply": (text(lambda given: "[" * 100_000 + given), {"too-deep"}),
    "endless number": (
        text(lambda given: given.replace("12.5", "9" * 5000)),
        {"number-too-long"},
    ),
    "NaN in a position": (text(lambda given: given.replace("121.4112", "NaN", 1)), {"not-finite"}),
    "NaN in a property": (text(lambda given: given.replace("12.5", "NaN", 1)), {"not-finite"}),
    "infinite by size": (
        text(lambda given: given.replace("121.4112", "1e999", 1)),
        {"not-finite"},
    ),
    "key twice in properties": (
        text(lambda given: given.replace('"title"', '"title": "x", "title"', 1)),
        {"duplicate-key"},
    ),
    "key twice in the file": (
        text(lambda given: given.replace('"type"', '"type": "x", "type"', 1)),
        {"duplicate-key"},
    ),
    "mixed line ends": (
        text(lambda given: given.replace(", ", ",\r\n", 3).replace("}, {", "},\n{")),
        {"line-ends"},
    ),
    "huge member": (member(history="x" * 200_000), {"member-large"}),
    # other formats
    "TopoJSON": (lambda _: {"type": "Topology", "objects": {}, "arcs": []}, {"other-format"}),
    "Esri JSON": (
        lambda _: {"geometryType": "esriGeometryPoint", "features": [{"attributes": {}}]},
        {"other-format"},
    ),
    "KML": (lambda _: '<?xml version="1.0"?><kml xmlns="x"/>', {"other-format"}),
    "WKT": (lambda _: "POINT (121.41 31.11)", {"other-format"}),
    "lines of features": (
        lambda file: "\n".join(json.dumps(row) for row in file["features"]),
        {"other-format"},
    ),
    "list of features": (lambda file: file["features"], {"other-format"}),
    "zipped": (lambda _: b"PK\x03\x04rest", {"other-format"}),
    # structure
    "no type": (lambda file: {"features": file["features"]}, {"type-missing"}),
    "unknown type": (member(type="Features"), {"type-unknown"}),
    "type in lower case": (member(type="featureCollection"), {"type-case"}),
    "feature type in lower case": (feature(POINT, type="feature"), {"type-case"}),
    "geometry type in capitals": (geometry(POINT, type="POINT"), {"type-case"}),
    "no features": (lambda _: {"type": "FeatureCollection"}, {"features-missing"}),
    "features as an object": (
        lambda _: {"type": "FeatureCollection", "features": {}},
        {"features-missing"},
    ),
    "collection in a collection": (nested, {"nested-collection"}),
    "bare geometry among features": (bare, {"not-a-feature"}),
    "null among features": (lambda file: file["features"].append(None), {"not-a-feature"}),
    "feature without type": (without(POINT, "type"), {"type-missing"}),
    "feature without geometry": (without(POINT, "geometry"), {"geometry-missing"}),
    "feature without properties": (without(POINT, "properties"), {"properties-missing"}),
    "properties as a list": (feature(POINT, properties=[1]), {"properties-type"}),
    "null geometry": (feature(POINT, geometry=None), {"geometry-null"}),
    "empty geometry": (coordinates(POINT, []), {"geometry-empty"}),
    "feature with coordinates": (feature(POINT, coordinates=[1, 2]), {"member-forbidden"}),
    "feature with features": (feature(POINT, features=[]), {"member-forbidden"}),
    "collection with geometry": (member(geometry=None), {"member-forbidden"}),
    "geometry with properties": (geometry(POINT, properties={}), {"member-forbidden"}),
    "crs of WGS-84": (member(crs=crs("urn:ogc:def:crs:OGC:1.3:CRS84")), {"crs-member"}),
    "crs null": (member(crs=None), {"crs-member"}),
    "crs of CGCS2000": (member(crs=crs("urn:ogc:def:crs:EPSG::4490")), {"crs-other"}),
    "crs in a geometry": (geometry(POINT, crs=crs("EPSG:4326")), {"crs-member"}),
    "crs and metres": (
        several(member(crs=crs("EPSG:3857")), moved(to_mercator)),
        {"crs-other", "projected-metres"},
    ),
    "crs of a city": (member(crs=crs("Shanghai 2000")), {"crs-other"}),
    "bbox of three": (member(bbox=[121, 31, 122]), {"bbox-invalid"}),
    "bbox in words": (feature(POINT, bbox=["121", "31", "122", "32"]), {"bbox-invalid"}),
    "bbox upside down": (member(bbox=[121, 32, 122, 31]), {"bbox-invalid"}),
    "bbox back to front": (member(bbox=[122, 31, 121, 32]), {"bbox-invalid"}),
    "bbox elsewhere": (feature(LINE, bbox=[120, 30, 121, 31]), {"bbox-wrong"}),
    "id twice": (feature(LINE, id="P1"), {"id-duplicate"}),
    "id twice below": (
        several(
            *[without(nth, "id") for nth in range(4)],
            *[properties(nth, id=min(nth, 2)) for nth in range(4)],
        ),
        {"id-duplicate", "id-missing"},
    ),
    "id of two kinds": (properties(POINT, id="P7"), {"id-differs", "property-keys"}),
    "id true": (feature(POINT, id=True), {"id-type", "id-missing"}),
    "id null": (feature(POINT, id=None), {"id-type", "id-missing"}),
    "id missing": (without(POINT, "id"), {"id-missing"}),
    # geometry
    "geometry as text": (feature(POINT, geometry="POINT (1 1)"), {"unreadable"}),
    "unknown geometry": (geometry(POINT, type="Circle"), {"geometry-type"}),
    "no coordinates": (geometry(POINT, coordinates=None), {"coordinates-missing"}),
    "collection without geometries": (
        feature(POINT, geometry={"type": "GeometryCollection"}),
        {"geometries-missing"},
    ),
    "point in two brackets": (coordinates(POINT, [[121.4112, 31.1123]]), {"coordinates-depth"}),
    "polygon in one bracket": (coordinates(AREA, SHELL), {"coordinates-depth"}),
    "line of one position": (coordinates(LINE, [[121.4112, 31.1123]]), {"too-few-positions"}),
    "ring of three": (coordinates(AREA, [[SHELL[0], SHELL[1], SHELL[0]]]), {"too-few-positions"}),
    "position of one number": (coordinates(POINT, [121.4112]), {"position-short"}),
    "position of four numbers": (
        coordinates(POINT, [121.4112, 31.1123, 4, 17]),
        {"position-extra"},
    ),
    "text for numbers": (coordinates(POINT, ["121.4112", "31.1123"]), {"coordinate-type"}),
    "null for a number": (coordinates(POINT, [121.4112, None]), {"coordinate-type"}),
    "true for a number": (coordinates(POINT, [121.4112, True]), {"coordinate-type"}),
    "heights on some": (
        coordinates(LINE, [[121.4112, 31.1123, 4], [121.4151, 31.1123]]),
        {"mixed-dimensions"},
    ),
    "open ring": (ring(AREA, lambda points: points[:-1]), {"unclosed-ring"}),
    "clockwise outer ring": (ring(AREA, lambda points: points[::-1]), {"winding"}),
    "counter-clockwise hole": (ring(AREA, lambda points: points[::-1], 1), {"winding"}),
    "bow tie": (coordinates(AREA, [BOW]), {"self-intersection"}),
    "hole outside": (coordinates(AREA, [SHELL, FAR]), {"hole-outside"}),
    "hole across the edge": (coordinates(AREA, [SHELL, ACROSS]), {"hole-outside"}),
    "hole twice": (coordinates(AREA, [SHELL, HOLE, HOLE]), {"hole-outside"}),
    "parts overlap": (coordinates(MULTI, [[OVER], [BESIDE]]), {"parts-overlap"}),
    "flat polygon": (coordinates(AREA, [[SHELL[0], SHELL[1], SHELL[0], SHELL[0]]]), {"zero-area"}),
    "line of no length": (coordinates(LINE, [SHELL[0], SHELL[0]]), {"zero-length"}),
    "point twice in turn": (ring(AREA, lambda points: [points[0], *points]), {"repeated-point"}),
    "spike": (coordinates(AREA, [SPIKE]), {"spike"}),
    "vertex far away": (
        coordinates(
            LINE,
            [
                [121.4112, 31.1123],
                [121.4151, 31.1123],
                [121.4151, 31.1157],
                [121.4155, 31.1159],
                [12.14, 31.1159],
            ],
        ),
        {"vertex-outlier"},
    ),
    "too many decimals": (coordinates(POINT, [121.41123456789, 31.1123]), {"precision"}),
    "too few decimals": (coordinates(POINT, [121.41, 31.11]), {"low-precision"}),
    "geometry collection": (
        in_collection({"type": "Point", "coordinates": [121.4113, 31.1124]}),
        {"geometry-collection"},
    ),
    "collection in a geometry collection": (
        in_collection({"type": "GeometryCollection", "geometries": []}),
        {"geometry-collection", "collection-nested"},
    ),
    "single and multi": (
        lambda file: {**file, "features": [file["features"][AREA], file["features"][MULTI]]},
        {"mixed-multi"},
    ),
    "same shape twice": (twice, {"duplicate-geometry"}),
    "no shape at all": (
        lambda file: {
            **file,
            "features": [{**row, "geometry": None} for row in file["features"]],
        },
        {"no-geometry", "geometry-null"},
    ),
    # properties
    "field in one feature only": (properties(POINT, more=1), {"property-keys"}),
    "field of two types": (properties(POINT, area="large"), {"property-types"}),
    "object in a property": (all_properties(tags={"a": 1}), {"property-nested"}),
    "list in a property": (all_properties(tags=["a"]), {"property-nested"}),
    "very long text": (properties(POINT, title="长" * 90), {"text-long"}),
    "fields that differ by case": (all_properties(Title="x"), {"field-case"}),
    "long Chinese field": (all_properties(建设项目名称="x"), {"field-name"}),
    "numbers as text": (all_properties(size="12.50"), {"number-as-text"}),
    "dates not ISO": (all_properties(opened="2024/5/1"), {"date-format"}),
    "padded text": (properties(POINT, title=" 项目"), {"text-padded"}),
    "UTF-8 read as Latin-1": (
        properties(POINT, title="徐汇区".encode().decode("latin-1")),
        {"mojibake", "control-characters"},
    ),
    "UTF-8 read as Windows-1252": (properties(POINT, title="è·¯å£"), {"mojibake"}),
    "UTF-8 read as GBK": (properties(POINT, title="寰愭眹鍖"), {"mojibake"}),
    "replacement character": (properties(POINT, title="徐\ufffd区"), {"mojibake"}),
    "control character": (properties(POINT, title="a\x07b"), {"control-characters"}),
    # place
    "axes swapped": (moved(lambda lon, lat: [lat, lon]), {"axes-swapped"}),
    "one feature swapped": (moved(lambda lon, lat: [lat, lon], POINT), {"axes-swapped"}),
    "web mercator": (moved(to_mercator), {"projected-metres"}),
    "numbers of a city grid": (
        moved(lambda lon, lat: [lon * 1000 - 80_000.5, lat * 1000 - 9_000.25]),
        {"not-degrees"},
    ),
    "huge numbers": (coordinates(POINT, [1e300, 1e300]), {"not-degrees"}),
    "longitude beyond 180": (coordinates(POINT, [181.4112, 31.1123]), {"out-of-range"}),
    "latitude beyond 90": (
        coordinates(LINE, [[121.4112, 31.1123], [121.4151, 95.1123]]),
        {"out-of-range"},
    ),
    "somewhere else": (
        moved(lambda lon, lat: [round(lon - 30, 6), round(lat + 10, 6)]),
        {"outside-district"},
    ),
    "one far away": (coordinates(POINT, [87.6123, 43.8123]), {"stray-feature"}),
    "null island": (coordinates(POINT, [0, 0]), {"null-island", "stray-feature", "low-precision"}),
}


OTHERWISE = {"file-name", "mixed-types", "datum-shift", "datum-unsure"} | {
    rule
    for rule in RULES
    if rule.startswith("schema-") or rule in {"zone-consistency", "accuracy-missing"}
}
"""Rules with tests of their own: on names of files, on larger files, on files of ours."""


def as_bytes(content: Any) -> bytes:
    if isinstance(content, bytes):
        return content
    given = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return given.encode()


def rules(findings: Iterable[Finding]) -> set[str]:
    return {finding.rule for finding in findings}


def test_the_file_without_a_fault_has_none(check: Callable[..., Any], foreign: File) -> None:
    found = check(foreign)
    assert rules(found) == USUAL
    assert {finding.severity for finding in found} == {NOTE}


@pytest.mark.parametrize("name", DEFECTS)
def test_each_defect_is_found_and_nothing_else(
    check: Callable[..., Any], foreign: File, name: str
) -> None:
    change, expected = DEFECTS[name]
    changed = change(foreign)
    found = check(foreign if changed is None else changed)
    assert rules(found) - USUAL == expected
    assert all(finding.message for finding in found)
    assert all(RULES[finding.rule].severity == finding.severity for finding in found)


@pytest.mark.parametrize("name", DEFECTS)
def test_a_repaired_copy_holds_nothing_that_could_be_repaired(
    checker: Checker, foreign: File, name: str
) -> None:
    change, expected = DEFECTS[name]
    changed = change(foreign)
    document = document_of(Path("x.geojson"), as_bytes(foreign if changed is None else changed))
    before = [finding for finding in checker.check(document) if finding.fixable]
    made = repaired(document, checker)
    if not before:
        assert (made.text, made.done) == (document.source.text, ())
        return
    assert {finding.rule for finding in before} <= {finding.rule for finding in made.done}
    assert not [finding for finding in made.rest if finding.fixable]
    again = document_of(Path("x.geojson"), made.text.encode())
    assert repaired(again, checker).text == made.text
    assert rules(made.rest) - USUAL <= expected - {finding.rule for finding in before} | LEFT


LEFT = {"geometry-null", "id-missing", "outside-district"}
"""What a repair may leave behind: a missing geometry becomes null, an id of null none."""


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in OTHERWISE])
def test_every_rule_has_a_defect(rule: str) -> None:
    assert any(rule in expected for _, expected in DEFECTS.values())


def test_nobody_but_the_rules_says_what_is_found() -> None:
    assert {rule for _, expected in DEFECTS.values() for rule in expected} <= RULES.keys()
