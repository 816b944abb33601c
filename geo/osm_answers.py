"""Overpass answers (JSON) as one OSM XML document, the form that the file reader takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from geo.osm_source import TYPE_ORDER, OsmError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Element = Mapping[str, Any]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def elements_of(answers: Iterable[Mapping[str, Any]]) -> list[Element]:
    """
    Return each element of the answers once, ordered by type and id.

    Raises
    ------
    OsmError
        If an answer has no list of elements with type and id.
    """
    found: dict[tuple[int, int], Element] = {}
    for answer in answers:
        for element in answer.get("elements", ()):
            try:
                key = (TYPE_ORDER.index(element["type"]), int(element["id"]))
            except (KeyError, TypeError, ValueError) as error:
                raise OsmError(f"Overpass 的元素应有 type 和 id，实际是 {element!r:.80}") from error
            found.setdefault(key, element)
    return [found[key] for key in sorted(found)]


def date_of(answers: Iterable[Mapping[str, Any]]) -> str:
    """Return the date of the oldest answer, "" if none tells."""
    heads = [answer.get("osm3s") for answer in answers]
    stamps = [str(head.get("timestamp_osm_base", "")) for head in heads if isinstance(head, dict)]
    return min((stamp[:10] for stamp in stamps if stamp), default="")


def to_xml(elements: Iterable[Element]) -> bytes:
    """
    Return an OSM XML document.

    Raises
    ------
    OsmError
        If a node has no position, or a member no reference.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6">']
    for element in elements:
        try:
            lines += _lines(element)
        except (KeyError, TypeError, ValueError) as error:
            name = f"{element.get('type')}/{element.get('id')}"
            raise OsmError(f"Overpass 的元素 {name} 不完整（缺 {error}）") from error
    return "\n".join([*lines, "</osm>", ""]).encode("utf-8")


def _lines(element: Element) -> Iterator[str]:
    """Yield the XML of one element."""
    kind, osm_id = element["type"], int(element["id"])
    place = ""
    if kind == "node":
        place = f' lat="{float(element["lat"]):.7f}" lon="{float(element["lon"]):.7f}"'
    yield f'<{kind} id="{osm_id}"{place}>'
    for ref in element.get("nodes", ()):
        yield f'<nd ref="{int(ref)}"/>'
    for member in element.get("members", ()):
        role = quoteattr(_plain(member.get("role", "")))
        yield f'<member type={quoteattr(member["type"])} ref="{int(member["ref"])}" role={role}/>'
    for key, value in element.get("tags", {}).items():
        yield f"<tag k={quoteattr(_plain(key))} v={quoteattr(_plain(value))}/>"
    yield f"</{kind}>"


def _plain(text: object) -> str:
    """Return text without characters that XML cannot hold."""
    return _NOT_XML.sub("", str(text))
