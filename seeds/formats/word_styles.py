"""What the styles of a Word file say of a paragraph: heading, list item, table of contents."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

Element: TypeAlias = Any
"""An element of lxml, which has no types."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Namespace of the elements of Word, as lxml writes it."""

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_TITLE_NAMES = frozenset(("title", "标题"))
_CONTENTS_NAME = re.compile(r"(?:toc\s|toc$|目录)", re.IGNORECASE)
_BODY_LEVEL = 9
_LONGEST_CHAIN = 20


def value(parent: Element, path: str) -> str | None:
    """Return the `w:val` of a descendant such as `pPr/outlineLvl`, None if there is none."""
    element = parent.find("/".join(W + part for part in path.split("/")))
    return None if element is None else element.get(f"{W}val", "")


class Styles:
    """The paragraph styles of a file, with what they inherit."""

    def __init__(self, element: Element) -> None:
        self._styles = {style.get(f"{W}styleId"): style for style in element.iter(f"{W}style")}
        names = {key: (value(style, "name") or "") for key, style in self._styles.items()}
        self._names = {key: name.strip().lower() for key, name in names.items()}
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(f"{W}type") == "paragraph"
                and style.get(f"{W}default") in {"1", "true"}
            ),
            None,
        )

    def _chain(self, paragraph: Element) -> list[str]:
        """Return the ids of the style of a paragraph and those it is based on."""
        key = value(paragraph, "pPr/pStyle") or self._default
        chain: list[str] = []
        while key and key in self._styles and key not in chain and len(chain) < _LONGEST_CHAIN:
            chain.append(key)
            key = value(self._styles[key], "basedOn")
        return chain

    def level(self, paragraph: Element) -> int:
        """Return the heading level of a paragraph, 1 for a title, 0 for other text."""
        own = value(paragraph, "pPr/outlineLvl")
        if own is not None:
            return _outline(own)
        for key in self._chain(paragraph):
            name = self._names[key]
            if name in _TITLE_NAMES:
                return 1
            if found := _HEADING_NAME.match(name):
                return int(found.group(1))
            outline = value(self._styles[key], "pPr/outlineLvl")
            if outline is not None:
                return _outline(outline)
        return 0

    def is_title(self, paragraph: Element) -> bool:
        """Tell whether a paragraph is the title of the document."""
        return any(self._names[key] in _TITLE_NAMES for key in self._chain(paragraph))

    def is_item(self, paragraph: Element) -> bool:
        """Tell whether a paragraph is numbered or has a bullet."""
        own = value(paragraph, "pPr/numPr/numId")
        if own is not None:
            return own != "0"
        for key in self._chain(paragraph):
            number = value(self._styles[key], "pPr/numPr/numId")
            if number is not None:
                return number != "0"
        return False

    def is_contents(self, paragraph: Element) -> bool:
        """Tell whether a paragraph is a line of the table of contents."""
        return any(_CONTENTS_NAME.match(self._names[key]) for key in self._chain(paragraph))


def _outline(text: str) -> int:
    return int(text) + 1 if text.isdigit() and int(text) < _BODY_LEVEL else 0
