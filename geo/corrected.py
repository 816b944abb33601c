"""
Positions that a person corrected: the top rung of the ladder.

A row of `corrections.csv` with the field `position` puts a project somewhere else, one with the
field `accuracy_m` says how sure that is. A row holds only while the old value still matches what
the program finds by itself, so that a correction never outlives the mistake it mended.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import Point

from geo.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from seeds.records import Correction

POSITION, ACCURACY = "position", "accuracy_m"
SAME_DEG = 2e-5
"""An old position matches if it is this near (about 2 m), in degrees."""
DEFAULT_M = 30.0
"""How far off a corrected position may be of which no row says more, metres."""


def corrected_answer(answer: Answer, corrections: Iterable[Correction]) -> Answer:
    """
    Return the answer as people corrected it.

    Parameters
    ----------
    answer
        What the program found by itself.
    corrections
        The rows of this project; other fields than `position` and `accuracy_m` are passed over.
        A position is `lon,lat` or WKT, degrees WGS 84; the old one is blank for a project that was
        on no map.
    """
    for row in corrections:
        if row.field == POSITION:
            answer = _moved(answer, row)
        elif row.field == ACCURACY:
            answer = _resized(answer, row)
    return answer


def _resized(answer: Answer, row: Correction) -> Answer:
    claim, old = _number(row.new_value), row.old_value.strip()
    if claim is None or not 0 < claim < np.inf:
        return _refused(answer, f"更正未采用：精度应为米数，实为 {row.new_value!r}")
    if answer.accuracy_m is None or (old and _number(old) != answer.accuracy_m):
        return _refused(answer, f"更正未采用：原精度应为 {row.old_value!r}，与现在算出的不符")
    return replace(answer, accuracy_m=claim)


def _moved(answer: Answer, row: Correction) -> Answer:
    shape = read_position(row.new_value)
    if shape is None:
        return _refused(answer, f"更正未采用：看不懂新位置 {row.new_value!r}")
    if not _still(answer, row.old_value):
        return _refused(answer, f"更正未采用：原位置应为 {row.old_value!r}，与现在算出的不符")
    was = f"{answer.method}" if answer.geometry is not None else "未上图"
    return Answer(
        shape,
        "correction",
        DEFAULT_M,
        f"corrections.csv；{row.editor} {row.date}".strip(),
        row.id,
        row.date,
        was,
        row.reason,
        answer.tried,
    )


def _refused(answer: Answer, why: str) -> Answer:
    return replace(answer, note="；".join(part for part in (answer.note, why) if part))


def _still(answer: Answer, old: str) -> bool:
    """Tell whether the program still finds what the person saw."""
    if answer.geometry is None:
        return not old.strip()
    seen = read_position(old)
    if seen is None:
        return False
    here = answer.geometry.representative_point()
    return bool(seen.distance(here) <= SAME_DEG or seen.equals(answer.geometry))


def read_position(text: str) -> BaseGeometry | None:
    """
    Return the geometry that `lon,lat` or WKT means, None if it means none.

    >>> read_position("121.4366,31.2003").wkt
    'POINT (121.4366 31.2003)'
    >>> read_position("31.2,121.4") is None  # axes turned round
    True
    """
    parts = text.split(",")
    if len(parts) == 2 and all(_number(part) is not None for part in parts):  # noqa: PLR2004
        shape: BaseGeometry = Point(float(parts[0]), float(parts[1]))
    else:
        try:
            shape = shapely.from_wkt(text)
        except shapely.errors.ShapelyError:
            return None
    if shape is None or shape.is_empty or not shape.is_valid:
        return None
    west, south, east, north = shape.bounds
    inside = -180 <= west <= east <= 180 and -90 <= south <= north <= 90  # noqa: PLR2004
    return shape if inside else None


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
