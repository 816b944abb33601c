"""
What a report is called: its id, its title and its date, as far as the document itself tells.

A document that the district knows by its digest keeps the id it has there.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from seeds.reading.dates import DAY, in_digits, number
from seeds.records import Report

if TYPE_CHECKING:
    from seeds.district import District
    from seeds.document import Document

HEAD = 3000
STEM = 24
DIGITS = 6
LONGEST_TITLE = 80
_UNSAFE = re.compile(r"[^0-9A-Za-z_一-鿿-]+")
_HEADING = re.compile(r"^#{1,6}\s+(?P<title>\S.*?)\s*#*$", re.MULTILINE)
_SENTENCE = re.compile(r"[。；;！!？?]")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|\*\*|__")
_DATE = re.compile(
    r"\s*(?P<led>(?:[—―–-]+|[（(]|(?:发布|成文|印发)?(?:日期|时间)\s*[:：])\s*在?\s*)?"
    rf"(?P<year>(?:19|20)\d\d)\s*[年/.-]\s*(?P<month>{DAY})\s*[月/.-]\s*(?P<day>{DAY})"
    r"\s*日?(?P<rest>.*)"
)
_CHINESE = re.compile(r"[一-鿿]")


def digest(document: Document) -> str:
    """Return the digest of a document: of its bytes, else (made in code) of its text."""
    return document.sha256 or sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()


def report_id(document: Document, district: District | None) -> str:
    """
    Return the id of a report.

    Parameters
    ----------
    document
        The report as read.
    district
        The district that may know it; None knows no report.

    Returns
    -------
    str
        The id the district has for that very document; else the name of its file, made safe, and
        the beginning of its digest. Other content under the same file name is another report.
    """
    known = {report.sha256: report.report for report in district.reports} if district else {}
    mine = digest(document)
    if mine in known:
        return known[mine]
    stem = unicodedata.normalize("NFKC", document.name)
    stem = "stdin" if stem == "-" else re.sub(r"\.[0-9A-Za-z]{1,5}$", "", stem)
    stem = _UNSAFE.sub("-", stem)[:STEM].strip("-_") or "report"
    taken = set(known.values())
    made = (f"{stem}-{mine[:size]}" for size in range(DIGITS, len(mine) + 1))
    return next(name for name in made if name not in taken)


def report_of(document: Document, district: District) -> Report:
    """Return the row of a report: the district's own, or what the document tells of itself."""
    mine, name = digest(document), report_id(document, district)
    length = len(document.text)
    for known in district.reports:
        if known.sha256 == mine:
            return replace(known, characters=length)
    return Report(
        report=name,
        title=title_of(document.text) or name,
        publisher="",
        date=date_of(document.text),
        file=re.split(r"[\\/]", document.name)[-1] or "-",
        sha256=mine,
        characters=length,
        source="",
        note="",
    )


def title_of(text: str) -> str:
    r"""
    Return the first heading of a report, blank if there is none.

    >>> title_of("\n# 新桥区 2024 年 计划\n\n正文。")
    '新桥区 2024 年 计划'
    >>> title_of("新桥区二〇二四年工作要点\n\n今年，全区抓好三件事。")
    '新桥区二〇二四年工作要点'
    >>> title_of("今年，全区抓好三件事。\n")
    ''
    """
    head = text[:HEAD]
    marked = _HEADING.search(head)
    lines = [marked["title"]] if marked else head.splitlines()
    for line in lines:
        title = " ".join(_TAG.sub("", line).split())
        whole = title.isprintable() and 4 <= len(title) <= LONGEST_TITLE  # noqa: PLR2004
        if whole and _CHINESE.search(title) and not _SENTENCE.search(title):
            return title
    return ""


def date_of(text: str) -> str:
    r"""
    Return the day that stands in a line of its own at the head of a report, blank if none does.

    >>> date_of("# 计划\n\n——在 2024 年 12 月 5 日第二十三次会议上\n")
    '2024-12-05'
    >>> date_of("# 计划\n\n截至 2024 年 12 月 5 日，全区……\n")
    ''
    """
    for line in text[:HEAD].splitlines():
        found = _DATE.match(in_digits(line)) if len(line) <= LONGEST_TITLE else None
        if found and (found["led"] or not found["rest"].strip()) and not _SENTENCE.search(line):
            year, month, day = (number(found[part]) for part in ("year", "month", "day"))
            if 1 <= month <= 12 and 1 <= day <= 31:  # noqa: PLR2004
                return f"{year:04}-{month:02}-{day:02}"
    return ""
