"""Metadata after ISO 19115, written as ISO 19139 XML: Chinese, with English beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.handoff.iso_xml import (
    ENGLISH,
    NAMESPACES,
    both,
    code,
    dated,
    leaf,
    missing,
    node,
    plain,
    written,
)
from layers.handoff.metadata_quality import quality
from layers.handoff.statements import (
    FRAME,
    LICENCES,
    NO_SURVEY,
    TO_FILL,
    abstract,
    attributions,
    bounds_said,
    format_of,
    frames,
    licences,
    period,
    title,
    urn,
)
from seeds.vocabulary import Label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from layers.handoff.delivery import Delivery
    from layers.handoff.edition import Edition
    from layers.handoff.parts import Part

_KEYWORDS = (
    Label("功能区", "functional zone"),
    Label("国土空间规划", "spatial planning"),
    Label("建设项目", "development projects"),
)
_TOPICS = ("planningCadastre", "structure", "location")
_FRAMES = {
    "3857": "WGS 84 / Pseudo-Mercator",
    "4326": "WGS 84",
    "4490": "CGCS2000",
    "4549": "CGCS2000 / 3-degree Gauss-Kruger CM 120E",
}


def record(delivery: Delivery, parts: Sequence[Part]) -> bytes:
    """Return the XML document; parameters as `metadata_parts`."""
    edition = delivery.edition
    locale = node(
        "PT_Locale",
        code("languageCode", "LanguageCode", "eng"),
        code("characterEncoding", "MD_CharacterSetCode", "utf8"),
        id=ENGLISH,
    )
    root = node(
        "MD_Metadata",
        plain("fileIdentifier", f"{urn(edition)}:{edition.version}"),
        code("language", "LanguageCode", "chi"),
        code("characterSet", "MD_CharacterSetCode", "utf8"),
        code("hierarchyLevel", "MD_ScopeCode", "dataset"),
        _party("contact", edition, "pointOfContact"),
        node("dateStamp", leaf("gco:Date", edition.date)),
        plain("metadataStandardName", "ISO 19115:2003/19139"),
        plain("metadataStandardVersion", "1.0"),
        node("locale", locale),
        *(_frame(epsg) for epsg in frames(parts) or ("4326",)),
        node("identificationInfo", _identification(delivery)),
        node("distributionInfo", _distribution(parts)),
        node("dataQualityInfo", quality(delivery)),
    )
    root.attrib.update(NAMESPACES)
    return written(root)


def _party(tag: str, edition: Edition, role: str) -> Element:
    """Return who answers for the data, or a slot that says that it is to be filled in."""
    given = edition.contact
    found = []
    if given is not None and given.name:
        found.append(plain("individualName", given.name))
    if given is None:
        found.append(both("organisationName", TO_FILL))
    else:
        found.append(plain("organisationName", given.organisation))
    info = []
    if given is not None and given.email:
        mail = plain("electronicMailAddress", given.email)
        info.append(node("address", node("CI_Address", mail)))
    if given is not None and given.url:
        address = node("linkage", leaf("URL", given.url))
        info.append(node("onlineResource", node("CI_OnlineResource", address)))
    if info:
        found.append(node("contactInfo", node("CI_Contact", *info)))
    found.append(code("role", "CI_RoleCode", role))
    return node(tag, node("CI_ResponsibleParty", *found))


def _frame(epsg: str) -> Element:
    named = f"http://www.opengis.net/def/crs/EPSG/0/{epsg}"
    identifier = node(
        "RS_Identifier",
        plain("code", named),
        plain("codeSpace", f"EPSG: {_FRAMES[epsg]}" if epsg in _FRAMES else "EPSG"),
    )
    system = node("MD_ReferenceSystem", node("referenceSystemIdentifier", identifier))
    return node("referenceSystemInfo", system)


def _identification(delivery: Delivery) -> Element:
    edition = delivery.edition
    citation = node(
        "CI_Citation",
        both("title", title(edition)),
        dated(edition.date, "publication"),
        plain("edition", edition.version),
        node("editionDate", leaf("gco:Date", edition.date)),
        node("identifier", node("MD_Identifier", plain("code", urn(edition)))),
    )
    upkeep = code("maintenanceAndUpdateFrequency", "MD_MaintenanceFrequencyCode", "irregular")
    return node(
        "MD_DataIdentification",
        node("citation", citation),
        both("abstract", abstract(delivery)),
        *(plain("credit", text) for text in attributions(edition)),
        code("status", "MD_ProgressCode", "onGoing"),
        _party("pointOfContact", edition, "publisher"),
        node("resourceMaintenance", node("MD_MaintenanceInformation", upkeep)),
        _keywords(edition),
        _constraints(delivery),
        code("spatialRepresentationType", "MD_SpatialRepresentationTypeCode", "vector"),
        code("language", "LanguageCode", "chi"),
        code("language", "LanguageCode", "eng"),
        code("characterSet", "MD_CharacterSetCode", "utf8"),
        *(node("topicCategory", leaf("MD_TopicCategoryCode", topic)) for topic in _TOPICS),
        node("extent", _extent(edition)),
        both("supplementalInformation", FRAME),
    )


def _keywords(edition: Edition) -> Element:
    words = [both("keyword", label) for label in _KEYWORDS]
    words.append(both("keyword", Label(edition.name, edition.name_en)))
    kind = code("type", "MD_KeywordTypeCode", "theme")
    return node("descriptiveKeywords", node("MD_Keywords", *words, kind))


def _constraints(delivery: Delivery) -> Element:
    """Return what the data are not good for, and on what terms they may be used."""
    names = licences(delivery.edition)
    terms = [plain("otherConstraints", f"{name} {LICENCES.get(name, '')}") for name in names]
    approval = delivery.edition.approval
    number = Label(
        f"审图号：{approval or TO_FILL.zh}", f"Map approval number: {approval or TO_FILL.en}"
    )
    legal = node(
        "MD_LegalConstraints",
        both("useLimitation", bounds_said(delivery)),
        both("useLimitation", NO_SURVEY),
        code("accessConstraints", "MD_RestrictionCode", "otherRestrictions"),
        code("useConstraints", "MD_RestrictionCode", "license"),
        code("useConstraints", "MD_RestrictionCode", "otherRestrictions"),
        *terms,
        both("otherConstraints", number),
    )
    return node("resourceConstraints", legal)


def _extent(edition: Edition) -> Element:
    west, south, east, north = (repr(value) for value in edition.bbox)
    box = node(
        "EX_GeographicBoundingBox",
        node("westBoundLongitude", leaf("gco:Decimal", west)),
        node("eastBoundLongitude", leaf("gco:Decimal", east)),
        node("southBoundLatitude", leaf("gco:Decimal", south)),
        node("northBoundLatitude", leaf("gco:Decimal", north)),
    )
    place = node("MD_Identifier", plain("code", edition.code))
    named = node("EX_GeographicDescription", node("geographicIdentifier", place))
    found = [
        both("description", Label(edition.name, edition.name_en)),
        node("geographicElement", box),
        node("geographicElement", named),
    ]
    if span := period(edition):
        times = node(
            "gml:TimePeriod",
            leaf("gml:beginPosition", span[0]),
            leaf("gml:endPosition", span[1]),
            **{"gml:id": "reports"},
        )
        found.append(node("temporalElement", node("EX_TemporalExtent", node("extent", times))))
    return node("EX_Extent", *found)


def _distribution(parts: Sequence[Part]) -> Element:
    """Return the formats of the data; those of documents are left out."""
    names = dict.fromkeys(format_of(part.path) for part in parts if part.counts)
    formats = [
        node("distributionFormat", node("MD_Format", plain("name", name), missing("version")))
        for name in names
    ]
    return node("MD_Distribution", *formats)
