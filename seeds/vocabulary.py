"""
The closed word lists of a district folder, each word with what people read in Chinese and English.

Every other layer takes its words from here; a word that is not listed is refused by the loader.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Label(NamedTuple):
    """What people read for a word."""

    zh: str
    en: str


def _list(**words: tuple[str, str]) -> Mapping[str, Label]:
    """Return a read-only word list; the order is kept."""
    return MappingProxyType({word: Label(*label) for word, label in words.items()})


METRIC_CRS = "EPSG:32651"
"""Where lengths and areas are taken: UTM zone 51 north, the zone of Shanghai."""

KINDS = _list(
    plot=("地块", "plot"),
    road_segment=("路段", "road segment"),
    road=("道路", "road"),
    intersection=("路口", "intersection"),
    metro_line=("轨道交通线", "metro line"),
    metro_station=("轨道交通站", "metro station"),
    tunnel=("隧道", "tunnel"),
    bridge=("桥梁", "bridge"),
    park=("公园", "park"),
    green=("绿地", "green space"),
    residential=("住宅", "housing"),
    school=("学校", "school"),
    hospital=("医疗", "hospital"),
    culture=("文化", "culture"),
    heritage=("历史建筑与风貌", "heritage"),
    sports=("体育", "sports"),
    office_park=("园区与楼宇", "office park"),
    commercial=("商业", "commerce"),
    institute=("科研机构", "institute"),
    transport_hub=("交通枢纽", "transport hub"),
    river=("河道", "river"),
    government=("公共服务", "public service"),
    area=("片区", "area"),
    other=("其他", "other"),
)
"""What a place is."""

STAGES = _list(
    proposed=("谋划", "proposed"),
    approved=("立项批复", "approved"),
    land=("土地出让或征收", "land"),
    started=("开工", "started"),
    building=("在建", "under construction"),
    done=("建成", "completed"),
    open=("开放运营", "open"),
    existing=("现状", "existing"),
)
"""How far a work has come, in the order in which it goes."""

PLACEABLE = _list(
    yes=("可定位", "a site"),
    line=("线状", "a line"),
    area=("面状范围", "an area"),
    no=("不上图", "not a place"),
)
"""Whether a mention can stand on a map, and as what."""

METHODS = _list(
    correction=("人工更正", "corrected by a person"),
    stretch=("路段：两端路口之间", "stretch between two crossings"),
    stretch_partial=("路段：部分已知，示意", "stretch, partly known, indicative"),
    crossing=("路口", "crossing"),
    bounds=("四至围合", "block between four named bounds"),
    address=("门牌号内插", "house number"),
    place=("地名库同名对象", "object of that name"),
    road=("整条道路", "whole road"),
    line=("整条河流或轨道线", "whole river or metro line"),
    part_of=("所属的较大地点", "the larger place"),
    area=("所在街镇", "the subdistrict"),
    online=("在线服务", "online service"),
    zone=("仅知功能区，不上图", "only the zone is known, not drawn"),
    none=("未找到", "not found"),
)
"""The rungs of the locating ladder, best first."""

LOCATOR_METHODS = MappingProxyType(
    {
        "osm": 3,
        "address": 2,
        "crossing": 2,
        "bounds": 4,
        "stretch": 3,
        "point": 2,
        "part_of": 1,
        "none": 1,
    }
)
"""The methods of `locators.csv`, each with the number of arguments that must be filled."""

BY_CROSSING = "crossings"
"""The `layer` in `addresses.csv` of a number whose position is that of the crossing beside it."""

CERTAINTIES = _list(
    sure=("确定", "sure"),
    likely=("较可信", "likely"),
    doubtful=("存疑", "doubtful"),
)
"""How far a locator is to be trusted."""

CORRECTABLE = (
    "position", "accuracy_m", "label", "name_en", "kind", "parent", "road_from", "road_to",
    "address", "zone_reported", "status", "stage", "year", "aliases", "note",
)  # fmt: skip
"""What a row of `corrections.csv` may correct: where a project is, and what it is."""
