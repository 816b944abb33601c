"""
The first look of the public page: every place as plain SVG, on the screen before any script runs.

Numbers and colours only, in whole units of a box that is 1,000 units wide. The scripts take its
place as soon as they have drawn the map that can be used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from maps import shapes, styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from maps.view import MapView

WIDTH = 1000
_LEAST = 0.001  # degrees: what is smaller gets room around it
_SLACK = 1.5  # units by which outlines are simplified: about 15 m in a district


def first_look(view: MapView, extent: tuple[float, float, float, float]) -> str:
    """
    Return the places of a view as SVG markup.

    Parameters
    ----------
    view
        What the page shows.
    extent
        West, south, east, north of the box in degrees.
    """
    west, south, east, north = extent
    room = _LEAST if east - west < _LEAST or north - south < _LEAST else 0.0
    box = _projected(shapely.box(west - room, south - room, east + room, north + room))
    left, bottom, right, top = box.bounds
    scale = WIDTH / (right - left)
    colours = {
        str(shapes.properties(zone).get("code")): styles.zone_colour(order).fill
        for order, zone in enumerate(view.zones)
    }

    def flat(geometry: BaseGeometry) -> BaseGeometry:
        moved = shapely.transform(
            _projected(geometry), lambda at: np.column_stack((at[:, 0] - left, top - at[:, 1]))
        )
        return shapely.simplify(shapely.transform(moved, lambda at: at * scale), _SLACK)

    marks = [_ground(colours[code], flat(outline)) for code, outline in _zones(view, colours)]
    for colour, places in _by_colour(view, colours).items():
        marks.append(_places(colour, [(flat(g), drawn) for g, drawn in places]))
    height = round((top - bottom) * scale)
    return (
        f'<svg class="first" id="first-look" viewBox="0 0 {WIDTH} {height}" aria-hidden="true" '
        f'focusable="false">{"".join(marks)}</svg>'
    )


def _projected(geometry: BaseGeometry) -> BaseGeometry:
    """Return (lon, lat) degrees as Web Mercator, in degrees of longitude."""
    return shapely.transform(
        geometry,
        lambda at: np.column_stack(
            (at[:, 0], np.degrees(np.arcsinh(np.tan(np.radians(at[:, 1])))))
        ),
    )


def _zones(view: MapView, colours: dict[str, str]) -> Iterable[tuple[str, BaseGeometry]]:
    for zone in view.zones:
        outline = shapes.geometry_of(zone.get("geometry"))
        code = str(shapes.properties(zone).get("code"))
        if outline is not None and not outline.is_empty and code in colours:
            yield code, outline


def _by_colour(
    view: MapView, colours: dict[str, str]
) -> dict[str, list[tuple[BaseGeometry, bool]]]:
    """Return the geometries by colour, each with whether more than its symbol is drawn."""
    found: dict[str, list[tuple[BaseGeometry, bool]]] = {}
    for feature in view.features:
        geometry = shapes.geometry_of(feature.get("geometry"))
        if geometry is None or geometry.is_empty:
            continue
        given = shapes.properties(feature)
        colour = colours.get(str(given.get("zone")), styles.NO_ZONE.fill)
        whole = given.get("method") in styles.WHOLE_PLACE_METHODS
        broad = bool(geometry.area) and shapes.area_m2(geometry) > styles.BROAD_M2
        found.setdefault(colour, []).append((geometry, not (whole or broad)))
    return found


def _ground(colour: str, outline: BaseGeometry) -> str:
    path = "".join(_path(ring, closed=True) for ring in shapes.line_parts(outline))
    return f'<path d="{path}" fill="{colour}" fill-opacity=".1"/>'


def _places(colour: str, places: Sequence[tuple[BaseGeometry, bool]]) -> str:
    """Return areas, lines and symbols of one colour."""
    areas, lines, spots = [], [], []
    for geometry, drawn in places:
        x, y = shapes.anchor(geometry)
        spots.append(f"M{round(x)} {round(y)}h0")
        if drawn and geometry.geom_type.endswith("Polygon"):
            areas += [_path(ring, closed=True) for ring in shapes.line_parts(geometry)]
        elif drawn:
            lines += [_path(line) for line in shapes.line_parts(geometry)]
    return "".join(
        f'<path class="{name}" d="{"".join(parts)}" {look}/>'
        for name, parts, look in (
            ("area", areas, f'fill="{colour}"'),
            ("line", lines, f'stroke="{colour}"'),
            ("spot", spots, f'stroke="{colour}"'),
        )
        if parts
    )


def _path(line: BaseGeometry, *, closed: bool = False) -> str:
    """Return path data in whole units, each position as a step from the one before."""
    at = np.rint(shapely.get_coordinates(line)).astype(int)
    steps = np.diff(at, axis=0)
    steps = steps[steps.any(axis=1)]
    if closed:
        steps = steps[:-1]
    walked = "".join(f"l{x} {y}" for x, y in steps.tolist())
    return f"M{at[0, 0]} {at[0, 1]}{walked}{'z' if closed else ''}"
