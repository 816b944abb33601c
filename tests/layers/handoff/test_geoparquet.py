"""GeoParquet: the rules of version 1.1, and everything read back by geopandas."""

from __future__ import annotations

import json
import sys
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyproj
import pytest
import shapely
from pyarrow import parquet

from layers.errors import LayerError, MissingExtraError
from layers.handoff import geoparquet
from layers.handoff.delivery import Delivery
from layers.handoff.fields import FLAG, REAL, WHOLE

SHEETS = ["points", "lines", "polygons", "zones"]


@pytest.mark.parametrize("name", SHEETS)
def test_geopandas_reads_back_what_was_written(
    hostile: Delivery, put: Any, expected: Any, name: str
) -> None:
    path = put(geoparquet.parts(hostile))[f"geoparquet/{name}.parquet"]
    frame = gpd.read_parquet(path)
    assert frame.crs == "EPSG:4326"
    sheet = expected(hostile.sheet(name))
    assert sheet.read(frame) == sheet.rows(nul="\x00")  # nothing ends at U+0000 here
    sheet.check_geometry(frame)
    assert list(frame["id"]) == [item.id for item in hostile.sheet(name).features]


def test_a_box_is_found_without_reading_all(hostile: Delivery, put: Any) -> None:
    path = put(geoparquet.parts(hostile))["geoparquet/points.parquet"]
    found = gpd.read_parquet(path, bbox=(121.4005, 31.0, 121.4025, 31.2))
    assert sorted(found["id"]) == ["QH0002", "QH0003"]


@pytest.mark.parametrize("which", ["hostile", "nothing"])
@pytest.mark.parametrize("name", SHEETS)
def test_the_metadata_keeps_the_rules(
    which: str, name: str, put: Any, request: pytest.FixtureRequest
) -> None:
    delivery: Delivery = request.getfixturevalue(which)
    path = put(geoparquet.parts(delivery))[f"geoparquet/{name}.parquet"]
    sheet = delivery.sheet(name)
    stored = parquet.read_metadata(path)
    geo = json.loads(stored.metadata[b"geo"])
    assert set(geo) == {"version", "primary_column", "columns"}
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    column = geo["columns"]["geometry"]
    assert column["encoding"] == "WKB"
    assert column["geometry_types"] == [sheet.geometry_type]
    assert pyproj.CRS.from_json_dict(column["crs"]) == pyproj.CRS("EPSG:4326")
    assert column["covering"] == {
        "bbox": {k: ["bbox", k] for k in ("xmin", "ymin", "xmax", "ymax")}
    }
    assert set(geo["columns"]) == {"geometry"}
    schema = stored.schema.to_arrow_schema()
    assert schema.field("geometry").type == pa.binary()
    assert [child.name for child in schema.field("bbox").type] == ["xmin", "ymin", "xmax", "ymax"]
    assert {str(child.type) for child in schema.field("bbox").type} == {"double"}
    table = parquet.read_table(path)
    shapes = shapely.from_wkb(table["geometry"].to_pylist())
    boxes = [tuple(row.values()) for row in table["bbox"].to_pylist()]
    assert boxes == [shape.bounds for shape in shapes]
    if sheet.features:
        assert column["bbox"] == list(shapely.total_bounds(shapes))
    else:
        assert "bbox" not in column
    if "Polygon" in sheet.geometry_type:
        assert column["orientation"] == "counterclockwise"
        rings = [part.exterior for shape in shapes for part in shape.geoms]
        assert all(ring.is_ccw for ring in rings)


def test_columns_have_types_titles_and_nulls_as_the_table_of_fields_says(
    hostile: Delivery, put: Any
) -> None:
    path = put(geoparquet.parts(hostile))["geoparquet/points.parquet"]
    schema = parquet.read_schema(path)
    types = {WHOLE: "int32", REAL: "double", FLAG: "bool"}
    for field in hostile.sheet("points").fields:
        column = schema.field(field.name)
        assert str(column.type) == types.get(field.type, "string")
        assert column.nullable is not field.required
        assert column.metadata[b"title"].decode() == field.zh
    assert b"pandas" not in schema.metadata


def test_without_pyarrow_one_line_names_the_extra(
    hostile: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r'pip install "zonemap\[handoff\]"') as caught:
        geoparquet.parts(hostile)
    assert isinstance(caught.value, LayerError)
    assert caught.value.extra == "handoff"
    assert "\n" not in str(caught.value)
