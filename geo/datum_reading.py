"""
How the numbers of a file must be read to lie in the district: in what unit and in what order.

This is about errors of a size that leaves no doubt: axes the wrong way round, metres where degrees
should be. A shift of some hundred metres is seen by `geo.datum_shift`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.datum import DATUMS, to_wgs84

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.datum import Datum
    from geo.datum_table import Box

    Floats = NDArray[np.float64]

MARGIN_DEG = 0.05
"""What lies this near to the district is taken for a thing of the district."""


@dataclass(frozen=True, slots=True)
class Reading:
    """
    One way to read two numbers.

    Attributes
    ----------
    datum
        Code of `geo.datum.DATUMS`; blank for degrees elsewhere and for numbers that are no degrees.
    swapped
        Whether the second number comes first.
    degrees
        Whether the numbers may be degrees at all.
    """

    datum: str
    swapped: bool = False
    degrees: bool = True


HERE = Reading("wgs84")
ELSEWHERE = Reading("")
NO_DEGREES = Reading("", degrees=False)


def readings(middles: Floats, district: Box) -> list[Reading]:
    """
    Return for each position how it must be read to lie in the district.

    Parameters
    ----------
    middles
        Finite numbers as they stand in a file, shape (n, 2).
    district
        West, south, east, north of the district, degrees WGS-84.

    Returns
    -------
    `HERE` for (lon, lat) in or near the district, the first other reading that leads there, or
    `ELSEWHERE` or `NO_DEGREES` where none does.
    """
    degrees = _within(middles, DATUMS["wgs84"].box)
    found: list[Reading] = [ELSEWHERE if one else NO_DEGREES for one in degrees]
    open_yet = np.ones(len(middles), dtype=bool)
    for swapped in (False, True):
        pairs = middles[:, ::-1] if swapped else middles
        for datum in (DATUMS["wgs84"], *(d for d in DATUMS.values() if d.metres)):
            leads = open_yet & _leads_to(pairs, datum, district)
            reading = Reading(datum.code, swapped, not datum.metres)
            for nth in np.flatnonzero(leads):
                found[nth] = reading
            open_yet &= ~leads
    return found


def near_district(district: Box) -> Box:
    """Return the box in which a thing is taken for one of the district."""
    west, south, east, north = district
    return west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG


def _leads_to(pairs: Floats, datum: Datum, district: Box) -> NDArray[np.bool_]:
    found = _within(pairs, datum.box)
    if found.any():
        lonlat = np.column_stack(to_wgs84(pairs[found, 0], pairs[found, 1], datum.code))
        found[found] = _within(lonlat, near_district(district))
    return found


def _within(pairs: Floats, box: Box) -> NDArray[np.bool_]:
    low, high = np.array(box[:2]), np.array(box[2:])
    inside: NDArray[np.bool_] = np.all((pairs >= low) & (pairs <= high), axis=1)
    return inside
