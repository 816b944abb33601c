"""
Compare the time of a build with the time that importing geopandas and folium takes.

    python tests/bench/build_time.py path/to/zonemap

Machines are noisy: the shortest of some runs, taken by turns, counts, and only a ratio that noise
cannot explain fails.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TRIES = 8
LARGEST_RATIO = 3.0
NOISE = 1.25
LARGEST_MB = 400


def seconds(command: list[str]) -> float:
    """Return the time of one run."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main(zonemap: str) -> int:
    """Return 0 if a build is quick and small enough."""
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "imports": [sys.executable, "-c", "import geopandas, folium"],
            "build": [zonemap, "build", "--out", str(Path(folder) / "out")],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(TRIES):  # by turns, so that a noisy minute is as noisy for both
            for name, command in commands.items():
                times[name].append(seconds(command))
    imports, build = min(times["imports"]), min(times["build"])
    peak_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    ratio = build / imports
    sys.stdout.write(
        f"build {build:.2f} s, importing geopandas and folium {imports:.2f} s: "
        f"ratio {ratio:.2f} (at most {LARGEST_RATIO}); memory {peak_mb:.0f} MB "
        f"(at most {LARGEST_MB})\n"
    )
    return int(ratio > LARGEST_RATIO * NOISE or peak_mb > LARGEST_MB)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
