"""Building blocks of ISO 19139 XML: elements, texts in two languages, codes, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from layers.handoff.plain import one_line

if TYPE_CHECKING:
    from seeds.vocabulary import Label

NAMESPACES = {
    "xmlns:gmd": "http://www.isotc211.org/2005/gmd",
    "xmlns:gco": "http://www.isotc211.org/2005/gco",
    "xmlns:gml": "http://www.opengis.net/gml/3.2",
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
ENGLISH = "en"
"""Id of the second language, to which texts in English point."""

_CODES = (
    "http://standards.iso.org/ittf/PubliclyAvailableStandards/ISO_19139_Schemas/resources/codelist/"
    "gmxCodelists.xml#"
)
_FREE_TEXT = {"xsi:type": "gmd:PT_FreeText_PropertyType"}


def node(tag: str, *children: ET.Element, **attributes: str) -> ET.Element:
    """Return an element of `gmd`, or of the namespace that its prefix names."""
    made = ET.Element(tag if ":" in tag else f"gmd:{tag}", attributes)
    made.extend(children)
    return made


def leaf(tag: str, text: object, **attributes: str) -> ET.Element:
    """Return an element that holds nothing but text."""
    made = node(tag, **attributes)
    made.text = one_line(text)
    return made


def plain(tag: str, text: object) -> ET.Element:
    """Return a property that is a character string."""
    return node(tag, leaf("gco:CharacterString", text))


def both(tag: str, label: Label) -> ET.Element:
    """Return a property in Chinese, with its English beside it."""
    english = leaf("LocalisedCharacterString", label.en, locale=f"#{ENGLISH}")
    found = plain(tag, label.zh)
    found.attrib.update(_FREE_TEXT)
    found.append(node("PT_FreeText", node("textGroup", english)))
    return found


def code(tag: str, kind: str, value: str) -> ET.Element:
    """Return a property whose value stands in a code list of ISO."""
    return node(tag, leaf(kind, value, codeList=f"{_CODES}{kind}", codeListValue=value))


def missing(tag: str, why: str = "unknown") -> ET.Element:
    """Return a property that has no value, and why."""
    return node(tag, **{"gco:nilReason": why})


def dated(written: str, kind: str) -> ET.Element:
    """Return a `date` property: a date of any precision and what happened on it."""
    day = node("date", leaf("gco:Date", written)) if written else missing("date")
    return node("date", node("CI_Date", day, code("dateType", "CI_DateTypeCode", kind)))


def written(root: ET.Element) -> bytes:
    """Return the document: UTF-8, indented, with a line feed at its end."""
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
