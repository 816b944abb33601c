"""A small delivery, invented, with everything awkward that text and geometry can be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from layers.features import PROPERTIES, Feature
from layers.findings import Findings
from layers.handoff.delivery import Delivery
from layers.handoff.edition import Edition
from layers.handoff.sheets import sheets
from layers.zones import ZoneLayer

HOSTILE = (
    "=HYPERLINK(1)",
    "</script><script>alert(1)</script>",
    'a "b", c; d\\e',
    "第一行\n第二行\r第三行",
    "a\u2028b\u2029c\x85d\u202ee",
    "＝1+1",
    "-",
    "𠮷野家 🗺",
)
"""Texts that a format could break on, run, or lose."""


def _feature(number: int, geometry: Any, **changes: Any) -> Feature:
    name = f"QH{number:04}"
    values: dict[str, Any] = dict.fromkeys(PROPERTIES)
    values |= {"id": name, "name": "青松公园", "label": "青松公园", "kind": "park"}
    values |= {"kind_zh": "公园", "zone": "east", "method": "place", "accuracy_m": 50}
    values |= {"zone_agrees": bool(number % 2), "zone_gap_m": number * 7, "year": "2024"}
    return Feature(name, geometry, values | changes)


@pytest.fixture
def text_features() -> list[Feature]:
    """Return features of all families, not in id order, not clean."""
    ring = Polygon([(121.4, 31.1), (121.4, 31.11), (121.41, 31.11), (121.41, 31.1)])
    holed = ring.difference(box(121.402, 31.102, 121.404, 31.104))
    pair = MultiPolygon([box(121.43, 31.13, 121.44, 31.14), box(121.45, 31.13, 121.46, 31.14)])
    line = LineString([(121.41, 31.12), (121.42, 31.12), (121.43, 31.125)])
    hostile = [
        _feature(10 + number, Point(121.4 + number / 1000, 31.12), name=text, label=text, note=text)
        for number, text in enumerate(HOSTILE)
    ]
    return [
        _feature(9, pair, zone="west", year="2021-2025", zone_agrees=None),
        _feature(8, holed, zone=None, year=None, zone_gap_m=None),
        _feature(5, line, zone="west", year="2026-2024"),
        _feature(2, Point(121.4371234567, 31.1329876543), year="年内"),
        _feature(1, Point(121.5, 31.0)),
        *hostile,
    ]


@pytest.fixture
def edition() -> Edition:
    return Edition(
        slug="qinghe",
        code="999901",
        name="青禾区",
        name_en="Greenfield",
        version="2026-03-08-0a1b2c3d",
        date="2026-03-08",
        snapshots={"places": "2026-01-29", "roads": "2026-03-08"},
        reports=(),
        sources=(),
        licences=(),
        bbox=(121.4, 31.0, 121.5, 31.2),
    )


@pytest.fixture
def make_delivery(zones: ZoneLayer, edition: Edition) -> Callable[[list[Feature]], Delivery]:
    """Return what makes a delivery of features."""

    def make(features: list[Feature]) -> Delivery:
        return Delivery(edition, sheets(features, zones), (), Findings({}, ()), zones, {})

    return make


@pytest.fixture
def text_delivery(
    make_delivery: Callable[[list[Feature]], Delivery], text_features: list[Feature]
) -> Delivery:
    return make_delivery(text_features)


@pytest.fixture
def empty_delivery(make_delivery: Callable[[list[Feature]], Delivery]) -> Delivery:
    """Return a delivery with zones only."""
    return make_delivery([])
