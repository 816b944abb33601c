"""
A GeoJSON file of anybody as the rules see it: rows, geometries as arrays, places in the text.

Nothing is refused but what cannot be opened: what is wrong is told by the rules.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from layers.checking.decoding import Text, decoded, read_bytes, taken_for
from layers.checking.finding import Finding
from layers.checking.kinds import GEOMETRIES, cased
from layers.checking.parsing import HEAD, Parser
from layers.checking.rows import ABSENT, GIVEN, NULL, Row
from layers.checking.rules import RULES
from layers.checking.shaping import Shapes
from layers.checking.vectors import Vectors

if TYPE_CHECKING:
    from pathlib import Path

_MISSING = object()


@dataclass
class Document:
    """
    One file.

    Attributes
    ----------
    path
        The file, as it was given.
    source
        Its text.
    root
        Its outermost value, features left out; None if it is no JSON.
    rows
        Its features; the one of a Feature or a bare geometry.
    shapes
        The geometries of the rows.
    kind
        `FeatureCollection`, `Feature`, a geometry type in any case, or blank.
    doubled, constants
        Repeated keys and NaN by row, or `HEAD`.
    refusal
        The finding that says why there is nothing to judge.
    """

    path: Path
    source: Text
    root: Any = None
    rows: list[Row] = field(default_factory=list)
    shapes: Shapes = field(default_factory=Shapes.empty)
    kind: str = ""
    doubled: list[tuple[int, str]] = field(default_factory=list)
    constants: list[tuple[int, str]] = field(default_factory=list)
    refusal: Finding | None = None

    @cached_property
    def vectors(self) -> Vectors:
        """The geometries as arrays."""
        return Vectors(self.shapes)

    @cached_property
    def lines(self) -> list[int]:
        """The 1-based line on which each row begins."""
        found, line, spot = [], 1, 0
        for row in self.rows:
            line += self.source.text.count("\n", spot, row.start)
            spot = row.start
            found.append(line)
        return found

    def finding(
        self,
        rule: str,
        message: str,
        row: int = HEAD,
        *,
        path: str = "",
        mend: str | None = None,
        fixable: bool | None = None,
    ) -> Finding:
        """
        Return a finding of this file.

        Parameters
        ----------
        rule
            A key of `RULES`.
        message
            Chinese.
        row
            The feature it is about, `HEAD` if it is about the file.
        path
            JSON path below the feature.
        mend, fixable
            Where they differ from what the rule says.
        """
        known = RULES[rule]
        mending = known.mend if mend is None else mend
        can = known.fixed if fixable is None else fixable
        if row == HEAD:
            name = str(self.path)
            return Finding(
                name, "", None, rule, known.severity, message, mending, path, fixable=can
            )
        return Finding(
            str(self.path),
            self.called(row),
            row + 1,
            rule,
            known.severity,
            message,
            mending,
            ".".join(filter(None, (self.place(row), path))),
            self.lines[row],
            fixable=can,
        )

    def called(self, row: int) -> str:
        """Return what people find a row by: its id, or where it stands."""
        return self.rows[row].label or f"第 {row + 1} 个要素"

    def place(self, row: int) -> str:
        """Return the JSON path of a row."""
        return f"features[{row}]" if self.kind == "FeatureCollection" else ""


def read_document(path: Path) -> Document:
    """
    Read a file.

    Raises
    ------
    LayerError
        If it is missing, a folder or cannot be opened.
    """
    return document_of(path, read_bytes(path))


def document_of(path: Path, raw: bytes) -> Document:
    """Return what stands in the bytes of a file."""
    source = decoded(raw)
    found = Document(path, source)
    if source.rule:
        found.refusal = found.finding(source.rule, source.fault)
        return found
    parser = Parser(source.text, lambda *feature: _take(found, *feature))
    try:
        found.root = parser.read()
    except json.JSONDecodeError as error:
        found.rows, found.shapes = [], Shapes.empty()
        found.refusal = _no_json(found, error)
        return found
    except (RecursionError, ValueError) as error:
        deep = isinstance(error, RecursionError)
        fault = "JSON 层次过深，读不出来" if deep else "JSON 里有过长的数字，读不出来"
        found.refusal = found.finding("too-deep" if deep else "number-too-long", fault)
        return found
    found.doubled, found.constants = parser.doubled, parser.constants
    _sort(found)
    return found


def _take(document: Document, index: int, value: Any, start: int, end: int) -> Any:  # noqa: ANN401 - any JSON
    """Make a row of a feature; its geometry goes into the arrays."""
    if index == 0:  # of the last `features`, should there be several
        document.rows, document.shapes = [], Shapes.empty()
    state = ABSENT
    if isinstance(value, dict):
        geometry = value.pop("geometry", _MISSING)
        if geometry is not _MISSING:
            state = NULL if geometry is None else GIVEN
        if state == GIVEN:
            document.shapes.add(len(document.rows), geometry, "geometry")
    document.rows.append(Row(value, start, end, state))
    return value


def _sort(document: Document) -> None:
    """Tell what kind of file it is; a Feature or a geometry is the only row."""
    root = document.root
    features = root.get("features") if isinstance(root, dict) else None
    if not isinstance(features, list) or len(features) != len(document.rows):
        document.rows, document.shapes = [], Shapes.empty()
    if not isinstance(root, dict):
        return
    document.kind = cased(root.get("type"))
    if not document.kind and isinstance(root.get("features"), list):
        document.kind = "FeatureCollection"
    if document.kind == "Feature":
        _take(document, 0, root, 0, len(document.source.text))
    elif document.kind in GEOMETRIES:
        document.rows, document.shapes = [], Shapes.empty()
        document.shapes.add(0, root, "")
        document.rows.append(Row({}, 0, len(document.source.text), GIVEN))


def _no_json(document: Document, error: json.JSONDecodeError) -> Finding:
    """Return what a text that is no JSON is told as."""
    what = taken_for(document.source.text)
    if what:
        return document.finding("other-format", f"应为 GeoJSON，实际是 {what}")
    message = f"第 {error.lineno} 行第 {error.colno} 列不是完整的 JSON，应为 GeoJSON"
    known = document.finding("not-json", message)
    return Finding(
        known.file, "", None, known.rule, known.severity, message, known.mend,
        line=error.lineno, column=error.colno,
    )  # fmt: skip
