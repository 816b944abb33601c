"""`zones.toml` is checked word by word; a message says which rule and what is allowed."""

from __future__ import annotations

from typing import Any

import pytest

from layers.errors import LayerError
from layers.zone_rules import parse_rules

Rules = dict[str, Any]


def test_rules_keep_their_order(rules: Rules) -> None:
    assert [rule.zone for rule in parse_rules(rules).rules] == ["east", "east", "west"]


def test_unknown_zone_code_names_rule_and_choice(rules: Rules) -> None:
    rules["rule"][1]["zone"] = "north"
    with pytest.raises(LayerError, match=r"第 2 条.*'north'.*east、west"):
        parse_rules(rules)


def test_unknown_key_is_refused(rules: Rules) -> None:
    rules["rule"][0]["subdistrict"] = ["乙街道"]
    with pytest.raises(LayerError, match=r"第 1 条.*'subdistrict'.*subdistricts"):
        parse_rules(rules)


def test_unknown_side_lists_the_four(rules: Rules) -> None:
    rules["rule"][0]["cuts"] = [{"side": "left", "of": ["纵路"]}]
    with pytest.raises(LayerError, match="east、west、north、south"):
        parse_rules(rules)


@pytest.mark.parametrize("key", ["basis", "confidence"])
def test_unknown_word_is_refused(rules: Rules, key: str) -> None:
    rules["rule"][0][key] = "maybe"
    with pytest.raises(LayerError, match="'maybe'"):
        parse_rules(rules)


@pytest.mark.parametrize("key", ["subdistricts", "evidence"])
def test_empty_list_is_refused(rules: Rules, key: str) -> None:
    rules["rule"][0][key] = []
    with pytest.raises(LayerError, match=f"{key} 至少要有一项"):
        parse_rules(rules)


@pytest.mark.parametrize("cuts", ["east", ["east"], [{"side": "east", "of": []}]])
def test_malformed_cuts_are_refused(rules: Rules, cuts: object) -> None:
    rules["rule"][0]["cuts"] = cuts
    with pytest.raises(LayerError, match="第 1 条"):
        parse_rules(rules)


def test_repeated_code_is_refused(rules: Rules) -> None:
    rules["zone"][1]["code"] = "east"
    with pytest.raises(LayerError, match="'east' 重复"):
        parse_rules(rules)


def test_variant_of_two_zones_is_refused(rules: Rules) -> None:
    rules["zone"][1]["variants"] = ["东岸"]
    with pytest.raises(LayerError, match="'东岸' 重复"):
        parse_rules(rules)


@pytest.mark.parametrize("code", ["../x", "East", "东", "a b", "", "none", "x_lines", "x_polygons"])
def test_code_must_serve_as_a_file_name(rules: Rules, code: str) -> None:
    rules["zone"][0]["code"] = code
    with pytest.raises(LayerError, match="code"):
        parse_rules(rules)


def test_misspelt_key_is_refused(rules: Rules) -> None:
    rules["oficial"] = "official.geojson"
    with pytest.raises(LayerError, match="不认识的键 'oficial'"):
        parse_rules(rules)


def test_no_zone_at_all_is_refused() -> None:
    with pytest.raises(LayerError, match="zone"):
        parse_rules({})


def test_neither_rules_nor_official_file_is_refused(rules: Rules) -> None:
    del rules["rule"]
    with pytest.raises(LayerError, match="official"):
        parse_rules(rules)


def test_table_of_the_wrong_type_is_refused(rules: Rules) -> None:
    rules["rule"] = "all"
    with pytest.raises(LayerError, match=r"\[\[rule\]\]"):
        parse_rules(rules)
