"""
The places of one sentence in runs that share their verb, and the words between them.

Nothing further than `WINDOW` characters from a place is looked at, so the cost grows with the
number of places and not with the length of the sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.reading.verbs import COMMA, KINDS, STOP, Token, scanner, words

if TYPE_CHECKING:
    from collections.abc import Sequence

WINDOW = 120
"""How many characters before and behind a place are looked at."""

_JOINTS = frozenset(
    words('- 、 和 与 及 以及 暨 、首批 和首批 、" "、 "、" "和" "与" "及" "以及" "" 等 等、 等和')
)
_LONGEST_JOINT = max(map(len, _JOINTS))
_PREPOSITIONS = words(
    "在 于 至 到 从 自 赴 以 由 受 依托 围绕 聚焦 发挥 放大 借助 利用 通过 按照 根据 位于 紧邻 "
    "毗邻 临近 结合 对标 成为 作为 走进 来自 涉及 面向 距 亲临 视察 考察 比如 例如 包括"
)
_GOALS = words("入驻 纳入 列入 搬迁至 迁至 搬至 落户 落地 入选")
_PLACED = _PREPOSITIONS + _GOALS
_ACTORS = words("市 区 县 镇 乡 街道 政府 委 局 厅 办 公司 集团 新城")
_SITES = words("片区 地区 小区 园区 社区 街区 景区 校区 厂区 库区 集聚区 湖区 港区")
_LINKED = frozenset(("", "的", "中的", "了"))
_QUANTITY = "全首各一二两三数多新该此第0123456789"


class Run:
    """Places of one list: where the first begins, where the last ends, how many there are."""

    __slots__ = ("count", "end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.count = 1


class Clauses:
    """Runs of places and the words around them; `gaps[i]` stands in front of `runs[i]`."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.runs = _runs(text, spans)
        self.gaps = [self._gap(i) for i in range(len(self.runs) + 1)]

    def _gap(self, i: int) -> list[Token]:
        """Return the words in front of run i, with a stop for what the window leaves out."""
        runs = self.runs
        if i == 0:
            return self._words(max(0, runs[0].start - WINDOW), runs[0].start)
        low = runs[i - 1].end
        if i == len(runs):
            return self._words(low, min(len(self.text), low + WINDOW))
        high = runs[i].start
        if high - low <= 2 * WINDOW:
            return self._words(low, high)
        first, second = low + WINDOW, high - WINDOW
        return [*self._words(low, first), (STOP, first, second), *self._words(second, high)]

    def _words(self, low: int, high: int) -> list[Token]:
        return [
            (KINDS[m.group()], m.start(), m.end()) for m in scanner().finditer(self.text, low, high)
        ]

    def before(self, i: int, used: int) -> tuple[int, list[Token]]:
        """Return where the clause in front of run i begins, not before `used`, and its words."""
        low = max(used, self.runs[i].start - WINDOW)
        tokens: list[Token] = []
        for token in self.gaps[i]:
            if token[0] >= COMMA:
                low = max(low, token[2])
                tokens = []
            elif token[1] >= low:
                tokens.append(token)
        return low, tokens

    def behind(self, i: int) -> tuple[list[Token], int]:
        """
        Return the words from run i to the end of its clause, and where that is.

        They go on behind the next run only if that says where or into what run i goes:
        A在B揭牌运营.
        """
        tokens: list[Token] = []
        for gap in range(i + 1, min(i + 3, len(self.gaps))):
            for token in self.gaps[gap]:
                if token[0] >= COMMA:
                    return tokens, token[1]
                tokens.append(token)
            if gap < len(self.runs) and not self.lead(gap).endswith(_PLACED):
                break
        return tokens, min(len(self.text), self.runs[i].end + WINDOW)

    def lead(self, i: int) -> str:
        """Return the few characters in front of run i, without a quotation mark."""
        start = self.runs[i].start
        low = self.runs[i - 1].end if i else 0
        return self.text[max(low, start - 4) : start].rstrip('"')

    def aside(self, i: int) -> bool:
        """Tell whether a preposition makes run i a mere circumstance: 在A, 依托A."""
        return self.lead(i).endswith(_PREPOSITIONS)

    def between(self, i: int) -> str:
        """Return the text from run i to the next run, "," if it is long or there is none."""
        if i + 1 >= len(self.runs):
            return ","
        low, high = self.runs[i].end, self.runs[i + 1].start
        return self.text[low:high] if high - low <= WINDOW else ","

    def governs_next(self, i: int, end: int) -> bool:
        """Tell whether the word that ends at `end` stands directly in front of the next run."""
        if i + 1 >= len(self.runs):
            return False
        start = self.runs[i + 1].start
        if not 0 <= start - end <= WINDOW // 10:
            return False
        between = self.text[end:start].strip('"')
        return between in _LINKED or (between[0] in _QUANTITY and "," not in between)

    def quantified(self, end: int, start: int) -> bool:
        """Tell whether at most 的 or a count stands between a word and the place behind it."""
        between = self.text[end:start].strip('"')
        return between in _LINKED or between[0] in _QUANTITY

    def actor(self, i: int) -> bool:
        """Tell whether the places act themselves, as a district or a bureau does."""
        run, text = self.runs[i], self.text
        if not text.endswith(_ACTORS, run.start, run.end):
            return False
        return not text.endswith(_SITES, run.start, run.end)


def _runs(text: str, spans: Sequence[tuple[int, int]]) -> list[Run]:
    """Join places between which there is nothing but a mark of enumeration."""
    runs: list[Run] = []
    for start, end in spans:
        if runs:
            last = runs[-1]
            gap = start - last.end
            if gap < 0 or (gap <= _LONGEST_JOINT and text[last.end : start] in _JOINTS):
                last.end = max(last.end, end)
                last.count += 1
                continue
        runs.append(Run(start, end))
    return runs
