"""
The data dictionary as a page: both languages in one file, readable without a script.

It says what `layers.handoff.dictionary` says, so that people and machines read the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from layers.geojson import ATTRIBUTION
from layers.handoff.dictionary import dictionary
from layers.handoff.parts import Part
from maps import assets
from maps.dictionary_strings import word
from maps.text import page_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from layers.handoff.delivery import Delivery

Json = dict[str, Any]

TEMPLATE = "dictionary.html"
SCRIPTS = ("dictionary.js",)
STYLES = ("common.css", "dictionary.css")
TAGS = ("zh-CN", "en")
_KEYS = ("zh", "en")
_SAME_LIST = {"zone_spatial": "zone", "zone_reported": "zone", "id": "zone", "code": "zone"}
_SLOT = re.compile(r"@@(\w+)@@")


def dictionary_parts(delivery: Delivery) -> list[Part]:
    """Return `dictionary.html`."""
    page = dictionary_page(dictionary(delivery)).encode()
    zh, en = "数据字典（网页，中英文）", "Data dictionary (page, Chinese and English)"
    return [Part("dictionary.html", page, "text/html; charset=utf-8", zh, en)]


def dictionary_page(content: Mapping[str, Any]) -> str:
    """
    Return the page; the same content gives the same bytes.

    Parameters
    ----------
    content
        What `layers.handoff.dictionary.dictionary` returns.
    """
    script, style = assets.static_all(SCRIPTS), assets.styles(STYLES)
    filled = {
        "title": page_text(word("page_title", 0, title=content["title"]["zh"])),
        "script_hash": assets.csp_hash(script),
        "style_hash": assets.csp_hash(style),
        "script": script,
        "style": style,
        "halves": "\n".join(_half(content, order) for order in range(len(TAGS))),
    }
    return _SLOT.sub(lambda slot: filled[slot[1]], assets.template(TEMPLATE))


def _half(content: Mapping[str, Any], order: int) -> str:
    """Return the page in one language."""
    key = _KEYS[order]
    title = page_text(word("page_title", order, title=content["title"][key]))
    sections = [
        _overview(content, order),
        *(_sheet(sheet, order) for sheet in content["sheets"]),
        _lists(content, order),
        _formats(content, order),
    ]
    switch = (
        f'<button type="button" class="language" lang="{TAGS[1 - order]}" '
        f'title="{_word("other_hint", order)}" hidden>{_word("other_language", order)}</button>'
    )
    top = f'<header class="top"><div><h1>{title}</h1><p>{_word("intro", order)}</p></div>{switch}'
    return "\n".join(
        [
            f'<article lang="{TAGS[order]}" data-language="{key}" data-title="{title}">',
            f"{top}</header>",
            _contents(content, order),
            *sections,
            f"<footer><p>{_word('end', order, attribution=ATTRIBUTION)}</p></footer>",
            "</article>",
        ]
    )


def _word(key: str, order: int, **fill: object) -> str:
    return page_text(word(key, order, **fill))


def _contents(content: Mapping[str, Any], order: int) -> str:
    key = _KEYS[order]
    entries = [("facts", word("facts", order))]
    entries += [(sheet["name"], sheet[key]) for sheet in content["sheets"]]
    entries += [("lists", word("lists", order)), ("formats", word("formats", order))]
    links = "".join(f'<li><a href="#{key}-{to}">{page_text(said)}</a></li>' for to, said in entries)
    return f'<nav aria-label="{_word("contents", order)}"><ul>{links}</ul></nav>'


def _section(name: str, heading: str, body: str, order: int) -> str:
    key = _KEYS[order]
    return (
        f'<section id="{key}-{name}" aria-labelledby="{key}-{name}-name">\n'
        f'<h2 id="{key}-{name}-name">{heading}</h2>\n{body}\n</section>'
    )


def _overview(content: Mapping[str, Any], order: int) -> str:
    key = _KEYS[order]
    district = content["district"]
    facts = [
        ("version", content["version"]),
        ("date", content["date"]),
        ("district", f"{district[key]} {district['code']}"),
        ("licence", "; ".join(content["licences"])),
        ("frame", content["crs"]["about"][key]),
        ("bounds", content["zones"][key]),
    ]
    rows = [f"<dt>{_word(name, order)}</dt><dd>{page_text(said)}</dd>" for name, said in facts]
    rules = "".join(f"<li>{page_text(said[key])}</li>" for said in content["conventions"].values())
    rows.append(f"<dt>{_word('conventions', order)}</dt><dd><ul>{rules}</ul></dd>")
    return _section("facts", _word("facts", order), f"<dl>{''.join(rows)}</dl>", order)


def _sheet(sheet: Json, order: int) -> str:
    key = _KEYS[order]
    shape = sheet["geometry_type"]
    geometry = f"{shape}, {sheet['crs']}" if shape else word("no_geometry", order)
    line = _word("sheet_line", order, row=sheet["row"][key], rows=sheet["rows"], geometry=geometry)
    heads = ("column", "short", "title", "type", "meaning")
    rows = [_column(column, order) for column in sheet["columns"]]
    heading = f"{page_text(sheet[key])} <code>{page_text(sheet['name'])}</code>"
    table = _table(heads, rows, order, sheet[key])
    return _section(sheet["name"], heading, f"<p>{line}</p>\n{table}", order)


def _column(column: Json, order: int) -> list[str]:
    """Return the cells of a column's row, as HTML."""
    key = _KEYS[order]
    null = word("nullable" if column["nullable"] else "filled", order)
    comma = "，" if order == 0 else ", "
    said = [page_text(column["about"][key])]
    if column["pattern"]:
        said.append(f"{_word('pattern', order)} <code>{page_text(column['pattern'])}</code>")
    if column["values"] is not None:
        name = _list_of(column)
        link = f'<a href="#{key}-list-{name}">{_word(f"list_{name}", order)}</a>'
        said.append(f"{_word('see_list', order)} {link}")
    return [
        f"<code>{page_text(column['name'])}</code>",
        f"<code>{page_text(column['short'])}</code>",
        page_text(column[key]),
        page_text(f"{word(column['type'], order)}{comma}{null}"),
        "<br>".join(said),
    ]


def _list_of(column: Json) -> str:
    """Return the list in which the words of a column stand with their codes."""
    name = str(column["name"])
    return _SAME_LIST.get(name, name.removesuffix("_zh"))


def _lists(content: Mapping[str, Any], order: int) -> str:
    """Return each list of values once, codes with their Chinese and English."""
    key = _KEYS[order]
    found: dict[str, list[Json]] = {}
    for sheet in content["sheets"]:
        for column in sheet["columns"]:
            if column["values"] is not None and column["name"] == _list_of(column):
                found.setdefault(column["name"], column["values"])
    body = []
    for name, values in found.items():
        rows = [
            [
                f"<code>{page_text(value['value'])}</code>",
                f'<span lang="zh-CN">{page_text(value["zh"])}</span>',
                f'<span lang="en">{page_text(value["en"])}</span>',
            ]
            for value in values
        ]
        title = word(f"list_{name}", order)
        table = _table(("code", "in_chinese", "in_english"), rows, order, title)
        body.append(
            f'<h3 id="{key}-list-{name}">{page_text(title)} <code>{name}</code></h3>{table}'
        )
    return _section("lists", _word("lists", order), "\n".join(body), order)


def _formats(content: Mapping[str, Any], order: int) -> str:
    rows = [
        [
            f"<code>{page_text(entry['name'])}</code>",
            _word(f"by_{entry['columns_by']}", order),
            page_text(entry["note"][_KEYS[order]]),
        ]
        for entry in content["formats"]
    ]
    heading = word("formats", order)
    table = _table(("format", "named_by", "note"), rows, order, heading)
    return _section("formats", page_text(heading), table, order)


def _table(heads: Iterable[str], rows: Iterable[list[str]], order: int, name: str) -> str:
    """Return a table; roles are written out, because on a phone its rows are shown as cards."""
    titles = [_word(head, order) for head in heads]
    head = "".join(f'<th scope="col" role="columnheader">{title}</th>' for title in titles)
    body = []
    for first, *rest in rows:
        cells = [f'<th scope="row" role="rowheader">{first}</th>']
        named = zip(titles[1:], rest, strict=True)
        cells += [
            f'<td role="cell" data-head="{title}"><div>{cell}</div></td>' for title, cell in named
        ]
        body.append(f'<tr role="row">{"".join(cells)}</tr>')
    return (
        f'<table class="of-{len(titles)}" role="table" aria-label="{page_text(name)}">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{chr(10).join(body)}\n</tbody></table>'
    )
