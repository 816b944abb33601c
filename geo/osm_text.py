"""What an OpenStreetMap feature says, as the tables of the gazetteer write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import LineString

from geo.metric import DEGREE_DECIMALS, to_degrees, to_metres

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

NAMED_BY = "zonemap:named_by"
"""Tag of a way whose name comes from people and not from OpenStreetMap."""
_ALIAS_KEYS = ("alt_name", "old_name", "short_name", "official_name", "loc_name", "name:zh")


def aliases(tags: Mapping[str, str]) -> str:
    """Return the other names of a thing, joined by `;`, without the name itself."""
    found = [part.strip() for key in _ALIAS_KEYS for part in re.split("[;；]", tags.get(key, ""))]
    return ";".join(dict.fromkeys(n for n in found if n and n != tags.get("name")))


def wkt(geometry: BaseGeometry) -> str:
    """Return a geometry as WKT with `geo.metric.DEGREE_DECIMALS` decimals."""
    return str(shapely.to_wkt(geometry, rounding_precision=DEGREE_DECIMALS, trim=True))


def simplified(geometry: BaseGeometry, tolerance_m: float) -> BaseGeometry:
    """Return a geometry (degrees) without vertices that matter less than `tolerance_m` metres."""
    return to_degrees(to_metres(geometry).simplify(tolerance_m))


def line_parts(geometry: BaseGeometry) -> Iterator[LineString]:
    """Yield the line strings of a geometry that have a length."""
    for part in shapely.get_parts(geometry):
        if isinstance(part, LineString) and part.length > 0:
            yield part


def level(tags: Mapping[str, str]) -> str:
    """Return on which level a way runs: surface, bridge or tunnel."""
    if tags.get("tunnel", "no") not in {"no", ""}:
        return "tunnel"
    return "bridge" if tags.get("bridge", "no") not in {"no", ""} else "surface"
