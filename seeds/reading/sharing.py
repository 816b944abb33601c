"""What the members of a list share: a prefix, an ending, a verb, a class named behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeds.reading.extents import bracket
from seeds.reading.lexicon import REST_WORDS
from seeds.reading.name import Name, placeable
from seeds.reading.runs import ANY_PLACE
from seeds.reading.series import series

if TYPE_CHECKING:
    from seeds.reading.forms import Forms
    from seeds.reading.items import Item
    from seeds.reading.tokens import Tokens

_SHARED_ENDINGS = frozenset(
    {"plot", "area", "residential", "park", "hospital", "metro_station", "school", "river"}
)
_CLASS_ENDINGS = frozenset(["地块", "片区", "风貌区", "街坊", "新村", "小区", "街区", "社区"])
_BUILT = frozenset(
    [
        "开工",
        "竣工",
        "完工",
        "通车",
        "交付",
        "启用",
        "投用",
        "建成",
        "开业",
        "开放",
        "封顶",
        "结顶",
        "征收",
        "收储",
        "出让",
        "签约",
        "建设",
        "改造",
        "更新",
        "修缮",
        "施工",
        "在建",
        "运营",
        "揭牌",
        "开园",
        "开馆",
        "开学",
        "搬迁",
        "动工",
        "贯通",
        "落成",
        "投入",
        "验收",
        "移交",
        "前期",
        "重建",
        "扩建",
        "新建",
        "改建",
        "提升",
        "整治",
        "修复",
        "拓宽",
        "成套改造",
        "综合修缮",
        "更新改造",
        "辟通",
        "布展",
        "落地",
        "列入",
    ]
)
_NAMING = frozenset(["名为", "取名", "名叫", "取名为", "命名为", "更名为", "命名"])
_BODIES = frozenset(["institute", "school", "hospital", "government", "culture", "other"])
_ON_A_ROAD = re.compile(r"[untz]+r")
_AHEAD = 12
_REACH = 8


def phased(names: list[Name]) -> tuple[Name, str] | None:
    """Return the last of a few names that ends on a phase, and the name without it."""
    for name in reversed(names[-4:]):
        base = re.fullmatch(r"(.+?)[一二三四五六七八九十\d]+期", name.name)
        if base:
            return name, base[1]
    return None


class Listing:
    """
    The members of one list.

    `marker` is the word behind 等 that calls them something, -2 if they are only counted as
    places (三处), None if nothing does.
    """

    def __init__(self, said: Tokens, items: list[Item], marker: int | None, forms: Forms) -> None:
        self.said, self.items, self.forms = said, items, forms
        self.proper = [item for item in items if item.head >= 0 and item.specific > 1]
        self.marker = marker if marker is not None and marker >= 0 else None
        self.called = self.marker is not None or marker == ANY_PLACE
        self._firm: bool | None = True if self.called or forms.named else None

    def names(self, before: list[Name]) -> list[Name]:
        """Return the names of all members; `before` are those that stand earlier in the text."""
        pair = self._quarters()
        if pair:
            return pair
        found: list[Name] = []
        proper = self.proper
        in_series = 0
        for n, item in enumerate(self.items):
            if in_series:
                in_series -= 1
                continue
            if item.first >= item.last or item.bounds:
                continue
            run = series(self.items, n)
            if run:
                found += self._series(n, run)
                in_series = len(run) - 1
                continue
            if item.letter == "J":
                found = self._junction(n, item, found)
                continue
            sibling = len(proper) > 1 or (bool(proper) and proper[0] is not item)
            found += self._member(n, item, found, before, sibling=sibling)
        if self.marker is not None and self.said.word(self.marker).startswith("附属"):
            word = self.said.word(self.marker)
            return [
                one._replace(name=one.name + word, kind="green", placeable="yes") for one in found
            ]
        return found

    @property
    def firm(self) -> bool:
        """Whether something says that places are meant: a project, a class, a work."""
        if self._firm is None:
            said = self.said.letters
            project = any("j" in said[item.first : item.last] for item in self.items)
            self._firm = project or self._built()
        return self._firm

    def _built(self) -> bool:
        """Tell whether what follows the list says that something is built there."""
        if not self.items:
            return False
        said = self.said
        for k in range(self.items[-1].last, min(self.items[-1].last + _REACH, len(said.letters))):
            if said.letters[k] == "p":
                break
            if said.word(k) in _BUILT:
                return True
        return any(said.letters[k] == "w" for k in range(self.items[-1].first, self.items[-1].last))

    def _quarters(self) -> list[Name]:
        """Read 西岸传媒港与数字谷片区 as two quarters of 西岸, which the district knows."""
        if len(self.items) != 2 or self.items[0].letter != "t":  # noqa: PLR2004
            return []
        said, (one, two) = self.said, self.items
        if said.letters[one.first] != "K" or two.letter != "s" or two.specific < 1:
            return []
        whole = self.forms.senses(said, one.first)[0]
        word = said.word(two.head)
        if whole.kind != "area" or word not in ("片区", "地区") or said.letters[one.last] != "k":
            return []
        first = Name(said.starts[one.first], said.ends[one.head], one.own + word, "area", "area")
        start, end = said.starts[two.first], said.ends[two.head]
        return [first, Name(start, end, whole.name + two.own, "area", "area")]

    def _series(self, n: int, names: list[str]) -> list[Name]:
        said = self.said
        closing = self.items[n + len(names) - 1]
        kind = self.forms.kind(closing)
        start, end = said.starts[self.items[n].first], said.ends[closing.head]
        return [Name(start, end, self.forms.full(name), kind, placeable(kind)) for name in names]

    def _junction(self, n: int, item: Item, found: list[Name]) -> list[Name]:
        """Join two roads to the place where they meet."""
        said, letters = self.said, self.said.letters
        roads = [k for k in range(item.first, item.head) if letters[k] == "r"]
        start = item.first
        own = item.text(start, item.head).rstrip("-")
        if roads and roads[-1] == item.head - 1:
            first = self.forms.road_start(item, roads[-1])
            second = item.text(first, roads[-1] + 1)
            rest = roads[:-1]
        else:
            cut = roads[-1] + 1 if roads else start
            second = item.text(cut, item.head) + "路"
            rest = roads
        if rest:
            begin = self.forms.road_start(item, rest[-1])
            one, at = item.text(begin, rest[-1] + 1), said.starts[begin]
        elif (
            found
            and found[-1].kind == "road"
            and n
            and found[-1].end == said.ends[self.items[n - 1].last - 1]
        ):
            one, at = found[-1].name, found[-1].start
            found = found[:-1]
        else:
            return found
        end = said.ends[item.head]
        name = said.text[at:end].replace('"', "")
        del own
        return [*found, Name(at, end, name, "intersection", "yes", "", one, second)]

    def _member(
        self, n: int, item: Item, found: list[Name], before: list[Name], *, sibling: bool
    ) -> list[Name]:
        if item.refused:
            return [self.forms.refused(item, item.refused)] if item.specific > 1 else []
        if item.head < 0:
            return self._without_ending(n, item, found, before)
        clinic = self._clinic(n, item) or self._lent(n, item)
        if clinic:
            return clinic
        shared = self._shared_prefix(n, item, found, before)
        if shared:
            return shared
        names = self.forms.of(item, self, sibling=sibling)
        if self.marker is not None and self.said.word(self.marker) == "站":
            names = [
                one._replace(name=one.name + "站", kind="metro_station", placeable="yes")
                if one.kind in ("road", "park")
                else one
                for one in names
            ]
        if self.marker is not None and self.said.word(self.marker) == "公园":
            names = [
                one._replace(name=one.name + "公园", kind="park", placeable="yes")
                if one.kind == "river"
                else one
                for one in names
            ]
        return names

    # --- members without an ending --------------------------------------------------------------

    def _lent(self, n: int, item: Item) -> list[Name]:
        """Give 甲、乙风貌区 the ending where the district knows the first by it: 甲风貌区."""
        if item.letter != "K" or n + 1 >= len(self.items) or item.stop != item.last:
            return []
        behind = self.items[n + 1]
        if behind.head < 0:
            return []
        for size in (2, 3, 4, 5):
            known = self.forms.called(item.own + behind.own[-size:])
            if known and known.placeable != "no":
                start, end = self.said.starts[item.first], self.said.ends[item.last - 1]
                return [Name(start, end, known.name, known.kind, known.placeable, zone=known.zone)]
        return []

    def _without_ending(
        self, n: int, item: Item, found: list[Name], before: list[Name]
    ) -> list[Name]:
        said = self.said
        start, end = said.starts[item.first], said.ends[item.last - 1]
        if re.fullmatch(r"[dz]?y+w*j?", item.shape):
            return self._phase(item, found, before)
        ending = self._ending_ahead(n, item)
        if ending:
            name = item.own + said.word(ending.head)
            kind = self.forms.kind(ending)
            return [Name(start, end, self.forms.full(name), kind, placeable(kind))]
        if item.bare and item.shape[-1] == "B":
            inside = bracket(said.word(item.last - 1))
            if inside.kind == "numbers":
                host = self.forms.full(item.text(item.first, item.last - 1))
                return [Name(start, end, host + part, "plot") for part in inside.parts]
        if item.bare and self._called_a_place(item):
            return self._bare(item)
        return []

    def _phase(self, item: Item, found: list[Name], before: list[Name]) -> list[Name]:
        """Give 五期 the name of which 四期 stood before it."""
        said = self.said
        start, end = said.starts[item.first], said.ends[item.last - 1]
        model = phased([*before, *found])
        return [model[0]._replace(start=start, end=end, name=model[1] + item.own)] if model else []

    def _ending_ahead(self, n: int, item: Item) -> Item | None:
        """Return the later member whose ending this one shares, if it does."""
        if (
            self.called
            or item.specific < 1
            or item.shape not in ("u", "un", "nu", "n", "e", "ut", "r")
        ):
            return None
        other = next((one for one in self.items[n + 1 : n + _AHEAD] if one.head >= 0), None)
        if other is None or len(item.own) > 4:  # noqa: PLR2004
            return None
        long = other.letter == "s" or self.said.word(other.head) in ("站", "村")
        return (
            other
            if long and self.forms.kind(other) in _SHARED_ENDINGS and other.specific > 1
            else None
        )

    def _clinic(self, n: int, item: Item) -> list[Name]:
        """Give each of 甲桥、乙路社区卫生服务中心 its own: they are named after their towns."""
        if item.letter not in "sr" or len(item.own) > 4:  # noqa: PLR2004
            return []
        said = self.said
        other = self.items[-1]
        if other is item or other.head < 0 or not said.word(other.head).startswith("社区卫生"):
            return []
        if self.forms.kind(item) == "hospital":
            return []
        name = item.own + said.word(other.head)
        return [Name(said.starts[item.first], said.ends[item.head], name, "hospital")]

    def _marks_places(self) -> bool:
        """Tell whether the word behind 等 makes places of names that have no ending of their own."""
        if self.marker is None:
            return True
        return self.forms.lexicon.senses[self.said.patterns[self.marker]].kind not in _BODIES

    def _called_a_place(self, item: Item) -> bool:
        if self.called:
            return self._marks_places()
        if "j" in item.shape:
            plain = re.fullmatch(r"[unltzdiqH\-]+[wj][wjgq]*", item.shape) is not None
            return plain and (len(self.items) > 1 or self._built())
        own = item.own
        before = self.items[0].first - 1
        while before > 0 and self.said.letters[before] in "q":
            before -= 1
        if before >= 0 and self.said.word(before) in _NAMING:
            return True
        others = self.proper
        if any(one.own[:2] == own[:2] for one in others[: 2 * _AHEAD]):
            return True
        return (
            2 * len(others) >= len(self.items) > 1
            and len(own) <= 6
            and item.shape in ("u", "un", "ui")
            and self.firm
        )  # noqa: PLR2004, E501

    def _bare(self, item: Item) -> list[Name]:
        said, letters = self.said, self.said.letters
        stop = item.last
        if re.search(r"[dz]m[wjgq]*$", item.shape):
            return []
        while stop > item.first + 1 and letters[stop - 1] in "wjgqa":
            stop -= 1
        name = item.text(item.first, stop)
        kind, ending = "other", ""
        if self.marker is not None:
            word = said.word(self.marker)
            kind = self.forms.lexicon.senses[said.patterns[self.marker]].kind or "other"
            ending = word if word in _CLASS_ENDINGS else ""
            if word == "站":
                kind, ending = "metro_station", word
        return [
            Name(
                said.starts[item.first],
                said.ends[stop - 1],
                self.forms.full(name + ending),
                kind,
                placeable(kind),
            )
        ]

    # --- members that leave out their beginning -------------------------------------------------

    def _shared_prefix(
        self, n: int, item: Item, found: list[Name], before: list[Name]
    ) -> list[Name]:
        """Give 南区 the beginning of the member before it, 某公园西区."""
        said = self.said
        if item.letter not in "st":
            return []
        if n == 0 or not found:
            return self._rest(item, before)
        start, end = said.starts[item.first], said.ends[item.head]
        first, last = self.items[0], found[-1]
        if last.placeable == "no" or item.prefixed:
            return []
        kind = self.forms.kind(item)
        if item.specific <= 1 and first.prefixed and kind == self.forms.kind(first):
            return [
                Name(start, end, self.forms.full(first.said.word(first.first) + item.own), kind)
            ]
        plot = self._same_plot(item, first)
        if plot:
            return [Name(start, said.ends[item.stop - 1], plot, kind, placeable(kind))]
        word = said.word(item.head)
        if item.head == item.first and len(word) == 2 and last.name[-1] == word[-1]:  # noqa: PLR2004
            return [last._replace(start=start, end=end, name=last.name[:-2] + word)]
        return []

    def _same_plot(self, item: Item, first: Item) -> str:
        """Give 乙路地块 the beginning of 某中心甲路地块, "" if they share none."""
        said, letters = self.said, self.said.letters
        if first.letter != "s" or said.word(first.head) != said.word(item.head):
            return ""
        if said.word(item.head) != "地块" or not _ON_A_ROAD.fullmatch(
            letters[item.first : item.head]
        ):
            return ""
        inner = letters.rfind("s", first.first, first.head)
        road = letters[inner + 1 : first.head]
        if inner < 0 or not _ON_A_ROAD.fullmatch(road):
            return ""
        return self.forms.full(
            first.text(first.first, inner + 1) + item.text(item.first, item.stop)
        )

    def _rest(self, item: Item, before: list[Name]) -> list[Name]:
        """Give 其余地块 the name of the plots before it, and L地块 that of G地块."""
        said = self.said
        word = said.word(item.head)
        own = item.own
        if not before or not item.first:
            return []
        rest = said.word(item.first - 1)
        single = re.fullmatch(rf"(?:[A-Z]\d*|\d+号?){word}", own)
        if not single and (item.head != item.first or rest not in REST_WORDS):
            return []
        phase = _phase_before(said, item.first)
        model = phased(before) if phase and single else None
        if model:
            start, end = said.starts[_subject(said, item.first)], said.ends[item.head]
            kind = self.forms.kind(item)
            return [Name(start, end, model[1] + phase + own, kind, placeable(kind))]
        for last in reversed(before[-3:]):
            base = re.fullmatch(rf"(.+?)(?:[A-Z]\d*|\d+号?|[\w-]*\d){word}", last.name)
            if base:
                begin = item.first if single else item.first - 1
                name = base[1] + (own if single else rest + word)
                return [
                    last._replace(
                        start=said.starts[begin],
                        end=said.ends[item.head],
                        name=name,
                        parent=base[1],
                    )
                ]
        return []


def _subject(said: Tokens, at: int) -> int:
    """Return the word before the verbs that stand before a word."""
    k = at - 1
    while k > 0 and said.letters[k] == "v":
        k -= 1
    return k


def _phase_before(said: Tokens, at: int) -> str:
    """Return the phase that is the subject of the verb before a word: 三期完成B桥."""
    k = _subject(said, at)
    alone = k >= 0 and said.letters[k] == "y" and (k == 0 or said.letters[k - 1] == "p")
    return said.word(k) if alone and k < at - 1 else ""
