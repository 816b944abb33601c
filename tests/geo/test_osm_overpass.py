from __future__ import annotations

import json
import socket
import tempfile
import time
from typing import TYPE_CHECKING, Any

import osmnx
import pytest
import shapely

from geo.osm_answers import date_of, elements_of, to_xml
from geo.osm_file import read_osm_file
from geo.osm_http import Patience
from geo.osm_overpass import questions, read_overpass
from geo.osm_source import OsmError
from geo.osm_tags import WANTED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.geo.conftest import Service

Box = tuple[float, float, float, float]
TOWN_BOX = (121.399, 31.099, 121.426, 31.126)
HASTY = Patience(timeout_s=1, attempts=1, pause_s=0.01)
TWICE = Patience(timeout_s=5, attempts=2, pause_s=0.01)
QUESTIONS = len(questions())


@pytest.fixture
def no_naps(monkeypatch: pytest.MonkeyPatch) -> None:
    """OSMnx sleeps a second before each question to Nominatim."""
    monkeypatch.setattr(time, "sleep", lambda _: None)


@pytest.fixture
def dead_url() -> str:
    """Return the address of a port that nobody listens on."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{unused.getsockname()[1]}/api"


def settings() -> dict[str, Any]:
    names = [name for name in vars(osmnx.settings) if name.islower() and not name.startswith("_")]
    return {name: getattr(osmnx.settings, name) for name in names}


@pytest.mark.parametrize("form", ["osm_path", "pbf_path"])
def test_file_and_service_give_equal_features(
    form: str, request: pytest.FixtureRequest, service: Service, town_box: Box
) -> None:
    from_file = read_osm_file(request.getfixturevalue(form), town_box)
    live = read_overpass(bbox=town_box, endpoint=service.url)
    assert live.features == from_file.features
    assert len(live.features) == 27


def test_place_is_asked_for_with_a_margin(service: Service, no_naps: None, osm_path: Path) -> None:
    live = read_overpass("新桥区", endpoint=service.url, nominatim=service.url)
    near = [f for f in live.features if f.tags.get("natural") == "water"]
    assert live.features == read_osm_file(osm_path).features
    assert {f.osm_id for f in near} == {124, 301}


def test_margin_is_a_kilometre(service: Service, no_naps: None, tmp_path: Path) -> None:
    read_overpass("新桥区", endpoint=service.url, nominatim=service.url, cache=tmp_path)
    (area,) = tmp_path.glob("*/area.wkt")
    west, south, *_ = shapely.from_wkt(area.read_text(encoding="utf-8")).bounds
    assert 121.4 - west == pytest.approx(1000 / 95_300, rel=0.01)
    assert 31.1 - south == pytest.approx(1000 / 111_320, rel=0.01)


def test_snapshot_is_dated_by_the_service(service: Service, town_box: Box) -> None:
    snapshot = read_overpass(bbox=town_box, endpoint=service.url)
    assert (snapshot.source, snapshot.dates) == ("overpass", {"overpass": "2026-03-08"})
    assert {feature.snapshot for feature in snapshot.features} == {"2026-03-08"}


def test_what_lies_outside_is_left_out(service: Service) -> None:
    box = (121.4005, 31.109, 121.4015, 31.1095)
    found = {(f.osm_type, f.osm_id) for f in read_overpass(bbox=box, endpoint=service.url).features}
    assert found == {("way", 109)}  # the district's border is elsewhere: Overpass has no part of it


def test_questions_cover_what_is_wanted() -> None:
    asked = {key: value for tags in questions() for key, value in tags.items()}
    assert asked.pop("admin_level") == ["5", "6", "7", "8", "9", "10"]  # for boundary
    assert asked.pop("addr:housenumber") is True
    wanted = {k: v is None or sorted(v) for k, v in WANTED.items() if k != "boundary"}
    assert asked == wanted


def test_chinese_is_asked_for(service: Service, town_box: Box) -> None:
    read_overpass(bbox=town_box, endpoint=service.url)
    assert service.languages == {"zh-CN"}


def test_full_address_of_the_interpreter_will_do(service: Service, town_box: Box) -> None:
    snapshot = read_overpass(bbox=town_box, endpoint=f"{service.url}/interpreter/")
    assert len(snapshot.features) == 27


@pytest.mark.parametrize("mood", ["", "429"])
def test_process_is_left_as_it_was(service: Service, town_box: Box, mood: str) -> None:
    service.moods = [mood]
    before, look_up = settings(), socket.getaddrinfo
    try:
        read_overpass(bbox=town_box, endpoint=service.url, patience=HASTY)
    except OsmError:
        assert mood
    assert (settings(), socket.getaddrinfo) == (before, look_up)


def test_nothing_is_kept_without_a_cache(
    service: Service, town_box: Box, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    read_overpass(bbox=town_box, endpoint=service.url)
    assert not list(tmp_path.iterdir())


def test_same_question_is_answered_from_the_cache(
    service: Service, town_box: Box, tmp_path: Path, dead_url: str
) -> None:
    live = read_overpass(bbox=town_box, endpoint=service.url, cache=tmp_path)
    again = read_overpass(bbox=town_box, endpoint=dead_url, cache=tmp_path, patience=HASTY)
    assert again == live


def test_other_question_is_not_answered_from_the_cache(
    service: Service, town_box: Box, tmp_path: Path
) -> None:
    read_overpass(bbox=town_box, endpoint=service.url, cache=tmp_path)
    read_overpass(bbox=(121.4, 31.1, 121.41, 31.11), endpoint=service.url, cache=tmp_path)
    assert len(service.asked) == 2 * QUESTIONS


def test_interrupted_run_goes_on_where_it_stopped(
    service: Service, town_box: Box, tmp_path: Path
) -> None:
    service.moods = ["", "504"]
    with pytest.raises(OsmError):
        read_overpass(bbox=town_box, endpoint=service.url, cache=tmp_path, patience=HASTY)
    service.asked.clear()
    read_overpass(bbox=town_box, endpoint=service.url, cache=tmp_path, patience=HASTY)
    assert len(service.asked) == QUESTIONS - 1


def test_answers_of_two_services_are_not_mixed(
    service: Service, town_box: Box, tmp_path: Path, dead_url: str
) -> None:
    service.moods = ["", "504"]
    for url in (service.url, dead_url):
        with pytest.raises(OsmError):
            read_overpass(bbox=town_box, endpoint=url, cache=tmp_path, patience=HASTY)
    assert sorted(len(list(part.glob("*.json"))) for part in tmp_path.iterdir()) == [0, 1]


def test_half_written_answer_is_asked_for_again(
    service: Service, town_box: Box, tmp_path: Path
) -> None:
    service.moods = ["", "504"]
    with pytest.raises(OsmError):
        read_overpass(bbox=town_box, endpoint=service.url, cache=tmp_path, patience=HASTY)
    (stored,) = tmp_path.glob("*.part/*.json")
    stored.write_bytes(stored.read_bytes()[:100])
    again = read_overpass(bbox=town_box, endpoint=service.url, cache=tmp_path, patience=HASTY)
    assert len(again.features) == 27


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("*.json", "{", "缓存文件损坏（.*json）"),
        ("*.json", '{"elements": []}', "缓存文件损坏（.*json）"),
        ("*.json", None, "缓存不完整（缺 .*json）"),
        ("*.wkt", "{", "缓存文件损坏（area.wkt）"),
        ("*.wkt", None, "缓存不完整（缺 area.wkt）"),
        ("whole.txt", None, "缓存不完整（没有 whole.txt）"),
    ],
)
@pytest.mark.parametrize("offline", [False, True])
def test_damaged_cache_is_refused(  # noqa: PLR0917
    service: Service,
    town_box: Box,
    tmp_path: Path,
    name: str,
    text: str | None,
    message: str,
    offline: bool,
) -> None:
    read_overpass(bbox=town_box, endpoint=service.url, cache=tmp_path)
    for path in tmp_path.glob(f"*/{name}"):
        path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    with pytest.raises(OsmError, match=message):
        read_overpass(bbox=town_box, endpoint=service.url, cache=tmp_path, offline=offline)


def test_file_in_place_of_the_cache_folder_is_refused(
    service: Service, town_box: Box, osm_path: Path
) -> None:
    with pytest.raises(OsmError, match="不能写缓存文件夹"):
        read_overpass(bbox=town_box, endpoint=service.url, cache=osm_path)


@pytest.mark.parametrize(
    ("mood", "message"),
    [
        ("429", "返回 HTTP 429：请求太频繁"),
        ("504", "返回 HTTP 504：服务器超时或过载；已试 1 次"),
        ("500", "应返回 HTTP 200，实际是 500"),
        ("400", "应返回 HTTP 200，实际是 400"),
        ("html", "应返回 JSON，实际是网页（HTML）"),
        ("truncated", "应返回 JSON，实际是不完整或损坏的 JSON"),
        ("cut", "传输中断"),
        ("remark", "没有做完查询：runtime error"),
        ("slow", "1 秒内没有答复"),
        ("drip", "1 秒内没有答复完整"),
        ("says:", "应返回 JSON，实际是不完整或损坏的 JSON"),
        ("says:{}", "应有 elements，没有找到，开头是“{}”"),
        ("says:[]", "应有 elements，没有找到"),
        ("says:null", "应有 elements，没有找到"),
        ('says:{"elements": 5}', "应有 elements，没有找到"),
        ('says:{"elements": [], "remark": "runtime error: out of memory"}', "runtime error: out"),
    ],
)
def test_failing_service_is_named_at_once(
    service: Service, town_box: Box, mood: str, message: str
) -> None:
    service.moods = [mood]
    start = time.monotonic()
    with pytest.raises(OsmError, match=rf"127\.0\.0\.1.*{message}"):
        read_overpass(bbox=town_box, endpoint=service.url, patience=HASTY)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("mood", ["429", "503", "504"])
def test_busy_service_is_asked_again(service: Service, town_box: Box, mood: str) -> None:
    service.moods = [mood]
    snapshot = read_overpass(bbox=town_box, endpoint=service.url, patience=TWICE)
    assert (len(snapshot.features), len(service.asked)) == (27, QUESTIONS + 1)


def test_busy_service_is_asked_only_so_often(service: Service, town_box: Box) -> None:
    service.moods = ["429"] * 9
    with pytest.raises(OsmError, match="已试 2 次"):
        read_overpass(bbox=town_box, endpoint=service.url, patience=TWICE)
    assert len(service.asked) == 2


@pytest.mark.parametrize("element", ["7", "null", '{"type": "node"}', '{"id": 3}', '"x"'])
def test_element_that_is_none_is_named(service: Service, town_box: Box, element: str) -> None:
    service.moods = [f'says:{{"elements": [{element}], "osm3s": 7}}']
    with pytest.raises(OsmError, match="应有 type 和 id"):
        read_overpass(bbox=town_box, endpoint=service.url)


@pytest.mark.parametrize("after", ["soon", "Wed, 21 Oct 2015 07:28:00 GMT", "0"])
def test_pause_that_tells_nothing_is_short(service: Service, town_box: Box, after: str) -> None:
    service.moods = [f"503:{after}"]
    assert read_overpass(bbox=town_box, endpoint=service.url, patience=TWICE).features


@pytest.mark.parametrize("status", ["429", "503"])
def test_pause_that_the_service_asks_for_is_kept(
    service: Service, town_box: Box, status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    naps: list[float] = []
    monkeypatch.setattr(time, "sleep", naps.append)
    service.moods = [f"{status}:7"]
    read_overpass(bbox=town_box, endpoint=service.url, patience=TWICE)
    assert [nap for nap in naps if nap] == [7]  # OSMnx naps for no time at all


@pytest.mark.parametrize("after", ["3600", "Wed, 21 Oct 2099 07:28:00 GMT"])
def test_pause_that_is_too_long_is_not_waited_for(
    service: Service, town_box: Box, after: str
) -> None:
    service.moods = [f"429:{after}"]
    with pytest.raises(OsmError, match=r"HTTP 429：.*要求等 \d{4,} 秒；请到那时再试"):
        read_overpass(bbox=town_box, endpoint=service.url)
    assert len(service.asked) == 1


def test_all_answers_together_have_their_time(service: Service, town_box: Box) -> None:
    patience = Patience(timeout_s=9, attempts=99, pause_s=0.2, total_s=2)
    service.moods = ["429"] * 99
    start = time.monotonic()
    with pytest.raises(OsmError, match="总共 2 秒仍未答完"):
        read_overpass(bbox=town_box, endpoint=service.url, patience=patience)
    assert time.monotonic() - start < 20


def test_slow_answers_together_have_their_time(service: Service, town_box: Box) -> None:
    patience = Patience(timeout_s=9, attempts=1, total_s=3)
    service.moods = ["drip"]
    with pytest.raises(OsmError, match="总共 3 秒仍未答完"):
        read_overpass(bbox=town_box, endpoint=service.url, patience=patience)


def test_what_comes_too_late_is_not_stored(service: Service, town_box: Box, tmp_path: Path) -> None:
    service.moods = ["slow"]
    with pytest.raises(OsmError, match="没有答复完整"):
        read_overpass(bbox=town_box, endpoint=service.url, cache=tmp_path, patience=HASTY)
    time.sleep(1.5)
    assert not list(tmp_path.glob("*/*.json"))


def test_offline_answers_come_from_the_cache(
    service: Service, town_box: Box, tmp_path: Path
) -> None:
    live = read_overpass(bbox=town_box, endpoint=service.url, cache=tmp_path)
    service.asked.clear()
    again = read_overpass(bbox=town_box, endpoint=service.url, cache=tmp_path, offline=True)
    assert (again, service.asked) == (live, [])


@pytest.mark.parametrize(
    ("place", "box", "name"),
    [("新桥区", None, "“新桥区”"), (None, TOWN_BOX, r"范围 \[121.399")],
)
def test_offline_names_what_is_missing(
    service: Service, tmp_path: Path, place: str | None, box: Box | None, name: str
) -> None:
    with pytest.raises(OsmError, match=f"缺 {name}.*，不在其中；请先联网运行一次"):
        read_overpass(place, box, endpoint=service.url, cache=tmp_path, offline=True)
    assert service.asked == []
    assert not list(tmp_path.iterdir())


def test_offline_a_part_of_the_answers_will_not_do(
    service: Service, town_box: Box, tmp_path: Path
) -> None:
    service.moods = ["", "504"]
    with pytest.raises(OsmError):
        read_overpass(bbox=town_box, endpoint=service.url, cache=tmp_path, patience=HASTY)
    with pytest.raises(OsmError, match="没有收完（只有 1 份）"):
        read_overpass(bbox=town_box, cache=tmp_path, offline=True)


def test_offline_needs_a_cache(town_box: Box) -> None:
    with pytest.raises(OsmError, match="应给出缓存文件夹"):
        read_overpass(bbox=town_box, offline=True)


def test_it_says_what_it_does(service: Service, no_naps: None) -> None:
    said: list[str] = []
    read_overpass("新桥区", endpoint=service.url, nominatim=service.url, say=said.append)
    asked = ["问 Nominatim：新桥区", *(f"问 Overpass：{n}/3" for n in (1, 2, 3))]
    assert said == [*asked, "读取 Overpass 的答复"]


def test_dead_service_is_named_at_once(town_box: Box, dead_url: str) -> None:
    start = time.monotonic()
    with pytest.raises(OsmError, match="连接不上 http://127"):
        read_overpass(bbox=town_box, endpoint=dead_url)
    assert time.monotonic() - start < 5


def test_dead_nominatim_is_named_at_once(service: Service, no_naps: None, dead_url: str) -> None:
    start = time.monotonic()
    with pytest.raises(OsmError, match="连接不上 http://127"):
        read_overpass("新桥区", endpoint=service.url, nominatim=dead_url)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    ("mood", "message"),
    [
        ("429", "HTTP 429"),
        ("504", "HTTP 504"),
        ("html", "网页"),
        ("truncated", "不完整"),
        ("says:{}", "没有“新桥区”的面状范围"),
        ("says:7", "没有“新桥区”的面状范围"),
        ("says:[7]", "没有“新桥区”的面状范围"),
        ("says:[{}]", "没有“新桥区”的面状范围"),
        ('says:[{"importance": "x", "geojson": 5}]', "没有“新桥区”的面状范围"),
    ],
)
def test_failing_nominatim_is_named(
    service: Service, no_naps: None, mood: str, message: str
) -> None:
    service.moods = [mood]
    with pytest.raises(OsmError, match=message):
        read_overpass("新桥区", endpoint=service.url, nominatim=service.url, patience=HASTY)


@pytest.mark.parametrize("place", ["无此区", "新桥站"])
def test_place_without_an_outline_is_refused(service: Service, no_naps: None, place: str) -> None:
    with pytest.raises(OsmError, match=f"没有“{place}”的面状范围"):
        read_overpass(place, endpoint=service.url, nominatim=service.url)


def outline(name: str, box: Box, importance: float) -> dict[str, Any]:
    west, south, east, north = box
    return {
        "display_name": name,
        "importance": importance,
        "lat": str(south),
        "lon": str(west),
        "boundingbox": [str(v) for v in (south, north, west, east)],
        "geojson": shapely.geometry.mapping(shapely.box(*box)),
    }


def test_of_several_places_of_a_name_the_one_that_lies_there_is_taken(
    service: Service, no_naps: None, tmp_path: Path, town_box: Box
) -> None:
    far, near = (100.0, 30.0, 100.1, 30.1), (121.4, 31.1, 121.42, 31.12)
    service.places["新桥区"] = [outline("远市新桥区", far, 0.9), outline("近市新桥区", near, 0.2)]
    live = read_overpass(
        "新桥区", endpoint=service.url, nominatim=service.url, cache=tmp_path, within=town_box
    )
    assert "新桥区" in {f.tags.get("name") for f in live.features}


def test_place_that_lies_elsewhere_is_refused(
    service: Service, no_naps: None, town_box: Box
) -> None:
    far = (100.0, 30.0, 100.1, 30.1)
    service.places["新桥区"] = [outline("远市新桥区", far, 0.9)]
    with pytest.raises(OsmError, match=r"都不在 district\.toml 的 bbox 里：远市新桥区；请写全名"):
        read_overpass("新桥区", endpoint=service.url, nominatim=service.url, within=town_box)


def test_empty_area_is_refused(service: Service) -> None:
    with pytest.raises(OsmError, match="在这个范围内没有可用的"):
        read_overpass(bbox=(10.0, 10.0, 10.1, 10.1), endpoint=service.url)


def test_empty_answers_are_asked_for_again(service: Service, town_box: Box, tmp_path: Path) -> None:
    service.moods = ['says:{"elements": []}'] * QUESTIONS
    with pytest.raises(OsmError, match="在这个范围内没有可用的"):
        read_overpass(bbox=town_box, endpoint=service.url, cache=tmp_path)
    again = read_overpass(bbox=town_box, endpoint=service.url, cache=tmp_path)
    assert len(again.features) == 27


@pytest.mark.parametrize(
    ("place", "bbox", "message"),
    [
        (None, None, "二者恰好一个"),
        ("新桥区", (1.0, 1.0, 2.0, 2.0), "二者恰好一个"),
        (" ", None, "地名是空的"),
        (None, (121.5, 31.1, 121.4, 31.2), "西小于东"),
        (None, (31.1, 121.4, 31.2, 121.5), "南小于北"),
    ],
)
def test_wrong_question_is_refused(place: str | None, bbox: Box | None, message: str) -> None:
    with pytest.raises(OsmError, match=message):
        read_overpass(place, bbox)


def test_address_without_a_scheme_is_refused(town_box: Box) -> None:
    with pytest.raises(OsmError, match="应以 http:// 或 https:// 开头"):
        read_overpass(bbox=town_box, endpoint="overpass.example.org")


def test_no_attempt_at_all_is_refused(service: Service, town_box: Box) -> None:
    with pytest.raises(OsmError, match="至少为 1"):
        read_overpass(bbox=town_box, endpoint=service.url, patience=Patience(attempts=0))


def test_elements_of_two_answers_are_taken_once() -> None:
    node = {"type": "node", "id": 1, "lat": 1, "lon": 2}
    way = {"type": "way", "id": 1, "nodes": [1]}
    assert elements_of([{"elements": [way, node]}, {"elements": [node]}]) == [node, way]


def test_oldest_answer_gives_the_date() -> None:
    stamps = ["2026-03-09T01:00:00Z", "", "2026-03-08T23:00:00Z"]
    assert date_of([{"osm3s": {"timestamp_osm_base": stamp}} for stamp in stamps]) == "2026-03-08"


def test_character_that_xml_cannot_hold_is_dropped() -> None:
    node = {"type": "node", "id": 1, "lat": 1, "lon": 2, "tags": {"name": "甲\x0b乙"}}
    assert '<tag k="name" v="甲乙"/>' in to_xml([node]).decode()


@pytest.mark.parametrize(
    ("element", "message"),
    [
        ({"id": 1}, "应有 type 和 id"),
        ({"type": "area", "id": 1}, "应有 type 和 id"),
        ({"type": "node", "id": 7, "lat": 1}, "node/7 不完整（缺 'lon'）"),
        ({"type": "relation", "id": 7, "members": [{"type": "way"}]}, "relation/7 不完整"),
    ],
)
def test_incomplete_element_is_refused(element: dict[str, Any], message: str) -> None:
    answer = json.loads(json.dumps({"elements": [element]}))
    with pytest.raises(OsmError, match=message):
        to_xml(elements_of([answer]))
