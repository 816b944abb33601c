"""
What changed from one edition to another, by stable id.

Everything is compared that both editions hold: places by id, the list of what is not on the map,
the outlines of the zones. A row for each id and aspect, in an order that never changes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.change_words import CHANGES, LAYERS, Change
from layers.diff_facts import fact_changes, label_of, text_of
from layers.diff_names import Names
from layers.diff_shapes import shape_changes
from layers.editions import HOLDINGS, UNLOCATED, ZONES
from layers.errors import LayerError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from layers.diff_shapes import ShapeChange
    from layers.editions import EditionData, Placed

_ORDER = {word: nth for nth, word in enumerate(CHANGES)}
_LAYERS = {word: nth for nth, word in enumerate(LAYERS)}


@dataclass(frozen=True, slots=True)
class Diff:
    """
    The differences of two editions.

    Attributes
    ----------
    old, new
        The editions.
    changes
        By word in the order of `CHANGES`, then by layer, id and column.
    """

    old: EditionData
    new: EditionData
    changes: tuple[Change, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many changes there are by word; those that occur, in the order of `CHANGES`."""
        found = Counter(change.change for change in self.changes)
        return {word: found[word] for word in CHANGES if found[word]}


def diff(old: EditionData, new: EditionData) -> Diff:
    """
    Compare two editions.

    Raises
    ------
    LayerError
        If one is a single file and the other one holds no such sheet.
    """
    shared = _shared(old, new)
    names = Names(old, new)
    found = [*_places(old, new, shared, names)]
    if UNLOCATED in shared:
        found += _listed(old, new, names)
    if ZONES in shared:
        found += _zones(old.zones, new.zones)
    ordered = sorted(found, key=lambda c: (_ORDER[c.change], _LAYERS[c.layer], c.id, c.field))
    return Diff(old, new, tuple(ordered))


def _shared(old: EditionData, new: EditionData) -> frozenset[str]:
    """Return which sheets can be compared; two single files are compared as they are."""
    shared = old.holds & new.holds
    if not shared and UNLOCATED not in old.holds | new.holds and bool(old.zones) == bool(new.zones):
        return frozenset(HOLDINGS)
    if not shared:
        message = "两个文件装的不是同一类要素，没法比较；请给出同名的两个文件，或两个文件夹"
        raise LayerError(message, where=f"{old.name}、{new.name}")
    return shared


def _places(
    old: EditionData, new: EditionData, shared: frozenset[str], names: Names
) -> Iterator[Change]:
    """Yield what changed for places that are on the map in one of the editions at least."""
    for key in sorted(new.places.keys() - old.places.keys()):
        placed = new.places[key]
        if key in old.unlocated:
            yield from _found(old.unlocated[key], placed)
        elif placed.sheet in shared:
            note = names.origin(key)
            yield Change(key, label_of(placed.properties, key), "places", "added", note=note)
    for key in sorted(old.places.keys() - new.places.keys()):
        placed = old.places[key]
        if key in new.unlocated:
            yield from _missed(placed, new.unlocated[key])
        elif placed.sheet in shared:
            note = names.whereabouts(key)
            yield Change(key, label_of(placed.properties, key), "places", "removed", note=note)
    keys = sorted(old.places.keys() & new.places.keys())
    pairs = [(old.places[key], new.places[key]) for key in keys]
    shapes = shape_changes([a.geometry for a, _ in pairs], [b.geometry for _, b in pairs])
    for (before, after), shape in zip(pairs, shapes, strict=True):
        if shape is not None:
            yield from _shape_changes(after, shape)
        yield from fact_changes(after.id, before.properties, after.properties, "places")


def _found(row: Mapping[str, object], placed: Placed) -> Iterator[Change]:
    """Yield what changed for what was on the list and is on the map."""
    reason, method = text_of(row.get("reason")), text_of(placed.properties.get("method"))
    label = label_of(placed.properties, placed.id)
    yield Change(placed.id, label, "places", "located", "method", reason, method)
    yield from fact_changes(placed.id, row, placed.properties, "places", shared_only=True)


def _missed(placed: Placed, row: Mapping[str, object]) -> Iterator[Change]:
    """Yield what changed for what was on the map and is on the list."""
    reason, method = text_of(row.get("reason")), text_of(placed.properties.get("method"))
    label = label_of(row, placed.id)
    yield Change(placed.id, label, "places", "lost", "method", method, reason)
    yield from fact_changes(placed.id, placed.properties, row, "places", shared_only=True)


def _listed(old: EditionData, new: EditionData, names: Names) -> Iterator[Change]:
    """Yield what changed for what is on the list in both editions, or in one and nowhere else."""
    for key in sorted(new.unlocated.keys() - old.unlocated.keys() - old.places.keys()):
        label = label_of(new.unlocated[key], key)
        yield Change(key, label, UNLOCATED, "added", note=names.origin(key))
    for key in sorted(old.unlocated.keys() - new.unlocated.keys() - new.places.keys()):
        label = label_of(old.unlocated[key], key)
        yield Change(key, label, UNLOCATED, "removed", note=names.whereabouts(key))
    for key in sorted(old.unlocated.keys() & new.unlocated.keys()):
        yield from fact_changes(key, old.unlocated[key], new.unlocated[key], UNLOCATED)


def _zones(old: Mapping[str, Placed], new: Mapping[str, Placed]) -> Iterator[Change]:
    """Yield what changed for the zones and their outlines."""
    for key in sorted(new.keys() - old.keys()):
        yield Change(key, label_of(new[key].properties, key), ZONES, "added")
    for key in sorted(old.keys() - new.keys()):
        yield Change(key, label_of(old[key].properties, key), ZONES, "removed")
    keys = sorted(old.keys() & new.keys())
    shapes = shape_changes(
        [old[key].geometry for key in keys], [new[key].geometry for key in keys], overlaps=True
    )
    for key, shape in zip(keys, shapes, strict=True):
        label = label_of(new[key].properties, key)
        if shape is not None:
            was, now = (f"{size:.0f}" for size in shape.sizes)
            note = "" if shape.overlap is None else f"overlap:{100 * shape.overlap:.1f}"
            apart = (shape.metres, shape.farthest_m)
            yield Change(key, label, ZONES, "outline_changed", "area_m2", was, now, *apart, note)
        yield from fact_changes(key, old[key].properties, new[key].properties, ZONES)


def _shape_changes(placed: Placed, shape: ShapeChange) -> Iterator[Change]:
    """Yield what a change of shape comes to."""
    label = label_of(placed.properties, placed.id)
    about = (placed.id, label, "places")
    old, new = (f"{lon:.6f},{lat:.6f}" for lon, lat in shape.middles)
    apart = (shape.metres, shape.farthest_m)
    if shape.types[0] != shape.types[1]:
        yield Change(*about, "retyped", "geometry_type", *shape.types, *apart)
        return
    word = "moved" if shape.moved else "reshaped"
    yield Change(*about, word, "geometry", old, new, *apart)
    if shape.resized:
        name = "length_m" if shape.types[0] == "lines" else "area_m2"
        was, now = (f"{size:.0f}" for size in shape.sizes)
        yield Change(*about, "resized", name, was, now)
