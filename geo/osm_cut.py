"""
Where in a large OSM file a district lies, so that only that part of it is read.

A city or a province is a hundred times a district: the outline is found first, by its name alone;
what is read after that follows the district and not the file.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import shapely

from geo.osm_source import OsmError
from geo.osm_tags import normal_tags

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    Bounds = tuple[float, float, float, float]

MARGIN_M = 1500.0
"""How far around the outline is read, in metres; more than a gazetteer keeps."""
METRES_PER_DEGREE = 111_320.0
WORLD = (-180.0, -90.0, 180.0, 90.0)

_LAYERS = ("multipolygons", "lines")
_ADMINISTRATIVE = """all_tags LIKE '%"boundary":"administrative"%'"""


def district_box(
    source: Path | bytes, name: str, config: Path, *, where: str, within: Bounds = WORLD
) -> Bounds:
    """
    Return the box around the outlines of that name, with a margin.

    Parameters
    ----------
    source
        The file, or OSM XML in memory.
    name
        Name of the district.
    config
        How GDAL reads OSM files.
    where
        Names the source in messages.
    within
        (west, south, east, north) degrees in which the district lies: a province may have two
        districts of one name.

    Returns
    -------
    (west, south, east, north) degrees.

    Raises
    ------
    OsmError
        If no administrative outline bears the name, or none of them lies there.
    """
    shapes = [shape for layer in _LAYERS for shape in _outlines(source, layer, name, config)]
    if not shapes:
        raise OsmError(f"{where}：没有名为“{name}”的行政区界线（boundary=administrative）")
    here = [shape for shape in shapes if shape.intersects(shapely.box(*within))]
    if not here:
        lon, lat = shapes[0].centroid.coords[0]
        raise OsmError(
            f"{where}：其中的“{name}”在 ({lon:.2f}, {lat:.2f})，不在 district.toml 的 bbox 里；"
            "请核对文件是哪里的"
        )
    return _widened(shapely.union_all(here).bounds)


def _outlines(source: Path | bytes, layer: str, name: str, config: Path) -> list[BaseGeometry]:
    """Return the outlines of that name; closed ways are among the lines."""
    from pyogrio.raw import read  # noqa: PLC0415 (half a second, only needed here)

    options = {"layer": layer, "CONFIG_FILE": str(config)}
    meta, _, _, columns = read(source, where=_ADMINISTRATIVE, read_geometry=False, **options)
    names = list(meta["fields"])
    tags = columns[names.index("all_tags")]
    found: dict[str, list[str]] = {"osm_id": [], "osm_way_id": []}
    for number, raw in enumerate(tags):
        if normal_tags(json.loads(raw)).get("name") == name:
            key = next(k for k in found if k in names and columns[names.index(k)][number])
            found[key].append(str(columns[names.index(key)][number]))
    asked = " OR ".join(f"{key} = '{i}'" for key, ids in found.items() for i in ids)
    if not asked:
        return []
    shapes = shapely.from_wkb(read(source, where=asked, **options)[2])
    return [shape for shape in shapes if shape is not None and not shape.is_empty]


def _widened(bounds: Bounds) -> Bounds:
    """Return a box `MARGIN_M` larger on each side."""
    west, south, east, north = bounds
    up = MARGIN_M / METRES_PER_DEGREE
    out = up / max(0.01, math.cos(math.radians((south + north) / 2)))
    return west - out, south - up, east + out, north + up
