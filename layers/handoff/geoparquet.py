"""
GeoParquet 1.1: one file a sheet, with a bounding box beside each geometry, for column stores.

The metadata is written here and not by geopandas, which adds its own and pandas' version to it.
"""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

import shapely

from layers.errors import MissingExtraError
from layers.handoff.fields import FLAG, REAL, WHOLE
from layers.handoff.gdal_files import count, scratch
from layers.handoff.parts import Part
from layers.handoff.sheets import CRS

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from layers.handoff.delivery import Delivery
    from layers.handoff.sheets import Sheet

VERSION = "1.1.0"
MEDIA_TYPE = "application/vnd.apache.parquet"
EXTRA = "handoff"
GEOMETRY, BOX = "geometry", "bbox"
_CORNERS = ("xmin", "ymin", "xmax", "ymax")


def parts(delivery: Delivery) -> list[Part]:
    """
    Return one GeoParquet a sheet.

    Parameters
    ----------
    delivery
        What is handed over.

    Raises
    ------
    MissingExtraError
        If pyarrow is not installed.
    """
    found = []
    with scratch() as folder:
        for sheet in delivery.sheets:
            file = folder / f"{sheet.name}.parquet"
            write_sheet(sheet, file)
            path, content = f"geoparquet/{file.name}", file.read_bytes()
            zh, en = f"GeoParquet，{sheet.title_zh}", f"GeoParquet. {sheet.title_en}"
            found.append(Part(path, content, MEDIA_TYPE, zh, en, count(sheet), CRS))
    return found


def write_sheet(sheet: Sheet, path: Path) -> None:
    """
    Write one sheet into a new file.

    Raises
    ------
    MissingExtraError
        If pyarrow is not installed.
    """
    arrow = _pyarrow()
    from pyarrow import parquet  # noqa: PLC0415 - heavy, and of an extra

    frame = sheet.frame
    types = {WHOLE: arrow.int32(), REAL: arrow.float64(), FLAG: arrow.bool_()}
    columns, schema = [], []
    for field in sheet.fields:
        kind = types.get(field.type, arrow.string())
        columns.append(arrow.array(frame[field.name].array, type=kind, from_pandas=True))
        about = {"title": field.zh, "title_en": field.en, "description": field.about_zh}
        schema.append(arrow.field(field.name, kind, not field.required, about))
    shapes = frame.geometry.to_numpy()
    columns.append(arrow.array(shapely.to_wkb(shapes, flavor="iso"), type=arrow.binary()))
    schema.append(arrow.field(GEOMETRY, arrow.binary(), nullable=False))
    corners = [arrow.field(corner, arrow.float64(), nullable=False) for corner in _CORNERS]
    sides = [arrow.array(side) for side in shapely.bounds(shapes).reshape(-1, 4).T]
    columns.append(arrow.StructArray.from_arrays(sides, fields=corners))
    schema.append(arrow.field(BOX, arrow.struct(corners), nullable=False))
    about = {"geo": json.dumps(_geo(sheet), ensure_ascii=False)}
    filled = arrow.Table.from_arrays(columns, schema=arrow.schema(schema, about))
    parquet.write_table(filled, path, compression="zstd")


def _geo(sheet: Sheet) -> dict[str, Any]:
    """Return the metadata that makes a Parquet file a GeoParquet file."""
    import pyproj  # noqa: PLC0415 - heavy

    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": [sheet.geometry_type],
        "crs": pyproj.CRS.from_user_input(CRS).to_json_dict(),
        "edges": "planar",
        "covering": {"bbox": {corner: [BOX, corner] for corner in _CORNERS}},
    }
    if sheet.geometry_type.endswith("Polygon"):
        column["orientation"] = "counterclockwise"
    if sheet.features:
        column["bbox"] = [float(side) for side in sheet.frame.total_bounds]
    return {"version": VERSION, "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}


def _pyarrow() -> ModuleType:
    """Import pyarrow, or say which extra brings it."""
    try:
        return import_module("pyarrow")
    except ImportError:
        raise MissingExtraError(EXTRA, where="写 GeoParquet") from None
