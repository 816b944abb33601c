"""
The Chinese of a page in English, and what people may type for it.

Names are written as signs would write them (`maps.latin`), the program's own sentences by their
patterns (`maps.wording`). A person's free note has no English and stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maps import shapes
from maps.latin import english, given_names, label_en, search_keys
from maps.readings import has_han
from maps.text import plain_text
from maps.wording import in_english

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from maps.view import MapView

NAMED = ("parent", "address", "road_name", "from_road", "to_road", "zone_reported")
"""Properties that hold one name."""

SAID = ("note", "source", "runner_up", "reason", "tried")
"""Properties that hold sentences of the program."""

GROUND = ("roads", "water", "parks", "rivers", "metro", "subdistricts")


def lent_names(view: MapView) -> dict[str, str]:
    """Return the English that features and zones bring with them, by Chinese name."""
    return given_names([shapes.properties(item) for item in (*view.zones, *view.features)])


def names_in_english(view: MapView) -> dict[str, str]:
    """Return the English of every label, of the zones and of the names of the backdrop."""
    lent = lent_names(view)
    found = {}
    for row in _rows(view):
        if label := str(row.get("label") or row.get("name") or ""):
            found[plain_text(label)] = label_en(row, lent)
    for name in _ground_names(view.backdrop):
        found.setdefault(plain_text(name), english(name, lent))
    return dict(sorted((name, words) for name, words in found.items() if words != name))


def texts_in_english(view: MapView) -> dict[str, str]:
    """Return the English of everything else that a card or a list may show."""
    lent = lent_names(view)
    names: set[str] = set()
    said: set[str] = set()
    for row in _rows(view):
        names.update(str(row[key]) for key in NAMED if row.get(key))
        said.update(str(row[key]) for key in SAID if row.get(key))
    found = {plain_text(name): english(name, lent) for name in names if has_han(name)}
    for text in said:
        if has_han(text) and (words := in_english(text, lent)):
            found[plain_text(text)] = words
    return dict(sorted(found.items()))


def typed(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return what may be typed for each row, apart by `;`: pinyin and initials of its names."""
    return [";".join(search_keys(*_names(row))) for row in rows]


def _names(row: Mapping[str, Any]) -> Sequence[str]:
    aliases = str(row.get("aliases") or "").split(";")
    given = (row.get("label"), row.get("name"), *aliases)
    return [str(name) for name in given if name] or [""]


def _rows(view: MapView) -> Iterator[Mapping[str, Any]]:
    yield from (shapes.properties(feature) for feature in view.features)
    yield from view.unlocated


def _ground_names(backdrop: Mapping[str, Any]) -> Iterator[str]:
    for key in GROUND:
        for entry in backdrop.get(key) or ():
            name = shapes.name_of(entry)
            if has_han(name):
                yield name
