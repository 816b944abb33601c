"""
A desk that answers as the four services do, faults included, and a clock that a test may read.

The forms are those of the services' own documentation; the places are the invented town's.
"""

from __future__ import annotations

import http.server
import json
import socket
import sys
import threading
import time
import types
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import shapely

from geo.online.amap import Amap
from geo.online.contract import Area, Ask
from geo.online.link import Clock, Link, Patience
from geo.online.nominatim import Nominatim
from geo.online.photon import Photon
from geo.online.tianditu import Tianditu

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.online.service import Service

BOUNDS = (121.4, 31.1, 121.42, 31.12)
AREA = Area("青溪区", "310999", BOUNDS, shapely.box(*BOUNDS))
KEY = "s3cr3tk3ys3cr3tk3y"
SERVICES: dict[str, type[Service]] = {
    "nominatim": Nominatim,
    "photon": Photon,
    "tianditu": Tianditu,
    "amap": Amap,
}
GCJ_SHIFT = (0.0045, -0.0020)
"""What the stand-in for the datum takes away, degrees."""
HASTY = Patience(timeout_s=1, attempts=1, pause_s=0)


# --- answers in the real formats ----------------------------------------------------------------


def nominatim_row(name: str = "云杉楼", **changes: Any) -> dict[str, Any]:
    """Return a row of `format=jsonv2` with `addressdetails` and `namedetails`."""
    row = {
        "place_id": 237000001,
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright",
        "osm_type": "way",
        "osm_id": 4711,
        "lat": "31.1100000",
        "lon": "121.4100000",
        "category": "building",
        "type": "yes",
        "place_rank": 30,
        "importance": 0.0000951,
        "addresstype": "building",
        "name": name,
        "display_name": f"{name}, 中和路, 青溪区, 上海市, 200030, 中国",
        "address": {"building": name, "road": "中和路", "city": "青溪区", "country_code": "cn"},
        "namedetails": {"name": name},
        "boundingbox": ["31.1095000", "31.1105000", "121.4095000", "121.4105000"],
    }
    return row | changes


def photon_answer(name: str = "云杉楼", **changes: Any) -> dict[str, Any]:
    told = {
        "osm_type": "W",
        "osm_id": 4711,
        "osm_key": "building",
        "osm_value": "yes",
        "type": "house",
        "countrycode": "CN",
        "name": name,
        "street": "中和路",
        "district": "青溪区",
        "city": "上海市",
        "country": "中国",
        "extent": [121.4095, 31.1105, 121.4105, 31.1095],
    }
    place = {"type": "Point", "coordinates": [121.41, 31.11]}
    feature = {"type": "Feature", "properties": told | changes, "geometry": place}
    return {"type": "FeatureCollection", "features": [feature]}


def tianditu_answer(text: str = "青溪区云杉楼", **changes: Any) -> dict[str, Any]:
    place = {"score": 100, "level": "兴趣点", "lon": "121.41", "lat": "31.11", "keyWord": text}
    version = {"searchVersion": "6.4.9V"}
    return {"msg": "ok", "location": place | changes, "status": "0", **version}


def amap_answer(name: str = "云杉楼", **changes: Any) -> dict[str, Any]:
    """Return a result; what is absent is an empty list, as the service writes it."""
    lon, lat = 121.41 + GCJ_SHIFT[0], 31.11 + GCJ_SHIFT[1]
    row = {
        "formatted_address": f"上海市青溪区{name}",
        "country": "中国",
        "province": "上海市",
        "citycode": "021",
        "city": "上海市",
        "district": "青溪区",
        "township": [],
        "neighborhood": {"name": [], "type": []},
        "building": {"name": [], "type": []},
        "adcode": "310999",
        "street": [],
        "number": [],
        "location": f"{lon:.6f},{lat:.6f}",
        "level": "兴趣点",
    }
    rows = [row | changes]
    return {"status": "1", "info": "OK", "infocode": "10000", "count": "1", "geocodes": rows}


_FOUND: dict[str, Callable[[], Any]] = {
    "nominatim": lambda: [nominatim_row()],
    "photon": photon_answer,
    "tianditu": tianditu_answer,
    "amap": amap_answer,
}
_NOTHING: dict[str, list[Any]] = {
    "nominatim": [[]],
    "photon": [{"type": "FeatureCollection", "features": []}],
    "tianditu": [{"msg": "无结果", "status": "101"}],
    "amap": [
        {"status": "1", "info": "OK", "infocode": "10000", "count": "0", "geocodes": []},
        {"status": "0", "info": "ENGINE_RESPONSE_DATA_ERROR", "infocode": "30001"},
    ],
}


class Forms:
    """What is asked, and what the services answer."""

    @staticmethod
    def ask(text: str = "云杉楼", kind: str = "") -> Ask:
        return Ask(text, AREA, kind)

    nominatim_row = staticmethod(nominatim_row)
    photon = staticmethod(photon_answer)
    tianditu = staticmethod(tianditu_answer)
    amap = staticmethod(amap_answer)

    @staticmethod
    def found(name: str) -> Any:
        """Return the answer of a service that knows the thing."""
        return _FOUND[name]()

    @staticmethod
    def nothing(name: str) -> list[Any]:
        """Return the answers of a service that does not."""
        return _NOTHING[name]


@pytest.fixture
def forms() -> Forms:
    return Forms()


@pytest.fixture
def area() -> Area:
    return AREA


# --- the desk -----------------------------------------------------------------------------------


@dataclass
class Desk:
    """What the little server answers, and what it was asked."""

    answer: Any = None
    """JSON, or what makes it from the parameters."""
    moods: list[str] = field(default_factory=list)
    """One for each request to come ("504", "html" …); then it answers."""
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    heard: list[dict[str, str]] = field(default_factory=list)
    url: str = ""

    def body(self, params: dict[str, str]) -> bytes:
        answer = self.answer(params) if callable(self.answer) else self.answer
        return json.dumps(answer, ensure_ascii=False).encode()


class _Handler(http.server.BaseHTTPRequestHandler):
    desk: Desk

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        params = dict(parse_qsl(parts.query))
        self.desk.asked.append(params)
        self.desk.paths.append(parts.path)
        self.desk.heard.append(dict(self.headers.items()))
        mood, _, rest = (self.desk.moods.pop(0) if self.desk.moods else "").partition(":")
        if mood.isdecimal():
            self._send(int(mood), rest.encode() or b"<html>busy</html>", self.desk.headers)
        elif mood == "redirect":
            self._send(302, b"", {"Location": rest})
        else:
            getattr(self, f"_{mood or 'well'}")(self.desk.body(params))

    def log_message(self, *args: Any) -> None:
        """Stay quiet."""

    def _well(self, body: bytes) -> None:
        self._send(200, body)

    def _html(self, _: bytes) -> None:
        self._send(200, "<!DOCTYPE html><title>维护中</title>".encode())

    def _truncated(self, body: bytes) -> None:
        self._send(200, body[: len(body) // 2])

    def _empty(self, _: bytes) -> None:
        self._send(200, b"")

    def _cut(self, body: bytes) -> None:
        self._send(200, body, missing=50)

    def _slow(self, _: bytes) -> None:
        time.sleep(2)

    def _drip(self, _: bytes) -> None:
        """Send a byte now and then: no single wait is long, and there is no end."""
        self._send(200, b"", missing=1000)
        for _number in range(40):
            try:
                self.wfile.write(b" ")
            except OSError:
                return
            time.sleep(0.1)

    def _huge(self, _: bytes) -> None:
        self._send(200, b"[" + b" " * 3_000_000 + b"]")

    def _deep(self, _: bytes) -> None:
        self._send(200, b"[" * 200_000)

    def _nan(self, body: bytes) -> None:
        self._send(200, body.replace(b"121.4", b"NaN", 1).replace(b'"NaN', b'"nan'))

    def _strange(self, _: bytes) -> None:
        self._send(200, b'{"status": "1", "features": 7, "geocodes": [3], "location": [1]}')

    def _send(self, code: int, body: bytes, headers: Any = (), missing: int = 0) -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(body) + missing))
        for name, value in dict(headers).items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:  # the other side has heard enough
            return


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Return a server on 127.0.0.1 that ends with the test."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    served = Desk()
    handler = type("Handler", (_Handler,), {"desk": served})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.block_on_close = False
        server.daemon_threads = True
        served.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield served
        server.shutdown()
        thread.join()


@pytest.fixture
def dead_url() -> str:
    """Return the address of a port that nobody listens on."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{unused.getsockname()[1]}"


@dataclass
class FakeClock:
    """A clock that only moves when somebody sleeps."""

    time_s: float = 100.0
    naps: list[float] = field(default_factory=list)

    def clock(self) -> Clock:
        return Clock(lambda: self.time_s, self.sleep)

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.time_s += seconds


@pytest.fixture
def fake_clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(autouse=True)
def _datum(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give GCJ-02 a simple shift here; the true one has tests of its own."""
    module = types.ModuleType("geo.datum")

    def gcj02_to_wgs84(lon: Any, lat: Any) -> tuple[Any, Any]:
        return lon - GCJ_SHIFT[0], lat - GCJ_SHIFT[1]

    module.gcj02_to_wgs84 = gcj02_to_wgs84  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "geo.datum", module)


@pytest.fixture
def make(desk: Desk, fake_clock: FakeClock) -> Callable[..., Service]:
    """Return what makes a service that asks the desk, with little patience unless given more."""

    def made(name: str, patience: Patience = HASTY, **changes: str) -> Service:
        kind = SERVICES[name]
        link = Link(patience, fake_clock.clock())
        key = KEY if kind.key_variable else ""
        return kind(link, **({"endpoint": desk.url, "key": key} | changes))

    return made
