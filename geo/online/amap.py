"""高德: a commercial map's geocoder; positions in GCJ-02, turned into WGS 84 here."""

from __future__ import annotations

from typing import Any, ClassVar

from geo.errors import OnlineBusyError, OnlineError, OnlineQuotaError
from geo.online.contract import Ask, Candidate, Terms, degrees_of, text_of
from geo.online.service import Service
from geo.online.tianditu import in_district
from geo.osm_tags import words

_DONE = "1"
_NOTHING = "30001"
"""What a text gets that the service cannot make out; without a result it says so, or `count` 0."""
_KEY_CODES = words("10001 10002 10005 10006 10007 10008 10009 10011 10012 10013 10026 10041 40002")
_QUOTA_CODES = words("10003 10010 10044 10045 40000 40001 40003")
_BUSY_CODES = words(
    "10004 10014 10015 10016 10017 10019 10020 10021 10022 10023 10029 30000 30002 30003"
)
_LEVELS = {
    "兴趣点": "poi", "门牌号": "house", "门址": "house", "单元号": "house", "住宅区": "estate",
    "村庄": "estate", "公交地铁站点": "station", "公交站台、地铁站": "station",
    "道路": "street", "道路交叉路口": "street",
}  # fmt: skip
"""All others (区县, 乡镇, 开发区, 热点商圈, 未知 …) are larger than what was asked for."""
_CODE_DIGITS = 6


class Amap(Service):
    """Asks `/v3/geocode/geo`, with the district before the name and its number as the city."""

    name: ClassVar[str] = "amap"
    terms: ClassVar[Terms] = Terms("高德地图", "使用遵循高德开放平台服务条款", may_store=False)
    public: ClassVar[str] = "https://restapi.amap.com/v3/geocode/geo"
    interval_s: ClassVar[float] = 0.4
    key_variable: ClassVar[str] = "ZONEMAP_AMAP_KEY"
    key_parameter: ClassVar[str] = "key"

    def _params(self, ask: Ask) -> dict[str, str]:
        params = {"address": in_district(ask), "output": "JSON"}
        code = ask.area.code
        return params | ({"city": code} if code.isdecimal() and len(code) == _CODE_DIGITS else {})

    def _candidates(self, answer: Any, ask: Ask) -> tuple[Candidate, ...]:  # noqa: ANN401, ARG002
        code = str(answer.get("infocode", ""))
        if answer.get("status") != _DONE:
            if code == _NOTHING:
                return ()
            raise self._told(code)
        rows = answer["geocodes"]
        if not isinstance(rows, list):
            raise self._unusable("答复里的 geocodes 应为列表")
        return tuple(self._candidate(row) for row in rows)

    def _candidate(self, row: dict[str, Any]) -> Candidate:
        east, _, north = text_of(row["location"]).partition(",")
        lon, lat = _to_wgs84(*degrees_of(east, north, self._who))
        return Candidate(
            names=_names(row),
            lon=lon,
            lat=lat,
            level=_LEVELS.get(text_of(row.get("level")), "coarse"),
            road=text_of(row.get("street")),
            number=text_of(row.get("number")),
        )

    def _told(self, code: str) -> OnlineError:
        if code in _KEY_CODES:
            return self._bad_key(f"代码 {code}")
        if code in _QUOTA_CODES:
            return OnlineQuotaError(f"{self._who}：今天的配额已用完（代码 {code}）")
        if code in _BUSY_CODES:
            return OnlineBusyError(f"{self._who}：请求太频繁或服务繁忙（代码 {code}）")
        known = code if code.isdecimal() and len(code) <= _CODE_DIGITS else "不明"
        return self._unusable(f"没有查询成功（代码 {known}）")


def _names(row: dict[str, Any]) -> tuple[str, ...]:
    """Return the full address, then without province, city, district and town before the rest."""
    rest = text_of(row.get("formatted_address"))
    found = [rest]
    for key in ("province", "city", "district", "township"):
        before = text_of(row.get(key))
        if before and rest.startswith(before) and len(rest) > len(before):
            rest = rest.removeprefix(before)
            found.append(rest)
    return tuple(dict.fromkeys(name for name in found if name))


def _to_wgs84(lon: float, lat: float) -> tuple[float, float]:
    import numpy as np  # noqa: PLC0415 - building the parser of the command line needs no arrays

    from geo.datum import gcj02_to_wgs84  # noqa: PLC0415

    east, north = gcj02_to_wgs84(np.array([lon]), np.array([lat]))
    return float(east[0]), float(north[0])
