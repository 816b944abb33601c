from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

from seeds.formats import word_package
from seeds.formats.failures import ReportError
from seeds.formats.opening import open_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


@pytest.fixture
def document() -> Any:
    return docx.Document()


@pytest.fixture
def read(docx_bytes: Callable[[Any], bytes]) -> Callable[[Any], str]:
    return lambda document: open_bytes(docx_bytes(document), "a.docx").text


def add(document: Any, xml: str) -> None:
    """Add a paragraph or table, written as XML, to the end of the body."""
    opened = re.sub(r"^<([\w:]+)", rf"<\1 {SPACES}", xml)
    document.element.body.insert(-1, parse_xml(opened))


def with_members(data: bytes, **members: bytes) -> bytes:
    """Return the archive with members added or replaced; `__` in a name is a slash."""
    out = io.BytesIO()
    new = {key.replace("__", "/").replace("_", "."): value for key, value in members.items()}
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in old.namelist():
            if name not in new:
                archive.writestr(name, old.read(name))
        for name, content in new.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_order_headings_paragraphs_and_lists(document: Any, read: Callable[[Any], str]) -> None:
    document.add_heading("青溪区年度报告", 0)
    document.add_heading("一、工作", 1)
    document.add_paragraph("青松公园建成。")
    document.add_heading("（一）项目", 2)
    document.add_paragraph("红叶路", style="List Bullet")
    document.add_paragraph("南浦路", style="List Number")
    document.add_paragraph("完。")
    assert read(document) == (
        "# 青溪区年度报告\n\n## 一、工作\n\n青松公园建成。\n\n### （一）项目\n\n"
        "- 红叶路\n- 南浦路\n\n完。\n"
    )


def test_outline_level_makes_a_heading_and_headings_are_told_by_wording_without_styles(
    document: Any, read: Callable[[Any], str]
) -> None:
    document.add_paragraph("一、回顾")
    document.add_paragraph("青松公园建成。")
    assert read(document) == "## 一、回顾\n\n青松公园建成。\n"
    add(document, '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>展望</w:t></w:r></w:p>')
    assert read(document).endswith("一、回顾\n\n青松公园建成。\n\n## 展望\n")


def test_tables_with_merged_cells(document: Any, read: Callable[[Any], str]) -> None:
    document.add_paragraph("表1 进展")
    table = document.add_table(rows=4, cols=3)
    for row, texts in enumerate(
        (("功能区", "进展", "年份"), ("东片", "甲", "2024"), ("", "乙", "2025"), ("西片", "丙", ""))
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "东片"
    table.cell(3, 1).merge(table.cell(3, 2)).text = "丙"
    table.cell(1, 1).add_paragraph("丁\t戊\n己")
    document.add_paragraph("完。")
    assert read(document) == (
        "表1 进展\n功能区\t进展\t年份\n"
        "东片\t甲<br>丁 戊<br>己\t2024\n\t乙\t2025\n西片\t丙\n\n完。\n"
    )


def test_small_table_in_a_cell(document: Any, read: Callable[[Any], str]) -> None:
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "东片的全部名称"
    inner = table.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "甲", "建成"
    assert read(document) == "东片的全部名称\t甲<br>建成\n"


def test_tracked_changes_fields_controls_and_tags(
    document: Any, read: Callable[[Any], str]
) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    add(
        document,
        "<w:p>"
        + run.format("青")
        + f'<w:ins w:id="1" w:author="a">{run.format("松")}</w:ins>'
        + '<w:del w:id="2" w:author="a"><w:r><w:delText>坏</w:delText></w:r></w:del>'
        + f"<w:smartTag>{run.format('公')}</w:smartTag>"
        + f"<w:sdt><w:sdtContent>{run.format('园')}</w:sdtContent></w:sdt>"
        + "<w:r><w:instrText>PAGE</w:instrText><w:noBreakHyphen/><w:t>甲</w:t></w:r>"
        + f'<w:hyperlink w:anchor="x">{run.format("乙")}</w:hyperlink>'
        + "</w:p>",
    )
    deleted = "<w:trPr><w:del w:id='3' w:author='a'/></w:trPr>"
    cells = f"<w:tc><w:p>{run.format('一')}</w:p></w:tc><w:tc><w:p>{run.format('二')}</w:p></w:tc>"
    add(document, f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{deleted}{cells}</w:tr></w:tbl>")
    assert read(document) == "青松公园-甲乙\n\n一\t二\n"


def test_text_boxes_are_read_once_after_their_paragraph(
    document: Any, read: Callable[[Any], str]
) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
    add(
        document,
        "<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>后</w:t></w:r></w:p>",
    )
    assert read(document) == "前后\n\n框\n"


def test_table_of_contents_is_left_out(document: Any, read: Callable[[Any], str]) -> None:
    styles = document.styles
    styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("一、回顾 …… 3", style="toc 1")
    add(
        document,
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
        "</w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>目录</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>",
    )
    document.add_paragraph("正文")
    assert read(document) == "正文\n"


def test_footnotes_stand_after_their_paragraph(
    document: Any, docx_bytes: Callable[[Any], bytes]
) -> None:
    add(
        document,
        '<w:p><w:r><w:t>青松</w:t><w:footnoteReference w:id="2"/><w:t>公园</w:t></w:r></w:p>',
    )
    data = docx_bytes(document)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        kinds = archive.read("[Content_Types].xml").decode()
        relations = archive.read("word/_rels/document.xml.rels").decode()
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    kinds = kinds.replace(
        "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{office}"/></Types>'
    )
    schema = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relations = relations.replace(
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{schema}" Target="footnotes.xml"/></Relationships>',
    )
    notes = f'<w:footnotes {SPACES}><w:footnote w:id="2"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote></w:footnotes>'  # noqa: E501
    changed = with_members(data, word__footnotes_xml=notes.encode())
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(changed)) as old, zipfile.ZipFile(out, "w") as archive:
        for name in old.namelist():
            new = {"[Content_Types].xml": kinds, "word/_rels/document.xml.rels": relations}
            archive.writestr(name, new.get(name) or old.read(name))
    assert open_bytes(out.getvalue(), "a.docx").text == "青松公园\n\n注\n"


# --- files that are broken or wicked ----------------------------------------------------------


@pytest.fixture
def saved(document: Any, docx_bytes: Callable[[Any], bytes]) -> bytes:
    document.add_paragraph("青松公园建成。")
    return docx_bytes(document)


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_truncated_file(saved: bytes, part: float) -> None:
    with pytest.raises(ReportError, match="不完整或已损坏"):
        open_bytes(saved[: int(len(saved) * part)], "a.docx")


def test_flipped_bytes_give_the_text_or_a_plain_line(
    saved: bytes, text_or_plain_line: Callable[[bytes, str], None]
) -> None:
    for at in range(0, len(saved), 997):
        text_or_plain_line(saved[:at] + bytes([saved[at] ^ 0x5A]) + saved[at + 1 :], "a.docx")


@pytest.mark.parametrize(
    "xml",
    [b"", b"<a/>", b"<a", b"\x00\x01", b"<w:document/>", b"<?xml version='1.0'?>" + b"<a>" * 5000],
)
def test_main_part_that_is_no_document(saved: bytes, xml: bytes) -> None:
    with pytest.raises(ReportError, match="不完整或已损坏"):
        open_bytes(with_members(saved, word__document_xml=xml), "a.docx")


def test_external_entities_are_refused(saved: bytes) -> None:
    xml = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    for data in (xml, xml.decode().encode("utf-16")):
        with pytest.raises(ReportError, match="外部实体"):
            open_bytes(with_members(saved, word__document_xml=data), "a.docx")


def test_bomb_is_refused_by_its_declared_size(saved: bytes) -> None:
    with pytest.raises(ReportError, match="普通大小"):
        open_bytes(with_members(saved, word__media__a_bin=b"\x00" * (64 << 20)), "a.docx")


def test_bomb_of_many_members_is_refused(saved: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, "MOST_MEMBERS", 20)
    many = {f"word__a{number}_xml": b"<a/>" for number in range(30)}
    with pytest.raises(ReportError, match="普通大小"):
        open_bytes(with_members(saved, **many), "a.docx")


def test_bomb_that_lies_about_its_size_is_refused(saved: bytes) -> None:
    content = b"\x07" * 123_457
    data = with_members(saved, word__media__a_bin=content)
    size, lie = len(content).to_bytes(4, "little"), (5).to_bytes(4, "little")
    with pytest.raises(ReportError, match="不完整或已损坏"):
        open_bytes(data.replace(size, lie), "a.docx")


def test_true_size_is_counted_while_unpacking(
    saved: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_package, "_check_sizes", lambda *_: None)
    monkeypatch.setattr(word_package, "MOST_BYTES", 1000)
    with pytest.raises(ReportError, match="解压出的内容更多"):
        open_bytes(saved, "a.docx")


def test_encrypted_member_is_a_password(saved: bytes) -> None:
    data = bytearray(saved)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    with pytest.raises(ReportError, match="设有密码"):
        open_bytes(bytes(data), "a.docx")


def test_file_without_text(document: Any, docx_bytes: Callable[[Any], bytes]) -> None:
    read = open_bytes(docx_bytes(document), "a.docx")
    assert (read.text, read.notes) == ("", ("报告是空的，没有文字",))
