"""
The road to the network: one GET with an end to everything.

Bounded in time (also where a server drips), in size, in pace; a redirect is not followed, for a
key must not reach another host. Nothing here writes a URL, a parameter or an answer anywhere.
"""

from __future__ import annotations

import logging
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo.errors import OnlineAnswerError, OnlineTimeoutError, OnlineUnreachableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

LARGEST_BYTES = 2_000_000
_CHUNK = 16_384
_GRACE_S = 0.5
"""How much longer than its own time limit an attempt may take before it is given up."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time, in seconds of any origin, and how to let it pass; a test gives its own."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for a service, and how often to ask one that is busy."""

    timeout_s: float = 10.0
    """For one answer, all of it."""
    attempts: int = 2
    pause_s: float = 2.0
    """Before asking again, unless the service says how long."""
    longest_pause_s: float = 10.0
    """A service that asks to wait longer is not asked again."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, whole."""

    status: int
    body: bytes
    retry_after_s: float | None = None


@dataclass(slots=True)
class Link:
    """Fetches; keeps the pace that each host asks for."""

    patience: Patience = field(default_factory=Patience)
    clock: Clock = field(default_factory=Clock)
    _free_at: dict[str, float] = field(default_factory=dict)

    def get(self, url: str, params: Mapping[str, str], *, who: str, interval_s: float) -> Reply:
        """
        Fetch one answer.

        Parameters
        ----------
        url, params
            What to ask; `params` may hold a key.
        who
            The service in words, for messages.
        interval_s
            Least time between two questions to this host, seconds.

        Raises
        ------
        OnlineUnreachableError
            If there is no whole answer in time.
        OnlineAnswerError
            If the answer is too large or sends us elsewhere.
        """
        self._keep_pace(urlsplit(url).netloc, interval_s)
        found: list[Reply | Exception] = []
        job = threading.Thread(target=self._fetch_into, args=(found, url, params, who), daemon=True)
        job.start()
        job.join(self.patience.timeout_s + _GRACE_S)
        if not found:  # a name server or a server that drips: the thread is left to itself
            raise OnlineTimeoutError(f"{who}：{self.patience.timeout_s:g} 秒内没有答复")
        if isinstance(found[0], Exception):
            raise found[0]
        return found[0]

    def _keep_pace(self, host: str, interval_s: float) -> None:
        wait = self._free_at.get(host, float("-inf")) - self.clock.now()
        if wait > 0:
            self.clock.sleep(wait)
        self._free_at[host] = self.clock.now() + interval_s

    def _fetch_into(
        self, found: list[Reply | Exception], url: str, params: Mapping[str, str], who: str
    ) -> None:
        try:
            found.append(self._fetch(url, params, who))
        except Exception as error:  # noqa: BLE001 - raised again where it is waited for
            found.append(error)

    def _fetch(self, url: str, params: Mapping[str, str], who: str) -> Reply:
        import requests  # noqa: PLC0415 (heavy, only needed here)

        seconds = self.patience.timeout_s
        try:
            with (
                _no_log(),
                requests.get(
                    url,
                    params=dict(params),
                    headers={"User-Agent": user_agent(), "Accept-Language": "zh-CN,zh;q=0.9"},
                    timeout=seconds,
                    stream=True,
                    allow_redirects=False,
                ) as response,
            ):
                if response.is_redirect:
                    raise OnlineAnswerError(
                        f"{who}：服务要转到别的地址，没有跟去；请把服务地址改成最终的地址"
                    )
                body = _bounded(response.iter_content(_CHUNK), who)
                wait = _seconds(response.headers.get("Retry-After"), response.headers.get("Date"))
                return Reply(response.status_code, body, wait)
        except requests.exceptions.Timeout:
            raise OnlineTimeoutError(f"{who}：{seconds:g} 秒内没有答复") from None
        except requests.exceptions.ConnectionError:
            message = f"{who}：连接不上或传输中断；请检查网络和服务地址"
            raise OnlineUnreachableError(message) from None
        except (requests.exceptions.RequestException, OSError, ValueError) as error:
            if isinstance(error, OnlineAnswerError):
                raise
            raise OnlineUnreachableError(f"{who}：传输出错（{type(error).__name__}）") from None


def user_agent() -> str:
    """Return how the program names itself to services."""
    try:
        return f"zonemap/{version('zonemap')} (district maps from public reports)"
    except PackageNotFoundError:
        return "zonemap (district maps from public reports)"


def _bounded(chunks: Iterator[bytes], who: str) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > LARGEST_BYTES:
            raise OnlineAnswerError(f"{who}：答复超过 {LARGEST_BYTES // 10**6} MB，没有读完")
    return bytes(body)


def _seconds(retry_after: str | None, date: str | None) -> float | None:
    """Return what `Retry-After` says: seconds, or a date that counts from the server's own."""
    if retry_after is None:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        until = parsedate_to_datetime(retry_after) - parsedate_to_datetime(date or "")
    except (TypeError, ValueError):
        return None
    return max(0.0, until.total_seconds())


@contextmanager
def _no_log() -> Iterator[None]:
    """Keep the addresses out of the log of the HTTP library: a key may stand in them."""
    log = logging.getLogger("urllib3.connectionpool")
    before = log.disabled
    log.disabled = True
    try:
        yield
    finally:
        log.disabled = before
