"""
Whether a report is about the district whose folder is used, or about somewhere else.

A report of another place must not be drawn with this district's gazetteer: names repeat from
district to district. Told by how reports name the place they are about, from no list of places.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from seeds.reading.dates import CHINESE_YEAR
from seeds.reading.lexicon import everyday
from seeds.report_ids import title_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from seeds.district import District

HEAD = 500
"""How many characters at the beginning say what a report is about."""
LINE = 80
"""How many of them stand for the title of a report that has none."""
MOST = 100_000
"""How much of a long report is looked at: enough to tell."""
FEW = 3
OFTEN = 3
LONGEST = 6
CANDIDATES = 50

_RANKED = re.compile(
    r"(?P<rank>自治[区州县]|[区县旗市省])(?=区?(?:委(?!员会?代表)|政府|人民|人大|政协|纪委|监委|法院|检察|"
    r"发展和改革|发改委|统计局|财政局|国民经济|经济和?社会|第[一二三四五六七八九十百]+[届次]|"
    r"[“\"]?十[一二三四五六七八九]五|各级|上下|域内|"
    r"将|正|已|把|要|坚持|聚焦|持续|全面|加快|推进|举行|召开|(?:19|20)\d\d ?年|"
    rf"{CHINESE_YEAR}|[一-鿿]{{2,4}}[区县]))"
)
"""The rank of a district or city before what it rules, plans or does; or a class of areas."""
_TAIL = re.compile(rf"[一-鿿]{{2,{LONGEST}}}$")
_LEAD = re.compile(
    r".*(?:[省市区县旗届]|自治州|关于|代表|按照|[在为是与和及向受由对从到把将让我据于了的])(?=..)"
)
_CLASS = re.compile(
    r".*(?:[我全本各该两社园地街片校小景库辖郊厂矿灾疫展超股都入门集夜菜楼车届民宅业水贸军战特牧]|"
    r"[主新老古大市各全民心]城|[和与及的为对照老旧]|经开|开发|功能|示范|先行|试验|实验|合作|保税|集聚|"
    r"风貌|先导|创新|核心|重点|度假|保护|自治|试点|联动|行政|科技|高新|经济)$"
)
"""What ends the name of a class of areas (社区, 开发区, 超市), not of one district or city."""
_TITLED = re.compile(
    r"(?:[一-鿿]{2,7}?(?:省|自治区))?(?:[一-鿿]{2,4}?市)?(?P<name>(?P<stem>[一-鿿]{2,3}?)新?[区县旗])"
    r"(?![域划位块间段内外级])[^，。；]*"
    r"(?:报告|总结|计划|规划|公报|要点|方案|清单|任务|概况|情况|进展|安排|纪实|综述|通报|一览表?|"
    r"委员会|[委局办]|办公室|政府)"
    r"(?:[（(][^（()）]*[)）])?"
)
"""A title that begins with the name of a district, be the year there or not."""
_CITY = r"(?P<city>[一-鿿]{2,4}?(?:市|自治州|地区))"


def foreign_home(district: District, text: str) -> str | None:
    """
    Return the place a report is about if that is not this district.

    Parameters
    ----------
    district
        The district whose folder is used.
    text
        The decoded report.

    Returns
    -------
    str or None
        A district, city or province; None if the report is about this district or its city, or
        does not tell.
    """
    title = re.sub(r"\s+", "", title_of(text)) or text.lstrip()[:LINE]
    text = re.sub(r"(?<=[一-鿿\d])\s+(?=[一-鿿\d])", "", text[:MOST])
    homes = home_cities(district)
    namesake = _namesake(district.name, homes, text)
    if namesake:
        return namesake
    if district.name in title:
        return None
    at_home = any(home in title for home in homes)
    own = text.count(_stem(district.name))
    titled = _titled(title) if own == 0 else None
    if titled:
        return titled
    city = max((text.count(home) for home in homes), default=0)
    for place in _others(district.name, homes, title, text):
        count = text.count(place)
        if place in title:
            return place if count > own or own == 0 else None
        in_head = place in text.lstrip()[:HEAD]
        often = count >= FEW and count > OFTEN * own and (in_head or count > city)
        if often and not at_home:
            return place
    return None


def home_cities(district: District) -> frozenset[str]:
    """Return the cities and provinces in which the district's own facts say that it lies."""
    facts = " ".join(
        [
            *(f"{report.title} {report.publisher}" for report in district.reports),
            *(name for project in district.projects for name in project.names),
            *(source.name for source in district.sources),
        ]
    )
    pattern = rf"(?:(?P<province>[一-鿿]{{2,3}}(?:省|自治区)))?{_CITY}{re.escape(district.name)}"
    found = re.finditer(pattern, facts)
    return frozenset(_LEAD.sub("", name) for match in found for name in match.groups() if name)


def is_class_of_area(stem: str) -> bool:
    """
    Tell whether what stands before 区, 市 or 县 makes it a class of areas, not a name.

    >>> is_class_of_area("科技园"), is_class_of_area("青柳")
    (True, False)
    """
    return _CLASS.match(stem) is not None


def _stem(name: str) -> str:
    """Return a name without its rank, if what remains is a word."""
    return name[:-1] if len(name) > 2 and name[-1] in "区县旗市" else name  # noqa: PLR2004


def _titled(title: str) -> str | None:
    """Return the district with whose name a title begins, None where that is a class of areas."""
    match = _TITLED.fullmatch(title)
    if match is None or _CLASS.match(match["stem"]) or match["stem"] in everyday():
        return None
    return match["name"]


def _namesake(name: str, homes: Collection[str], text: str) -> str | None:
    """Return the district of the same name in another city, if only that is named."""
    if not homes or any(f"{home}{name}" in text for home in homes):
        return None
    found = re.finditer(_CITY + re.escape(name), text)
    cities = Counter(_LEAD.sub("", match["city"]) for match in found)
    for city, count in cities.most_common(1):
        if count >= FEW:
            return f"{city}{name}"
    return None


def _others(name: str, homes: Collection[str], title: str, text: str) -> list[str]:
    """Return other places that are named as those that rule or plan, the likeliest first."""
    counted = Counter(_places(text, text))
    counted.update({place: len(counted) + FEW for place in _places(title, text)})
    # Where the district's own city is not known, another city may be it.
    ranks = "区县旗市省州" if homes else "区县旗"
    others = (place for place in counted if place not in {name, *homes} and place[-1] in ranks)
    return sorted(others, key=lambda place: (place not in title, -counted[place], place))


def _places(said: str, text: str) -> Iterator[str]:
    """Yield the name of each place that rules or plans in `said`, a part of `text`."""
    stems: Counter[tuple[str, str]] = Counter()
    for match in _RANKED.finditer(said):
        tail = _TAIL.search(said, max(0, match.start() - LONGEST), match.start())
        stem = _LEAD.sub("", tail[0]) if tail else ""
        if len(stem) > 1 and not _CLASS.match(stem):
            stems[stem, match["rank"]] += 1
    for (stem, rank), count in stems.most_common(CANDIDATES):
        yield from [_bare(stem, rank, text) + rank] * count


def _bare(stem: str, rank: str, text: str) -> str:
    """
    Return the name at the end of `stem`, without the words before it.

    A name is as long as one more character does not make it rarer; what stands only once is taken
    whole if it is short.
    """
    best = stem[-2:]
    if text.count(best + rank) == 1:
        return stem if len(stem) <= 3 else best  # noqa: PLR2004
    for size in range(3, len(stem) + 1):
        longer = stem[-size:]
        if text.count(longer + rank) * 5 >= text.count(best + rank) * 4:
            best = longer
    return best
