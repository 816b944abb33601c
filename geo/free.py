"""Reading a bare name: what kind of statement it is, and which rungs may answer it."""

from __future__ import annotations

import re
from dataclasses import replace
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
from geo.outer import radius_m

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.answer import Hit, Query
    from geo.find import Near
    from geo.lines import NamedLines
    from geo.names import Address
    from geo.outer import Containers
    from geo.rungs import Rungs

UNNUMBERED_M = 150.0
"""How far from the crossing or road of its address that lies of which no number is said, metres."""
_SIDE = re.compile(r"(?:[东南西北]{1,2}[角侧面]|附近|旁边?)$")
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

    The order is that of the ladder: a stretch, 四至, a crossing or an address (whichever a name is
    worded as), the place itself, a whole road or river, the larger place. A later rung is only
    asked when the earlier ones fail (or for the runner-up). An address without a house number says
    less than the place itself and comes after it.
    """
    house, beside = read_address(rungs, query.address) if query.address else ("", "")
    yield from _stated(rungs, query)
    yield house
    for name in (query.name, *query.aliases):
        yield from _by_wording(rungs, name)
    for name in (query.name, *query.aliases):
        yield containers.itself(name)
        yield find_place(rungs.gazetteer, name, kind=query.kind, near=near, claims=rungs.claims)
    yield beside
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


def read_address(rungs: Rungs, text: str) -> tuple[Hit | str, Hit | str]:
    """
    Return what an address says: by its house number, else by the lines that it names.

    Parameters
    ----------
    rungs
        The rungs of one gazetteer.
    text
        `A路12号`, or without a number `A路近B路`, `A路B路口东南角`, `A路（B路-C路）`.

    Returns
    -------
    The house; then, blank where there is a number, what lies beside a crossing (at least
    `UNNUMBERED_M` off) or somewhere along a stretch (drawn as the larger place).
    """
    address = parse_address(text)
    if address is not None:
        return _at_home(rungs, text, address), ""
    _, own, rest = text.partition(rungs.gazetteer.district.name)
    found = next(_by_wording(rungs, _SIDE.sub("", rest if own else text)), None)
    if found is None:
        return f"门牌：看不懂“{text}”", ""
    return "", found if isinstance(found, str) else _beside(found, text)


def _beside(found: Hit, text: str) -> Hit:
    """Return the hit for what only lies beside a crossing or along a line; a plot holds it."""
    note = f"地址“{text}”没有门牌号"
    note = f"{note}；{found.note}" if found.note else note
    if found.method == "bounds":
        return replace(found, note=note)
    if found.method == "crossing":
        return replace(found, accuracy_m=max(found.accuracy_m, UNNUMBERED_M), note=note)
    reach = max(radius_m(found.shape), found.accuracy_m) + UNNUMBERED_M
    return replace(found, method="part_of", accuracy_m=round(reach, -1), note=note)


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
