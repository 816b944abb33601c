"""
Look-ups in the gazetteer against geopandas filtering, and the start of `zonemap locate NAME`.

    python tests/bench/names.py path/to/zonemap [--slack 0.75]

Two ratios of one run: names per second through the gazetteer's own API against
`frame[frame.name == name]` on a GeoDataFrame of the same places, once both are loaded (the time of
loading stands beside it); and a cold `zonemap locate NAME` against importing shapely and pyproj.
Machines are noisy: the runs are interleaved and the shortest of each counts. Bytecode goes to a
folder of its own, for both alike, as in an installed package.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from importlib.resources import files
from pathlib import Path

import geopandas

from geo.gazetteer import Gazetteer

FOLDER = Path(str(files("seeds").joinpath("xuhui/gazetteer")))
NAMES_TIMES = 1000.0
"""Least: names per second against geopandas filtering."""
START_TIMES = 1.5
"""Most: a cold `zonemap locate NAME` against importing shapely and pyproj."""
FILTERED = 150
ROUNDS = 7
STARTS = 25


def seconds(job: Callable[[], object]) -> float:
    """Return the time of one run."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def look_up_all(gazetteer: Gazetteer, names: Iterable[str]) -> None:
    """Look up every name."""
    places = gazetteer.places
    for name in names:
        places(name)


def filter_all(frame: geopandas.GeoDataFrame, names: Iterable[str]) -> None:
    """Filter the frame by every name, the way a user would."""
    for name in names:
        frame[frame.name == name]


def names_per_second() -> float:
    """Print both rates; return how many times as fast the gazetteer is."""
    gazetteer = Gazetteer(FOLDER)
    names = sorted({name for name, kind, _ in gazetteer.labels() if gazetteer.places(name)})
    fresh = Gazetteer(FOLDER)
    loading = seconds(lambda: look_up_all(fresh, names))
    places = [place for name in names for place in fresh.places(name) if place.name == name]
    records = {"name": [p.name for p in places], "kind": [p.kind for p in places]}
    frame = geopandas.GeoDataFrame(records, geometry=[p.shape for p in places], crs="EPSG:4326")
    for name in names[:: len(names) // 20]:  # the same answers
        assert len(frame[frame.name == name]) == sum(p.name == name for p in fresh.places(name))
    some = names[:: max(1, len(names) // FILTERED)]
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda: look_up_all(fresh, names)) / len(names))
        theirs.append(seconds(lambda: filter_all(frame, some)) / len(some))
    times = min(theirs) / min(ours)
    sys.stdout.write(
        f"{len(places)} places, loaded and each name asked once in {loading:.3f} s; then gazetteer "
        f"{1 / min(ours):,.0f} names/s, geopandas {1 / min(theirs):,.0f} names/s: "
        f"{times:,.0f} times (at least {NAMES_TIMES:,.0f})\n"
    )
    return times


def cold_start(zonemap: str) -> float:
    """Print the times of cold starts; return the largest ratio to importing shapely and pyproj."""
    commands = {
        "import": [sys.executable, "-c", "import shapely, pyproj"],
        "龙华寺": [zonemap, "locate", "龙华寺"],
        "衡山路": [zonemap, "locate", "衡山路"],
    }
    best = dict.fromkeys(commands, float("inf"))
    with tempfile.TemporaryDirectory() as folder:
        own = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        own.pop("PYTHONDONTWRITEBYTECODE", None)
        for _ in range(STARTS):
            for name, command in commands.items():
                run = partial(subprocess.run, command, check=True, capture_output=True, env=own)
                best[name] = min(best[name], seconds(run))
    imports = best.pop("import")
    for name, took in best.items():
        sys.stdout.write(
            f"zonemap locate {name} {took:.3f} s, importing shapely and pyproj {imports:.3f} s: "
            f"{took / imports:.2f} times (at most {START_TIMES})\n"
        )
    return max(best.values()) / imports


def main(zonemap: str, slack: float) -> int:
    """Return 0 if both are quick enough; a slack below 1 allows for a noisy machine."""
    quick = names_per_second() >= NAMES_TIMES * slack
    soon = cold_start(zonemap) <= START_TIMES / slack
    return int(not (quick and soon))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("zonemap")
    parser.add_argument("--slack", type=float, default=1.0)
    given = parser.parse_args()
    sys.exit(main(given.zonemap, given.slack))
