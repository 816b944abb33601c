"""
The gazetteer's tables: their columns and how a table is read and written.

Plain CSV with geometry as WKT in (lon, lat) degrees: readable in a diff and in any GIS.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from geo.errors import GazetteerError
from seeds.tables import csv_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

COLUMNS: dict[str, tuple[str, ...]] = {
    "roads": (
        "name", "alt_names", "name_en", "class", "level", "oneway", "named_by", "osm_ids", "wkt",
    ),
    "crossings": ("road_a", "road_b", "lon", "lat", "spread_m", "nodes"),
    "lines": ("kind", "name", "alt_names", "name_en", "level", "osm_ids", "wkt"),
    "places": (
        "name", "alt_names", "name_en", "kind", "osm_class", "status", "osm_type", "osm_id",
        "snapshot", "lon", "lat", "wkt",
    ),
    "outlines": ("kind", "name", "name_en", "code", "osm_type", "osm_id", "wkt"),
    "surfaces": ("kind", "name", "osm_type", "osm_id", "wkt"),
    "addresses": ("road", "number", "unit", "lon", "lat", "osm_type", "osm_id"),
}  # fmt: skip


_WIDEST_CELL = 100_000_000
"""A coast or a boundary is one cell; the `csv` module alone takes 131,072 characters."""


def dumps(table: str, rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV text, in the order given."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS[table])
    writer.writerows(rows)
    return out.getvalue()


def read(folder: Path, table: str) -> list[list[str]]:
    """
    Read one table of a gazetteer folder.

    Raises
    ------
    GazetteerError
        If the file is missing, is not UTF-8 text, or its header or a row has other columns.
    """
    path = folder / f"{table}.csv"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise GazetteerError(
            f"地名库里没有 {path.name}（在 {folder} 找过）；可用 zonemap gazetteer build 重建"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path} 读不出来：应为 UTF-8 文本表格") from error
    try:
        rows = list(_rows(text))
    except csv.Error as error:
        raise GazetteerError(f"{path} {csv_fault(error)}") from error
    if not rows or tuple(rows[0]) != COLUMNS[table]:
        came = ",".join(rows[0]) if rows else "空文件"
        raise GazetteerError(f"{path.name}:1 表头应为 {','.join(COLUMNS[table])}，实为 {came}")
    width = len(COLUMNS[table])
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != width:
            raise GazetteerError(f"{path.name}:{number} 应有 {width} 格，实有 {len(row)} 格")
    return rows[1:]


def _rows(text: str) -> Iterator[list[str]]:
    usual = csv.field_size_limit(_WIDEST_CELL)
    try:
        yield from csv.reader(io.StringIO(text))
    finally:
        csv.field_size_limit(usual)
