r"""
The one door through which text of a report reaches a page.

Three readers wait behind it, and each takes some characters for code: HTML (`<`, `&`, quotes),
Jinja (`{{`, `{%`, `{#`, for Folium compiles what it is given) and JavaScript template literals
(backtick, `${`, `\`). A fourth reader is the eye: characters that turn the direction of writing
round or have no width make a name look like another one, so they are written out.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad"  # control characters, soft hyphen
    "\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\u206a-\u206f"  # direction, no width
    "\u3164\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff"  # fillers, selectors, byte order marks
    "\ud800-\udfff\U000e0000-\U000e0fff]"  # lone surrogates, tags
)
_BLANKS = re.compile(r"\s+")
_ODD = re.compile(rf"{_UNSEEN.pattern}|\s\s|[^\S ]")
_CODE = str.maketrans({sign: f"&#{ord(sign)};" for sign in "{}`\\$"})
_JSON = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def plain_text(raw: object) -> str:
    r"""
    Return `raw` on one line, with every character that cannot be seen written out.

    Nothing is cut: a long name stays long, and the page wraps it.

    >>> plain_text("徐家汇\u202e站\n 二期")
    '徐家汇[U+202E]站 二期'
    """
    text = str(raw)
    if not _ODD.search(text):  # nearly always
        return text
    text = _BLANKS.sub(" ", text)
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def plain_line(line: str) -> str:
    r"""
    Return a line for a terminal: its indent, then its text as `plain_text` returns it.

    >>> plain_line("  误差\x1b[31m  5 米")
    '  误差[U+001B][31m 5 米'
    """
    text = line.lstrip(" ")
    return line[: len(line) - len(text)] + plain_text(text)


def page_text(raw: object) -> str:
    r"""
    Make `raw` inert in HTML text and attributes, in Jinja and in a JavaScript template literal.

    >>> page_text("<b>{{ 7*7 }}</b>")
    '&lt;b&gt;&#123;&#123; 7*7 &#125;&#125;&lt;/b&gt;'
    >>> page_text("`${alert(1)}`")
    '&#96;&#36;&#123;alert(1)&#125;&#96;'
    """
    return html.escape(plain_text(raw)).translate(_CODE)


def json_line(data: Mapping[str, object]) -> str:
    r"""
    Return `data` as one line of JSON for a terminal or a pipe.

    Chinese stays readable; what cannot be seen is escaped, so that it steers no terminal and reads
    back the same.

    >>> json_line({"name": "徐家汇\u202e站"})
    '{"name": "徐家汇\\u202e站"}'
    """
    return _UNSEEN.sub(_escaped, json.dumps(data, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))


def island_json(data: Mapping[str, object]) -> str:
    r"""
    Return `data` as JSON that can stand between `<script type="application/json">` and its end.

    Chinese stays readable; `<`, `>` and `&` are escaped, so no tag can begin or end inside.

    >>> island_json({"name": "</script>"})
    '{"name":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign, written in _JSON.items():
        text = text.replace(sign, written)
    return text
