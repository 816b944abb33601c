"""A bundle as one ZIP file: the same bytes for the same files, whenever and wherever it is made."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNIX = 3
_PLAIN_FILE = 0o100644 << 16
_STORED = (".zip", ".pmtiles", ".png")
"""What is compressed already."""


def zipped(contents: Mapping[str, bytes], *, top: str, date: str) -> bytes:
    """
    Return files as a ZIP file.

    Parameters
    ----------
    contents
        Bytes by path; they are packed in the order of their paths.
    top
        The one folder in which everything lies, so that unpacking spills nothing.
    date
        ISO 8601 day that every file bears (from 1980 on); no clock is asked.
    """
    year, month, day = (int(part) for part in date.split("-"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for path in sorted(contents):
            entry = zipfile.ZipInfo(f"{top}/{path}", (max(year, 1980), month, day, 0, 0, 0))
            entry.create_system = _UNIX
            entry.external_attr = _PLAIN_FILE
            stored = path.endswith(_STORED)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            packed.writestr(entry, contents[path], compresslevel=9)
    return out.getvalue()
