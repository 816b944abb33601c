"""Numerals in their order, and numbers that share what stands behind them: 3、4号."""

from __future__ import annotations

import re

NUMERALS = "一二三四五六七八九十"
"""The numerals that count parts of a name, in their order."""


def follows(second: str, first: str) -> bool:
    """
    Tell whether a numeral is the one after another.

    >>> follows("三", "二"), follows("二", "三")
    (True, False)
    """
    return NUMERALS.index(second) == NUMERALS.index(first) + 1


def each_number(text: str) -> list[str]:
    """
    Split house numbers that share their unit.

    >>> each_number("501-505、506-510号")
    ['501-505号', '506-510号']
    """
    parts = re.split("[、和]", text)
    unit = re.sub(r"^[\d-]+", "", parts[-1])
    return [part + unit if part[-1].isdigit() else part for part in parts]
