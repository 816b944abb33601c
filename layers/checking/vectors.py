"""The geometries of a file for numpy and GEOS: vertices, parts, bounds, shapes, all by row."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from layers.checking.shaping import LINE, POINT, SHELL

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from layers.checking.shaping import Shapes

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Objects = NDArray[np.object_]

_MULTI = frozenset({"MultiPoint", "MultiLineString", "MultiPolygon"})


class Vectors:
    """
    Arrays over the geometries of a file.

    Parameters
    ----------
    shapes
        What was read.

    Attributes
    ----------
    xy
        Vertices, shape (n, 2).
    starts, counts, roles, owners
        By part: first vertex, number of vertices, role, geometry.
    row_of
        Row by geometry.
    """

    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes
        self.xy: Floats = np.frombuffer(shapes.xy, dtype=float).reshape(-1, 2)
        self.counts: Whole = np.array(shapes.counts, dtype=np.int64)
        self.roles: Whole = np.array(shapes.roles, dtype=np.int64)
        self.owners: Whole = np.array(shapes.owners, dtype=np.int64)
        self.starts: Whole = np.cumsum(self.counts) - self.counts
        self.row_of: Whole = np.array([one.row for one in shapes.geometries], dtype=np.int64)

    @cached_property
    def part_of(self) -> Whole:
        """Part by vertex."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    @cached_property
    def rows(self) -> Whole:
        """The rows that have vertices, in order."""
        found: Whole = np.unique(self.row_of[self.owners])
        return found

    @cached_property
    def vertex_rows(self) -> Whole:
        """Row by vertex."""
        return np.repeat(self.row_of[self.owners], self.counts)

    @cached_property
    def spans(self) -> tuple[Whole, Whole]:
        """First vertex, and the one after the last, of each of `rows`."""
        first = np.searchsorted(self.vertex_rows, self.rows, "left")
        last = np.searchsorted(self.vertex_rows, self.rows, "right")
        return first, last

    @cached_property
    def bounds(self) -> Floats:
        """West, south, east, north of each of `rows`."""
        if not self.rows.size:
            return np.empty((0, 4))
        first, last = self.spans
        edges = np.column_stack([first, last]).ravel()
        padded = np.vstack([self.xy, [[0.0, 0.0]]])
        low = np.minimum.reduceat(padded, edges)[::2]
        high = np.maximum.reduceat(padded, edges)[::2]
        return np.hstack([low, high])

    @cached_property
    def areas(self) -> Floats:
        """Signed area by part, square degrees; positive runs counter-clockwise."""
        if not self.counts.size:
            return np.empty(0)
        base = self.xy[self.starts][self.part_of]
        x, y = (self.xy - base).T
        after = self.following
        return np.add.reduceat(x * y[after] - x[after] * y, self.starts) / 2

    @cached_property
    def following(self) -> Whole:
        """The next vertex of the same part by vertex; after the last comes the first."""
        after = np.arange(1, len(self.xy) + 1)
        after[self.starts + self.counts - 1] = self.starts
        return after

    @cached_property
    def by_geometry(self) -> Objects:
        """A shapely geometry by geometry; None where it has no vertices."""
        found: Objects = np.full(len(self.row_of), None, dtype=object)
        multi = np.array([one.type in _MULTI for one in self.shapes.geometries], dtype=bool)
        made = (
            (*self._points(), shapely.multipoints),
            (*self._lines(), shapely.multilinestrings),
            (*self._polygons(), shapely.multipolygons),
        )
        for simple, owners, gather in made:
            _put(found, simple, owners, multi, gather)
        return found

    @cached_property
    def valid(self) -> Flags:
        """By geometry: whether GEOS finds it valid; those without shape are."""
        found: Flags = shapely.is_valid(self.by_geometry) | (self.by_geometry == None)  # noqa: E711 - elementwise
        return found

    @cached_property
    def by_row(self) -> Objects:
        """A shapely geometry by each of `rows`."""
        first = np.searchsorted(self.row_of, self.rows, "left")
        last = np.searchsorted(self.row_of, self.rows, "right")
        found = self.by_geometry[first] if first.size else np.empty(0, dtype=object)
        inside = np.array([one.inside for one in self.shapes.geometries], dtype=bool)
        for nth in np.flatnonzero(inside[first]) if first.size else ():
            members = [one for one in self.by_geometry[first[nth] : last[nth]] if one is not None]
            found[nth] = shapely.GeometryCollection(members)
        return found

    def rings_of(self, geometry: int) -> Whole:
        """Return the parts of a geometry."""
        first, last = np.searchsorted(self.owners, [geometry, geometry + 1])
        return np.arange(first, last)

    def part_xy(self, part: int) -> Floats:
        """Return the vertices of a part."""
        start = self.starts[part]
        return self.xy[start : start + self.counts[part]]

    def _vertices(self, parts: Whole) -> tuple[Whole, Whole]:
        """Return the vertices of some parts, and for each which of those parts it is of."""
        counts = self.counts[parts]
        indices = np.repeat(np.arange(len(parts)), counts)
        shift = np.repeat(self.starts[parts] - (np.cumsum(counts) - counts), counts)
        return np.arange(len(indices)) + shift, indices

    def _points(self) -> tuple[Objects, Whole]:
        """Return the points, and the geometry of each."""
        parts = np.flatnonzero(self.roles == POINT)
        vertices, indices = self._vertices(parts)
        return _objects(shapely.points(self.xy[vertices])), self.owners[parts][indices]

    def _lines(self) -> tuple[Objects, Whole]:
        """Return the lines, and the geometry of each."""
        parts = np.flatnonzero(self.roles == LINE)
        vertices, indices = self._vertices(parts)
        made = shapely.linestrings(self.xy[vertices], indices=indices)
        return _objects(made), self.owners[parts]

    def _polygons(self) -> tuple[Objects, Whole]:
        """Return the polygons, and the geometry of each; a ring that is open is closed."""
        parts = np.flatnonzero(self.roles >= SHELL)
        shells = self.roles[parts] == SHELL
        vertices, indices = self._vertices(parts)
        if not parts.size:
            return np.empty(0, dtype=object), np.empty(0, dtype=np.int64)
        rings = _objects(shapely.linearrings(self.xy[vertices], indices=indices))
        made = shapely.polygons(rings, indices=np.cumsum(shells) - 1)
        return _objects(made), self.owners[parts[shells]]


def _objects(made: object) -> Objects:
    """Return shapes as an array; shapely says one or many."""
    return np.atleast_1d(np.asarray(made, dtype=object))


def _put(
    found: Objects,
    simple: Objects,
    owners: Whole,
    multi: Flags,
    gather: Callable[..., object],
) -> None:
    """Put simple shapes in their places, those of Multi types gathered."""
    if not simple.size:
        return
    several = multi[owners]
    found[owners[~several]] = simple[~several]
    if several.any():
        which, indices = np.unique(owners[several], return_inverse=True)
        found[which] = gather(simple[several], indices=indices)
