"""
The review page: a report with every mention marked in place, in one file that asks for nothing.

The text is written here, through `page_text` only; what the cards and the list say travels in one
JSON island and reaches the page through `textContent`. A Content-Security-Policy with the hashes of
this page's own script and style keeps everything else from running.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from maps import assets
from maps.review_body import body
from maps.review_looks import family, placeable_class, style_rules
from maps.review_marks import bare_note, stretches
from maps.review_strings import REVIEW_STRINGS, review_tables, words
from maps.review_text import Writer
from maps.styles import KIND_SIGNS
from maps.text import island_json, page_text, plain_text
from seeds.reading.found import COLUMNS
from seeds.reading.units import units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seeds.document import Document
    from seeds.reading.found import Found
    from seeds.reading.units import Unit

SCRIPTS = ("review.js", "review_card.js", "review_panel.js", "review_walk.js")
"""Our own scripts, in the order in which they need each other."""

LARGE = 2_000_000
"""A report of more characters is shown only where it has marks."""

_SLOT = re.compile(r"@@(\w+)(?::(\w+))?@@")


def review_page(document: Document, found: Sequence[Found], *, language: str = "zh") -> str:
    """
    Return the review page of a report; the same report and mentions give the same bytes.

    Parameters
    ----------
    document
        The report as it was read.
    found
        Its mentions, the refused ones too; those of one span stay in the order given.
    language
        Of the interface when the page opens, `zh` or `en`; a button on the page changes it.
    """
    everything = list(units(document.text))
    ordered = sorted(found, key=lambda item: (item.start, -item.end))
    marks = stretches(everything, ordered)
    short = len(document.text) > LARGE
    writer = Writer(document.text, ordered, language, short=short)
    script, style = assets.static_all(SCRIPTS), assets.static("review.css") + style_rules()
    shown = {ordinal for group in marks.values() for mark in group for ordinal in mark.mains}
    figures = _figures(document, everything, missing=len(ordered) - len(shown))
    return _filled(
        assets.template("review.html"),
        {
            "lang": "en" if language == "en" else "zh-CN",
            "language": language,
            "script_hash": assets.csp_hash(script),
            "style_hash": assets.csp_hash(style),
            "style": style,
            "script": script,
            "title": page_text(words("review_title", language, name=document.name)),
            "name": page_text(document.name),
            "figures": _figure_lines(figures, language, short=short),
            "island": island_json(_data(document, ordered, figures)),
            "large": " large" if short else "",
            "body": body(everything, marks, writer, language=language, short=short),
        },
        language,
    )


def _filled(template: str, parts: Mapping[str, str], language: str) -> str:
    """Fill a template in one pass, so that nothing in a filling is taken for a slot."""

    def fill(slot: re.Match[str]) -> str:
        if slot[1] == "word":
            return page_text(words(slot[2], language))
        return parts[slot[1]]

    return _SLOT.sub(fill, template)


def _figures(document: Document, read: Sequence[Unit], *, missing: int) -> dict[str, str]:
    """Return how much was read, as it is written."""
    counts = {
        "characters": len(document.text),
        "units": len(read),
        "tables": len({unit.table for unit in read if unit.table}),
        "read": sum(len(unit.text) for unit in read),
        "count": missing,
    }
    return {name: f"{count:,}" for name, count in counts.items()}


def _figure_lines(figures: Mapping[str, str], language: str, *, short: bool) -> str:
    """Return the lines that say what was read, and what a mark that is not there means."""
    keys = ["read_line", "unmarked_line"]
    keys += ["unplaced_line"] if figures["count"] != "0" else []
    keys += ["cut_line"] if short else []
    lines = (
        f'<p class="figure" data-t="{key}">{page_text(words(key, language, **figures))}</p>'
        for key in keys
        if key in REVIEW_STRINGS
    )
    return "\n".join(lines)


def _data(document: Document, found: Sequence[Found], figures: Mapping[str, str]) -> dict[str, Any]:
    """Return everything the list and the cards show, with every text made plain."""
    cards = [replace(item, note=bare_note(item.note)) for item in found]
    return {
        "text": review_tables(),
        "figures": dict(figures),
        "document": [
            plain_text(part)
            for part in (document.name, document.format, document.encoding, document.sha256[:12])
            if part
        ],
        "notes": [plain_text(note) for note in document.notes],
        "kinds": {kind: [family(kind), sign.sign] for kind, sign in KIND_SIGNS.items()},
        "fields": list(COLUMNS),
        "rows": [
            [
                plain_text(value) if isinstance(value, str) else value
                for value in (getattr(item, name) for name in COLUMNS)
            ]
            for item in cards
        ],
        "classes": [placeable_class(item.placeable) for item in cards],
    }
