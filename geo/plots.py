"""
The blocks between named lines (四至), as plain geometry in metres.

The sides are drawn as walls a few metres thick; free ground that lies along every side is a block.
Other roads do not cut it. Where the sides leave a corner open, loose ends are linked to the nearest
side, the shortest links first, at most `OPEN_CORNER_M` long (`OPEN_BANK_M` to a surface); the
longest link that a block needs is part of the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

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
_SPECK_M2 = 100.0
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
CLOSED_M = 2 * WALL_M
"""A gap that the walls close by themselves, metres."""
_STRIP_M = 8.0
"""Half the width of what is a strip (the middle of a dual carriageway), not part of a block."""
_REACHES_M = WALL_M + CLOSED_M / 2 + 2 * _STRIP_M
"""Free ground that is this far from a side, metres, does not come nearer by being tidied."""
_ALONG_M = 25.0
"""How much of a block's edge a side must make up, metres (less on a very small block)."""
_ALONG_SHARE = 0.05


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
    ground = _Ground(sides)
    closed = ground.enclosed([])
    if closed:
        blocks = [Block(shape, 0.0) for shape in closed]
        yield sorted(_distinct(blocks), key=lambda b: (-b.shape.area, b.shape.bounds))
    links, tried = _links(sides), 0
    for before, reach in pairwise(_STEPS_M):
        if not any(before < link.length <= reach for link in links):
            continue
        used = [link for link in links if link.length <= reach]
        found = ground.enclosed(used)
        if not found and patient and tried < len(used[:_TRIES]):
            tried = len(used[:_TRIES])
            found = _by_few_links(ground, used[:_TRIES])
        if found:
            blocks = [_with_few_links(shape, ground, used) for shape in found]
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


# --- walls and the ground between them -----------------------------------------------------------


class _Ground:
    """The sides as walls, the free ground between them, and the strip along each side."""

    def __init__(self, sides: Sequence[BaseGeometry]) -> None:
        self.sides = sides
        frame = shapely.box(*shapely.total_bounds([*sides])).buffer(_RIM_M, join_style="mitre")
        walls = shapely.geometrycollections([*sides]).buffer(WALL_M, quad_segs=2)
        self._rim = frame.exterior
        self._free = frame.difference(walls)
        self._along = [side.buffer(WALL_M + CLOSED_M / 2, quad_segs=2) for side in sides]

    def enclosed(self, links: Sequence[LineString]) -> list[Polygon]:
        """Return the blocks that the sides and links shut in and that lie along every side."""
        shut = shapely.geometrycollections([*links]).buffer(WALL_M, quad_segs=2)
        parts = shapely.get_parts(self._free.difference(shut))
        parts = parts[(shapely.area(parts) > _SPECK_M2)]
        parts = parts[shapely.distance(parts, self._rim) >= 1]
        for side in self.sides:  # what is far from a side cannot lie along it
            parts = parts[shapely.dwithin(parts, side, _REACHES_M)]
        blocks = filter(None, map(_tidy, parts))
        sides = list(zip(self.sides, self._along, strict=True))
        return [b for b in blocks if all(_lies_along(b, side, strip) for side, strip in sides)]


def _by_few_links(ground: _Ground, links: Sequence[LineString]) -> list[Polygon]:
    """Return the smallest block that one or two links close: all at once they may cut it."""
    for count in (1, 2):
        tries = combinations(links, count)
        found = [block for kept in tries for block in ground.enclosed(kept)]
        if found:
            return [min(found, key=lambda block: (float(block.area), block.bounds))]
    return []


def _tidy(free: Polygon) -> Polygon | None:
    """Return a block without holes, without slits along spurs, without strips between lanes."""
    whole = Polygon(free.exterior).buffer(_STRIP_M, join_style="mitre")
    opened = whole.buffer(-2 * _STRIP_M, join_style="mitre").buffer(_STRIP_M, join_style="mitre")
    parts = [part for part in shapely.get_parts(opened) if part.area > _SPECK_M2]
    if not parts:
        return None
    largest = max(parts, key=lambda part: float(part.area)).simplify(1.0)
    clean = shapely.make_valid(shapely.set_precision(Polygon(largest.exterior), 0.01))
    shapes = [part for part in shapely.get_parts(clean) if part.geom_type == "Polygon"]
    return orient(max(shapes, key=lambda part: float(part.area))) if shapes else None


def _lies_along(block: Polygon, side: BaseGeometry, strip: BaseGeometry) -> bool:
    """Tell whether a side bounds a block, and does not just touch a corner or run through it."""
    along = block.exterior.intersection(strip).length
    if along < min(_ALONG_M, _ALONG_SHARE * block.exterior.length):
        return False
    inside = block.buffer(-CLOSED_M, join_style="mitre").intersection(side)
    return bool(inside.length <= along)


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
    return [link] if CLOSED_M < link.length <= widest else []


def _pieces(side: BaseGeometry) -> list[BaseGeometry]:
    """Return the connected pieces of a side's line work; a surface has no loose ends."""
    lines = [part for part in shapely.get_parts(side) if part.geom_type == "LineString"]
    if not lines:
        return []
    joined = shapely.get_parts(shapely.geometrycollections(lines).buffer(0.5, quad_segs=1))
    merged = shapely.get_parts(shapely.line_merge(shapely.union_all(lines)))
    groups = [[line for line in merged if line.intersects(spot)] for spot in joined]
    return [shapely.union_all(group) for group in groups if group]


def _with_few_links(shape: Polygon, ground: _Ground, links: Sequence[LineString]) -> Block:
    """Leave out links that a block does not need: a spur inside it must not cut it."""
    near = shape.buffer(CLOSED_M)
    kept = [link for link in links if link.intersects(near) and not link.intersects(shape)]
    middle = shape.representative_point()
    for link in sorted(kept, key=lambda link: -link.length):
        fewer = [other for other in kept if other is not link]
        wider = [block for block in ground.enclosed(fewer) if block.contains(middle)]
        if wider:
            kept, shape = fewer, wider[0]
    return Block(shape, max((link.length for link in kept), default=0.0))
