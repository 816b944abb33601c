"""
Ask a live Overpass service, through OSMnx, for what a gazetteer needs.

OSMnx splits, sends and stores the questions; its answers go through the reader for OSM files, so
that both give the same features. A service that fails is an error, never "nothing found".
"""

from __future__ import annotations

import hashlib
import json
import math
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely
from shapely import affinity
from shapely.errors import ShapelyError

from geo.osm_answers import date_of, elements_of, to_xml
from geo.osm_file import features_of
from geo.osm_http import Patience, patiently, quiet_osmnx
from geo.osm_source import OsmError, Snapshot, snapshot_of
from geo.osm_tags import ADMIN_LEVELS, WANTED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from shapely.geometry.base import BaseGeometry

    Bounds = tuple[float, float, float, float]
    Tags = dict[str, bool | list[str]]

OVERPASS = "https://overpass-api.de/api"
NOMINATIM = "https://nominatim.openstreetmap.org"
MARGIN_M = 1000.0
"""How far around a place things are asked for as well, in metres."""
SIMPLIFY_M = 100.0
METRES_PER_DEGREE = 111_320.0
AREA_FILE = "area.wkt"

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


def read_overpass(
    place: str | None = None,
    bbox: Bounds | None = None,
    *,
    endpoint: str = OVERPASS,
    nominatim: str = NOMINATIM,
    cache: Path | None = None,
    patience: Patience | None = None,
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
    patience
        Timeout and attempts.

    Returns
    -------
    Snapshot
        What touches the area, whole, dated by the service.

    Raises
    ------
    OsmError
        If not exactly one of `place` and `bbox` is given, a service cannot be reached, stays busy
        or answers with something unusable, or there is nothing in the area.
    """
    what = _asked(place, bbox)
    waits = patience or Patience()
    service = _base(endpoint)
    with _folder(cache, what, f"{service} {waits.timeout_s}") as (folder, is_complete):
        if not is_complete:
            _forget_broken(folder)
            settings = {
                "use_cache": True,
                "cache_only_mode": True,
                "cache_folder": folder,
                "overpass_url": service,
                "nominatim_url": _base(nominatim),
            }
            with quiet_osmnx(settings, waits) as osmnx:
                area = _area(osmnx, place, bbox, waits)
                _store_area(folder / AREA_FILE, area)
                _download(osmnx, area, waits)
        return _read(folder, service)


def _asked(place: str | None, bbox: Bounds | None) -> str:
    """Return what is asked for as text, the key of the cache."""
    if (place is None) == (bbox is None):
        raise OsmError("应给出地名或范围（西,南,东,北），二者恰好一个")
    if place is not None and not place.strip():
        raise OsmError("地名是空的；应为 Nominatim 认识的地名，例如 上海市徐汇区")
    if bbox is not None:
        west, south, east, north = bbox
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):  # noqa: PLR2004
            raise OsmError(f"范围应为 西,南,东,北（度，西小于东、南小于北），实际是 {bbox}")
    return json.dumps([place, bbox, questions()], ensure_ascii=False)


def _base(url: str) -> str:
    """Return a service's address as OSMnx wants it."""
    if not url.startswith(("http://", "https://")):
        raise OsmError(f"服务地址应以 http:// 或 https:// 开头，实际是“{url}”")
    return url.rstrip("/").removesuffix("/interpreter")


@contextmanager
def _folder(cache: Path | None, what: str, how: str) -> Iterator[tuple[Path, bool]]:
    """
    Lend the folder of this question and tell whether all answers are in it already.

    Answers are gathered in a folder for `what` and `how`, that gets the name for `what` when it
    is complete.
    """
    if cache is None:
        with tempfile.TemporaryDirectory(prefix="zonemap-") as folder:
            yield Path(folder), False
        return
    whole = cache / _digest(what)
    if whole.is_dir():
        yield whole, True
        return
    part = cache / f"{_digest(what)}-{_digest(how)}.part"
    try:
        part.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OsmError(f"不能写缓存文件夹 {cache}（{error.strerror}）") from error
    yield part, False
    try:
        part.replace(whole)
    except OSError as error:
        if not whole.is_dir():  # else another run was quicker
            raise OsmError(f"不能写缓存文件夹 {cache}（{error.strerror}）") from error


def _digest(text: str) -> str:
    """Return a short name for `text`."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _forget_broken(folder: Path) -> None:
    """Delete answers that an interrupted run left half written."""
    for path in sorted(folder.glob("*.json")):
        try:
            json.loads(path.read_bytes())
        except ValueError:
            path.unlink()


def _area(
    osmnx: ModuleType, place: str | None, bbox: Bounds | None, patience: Patience
) -> BaseGeometry:
    """Return the box, or the outline of the place with a margin."""
    if bbox is not None:
        return shapely.box(*bbox)

    def ask() -> BaseGeometry:
        found: BaseGeometry = osmnx.geocode_to_gdf(place).geometry.iloc[0]
        return found

    try:
        return _with_margin(patiently(ask, osmnx.settings.nominatim_url, patience))
    except OsmError:
        raise
    except (LookupError, TypeError, ValueError) as error:  # OSMnx: no result, or none with an area
        raise OsmError(f"Nominatim 没有“{place}”的面状范围；请写全名，或改用范围") from error


def _with_margin(outline: BaseGeometry) -> BaseGeometry:
    """Return a simple outline `MARGIN_M` outside of `outline`."""
    squeeze = math.cos(math.radians(outline.centroid.y))
    round_earth = affinity.scale(outline, xfact=squeeze, origin=(0, 0))
    wide = round_earth.buffer(MARGIN_M / METRES_PER_DEGREE).simplify(SIMPLIFY_M / METRES_PER_DEGREE)
    return shapely.set_precision(affinity.scale(wide, xfact=1 / squeeze, origin=(0, 0)), 1e-6)


def _download(osmnx: ModuleType, area: BaseGeometry, patience: Patience) -> None:
    """Let OSMnx store the answers to all questions; it stops before it builds geometries."""
    for tags in questions():

        def ask(tags: Tags = tags) -> None:
            with suppress(InterruptedError):  # how OSMnx ends with `cache_only_mode`
                osmnx.features_from_polygon(area, tags)

        patiently(ask, osmnx.settings.overpass_url, patience)


def _read(folder: Path, service: str) -> Snapshot:
    """Return the features that the stored answers describe."""
    answers = [answer for answer in map(_stored, sorted(folder.glob("*.json"))) if answer]
    elements = elements_of(answers)
    area = _stored_area(folder / AREA_FILE)
    date = date_of(answers)
    found = features_of(to_xml(elements), date, service) if elements else []
    shapely.prepare(area)
    kept = [feature for feature in found if area.intersects(feature.geometry)]
    if not kept:
        raise OsmError(f"{service} 在这个范围内没有可用的道路、水系、地名或门牌；请检查范围")
    return snapshot_of(kept, "overpass", {"overpass": date})


def _stored(path: Path) -> dict[str, Any]:
    """Return one stored answer of Overpass, {} for one of Nominatim."""
    try:
        answer = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise OsmError(f"缓存文件损坏，请删除后重试：{path}") from error
    return answer if isinstance(answer, dict) else {}


def _store_area(path: Path, area: BaseGeometry) -> None:
    """Keep the area that is asked for beside the answers."""
    try:
        path.write_text(shapely.to_wkt(area, rounding_precision=7), encoding="utf-8")
    except OSError as error:
        raise OsmError(f"不能写缓存文件 {path}（{error.strerror}）") from error


def _stored_area(path: Path) -> BaseGeometry:
    """Return the area that was asked for."""
    try:
        return shapely.from_wkt(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, ShapelyError) as error:
        raise OsmError(f"缓存不完整，请删除这个文件夹后重试：{path.parent}") from error
