"""GeoJSON text sequences: RFC 8142, the features of the GeoJSON file, read by GDAL."""

from __future__ import annotations

import json
from pathlib import Path

import pyogrio
import pytest
import shapely

from layers.handoff import geojson_files
from layers.handoff.delivery import Delivery
from layers.handoff.geojsonseq import parts

SHEETS = ("points", "lines", "polygons", "zones")


def text(delivery: Delivery, name: str) -> str:
    found = {part.path: part for part in parts(delivery)}
    return found[f"geojsonseq/{name}.geojsons"].content.decode()


def test_each_record_is_a_separator_a_feature_and_a_line_feed(text_delivery: Delivery) -> None:
    for part in parts(text_delivery):
        before, *records = part.content.decode().split("\x1e")
        assert before == ""
        assert all(record.endswith("\n") and record.count("\n") == 1 for record in records)
        assert {json.loads(record)["type"] for record in records} == {"Feature"}
        assert part.counts == {part.path[11:-9]: len(records)}


def test_no_record_has_a_line_break_of_unicode(text_delivery: Delivery) -> None:
    assert len(text(text_delivery, "points").split("\n")) == 10 + 1
    assert not set(text(text_delivery, "points")) & set("\u2028\u2029\x85")


def test_records_are_the_features_of_the_geojson_file(text_delivery: Delivery) -> None:
    twins = {part.path: part for part in geojson_files.parts(text_delivery)}
    for name in SHEETS:
        records = [json.loads(record) for record in text(text_delivery, name).split("\x1e")[1:]]
        assert records == json.loads(twins[f"geojson/{name}.geojson"].content)["features"]


def test_a_sheet_without_features_is_an_empty_file(empty_delivery: Delivery) -> None:
    assert text(empty_delivery, "lines") == ""


@pytest.mark.parametrize("name", SHEETS)
def test_gdal_reads_what_was_written(text_delivery: Delivery, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.geojsons"
    path.write_bytes(text(text_delivery, name).encode())
    assert pyogrio.read_info(path)["driver"] == "GeoJSONSeq"
    read, sheet = pyogrio.read_dataframe(path), text_delivery.sheet(name)
    assert shapely.equals_exact(read.geometry.array, sheet.frame.geometry.array, 1e-9).all()
    for field in sheet.fields:
        given = [feature.properties[field.name] for feature in sheet.features]
        back = [None if value != value else value for value in read[field.name]]  # noqa: PLR0124
        assert back == given, field.name
