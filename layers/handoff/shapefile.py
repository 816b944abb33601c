"""
Shapefile, for those who can read nothing else, and what its table cannot hold made up for.

Column names are ten ASCII characters (`Field.short`). A text is at most 254 bytes: a longer one
runs on in further columns, `evidence`, `evidenc_2`, ..., cut between characters, which joined in
order give it back. `shapefile/fields.csv` lists all columns. A table knows no difference between an
empty text and none; true and false are 1 and 0, for not every reader knows its logical type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from layers.csvtext import csv_text
from layers.errors import LayerError
from layers.handoff.fields import FLAG, SHORT_LIMIT, TEXT
from layers.handoff.gdal_files import count, scratch, without_nul, write_layer
from layers.handoff.parts import Part
from layers.handoff.sheets import CRS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geopandas import GeoDataFrame
    from pandas import Series

    from layers.handoff.delivery import Delivery
    from layers.handoff.fields import Field
    from layers.handoff.sheets import Sheet

DRIVER = "ESRI Shapefile"
ENCODING = "utf-8"
WIDTH = 254
"""Bytes in a text of a dBASE table."""
MOST = 255
"""Columns that readers of a dBASE table can be sure to find."""
_MORE, _CONTINUED = 0b1100_0000, 0b1000_0000
"""The two bits that tell, and what they are in a byte that continues a character."""
LISTING = "shapefile/fields.csv"
LISTED = ("sheet", "short", "field", "part", "type", "zh", "en")
_PLAIN = "text/plain"
FILES = {
    "shp": "application/vnd.shp",
    "shx": "application/vnd.shx",
    "dbf": "application/vnd.dbf",
    "prj": _PLAIN,
    "cpg": _PLAIN,
}
"""Ending to media type of the files that make one Shapefile."""


class Column(NamedTuple):
    """A column of the table: which part of which field it holds; parts are counted from 1."""

    short: str
    field: Field
    part: int


def parts(delivery: Delivery) -> list[Part]:
    """
    Return the files of one Shapefile a sheet, and the list of their columns.

    Parameters
    ----------
    delivery
        What is handed over.

    Raises
    ------
    LayerError
        As `write_sheet`.
    """
    found, rows = [], []
    with scratch() as folder:
        for sheet in delivery.sheets:
            columns = write_sheet(sheet, folder / f"{sheet.name}.shp", delivery.edition.date)
            rows += [
                (sheet.name, c.short, c.field.name, c.part, c.field.type, c.field.zh, c.field.en)
                for c in columns
            ]
            for ending, media_type in FILES.items():
                content = (folder / f"{sheet.name}.{ending}").read_bytes()
                path = f"shapefile/{sheet.name}.{ending}"
                zh = f"Shapefile（.{ending}），{sheet.title_zh}"
                en = f"Shapefile (.{ending}). {sheet.title_en}"
                main = ending == "shp"
                counts, crs = (count(sheet), CRS) if main else ({}, "")
                found.append(Part(path, content, media_type, zh, en, counts, crs))
    listing = csv_text(LISTED, rows).encode("utf-8-sig")
    zh, en = (
        "Shapefile 字段对照：短名、字段名和续列",
        "Columns of the Shapefiles: short and full names",
    )
    return [*found, Part(LISTING, listing, "text/csv", zh, en)]


def write_sheet(sheet: Sheet, path: Path, date: str) -> tuple[Column, ...]:
    """
    Write one sheet into new files, and return the columns that it took.

    Parameters
    ----------
    sheet
        What to write.
    path
        The `.shp`; the others stand beside it.
    date
        ISO 8601 date, which the table bears in its head.

    Raises
    ------
    LayerError
        If a text is so long (some 50,000 bytes) that no table has columns enough for it.
    """
    frame, columns = _table(sheet)
    write_layer(
        frame,
        path,
        driver=DRIVER,
        layer=sheet.name,
        geometry_type=sheet.geometry_type,
        settings={"ENCODING": "UTF-8", "DBF_DATE_LAST_UPDATE": date},
    )
    return columns


def pieces(text: str, width: int = WIDTH) -> list[str]:
    """
    Return a text in pieces of at most `width` bytes of UTF-8, cut between characters.

    Readers drop blanks at both ends of a text, so none is cut beside a blank where that can be
    helped.

    >>> pieces("徐家汇路", 7)
    ['徐家', '汇路']
    """
    found = []
    rest = text.encode(ENCODING)
    while len(rest) > width:
        end = _cut(rest, width)
        found.append(rest[:end].decode(ENCODING))
        rest = rest[end:]
    return [*found, rest.decode(ENCODING)]


def _cut(text: bytes, width: int) -> int:
    """Return where to cut: before a character, and if there is such a place, beside no blank."""
    starts = [end for end in range(width, 0, -1) if text[end] & _MORE != _CONTINUED]
    return next((end for end in starts if b" " not in text[end - 1 : end + 1]), starts[0])


def _table(sheet: Sheet) -> tuple[GeoDataFrame, tuple[Column, ...]]:
    """Return the sheet as a frame that a dBASE table can hold, and its columns."""
    import geopandas as gpd  # noqa: PLC0415 - heavy

    frame = without_nul(sheet.frame)
    taken = {field.short for field in sheet.fields}
    data: dict[str, Series] = {}
    columns: list[Column] = []
    for field in sheet.fields:
        column = frame[field.name]
        for part, values in enumerate(_split(column, field), start=1):
            short = field.short if part == 1 else _further(field.short, part, taken)
            data[short] = values
            columns.append(Column(short, field, part))
    if len(columns) > MOST:
        longest = max(columns, key=lambda column: column.part).field.name
        message = (
            f"有的文字太长，要 {len(columns)} 个字段才放得下（至多 {MOST} 个），请缩短 {longest} 列"
        )
        raise LayerError(message, where=f"写 Shapefile {sheet.name}")
    return gpd.GeoDataFrame(data, geometry=frame.geometry), tuple(columns)


def _split(column: Series, field: Field) -> Iterable[Series]:
    """Yield the columns that one column becomes."""
    import pandas as pd  # noqa: PLC0415 - heavy

    if field.type == FLAG:
        return [column.astype("Int32")]
    if field.type != TEXT or not _is_long(column):
        return [column]
    cut = [
        [] if value is None else pieces(value)
        for value in column.astype(object).where(column.notna(), None)
    ]
    most = max(map(len, cut))
    padded = [[*found, *[None] * (most - len(found))] for found in cut]
    return [
        pd.Series(values, index=column.index, dtype="str") for values in zip(*padded, strict=True)
    ]


def _is_long(column: Series) -> bool:
    """Tell whether a text has more bytes than a table holds; characters are counted first."""
    longest = column.str.len().max()
    if not longest > WIDTH // 4:  # a character has at most four bytes; NaN is no text at all
        return False
    doubtful = column[column.str.len() > WIDTH // 4]
    return any(len(text.encode(ENCODING)) > WIDTH for text in doubtful)


def _further(short: str, part: int, taken: set[str]) -> str:
    """Return the name of a further column, such as `evidenc_2`, that no other has."""
    ending = f"_{part}"
    stem = short[: SHORT_LIMIT - len(ending)]
    while f"{stem}{ending}" in taken:
        stem = f"{stem[:-1]}x" if len(stem) < SHORT_LIMIT else stem[:-1]
    taken.add(f"{stem}{ending}")
    return f"{stem}{ending}"
