"""The features of one layer in memory: by place, by property, by id."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from layers.handoff.fields import FLAG, REAL, TEXT, WHOLE, Field
from layers.handoff.sheets import TITLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

_FLAGS = {"true": True, "false": False}


@dataclass(frozen=True)
class Collection:
    """
    One layer.

    Attributes
    ----------
    name
        `points`, `lines`, `polygons` or `zones`.
    fields
        Its columns: those that are known, then any others that its features have.
    rows
        The features as GeoJSON, in the order of the file.
    shapes
        Their geometries, degrees (lon, lat).
    order
        Id to place among the rows.
    """

    name: str
    fields: tuple[Field, ...]
    rows: tuple[Mapping[str, Any], ...]
    shapes: NDArray[np.object_]
    order: Mapping[str, int]

    @classmethod
    def of(
        cls, name: str, fields: Iterable[Field], rows: Sequence[Mapping[str, Any]]
    ) -> Collection:
        """
        Make a layer of GeoJSON features.

        Raises
        ------
        ValueError, KeyError, TypeError
            If a feature has no id, no properties or no geometry, or two share an id.
        """
        shapes = shapely.from_geojson([json.dumps(row["geometry"]) for row in rows])
        order = {str(row["id"]): nth for nth, row in enumerate(rows)}
        if len(order) != len(rows):
            raise ValueError(name)
        known = tuple(fields)
        seen = {key: value for row in rows for key, value in row["properties"].items()}
        extra = [key for key in seen if key not in {field.name for field in known}]
        more = [Field(key, _type(seen[key]), "", key, key, "", "") for key in extra]
        return cls(name, (*known, *more), tuple(rows), np.asarray(shapes, dtype=object), order)

    def __deepcopy__(self, memo: dict[int, Any]) -> Collection:
        """Return itself: pygeoapi copies its configuration, and nothing here changes."""
        return self

    def title(self, *, english: bool) -> str:
        """Return what people read."""
        return TITLES[self.name][english]

    @property
    def bbox(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north; None if there is no feature."""
        if not self.rows:
            return None
        west, south, east, north = (round(float(v), 6) for v in shapely.total_bounds(self.shapes))
        return west, south, east, north

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The columns by their names."""
        return {field.name: field for field in self.fields}

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.shapes)

    def find(
        self,
        box: Sequence[float] = (),
        wanted: Iterable[tuple[str, str]] = (),
        sort: Iterable[tuple[str, bool]] = (),
    ) -> list[int]:
        """
        Return the places of features among the rows.

        Parameters
        ----------
        box
            West, south, east, north; west > east crosses the antimeridian. Empty: everywhere.
        wanted
            Column and what it must say; all of them must hold. A blank text asks for no value.
        sort
            Column and whether it runs down; features without a value come last.
        """
        found: Iterable[int] = range(len(self.rows))
        if box:
            found = self._within(box)
        for key, said in wanted:
            holds = self._test(self.by_name[key], said)
            found = [nth for nth in found if holds(self.rows[nth]["properties"].get(key))]
        places = list(found)
        for key, down in reversed(list(sort)):
            values = {nth: self.rows[nth]["properties"].get(key) for nth in places}
            empty = [nth for nth in places if values[nth] is None]
            full = [nth for nth in places if values[nth] is not None]
            places = sorted(full, key=values.__getitem__, reverse=down) + empty
        return places

    def _within(self, box: Sequence[float]) -> list[int]:
        west, south, east, north = box
        spans = ((west, east),) if west <= east else ((west, 180.0), (-180.0, east))
        boxes = [shapely.box(left, south, right, north) for left, right in spans]
        found: set[int] = set()
        for area in boxes:
            found.update(self._tree.query(area, predicate="intersects").tolist())
        return sorted(found)

    @staticmethod
    def _test(field: Field, said: str) -> Callable[[object], bool]:
        if not said:
            return lambda value: value is None or value == ""
        value = read_value(field, said)
        return lambda other: other is not None and other == value


def read_value(field: Field, said: str) -> str | float | bool:
    """
    Return what a text means in a column.

    Raises
    ------
    ValueError
        If it is no number or no `true` or `false` where the column holds those.
    """
    if field.type == FLAG:
        if said.lower() not in _FLAGS:
            raise ValueError(said)
        return _FLAGS[said.lower()]
    return float(said) if field.type in (WHOLE, REAL) else said


def _type(value: object) -> str:
    """Return the type of a column that no table knows."""
    if isinstance(value, bool):
        return FLAG
    return REAL if isinstance(value, int | float) else TEXT
