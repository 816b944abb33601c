"""
What all services share: address and key, asking again when busy, and reading JSON.

A service says what to ask (`_params`) and how to read the answer (`_candidates`); nothing else
differs.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn
from urllib.parse import urlsplit

from geo.errors import (
    OnlineAnswerError,
    OnlineBusyError,
    OnlineError,
    OnlineKeyError,
    OnlineTimeoutError,
    OnlineUnreachableError,
)
from geo.online.link import Link

if TYPE_CHECKING:
    from geo.online.contract import Ask, Candidate, Terms
    from geo.online.link import Reply

OK = 200
BUSY = {
    429: "请求太频繁，服务要求稍候",
    500: "服务内部出错",
    502: "网关出错",
    503: "服务暂停",
    504: "服务超时或过载",
}
_REFUSED = {401, 403}
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Service(ABC):
    """
    One online service.

    Parameters
    ----------
    link
        The road to the network.
    endpoint
        Address of the service, with or without its last part; blank for the public one.
    key
        The key, where the service wants one.

    Raises
    ------
    OnlineKeyError
        If a key is wanted and missing, or would go over the network in plain sight.
    OnlineAnswerError
        If the endpoint is no address of the web.
    """

    name: ClassVar[str]
    terms: ClassVar[Terms]
    public: ClassVar[str]
    """Address of the public service."""
    interval_s: ClassVar[float]
    """Least time between two questions to the public service, seconds."""
    key_variable: ClassVar[str] = ""
    """Environment variable that holds the key; blank if none is wanted."""
    key_parameter: ClassVar[str] = ""

    def __init__(self, link: Link | None = None, *, endpoint: str = "", key: str = "") -> None:
        self._link = link or Link()
        self._url = self._address(endpoint)
        self._key = key.strip()
        host = urlsplit(self._url)
        self._who = f"{self.terms.label}（{host.hostname}{f':{host.port}' if host.port else ''}）"
        if self.key_variable and not self._key:
            raise OnlineKeyError(f"{self.terms.label}需要密钥：请设环境变量 {self.key_variable}")
        if self.key_variable and host.scheme != "https" and host.hostname not in _LOOPBACK:
            raise OnlineKeyError(f"{self._who}：密钥只经 https 发出；请用 https:// 开头的服务地址")

    @property
    def url(self) -> str:
        """Full address, without parameters."""
        return self._url

    def params(self, ask: Ask) -> dict[str, str]:
        """Return the parameters of a question, without the key."""
        return self._params(ask)

    def geocode(self, ask: Ask) -> tuple[Candidate, ...]:
        """
        Return what the service offers, best first; nothing means "not found".

        Raises
        ------
        OnlineError
            If the service did not answer, also not when asked again.
        """
        patience = self._link.patience
        for attempt in range(1, patience.attempts + 1):
            try:
                return self._once(ask)
            except (OnlineBusyError, OnlineUnreachableError) as error:
                pause = getattr(error, "retry_after_s", None)
                pause = patience.pause_s if pause is None else pause
                slow = isinstance(error, OnlineTimeoutError)
                if slow or attempt == patience.attempts or pause > patience.longest_pause_s:
                    raise
                self._link.clock.sleep(pause)
        raise OnlineError(f"尝试次数应至少为 1，实际是 {patience.attempts}")

    @abstractmethod
    def _params(self, ask: Ask) -> dict[str, str]:
        """Return the parameters of a question, without the key."""

    @abstractmethod
    def _candidates(self, answer: Any, ask: Ask) -> tuple[Candidate, ...]:  # noqa: ANN401
        """Read a whole JSON answer that came with status 200."""

    def _refused(self, reply: Reply) -> NoReturn:
        """Say why there is no answer; `reply` has another status than 200."""
        if reply.status in BUSY:
            raise OnlineBusyError(
                f"{self._who}：{BUSY[reply.status]}（HTTP {reply.status}）",
                retry_after_s=reply.retry_after_s,
            )
        if reply.status in _REFUSED and self.key_variable:
            raise self._bad_key(f"HTTP {reply.status}")
        if reply.status in _REFUSED:
            raise OnlineBusyError(
                f"{self._who}：拒绝了请求（HTTP {reply.status}），可能超出了使用限度"
            )
        raise self._unusable(f"应为 HTTP 200，实际是 {reply.status}")

    def _bad_key(self, code: str) -> OnlineKeyError:
        return OnlineKeyError(
            f"{self._who}：密钥无效或没有权限（{code}）；请检查环境变量 {self.key_variable}"
        )

    def _unusable(self, what: str) -> OnlineAnswerError:
        return OnlineAnswerError(f"{self._who}：{what}")

    def _once(self, ask: Ask) -> tuple[Candidate, ...]:
        params = self._params(ask)
        if self.key_parameter:
            params[self.key_parameter] = self._key
        public = urlsplit(self._url).netloc == urlsplit(self.public).netloc
        interval_s = self.interval_s if public else 0.0
        reply = self._link.get(self._url, params, who=self._who, interval_s=interval_s)
        if reply.status != OK:
            self._refused(reply)
        answer = self._json(reply.body)
        try:
            return self._candidates(answer, ask)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            if isinstance(error, OnlineError):
                raise
            raise self._unusable("答复不是约定的样子") from None

    def _json(self, body: bytes) -> Any:  # noqa: ANN401
        try:
            return json.loads(body, parse_constant=_no_number)
        except (ValueError, RecursionError):
            page = body.lstrip()[:1] == b"<"
            kind = "网页（HTML）" if page else "不完整或损坏的 JSON"
            raise self._unusable(f"答复应为 JSON，实际是{kind}") from None

    def _address(self, endpoint: str) -> str:
        """Return the full address for an endpoint that may lack its last part."""
        if not endpoint:
            return self.public
        try:
            parts = urlsplit(endpoint)
            good = parts.scheme in {"http", "https"} and bool(parts.hostname)
            good = good and not (parts.query or parts.fragment) and parts.port != 0
        except ValueError:
            good = False
        if not good:
            expected = "服务地址应以 http:// 或 https:// 开头，不带 ? 和 #"
            raise OnlineAnswerError(f"{self.terms.label}：{expected}")
        path = urlsplit(self.public).path
        base = endpoint.rstrip("/")
        return base if base.endswith(path) else base + path


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
