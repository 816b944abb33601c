"""
A tiny invented town as OSM data: as XML, as PBF, and behind a small Overpass and Nominatim.

The town is a list of elements in the shape of Overpass JSON; all other forms are made from it.
The ladder is tested in the larger town of `tests/conftest.py`. Where a test needs its own map it
draws a `Plan` in metres.
"""

from __future__ import annotations

import http.server
import json
import re
import struct
import threading
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest
import shapely
from shapely.affinity import translate

from geo.archive import gazetteer_files
from geo.gazetteer import Gazetteer
from geo.locate import Locator
from geo.metric import to_degrees, to_metres
from geo.osm_file import read_osm_file
from geo.osm_source import OsmFeature, Snapshot, snapshot_of
from geo.rungs import Rungs
from seeds.district import District
from seeds.records import LocatorFact, Project, columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

Element = dict[str, Any]

DATE = "2026-03-08"
SECONDS = 1772928000  # of that day
TOWN_BOX = (121.399, 31.099, 121.426, 31.126)
DISTRICT_BOX = (121.4, 31.1, 121.42, 31.12)
LEVELS = {"node": 0, "way": 1, "relation": 2}


class _Builder:
    """Draws on a grid: (column, row) in steps of 0.001 degrees from (121.4, 31.1)."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self._corners: dict[tuple[float, float], int] = {}

    def corner(self, x: float, y: float) -> int:
        if (x, y) not in self._corners:
            number = 1000 + len(self._corners)
            self._corners[x, y] = number
            self.node(number, x, y)
        return self._corners[x, y]

    def node(self, number: int, x: float, y: float, **tags: str) -> None:
        lon, lat = round(121.4 + x / 1000, 7), round(31.1 + y / 1000, 7)
        self._add({"type": "node", "id": number, "lat": lat, "lon": lon}, tags)

    def way(self, number: int, *corners: tuple[float, float], **tags: str) -> None:
        refs = [self.corner(x, y) for x, y in corners]
        self._add({"type": "way", "id": number, "nodes": refs}, tags)

    def relation(self, number: int, members: list[tuple[str, int, str]], **tags: str) -> None:
        rows = [{"type": kind, "ref": ref, "role": role} for kind, ref, role in members]
        self._add({"type": "relation", "id": number, "members": rows}, tags)

    def _add(self, element: Element, tags: dict[str, str]) -> None:
        if tags:
            element["tags"] = {key.replace("__", ":"): value for key, value in tags.items()}
        self.elements.append(element)


def town() -> list[Element]:
    """Return the elements of the town, ordered as Overpass orders them."""
    b = _Builder()
    _draw_roads(b)
    _draw_water_and_green(b)
    _draw_rails(b)
    _draw_outlines(b)
    _draw_places(b)
    return sorted(b.elements, key=lambda e: (LEVELS[e["type"]], e["id"]))


def _draw_roads(b: _Builder) -> None:
    name = {"name": "红叶路", "name__en": "Hongye Road", "alt_name": "Rue des Feuilles"}
    b.way(101, (1, 5), (5, 5), (9, 5), highway="secondary", oneway="true", **name)
    b.way(102, (9, 5.2), (5, 5.2), (1, 5.2), highway="secondary", oneway="yes", **name)
    b.way(103, (5, 1), (5, 5), (5, 5.2), (5, 9), highway="tertiary", name__zh="白桦路")
    b.way(104, (9, 5), (12, 5), highway="primary", tunnel="yes", layer="-1", name="青石路隧道")
    b.way(105, (1, 6), (9, 6), highway="motorway", bridge="viaduct", layer="1", name="云上高架")
    b.way(106, (12, 1), (13, 1), (13, 2), (12, 1), highway="residential", name="环湖路")
    b.way(107, (14, 1), (15, 1), (15, 2), (14, 1), highway="pedestrian", area="yes", name="钟广场")
    b.way(108, (1, 8), (2, 8), highway="service", tunnel="building_passage")
    b.way(109, (1, 9), (2, 9), highway="residential", oneway="-1", bridge="no", name="回头路")
    b.way(110, (3, 9), (4, 9), highway="footway", note="nobody wants this")
    b.way(
        111, (1, 10), (4, 10), highway="construction", construction="primary", name="新开路（在建）"
    )
    b.way(112, (5, 9), (9, 9), highway="unclassified", name="松林街", old_name="老松街", ref="X1")


def _draw_water_and_green(b: _Builder) -> None:
    b.way(120, (0, 12), (10, 12.5), (18, 12), waterway="river", name="小青河")
    b.way(121, (0, 11), (9, 11), (9, 13))
    b.way(122, (9, 13), (0, 13), (0, 11))
    b.way(123, (3, 11.5), (4, 11.5), (4, 12.5), (3, 11.5))
    members = [("way", 121, "outer"), ("way", 122, "outer"), ("way", 123, "inner")]
    b.relation(301, members, type="multipolygon", natural="water", water="river", name="小青河")
    b.way(124, (15, 14), (16, 14), (16, 15), (15, 14), natural="water")
    b.way(130, (6, 6.5), (8, 6.5), (8, 8.5), (6, 6.5), leisure="park", name="松园")
    b.way(131, (6, 2), (8, 2), (8, 4), (6, 2), leisure="track", name="环形跑道")
    b.way(132, (16, 5), (17, 5), (17, 6), (16, 5), natural="scrub", name="灌木")


def _draw_rails(b: _Builder) -> None:
    b.way(150, (2, 0), (2, 14), railway="subway", tunnel="yes", name="七十七号线")
    b.way(151, (2, 14), (2, 90), railway="subway", tunnel="yes", name="七十七号线")
    route = {"type": "route", "name": "七十七号线：南门 → 北门", "ref": "77"}
    b.relation(302, [("way", 150, ""), ("way", 151, "")], route="subway", **route)
    b.relation(303, [("way", 101, "")], type="route", route="bus", name="公交一路", ref="1")
    b.node(201, 2, 5, railway="station", station="subway", name="红叶路（在建）")
    b.node(202, 2, 9, railway="switch")


def _draw_outlines(b: _Builder) -> None:
    b.way(160, (0, 0), (10, 0))
    b.way(161, (10, 0), (10, 20))
    b.way(162, (10, 20), (0, 20), (0, 0))
    b.way(163, (10, 20), (20, 20), (20, 0), (10, 0))
    district = [("way", 160, "outer"), ("way", 162, "outer"), ("way", 163, "outer")]
    east = [("way", 161, "outer"), ("way", 163, "outer"), ("node", 201, "admin_centre")]
    admin = {"type": "boundary", "boundary": "administrative"}
    b.relation(304, district, admin_level="6", name="新桥区", name__en="Newbridge", **admin)
    b.relation(305, east, admin_level="8", name="东街道", **admin)
    b.relation(306, district, admin_level="4", name="大新桥市", **admin)
    b.relation(307, [("way", 161, "outer")], admin_level="8", name="缺一边街道", **admin)


def _draw_places(b: _Builder) -> None:
    address = {"addr__street": "白桦路", "addr__housenumber": "8号"}
    b.way(140, (11, 7), (12, 7), (12, 8), (11, 7), building="yes", name="云杉大厦", **address)
    b.way(141, (13, 7), (14, 7), (14, 8), (13, 7), building="yes")
    b.way(142, (15, 7), (16, 7), (16, 8), (15, 7), building="yes", addr__housenumber="9号")
    b.node(210, 5.1, 3, addr__street="白桦路", addr__housenumber="12弄")
    b.node(211, 11, 3, amenity="school", name='“新桥”"小\\学"=>a,\n乙&<b>', operator="教育局")
    b.node(212, 11, 4, amenity="bench")
    b.node(213, 5, 5.1, highway="traffic_signals")


def as_xml(elements: Iterable[Element], **root: str) -> bytes:
    """Return the elements as an `.osm` file; `root` are attributes of its root element."""
    tree = ET.Element("osm", {"version": "0.6", **root})
    for element in elements:
        head = {"id": str(element["id"])}
        if element["type"] == "node":
            head |= {"lat": str(element["lat"]), "lon": str(element["lon"])}
        node = ET.SubElement(tree, element["type"], head)
        for ref in element.get("nodes", ()):
            ET.SubElement(node, "nd", {"ref": str(ref)})
        for member in element.get("members", ()):
            ET.SubElement(node, "member", {key: str(value) for key, value in member.items()})
        for key, value in element.get("tags", {}).items():
            ET.SubElement(node, "tag", {"k": key, "v": value})
    whole: bytes = ET.tostring(tree, encoding="utf-8", xml_declaration=True)
    return whole


def as_pbf(elements: Iterable[Element], seconds: int | None = SECONDS) -> bytes:
    """Return the elements as an `.osm.pbf` file (protobuf written by hand)."""
    return pbf_header(seconds) + pbf_block(elements)


def pbf_header(seconds: int | None = SECONDS) -> bytes:
    """Return the first block of a file."""
    header = _field(4, b"OsmSchema-V0.6")
    header += _field(32, seconds) if seconds is not None else b""
    return _blob(b"OSMHeader", header)


def pbf_block(elements: Iterable[Element]) -> bytes:
    """Return a further block of a file."""
    texts = _Texts()
    groups = b"".join(
        _field(2, _field(number, ENCODERS[element["type"]](element, texts)))
        for element in elements
        for number in [{"node": 1, "way": 3, "relation": 4}[element["type"]]]
    )
    table = b"".join(_field(1, text) for text in texts.known)
    return _blob(b"OSMData", _field(1, table) + groups)


class _Texts:
    """String table of a PBF block; the first entry is not used."""

    def __init__(self) -> None:
        self.known = {b"": 0}

    def number(self, text: str) -> int:
        return self.known.setdefault(text.encode(), len(self.known))

    def tags(self, element: Element) -> bytes:
        tags = element.get("tags")
        if tags is None:
            return b""  # GDAL takes an empty list for a broken file
        keys, values = [self.number(k) for k in tags], [self.number(v) for v in tags.values()]
        return _field(2, _packed(keys)) + _field(3, _packed(values))


def _node(element: Element, texts: _Texts) -> bytes:
    lat, lon = (_zigzag(round(element[key] * 1e7)) for key in ("lat", "lon"))
    return _field(1, _zigzag(element["id"])) + texts.tags(element) + _field(8, lat) + _field(9, lon)


def _way(element: Element, texts: _Texts) -> bytes:
    return _field(1, element["id"]) + texts.tags(element) + _field(8, _deltas(element["nodes"]))


def _relation(element: Element, texts: _Texts) -> bytes:
    members = element["members"]
    roles = _packed(texts.number(member["role"]) for member in members)
    refs = _deltas(member["ref"] for member in members)
    kinds = _packed(LEVELS[member["type"]] for member in members)
    body = _field(1, element["id"]) + texts.tags(element)
    return body + _field(8, roles) + _field(9, refs) + _field(10, kinds)


ENCODERS = {"node": _node, "way": _way, "relation": _relation}


def _blob(kind: bytes, raw: bytes) -> bytes:
    blob = _field(2, len(raw)) + _field(3, zlib.compress(raw))
    header = _field(1, kind) + _field(3, len(blob))
    return struct.pack(">I", len(header)) + header + blob


def _field(number: int, value: int | bytes) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def _zigzag(value: int) -> int:
    return value * 2 if value >= 0 else -value * 2 - 1


def _packed(values: Iterable[int]) -> bytes:
    return b"".join(_varint(value) for value in values)


def _deltas(values: Iterable[int]) -> bytes:
    rows = list(values)
    return _packed(_zigzag(b - a) for a, b in zip([0, *rows], rows, strict=False))


@dataclass
class Service:
    """What the little server answers, and what it was asked."""

    elements: list[Element]
    moods: list[str] = field(default_factory=list)
    """One for each request to come ("429", "html" ...); then it works.

    "429:9" wants to be left alone for 9 seconds, "says:{}" answers `{}`.
    """
    asked: list[str] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)
    url: str = ""
    places: dict[str, list[Element]] = field(default_factory=dict)
    """What Nominatim knows beside the district."""

    def __post_init__(self) -> None:
        self._by_key = {(e["type"], e["id"]): e for e in self.elements}

    def overpass(self, query: str) -> bytes:
        """Answer the kind of query that OSMnx writes."""
        chosen: dict[tuple[str, int], Element] = {}
        for kind, key, _, value, poly in re.findall(
            r"\((node|way|relation)\['([^']+)'(='([^']*)')?\]\(poly:'([^']+)'\)", query
        ):
            area = shapely.Polygon([p[::-1] for p in _pairs(poly)])
            for element in self.elements:
                tags = element.get("tags", {})
                fits = element["type"] == kind and tags.get(key) == (value or tags.get(key, ""))
                if fits and any(area.intersects(p) for p in self._points(element)):
                    chosen |= {(e["type"], e["id"]): e for e in self._down(element)}
        ordered = sorted(chosen.values(), key=lambda e: (LEVELS[e["type"]], e["id"]))
        stamp = {"timestamp_osm_base": f"{DATE}T11:00:00Z"}
        return json.dumps({"version": 0.6, "osm3s": stamp, "elements": ordered}).encode()

    def nominatim(self, place: str) -> bytes:
        """Know one district with an outline, and one place without."""
        if place in self.places:
            return json.dumps(self.places[place]).encode()
        west, south, east, north = DISTRICT_BOX
        outline = shapely.geometry.mapping(shapely.box(*DISTRICT_BOX))
        point = {"type": "Point", "coordinates": [west, south]}
        known = {"新桥区": outline, "新桥站": point}
        if place not in known:
            return b"[]"
        row = {
            "osm_type": "relation",
            "osm_id": 304,
            "lat": "31.11",
            "lon": "121.41",
            "importance": 0.5,
            "display_name": place,
            "boundingbox": [str(v) for v in (south, north, west, east)],
            "geojson": known[place],
        }
        return json.dumps([row]).encode()

    def _down(self, element: Element) -> Iterator[Element]:
        """Yield the element and all that it is made of."""
        yield element
        wanted = {("node", ref) for ref in element.get("nodes", ())}
        wanted |= {(m["type"], m["ref"]) for m in element.get("members", ())}
        for key in wanted:
            yield from self._down(self._by_key[key])

    def _points(self, element: Element) -> list[shapely.Point]:
        nodes = [e for e in self._down(element) if e["type"] == "node"]
        return [shapely.Point(e["lon"], e["lat"]) for e in nodes]


def _pairs(text: str) -> list[tuple[float, float]]:
    numbers = [float(number) for number in text.split()]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


class _Handler(http.server.BaseHTTPRequestHandler):
    """Speaks Overpass (POST) and Nominatim (GET), in the mood of its service."""

    service: Service

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer(parse_qs(body)["data"][0], self.service.overpass)

    def do_GET(self) -> None:
        place = parse_qs(urlsplit(self.path).query).get("q", [""])[0]
        self._answer(place, self.service.nominatim)

    def log_message(self, *args: Any) -> None:
        """Stay quiet."""

    def _answer(self, question: str, answer: Any) -> None:
        self.service.asked.append(question)
        self.service.languages.add(self.headers["Accept-Language"])
        mood = self.service.moods.pop(0) if self.service.moods else ""
        code, _, after = mood.partition(":")
        if code.isdecimal():
            self._send(int(code), b"<html><body>busy</body></html>", "text/html", retry_after=after)
        elif code == "says":
            self._send(200, after.encode())
        elif mood == "drip":
            self._drip(answer(question))
        elif mood == "html":
            self._send(200, "<!DOCTYPE html><title>维护中</title>".encode(), "text/html")
        elif mood == "truncated":
            self._send(200, answer(question)[:-20])
        elif mood == "cut":
            self._send(200, answer(question), missing=50)
        elif mood == "remark":
            self._send(200, b'{"elements": [], "remark": "runtime error: Query timed out"}')
        elif mood == "slow":
            time.sleep(2)
        else:
            self._send(200, answer(question))

    def _drip(self, body: bytes) -> None:
        """Send a byte now and then: never silent, never done."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(OSError):
            for byte in body[:60]:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(0.1)

    def _send(
        self,
        code: int,
        body: bytes,
        kind: str = "application/json",
        missing: int = 0,
        retry_after: str = "",
    ) -> None:
        self.send_response(code)
        if retry_after:
            self.send_header("Retry-After", retry_after)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) + missing))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def town_elements() -> list[Element]:
    """Return the town; do not change it."""
    return town()


@pytest.fixture(scope="session")
def town_box() -> tuple[float, float, float, float]:
    """Return (west, south, east, north) of the town."""
    return TOWN_BOX


@pytest.fixture(scope="session")
def town_xml(town_elements: list[Element]) -> bytes:
    """Return the town as an `.osm` file with a date."""
    return as_xml(town_elements, osmosis_replication_timestamp=f"{DATE}T00:00:00Z")


@pytest.fixture
def osm_path(tmp_path: Path, town_xml: bytes) -> Path:
    """Return the town as an `.osm` file with a date, on disk."""
    path = tmp_path / "town.osm"
    path.write_bytes(town_xml)
    return path


@pytest.fixture
def pbf_path(tmp_path: Path, town_elements: list[Element]) -> Path:
    """Return the town as an `.osm.pbf` file with a date, on disk."""
    path = tmp_path / "town.osm.pbf"
    path.write_bytes(as_pbf(town_elements))
    return path


@pytest.fixture
def service(town_elements: list[Element], monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """Return the town behind a server on 127.0.0.1, that ends with the test."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    served = Service(town_elements)
    handler = type("Handler", (_Handler,), {"service": served})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.block_on_close = False
        served.url = f"http://127.0.0.1:{server.server_port}/api"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield served
        server.shutdown()
        thread.join()


# --- the ladder in the larger town -----------------------------------------------------------


@pytest.fixture(scope="session")
def town_gazetteer(town_folder: Path) -> Gazetteer:
    """Return the gazetteer of the larger town."""
    return Gazetteer(town_folder / "gazetteer")


@pytest.fixture(scope="session")
def town_rungs(town_gazetteer: Gazetteer) -> Rungs:
    """Return the rungs over the larger town."""
    return Rungs(town_gazetteer)


@pytest.fixture
def grid() -> Callable[[BaseGeometry], list[tuple[float, float]]]:
    """Return what tells the vertices of a shape as (column, row) of the town's drawing."""

    def vertices(shape: BaseGeometry) -> list[tuple[float, float]]:
        return [
            (round((x - 121.4) * 1000, 1), round((y - 31.1) * 1000, 1))
            for x, y in shapely.get_coordinates(shape)
        ]

    return vertices


@pytest.fixture
def make_project() -> Callable[..., Project]:
    """Return what makes a project of the town from the columns that matter."""

    def make(name: str = "三角地", kind: str = "plot", **changes: str) -> Project:
        values = dict.fromkeys(columns(Project), "")
        values |= {"name": name, "label": name, "kind": kind, "id": name, "placeable": "yes"}
        return Project(**(values | changes))  # type: ignore[arg-type]

    return make


@pytest.fixture
def make_fact() -> Callable[..., LocatorFact]:
    """Return what makes a checked fact: a method, its arguments, and its radius in metres."""

    def make(method: str, *args: str, accuracy_m: float | None = 100, **changes: Any) -> Any:
        values: dict[str, Any] = dict.fromkeys(columns(LocatorFact), "")
        values |= {"name": "三角地", "rank": 1, "method": method, "accuracy_m": accuracy_m}
        values |= {"certainty": "sure", "source_type": "osm"}
        values |= {f"arg{number}": arg for number, arg in enumerate(args, start=1)}
        return LocatorFact(**(values | changes))

    return make


@pytest.fixture
def in_town(town_gazetteer: Gazetteer) -> Callable[..., Locator]:
    """Return what makes a locator in the town that knows the given tables."""

    def make(*projects: Project, **tables: Any) -> Locator:
        names = ("reports", "mentions", "aliases", "traps", "locators", "corrections", "addresses")
        values: dict[str, Any] = dict.fromkeys(names, ()) | {"projects": projects} | tables
        rules: dict[str, Any] = {"zone": []}
        folder = town_gazetteer.folder.parent
        district = District(
            folder=folder, code="9", name="青溪区", name_en="", zone_rules=rules, **values
        )
        return Locator(town_gazetteer, district)

    return make


# --- maps drawn for one test -----------------------------------------------------------------

CORNER_M = (350_000.0, 3_450_000.0)  # EPSG:32651, about (121.43, 31.17)
PLAN_M = 4000


class Plan:
    """Draws OSM features in metres east and north of one corner, inside a square district."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.features: list[OsmFeature] = []
        square = shapely.box(0, 0, PLAN_M, PLAN_M)
        tags = {"boundary": "administrative", "admin_level": "6", "name": "方格区"}
        self.add("relation", square, **tags)

    def add(self, osm_type: str, shape: BaseGeometry, **tags: str) -> int:
        number = len(self.features) + 1
        tags = {key.replace("__", ":"): value for key, value in sorted(tags.items())}
        self.features.append(OsmFeature(osm_type, number, tags, self.degrees(shape), DATE))
        return number

    def road(self, name: str, *corners: tuple[float, float], **tags: str) -> int:
        tags = {"highway": "residential", **({"name": name} if name else {}), **tags}
        return self.add("way", shapely.LineString(corners), **tags)

    def river(self, name: str, *corners: tuple[float, float]) -> int:
        return self.add("way", shapely.LineString(corners), name=name, waterway="river")

    def snapshot(self) -> Snapshot:
        return snapshot_of(self.features, "osm", {"osm": DATE})

    def gazetteer(self, **options: Any) -> Gazetteer:
        """Compile the plan into a folder and open it."""
        files = gazetteer_files(self.snapshot(), district="方格区", **options)
        for name, text in files.items():
            (self.folder / name).write_text(text, encoding="utf-8", newline="\n")
        return Gazetteer(self.folder)

    @staticmethod
    def degrees(shape: BaseGeometry) -> BaseGeometry:
        return to_degrees(translate(shape, *CORNER_M))

    @staticmethod
    def local(shape: BaseGeometry) -> BaseGeometry:
        """Return a shape in EPSG:32651 in whole metres from the corner of the plan."""
        return shapely.set_precision(translate(shape, -CORNER_M[0], -CORNER_M[1]), 1)

    def seen(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a shape in degrees in whole metres from the corner of the plan."""
        return self.local(to_metres(shape))


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """Return an empty plan of a district of 4 by 4 km."""
    folder = tmp_path / "gazetteer"
    folder.mkdir()
    return Plan(folder)


@pytest.fixture(scope="session")
def town_snapshot(tmp_path_factory: pytest.TempPathFactory, town_xml: bytes) -> Snapshot:
    """Return the town as the reader of OSM files sees it."""
    path = tmp_path_factory.mktemp("osm") / "town.osm"
    path.write_bytes(town_xml)
    return read_osm_file(path)


@pytest.fixture(scope="session")
def shipped(root: Path) -> Gazetteer:
    """Return the gazetteer that ships with the district of the reports."""
    return Gazetteer(root / "seeds/xuhui/gazetteer")
