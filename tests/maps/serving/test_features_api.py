"""OGC API Features as a client sees it: parts 1 and 2, asked over the network."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from pyproj import Transformer
from shapely.geometry import box, shape

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def ids(document: Any) -> list[str]:
    return [row["id"] for row in document["features"]]


def links(document: Any, rel: str) -> list[Any]:
    return [link for link in document["links"] if link["rel"] == rel]


def path_of(service: Any, href: str) -> str:
    assert href.startswith(service.base), href
    at = urlsplit(href)
    return f"{at.path or '/'}?{at.query}"


def test_landing_page_links_to_what_there_is(service: Any) -> None:
    found = service.ask("/").json
    assert found["title"] == "青溪区项目与功能区"
    assert "2024-05-01-1a2b3c4d" in found["description"]
    for rel in ("self", "service-desc", "service-doc", "conformance", "data"):
        assert links(found, rel), rel
    for link in found["links"]:
        assert service.ask(path_of(service, link["href"])).status in (200, 302), link


def test_every_link_of_every_document_leads_somewhere(service: Any) -> None:
    waiting, seen = ["/", "/collections", "/collections/points/items?limit=200"], set()
    while waiting:
        path = waiting.pop()
        if path in seen or path.startswith(("/map/", "/files/")):
            continue
        seen.add(path)
        reply = service.ask(path, Accept="application/json")
        assert reply.status == 200, path
        if "html" in reply.headers["content-type"]:
            continue
        for holder in (reply.json, *reply.json.get("collections", ())):
            waiting += [
                path_of(service, link["href"])
                for link in holder.get("links", ())
                if link["rel"] != "license"
            ]
    assert len(seen) > 30


def test_it_promises_what_it_does_and_no_more(service: Any) -> None:
    first = service.ask("/conformance").json["conformsTo"]
    for part in ("1/1.0/conf/core", "1/1.0/conf/geojson", "1/1.0/conf/oas30", "2/1.0/conf/crs"):
        assert any(name.endswith(f"ogcapi-features-{part}") for name in first), part
    assert not [name for name in first if "create-replace-delete" in name or "records" in name]
    assert service.ask("/conformance").json["conformsTo"] == first


def test_description_has_only_what_can_be_asked(service: Any) -> None:
    reply = service.ask("/openapi")
    assert reply.headers["content-type"] == "application/vnd.oai.openapi+json;version=3.0"
    assert reply.json["openapi"].startswith("3.0")
    assert reply.json["servers"][0]["url"] == service.base
    paths = reply.json["paths"]
    assert "/collections/points/items" in paths
    assert {method for methods in paths.values() for method in methods} == {"get"}
    pointed = re.findall(r'"\$ref": ?"(.*?)"', reply.body.decode())
    assert pointed
    assert all(place.startswith("#/") for place in pointed), "nothing lies on another host"
    for place in set(pointed):
        node = reply.json
        for part in place.removeprefix("#/").split("/"):
            node = node[part]
    assert "vendorSpecificParameters" not in reply.body.decode()
    one = paths["/collections/points/items/{featureId}"]["get"]["parameters"]
    assert {
        "name": "featureId",
        "in": "path",
        "required": True,
        "schema": {"type": "string"},
    } in one
    assert {path.split("/")[1] for path in paths} == {"", "openapi", "conformance", "collections"}


def test_collections_say_what_they_are(service: Any) -> None:
    found = {item["id"]: item for item in service.ask("/collections").json["collections"]}
    assert list(found) == ["points", "lines", "polygons", "zones"]
    points = found["points"]
    assert points["title"] == "点：地点"
    assert points["itemType"] == "feature"
    assert points["crs"] == [CRS84, f"{EPSG}4326", f"{EPSG}4490", f"{EPSG}4549"]
    assert points["storageCrs"] == CRS84
    assert points["extent"]["spatial"]["bbox"] == [[121.4, 31.1, 121.424, 31.11]]
    assert links(points, "license")[0]["href"].startswith("https://opendatacommons.org/")
    described = {link["href"] for link in links(points, "describedby")}
    assert f"{service.base}/files/dictionary.html" in described
    assert service.ask("/collections/zones").json["title"] == "功能区（示意范围）"
    english = service.ask("/collections/zones?lang=en-US")
    assert english.json["title"] == "Zones (indicative outlines)"
    assert english.headers["content-language"] == "en"
    asked = service.ask("/collections/zones", Accept_Language="en-GB,en;q=0.8")
    assert asked.json["title"] == "Zones (indicative outlines)"


def test_columns_have_titles_meanings_and_lists(service: Any) -> None:
    for kind in ("schema", "queryables"):
        reply = service.ask(f"/collections/points/{kind}")
        assert reply.headers["content-type"] == "application/schema+json"
        stage = reply.json["properties"]["stage"]
        assert stage["title"] == "阶段代码"
        assert stage["type"] == "string"
        assert "done" in stage["enum"]
        assert reply.json["properties"]["accuracy_m"]["type"] == "integer"
        assert reply.json["properties"]["zone_agrees"]["type"] == "boolean"
        english = service.ask(f"/collections/points/{kind}?lang=en-US").json["properties"]
        assert english["stage"]["title"] == "Stage code"


def test_items_are_geojson_and_counted(service: Any) -> None:
    reply = service.ask("/collections/points/items?limit=7")
    assert reply.headers["content-type"] == "application/geo+json"
    found = reply.json
    assert found["type"] == "FeatureCollection"
    assert (found["numberMatched"], found["numberReturned"]) == (250, 7)
    assert len(found["features"]) == 7
    assert TIME.fullmatch(found["timeStamp"])
    assert found["features"][0]["geometry"] == {"type": "Point", "coordinates": [121.401, 31.1]}


@pytest.mark.parametrize("limit", [7, 50, 100, 249, 250, 1000])
def test_pages_hold_every_feature_once(service: Any, limit: int) -> None:
    path, found, pages = f"/collections/points/items?limit={limit}", [], 0
    while path:
        document = service.ask(path).json
        assert document["features"], "no page is empty"
        found += ids(document)
        pages += 1
        following = links(document, "next")
        path = path_of(service, following[0]["href"]) if following else ""
    assert found == [f"P{number:03d}" for number in range(1, 251)]
    assert pages == -(-250 // limit)


def test_a_page_links_to_itself_and_back(service: Any) -> None:
    found = service.items(limit=10, offset=20)
    here = service.ask(path_of(service, links(found, "self")[0]["href"])).json
    assert ids(here) == ids(found) == [f"P{number:03d}" for number in range(21, 31)]
    back = service.ask(path_of(service, links(found, "prev")[0]["href"])).json
    assert ids(back) == [f"P{number:03d}" for number in range(11, 21)]


def test_no_more_than_the_limit_of_the_service(service: Any) -> None:
    assert len(service.items()["features"]) == 100
    assert len(service.items(limit=999_999_999)["features"]) == 250


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("121.4005,31.0995,121.4035,31.1005", ["P001", "P002", "P003"]),
        ("121.401,31.1,121.401,31.1", ["P001"]),
        ("121.3,31.1,121.401,31.1", ["P001"]),
        ("121.4005,31.0995,0,121.4015,31.1005,9", ["P001"]),
        ("0,0,1,1", []),
        ("121.4235,31.1,-121,31.1005", ["P024"]),
        ("170,31.0,121.4005,31.1005", []),
    ],
    ids=["inside", "on a point", "touching", "with heights", "nowhere", "over 180", "over 180 too"],
)
def test_box(service: Any, area: str, expected: list[str]) -> None:
    found = service.items(bbox=area)
    assert ids(found) == expected
    assert found["numberMatched"] == len(expected)


def test_box_means_shapes_not_their_boxes(service: Any) -> None:
    assert ids(service.items("polygons", bbox="121.405,31.125,121.406,31.126")) == ["A901"]
    assert ids(service.items("polygons", bbox="121.41,31.12,121.42,31.13")) == ["A901", "A/902"]
    assert ids(service.items("polygons", bbox="121.4101,31.12,121.4199,31.13")) == []


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=-1", "limit=ten", "limit=1.5", "limit=", "offset=-1", "offset=x",
        "bbox=1,2,3", "bbox=a,b,c,d", "bbox=nan,0,1,1", "bbox=0,0,inf,1", "bbox=0,10,1,5",
        "bbox=0,0,1,91", "bbox=-181,0,1,1", "bbox=", "bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4490",
        "bbox=0,0,1,1&bbox-crs=EPSG:4326", "crs=EPSG:3857", f"crs={EPSG}3857",
        "nonsense=1", "Zone=west", "filter=zone='west'", "q=x", "f=xml", "f=csv", "f=jsonld",
        "limit=1&limit=2", "zone=west&zone=east", "accuracy_m=near", "zone_agrees=maybe",
        "sortby=nothing", "sortby=", "properties=id,nothing", "resulttype=all",
        "skipGeometry=perhaps", "datetime=yesterday", f"bbox=1e9,1e9,2e9,2e9&bbox-crs={EPSG}4549",
        f"bbox=9,9,1,1&bbox-crs={EPSG}4549",
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused(service: Any, query: str) -> None:
    reply = service.ask(f"/collections/points/items?{query}")
    assert reply.status == 400, reply.body
    assert reply.json["code"] == "InvalidParameterValue"
    assert reply.json["description"]
    assert "Traceback" not in reply.body.decode()


def test_times_are_understood_and_match_what_has_none(service: Any) -> None:
    for time in ("2024-05-01", "2024-05-01T00:00:00Z", "2024-05-01/..", "../2024-05-01T00:00:00Z"):
        assert service.items(datetime=time, limit=1)["numberMatched"] == 250


def test_filters_take_chinese_and_hold_together(service: Any) -> None:
    assert service.items(zone_zh="西片")["numberMatched"] == 125
    both = service.items(zone_zh="西片", accuracy_m=30, limit=500)
    expected = [n for n in range(1, 251) if n % 2 == 0 and n % 7 == 3]
    assert ids(both) == [f"P{n:03d}" for n in expected]
    assert ids(service.items(name="青溪 & 河？/#1%25")) == ["P008"]
    assert ids(service.items(name="</script><script>window.hacked=1</script>")) == ["P004"]
    assert service.items(zone_agrees="true")["numberMatched"] == 83
    assert service.items(stage="", limit=1)["numberMatched"] == 50
    assert service.items(zone="north")["features"] == []
    boxed = service.items(zone="east", bbox="121.4005,31.0995,121.4035,31.1005")
    assert ids(boxed) == ["P001", "P003"]


def test_following_pages_keep_the_filter(service: Any) -> None:
    found = service.items(zone_zh="西片", limit=100)
    following = service.ask(path_of(service, links(found, "next")[0]["href"])).json
    assert ids(found)[:2] == ["P002", "P004"]
    assert ids(following) == [f"P{n:03d}" for n in range(202, 251, 2)]


def test_order_columns_and_counts_can_be_asked_for(service: Any) -> None:
    found = service.items(sortby="-accuracy_m,id", limit=3)
    assert ids(found) == ["P006", "P013", "P020"]
    bare = service.items(properties="id,name", skipGeometry="true", limit=1)["features"][0]
    assert bare["properties"] == {"id": "P001", "name": "地点1"}
    assert bare["geometry"] is None
    hits = service.items(resulttype="hits", zone="west")
    assert (hits["numberMatched"], hits["features"]) == (125, [])
    assert not links(hits, "next")


def test_an_empty_layer_answers_too(service: Any) -> None:
    found = service.items("lines")
    assert (found["numberMatched"], found["features"]) == (0, [])
    assert service.items("lines", bbox="0,0,1,1")["features"] == []


def test_one_feature_by_its_id(service: Any) -> None:
    reply = service.ask("/collections/points/items/P008")
    assert reply.headers["content-type"] == "application/geo+json"
    assert reply.json["type"] == "Feature"
    assert reply.json["properties"]["name"] == "青溪 & 河？/#1%25"
    assert links(reply.json, "collection")
    assert service.ask("/collections/polygons/items/A%2F902").json["id"] == "A/902"


@pytest.mark.parametrize(
    "path",
    [
        "/collections/points/items/P999", "/collections/points/items/%E2%80%AE",
        "/collections/nothing", "/collections/nothing/items", "/collections/nothing/items/1",
        "/collections/nothing/schema", "/collections/nothing/queryables", "/nothing", "/processes",
        "/jobs", "/stac", "/admin", "/static/img/logo.png", "/TileMatrixSets",
    ],
)  # fmt: skip
def test_what_is_not_there_is_404(service: Any, path: str) -> None:
    reply = service.ask(path)
    assert reply.status == 404
    assert reply.json["description"]


def test_other_systems_come_in_the_order_of_their_authority(service: Any) -> None:
    lon, lat = 121.401, 31.1
    for code in (4326, 4490):
        reply = service.ask(f"/collections/points/items?limit=1&crs={EPSG}{code}")
        assert reply.headers["content-crs"] == f"<{EPSG}{code}>"
        assert reply.json["features"][0]["geometry"]["coordinates"] == [lat, lon]
    plane = Transformer.from_crs("EPSG:4490", "EPSG:4549")  # takes lat, lon; gives x north, y east
    northing, easting = plane.transform(lat, lon)
    one = service.ask(f"/collections/points/items/P001?crs={EPSG}4549").json
    assert one["geometry"]["coordinates"] == pytest.approx([northing, easting], abs=0.001)
    assert northing > 3_000_000 > easting
    plain = service.ask("/collections/points/items?limit=1")
    assert plain.headers["content-crs"] == f"<{CRS84}>"


def test_shapes_move_as_a_whole(service: Any) -> None:
    rings = [
        service.items("polygons", limit=1, **more)["features"][0]["geometry"]["coordinates"][0][0]
        for more in ({}, {"crs": f"{EPSG}4549"})
    ]
    change = Transformer.from_crs("OGC:CRS84", "EPSG:4549")
    assert len(rings[0]) == len(rings[1]) == 5
    for degrees, metres in zip(*rings, strict=True):
        assert metres == pytest.approx(list(change.transform(*degrees)), abs=0.001)


def test_box_in_another_system_finds_what_it_holds(service: Any) -> None:
    by_degrees = service.items(
        bbox="31.0995,121.4005,31.1005,121.4035", bbox_crs=f"{EPSG}4490", limit=500
    )
    assert ids(by_degrees) == ["P001", "P002", "P003"]
    change = Transformer.from_crs("OGC:CRS84", "EPSG:4549")
    north, east = change.transform(121.41, 31.105)
    low, high = (north - 400, east - 300), (north + 400, east + 300)
    asked = ",".join(map(str, (*low, *high)))
    found = set(ids(service.items(bbox=asked, bbox_crs=f"{EPSG}4549", limit=500)))
    inside, near = box(*low, *high), box(*low, *high).buffer(30)
    rows = service.items(crs=f"{EPSG}4549", limit=500)["features"]
    held = {row["id"] for row in rows if inside.intersects(shape(row["geometry"]))}
    close = {row["id"] for row in rows if near.intersects(shape(row["geometry"]))}
    assert held
    assert held <= found <= close


def test_head_says_what_get_would(service: Any) -> None:
    for path in ("/", "/collections/points/items?limit=3", "/files/gpkg/qingxi.gpkg"):
        full, head = service.ask(path), service.ask(path, method="HEAD")
        assert head.status == 200
        assert head.body == b""
        for name in ("content-type", "content-length"):
            assert head.headers[name] == full.headers[name]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_written(service: Any, method: str) -> None:
    for path in (
        "/collections/points/items",
        "/collections/points/items/P001",
        "/files/manifest.json",
    ):
        reply = service.ask(path, method=method)
        assert reply.status == 405, path
        assert reply.headers["allow"] == "GET, HEAD"
    assert service.items(limit=1)["numberMatched"] == 250


def test_answers_are_packed_for_those_who_can_open_them(service: Any) -> None:
    import gzip  # noqa: PLC0415 - here only

    packed = service.ask("/collections/points/items", Accept_Encoding="gzip")
    plain = service.ask("/collections/points/items")
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    unpacked = json.loads(gzip.decompress(packed.body))
    assert ids(unpacked) == ids(plain.json)
    refused = service.ask("/collections/points/items?limit=x", Accept_Encoding="gzip")
    assert refused.json["code"] == "InvalidParameterValue"


def test_odd_addresses_do_no_harm(service: Any) -> None:
    for path in (
        "/collections/points/items/%00", "/collections/%2e%2e/items", "//", "/collections//items",
        "/?lang=%00", "/?lang=" + "x" * 3000, "/collections/points/items?" + "a" * 5000,
        "/collections/points/items?name=%ff%fe", "/%c3%28",
        "/collections/points/items?name=" + quote("长" * 500),
    ):  # fmt: skip
        assert service.ask(path).status in (200, 302, 308, 400, 404), path


def test_many_at_once_get_what_each_alone_gets(service: Any) -> None:
    """Coordinate changes and languages are shared by threads, and must not be mixed up."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - here only

    asked = [
        f"/collections/{path}"
        for path in (
            f"points/items?limit=50&crs={EPSG}4549", f"points/items?limit=50&crs={EPSG}4326",
            "points/items?limit=50&zone=west", f"polygons/items?crs={EPSG}4549",
            "points/items?bbox=121.4005,31.0995,121.4035,31.1005", "points?lang=en-US", "points",
            "points/schema?lang=en-US", "points/schema",
        )
    ]  # fmt: skip

    def told(path: str) -> Any:
        found = service.ask(path).json
        return {key: value for key, value in found.items() if key != "timeStamp"}

    alone = [told(path) for path in asked]
    with ThreadPoolExecutor(12) as threads:
        assert list(threads.map(told, asked * 8)) == alone * 8
