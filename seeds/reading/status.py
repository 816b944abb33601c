"""What a sentence says of the places it names: the verb that governs each, with its scope."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeds.reading.clauses import WINDOW, Clauses
from seeds.reading.verbs import COMMA, END, FRONTS, IDLE, PARTNER, SAY, STOP, WORK, Token, words

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 24
"""A status is cut after so many characters."""

_CARRY = ("、", "和", "及", "以及", "并", "与", "暨")
_PARTNERED = ("与", "同", "联合", "会同", "携手")
_LOOSE = ("围绕", "依托", "结合", "聚焦")
_CHAINS = frozenset(("", "并", "后", "且", "、", "和", "并正式", "并对外", "并全面", "并陆续"))
_WORK_JOINTS = frozenset(("", "项目", "工程", "等项目", "等工程", "项目已", "工程已", "实现", "并"))
_TRAILS = ("工作", "事项", "任务", "程序")
_ADVERBS = ("有序", "稳步", "顺利", "相继", "陆续")
_CLASSES = ("进行了", "进行", "项目", "工程", "地块", "道路", "及片区", "片区", "地区", "段", "等")
_HEADS = {
    "加快推进": "加快",
    "加快推动": "加快",
    "全力推进": "推进",
    "全面推进": "推进",
    "持续推进": "推进",
    "有序推进": "推进",
    "稳步推进": "推进",
    "开展": "",
    "实施": "",
}
_SHORT = (
    ("完成工程可行性研究报告批复", "可研批复"),
    ("完成项建书批复", "项建书批复"),
    ("完成可研批复", "可研批复"),
)
_NEEDY = frozenset(
    words("推进 推动 加快 加速 加快推进 加快推动 加强 深化 优化 实施 完成 提升 开展 规划 研究")
)
_CLOSERS = frozenset(("", ",", ";", "。", "、", ")", "!", "?", "\n"))
_GOES_ON = ("和", "与", "及", "工作", "计划", "谋划", "项目", "阶段", "任务", "事项")
_CLASS_ONLY = re.compile("等?[^,;。]{0,8}(?:项目|工程|地块|道路|等|建筑|设施|[)）])(?:[,;。]|$)")
_ATTRIBUTES = ("由", "是", "系", "为", "曾", "自")
_DESCRIPTIONS = ("位于", "总投资", "总建筑面积", "建筑面积", "占地", "东至", "规模", "用地")
_LINKS = frozenset(
    words("入驻 纳入 列入 搬迁至 迁至 搬至 落户 落地 入选 成为 获 获得 荣获 获评 转型")
)
_RATE = re.compile(r"(?:达到?|超过?|为)?\d{1,3}(?:\.\d{1,2})?%")
_FRONT_WORDS = frozenset(words(FRONTS))


def statuses(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """
    Return for each place of `text` the status as stated, "" where nothing is said.

    Parameters
    ----------
    text
        One sentence or list item, folded and cleaned.
    spans
        Where the places stand, in order and not overlapping; a shared list may give the same span
        to several places.

    Returns
    -------
    list of str
        As long as `spans`: the short phrase that says how far each place is.

    Examples
    --------
    >>> statuses("推进甲园、乙楼等项目竣工,丙路土地出让", [(2, 4), (5, 7), (13, 15)])
    ['竣工', '竣工', '土地出让']
    """
    if not spans:
        return []
    return _Reading(Clauses(text, spans)).read()


class _Reading:
    """One pass over the runs of a sentence, from left to right, then what later clauses lend."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.text = clauses.text
        self.runs = clauses.runs
        self.used = 0
        self.head = ""
        self.closed: set[int] = set()

    def read(self) -> list[str]:
        """Return the status of every place, in the order of the spans."""
        found = [self._status(i) for i in range(len(self.runs))]
        for i in range(len(self.runs) - 1, -1, -1):
            found[i] = self._lent(i, found) or found[i]
        return [said for said, run in zip(found, self.runs, strict=True) for _ in range(run.count)]

    def _status(self, i: int) -> str:
        """Return the status of run i and remember which tokens it took."""
        start = self.runs[i].start
        low, tokens = self.clauses.before(i, self.used)
        head = self._front(low, start, tokens)
        if not head and self.text.startswith(_CARRY, low, start):
            head = self.head
        self.head = head
        self.used = self.runs[i].end
        lead = self.clauses.lead(i)
        if lead.endswith(_PARTNERED):
            return self._partner(i)
        if self.clauses.aside(i):
            return self._tail(i, "", aside=True) if lead.endswith(_LOOSE) else ""
        return self._tail(i, head, aside=False) or self._alone(i, head)

    def _front(self, low: int, start: int, tokens: list[Token]) -> str:
        """Return the verb that governs a place from the front."""
        while tokens and tokens[-1][0] == IDLE:
            tokens.pop()
        if not tokens:
            return ""
        kind, first, end = tokens[-1]
        verb = self.text[first:end]
        if start - end > LONGEST or self.text.startswith("、", end):
            return ""
        if kind in (WORK, SAY, END) and verb not in _FRONT_WORDS:
            if verb == "入选" and self.text.startswith("首批", start - 2, start):
                return "入选首批"
            if not self.clauses.quantified(end, start):
                return ""
        for word in reversed(tokens[:-1]):
            if word[2] != first or word[1] < low or word[0] in (IDLE, PARTNER):
                break
            first = word[1]
        return self.text[first:end]

    def _alone(self, i: int, head: str) -> str:
        """Return what a verb in front says when no work stands behind the place."""
        if head == "配合":
            return "配合推进"
        end = self.runs[i].end
        if head not in _NEEDY or self.text[end : end + 1] in _CLOSERS:
            return head
        _, stop = self.clauses.behind(i)
        rest = self.text[end : min(stop, end + WINDOW)].lstrip('"')
        if head in ("加快", "加速") and len(rest) <= LONGEST // 4:
            return head + rest
        return head if _CLASS_ONLY.match(rest) else ""

    def _partner(self, i: int) -> str:
        """Return what is done with a place as a partner: 与A共建."""
        for kind, first, end in self.clauses.gaps[i + 1]:
            if kind >= COMMA:
                break
            if kind == PARTNER:
                return self.text[first:end]
        return ""

    def _tail(self, i: int, head: str, *, aside: bool) -> str:
        """Return what the tokens behind run i say of it, "" if they say nothing."""
        end = self.runs[i].end
        tokens, stop = self.clauses.behind(i)
        if self.text.startswith(("的", '"的'), end):
            tokens = [word for word in tokens if word[0] == WORK and word[1] <= end + LONGEST // 2]
            aside = not head
        work: Token | None = None
        for at, word in enumerate(tokens):
            kind, _, last = word
            if kind == WORK and work is None:
                work = word
                self.used = last
            elif kind in (IDLE, WORK):
                continue
            elif aside or kind not in (END, SAY):
                break
            elif kind == SAY:
                return self._said(i, word, stop, head) or self._worked(i, head, work, tokens)
            elif self.clauses.governs_next(i, last) or (self.clauses.actor(i) and last < stop):
                break
            else:
                self.closed.add(i)
                return self._ended(tokens[at:], work if self.runs[i].count == 1 else None)
        return self._worked(i, head, work, tokens)

    def _ended(self, tokens: list[Token], work: Token | None) -> str:
        """Return a finishing verb with what is joined to it on either side."""
        text = self.text
        _, first, end = tokens[0]
        for kind, start, stop in tokens[1:]:
            if kind != END or text[end:start] not in _CHAINS:
                break
            end = stop
        self.used = end
        rate = _RATE.match(text, end) if text.endswith("率", first, end) else None
        ended = text[first : rate.end() if rate else end]
        for adverb in _ADVERBS:
            ended = ended.removeprefix(adverb)
        if work is None or text[work[2] : first] not in _WORK_JOINTS:
            return ended[:LONGEST]
        joint = "并" if text[work[2] : first] == "并" else ""
        return (text[work[1] : work[2]] + joint + ended)[:LONGEST]

    def _said(self, i: int, word: Token, stop: int, head: str) -> str:
        """Return a verb that tells a fact, to the end of its clause."""
        _, first, end = word
        verb = self.text[first:end]
        following = self.runs[i + 1].start if i + 1 < len(self.runs) else len(self.text)
        acts = following < stop and verb in _FRONT_WORDS and verb not in _LINKS
        if acts or self.clauses.actor(i):
            return ""
        self.used = min(stop, following)
        self.closed.add(i)
        if verb in ("落地", "落户"):
            return head + verb if head in _NEEDY else verb
        said = self.text[first:stop]
        for trail in _TRAILS:
            said = said.removesuffix(trail)
        for long, short in _SHORT:
            said = said.replace(long, short)
        return said[:LONGEST]

    def _worked(self, i: int, head: str, work: Token | None, tokens: list[Token]) -> str:
        """Return a work with the verb in front of the place: 推进A土地出让 is 推进土地出让."""
        if work is None:
            return ""
        low = self.runs[i].end
        _, first, end = work
        for kind, start, stop in tokens:
            if kind == WORK and start == end:
                end = stop
        if not (head and first <= low + 2) and not self._closes(i, end):
            return ""
        self.used = max(self.used, end)
        between = self.text[low:first].lstrip('"') if first - low <= LONGEST // 3 else "等"
        if not between.startswith("等") and "的" not in between:
            for name in _CLASSES:
                between = between.removeprefix(name)
            first -= len(between)
        return (_HEADS.get(head, head) + self.text[first:end])[:LONGEST]

    def _closes(self, i: int, end: int) -> bool:
        """Tell whether a work that ends at `end` finishes the clause, so that it says something."""
        behind = self.runs[i].end
        behind += self.text.startswith('"', behind)
        if self.clauses.actor(i) or self.text.startswith(_ATTRIBUTES, behind):
            return False
        return self.text[end : end + 1] in _CLOSERS or self.text.startswith(_GOES_ON, end)

    def _lent(self, i: int, found: list[str]) -> str:
        """Return what a later item of the list or a later clause says of run i."""
        if self._listed(i):
            self.closed.add(i)
            return found[i + 1]
        if found[i] or not self._bare(i):
            return ""
        if self.clauses.between(i) == "," and i + 1 < len(self.runs):
            return found[i + 1]
        gap = self.clauses.gaps[i + 1]
        for at, (kind, _, _) in enumerate(gap):
            if kind == STOP:
                break
            if kind == END:
                return self._ended(gap[at:], None)
        return ""

    def _listed(self, i: int) -> bool:
        """Tell whether run i is an item of a list whose verb stands behind a later item."""
        if i + 1 not in self.closed or i in self.closed:
            return False
        if not self.clauses.between(i).rstrip('"').endswith(("、", "和", "及", "以及")):
            return False
        return all(kind in (WORK, IDLE) for kind, _, _ in self.clauses.gaps[i + 1])

    def _bare(self, i: int) -> bool:
        """Tell whether the clause of run i holds the place and nothing that is said of it."""
        run = self.runs[i]
        low = max(self.runs[i - 1].end if i else 0, run.start - WINDOW)
        front = self.text[low : run.start].rstrip('"')
        if front and front[-1] not in ",;。!?:\n" and front[-2:] not in ("一是", "二是", "三是"):
            return False
        if self.clauses.actor(i):
            return False
        if self.text.startswith(_DESCRIPTIONS, run.end):
            return True
        gap = self.clauses.gaps[i + 1]
        return bool(gap) and gap[0][0] == COMMA and gap[0][1] - run.end <= LONGEST // 6
