"""Metadata as a `dcat:Dataset` after DCAT-AP 3 and GeoDCAT-AP: JSON-LD that fetches nothing."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from layers.handoff.plain import one_line
from layers.handoff.sources import program_version
from layers.handoff.statements import (
    LICENCES,
    OSM_COPYRIGHT,
    TO_FILL,
    abstract,
    accuracy_said,
    attributions,
    format_of,
    frames,
    licences,
    lineage,
    period,
    title,
    urn,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.handoff.delivery import Delivery
    from layers.handoff.edition import Edition
    from layers.handoff.parts import Part
    from seeds.vocabulary import Label

Json = dict[str, Any]

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gsp": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes, written out, so that no context is fetched."""

_EU = "http://publications.europa.eu/resource/authority/"
_CRS = "http://www.opengis.net/def/crs/EPSG/0/"
_IANA = "https://www.iana.org/assignments/media-types/"
_DATE_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
_SPDX_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
_KEYWORDS = (
    ("功能区", "functional zone"),
    ("国土空间规划", "spatial planning"),
    ("建设项目", "development projects"),
    ("地名", "place names"),
)


def dataset(delivery: Delivery, parts: Sequence[Part]) -> Json:
    """Return the dataset with a distribution for each file; parameters as `metadata_parts`."""
    edition = delivery.edition
    found: Json = {
        "@context": CONTEXT,
        "@id": urn(edition),
        "@type": "dcat:Dataset",
        "dct:title": _both(title(edition)),
        "dct:description": _both(abstract(delivery)),
        "dct:identifier": f"{urn(edition)}:{edition.version}",
        "dcat:version": edition.version,
        "dct:issued": _date(edition.date),
        "dct:modified": _date(edition.date),
        "dct:language": [{"@id": f"{_EU}language/ZHO"}, {"@id": f"{_EU}language/ENG"}],
        "dct:type": {"@id": f"{_EU}dataset-type/GEOSPATIAL"},
        "dct:accrualPeriodicity": {"@id": f"{_EU}frequency/IRREG"},
        "dcat:theme": [{"@id": f"{_EU}data-theme/REGI"}, {"@id": f"{_EU}data-theme/GOVE"}],
        "dcat:keyword": [_text(word, tag) for pair in _KEYWORDS for word, tag in _tagged(*pair)],
        "dct:spatial": _place(edition),
        "dct:license": [_licence(name) for name in licences(edition)],
        "dct:rights": _statement("dct:RightsStatement", " · ".join(attributions(edition))),
        "dct:provenance": {
            "@type": "dct:ProvenanceStatement",
            "rdfs:label": _both(lineage(delivery)),
        },
        "dqv:hasQualityAnnotation": {
            "@type": "dqv:QualityAnnotation",
            "oa:motivatedBy": {"@id": "dqv:qualityAssessment"},
            "oa:hasBody": {"@type": "oa:TextualBody", "rdf:value": _both(accuracy_said(delivery))},
        },
        "dct:conformsTo": [_frame(code) for code in frames(parts) or ("4326",)],
        "dct:source": _sources(edition),
        "prov:wasGeneratedBy": {
            "@type": "prov:Activity",
            "prov:wasAssociatedWith": {
                "@type": "prov:SoftwareAgent",
                "foaf:name": f"zonemap {program_version()}",
            },
        },
        **_agents(edition),
        "dcat:distribution": [_distribution(edition, part) for part in parts],
    }
    if span := period(edition):
        starts, ends = map(_date, span)
        found["dct:temporal"] = {
            "@type": "dct:PeriodOfTime", "dcat:startDate": starts, "dcat:endDate": ends,
        }  # fmt: skip
    return found


def _text(value: str, tag: str) -> Json:
    return {"@value": one_line(value), "@language": tag}


def _tagged(zh: str, en: str) -> list[tuple[str, str]]:
    return [(zh, "zh-CN"), (en, "en")]


def _both(label: Label) -> list[Json]:
    return [_text(value, tag) for value, tag in _tagged(*label)]


def _date(written: str) -> Json:
    """Return a date with the type that its precision has."""
    return {"@value": written, "@type": _DATE_TYPES.get(len(written), "xsd:string")}


def _statement(kind: str, value: str) -> Json:
    return {"@type": kind, "rdfs:label": value}


def _place(edition: Edition) -> Json:
    west, south, east, north = edition.bbox
    ring = f"{west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}"
    return {
        "@type": "dct:Location",
        "skos:prefLabel": [
            _text(edition.name, "zh-CN"),
            _text(edition.name_en, "en"),
        ],
        "dct:identifier": one_line(edition.code),
        "dcat:bbox": {"@value": f"POLYGON(({ring}))", "@type": "gsp:wktLiteral"},
    }


def _licence(name: str) -> Json:
    """Return a licence by its address, or what the district writes of it."""
    kind = "dct:LicenseDocument"
    if name in LICENCES:
        return {"@id": LICENCES[name], "@type": kind, "dct:identifier": name}
    if _SPDX_ID.fullmatch(name):
        address = f"https://spdx.org/licenses/{quote(name)}"
        return {"@id": address, "@type": kind, "dct:identifier": name}
    return _statement(kind, name)


def _frame(code: str) -> Json:
    return {
        "@id": f"{_CRS}{code}",
        "@type": "dct:Standard",
        "dct:type": {"@id": "http://inspire.ec.europa.eu/glossary/SpatialReferenceSystem"},
        "dct:identifier": f"EPSG:{code}",
    }


def _sources(edition: Edition) -> list[Json]:
    """Return the reports and the extracts that the data rest on."""
    found: list[Json] = []
    for report in edition.reports:
        entry: Json = {
            "@type": "dcat:Resource",
            "dct:identifier": one_line(report.report),
            "dct:title": _text(report.title, "zh-CN"),
        }
        if report.date:
            entry["dct:issued"] = _date(report.date)
        found.append(entry)
    for table, date in edition.snapshots.items():
        entry = {
            "@type": "dcat:Resource",
            "dct:identifier": one_line(table),
            "dct:title": _text(f"OpenStreetMap: {table}", "en"),
            "dct:rights": {"@id": OSM_COPYRIGHT},
        }
        if date:
            entry["dct:issued"] = _date(date)
        found.append(entry)
    return found


def _agents(edition: Edition) -> Json:
    """Return contact and publisher; where the district names none, both say that they are to do."""
    given = edition.contact
    if given is None:
        fill = f"{TO_FILL.zh} / {TO_FILL.en}"
        return {
            "dcat:contactPoint": {"@type": "vcard:Kind", "vcard:fn": fill},
            "dct:publisher": {"@type": "foaf:Agent", "foaf:name": fill},
        }
    contact: Json = {
        "@type": "vcard:Organization",
        "vcard:fn": one_line(given.name or given.organisation),
        "vcard:organization-name": one_line(given.organisation),
    }
    if given.email:
        contact["vcard:hasEmail"] = {"@id": f"mailto:{quote(given.email, safe='@')}"}
    publisher: Json = {"@type": "foaf:Organization", "foaf:name": one_line(given.organisation)}
    if given.url:
        contact["vcard:hasURL"] = publisher["foaf:homepage"] = {"@id": one_line(given.url)}
    return {"dcat:contactPoint": contact, "dct:publisher": publisher}


def _distribution(edition: Edition, part: Part) -> Json:
    """Return one file; its address is relative to the metadata."""
    address = {"@id": f"../{quote(part.path)}"}
    media = part.media_type.partition(";")[0].strip()
    found: Json = {
        "@id": f"{urn(edition)}:{edition.version}:{quote(part.path)}",
        "@type": "dcat:Distribution",
        "dct:title": [_text(part.zh, "zh-CN"), _text(part.en, "en")],
        "dct:identifier": part.path,
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": f"{_IANA}{quote(media, safe='/+')}", "@type": "dct:MediaType"},
        "dct:format": _statement("dct:MediaTypeOrExtent", format_of(part.path)),
        "dcat:byteSize": {"@value": str(len(part.content)), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {
                "@value": hashlib.sha256(part.content).hexdigest(), "@type": "xsd:hexBinary",
            },
        },
        "dct:license": {"@id": LICENCES["ODbL-1.0"]},
    }  # fmt: skip
    if codes := frames([part]):
        found["dct:conformsTo"] = [{"@id": f"{_CRS}{code}"} for code in codes]
    return found
