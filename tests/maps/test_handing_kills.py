"""
Killed at any moment, the folder holds the old bundle or the new one, never a mix.

The kills are real (SIGKILL). One process has everything imported and lends a copy of itself to each
run, so that the moments fall into the work and not into the start of Python.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

KILLS = 50
SEED = 20261122
PORTER = """
import importlib, os, sys
import geopandas, pyogrio, shapely, folium, matplotlib.figure
from contextlib import nullcontext
from maps import handing, studio
from maps.build import build
from maps.cli import main
from maps.handing import WRITERS

for _, where in WRITERS:
    importlib.import_module(where.partition(":")[0])
studio.beside = lambda: nullcontext(studio.here)  # processes of its own take long to start

print("ready", flush=True)
for line in sys.stdin:
    district, out = line.rstrip("\\n").split("\\t")
    pid = os.fork()
    if pid == 0:
        os.setsid()  # so that the processes that draw are killed with it
        os._exit(main(["handoff", "--district", district, "--out", out, "--quiet"]))
    print(pid, flush=True)
    _, status = os.waitpid(pid, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are copied with fork")


class Porter:
    """Runs one hand-off after the other, each in a process of its own."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", PORTER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert self._said() == "ready"

    def _said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def start(self, district: Path, out: Path) -> int:
        """Begin a run; return its process."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{district}\t{out}\n")
        self._process.stdin.flush()
        return int(self._said())

    def ended(self) -> int:
        """Wait for the end of the run; return how it ended."""
        return int(self._said())

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


@pytest.fixture(scope="module")
def porter() -> Iterator[Porter]:
    found = Porter()
    yield found
    found.close()


def state(folder: Path) -> str:
    """Return the edition that stands there, whole and alone; else fail."""
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    rows = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    sums = {name: digest for digest, name in (row.split("  ") for row in rows)}
    assert files == {*sums, "SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
    edition: str = json.loads((folder / "manifest.json").read_bytes())["edition"]
    return edition


def kill(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:  # it has no group of its own yet, or has ended already
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def test_killed_at_any_moment_it_is_the_old_bundle_or_the_new_one(
    town_folder: Path, tmp_path: Path, porter: Porter
) -> None:
    other = Path(shutil.copytree(town_folder, tmp_path / "qingxi"))
    projects = (other / "projects.csv").read_text("utf-8")
    (other / "projects.csv").write_text(
        projects.replace("会展中心站,会展中心站", "会展中心站,会展中心新站"), "utf-8"
    )
    out = tmp_path / "handoff"
    began = time.monotonic()
    porter.start(town_folder, out)
    assert porter.ended() == 0
    whole = time.monotonic() - began
    editions = {state(out): other}
    porter.start(other, out)
    assert porter.ended() == 0
    editions[state(out)] = town_folder
    assert len(editions) == 2

    moments = random.Random(SEED)
    ends = []
    for _ in range(KILLS):
        before = state(out)
        pid = porter.start(editions[before], out)
        time.sleep(moments.uniform(0, whole))
        kill(pid)
        ends.append(porter.ended())
        after = state(out)
        assert after in editions
        if ends[-1] == 0:
            assert after != before
    assert ends.count(-signal.SIGKILL) > KILLS / 2
    assert set(ends) <= {0, -signal.SIGKILL}

    porter.start(editions[state(out)], out)
    assert porter.ended() == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["handoff", "qingxi"]
