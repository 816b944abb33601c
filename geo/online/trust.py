"""
Which of a service's candidates may be believed: the same rules for all.

A service always has an answer: the road for the house, the district for the estate, a namesake
three towns on. What is believed lies in the district, is as fine as what was asked, bears exactly
the asked name (or road and number), and is the only such thing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import Point

from geo.find import SAME_PLACE_M
from geo.metric import distance_m
from geo.names import name_key, parse_address
from geo.online.levels import LARGEST_M, LEVEL_M
from seeds.naming import family_of, kinds_fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.names import Address
    from geo.online.contract import Ask, Candidate

_NUMBER = re.compile(r"(\d{1,5})(号|弄|支弄)?")
_SHOWN = 30
_STOP = re.compile(r"[(（]?(?:地铁|轻轨|轨道交通)站[)）]?$")
_COARSE = {"street": "只找到所在的道路", "coarse": "只找到更大的范围"}


def believed(candidates: Sequence[Candidate], ask: Ask) -> Candidate | str:
    """
    Return the candidate that may be believed, or why there is none, in plain words.

    Parameters
    ----------
    candidates
        What the service offers, best first.
    ask
        What it was asked.
    """
    if not candidates:
        return f"没有“{ask.text}”"
    reasons: list[str] = []
    good: list[Candidate] = []
    for candidate in candidates:
        reason = _doubt(candidate, ask)
        if reason:
            reasons.append(reason)
        else:
            good.append(candidate)
    if not good:
        return reasons[0]
    spots = [Point(c.lon, c.lat) for c in good]
    if any(distance_m(spots[0], other) > SAME_PLACE_M for other in spots[1:]):
        return f"“{ask.text}”有几处同名的地点，无法断定是哪一处"
    return min(good, key=claim_m)


def claim_m(candidate: Candidate) -> float:
    """Return how far off a candidate of a level in `LEVEL_M` may be, metres."""
    return round(max(LEVEL_M[candidate.level], candidate.radius_m), -1)


def _doubt(candidate: Candidate, ask: Ask) -> str:
    """Return why a candidate is not what was asked for, "" if it is."""
    if not shapely.intersects_xy(ask.area.shape, candidate.lon, candidate.lat):
        return f"找到的地点不在{ask.area.name}内"
    if candidate.level not in LEVEL_M:
        return _COARSE.get(candidate.level, "只找到更大的范围")
    if candidate.radius_m > LARGEST_M:
        return "找到的范围太大，不能算位置"
    return _another(candidate, ask)


def _another(candidate: Candidate, ask: Ask) -> str:
    """Return why a candidate is another thing than the one asked for, "" if it is that one."""
    address = parse_address(ask.text)
    if address is not None and candidate.number:
        if _same_number(candidate, address):
            return ""
        if candidate.level == "house":
            return "找到的是另一个门牌"
    if candidate.names:
        return _other_name(candidate, ask)
    if address is None and candidate.level == "house":
        return "只找到一个门牌，不是这个名称"
    return "" if candidate.whole else "找到的与所问不完全相符"


def _other_name(candidate: Candidate, ask: Ask) -> str:
    asked = {name_key(ask.text)}
    if candidate.level == "station":
        asked.add(name_key(ask.text.removesuffix("站")))
        if not (ask.text.endswith("站") or family_of(ask.kind) == "station"):
            return "找到的是车站"
    if ask.kind and candidate.kind and not kinds_fit(ask.kind, candidate.kind):
        return "找到的是另一类地点"
    told = {name_key(name) for name in candidate.names}
    if candidate.level == "station":
        told |= {name_key(_STOP.sub("", name)) for name in candidate.names}
    if asked & told:
        return ""
    return f"找到的是“{candidate.names[-1][:_SHOWN]}”，名称不同"


def _same_number(candidate: Candidate, address: Address) -> bool:
    """Tell whether the road and the house number are those that were asked for, to the letter."""
    told = _NUMBER.fullmatch(candidate.number.replace(" ", ""))
    if told is None or address.rest or address.last != address.number:
        return False
    same_road = name_key(address.road) == name_key(candidate.road)
    return same_road and (int(told[1]), told[2] or "号") == (address.number, address.unit)
