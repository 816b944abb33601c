"""
The data dictionary for machines: every sheet, every column, every word of every closed list.

The page for people (`dictionary.html`) is made from the same content in `maps.dictionary_page`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.handoff.fields import UNLOCATED_FIELDS
from layers.handoff.parts import Part
from layers.handoff.plain import json_text, one_line
from layers.handoff.sheets import CRS
from layers.handoff.statements import FRAME, bounds_said, licences, title, urn
from layers.handoff.values import pattern_of, words_of
from seeds.vocabulary import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from layers.handoff.delivery import Delivery
    from layers.handoff.fields import Field
    from layers.zones import ZoneLayer

Json = dict[str, Any]

_NAME, _SHORT = "name", "short"
_GEOM = Label("几何列为 geom", "The geometry column is geom")
_SAME = Label("要素自带几何", "The feature has its own geometry")

FORMATS: Mapping[str, tuple[str, Label]] = {
    "geojson": (_NAME, _SAME),
    "jsonfg": (
        _NAME,
        Label(
            "place 为 CGCS2000（EPSG:4490，纬度在前），geometry 为 WGS-84（经度在前）",
            "place is CGCS2000 (EPSG:4490, latitude first), geometry WGS-84 (longitude first)",
        ),
    ),
    "geojsonseq": (_NAME, _SAME),
    "gpkg": (_NAME, _GEOM),
    "flatgeobuf": (_NAME, _SAME),
    "geoparquet": (_NAME, Label("几何列为 geometry", "The geometry column is geometry")),
    "csv": (
        _NAME,
        Label(
            "另有 lon、lat（其上一点）和 wkt（过长的留空）；可能被当作公式的格，前面加半角撇号",
            "Also lon, lat (a point on it) and wkt (blank where too long); a cell that could be "
            "taken for a formula begins with an apostrophe",
        ),
    ),
    "kml": (_NAME, _SAME),
    "pmtiles": (_NAME, Label("瓦片，几何经过简化", "Tiles, with simplified geometry")),
    "postgis": (_NAME, _GEOM),
    "ogcapi": (_NAME, _SAME),
    "shapefile": (
        _SHORT,
        Label(
            "文本超过 254 字节的，接在 evidenc_2 这样的列里，依次相连即为全文；空文本与空值不分；"
            "是否写 1 和 0",
            "A text of more than 254 bytes runs on in columns such as evidenc_2, to be joined in "
            "order; empty text and null are the same; true and false are 1 and 0",
        ),
    ),
}
"""Format to what its columns are called by (the name, or at most ten letters), and a note."""

ROWS = {
    "points": Label(
        "报告点名的一处地点或一项工程，位置是一个点",
        "A place or work that the reports name, located as a point",
    ),
    "lines": Label(
        "报告点名的一条路段、道路、河道或轨道线；路段从 from_road 画到 to_road",
        "A stretch, road, river or metro line that the reports name; a stretch runs from from_road "
        "to to_road",
    ),
    "polygons": Label(
        "报告点名的一处地块、公园、园区或片区，有轮廓",
        "A plot, park, campus or area that the reports name, with an outline",
    ),
    "zones": Label("一个功能区的范围", "The outline of one functional zone"),
    "unlocated": Label(
        "一处没有上图的地点，附原因；有别名的，每个名称一行",
        "A place that is not on the map, with the reason; a row for each of its names",
    ),
}
"""Sheet to what one row of it is."""

ABOUT = {
    "ids": Label(
        "id 各版之间不变，永不改作他用；同一处地点可凭 id 与上一版对照",
        "An id is the same in every edition and never reused: editions are compared by it",
    ),
    "nulls": Label(
        "未知写空值（JSON 为 null，CSV 为空格，数据库为 NULL），不写 0、-1 或“无”",
        "What is unknown is null (null in JSON, an empty cell in CSV, NULL in databases), never 0, "
        "-1 or a word",
    ),
    "lists": Label(
        "一格里有几项的，用半角分号隔开",
        "Several entries in one cell are joined by semicolons",
    ),
    "encoding": Label("文本一律 UTF-8", "All text is UTF-8"),
}
"""What holds for all sheets."""

PATH = "dictionary.json"
_UNITS = {"_m": "m", "_km2": "km2"}


def parts(delivery: Delivery) -> list[Part]:
    """Return `dictionary.json`."""
    content = json_text(dictionary(delivery)).encode()
    zh, en = "数据字典（机器可读）", "Data dictionary (machine-readable)"
    return [Part(PATH, content, "application/json", zh, en)]


def dictionary(delivery: Delivery) -> Json:
    """Return everything that there is to know of sheets and columns, as plain values."""
    edition = delivery.edition
    sheets = [
        {
            "name": sheet.name,
            **_said(Label(sheet.title_zh, sheet.title_en)),
            "row": _said(ROWS[sheet.name]),
            "geometry_type": sheet.geometry_type,
            "crs": CRS,
            "rows": len(sheet.features),
            "columns": _columns(sheet.fields, sheet.name, delivery.zones),
        }
        for sheet in delivery.sheets
    ]
    listed = {
        "name": "unlocated",
        **_said(Label("未上图清单", "What is not on the map")),
        "row": _said(ROWS["unlocated"]),
        "geometry_type": None,
        "crs": None,
        "rows": len(delivery.unlocated),
        "columns": _columns(UNLOCATED_FIELDS, "unlocated", delivery.zones),
    }
    return {
        "id": urn(edition, "dictionary"),
        "title": _said(title(edition)),
        "district": {
            "code": one_line(edition.code),
            **_said(Label(one_line(edition.name), one_line(edition.name_en))),
        },
        "version": edition.version,
        "date": edition.date,
        "licences": list(licences(edition)),
        "crs": {"code": CRS, "axes": "lon, lat", "about": _said(FRAME)},
        "zones": _said(bounds_said(delivery)),
        "conventions": {key: _said(label) for key, label in ABOUT.items()},
        "formats": [
            {"name": name, "columns_by": by, "note": _said(note)}
            for name, (by, note) in FORMATS.items()
        ],
        "sheets": [*sheets, listed],
    }


def _columns(fields: Iterable[Field], sheet: str, zones: ZoneLayer) -> list[Json]:
    return [_column(field, sheet, zones) for field in fields]


def _column(field: Field, sheet: str, zones: ZoneLayer) -> Json:
    """Return one column; `values` is None where any text may stand."""
    words = words_of(field, zones)
    if sheet == "zones" and field.name in {"id", "code"}:
        words = {zone.code: Label(zone.name, zone.name_en or zone.name) for zone in zones.zones}
    values = None
    if words is not None:
        values = [{"value": word, **_said(label)} for word, label in words.items()]
    return {
        "name": field.name,
        "short": field.short,
        "names": {name: getattr(field, by) for name, (by, _) in FORMATS.items()},
        "type": field.type,
        "nullable": not field.required,
        **_said(Label(field.zh, field.en)),
        "about": _said(Label(field.about_zh, field.about_en)),
        "unit": next((u for end, u in _UNITS.items() if field.name.endswith(end)), None),
        "pattern": (pattern_of(field) or None) if values is None else None,
        "values": values,
    }


def _said(label: Label) -> dict[str, str]:
    return {"zh": one_line(label.zh), "en": one_line(label.en)}
