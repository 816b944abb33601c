"""
How names are compared in the ledger, and what tells two places of one name apart.

Nothing here knows any place; names are compared by key and shown as written.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seeds.reading.found import Found
    from seeds.records import Project

_PLAIN = re.compile(r"[一-鿿0-9a-z]+")
_DROPPED = re.compile(r"[\s“”\"'‘’·・•()《》〈〉「」『』]")
_HYPHENS = re.compile(r"((?<=\d)[-‐‑–—―]+(?=\d))|[-‐‑–—―]+")
_WORK = re.compile(r"(?<=..)(?:(?:更新|新建|扩建|改扩建)?(?:改造|建设)?(?:项目|工程)|更新改造)$")
_END = re.compile(r"(?<=[路街道河港])段$")

FAMILIES = {
    "road": "way", "road_segment": "way", "tunnel": "way", "bridge": "way",
    "intersection": "crossing", "metro_line": "rail",
    "metro_station": "station", "river": "water",
}  # fmt: skip
"""Kinds that are never taken for a site; every other kind is one."""
SITE = "site"
LONG = frozenset({"way", "water"})
"""Families whose members are told apart by their ends."""
UNTOLD = frozenset({"", "other"})
"""Kinds that say nothing."""
_CLASS_NAME = re.compile(
    r"(?:新建|改建|扩建|规划|配套|公共|社区|街道|口袋|街心|城市|社会|保障性?|租赁|商品|安置|征收|动迁|"
    r"商办|商住办?|办公|市政|综合|体育|运动|健身|文化|活动|医疗|卫生|养老|为老|老年|党群|服务|市民|"
    r"邻里|生活|便民|智慧|停车|充电|附属|中心|人民|实验|"
    r"九年一贯制|一贯制|初级|高级|完全|[一二三四五六七八九十]期)*"
    r"(?:公园|绿地|广场|公厕|厕所|幼儿园|托儿所|小学|中学|初中|高中|学校|医院|住宅|住房|安置房|租赁房|小区|"
    r"地块|项目|工程|食堂|停车[场库]|中心|站点?|盒子|驿站|邻里汇|泵站|变电站|养老院|敬老院|护理院|"
    r"图书馆|阅览室|体育[场馆]|[篮足排网]球场|跑道|会场|钟楼|鼓楼|水塔|便利店|超市|校医院|医务室|洗衣房|射击场|天主堂|[一二三四五]食堂|"
    r"菜场|市场|厂房|大楼|办公楼|商场|道路|支路|桥梁|人行天桥)"
)


def name_key(name: str) -> str:
    """
    Return the form under which names are compared.

    Width, case, blanks, quotes, brackets, dots and hyphens do not count; every letter, numeral
    and type word does, and so does a hyphen between numerals.

    >>> name_key("云台 智塔（AI Tower）") == name_key("云台智塔(ai tower)")
    True
    >>> name_key("长风二村") == name_key("长风三村")
    False
    """
    if _PLAIN.fullmatch(name):  # most names: nothing to do
        return name
    text = _DROPPED.sub("", unicodedata.normalize("NFKC", name).casefold())
    return _HYPHENS.sub(lambda match: "-" if match[1] else "", text)


def plain_key(name: str, district_name: str) -> str:
    """
    Return the key of a name without the district before it and the work after it.

    >>> plain_key("新桥区档案馆建设项目", "新桥区")
    '档案馆'
    >>> plain_key("工程", "新桥区")
    '工程'
    """
    key = _WORK.sub("", name_key(name))
    bare = key.removeprefix(name_key(district_name))
    return bare if len(bare) > 1 else key


def family_of(kind: str) -> str:
    """Return what a kind cannot be mistaken out of: a station is never a park."""
    return FAMILIES.get(kind, SITE)


def kinds_fit(one: str, other: str) -> bool:
    """
    Tell whether two kinds may be said of one thing, so that the name decides.

    Readers differ on the kind of a site, on whether what lies along a road or river is an area,
    and on what to call a large station; never on whether a park is a station.

    >>> kinds_fit("commercial", "office_park"), kinds_fit("park", "metro_station")
    (True, False)
    """
    kinds, families = {one, other}, {family_of(one), family_of(other)}
    if kinds & UNTOLD or len(families) == 1 or kinds == {"metro_station", "transport_hub"}:
        return True
    return "area" in kinds and bool(families & LONG)


def ends_of(thing: Found | Project) -> tuple[str, ...]:
    """Return the keys of the two ends in an order of their own; empty unless both are named."""
    if not (thing.road_from and thing.road_to):
        return ()
    return tuple(sorted(_END.sub("", name_key(end)) for end in (thing.road_from, thing.road_to)))


def is_address(found: Found, district_name: str) -> bool:
    """Tell whether the house number is all the name there is."""
    address = name_key(found.address)
    return bool(address) and plain_key(found.name, district_name).removesuffix("小区") == address


def is_class_name(name: str) -> bool:
    """
    Tell whether a name says only what sort of thing it is, so that many may bear it.

    >>> is_class_name("社区体育公园"), is_class_name("青松体育公园")
    (True, False)
    """
    return _CLASS_NAME.fullmatch(name_key(name)) is not None
