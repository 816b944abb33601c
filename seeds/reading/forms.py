"""The forms a name can take: a site, a road, a stretch, a house number, a line, a known name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from seeds.reading.extents import bank_of, bracket
from seeds.reading.items import Item
from seeds.reading.kinds import kind_of
from seeds.reading.name import Name, placeable
from seeds.reading.series import NUMERALS

if TYPE_CHECKING:
    from seeds.reading.home import Home
    from seeds.reading.lexicon import Known, Lexicon
    from seeds.reading.tokens import Tokens

COUNTED = "计数的一类，没有名称"
"""Why a counted class of places is refused."""

_ROAD_LETTERS = frozenset("unztelKmHgwsN")
_LONGEST_ROAD = 6
_INSTITUTIONS = frozenset(
    {"school", "hospital", "government", "area", "institute", "culture", "sports",
     "transport_hub"}
)  # fmt: skip
_BUILT_ONLY = frozenset(["总部", "基地", "空间", "综合体", "带", "圈", "所", "湾", "涌", "沟"])
_SHORT_ONLY_IF_BUILT = frozenset(
    ["店", "场", "厂", "城", "园", "楼", "街", "馆", "院", "巷", "阁", "里", "坊", "岛", "谷"]
)
_DESCRIBED = re.compile(r"[gay]{0,3}B")
_CROSSED = re.compile(
    r"[跨穿越]([\u4e00-\u9fff]{1,4}[河江港浜泾塘浦湖溪])(?:通道|[大人景]?行?桥|隧道|地道|工程)"
)
_METRO = frozenset(["轨交", "地铁", "轨道交通", "轨道"])
_PHASE_BEHIND = re.compile(r"y+")
_SLOGAN = re.compile(rf"(?:[{NUMERALS}两多].{{1,2}}){{2,}}")
_BRANCHES = tuple(
    [
        "华东",
        "华南",
        "华北",
        "亚太",
        "全球",
        "大中华",
        "大中华区",
        "中国区",
        "区域",
        "地区",
        "国际",
        "亚洲",
    ]
)
_OTHER_DISTRICTS = frozenset(["新区", "新片区"])
_PLANNED = re.compile(rf"规划[横纵经纬]?[{NUMERALS}\d]{{1,2}}|规划支?[{NUMERALS}]")
_SHORT = 3
_TWO = 2
_LOCAL = ("小学", "中学", "幼儿园")
_VILLAGES = re.compile(rf"(.+?)([{NUMERALS}])([{NUMERALS}])([村区苑坊])(?:片区|旧改|地块|住宅)+")
_ONE_LETTER = re.compile(r"[A-Z]\d?")
_ADDRESS = re.compile(r".{2,8}[路街道弄]\d+(?:-\d+)?(?:弄|号|支弄)(?:\d+号)?")
_SINGLE = frozenset("全各单每两几多新老大小本该此某原旧两双整")
_PAIR = re.compile(rf"(.+?)([{NUMERALS}])")
_COMMON_ROADS = frozenset(
    [
        "一路",
        "网路",
        "电路",
        "水路",
        "陆路",
        "丝路",
        "老路",
        "新路",
        "小路",
        "大路",
        "退路",
        "后路",
        "前路",
        "弯路",
        "岔路",
        "通路",
        "回路",
        "套路",
        "管路",
        "销路",
        "半路",
        "沿路",
        "各路",
        "主干路",
        "次干路",
        "大街",
        "小街",
        "支路",
        "公路",
        "马路",
        "快速路",
        "高架路",
        "步道",
        "断头路",
        "内环路",
    ]
)


class Firm(Protocol):
    """Whether something around a name says that a place is meant."""

    @property
    def firm(self) -> bool:
        """Whether a project, a class or a work is named with it."""
        ...


class _Loose:
    """Nothing says so."""

    firm = False


LOOSE = _Loose()


_TOWNS = frozenset(("街道", "镇", "乡"))
_NEIGHBOURHOOD = frozenset(("residential", "park", "heritage", "commercial", "green"))


class Forms:
    """
    Turns members of lists into names.

    `home` is what the report is about, `own` holds the names that it made known itself. `named`
    is set while a cell is read whose column holds names.
    """

    def __init__(self, lexicon: Lexicon, home: Home, own: dict[str, Known] | None = None) -> None:
        self.lexicon, self.home, self.own = lexicon, home, own or {}
        self.named = False

    def of(self, item: Item, listing: Firm, *, sibling: bool) -> list[Name]:
        """Return the names that a member with an ending stands for; empty if it is everyday."""
        letter = item.letter
        if item.counted and letter not in "rKNM":
            return [self.refused(item, COUNTED)]
        if letter == "N":
            return self._address(item)
        if letter == "M":
            return self._line(item)
        if letter == "K":
            return self._known(item, listing, sibling=sibling)
        if letter == "r":
            return self._road(item)
        if letter == "J":
            return []
        return self._site(item, listing, sibling=sibling)

    def refused(self, item: Item, why: str) -> Name:
        """Return a member that looks like a place and is none."""
        said = item.said
        last = item.head if item.head >= 0 else item.last - 1
        name = item.text(item.first, last + 1)
        kind = self.kind(item) if item.head >= 0 else "other"
        return Name(said.starts[item.first], said.ends[last], name, kind, "no", why)

    def kind(self, item: Item) -> str:
        """Return the kind that the name's last word and its other words suggest."""
        pattern = item.said.patterns[item.head]
        if item.letter == "K":
            return self.known(item)[0].kind
        sense = self.lexicon.senses[pattern].kind if pattern >= 0 else ""
        return kind_of(item.own, sense or "other")

    # --- sites ----------------------------------------------------------------------------------

    def _site(self, item: Item, listing: Firm, *, sibling: bool) -> list[Name]:
        kind = self.kind(item)
        split = self._two_bodies(item, kind)
        if split:
            first, second = Item(item.said, item.first, split), Item(item.said, split, item.last)
            return [
                *self.of(first, listing, sibling=sibling),
                *self.of(second, listing, sibling=sibling),
            ]
        why = self._why_not(item, kind)
        if why:
            return [self.refused(item, why)]
        names = self._line_in_front(item)
        if names:
            item = Item(item.said, self._after_line(item), item.last)
            if item.head < 0:
                return names
        town = self._town(item, kind)
        if town:
            inner = Item(item.said, town, item.last)
            parent = item.text(item.first, town)
            return [
                *names,
                *(one._replace(parent=parent) for one in self.of(inner, listing, sibling=sibling)),
            ]
        if not self._proper(item, kind, listing, sibling=sibling):
            return names
        return names + (self._numbered(item, kind) or self._named(item, kind)) + self._crossed(item)

    def _town(self, item: Item, kind: str) -> int:
        """Return the word after the town with which the name of a neighbourhood begins, else 0."""
        letters = item.said.letters
        if kind not in _NEIGHBOURHOOD:
            return 0
        for k in range(item.first + 1, item.head - 1):
            if letters[k] == "s" and letters[k + 1] == "u" and item.said.word(k) in _TOWNS:
                return k + 1
        return 0

    def _two_bodies(self, item: Item, kind: str) -> int:
        """Return the word where a second name follows a hospital without a sign, 0 if none does."""
        letters = item.said.letters
        if kind == "hospital":
            return 0
        for k in range(item.first + 1, item.head - 1):
            if letters[k] == "s" and letters[k + 1] in "ue" and item.said.word(k).endswith("医院"):
                return k + 1
        return 0

    def _after_line(self, item: Item) -> int:
        k = item.said.letters.find("M", item.first, item.head) + 1
        while k < item.head and item.said.letters[k] in "yd":
            k += 1
        return k

    def _line_in_front(self, item: Item) -> list[Name]:
        """Return the metro line in front of its station."""
        k = item.said.letters.find("M", item.first, item.head)
        return self._numbered_line(item, k) if k >= 0 else []

    def _proper(self, item: Item, kind: str, listing: Firm, *, sibling: bool) -> bool:
        """Tell whether a name is more than an everyday phrase."""
        specific = item.specific + (item.said.letters[item.head + 1 : item.stop].count("y") > 0)
        if _ONE_LETTER.fullmatch(item.text(item.first, item.head)):
            return False
        if item.letter == "s":
            if specific > 1 or (item.head > item.first and item.said.word(item.head) == "大学"):
                return True
            if specific == 1 and item.text(item.first, item.head) in _SINGLE:
                return False
            if specific == 1:
                named = item.shape[0] in "eH" and kind in _INSTITUTIONS
                return sibling or named or listing.firm
            return sibling and item.head > item.first and listing.firm
        word = item.said.word(item.head)
        if item.said.letters[item.head + 1 : item.head + 2] == "B" and kind == "river":
            return True
        if specific == 1:
            return (sibling and kind == "river") or (len(word) > 1 and listing.firm)
        if said_alone(item):
            return True
        if specific < _TWO:
            return False
        if word not in _BUILT_ONLY and (word not in _SHORT_ONLY_IF_BUILT or specific > _TWO):
            return True
        return sibling or listing.firm

    def _why_not(self, item: Item, kind: str) -> str:
        """Return why a name with the ending of a place is none of this district, "" if it may be."""
        if self._lies_elsewhere(item, kind):
            return "不在本区"
        word = item.said.word(item.head)
        own = item.own
        if word in _OTHER_DISTRICTS and own != self.home.district:
            return "另一个区或新区"
        if _SLOGAN.fullmatch(own):
            return "提法，不是地名"
        before = item.said.word(item.head - 1) if item.head > item.first else ""
        if word == "总部" and (
            before.endswith(_BRANCHES) or item.said.letters[item.head - 1] == "e"
        ):
            return "公司的地区总部，没有写明楼宇"
        if (
            own.startswith("云")
            and len(own) <= _SHORT
            and item.said.letters[item.first - 1 : item.first] == "q"
        ):
            return "线上的，不是地点"
        if word == "站" and "o" in item.shape:
            return "赛事或活动的一站"
        return ""

    def _lies_elsewhere(self, item: Item, kind: str) -> bool:
        said = item.said
        if kind not in _INSTITUTIONS or said.letters[item.first] != "e" or item.shape[1:2] == "-":
            return False
        if said.word(item.head).endswith(_LOCAL):  # 山西小学 may stand in 山西路
            return False
        far = [said.word(k) for k in range(item.first, item.head) if said.letters[k] == "e"]
        return not any(self.home.holds(word) for word in far)

    def full(self, name: str) -> str:
        """Write 区 or 市 at the beginning of a name out."""
        return self.home.full(name)

    def _written_out(self, item: Item) -> str:
        """Return a name with its abbreviated beginning written out: 南站8号地块 of 某市南站."""
        said = item.said
        own = item.own
        if said.letters[item.first] != "K" or item.head == item.first:
            return self.full(own)
        written = said.word(item.first)
        known = self.senses(said, item.first)[0]
        if known.placeable == "no" or known.name == written or len(written) > _SHORT:
            return own
        return known.name + own[len(written) :]

    def _crossed(self, item: Item) -> list[Name]:
        """Return the river that 某路跨某塘通道 crosses: nobody else names it."""
        said = self.said_of(item)
        found = _CROSSED.search(said)
        if not found:
            return []
        start = item.said.starts[item.first] + found.start(1)
        return [Name(start, start + len(found[1]), found[1], "river", "line")]

    def said_of(self, item: Item) -> str:
        """Return the characters of a member from its beginning to its ending."""
        return item.said.words(item.first, item.head + 1)

    def _named(self, item: Item, kind: str) -> list[Name]:
        said, head, stop = item.said, item.head, item.stop
        name = self._written_out(item)
        start, end = said.starts[item.first], said.ends[head]
        if said.letters[head + 1 : head + 2] == "B":
            inside = bracket(said.word(head + 1))
            far = said.ends[head + 1]
            if inside.kind == "extent":
                kind = kind if kind == "river" else "road_segment"
                return [Name(start, far, name, kind, "line", "", *inside.parts)]
            if inside.kind == "numbers":
                return [Name(start, far, name + part, "plot") for part in inside.parts]
            if inside.kind in ("phase", "part"):
                return [Name(start, far, name + inside.parts[0], kind, placeable(kind))]
            gloss = inside.parts[0]
            address = gloss if _ADDRESS.fullmatch(gloss) else ""
            note = "" if address else f"又写作{gloss}"
            return [
                Name(start, end, name, kind, placeable(kind), note, address=address,
                     parent=self._parent(item))
            ]  # fmt: skip
        if stop > head + 1:
            name, end = name + item.text(head + 1, stop), said.ends[stop - 1]
        villages = _VILLAGES.fullmatch(name)
        if villages and NUMERALS.index(villages[3]) == NUMERALS.index(villages[2]) + 1:
            base, one, two, word, *_ = villages.groups()
            return [Name(start, end, base + number + word, "residential") for number in (one, two)]
        pair = self._pair(item)
        if pair:
            return [Name(start, end, one, kind, placeable(kind)) for one in pair]
        return [
            Name(start, end, name, kind, placeable(kind), address=self._inside(item),
                 parent=self._parent(item))
        ]  # fmt: skip

    def _parent(self, item: Item) -> str:
        """Return the larger place with which a name begins, "" if it begins with none."""
        said, letters = item.said, item.said.letters
        if letters[item.first] == "K" and item.first < item.head:
            known = self.senses(said, item.first)[0]
            return known.name if known.placeable != "no" else ""
        k = letters.find("s", item.first + 1, item.head)
        if k < 0 or said.ends[k] - said.starts[k] < _TWO or letters[k - 1] not in "unltze":
            return ""
        return self.full(item.text(item.first, k + 1))

    def _inside(self, item: Item) -> str:
        """Return the address in a name such as 某路17弄公厕."""
        letters = item.said.letters
        k = letters.rfind("N", item.first, item.head)
        if (
            k <= item.first
            or letters[k - 1] not in "rN"
            or (
                letters[item.head] in "sK"
                and k == item.head - 1
                and item.said.word(item.head) in ("地块", "街坊")
            )
        ):
            return ""
        return item.text(item.first, k + 1)

    def _pair(self, item: Item) -> tuple[str, str] | None:
        """Split 东安一二村: a numeral stands right before an ending that begins with the next."""
        word = item.said.word(item.head)
        found = _PAIR.fullmatch(item.text(item.first, item.head))
        if not found or word[0] not in NUMERALS or len(word) < 2:  # noqa: PLR2004
            return None
        if NUMERALS.index(word[0]) != NUMERALS.index(found[2]) + 1:
            return None
        return found[1] + found[2] + word[1:], found[1] + word

    def _numbered(self, item: Item, kind: str) -> list[Name]:
        """Split 某中心3、4、5号地块: one name for each number."""
        said, head = item.said, item.head
        if head == item.first or said.letters[head - 1] != "N":
            return []
        numbers = each_number(said.word(head - 1))
        if len(numbers) < _TWO:
            return []
        if "-" in numbers[0]:  # 187-3、4号地块 are 187-3 and 187-4
            block = numbers[0][: numbers[0].rindex("-") + 1]
            numbers = [number if "-" in number else block + number for number in numbers]
        base, end = item.text(item.first, head - 1), item.text(head, head + 1)
        start, stop = said.starts[item.first], said.ends[head]
        return [
            Name(start, stop, self.full(base + number + end), kind, placeable(kind))
            for number in numbers
        ]

    def called(self, written: str) -> Known | None:
        """Return what a folded name stands for if the district lends it."""
        senses = self.lexicon.lent.get(written)
        return senses[0] if senses else None

    def known(self, item: Item) -> tuple[Known, ...]:
        """Return what a word that the district or the report made known may stand for."""
        return self.senses(item.said, item.head)

    def senses(self, said: Tokens, k: int) -> tuple[Known, ...]:
        """Return what word `k`, a known name, may stand for."""
        pattern = said.patterns[k]
        return (self.own[said.word(k)],) if pattern < 0 else self.lexicon.known[pattern]

    def _known(self, item: Item, listing: Firm, *, sibling: bool) -> list[Name]:
        said, head = item.said, item.head
        senses = self.known(item)
        known = senses[0]
        if known.plain and item.first < head and said.letters[head - 1] in "unletsKH":
            return self._site(item, listing, sibling=sibling)
        start, end = said.starts[head], said.ends[head]
        name = known.name
        if said.letters[head + 1 : head + 2] == "B":
            inside = bracket(said.word(head + 1))
            far = said.ends[head + 1]
            if inside.kind == "extent" and known.kind in ("road", "river"):
                kind = "road_segment" if known.kind == "road" else known.kind
                return [Name(start, far, name, kind, "line", "", *inside.parts)]
            if inside.kind == "numbers":
                return [Name(start, far, name + part, "plot") for part in inside.parts]
            if inside.kind in ("phase", "part") and known.placeable != "no":
                name, end = name + inside.parts[0], far
        elif item.stop > head + 1 and known.placeable != "no":
            name, end = name + item.text(head + 1, item.stop), said.ends[item.stop - 1]
        in_front = self._in_front(item, head) if item.first < head else []
        ends = (known.road_from, known.road_to) if name == known.name else ("", "")
        if (
            len(senses) > 1
            and end == said.ends[head]
            and all(one.name != item.text(head, head + 1) for one in senses)
        ):
            return in_front + [
                Name(start, end, one.name, one.kind, one.placeable, one.note, zone=one.zone)
                for one in senses
            ]
        return [
            *in_front,
            Name(start, end, name, known.kind, known.placeable, known.note, *ends,
                 address=known.address, zone=known.zone),
        ]  # fmt: skip

    # --- numbered lines -------------------------------------------------------------------------

    def _line(self, item: Item) -> list[Name]:
        return self._numbered_line(item, item.head)

    def _numbered_line(self, item: Item, k: int) -> list[Name]:
        said = item.said
        first = k
        while first > 0 and said.letters[first - 1] in "ga" and said.word(first - 1) in _METRO:
            first -= 1
        behind = _PHASE_BEHIND.match(said.letters, k + 1)
        last = behind.end() - 1 if behind else k
        phase = item.text(k + 1, last + 1)
        start, end = said.starts[first], said.ends[last]
        return [
            Name(start, end, f"轨道交通{number}号线{phase}", "metro_line", "line")
            for number in re.findall(r"\d+", said.word(k))
        ]

    # --- roads ----------------------------------------------------------------------------------

    def _road(self, item: Item) -> list[Name]:
        said, letters, head = item.said, item.said.letters, item.head
        first = self.road_start(item, head)
        raw = item.text(first, head)
        if not 1 <= len(raw) <= _LONGEST_ROAD:
            return []
        names = self._in_front(item, first)
        name = raw + said.word(head)
        start, end = said.starts[first], said.ends[head]
        behind = _DESCRIBED.match(letters, head + 1, item.last)
        if behind:
            inside = bracket(said.word(behind.end() - 1))
            far = said.ends[behind.end() - 1]
            if inside.kind == "extent":
                if letters[head + 1] != "y":
                    name += item.text(head + 1, behind.end() - 1)
                segment = Name(start, far, name, "road_segment", "line", "", *inside.parts)
                return [*names, segment, *self._banks(said, behind.end() - 1, inside.parts)]
            if inside.kind in ("part", "phase") and len(name) > 2 and behind.end() == head + 2:  # noqa: PLR2004
                return [*names, Name(start, far, name + inside.parts[0], "road", "line")]
        if item.counted or len(name) < 3 or name in _COMMON_ROADS or _SLOGAN.fullmatch(name):  # noqa: PLR2004
            return names
        if item.stop > head + 1 and letters[head + 1] != "B":
            end = said.ends[item.stop - 1]
            name += item.text(head + 1, item.stop)
        if letters[first] == "N":
            numbers = each_number(said.word(first))
            base = item.text(item.first, first)
            return [
                Name(said.starts[item.first], end, base + n + said.word(head), "road", "line")
                for n in numbers
            ]
        if first > item.first and letters[first - 1] == "-":
            other = self.road_start(item, first - 2)
            if first - 2 >= item.first and letters[first - 2] == "r" and other < first - 2:
                far_name = item.text(other, first - 1)
                return [Name(said.starts[other], end, f"{far_name}-{name}", "road", "line")]
        return [*names, Name(start, end, name, "road", "line")]

    def _banks(self, said: Tokens, k: int, ends: tuple[str, ...]) -> list[Name]:
        """Return the rivers whose banks are the ends of an extent: nobody else names them."""
        names = []
        for end in ends:
            river = bank_of(end)
            if river:
                start = said.text.index(river, said.starts[k])
                names.append(Name(start, start + len(river), river, "river", "line"))
        return names

    def road_start(self, item: Item, head: int) -> int:
        """Return the first word of the road that ends on word `head`."""
        said, letters = item.said, item.said.letters
        k = head
        while (
            k > item.first
            and letters[k - 1] in _ROAD_LETTERS
            and said.starts[head] - said.starts[k - 1] <= _LONGEST_ROAD
            and not (letters[k - 1] in "s" and k < head)
        ):
            k -= 1
        while k < head - 1 and letters[k] in "gw" and not _PLANNED.fullmatch(said.words(k, head)):
            k += 1
        return k

    def _in_front(self, item: Item, first: int) -> list[Name]:
        """Return the place in front of a road, such as the town where it lies."""
        if not set("sK") & set(item.said.letters[item.first : first]):
            return []
        left = Item(item.said, item.first, first)
        return self.of(left, LOOSE, sibling=False) if left.head >= 0 else []

    def _address(self, item: Item) -> list[Name]:
        said, letters = item.said, item.said.letters
        k = item.head
        while k > item.first and letters[k - 1] == "N":
            k -= 1
        first = self.road_start(item, k - 1) if letters[k - 1] == "r" else item.first
        base = item.text(first, k)
        start, end = said.starts[first], said.ends[item.head]
        *outer, last = [said.word(n) for n in range(k, item.head + 1)]
        base += "".join(outer)
        return [
            Name(start, end, base + number, "residential", "yes", address=base + number)
            for number in each_number(last)
        ]


def said_alone(item: Item) -> bool:
    """Tell whether a name of two characters or more stands in quotation marks of its own."""
    letters = item.said.letters
    quoted = letters[item.first - 1 : item.first] == "q" == letters[item.head + 1 : item.head + 2]
    return quoted and item.specific > 1 and "g" not in item.shape


def each_number(text: str) -> list[str]:
    """
    Split house numbers that share their unit.

    >>> each_number("501-505、506-510号")
    ['501-505号', '506-510号']
    """
    parts = re.split("[、和]", text)
    unit = re.sub(r"^[\d-]+", "", parts[-1])
    return [part + unit if part[-1].isdigit() else part for part in parts]
