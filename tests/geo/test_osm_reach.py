"""A service that is not there is named soon, whatever the reason."""

from __future__ import annotations

import socket
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from geo.osm_overpass import read_overpass
from geo.osm_reach import check_reach
from geo.osm_source import OsmError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.geo.conftest import Service


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def deaf_port() -> Iterator[int]:
    """Return a port that takes no more connections and does not say so, as a firewall does."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        waiting = [socket.socket() for _ in range(3)]
        for client in waiting:
            client.setblocking(False)
            client.connect_ex(server.getsockname())
        time.sleep(0.1)
        yield server.getsockname()[1]
        for client in waiting:
            client.close()


def test_service_that_is_there_will_do(service: Service) -> None:
    check_reach(service.url)
    assert service.asked == []


def test_name_that_nobody_knows_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(OsmError, match=r"找不到服务器 overpass\.invalid：域名解析失败"):
        check_reach("https://overpass.invalid/api")


def test_name_server_that_is_silent_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: go_on.wait(30))
    start = time.monotonic()
    with pytest.raises(OsmError, match=r"连接不上 https://overpass\.invalid.*秒内没有连上"):
        check_reach("https://overpass.invalid/api", seconds=0.2)
    assert time.monotonic() - start < 5
    go_on.set()


def test_silent_door_is_not_waited_for(deaf_port: int) -> None:
    start = time.monotonic()
    with pytest.raises(OsmError, match=r"0\.3 秒内没有连上"):
        check_reach(f"http://127.0.0.1:{deaf_port}/api", seconds=0.3)
    assert time.monotonic() - start < 5


def test_proxy_is_what_must_answer(monkeypatch: pytest.MonkeyPatch, service: Service) -> None:
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.setenv("HTTPS_PROXY", service.url.removesuffix("/api"))
    check_reach("https://overpass.invalid/api")  # its name is not looked up: the proxy does that


def test_dead_proxy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    monkeypatch.setenv("HTTP_PROXY", f"127.0.0.1:{port}")
    with pytest.raises(OsmError, match=rf"overpass\.invalid/api（经代理 127\.0\.0\.1:{port}）"):
        check_reach("http://overpass.invalid/api")


@pytest.mark.parametrize("url", ["http://", "http://:80/api", "http://127.0.0.1:x/api"])
def test_address_without_a_host_is_refused(url: str) -> None:
    with pytest.raises(OsmError, match="服务地址"):
        check_reach(url)


def test_overpass_is_asked_only_when_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    start = time.monotonic()
    with pytest.raises(OsmError, match="域名解析失败"):
        read_overpass(bbox=(1.0, 1.0, 2.0, 2.0), endpoint="https://overpass.invalid/api")
    assert time.monotonic() - start < 10
