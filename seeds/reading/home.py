"""Which district, city and province a report is about, so that the rest lies elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from seeds.reading.lexicon import everyday

_RANKED = re.compile(
    r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{2,3}[市州])?([\u4e00-\u9fff]{2}[区县])|(?:[市在为对与和是])([\u4e00-\u9fff]{2}[区县])"
)
_MUNICIPALITIES = frozenset(("北京", "天津", "上海", "重庆"))
_RULED = re.compile(r"市?[\u4e00-\u9fff]{2,3}[区县]")
_TITLED = 5
_LOOK = 20_000
_TITLE = 300
_HEADLINE = 40


@dataclass(frozen=True, slots=True)
class Home:
    """
    What a report is about.

    `district` and `city` in full (徐汇区, 上海市), "" if unknown; `words` are the names of its
    province and of the cities in it.
    """

    district: str = ""
    city: str = ""
    words: frozenset[str] = frozenset()

    def named_in(self, name: str) -> bool:
        """Tell whether a name speaks of the report's own district or city: 某大学（本市）校区."""
        own = (self.district.rstrip("区县"), self.city.rstrip("市"))
        return any(len(word) > 1 and word in name for word in own)

    def holds(self, word: str) -> bool:
        """Tell whether a city or province is the report's own, not another of the province."""
        return word in self.words and (
            not word.endswith("市") or word == self.city or not self.city
        )

    def full(self, name: str) -> str:
        """
        Write 区 or 市 at the beginning of a name out.

        >>> Home("静安区", "上海市").full("区图书馆")
        '静安区图书馆'
        """
        if name[:1] in ("区", "县") and self.district:
            return self.district + name[1:]
        if name[:1] == "市" and self.city:
            return self.city + name[1:]
        return name


@cache
def provinces() -> tuple[tuple[str, ...], ...]:
    """Return each province with its cities."""
    text = files("seeds.reading").joinpath("words", "places_elsewhere.txt").read_text("utf-8")
    lines = text.split("# Countries")[0].splitlines()
    return tuple(tuple(line.split()) for line in lines if line and line[:1] != "#")


def home_of(text: str) -> Home:
    """Tell from its beginning what a report is about; unknown parts stay empty."""
    head = re.sub(r"\s+", "", text[:_LOOK])
    weights = _weights(head)
    if not weights:
        return Home(_district(text[:_LOOK]))
    line = provinces()[min(weights, key=lambda n: (-weights[n], n))]
    cities: Counter[str] = Counter()
    for found in _city_names(line).finditer(head):
        ruled = _RULED.match(head, found.end()) is not None
        cities[found[1]] += 1 + _TITLED * (found.start() < _HEADLINE) * (1 + ruled)
    city = f"{cities.most_common(1)[0][0]}市" if cities else ""
    if line[0] in _MUNICIPALITIES:
        city = f"{line[0]}市"
    return Home(_district(text[:_LOOK]), city, frozenset(line))


def _weights(head: str) -> Counter[int]:
    """Count the names of each province, those in the title most, no names of roads and rivers."""
    found: Counter[int] = Counter()
    pattern, lines = _province_names()
    for match in pattern.finditer(head):
        ruled = _RULED.match(head, match.end()) is not None
        found[lines[match[0]]] += 1 + 2 * _TITLED * (match.start() < _TITLE) * (1 + 3 * ruled)
    return found


@cache
def _province_names() -> tuple[re.Pattern[str], dict[str, int]]:
    """Return what finds the names of all provinces and cities, and the province of each."""
    lines = {word: n for n, line in enumerate(provinces()) for word in line}
    words = "|".join(sorted(lines, key=len, reverse=True))
    return re.compile(rf"(?:{words})(?![东西南北中]?[一二三]?[路街]|大道|河)"), lines


@cache
def _city_names(line: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds the cities of a province."""
    names = sorted({word.removesuffix("市") for word in line if not word.endswith("省")})
    return re.compile(f"({'|'.join(names)})市")


def _district(text: str) -> str:
    """Return the district or county that is named most, the title counting most; "" if unclear."""
    found: Counter[str] = Counter()
    for match in _RANKED.finditer(text):
        name = match[1] or match[2]
        if not {name, name[-2:]} & _classes() and name[:-1] not in everyday():
            found[name] += 1 + _TITLED * (match.start() < _TITLE)
    best = found.most_common(1)
    return best[0][0] if best and best[0][1] > 1 else ""


@cache
def _classes() -> frozenset[str]:
    """Return what ends like the name of a district and is none: 社区, 开发区, 城区."""
    words = {word for word in everyday() if word[-1] in "区县" and len(word) > 1}
    signs = {
        sign for sign, sense in everyday().items() if len(sign) == 1 and sense.letter in "fkcpz"
    }
    return frozenset(words | {sign + rank for sign in signs for rank in "区县"})
