"""
The rung of the four bounds (四至): from named sides to a plot on the map, or a reason in words.

The sides say what encloses the plot, their compass words which of several blocks is meant and
whether the text agrees with the map. A block is never chosen against what the text says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import MultiPolygon
from shapely.geometry.polygon import orient
from shapely.ops import nearest_points

from geo.compass import AGAINST, PLAIN, Wall, agreement, depth
from geo.plot_words import not_closed, rounded_area
from geo.plots import (
    OPEN_CORNER_M,
    Block,
    blocks_between,
    closings,
    set_back,
)
from geo.said import OPPOSITE, Bounds, Side, sides_of
from geo.walls import Walls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.answer import Hit
    from geo.gazetteer import Gazetteer
    from geo.lines import NamedLines
    from geo.roads import Roads

_LARGEST_M2, _SMALLEST_M2 = 6e6, 400.0
"""Ground larger or smaller than this is no plot, square metres."""
_OPEN_LARGEST_M2 = 4e5
"""Largest block that a road beyond an unknown one may close, square metres."""
_OPEN_REACH_M = 1200.0
_CORNER_M = 500.0
"""Nine in ten blocks have their middle within this of each of their corners, metres."""
_THREE_SIDES_M = 100.0
"""What it costs that a text leaves one of four sides out, metres (measured on OSM outlines)."""
_CRUMB = 0.05
_TOGETHER_M = 60.0
_SQUARE = 4


@dataclass(frozen=True, slots=True)
class _Plot:
    """What was found for one plot: a polygon (or parts of it), claim in metres, notes."""

    shape: BaseGeometry
    claim: float
    """Beside what any block may be off, metres."""
    notes: tuple[str, ...]
    method: str = "bounds"


class BoundsRung:
    """
    Finds plots by their bounds.

    Parameters
    ----------
    gazetteer, lines, roads
        Where names, lines and crossings are looked up.
    hit
        What makes an answer of a shape (metres), method, claim, source id and notes.
    block_m
        How far off the middle of a block that closes may be, metres.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        lines: NamedLines,
        roads: Roads,
        hit: Callable[..., Hit],
        *,
        block_m: float,
    ) -> None:
        self._block_m = block_m
        self._walls = Walls(gazetteer, lines)
        self._lines = lines
        self._roads = roads
        self._hit = hit
        self._known: dict[Bounds, _Plot | str] = {}

    def find(self, plots: Sequence[Iterable[Side | str]]) -> Hit | str:
        """
        Return the ground between named sides, of each plot in turn.

        Parameters
        ----------
        plots
            Sides of each plot; a bare name is a side whose compass word is not known.
        """
        wanted = [sides_of(plot) for plot in plots]
        found = [self._plot(bounds) for bounds in wanted]
        if len(found) > 1:  # corners are no plots to draw beside others
            found = [p if isinstance(p, str) or p.method == "bounds" else p.notes[0] for p in found]
        drawn = [plot for plot in found if not isinstance(plot, str)]
        missed = [plot for plot in found if isinstance(plot, str)]
        if not drawn:
            return "；".join(dict.fromkeys(missed))
        names = "、".join(dict.fromkeys(n for b in wanted for side in b for n in side.names))
        notes = [note for plot in drawn for note in plot.notes]
        notes += [f"另一块没有画出（{why}）" for why in missed]
        parts = [part for plot in drawn for part in shapely.get_parts(plot.shape)]
        shape = parts[0] if len(parts) == 1 else _together(parts)
        claim = max(plot.claim + self._block_m * (plot.method == "bounds") for plot in drawn)
        return self._hit(shape, drawn[0].method, claim, names, *notes, how="block")

    def _plot(self, bounds: Bounds) -> _Plot | str:
        if bounds not in self._known:
            self._known[bounds] = self._located(bounds)
        return self._known[bounds]

    def _located(self, bounds: Bounds) -> _Plot | str:
        if not bounds:
            return "四至：没有写出四边"
        found = [(side, self._wall(side)) for side in bounds]
        walls = [wall for _, wall in found if not isinstance(wall, str)]
        lost = [(side, why) for side, why in found if isinstance(why, str)]
        to_come = [side for side, _ in lost if all(map(self._walls.is_planned, side.names))]
        if len(to_come) == len(lost) == 1 and len(walls) == _SQUARE - 1:
            return self._with_open_side(walls, *lost[0])
        if lost:
            return f"四至：{'、'.join(dict.fromkeys(why for _, why in lost))}"
        if len(bounds) == 2 and all(side.compass for side in bounds):  # noqa: PLR2004 - a corner
            return self._corner(walls)
        refused = ""
        for blocks in closings(_lines_of(walls)):
            chosen = _chosen(blocks, walls)
            if not isinstance(chosen, str):
                return chosen
            refused = refused or chosen
        return refused or not_closed(walls)

    def _wall(self, side: Side) -> Wall | str:
        """Return a side on the map; what stands in brackets counts if its name is on no map."""
        for names in (side.names, (side.other,) if side.other else ()):
            lines = [self._walls.find(name) for name in names]
            known = [line for line in lines if not isinstance(line, str)]
            if known:
                notes = [line.note for line in known if line.note]
                notes += [line for line in lines if isinstance(line, str)]
                shape = shapely.union_all([line.wall for line in known])
                named = "、".join(line.name for line in known)
                return Wall(named, side.compass, shape, tuple(notes))
        return "、".join(str(self._walls.find(name)) for name in side.names)

    # --- fewer sides than four ---------------------------------------------------------------

    def _corner(self, walls: list[Wall]) -> _Plot | str:
        """Return the corner in which a plot lies of which only two sides are said."""
        first, second = (wall.name for wall in walls)
        met = self._roads.crossings(first, second)
        if len(met) != 1 or met[0].how != "node":
            where = "不相交" if not met else "相交不止一处" if len(met) > 1 else "没有共同的路口"
            return f"四至：只写了两边，{first}与{second}在地图上{where}，无法断定是哪个角"
        said = {wall.compass for wall in walls}
        point = "".join(OPPOSITE[c] for c in "东西南北" if c in said)
        note = f"四至只写了两边：地块在{first}与{second}路口的{point}角，大小不明，按路口标出"
        return _Plot(met[0].point, _CORNER_M, (note,), "crossing")

    def _with_open_side(self, walls: list[Wall], side: Side, why: str) -> _Plot | str:
        """Close a block whose one side is on no map by the nearest named road beyond."""
        reason = f"四至：{why}"
        by_compass = {wall.compass: wall for wall in walls}
        if {*by_compass, side.compass} != {*OPPOSITE}:
            return reason
        base = by_compass.pop(OPPOSITE[side.compass])
        corners = [nearest_points(base.shape, wall.shape)[0] for wall in by_compass.values()]
        reach = shapely.union_all([corner.buffer(_OPEN_REACH_M) for corner in corners])
        best: tuple[float, Block, str] | None = None
        for line in self._walls.around(reach, but={wall.name for wall in walls}):
            if any(line.shape.distance(wall.shape) > OPEN_CORNER_M for wall in by_compass.values()):
                continue
            closing = Wall(line.name, side.compass, line.shape)
            for block in blocks_between(_lines_of([*walls, closing]), patient=False):
                size = float(block.shape.area)
                fits = agreement(block.shape, [*walls, closing])[0] == PLAIN
                if not fits or not _SMALLEST_M2 <= size <= _OPEN_LARGEST_M2:
                    continue
                if best is None or size < best[0]:
                    best = size, block, line.name
        if best is None:
            return f"{reason}，其余三边也没有更外侧的道路合成一小块地"
        _, block, name = best
        note = f"{side.compass}侧：{why}，按更外侧的{name}围合，实际地块不大于此"
        deep = depth(block.shape, side.compass)
        return _plot([block], walls, note, claim=block.open_m / 2 + deep / 2)


# --- choosing ------------------------------------------------------------------------------------


def _lines_of(walls: Iterable[Wall]) -> list[BaseGeometry]:
    return list({wall.name: wall.shape for wall in walls}.values())


def _chosen(blocks: list[Block], walls: list[Wall]) -> _Plot | str:
    """Return the block that the text means, or why none can be taken."""
    sized = [b for b in blocks if _SMALLEST_M2 <= b.shape.area <= _LARGEST_M2]
    if not sized:
        size = max(float(block.shape.area) for block in blocks)
        much = (
            f"有约{size / 1e6:.1f}平方公里"
            if size > _LARGEST_M2
            else f"只有约{round(size, -1):.0f}平方米"
        )
        return f"四至：围出的地{much}，不像一个地块，请核对四边"
    told = sorted(
        ((*agreement(block.shape, walls), block) for block in sized), key=lambda row: row[0]
    )
    if told[0][0] == AGAINST:
        return f"四至：与地图不符，{told[0][1]}"
    best = [row for row in told if row[0] == told[0][0]]
    largest = max(row[2].shape.area for row in best)
    best = [row for row in best if row[2].shape.area > _CRUMB * largest]
    found = [row[2] for row in best]
    if len(found) > 1 and not _adjoin(found):
        return f"四至：地图上有{len(found)}块不相连的地都与这几边相接，无法断定是哪一块"
    notes = [f"{row[1]}，仍按这几边围合" for row in best if row[1]]
    if len(found) > 1:
        notes.append(f"这几边把地分成{len(found)}块，一并画出")
    return _plot(found, walls, *notes)


def _adjoin(blocks: Sequence[Block]) -> bool:
    """Tell whether blocks are parts of one ground, apart only by a side between them."""
    grown = shapely.union_all([block.shape.buffer(_TOGETHER_M / 2) for block in blocks])
    return bool(grown.geom_type == "Polygon")


def _plot(
    blocks: Sequence[Block], walls: Sequence[Wall], *notes: str, claim: float | None = None
) -> _Plot:
    open_m = max(block.open_m for block in blocks)
    plots = [set_back(block.shape) for block in blocks]
    said = [f"四至围合面积约{rounded_area(plots)}平方米"]
    said += [f"四至有缺口，最宽约{max(10, round(open_m, -1)):.0f}米，已直接连上"] if open_m else []
    said += [*notes, *(note for wall in walls for note in wall.notes)]
    shape = _together(plots)
    if claim is None:
        claim = open_m / 2
        claim += _THREE_SIDES_M if len(walls) < _SQUARE else 0.0
    return _Plot(shape, claim, tuple(said))


def _together(parts: Sequence[BaseGeometry]) -> BaseGeometry:
    """Gather parts into one shape; overlapping ones are drawn once."""
    if len(parts) == 1:
        return parts[0]
    joined = shapely.get_parts(shapely.union_all(list(parts)))
    return MultiPolygon([orient(part) for part in joined]) if len(joined) > 1 else orient(joined[0])
