"""
A repaired copy of a file: what the findings call fixable is mended, all else stays as it stands.

Rows that want nothing are copied letter by letter. What one repair lays bare the next round sees,
so the copy holds nothing that could still be mended.
"""

from __future__ import annotations

import json
from collections import defaultdict
from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.datum import to_wgs84
from layers.checking.boxes import conversion, declared, holds, no_box
from layers.checking.kinds import GEOMETRIES, cased
from layers.checking.members import finite, in_right_case, without_crs
from layers.checking.mending import mended
from layers.checking.parsing import HEAD, Parser
from layers.checking.place import swapped_rows
from layers.checking.reading import document_of
from layers.errors import LayerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from layers.checking.checker import Checker
    from layers.checking.finding import Finding
    from layers.checking.mending import Move
    from layers.checking.reading import Document

    Floats = NDArray[np.float64]

ROUNDS = 6
_MARKS = frozenset({"bom", "encoding"})

_WGS84 = "wgs84"
_HARMLESS = frozenset({"geometry-empty", "position-extra", "mixed-dimensions", "collection-nested"})
"""Faults with which a geometry is read all the same."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """
    What came of a repair.

    Attributes
    ----------
    text
        The copy.
    done
        What was mended: the findings, of which the message tells what that changed.
    rest
        The findings of the copy.
    """

    text: str
    done: tuple[Finding, ...]
    rest: tuple[Finding, ...]


def repaired(
    document: Document, checker: Checker, findings: Sequence[Finding] | None = None
) -> Repaired:
    """
    Return a repaired copy of a file, in memory; nothing is done where nothing is fixable.

    Parameters
    ----------
    document
        The file; it stays as it is.
    checker
        What says what is fixable.
    findings
        What it said of the file, if it was asked before.

    Raises
    ------
    LayerError
        If the file cannot be written again as it is: `features` twice, or nested too deeply.
    """
    done: list[Finding] = []
    findings = checker.check(document) if findings is None else findings
    for _ in range(ROUNDS):
        wanted = [finding for finding in findings if finding.fixable]
        if not wanted:
            break
        try:
            text, remarks = _Round(document, wanted, checker).written()
        except LayerError:
            raise
        except (RecursionError, ValueError) as error:
            message = "修不了：层次过深，或有写不成 JSON 的数"
            raise LayerError(message, where=str(document.path)) from error
        done += [_remarked(finding, remarks) for finding in wanted]
        document = document_of(document.path, text.encode("utf-8", "surrogatepass"))
        findings = checker.check(document)
    return Repaired(document.source.text, tuple(done), tuple(findings))


def _remarked(finding: Finding, remarks: Mapping[int, list[str]]) -> Finding:
    told = remarks.get((finding.index or 0) - 1, []) if finding.index else []
    if not told or finding.rule not in {"self-intersection", "parts-overlap"}:
        return finding
    return replace(finding, message=f"{finding.message}；{'、'.join(told)}")


class _Round:
    """One pass over a file with what is to be mended."""

    def __init__(self, document: Document, wanted: Iterable[Finding], checker: Checker) -> None:
        self._document = document
        self._rules: dict[int, set[str]] = defaultdict(set)
        for finding in wanted:
            self._rules[HEAD if finding.index is None else finding.index - 1].add(finding.rule)
        head = self._rules[HEAD]
        self._everywhere = head & {"precision"}
        self._datum = conversion(document) if head & {"crs-other", "projected-metres"} else ""
        swaps = "axes-swapped" in head and not self._datum
        self._swapped = swapped_rows(document, checker.ground) if swaps else set()
        vectors = document.vectors
        self._bounds = dict(zip(vectors.rows.tolist(), vectors.bounds, strict=True))
        faults = document.shapes.faults
        self._faulty = {fault.row for fault in faults if fault.rule not in _HARMLESS}
        self._remarks: dict[int, list[str]] = {}

    def written(self) -> tuple[str, dict[int, list[str]]]:
        """Return the text of the copy, and remarks by row."""
        document = self._document
        if not self._rules[HEAD] - _MARKS and len(self._rules) == 1:
            return document.source.text, {}
        if any(key == "features" and row == HEAD for row, key in document.doubled):
            raise LayerError("修不了：features 写了两次", where=str(document.path))
        if document.kind == "FeatureCollection":
            return self._collection(), self._remarks
        value = Parser(document.source.text, lambda _, kept, *__: kept).read()
        if document.kind in GEOMETRIES:
            value = self._geometry(0, self._head(value))
        else:
            value = self._row(0, self._head(value))
        return _dumped(value) + "\n", self._remarks

    def _collection(self) -> str:
        """Return a collection, one feature a line."""
        document = self._document
        text = document.source.text
        parser = Parser(text, lambda _, kept, *__: kept)
        rows = []
        for nth, row in enumerate(document.rows):
            if self._asked(nth):
                rows.append(_dumped(self._row(nth, parser.value_at(row.start))))
            else:
                rows.append(text[row.start : row.end])
        head = self._head(copy(document.root))
        body = "[\n" + ",\n".join(rows) + "\n]" if rows else "[]"
        members = [
            f"{_dumped(key)}: {body if key == 'features' else _dumped(value)}"
            for key, value in head.items()
        ]
        return "{" + ", ".join(members) + "}\n"

    def _asked(self, row: int) -> bool:
        return bool(self._rules.get(row) or self._everywhere or self._datum or row in self._swapped)

    def _head(self, root: dict[str, Any]) -> dict[str, Any]:
        """Mend the members of the file in place and return it."""
        rules = self._rules[HEAD]
        if "type-case" in rules:
            root["type"] = cased(root["type"])
        if rules & {"crs-member", "crs-other"}:
            root.pop("crs", None)
        if rules & {"bbox-invalid", "bbox-wrong"} and self._bounds:
            bounds = np.array(list(self._bounds.values()))
            whole = np.concatenate([bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)])
            root["bbox"] = _box(whole)
        return root

    def _row(self, nth: int, value: dict[str, Any]) -> dict[str, Any]:
        """Mend a feature in place and return it."""
        rules = self._rules.get(nth, set())
        if "type-case" in rules and cased(value.get("type")) == "Feature":
            value["type"] = "Feature"
        if "id-type" in rules:
            value.pop("id", None)
        if "geometry-missing" in rules:
            value["geometry"] = None
        if "properties-missing" in rules:
            value["properties"] = None
        if "not-finite" in rules:
            value["properties"] = finite(value.get("properties"))
        if isinstance(value.get("geometry"), dict):
            value["geometry"] = self._geometry(nth, value["geometry"])
        return self._members(nth, value, rules)

    def _members(self, nth: int, value: dict[str, Any], rules: set[str]) -> dict[str, Any]:
        """Mend bbox and crs of a feature or geometry in place and return it."""
        if "crs-member" in rules and "crs" in value and declared(value["crs"]) == _WGS84:
            value.pop("crs")
        bounds = self._bounds.get(nth)
        if rules & {"bbox-invalid", "bbox-wrong"} and "bbox" in value and bounds is not None:
            bbox = value["bbox"]
            value["bbox"] = _box(bounds) if no_box(bbox) or not holds(bbox, bounds) else bbox
        return value

    def _geometry(self, nth: int, geometry: dict[str, Any]) -> dict[str, Any]:
        """Return the geometry of a row, mended."""
        rules = self._rules.get(nth, set())
        if "type-case" in rules and nth in self._faulty:
            geometry = in_right_case(geometry)
        if nth in self._faulty or nth not in self._bounds:
            return self._members(nth, geometry, rules)
        geometry, remarks = mended(geometry, rules | self._everywhere, self._move(nth))
        if remarks:
            self._remarks[nth] = remarks
        return self._members(
            nth, without_crs(geometry) if "crs-member" in rules else geometry, rules
        )

    def _move(self, nth: int) -> Move | None:
        if self._datum:
            return self._converted
        return _turned if nth in self._swapped else None

    def _converted(self, pairs: Floats) -> Floats:
        return np.round(np.column_stack(to_wgs84(pairs[:, 0], pairs[:, 1], self._datum)), 7)


def _turned(pairs: Floats) -> Floats:
    return pairs[:, ::-1]


def _box(bounds: Floats) -> list[float]:
    return [float(number) for number in bounds]


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
