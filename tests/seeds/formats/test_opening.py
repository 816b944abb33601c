from __future__ import annotations

import builtins
import hashlib
import io
import sys
import tracemalloc
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from seeds.errors import ZonemapError
from seeds.formats.failures import ReportError
from seeds.formats.opening import open_bytes, open_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.seeds.formats.conftest import PdfDraft

TEXT = "今年，青松公园建成开放。\r\n红叶路（北河路-南河路）开工。\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504


def zipped(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def test_text_file(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(TEXT.encode("utf-8-sig"))
    document = open_report(path)
    assert document.text == TEXT
    assert (document.name, document.format, document.encoding) == ("report.md", "md", "utf-8")
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.notes == ()


def test_standard_input() -> None:
    document = open_report("-", stdin=io.BytesIO(TEXT.encode("gbk")))
    assert (document.name, document.format, document.encoding) == ("-", "txt", "gb18030")
    assert document.text == TEXT


@pytest.mark.parametrize("closed", [None, io.TextIOWrapper(io.BytesIO()), io.StringIO()])
def test_no_standard_input_is_one_plain_line(
    closed: io.TextIOBase | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if closed is not None:
        closed.close()
    monkeypatch.setattr(sys, "stdin", closed)
    with pytest.raises(ReportError, match="-：没有标准输入可读"):
        open_report("-")


def test_standard_input_that_breaks_off_is_one_plain_line() -> None:
    class Broken(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            raise IsADirectoryError(21, "Is a directory")

    with pytest.raises(ReportError, match="-：无法读取（Is a directory）"):
        open_report("-", stdin=Broken())


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
@pytest.mark.parametrize("encoding", ["unicode_escape", "raw_unicode_escape", "utf-7"])
def test_what_is_no_character_is_refused(name: str, encoding: str) -> None:
    data = b"<p>a +3/8- b" if encoding == "utf-7" else b"<p>a \\udfff b"
    with pytest.raises(ReportError, match=f"{name}：按 {encoding} 解码得到不成字符的代码"):
        open_bytes(data, name, encoding=encoding)


def test_same_bytes_same_document() -> None:
    assert open_bytes(TEXT.encode(), "a.txt") == open_bytes(TEXT.encode(), "a.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", "a.html", "-", "a"])
def test_empty_file_is_an_empty_document_with_a_note(name: str) -> None:
    document = open_bytes(b"", name)
    assert document.text == ""
    assert document.notes == ("报告是空的，没有文字",)


def test_blank_file_is_noted() -> None:
    assert open_bytes(b"\xef\xbb\xbf \n\n", "a.txt").notes == ("报告是空的，没有文字",)


def test_content_decides_not_the_name(pdf: PdfDraft, docx_bytes: Callable[[Any], bytes]) -> None:
    import docx  # noqa: PLC0415

    document = docx.Document()
    document.add_paragraph("青松公园建成")
    files = {
        "docx": docx_bytes(document),
        "pdf": pdf.text(72, 700, "青松公园建成").as_bytes(),
        "html": "<!DOCTYPE html><p>青松公园建成</p>".encode(),
    }
    for kind, data in files.items():
        read = open_bytes(data, "a.txt")
        assert (read.format, read.text) == (kind, "青松公园建成\n")
        assert read.notes == (f"文件名以 .txt 结尾，内容是 {kind}，按 {kind} 读取",)


def test_html_without_a_tag_is_text() -> None:
    document = open_bytes(TEXT.encode(), "a.html")
    assert (document.format, document.text) == ("txt", TEXT)
    assert "按 txt 读取" in document.notes[0]


def test_text_with_tags_in_it_stays_text() -> None:
    text = "表1 进展\n主要领域\t主要进展\n东片\t<ul> <li>➤ 青松公园</li> </ul>\n"
    assert open_bytes(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (PNG, "a.txt", "实际是PNG 图片"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 40, "a.txt", "JPEG"),
        (b"GIF89a" + b"\x00" * 40, "a.html", "GIF"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.txt", "WebP"),
        (b"MZ\x90\x00\x03\x00", "a.txt", "可执行程序"),
        (b"\x7fELF\x02\x01", "a.txt", "可执行程序"),
        (b"\x1f\x8b\x08\x00", "a.txt", "gzip"),
        (b"Rar!\x1a\x07\x00", "a.txt", "rar"),
        (b"{\\rtf1\\ansi", "a.txt", "RTF"),
        (b"\x00\x00\x00\x18ftypheic", "a.txt", "HEIC"),
        (zipped(xl__workbook_xml="<a/>"), "a.txt", "Excel"),
        (zipped(OFD_xml="<a/>"), "a.docx", "OFD"),
        (zipped(a_bin="x"), "a.docx", "别的 zip 压缩包"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "另存为 .docx"),
        (OLE + "Workbook".encode("utf-16-le"), "a.xls", "Excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "设有密码"),
        (OLE, "a.wps", "另存为 .docx"),
        (TEXT.encode(), "a.docx", "实际开头不是 docx 的格式"),
        (TEXT.encode(), "a.pdf", "实际开头不是 pdf 的格式"),
    ],
)
def test_what_is_no_report_is_one_plain_line(data: bytes, name: str, says: str) -> None:
    with pytest.raises(ReportError) as caught:
        open_bytes(data, name)
    message = str(caught.value)
    assert message.startswith(f"{name}：")
    assert says in message
    assert "\n" not in message
    assert isinstance(caught.value, ZonemapError)


def test_words_that_begin_like_a_signature_are_text() -> None:
    assert open_bytes("BM 青松公园，MZ".encode(), "a.txt").text.startswith("BM")


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("青松")
    for path, says in (
        (tmp_path / "none.txt", "找不到这个文件"),
        (tmp_path, "实际是文件夹"),
        (tmp_path / "a.txt" / "b.txt", "上级路径不是文件夹"),
        ("/dev/null", "实际是设备"),
        ("a\x00b.txt", "文件名不合法"),
    ):
        with pytest.raises(ReportError, match=says):
            open_report(path)


def test_unknown_encoding_is_refused_for_every_format(pdf: PdfDraft) -> None:
    for data in (TEXT.encode(), pdf.text(72, 700, "青松").as_bytes()):
        with pytest.raises(ReportError, match="不认识的编码"):
            open_bytes(data, "a", encoding="klingon")


def test_encoding_given_for_a_pdf_is_noted(pdf: PdfDraft) -> None:
    document = open_bytes(pdf.text(72, 700, "青松公园").as_bytes(), "a.pdf", encoding="gbk")
    assert document.encoding == ""
    assert document.notes == ("pdf 文件自带编码，没有使用 --encoding gbk",)


@pytest.mark.parametrize(
    ("data", "kind", "absent"),
    [
        (zipped(word__document_xml="<a/>"), "docx", "docx"),
        (b"%PDF-1.4\n", "pdf", "pypdfium2"),
        (b"<!DOCTYPE html><p>a", "html", "lxml"),
    ],
)
def test_absent_component_names_the_extra(
    monkeypatch: pytest.MonkeyPatch, data: bytes, kind: str, absent: str
) -> None:
    for module in [m for m in sys.modules if m.partition(".")[0] == absent]:
        monkeypatch.delitem(sys.modules, module)
    true_import = builtins.__import__

    def refuse(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.partition(".")[0] == absent:
            raise ModuleNotFoundError(name)
        return true_import(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    monkeypatch.setitem(sys.modules, absent, None)
    with pytest.raises(ReportError) as caught:
        open_bytes(data, f"a.{kind}")
    assert str(caught.value) == (
        f'a.{kind}：读 .{kind} 需要可选组件：pip install "zonemap[documents]"'
    )


def test_text_needs_no_optional_component() -> None:
    import subprocess  # noqa: PLC0415

    code = (
        "import sys; from seeds.formats.opening import open_bytes; open_bytes(b'abc', 'a.txt');"
        "sys.exit(any(m in sys.modules for m in ('lxml', 'docx', 'pypdfium2', 'pandas', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_memory_of_a_long_text_is_about_its_size(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes((TEXT * 50_000).encode())
    size = path.stat().st_size
    tracemalloc.start()
    try:
        document = open_report(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(document.text) == 50_000 * len(TEXT)
    assert peak < 4.5 * size
