"""
HTML that holds Chinese and English at once; a switch shows one, reading needs no script.

Everything that is put in goes through `maps.text.page_text`; what is returned is HTML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from maps import assets
from maps.text import page_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SCRIPT = "twofold.js"
_SLOT = re.compile(r"@@(\w+)@@")


def both(chinese: object, english: object) -> str:
    """Return a text in both languages."""
    return (
        f'<span class="zh" lang="zh-CN">{page_text(chinese)}</span>'
        f'<span class="en" lang="en">{page_text(english)}</span>'
    )


def name(given: object) -> str:
    """Return a Chinese name or note, marked as Chinese in either language; blank for none."""
    if given in {None, ""}:
        return ""
    return f'<span lang="zh-CN">{page_text(given)}</span>'


def number(value: float | None) -> str:
    """Return a number with thousands apart; blank for none."""
    return "" if value is None else f"{value:,}"


def table(
    head: Sequence[tuple[str, str]],
    rows: Iterable[Sequence[tuple[str, str]]],
    *,
    label: str,
    wide: bool = True,
) -> str:
    """
    Return a table that scrolls sideways by itself, also by keyboard.

    Parameters
    ----------
    head
        Class and HTML of each heading.
    rows
        Class and HTML of each cell; the first of a row is its heading.
    label
        Id of the element that names the table.
    wide
        Whether it keeps its width on a phone and scrolls, instead of squeezing its columns.
    """
    top = "".join(f'<th scope="col" class="{kind}">{cell}</th>' for kind, cell in head)
    body = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row" class="{kind}">{cell}</th>'
            if order == 0
            else f'<td class="{kind}">{cell}</td>'
            for order, (kind, cell) in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    size = "wide" if wide else ""
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{label}">'
        f'<table class="{size}"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def page(template: str, style_sheets: Sequence[str], slots: Mapping[str, str]) -> str:
    """
    Fill a template; the policy of the page allows its own script and style by their hashes only.

    Parameters
    ----------
    template
        Name of the template; it has the slots `style`, `style_hash`, `script`, `script_hash`.
    style_sheets
        Names of static files.
    slots
        HTML for the other slots.
    """
    script, style = assets.static(SCRIPT), assets.static_all(style_sheets)
    filled = {
        **slots,
        "script": script,
        "script_hash": assets.csp_hash(script),
        "style": style,
        "style_hash": assets.csp_hash(style),
    }
    return _SLOT.sub(lambda slot: filled[slot[1]], assets.template(template))
