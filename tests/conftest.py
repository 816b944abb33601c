"""
What every test gets: no network, a way to a browser, and two invented districts.

`tiny_district` is tables only; `town_folder` is a town with streets, whose gazetteer is compiled
from `town_osm` by the program itself.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.locate import Locator
    from layers.handoff.delivery import Delivery
    from seeds.district import District

# The same examples in every run; `pytest --hypothesis-profile=default` looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

LOOPBACK = ("127.0.0.1", "::1", "localhost", "0.0.0.0", "", None)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

TINY: Mapping[str, str] = {
    "district.toml": """\
name = "新桥区"
name_en = "Newbridge"
code = "999901"
crs = "EPSG:32651"
language = "zh-CN"
report_encoding = "utf-8"
bbox = [121.40, 31.10, 121.45, 31.15]
licences = ["ODbL-1.0"]

[[sources]]
name = "invented"
url = "https://example.org/"
licence = "CC0-1.0"
attribution = "nobody"
""",
    "zones.toml": """\
[[zone]]
code = "east"
name = "东片"
name_en = "East"

[[zone]]
code = "west"
name = "西片"
name_en = "West"
""",
    "reports.csv": f"""\
report,title,publisher,date,file,sha256,characters,source,note
000,新桥旧闻,新桥报,2023,old.txt,{"0" * 64},40,,
001,新桥新闻,新桥报,2024-05-01,new.txt,{"1" * 64},40,,
""",
    "mentions.csv": """\
id,project_id,report,table,section,start,end,written,name,kind,road_from,road_to,address,parent,status,stage,year,zone_reported,placeable,note
M0001,XH0001,000,,,0,4,青松公园,青松公园,park,,,,,建成,done,2023,东片,yes,
M0002,XH0002,001,表1,,0,12,红叶路（北河路-南河路）,红叶路,road_segment,北河路,南河路,,,开工,started,2024,西片,line,
M0003,XH0001,001,表1,,13,16,松公园,松公园,park,,,,,开放,open,2024,东片,yes,
M0004,,001,,,20,24,老桥大学,老桥大学,school,,,,,,,,,no,partner
""",
    "projects.csv": """\
id,name,label,name_en,kind,parent,road_from,road_to,address,zone_reported,status,stage,year,aliases,placeable,first_seen,last_seen,note
XH0001,青松公园,青松公园,Pine Park,park,,,,,东片,开放,open,2024,松公园;青松园,yes,000,001,
XH0002,红叶路,红叶路（北河路-南河路）,,road_segment,,北河路,南河路,,西片,开工,started,2024,,line,001,001,
""",
    "aliases.csv": """\
alias,name,report,note
青松绿地,青松公园,001,
新东片,东片,,zone
""",
    "traps.csv": """\
name,reason,report,start,note
老桥大学,lies elsewhere,001,20,
""",
    "locators.csv": """\
name,rank,method,arg1,arg2,arg3,arg4,accuracy_m,certainty,checkable_by,source_type,source,evidence,note
青松公园,1,point,121.42,31.12,,,100,sure,任何人,osm,invented,,
青松公园,2,bounds,北河路,南河路,红叶路,东河,200,likely,任何人,osm,invented,,
红叶路,1,none,not on a map,,,,,doubtful,任何人,report,invented,,
""",
    "addresses.csv": """\
road,number,unit,name,lon,lat,osm_id,layer,source
北河路,12,号,青松小学,121.421,31.121,1,pois,OSM
""",
    "way_names.csv": """\
osm_id,name,certainty,source,note
7,北河路,likely,house numbers,
""",
    "corrections.csv": """\
id,field,old_value,new_value,reason,editor,date
XH0001,name_en,Pine Park,Green Pine Park,sign at the gate,a planner,2024-06-01
""",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--network", action="store_true", help="also run tests marked network")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("network") and not item.config.getoption("--network"):
        pytest.skip("needs --network")
    if item.get_closest_marker("browser") and _find_chromium() is None:
        reason = "no Chromium found (looked for chromium, google-chrome, Playwright's own)"
        if os.environ.get("ZONEMAP_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)


def _find_chromium() -> str | None:
    """Return the path of a Chromium: the system's, else the one that Playwright installed."""
    for name in CHROMIUM:
        if found := shutil.which(name):
            return found
    cache = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright"
    builds = sorted(Path(cache).glob("chromium-*/chrome-*/chrome"))
    return str(builds[-1]) if builds else None


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser; for tests marked `browser`."""
    found = _find_chromium()
    assert found is not None, "mark the test `browser`"
    return found


@pytest.fixture(autouse=True)
def _offline(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail at the call on any connection off this machine from a test not marked `network`."""
    if request.node.get_closest_marker("network"):
        return
    connect, getaddrinfo = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        inside = self.family == getattr(socket, "AF_UNIX", None) or address[0] in LOOPBACK
        assert inside, f"test tried to reach {address!r}; pass data in instead"
        connect(self, address)

    def guarded_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        assert host in LOOPBACK, f"test tried to look up {host!r}; pass data in instead"
        return getaddrinfo(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)


@pytest.fixture(scope="session")
def postgis() -> Iterator[str]:
    """Return the URL of a new database, on a server where we may do everything."""
    server = os.environ.get("ZONEMAP_TEST_POSTGIS", "")
    if not server:
        pytest.skip("ZONEMAP_TEST_POSTGIS names no PostgreSQL server that has PostGIS")
    import psycopg  # noqa: PLC0415 - not every test needs the package

    name = f"zonemap_test_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'".encode())
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def tiny_district(tmp_path: Path) -> Path:
    """Folder of an invented district with two projects; its tables keep every rule."""
    folder = tmp_path / "newbridge"
    folder.mkdir()
    for name, text in TINY.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the checkout."""
    return Path(__file__).resolve().parents[1]


# --- the town --------------------------------------------------------------------------------

ROADS = """\
北山路 | 1,16 2,16 14,16 19,16 | highway=primary
中和路 | 1,10 2,10 8,10 14,10 19,10 | highway=secondary
长安大道 | 1,7 2,7 8,7 14,7 19,7 | highway=primary oneway=yes
长安大道 | 19,7.2 14,7.2 8,7.2 2,7.2 1,7.2 | highway=primary oneway=yes
南浦路 | 1,4 2,4 4,4 6,4 8,4 14,4 19,4 | highway=secondary
西园路 | 2,1 2,1.5 2,4 2,7 2,7.2 2,10 2,16 2,17.5 2,19 | highway=secondary
竹林路 | 8,1 8,1.5 8,4 8,7 8,7.2 8,10 8,12 | highway=tertiary
东湖路 | 14,1 14,1.5 14,4 14,7 14,7.2 14,10 14,14.5 14,16 14,17.5 14,19 | highway=secondary
柳条路 | 17,10.8 17,15.9 | highway=residential
弯月路 | 4,3 4,4 4,5 6,5 6,4 6,3 | highway=residential
断桥路 | 1,17.5 2,17.5 3,17.5 | highway=residential
断桥路 | 12,17.5 14,17.5 19,17.5 | highway=residential
缺口路 | 1,1.5 2,1.5 6,1.5 | highway=residential
缺口路 | 9,1.5 14,1.5 19,1.5 | highway=residential
中和高架路 | 1,10.1 19,10.1 | highway=motorway bridge=yes layer=1
跨界路 | 15,2 19,2 25,2 | highway=residential
远东路 | 21,12 24,12 | highway=residential
新开路（在建） | 3,18.5 7,18.5 | highway=construction construction=primary
- | 14,14.5 16,14.5 | highway=residential
清溪 | 0,13 10,13.4 20,13 | waterway=river
- | 11,0 11,20 | railway=subway
"""
"""Name, corners and tags of ways; a corner is (column, row) in 0.001 degrees from 121.4, 31.1."""
UNNAMED_WAY, RAIL_WAY = 119, 121

AREAS = """\
青溪公园 | 4,8 6,9.5 | leisure=park
会展中心 | 15,12 16,13 | building=yes
阳光花园 | 3,14 4,15 | landuse=residential
阳光花园 | 16,5 17,6 | landuse=residential
明珠楼 | 9,8 9.5,8.5 | building=yes
明珠楼 | 21.5,5 22,5.5 | building=yes
百合苑 | 4,11 5,12 | amenity=school
百合苑 | 16,8 17,9 | landuse=residential
老仓库（已拆） | 12,5 13,6 | building=yes alt_name=老仓库
新青大学 | 9,14 11,15.5 | amenity=university
镜湖 | 15,17.8 19.5,19.8 | natural=water
聚贤楼 | 18,1 18.5,1.4 | building=yes
"""
"""Name, two opposite corners and tags of rectangular areas."""

POINTS = """\
青溪公园 | 11,9 | railway=station station=subway
会展中心 | 11,12.5 | railway=station station=subway
南门（在建） | 11,4 | railway=station station=subway
甲楼 | 16,10.2 | building=yes addr:street=中和路 addr:housenumber=100
乙楼 | 6,10.2 | building=yes addr:street=中和路 addr:housenumber=300
丙楼 | 15,6.9 | building=yes addr:street=长安大道 addr:housenumber=50
聚贤楼 | 18.2,1.2 | amenity=library
"""

TOWN_PROJECTS: tuple[Mapping[str, str], ...] = (
    {"name": "青溪公园", "kind": "park", "zone_reported": "西片", "aliases": "青溪绿地"},
    {
        "name": "中和路", "label": "中和路（西园路-东湖路）", "kind": "road_segment",
        "road_from": "西园路", "road_to": "东湖路", "placeable": "line",
    },
    {"name": "三角地", "kind": "plot"},
    {"name": "无处楼", "kind": "office_park", "zone_reported": "东片"},
    {"name": "会展中心站", "kind": "metro_station", "zone_reported": "西片"},
    {"name": "东片", "kind": "area", "zone_reported": "东片", "placeable": "area"},
)  # fmt: skip

TOWN: Mapping[str, str] = {
    "district.toml": TINY["district.toml"]
    .replace("新桥区", "青溪区")
    .replace("Newbridge", "Qingxi")
    .replace("121.40, 31.10", "121.39, 31.09"),
    "reports.csv": f"""\
report,title,publisher,date,file,sha256,characters,source,note
001,青溪新闻,青溪报,2024-05-01,new.txt,{"1" * 64},400,,
""",
    "zones.toml": """\
district = "青溪区"
note = "示意"

[[zone]]
code = "west"
name = "西片"
name_en = "West"
variants = ["西部"]

[[zone]]
code = "east"
name = "东片"
name_en = "East"

[[rule]]
zone = "west"
subdistricts = ["西园街道"]
basis = "inference"
confidence = "good"
evidence = ["inference: invented"]

[[rule]]
zone = "east"
subdistricts = ["东湖路街道"]
basis = "inference"
confidence = "good"
evidence = ["inference: invented"]
""",
    "aliases.csv": "alias,name,report,note\n",
    "traps.csv": "name,reason,report,start,note\n新青大学,校址在外区,001,20,\n",
    "locators.csv": """\
name,rank,method,arg1,arg2,arg3,arg4,accuracy_m,certainty,checkable_by,source_type,source,evidence,note
三角地,1,bounds,北山路,东湖路,中和路,西园路,300,likely,任何人,report,invented,,
无处楼,1,none,报告只有名称,,,,,doubtful,任何人,report,invented,,
""",
    "addresses.csv": "road,number,unit,name,lon,lat,osm_id,layer,source\n",
    "way_names.csv": f"osm_id,name,certainty,source,note\n{UNNAMED_WAY},银杏路,likely,路牌,\n",
    "corrections.csv": "id,field,old_value,new_value,reason,editor,date\n",
}


class _TownFile:
    """An `.osm` file drawn on a grid."""

    def __init__(self) -> None:
        self.tree = ET.Element(
            "osm", {"version": "0.6", "osmosis_replication_timestamp": "2026-03-08T00:00:00Z"}
        )
        self._corners: dict[str, str] = {}
        self._later: list[ET.Element] = []

    def corner(self, place: str) -> str:
        if place not in self._corners:
            self._corners[place] = str(1001 + len(self._corners))
            self.node(int(self._corners[place]), place, ())
        return self._corners[place]

    def node(self, number: int, place: str, tags: Iterable[str]) -> None:
        x, y = (float(part) / 1000 for part in place.split(","))
        where = {"id": str(number), "lon": f"{121.4 + x:.7f}", "lat": f"{31.1 + y:.7f}"}
        self._tagged(ET.SubElement(self.tree, "node", where), tags)

    def way(self, number: int, corners: Iterable[str], tags: Iterable[str]) -> None:
        way = ET.Element("way", {"id": str(number)})
        for ref in [self.corner(corner) for corner in corners]:
            ET.SubElement(way, "nd", {"ref": ref})
        self._tagged(way, tags)
        self._later.append(way)

    def box(self, number: int, corners: str, tags: Iterable[str]) -> None:
        (west, south), (east, north) = (corner.split(",") for corner in corners.split())
        ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
        self.way(number, [",".join(corner) for corner in ring], tags)

    def relation(self, number: int, members: Mapping[int, str], *tags: str) -> None:
        relation = ET.Element("relation", {"id": str(number)})
        for ref, role in members.items():
            ET.SubElement(relation, "member", {"type": "way", "ref": str(ref), "role": role})
        self._tagged(relation, tags)
        self._later.append(relation)

    @staticmethod
    def _tagged(element: ET.Element, tags: Iterable[str]) -> None:
        for key, _, value in (tag.partition("=") for tag in tags):
            ET.SubElement(element, "tag", {"k": key, "v": value})

    def as_bytes(self) -> bytes:
        self.tree.extend(self._later)
        whole: bytes = ET.tostring(self.tree, encoding="utf-8", xml_declaration=True)
        return whole


def _drawn(text: str) -> Iterable[tuple[str, list[str]]]:
    for line in text.splitlines():
        name, corners, tags = line.split(" | ")
        yield corners, [*tags.split(), *([] if name == "-" else [f"name={name}"])]


def _town() -> bytes:
    town = _TownFile()
    for number, (corners, tags) in enumerate(_drawn(ROADS), start=101):
        town.way(number, corners.split(), tags)
    for number, (corners, tags) in enumerate(_drawn(AREAS), start=201):
        town.box(number, corners, tags)
    admin = ("type=boundary", "boundary=administrative")
    for number, (name, level, corners) in enumerate(
        (("青溪区", 6, "0,0 20,20"), ("西园街道", 8, "0,0 10,20"), ("东湖路街道", 8, "10,0 20,20")),
        start=301,
    ):
        town.box(number, corners, ())
        members = {number: "outer"}
        town.relation(number + 100, members, *admin, f"admin_level={level}", f"name={name}")
    line = ("type=route", "route=subway", "ref=77", "name=上海地铁77号线")
    town.relation(501, {RAIL_WAY: ""}, *line)
    for number, (place, tags) in enumerate(_drawn(POINTS), start=9001):
        town.node(number, place, tags)
    return town.as_bytes()


def _table(kind: Any, rows: Iterable[Mapping[str, str]]) -> str:
    from seeds.records import columns  # noqa: PLC0415 - not every test needs the package

    out = io.StringIO()
    writer = csv.DictWriter(out, columns(kind), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _town_tables() -> dict[str, str]:
    from seeds.records import Mention, Project  # noqa: PLC0415

    projects, mentions = [], []
    for number, given in enumerate(TOWN_PROJECTS, start=1):
        seen = {"first_seen": "001", "last_seen": "001", "id": f"QX{number:04d}"}
        project = {"label": given["name"], "placeable": "yes", **seen, **given}
        projects.append(project)
        where = {"start": str(10 * number), "end": str(10 * number + 5), "report": "001"}
        shared = {k: project[k] for k in ("name", "kind", "placeable")} | where
        mention = {"id": f"M{number:04d}", "project_id": project["id"], "table": "表1"}
        mentions.append(shared | mention | {"written": project["name"]})
    return {
        **TOWN,
        "projects.csv": _table(Project, projects),
        "mentions.csv": _table(Mention, mentions),
    }


@pytest.fixture(scope="session")
def town_osm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the town as an `.osm` file."""
    path = tmp_path_factory.mktemp("town") / "town.osm"
    path.write_bytes(_town())
    return path


@pytest.fixture(scope="session")
def town_folder(tmp_path_factory: pytest.TempPathFactory, town_osm: Path) -> Path:
    """Return the district folder of the town, with its gazetteer; do not change it."""
    from maps.cli import main  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("districts") / "qingxi"
    folder.mkdir()
    for name, text in _town_tables().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    command = ["gazetteer", "build", "--osm", str(town_osm), "--district", str(folder)]
    assert main(command) == 0
    return folder


@pytest.fixture
def town_copy(tmp_path: Path, town_folder: Path) -> Path:
    """Return a copy of the town's folder, to be broken."""
    return Path(shutil.copytree(town_folder, tmp_path / "qingxi"))


# --- the district that ships -----------------------------------------------------------------


@pytest.fixture(scope="session")
def shipped_district() -> District:
    """Return the facts of the district in the package."""
    from seeds.district import load_district  # noqa: PLC0415

    return load_district()


@pytest.fixture(scope="session")
def shipped_locator(shipped_district: District) -> Locator:
    """Return a locator over the district in the package; it remembers its answers."""
    from geo.gazetteer import Gazetteer  # noqa: PLC0415
    from geo.locate import Locator  # noqa: PLC0415

    return Locator(Gazetteer(shipped_district.folder / "gazetteer"), shipped_district)


# --- what is handed over ---------------------------------------------------------------------


def _delivery(district: District) -> Delivery:
    from geo.gazetteer import Gazetteer  # noqa: PLC0415
    from geo.locate import Locator  # noqa: PLC0415
    from layers.assemble import assemble  # noqa: PLC0415
    from layers.handoff.delivery import Delivery  # noqa: PLC0415
    from layers.handoff.edition import edition_of  # noqa: PLC0415
    from layers.handoff.sheets import sheets  # noqa: PLC0415
    from layers.zones import zone_layer  # noqa: PLC0415

    gazetteer = Gazetteer(district.folder / "gazetteer")
    zones = zone_layer(district, gazetteer)
    atlas = assemble(district, Locator(gazetteer, district), zones)
    rows = sheets(atlas.features, zones)
    dates = gazetteer.meta["dates"]
    assert isinstance(dates, dict)
    edition = edition_of(district, rows, {key: str(date) for key, date in dates.items() if date})
    return Delivery(edition, rows, atlas.unlocated, atlas.findings, zones, {})


@pytest.fixture(scope="session")
def town_delivery(town_folder: Path) -> Delivery:
    """Return what the town hands over; it has no styles."""
    from seeds.district import load_district  # noqa: PLC0415

    return _delivery(load_district(town_folder))


@pytest.fixture(scope="session")
def shipped_delivery(shipped_district: District) -> Delivery:
    """Return what the district in the package hands over; it has no styles."""
    return _delivery(shipped_district)


@pytest.fixture(scope="session")
def hostile_delivery(town_delivery: Delivery) -> Delivery:
    """Return the town's delivery with names that are code to XML, HTML, JSON, CSV or the eye."""
    from dataclasses import replace  # noqa: PLC0415

    from seeds.contact import Contact  # noqa: PLC0415
    from seeds.district import Source  # noqa: PLC0415
    from seeds.records import Report  # noqa: PLC0415

    bad = (
        "]]><gmd:x a=\"1\" b='2'>&amp;</script><script>alert(1)</script>"
        "\x00\x1b\n=1+1\u202e{{7*7}}\ufffe"
    )
    report = Report("001", bad, bad, "2024-05", bad, bad, 400, bad, bad)
    edition = replace(
        town_delivery.edition,
        name=bad,
        name_en=bad,
        code=bad,
        reports=(report,),
        sources=(Source(bad, bad, bad, bad),),
        licences=(bad,),
        approval=bad,
        contact=Contact(bad, bad, bad, bad),
    )
    return replace(town_delivery, edition=edition)
