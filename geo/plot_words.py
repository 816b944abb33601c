"""What is said of a plot found by its bounds: how large it is, or why its sides enclose nothing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geo.plots import OPEN_BANK_M

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.compass import Wall

_EDGE_M = 10.0
"""How far the kerb may be from where the centre line of the road puts it, metres."""


def rounded_area(plots: Sequence[BaseGeometry]) -> str:
    """Return the area in square metres, no finer than the edge is known."""
    size, rim = (sum(float(getattr(plot, what)) for plot in plots) for what in ("area", "length"))
    return f"{round(size, -round(math.log10(max(_EDGE_M * rim, 10.0)))):.0f}"


def not_closed(walls: Sequence[Wall]) -> str:
    """Say why sides enclose nothing; name the side that is far from the others."""
    names = list(dict.fromkeys(wall.name for wall in walls))
    reason = f"四至：{'、'.join(names)}在地图上围不成一块地"
    gaps = [
        sorted(float(wall.shape.distance(o.shape)) for o in walls if o.name != wall.name)
        for wall in walls
    ]
    if min(map(len, gaps)) < 2:  # noqa: PLR2004 - two lines enclose nothing wherever they are
        return reason
    for which, said in enumerate(("离最近的一边也有", "只与一边相接，离其余各边至少")):
        far, name = max((row[which], wall.name) for row, wall in zip(gaps, walls, strict=True))
        if far > OPEN_BANK_M:
            return f"{reason}（{name}{said}{far:.0f}米）"
    return reason
