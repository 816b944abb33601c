"""Where everything comes from and what must be shown: sources, attribution, version."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from layers.csvtext import csv_text
from layers.geojson import ATTRIBUTION
from layers.handoff.parts import Part
from layers.handoff.plain import one_line
from layers.handoff.statements import (
    FRAME,
    LICENCES,
    NO_SURVEY,
    OSM_COPYRIGHT,
    TO_FILL,
    attributions,
    bounds_said,
    licences,
    places,
    title,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.handoff.delivery import Delivery

COLUMNS = (
    "kind", "source", "title", "publisher", "version", "licence", "url", "sha256", "characters",
    "places", "taken_zh", "taken_en",
)  # fmt: skip
"""The columns of `source_versions.csv`; `places` is how many places a report names."""

_TEXT = "text/plain; charset=utf-8"
_OSM_LICENCE = "ODbL-1.0"
_REPORT_TAKEN = ("名称、状态、阶段、年份、功能区", "names, status, stage, year, zone")
_OSM_TAKEN = {
    "roads": ("道路中线与路名", "road centre lines and names"),
    "crossings": ("路口", "crossings"),
    "lines": ("河流、轨道线", "rivers and metro lines"),
    "places": ("有名称的地点", "named places"),
    "outlines": ("区、街镇轮廓", "outlines of district and subdistricts"),
    "surfaces": ("水面、绿地等底图", "water, green and other ground"),
    "addresses": ("门牌", "house numbers"),
}
_SHARE_ALIKE = (
    (
        "ODbL 1.0：可以复制、传播、修改、商用；须注明来源；公开发布修改后的数据库，须采用同一许可"
        "（相同方式共享）；不得用技术手段限制他人使用。由数据做成的图件或网页只需注明来源。"
    ),
    (
        "ODbL 1.0: you may copy, share, change and use the data, also for money. Name the sources. "
        "A changed database that you make public must be offered under the same licence "
        "(share-alike), and nobody may be locked out of it. A picture or page made from the data "
        "needs the attribution only."
    ),
)


def parts(delivery: Delivery) -> list[Part]:
    """Return `source_versions.csv`, `ATTRIBUTION.txt` and `version.txt`."""
    rows = ([one_line(row.get(key, "")) for key in COLUMNS] for row in source_rows(delivery))
    table = csv_text(COLUMNS, rows)
    return [
        Part(
            "source_versions.csv", table.encode(), "text/csv; charset=utf-8",
            "每个来源的版本、日期、许可与摘要", "Version, date, licence and digest of every source",
        ),
        Part(
            "ATTRIBUTION.txt", attribution_text(delivery).encode(), _TEXT,
            "署名、许可与须知", "Attribution, licences, what to know",
        ),
        Part(
            "version.txt", version_text(delivery).encode(), _TEXT,
            "版本号与日期", "Version and date",
        ),
    ]  # fmt: skip


def source_rows(delivery: Delivery) -> Iterator[dict[str, object]]:
    """Yield a row for every report, table of OpenStreetMap, source of the district and program."""
    edition = delivery.edition
    named = _places_by_report(delivery)
    for report in edition.reports:
        yield _row(
            "report", report.report, *_REPORT_TAKEN,
            title=report.title, publisher=report.publisher,
            version=report.date, sha256=report.sha256, characters=report.characters,
            places=named.get(report.report, 0), licence="facts only",
        )  # fmt: skip
    for table, date in edition.snapshots.items():
        yield _row(
            "openstreetmap", table, *_OSM_TAKEN.get(table, ("", "")),
            title="OpenStreetMap", publisher="OpenStreetMap contributors", version=date,
            licence=_OSM_LICENCE, url=OSM_COPYRIGHT,
        )  # fmt: skip
    for source in edition.sources:
        said = source.attribution
        yield _row(
            "source", source.name, said, said,
            licence=source.licence, url=source.url,
        )  # fmt: skip
    yield _row(
        "software", "zonemap", "提取、定位、分区、交付", "extraction, location, zoning, hand-off",
        version=program_version(), licence="MIT",
    )  # fmt: skip


def program_version() -> str:
    """Return the version of the installed program, `unknown` where it is not installed."""
    try:
        return version("zonemap")
    except PackageNotFoundError:
        return "unknown"


def attribution_text(delivery: Delivery) -> str:
    """Return what must be shown beside the data, and on what terms they may be passed on."""
    edition = delivery.edition
    zones = bounds_said(delivery)
    name, name_en = title(edition)
    approval = one_line(edition.approval)
    lines = [
        f"署名与许可 / Attribution and licence: {name} / {name_en}",
        f"版本 / version: {edition.version}",
        "",
        "【图上必须写 / To be shown on every map】",
        f"{ATTRIBUTION} · zonemap",
        *(f"- {text}" for text in attributions(edition)),
        f"审图号 / Map approval number: {approval or f'{TO_FILL.zh} / {TO_FILL.en}'}",
        "公开使用地图前，须依法送审并注明审图号。",
        "Before a map is made public in China it must be approved and show its number.",
        "",
        "【许可 / Licence】",
        *(f"- {name} {LICENCES.get(name, '')}".rstrip() for name in licences(edition)),
        f"- OpenStreetMap: {OSM_COPYRIGHT}",
        *_SHARE_ALIKE,
        "",
        "【来源 / Sources】",
        *(
            f"- {one_line(source.name)} | {one_line(source.licence)} | {one_line(source.url)}"
            for source in edition.sources
        ),
        *(
            f"- {one_line(report.report)}《{one_line(report.title)}》"
            f" {one_line(report.publisher)} {one_line(report.date)}".rstrip()
            for report in edition.reports
        ),
        "逐项版本见 source_versions.csv。 Versions one by one: source_versions.csv.",
        "",
        "【坐标 / Coordinates】",
        *FRAME,
        "",
        "【须知 / To know】",
        *zones,
        *NO_SURVEY,
    ]
    return "\n".join(lines) + "\n"


def version_text(delivery: Delivery) -> str:
    """Return the version on the first line, its date on the second."""
    return f"{delivery.edition.version}\n{delivery.edition.date}\n"


def _row(kind: str, source: str, zh: str, en: str, **more: object) -> dict[str, object]:
    return {"kind": kind, "source": source, "taken_zh": zh, "taken_en": en, **more}


def _places_by_report(delivery: Delivery) -> dict[str, int]:
    """Return how many places, drawn or not, each report names."""
    found: dict[str, int] = {}
    trails = [feature.properties["evidence"] for feature in places(delivery)]
    trails += [entry["evidence"] for entry in delivery.unlocated]
    for trail in trails:
        spots = str(trail or "").split(";")
        for report in {spot.partition("@")[0].partition(":")[0] for spot in spots if spot}:
            found[report] = found.get(report, 0) + 1
    return found
