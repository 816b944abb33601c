"""
The parameters of a request, checked before pygeoapi sees them.

pygeoapi passes over names it does not know; the standard wants them refused (Features, part 1,
requirements 8 and 9), and a filter with a slip of the pen would silently return everything.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from maps.serving.collection import read_value
from maps.serving.settings import CRS84, crs_code

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from maps.serving.collection import Collection

EVERYWHERE = frozenset({"f", "lang"})
FORMATS = ("json", "html")
ITEM = frozenset({"crs"})
ITEMS = frozenset(
    {
        "bbox", "bbox-crs", "crs", "limit", "offset", "datetime", "resulttype", "sortby",
        "properties", "skipGeometry",
    }
)  # fmt: skip
_COUNT = re.compile(r"[0-9]{1,9}")
_MOMENT = r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?"
_TIME = re.compile(rf"{_MOMENT}|({_MOMENT}|\.\.)?/({_MOMENT}|\.\.)?")


class BadParameterError(ValueError):
    """A parameter cannot be used; the text says which and why, for programmers, in English."""


def checked(
    given: Sequence[tuple[str, str]],
    allowed: frozenset[str],
    collection: Collection | None = None,
    systems: Sequence[str] = (),
) -> dict[str, str]:
    """
    Return the parameters as pygeoapi is to see them.

    Parameters
    ----------
    given
        Name and value in the order of the address.
    allowed
        Names beside `f` and `lang`.
    collection
        Whose columns are parameters too; None if none are.
    systems
        URIs of coordinate systems that can be asked for.

    Raises
    ------
    BadParameterError
        If a name is not known or comes twice, or a value cannot be used.
    """
    columns = {} if collection is None else collection.by_name
    found: dict[str, str] = {}
    for name, value in given:
        if name not in EVERYWHERE | allowed and name not in columns:
            raise BadParameterError(f"unknown parameter {name}")
        if name in found:
            raise BadParameterError(f"parameter {name} comes twice")
        found[name] = value
    for name, value in found.items():
        if name in EVERYWHERE | allowed:
            test, expected = _TESTS.get(name, (None, ""))
            if test is not None and not test(value):
                raise BadParameterError(f"{name} should be {expected}")
        else:
            _check_value(columns, name, value)
    for name in ("crs", "bbox-crs"):
        if name in found and found[name] not in systems:
            raise BadParameterError(f"{name} should be one of {', '.join(systems)}")
    _check_columns(found, columns)
    return _located(found)


def _check_value(columns: Mapping[str, object], name: str, value: str) -> None:
    try:
        if value:
            read_value(columns[name], value)  # type: ignore[arg-type]
    except ValueError:
        raise BadParameterError(f"{name} holds numbers, or true and false") from None


def _check_columns(found: Mapping[str, str], columns: Mapping[str, object]) -> None:
    for name in ("sortby", "properties"):
        if name not in found:
            continue
        for part in found[name].split(","):
            if part.lstrip("+- " if name == "sortby" else "") not in columns:
                raise BadParameterError(f"{name} should name properties of the collection")


def _located(found: dict[str, str]) -> dict[str, str]:
    """Return the parameters with the box in degrees (lon, lat), whatever it was given in."""
    system = found.pop("bbox-crs", CRS84)
    if "bbox" not in found:
        if system != CRS84:
            raise BadParameterError("bbox-crs needs bbox")
        return found
    numbers = _numbers(found["bbox"])
    half = len(numbers) // 2
    west, south, east, north = (*numbers[:2], *numbers[half : half + 2])
    if system != CRS84:
        west, south, east, north = _degrees((west, south, east, north), system)
    if not (-180 <= min(west, east) <= max(west, east) <= 180):  # noqa: PLR2004
        raise BadParameterError("bbox should lie between -180 and 180 degrees of longitude")
    if not (-90 <= south <= north <= 90):  # noqa: PLR2004
        raise BadParameterError("bbox should go from south to north, between -90 and 90 degrees")
    return {**found, "bbox": ",".join(repr(value) for value in (west, south, east, north))}


def _numbers(text: str) -> list[float]:
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) not in (4, 6) or not all(map(math.isfinite, numbers)):
        raise BadParameterError("bbox should be 4 or 6 numbers")
    return numbers


def _degrees(
    box: tuple[float, float, float, float], system: str
) -> tuple[float, float, float, float]:
    """
    Return a box in degrees that holds all of a box of another system.

    pygeoapi moves two corners only; the turn of a plane against the meridian then cuts off some.
    """
    from pyproj import Transformer  # noqa: PLC0415 - rarely asked for
    from pyproj.exceptions import ProjError  # noqa: PLC0415

    low_1, low_2, high_1, high_2 = box
    if low_1 > high_1 or low_2 > high_2:
        raise BadParameterError("bbox should go from its low to its high corner")
    change = Transformer.from_crs(crs_code(system), "OGC:CRS84")
    try:
        west, south, east, north = change.transform_bounds(
            low_1, low_2, high_1, high_2, errcheck=True
        )
    except ProjError:
        west = south = east = north = math.inf
    if not all(map(math.isfinite, (west, south, east, north))):
        raise BadParameterError("bbox lies outside of what bbox-crs can tell")
    return west, south, east, north


_TESTS: Mapping[str, tuple[Callable[[str], object], str]] = {
    "f": (lambda value: value in FORMATS, "json or html"),
    "limit": (lambda value: _COUNT.fullmatch(value) and int(value), "a whole number from 1"),
    "offset": (_COUNT.fullmatch, "a whole number from 0"),
    "datetime": (_TIME.fullmatch, "an RFC 3339 time or interval"),
    "resulttype": (lambda value: value in ("results", "hits"), "results or hits"),
    "skipGeometry": (lambda value: value in ("true", "false"), "true or false"),
}
"""What a value must be, and how that is said."""
