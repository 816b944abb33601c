"""Nominatim: OpenStreetMap's own search, public (at most one question a second) or one's own."""

from __future__ import annotations

from typing import Any, ClassVar

from geo.online.contract import Ask, Candidate, Terms, degrees_of, text_of
from geo.online.levels import extent_radius_m, osm_kind, osm_level
from geo.online.service import Service

ODBL = "© OpenStreetMap contributors，ODbL 1.0"
_NAME_KEYS = ("name", "name:zh", "name:zh-Hans", "alt_name", "official_name", "short_name")
_CORNERS = 4


class Nominatim(Service):
    """Asks `/search` for JSON (`jsonv2`), inside the bounds of the district only."""

    name: ClassVar[str] = "nominatim"
    terms: ClassVar[Terms] = Terms("Nominatim", ODBL, may_store=True)
    public: ClassVar[str] = "https://nominatim.openstreetmap.org/search"
    interval_s: ClassVar[float] = 1.1

    def _params(self, ask: Ask) -> dict[str, str]:
        west, south, east, north = ask.area.bounds
        return {
            "q": ask.text,
            "format": "jsonv2",
            "limit": "5",
            "addressdetails": "1",
            "namedetails": "1",
            "accept-language": "zh-CN",
            "viewbox": f"{west:.5f},{north:.5f},{east:.5f},{south:.5f}",
            "bounded": "1",
        }

    def _candidates(self, answer: Any, ask: Ask) -> tuple[Candidate, ...]:  # noqa: ANN401, ARG002
        if not isinstance(answer, list):
            raise self._unusable("答复应为 JSON 列表")
        return tuple(self._candidate(row) for row in answer)

    def _candidate(self, row: dict[str, Any]) -> Candidate:
        lon, lat = degrees_of(row["lon"], row["lat"], self._who)
        key, value = text_of(row.get("category", row.get("class"))), text_of(row.get("type"))
        address = row.get("address") or {}
        number = text_of(address.get("house_number"))
        names = _names(row)
        level = osm_level(key, value)
        if number and not names:
            level = "house"
        return Candidate(
            names=names,
            lon=lon,
            lat=lat,
            level=level,
            radius_m=self._radius_m(row.get("boundingbox")),
            source_id=osm_id(row.get("osm_type"), row.get("osm_id")),
            kind=osm_kind(key, value),
            road=text_of(address.get("road")),
            number=number,
        )

    def _radius_m(self, box: object) -> float:
        """Return half of what `boundingbox` spans: south, north, west, east as text."""
        if not isinstance(box, list) or len(box) != _CORNERS:
            return 0.0
        west, south = degrees_of(box[2], box[0], self._who)
        east, north = degrees_of(box[3], box[1], self._who)
        return extent_radius_m(west, south, east, north)


def _names(row: dict[str, Any]) -> tuple[str, ...]:
    details = row.get("namedetails") or {}
    told = [row.get("name"), *(details.get(key) for key in _NAME_KEYS)]
    parts = [part.strip() for text in told for part in text_of(text).split(";")]
    return tuple(dict.fromkeys(part for part in parts if part))


def osm_id(kind: object, number: object) -> str:
    """
    Return `way/123` for OpenStreetMap's type (in words or as a letter) and number.

    >>> osm_id("W", 12), osm_id("node", "7"), osm_id(None, None)
    ('way/12', 'node/7', '')
    """
    types = {"n": "node", "w": "way", "r": "relation"}
    word, digits = types.get(str(kind)[:1].lower(), ""), str(number)
    return f"{word}/{digits}" if word and digits.isdecimal() and digits.isascii() else ""
