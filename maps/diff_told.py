"""The differences of two editions on a terminal: counts first, then a table for each word."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from layers.change_words import CHANGES, LAYERS, note_words
from layers.diff_facts import label_of
from maps.diff_strings import field_titles
from maps.text import plain_text
from seeds.vocabulary import KINDS, METHODS, STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from layers.change_words import Change
    from layers.diff import Diff
    from layers.editions import EditionData
    from seeds.vocabulary import Label

FEW = 10
"""Rows of a table, unless all are asked for."""

METHOD_OR_REASON = "定位"
_WIDEST = 36
_LONGEST = 60
_WORDS: Mapping[str, Mapping[str, Label]] = {"kind": KINDS, "stage": STAGES, "method": METHODS}
_PLAIN = {"points": "点", "lines": "线", "polygons": "面", "true": "是", "false": "否"}
_UNITS = {"length_m": "米", "area_m2": "平方米", "accuracy_m": "米", "zone_gap_m": "米"}


def told(found: Diff, *, everything: bool = False) -> Iterator[str]:
    """
    Yield the lines that tell of a difference.

    Parameters
    ----------
    found
        The difference.
    everything
        Whether every change has its row.
    """
    yield f"旧版 {_named(found.old)}"
    yield f"新版 {_named(found.new)}"
    if not found.changes:
        yield "两版没有差别"
        return
    ids = len({(change.layer, change.id) for change in found.changes})
    counts = "，".join(f"{CHANGES[word].zh} {count}" for word, count in found.counts.items())
    yield f"{ids} 处有变化，共 {len(found.changes)} 条：{counts}"
    reader = _Reader(found)
    for word, group in groupby(found.changes, key=lambda change: change.change):
        rows = list(group)
        shown = rows if everything else rows[:FEW]
        yield f"{CHANGES[word].zh} {len(rows)}"
        yield from aligned([reader.cells(change) for change in shown])
        if len(rows) > len(shown):
            yield f"  另有 {len(rows) - len(shown)} 条，用 --all 全部列出"


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """
    Yield rows with their columns below one another; a Chinese character is two columns wide.

    Dots lead from one column to the next, for the door for terminals keeps no runs of blanks.

    >>> list(aligned([("XH1", "松园", "新增"), ("XH10", "a", "移动")]))
    ['  XH1· 松园 新增', '  XH10 a··· 移动']
    """
    columns = list(zip(*rows, strict=True))
    widths = [max(map(width, column)) for column in columns]
    for row in rows:
        *leading, last = row if row[-1] else row[:-1]  # dots lead to something
        pairs = zip(leading, widths, strict=False)
        yield "  " + " ".join((*(cell + "·" * (w - width(cell)) for cell, w in pairs), last))


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )


def _named(edition: EditionData) -> str:
    version = f"（{edition.version}）" if edition.version else ""
    return plain_text(f"{edition.name}{version}")


def _apart(change: Change) -> str:
    if change.metres is None or change.farthest_m is None:
        return ""
    return f"{change.metres:.1f} 米（最远 {change.farthest_m:.1f} 米）"


class _Reader:
    """Says what changed, with the names of the zones of both editions."""

    def __init__(self, found: Diff) -> None:
        zones = {**found.old.zones, **found.new.zones}
        self._zones = {code: label_of(zone.properties, code) for code, zone in zones.items()}
        self._titles = {name: zh for name, (zh, _) in field_titles().items()}

    def cells(self, change: Change) -> tuple[str, str, str]:
        """Return id, label and what changed, in one phrase."""
        layer = "" if change.layer == "places" else LAYERS[change.layer].zh
        parts = [layer, _apart(change), self._values(change), note_words(change.note)]
        said = "，".join(plain_text(part) for part in parts if part)
        return _short(change.id, _WIDEST), _short(change.label, _WIDEST), said

    def _values(self, change: Change) -> str:
        """Return what was and what is; of a position the metres say it."""
        if not change.field or change.field == "geometry":
            return ""
        title = self._titles.get(change.field, change.field)
        if change.change in {"located", "lost"}:  # one side is a method, the other a reason
            title = METHOD_OR_REASON
        old, new = (self._value(change.field, text) for text in (change.old, change.new))
        return f"{title}：{old} → {new}"

    def _value(self, field: str, text: str) -> str:
        """Return a value as people read it."""
        if not text:
            return "（无）"
        if field in {"zone", "zone_spatial"}:
            return _short(self._zones.get(text, text), _LONGEST)
        known = _WORDS.get(field, {})
        said = known[text].zh if text in known else _PLAIN.get(text) or _short(text, _LONGEST)
        return f"{said} {_UNITS[field]}" if field in _UNITS else said


def _short(text: str, widest: int) -> str:
    """Return a text that takes no more than so many columns."""
    found = plain_text(text)
    if width(found) <= widest:
        return found
    while width(found) > widest - 1:
        found = found[: min(len(found) - 1, widest)]
    return f"{found}…"
