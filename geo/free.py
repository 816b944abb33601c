"""Reading a bare name: what kind of statement it is, and which rungs may answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.find import find_place
from geo.names import (
    parse_address,
    parse_bounds,
    parse_crossing,
    parse_stretch,
    split_junction,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.answer import Hit, Query
    from geo.lines import NamedLines
    from geo.outer import Containers
    from geo.rungs import Rungs

_LINE_ENDINGS = (
    "路",
    "街",
    "大道",
    "高速",
    "高架",
    "环",
    "环线",
    "弄",
    "隧道",
    "地道",
    "辅道",
    "层）",
    "层)",
    "号线",
    "河",
    "港",
    "浜",
    "塘",
    "江",
)


def read_name(rungs: Rungs, containers: Containers, query: Query) -> Iterator[Hit | str]:
    """
    Yield what each rung that fits the wording finds, best first.

    The order is that of the ladder: stretch, crossing, 四至, address, the place itself, a whole
    road or river, the larger place. A later rung is only asked when the earlier ones fail (or for
    the runner-up).
    """
    yield from _stated(rungs, query)
    for name in (query.name, *query.aliases):
        yield from _by_wording(rungs, name)
    for name in (query.name, *query.aliases):
        yield containers.itself(name)
        yield find_place(rungs.gazetteer, name, kind=query.kind)
    for name in (query.name, *query.aliases):
        if name.endswith(_LINE_ENDINGS):
            yield rungs.whole(name)
    if query.parent:
        yield containers.part_of(query.parent)


def _stated(rungs: Rungs, query: Query) -> Iterator[Hit | str]:
    if query.kind == "intersection" and query.road_from and query.road_to:
        yield rungs.crossing(query.road_from, query.road_to)
    elif query.road_from and query.road_to:
        yield rungs.stretch(query.name, query.road_from, query.road_to)
    if query.address:
        address = parse_address(query.address)
        yield rungs.address(address) if address else f"门牌：看不懂“{query.address}”"


def _by_wording(rungs: Rungs, name: str) -> Iterator[Hit | str]:
    stretch = parse_stretch(name)
    if stretch is not None:
        yield rungs.stretches.read(stretch)
        return
    sides = parse_bounds(name)
    if sides is not None:
        yield rungs.bounds(sides.values())
        return
    crossing = parse_crossing(name) or _run_together(rungs.lines, name)
    if crossing is not None:
        yield rungs.crossing(*crossing)
        return
    address = parse_address(name)
    if address is not None:
        yield rungs.address(address)


def _run_together(lines: NamedLines, name: str) -> tuple[str, str] | None:
    """Split `石龙路龙吴路路口` where both halves are roads of the gazetteer."""
    bare, said = split_junction(name)
    if not said:
        return None
    for cut in range(2, len(bare) - 1):
        if lines.find(bare[:cut]) is not None and lines.find(bare[cut:]) is not None:
            return bare[:cut], bare[cut:]
    return None
