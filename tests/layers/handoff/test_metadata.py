"""Metadata for catalogues: every fact from the data, every file once, and in the order of ISO."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from layers.handoff import dictionary, schema, sources
from layers.handoff.metadata import metadata_parts
from layers.handoff.parts import Part
from seeds.contact import Contact

if TYPE_CHECKING:
    from layers.handoff.delivery import Delivery

Json = dict[str, Any]
NAMES = {
    "gmd": "http://www.isotc211.org/2005/gmd",
    "gco": "http://www.isotc211.org/2005/gco",
    "gml": "http://www.opengis.net/gml/3.2",
}
DATA = (
    Part("geojson/points.geojson", b"{}", "application/geo+json", "点", "points", {"points": 2},
         "EPSG:4326"),
    Part("gpkg/a_cgcs2000.gpkg", b"1", "application/geopackage+sqlite3", "全部", "all",
         {"points": 2, "lines": 1}, "EPSG:4549"),
    Part("jsonfg/points.json", b"22", "application/geo+json", "点", "points", {"points": 2},
         "EPSG:4490"),
)  # fmt: skip

ORDER = {
    "MD_Metadata": (
        "fileIdentifier language characterSet parentIdentifier hierarchyLevel hierarchyLevelName "
        "contact dateStamp metadataStandardName metadataStandardVersion dataSetURI locale "
        "spatialRepresentationInfo referenceSystemInfo metadataExtensionInfo identificationInfo "
        "contentInfo distributionInfo dataQualityInfo"
    ),
    "MD_DataIdentification": (
        "citation abstract purpose credit status pointOfContact resourceMaintenance "
        "graphicOverview resourceFormat descriptiveKeywords resourceSpecificUsage "
        "resourceConstraints aggregationInfo spatialRepresentationType spatialResolution language "
        "characterSet topicCategory environmentDescription extent supplementalInformation"
    ),
    "CI_Citation": "title alternateTitle date edition editionDate identifier",
    "CI_ResponsibleParty": "individualName organisationName positionName contactInfo role",
    "CI_Contact": "phone address onlineResource",
    "EX_Extent": "description geographicElement temporalElement",
    "EX_GeographicBoundingBox": (
        "extentTypeCode westBoundLongitude eastBoundLongitude southBoundLatitude northBoundLatitude"
    ),
    "MD_LegalConstraints": "useLimitation accessConstraints useConstraints otherConstraints",
    "DQ_DataQuality": "scope report lineage",
    "DQ_AbsoluteExternalPositionalAccuracy": "nameOfMeasure measureDescription result",
    "DQ_QuantitativeResult": "valueType valueUnit errorStatistic value",
    "LI_Lineage": "statement processStep source",
    "LI_Source": "description sourceCitation",
    "MD_Format": "name version",
}
"""Elements to their children in the order of ISO 19139."""

NEEDED = {
    "MD_Metadata": {"contact", "dateStamp", "identificationInfo"},
    "MD_DataIdentification": {"citation", "abstract", "language"},
    "CI_Citation": {"title", "date"},
    "CI_ResponsibleParty": {"role"},
    "DQ_DataQuality": {"scope"},
    "DQ_QuantitativeResult": {"valueUnit", "value"},
    "MD_Format": {"name", "version"},
}
"""Elements to the children that ISO 19139 asks for."""


def others(delivery: Delivery) -> list[Part]:
    written = [*schema.parts(delivery), *dictionary.parts(delivery), *sources.parts(delivery)]
    return [*DATA, *written]


def linked(delivery: Delivery) -> Json:
    (part, _) = metadata_parts(delivery, others(delivery))

    def refuse(word: str) -> None:
        raise AssertionError(word)

    found: Json = json.loads(part.content, parse_constant=refuse)
    return found


def record(delivery: Delivery) -> ET.Element:
    (_, part) = metadata_parts(delivery, others(delivery))
    return ET.fromstring(part.content)


def said(root: ET.Element, path: str) -> list[str]:
    return [(node.text or "").strip() for node in root.iterfind(path, NAMES)]


def test_the_dataset_says_what_where_when_and_whose(shipped_delivery: Delivery) -> None:
    found, edition = linked(shipped_delivery), shipped_delivery.edition
    assert found["@type"] == "dcat:Dataset"
    assert found["dct:title"] == [
        {"@value": f"{edition.name}功能区项目空间数据", "@language": "zh-CN"},
        {"@value": f"Projects by functional zone, {edition.name_en}", "@language": "en"},
    ]
    assert found["dcat:version"] == edition.version
    assert found["dct:issued"] == {"@value": edition.date, "@type": "xsd:date"}
    west, south, east, north = edition.bbox
    box = found["dct:spatial"]["dcat:bbox"]["@value"]
    assert box.startswith(f"POLYGON(({west} {south}, {east} {south}, {east} {north}")
    assert found["dct:spatial"]["dct:identifier"] == edition.code
    assert found["dct:temporal"]["dcat:startDate"] == {"@value": "2022", "@type": "xsd:gYear"}
    assert found["dct:temporal"]["dcat:endDate"] == {"@value": "2025", "@type": "xsd:gYear"}
    assert found["dct:license"][0]["@id"] == "https://opendatacommons.org/licenses/odbl/1-0/"
    assert [frame["dct:identifier"] for frame in found["dct:conformsTo"]] == [
        "EPSG:4326", "EPSG:4490", "EPSG:4549",
    ]  # fmt: skip
    drawn = sum(len(s.features) for s in shipped_delivery.sheets if s.name != "zones")
    assert f"已定位 {drawn} 处" in found["dct:description"][0]["@value"]
    assert f"未定位 {len(shipped_delivery.unlocated)} 处" in found["dct:description"][0]["@value"]
    lineage = found["dct:provenance"]["rdfs:label"][0]["@value"]
    for report in edition.reports:
        assert f"{report.report}《{report.title}》{report.date}" in lineage
    for table, date in edition.snapshots.items():
        assert f"{table} {date}" in lineage


def test_every_file_is_one_distribution_with_its_size_and_digest(town_delivery: Delivery) -> None:
    parts = others(town_delivery)
    found = linked(town_delivery)["dcat:distribution"]
    assert [entry["dct:identifier"] for entry in found] == [part.path for part in parts]
    assert len({entry["@id"] for entry in found}) == len(parts)
    for entry, part in zip(found, parts, strict=True):
        assert entry["dcat:byteSize"]["@value"] == str(len(part.content))
        digest = entry["spdx:checksum"]["spdx:checksumValue"]["@value"]
        assert digest == hashlib.sha256(part.content).hexdigest()
        assert entry["dcat:downloadURL"] == {"@id": f"../{part.path}"}
        assert entry["dcat:mediaType"]["@id"].endswith(part.media_type.partition(";")[0])
    assert found[0]["dct:conformsTo"] == [{"@id": "http://www.opengis.net/def/crs/EPSG/0/4326"}]
    assert "dct:conformsTo" not in found[-1]


def test_every_prefix_is_bound_in_the_file_itself(town_delivery: Delivery) -> None:
    found = linked(town_delivery)
    bound = found["@context"]
    assert all(isinstance(value, str) for value in bound.values())

    def prefixes(value: object) -> set[str]:
        if isinstance(value, list):
            return {name for item in value for name in prefixes(item)}
        if not isinstance(value, dict):
            return set()
        names = {key.partition(":")[0] for key in value if not key.startswith("@")}
        if "@type" in value:
            names.add(value["@type"].partition(":")[0])
        return names | {name for item in value.values() for name in prefixes(item)}

    del found["@context"]
    assert prefixes(found) == set(bound)


def test_nobody_is_made_up_as_contact_or_publisher(town_delivery: Delivery) -> None:
    found = linked(town_delivery)
    slot = "待填 / to be filled in by the publisher"
    assert found["dcat:contactPoint"] == {"@type": "vcard:Kind", "vcard:fn": slot}
    assert found["dct:publisher"]["foaf:name"] == slot
    organisation = ".//gmd:organisationName/gco:CharacterString"
    assert said(record(town_delivery), organisation) == ["待填", "待填"]


def test_the_contact_of_the_district_is_named(town_delivery: Delivery) -> None:
    contact = Contact("青溪区规划局", "数据组", "gis@example.org", "https://example.org/")
    edition = replace(town_delivery.edition, contact=contact)
    delivery = replace(town_delivery, edition=edition)
    found = linked(delivery)
    assert found["dcat:contactPoint"]["vcard:fn"] == "数据组"
    assert found["dcat:contactPoint"]["vcard:hasEmail"] == {"@id": "mailto:gis@example.org"}
    assert found["dct:publisher"]["foaf:name"] == "青溪区规划局"
    root = record(delivery)
    assert said(root, ".//gmd:electronicMailAddress/gco:CharacterString") == ["gis@example.org"] * 2
    assert said(root, ".//gmd:CI_OnlineResource//gmd:URL") == ["https://example.org/"] * 2


def test_the_record_says_the_same(shipped_delivery: Delivery) -> None:
    root, edition = record(shipped_delivery), shipped_delivery.edition
    assert root.tag == f"{{{NAMES['gmd']}}}MD_Metadata"
    text = "gco:CharacterString"
    title = "gmd:identificationInfo//gmd:citation/gmd:CI_Citation/gmd:title"
    assert said(root, f"{title}/{text}") == [f"{edition.name}功能区项目空间数据"]
    english = said(root, f"{title}//gmd:LocalisedCharacterString")
    assert english == [f"Projects by functional zone, {edition.name_en}"]
    box = root.find(".//gmd:EX_GeographicBoundingBox", NAMES)
    assert box is not None
    west, south, east, north = edition.bbox
    assert said(box, "*/gco:Decimal") == [str(value) for value in (west, east, south, north)]
    assert said(root, ".//gml:TimePeriod/*") == ["2022", "2025"]
    assert said(root, f".//gmd:edition/{text}") == [edition.version]
    codes = said(root, f"gmd:referenceSystemInfo//gmd:code/{text}")
    assert [code.rpartition("/")[2] for code in codes] == ["4326", "4490", "4549"]
    assert said(root, f".//gmd:MD_Format/gmd:name/{text}") == ["GeoJSON", "GeoPackage", "JSON-FG"]
    sources = root.findall(".//gmd:LI_Source", NAMES)
    assert len(sources) == len(edition.reports) + len(edition.snapshots)


def test_accuracy_is_counted_from_the_features(shipped_delivery: Delivery) -> None:
    radii = [
        f.properties["accuracy_m"]
        for sheet in shipped_delivery.sheets
        if sheet.name != "zones"
        for f in sheet.features
    ]
    within = [sum(int(r or 0) <= limit for r in radii) for limit in (100, 500, 1500)]
    root = record(shipped_delivery)
    values = said(root, ".//gmd:DQ_AbsoluteExternalPositionalAccuracy//gco:Record")
    assert values == [str(count) for count in within]
    assert said(root, ".//gmd:DQ_CompletenessOmission//gco:Record") == [
        str(len(shipped_delivery.unlocated))
    ]
    steps = said(root, ".//gmd:LI_ProcessStep/gmd:description/gco:CharacterString")
    assert sum(int(step.rpartition("，")[2].split()[0]) for step in steps) == len(radii)


@pytest.mark.parametrize("name", ORDER)
def test_children_stand_in_the_order_of_iso_19139(name: str, shipped_delivery: Delivery) -> None:
    contact = Contact("局", "人", "gis@example.org", "https://example.org/")
    edition = replace(shipped_delivery.edition, contact=contact)
    found = record(replace(shipped_delivery, edition=edition)).iter(f"{{{NAMES['gmd']}}}{name}")
    order, seen = ORDER[name].split(), 0
    for element in found:
        children = [child.tag.rpartition("}")[2] for child in element]
        assert children == sorted(children, key=order.index)
        assert NEEDED.get(name, set()) <= set(children)
        seen += 1
    assert seen


def test_without_dates_there_is_no_period(town_delivery: Delivery) -> None:
    reports = tuple(replace(report, date="") for report in town_delivery.edition.reports)
    delivery = replace(town_delivery, edition=replace(town_delivery.edition, reports=reports))
    assert "dct:temporal" not in linked(delivery)
    root = record(delivery)
    assert root.find(".//gmd:temporalElement", NAMES) is None
    dates = root.findall(".//gmd:LI_Source//gmd:CI_Date/gmd:date", NAMES)
    assert dates[0].attrib == {f"{{{NAMES['gco']}}}nilReason": "unknown"}


def test_hostile_names_stay_text(town_delivery: Delivery, hostile_delivery: Delivery) -> None:
    usual = {node.tag for node in record(town_delivery).iter()}
    more = {node.tag for node in record(hostile_delivery).iter()} - usual
    assert {tag.rpartition("}")[2] for tag in more} == {
        "individualName", "contactInfo", "CI_Contact", "address", "CI_Address",
        "electronicMailAddress", "onlineResource", "CI_OnlineResource", "linkage", "URL",
    }  # fmt: skip
    words = said(record(hostile_delivery), ".//gmd:individualName/gco:CharacterString")
    assert words[0].startswith("]]><gmd:x a=\"1\" b='2'>&amp;</script>")
    title = linked(hostile_delivery)["dct:title"][0]["@value"]
    assert "\n" not in title
    assert "]]><gmd:x" in title


def test_the_same_delivery_gives_the_same_metadata(town_delivery: Delivery) -> None:
    parts = others(town_delivery)
    assert metadata_parts(town_delivery, parts) == metadata_parts(town_delivery, parts)
