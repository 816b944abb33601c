"""What the formats of GDAL have in common: nothing leaks out, nothing depends on the day."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path

import pandas as pd
import pyogrio
import pytest

from layers.handoff import gdal_files
from layers.handoff.delivery import Delivery
from layers.handoff.gdal_files import options, without_nul

ONE = "OGR_CURRENT_DATE"
FORMATS = ("geopackage", "flatgeobuf", "geoparquet", "shapefile", "kml", "pmtiles")
SCRIPT = """
import hashlib, importlib, runpy, sys
made = runpy.run_path(sys.argv[1])
for delivery in (made["full"](), made["delivery"]({})):
    for name in sys.argv[2:]:
        for part in importlib.import_module(f"layers.handoff.{name}").parts(delivery):
            print(hashlib.sha256(part.content).hexdigest(), part.path)
"""


def test_options_are_put_back_whatever_happens() -> None:
    assert pyogrio.get_gdal_config_option(ONE) is None
    with options({ONE: "2026-01-01T00:00:00Z"}):
        assert pyogrio.get_gdal_config_option(ONE) == "2026-01-01T00:00:00Z"
    assert pyogrio.get_gdal_config_option(ONE) is None
    with pytest.raises(ZeroDivisionError), options({ONE: "2026-01-01T00:00:00Z"}):
        raise ZeroDivisionError
    assert pyogrio.get_gdal_config_option(ONE) is None


def test_nul_is_replaced_and_all_else_is_left() -> None:
    frame = pd.DataFrame({"a": pd.Series(["x\x00y", None], dtype="str"), "b": [1, 2]})
    found = without_nul(frame)
    assert list(found["a"].fillna("-")) == ["x\ufffdy", "-"]
    assert frame["a"][0] == "x\x00y"
    assert without_nul(frame[["b"]]) is not None


def test_scratch_is_gone_afterwards() -> None:
    with gdal_files.scratch() as folder:
        (folder / "a").write_text("b", encoding="utf-8")
    assert not folder.exists()


def test_counts_agree_in_all_formats(hostile: Delivery) -> None:
    for name in FORMATS:
        counts: Counter[str] = Counter()
        for part in import_module(f"layers.handoff.{name}").parts(hostile):
            if part.crs != "EPSG:4549":
                counts.update(part.counts)
        counts.pop("unlocated", None)
        assert counts == {sheet.name: len(sheet.features) for sheet in hostile.sheets}, name


def test_neither_place_nor_time_nor_hash_seed_shows(root: Path, tmp_path: Path) -> None:
    script = tmp_path / "digests.py"
    script.write_text(SCRIPT, encoding="utf-8")
    found = []
    for seed, zone, folder in (("1", "Asia/Shanghai", root), ("2", "America/Lima", tmp_path)):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "TMPDIR": str(tmp_path),
            "PYTHONPATH": str(root),
        }
        command = [sys.executable, str(script), str(Path(__file__).with_name("conftest.py"))]
        done = subprocess.run(
            [*command, *FORMATS], env=environment, cwd=folder, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        found.append(done.stdout.decode().splitlines())
    assert found[0] == found[1]
    assert len(found[0]) == 2 * (2 + 4 + 4 + 21 + 1 + 1)
