"""GeoJSON of a hand-off: the files of a build, with their edition, read back by GDAL unchanged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyogrio
import pytest
import shapely
from shapely.geometry import shape

from layers.features import Feature
from layers.files import geojson_files
from layers.handoff.delivery import Delivery
from layers.handoff.geojson_files import parts
from layers.handoff.parts import Part

SHEETS = ("points", "lines", "polygons", "zones")


def by_path(delivery: Delivery) -> dict[str, Part]:
    return {part.path: part for part in parts(delivery)}


def content(part: Part) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(part.content)
    return found


def test_every_file_of_a_build_is_there(text_delivery: Delivery) -> None:
    zone = [f"{code}{kind}" for code in ("east", "west") for kind in ("", "_lines", "_polygons")]
    assert sorted(by_path(text_delivery)) == sorted(
        [f"geojson/{name}.geojson" for name in SHEETS]
        + [f"geojson/zone/{name}.geojson" for name in zone]
    )


def test_features_are_spelt_as_in_a_build(
    text_delivery: Delivery, text_features: list[Feature]
) -> None:
    for file in geojson_files(text_features, text_delivery.zones):
        rows = by_path(text_delivery)[file.path].content.decode().split("\n")[1:]
        assert file.text.split("\n")[1:] == rows


def test_counts_are_those_of_the_files(text_delivery: Delivery) -> None:
    for part in parts(text_delivery):
        assert sum(part.counts.values()) == len(content(part)["features"])
    found = by_path(text_delivery)
    assert [dict(found[f"geojson/{name}.geojson"].counts) for name in SHEETS] == [
        {"points": 10},
        {"lines": 1},
        {"polygons": 2},
        {"zones": 2},
    ]
    assert found["geojson/zone/west.geojson"].counts == {"points": 2}
    assert found["geojson/zone/west_lines.geojson"].counts == {"lines": 1}


def test_a_file_says_which_edition_it_is_of(text_delivery: Delivery) -> None:
    for part in parts(text_delivery):
        found = content(part)
        assert found["edition"] == "2026-03-08-0a1b2c3d"
        assert (found["date"], found["snapshot"]) == ("2026-03-08", "2026-03-08")
        assert "crs" not in found


def test_features_stand_in_id_order(text_delivery: Delivery) -> None:
    for part in parts(text_delivery):
        ids = [feature["id"] for feature in content(part)["features"]]
        assert part.path == "geojson/zones.geojson" or ids == sorted(ids)


def test_files_without_features_are_written(empty_delivery: Delivery) -> None:
    found = by_path(empty_delivery)
    assert content(found["geojson/lines.geojson"])["features"] == []
    assert len(found) == 10


def test_each_file_has_a_title_in_both_languages(text_delivery: Delivery) -> None:
    found = by_path(text_delivery)["geojson/zone/east_lines.geojson"]
    assert (found.zh, found.en) == ("东片：线，GeoJSON", "East: lines, GeoJSON")
    assert len({part.zh for part in parts(text_delivery)}) == 10


def test_same_delivery_same_bytes(text_delivery: Delivery) -> None:
    assert parts(text_delivery) == parts(text_delivery)


@pytest.mark.parametrize("name", SHEETS)
def test_gdal_reads_what_was_written(text_delivery: Delivery, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.geojson"
    path.write_bytes(by_path(text_delivery)[f"geojson/{name}.geojson"].content)
    read = pyogrio.read_dataframe(path, DATE_AS_STRING="YES")
    sheet = text_delivery.sheet(name)
    assert read.crs == "EPSG:4326"
    assert shapely.equals_exact(read.geometry.array, sheet.frame.geometry.array, 1e-9).all()
    for field in sheet.fields:
        given = [feature.properties[field.name] for feature in sheet.features]
        back = [None if value != value else value for value in read[field.name]]  # noqa: PLR0124
        assert back == given, field.name


@pytest.mark.parametrize("name", SHEETS)
def test_gdal_has_nothing_to_mend(text_delivery: Delivery, tmp_path: Path, name: str) -> None:
    """What GDAL writes of it by RFC 7946 has the same coordinates, ring for ring."""
    part = by_path(text_delivery)[f"geojson/{name}.geojson"]
    path, again = tmp_path / "a.geojson", tmp_path / "b.geojson"
    path.write_bytes(part.content)
    pyogrio.write_dataframe(pyogrio.read_dataframe(path), again, RFC7946="YES")
    ours, theirs = (
        [feature["geometry"] for feature in json.loads(text)["features"]]
        for text in (part.content, again.read_bytes())
    )
    assert theirs == ours
    assert all(shape(geometry).is_valid for geometry in ours)
