"""The body of a Word file, element by element."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from seeds.formats.blocks import Block, Cell, one_line, table_blocks
from seeds.formats.word_styles import W, value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from seeds.formats.word_styles import Element, Styles

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_ALTERNATES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_BOX = f"{W}txbxContent"
_GONE = frozenset(
    W + tag for tag in ("del", "moveFrom", "rPr", "pPr", "rt", "instrText", "delText")
)
_WRAPPERS = frozenset(W + tag for tag in ("ins", "moveTo", "customXml", "smartTag", "sdtContent"))
_SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_NOTE_MARKS = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_LONGEST_HEADING = 150


@dataclass(slots=True)
class _Aside:
    """What hangs on a paragraph: text boxes in it and notes to it."""

    boxes: list[Element] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)


class Body:
    """
    Turns elements into blocks.

    Parameters
    ----------
    styles
        The styles of the file.
    notes
        The elements of its footnotes and endnotes, by kind and id.
    """

    def __init__(self, styles: Styles, notes: Mapping[str, Mapping[str, Element]]) -> None:
        self._styles = styles
        self._notes = notes
        self._shift: int | None = None

    def blocks(self, container: Element) -> list[Block]:
        """Return the blocks of a body, table cell, text box or note, in the order of the text."""
        if self._shift is None:
            paragraphs = container.iter(f"{W}p")
            self._shift = int(any(self._styles.is_title(paragraph) for paragraph in paragraphs))
        return list(self._blocks(container))

    def _blocks(self, container: Element) -> Iterator[Block]:
        for element in container:
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from table_blocks(list(self._rows(element)))
            elif element.tag == f"{W}sdt":
                content = element.find(f"{W}sdtContent")
                if content is not None and not _is_contents(element):
                    yield from self._blocks(content)
            elif element.tag in _WRAPPERS:
                yield from self._blocks(element)

    # --- paragraphs ---------------------------------------------------------------------------

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        if self._styles.is_contents(paragraph):
            return
        aside = _Aside()
        lines = "".join(_texts(paragraph, aside)).split("\n")
        texts = [text for text in map(one_line, lines) if text]
        yield from self._typed(paragraph, texts)
        for box in aside.boxes:
            yield from self._blocks(box)
        for mark in aside.notes:
            kept = self._notes.get(_NOTE_MARKS[mark.tag], {}).get(mark.get(f"{W}id"))
            if kept is not None:
                yield from self._blocks(kept)

    def _typed(self, paragraph: Element, texts: list[str]) -> Iterator[Block]:
        level = self._styles.level(paragraph)
        whole = "".join(texts)
        if level and whole and len(whole) <= _LONGEST_HEADING:
            shift = 0 if self._styles.is_title(paragraph) else self._shift or 0
            yield Block("heading", whole, level=level + shift)
            return
        kind: Literal["item", "paragraph"] = (
            "item" if not level and self._styles.is_item(paragraph) else "paragraph"
        )
        for text in texts:
            yield Block(kind, text)

    # --- tables -------------------------------------------------------------------------------

    def _rows(self, table: Element) -> Iterator[list[Cell]]:
        for row in _inside(table, f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is None:
                yield list(self._cells(row))

    def _cells(self, row: Element) -> Iterator[Cell]:
        for _ in range(_number(value(row, "trPr/gridBefore"), 0)):
            yield Cell()
        for cell in _inside(row, f"{W}tc"):
            across = _number(value(cell, "tcPr/gridSpan"), 1)
            merged = value(cell, "tcPr/vMerge")
            to_left = value(cell, "tcPr/hMerge")
            covered = merged in {"", "continue"} or to_left in {"", "continue"}
            yield Cell([] if covered else self.blocks(cell), across)


def _number(text: str | None, default: int) -> int:
    return min(int(text), 1000) if text is not None and text.isdigit() else default


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """Return the children with a tag, also those wrapped in content controls or insertions."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag == f"{W}sdt" or element.tag in _WRAPPERS:
            yield from _inside(element, tag)


def _is_contents(control: Element) -> bool:
    """Tell whether a content control holds the table of contents."""
    gallery = value(control, "sdtPr/docPartObj/docPartGallery") or ""
    return gallery.lower() == "table of contents"


def _texts(element: Element, aside: _Aside) -> Iterator[str]:
    """Return the text inside of an element; boxes and notes are laid aside."""
    for child in element:
        if child.tag in {f"{W}t", _MATH_TEXT}:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield "" if child.get(f"{W}type") == "page" else _SIGNS[child.tag]
        elif child.tag in _NOTE_MARKS:
            aside.notes.append(child)
        elif child.tag == _BOX:
            aside.boxes.append(child)
        elif child.tag == _ALTERNATES:
            yield from _texts(child[0], aside) if len(child) else ()
        elif child.tag not in _GONE:
            yield from _texts(child, aside)
