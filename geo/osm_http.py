"""
OSMnx on a short lead: settings and name look-up put back, bounded waits, plain errors.

OSMnx itself waits 55 s and asks again without end when a server is busy, takes half an answer for
a whole one when the server only remarks that it gave up, and leaves `socket.getaddrinfo` replaced.
"""

from __future__ import annotations

import socket
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from geo.osm_source import OsmError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from requests import Response

T = TypeVar("T")

OK = 200
BUSY = {
    429: "请求太频繁，服务器要求稍候",
    502: "网关出错",
    503: "服务暂停",
    504: "服务器超时或过载",
}
QUOTED_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for a service, and how often to ask one that is busy."""

    timeout_s: int = 180
    """For one answer, in seconds; also told to the server."""
    attempts: int = 3
    pause_s: float = 15.0
    """Between two attempts, in seconds."""


class BusyError(OsmError):
    """The service answers, but not now."""


@contextmanager
def quiet_osmnx(settings: dict[str, Any], patience: Patience) -> Iterator[ModuleType]:
    """
    Lend the module `osmnx` with these settings; afterwards the process is as before.

    Parameters
    ----------
    settings
        OSMnx settings by name, added to the standing ones.
    patience
        Its timeout is used.
    """
    import osmnx  # noqa: PLC0415 (half a second, only needed here)

    wanted = {
        "requests_timeout": patience.timeout_s,
        "requests_kwargs": {"hooks": {"response": _check_answer}},
        "http_accept_language": "zh-CN",
        "doh_url_template": None,
        "overpass_rate_limit": False,
        "log_console": False,
        "log_file": False,
        **settings,
    }
    before = {key: getattr(osmnx.settings, key) for key in wanted}
    look_up = socket.getaddrinfo
    try:
        for key, value in wanted.items():
            setattr(osmnx.settings, key, value)
        yield osmnx
    finally:
        socket.getaddrinfo = look_up
        for key, value in before.items():
            setattr(osmnx.settings, key, value)


def patiently(ask: Callable[[], T], service: str, patience: Patience) -> T:
    """
    Return what `ask` returns; ask again while the service is busy, a bounded number of times.

    Raises
    ------
    OsmError
        If the service cannot be reached, stays busy or answers with something unusable.
    """
    from requests.exceptions import RequestException, Timeout  # noqa: PLC0415 (heavy)

    for attempt in range(1, patience.attempts + 1):
        try:
            return ask()
        except BusyError as error:
            if attempt == patience.attempts:
                raise OsmError(f"{error}；已试 {attempt} 次，请稍后再试或换一个服务地址") from error
            time.sleep(patience.pause_s)
        except Timeout as error:
            raise OsmError(f"{service} 在 {patience.timeout_s} 秒内没有答复") from error
        except RequestException as error:
            reason = type(error).__name__
            raise OsmError(
                f"连接不上 {service}，或传输中断（{reason}）；请检查网络和地址"
            ) from error
        except OSError as error:
            raise OsmError(f"不能保存 {service} 的答复（{error.strerror}）") from error
    raise OsmError(f"尝试次数应至少为 1，实际是 {patience.attempts}")


def _check_answer(response: Response, *_: object, **__: object) -> None:
    """Refuse, before OSMnx sees it, every answer that is not whole JSON."""
    if response.is_redirect:
        return
    host = urlsplit(response.url).netloc
    status = response.status_code
    if status in BUSY:
        raise BusyError(f"{host} 返回 HTTP {status}：{BUSY[status]}")
    if status != OK:
        raise OsmError(f"{host} 应返回 HTTP 200，实际是 {status} {response.reason}")
    try:
        answer = response.json()
    except ValueError as error:
        start = " ".join(response.text[: 4 * QUOTED_CHARACTERS].split())[:QUOTED_CHARACTERS]
        kind = "网页（HTML）" if start.startswith("<") else "不完整或损坏的 JSON"
        raise OsmError(f"{host} 应返回 JSON，实际是{kind}，开头是“{start}”") from error
    remark = str(answer.get("remark", "")) if isinstance(answer, dict) else ""
    if "error" in remark:
        raise OsmError(f"{host} 没有做完查询：{remark[: 2 * QUOTED_CHARACTERS]}")
