"""FlatGeobuf: rows in another order, all else as it was."""

from __future__ import annotations

from typing import Any

import pyogrio
import pytest

from layers.handoff import flatgeobuf
from layers.handoff.delivery import Delivery

SHEETS = ["points", "lines", "polygons", "zones"]


@pytest.mark.parametrize("name", SHEETS)
def test_gdal_reads_back_what_was_written(
    hostile: Delivery, put: Any, expected: Any, name: str
) -> None:
    path = put(flatgeobuf.parts(hostile))[f"flatgeobuf/{name}.fgb"]
    frame = pyogrio.read_dataframe(path)
    assert frame.crs == "EPSG:4326"
    sheet = expected(hostile.sheet(name))
    assert sheet.read(frame) == sheet.rows()
    sheet.check_geometry(frame)


@pytest.mark.parametrize("name", SHEETS)
def test_another_gdal_reads_it_too(
    hostile: Delivery, put: Any, expected: Any, ogr2ogr: Any, ogrinfo: Any, name: str
) -> None:
    path = put(flatgeobuf.parts(hostile))[f"flatgeobuf/{name}.fgb"]
    frame = ogr2ogr(path, name)
    sheet = expected(hostile.sheet(name))
    assert sheet.read(frame, unset=True) == sheet.rows()
    sheet.check_geometry(frame)
    ogrinfo(path)


def test_the_index_finds_what_lies_in_a_box(hostile: Delivery, put: Any) -> None:
    path = put(flatgeobuf.parts(hostile))["flatgeobuf/points.fgb"]
    assert pyogrio.read_info(path)["capabilities"]["fast_spatial_filter"]
    found = pyogrio.read_dataframe(path, bbox=(121.4005, 31.0, 121.4025, 31.2))
    assert sorted(found["id"]) == ["QH0002", "QH0003"]


def test_the_head_has_title_and_licence(hostile: Delivery, put: Any) -> None:
    path = put(flatgeobuf.parts(hostile))["flatgeobuf/zones.fgb"]
    about = pyogrio.read_info(path)["layer_metadata"]
    assert about["TITLE"] == "功能区（示意范围）"
    assert "ODbL" in about["DESCRIPTION"]


def test_empty_sheets_keep_type_and_columns(nothing: Delivery, put: Any, ogrinfo: Any) -> None:
    for path in put(flatgeobuf.parts(nothing)).values():
        sheet = nothing.sheet(path.stem)
        info = pyogrio.read_info(path)
        assert info["geometry_type"] == sheet.geometry_type
        assert list(info["fields"]) == [field.name for field in sheet.fields]
        assert pyogrio.read_dataframe(path).empty
        ogrinfo(path)
