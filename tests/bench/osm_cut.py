"""
Measure how time and memory of reading a large `.osm.pbf` follow the district and not the file.

    python tests/bench/osm_cut.py [--towns 20 400]

A province is an invented town of about 4,000 nodes, drawn again and again side by side; only one
of them has the name that is asked for. Each file is read whole and cut, each in its own process.

Exit code 1 if, of the largest file, the cut reading gives other features of the town than the
whole one, takes more than half of its time, or more memory. MB are those above the imports; some
130 are what GDAL takes for the smallest file.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.geo.conftest import pbf_block, pbf_header  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

STEP = 0.03
"""Degrees from town to town; a town is 0.02 wide."""
ROW = 40
AT_ONCE = 8000
READ = """
import resource, sys, time
from pathlib import Path
import pyogrio.raw, shapely
from geo.osm_file import read_osm_file
def used():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
base, start = used(), time.perf_counter()
found = read_osm_file(Path(sys.argv[1]), district=sys.argv[2]).features
took, peak = time.perf_counter() - start, used() - base
west, south, east, north = (float(v) for v in sys.argv[3].split(","))
area = shapely.box(west, south, east, north)
here = [f for f in found if area.covers(f.geometry)]
print(f"{took:.2f} {peak:.0f} {len(found)} {hash(tuple((f.osm_type, f.osm_id) for f in here))}")
"""


def _town(number: int) -> Iterator[dict[str, Any]]:
    """Yield one town: ten streets each way, 800 buildings, 200 shops and its outline."""
    dice = random.Random(number)
    west, south = 110 + STEP * (number % ROW), 30 + STEP * (number // ROW)
    first = 1 + 10_000 * number
    nodes: list[dict[str, Any]] = []
    ways: list[dict[str, Any]] = []

    def node(x: float, y: float, **tags: str) -> int:
        lon, lat = round(west + x * 0.02, 7), round(south + y * 0.02, 7)
        made: dict[str, Any] = {"type": "node", "id": first + len(nodes), "lon": lon, "lat": lat}
        nodes.append(made | ({"tags": tags} if tags else {}))
        return int(made["id"])

    def way(refs: list[int], **tags: str) -> None:
        made: dict[str, Any] = {"type": "way", "id": first + len(ways), "nodes": refs}
        ways.append(made | ({"tags": tags} if tags else {}))

    grid = [[node(x / 9, y / 9) for x in range(10)] for y in range(10)]
    for n in range(10):
        way(grid[n], highway="residential", name=f"{number}横{n}路")
        way([row[n] for row in grid], highway="residential", name=f"{number}纵{n}路")
    for n in range(800):
        x, y = dice.random() * 0.99, dice.random() * 0.99
        ring = [node(x + dx, y + dy) for dx, dy in ((0, 0), (0.01, 0), (0.01, 0.01), (0, 0.01))]
        way([*ring, ring[0]], building="yes", **({"name": f"{n}号楼"} if n % 5 == 0 else {}))
    for n in range(200):
        node(dice.random(), dice.random(), shop="mall", name=f"{n}店")
    corners = [node(x, y) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
    way([*corners, corners[0]])
    members = [{"type": "way", "ref": ways[-1]["id"], "role": "outer"}]
    tags = {"type": "boundary", "boundary": "administrative", "admin_level": "6"}
    relation = {"type": "relation", "id": first, "members": members}
    yield from nodes
    yield from ways
    yield relation | {"tags": tags | {"name": f"{number}区"}}


def _write(path: Path, towns: int) -> int:
    """Write a province: nodes before ways before relations. Return how many nodes it has."""
    count = 0
    with path.open("wb") as file:
        file.write(pbf_header())
        for kind in ("node", "way", "relation"):
            for number in range(towns):
                part = [element for element in _town(number) if element["type"] == kind]
                count += len(part) if kind == "node" else 0
                for start in range(0, len(part), AT_ONCE):
                    file.write(pbf_block(part[start : start + AT_ONCE]))
    return count


def _read(path: Path, district: str, box: str) -> list[str]:
    """Return seconds, MB, features, and a mark of those in the box."""
    command = [sys.executable, "-c", READ, str(path), district, box]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.split()


def main() -> int:
    """Measure; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--towns", type=int, nargs="+", default=[20, 400])
    fine = True
    sys.stdout.write("    nodes  file MB   whole s   MB     cut s   MB\n")
    with tempfile.TemporaryDirectory() as folder:
        for towns in sorted(parser.parse_args().towns):
            path = Path(folder) / f"{towns}.osm.pbf"
            nodes, middle = _write(path, towns), towns // 2
            west, south = 110 + STEP * (middle % ROW), 30 + STEP * (middle // ROW)
            box = f"{west},{south},{west + 0.02},{south + 0.02}"
            whole, cut = _read(path, "", box), _read(path, f"{middle}区", box)
            size = path.stat().st_size / 1e6
            figures = f"{whole[0]:>9} {whole[1]:>4} {cut[0]:>9} {cut[1]:>4}"
            sys.stdout.write(f"{nodes:9} {size:8.1f} {figures}\n")
            seconds = float(whole[0]), float(cut[0])
            fine = whole[3] == cut[3] and 2 * seconds[1] <= seconds[0]
            fine = fine and float(cut[1]) <= float(whole[1])
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
