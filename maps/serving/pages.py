"""
The documents of the service as pages: Chinese, with an English switch, and nothing from outside.

pygeoapi's own pages load styles and scripts from other hosts, which a closed network lacks.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from maps.serving.words import WORDS
from maps.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment
    from werkzeug import Request

    from layers.handoff.fields import Field
    from maps.serving.api import Answer
    from maps.serving.folder import ServedFolder

_SHOWN = ("label", "kind", "zone", "stage", "year", "method", "accuracy_m")
_SHOWN_ZONES = ("name", "name_en", "area_km2", "indicative", "note")


@cache
def _environment() -> Environment:
    """Return what fills the templates: all text is escaped, what cannot be seen written out."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    made = Environment(
        loader=FileSystemLoader(str(files("maps.serving") / "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_plain,
    )
    made.filters["segment"] = lambda text: quote(str(text), safe="")
    made.filters["path"] = lambda text: quote(str(text), safe="/")
    return made


def _plain(value: object) -> object:
    """Return text as it may be shown; what a template has made stays."""
    return plain_text(value) if type(value) is str else value


def page(
    answer: Answer, folder: ServedFolder, url: str, request: Request, *, english: bool
) -> tuple[str, str]:
    """
    Return a page and the policy that it is to be shown under.

    Parameters
    ----------
    answer
        What the page shows.
    folder
        What is served.
    url
        The address by which the reader reaches the service.
    request
        What was asked; the switches to English and JSON ask for the same.
    english
        Whether the page is to be English.
    """
    style = _style()
    words = {key: pair[english] for key, pair in WORDS.items()}
    name = folder.name_en if english and folder.name_en else folder.name
    text = (
        _environment()
        .get_template(f"{answer.kind}.html")
        .render(
            data=answer.document,
            folder=folder,
            name=name,
            url=url,
            words=words,
            english=english,
            style=style,
            lang="en" if english else "zh-CN",
            says=_Says(folder, words, english=english),
            here=_addresses(request, english=english),
            **_more(answer, folder, request, english=english),
        )
    )
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return text, policy


@cache
def _style() -> str:
    return (files("maps.serving") / "templates" / "page.css").read_text(encoding="utf-8")


def _addresses(request: Request, *, english: bool) -> Mapping[str, str]:
    """Return the query of the same request in the other language and as JSON."""
    kept = [(key, value) for key, value in request.args.items() if key not in ("lang", "f")]
    asked = "&".join(f"{quote(key, safe='')}={quote(value, safe=',')}" for key, value in kept)
    tail = f"&{asked}" if asked else ""
    other = "zh-CN" if english else "en-US"
    return {"other": f"?f=html&lang={other}{tail}", "json": f"?f=json{tail}"}


def _more(
    answer: Answer, folder: ServedFolder, request: Request, *, english: bool
) -> Mapping[str, Any]:
    """Return what a page needs beside its document."""
    lang = "en-US" if english else "zh-CN"
    found: dict[str, Any] = {"tail": f"f=html&lang={lang}"}
    if answer.kind in ("items", "item"):
        address = next(
            link["href"] for link in answer.document["links"] if link["rel"] == "collection"
        )
        sheet = address.rsplit("/", 1)[1]
        collection = next(item for item in folder.collections if item.name == sheet)
        shown = _SHOWN_ZONES if sheet == "zones" else _SHOWN
        found["collection"] = collection
        found["columns"] = [collection.by_name[key] for key in shown if key in collection.by_name]
        found["title"] = collection.title(english=english)
    if answer.kind == "items":
        links = {link["rel"]: link["href"] for link in answer.document["links"]}
        found |= {rel: f"{links[rel]}&f=html" if rel in links else "" for rel in ("prev", "next")}
        found["start"] = int(request.args.get("offset", "0"))
    return found


class _Says:
    """What a column's value is called: words of closed lists and zones by their names."""

    def __init__(self, folder: ServedFolder, words: Mapping[str, str], *, english: bool) -> None:
        rows = next(item.rows for item in folder.collections if item.name == "zones")
        places = [row["properties"] for row in rows]
        self._zones = {
            row.get("code"): (row.get("name_en") if english else "") or row.get("name")
            for row in places
        }
        self._words = words
        self._english = english

    def __call__(self, column: Field, value: object) -> object:
        if value is None:
            return ""
        if isinstance(value, bool):
            return self._words["yes" if value else "no"]
        if column.values is not None and value in column.values:
            return column.values[str(value)][self._english]
        return self._zones.get(value, value) if column.name in _ZONE_COLUMNS else value


_ZONE_COLUMNS = frozenset({"zone", "zone_spatial"})
