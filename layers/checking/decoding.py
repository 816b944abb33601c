"""From the bytes of a file to its text: encodings, and formats that are taken for GeoJSON."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.errors import LayerError

if TYPE_CHECKING:
    from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Longer marks before those with which they begin."""
_BINARY = (
    (b"PK\x03\x04", "ZIP 压缩包（可能是 Shapefile、KMZ 或 Excel）"),
    (b"\x1f\x8b", "gzip 压缩文件"),
    (b"SQLite format 3\0", "SQLite 文件（可能是 GeoPackage）"),
    (b"fgb", "FlatGeobuf 文件"),
    (b"PAR1", "Parquet 文件"),
    (b"\0\0\x27\x0a", "Shapefile 的 .shp"),
    (b"%PDF", "PDF 文件"),
)
_TEXTUAL = (
    (re.compile(r"(?s).{0,2000}<kml\b"), "KML"),
    (re.compile(r"(?s).{0,2000}<(wfs:|gml:|ogr:)"), "GML"),
    (re.compile(r"(?i)(<!doctype html|<html)"), "网页（HTML）"),
    (re.compile(r"<"), "XML"),
    (
        re.compile(
            r"(?i)(SRID=\d+;)?(MULTI)?(POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\s*Z?\s*\("
        ),
        "WKT",
    ),
    (re.compile(r"\x1e"), "GeoJSON 序列（GeoJSONSeq）"),
)
_LATER = re.compile(r"\{[^\n]*\}[ \t\r]*\n\s*\{")
_CELLS = re.compile(r"[^\n{}\[\]]+,[^\n{}\[\]]+\r?\n")


@dataclass(frozen=True, slots=True)
class Text:
    """
    The text of a file, or why there is none.

    Attributes
    ----------
    text
        What was decoded, without its mark; blank if it could not be.
    encoding
        `utf-8`, `utf-16` or `utf-32`.
    bom
        Whether it begins with a byte order mark.
    rule, fault
        Which rule says that it is no text, and how; blank if it is.
    """

    text: str
    encoding: str = "utf-8"
    bom: bool = False
    rule: str = ""
    fault: str = ""


def read_bytes(path: Path) -> bytes:
    """
    Read a file.

    Raises
    ------
    LayerError
        If it is missing, a folder or cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise LayerError("找不到这个文件", where=str(path)) from None
    except IsADirectoryError:
        raise LayerError("应为文件，实际是文件夹", where=str(path)) from None
    except NotADirectoryError:
        raise LayerError("上级路径不是文件夹，无法读取", where=str(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise LayerError(f"无法读取（{reason}）", where=str(path)) from error


def decoded(raw: bytes) -> Text:
    """Return the text of a file; UTF-16 and UTF-32 are known by their marks alone."""
    for mark, name in _BINARY:
        if raw.startswith(mark):
            return Text("", rule="other-format", fault=f"应为 GeoJSON，实际是{name}")
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "")
    try:
        text = raw.decode("utf-8-sig" if encoding == "utf-8" else encoding or "utf-8")
    except UnicodeDecodeError as error:
        return Text("", rule="encoding", fault=_undecoded(raw, error))
    if not text.strip():
        return Text("", rule="empty-file", fault="文件是空的")
    if "\0" in text[:4]:
        fault = "应为 UTF-8，像是不带标记的 UTF-16"
        return Text("", rule="encoding", fault=fault)
    return Text(text, encoding or "utf-8", bom=bool(encoding))


def taken_for(text: str) -> str:
    """Return what a text that is no JSON is instead; blank if that is not known."""
    start = text.lstrip(" \t\r\n")
    for pattern, name in _TEXTUAL:
        if pattern.match(start):
            return name
    if _LATER.match(start):
        return "GeoJSON 序列（每行一个要素）"
    return "CSV 表格" if _CELLS.match(start) and start[0] not in '"{[' else ""


def _undecoded(raw: bytes, error: UnicodeDecodeError) -> str:
    line = raw.count(b"\n", 0, error.start) + 1
    what = f"第 {line} 行第 {error.start + 1} 个字节（0x{raw[error.start]:02x}）无法解码"
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return f"应为 UTF-8 编码，{what}"
    return f"应为 UTF-8 编码，像是 GBK（GB18030），{what}"
