"""
GeoPackage: all sheets and the table of what is not on the map in one file, in WGS-84 and CGCS2000.

GDAL writes the layers. What it has no words for is added by SQL: Chinese titles and meanings of the
columns and their closed lists (extension `gpkg_schema`), licence and origin (`gpkg_metadata`), and
the styles that QGIS looks for (`layer_styles`).
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.datum import DATUMS, shape_from_wgs84
from layers.geojson import ATTRIBUTION
from layers.handoff.fields import UNLOCATED_FIELDS
from layers.handoff.gdal_files import options, scratch, table, write_layer
from layers.handoff.parts import Part
from layers.handoff.sheets import CRS
from layers.shapes import clean, uniform

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geopandas import GeoDataFrame

    from layers.handoff.delivery import Delivery
    from layers.handoff.edition import Edition
    from layers.handoff.fields import Field
    from layers.handoff.sheets import Sheet

DRIVER = "GPKG"
MEDIA_TYPE = "application/geopackage+sqlite3"
VERSION = "1.3"
"""Of the standard: GDAL 3.6, as Debian 12 has it, warns of newer ones."""
GEOMETRY, KEY = "geom", "fid"
UNLOCATED = "unlocated"
CGCS2000 = "EPSG:4549"
_METRE_DECIMALS = 4
_ENUMERATED = {CRS: "WGS 84（EPSG:4326）", CGCS2000: "CGCS2000 三度带，中央经线 120°（EPSG:4549）"}

_TABLES = """
CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT,
 title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT,
 CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
 CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL,
 constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC,
 max_is_inclusive BOOLEAN, description TEXT,
 CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
 md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL,
 mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT,
 column_name TEXT, row_id_value INTEGER,
 timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
 md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
 CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
 CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
CREATE TABLE "layer_styles" ("id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
 "f_table_catalog" TEXT(256), "f_table_schema" TEXT(256), "f_table_name" TEXT(256),
 "f_geometry_column" TEXT(256), "styleName" TEXT(30), "styleQML" TEXT, "styleSLD" TEXT,
 "useAsDefault" BOOLEAN, "description" TEXT, "owner" TEXT(30), "ui" TEXT(30),
 "update_time" DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
"""
"""As the standard prints them; `layer_styles` as QGIS makes it."""

_STANDARD = "http://www.geopackage.org/spec121/"
_EXTENSIONS = (
    ("gpkg_data_columns", "gpkg_schema", f"{_STANDARD}#extension_schema"),
    ("gpkg_data_column_constraints", "gpkg_schema", f"{_STANDARD}#extension_schema"),
    ("gpkg_metadata", "gpkg_metadata", f"{_STANDARD}#extension_metadata"),
    ("gpkg_metadata_reference", "gpkg_metadata", f"{_STANDARD}#extension_metadata"),
)


def parts(delivery: Delivery) -> list[Part]:
    """
    Return the GeoPackage in WGS-84 and the one in CGCS2000.

    The second is left out where the district lies too far from the belt's meridian of 120°.

    Parameters
    ----------
    delivery
        What is handed over.
    """
    slug = delivery.edition.slug
    found = [_part(delivery, CRS, f"gpkg/{slug}.gpkg")]
    if _in_belt(delivery.edition):
        found.append(_part(delivery, CGCS2000, f"gpkg/{slug}_cgcs2000.gpkg"))
    return found


def write_geopackage(delivery: Delivery, path: Path, crs: str = CRS) -> None:
    """
    Write all of a delivery into a new GeoPackage.

    Parameters
    ----------
    delivery
        What is handed over.
    path
        The file; it must not be there.
    crs
        `EPSG:4326`, or `EPSG:4549`: then (easting, northing) in metres, rounded to 0.1 mm.
    """
    settings = {"OGR_CURRENT_DATE": _moment(delivery.edition), "OGR_SQLITE_SYNCHRONOUS": "OFF"}
    with options(settings):  # the file is not yet where it has to be safe
        for sheet in delivery.sheets:
            write_sheet(sheet, path, crs, append=path.exists())
        write_layer(
            table(UNLOCATED_FIELDS, delivery.unlocated),
            path,
            driver=DRIVER,
            layer=UNLOCATED,
            append=path.exists(),
            dataset={"VERSION": VERSION},
            settings={"FID": KEY, "IDENTIFIER": "未上图", "DESCRIPTION": "没有上图的项目和原因"},
        )
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(f"PRAGMA synchronous = OFF;\n{_TABLES}")
        _describe(database, delivery)
        _add_styles(database, delivery)


def write_sheet(sheet: Sheet, path: Path, crs: str = CRS, *, append: bool = False) -> None:
    """Write one sheet as a layer; parameters as `write_geopackage`, `append` as `write_layer`."""
    write_layer(
        sheet.frame if crs == CRS else _in_metres(sheet.frame),
        path,
        driver=DRIVER,
        layer=sheet.name,
        geometry_type=sheet.geometry_type,
        append=append,
        dataset={"VERSION": VERSION},
        settings={
            "FID": KEY,
            "GEOMETRY_NAME": GEOMETRY,
            "IDENTIFIER": sheet.title_zh,
            "DESCRIPTION": f"{sheet.title_en}; {ATTRIBUTION}",
        },
    )


def _part(delivery: Delivery, crs: str, path: str) -> Part:
    with scratch() as folder:
        file = folder / "new.gpkg"
        write_geopackage(delivery, file, crs)
        content = file.read_bytes()
    counts = {sheet.name: len(sheet.features) for sheet in delivery.sheets}
    zh = f"GeoPackage，全部图层，{_ENUMERATED[crs]}"
    en = f"GeoPackage, all layers, {crs}"
    return Part(
        path, content, MEDIA_TYPE, zh, en, counts | {UNLOCATED: len(delivery.unlocated)}, crs
    )


def _in_belt(edition: Edition) -> bool:
    """Tell whether the district can be written in CGCS2000 / 3-degree, CM 120°."""
    west, south, east, north = edition.bbox
    domain = DATUMS[CGCS2000.lower()].domain
    return domain[0] <= west and south >= domain[1] and east <= domain[2] and north <= domain[3]


def _in_metres(frame: GeoDataFrame) -> GeoDataFrame:
    """Return the frame as (easting, northing); what the bent grid breaks is mended."""
    shapes = shape_from_wgs84(np.asarray(frame.geometry.array, dtype=object), CGCS2000)
    shapes = shapely.transform(shapes, lambda pairs: np.round(pairs, _METRE_DECIMALS))
    for nth in np.flatnonzero(~shapely.is_valid(shapes)):
        shapes[nth] = uniform([clean(shapes[nth])])[0]
    return frame.set_geometry(frame.geometry.__class__(shapes, crs=CGCS2000))


def _moment(edition: Edition) -> str:
    return f"{edition.date}T00:00:00.000Z"


def _tables(delivery: Delivery) -> Iterator[tuple[str, tuple[Field, ...]]]:
    yield from ((sheet.name, sheet.fields) for sheet in delivery.sheets)
    yield UNLOCATED, UNLOCATED_FIELDS


def _describe(database: sqlite3.Connection, delivery: Delivery) -> None:
    """Say what the columns mean, which words they may hold, and whose data it is."""
    listed: dict[str, Field] = {}
    for name, fields in _tables(delivery):
        listed |= {field.name: field for field in fields if field.values}
        database.executemany(
            "INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, ?)",
            [
                (name, f.name, f.zh, f.en, f"{f.about_zh} / {f.about_en}", f.values and f.name)
                for f in fields
            ],
        )
    database.executemany(
        "INSERT INTO gpkg_data_column_constraints VALUES (?, 'enum', ?, NULL, NULL, NULL, NULL, ?)",
        [
            (field.name, word, f"{label.zh} / {label.en}")
            for field in listed.values()
            for word, label in (field.values or {}).items()
        ],
    )
    moment = _moment(delivery.edition)
    text = json.dumps(_about(delivery.edition), ensure_ascii=False)
    about = ("http://purl.org/dc/terms/", "application/json", text)
    database.execute("INSERT INTO gpkg_metadata VALUES (1, 'dataset', ?, ?, ?)", about)
    database.execute(
        "INSERT INTO gpkg_metadata_reference VALUES ('geopackage', NULL, NULL, NULL, ?, 1, NULL)",
        (moment,),
    )
    database.executemany(
        "INSERT INTO gpkg_extensions VALUES (?, NULL, ?, ?, 'read-write')", _EXTENSIONS
    )


def _about(edition: Edition) -> dict[str, Any]:
    """Return title, licence and origin in the words of Dublin Core."""
    return {
        "title": f"{edition.name} {edition.version}",
        "identifier": edition.version,
        "issued": edition.date,
        "license": list(edition.licences),
        "rightsHolder": [source.attribution for source in edition.sources] or [ATTRIBUTION],
        "source": [{"title": s.name, "license": s.licence, "url": s.url} for s in edition.sources],
    }


def _add_styles(database: sqlite3.Connection, delivery: Delivery) -> None:
    """Add the styles where QGIS looks for them when it opens a layer."""
    moment = _moment(delivery.edition)
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change, srs_id)"
        " VALUES ('layer_styles', 'attributes', 'layer_styles', ?, 0)",
        (moment,),
    )
    database.executemany(
        'INSERT INTO layer_styles ("f_table_catalog", "f_table_schema", "f_table_name",'
        ' "f_geometry_column", "styleName", "styleQML", "styleSLD", "useAsDefault", "description",'
        " \"owner\", \"ui\", \"update_time\") VALUES ('', '', ?, ?, ?, ?, ?, 1, ?, '', NULL, ?)",
        [
            (sheet.name, GEOMETRY, sheet.name, style.qml, style.sld, sheet.title_zh, moment)
            for sheet in delivery.sheets
            if (style := delivery.styles.get(sheet.name)) is not None
        ],
    )
    rows = database.execute("SELECT count(*) FROM layer_styles").fetchone()[0]
    database.execute("INSERT INTO gpkg_ogr_contents VALUES ('layer_styles', ?)", (rows,))
