"""
CSV for spreadsheets: UTF-8 with a mark that Excel knows it by, the columns of the sheet, a point.

`lon` and `lat` are a point on the thing; `wkt` is its shape, left blank where it is longer than a
cell of Excel may be: the other formats have it. A cell that a spreadsheet would run begins with
`'`: that quote is the only change, and who reads the file by program takes it off. Null is a blank
cell, yes and no are `true` and `false`. Lines end as RFC 4180 has it.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import shapely

from layers.csvtext import safe_cell
from layers.geojson import ready
from layers.handoff.parts import Part
from layers.shapes import DECIMALS, middles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.features import Value
    from layers.handoff.delivery import Delivery
    from layers.handoff.sheets import Sheet

MEDIA_TYPE = "text/csv; charset=utf-8"
CELL_LIMIT = 32_767
"""Characters that a cell of Excel may hold."""
POSITION_COLUMNS = ("lon", "lat", "wkt")
_BOM = "\ufeff"
_FLAGS = {True: "true", False: "false"}


def parts(delivery: Delivery) -> list[Part]:
    """Return one file a sheet, features in the order of the sheet."""
    return [_part(sheet) for sheet in delivery.sheets]


def _part(sheet: Sheet) -> Part:
    return Part(
        f"csv/{sheet.name}.csv",
        _text(sheet).encode(),
        MEDIA_TYPE,
        f"{sheet.title_zh}，CSV（Excel 可直接打开；lon、lat 为其上一点，过长的 wkt 留空）",
        f"{sheet.title_en}, CSV for Excel (lon, lat: a point on it; a wkt too long is blank)",
        {sheet.name: len(sheet.features)},
        "EPSG:4326",
    )


def _text(sheet: Sheet) -> str:
    """Return a sheet as CSV."""
    names = [field.name for field in sheet.fields]
    rows = [feature.properties for feature in sheet.features]
    shapes = ready(sheet.features, sheet.name)
    points = shapely.get_coordinates(middles(shapes))
    columns = [
        *(_cells(row[name] for row in rows) for name in names),
        *(_cells(values) for values in points.T.tolist()),
        [_fitting(text) for text in shapely.to_wkt(shapes, rounding_precision=DECIMALS)],
    ]
    out = io.StringIO(newline="")
    out.write(_BOM)
    writer = csv.writer(out)
    writer.writerow([*names, *POSITION_COLUMNS])
    writer.writerows(zip(*columns, strict=True))
    return out.getvalue()


def _cells(values: Iterable[Value]) -> list[str]:
    """Return values as cells; each value goes through the door once."""
    given = list(values)
    door = {value: safe_cell(_plain(value)) for value in set(given)}
    return [door[value] for value in given]


def _plain(value: Value) -> Value:
    """Return yes and no as the words that GDAL and spreadsheets know."""
    return _FLAGS[value] if isinstance(value, bool) else value


def _fitting(text: str) -> str:
    return text if len(text) <= CELL_LIMIT else ""
