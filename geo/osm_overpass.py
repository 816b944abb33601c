"""
Ask a live Overpass service, through OSMnx, for what a gazetteer needs.

OSMnx splits, sends and stores the questions; its answers go through the reader for OSM files, so
that both give the same features. A service that fails is an error, never "nothing found".
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import shapely

from geo.osm_answers import date_of, elements_of, to_xml
from geo.osm_cache import (
    answer_folder,
    forget_all,
    forget_broken,
    store_area,
    stored_answers,
    stored_area,
)
from geo.osm_file import features_of
from geo.osm_http import Patience, patiently, quiet_osmnx
from geo.osm_place import ask_outlines, place_area
from geo.osm_reach import check_reach
from geo.osm_source import OsmError, Snapshot, snapshot_of
from geo.osm_tags import ADMIN_LEVELS, WANTED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from shapely.geometry.base import BaseGeometry

    Bounds = tuple[float, float, float, float]
    Tags = dict[str, bool | list[str]]
    Say = Callable[[str], None]

OVERPASS = "https://overpass-api.de/api"
NOMINATIM = "https://nominatim.openstreetmap.org"
ASKING = "问"
"""How what is said of a question begins."""

_LINES = ("highway", "railway", "waterway", "natural", "route", "boundary")
_MANY = ("building",)


def questions() -> tuple[Tags, ...]:
    """Return the tags to ask for: lines and water, places, buildings and house numbers."""
    values: Tags = {key: True if v is None else sorted(v) for key, v in sorted(WANTED.items())}
    lines = {key: values[key] for key in _LINES if key != "boundary"}
    levels: Tags = {"admin_level": sorted(ADMIN_LEVELS, key=int)}
    places = {key: value for key, value in values.items() if key not in {*_LINES, *_MANY}}
    many = {key: values[key] for key in _MANY}
    return {**lines, **levels}, places, {**many, "addr:housenumber": True}


def read_overpass(  # noqa: PLR0913 (each is one thing that a user may want otherwise)
    place: str | None = None,
    bbox: Bounds | None = None,
    *,
    endpoint: str = OVERPASS,
    nominatim: str = NOMINATIM,
    cache: Path | None = None,
    offline: bool = False,
    within: Bounds | None = None,
    patience: Patience | None = None,
    say: Say | None = None,
) -> Snapshot:
    """
    Ask for one place or one box.

    Parameters
    ----------
    place
        Name of an area that Nominatim knows, such as 上海市徐汇区; 1 km around it is asked for too.
    bbox
        (west, south, east, north) degrees, in place of a name. Outlines whose border does not
        touch the box are not found.
    endpoint, nominatim
        Base addresses of the services.
    cache
        Folder for answers: the same question is not sent again, not to another address either,
        and an interrupted run goes on where it stopped. Nothing is kept without it.
    offline
        Take all answers from the cache.
    within
        (west, south, east, north) degrees in which the place lies, so that a short name will do.
    patience
        Timeouts, attempts and pauses.
    say
        Called with what is done next.

    Returns
    -------
    Snapshot
        What touches the area, whole, dated by the service.

    Raises
    ------
    OsmError
        If not exactly one of `place` and `bbox` is given, a service cannot be reached, stays busy
        or answers with something unusable, an answer is not in the cache but needed, or there is
        nothing in the area.
    """
    what = _asked(place, bbox, within)
    waits = patience or Patience()
    tell = say or _say_nothing
    service = _base(endpoint)
    how = f"{service} {waits.timeout_s}"
    with answer_folder(cache, what, how, offline=offline) as (folder, is_complete):
        if not is_complete:
            forget_broken(folder)
            settings = {
                "use_cache": True,
                "cache_only_mode": True,
                "cache_folder": folder,
                "overpass_url": service,
                "nominatim_url": _base(nominatim),
            }
            until = time.monotonic() + waits.total_s
            with quiet_osmnx(settings, waits) as osmnx:
                if bbox is None:
                    tell(f"{ASKING} Nominatim：{place}")
                    area = _placed(osmnx, folder, str(place), within, (waits, until))
                else:
                    area = shapely.box(*bbox)
                store_area(folder, area)
                _download(osmnx, area, (waits, until), tell)
        tell("读取 Overpass 的答复")
        return _read(folder, service)


def _asked(place: str | None, bbox: Bounds | None, within: Bounds | None) -> str:
    """Return what is asked for as text, the key of the cache."""
    if (place is None) == (bbox is None):
        raise OsmError("应给出地名或范围（西,南,东,北），二者恰好一个")
    if place is not None and not place.strip():
        raise OsmError("地名是空的；应为 Nominatim 认识的地名，例如 上海市徐汇区")
    if bbox is not None:
        west, south, east, north = bbox
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):  # noqa: PLR2004
            raise OsmError(f"范围应为 西,南,东,北（度，西小于东、南小于北），实际是 {bbox}")
    return json.dumps([place, bbox, within if place else None, questions()], ensure_ascii=False)


def _base(url: str) -> str:
    """Return a service's address as OSMnx wants it."""
    if not url.startswith(("http://", "https://")):
        raise OsmError(f"服务地址应以 http:// 或 https:// 开头，实际是“{url}”")
    return url.rstrip("/").removesuffix("/interpreter")


def _say_nothing(_: str) -> None:
    """Keep it to oneself."""


def _placed(
    osmnx: ModuleType,
    folder: Path,
    place: str,
    within: Bounds | None,
    waiting: tuple[Patience, float],
) -> BaseGeometry:
    """Return the outline of a place, with a margin."""
    service = osmnx.settings.nominatim_url
    check_reach(service)
    patiently(lambda: ask_outlines(osmnx, place), service, *waiting)
    return place_area(folder, place, within)


def _download(
    osmnx: ModuleType, area: BaseGeometry, waiting: tuple[Patience, float], say: Say
) -> None:
    """Let OSMnx store the answers to all questions; it stops before it builds geometries."""
    service = osmnx.settings.overpass_url
    check_reach(service)
    asked = questions()
    for number, tags in enumerate(asked, start=1):

        def ask(tags: Tags = tags) -> None:
            with suppress(InterruptedError):  # how OSMnx ends with `cache_only_mode`
                osmnx.features_from_polygon(area, tags)

        say(f"{ASKING} Overpass：{number}/{len(asked)}")
        patiently(ask, service, *waiting)


def _read(folder: Path, service: str) -> Snapshot:
    """Return the features that the stored answers describe."""
    answers = [answer for answer in stored_answers(folder) if isinstance(answer, dict)]
    elements = elements_of(answers)
    area = stored_area(folder)
    date = date_of(answers)
    found = features_of(to_xml(elements), date, service) if elements else []
    shapely.prepare(area)
    kept = [feature for feature in found if area.intersects(feature.geometry)]
    if not kept:
        forget_all(folder)
        raise OsmError(f"{service} 在这个范围内没有可用的道路、水系、地名或门牌；请检查范围")
    return snapshot_of(kept, "overpass", {"overpass": date})
