"""
Check a GeoJSON file: against RFC 7946, against the district, and against our columns if it is ours.

A rule is a function that takes a document and yields findings; they are told family by family.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from layers.checking import boxes, files, ours, place, properties, structure, topology, vertices
from layers.checking.place import Ground
from layers.checking.reading import document_of, read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from geo.gazetteer import Gazetteer
    from layers.checking.finding import Finding
    from layers.checking.reading import Document

_RULES: tuple[Callable[[Document], Iterator[Finding]], ...] = (
    files.marks,
    files.kind,
    files.keys,
    files.members,
    structure.features,
    structure.forbidden,
    structure.ids,
    boxes.crs,
    boxes.bboxes,
    structure.geometries,
    vertices.rings,
    topology.invalid,
    vertices.repeated,
    vertices.spikes,
    vertices.outliers,
    vertices.null_island,
    vertices.precision,
    vertices.alike,
)

_WRONG_POINT = frozenset({"vertex-outlier", "null-island", "out-of-range"})
"""What says that a vertex is not where it should be."""


class Checker:
    """
    Checks files against one district.

    Parameters
    ----------
    gazetteer
        The district's outline, roads and places.
    name
        What the district is called.
    """

    def __init__(self, gazetteer: Gazetteer, name: str) -> None:
        self.ground = Ground(gazetteer, name)

    def check(self, document: Document) -> list[Finding]:
        """Return all findings of a file, in the order of the rules."""
        if document.refusal is not None:
            return [document.refusal]
        with np.errstate(all="ignore"):  # a hostile number may be as large as numbers go
            return _doubted(self._found(document))

    def _found(self, document: Document) -> list[Finding]:
        found = [finding for rule in _RULES for finding in rule(document)]
        if any(finding.rule == "other-format" for finding in found):
            return [finding for finding in found if finding.rule == "other-format"]
        table = properties.columns(document)
        for rule in (properties.names, properties.values, ours.schema):
            found += rule(document, table)
        found += place.coordinates(document, self.ground)
        mirrored = {row + 1 for row in place.swapped_rows(document, self.ground)}
        return [one for one in found if one.rule != "winding" or one.index not in mirrored]

    def check_file(self, path: Path) -> list[Finding]:
        """
        Read a file and return all findings.

        Raises
        ------
        LayerError
            If it cannot be opened.
        """
        return self.check(read_document(path))


def _doubted(findings: list[Finding]) -> list[Finding]:
    """Return findings, none of them fixable that may come from one point that is wrong."""
    doubtful = {one.index for one in findings if one.rule in _WRONG_POINT}
    mend = "先改正写错的点"
    return [
        replace(one, fixable=False, mend=mend)
        if one.rule in topology.MENDED and one.index in doubtful
        else one
        for one in findings
    ]


__all__ = ["Checker", "document_of", "read_document"]
