"""Online services on the command line: off by default, and nothing of a vendor's in files."""

from __future__ import annotations

import http.server
import json
import sys
import threading
import types
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from geo.online.setup import SERVICES
from maps.onlining import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.maps.conftest import Ran

    Run = Callable[..., Ran]
    Tree = Callable[[Path], dict[str, bytes]]

KEY = "s3cr3tk3ys3cr3tk3y"
LON, LAT = "121.413579", "31.107531"
"""Where the vendor puts things; no file may hold it unless the user says so."""
PLACE = "云杉楼"


@dataclass
class Town:
    """A little server that is Nominatim and Amap by path, and knows one building."""

    name: str = PLACE
    amap: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def reply(self, path: str, params: dict[str, str]) -> Any:
        self.asked.append(f"{path} {params.get('q', params.get('address', ''))}")
        row: dict[str, Any]
        if path == "/v3/geocode/geo":
            where = f"上海市青溪区{self.name}"
            row = {"formatted_address": where, "province": "上海市", "city": "上海市"}
            row |= {"district": "青溪区", "location": f"{LON},{LAT}", "level": "兴趣点"}
            found = [row] if params["address"] == f"青溪区{PLACE}" else []
            good = {"status": "1", "info": "OK", "infocode": "10000", "count": str(len(found))}
            return self.amap or good | {"geocodes": found}
        row = {"osm_type": "way", "osm_id": 4711, "lon": LON, "lat": LAT, "name": self.name}
        row |= {"category": "building", "type": "yes"}
        return [row] if params["q"] == PLACE else []


class _Handler(http.server.BaseHTTPRequestHandler):
    town: Town

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        answer = self.town.reply(parts.path, dict(parse_qsl(parts.query)))
        body = json.dumps(answer, ensure_ascii=False).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Stay quiet."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    """Serve on 127.0.0.1; the environment leads there and holds a key."""
    datum = types.ModuleType("geo.datum")
    datum.gcj02_to_wgs84 = lambda lon, lat: (lon, lat)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "geo.datum", datum)
    served = Town()
    handler = type("Handler", (_Handler,), {"town": served})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        served.url = f"http://127.0.0.1:{running.server_port}"
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.setenv("ZONEMAP_AMAP_URL", served.url)
        monkeypatch.setenv("ZONEMAP_NOMINATIM_URL", served.url)
        monkeypatch.setenv("ZONEMAP_AMAP_KEY", KEY)
        monkeypatch.delenv("ZONEMAP_TIANDITU_KEY", raising=False)
        monkeypatch.delenv("ZONEMAP_ONLINE_CACHE", raising=False)
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield served
        running.shutdown()
        thread.join()


@pytest.fixture
def reported(town_copy: Path) -> Path:
    """Return a district folder with one project more, which is on no map."""
    for name, row in {
        "projects.csv": {"id": "QX0099", "name": PLACE, "label": PLACE, "kind": "office_park",
                         "placeable": "yes", "first_seen": "001", "last_seen": "001"},
        "mentions.csv": {"id": "M0099", "project_id": "QX0099", "report": "001", "start": "200",
                         "end": "203", "written": PLACE, "name": PLACE, "kind": "office_park",
                         "placeable": "yes"},
    }.items():  # fmt: skip
        path = town_copy / name
        header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
        line = ",".join(row.get(column, "") for column in header)
        path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    return town_copy


def test_words_are_those_of_the_services() -> None:
    assert tuple(SERVICES) == NAMES


def test_nothing_is_asked_unless_asked_for(run: Run, server: Town, town_folder: Path) -> None:
    ran = run("locate", PLACE, "--district", town_folder)
    assert ran.out.startswith(f"{PLACE}：没有找到")
    assert server.asked == []


def test_a_name_is_answered_by_a_service_of_ones_own(
    run: Run, server: Town, town_folder: Path
) -> None:
    ran = run("locate", PLACE, "--online", "nominatim", "--district", town_folder)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"{PLACE}：在线服务，点，{LON},{LAT}，误差约 200 米",
        "  依据 Nominatim way/4711",
        "  说明 取自在线服务Nominatim（© OpenStreetMap contributors，ODbL 1.0），未经核对",
    ]


def test_the_terminal_shows_what_a_vendor_says(run: Run, server: Town, town_folder: Path) -> None:
    ran = run("locate", PLACE, "青溪公园", "--online", "amap", "--district", town_folder)
    assert f"在线服务，点，{LON},{LAT}" in ran.out
    assert "其条款不允许存储或公开这个位置" in ran.out
    assert len(server.asked) == 1
    assert KEY not in ran.out + ran.err


@pytest.mark.parametrize("services", ["amap", "amap,nominatim"])
@pytest.mark.parametrize("keep", [False, True])
def test_a_batch_holds_a_vendors_position_back_unless_told_otherwise(
    run: Run, server: Town, town_folder: Path, here: Path, services: str, keep: bool
) -> None:
    (here / "names.csv").write_text(f"id,name\n1,{PLACE}\n", encoding="utf-8")
    options = ["--keep-vendor-coordinates"] if keep else []
    ran = run(
        "locate", "--input", "names.csv", "--out", "x.geojson", "--district", town_folder,
        "--online", services, *options,
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    text = (here / "x.geojson").read_text(encoding="utf-8")
    (feature,) = json.loads(text)["features"]
    properties = feature["properties"]
    if keep:
        assert (properties["source"], feature["geometry"]["type"]) == ("高德地图", "Point")
    elif services == "amap":
        assert (feature["geometry"], properties["method"]) == (None, "none")
        assert properties["note"].startswith("高德地图找到了位置，但其条款不允许存储")
        assert LON[:9] not in text
    else:
        assert properties["source"] == "Nominatim"
    assert KEY not in text


@pytest.mark.parametrize("command", ["build", "layers", "map"])
def test_outputs_hold_no_position_of_a_vendor(
    run: Run, server: Town, reported: Path, here: Path, tree: Tree, command: str
) -> None:
    ran = run(command, "--district", reported, "--online", "amap", "--out", "out", "--quiet")
    assert (ran.code, ran.err) == (0, "")
    assert f"/v3/geocode/geo 青溪区{PLACE}" in server.asked
    written = tree(here / "out")
    for content in written.values():
        assert LON[:9].encode() not in content
        assert KEY.encode() not in content
    if "unlocated.csv" in written:
        rows = written["unlocated.csv"].decode().splitlines()
        (row,) = (row for row in rows if row.startswith("QX0099"))
        assert "高德地图找到了位置，但其条款不允许存储，没有写入" in row


def test_a_build_draws_what_may_be_stored(
    run: Run, server: Town, reported: Path, here: Path
) -> None:
    ran = run("layers", "--district", reported, "--online", "nominatim", "--out", "out")
    assert "在线服务 1" in ran.out
    points = json.loads((here / "out/geojson/points.geojson").read_text(encoding="utf-8"))
    (found,) = (f for f in points["features"] if f["id"] == "QX0099")
    assert found["geometry"]["coordinates"] == pytest.approx([float(LON), float(LAT)])
    assert (found["properties"]["method"], found["properties"]["accuracy_m"]) == ("online", 200)


def test_a_cached_batch_gives_the_same_bytes_without_asking(
    run: Run, server: Town, town_folder: Path, here: Path, tree: Tree
) -> None:
    (here / "names.csv").write_text(f"id,name\n1,{PLACE}\n2,乌有楼\n", encoding="utf-8")
    texts = []
    for number in range(2):
        out = f"{number}.geojson"
        ran = run(
            "locate", "--input", "names.csv", "--out", out, "--district", town_folder,
            "--online", "nominatim,amap", "--online-cache", "cache",
        )  # fmt: skip
        assert ran.code == 0
        texts.append((here / out).read_bytes())
    assert texts[0] == texts[1]
    assert len(server.asked) == 3  # the second is not known to either
    assert KEY.encode() not in b"".join(tree(here / "cache").values())


def test_a_spent_quota_is_said_once_and_is_not_not_found(
    run: Run, server: Town, town_folder: Path, here: Path
) -> None:
    server.amap = {"status": "0", "info": "USER_DAILY_QUERY_OVER_LIMIT", "infocode": "10044"}
    (here / "names.csv").write_text("id,name\n1,甲杉楼\n2,乙杉楼\n", encoding="utf-8")
    ran = run(
        "locate", "--input", "names.csv", "--out", "x.geojson", "--district", town_folder,
        "--online", "amap",
    )  # fmt: skip
    assert ran.code == 0
    why = "今天的配额已用完（代码 10044）；本次不再询问高德地图"
    assert ran.err == f"zonemap: 高德地图（{server.url.removeprefix('http://')}）：{why}\n"
    found = json.loads((here / "x.geojson").read_text(encoding="utf-8"))["features"]
    tried = [feature["properties"]["tried"] for feature in found]
    assert "配额已用完" in tried[0]
    assert tried[1].endswith("在线：高德地图本次不再询问")
    assert len(server.asked) == 1


def test_a_hostile_answer_stays_plain_text(
    run: Run, server: Town, town_folder: Path, here: Path
) -> None:
    server.name = "</script><script>alert(1)</script>\x1b[31m\u202e=cmd"
    ran = run("locate", PLACE, "--online", "nominatim,amap", "--district", town_folder)
    assert ran.code == 0
    assert not {"\x1b", "\u202e"} & set(ran.out)
    (here / "names.csv").write_text(f"id,name\n1,{PLACE}\n", encoding="utf-8")
    run(
        "locate", "--input", "names.csv", "--out", "x.geojson", "--district", town_folder,
        "--online", "nominatim",
    )  # fmt: skip
    text = (here / "x.geojson").read_text(encoding="utf-8")
    assert not {"\x1b", "\u202e"} & set(text)
    assert json.loads(text)["features"][0]["geometry"] is None


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("locate 甲楼 --online tianditu", "天地图需要密钥：请设环境变量 ZONEMAP_TIANDITU_KEY"),
        ("build --online amap,tianditu", "天地图需要密钥：请设环境变量 ZONEMAP_TIANDITU_KEY"),
        (
            "locate 甲楼 --online baidu",
            "--online 没有“baidu”，可用 nominatim、photon、tianditu、amap",
        ),
        ("locate 甲楼 --online", "--online 后面还缺一个值"),
        ("locate 甲楼 --online-cache c", "--online-cache 要和 --online 一起用"),
        ("layers --keep-vendor-coordinates", "--keep-vendor-coordinates 要和 --online 一起用"),
        ("locate 甲楼 --online-endpoint photon", "应为“服务=URL”，如 photon=http://localhost:2322"),
        (
            "locate 甲楼 --online photon --online-endpoint photon=localhost",
            "Photon：服务地址应以 http:// 或 https:// 开头",
        ),
        (
            "locate 甲楼 --online amap --online-endpoint amap=http://maps.example.org",
            "高德地图（maps.example.org）：密钥只经 https 发出",
        ),
    ],
)
def test_wrong_options_are_refused_before_any_work(
    run: Run, server: Town, here: Path, words: str, why: str
) -> None:
    ran = run(*words.split())
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("zonemap: ")
    assert why in ran.err
    assert (list(here.iterdir()), server.asked) == ([], [])


def test_an_option_goes_before_the_environment(
    run: Run, server: Town, town_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZONEMAP_NOMINATIM_URL", "http://127.0.0.1:1")
    endpoint = f"nominatim={server.url}"
    ran = run(
        "locate", PLACE, "--online", "nominatim", "--online-endpoint", endpoint,
        "--district", town_folder,
    )  # fmt: skip
    assert ran.out.startswith(f"{PLACE}：在线服务")


def test_the_environment_may_name_the_cache(
    run: Run, server: Town, town_folder: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZONEMAP_ONLINE_CACHE", str(here / "kept"))
    run("locate", PLACE, "--online", "nominatim", "--district", town_folder)
    assert len(list((here / "kept").glob("nominatim-*.json"))) == 1
