"""
The year of a mention: from its sentence, else from its section, else from the running prose.

A plan report says the year once, in its title and headings; a feature article says it sentence by
sentence; prose in between says 去年 and 今年 and goes on with it until it says otherwise. A
document about a plan period (十四五) gives the period, written 2021-2025.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from seeds.reading.dates import CHINESE_YEAR, in_digits
from seeds.reading.present import Subject, period_of

_WORD = re.compile(
    rf"19\d\d年|20\d\d年|{CHINESE_YEAR}|去年|过去一年|上一年|上年|今年|本年|明年|来年|下一年|当年|同年"
    "|过去五年|五年来|这五年|近五年|十[二三四五六]五"
)
_SHIFTS = {
    "去年": -1,
    "过去一年": -1,
    "上一年": -1,
    "上年": -1,
    "今年": 0,
    "本年": 0,
    "明年": 1,
    "来年": 1,
    "下一年": 1,
}
_FIVE = frozenset(("过去五年", "五年来", "这五年", "近五年"))
_SAME = frozenset(("当年", "同年"))
_COMPARED = ("较", "比", "超", "超过", "与", "高于", "低于", "以")
_COMPARED_PERIOD = (*_COMPARED, "是", "为", "占", "结合", "编制", "谋划")
_SINCE = ("度", "以来", "来", "起", "-", "~", "同期", "级", "末")
_DURING = ("期间", "时期", "以来", "阶段", "五年", ",")
_AHEAD = ("展望", "面向", "迈向", "进入", "回望", "回顾", "回首")
_STOP = re.compile(r"[。!?;\n]")
_OPENING = 8
"""A word of time so near the begin of a sentence holds on for the following sentences."""
_REACH = 30
"""A word of time behind a place counts if it follows so closely in the same clause."""
_TITLE = 80
"""How far in front of a year the mark of a title of a document is looked for."""
_CAPTION = ("图为", "图:", "上图", "下图", "左图", "右图")


class _Mark(NamedTuple):
    """A word of time: where it begins, how far its sentence goes, the year it means."""

    start: int
    until: int
    year: str


class Years:
    """
    The years of one document, asked for in document order.

    Parameters
    ----------
    title
        The title of the document, folded.
    first_lines
        Its first lines (a thousand characters are enough), folded, with line feeds: a date, an
        anniversary or a plan period in them tells what 今年 means.

    Attributes
    ----------
    now
        The year in which the document speaks, "" if it does not tell.
    default
        What holds where nothing else is said: the period of a review of a plan period, the year of
        a yearly report, else "".
    """

    def __init__(self, title: str, first_lines: str = "") -> None:
        self._subject = Subject(title, first_lines)
        self.now = self._subject.now
        self.default = self._subject.default
        self._running = ""
        self._last = ""
        self._headings: tuple[str, ...] | None = None
        self._section = ""
        self._table = ("", "")
        self._text: str | None = None
        self._marks: list[_Mark] = []
        self._starts: list[int] = []
        self._holds: list[tuple[int, str]] = []

    def year(self, *, headings: tuple[str, ...], table_title: str, text: str, position: int) -> str:
        """
        Return the year of the mention at `position` of `text`, "" if nothing tells it.

        Parameters
        ----------
        headings
            The headings above, outermost first.
        table_title
            The title line of the table in which the mention stands, "" outside tables.
        text
            The whole paragraph or item, folded.
        position
            Where in `text` the mention begins.

        Returns
        -------
        str
            A year such as 2024, a period such as 2021-2025, or "".
        """
        self.read(headings=headings, text=text)
        if text.startswith(_CAPTION):
            return ""
        return (
            self._said(position)
            or (self._tabled(table_title) if table_title else "")
            or self._section
            or self._held(position)
            or self.default
        )

    def read(self, *, headings: tuple[str, ...], text: str) -> None:
        """Take note of a text in which no place is named; `year` does it for its own text."""
        if headings is not self._headings and headings != self._headings:
            self._headings = headings
            section = self._subject.section(headings)
            if section:
                self._section = section
                self._leave("")
        if text is self._text or text == self._text:
            return
        self._leave(self._holds[-1][1] if self._holds else self._running)
        self._text = text
        if "年" in text or "五" in text:
            self._scan(text)

    def _tabled(self, title: str) -> str:
        """Return the year that the title of a table tells."""
        if title != self._table[0]:
            self._table = (title, self._subject.section((title,)))
        return self._table[1]

    def _leave(self, running: str) -> None:
        """Forget the text that was read last; `running` is what goes on holding."""
        self._running = running
        self._text = None
        self._marks = []
        self._starts = []
        self._holds = []

    def _scan(self, text: str) -> None:
        """Note the words of time of a text, in order, and those that hold on."""
        until = -1
        for match in _WORD.finditer(text):
            start, end = match.span()
            year = self._meant(text, start, end)
            if not year:
                continue
            if until < end:
                stop = _STOP.search(text, end)
                until = stop.start() if stop else len(text)
            self._marks.append(_Mark(start, until, year))
            if _holds_on(text, start, end):
                self._holds.append((start, year))
        self._starts = [mark.start for mark in self._marks]

    def _meant(self, text: str, start: int, end: int) -> str:
        """Return the year that the word of time at `start` means, "" if it means none."""
        word = text[start:end]
        shift = _SHIFTS.get(word)
        if shift is not None:
            compared = text.endswith(_COMPARED, 0, start)
            return str(int(self.now) + shift) if self.now and not compared else ""
        if word in _FIVE:
            return self._subject.period or self._subject.five_years
        if word in _SAME:
            return self._last if text[end : end + 1] in "0123456789," else ""
        if word.startswith("十"):
            return _period_meant(text, start, end)
        if (
            text.startswith(_SINCE, end)
            or text.endswith(_COMPARED, 0, start)
            or _titled(text, start)
        ):
            return ""
        self._last = in_digits(word)[:4]
        return self._last

    def _said(self, position: int) -> str:
        """Return what the sentence of a mention says itself."""
        marks = self._marks
        if not marks:
            return ""
        at = bisect_right(self._starts, position)
        if at and marks[at - 1].until >= position:
            return marks[at - 1].year
        if at < len(marks) and marks[at].start - position <= _REACH and self._text is not None:
            between = self._text[position : marks[at].start]
            if not any(mark in between for mark in ",;。!?:\n"):
                return marks[at].year
        return ""

    def _held(self, position: int) -> str:
        """Return what an earlier sentence said that still holds at `position`."""
        at = bisect_right(self._holds, position, key=lambda hold: hold[0])
        return self._holds[at - 1][1] if at else self._running


def _period_meant(text: str, start: int, end: int) -> str:
    """Return the years of a plan period, "" where it is only compared with or planned."""
    end += text.startswith('"', end)
    start -= text.startswith('"', start - 1) if start else 0
    if text.endswith(_COMPARED_PERIOD, 0, start):
        return ""
    if text.startswith(_DURING, end) or text.endswith(_AHEAD, 0, start):
        return period_of(text[start:end])
    return ""


def _titled(text: str, start: int) -> bool:
    """Tell whether a year stands in the title of a document or at the end of a span of years."""
    low = max(0, start - _TITLE)
    return text.rfind("《", low, start) > text.rfind("》", low, start) or (
        start > 0 and text[start - 1] in "-~0123456789"
    )


def _holds_on(text: str, start: int, end: int) -> bool:
    """Tell whether a word of time opens a sentence and so holds on: 今年, but not 今年3月."""
    word = text[start:end]
    ahead = text.endswith(("展望", '展望"'), 0, start)
    if not ahead and (word not in _SHIFTS or text[end : end + 1].isdigit()):
        return False
    return start <= _OPENING or _STOP.search(text, start - _OPENING, start) is not None
