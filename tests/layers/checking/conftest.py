"""A checker of the invented town, a small file in it that has no fault, and what reads bytes."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.gazetteer import Gazetteer
from layers.checking.checker import Checker
from layers.checking.finding import Finding
from layers.checking.fixing import Repaired, repaired
from layers.checking.reading import document_of

Check = Callable[..., list[Finding]]


def square(lon: float, lat: float, size: float = 0.002) -> list[list[float]]:
    """Return a ring that runs counter-clockwise."""
    east, north = round(lon + size, 6), round(lat + size, 6)
    return [[lon, lat], [east, lat], [east, north], [lon, north], [lon, lat]]


def foreign_file() -> dict[str, Any]:
    """Return the file of somebody else, without a fault: four features of the town."""
    shapes: list[tuple[str, str, Any]] = [
        ("P1", "Point", [121.4112, 31.1123]),
        ("L2", "LineString", [[121.4112, 31.1123], [121.4151, 31.1123], [121.4151, 31.1157]]),
        (
            "A3",
            "Polygon",
            [square(121.4101, 31.1101), square(121.4106, 31.1106, 0.0005)[::-1]],
        ),
        ("M4", "MultiPolygon", [[square(121.4141, 31.1101)], [square(121.4171, 31.1101)]]),
    ]
    rows = [
        {
            "type": "Feature",
            "id": name,
            "geometry": {"type": kind, "coordinates": coordinates},
            "properties": {"title": f"项目{nth}", "area": 12.5 + nth, "built": "2024-05-01"},
        }
        for nth, (name, kind, coordinates) in enumerate(shapes)
    ]
    return {"type": "FeatureCollection", "features": rows}


@pytest.fixture
def foreign() -> dict[str, Any]:
    return copy.deepcopy(foreign_file())


@pytest.fixture(scope="session")
def checker(town_folder: Path) -> Checker:
    return Checker(Gazetteer(town_folder / "gazetteer"), "青溪区")


@pytest.fixture(scope="session")
def check(checker: Checker) -> Check:
    """Return what checks values, a text or bytes, as if they stood in a file."""

    def run(content: Any, name: str = "x.geojson") -> list[Finding]:
        if not isinstance(content, bytes):
            text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
            content = text.encode()
        return checker.check(document_of(Path(name), content))

    return run


@pytest.fixture(scope="session")
def repair(checker: Checker) -> Callable[..., Any]:
    """Return what repairs values, and returns those of the copy and what was done."""

    def run(content: Any) -> tuple[Any, Repaired]:
        raw = content.encode() if isinstance(content, str) else json.dumps(content).encode()
        made = repaired(document_of(Path("x.geojson"), raw), checker)
        return json.loads(made.text), made

    return run
