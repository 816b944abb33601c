"""Documents of pygeoapi without what is not here, and with what pygeoapi leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maps.serving.collection import Collection

GEOJSON, JSON = "application/geo+json", "application/json"
SCHEMA, OPENAPI = "application/schema+json", "application/vnd.oai.openapi+json;version=3.0"
_ABSENT = ("/processes", "/job-list", "/tiling-schemes")
_FORMATS = {JSON, GEOJSON, SCHEMA, OPENAPI, "text/html"}


def linked(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document without links to formats and services that are not here."""
    if "links" not in document:
        return document
    kept = [
        link
        for link in document["links"]
        if link.get("type") in _FORMATS or link.get("rel") not in ("alternate", "items")
    ]
    kept = [
        link
        for link in kept
        if not link["rel"].endswith(_ABSENT) and link.get("type") != "application/ld+json"
    ]
    return {**document, "links": kept}


def paged(document: dict[str, Any], offset: int) -> list[dict[str, Any]]:
    """Return the links of a page of features: to itself, and on to no empty page."""
    shown = len(document["features"])
    more = shown > 0 and offset + shown < document["numberMatched"]
    here = f"&offset={offset}" if offset else ""
    return [
        {**link, "href": link["href"] + here} if link["rel"] in ("self", "alternate") else link
        for link in document["links"]
        if link["rel"] != "next" or more
    ]


def explain(properties: dict[str, Any], collection: Collection, *, english: bool) -> None:
    """Give the columns their titles, meanings and closed lists."""
    for field in collection.fields:
        if field.name not in properties:
            continue
        said = properties[field.name]
        said["title"] = field.en if english else field.zh
        if about := field.about_en if english else field.about_zh:
            said["description"] = about
        if field.values is not None:
            said["enum"] = list(field.values)
