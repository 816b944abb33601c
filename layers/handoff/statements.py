"""What metadata and the readme say of an edition, in Chinese and English, from its own numbers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from layers.handoff.plain import one_line
from seeds.vocabulary import METHODS, Label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.features import Feature
    from layers.handoff.delivery import Delivery
    from layers.handoff.edition import Edition
    from layers.handoff.parts import Part

LIMITS_M = (100, 500, 1500)

TO_FILL = Label("待填", "to be filled in by the publisher")
"""What stands where only the publisher can say something."""

FRAME = Label(
    "坐标为 WGS-84（EPSG:4326），没有 GCJ-02 偏移。CGCS2000（EPSG:4490、EPSG:4549）的文件由它换算，"
    "WGS-84 与 CGCS2000 在分米级视为相同。城市坐标系（如上海城市坐标系）只由市主管部门转换，"
    "本数据不提供、不模拟。",
    "Coordinates are WGS-84 (EPSG:4326), without the GCJ-02 offset. The CGCS2000 files (EPSG:4490, "
    "EPSG:4549) are computed from them, with WGS-84 and CGCS2000 taken as the same at the level of "
    "decimetres. A city's own grid (such as that of Shanghai) is converted by the city's office "
    "only; it is neither given nor imitated here.",
)
INDICATIVE = Label(
    "功能区范围由街道界线与道路、河流按规则推算，仅为示意，不是法定界线。",
    "The zone outlines are computed from subdistricts, roads and rivers by rules: indicative, not "
    "legal borders.",
)
OFFICIAL = Label(
    "功能区范围采用所提供的官方文件。", "The zone outlines are those of the official file."
)
NO_SURVEY = Label(
    "位置未经测绘，每处注明方法与误差（accuracy_m），不作工程和权属依据。",
    "Positions are no survey: each states its method and accuracy (accuracy_m); no basis for works "
    "or titles.",
)
FACTS_ONLY = Label(
    "名称、状态、阶段、年份、功能区出自公开报告，只取事实，不含原文。",
    "Names, status, stage, year and zone are facts read from public reports, without their text.",
)

LICENCES = {
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
}
_FORMATS = {
    ".schema.json": "JSON Schema",
    ".geojson": "GeoJSON",
    ".geojsons": "GeoJSON Text Sequences",
    ".gpkg": "GeoPackage",
    ".fgb": "FlatGeobuf",
    ".parquet": "GeoParquet",
    ".shp": "Esri Shapefile",
    ".pmtiles": "PMTiles",
}
OSM_COPYRIGHT = "https://www.openstreetmap.org/copyright"


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How far off what is drawn may be: `within` is limit in metres to how many keep it."""

    drawn: int
    stated: int
    within: dict[int, int]
    median_m: int | None


def urn(edition: Edition, *words: str) -> str:
    """Return the name of a thing of a district: fetched from nowhere, the same in every edition."""
    return ":".join(("urn:zonemap", *(quote(word, safe="-._") for word in (edition.code, *words))))


def places(delivery: Delivery) -> list[Feature]:
    """Return everything that is drawn but the zones."""
    return [f for sheet in delivery.sheets if sheet.name != "zones" for f in sheet.features]


def title(edition: Edition) -> Label:
    """Return the title of the data."""
    zh, en = one_line(edition.name), one_line(edition.name_en)
    return Label(f"{zh}功能区项目空间数据", f"Projects by functional zone, {en}")


def abstract(delivery: Delivery) -> Label:
    """Return what the data are, with their counts."""
    count = {sheet.name: len(sheet.features) for sheet in delivery.sheets}
    drawn, listed = len(places(delivery)), len(delivery.unlocated)
    zones = bounds_said(delivery)
    zh = (
        f"公开报告点名的地块、道路、公园、场馆等 {drawn + listed} 处：已定位 {drawn} 处"
        f"（点 {count['points']}、线 {count['lines']}、面 {count['polygons']}），"
        f"未定位 {listed} 处并写明原因；功能区 {count['zones']} 个。"
    )
    en = (
        f"{drawn + listed} plots, roads, parks, institutions and other places that public reports "
        f"name: {drawn} located ({count['points']} points, {count['lines']} lines, "
        f"{count['polygons']} polygons), {listed} not located, with the reason; {count['zones']} "
        "functional zones. "
    )
    return Label(f"{zh}{zones.zh}{NO_SURVEY.zh}", f"{en}{zones.en} {NO_SURVEY.en}")


def bounds_said(delivery: Delivery) -> Label:
    """Return what the outlines of the zones are worth."""
    return INDICATIVE if any(zone.indicative for zone in delivery.zones.zones) else OFFICIAL


def accuracy(delivery: Delivery) -> Accuracy:
    """Return how far off what is drawn may be."""
    drawn = places(delivery)
    radii = sorted(int(radius) for f in drawn if (radius := f.properties["accuracy_m"]) is not None)
    within = {limit: sum(radius <= limit for radius in radii) for limit in LIMITS_M}
    median = radii[len(radii) // 2] if radii else None
    return Accuracy(len(drawn), len(radii), within, median)


def accuracy_said(delivery: Delivery) -> Label:
    """Return the accuracy as a sentence."""
    found = accuracy(delivery)
    zh = "，".join(f"≤{limit} 米 {count} 处" for limit, count in found.within.items())
    en = ", ".join(f"{count} within {limit} m" for limit, count in found.within.items())
    middle = Label("", "")
    if found.median_m is not None:
        middle = Label(f"；中位数 {found.median_m} 米", f"; median {found.median_m} m")
    return Label(
        f"误差为十次有九次真实位置落在其内的半径。{found.drawn} 处中 {zh}{middle.zh}。",
        "Accuracy is the radius within which the truth lies nine times in ten. "
        f"Of {found.drawn} places: {en}{middle.en}.",
    )


def methods(delivery: Delivery) -> dict[str, int]:
    """Return how many places were located by each method, best first."""
    counts = Counter(str(f.properties["method"]) for f in places(delivery))
    return {method: counts[method] for method in METHODS if counts[method]}


def methods_said(delivery: Delivery) -> Label:
    """Return the ladder of methods with its counts, as a sentence."""
    found = methods(delivery)
    zh = "；".join(f"{METHODS[m].zh}（{m}）{n} 处" for m, n in found.items())
    en = "; ".join(f"{METHODS[m].en} ({m}) {n}" for m, n in found.items())
    return Label(
        f"逐级定位，由可靠到粗略，取先得者：{zh or '无'}。",
        f"Located by a ladder of methods, best first, the first that answers: {en or 'none'}.",
    )


def lineage(delivery: Delivery) -> Label:
    """Return where the data come from and how they were made."""
    edition = delivery.edition
    reports = "；".join(
        f"{one_line(r.report)}《{one_line(r.title)}》{one_line(r.date)}" for r in edition.reports
    )
    tables = "；".join(f"{one_line(k)} {one_line(v)}" for k, v in edition.snapshots.items())
    dates = "; ".join(f"{one_line(k)} {one_line(v)}" for k, v in edition.snapshots.items())
    ids = ", ".join(
        f"{one_line(r.report)} ({one_line(r.date) or 'no date'})" for r in edition.reports
    )
    ladder = methods_said(delivery)
    return Label(
        f"{FACTS_ONLY.zh}报告：{reports or '无'}。位置依据 OpenStreetMap 摘录"
        f"（{tables or '日期不详'}）与区县文件夹中逐条注明来源的位置事实。{ladder.zh}",
        f"{FACTS_ONLY.en} Reports: {ids or 'none'}. Positions from extracts of OpenStreetMap "
        f"({dates or 'dates unknown'}) and from facts of the district folder, each with its "
        f"source. {ladder.en}",
    )


def period(edition: Edition) -> tuple[str, str] | None:
    """Return the dates of the first and the last report as written, None if none has a date."""
    dates = sorted(report.date for report in edition.reports if report.date)
    return (dates[0], dates[-1]) if dates else None


def licences(edition: Edition) -> tuple[str, ...]:
    """Return the licences by their short names; all positions rest on OpenStreetMap."""
    return tuple(dict.fromkeys(("ODbL-1.0", *map(one_line, edition.licences))))


def attributions(edition: Edition) -> tuple[str, ...]:
    """Return what must be shown beside the data, each once."""
    given = (one_line(source.attribution) for source in edition.sources)
    return tuple(dict.fromkeys(("© OpenStreetMap contributors", *(text for text in given if text))))


def format_of(path: str) -> str:
    """
    Return the name of the format of a file of the bundle.

    >>> format_of("gpkg/a.gpkg"), format_of("jsonfg/points.json"), format_of("kml/a.kml")
    ('GeoPackage', 'JSON-FG', 'KML')
    """
    if path.startswith("jsonfg/"):
        return "JSON-FG"
    known = (name for end, name in _FORMATS.items() if path.endswith(end))
    return next(known, path.rpartition(".")[2].upper())


def frames(parts: Iterable[Part]) -> tuple[str, ...]:
    """Return the EPSG codes that occur, in order of number."""
    found = {code for part in parts for code in re.findall(r"EPSG:(\d+)", part.crs)}
    return tuple(sorted(found, key=int))
