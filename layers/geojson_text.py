"""
GeoJSON as text, many features at once: what is written is what `json` would write.

GEOS spells the numbers: with 6 decimals its WKT holds the shortest digits (its own GeoJSON does
not always). Numbers that Python spells another way, such as 121.0, are left to Python.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import mapping

from layers.shapes import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from layers.features import Feature
    from layers.shapes import Shapes

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_PLAIN_LEAST = 1e-4
"""Smaller numbers are spelt with an exponent by Python."""
_LINE_BREAKS = (("\u2028", "\\u2028"), ("\u2029", "\\u2029"), ("\x85", "\\u0085"))
_STEPS = (
    (")), ((", "\1"), ("), (", "\2"), (", ", "\3"), (" ", ", "),
    ("\1", "]]], [[["), ("\2", "]], [["), ("\3", "], ["),
)  # fmt: skip
"""From the inside of WKT to that of JSON, for many geometries in a few replacements."""
_DEPTHS = {"Point": (1, 1), "MultiLineString": (2, 3), "MultiPolygon": (3, 4)}
"""How many brackets stand before the first number, in WKT and in JSON."""


@dataclass(frozen=True, slots=True)
class Rows:
    """
    Features of one family as text.

    Attributes
    ----------
    features
        What they are.
    lines
        Each as a GeoJSON feature on one line, without line feed.
    bounds
        West, south, east, north of each.
    """

    features: tuple[Feature, ...]
    lines: tuple[str, ...]
    bounds: NDArray[np.float64]

    def only(self, kept: Iterable[int]) -> Rows:
        """Return the rows at these places."""
        places = list(kept)
        features = tuple(self.features[place] for place in places)
        return Rows(features, tuple(self.lines[place] for place in places), self.bounds[places])

    @property
    def bbox(self) -> list[float]:
        """West, south, east, north of all; empty where there is no row."""
        return box_of(self.bounds)


def as_json(value: object) -> str:
    """Serialise without escapes of Chinese; U+2028 and U+2029 are escaped, they break lines."""
    return unbroken(_ENCODER.encode(value))


def unbroken(text: str) -> str:
    """Return JSON with the line breaks of Unicode escaped."""
    for character, escape in _LINE_BREAKS:
        text = text.replace(character, escape)
    return text


def property_texts(features: Sequence[Feature]) -> dict[str, str]:
    """Return the properties of features as JSON, by id."""
    texts = _texts(dict(feature.properties) for feature in features)
    return dict(zip((feature.id for feature in features), texts, strict=True))


def text_rows(
    features: Sequence[Feature],
    shapes: Shapes,
    *,
    properties: Mapping[str, str] | None = None,
    members: Iterable[str] | None = None,
) -> Rows:
    """
    Return features as text.

    Parameters
    ----------
    features
        In the order in which they are written.
    shapes
        Their geometries: clean, all Point, MultiLineString or MultiPolygon.
    properties
        What `property_texts` gave for them, if it is known already.
    members
        JSON to put between geometry and properties, each begun with `, `.
    """
    texts = property_texts(features) if properties is None else properties
    bounds = np.round(shapely.bounds(shapes), DECIMALS)
    columns = zip(
        _texts(feature.id for feature in features),
        features,
        bounds.tolist(),
        geometry_texts(shapes),
        repeat("") if members is None else members,
        strict=False,
    )
    lines = tuple(
        f'{{"type": "Feature", "id": {name}, "bbox": {box!r}, '
        f'"geometry": {geometry}{more}, "properties": {texts[feature.id]}}}'
        for name, feature, box, geometry, more in columns
    )
    return Rows(tuple(features), lines, bounds)


def geometry_texts(shapes: Shapes) -> list[str]:
    """Return geometries, each Point, MultiLineString or MultiPolygon, as GeoJSON."""
    if not len(shapes):
        return []
    name = shapes[0].geom_type
    before, after = _DEPTHS[name]
    whole = "\n".join(shapely.to_wkt(shapes, rounding_precision=DECIMALS))
    for old, new in _STEPS:
        whole = whole.replace(old, new)
    start = len(f"{name}, ") + before
    head, tail = f'{{"type": "{name}", "coordinates": {"[" * after}', f"{']' * after}}}"
    found = [f"{head}{line[start:-before]}{tail}" for line in whole.split("\n")]
    for place in _spelt_otherwise(shapes):
        found[place] = as_json(mapping(shapes[place]))
    return found


def box_of(bounds: NDArray[np.float64]) -> list[float]:
    """Return west, south, east, north of many; empty where there are none."""
    if not len(bounds):
        return []
    low, high = bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)
    return [*low.tolist(), *high.tolist()]


def collection_text(head: Mapping[str, Any], lines: Iterable[str]) -> str:
    """Return a FeatureCollection as text from its members but `features`, and its features."""
    rows = ",\n".join(lines)
    return f'{as_json(head)[:-1]}, "features": [\n{rows}\n]}}\n'


def _texts(values: Iterable[object]) -> list[str]:
    """Return values as JSON; line breaks of Unicode are looked for once, in all of them."""
    found = [_ENCODER.encode(value) for value in values]
    whole = "\n".join(found)
    if any(character in whole for character, _ in _LINE_BREAKS):
        return [unbroken(text) for text in found]
    return found


def _spelt_otherwise(shapes: Shapes) -> list[int]:
    """Return the places of geometries with a number that WKT spells unlike Python."""
    numbers, owner = shapely.get_coordinates(shapes, return_index=True)
    other = (numbers == np.floor(numbers)) | (np.abs(numbers) < _PLAIN_LEAST)
    places: list[int] = np.unique(owner[other.any(axis=1)]).tolist()
    return places
