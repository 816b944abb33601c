"""
The blocks between named lines (四至), as plain geometry in metres.

The sides are drawn as walls a few metres thick; free ground that lies along every side is a block.
Other roads do not cut it. Where the sides leave a corner open, loose ends are linked to the nearest
side, the shortest links first, at most `OPEN_CORNER_M` long (`OPEN_BANK_M` to a surface); the
longest link that a block needs is part of the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.polygon import orient
from shapely.ops import nearest_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

OPEN_CORNER_M = 150.0
"""Widest open corner that is closed (and reported), in metres."""
OPEN_BANK_M = 250.0
"""The same to a surface: a river with its bank, a place that stands back from the roads."""
SMALLEST_M2 = 400.0
"""Ground smaller than this is no block, square metres."""
WALL_M = 6.0
"""Half the ground that a line takes up, in metres."""
SETBACK_M = 8.0
"""
How far plots stand back from the walls, metres: pavement and verge.

Measured on outlines of parks and schools between four streets (10 in the district that ships).
"""
_SETBACK_SHARE = 0.05
_STEPS_M = (0.0, 25.0, 50.0, 100.0, OPEN_CORNER_M, OPEN_BANK_M)
_RIM_M = 400.0
_TRIES = 8
"""How many links are tried one by one and two by two."""
_CLOSED_M = 2 * WALL_M
_STRIP_M = 8.0
"""Half the width of what is a strip (the middle of a dual carriageway), not part of a block."""
_ALONG_M = 25.0
"""How much of a block's edge a side must make up, metres (less on a very small block)."""
_ALONG_SHARE = 0.05
TURN_DEG = 75.0
"""How far a planner's compass word may be from the true direction, degrees."""


@dataclass(frozen=True, slots=True)
class Block:
    """The ground between sides, metres; `open_m` is the widest corner that stood open."""

    shape: Polygon
    open_m: float


def blocks_between(sides: Sequence[BaseGeometry], *, patient: bool = True) -> list[Block]:
    """
    Return every block that lies along all of `sides`, the largest first.

    Parameters
    ----------
    sides
        Line work (or a surface, as of a river) of each side, metres.
    patient
        Whether to look for the few links that close a block where all of them together cut it.

    Returns
    -------
    Valid polygons without holes, counter-clockwise; empty when the sides do not close one.
    """
    return next(closings(sides, patient=patient), [])


def closings(sides: Sequence[BaseGeometry], *, patient: bool = True) -> Iterator[list[Block]]:
    """Yield the blocks that close without links, then those that need ever longer ones."""
    if len(sides) < 2:  # noqa: PLR2004 - one line is no boundary of anything
        return
    links = _links(sides)
    for before, reach in zip((-1.0, *_STEPS_M), _STEPS_M, strict=False):
        if reach and not any(before < link.length <= reach for link in links):
            continue
        used = [link for link in links if link.length <= reach]
        found = _enclosed(sides, used) or (_by_few_links(sides, used) if patient else [])
        if found:
            blocks = [_with_few_links(shape, sides, used) for shape in found]
            yield sorted(_distinct(blocks), key=lambda b: (-b.shape.area, b.shape.bounds))


def set_back(shape: Polygon) -> Polygon:
    """
    Return the ground of a block that is not street: up to `SETBACK_M` less on every side.

    Parameters
    ----------
    shape
        A block that reaches up to the walls on the centre lines, metres.
    """
    narrow = min(SETBACK_M, _SETBACK_SHARE * float(shape.area) ** 0.5)
    inner = shape.buffer(-narrow, join_style="mitre").simplify(1.0)
    return orient(max(shapely.get_parts(inner), key=lambda part: float(part.area)))


def outward(shape: Polygon, side: BaseGeometry) -> list[tuple[float, float]]:
    """
    Return which way the edge of a block faces along one of its sides.

    Returns
    -------
    (bearing, length) of each piece of the edge: degrees clockwise from north, metres.
    """
    ring = shapely.get_coordinates(shapely.segmentize(orient(shape).exterior.simplify(5.0), 20.0))
    step = np.diff(ring, axis=0)
    middles = shapely.points((ring[1:] + ring[:-1]) / 2)
    along = shapely.distance(middles, side)
    near = along <= max(float(along.min()), WALL_M) + _CLOSED_M
    # The ring runs counter-clockwise: what is outside lies to the right of each step.
    bearings = np.degrees(np.arctan2(step[:, 1], -step[:, 0])) % 360
    lengths = np.hypot(*step.T)
    return list(zip(bearings[near].tolist(), lengths[near].tolist(), strict=True))


def facing(
    pieces: Iterable[tuple[float, float]], bearing: float, *, turn: float = TURN_DEG
) -> float:
    """Return the share of an edge that faces `bearing` or at most `turn` degrees off, 0 to 1."""
    rows = list(pieces)
    total = sum(length for _, length in rows)
    turned = sum(n for angle, n in rows if abs((angle - bearing + 180) % 360 - 180) <= turn)
    return turned / total if total else 0.0


# --- walls and the ground between them -----------------------------------------------------------


def _enclosed(sides: Sequence[BaseGeometry], links: Sequence[LineString]) -> list[Polygon]:
    tidy = filter(None, map(_tidy, _ground(sides, links)))
    return [block for block in tidy if all(_lies_along(block, side) for side in sides)]


def _ground(sides: Sequence[BaseGeometry], links: Sequence[LineString]) -> list[Polygon]:
    """Return all ground that the walls shut in."""
    frame = shapely.box(*shapely.total_bounds([*sides])).buffer(_RIM_M, join_style="mitre")
    walls = shapely.geometrycollections([*sides, *links]).buffer(WALL_M, quad_segs=2)
    free = shapely.get_parts(frame.difference(walls))
    return [part for part in free if part.distance(frame.exterior) >= 1]


def _by_few_links(sides: Sequence[BaseGeometry], links: Sequence[LineString]) -> list[Polygon]:
    """Return the smallest block that one or two links close: all at once they may cut it."""
    for count in (1, 2):
        tries = combinations(links[:_TRIES], count)
        found = [block for kept in tries for block in _enclosed(sides, kept)]
        if found:
            return [min(found, key=lambda block: (float(block.area), block.bounds))]
    return []


def _tidy(free: Polygon) -> Polygon | None:
    """Return a block without holes, without slits along spurs, without strips between lanes."""
    whole = Polygon(free.exterior).buffer(_STRIP_M, join_style="mitre")
    opened = whole.buffer(-2 * _STRIP_M, join_style="mitre").buffer(_STRIP_M, join_style="mitre")
    parts = [part for part in shapely.get_parts(opened) if part.area > SMALLEST_M2]
    if not parts:
        return None
    largest = max(parts, key=lambda part: float(part.area)).simplify(1.0)
    clean = shapely.make_valid(shapely.set_precision(Polygon(largest.exterior), 0.01))
    shapes = [part for part in shapely.get_parts(clean) if part.geom_type == "Polygon"]
    return orient(max(shapes, key=lambda part: float(part.area))) if shapes else None


def _lies_along(block: Polygon, side: BaseGeometry) -> bool:
    """Tell whether a side is one side of a block, and not only touches one of its corners."""
    if block.distance(side) > _CLOSED_M:
        return False
    along = block.exterior.intersection(side.buffer(WALL_M + _CLOSED_M / 2)).length
    return bool(along >= min(_ALONG_M, _ALONG_SHARE * block.exterior.length))


def _distinct(blocks: Iterable[Block]) -> list[Block]:
    """Drop blocks that have become the same one."""
    kept: list[Block] = []
    for block in blocks:
        middle = block.shape.representative_point()
        if not any(other.shape.contains(middle) for other in kept):
            kept.append(block)
    return kept


# --- open corners --------------------------------------------------------------------------------


def _links(sides: Sequence[BaseGeometry]) -> list[LineString]:
    """Return what may close an open corner, shortest first: loose ends and near misses."""
    found = []
    for first, second in combinations(sides, 2):
        found += _link(first, second, at_bank=_is_surface(first) or _is_surface(second))
    for number, side in enumerate(sides):
        rest = [other for which, other in enumerate(sides) if which != number]
        for end, own in _loose_ends(side):
            for other in [*rest, own]:
                linked = _link(end, other, at_bank=_is_surface(side) or _is_surface(other))
                found += [link for link in linked if _middle(link).distance(side) > 1]
    rounded = {shapely.set_precision(link, 0.01).normalize().wkt: link for link in found}
    return sorted(rounded.values(), key=lambda link: (link.length, link.wkt))


def _loose_ends(side: BaseGeometry) -> Iterator[tuple[BaseGeometry, BaseGeometry]]:
    """Yield where a side may go on, each with the rest of the side: ends, corners of an outline."""
    if side.geom_type == "Polygon":
        for corner in shapely.get_coordinates(side.convex_hull.simplify(10.0))[1:]:
            yield Point(corner), Point()
    pieces = _pieces(side)
    for which, piece in enumerate(pieces):
        rest = shapely.geometrycollections(pieces[:which] + pieces[which + 1 :])
        for end in shapely.get_parts(piece.boundary):
            yield end, rest


def _middle(link: LineString) -> BaseGeometry:
    return link.interpolate(0.5, normalized=True)


def _is_surface(side: BaseGeometry) -> bool:
    return bool(side.area > 0)


def _link(start: BaseGeometry, other: BaseGeometry, *, at_bank: bool) -> list[LineString]:
    if other.is_empty:
        return []
    link = LineString(nearest_points(start, other))
    widest = OPEN_BANK_M if at_bank else OPEN_CORNER_M
    return [link] if _CLOSED_M < link.length <= widest else []


def _pieces(side: BaseGeometry) -> list[BaseGeometry]:
    """Return the connected pieces of a side's line work; a surface has no loose ends."""
    lines = [part for part in shapely.get_parts(side) if part.geom_type == "LineString"]
    if not lines:
        return []
    joined = shapely.get_parts(shapely.geometrycollections(lines).buffer(0.5, quad_segs=1))
    merged = shapely.get_parts(shapely.line_merge(shapely.union_all(lines)))
    groups = [[line for line in merged if line.intersects(spot)] for spot in joined]
    return [shapely.union_all(group) for group in groups if group]


def _with_few_links(
    shape: Polygon, sides: Sequence[BaseGeometry], links: Sequence[LineString]
) -> Block:
    """Leave out links that a block does not need: a spur inside it must not cut it."""
    near = shape.buffer(_CLOSED_M)
    kept = [link for link in links if link.intersects(near) and not link.intersects(shape)]
    middle = shape.representative_point()
    for link in sorted(kept, key=lambda link: -link.length):
        fewer = [other for other in kept if other is not link]
        wider = [block for block in _enclosed(sides, fewer) if block.contains(middle)]
        if wider:
            kept, shape = fewer, wider[0]
    return Block(shape, max((link.length for link in kept), default=0.0))
