"""A small bundle with everything a service can meet, and services of it as processes."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from layers.handoff.fields import FEATURE_FIELDS, ZONE_FIELDS

NAMES = {
    4: "</script><script>window.hacked=1</script>",
    5: '<img src=x onerror="window.hacked=1">',
    6: "{{ 7*7 }}{% raw %}",
    7: "徐家汇\u202e站",
    8: "青溪 & 河？/#1%25",
}
POINTS = 250
STARTED = re.compile(r"OGC API：(https?://\S+?)/ ")


def row(number: int, **given: Any) -> dict[str, Any]:
    found: dict[str, Any] = {item.name: None for item in FEATURE_FIELDS}
    found |= {"id": f"P{number:03d}", "name": NAMES.get(number, f"地点{number}")}
    found |= {"label": found["name"], "kind": "school", "kind_zh": "学校", "method": "place"}
    found |= {"zone": ("west", "east")[number % 2], "zone_zh": ("西片", "东片")[number % 2]}
    found |= {"accuracy_m": 10 * (number % 7), "zone_agrees": number % 3 == 0}
    found |= {"stage": "done" if number % 5 else None, "year": "2024"}
    return found | given


def feature(properties: Mapping[str, Any], kind: str, coordinates: Any) -> dict[str, Any]:
    shape = {"type": kind, "coordinates": coordinates}
    given = properties["id"]
    return {"type": "Feature", "id": given, "geometry": shape, "properties": dict(properties)}


def square(west: float, south: float, size: float) -> list[Any]:
    ring = [[west, south], [west + size, south], [west + size, south + size]]
    return [[[*ring, [west, south + size], [west, south]]]]


def spot(number: int) -> list[float]:
    """Return where a point lies: on a grid of 25 columns."""
    return [
        round(121.4 + 0.001 * (number % 25), 6),
        round(31.1 + 0.001 * (number // 25), 6),
    ]


def layers() -> dict[str, list[dict[str, Any]]]:
    zone = {item.name: None for item in ZONE_FIELDS} | {"area_km2": 1.5, "indicative": True}
    zones = [("west", "西片", "West", 121.39), ("east", "东片", "East", 121.42)]
    return {
        "points": [feature(row(n), "Point", spot(n)) for n in range(1, POINTS + 1)],
        "lines": [],
        "polygons": [
            feature(row(901, id="A901"), "MultiPolygon", square(121.40, 31.12, 0.01)),
            feature(row(902, id="A/902"), "MultiPolygon", square(121.42, 31.12, 0.01)),
        ],
        "zones": [
            feature(
                zone | {"id": code, "code": code, "name": name, "name_en": name_en},
                "MultiPolygon",
                square(west, 31.09, 0.03),
            )
            for code, name, name_en, west in zones
        ],
    }


PAGE = (
    "<!DOCTYPE html><html lang=zh-CN><title>{0}</title><link rel=icon href='data:,'><p>{0}</html>"
)


def write_bundle(folder: Path) -> Path:
    files: dict[str, str | bytes] = {
        f"geojson/{name}.geojson": json.dumps({"type": "FeatureCollection", "features": rows})
        for name, rows in layers().items()
    }
    head = {"district": {"name": "青溪区", "name_en": "Qingxi"}, "edition": "2024-05-01-1a2b3c4d"}
    files |= {"manifest.json": json.dumps(head), "dictionary.html": PAGE.format("字典")}
    files |= {f"map/{name}.html": PAGE.format(name) for name in ("planner", "embed", "index")}
    files |= {"pmtiles/qingxi.pmtiles": bytes(range(256)) * 8, "gpkg/qingxi.gpkg": b"SQLite"}
    files |= {"metadata/metadata.xml": "<x/>", "csv/points.csv": "\ufeffid\n", ".secret": "no"}
    files |= {"说明 1#.txt": "ok"}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder.parent / "outside.txt").write_text("outside")
    (folder / "leads_out.txt").symlink_to(folder.parent / "outside.txt")
    (folder / "csv/up").symlink_to(folder.parent)
    (folder / "csv/same.csv").symlink_to(folder / "csv/points.csv")
    return folder


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_bundle(tmp_path_factory.mktemp("served") / "bundle")


@dataclass
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Process:
    """A service in a process of its own."""

    words: list[str]
    running: subprocess.Popen[str]
    base: str
    told: list[str] = field(default_factory=list)

    def ask(self, path: str, *, method: str = "GET", **headers: str) -> Reply:
        """Send a path exactly as it is written."""
        at = urlsplit(self.base)
        connection = HTTPConnection(at.hostname or "", at.port, timeout=30)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=sent)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, found, answer.read())
        finally:
            connection.close()

    def items(self, sheet: str = "points", **asked: Any) -> Any:
        query = "&".join(
            f"{name.replace('bbox_', 'bbox-')}={quote(str(value), safe=',')}"
            for name, value in asked.items()
        )
        reply = self.ask(f"/collections/{sheet}/items?{query}")
        assert reply.status == 200, reply.body
        return reply.json

    def end(self, sign: int = signal.SIGTERM) -> tuple[int, float, str]:
        """End the service; return its code, how long it took, what it said last."""
        started = time.monotonic()
        self.running.send_signal(sign)
        out, _ = self.running.communicate(timeout=30)
        return self.running.returncode, time.monotonic() - started, out


def start(*words: object) -> Process:
    command = [sys.executable, "-m", "maps.cli", "serve", *map(str, words)]
    running = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        cwd=Path(__file__).resolve().parents[3],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert running.stdout is not None
    told = []
    for line in running.stdout:
        told.append(line.rstrip("\n"))
        if line.startswith("按 Ctrl+C"):
            break
    base = STARTED.search("\n".join(told))
    if base is None:
        running.kill()
        raise AssertionError(f"it did not start: {told}, {running.communicate()}")
    return Process(command, running, base[1], told)


Start = Callable[..., Process]


@pytest.fixture
def starts() -> Iterator[Start]:
    """Return what starts a service; all of them end with the test."""
    begun: list[Process] = []

    def begin(*words: object) -> Process:
        begun.append(start(*words))
        return begun[-1]

    yield begin
    for process in begun:
        if process.running.poll() is None:
            process.end()


@pytest.fixture(scope="session")
def service(bundle: Path) -> Iterator[Process]:
    """Return a running service of the small bundle."""
    process = start(bundle, "--port", 0)
    yield process
    code, _, out = process.end()
    assert code == 0
    assert out.splitlines() == ["已停止"], "nothing else was told, and nothing went wrong inside"
