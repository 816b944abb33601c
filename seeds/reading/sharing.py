"""From the members of a list to names: each with what it shares with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeds.reading.bare import bare_names
from seeds.reading.endings import clinic, lent_ending, plots, shared_ending
from seeds.reading.junctions import with_junction
from seeds.reading.name import Name, placeable
from seeds.reading.phases import is_phase, with_phased_name
from seeds.reading.prefixes import quarters, with_prefix
from seeds.reading.refusals import refused
from seeds.reading.series import series

if TYPE_CHECKING:
    from seeds.reading.listing import Listing

_CLASSES = {
    "站": ("metro_station", frozenset(("road", "park"))),
    "公园": ("park", frozenset(("river",))),
}


def names_of(listing: Listing, before: list[Name]) -> list[Name]:
    """
    Return the names of all members of a list.

    Parameters
    ----------
    listing
        The list.
    before
        The names that stand earlier in the text.
    """
    found = quarters(listing)
    if found:
        return found
    beyond = 0
    for n, item in enumerate(listing.items):
        if n < beyond or item.first >= item.last or item.bounds:
            continue
        run = series(listing.items, n)
        if run:
            found += _series_names(listing, n, run)
            beyond = n + len(run)
        elif item.letter == "J":
            found = with_junction(listing, n, found)
        else:
            found += _member(listing, n, found, before)
    if listing.marked.startswith("附属"):
        return [_with_word(name, listing.marked, "green") for name in found]
    return found


def _series_names(listing: Listing, n: int, names: list[str]) -> list[Name]:
    """Return the names of a series that begins with member `n`; they stand in one stretch."""
    said = listing.said
    closing = listing.items[n + len(names) - 1]
    kind = listing.knowledge.kind(closing)
    start, end = said.starts[listing.items[n].first], said.ends[closing.head]
    return [Name(start, end, listing.knowledge.full(name), kind, placeable(kind)) for name in names]


def _member(listing: Listing, n: int, found: list[Name], before: list[Name]) -> list[Name]:
    """Return the names of member `n`; `found` are those of the members before it."""
    item = listing.items[n]
    if item.refused:
        return [refused(item, item.refused, listing.knowledge)] if item.specific > 1 else []
    if item.head < 0:
        return _without_ending(listing, n, found, before)
    shared = clinic(listing, n) or lent_ending(listing, n) or with_prefix(listing, n, found, before)
    if shared:
        return shared
    names = listing.forms.of(item, listing, sibling=listing.has_sibling(item))
    if listing.marked in _CLASSES:
        kind, short = _CLASSES[listing.marked]
        return [
            _with_word(one, listing.marked, kind) if one.kind in short else one for one in names
        ]
    return names


def _without_ending(listing: Listing, n: int, found: list[Name], before: list[Name]) -> list[Name]:
    """Return the names of member `n`, which has no ending of its own."""
    item = listing.items[n]
    if is_phase(item):
        return with_phased_name(item, before, found)
    return shared_ending(listing, n) or plots(item, listing.knowledge) or bare_names(listing, item)


def _with_word(name: Name, word: str, kind: str) -> Name:
    """Return a name with the word behind 等 that all members share."""
    return name._replace(name=name.name + word, kind=kind, placeable="yes")
