"""
PMTiles: vector tiles of all sheets in one file that any web server can hand out.

GDAL cuts the tiles of each sheet; since a tile is a list of layers, those of several sheets are
joined by writing one after the other. Tiles carry what a map shows and filters by (`SHOWN`), all
else stands under the same `id` in the other formats. A tile that would be too large (far out, with
very many features) is coarser or leaves features out; at the last zoom nothing is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.geojson import ATTRIBUTION
from layers.handoff.fields import FLAG, TEXT
from layers.handoff.gdal_files import scratch, write_layer
from layers.handoff.parts import Part
from layers.handoff.pmtiles_archive import archive

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from layers.handoff.delivery import Delivery
    from layers.handoff.edition import Edition
    from layers.handoff.fields import Field
    from layers.handoff.pmtiles_archive import Tile
    from layers.handoff.sheets import Sheet

DRIVER = "MVT"
MEDIA_TYPE = "application/vnd.pmtiles"
ZOOMS = (9, 16)
SHOWN = frozenset(
    {
        "id", "name", "label", "name_en", "kind", "kind_zh", "zone", "zone_zh", "stage", "stage_zh",
        "year", "method", "accuracy_m", "code", "area_km2", "indicative",
    }
)  # fmt: skip
"""The columns that are in the tiles."""
_TYPES = {TEXT: "String", FLAG: "Boolean"}
_LARGEST = 2_000_000
"""Bytes of a tile before it is compressed."""


def parts(delivery: Delivery) -> list[Part]:
    """
    Return the archive of vector tiles.

    Parameters
    ----------
    delivery
        What is handed over.
    """
    edition = delivery.edition
    joined = tiles(delivery.sheets)
    content = archive(joined, _about(edition, delivery.sheets), edition.bbox, ZOOMS)
    counts = {sheet.name: len(sheet.features) for sheet in delivery.sheets}
    low, high = ZOOMS
    zh, en = f"PMTiles 矢量瓦片，{low}–{high} 级", f"PMTiles, vector tiles, zoom {low} to {high}"
    return [
        Part(f"pmtiles/{edition.slug}.pmtiles", content, MEDIA_TYPE, zh, en, counts, "EPSG:3857")
    ]


def tiles(sheets: Sequence[Sheet]) -> dict[Tile, bytes]:
    """Return the vector tiles of sheets, each with one layer a sheet."""
    found: dict[Tile, bytes] = {}
    with scratch() as folder:
        for sheet in sheets:
            if sheet.features:
                write_sheet(sheet, folder / sheet.name)
                for tile, content in _read(folder / sheet.name):
                    found[tile] = found.get(tile, b"") + content
    return found


def write_sheet(sheet: Sheet, path: Path) -> None:
    """Write the tiles of one sheet into a new folder, as `zoom/column/row.pbf`."""
    shown = [field.name for field in _shown(sheet)]
    write_layer(
        sheet.frame[[*shown, "geometry"]],
        path,
        driver=DRIVER,
        layer=sheet.name,
        geometry_type=sheet.geometry_type,
        dataset={
            "FORMAT": "DIRECTORY",
            "COMPRESS": "NO",
            "MINZOOM": str(ZOOMS[0]),
            "MAXZOOM": str(ZOOMS[1]),
            "MAX_SIZE": str(_LARGEST),
        },
    )


def _read(folder: Path) -> Iterator[tuple[Tile, bytes]]:
    """Yield the tiles below a folder."""
    for file in folder.glob("*/*/*.pbf"):
        zoom, column, row = *file.relative_to(folder).parts[:2], file.stem
        yield (int(zoom), int(column), int(row)), file.read_bytes()


def _shown(sheet: Sheet) -> list[Field]:
    return [field for field in sheet.fields if field.name in SHOWN]


def _about(edition: Edition, sheets: Sequence[Sheet]) -> dict[str, Any]:
    """Return what the archive says of itself."""
    owed = dict.fromkeys([ATTRIBUTION, *(source.attribution for source in edition.sources)])
    return {
        "name": edition.name,
        "description": f"{edition.name} {edition.version}",
        "version": edition.version,
        "type": "overlay",
        "attribution": ATTRIBUTION,
        "licence": list(edition.licences),
        "sources": list(owed),
        "vector_layers": [
            {
                "id": sheet.name,
                "description": sheet.title_zh,
                "minzoom": ZOOMS[0],
                "maxzoom": ZOOMS[1],
                "fields": {f.name: _TYPES.get(f.type, "Number") for f in _shown(sheet)},
            }
            for sheet in sheets
        ],
        "tilestats": {
            "layerCount": len(sheets),
            "layers": [
                {
                    "layer": sheet.name,
                    "count": len(sheet.features),
                    "geometry": sheet.geometry_type.removeprefix("Multi"),
                    "attributeCount": len(_shown(sheet)),
                    "attributes": [],
                }
                for sheet in sheets
            ],
        },
    }
