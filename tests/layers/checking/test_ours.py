"""A file with our columns is held against the table of columns; others are not."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from layers.assemble import assemble
from layers.checking.finding import NOTE
from layers.geojson import by_family, dumps, zone_features
from layers.zones import zone_layer

OURS = {"zone-consistency", "accuracy-missing"}


@pytest.fixture(scope="module")
def files(town_folder: Path) -> dict[str, dict[str, Any]]:
    """Return the layers of the invented town as the program writes them."""
    from geo.gazetteer import Gazetteer  # noqa: PLC0415 - heavy
    from geo.locate import Locator  # noqa: PLC0415
    from seeds.district import load_district  # noqa: PLC0415

    district = load_district(town_folder)
    gazetteer = Gazetteer(town_folder / "gazetteer")
    zones = zone_layer(district, gazetteer)
    features = assemble(district, Locator(gazetteer, district), zones).features
    made = by_family(features)
    made["zones"] = zone_features(zones)
    return {name: json.loads(dumps(rows, name)) for name, rows in made.items() if rows}


def told(findings: list[Any]) -> set[str]:
    return {one.rule for one in findings if one.rule.startswith("schema-") or one.rule in OURS}


def test_what_the_program_writes_breaks_no_rule(
    check: Callable[..., Any], files: dict[str, Any]
) -> None:
    assert set(files) >= {"lines", "polygons"}
    for content in files.values():
        assert {one.severity for one in check(content)} <= {NOTE}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"kind": "castle"}, {"schema-value"}),
        ({"kind": None}, {"schema-required"}),
        ({"name": ""}, {"schema-required"}),
        ({"name": 7}, {"schema-type"}),
        ({"accuracy_m": "12"}, {"schema-type"}),
        ({"accuracy_m": 12.5}, {"schema-type"}),
        ({"accuracy_m": None}, {"accuracy-missing"}),
        ({"year": "2024年"}, {"schema-pattern"}),
        ({"snapshot": "8/3/2026"}, {"schema-pattern"}),
        ({"method": "magic"}, {"schema-value"}),
        ({"method": "crossing"}, {"schema-geometry"}),
        ({"zone_agrees": True, "zone_spatial": "east", "zone": "west"}, {"zone-consistency"}),
        ({"zone_agrees": False, "zone_spatial": "west", "zone": "west"}, {"zone-consistency"}),
        ({"zone_agrees": True, "zone_gap_m": 40}, {"zone-consistency"}),
        ({"zone_gap_m": -1}, {"zone-consistency"}),
        ({"zone_reported": None, "zone_agrees": True}, {"zone-consistency"}),
        ({"zone_agrees": "true"}, {"schema-type"}),
    ],
)
def test_each_column_is_held_to_what_it_means(
    check: Callable[..., Any],
    files: dict[str, Any],
    changes: dict[str, Any],
    expected: set[str],
) -> None:
    content = copy.deepcopy(files["polygons"])
    row = next(row for row in content["features"] if row["properties"]["name"] == "青溪公园")
    assert row["properties"]["zone_agrees"] is True
    row["properties"].update(changes)
    assert told(check(content)) == expected


def test_columns_that_are_gone_are_told(check: Callable[..., Any], files: dict[str, Any]) -> None:
    content = copy.deepcopy(files["lines"])
    for row in content["features"]:
        del row["properties"]["evidence"]
    assert told(check(content)) == {"schema-columns"}
    content = copy.deepcopy(files["polygons"])
    del content["features"][0]["properties"]["note"]
    assert told(check(content)) == {"schema-columns"}


def test_outlines_of_zones_have_columns_of_their_own(
    check: Callable[..., Any], files: dict[str, Any]
) -> None:
    content = copy.deepcopy(files["zones"])
    assert told(check(content)) == set()
    content["features"][0]["properties"].update({"area_km2": "3", "indicative": None})
    assert told(check(content)) == {"schema-type", "schema-required"}


def test_a_file_with_few_of_our_columns_is_not_ours(
    check: Callable[..., Any], foreign: dict[str, Any]
) -> None:
    for row in foreign["features"]:
        row["properties"].update({"id": row["id"], "name": None, "kind": "castle", "note": 3})
    assert told(check(foreign)) == set()
