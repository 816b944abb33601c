"""
FlatGeobuf: one file a sheet, with a spatial index, to be read in parts over the web.

The index wants rows in the order of a Hilbert curve, so their order is not that of the other
formats; who compares goes by `id`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.geojson import ATTRIBUTION
from layers.handoff.gdal_files import count, scratch, write_layer
from layers.handoff.parts import Part
from layers.handoff.sheets import CRS

if TYPE_CHECKING:
    from pathlib import Path

    from layers.handoff.delivery import Delivery
    from layers.handoff.sheets import Sheet

DRIVER = "FlatGeobuf"
MEDIA_TYPE = "application/flatgeobuf"


def parts(delivery: Delivery) -> list[Part]:
    """
    Return one FlatGeobuf a sheet.

    Parameters
    ----------
    delivery
        What is handed over.
    """
    found = []
    with scratch() as folder:
        for sheet in delivery.sheets:
            file = folder / f"{sheet.name}.fgb"
            write_sheet(sheet, file)
            path, zh, en = f"flatgeobuf/{file.name}", sheet.title_zh, sheet.title_en
            content = file.read_bytes()
            zh, en = f"FlatGeobuf，{zh}", f"FlatGeobuf. {en}"
            found.append(Part(path, content, MEDIA_TYPE, zh, en, count(sheet), CRS))
    return found


def write_sheet(sheet: Sheet, path: Path) -> None:
    """Write one sheet into a new file."""
    write_layer(
        sheet.frame,
        path,
        driver=DRIVER,
        layer=sheet.name,
        geometry_type=sheet.geometry_type,
        settings={
            "SPATIAL_INDEX": "YES",
            "TEMPORARY_DIR": str(path.parent),
            "TITLE": sheet.title_zh,
            "DESCRIPTION": f"{sheet.title_en}; {ATTRIBUTION}",
        },
    )
