"""The zone that a report names with a place: in the row, in the sentence, right before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seeds.reading.lexicon import Known

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seeds.reading.name import Name

WORD = "功能区"
_COUNTED = re.compile(
    r"((?:[\u4e00-\u9fff]{2,8}、){2,9}[\u4e00-\u9fff]{2,8}?)等?\"?[三四五六七八九十]大功能区"
)
_ROW = re.compile(r"^[ |\"*#]{0,6}([\u4e00-\u9fff]{2,8})功能区[\" *]{0,3}(?:\t|\||$)", re.MULTILINE)
_LEAD = re.compile(r".*(?:构建|布局|推进|建设|打造|形成|包括|即|为|是|了|的)(?=..)")
_COLUMN = re.compile(
    "(?:所[属在])?(?:重点)?(?:功能区|功能板块|板块|重点(?:地区|区域|片区))(?:名称)?"
)
_NAME = re.compile(r"(?!其他|其它|合计|全区|跨)[\u4e00-\u9fff]{2,10}")
_SENTENCE = "。!?\n"


class Zones:
    """
    The zones a report may name; `full` maps each variant to the name in full.

    They are `given` by a district, which has no others, or learnt from the report.
    Without a district's own list they are learnt from the report: from a list that ends with
    五大功能区 and from rows of a table that are called 某某功能区.
    """

    def __init__(self, full: Mapping[str, str], *, given: bool = False) -> None:
        self.full = dict(full)
        self._given = given
        self.full |= {name + WORD: zone for name, zone in full.items() if not name.endswith(WORD)}
        words = sorted(self.full, key=len, reverse=True)
        self._subject = (
            re.compile(rf"\"?({'|'.join(map(re.escape, words))})\"?(?:{WORD})?") if words else None
        )

    def of_row(self, row: str) -> str:
        """Return the zone that a row of a table is about, "" if none."""
        return self.full.get(row.replace('"', ""), "")

    def of_cell(self, column: str, text: str) -> str:
        """
        Return the zone that a cell names, "" if its column holds no zones.

        >>> Zones({}).of_cell("所属板块", "北山"), Zones({}).of_cell("项目名称", "北山")
        ('北山', '')
        """
        if not _COLUMN.fullmatch(column):
            return ""
        word = text.replace('"', "")
        if self._given:
            return self.full.get(word, "")
        return word if _NAME.fullmatch(word) else ""

    def of_sentence(self, text: str, position: int) -> str:
        """Return the zone that is the subject of the sentence around a position."""
        if self._subject is None:
            return ""
        start = max(text.rfind(sign, 0, position) for sign in _SENTENCE) + 1
        found = self._subject.match(text, start, position)
        if not found or not (WORD in found[0] or text.startswith(("-", ":"), found.end())):
            return ""
        return self.full[found[1]]

    def before(self, name: Name, last: Name | None, text: str) -> str:
        """
        Return the zone whose name stands right before a name, as in 某滨江“某某空间”.

        Parameters
        ----------
        name
            The name.
        last
            The name before it, None if it is the first.
        text
            The text in which both stand.
        """
        if last is None or not last.zone or name.zone:
            return ""
        gap = text[last.end : name.start]
        return last.zone if last.end <= name.start and not gap.strip('" ') else ""


def learnt(text: str) -> dict[str, str]:
    """
    Return the zones that a folded report names itself, each by its own name.

    >>> learnt("构建北山、南湖、东港三大功能区。")
    {'北山': '北山', '南湖': '南湖', '东港': '东港'}
    """
    names: dict[str, str] = {}
    for found in _COUNTED.finditer(text):
        first, *others = found[1].split("、")
        names |= {name: name for name in (_LEAD.sub("", first), *others)}
    return names | {found[1]: found[1] for found in _ROW.finditer(text)}


def as_known(zones: Mapping[str, str]) -> dict[str, Known]:
    """Return the zones as names that the reader knows."""
    return {
        written: Known(zone, "area", "area", zone=zone)
        for name, zone in zones.items()
        for written in (name, name if name.endswith(WORD) else name + WORD)
    }
