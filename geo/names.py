"""
How a place is written: match keys and the grammar of stretches, crossings and addresses.

Names are compared by `name_key` and shown as written. Nothing here knows any place.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from geo.said import END_WORDS, Bounds, Stretch
from seeds.naming import name_key

__all__ = [
    "Address", "Stretch", "name_key", "parse_address", "parse_bounds", "parse_crossing",
    "parse_stretch", "road_in", "split_junction",
]  # fmt: skip

_JOINT = re.compile(r"[与和、×xX近/／,，&]")
_BRACKET = re.compile(r"[（(][^（()）]*[)）]$")
_NEAR_IN_BRACKETS = re.compile(r"[（(](近[^（()）]+)[)）]$")
_JUNCTION = re.compile(r"(?:交叉路口|交叉口|交汇处|交汇口|交界处|相交处|十字路口|路口|口)$")
_NOT_A_DOOR = "线|口|门|桥|井|地块|绿地|公园|工程|泵站|航站"
_NUMBER = r"\d{1,5}[甲乙丙丁A-Za-z]?"
_ADDRESS = re.compile(
    r"^(?P<road>.*?(?:路|大道|街|公路|村|道))\s*(?:[（(]?[单双]号[)）]?)?"
    rf"(?P<number>{_NUMBER})"
    rf"(?P<more>(?:(?:弄|号)?[-–—~至到、和及与,/&]{_NUMBER})*)"
    rf"(?P<unit>弄|支弄|[单双]?号(?!{_NOT_A_DOOR}))(?P<rest>.*)$",
)
_DIGITS = re.compile(r"\d+")
_PREFIX = re.compile(r"^(?:中国)?(?:上海市|上海)?[^\W\d_]{0,4}?区(?=.{2,}[路街道])")
_ROAD_IN = re.compile(r"^(?P<road>[^\W\d_]{1,8}?(?:路|大道|街|河|港))(?=[^\W\d_])")


_STRETCH_SIGNS = frozenset("（(-‐‑‒–—―−－~～〜∼─→段至到起以延")
_BOUNDS_SIGNS = frozenset("东南西北围")
"""A name without any of these says no stretch, or no bounds: most need not wait for a grammar."""


def parse_stretch(name: str) -> Stretch | None:
    """Read `X路（A路-B路）` in any of its forms (`geo.stretch_names`)."""
    if _STRETCH_SIGNS.isdisjoint(name):
        return None
    from geo.stretch_names import parse_stretch as read  # noqa: PLC0415

    return read(name)


def parse_bounds(text: str) -> tuple[Bounds, ...]:
    """Read 四至: for each plot of the text its sides (`geo.bounds_text`)."""
    if _BOUNDS_SIGNS.isdisjoint(text):
        return ()
    from geo.bounds_text import parse_bounds as read  # noqa: PLC0415

    return read(text)


def road_in(name: str) -> str:
    """
    Return the road (or river) with which a longer name of works begins, blank if there is none.

    >>> road_in("龙吴路生态景观道路")
    '龙吴路'
    >>> road_in("西岸大剧院")
    ''
    """
    match = _ROAD_IN.match(name)
    return match["road"] if match else ""


@dataclass(frozen=True, slots=True)
class Address:
    """
    A road and a house number.

    `last` is the end of a range (7-8号) or the greatest of several (36号、40号), else equal to
    `number`; `unit` is 弄, 支弄 or 号, `rest` what follows it.
    """

    road: str
    number: int
    last: int
    unit: str
    rest: str = ""


def split_junction(name: str) -> tuple[str, bool]:
    """Return `name` without a closing 路口/交叉口 and whether there was one."""
    match = _JUNCTION.search(name)
    if match is None or name.endswith("路") or match.start() == 0:
        return name, False
    bare = name[: match.start()]
    if match[0] == "口" and not bare.endswith("路"):
        return name, False
    whole = bare[-1] in "路街道口）)" or re.search(r"\d\s*弄$", bare) or match[0] != "路口"
    return (bare if whole else bare + "路"), True


def parse_crossing(name: str) -> tuple[str, str] | None:
    """
    Read `A路和B路路口`, `A路近B路`, `A路（近B路）`, `A路×B路`.

    >>> parse_crossing("衡山路和吴兴路路口")
    ('衡山路', '吴兴路')
    >>> parse_crossing("嘉善路近复兴中路")
    ('嘉善路', '复兴中路')
    >>> parse_crossing("西岸大剧院") is None
    True
    """
    bare, said = split_junction(_NEAR_IN_BRACKETS.sub(r"\1", name.strip()))
    for joint in _JOINT.finditer(bare):
        first, second = bare[: joint.start()].strip(), bare[joint.end() :].strip()
        roadlike = all(map(_is_line, (first, second)))
        if roadlike and (said or joint[0] not in ",，"):
            return first, second
    return None


def _is_line(text: str) -> bool:
    closed = text.endswith((")", "）"))  # one deck of a tunnel
    bare = _BRACKET.sub("", text) if closed else text
    return len(bare) > 1 and bare[-1] in END_WORDS


def parse_address(name: str) -> Address | None:
    """
    Read a road with a house number, a lane (弄), a range or a list of them.

    >>> parse_address("康健路341弄7-8号")
    Address(road='康健路', number=341, last=341, unit='弄', rest='7-8号')
    >>> parse_address("漕溪三村501-505号").last
    505
    >>> parse_address("斜土路28弄、30弄").last
    30
    >>> parse_address("长桥街道395街坊住宅") is None
    True
    >>> parse_address("漕宝路12号线换乘站") is None
    True
    """
    text = unicodedata.normalize("NFKC", name).replace(" ", "")
    match = _ADDRESS.match(text)
    if match is None:
        return None
    road = _PREFIX.sub("", match["road"])
    number, *more = map(int, _DIGITS.findall(match["number"] + match["more"]))
    if number == 0:
        return None
    return Address(road, number, max([number, *more]), match["unit"].lstrip("单双"), match["rest"])
