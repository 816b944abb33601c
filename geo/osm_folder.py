"""
Read a folder of prepared GeoJSON extracts as if they were OSM.

Each known file has one rule that turns its columns into real OSM tags; the class of the extract
stays in the tag `fclass`. Files may be missing, except the roads; other files are ignored. Dates
come from the caller or from `snapshot.toml` beside the files, never from the clock.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape as to_shape

from geo.osm_columns import FILES, text_of
from geo.osm_shapes import tidy_shape
from geo.osm_source import OsmError, OsmFeature, Snapshot, checked_dates, snapshot_of
from geo.osm_tags import normal_tags
from seeds.tables import read_text, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    Row = Mapping[str, Any]

# A way can have any id, but no relation has come near this number yet.
ABOVE_ALL_RELATIONS = 30_000_000
OUTLINES = ("Polygon", "MultiPolygon")
WGS84_NAMES = ("CRS84", "EPSG::4326", "EPSG:4326", "EPSG::4490", "EPSG:4490")
REQUIRED = "roads"


def read_geojson_folder(folder: Path, dates: Mapping[str, str] | None = None) -> Snapshot:
    """
    Read the extracts of `folder`.

    Parameters
    ----------
    folder
        Holds `roads.geojson` and any of the other known files.
    dates
        ISO date of the OSM data by file stem (`{"roads": "2026-03-08"}`); goes before those of
        the table `[dates]` in `snapshot.toml`.

    Returns
    -------
    Snapshot
        One feature per OSM object: rows of one object, in one file or several, are merged, the
        first file giving the geometry.

    Raises
    ------
    OsmError
        If the folder or `roads.geojson` is missing, a date is not one, or a file is no GeoJSON in
        WGS 84.
    SeedError
        If a file cannot be read as UTF-8 text, or `snapshot.toml` is malformed.
    """
    _check_folder(folder)
    known = _dates_of(folder, dates or {})
    features: list[OsmFeature] = []
    read: dict[str, str] = {}
    for stem in FILES:
        path = folder / f"{stem}.geojson"
        if path.is_file():
            read[stem] = known.get(stem, "")
            features += _read_rows(path, stem, read[stem])
    return snapshot_of(_merged(features), "geojson", read)


def _check_folder(folder: Path) -> None:
    """Refuse anything but a folder with roads in it."""
    if not folder.exists():
        raise OsmError(f"找不到 OSM 数据文件夹：{folder}")
    if not folder.is_dir():
        raise OsmError(f"应为存放 GeoJSON 的文件夹，实际是文件：{folder}")
    if not (folder / f"{REQUIRED}.geojson").is_file():
        raise OsmError(f"{folder} 里应有 {REQUIRED}.geojson，没有找到；其余文件可以缺")


def _dates_of(folder: Path, dates: Mapping[str, str]) -> dict[str, str]:
    """Return the dates of the sidecar, overruled by `dates`."""
    sidecar = folder / "snapshot.toml"
    beside = read_toml(sidecar).get("dates", {}) if sidecar.is_file() else {}
    if not isinstance(beside, dict):
        raise OsmError(f'{sidecar}：dates 应为表，例如 [dates] 下写 roads = "2026-03-08"')
    texts = {key: text_of(value) for key, value in beside.items()}
    known = checked_dates(texts, FILES, str(sidecar))
    return known | checked_dates(dates, FILES, str(folder))


def _read_rows(path: Path, stem: str, date: str) -> Iterator[OsmFeature]:
    """Yield the features of one file; rows without a geometry have nothing to say."""
    rule, default_type = FILES[stem]
    for number, row in enumerate(_rows_of(path), start=1):
        where = f"{path} 第 {number} 个要素"
        if not isinstance(row, dict) or not isinstance(row.get("properties") or {}, dict):
            raise OsmError(f"{where}：应为 GeoJSON Feature")
        if not row.get("geometry"):
            continue
        shape = _shape_of(row["geometry"], where)
        if stem == "metro_lines" and shapely.get_dimensions(shape) != 1:
            continue
        columns = row.get("properties") or {}
        names = {
            "name": text_of(columns.get("name")),
            "name:en": text_of(columns.get("name_en")),
            "alt_name": text_of(columns.get("alt_name")),
        }
        tags = normal_tags(names | rule(columns))
        osm_id = _id_of(columns, where)
        yield OsmFeature(_type_of(shape, osm_id, default_type), osm_id, tags, shape, date)


def _rows_of(path: Path) -> list[Any]:
    """Return the raw features of a GeoJSON file in WGS 84."""
    try:
        whole = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise OsmError(
            f"{path} 第 {error.lineno} 行第 {error.colno} 列：不是完整的 JSON"
        ) from error
    rows = whole.get("features") if isinstance(whole, dict) else None
    if not isinstance(rows, list) or whole.get("type") != "FeatureCollection":
        raise OsmError(f"{path}：应为 GeoJSON FeatureCollection")
    crs = json.dumps(whole.get("crs"))
    if crs != "null" and not any(name in crs for name in WGS84_NAMES):
        raise OsmError(f"{path}：坐标应为 WGS-84 经纬度，文件声明的坐标系是 {crs}")
    return rows


def _shape_of(raw: dict[str, Any], where: str) -> BaseGeometry:
    """Return a valid geometry within the range of (lon, lat)."""
    try:
        shape = to_shape(raw)
    except (ShapelyError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise OsmError(f"{where}：geometry 不是有效的 GeoJSON 几何（{error}）") from error
    west, south, east, north = shape.bounds if not shape.is_empty else (0, 0, 0, 0)
    inside = -180 <= west <= east <= 180 and -90 <= south <= north <= 90  # noqa: PLR2004
    if not (inside and math.isfinite(west + south + east + north)):
        raise OsmError(
            f"{where}：应为（经度, 纬度），实际范围 {shape.bounds}；是否投影坐标或写反了？"
        )
    return tidy_shape(shape)


def _id_of(columns: Row, where: str) -> int:
    """Return the OSM id of a row, 0 if it has none."""
    for key in ("osm_id", "osm_node", "osm_way", "osm_relation"):
        text = text_of(columns.get(key))
        if text:
            if not text.lstrip("-").isdecimal():
                raise OsmError(f"{where}：{key} 应为整数，实际是“{text}”")
            return int(text)
    return 0


def _type_of(shape: BaseGeometry, osm_id: int, default: str) -> str:
    """Return the OSM type; outlines do not say whether they are a way or a relation."""
    if shape.geom_type not in OUTLINES or default:
        return default if osm_id else ""
    if osm_id > ABOVE_ALL_RELATIONS:
        return "way"
    many = shape.geom_type == "MultiPolygon" or len(getattr(shape, "interiors", ())) > 0
    return "relation" if many and osm_id else ""


def _merged(features: Iterable[OsmFeature]) -> Iterator[OsmFeature]:
    """Yield one feature per object; what a later row adds are tags, never another geometry."""
    found: dict[tuple[int, int, int], OsmFeature] = {}
    for nth, feature in enumerate(features):
        alone = nth if feature.osm_id == 0 else -1
        key = (int(shapely.get_dimensions(feature.geometry)), feature.osm_id, alone)
        first = found.get(key)
        if first is None:
            found[key] = feature
            continue
        classes = [first.tags.get("fclass", ""), feature.tags.get("fclass", "")]
        joined = ";".join(dict.fromkeys(c for part in classes for c in part.split(";") if c))
        tags = feature.tags | first.tags | ({"fclass": joined} if joined else {})
        found[key] = OsmFeature(
            first.osm_type or feature.osm_type,
            first.osm_id,
            dict(sorted(tags.items())),
            first.geometry,
            first.snapshot,
        )
    yield from found.values()
