"""Reading a bare name: what kind of statement it is, and which rungs may answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.elsewhere import place_after, place_before, road_behind
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
    from geo.find import Near
    from geo.lines import NamedLines
    from geo.names import Address
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


def read_name(
    rungs: Rungs, containers: Containers, query: Query, near: Near | None = None
) -> Iterator[Hit | str]:
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
        yield find_place(rungs.gazetteer, name, kind=query.kind, near=near, claims=rungs.claims)
    for name in (query.name, *query.aliases):
        if name.endswith(_LINE_ENDINGS) and not (query.road_from and query.road_to):
            yield _whole(rungs, name)
    if query.parent:
        yield containers.part_of(query.parent)


def _stated(rungs: Rungs, query: Query) -> Iterator[Hit | str]:
    if query.kind == "intersection" and query.road_from and query.road_to:
        yield rungs.crossing(query.road_from, query.road_to)
    elif query.road_from and query.road_to:
        found = rungs.stretch(query.name, query.road_from, query.road_to)
        yield _reaching(rungs, query.name, found)
    if query.address:
        address = parse_address(query.address)
        yield (
            _at_home(rungs, query.address, address) if address else f"门牌：看不懂“{query.address}”"
        )


def _by_wording(rungs: Rungs, name: str) -> Iterator[Hit | str]:
    stretch = parse_stretch(name)
    if stretch is not None:
        yield _reaching(rungs, stretch.host, rungs.stretches.read(stretch))
        return
    plots = parse_bounds(name)
    if plots:
        before = place_before(name)
        own = rungs.gazetteer.district.name
        yield f"四至：“{before}”不是{own}" if before else rungs.bounds(*plots)
        return
    crossing = parse_crossing(name) or _run_together(rungs.lines, name)
    if crossing is not None:
        yield rungs.crossing(*crossing)
        return
    address = parse_address(name)
    if address is not None:
        yield _at_home(rungs, name, address)


def _whole(rungs: Rungs, name: str) -> Hit | str:
    """Return a whole line, but no road for a river or a town that only begins like it."""
    line = rungs.lines.find(name)
    added = line is not None and line.kind == "road" and line.name in (f"{name}路", f"{name}大道")
    if line is not None and added and not name.endswith("环"):
        return f"线路：地图上没有{name}，只有{line.name}"
    return rungs.whole(name)


def _reaching(rungs: Rungs, host: str, found: Hit | str) -> Hit | str:
    """Refuse to draw in the district a road that ends outside of it, or is said to be elsewhere."""
    if isinstance(found, str) or found.method != "stretch_partial":
        return found
    road = rungs.lines.find(host)
    if road is not None:
        at_home = road.shape.intersects(rungs.home)
        return found if at_home else f"路段：{host}在地图上不在本区内"
    before = place_before(host)
    if before:
        return f"路段：“{before}”不是{rungs.gazetteer.district.name}"
    behind = road_behind(rungs.lines, host)
    return f"路段：地图上没有{host}，不知是不是{behind}" if behind else found


def _at_home(rungs: Rungs, text: str, address: Address) -> Hit | str:
    """Return where an address lies, unless another district before it says that it is not here."""
    own = rungs.gazetteer.district
    before = text.replace(" ", "").partition(address.road)[0]
    after = place_after(address.rest)
    found = rungs.address(address)
    if after not in ("", own.name):
        return f"门牌：“{after}”不是{own.name}"
    if not before or before.endswith(own.name) or isinstance(found, str):
        return found
    if found.shape.intersects(own.shape):
        return f"门牌：“{before}”不是{own.name}"
    return found


def _run_together(lines: NamedLines, name: str) -> tuple[str, str] | None:
    """Split `石龙路龙吴路路口` where both halves are roads of the gazetteer."""
    bare, said = split_junction(name)
    if not said:
        return None
    for cut in range(2, len(bare) - 1):
        if lines.find(bare[:cut]) is not None and lines.find(bare[cut:]) is not None:
            return bare[:cut], bare[cut:]
    return None
