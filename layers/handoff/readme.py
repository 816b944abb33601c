"""
`README.txt`: what the recipient reads first, in Chinese and then in English.

It is made from the list of files, so that it cannot name one that is not there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from layers.handoff.dictionary import ABOUT
from layers.handoff.parts import Part
from layers.handoff.plain import one_line
from layers.handoff.readme_guides import AXES, GUIDES
from layers.handoff.statements import (
    FRAME,
    LICENCES,
    NO_SURVEY,
    TO_FILL,
    accuracy_said,
    attributions,
    bounds_said,
    frames,
    licences,
    title,
)
from seeds.vocabulary import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from layers.handoff.delivery import Delivery
    from layers.handoff.edition import Edition

PATH = "README.txt"
MADE_LAST = (PATH, "manifest.json", "SHA256SUMS")
"""Files that every bundle has and that are made after all others."""

_FOLDERS: Mapping[str, tuple[str, str]] = {
    "": ("总说明与清单", "overall documents and lists"),
    "geojson": ("GeoJSON（RFC 7946），每种几何一个文件，另按功能区分文件",
                "GeoJSON (RFC 7946), a file for each geometry type, and by zone"),
    "jsonfg": ("JSON-FG，CGCS2000 坐标", "JSON-FG, with CGCS2000 coordinates"),
    "geojsonseq": ("GeoJSONSeq，一行一个要素", "GeoJSONSeq, a feature a line, for streams"),
    "gpkg": ("GeoPackage，全部图层在一个文件里", "GeoPackage, all layers in one file"),
    "flatgeobuf": ("FlatGeobuf", "FlatGeobuf"),
    "geoparquet": ("GeoParquet", "GeoParquet"),
    "shapefile": ("Shapefile，列名缩短", "Shapefile, with shortened column names"),
    "csv": ("表格，供 Excel 打开", "tables, for Excel"),
    "kml": ("KML", "KML"),
    "pmtiles": ("PMTiles 矢量瓦片", "PMTiles vector tiles"),
    "styles": ("样式：QML（QGIS）、SLD（GeoServer）", "styles: QML (QGIS), SLD (GeoServer)"),
    "schema": ("JSON Schema，用来校验每个要素", "JSON Schema, to validate every feature"),
    "metadata": ("元数据：DCAT-AP 与 ISO 19115", "metadata: DCAT-AP and ISO 19115"),
    "qa": ("质量报告", "quality report"),
    "map": ("地图网页与图片", "map pages and pictures"),
}  # fmt: skip
_SHEETS = ("points", "lines", "polygons", "zones")


class _Words(NamedTuple):
    """The headings of one half."""

    version: str
    open: str
    counts: str
    listed: str
    frame: str
    axes: str
    trust: str
    columns: str
    check: str
    terms: str
    shown: str
    licence: str
    approval: str
    update: str
    contact: str
    colon: str
    heading: str
    aside: str


_ZH = _Words(
    "版本 {version}，数据日期 {date}，区县代码 {code}", "打开哪个文件", "要素数",
    "未上图", "坐标", "坐标轴顺序", "可信程度", "字段", "核对", "署名、许可、更新、联系",
    "须注明", "许可", "审图号", "更新频率", "联系", "：", "【{}】", "（{}）",
)  # fmt: skip
_EN = _Words(
    "Version {version}, data of {date}, district code {code}", "Which file to open", "Features",
    "not on the map", "Coordinates", "Order of axes", "How far to trust it", "Columns",
    "To check", "Attribution, licence, updates, contact",
    "To be shown", "Licence", "Map approval number", "Updates", "Contact", ": ", "[{}]", " ({})",
)  # fmt: skip
_CHECK = (
    Label(
        "在本文件夹运行 sha256sum -c SHA256SUMS，应全部为 OK（Windows：Get-FileHash 文件名）。",
        "Run sha256sum -c SHA256SUMS in this folder: every line must say OK (Windows: Get-FileHash "
        "FILE).",
    ),
    Label(
        "manifest.json 列出每个文件的大小、摘要与要素数；各种格式的要素数应彼此相同。",
        "manifest.json lists size, digest and number of features of every file; the numbers agree "
        "across formats.",
    ),
)


def readme_parts(
    delivery: Delivery, parts: Sequence[Part], left_out: Mapping[str, str] | None = None
) -> list[Part]:
    """
    Return `README.txt`.

    Parameters
    ----------
    delivery
        What is handed over.
    parts
        All other files of the bundle but `MADE_LAST`.
    left_out
        Formats that are not in the bundle, each with the reason.
    """
    text = readme(delivery, parts, left_out or {})
    zh, en = "先读这一份：各文件的用途与坐标说明", "Read this first: files, coordinates"
    return [Part(PATH, text.encode(), "text/plain; charset=utf-8", zh, en)]


def readme(delivery: Delivery, parts: Sequence[Part], left_out: Mapping[str, str]) -> str:
    """Return the text; parameters as `readme_parts`."""
    name, name_en = title(delivery.edition)
    lines = [name, name_en, "=" * 72, ""]
    lines += _half(delivery, parts, 0)
    lines += ["=" * 72, ""]
    lines += _half(delivery, parts, 1)
    lines += ["=" * 72, "", *_files(parts)]
    if left_out:
        lines += ["【未包含的格式 / Formats left out】"]
        lines += [f"- {one_line(what)}：{one_line(why)}" for what, why in sorted(left_out.items())]
        lines.append("")
    return "\n".join(lines)


def _half(delivery: Delivery, parts: Sequence[Part], order: int) -> Iterator[str]:
    """Yield the lines in Chinese (0) or English (1)."""
    words, edition = (_ZH, _EN)[order], delivery.edition
    yield words.version.format(
        version=edition.version, date=edition.date, code=one_line(edition.code)
    )
    yield ""
    yield words.heading.format(words.open)
    yield from _guides(parts, order)
    yield words.heading.format(words.counts)
    for sheet in delivery.sheets:
        name = (sheet.title_zh, sheet.title_en)[order]
        yield f"- {sheet.name} {len(sheet.features)}{words.aside.format(name)}"
    yield f"- unlocated {len(delivery.unlocated)}{words.aside.format(words.listed)}"
    yield ""
    yield words.heading.format(words.frame)
    yield FRAME[order]
    codes = frames(parts)
    for prefix, epsg, said in AXES:
        if any(part.path.startswith(prefix) for part in parts) and (not epsg or epsg in codes):
            yield f"- {said[order]}"
    yield ""
    yield words.heading.format(words.trust)
    yield from (f"- {said[order]}" for said in _trust(delivery))
    yield ""
    yield words.heading.format(words.columns)
    yield from (f"- {said[order]}" for said in ABOUT.values())
    yield ""
    yield words.heading.format(words.check)
    yield from (f"- {said[order]}" for said in _CHECK)
    yield ""
    yield words.heading.format(words.terms)
    yield from _terms(edition, words, order)
    yield ""


def _trust(delivery: Delivery) -> tuple[Label, ...]:
    return (bounds_said(delivery), NO_SURVEY, accuracy_said(delivery))


def _guides(parts: Sequence[Part], order: int) -> Iterator[str]:
    """Yield which file is for which program; what is not in the bundle is passed over."""
    for pattern, who, hint in GUIDES:
        found = [
            path for path in sorted(part.path for part in parts) if re.fullmatch(pattern, path)
        ]
        if found:
            shown = "  ".join(found)
            yield f"- {who[order]}{(_ZH, _EN)[order].colon}{shown}"
            if hint[order]:
                yield f"    {hint[order]}"
    yield ""


def _terms(edition: Edition, words: _Words, order: int) -> Iterator[str]:
    slot = TO_FILL[order]
    shown = " · ".join(attributions(edition))
    terms = "; ".join(f"{name} {LICENCES.get(name, '')}".rstrip() for name in licences(edition))
    given = edition.contact
    who = slot
    if given is not None:
        named = (given.organisation, given.name, given.email, given.url)
        who = ", ".join(one_line(text) for text in named if text)
    for word, said in (
        (words.shown, shown),
        (words.licence, terms),
        (words.approval, one_line(edition.approval) or slot),
        (words.update, slot),
        (words.contact, who),
    ):
        yield f"- {word}{words.colon}{said}"


def _files(parts: Sequence[Part]) -> Iterator[str]:
    """Yield every file by its folder, each once."""
    yield "【全部文件 / All files】"
    folders = sorted({_folder(part.path) for part in parts})
    for folder in folders:
        said = dict.fromkeys(_FOLDERS.get(folder, ()))
        yield f"{folder or '.'}/  {' / '.join(said)}".rstrip()
        for part in sorted(parts, key=lambda item: item.path):
            if _folder(part.path) == folder:
                yield f"  {part.path}  {one_line(part.zh)} / {one_line(part.en)}{_count(part)}"
    yield f"./  {'  '.join(MADE_LAST)}"
    yield ""


def _folder(path: str) -> str:
    return path.partition("/")[0] if "/" in path else ""


def _count(part: Part) -> str:
    """Return the counts of a file in brackets, nothing for a document."""
    known = [f"{name} {part.counts[name]}" for name in _SHEETS if name in part.counts]
    return f" [{', '.join(known)}]" if known else ""
