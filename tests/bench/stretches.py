"""
Stretches per second: zonemap against plain OSMnx and NetworkX on the same network.

    python tests/bench/stretches.py [--questions 600] [--slack 0.75]

Every question is `road, from, to` on the shipped gazetteer; each is asked once. The network is the
gazetteer's road pieces, as zonemap reads them, made an OSMnx graph and its GeoDataFrame of edges
once, outside the timing, undirected so that order does not matter.

The peer is what a competent user writes: the nodes that edges of both names share (pandas), then
NetworkX's two-sided shortest path from each shared node at the one end to each at the other, with a
weight function that prefers the road's own name tenfold, and the cheapest of them. It takes no side
of a divided road's middle, flags no gap and claims no accuracy. What the manuals of OSMnx lead to
(a cost written on every edge, `ox.routing.shortest_path`) is slower by far; it stands beside it.

zonemap answers in full: names to lines, junctions, the line between the carriageways in degrees,
claim and notes. Each road is prepared once, by one question that is not among those timed; the
figure of a cold process, nothing prepared, stands beside it. Both sides must agree on the ends.
Toronto (published) centrelines a stretch 6 times a second.
"""

from __future__ import annotations

import argparse
import itertools
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import LineString

from geo.answer import Hit
from geo.gazetteer import Gazetteer
from geo.metric import to_metres
from geo.rungs import Rungs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "seeds/xuhui/gazetteer"
TORONTO_PER_S = 6.0
SMALLEST_RATIO = 100.0
TURNS = 3
SLOW_SAMPLE = 20
"""Questions that OSMnx by the manual is timed with; it is too slow for all."""
SAMPLE = 100
"""Questions whose ends are compared."""
DETOUR = 10.0
"""How many times longer a way along other names may be before it is preferred to the own name."""
SAME_END_M = 60.0

Question = tuple[str, str, str]


def questions(gazetteer: Gazetteer) -> list[Question]:
    """Return every stretch between two roads that each share exactly one junction with a third."""
    names = sorted({edge.name for edge in gazetteer.all_edges if edge.name})
    found: list[Question] = []
    for host in names:
        met = {other: gazetteer.crossings(host, other) for other in names if other != host}
        sides = [other for other, hits in met.items() if len(hits) == 1]
        found += [
            (host, a, b)
            for a, b in itertools.permutations(sides, 2)
            if shapely.Point(met[a][0][:2]).distance(shapely.Point(met[b][0][:2])) > 1e-3
        ]
    return found


# --- the peer --------------------------------------------------------------------------------


class Peer:
    """Stretches with a plain OSMnx graph."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        import networkx as nx  # type: ignore[import-untyped]  # noqa: PLC0415 - not in the cold process
        import osmnx as ox  # noqa: PLC0415

        self.nx, self.ox = nx, ox
        graph = nx.MultiDiGraph(crs="EPSG:4326")
        ids: dict[tuple[float, float], int] = {}
        for number, edge in enumerate(gazetteer.all_edges):
            for part in shapely.get_parts(edge.shape):
                points = [(round(x, 6), round(y, 6)) for x, y in part.coords]
                for point in points:
                    if point not in ids:
                        ids[point] = len(ids)
                        graph.add_node(ids[point], x=point[0], y=point[1])
                for a, b in itertools.pairwise(points):
                    graph.add_edge(ids[a], ids[b], osmid=number, name=edge.name)
        self.graph = ox.convert.to_undirected(ox.distance.add_edge_lengths(graph))
        self.edges = ox.graph_to_gdfs(self.graph, nodes=False)

    def competent(self, host: str, start: str, end: str) -> LineString:
        """Return the line along `host`, degrees."""

        def weight(_: int, __: int, edges: dict[int, dict[str, Any]]) -> float:
            costs = (e["length"] * (1 if e["name"] == host else DETOUR) for e in edges.values())
            return float(min(costs))

        ways = [
            self.nx.bidirectional_dijkstra(self.graph, a, b, weight)
            for a, b in self._pairs(host, start, end)
        ]
        return self._line(min(ways)[1])

    def by_the_manual(self, host: str, start: str, end: str) -> LineString:
        """Return the same with a cost on every edge and OSMnx's own router."""
        for _, _, data in self.graph.edges(data=True):
            data["cost"] = data["length"] * (1.0 if data["name"] == host else DETOUR)
        found = [
            self.ox.routing.shortest_path(self.graph, a, b, weight="cost")
            for a, b in self._pairs(host, start, end)
        ]
        routes = [route for route in found if route is not None]
        return self._line(min(routes, key=lambda r: self.nx.path_weight(self.graph, r, "cost")))

    def _pairs(self, host: str, start: str, end: str) -> Iterator[tuple[int, int]]:
        here = self._nodes(host)
        return itertools.product(here & self._nodes(start), here & self._nodes(end))

    def _nodes(self, name: str) -> set[int]:
        found = self.edges[self.edges["name"] == name].index
        return {*found.get_level_values("u"), *found.get_level_values("v")}

    def _line(self, route: list[int]) -> LineString:
        nodes = self.graph.nodes
        return LineString([(nodes[node]["x"], nodes[node]["y"]) for node in route])


# --- timing ----------------------------------------------------------------------------------


def per_second(answer: Callable[..., object], asked: list[Question]) -> float:
    """Return how many of `asked` are answered in a second of the processor, each once."""
    start = time.process_time()
    for question in asked:
        answer(*question)
    return len(asked) / (time.process_time() - start)


def prepared(warm: list[Question]) -> Rungs:
    """Return rungs of a new gazetteer whose roads have each answered one question."""
    rungs = Rungs(Gazetteer(FOLDER))
    for question in warm:
        rungs.stretch(*question)
    return rungs


def cold(asked: list[Question]) -> float:
    """Return the stretches per second of a new process, from its start on."""
    lines = "\n".join(",".join(question) for question in asked)
    start = time.perf_counter()
    subprocess.run([sys.executable, __file__, "--cold"], input=lines, text=True, check=True)
    return len(asked) / (time.perf_counter() - start)


def answer_cold() -> int:
    """Answer the questions on standard input with nothing prepared."""
    rungs = Rungs(Gazetteer(FOLDER))
    for line in sys.stdin:
        rungs.stretch(*line.strip().split(","))
    return 0


def differing(rungs: Rungs, peer: Peer, asked: list[Question]) -> int:
    """Return how many answers do not end where the peer's do."""
    bad = 0
    for question in asked:
        hit = rungs.stretch(*question)
        if not isinstance(hit, Hit):
            bad += 1
            continue
        ours, theirs = (to_metres(line) for line in (hit.shape, peer.competent(*question)))
        ends = [shapely.Point(line.coords[i]) for i in (0, -1) for line in (ours, theirs)]
        bad += max(ends[0].distance(ends[1]), ends[2].distance(ends[3])) > SAME_END_M
    return bad


def main(count: int, slack: float, seed: int = 7) -> int:
    """Return 0 if zonemap is at least a hundred times as fast as the peer, but for `slack`."""
    pool = questions(Gazetteer(FOLDER))
    rnd = random.Random(seed)
    rnd.shuffle(pool)
    warm = list({host: (host, a, b) for host, a, b in pool}.values())
    asked = [question for question in pool if question not in set(warm)][:count]
    peer = Peer(Gazetteer(FOLDER))
    slow = manual = fast = 0.0
    for _ in range(TURNS):  # by turns, so that a noisy machine is as noisy for each
        slow = max(slow, per_second(peer.competent, asked))
        fast = max(fast, per_second(prepared(warm).stretch, asked))
        manual = max(manual, per_second(peer.by_the_manual, asked[:SLOW_SAMPLE]))
    fresh = max(cold(asked) for _ in range(TURNS))
    bad = differing(prepared(warm), peer, asked[:SAMPLE])
    ratio = fast / slow
    sys.stdout.write(
        f"{len(asked)} different stretches of {len({h for h, _, _ in asked})} roads\n"
        f"zonemap, roads prepared     {fast:9.0f} per second\n"
        f"zonemap, from a cold start  {fresh:9.0f} per second (process and all)\n"
        f"OSMnx and NetworkX          {slow:9.1f} per second\n"
        f"OSMnx by the manual         {manual:9.1f} per second\n"
        f"Toronto, as published       {TORONTO_PER_S:9.1f} per second\n"
        f"ratio to OSMnx and NetworkX {ratio:9.0f} (at least {SMALLEST_RATIO:.0f}); "
        f"cold {fresh / slow:.1f}; to the manual {fast / manual:.0f}; "
        f"to Toronto {fast / TORONTO_PER_S:.0f}\n"
        f"other ends than the peer: {bad} of {SAMPLE}\n"
    )
    return int(ratio < SMALLEST_RATIO * slack or bad > SAMPLE // 20)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--questions", type=int, default=600)
    parser.add_argument("--slack", type=float, default=1.0)
    parser.add_argument("--cold", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    sys.exit(answer_cold() if given.cold else main(given.questions, given.slack))
