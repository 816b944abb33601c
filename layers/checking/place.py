"""Rules about where the coordinates lie: order, unit, range, district and datum."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.datum import DATUMS
from geo.datum_reading import ELSEWHERE, HERE, NO_DEGREES, near_district, readings
from geo.datum_shift import FINE, SHIFTED, ShiftJudge
from layers.checking.boxes import conversion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.datum_reading import Reading
    from geo.datum_shift import Shift
    from geo.datum_table import Box
    from geo.gazetteer import Gazetteer
    from layers.checking.finding import Finding
    from layers.checking.reading import Document

    Floats = NDArray[np.float64]

AS_A_WHOLE = 0.8
"""Share of the features that speaks for the file."""
MOSTLY = 0.5
"""Where more than this share lies in the district, each of the others is told."""
NAMED = 3
_MOST_LON, _MOST_LAT = 180.0, 90.0
_NO_DEGREE = 360.0
_EARTH_M = 6_371_000.0


class Ground:
    """
    The district against which files are held.

    Parameters
    ----------
    gazetteer
        The district's outline, roads and places.
    name
        What the district is called.
    """

    def __init__(self, gazetteer: Gazetteer, name: str) -> None:
        self._gazetteer = gazetteer
        self.name = name

    @cached_property
    def shape(self) -> BaseGeometry:
        """The outline of the district, degrees."""
        return self._gazetteer.district.shape

    @cached_property
    def box(self) -> Box:
        """West, south, east, north of the district, degrees."""
        west, south, east, north = self.shape.bounds
        return west, south, east, north

    @cached_property
    def judge(self) -> ShiftJudge:
        """What tells a shift."""
        return ShiftJudge(self._gazetteer)


def read_as(document: Document, ground: Ground) -> list[Reading]:
    """Return how the numbers of each row with vertices must be read to lie in the district."""
    middles = _middles(document.vectors.bounds, near_district(ground.box))
    read = readings(middles, ground.box)
    bounds = np.abs(document.vectors.bounds)
    no_degree = bounds.max(axis=1, initial=0.0) > _NO_DEGREE
    return [
        ELSEWHERE if one == NO_DEGREES and not far else one
        for one, far in zip(read, no_degree, strict=True)
    ]


def swapped_rows(document: Document, ground: Ground) -> set[int]:
    """Return the rows whose axes are swapped."""
    read = read_as(document, ground)
    mine = [nth for nth, one in enumerate(read) if one.swapped and one.degrees]
    return set(document.vectors.rows[mine].tolist())


def coordinates(document: Document, ground: Ground) -> Iterator[Finding]:
    """Tell whether order, unit, place and datum are right."""
    vectors = document.vectors
    if not len(vectors.rows):
        return
    read = read_as(document, ground)
    counted = Counter(read)
    for reading, count in sorted(counted.items(), key=lambda pair: -pair[1]):
        here = [row for row, of in zip(vectors.rows.tolist(), read, strict=True) if of == reading]
        if reading == ELSEWHERE and count >= AS_A_WHOLE * len(read):
            yield _elsewhere(document, ground)
        elif reading == ELSEWHERE and counted[HERE] > MOSTLY * len(read):
            yield from _stray(document, ground, here)
        elif reading not in (HERE, ELSEWHERE):
            yield _misread(document, reading, here, whole=count >= AS_A_WHOLE * len(read))
    yield from _range(document, read)
    near = near_district(ground.box)
    inside = np.all(_clipped(vectors.bounds, near) == vectors.bounds, axis=1)
    inside &= shapely.is_valid(vectors.by_row)  # the middle of others may be anywhere
    if inside.any():
        rows = vectors.rows[inside].tolist()
        names = [document.rows[row].names for row in rows]
        yield from _shift(document, ground.judge.judge(vectors.by_row[inside], names))


def _range(document: Document, read: list[Reading]) -> Iterator[Finding]:
    """Tell of degrees that are none."""
    vectors = document.vectors
    most = _greatest(vectors.bounds)
    for nth in np.flatnonzero(_beyond(vectors.bounds)):
        if read[nth] not in (HERE, ELSEWHERE):
            continue
        row = int(vectors.rows[nth])
        lon, lat = most[nth]
        message = f"坐标超出范围：经度到 ±{lon:.6g}，纬度到 ±{lat:.6g}"
        if lat > _MOST_LAT >= lon:
            message += "，像是经纬度写反"
        yield document.finding("out-of-range", message, row)


def _greatest(bounds: Floats) -> Floats:
    """Return the greatest longitude and latitude of bounds, whatever their sign."""
    found: Floats = np.abs(bounds.reshape(-1, 2, 2)).max(axis=1, initial=0.0)
    return found


def _beyond(bounds: Floats) -> NDArray[np.bool_]:
    """Tell of bounds whether they reach beyond the degrees of the globe."""
    most = _greatest(bounds)
    found: NDArray[np.bool_] = (most[:, 0] > _MOST_LON) | (most[:, 1] > _MOST_LAT)
    return found


def _clipped(bounds: Floats, box: Box) -> Floats:
    """Return bounds cut at a box; those that do not meet it come out inside out."""
    low, high = np.array(box[:2]), np.array(box[2:])
    return np.hstack([np.maximum(bounds[:, :2], low), np.minimum(bounds[:, 2:], high)])


def _middles(bounds: Floats, near: Box) -> Floats:
    """Return where each shape is: what reaches into the district is in the district."""
    cut = _clipped(bounds, near)
    meets = np.all(cut[:, :2] <= cut[:, 2:], axis=1, keepdims=True)
    told = np.where(meets, cut, bounds)
    middles: Floats = told[:, :2] / 2 + told[:, 2:] / 2
    return middles


def _elsewhere(document: Document, ground: Ground) -> Finding:
    bounds = document.vectors.bounds
    lon, lat = np.median(bounds[:, :2] / 2 + bounds[:, 2:] / 2, axis=0)
    message = f"整个文件不在{ground.name}：坐标在经度 {lon:.3f}、纬度 {lat:.3f} 一带"
    return document.finding("outside-district", message)


def _stray(document: Document, ground: Ground, rows: list[int]) -> Iterator[Finding]:
    """Tell of each feature that lies elsewhere while most do not."""
    vectors = document.vectors
    shapes = vectors.by_row[np.searchsorted(vectors.rows, rows)]
    shapely.prepare(ground.shape)
    links = shapely.shortest_line(ground.shape, shapes)
    beyond = set(vectors.rows[_beyond(vectors.bounds)].tolist())
    for row, link in zip(rows, links.tolist(), strict=True):
        if row in beyond:
            continue
        far = f"约 {_metres(link) / 1000:.0f} km" if link is not None else "很远"
        message = f"不在{ground.name}：离区界{far}，别的要素都在区内"
        yield document.finding("stray-feature", message, row)


def _metres(link: shapely.LineString) -> float:
    """Return the length of a straight line of degrees, on a sphere."""
    (lon, lat), (other_lon, other_lat) = np.radians(shapely.get_coordinates(link))[[0, -1]]
    half = np.sin((other_lat - lat) / 2) ** 2
    half += np.cos(lat) * np.cos(other_lat) * np.sin((other_lon - lon) / 2) ** 2
    return 2 * _EARTH_M * float(np.arcsin(np.sqrt(min(half, 1.0))))


def _misread(document: Document, reading: Reading, rows: list[int], *, whole: bool) -> Finding:
    """Return the finding for numbers that are not (lon, lat)."""
    who = "整个文件的坐标" if whole else f"{len(rows)} 个要素（{_some(document, rows)}）的坐标"
    alone = rows[0] if len(rows) == 1 and not whole else -1
    order = "先北后东" if reading.swapped else ""
    if reading == NO_DEGREES:
        message = f"{who}不是经纬度，也不是已知的平面坐标"
        return document.finding("not-degrees", message, alone)
    if reading.degrees:
        message = f"{who}写成了（纬度, 经度）"
        return document.finding("axes-swapped", message, alone, fixable=whole)
    label = DATUMS[reading.datum].label
    message = f"{who}是米，不是度，像是 {label}" + (f"，而且{order}" if order else "")
    fixable = not reading.swapped and conversion(document) == reading.datum
    return document.finding("projected-metres", message, alone, fixable=fixable)


def _some(document: Document, rows: list[int]) -> str:
    told = "、".join(document.called(row) for row in rows[:NAMED])
    return f"{told} 等" if len(rows) > NAMED else told


def _shift(document: Document, shift: Shift) -> Iterator[Finding]:
    """Yield what is known of a shift."""
    if shift.state == SHIFTED:
        by = float(np.hypot(shift.east_m, shift.north_m))
        message = f"坐标整体偏移约 {_round(by)} m（{_way(shift)}），{_datum(shift)}"
        what = "地名" if shift.witnesses[0] == "names" else "要素"
        message += f"；可比的 {shift.judged} 个{what}中 {shift.share:.0%} 支持"
        yield document.finding("datum-shift", message)
    elif shift.state != FINE:
        message = "看不出坐标是否整体偏移：要素太少、太分散，或与道路和地名都对不上"
        yield document.finding("datum-unsure", message)


def _datum(shift: Shift) -> str:
    if not shift.datum:
        return "不是已知的坐标系造成的"
    return f"{shift.confidence}是 {DATUMS[shift.datum].label}，被当成了 WGS-84"


def _way(shift: Shift) -> str:
    east = f"{'偏东' if shift.east_m >= 0 else '偏西'} {_round(abs(shift.east_m))} m"
    return f"{east}、{'偏北' if shift.north_m >= 0 else '偏南'} {_round(abs(shift.north_m))} m"


def _round(metres: float) -> int:
    return 10 * round(metres / 10)
