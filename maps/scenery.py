"""The ground of the picture: district, parks, water, roads, metro and subdistrict borders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maps import shapes
from maps.ground import road_class
from maps.pen import Ground, fill, flat_parts, stroke

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

LAND, WATER, PARK = "#faf8f3", "#b3d3e6", "#d5e8c8"
ROADS = {
    "tertiary": ("#ffffff", 0.8),
    "secondary": ("#fffdf5", 1.2),
    "primary": ("#fbeab5", 1.5),
    "trunk": ("#f6d394", 1.7),
    "motorway": ("#f6d394", 2.0),
}
"""Road class to colour and width; what is narrower is left out."""


def draw(axes: Axes, ground: Ground, given: Mapping[str, Any], frame: BaseGeometry) -> None:
    """Draw district, parks, water, roads, metro and subdistrict borders."""

    def parts(key: str) -> list[BaseGeometry]:
        entries = [shapes.geometry_of(item) for item in given.get(key) or ()]
        return [item for item in flat_parts(ground, entries) if item.intersects(frame)]

    district = [shapes.geometry_of(given.get("district"))]
    fill(axes, "fill", flat_parts(ground, district), facecolor=LAND, edgecolor="none")
    fill(axes, "fill", parts("parks"), facecolor=PARK, edgecolor="none")
    stroke(axes, "fill", parts("rivers"), edgecolor=WATER, linewidth=0.9)
    fill(axes, "fill", parts("water"), facecolor=WATER, edgecolor="none")
    _draw_roads(axes, ground, given.get("roads") or (), frame)
    metro = parts("metro")
    stroke(axes, "metro", metro, edgecolor="#8d91a0", linewidth=0.7, linestyle=(0, (4, 2)))
    borders = parts("subdistricts")
    fill(
        axes,
        "border",
        borders,
        facecolor="none",
        edgecolor="#8b8577",
        linewidth=0.6,
        linestyle=(0, (1, 2.5)),
    )


def _draw_roads(
    axes: Axes, ground: Ground, entries: Iterable[Mapping[str, Any]], frame: BaseGeometry
) -> None:
    """Draw the roads: all casings first, then the surfaces, the widest on top."""
    lines: dict[str, list[BaseGeometry | None]] = {name: [] for name in ROADS}
    for entry in entries:
        name = road_class(str(entry.get("class") or ""))
        if name in lines:
            lines[name].append(shapes.geometry_of(entry))
    flat = {
        name: [item for item in flat_parts(ground, members) if item.intersects(frame)]
        for name, members in lines.items()
    }
    for name, (_, width) in ROADS.items():
        stroke(axes, "road", flat[name], edgecolor="#c9bfa8", linewidth=width + 0.7)
    for name, (colour, width) in ROADS.items():
        stroke(axes, "road", flat[name], edgecolor=colour, linewidth=width)
