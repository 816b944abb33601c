"""What a file is, told from its first bytes; its name is only a hint."""

from __future__ import annotations

import re

SAMPLE = 4096

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF87a", "GIF 图片"),
    (b"GIF89a", "GIF 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"BM", "BMP 图片"),
    (b"8BPS", "Photoshop 图片"),
    (b"\x7fELF", "可执行程序"),
    (b"MZ", "可执行程序"),
    (b"\xcf\xfa\xed\xfe", "可执行程序"),
    (b"\xca\xfe\xba\xbe", "可执行程序"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"BZh", "bzip2 压缩包"),
    (b"\xfd7zXZ\x00", "xz 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"Rar!\x1a\x07", "rar 压缩包"),
    (b"\x28\xb5\x2f\xfd", "zstd 压缩包"),
    (b"SQLite format 3\x00", "SQLite 数据库"),
    (b"ID3", "音频"),
    (b"OggS", "音频"),
    (b"fLaC", "音频"),
    (b"\x1a\x45\xdf\xa3", "视频"),
    (b"%!PS", "PostScript 文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"AT&TFORM", "DjVu 文件"),
    (b"wOFF", "字体"),
    (b"wOF2", "字体"),
    (b"\x00\x01\x00\x00", "字体"),
    (b"OTTO", "字体"),
)
"""First bytes and what they mean to a reader."""

_SHORT = {b"BM", b"MZ", b"ID3", b"BZh"}
"""Signatures that a text could begin with: only believed when a NUL byte follows."""

_HTML = re.compile(
    rb"(?:<!--.*?-->|<\?xml[^>]*>|\s)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    rb"</?(?:p|div|table|tr|td|ul|li|span|h[1-6]|br|article|section|a)\b[^<>]*>", re.IGNORECASE
)


def foreign(data: bytes) -> str | None:
    """Return what a file is that is no report, None if it may be one."""
    head = data[:SAMPLE]
    for magic, what in _FOREIGN:
        if head.startswith(magic) and (magic not in _SHORT or b"\x00" in head):
            return what
    if head[:4] == b"RIFF" and head[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        return "WebP 图片" if head[8:12] == b"WEBP" else "音频或视频"
    if head[4:8] == b"ftyp":
        return "视频或 HEIC 图片"
    return None


def is_ole(data: bytes) -> bool:
    """Tell whether the file is a container of the Office formats before 2007."""
    return data.startswith(_OLE)


def is_zip(data: bytes) -> bool:
    """Tell whether the file is a zip archive, as .docx is."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))


def is_pdf(data: bytes) -> bool:
    """Tell whether the file says that it is a PDF, near its beginning as the format allows."""
    return b"%PDF-" in data[:1024] and not looks_html(data)


def looks_html(data: bytes) -> bool:
    """Tell whether the file begins as a web page does."""
    head = data[:SAMPLE]
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"} or head[1:2] == b"\x00" or head[:1] == b"\x00":
        head = head.replace(b"\x00", b"")  # UTF-16: the Latin letters are enough
    return _HTML.match(head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe")) is not None


def has_tags(data: bytes) -> bool:
    """Tell whether HTML tags stand in the file at all."""
    return _TAG.search(data[: 64 * SAMPLE].replace(b"\x00", b"")) is not None


def ole_content(data: bytes) -> str:
    """Return what a container of the old Office formats holds."""
    for stream, what in (
        ("EncryptedPackage", "encrypted"),
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("PowerPoint Document", "ppt"),
    ):
        if stream.encode("utf-16-le") in data:
            return what
    return "ole"
