"""
GeoJSON text sequences (RFC 8142): a record separator, a feature, a line feed; for streams.

The separator stands before each feature, as the RFC asks; GDAL and tippecanoe read it so. A program
that reads lines finds it as the first character of each (Python's `splitlines` cuts there). There
is no head, so an empty sheet is an empty file, which GDAL does not recognise (nor its own).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.geojson import rows_of
from layers.handoff.parts import Part

if TYPE_CHECKING:
    from layers.handoff.delivery import Delivery
    from layers.handoff.sheets import Sheet

MEDIA_TYPE = "application/geo+json-seq"
RECORD_SEPARATOR = "\x1e"


def parts(delivery: Delivery) -> list[Part]:
    """Return one file a sheet, features in the order of the sheet."""
    return [_part(sheet) for sheet in delivery.sheets]


def _part(sheet: Sheet) -> Part:
    rows = rows_of(sheet.features, sheet.name)
    text = "".join(f"{RECORD_SEPARATOR}{line}\n" for line in rows.lines)
    return Part(
        f"geojsonseq/{sheet.name}.geojsons",
        text.encode(),
        MEDIA_TYPE,
        f"{sheet.title_zh}，GeoJSON 文本序列（RFC 8142：每行一个要素，行首为分隔符 0x1E）",
        f"{sheet.title_en}, GeoJSON text sequence (RFC 8142: a feature a line, each after 0x1E)",
        {sheet.name: len(rows.lines)},
        "OGC:CRS84",
    )
