"""
What a name says beside itself: that it lies in another place, or nothing but its sort.

`广州市龙华路` is not the road of that name here, and `食堂` is every canteen. Told by how places
are written and from the word lists that reports are read by; no district is known here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from seeds.naming import is_class_name, name_key

if TYPE_CHECKING:
    from geo.lines import NamedLines

_LONGEST_WORD = 7
_REGION = re.compile(
    r"(?P<stem>[一-鿿]{2,6}?)(?:自治区|省|市|区|县|旗)(?=[）)：:，, ]*[^\W\d_]{2}|$)"
)
_MARKS = " ，,、：:·（()）[]【】"
_ROAD_OF_THAT_NAME = re.compile(
    r"[东南西北中]?[一二三四五六七八九十]?(?:支?路|街|大道|公路|高架|高速|[河江港浜])"
)
"""What follows the name of a city where a road is called after it (桂林西街)."""


@cache
def _elsewhere() -> tuple[str, ...]:
    """Return the provinces, cities and countries of the word lists, longest first."""
    from seeds.reading.lexicon import ELSEWHERE, everyday  # noqa: PLC0415 - rarely needed

    words = (word for word, sense in everyday().items() if sense.letter == ELSEWHERE)
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def place_before(text: str) -> str:
    """
    Return the district, city or province with which a longer name begins, blank if none.

    >>> place_before("长风市青柳路"), place_before("广州青柳路")
    ('长风市', '广州')
    >>> place_before("桂林西街"), place_before("科技园区一号路"), place_before("青柳路")
    ('', '', '')
    """
    from seeds.home import is_class_of_area  # noqa: PLC0415 - reads word lists, for rare questions

    text = text.lstrip(_MARKS)
    for word in _elsewhere():
        if text.startswith(word) and len(text) > len(word):
            return "" if _ROAD_OF_THAT_NAME.match(text, len(word)) else word
    match = _REGION.match(text)
    return match[0] if match is not None and not is_class_of_area(match["stem"]) else ""


def place_after(text: str) -> str:
    """
    Return the district, city or province that is all of what follows an address.

    >>> place_after("，长风市"), place_after("（广州）"), place_after("3楼")
    ('长风市', '广州', '')
    """
    word = text.strip(_MARKS)
    return word if word in _elsewhere() or _REGION.fullmatch(word) else ""


def road_behind(lines: NamedLines, name: str) -> str:
    """Return the known road with whose name a longer one ends after words of its own."""
    from seeds.reading.lexicon import everyday  # noqa: PLC0415 - rarely needed

    for cut in range(2, len(name) - 2):
        line = lines.find(name[cut:])
        if line is not None and line.kind == "road" and line.name == name[cut:]:
            return "" if name[:cut] in everyday() else line.name
    return ""


def says_no_place(name: str, *, shop: bool = True) -> bool:
    """
    Tell whether a name says only what sort of thing it is, or is that of a city or country.

    One object that is called so on the map may not be the one that is meant. Cities and countries
    count for what may be a `shop`.

    >>> says_no_place("公共厕所"), says_no_place("意大利"), says_no_place("青柳食堂")
    (True, True, False)
    """
    key = name_key(name)
    return is_class_name(key) or (shop and len(key) <= _LONGEST_WORD and key in _elsewhere())
