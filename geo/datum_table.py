"""
The datums that are known, and what a position of each may be.

A datum says what two numbers mean. Whoever reads positions asks for one; `geo.datum` converts.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from seeds.errors import ZonemapError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

Box = tuple[float, float, float, float]
_DEGREE_BOX = (-180.0, -90.0, 180.0, 90.0)


class DatumError(ZonemapError, ValueError):
    """A position cannot be of the datum it is said to be of, or the datum is not known."""


@dataclass(frozen=True, slots=True)
class Datum:
    """
    One meaning of two numbers.

    Attributes
    ----------
    code
        The word for it in files and on the command line.
    label
        What people read, Chinese.
    box
        Least and greatest first and second number: anything else is refused.
    domain
        West, south, east, north in degrees WGS-84: where `from_wgs84` has an answer.
    crs
        Name for PROJ; blank where the formula is our own or there is nothing to do.
    """

    code: str
    label: str
    box: Box = _DEGREE_BOX
    domain: Box = _DEGREE_BOX
    crs: str = ""

    @property
    def metres(self) -> bool:
        """True for (easting, northing) in metres, False for (lon, lat) in degrees."""
        return bool(self.crs)


_BELT = (116.0, 0.0, 124.0, 84.0)
"""Four degrees to each side of the central meridian, where the projection is good to 1e-6 m."""
_BAIDU = (1.0, -85.0, 179.0, 85.0)
"""The formula of BD-09 has an inverse away from the zero point and the date line."""
_ALL = (
    Datum("wgs84", "WGS-84 经纬度"),
    Datum("cgcs2000", "CGCS2000 经纬度（EPSG:4490）"),
    Datum("gcj02", "GCJ-02 经纬度（高德、腾讯等）"),
    Datum("bd09", "BD-09 经纬度（百度）", box=_BAIDU, domain=_BAIDU),
    Datum(
        "epsg:4549",
        "CGCS2000 三度带平面坐标，中央经线 120°、不带带号（EPSG:4549）",
        box=(5e4, 0.0, 9.5e5, 9.4e6),
        domain=_BELT,
        crs="EPSG:4549",
    ),
    Datum(
        "epsg:4528",
        "CGCS2000 三度带平面坐标，第 40 带、带带号（EPSG:4528）",
        box=(4.005e7, 0.0, 4.095e7, 9.4e6),
        domain=_BELT,
        crs="EPSG:4528",
    ),
    Datum(
        "epsg:32651",
        "WGS-84 UTM 51 带平面坐标（EPSG:32651）",
        box=(5e4, 0.0, 9.5e5, 9.4e6),
        domain=(119.0, 0.0, 127.0, 84.0),
        crs="EPSG:32651",
    ),
    Datum(
        "epsg:3857",
        "Web 墨卡托平面坐标（EPSG:3857）",
        box=(-20037508.35, -20048966.2, 20037508.35, 20048966.2),
        domain=(-180.0, -85.06, 180.0, 85.06),
        crs="EPSG:3857",
    ),
)
DATUMS: Mapping[str, Datum] = MappingProxyType({datum.code: datum for datum in _ALL})
"""All datums by code."""
_OTHER_WORDS = {
    "epsg:4326": "wgs84",
    "crs84": "wgs84",
    "epsg:4490": "cgcs2000",
    "webmercator": "epsg:3857",
}


def datum_of(word: str) -> Datum:
    """
    Return the datum that a word names; case, blanks, hyphens and underscores do not count.

    Raises
    ------
    DatumError
        If no datum has that name.

    Examples
    --------
    >>> datum_of("GCJ-02").code
    'gcj02'
    >>> datum_of("EPSG:4490").code
    'cgcs2000'
    """
    key = "".join(word.lower().split()).replace("-", "").replace("_", "")
    found = DATUMS.get(_OTHER_WORDS.get(key, key))
    if found is None:
        raise DatumError(f"不认识坐标系“{word}”，可用 {'、'.join(DATUMS)}")
    return found


def check_positions(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    datum: Datum,
    aim: Datum | None = None,
) -> None:
    """
    Refuse numbers that cannot be positions of `datum`, or that `aim` cannot express.

    Parameters
    ----------
    x, y
        Arrays of one shape.
    datum
        What the numbers are said to be.
    aim
        Where they are to be converted to, degrees WGS-84 being given.

    Raises
    ------
    DatumError
        Naming the first number that is not finite or out of range, and what it looks like.
    """
    box = aim.domain if aim else datum.box
    low_x, low_y, high_x, high_y = box
    good = (x >= low_x) & (x <= high_x) & (y >= low_y) & (y <= high_y)  # NaN is none of it
    if good.all():
        return
    nth = int(np.flatnonzero(~good.ravel())[0])
    pair = float(x.ravel()[nth]), float(y.ravel()[nth])
    which = f"第 {nth + 1} 个点" if x.size > 1 else "位置"
    if not np.isfinite(pair).all():
        raise DatumError(f"{which}应为两个数，实际是 {pair[0]:g}, {pair[1]:g}")
    what = f"{aim.label}可表达的范围" if aim else datum.label
    span = f"{low_x:.12g} 到 {high_x:.12g}、{low_y:.12g} 到 {high_y:.12g}"
    message = f"{which}不在{what}内，应为 {span}，实际是 {pair[0]:.12g}, {pair[1]:.12g}"
    raise DatumError(message + _hint(pair, datum, box))


def _hint(pair: tuple[float, float], datum: Datum, box: Box) -> str:
    """Say what the numbers would be right for."""
    if not datum.metres and max(map(abs, pair)) > _DEGREE_BOX[2]:
        return "；像是投影坐标（米）"
    turned = pair[1], pair[0]
    if _within(turned, box):
        order = "（东坐标, 北坐标）" if datum.metres else "（经度, 纬度）"
        return f"；两个数写反了？应为{order}"
    for other in DATUMS.values():
        if datum.metres and other.metres and _within(pair, other.box):
            return f"；像是 {other.code}"
    return ""


def _within(pair: tuple[float, float], box: Box) -> bool:
    return box[0] <= pair[0] <= box[2] and box[1] <= pair[1] <= box[3]
