"""
Compare the time of a build with the time that importing geopandas and folium takes.

    python tests/bench/build_time.py path/to/zonemap

Machines are noisy, and two of them differ by a third in what an import costs: the shortest of some
runs counts, and only a ratio that this cannot explain fails.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TRIES = 5
LARGEST_RATIO = 3.0
NOISE = 1.5
LARGEST_MB = 400


def seconds(command: list[str]) -> float:
    """Return the shortest of some runs."""
    times = []
    for _ in range(TRIES):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times)


def main(zonemap: str) -> int:
    """Return 0 if a build is quick and small enough."""
    imports = seconds([sys.executable, "-c", "import geopandas, folium"])
    with tempfile.TemporaryDirectory() as folder:
        build = seconds([zonemap, "build", "--out", str(Path(folder) / "out")])
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
