"""
Reading of CSV and TOML files that people edit; every refusal says what was expected and where.

Files are UTF-8, with or without a byte order mark. Nothing is guessed or repaired.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from typing import TYPE_CHECKING, Any

from seeds.errors import SeedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


class Row(dict[str, str]):
    """The cells of one row by column, and the 1-based line of the file on which it starts."""

    __slots__ = ("line",)

    def __init__(self, cells: dict[str, str], line: int) -> None:
        super().__init__(cells)
        self.line = line


def read_text(path: Path) -> str:
    """
    Read a text file whole, as UTF-8, with its line ends as they are and without a BOM.

    Raises
    ------
    SeedError
        If `path` is missing, a folder, unreadable, empty, not UTF-8, or holds a NUL byte.
    """
    table = str(path)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise SeedError("找不到这个文件", table=table) from None
    except IsADirectoryError:
        raise SeedError("应为文件，实际是文件夹", table=table) from None
    except NotADirectoryError:
        raise SeedError("上级路径不是文件夹，无法读取", table=table) from None
    except OSError as error:
        raise SeedError(f"无法读取（{error.strerror}）", table=table) from error
    try:
        text = raw.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SeedError(
            f"应为 UTF-8 编码，第 {error.start + 1} 个字节（0x{raw[error.start]:02x}）无法解码；"
            "请另存为 UTF-8",
            table=table,
            line=line,
        ) from None
    if not text.strip():
        raise SeedError("文件是空的", table=table)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise SeedError("应为纯文本，遇到 NUL 字节（文件可能已损坏）", table=table, line=line)
    return text


def read_table(path: Path, columns: Sequence[str]) -> list[Row]:
    """
    Read a CSV file whose header is exactly `columns`; blank lines are passed over.

    Returns
    -------
    list of Row
        A new list in the order of the file, each row with its line.

    Raises
    ------
    SeedError
        For everything that `read_text` refuses, a wrong header, a row with too few or too
        many cells, or quoting that cannot be understood.
    """
    records = _records(read_text(path), str(path))
    _, header = next(records, (1, []))
    _check_header(header, columns, str(path))
    rows = []
    for line, cells in records:
        if len(cells) != len(columns):
            raise SeedError(
                f"应有 {len(columns)} 格，实际有 {len(cells)} 格（开头是 {cells[0]!r}）",
                table=str(path),
                line=line,
            )
        rows.append(Row(dict(zip(columns, cells, strict=True)), line))
    return rows


def read_toml(path: Path) -> dict[str, Any]:
    """
    Read a TOML file.

    Raises
    ------
    SeedError
        For everything that `read_text` refuses, or if the text is not TOML.
    """
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        spot = re.search(r"line (\d+), column (\d+)", str(error))
        where = f"第 {spot[1]} 行第 {spot[2]} 列读不下去" if spot else "文件没有写完"
        raise SeedError(f"不是有效的 TOML：{where}", table=str(path)) from None


def _records(text: str, table: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record that is not blank with the line on which it starts."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for cells in reader:
            if cells:
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise SeedError(csv_fault(error), table=table, line=start) from None


def csv_fault(error: csv.Error) -> str:
    """
    Say in plain words why a text is not CSV.

    >>> csv_fault(csv.Error("unexpected end of data"))
    '无法按 CSV 解析，请检查引号是否成对'
    """
    if "field limit" in str(error):
        return f"有一格太长，最多 {csv.field_size_limit()} 个字符；也请检查引号是否成对"
    return "无法按 CSV 解析，请检查引号是否成对"


def _check_header(header: Sequence[str], columns: Sequence[str], table: str) -> None:
    """Refuse any header but `columns`, naming what is missing, unknown or out of order."""
    if list(header) == list(columns):
        return
    missing = [name for name in columns if name not in header]
    unknown = [name for name in header if name not in columns]
    parts = [f"缺少 {'、'.join(missing)}"] if missing else []
    if unknown:
        parts.append(f"多出 {'、'.join(repr(name) for name in unknown[:5])}")
    found = "；".join(parts) or f"列的顺序或重复不符，实际为 {','.join(header)}"
    raise SeedError(f"表头应为 {','.join(columns)}；{found}", table=table, line=1)
