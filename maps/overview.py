"""
A picture of the district with its layers, as PNG and as SVG; the same view gives the same bytes.

Drawn with matplotlib's objects, without pyplot and its global state.
"""

from __future__ import annotations

import io
import math
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from maps import fonts, legend, scenery, shapes, styles
from maps.errors import PageError
from maps.ground import is_broad
from maps.pen import (
    INK,
    MARKERS,
    NAME_OVER,
    Ground,
    Pen,
    Spot,
    fill,
    flat_parts,
    scatter,
    stroke,
    symbol_look,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

    from maps.view import MapView

SIZE_INCHES, DPI = (10.7, 10.4), 144
MAP_BOX, SIDE_BOX = (0.0, 0.0, 0.74, 1.0), (0.74, 0.0, 0.26, 1.0)
MARGIN_M = 350.0
LONG_MAP_M = 8000.0
"""A map higher than this gets a scale bar of 2 km, else of 500 m."""

SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "zonemap",
    "svg.fonttype": "path",
    "path.simplify_threshold": 0.3,
}
QUICK = {"compress_level": 2}
"""How hard the PNG is packed: a tenth larger than the default, in half the time."""
PAPER = "#eeebe4"


def draw_overview(view: MapView, *, font: Path | str | None = "auto") -> tuple[bytes, bytes]:
    """
    Return the picture as PNG and as SVG bytes.

    Parameters
    ----------
    view
        What to draw.
    font
        A font file with Chinese characters; `auto` looks for one, None writes Latin letters only.

    Raises
    ------
    PageError
        If there is neither a district nor a zone to draw.
    """
    chosen = fonts.chinese_font() if isinstance(font, str) else font
    with mpl.rc_context(SETTINGS):
        figure = _figure(view, Pen(chosen))
        with ThreadPoolExecutor(1) as beside:
            png = beside.submit(_png, _pixels(figure))  # packed while the other is written
            svg = io.BytesIO()
            figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
            return png.result(), svg.getvalue()


def _pixels(figure: Figure) -> Image.Image:
    """Return the picture as it would stand on a screen."""
    before = figure.dpi
    figure.set_dpi(DPI)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    picture = Image.fromarray(np.array(canvas.buffer_rgba()))  # type: ignore[no-untyped-call]
    figure.set_dpi(before)
    return picture


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", dpi=(DPI, DPI), **QUICK)
    return file.getvalue()


def _figure(view: MapView, pen: Pen) -> Figure:
    """Return the whole picture."""
    figure = Figure(figsize=SIZE_INCHES, facecolor=PAPER)
    FigureCanvasAgg(figure)
    ground = _ground(view)
    axes = figure.add_axes(MAP_BOX)
    axes.set_axis_off()
    axes.set_aspect("equal")
    scenery.draw(axes, ground, view.backdrop, _frame_box(ground))
    _draw_zones(axes, ground, view.zones)
    _draw_features(axes, ground, view)
    _write_names(axes, ground, view, pen)
    _frame(axes, ground)
    _draw_scale(axes, ground, pen)
    side = figure.add_axes(SIDE_BOX)
    side.set_axis_off()
    legend.draw(side, view, pen, height=SIZE_INCHES[1] / (SIZE_INCHES[0] * SIDE_BOX[2]))
    return figure


def _ground(view: MapView) -> Ground:
    """Return the ground that holds the district, or else the zones."""
    district = shapes.geometry_of(view.backdrop.get("district"))
    drawn = [district] if district is not None else [_outline(zone) for zone in view.zones]
    box = shapes.bounds_of(item for item in drawn if item is not None)
    if box is None:
        raise PageError("总览图上应有区界或功能区，但两者都没有")
    west, south, east, north = box
    scale = (111_320 * math.cos(math.radians((south + north) / 2)), 110_900.0)
    return Ground(west, south, (east - west) * scale[0], (north - south) * scale[1], scale)


def _outline(feature: Mapping[str, Any]) -> BaseGeometry | None:
    """Return the shape of a feature or backdrop entry that is an area."""
    return shapes.geometry_of(feature)


def _draw_zones(axes: Axes, ground: Ground, zones: Sequence[Mapping[str, Any]]) -> None:
    """Veil what lies outside the zones, and tint and outline each zone."""
    flat = [flat_parts(ground, [_outline(zone)]) for zone in zones]
    everything = [item for members in flat for item in members]
    outside = shapely.difference(
        _frame_box(ground).buffer(2000), shapely.union_all(shapely.make_valid(everything))
    )
    fill(axes, "border", [outside], facecolor=PAPER, alpha=0.6, edgecolor="none")
    for order, members in enumerate(flat):
        colour = styles.zone_colour(order).fill
        fill(axes, "zone", members, facecolor=colour, alpha=0.1, edgecolor="none")
        fill(
            axes,
            "zone",
            members,
            facecolor="none",
            edgecolor=colour,
            linewidth=1.6,
            linestyle=(0, (5, 2)),
        )


def _zone_colours(view: MapView) -> dict[str, styles.ZoneColour]:
    """Return zone code to colour."""
    codes = (str(shapes.properties(zone).get("code", "")) for zone in view.zones)
    return {code: styles.zone_colour(order) for order, code in enumerate(codes)}


def _draw_features(axes: Axes, ground: Ground, view: MapView) -> None:
    """Draw lines and areas in the colour of their zone, and one symbol for everything."""
    known = _zone_colours(view)
    spots: dict[str, list[Spot]] = {shape: [] for shape in MARKERS}
    drawn: dict[styles.ZoneColour, list[BaseGeometry]] = {}
    for feature in view.features:
        given = shapes.properties(feature)
        geometry = shapes.geometry_of(feature.get("geometry"))
        if geometry is None or geometry.is_empty:
            continue
        colour = known.get(str(given.get("zone") or ""), styles.NO_ZONE)
        if not is_broad(feature, geometry):
            drawn.setdefault(colour, []).append(ground.flat(geometry))
        x, y = ground.metres(np.array(shapes.anchor(geometry)))
        stage = styles.stage_group(view.stage_of(given))
        vague = styles.accuracy_class(given.get("accuracy_m")) == "coarse"
        spot = Spot(x, y, stage, colour, vague)
        spots[styles.kind_sign(str(given.get("kind"))).shape].append(spot)
    for colour, geometries in drawn.items():
        _draw_shapes(axes, geometries, colour)
    _draw_symbols(axes, spots)


def _draw_shapes(axes: Axes, geometries: Sequence[BaseGeometry], colour: styles.ZoneColour) -> None:
    """Draw the lines and areas of one zone; a point has none."""
    areas = [item for item in geometries if item.geom_type.endswith("Polygon")]
    lines = [item for item in geometries if item.geom_type.endswith("LineString")]
    for area in areas:  # one by one: where they overlap they are darker, not hollow
        fill(axes, "shape", [area], facecolor=colour.fill, alpha=0.24, edgecolor="none")
    stroke(axes, "shape", lines, edgecolor="white", linewidth=3.4)
    stroke(axes, "shape", lines, edgecolor=colour.strong, linewidth=2)


def _draw_symbols(axes: Axes, spots: Mapping[str, Sequence[Spot]]) -> None:
    """Draw halos and symbols, one artist for each shape."""
    everything = [spot for members in spots.values() for spot in members]
    vague = [spot for spot in everything if spot.vague]
    halos = [(spot.colour.fill + "38", "none", 0.0) for spot in vague]
    scatter(axes, "circle", vague, halos, 3.6)
    for shape, members in spots.items():
        active = [spot for spot in members if spot.stage == "active"]
        scatter(axes, shape, active, [("#ffffff", spot.colour.strong, 1.1) for spot in active], 2.1)
        scatter(axes, shape, members, [symbol_look(spot.stage, spot.colour) for spot in members])


def _write_names(axes: Axes, ground: Ground, view: MapView, pen: Pen) -> None:
    """Write the names of subdistricts and zones."""
    for entry in view.backdrop.get("subdistricts") or ():
        shape = _outline(entry)
        if shape is not None and pen.name(entry):
            x, y = ground.metres(np.array(shapes.anchor(shape)))
            look = {"size": 7, "color": "#7a7363", "halo": 2, "ha": "center", "zorder": NAME_OVER}
            pen.write(axes, (x, y), pen.name(entry), **look)
    for order, zone in enumerate(view.zones):
        given, shape = shapes.properties(zone), _outline(zone)
        if shape is not None and pen.name(given):
            x, y = ground.metres(np.array(shapes.anchor(shape)))
            colour = styles.zone_colour(order).strong
            look = {"size": 14, "color": colour, "halo": 3.5, "ha": "center", "zorder": NAME_OVER}
            pen.write(axes, (x, y + 260), pen.name(given), **look)


def _frame_box(ground: Ground) -> BaseGeometry:
    """Return what the picture shows, in metres."""
    return shapely.box(
        -MARGIN_M, -MARGIN_M, ground.width + MARGIN_M, ground.height + MARGIN_M
    ).buffer(600)


def _frame(axes: Axes, ground: Ground) -> None:
    """Set the limits so that the whole district fits into the box of the map."""
    wanted = MAP_BOX[2] * SIZE_INCHES[0] / (MAP_BOX[3] * SIZE_INCHES[1])
    height = max(ground.height + 2 * MARGIN_M, (ground.width + 2 * MARGIN_M) / wanted)
    width = height * wanted
    middle = (ground.width / 2, ground.height / 2)
    axes.set_xlim(middle[0] - width / 2, middle[0] + width / 2)
    axes.set_ylim(middle[1] - height / 2, middle[1] + height / 2)


def _draw_scale(axes: Axes, ground: Ground, pen: Pen) -> None:
    """Draw a scale bar of 1 or 2 km at the lower left, and north at the upper left."""
    left, bottom = axes.get_xlim()[0] + MARGIN_M, axes.get_ylim()[0] + MARGIN_M
    length = 2000 if ground.height > LONG_MAP_M else 500
    bar: dict[str, Any] = {"solid_capstyle": "butt", "zorder": NAME_OVER}
    axes.plot([left, left + length], [bottom, bottom], color=INK, linewidth=4.4, **bar)
    half = [left + length / 2, left + length - 15]
    axes.plot(half, [bottom, bottom], color="#ffffff", linewidth=3, **bar)
    unit, shown = ("unit_km", length // 1000) if length == 2000 else ("unit_m", length)  # noqa: PLR2004
    label = f"{shown} {pen.word(unit)}"
    pen.write(axes, (left + length + 120, bottom), label, size=8, ha="left", halo=2)
