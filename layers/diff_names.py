"""Where what is gone went, and where what is new came from: told by names, never by position."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from layers.diff_facts import text_of
from layers.features import ROAD_KINDS
from seeds.naming import name_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.editions import EditionData

    Facts = Mapping[str, object]


class Names:
    """
    The names of two editions.

    Parameters
    ----------
    old, new
        The editions.
    """

    def __init__(self, old: EditionData, new: EditionData) -> None:
        self._old, self._new = _facts(old), _facts(new)
        self._owners: dict[bool, dict[str, set[str]]] = {}

    def whereabouts(self, key: str) -> str:
        """Return the note for an id that is gone: merged, under another id, or blank."""
        return self._note(key, "merged", newer=True)

    def origin(self, key: str) -> str:
        """Return the note for an id that is new: split off, under another id, or blank."""
        return self._note(key, "split", newer=False)

    def _note(self, key: str, word: str, *, newer: bool) -> str:
        """Return who bears the name of `key` in the other edition, if it is one and no more."""
        here, there = (self._old, self._new) if newer else (self._new, self._old)
        owners = self._bearers(newer=newer)
        found = {owner for name in _own(here[key]) for owner in owners.get(name, ())} - {key}
        if len(found) != 1:
            return ""
        (other,) = found
        assert other in there
        return f"{word if other in here else 'reissued'}:{other}"

    def _bearers(self, *, newer: bool) -> dict[str, set[str]]:
        """Return who bears a name in the newer or older edition."""
        if newer not in self._owners:
            owners: dict[str, set[str]] = defaultdict(set)
            for key, facts in (self._new if newer else self._old).items():
                for name in _all(facts):
                    owners[name].add(key)
            self._owners[newer] = owners
        return self._owners[newer]


def _facts(edition: EditionData) -> dict[str, Facts]:
    places = {key: placed.properties for key, placed in edition.places.items()}
    return {**edition.unlocated, **places}


def _own(facts: Facts) -> set[str]:
    """Return the keys of what a place is called; the bare road of a stretch is many a place's."""
    names = {text_of(facts.get("label"))}
    if facts.get("kind") not in ROAD_KINDS:
        names.add(text_of(facts.get("name")))
    return {name_key(name) for name in names if name}


def _all(facts: Facts) -> set[str]:
    """Return the keys of everything a place is called."""
    others = text_of(facts.get("aliases")).split(";")
    return _own(facts) | {name_key(name) for name in others if name}
