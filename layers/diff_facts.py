"""How the facts of one place differ between two editions: its columns, compared one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.change_words import DERIVED, SOURCES, Change
from seeds.vocabulary import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Facts = Mapping[str, object]

_STAGES = {stage: order for order, stage in enumerate(STAGES)}
_OTHER_NAMES = frozenset({"aliases", "variants"})
_NAMES = frozenset({"name", "label", "name_en"})


def label_of(facts: Facts, key: str) -> str:
    """Return what people read for a place, row or zone."""
    return text_of(facts.get("label")) or text_of(facts.get("name")) or key


def text_of(value: object) -> str:
    """
    Return a value as text; nothing is a blank.

    >>> text_of(None), text_of(True), text_of(120), text_of(2.0)
    ('', 'true', '120', '2')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def fact_changes(
    key: str, old: Facts, new: Facts, layer: str, *, shared_only: bool = False
) -> Iterator[Change]:
    """
    Yield the changes of one id, in any order.

    Parameters
    ----------
    key
        The id.
    old, new
        Its columns.
    layer
        A word of `layers.change_words.LAYERS`.
    shared_only
        Whether only columns that both have are compared, and not how it was located: for what is
        on the map in one edition and on the list in the other.
    """
    if old == new:
        return
    columns = {**old, **new}
    if shared_only:
        columns = {name: None for name in columns if name in old and name in new}
        columns.pop("method", None)
    label = label_of(new, key)
    for column in columns:
        if column in DERIVED:
            continue
        pair = text_of(old.get(column)), text_of(new.get(column))
        if pair[0] == pair[1] or (column == "name" and _told_by_label(old, new)):
            continue
        for change, was, now in _told(column, *pair):
            yield Change(key, label, layer, change, column, was, now)


def _told_by_label(old: Facts, new: Facts) -> bool:
    """Tell whether a changed name is also the label, which says it already."""
    return all(text_of(facts.get("name")) == text_of(facts.get("label")) for facts in (old, new))


def _told(column: str, old: str, new: str) -> Iterator[tuple[str, str, str]]:
    """Yield the words for a column that changed, with what it was and what it is."""
    if column == "stage":
        yield _stage(old, new), old, new
    elif column in _OTHER_NAMES:
        yield from _other_names(old, new)
    elif column == "accuracy_m":
        yield "accuracy_better" if _radius(new) < _radius(old) else "accuracy_worse", old, new
    else:
        yield _word(column), old, new


def _word(column: str) -> str:
    if column in _NAMES:
        return "renamed"
    if column in SOURCES:
        return "sourced"
    return f"{column}_changed" if column in {"zone", "kind", "method"} else "edited"


def _stage(old: str, new: str) -> str:
    """Return how a stage changed; a word that is not known stands before all others."""
    if not (old and new):
        return "stage_stated" if new else "stage_dropped"
    return "stage_forward" if _rank(new) > _rank(old) else "stage_back"


def _rank(stage: str) -> tuple[int, str]:
    return _STAGES.get(stage, -1), stage


def _other_names(old: str, new: str) -> Iterator[tuple[str, str, str]]:
    before, after = (dict.fromkeys(part for part in text.split(";") if part) for text in (old, new))
    gained = ";".join(name for name in after if name not in before)
    lost = ";".join(name for name in before if name not in after)
    if gained:
        yield "alias_gained", "", gained
    if lost:
        yield "alias_lost", lost, ""


def _radius(text: str) -> float:
    """Return a radius; one that is not stated is larger than any other."""
    try:
        return float(text)
    except ValueError:
        return float("inf")
