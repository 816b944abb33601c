"""What the title and the first lines tell of the years a document is about."""

from __future__ import annotations

import re

from seeds.reading.dates import DAY, in_digits

_PERIODS = {"十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}
_PERIOD = re.compile("十[二三四五六]五")
_ORDINAL_PERIOD = re.compile("第十([二三四五六])个五年")
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)年?[-~至到]((?:19|20)\d\d)(?:年|\D|$)")
_YEAR = re.compile(r"(?<![\d向至到])((?:19|20)\d\d)年?(?!\d)")
_SINGLE = re.compile(r"(?<![\d~-])((?:19|20)\d\d)年(?![-~至])")
_ANNIVERSARY = re.compile(
    "(新中国成立|中华人民共和国成立|建国|国庆|建党|共产党成立|党成立|改革开放|浦东开发开放|建军)"
    r"(\d{2,3})周年"
)
_FOUNDED = {"改革开放": 1978, "浦东开发开放": 1990, "建军": 1927, "建党": 1921, "共产党成立": 1921}
_THIS_YEAR = re.compile(
    '今年是[^。]{0,12}(十[二三四五六]五)"?[^。]{0,8}(开局|收官|承上启下|第二年|第三年|第四年)'
)
_ORDINALS = {"开局": 0, "第二年": 1, "承上启下": 2, "第三年": 2, "第四年": 3, "收官": 4}
_DATED = re.compile(rf"(?<!\d)((?:19|20)\d\d)年{DAY}月{DAY}日")
_ASSEMBLY = re.compile("会议|大会|全会|常委会")
_FINISHED = re.compile("执行情况|完成情况|推进情况|进展情况|回顾|总结|公报|年报|年鉴|小结|过去一年")
_PLANNED = re.compile(
    "主要任务|重点任务|工作安排|总体要求|主要目标|工作打算|工作要点|计划|要点|安排|部署"
)
_REVIEWED = re.compile("回顾|回望|以来|时期|期间|成就|成效|总结|展望|答卷")
_FIVE = re.compile("过去五年|五年来|五年工作|这五年|本届政府")
_SHORT_LINE = 40
"""A date in a line not longer than this is the date of the document."""


class Subject:
    """
    The years a document is about, from its title and first lines.

    Attributes
    ----------
    past, planned
        The year reported on and the year planned, "" if the title does not tell.
    now
        The year in which the document speaks.
    period
        The span of years the whole document is about, such as 2021-2025.
    default
        What holds where nothing else is said.
    five_years
        What 过去五年 means.
    """

    def __init__(self, title: str, first_lines: str = "") -> None:
        title = _ORDINAL_PERIOD.sub(r"十\1五", in_digits("".join(title.split())))
        first_lines = in_digits(first_lines.replace(" ", ""))
        self.period = _period(title) or _opening_period(first_lines)
        self.past, self.planned = _title_years(title)
        self._title = title
        dated, told = _date(first_lines), _told(first_lines)
        if "工作报告" in title and dated and not self.past:
            self.past, self.planned = str(int(dated) - 1), dated
        finished = self.past if _FINISHED.search(title) else ""
        yearly = self.planned if "工作报告" in title else ""
        alone = finished if finished and not _PLANNED.search(title) else self.planned
        self.now = yearly or dated or told or alone or _only(first_lines)
        self.default = self.period or finished or yearly or told or self.planned
        self.five_years = _five_before(self.now) if self.past else ""

    def section(self, headings: tuple[str, ...]) -> str:
        """
        Return the year of a section from its headings, outermost first, or from a table's title.

        A year that is written wins, the innermost first; else the outermost heading that speaks of
        what was done or of what is to be done takes the year of the title.
        """
        written = map(in_digits, headings)
        headings = tuple(heading for heading in written if heading != self._title)
        for heading in reversed(headings):
            years = _SINGLE.findall(heading)
            if len(set(years)) == 1:
                return str(years[0])
            if not years and self.five_years and _FIVE.search(heading):
                return self.five_years
            if not years and _REVIEWED.search(heading) and (period := _period(heading)):
                return period
        if self.past or self.planned:
            for heading in headings:
                done = _FINISHED.search(heading) is not None
                if done != (_PLANNED.search(heading) is not None):
                    return self.past if done else self.planned
        return ""


def period_of(words: str) -> str:
    """
    Return the years of the plan period named in `words`, "" if there is none.

    Examples
    --------
    >>> period_of("十四五"), period_of("五年")
    ('2021-2025', '')
    """
    match = _PERIOD.search(words)
    if match is None:
        return ""
    first = _PERIODS[match.group()]
    return f"{first}-{first + 4}"


def _period(title: str) -> str:
    """Return the span of years of a title: written out, or that of the plan period it names."""
    span = _SPAN.search(title)
    if span:
        return f"{span[1]}-{span[2]}"
    return "" if _YEAR.search(title) else period_of(title)


def _opening_period(first_lines: str) -> str:
    """Return the plan period that a title-like first line names."""
    for line in first_lines.splitlines():
        short = line.strip("# *")
        if len(short) > _SHORT_LINE or short.endswith("。"):
            continue
        if _REVIEWED.search(short) and (period := _period(short)):
            return period
    return ""


def _only(text: str) -> str:
    """Return the one year that is named where 今年 is spoken of, "" if there are several."""
    years = set(_SINGLE.findall(text))
    return years.pop() if len(years) == 1 and "今年" in text else ""


def _title_years(title: str) -> tuple[str, str]:
    """Return the year reported on and the year planned that a title tells."""
    years = sorted(set(_YEAR.findall(title)))
    if not years or _SPAN.search(title):
        return "", ""
    if len(years) > 1:
        return years[0], years[-1]
    year = int(years[0])
    if _FINISHED.search(title) and "计划" not in title.replace("计划执行", ""):
        return str(year), str(year + 1)
    return str(year - 1), str(year)


def _date(first_lines: str) -> str:
    """Return the year of the date of the document: in a short line, or of an assembly."""
    for match in _DATED.finditer(first_lines):
        start = first_lines.rfind("\n", 0, match.start()) + 1
        end = first_lines.find("\n", match.end())
        line = first_lines[start : end if end >= 0 else len(first_lines)]
        ahead = first_lines[match.end() : match.end() + _SHORT_LINE]
        if len(line.strip()) <= _SHORT_LINE or _ASSEMBLY.search(ahead):
            return match[1]
    return ""


def _told(first_lines: str) -> str:
    """Return the year that an anniversary, or the place in a plan period, tells."""
    match = _ANNIVERSARY.search(first_lines)
    if match:
        founded = 1921 if match[1] == "党成立" else _FOUNDED.get(match[1], 1949)
        return str(founded + int(match[2]))
    match = _THIS_YEAR.search(first_lines)
    return str(_PERIODS[match[1]] + _ORDINALS[match[2]]) if match else ""


def _five_before(year: str) -> str:
    """Return the five years before `year` as a span."""
    return f"{int(year) - 5}-{int(year) - 1}" if year else ""
