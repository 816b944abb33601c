from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from shapely.geometry import box

from geo.gazetteer import Gazetteer
from layers.handoff.fields import FEATURE_FIELDS, ZONE_FIELDS
from layers.zones import Zone, ZoneLayer, zone_layer
from maps import qml_expressions as say
from maps import styles
from maps.gis_looks import looks_of
from maps.gis_styles import gis_styles
from maps.qml_layers import rgba
from maps.text import plain_text
from seeds.district import District
from seeds.records import Report
from seeds.vocabulary import KINDS, METHODS, STAGES

SHEETS = ("points", "lines", "polygons", "zones")
HOSTILE = "北'区\" <b>&amp;</b> ]]> [% 1 + 1 %] \\ \x07\ud800"
CODES = ("north", "o'brien\\", 'say "x"')


@pytest.fixture(scope="module")
def zones() -> ZoneLayer:
    names = ("北区", HOSTILE, "南区")
    return ZoneLayer(
        tuple(
            Zone(code, name, "", box(n, 0, n + 1, 1), 1.0)
            for n, (code, name) in enumerate(zip(CODES, names, strict=True))
        )
    )


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    dates = {"001": "2023", "002": "2024-12", "o'3": "2020"}
    return [Report(n, n, "", day, "a.txt", "0" * 64, 1, "", "") for n, day in dates.items()]


@pytest.fixture(scope="module")
def written(zones: ZoneLayer, reports: list[Report]) -> dict[str, str]:
    return {name: style.qml for name, style in gis_styles(zones, reports).items()}


class Asked:
    """Evaluates an expression on a row in SQLite, whose language is nearly that of QGIS."""

    def __init__(self) -> None:
        self.base = sqlite3.connect(":memory:")
        self.base.create_function("map", -1, self._map)
        self.base.create_function("map_get", 2, lambda table, key: json.loads(table).get(key))

    @staticmethod
    def _map(*pairs: Any) -> str:
        return json.dumps(dict(zip(pairs[::2], pairs[1::2], strict=True)))

    def __call__(self, expression: str, **row: Any) -> Any:
        words = expression.replace('left("year", 4)', 'substr("year", 1, 4)')
        words = words.replace("\\\\", "\\")  # SQLite takes a backslash as it stands
        columns = ", ".join(f'? AS "{name}"' for name in row)
        question = f"SELECT {words} FROM (SELECT {columns})"
        return self.base.execute(question, tuple(row.values())).fetchone()[0]


@pytest.fixture(scope="module")
def ask() -> Asked:
    return Asked()


def filters(text: str) -> list[tuple[str, str]]:
    """Return label and condition of the rules that draw."""
    rules = ET.fromstring(text).iter("rule")
    found = [
        (rule.get("label", ""), rule.get("filter", "")) for rule in rules if rule.get("symbol")
    ]
    return [(label, condition) for label, condition in found if condition != say.NOT_SHOWN]


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_style_has_its_doctype_and_geometry(written: dict[str, str], sheet: str) -> None:
    assert written[sheet].startswith("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n")
    root = ET.fromstring(written[sheet])
    wanted = {"points": "0", "lines": "1"}.get(sheet, "2")
    assert (root.tag, root.findtext("layerGeometryType")) == ("qgis", wanted)


@pytest.mark.parametrize("sheet", SHEETS)
def test_rules_find_their_symbols_and_keys_are_unique(written: dict[str, str], sheet: str) -> None:
    root = ET.fromstring(written[sheet])
    renderer = root.find("renderer-v2")
    assert renderer is not None
    symbols = [symbol.get("name") for symbol in renderer.findall("symbols/symbol")]
    used = [rule.get("symbol") for rule in root.iter("rule") if rule.get("symbol")]
    assert sorted(used, key=str) == sorted(symbols, key=str)
    keys = Counter(element.get("key") for element in root.iter() if element.get("key"))
    assert set(keys.values()) == {1}


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_row_is_drawn_by_exactly_one_rule(
    written: dict[str, str], ask: Asked, sheet: str
) -> None:
    column = "code" if sheet == "zones" else "zone"
    for code in (*CODES, "elsewhere", "", None):
        hits = [label for label, where in filters(written[sheet]) if ask(where, **{column: code})]
        assert len(hits) == 1, code


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_zone_has_the_colour_of_the_pages(written: dict[str, str], sheet: str) -> None:
    root = ET.fromstring(written[sheet])
    symbols = {s.get("name"): s for s in root.findall("renderer-v2/symbols/symbol")}
    rules = [r for r in root.iter("rule") if r.get("symbol") and r.get("filter") != say.NOT_SHOWN]
    wanted = [*(styles.zone_colour(order) for order in range(len(CODES))), styles.NO_ZONE]
    every = {
        rgba(tone) for c in (*styles.ZONE_COLOURS, styles.NO_ZONE) for tone in (c.fill, c.strong)
    }
    for rule, colour in zip(rules, wanted, strict=True):
        values = [prop.get("v", "") for prop in symbols[rule.get("symbol")].iter("prop")]
        opaque = {re.sub(r",\d+$", ",255", v) for v in values if re.fullmatch(r"(\d+,){3}\d+", v)}
        assert rgba(colour.fill) in opaque
        assert opaque & every <= {rgba(colour.fill), rgba(colour.strong)}


def test_a_hostile_name_stays_data(written: dict[str, str]) -> None:
    label = filters(written["points"])[1][0]
    assert label == plain_text(HOSTILE).replace("[%", "[ %").replace("%]", "% ]")
    legends = [rule.get("label", "") for rule in ET.fromstring(written["zones"]).iter("rule")]
    assert not [label for label in legends if "[%" in label or "%]" in label]


def test_a_text_of_an_expression_ends_where_it_ends() -> None:
    assert say.quoted("a' OR 'b\\") == "'a'' OR ''b\\\\'"


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_value_of_a_map_tip_is_escaped(written: dict[str, str], sheet: str) -> None:
    tip = ET.fromstring(written[sheet]).findtext("mapTip") or ""
    read = re.findall(r"\[%(.*?)%\]", tip)
    assert len(read) > 3
    for expression in read:
        for sign in ("'&', '&amp;'", "'<', '&lt;'", "'>', '&gt;'"):
            assert sign in expression
    rest = re.sub(r"\[%.*?%\]", "", tip)
    assert set(re.findall(r"<[^>]*>", rest)) == {"<b>", "</b>", "<br>"}


def test_a_map_tip_writes_a_tag_as_text(ask: Asked) -> None:
    expression = say.escaped("label").replace('to_string("label")', '"label"')
    assert ask(expression, label='<i>&"') == "&lt;i&gt;&amp;&quot;"
    assert ask(expression, label=None) == "—"


def test_columns_have_chinese_titles_and_codes_chinese_words(written: dict[str, str]) -> None:
    for sheet, fields in (("lines", FEATURE_FIELDS), ("zones", ZONE_FIELDS)):
        aliases = ET.fromstring(written[sheet]).iter("alias")
        assert {a.get("field"): a.get("name") for a in aliases} == {f.name: f.zh for f in fields}
    found = {}
    for field in ET.fromstring(written["lines"]).iter("field"):
        pairs = field.findall(".//Option[@name='map']/Option/Option")
        found[field.get("name")] = {pair.get("value"): pair.get("name") for pair in pairs}
    for name, words in (("kind", KINDS), ("stage", STAGES), ("method", METHODS)):
        assert found[name] == {code: label.zh for code, label in words.items()}


def test_shape_and_sign_are_those_of_the_kind(ask: Asked) -> None:
    for kind in (*KINDS, "castle", None):
        sign = styles.kind_sign(kind or "")
        assert ask(say.shape_of_kind(), kind=kind) == say.qgis_shape(sign.shape)
        assert ask(say.sign_of_kind(), kind=kind) == (sign.sign if kind else " ")


def test_accuracy_is_that_of_the_pages(ask: Asked) -> None:
    for radius in (None, 0, 100, 101, 500, 501):
        wanted = styles.accuracy_class(radius)
        assert ask(say.accuracy_of(), accuracy_m=radius) == wanted
        assert ask(say.accuracy_of_line(), accuracy_m=radius, method="road") == wanted
    assert ask(say.accuracy_of_line(), accuracy_m=10, method="stretch_partial") == "fair"


@pytest.mark.parametrize(
    ("report", "year", "planned"),
    [
        ("002", "2025", True),
        ("002", "2024", False),
        ("002", "2024-2026", False),
        ("002", "2025-2027", True),
        ("o'3", "2021", True),
        ("999", "2099", False),
        ("002", None, False),
        (None, "2025", False),
    ],
)
def test_the_stage_is_that_of_the_pages(
    zones: ZoneLayer,
    reports: list[Report],
    ask: Asked,
    report: str | None,
    year: str | None,
    planned: bool,
) -> None:
    stage_of = say.stage_of(looks_of(zones, reports, ()))
    for stage in (*STAGES, "unknown", None):
        wanted = "planned" if planned else styles.stage_group(stage)
        if stage == "unknown" and not planned:
            wanted = "unstated"
        assert ask(stage_of, stage=stage, year=year, report=report) == wanted


def test_without_reports_the_stage_is_taken_as_it_stands(zones: ZoneLayer, ask: Asked) -> None:
    stage_of = say.stage_of(looks_of(zones, (), ()))
    assert ask(stage_of, stage="open", year="2099", report="002") == "done"


def test_names_are_labels_with_a_halo_from_a_scale_on(written: dict[str, str]) -> None:
    for sheet, text in written.items():
        settings = ET.fromstring(text).find("labeling/settings")
        assert settings is not None
        style, rendering = settings.find("text-style"), settings.find("rendering")
        assert style is not None
        assert rendering is not None
        column = "name" if sheet == "zones" else "label"
        assert f'"{column}"' in style.get("fieldName", "")
        assert settings.find("text-style/text-buffer[@bufferDraw='1']") is not None
        assert rendering.get("scaleVisibility") == "1"


def test_a_district_without_zones_is_drawn(ask: Asked) -> None:
    bare = gis_styles(ZoneLayer(()))
    ((_, where),) = filters(bare["points"].qml)
    assert ask(where, zone=None) == 1


def test_the_shipped_places_are_each_drawn_once(
    shipped_district: District, shipped_output: Path, ask: Asked
) -> None:
    layer = zone_layer(shipped_district, Gazetteer(shipped_district.folder / "gazetteer"))
    made = gis_styles(layer, shipped_district.reports)
    for name in SHEETS:
        content = json.loads((shipped_output / f"geojson/{name}.geojson").read_text("utf-8"))
        rules = filters(made[name].qml)
        for feature in content["features"]:
            hits = [label for label, where in rules if ask(where, **feature["properties"])]
            assert len(hits) == 1
