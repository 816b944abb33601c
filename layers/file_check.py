"""
Check a GeoJSON file against a district: a list of findings, each with what to do about it.

A rule is a function that takes a file and the district's yardsticks and yields findings; `RULES`
lists them. Today they are about coordinates: order, unit, place and datum.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.datum import DATUMS
from geo.datum_reading import ELSEWHERE, HERE, NO_DEGREES, near_district, readings
from geo.datum_shift import FINE, SHIFTED, ShiftJudge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from geo.datum_reading import Reading
    from geo.datum_shift import Shift
    from geo.datum_table import Box
    from geo.gazetteer import Gazetteer
    from layers.geojson_reader import GeoJsonFile, Item

    Floats = NDArray[np.float64]

WARNING, NOTE = "warning", "note"
AS_A_WHOLE = 0.8
"""Share of the features that speaks for the file."""
NAMED = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One thing to know about a file.

    Attributes
    ----------
    file
        The file, as it was given.
    feature
        The id or place of the feature; blank where it is about the file.
    rule
        Stable English word for the rule.
    severity
        `WARNING` (something is wrong) or `NOTE` (good to know).
    message, mend
        What was found, and what to do about it, Chinese.
    """

    file: str
    feature: str
    rule: str
    severity: str
    message: str
    mend: str = ""

    def as_row(self) -> dict[str, str]:
        """Return the fields by name."""
        return asdict(self)


class Checker:
    """
    Checks files against one district.

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
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north of the district, degrees."""
        west, south, east, north = self._gazetteer.district.shape.bounds
        return west, south, east, north

    @cached_property
    def judge(self) -> ShiftJudge:
        """What tells a shift."""
        return ShiftJudge(self._gazetteer)

    def check(self, file: GeoJsonFile) -> list[Finding]:
        """Return all findings of a file, in the order of the rules."""
        return [finding for rule in RULES for finding in rule(file, self)]


def unread(file: GeoJsonFile, _: Checker) -> Iterator[Finding]:
    """Tell what of the file could not be read."""
    path = str(file.path)
    if file.bom:
        mend = "另存为不带 BOM 的 UTF-8"
        yield Finding(path, "", "bom", NOTE, "文件以 BOM 开头，有的软件读不了", mend)
    for item in file.items:
        if item.fault:
            mend = "在原软件里修好后重新导出"
            yield Finding(path, item.label, "unreadable", WARNING, item.fault, mend)
    if not any(item.shape for item in file.items):
        yield Finding(path, "", "no-geometry", NOTE, "没有图形，坐标无从检查")


def coordinates(file: GeoJsonFile, checker: Checker) -> Iterator[Finding]:
    """Tell whether order, unit, place and datum are right."""
    drawn = [item for item in file.items if item.shape is not None]
    if not drawn:
        return
    bounds = shapely.bounds(np.array([item.shape for item in drawn], dtype=object))
    near = near_district(checker.box)
    read = readings(_middles(bounds, near), checker.box)
    for reading, count in sorted(Counter(read).items(), key=lambda pair: -pair[1]):
        here = [item for item, of in zip(drawn, read, strict=True) if of == reading]
        whole = count >= AS_A_WHOLE * len(drawn)
        if reading == ELSEWHERE and whole:
            yield _elsewhere(file, checker, bounds)
        elif reading not in (HERE, ELSEWHERE):
            yield _misread(file, reading, here, whole=whole)
    inside = np.all(_clipped(bounds, near) == bounds, axis=1)
    kept = [item for item, is_in in zip(drawn, inside, strict=True) if is_in]
    if kept:
        shapes = [item.shape for item in kept if item.shape is not None]
        yield from _shift(file, checker.judge.judge(shapes, [item.names for item in kept]))


RULES: tuple[Callable[[GeoJsonFile, Checker], Iterator[Finding]], ...] = (unread, coordinates)
"""All rules, in the order in which their findings are told."""


def _clipped(bounds: Floats, box: Box) -> Floats:
    """Return bounds cut at a box; those that do not meet it come out inside out."""
    low, high = np.array(box[:2]), np.array(box[2:])
    return np.hstack([np.maximum(bounds[:, :2], low), np.minimum(bounds[:, 2:], high)])


def _middles(bounds: Floats, near: Box) -> Floats:
    """Return where each shape is: what reaches into the district is in the district."""
    cut = _clipped(bounds, near)
    meets = np.all(cut[:, :2] <= cut[:, 2:], axis=1, keepdims=True)
    told = np.where(meets, cut, bounds)
    middles: Floats = (told[:, :2] + told[:, 2:]) / 2
    return middles


def _elsewhere(file: GeoJsonFile, checker: Checker, bounds: Floats) -> Finding:
    lon, lat = np.median((bounds[:, :2] + bounds[:, 2:]) / 2, axis=0)
    message = f"整个文件不在{checker.name}：坐标在经度 {lon:.3f}、纬度 {lat:.3f} 一带"
    mend = "看看是不是别处的文件，或用 --district 指明区县文件夹"
    return Finding(str(file.path), "", "outside-district", WARNING, message, mend)


def _misread(file: GeoJsonFile, reading: Reading, items: list[Item], *, whole: bool) -> Finding:
    """Return the finding for numbers that are not (lon, lat)."""
    who = "整个文件的坐标" if whole else f"{len(items)} 个要素（{_some(items)}）的坐标"
    alone = items[0].label if len(items) == 1 and not whole else ""
    order = "先北后东" if reading.swapped else ""
    if reading == NO_DEGREES:
        rule, message = "not-degrees", f"{who}不是经纬度，也不是已知的平面坐标"
        mend = "问明坐标系；上海2000等城市坐标系要由测绘管理部门转换到 WGS-84"
    elif reading.degrees:
        rule, message = "axes-swapped", f"{who}写成了（纬度, 经度）"
        mend = "GeoJSON 应为（经度, 纬度），请对调"
    else:
        label = DATUMS[reading.datum].label
        rule, message = "projected-metres", f"{who}是米，不是度，像是 {label}"
        message += f"，而且{order}" if order else ""
        mend = "GeoJSON 应为 WGS-84 经纬度，请先转换再导出"
    return Finding(str(file.path), alone, rule, WARNING, message, mend)


def _some(items: list[Item]) -> str:
    told = "、".join(item.label for item in items[:NAMED])
    return f"{told} 等" if len(items) > NAMED else told


def _shift(file: GeoJsonFile, shift: Shift) -> Iterator[Finding]:
    """Yield what is known of a shift."""
    path = str(file.path)
    if shift.state == SHIFTED:
        by = float(np.hypot(shift.east_m, shift.north_m))
        message = f"坐标整体偏移约 {_round(by)} m（{_way(shift)}），{_datum(shift)}"
        what = "地名" if shift.witnesses[0] == "names" else "要素"
        message += f"；可比的 {shift.judged} 个{what}中 {shift.share:.0%} 支持"
        mend = "请先转换到 WGS-84，再用这个文件"
        yield Finding(path, "", "datum-shift", WARNING, message, mend)
    elif shift.state != FINE:
        message = "看不出坐标是否整体偏移：要素太少、太分散，或与道路和地名都对不上"
        yield Finding(path, "", "datum-unsure", NOTE, message, "请向提供者问明坐标系")


def _datum(shift: Shift) -> str:
    if not shift.datum:
        return "不是已知的坐标系造成的"
    return f"{shift.confidence}是 {DATUMS[shift.datum].label}，被当成了 WGS-84"


def _way(shift: Shift) -> str:
    east = f"{'偏东' if shift.east_m >= 0 else '偏西'} {_round(abs(shift.east_m))} m"
    return f"{east}、{'偏北' if shift.north_m >= 0 else '偏南'} {_round(abs(shift.north_m))} m"


def _round(metres: float) -> int:
    return 10 * round(metres / 10)
