"""
PDF files with a text layer: pages in reading order, without what repeats on each of them.

pypdfium2 gives the characters and their places; what is a line, a column, a paragraph or a table is
worked out here. A file whose pages are pictures is said to be one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.formats.blocks import write
from seeds.formats.decode import Decoded
from seeds.formats.failures import ReportError, blamed_on, component
from seeds.formats.pdf_furniture import Furniture
from seeds.formats.pdf_joins import join_torn_tables
from seeds.formats.pdf_lines import Line, lines_of
from seeds.formats.pdf_order import reading_order
from seeds.formats.pdf_page import Page, read_page
from seeds.formats.pdf_paragraphs import Sizes, blocks_of
from seeds.formats.pdf_tables import Table, take_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seeds.formats.pdf_page import Handle

_FEW = 20
"""So few characters on a page with a big picture are a stamp or a page number."""
_SCANNED, _GARBLED = 0.8, 0.3
_PASSWORD = 4
"""FPDF_ERR_PASSWORD"""
_MOST_LISTED = 10


def read_pdf(data: bytes, name: str) -> Decoded:
    """
    Return the text of a PDF by the convention of `blocks`.

    Raises
    ------
    ReportError
        If the optional package is absent, or the file is damaged, locked, a scan, or its fonts do
        not say which characters they show.
    """
    pdfium = component("pypdfium2", "pdf", name)
    raw = component("pypdfium2.raw", "pdf", name)
    with blamed_on(name, "pdf"):
        document = _opened(pdfium, data, name)
        try:
            pages = list(_pages(document, raw))
        finally:
            document.close()
        notes = _complaints(pages, name)
        return Decoded(_text(pages), "", notes)


def _opened(pdfium: Handle, data: bytes, name: str) -> Handle:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error):
            raise ReportError(
                "应为可以打开的 .pdf，实际设有密码；请去掉密码后再试", name=name
            ) from None
        raise


def _pages(document: Handle, raw: Handle) -> Iterator[Page]:
    for number in range(len(document)):
        page = document[number]
        try:
            yield read_page(raw, page)
        finally:
            page.close()


def _complaints(pages: Sequence[Page], name: str) -> tuple[str, ...]:
    """Return notes on pages that could not be read; refuse a file of which that is most."""
    scans = [n for n, page in enumerate(pages, 1) if page.has_big_image and _count(page) < _FEW]
    if scans and len(scans) >= _SCANNED * sum(bool(p.glyphs) or p.has_big_image for p in pages):
        raise ReportError(
            "这是扫描件，没有文字层（每页是图片），无法读取；请先做文字识别（OCR）", name=name
        )
    characters = sum(map(_count, pages))
    garbled = sum(page.unreadable for page in pages)
    if garbled > _GARBLED * characters:
        raise ReportError(
            "文字无法还原（字体没有说明各字形是什么字）；请换一份 PDF 或先做文字识别（OCR）",
            name=name,
        )
    if not scans:
        return ()
    listed = "、".join(map(str, scans[:_MOST_LISTED])) + ("等" if len(scans) > _MOST_LISTED else "")
    return (f"第 {listed} 页是图片，没有文字层，未读取",)


def _count(page: Page) -> int:
    return len(page.glyphs)


def _text(pages: Sequence[Page]) -> str:
    found: list[tuple[list[Table], list[Line], Page]] = []
    for page in pages:
        tables, rest = take_tables(page)
        found.append((tables, lines_of(rest), page))
    furniture = Furniture([(lines, page.low, page.high) for _, lines, page in found])
    kept = [
        (tables, furniture.without(lines, page.low, page.high)) for tables, lines, page in found
    ]
    sizes = Sizes([line for _, lines in kept for line in lines])
    blocks = (
        block
        for tables, lines in kept
        for column in reading_order([*tables, *lines])
        for block in blocks_of(column, sizes)
    )
    return write(join_torn_tables(blocks))
