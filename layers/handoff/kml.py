"""
KML for Google Earth: one document, a folder a sheet, every column as typed data of a place.

Written as text, for the drivers of GDAL know no titles of columns and keep one layer at a time.
Report text stands in names and data only, never in a `description`, which Google Earth reads as
HTML. Characters that XML cannot hold are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import shapely

from layers.geojson import ATTRIBUTION
from layers.handoff.fields import FLAG, REAL, WHOLE
from layers.handoff.parts import Part
from layers.handoff.sheets import CRS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from layers.features import Value
    from layers.handoff.delivery import Delivery
    from layers.handoff.edition import Edition
    from layers.handoff.fields import Field
    from layers.handoff.sheets import Sheet

MEDIA_TYPE = "application/vnd.google-earth.kml+xml"
NAMES = ("label", "name")
"""Columns whose text names a place: the first that a sheet has."""
_TYPES = {WHOLE: "int", REAL: "double", FLAG: "bool"}
_DECIMALS = 6
_MARK = "\x00"
_ILLEGAL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n'
_LOOKS = {
    "points": "",
    "lines": "<LineStyle><color>ff9a5a1f</color><width>3</width></LineStyle>",
    "polygons": "<LineStyle><color>ff9a5a1f</color><width>1.5</width></LineStyle>"
    "<PolyStyle><color>599a5a1f</color></PolyStyle>",
    "zones": "<LineStyle><color>ff404040</color><width>2</width></LineStyle>"
    "<PolyStyle><fill>0</fill></PolyStyle>",
}
"""Sheet to its look; colours are written as opacity, blue, green, red."""

_LINE = "<LineString><coordinates>", "</coordinates></LineString>"
_OUTER = (
    "<outerBoundaryIs><LinearRing><coordinates>",
    "</coordinates></LinearRing></outerBoundaryIs>",
)
_INNER = (
    "<innerBoundaryIs><LinearRing><coordinates>",
    "</coordinates></LinearRing></innerBoundaryIs>",
)
_MANY = "<MultiGeometry>", "</MultiGeometry>"


def parts(delivery: Delivery) -> list[Part]:
    """
    Return the KML document.

    Parameters
    ----------
    delivery
        What is handed over.
    """
    edition = delivery.edition
    content = "".join(document(edition, delivery.sheets)).encode()
    counts = {sheet.name: len(sheet.features) for sheet in delivery.sheets}
    zh, en = "KML，供谷歌地球等软件使用", "KML, for Google Earth and the like"
    return [Part(f"kml/{edition.slug}.kml", content, MEDIA_TYPE, zh, en, counts, CRS)]


def write_sheet(sheet: Sheet, path: Path, edition: Edition) -> None:
    """Write a document of one sheet into a new file."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(document(edition, (sheet,)))


def document(edition: Edition, sheets: Iterable[Sheet]) -> Iterator[str]:
    """Yield the text of a document, sheet by sheet."""
    listed = tuple(sheets)
    name, about = escaped(
        [f"{edition.name} {edition.version}", f"{edition.version}. {ATTRIBUTION}"]
    )
    yield f"{_HEAD}<Document><name>{name}</name><description>{about}</description>\n"
    for sheet in listed:
        yield f'<Style id="style_{sheet.name}">{_LOOKS[sheet.name]}</Style>\n'
    for sheet in listed:
        yield _schema(sheet)
    for sheet in listed:
        title = escaped([sheet.title_zh])[0]
        yield f"<Folder><name>{title}</name>\n"
        yield from _placemarks(sheet)
        yield "</Folder>\n"
    yield "</Document></kml>\n"


def escaped(texts: list[str]) -> list[str]:
    r"""
    Return texts fit for XML; all at once, for there are very many.

    >>> escaped(["a < b & c", "tab\x00le"])
    ['a &lt; b &amp; c', 'table']
    """
    joined = _MARK.join(texts)
    if joined.count(_MARK) >= max(len(texts), 1):
        joined = _MARK.join(text.replace(_MARK, "") for text in texts)
    joined = _ILLEGAL.sub("", joined).replace("&", "&amp;").replace("<", "&lt;")
    return joined.replace(">", "&gt;").replace("\r", "&#13;").split(_MARK) if texts else []


def _schema(sheet: Sheet) -> str:
    """Return types and titles of the columns."""
    titles = escaped([field.zh for field in sheet.fields])
    rows = "".join(
        f'<SimpleField type="{_TYPES.get(field.type, "string")}" name="{field.name}">'
        f"<displayName>{title}</displayName></SimpleField>"
        for field, title in zip(sheet.fields, titles, strict=True)
    )
    return f'<Schema name="{sheet.name}" id="{sheet.name}">{rows}</Schema>\n'


def _placemarks(sheet: Sheet) -> Iterator[str]:
    """Yield the places of a sheet."""
    naming = next(name for name in NAMES if any(field.name == name for field in sheet.fields))
    names = escaped([str(feature.properties[naming]) for feature in sheet.features])
    columns = [_cells(sheet, field) for field in sheet.fields]
    head = f"<styleUrl>#style_{sheet.name}</styleUrl><ExtendedData>"
    head += f'<SchemaData schemaUrl="#{sheet.name}">'
    tail = "</SchemaData></ExtendedData>"
    rows = zip(names, zip(*columns, strict=True), _geometries(sheet), strict=True)
    for name, cells, geometry in rows:
        data = "".join(cells)
        yield f"<Placemark><name>{name}</name>{head}{data}{tail}{geometry}</Placemark>\n"


def _cells(sheet: Sheet, field: Field) -> list[str]:
    """Return one column of data; none for null."""
    values = [feature.properties[field.name] for feature in sheet.features]
    texts = escaped([_text(value) for value in values])
    start, end = f'<SimpleData name="{field.name}">', "</SimpleData>"
    return [
        "" if value is None else f"{start}{text}{end}"
        for value, text in zip(values, texts, strict=True)
    ]


def _text(value: Value) -> str:
    """Return what stands for a value; true is 1, for GDAL 3.6 takes no words."""
    return str(int(value)) if isinstance(value, bool) else str(value)


def _geometries(sheet: Sheet) -> list[str]:
    """Return the geometries of a sheet: well-known text, its brackets turned into tags."""
    shapes = sheet.frame.geometry.to_numpy()
    texts = shapely.to_wkt(shapes, rounding_precision=_DECIMALS, trim=True)
    turn = {"Point": _point, "MultiLineString": _lines, "MultiPolygon": _polygons}
    return [turn[sheet.geometry_type](text) for text in texts]


def _point(text: str) -> str:
    inner = _pairs(text[len("POINT (") : -1])
    return f"<Point><coordinates>{inner}</coordinates></Point>"


def _lines(text: str) -> str:
    lines = text[len("MULTILINESTRING ((") : -2].split("), (")
    return "".join((_MANY[0], *(_LINE[0] + _pairs(line) + _LINE[1] for line in lines), _MANY[1]))


def _polygons(text: str) -> str:
    areas = text[len("MULTIPOLYGON (((") : -3].split(")), ((")
    return "".join((_MANY[0], *map(_polygon, areas), _MANY[1]))


def _polygon(text: str) -> str:
    outer, *holes = (_pairs(ring) for ring in text.split("), ("))
    inner = "".join(_INNER[0] + hole + _INNER[1] for hole in holes)
    return f"<Polygon>{_OUTER[0]}{outer}{_OUTER[1]}{inner}</Polygon>"


def _pairs(text: str) -> str:
    """Return `x y, x y` as `x,y x,y`."""
    return text.replace(", ", ";").replace(" ", ",").replace(";", " ")
