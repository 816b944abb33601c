"""Whatever stands in a file, the check ends, and a repair leaves nothing that it could repair."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from layers.checking.checker import Checker
from layers.checking.fixing import repaired
from layers.checking.reading import document_of
from layers.checking.rules import RULES
from layers.errors import LayerError

MUTANTS = 150
VALUES: tuple[Any, ...] = (
    None, True, [], {}, "", "x", 0, -1, 1e300, 10**400, float("nan"), [[]], [[[]]], [0, 0], ["a"],
    "FeatureCollection", "Feature", "Point", "Polygon", 121.4, 31.1,
    {"type": "Point", "coordinates": [1, 2]}, {"type": "GeometryCollection", "geometries": []},
)  # fmt: skip
MEMBERS = ("crs", "bbox", "id", "geometry", "coordinates", "type", "features", "geometries")
SIGNS = ('"', "}", "]", ",", "1e999", "é", " ", "{")


def spots(value: Any) -> list[tuple[Any, Any]]:
    """Return every place in a value: what holds it, and its key there."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    found = [(value, key) for key in keys]
    inner = [value[key] for key in keys if isinstance(value[key], dict | list)]
    return found + [spot for one in inner for spot in spots(one)]


def mutant(file: dict[str, Any], chance: random.Random) -> str:
    """Return the text of a file with a few changes that make no sense."""
    for _ in range(chance.randint(1, 4)):
        holder, key = chance.choice(spots(file) or [(file, "type")])
        what = chance.choice(("value", "value", "gone", "twice", "member"))
        if what == "gone":
            holder.pop(key)
        elif what == "twice" and isinstance(holder, list):
            holder.insert(key, copy.deepcopy(holder[key]))
        elif what == "member" and isinstance(holder, dict):
            holder[chance.choice(MEMBERS)] = copy.deepcopy(chance.choice(VALUES))
        else:
            holder[key] = copy.deepcopy(chance.choice(VALUES))
    text = json.dumps(file)
    if chance.random() < 0.15:
        cut = chance.randrange(len(text))
        text = text[:cut] + chance.choice(SIGNS) + text[cut:]
    return text


@pytest.mark.parametrize("seed", range(4))
def test_no_change_of_a_file_is_too_much(
    checker: Checker, foreign: dict[str, Any], seed: int
) -> None:
    chance = random.Random(seed)
    mended = 0
    for _ in range(MUTANTS):
        text = mutant(copy.deepcopy(foreign), chance)
        document = document_of(Path("x.geojson"), text.encode())
        findings = checker.check(document)
        assert all(one.rule in RULES and one.message for one in findings), text
        try:
            made = repaired(document, checker)
        except LayerError:  # NaN where nobody can say what it stands for
            continue
        assert not [one.rule for one in made.rest if one.fixable], text
        mended += bool(made.done)
    assert mended > MUTANTS / 10
