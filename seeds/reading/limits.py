"""Tables that give a road in one cell and its limits in the next: 起讫点, 建设规模及内容."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from seeds.reading.extents import ends_of

if TYPE_CHECKING:
    from seeds.reading.found import Found

_COLUMN = re.compile(r"起讫|起止|起终|范围|路段|规模|内容|四至")
_STATED = re.compile(
    r"[东西南北]?起(?:于|自|点)?(?P<a>[^,;。、()]{2,12}?),?(?:[东西南北]?(?:至|止于|终于|到))(?P<b>[^,;。、()]{2,12}?)(?=[,;。、(]|$)"
)
_WHERE = re.compile(r"地址|地点|位置|坐落|选址|所在地")


def is_where(column: str) -> bool:
    """Tell whether a column holds the addresses of what its rows name."""
    return bool(_WHERE.search(column))


def limits(column: str, text: str) -> tuple[str, str] | None:
    """
    Return the two limits that a cell states, None if it or its column is about something else.

    >>> limits("建设规模及内容", "西起青柳路,东至白杨路,长300米")
    ('青柳路', '白杨路')
    """
    if not _COLUMN.search(column):
        return None
    stated = _STATED.search(text)
    if stated:
        return stated["a"], stated["b"]
    return ends_of(re.split("[,;。]", text)[0])


def limited(row: Found, ends: tuple[str, str]) -> Found:
    """Return a road with the limits that another cell of its row states."""
    return replace(row, kind="road_segment", road_from=ends[0], road_to=ends[1])
