"""Headings that are told by their wording: 一、 （一） 第一章."""

from __future__ import annotations

import re

_NUMERALS = "一二三四五六七八九十百"
_PATTERNS = (
    (re.compile(rf"第[{_NUMERALS}\d]{{1,3}}[章部编篇](?:分|\s|　|$)"), 2),
    (re.compile(rf"[{_NUMERALS}]{{1,3}}、"), 2),
    (re.compile(rf"[（(][{_NUMERALS}]{{1,3}}[）)]"), 3),
)
_LONGEST = 45
_SENTENCE = tuple("。；;，,：:、！!？?")


def pattern_level(text: str) -> int:
    """Return the level of a heading (2 for 一、, 3 for （一）), 0 if the text is none."""
    if len(text) > _LONGEST or text.endswith(_SENTENCE) or "。" in text:
        return 0
    return next((level for pattern, level in _PATTERNS if pattern.match(text)), 0)
