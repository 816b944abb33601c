"""
Word files: headings, paragraphs, lists and tables in the order of the text.

python-docx opens the package; the body is walked here, because its `text` leaves out tracked
insertions, content controls and smart tags, and the tables of bureaus are full of them.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from seeds.formats.blocks import Block, write
from seeds.formats.decode import Decoded
from seeds.formats.failures import blamed_on, component
from seeds.formats.headings import pattern_level
from seeds.formats.word_body import Body
from seeds.formats.word_package import check_package
from seeds.formats.word_styles import Styles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seeds.formats.word_styles import Element

_NOTES = re.compile(r"/(footnotes|endnotes)$")


def read_docx(data: bytes, name: str) -> Decoded:
    """
    Return the text of a Word file by the convention of `blocks`.

    Raises
    ------
    ReportError
        If the optional package is absent, or the file is damaged, locked or unsafe.
    """
    docx = component("docx", "docx", name)
    with blamed_on(name, "docx"):
        check_package(data, name)
        document = docx.Document(io.BytesIO(data))
        body = Body(Styles(document.styles.element), _notes(document))
        blocks = body.blocks(document.element.body)
    return Decoded(write(_with_headings(blocks)), "")


def _notes(document: Element) -> dict[str, dict[str, Element]]:
    """Return the elements of the footnotes and endnotes, by kind and id."""
    etree = component("lxml.etree", "docx", "docx")
    found: dict[str, dict[str, Element]] = {}
    for relation in document.part.rels.values():
        kind = _NOTES.search(relation.reltype)
        if kind is None or relation.is_external:
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(relation.target_part.blob, parser)
        notes = {note.get(f"{root.tag.partition('}')[0]}}}id"): note for note in root}
        found[kind.group(1)] = notes
    return found


def _with_headings(blocks: Sequence[Block]) -> Sequence[Block]:
    """Tell headings by their wording where the author used no heading styles."""
    if any(block.kind == "heading" and block.level > 1 for block in blocks):
        return blocks
    for block in blocks:
        if block.kind in {"paragraph", "item"} and (level := pattern_level(block.text)):
            block.kind, block.level = "heading", level
    return blocks
