"""
Official zone outlines: a GeoJSON file in the district folder that replaces the computed ones.

Read strictly: every zone once or more, polygons only, valid, and where the district is.
"""

from __future__ import annotations

import json
from itertools import combinations
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import shape as to_shape

from geo.datum_table import DatumError
from geo.metric import area_m2
from layers.errors import LayerError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from layers.zone_rules import RuleSet

SHARED_M2 = 100.0
"""Shared borders that were drawn twice may lie on each other by this much."""


def read_official(
    folder: Path | None, parsed: RuleSet, outlines: Mapping[str, BaseGeometry]
) -> dict[str, BaseGeometry]:
    """
    Return the official outline of each zone by code, degrees WGS-84.

    Parameters
    ----------
    folder
        The district folder that holds the file.
    parsed
        The rules, which name the file, its datum and the zones.
    outlines
        The known outlines of the district; the official ones must meet them.

    Raises
    ------
    LayerError
        If the file is missing or is not GeoJSON, a feature is of no known zone, not a valid
        polygon or not of the datum named, a zone is missing, lies away from the district, or two
        zones overlap.
    """
    if folder is None:
        raise LayerError("没有给出区文件夹，读不到官方范围文件", where=parsed.official)
    features = _features(folder / parsed.official)
    parts: dict[str, list[BaseGeometry]] = {code: [] for code in parsed.codes}
    for index, feature in enumerate(features, start=1):
        where = f"{parsed.official} 第 {index} 个要素"
        shape = _in_wgs84(_polygon(feature, where), parsed.official_datum, where)
        parts[_code(feature, parsed, where)].append(shape)
    missing = [code for code, shapes in parts.items() if not shapes]
    if missing:
        raise LayerError(f"缺少功能区 {'、'.join(missing)}", where=parsed.official)
    district = shapely.union_all(list(outlines.values()))
    found = {code: shapely.union_all(shapes) for code, shapes in parts.items()}
    for code, outline in found.items():
        if not outline.intersects(district):
            message = f"功能区 {code} 不在本区范围内；应为 WGS-84 经纬度（经度在前）"
            if parsed.official_datum != "wgs84":
                message = f"功能区 {code} 不在本区范围内；坐标是按 {parsed.official_datum} 转换的"
            raise LayerError(message, where=parsed.official)
    _check_apart(found, parsed.official)
    return {code: shapely.orient_polygons(outline) for code, outline in found.items()}


def _check_apart(found: Mapping[str, BaseGeometry], file: str) -> None:
    """Refuse zones that lie on each other: a place has one zone."""
    for (first, one), (second, other) in combinations(found.items(), 2):
        shared = area_m2(one.intersection(other))
        if shared > SHARED_M2:
            message = f"功能区 {first} 与 {second} 重叠约 {shared:.0f} 平方米，应互不重叠"
            raise LayerError(message, where=file)


def _features(path: Path) -> list[Mapping[str, Any]]:
    """Read the features of a FeatureCollection."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LayerError(
            "zones.toml 写了这个官方范围文件，但文件夹里没有", where=path.name
        ) from None
    except (OSError, ValueError, RecursionError) as error:
        raise LayerError(f"读不出来，应为 UTF-8 的 GeoJSON（{error}）", where=path.name) from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not all(isinstance(item, dict) for item in features):
        raise LayerError("应为 GeoJSON FeatureCollection，实际没有 features 列表", where=path.name)
    return features


def _code(feature: Mapping[str, Any], parsed: RuleSet, where: str) -> str:
    """Return the zone's code from the property `code` or `name`."""
    given = feature.get("properties")
    properties = given if isinstance(given, dict) else {}
    said, code = properties.get("name"), properties.get("code")
    for name in parsed.names:
        if code == name.code or said in [name.name, *name.variants]:
            return name.code
    allowed = "、".join(f"{name.code}={name.name}" for name in parsed.names)
    raise LayerError(f"属性 code 或 name 应为 {allowed} 之一", where=where)


def _in_wgs84(shape: BaseGeometry, datum: str, where: str) -> BaseGeometry:
    """Return the outline in degrees WGS-84."""
    if datum == "wgs84":
        return shape
    from geo.datum import shape_to_wgs84  # noqa: PLC0415 - pyproj, which few districts need

    try:
        return shape_to_wgs84(shape, datum)
    except DatumError as error:
        raise LayerError(str(error), where=where) from error


def _polygon(feature: Mapping[str, Any], where: str) -> BaseGeometry:
    """Return the feature's polygon, repaired only by GEOS' own rule."""
    geometry = feature.get("geometry")
    try:
        found: BaseGeometry = to_shape(geometry)  # type: ignore[arg-type]
    except (TypeError, ValueError, AttributeError, KeyError, shapely.errors.ShapelyError) as error:
        raise LayerError(f"几何读不出来（{error}）", where=where) from error
    if found.geom_type not in {"Polygon", "MultiPolygon"} or found.is_empty:
        raise LayerError(f"应为 Polygon 或 MultiPolygon，实际是 {found.geom_type}", where=where)
    if not found.is_valid:
        raise LayerError("多边形自相交或环不闭合，请修好再用", where=where)
    return found
