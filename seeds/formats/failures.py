"""
What can be wrong with a report, as one plain line, and the one place where that line is made.

* ZonemapError
  + ReportError            a report cannot be read                            (ValueError)

Libraries that parse formats raise dozens of kinds of errors on broken files; `blamed_on` turns
them into a `ReportError`, `component` says which extra to install when a library is absent.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from seeds.errors import ZonemapError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType


class ReportError(ZonemapError, ValueError):
    """
    A report cannot be read.

    Parameters
    ----------
    message
        What was expected and what came, and where there is one, the way out.
    name
        The report as the user called it.
    """

    def __init__(self, message: str, *, name: str) -> None:
        super().__init__(f"{name}：{message}")
        self.name = name


def component(module: str, kind: str, name: str) -> ModuleType:
    """
    Import a module of the extra `documents` at the moment it is needed.

    Raises
    ------
    ReportError
        If it is not installed; the message names the extra.
    """
    try:
        return import_module(module)
    except ImportError:
        raise ReportError(
            f'读 .{kind} 需要可选组件：pip install "zonemap[documents]"', name=name
        ) from None


_BROKEN = (
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    RuntimeError,  # also zipfile's wish for a password, and PdfiumError
    SyntaxError,  # lxml's XMLSyntaxError
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What python-docx, lxml, zipfile and pypdfium2 raise on files that are cut off or made up."""


@contextmanager
def blamed_on(name: str, kind: str) -> Iterator[None]:
    """Turn whatever a parser raises on a broken file into one plain line about that file."""
    try:
        yield
    except ZonemapError:
        raise
    except _BROKEN as error:
        raise ReportError(
            f"应为完整的 {kind} 文件，实际无法解析（不完整或已损坏）；请重新保存或下载后再试",
            name=name,
        ) from error
