"""Photon: a quick search over OpenStreetMap, run by komoot or by oneself."""

from __future__ import annotations

from typing import Any, ClassVar

from geo.online.contract import Ask, Candidate, Terms, degrees_of, text_of
from geo.online.levels import extent_radius_m, osm_kind, osm_level
from geo.online.nominatim import ODBL, osm_id
from geo.online.service import Service

_CORNERS = 4


class Photon(Service):
    """
    Asks `/api` for GeoJSON, inside the bounds of the district only.

    No `lang` is sent: public servers know four European languages and refuse others; without one
    they give the local name.
    """

    name: ClassVar[str] = "photon"
    terms: ClassVar[Terms] = Terms("Photon", ODBL, may_store=True)
    public: ClassVar[str] = "https://photon.komoot.io/api"
    interval_s: ClassVar[float] = 1.1

    def _params(self, ask: Ask) -> dict[str, str]:
        west, south, east, north = ask.area.bounds
        box = f"{west:.5f},{south:.5f},{east:.5f},{north:.5f}"
        return {"q": ask.text, "limit": "5", "bbox": box}

    def _candidates(self, answer: Any, ask: Ask) -> tuple[Candidate, ...]:  # noqa: ANN401, ARG002
        features = answer["features"] if isinstance(answer, dict) else None
        if not isinstance(features, list):
            raise self._unusable("答复应为 GeoJSON，其中有 features")
        return tuple(self._candidate(feature) for feature in features)

    def _candidate(self, feature: dict[str, Any]) -> Candidate:
        told = feature["properties"]
        east, north = feature["geometry"]["coordinates"][:2]
        lon, lat = degrees_of(east, north, self._who)
        key, value = text_of(told.get("osm_key")), text_of(told.get("osm_value"))
        name, number = text_of(told.get("name")), text_of(told.get("housenumber"))
        level = osm_level(key, value)
        if number and not name:
            level = "house"
        return Candidate(
            names=(name,) if name else (),
            lon=lon,
            lat=lat,
            level=level,
            radius_m=self._radius_m(told.get("extent")),
            source_id=osm_id(told.get("osm_type"), told.get("osm_id")),
            kind=osm_kind(key, value),
            road=text_of(told.get("street")),
            number=number,
        )

    def _radius_m(self, extent: object) -> float:
        """Return half of what `extent` spans: west, north, east, south."""
        if not isinstance(extent, list) or len(extent) != _CORNERS:
            return 0.0
        west, north = degrees_of(extent[0], extent[1], self._who)
        east, south = degrees_of(extent[2], extent[3], self._who)
        return extent_radius_m(west, south, east, north)
