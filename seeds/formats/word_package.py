"""
Is it safe to unpack: the checks on a .docx before a parser sees it.

A .docx is a zip archive of XML parts. Sizes are checked as declared and again while unpacking, so
that a bomb is refused before it fills the memory; a part with a DTD is refused, because Word never
writes one and entities can reach out of the file.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from seeds.formats.failures import ReportError

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_MEMBERS = 10_000
MOST_BYTES = 512 * 1024 * 1024
MOST_XML_BYTES = 96 * 1024 * 1024
MOST_RATIO = 200
_SMALL = 16 * 1024 * 1024
"""Below this size the ratio does not matter."""
_CHUNK = 1024 * 1024
_ENCRYPTED = 0x1
_MAIN_PART = "word/document.xml"
_OTHERS: tuple[tuple[str, str], ...] = (
    ("xl/", "Excel 表格（.xlsx）"),
    ("ppt/", "演示文稿（.pptx）"),
    ("OFD.xml", "OFD 文件；请另存为 .pdf 或 .docx"),
    ("content.xml", "OpenDocument 文件；请另存为 .docx"),
    ("META-INF/container.xml", "EPUB 电子书"),
    ("META-INF/MANIFEST.MF", "Java 程序包"),
)
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)\b|<\x00!\x00D\x00O\x00C|\x00<\x00!\x00D\x00O\x00C")


def check_package(data: bytes, name: str) -> None:
    """
    Refuse an archive that is no .docx, has a password, a DTD, or would unpack to too much.

    Raises
    ------
    ReportError
        With what is wrong.
    zipfile.BadZipFile, zlib.error, EOFError
        If it is cut off or damaged.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        _check_content([member.filename for member in members], name)
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise ReportError("应为可以打开的 .docx，实际设有密码；请去掉密码后再试", name=name)
        _check_sizes(members, len(data), name)
        budget = MOST_BYTES
        for member in members:
            budget -= _unpacked(archive, member, budget, name)


def _check_content(names: Iterable[str], name: str) -> None:
    known = set(names)
    if _MAIN_PART in known or any(n.startswith("word/document") for n in known):
        return
    for prefix, what in _OTHERS:
        if any(n.startswith(prefix) for n in known):
            raise ReportError(f"应为 .docx，实际是{what}", name=name)
    raise ReportError("应为 .docx，实际是别的 zip 压缩包", name=name)


def _check_sizes(members: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    total = sum(member.file_size for member in members)
    xml = sum(member.file_size for member in members if _is_xml(member))
    too_much = (
        len(members) > MOST_MEMBERS
        or total > MOST_BYTES
        or xml > MOST_XML_BYTES
        or (total > _SMALL and total > MOST_RATIO * packed)
    )
    if too_much:
        raise _bomb(f"声明的内容有 {len(members)} 个部分、{total / 1e6:.0f} MB", name)


def _bomb(came: str, name: str) -> ReportError:
    most = f"{MOST_BYTES // 2**20} MB（其中 XML {MOST_XML_BYTES // 2**20} MB）"
    return ReportError(f"应为普通大小的 .docx（解压后不超过 {most}），实际{came}", name=name)


def _is_xml(member: zipfile.ZipInfo) -> bool:
    return member.filename.lower().endswith((".xml", ".rels"))


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: int, name: str) -> int:
    """Unpack a member piece by piece and forget it; return its true size."""
    size = 0
    tail = b""
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > budget:
                raise _bomb("解压出的内容更多", name)
            if _is_xml(member):
                if _DTD.search(tail + chunk):
                    raise ReportError(
                        "应为 Word 写出的 .docx，实际含有外部实体声明（DTD），不予读取", name=name
                    )
                tail = chunk[-32:]
    return size
