"""Repairs of members: types in their right case, numbers that are none, crs that says nothing."""

from __future__ import annotations

import math
from typing import Any

from layers.checking.boxes import declared
from layers.checking.kinds import cased

_WGS84 = "wgs84"


def in_right_case(geometry: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return a geometry with its types in the right case."""
    if not isinstance(geometry, dict):
        return geometry
    found = dict(geometry)
    found["type"] = cased(geometry.get("type")) or geometry.get("type")
    if isinstance(geometry.get("geometries"), list):
        found["geometries"] = [in_right_case(one) for one in geometry["geometries"]]
    return found


def without_crs(geometry: dict[str, Any]) -> dict[str, Any]:
    """Return a geometry of which no member has a crs that names WGS-84."""
    found = dict(geometry)
    if "crs" in found and declared(found["crs"]) == _WGS84:
        del found["crs"]
    if isinstance(found.get("geometries"), list):
        found["geometries"] = [without_crs(one) for one in found["geometries"]]
    return found


def finite(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return a value with null for every number that is not finite."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list):
        return [finite(one) for one in value]
    if isinstance(value, dict):
        for key in value:
            value[key] = finite(value[key])
    return value
