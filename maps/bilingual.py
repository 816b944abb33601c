"""
The Chinese of a page in English, and what people may type for it.

Names are written as signs would write them (`maps.latin`), the program's own sentences by their
patterns (`maps.wording`). A person's free note has no English and stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from maps import shapes
from maps.latin import english, given_names, label_en, search_keys
from maps.readings import has_han
from maps.text import plain_text
from maps.wording import in_english

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from maps.view import MapView

NAMED = ("parent", "address", "road_name", "from_road", "to_road", "zone_reported")
"""Properties that hold one name."""

SAID = ("note", "source", "runner_up", "reason", "tried")
"""Properties that hold sentences of the program."""

GROUND = ("roads", "water", "parks", "rivers", "metro", "subdistricts")


@dataclass(frozen=True, slots=True)
class Words:
    """
    English of names and sentences where some names bring their own; each is made once.

    Parameters
    ----------
    lent
        Chinese names with the English that is theirs.
    made
        What was made before, by what it is (`name`, `label`, `said`, `typed`) and what it was made
        from; what is made now is added. A sentence without English has "".
    """

    lent: Mapping[str, str]
    made: dict[tuple[str, str], str] = field(default_factory=dict)

    def name(self, text: str) -> str:
        """Return the English of a name."""
        return self._once("name", text, lambda: english(text, self.lent))

    def label(self, row: Mapping[str, Any]) -> str:
        """Return the English label of a feature or row."""
        given = (str(row.get(key) or "") for key in ("label", "name", "name_en", "kind"))
        return self._once("label", "|".join(given), lambda: label_en(row, self.lent))

    def said(self, text: str) -> str:
        """Return the English of a sentence of the program, empty where it has none."""
        return self._once("said", text, lambda: in_english(text, self.lent) or "")

    def typed(self, names: Sequence[str]) -> str:
        """Return what may be typed for the names of one thing, apart by `;`."""
        return self._once("typed", ";".join(names), lambda: ";".join(search_keys(*names)))

    def _once(self, what: str, chinese: str, make: Callable[[], str]) -> str:
        key = (what, chinese)
        if key not in self.made:
            self.made[key] = make()
        return self.made[key]


@lru_cache(maxsize=4)
def _words(
    lent: tuple[tuple[str, str], ...], made: tuple[tuple[tuple[str, str], str], ...]
) -> Words:
    return Words(dict(lent), dict(made))


def words_of(view: MapView) -> Words:
    """Return the words for what a view shows; two views with the same names share them."""
    rows = [shapes.properties(item) for item in (*view.zones, *view.features)]
    return _words(tuple(sorted(given_names(rows).items())), tuple(view.english.items()))


def names_in_english(view: MapView) -> dict[str, str]:
    """Return the English of every label, of the zones and of the names of the backdrop."""
    words = words_of(view)
    found = {}
    for row in _rows(view):
        if label := str(row.get("label") or row.get("name") or ""):
            found[plain_text(label)] = words.label(row)
    for name in ground_names(view.backdrop):
        found.setdefault(plain_text(name), words.name(name))
    return dict(sorted((name, written) for name, written in found.items() if written != name))


def texts_in_english(view: MapView) -> dict[str, str]:
    """Return the English of everything else that a card or a list may show."""
    words = words_of(view)
    names: set[str] = set()
    texts: set[str] = set()
    for row in _rows(view):
        names.update(str(row[key]) for key in NAMED if row.get(key))
        texts.update(str(row[key]) for key in SAID if row.get(key))
    found = {plain_text(name): words.name(name) for name in names if has_han(name)}
    for text in texts:
        if has_han(text) and (written := words.said(text)):
            found[plain_text(text)] = written
    return dict(sorted(found.items()))


def typed(view: MapView, rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return what may be typed for each row, apart by `;`: pinyin and initials of its names."""
    words = words_of(view)
    return [words.typed(_names(row)) for row in rows]


def made_of(view: MapView) -> dict[tuple[str, str], str]:
    """Return all English that the pages of a view need, made anew and in order."""
    _words.cache_clear()  # nothing that another view needed
    fresh = replace(view, english={})
    names_in_english(fresh)
    texts_in_english(fresh)
    typed(fresh, [shapes.properties(item) for item in fresh.features if item.get("geometry")])
    typed(fresh, fresh.unlocated)
    return dict(sorted(words_of(fresh).made.items()))


def _names(row: Mapping[str, Any]) -> Sequence[str]:
    aliases = str(row.get("aliases") or "").split(";")
    given = (row.get("label"), row.get("name"), *aliases)
    return [str(name) for name in given if name] or [""]


def _rows(view: MapView) -> Iterator[Mapping[str, Any]]:
    yield from (shapes.properties(feature) for feature in view.features)
    yield from view.unlocated


def ground_names(backdrop: Mapping[str, Any]) -> Iterator[str]:
    """Return the Chinese names of roads, waters, parks and borders."""
    for key in GROUND:
        for entry in backdrop.get(key) or ():
            name = shapes.name_of(entry)
            if has_han(name):
                yield name
