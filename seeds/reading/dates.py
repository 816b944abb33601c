"""Years and days that are written in Chinese numerals: 二〇二五年, 二零二五年三月二十日."""

from __future__ import annotations

import re

_NOUGHTS = "〇零○◯Oo0"
_ONES = "一二三四五六七八九"
_DIGITS = str.maketrans(_NOUGHTS + _ONES, "0" * len(_NOUGHTS) + "123456789")
_REST = rf"[{_NOUGHTS}{_ONES}]{{2}}"
_YEAR = re.compile(rf"(?:一九|二[{_NOUGHTS}]){_REST}(?=年|[-~至到])")

CHINESE_YEAR = rf"一九{_REST}年|二[{_NOUGHTS}]{_REST}年"
"""Pattern of a year: alternatives that begin with a sign of their own, which is found faster."""
DAY = rf"(?:\d{{1,2}}|[一二三]?十[{_ONES}]?|[{_ONES}])"
"""Pattern of the number of a month or day."""


def in_digits(text: str) -> str:
    """
    Write years in digits, sign for sign, so that offsets hold.

    >>> in_digits("二〇二五年十月，比一九九八年"), in_digits("二○二一-二零二五年")
    ('2025年十月，比1998年', '2021-2025年')
    """
    return _YEAR.sub(lambda match: match[0].translate(_DIGITS), text)


def number(word: str) -> int:
    """
    Return the number of a month or day.

    >>> [number(word) for word in ("7", "十", "十二", "二十", "二十五", "三")]
    [7, 10, 12, 20, 25, 3]
    """
    tens, ten, ones = word.rpartition("十")
    digits = [part.translate(_DIGITS) for part in (tens, ones)]
    return (int(digits[0] or 1) * 10 if ten else 0) + int(digits[1] or 0)
