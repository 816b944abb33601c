"""
pygeoapi for one address: its answers as documents, tidied to what this service offers.

pygeoapi serves much more than features; links to what is not here are taken out, and so is the
promise to change features.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from maps.serving.description import described
from maps.serving.params import ITEM, ITEMS, BadParameterError, checked
from maps.serving.settings import LANGUAGES, configuration, systems
from maps.serving.tidying import GEOJSON, JSON, OPENAPI, SCHEMA, explain, linked, paged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug import Request

    from maps.serving.collection import Collection
    from maps.serving.folder import ServedFolder

_NO_CHANGES = "ogcapi-features-4"


@dataclass(frozen=True)
class Answer:
    """
    What a request came to.

    Attributes
    ----------
    status
        Of HTTP.
    kind
        Which document it is, and which page shows it: `landing`, `items`, `error`, …
    media_type
        Of the document as JSON.
    document
        The document.
    headers
        Further headers, such as `Content-Crs`.
    """

    status: int
    kind: str
    media_type: str
    document: Mapping[str, Any]
    headers: Mapping[str, str]


class FeaturesApi:
    """
    The service as it is seen from one address.

    Parameters
    ----------
    folder
        What is served.
    url
        The address, no slash at the end.
    openapi
        The description made for another address, which takes long to make anew.
    """

    def __init__(
        self, folder: ServedFolder, url: str, openapi: Mapping[str, Any] | None = None
    ) -> None:
        from pygeoapi.api import API  # noqa: PLC0415 - heavy

        self.folder = folder
        self.url = url
        config = configuration(folder, url)
        self.openapi = described(config, openapi)
        self._api = API(config, self.openapi)
        self._systems = systems(folder)

    @cached_property
    def _collections(self) -> Mapping[str, Collection]:
        return {item.name: item for item in self.folder.collections}

    def ask(self, kind: str, request: Request, name: str = "", item: str = "") -> Answer:
        """
        Answer a request.

        Parameters
        ----------
        kind
            `landing`, `conformance`, `openapi`, `collections`, `collection`, `schema`,
            `queryables`, `items` or `item`.
        request
            With its parameters.
        name, item
            The collection, and the feature in it.
        """
        from pygeoapi.api import APIRequest  # noqa: PLC0415 - heavy

        english = wants_english(request)
        collection = self._collections.get(name)
        allowed = {"items": ITEMS, "item": ITEM}.get(kind, frozenset())
        try:
            args = checked(
                list(request.args.items(multi=True)),
                allowed,
                collection if kind == "items" else None,
                self._systems,
            )
        except BadParameterError as error:
            if collection is not None or not name:
                return refused(400, "InvalidParameterValue", str(error))
            args = {}
        asked = APIRequest(_documents(request, args, english=english), self._api.locales)
        headers, status, content = self._called(kind, asked, name, item)
        document = json.loads(content)
        if int(status) != 200:  # noqa: PLR2004
            code, told = document.get("code", ""), document.get("description", "")
            return refused(int(status), code, told)
        offset = int(args.get("offset", "0"))
        document = self._tidied(kind, document, collection, offset, english=english)
        kept = {key: headers[key] for key in ("Content-Crs",) if key in headers}
        return Answer(200, kind, _media_type(kind), document, kept)

    def _called(
        self,
        kind: str,
        asked: Any,  # noqa: ANN401 - pygeoapi's APIRequest
        name: str,
        item: str,
    ) -> tuple[dict[str, str], int, str]:
        import pygeoapi.api as core  # noqa: PLC0415
        from pygeoapi.api import itemtypes  # noqa: PLC0415

        if kind == "conformance":  # pygeoapi's own grows with every request
            classes = {*core.CONFORMANCE_CLASSES, *itemtypes.CONFORMANCE_CLASSES_FEATURES}
            kept = sorted(name for name in classes if _NO_CHANGES not in name)
            return {}, 200, json.dumps({"conformsTo": kept})
        call = {
            "landing": core.landing_page,
            "openapi": core.openapi_,
            "collections": core.describe_collections,
            "collection": core.describe_collections,
            "schema": core.get_collection_schema,
            "queryables": itemtypes.get_collection_queryables,
            "items": itemtypes.get_collection_items,
            "item": itemtypes.get_collection_item,
        }[kind]
        found: tuple[dict[str, str], int, str] = call(
            self._api, asked, *(part for part in (name, item) if part)
        )
        return found

    def _tidied(
        self,
        kind: str,
        document: dict[str, Any],
        collection: Collection | None,
        offset: int,
        *,
        english: bool,
    ) -> dict[str, Any]:
        """Return a document without links to what is not here, with what pygeoapi leaves out."""
        document = linked(document)
        if kind == "collections":
            document["collections"] = [linked(item) for item in document["collections"]]
            document["links"] = [
                {**link, "rel": "self" if link["type"] == JSON else "alternate"}
                for link in document["links"]
            ]
        if kind == "landing":
            document["links"] += self._beside(english=english)
        if kind == "items":
            document["links"] = paged(document, offset)
        if kind in ("schema", "queryables") and collection is not None:
            explain(document["properties"], collection, english=english)
        return document

    def _beside(self, *, english: bool) -> list[dict[str, str]]:
        """Return links to the map pages and the files."""
        titles = {
            "planner.html": ("规划用图", "Map for planners"),
            "embed.html": ("公众图", "Public map"),
            "index.html": ("把公众图放进网页", "Put the public map on a page"),
        }
        found = [("related", f"map/{page}", titles[page]) for page in self.folder.pages]
        found += [("related", "files/", ("下载", "Downloads"))]
        return [
            {
                "rel": rel,
                "type": "text/html",
                "title": title[english],
                "href": f"{self.url}/{path}",
            }
            for rel, path, title in found
        ]


def refused(status: int, code: str, told: str) -> Answer:
    """Return an answer that says why there is none."""
    document = {"code": code, "type": code, "description": told}
    return Answer(status, "error", JSON, document, {})


def _documents(request: Request, args: Mapping[str, str], *, english: bool) -> Request:
    """
    Return a request as pygeoapi is to see it: for a document, pages are made of the same.

    It stumbles over languages that do not exist, so it hears of its own two only.
    """
    asked = {name: value for name, value in args.items() if name != "f"}
    if "lang" in asked:
        asked["lang"] = LANGUAGES[english]
    return type(request)(
        {
            **request.environ,
            "QUERY_STRING": urlencode(asked),
            "HTTP_ACCEPT": JSON,
            "HTTP_ACCEPT_LANGUAGE": LANGUAGES[english],
        }
    )


def wants_english(request: Request) -> bool:
    """Tell whether a request asks for English: in its address, else as browsers do."""
    asked = request.args.get("lang", "")
    listed = [asked] if asked else [name for name, _ in request.accept_languages]
    primary = (name.lower()[:2] for name in listed)
    return next((name == "en" for name in primary if name in ("zh", "en")), False)


def _media_type(kind: str) -> str:
    return {
        "items": GEOJSON, "item": GEOJSON,
        "schema": SCHEMA, "queryables": SCHEMA, "openapi": OPENAPI,
    }.get(kind, JSON)  # fmt: skip
