"""A table of names to locate: `id,name` and optionally what else is known of each."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from geo.answer import Query
from geo.errors import QueryError
from seeds.tables import csv_fault, read_text
from seeds.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

REQUIRED = ("id", "name")
OPTIONAL = ("kind", "zone", "road_from", "road_to", "address", "parent", "aliases", "near")


def read_queries(path: Path, *, zones: Collection[str]) -> list[Query]:
    """
    Read a CSV file of names.

    Parameters
    ----------
    path
        UTF-8 CSV with the columns `REQUIRED` and any of `OPTIONAL`.
    zones
        Codes and names that the column `zone` may hold.

    Raises
    ------
    QueryError
        If a column is missing, unknown or repeated, an id is blank or repeated, a name is blank,
        a kind or zone is unknown, or a row has too few or too many cells.
    SeedError
        If the file cannot be read as UTF-8 text.
    """
    reader = csv.DictReader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        header = list(reader.fieldnames or [])
        _check_header(header, path)
        queries: list[Query] = []
        seen: set[str] = set()
        for row in reader:
            where = f"{path}:{reader.line_num}"
            if None in row or None in row.values():
                raise QueryError(f"{where}: 应有 {len(header)} 格，与表头一致")
            queries.append(_query(row, where, zones))
            if queries[-1].id in seen:
                raise QueryError(f"{where}: id {queries[-1].id!r} 重复")
            seen.add(queries[-1].id)
    except csv.Error as error:
        where = f"{path}:{reader.reader.line_num}"
        raise QueryError(f"{where}: {csv_fault(error)}") from None
    return queries


def _check_header(header: list[str], path: Path) -> None:
    missing = [name for name in REQUIRED if name not in header]
    unknown = [name for name in header if name not in (*REQUIRED, *OPTIONAL)]
    repeated = sorted({name for name in header if header.count(name) > 1})
    if missing or unknown or repeated:
        parts = [f"缺少 {'、'.join(missing)}"] if missing else []
        parts += [f"多出 {'、'.join(repr(name) for name in unknown[:5])}"] if unknown else []
        parts += [f"重复 {'、'.join(repeated)}"] if repeated else []
        raise QueryError(
            f"{path}:1: 表头应有 {','.join(REQUIRED)}，还可以有 {','.join(OPTIONAL)}；"
            + "，".join(parts)
        )


def _query(row: Mapping[str, str], where: str, zones: Collection[str]) -> Query:
    cells = {key: value.strip() for key, value in row.items()}
    for column in REQUIRED:
        if not cells[column]:
            raise QueryError(f"{where}: {column} 不能为空")
    kind, zone = cells.get("kind", ""), cells.get("zone", "")
    if kind and kind not in KINDS:
        raise QueryError(f"{where}: kind {kind!r} 不是已知类别，可用 {'、'.join(KINDS)}")
    if zone and zone not in zones:
        raise QueryError(f"{where}: zone {zone!r} 不是已知功能区，可用 {'、'.join(sorted(zones))}")
    aliases, near = (
        tuple(part.strip() for part in cells.pop(column, "").split(";") if part.strip())
        for column in ("aliases", "near")
    )
    return Query(**cells, aliases=aliases, near=near)
