"""Rules about two members that speak of all coordinates: `bbox`, and `crs` of the older GeoJSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.datum import DATUMS, DatumError, datum_of, to_wgs84
from layers.checking.parsing import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from layers.checking.finding import Finding
    from layers.checking.reading import Document

    Floats = NDArray[np.float64]

TOLERANCE_DEG = 1e-5
"""A bbox may be rounded more than the coordinates: 1e-5 degrees are a metre."""
LENGTHS = (4, 6)
_HALF_TURN = 180.0
_CODE = re.compile(r"(?i)epsg(?:/[^/]*/|:[^:]*:|[:/])?(\d{4,6})\b")
_CRS84 = re.compile(r"(?i)\bcrs[:/]?84h?\b")
_WGS84, _CGCS2000 = "wgs84", "cgcs2000"
_DEGREES = np.array([360.0, 180.0])
"""Numbers no greater than these may be degrees."""


def bboxes(document: Document) -> Iterator[Finding]:
    """Tell of every bbox that is none, or does not hold its coordinates."""
    vectors = document.vectors
    bounds = dict(zip(vectors.rows.tolist(), vectors.bounds, strict=True))
    collection = document.kind == "FeatureCollection"
    if collection and "bbox" in document.root:
        whole = _around(vectors.bounds)
        yield from _bbox(document, document.root["bbox"], whole, HEAD, "bbox")
    for nth, row in enumerate(document.rows):
        if isinstance(row.value, dict) and "bbox" in row.value:
            yield from _bbox(document, row.value["bbox"], bounds.get(nth), nth, "bbox")
    for nth, path, extras in document.shapes.extras:
        if "bbox" in extras:
            place = f"{path}.bbox" if path else "bbox"
            own = bounds.get(nth) if path in {"", "geometry"} else None
            yield from _bbox(document, extras["bbox"], own, nth, place)


def crs(document: Document) -> Iterator[Finding]:
    """Tell of every crs member, and of what it names."""
    if isinstance(document.root, dict) and "crs" in document.root:
        yield _crs(document, document.root["crs"], HEAD, "crs")
    if document.kind == "FeatureCollection":
        for nth, row in enumerate(document.rows):
            if isinstance(row.value, dict) and "crs" in row.value:
                yield _crs(document, row.value["crs"], nth, "crs")
    for nth, path, extras in document.shapes.extras:
        if "crs" in extras and path:
            yield _crs(document, extras["crs"], nth, f"{path}.crs")


def declared(crs_member: object) -> str:
    """
    Return the datum that a crs member names: a code of `geo.datum.DATUMS`, or its own words.

    Nothing and CRS84 are WGS-84.
    """
    if crs_member is None:
        return _WGS84
    properties = crs_member.get("properties") if isinstance(crs_member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else crs_member
    text = name if isinstance(name, str) else json.dumps(crs_member, ensure_ascii=False)[:60]
    if _CRS84.search(text):
        return _WGS84
    found = _CODE.search(text)
    word = f"epsg:{found[1]}" if found else text
    try:
        return datum_of(word).code
    except DatumError:
        return word.upper() if found else text[:60]


def conversion(document: Document) -> str:
    """
    Return the datum from which the file can be brought to WGS-84 for certain; blank if none.

    That is the one which its crs names, if all coordinates can be of it.
    """
    root = document.root
    if not isinstance(root, dict) or root.get("crs") is None:
        return ""
    datum = DATUMS.get(declared(root["crs"]))
    vectors = document.vectors
    if datum is None or datum.code == _WGS84:
        return ""
    if datum.metres and bool(np.all(np.abs(vectors.xy) <= _DEGREES)):
        return ""  # the crs says metres, the numbers are degrees
    try:
        to_wgs84(vectors.xy[:, 0], vectors.xy[:, 1], datum.code)
    except DatumError:
        return ""
    return datum.code


def _crs(document: Document, member: object, row: int, path: str) -> Finding:
    code = declared(member)
    if code == _WGS84:
        message = "有 crs 成员" + ("，写的是 WGS-84" if member is not None else "，值是 null")
        return document.finding("crs-member", message, row, path=path)
    known = DATUMS.get(code)
    message = f"crs 写明坐标系是 {known.label if known else code}，不是 WGS-84"
    fixable = row == HEAD and bool(conversion(document))
    mend = None if fixable else "转换到 WGS-84 经纬度后删去 crs"
    return document.finding("crs-other", message, row, path=path, fixable=fixable, mend=mend)


def _bbox(
    document: Document, bbox: object, bounds: Floats | None, row: int, path: str
) -> Iterator[Finding]:
    mends = bounds is not None and not no_box(bounds.tolist())
    mend = None if mends else "应为 4 个或 6 个数：西、南、东、北"
    if fault := no_box(bbox):
        yield document.finding("bbox-invalid", fault, row, path=path, fixable=mends, mend=mend)
    elif bounds is not None and not holds(bbox, bounds):
        west, south, east, north = bounds
        message = f"bbox 不包含坐标：坐标是 {west:.6g}, {south:.6g}, {east:.6g}, {north:.6g}"
        yield document.finding("bbox-wrong", message, row, path=path)


def no_box(bbox: Any) -> str:  # noqa: ANN401 - any JSON
    """Return why something is no bbox, Chinese; blank if it is one."""
    if not isinstance(bbox, list) or len(bbox) not in LENGTHS:
        what = f"{len(bbox)} 个" if isinstance(bbox, list) else "不是数组"
        return f"bbox 应为 4 个或 6 个数，实际{what}"
    if not all(type(number) in (int, float) and abs(number) < 1e300 for number in bbox):  # noqa: PLR2004 - no overflow
        return "bbox 里有的不是数"
    half = len(bbox) // 2
    if bbox[1] > bbox[half + 1] or any(bbox[n] > bbox[half + n] for n in range(2, half)):
        return "bbox 的次序应为西、南、东、北，实际南大于北"
    if 0 < bbox[0] - bbox[half] < _HALF_TURN:
        return "bbox 的次序应为西、南、东、北，实际西大于东，又不像跨 180° 经线"
    return ""


def holds(bbox: Any, bounds: Floats) -> bool:  # noqa: ANN401 - what is no bbox was told
    """Tell whether a bbox holds bounds; one whose west is east of its east spans the date line."""
    half = len(bbox) // 2
    west, south, east, north = bbox[0], bbox[1], bbox[half], bbox[half + 1]
    slack = TOLERANCE_DEG
    upright = bool(south - slack <= bounds[1] and bounds[3] <= north + slack)
    if west <= east:
        return upright and bool(west - slack <= bounds[0] and bounds[2] <= east + slack)
    return upright and not bool(east + slack < bounds[0] and bounds[2] < west - slack)


def _around(bounds: Floats) -> Floats | None:
    if not len(bounds):
        return None
    return np.concatenate([bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)])
