"""
The one way in: a path, bytes or standard input become a `Document`.

What a file is, its first bytes say; its name is only a hint, and where the two differ the document
carries a note about it.
"""

from __future__ import annotations

import hashlib
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from seeds.document import Document
from seeds.formats import signatures
from seeds.formats.decode import codec, decode
from seeds.formats.failures import ReportError

if TYPE_CHECKING:
    from collections.abc import Callable

    from seeds.formats.decode import Decoded

STDIN = "-"
_ENDINGS = {
    ".txt": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".shtml": "html", ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip
_OLD_OFFICE = {
    "encrypted": "应为可以打开的 .docx，实际设有密码；请在 Word 或 WPS 里去掉密码后另存为 .docx",
    "doc": "应为 .docx，实际是旧版 Word 或 WPS 文档（.doc、.wps）；请打开后另存为 .docx",
    "xls": "应为报告文档，实际是旧版 Excel 表格（.xls）；请把内容放进 Word 后另存为 .docx",
    "ppt": "应为报告文档，实际是旧版演示文稿（.ppt）；请另存为 .pdf 或 .docx",
    "ole": "应为 .docx，实际是旧版 Office 或 WPS 文件；请打开后另存为 .docx",
}


def open_report(
    path: str | Path, *, encoding: str | None = None, stdin: BinaryIO | None = None
) -> Document:
    """
    Read a report.

    Parameters
    ----------
    path
        A .txt, .md, .html, .docx or .pdf file, or `-` for standard input.
    encoding
        Character encoding of a text or web page; found out by default.
    stdin
        Where `-` is read from; standard input by default.

    Raises
    ------
    ReportError
        If it cannot be read; the message is one plain line.
    """
    if str(path) == STDIN:
        return open_bytes(_bytes_of_stdin(stdin), STDIN, encoding=encoding)
    name = str(path)
    return open_bytes(_bytes_of(Path(path), name), name, encoding=encoding)


def _bytes_of_stdin(stdin: BinaryIO | None) -> bytes:
    try:
        return (stdin or sys.stdin.buffer).read()
    except OSError as error:
        raise ReportError(f"无法读取（{error.strerror or error}）", name=STDIN) from error
    except (AttributeError, ValueError):  # there is none, or it is closed
        raise ReportError("没有标准输入可读", name=STDIN) from None


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode) or stat.S_ISFIFO(mode):
            return path.read_bytes()
    except FileNotFoundError:
        raise ReportError("找不到这个文件", name=name) from None
    except NotADirectoryError:
        raise ReportError("上级路径不是文件夹，无法读取", name=name) from None
    except OSError as error:
        raise ReportError(f"无法读取（{error.strerror or error}）", name=name) from error
    except ValueError:  # a NUL in the path
        raise ReportError("文件名不合法", name=repr(name)) from None
    came = "文件夹" if stat.S_ISDIR(mode) else "设备"
    raise ReportError(f"应为文件，实际是{came}", name=name)


def open_bytes(data: bytes, name: str, *, encoding: str | None = None) -> Document:
    """
    Read a report that is in memory already.

    Parameters
    ----------
    data
        The whole file.
    name
        What to call it in messages; the last part becomes the name of the document, its ending
        is a hint of the format.
    encoding
        Character encoding of a text or web page; found out by default.

    Raises
    ------
    ReportError
        If it cannot be read.
    """
    if encoding is not None:
        codec(encoding, name)
    kind = _kind(data, name) if data else "txt"
    decoded = _READERS[kind](data, name, encoding)
    notes = [*(_name_note(kind, name) if data else ()), *decoded.notes]
    if encoding is not None and not decoded.encoding:
        notes.append(f"{kind} 文件自带编码，没有使用 --encoding {encoding}")
    if not decoded.text or decoded.text.isspace():
        notes.append("报告是空的，没有文字")
    return Document(
        text=decoded.text,
        name=STDIN if name == STDIN else Path(name).name,
        format=kind,
        encoding=decoded.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        notes=tuple(notes),
    )


def _ending(name: str) -> str:
    return _ENDINGS.get(Path(name).suffix.lower(), "")


def _name_note(kind: str, name: str) -> list[str]:
    suffix = Path(name).suffix.lower()
    if name == STDIN or _ENDINGS.get(suffix, kind) == kind:
        return []
    return [f"文件名以 {suffix} 结尾，内容是 {kind}，按 {kind} 读取"]


def _kind(data: bytes, name: str) -> str:
    """Return the format by content; refuse what is no report."""
    if what := signatures.foreign(data):
        raise ReportError(f"应为 txt、md、html、docx 或 pdf，实际是{what}", name=name)
    if signatures.is_ole(data):
        raise ReportError(_OLD_OFFICE[signatures.ole_content(data)], name=name)
    if signatures.is_zip(data):
        return "docx"
    if signatures.is_pdf(data):
        return "pdf"
    return _kind_of_text(data, name)


def _kind_of_text(data: bytes, name: str) -> str:
    hint = _ending(name)
    if hint in {"docx", "pdf"}:
        raise ReportError(
            f"应为 {hint} 文件，实际开头不是 {hint} 的格式；文件可能不完整，或扩展名有误", name=name
        )
    if signatures.looks_html(data) and hint != "md":
        return "html"
    if hint == "html":
        return "html" if signatures.has_tags(data) else "txt"
    return hint or "txt"


def _read_html(data: bytes, name: str, encoding: str | None) -> Decoded:
    from seeds.formats.html_page import read_html  # noqa: PLC0415 - needs an optional package

    return read_html(data, name, encoding=encoding)


def _read_docx(data: bytes, name: str, encoding: str | None) -> Decoded:  # noqa: ARG001
    from seeds.formats.word_file import read_docx  # noqa: PLC0415 - needs an optional package

    return read_docx(data, name)


def _read_pdf(data: bytes, name: str, encoding: str | None) -> Decoded:  # noqa: ARG001
    from seeds.formats.pdf_file import read_pdf  # noqa: PLC0415 - needs an optional package

    return read_pdf(data, name)


def _read_text(data: bytes, name: str, encoding: str | None) -> Decoded:
    return decode(data, name, encoding=encoding)


_READERS: dict[str, Callable[[bytes, str, str | None], Decoded]] = {
    "txt": _read_text,
    "md": _read_text,
    "html": _read_html,
    "docx": _read_docx,
    "pdf": _read_pdf,
}
