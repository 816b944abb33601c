"""
Root of the error tree; it sits in the lowest layer so that every layer can extend it.

* ZonemapError
  + SeedError              a table or file of a district folder is malformed   (ValueError)
  + errors of geo, layers and maps, each in the layer that raises it

Messages are for users: one plain Chinese line that says what was expected, what came and where.
"""

from __future__ import annotations


class ZonemapError(Exception):
    """Anything this package raises on purpose; `maps.cli` turns it into exit code 2."""


class SeedError(ZonemapError, ValueError):
    """
    A file of a district folder, or another input table, cannot be used.

    Parameters
    ----------
    message
        What was expected and what came, in words a data editor understands.
    table, line, column
        Where: the file, its 1-based line and the name of the column.
    """

    def __init__(
        self, message: str, *, table: str, line: int | None = None, column: str | None = None
    ) -> None:
        place = table
        if line is not None:
            place += f" 第 {line} 行"
        if column is not None:
            place += f" {column} 列"
        super().__init__(f"{place}：{message}")
        self.table = table
        self.line = line
        self.column = column
