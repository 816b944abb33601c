from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from shapely.geometry import box

from layers.features import Feature
from layers.findings import Findings
from layers.handoff.delivery import Delivery
from layers.handoff.edition import Edition
from layers.handoff.fields import FEATURE_FIELDS
from layers.handoff.sheets import TITLES, Sheet, sheets
from layers.zones import Zone, ZoneLayer
from maps import styles
from maps.gis_looks import looks_of
from maps.gis_styles import gis_styles, style_parts


@pytest.fixture(scope="module")
def zones() -> ZoneLayer:
    return ZoneLayer(
        tuple(Zone(f"z{n}", f"第{n}区", "", box(n, 0, n + 1, 1), 1.0) for n in range(9))
    )


@pytest.fixture(scope="module")
def delivery(zones: ZoneLayer) -> Delivery:
    edition = Edition("x", "1", "甲区", "A", "1", "2024-01-01", {}, (), (), (), (0, 0, 1, 1))
    found = Findings({}, ())
    return Delivery(edition, sheets([], zones), (), found, zones, gis_styles(zones))


def test_every_sheet_has_a_style(zones: ZoneLayer) -> None:
    assert list(gis_styles(zones)) == list(TITLES)


def test_styles_lie_beside_the_layers_as_two_files_each(delivery: Delivery) -> None:
    parts = style_parts(delivery)
    assert [part.path for part in parts] == [
        f"styles/{name}.{ending}" for name in TITLES for ending in ("qml", "sld")
    ]
    for part in parts:
        name, ending = part.path.removeprefix("styles/").split(".")
        assert part.content.decode() == getattr(delivery.styles[name], ending)
        assert part.zh
        assert part.en
        ET.fromstring(part.content)


def test_nothing_of_the_machine_or_the_hour_is_in_a_style(zones: ZoneLayer) -> None:
    for style in gis_styles(zones).values():
        for text in (style.qml, style.sld):
            for place in (Path.home(), Path.cwd(), Path(tempfile.gettempdir())):
                assert f"{place}/" not in text
            assert not re.search(r"[A-Z]:\\|\d{4}-\d\d-\d\dT", text)


def test_two_runs_write_the_same_bytes() -> None:
    program = """
import hashlib
from layers.zones import ZoneLayer
from maps.gis_styles import gis_styles
styles = gis_styles(ZoneLayer(())).values()
print(hashlib.sha256("".join(s.qml + s.sld for s in styles).encode()).hexdigest())
"""
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_areas_too_large_to_be_filled_are_known_by_zone(zones: ZoneLayer) -> None:
    def area(number: int, size: float, zone: str | None) -> Feature:
        return Feature(f"A{number}", box(0, 0, size, size), {"zone": zone})

    side = styles.BROAD_M2**0.5 / 111_000
    rows = (
        area(1, side * 1.01, "z0"),
        area(2, side * 0.99, "z0"),
        area(3, 1, None),
        area(4, 1, "elsewhere"),
    )
    looks = looks_of(zones, (), [Sheet("polygons", FEATURE_FIELDS, rows)])
    assert looks.broad == {"": ("A3", "A4"), "z0": ("A1",)}
