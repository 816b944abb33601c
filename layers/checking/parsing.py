"""
JSON text to values, with what the values alone no longer tell: places, repeated keys, NaN.

The features of a collection are read one by one and handed over as they come, so that a file of
100 MB need not stand in memory as Python lists.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BLANK = re.compile(r"[ \t\n\r]*")
HEAD = -1
"""Stands for the file itself where the index of a feature is asked."""


class Doubled(dict[str, Any]):
    """
    An object that holds a key more than once: the last value counts, all are written again.

    Parameters
    ----------
    pairs
        Keys and values in the order of the text.
    """

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        last = {key: nth for nth, (key, _) in enumerate(pairs)}
        self._order = [(key, value, last[key] == nth) for nth, (key, value) in enumerate(pairs)]

    def items(self) -> Any:  # noqa: ANN401 - a list, where dict has a view
        """Return all pairs, in the order of the text; `json.dumps` asks for them."""
        known = {key for key, _, _ in self._order}
        written = [
            (key, self.get(key) if last else value)
            for key, value, last in self._order
            if key in self or not last
        ]
        return [*written, *((key, self[key]) for key in self if key not in known)]


class Parser:
    """
    Reads one text.

    Parameters
    ----------
    text
        The JSON.
    on_feature
        What is told each element of `features` with its index and where it begins and ends; it
        returns what is kept of it.

    Attributes
    ----------
    doubled, constants
        (index of the feature or `HEAD`, key) of repeated keys and (index, word) of NaN.
    """

    def __init__(self, text: str, on_feature: Callable[[int, Any, int, int], Any]) -> None:
        self._text = text
        self._on_feature = on_feature
        self._keys: dict[str, str] = {}
        self._index = HEAD
        self.doubled: list[tuple[int, str]] = []
        self.constants: list[tuple[int, str]] = []
        self._decode = json.JSONDecoder(
            object_pairs_hook=self._object, parse_constant=self._constant
        ).raw_decode

    def read(self) -> Any:  # noqa: ANN401 - any JSON
        """
        Return the value of the whole text.

        Raises
        ------
        JSONDecodeError
            Where it is no JSON.
        RecursionError, ValueError
            If it is nested too deeply, or a number is too long.
        """
        start = self._skip(0)
        value, end = self._root(start) if self._at(start) == "{" else self._value(start)
        end = self._skip(end)
        if end != len(self._text):
            raise json.JSONDecodeError("Extra data", self._text, end)
        return value

    def value_at(self, start: int) -> Any:  # noqa: ANN401 - any JSON
        """Return the value that begins at a place of the text, read anew."""
        return self._decode(self._text, start)[0]

    def _root(self, start: int) -> tuple[Any, int]:
        """Read the outermost object member by member."""
        pairs: list[tuple[str, Any]] = []
        spot = self._skip(start + 1)
        if self._at(spot) == "}":
            return {}, spot + 1
        while True:
            if self._at(spot) != '"':
                raise json.JSONDecodeError("Expecting property name", self._text, spot)
            key, spot = self._decode(self._text, spot)
            spot = self._skip(spot)
            if self._at(spot) != ":":
                raise json.JSONDecodeError("Expecting ':'", self._text, spot)
            spot = self._skip(spot + 1)
            if key == "features" and self._at(spot) == "[":
                value, spot = self._features(spot)
            else:
                value, spot = self._value(spot)
            pairs.append((key, value))
            spot = self._skip(spot)
            if self._at(spot) == "}":
                return self._object(pairs), spot + 1
            spot = self._skip(self._comma(spot))

    def _features(self, start: int) -> tuple[list[Any], int]:
        """Read the features one by one."""
        found: list[Any] = []
        spot = self._skip(start + 1)
        if self._at(spot) == "]":
            return found, spot + 1
        while True:
            self._index = len(found)
            value, end = self._value(spot)
            found.append(self._on_feature(self._index, value, spot, end))
            self._index = HEAD
            spot = self._skip(end)
            if self._at(spot) == "]":
                return found, spot + 1
            spot = self._skip(self._comma(spot))

    def _comma(self, spot: int) -> int:
        if self._at(spot) != ",":
            raise json.JSONDecodeError("Expecting ',' delimiter", self._text, spot)
        return spot + 1

    def _value(self, spot: int) -> tuple[Any, int]:
        found: tuple[Any, int] = self._decode(self._text, spot)
        return found

    def _skip(self, spot: int) -> int:
        found = _BLANK.match(self._text, spot)
        return found.end() if found else spot

    def _at(self, spot: int) -> str:
        return self._text[spot : spot + 1]

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Make an object; equal keys of many objects are one string."""
        keys = self._keys
        found = {keys.setdefault(key, key): value for key, value in pairs}
        if len(found) == len(pairs):
            return found
        self.doubled += [(self._index, key) for key in _repeated(pairs)]
        return Doubled(pairs)

    def _constant(self, word: str) -> float:
        self.constants.append((self._index, word))
        return float(word.replace("Infinity", "inf"))


def _repeated(pairs: list[tuple[str, Any]]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for key, _ in pairs:
        seen[key] = seen.get(key, 0) + 1
    return (key for key, count in seen.items() if count > 1)
