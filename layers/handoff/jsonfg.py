"""
JSON-FG (OGC 21-045r1, version 1.0): GeoJSON whose `place` states the position in CGCS2000.

`place` is in EPSG:4490 with that system's own axis order, latitude first; `geometry` stays GeoJSON,
WGS-84, longitude first. Both hold the same numbers: the two datums agree within decimetres, finer
than any position here, and PROJ knows no transformation but this one. `time` is the year or
years that the report speaks of. GDAL cannot open a JSON-FG collection without features.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import shapely

from layers.geojson import head, ready
from layers.geojson_text import as_json, collection_text, geometry_texts, text_rows
from layers.handoff.geojson_files import members
from layers.handoff.parts import Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from layers.features import Feature, Value
    from layers.handoff.delivery import Delivery
    from layers.handoff.edition import Edition
    from layers.handoff.sheets import Sheet

MEDIA_TYPE = "application/geo+json"
"""The standard gives JSON-FG no media type of its own; it is known by its `conformsTo`."""
CRS = "EPSG:4490"
CRS_URI = "http://www.opengis.net/def/crs/EPSG/0/4490"
CONFORMS_TO = tuple(
    f"http://www.opengis.net/spec/json-fg-1/1.0/conf/{name}" for name in ("core", "types-schemas")
)
PROFILE = "http://www.opengis.net/def/profile/OGC/0/jsonfg-plus"
"""Each feature has a `geometry` too, for readers that know only GeoJSON."""
DIMENSIONS = {"points": 0, "lines": 1, "polygons": 2, "zones": 2}
NOTE_ZH = (
    "place 为 CGCS2000（EPSG:4490），按该坐标系的规定纬度在前；geometry 为 WGS-84，经度在前。"
    "两个基准相差不过分米，这里视为相同，数值未作变换"
)
NOTE_EN = (
    "place is in CGCS2000 (EPSG:4490), latitude first as that system has it; geometry is in "
    "WGS-84, longitude first. The two datums agree within decimetres and are taken as one here"
)
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?", re.ASCII)


def parts(delivery: Delivery) -> list[Part]:
    """Return one file a sheet, features in the order of the sheet."""
    return [_part(sheet, delivery.edition) for sheet in delivery.sheets]


def time_of(year: Value) -> dict[str, list[str]] | None:
    """
    Return the `time` of a feature: the first to the last day of its years, None if it has none.

    >>> time_of("2021-2025")
    {'interval': ['2021-01-01', '2025-12-31']}
    """
    found = _YEARS.fullmatch(year) if isinstance(year, str) else None
    if found is None:
        return None
    first, last = found[1], found[2] or found[1]
    return {"interval": [f"{first}-01-01", f"{last}-12-31"]} if first <= last else None


def _part(sheet: Sheet, edition: Edition) -> Part:
    shapes = ready(sheet.features, sheet.name)
    places = geometry_texts(shapely.transform(shapes, _latitude_first))
    times = _time_texts(sheet.features)
    more = [
        f', "place": {place}, "time": {time}' for place, time in zip(places, times, strict=True)
    ]
    rows = text_rows(sheet.features, shapes, members=more)
    text = collection_text(_head(sheet, edition, rows.bbox), rows.lines)
    return Part(
        f"jsonfg/{sheet.name}.json",
        text.encode(),
        MEDIA_TYPE,
        f"{sheet.title_zh}，JSON-FG（place 为 CGCS2000，纬度在前）",
        f"{sheet.title_en}, JSON-FG (place in CGCS2000, latitude first)",
        {sheet.name: len(rows.lines)},
        CRS,
    )


def _head(sheet: Sheet, edition: Edition, bbox: list[float]) -> dict[str, Any]:
    """Return the members of a collection but `features`."""
    plain = head(sheet.name, bbox, members(edition))
    return {
        "type": plain.pop("type"),
        "conformsTo": CONFORMS_TO,
        "featureType": sheet.name,
        "geometryDimension": DIMENSIONS[sheet.name],
        "coordRefSys": CRS_URI,
        "note": NOTE_ZH,
        "note_en": NOTE_EN,
        "links": _links(sheet),
        **plain,
    }


def _links(sheet: Sheet) -> list[dict[str, str]]:
    """Return what belongs to a file: its profile, its GeoJSON twin, its schema."""
    return [
        {"rel": "profile", "href": PROFILE},
        {
            "rel": "alternate",
            "href": f"../geojson/{sheet.name}.geojson",
            "type": "application/geo+json",
        },
        {
            "rel": "describedby",
            "href": f"../schema/{sheet.name}.schema.json",
            "type": "application/schema+json",
        },
    ]


def _time_texts(features: Iterable[Feature]) -> list[str]:
    """Return the `time` of each feature as JSON; years are few."""
    years = [feature.properties.get("year") for feature in features]
    known = {year: as_json(time_of(year)) for year in set(years)}
    return [known[year] for year in years]


def _latitude_first(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return points[:, ::-1]
