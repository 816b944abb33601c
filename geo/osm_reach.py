"""Is a service there at all: asked once before the questions, so that a dead one is named soon."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from geo.deadline import within
from geo.osm_source import OsmError

REACH_S = 10.0
"""For looking up a name and opening a connection, in seconds."""

_PORTS = {"http": 80, "https": 443}


def check_reach(url: str, seconds: float = REACH_S) -> None:
    """
    Refuse a service that cannot be reached; behind a proxy it is the proxy that must answer.

    Raises
    ------
    OsmError
        If the address has no host, its name is not known, or no connection comes about in time.
    """
    from requests.utils import get_environ_proxies, select_proxy  # noqa: PLC0415 (heavy)

    proxy = select_proxy(url, get_environ_proxies(url))
    door = proxy or url
    try:
        parts = urlsplit(door if "//" in door else f"//{door}")
        host, port = parts.hostname, parts.port or _PORTS.get(parts.scheme, 80)
    except ValueError as error:
        raise OsmError(f"服务地址写得不对：{door}") from error
    if not host:
        raise OsmError(f"服务地址里没有主机名：{door}")
    through = f"（经代理 {host}:{port}）" if proxy else ""
    try:
        within(lambda: _knock(host, port, seconds), seconds)
    except socket.gaierror as error:
        raise OsmError(f"找不到服务器 {host}{through}：域名解析失败；请检查网络和地址") from error
    except TimeoutError as error:
        reason = f"{seconds:g} 秒内没有连上"
        raise OsmError(f"连接不上 {url}{through}：{reason}；请检查网络和地址") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OsmError(f"连接不上 {url}{through}：{reason}；请检查网络和地址") from error


def _knock(host: str, port: int, seconds: float) -> None:
    socket.create_connection((host, port), timeout=seconds).close()
