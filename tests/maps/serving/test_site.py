"""Map pages, files, and who may ask."""

from __future__ import annotations

from typing import Any

import pytest


def test_map_pages_are_beside_the_service(service: Any) -> None:
    for name in ("planner", "embed", "index"):
        reply = service.ask(f"/map/{name}.html")
        assert reply.status == 200
        assert reply.headers["content-type"] == "text/html; charset=utf-8"
        assert f"<p>{name}".encode() in reply.body
    first = service.ask("/map/")
    assert first.status == 302
    assert first.headers["location"] == f"{service.base}/map/planner.html"
    assert service.ask("/map/geojson/zones.geojson").status == 200, "pages link to the layers"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("geojson/points.geojson", "application/geo+json"),
        ("gpkg/qingxi.gpkg", "application/geopackage+sqlite3"),
        ("pmtiles/qingxi.pmtiles", "application/vnd.pmtiles"),
        ("csv/points.csv", "text/csv; charset=utf-8"),
        ("csv/same.csv", "text/csv; charset=utf-8"),
        ("metadata/metadata.xml", "application/xml; charset=utf-8"),
        ("manifest.json", "application/json"),
        ("%E8%AF%B4%E6%98%8E%201%23.txt", "text/plain; charset=utf-8"),
    ],
)
def test_files_come_with_their_type(service: Any, path: str, expected: str) -> None:
    reply = service.ask(f"/files/{path}")
    assert reply.status == 200
    assert reply.headers["content-type"] == expected
    assert reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "../outside.txt", "%2e%2e/outside.txt", "..%2foutside.txt", "csv/../../outside.txt",
        "csv/%2e%2e/%2e%2e/outside.txt", "..%5coutside.txt", "/etc/passwd", "%2fetc%2fpasswd",
        "//etc/passwd", "leads_out.txt", "csv/up/outside.txt", ".secret", "csv/.", "csv", "csv/",
        "%00", "manifest.json%00.html", "geojson/%E2%80%AE", "x" * 400, "%ff",
    ],
)  # fmt: skip
def test_nothing_outside_the_folder_is_given(service: Any, path: str) -> None:
    for start in ("/files/", "/map/"):
        reply = service.ask(f"{start}{path}")
        assert reply.status in (400, 404), reply.body
        assert b"outside" not in reply.body
        assert b"root:" not in reply.body


def test_list_of_files_names_only_what_is_given(service: Any) -> None:
    names = [item["path"] for item in service.ask("/files/").json["files"]]
    assert "gpkg/qingxi.gpkg" in names
    assert "说明 1#.txt" in names
    assert not [name for name in names if "outside" in name or "secret" in name or "leads" in name]


def test_parts_of_a_file_can_be_asked_for(service: Any) -> None:
    path = "/files/pmtiles/qingxi.pmtiles"
    part = service.ask(path, Range="bytes=256-511")
    assert part.status == 206
    assert part.body == bytes(range(256))
    assert part.headers["content-range"] == "bytes 256-511/2048"
    assert part.headers["accept-ranges"] == "bytes"
    assert service.ask(path, Range="bytes=-16").body == bytes(range(240, 256))
    assert service.ask(path, Range="bytes=9999-").status == 416
    full = service.ask(path)
    assert service.ask(path, If_None_Match=full.headers["etag"]).status == 304


def test_a_page_from_elsewhere_cannot_use_a_name_of_its_own(service: Any) -> None:
    """A name that leads to this machine would let any page on the internet read the service."""
    for host in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example", "a b", "x/y", ""):
        assert service.ask("/collections", Host=host).status == 400, host
        assert service.ask("/files/manifest.json", Host=host).status == 400, host
    for host in ("localhost:9000", "127.0.0.1:9000", "[::1]:9000"):
        found = service.ask("/", Host=host).json
        assert found["links"][0]["href"] == f"http://{host}/"


def test_many_addresses_fill_no_memory(service: Any) -> None:
    for port in range(20_000, 20_040):
        host = f"localhost:{port}"
        found = service.ask("/collections/zones", Host=host).json
        assert all(host in link["href"] for link in found["links"] if link["rel"] != "license")


def test_page_or_document_by_what_is_accepted(service: Any) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert service.ask("/", Accept=browser).headers["content-type"].startswith("text/html")
    for accept in ("*/*", "application/json", "application/geo+json, application/json;q=0.9"):
        assert "json" in service.ask("/", Accept=accept).headers["content-type"]
    assert "json" in service.ask("/?f=json", Accept=browser).headers["content-type"]
    assert "html" in service.ask("/?f=html").headers["content-type"]
    error = service.ask("/collections/points/items?limit=x", Accept=browser)
    assert error.status == 400
    assert error.headers["content-type"].startswith("text/html")
