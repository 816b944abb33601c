"""
OSMnx on a short lead: settings and name look-up put back, bounded waits, plain errors.

OSMnx itself waits 55 s and asks again without end when a server is busy, takes half an answer for
a whole one when the server only remarks that it gave up, and leaves `socket.getaddrinfo` replaced.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from geo.deadline import within
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
SHORTEST_S = 1.0
"""With less time left no question is begun: it would be sent when nobody waits for it any more."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for a service, and how often to ask one that is busy."""

    timeout_s: int = 180
    """For one answer, whole, in seconds; also told to the server."""
    attempts: int = 3
    pause_s: float = 15.0
    """Between two attempts, in seconds, if the service does not say how long."""
    longest_pause_s: float = 30.0
    """A service that wants a longer pause is not waited for."""
    total_s: float = 900.0
    """For all answers and pauses together, in seconds."""


class BusyError(OsmError):
    """The service answers, but not now; `wait_s` is how long it wants to be left alone."""

    def __init__(self, message: str, wait_s: float | None = None) -> None:
        super().__init__(message)
        self.wait_s = wait_s


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

    over = threading.Event()

    def check(response: Response, *_: object, **__: object) -> None:
        try:
            _check_answer(response, is_late=over.is_set())
        except OsmError:
            response.close()
            raise

    wanted = {
        "requests_timeout": patience.timeout_s,
        "requests_kwargs": {"hooks": {"response": check}},
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
        over.set()
        socket.getaddrinfo = look_up
        for key, value in before.items():
            setattr(osmnx.settings, key, value)


def patiently(
    ask: Callable[[], T], service: str, patience: Patience, until: float | None = None
) -> T:
    """
    Return what `ask` returns; ask again while the service is busy, a bounded number of times.

    Parameters
    ----------
    ask
        Asks once.
    service
        Its address, for messages.
    patience
        Timeout, attempts and pauses.
    until
        On the clock of `time.monotonic`; no question and no pause goes on after that.

    Raises
    ------
    OsmError
        If the service cannot be reached, stays busy or answers with something unusable, or if the
        time is over.
    """
    end = time.monotonic() + patience.total_s if until is None else until
    for attempt in range(1, patience.attempts + 1):
        left = end - time.monotonic()
        try:
            return _once(ask, service, patience, left)
        except BusyError as error:
            pause = patience.pause_s if error.wait_s is None else error.wait_s
            if pause > patience.longest_pause_s:
                raise OsmError(
                    f"{error}，要求等 {pause:.0f} 秒；请到那时再试或换一个服务地址"
                ) from error
            if attempt == patience.attempts:
                raise OsmError(f"{error}；已试 {attempt} 次，请稍后再试或换一个服务地址") from error
            if time.monotonic() + pause > end:
                raise _too_long(service, patience) from error
            time.sleep(pause)
    raise OsmError(f"尝试次数应至少为 1，实际是 {patience.attempts}")


def _once(ask: Callable[[], T], service: str, patience: Patience, left_s: float) -> T:
    """Ask once; everything but a busy service is told in one line."""
    from requests.exceptions import RequestException, Timeout  # noqa: PLC0415 (heavy)

    if left_s < SHORTEST_S:
        raise _too_long(service, patience)
    try:
        return within(ask, min(patience.timeout_s, left_s))
    except (Timeout, TimeoutError) as error:
        if left_s < patience.timeout_s:
            raise _too_long(service, patience) from error
        raise OsmError(f"{service} 在 {patience.timeout_s} 秒内没有答复完整") from error
    except RequestException as error:
        reason = type(error).__name__
        raise OsmError(f"连接不上 {service}，或传输中断（{reason}）；请检查网络和地址") from error
    except OSError as error:
        raise OsmError(f"不能保存 {service} 的答复（{error.strerror}）") from error


def _too_long(service: str, patience: Patience) -> OsmError:
    return OsmError(f"{service}：总共 {patience.total_s:.0f} 秒仍未答完，不再等；请稍后再试")


def _check_answer(response: Response, *, is_late: bool) -> None:
    """Refuse, before OSMnx stores it, what is not whole JSON or not waited for any more."""
    if is_late:
        raise OsmError(f"{urlsplit(response.url).netloc} 的答复来得太晚")
    if response.is_redirect:
        return
    host = urlsplit(response.url).netloc
    status = response.status_code
    if status in BUSY:
        wait_s = _seconds(response.headers.get("Retry-After", ""))
        raise BusyError(f"{host} 返回 HTTP {status}：{BUSY[status]}", wait_s)
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
    asked_overpass = urlsplit(response.url).path.endswith("/interpreter")
    elements = answer.get("elements") if isinstance(answer, dict) else None
    if asked_overpass and not isinstance(elements, list):
        start = " ".join(response.text[:QUOTED_CHARACTERS].split())
        raise OsmError(f"{host} 的答复里应有 elements，没有找到，开头是“{start}”")


def _seconds(retry_after: str) -> float | None:
    """Return the seconds of a `Retry-After`, a number or a date; None if it tells nothing."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(tz=UTC)).total_seconds())
