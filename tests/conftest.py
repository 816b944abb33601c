"""What every test gets: no network, a way to a browser, and a tiny invented district."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

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
