"""Which area a place is: the outline that Nominatim knows by its name, with a margin."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import shapely
from shapely import affinity
from shapely.errors import ShapelyError
from shapely.geometry import shape as to_shape

from geo.osm_cache import stored_answers
from geo.osm_source import OsmError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

    from shapely.geometry.base import BaseGeometry

    Bounds = tuple[float, float, float, float]

MARGIN_M = 1000.0
"""How far around a place things are asked for as well, in metres."""
SIMPLIFY_M = 100.0
METRES_PER_DEGREE = 111_320.0
_SHOWN = 3


def ask_outlines(osmnx: ModuleType, place: str) -> None:
    """Let OSMnx store what Nominatim knows of a place; what it makes of that does not matter."""
    try:
        osmnx.geocode_to_gdf(place)
    except OsmError:
        raise
    except (AttributeError, LookupError, TypeError, ValueError):
        return  # no result, none with an area, or no results at all: `place_area` tells


def place_area(folder: Path, place: str, within: Bounds | None) -> BaseGeometry:
    """
    Return the outline of a place with a margin.

    Parameters
    ----------
    folder
        Where the answer of Nominatim is stored.
    place
        The name that was asked for.
    within
        (west, south, east, north) degrees in which it lies. A short name such as 鼓楼区 is that of
        several districts; the most important one that touches the box is taken.

    Raises
    ------
    OsmError
        If there is no such outline.
    """
    found = list(_outlines(folder))
    if not found:
        raise OsmError(f"Nominatim 没有“{place}”的面状范围；请写全名，或改用范围")
    here = [
        outline
        for outline, _ in found
        if within is None or outline.intersects(shapely.box(*within))
    ]
    if not here:
        names = "；".join(name for _, name in found[:_SHOWN])
        raise OsmError(
            f"Nominatim 认识的“{place}”都不在 district.toml 的 bbox 里：{names}；"
            "请写全名，例如 某市某区"
        )
    return _with_margin(here[0])


def _outlines(folder: Path) -> Iterator[tuple[BaseGeometry, str]]:
    """Yield areas and their full names, the most important first."""
    results = [
        row for answer in stored_answers(folder) if isinstance(answer, list) for row in answer
    ]
    rows = [row for row in results if isinstance(row, dict)]
    for row in sorted(rows, key=_importance, reverse=True):
        try:
            outline = to_shape(row["geojson"])
        except (ShapelyError, AttributeError, LookupError, TypeError, ValueError):
            continue
        if outline.geom_type in {"Polygon", "MultiPolygon"} and not outline.is_empty:
            yield outline, str(row.get("display_name", ""))


def _importance(row: dict[str, object]) -> float:
    value = row.get("importance")
    return float(value) if isinstance(value, int | float) else 0.0


def _with_margin(outline: BaseGeometry) -> BaseGeometry:
    """Return a simple outline `MARGIN_M` outside of `outline`."""
    squeeze = math.cos(math.radians(outline.centroid.y))
    round_earth = affinity.scale(outline, xfact=squeeze, origin=(0, 0))
    wide = round_earth.buffer(MARGIN_M / METRES_PER_DEGREE).simplify(SIMPLIFY_M / METRES_PER_DEGREE)
    return shapely.set_precision(affinity.scale(wide, xfact=1 / squeeze, origin=(0, 0)), 1e-6)
