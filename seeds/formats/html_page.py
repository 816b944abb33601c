"""
Saved web pages: what the report says, without what the site puts around it.

lxml reads the page as a stream of events and no tree is built, so that depth costs nothing, time
is linear, scripts are only skipped over and nothing is ever fetched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeds.formats.blocks import Block, one_line, write
from seeds.formats.boilerplate import is_site_phrase
from seeds.formats.decode import Decoded, codec, decode, strictly
from seeds.formats.failures import ReportError, blamed_on, component
from seeds.formats.html_events import PageEvents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seeds.formats.html_events import Piece

_CHARSET = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_HEAD = 8192
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ENOUGH, _SHARE = 400, 0.25
"""A known container holds the report if it has so many characters, or such a share of them."""
_LINKED, _RUN, _SHORT = 0.8, 3, 60
_TITLE_CUT = re.compile(r"\s*[_|｜–—]\s*|\s+-\s+|-(?=[^-]*(?:政府|网|门户))")


def read_html(data: bytes, name: str, *, encoding: str | None = None) -> Decoded:
    """
    Return the text of a web page by the convention of `blocks`.

    Raises
    ------
    ReportError
        If the optional package is absent or the page cannot be decoded.
    """
    etree = component("lxml.etree", "html", name)
    page = _decoded(data, name, encoding)
    events = PageEvents()
    with blamed_on(name, "html"):
        parser = etree.HTMLParser(target=events, encoding="utf-8", huge_tree=True)
        etree.fromstring(page.text.encode("utf-8", "replace") or b" ", parser)
    text = write(_report(events))
    return Decoded(text, page.encoding, page.notes)


def _decoded(data: bytes, name: str, encoding: str | None) -> Decoded:
    """Return the source, read as told, as marked, as the page declares, or as found out."""
    if encoding is not None or data.startswith(_MARKS):
        return decode(data, name, encoding=encoding)
    declared = _CHARSET.search(data[:_HEAD])
    if declared is None:
        return decode(data, name)
    try:
        plain = codec(declared.group(1).decode("ascii"), name)
    except ReportError:
        return decode(data, name)
    if not plain.startswith("utf-16") and (text := strictly(data, plain)) is not None:
        return Decoded(text, plain)
    found = decode(data, name)
    note = f"网页声明的编码是 {declared.group(1).decode('ascii')}，与内容不符"
    return Decoded(found.text, found.encoding, (note, *found.notes))


def _report(events: PageEvents) -> list[Block]:
    pieces = _without_site(events.pieces)
    blocks = [piece.block for piece in pieces]
    return _titled(blocks, events)


def _without_site(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of the report: those in its known container, else all but the site's."""
    seen = [piece for piece in pieces if not piece.hard]
    clear = [piece for piece in seen if not piece.around]
    if sum(map(_size, clear)) < _SHARE * sum(map(_size, seen)):
        clear = seen  # the words in `class` were misleading
    known = [piece for piece in clear if piece.known]
    length = sum(map(_size, known))
    if length >= _ENOUGH or length > _SHARE * sum(map(_size, clear)):
        before = clear[: clear.index(known[0])]
        clear = [*(piece for piece in before if piece.block.level == 1), *known]
    else:
        clear = _without_link_lists(clear)
    return [piece for piece in clear if not is_site_phrase(piece.block.text)]


def _size(piece: Piece) -> int:
    return piece.size


def _without_link_lists(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without runs of short ones that are links only, such as menus."""
    kept: list[Piece] = []
    run: list[Piece] = []
    for piece in pieces:
        if piece.size <= _SHORT and piece.linked >= _LINKED * max(1, piece.size):
            run.append(piece)
            continue
        kept.extend(run if len(run) < _RUN else ())
        run = []
        kept.append(piece)
    return [*kept, *(run if len(run) < _RUN else ())]


def _titled(blocks: list[Block], events: PageEvents) -> list[Block]:
    """Put the title of the page on top if the text does not begin with a heading of its own."""
    title = one_line(events.article_title or "") or _TITLE_CUT.split(one_line(events.title))[0]
    if not title or not blocks or any(b.kind == "heading" and b.level == 1 for b in blocks):
        return blocks
    for block in blocks[:8]:
        if block.kind != "table" and block.text.replace(" ", "") == title.replace(" ", ""):
            block.kind, block.level = "heading", 1
            return blocks
    return [Block("heading", title, level=1), *blocks]
