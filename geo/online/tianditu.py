"""天地图: the national platform's geocoder; positions in CGCS2000, within decimetres of WGS 84."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from geo.errors import OnlineBusyError, OnlineError, OnlineQuotaError
from geo.online.contract import Ask, Candidate, Terms, degrees_of, text_of
from geo.online.service import Service

if TYPE_CHECKING:
    from geo.online.link import Reply

_FOUND, _NOTHING = "0", "101"
_WALL = 418
_KEY_REFUSED = {400, 401, 403}
_QUOTA_WORDS = ("配额", "超限", "超出", "上限", "次数")
_KEY_WORDS = ("key", "Key", "权限", "密钥", "域名", "IP", "长度")
_WHOLE_SCORE = 100
_LEVELS = {"门址": "house", "门牌号": "house", "兴趣点": "poi", "POI": "poi", "地名": "poi"}
_LEAST_M = {"house": 200.0, "poi": 500.0}
"""Wider than for others: the answer does not say what was found, only how well it fits."""


class Tianditu(Service):
    """
    Asks `/geocoder` with `ds={"keyWord": …}`.

    The answer repeats the question and does not name what was found, so a candidate has no names
    and is `whole` only with the full score.
    """

    name: ClassVar[str] = "tianditu"
    terms: ClassVar[Terms] = Terms("天地图", "使用遵循天地图服务条款", may_store=False)
    public: ClassVar[str] = "https://api.tianditu.gov.cn/geocoder"
    interval_s: ClassVar[float] = 0.5
    key_variable: ClassVar[str] = "ZONEMAP_TIANDITU_KEY"
    key_parameter: ClassVar[str] = "tk"

    def _params(self, ask: Ask) -> dict[str, str]:
        return {"ds": json.dumps({"keyWord": in_district(ask)}, ensure_ascii=False)}

    def _candidates(self, answer: Any, ask: Ask) -> tuple[Candidate, ...]:  # noqa: ANN401
        status = str(answer.get("status", ""))
        if status == _NOTHING:
            return ()
        if status != _FOUND:
            raise self._told(answer, "status " + _code(status))
        place = answer.get("location")
        if not place:
            return ()
        if text_of(place.get("keyWord")) not in {"", text_of(in_district(ask))}:
            raise self._unusable("答复对应的是另一个问题")
        lon, lat = degrees_of(place["lon"], place["lat"], self._who)
        level = _LEVELS.get(text_of(place.get("level")), "coarse")
        whole = float(place.get("score", 0)) >= _WHOLE_SCORE
        return (Candidate((), lon, lat, level, _LEAST_M.get(level, 0.0), whole=whole),)

    def _refused(self, reply: Reply) -> NoReturn:
        if reply.status == _WALL:
            raise OnlineBusyError(
                f"{self._who}：被防火墙拦下（HTTP 418），可能请求太多，或密钥不完整"
            )
        if reply.status in _KEY_REFUSED:
            try:
                answer = json.loads(reply.body)
            except (ValueError, RecursionError):
                answer = {}
            raise self._told(answer if isinstance(answer, dict) else {}, f"HTTP {reply.status}")
        super()._refused(reply)

    def _told(self, answer: dict[str, Any], code: str) -> OnlineError:
        """Return what an answer without a result says; its own words are read, never quoted."""
        said = " ".join(text_of(answer.get(key)) for key in ("msg", "message", "resolve"))
        code = _code(answer.get("code")) or code
        if any(word in said for word in _QUOTA_WORDS):
            return OnlineQuotaError(f"{self._who}：今天的配额已用完（{code}）")
        if any(word in said for word in _KEY_WORDS) or code.startswith("HTTP 40"):
            return self._bad_key(code)
        return self._unusable(f"没有查询成功（{code}）")


def in_district(ask: Ask) -> str:
    """Return the question with the district before it, for services that know no bounds."""
    return ask.text if ask.text.startswith(ask.area.name) else ask.area.name + ask.text


def _code(value: object) -> str:
    """Return a code of an answer if it is a short number: nothing else of it is repeated."""
    text = str(value)
    return text if text.isdecimal() and text.isascii() and len(text) <= 8 else ""  # noqa: PLR2004
